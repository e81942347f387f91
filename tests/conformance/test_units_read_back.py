"""Claim: what is written for a quantity is read back as the same one, in all locales.

What may be refused or give way is stated in ``tests/units/laws.py``.
"""

from collections.abc import Callable

import pytest

from tests.conformance.icu_units import locales
from tests.units.laws import units_of_the_law, unread

pytestmark = pytest.mark.conformance

Report = Callable[[str, str, int, int], None]
VALUES = ("2", "1234.5", "-3")


def test_all_locales(report: Report) -> None:
    found = locales()
    wrong = list(unread(found, VALUES))
    count = len(found) * len(units_of_the_law()) * len(VALUES) * 2

    report("quantities are read back", "CLDR 48.2", count, len(wrong))
    assert len(found) >= 760
    assert len(wrong) <= 0.001 * count, wrong[:50]
