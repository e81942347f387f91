"""Claim: what is written for a quantity is read back as the same one, in all locales.

What may be refused or give way is stated in ``tests/units/laws.py``. A locale whose bare numbers
are not read back yet is none of this claim's.
"""

from collections.abc import Callable
from decimal import Decimal

import pytest

from crmi18n.cldr import format_number, parse_number
from tests.conformance.icu_units import locales
from tests.units.laws import units_of_the_law, unread

pytestmark = pytest.mark.conformance

Report = Callable[[str, str, int, int], None]
VALUES = ("2", "1234.5", "-3")


def reads_numbers(locale: str) -> bool:
    """Tell whether a locale's bare numbers are read back."""
    try:
        return all(
            parse_number(format_number(Decimal(value), locale=locale), locale=locale)
            == Decimal(value)
            for value in VALUES
        )
    except (ValueError, KeyError):
        return False


def test_all_locales(report: Report) -> None:
    found = list(filter(reads_numbers, locales()))
    wrong = list(unread(found, VALUES))
    count = len(found) * len(units_of_the_law()) * len(VALUES) * 2

    report("quantities are read back", "CLDR 48.2", count, len(wrong))
    assert len(found) >= 680
    assert len(wrong) <= 0.001 * count, wrong[:50]
