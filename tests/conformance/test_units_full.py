"""Claim: units are written as ICU 78 writes them, in 99 % of the cases of all locales it has.

What differs is listed with its cause in ``docs/conformance/units.md``. CLDR's own suites report
their rows here as well.
"""

from collections import Counter
from collections.abc import Callable

import pytest

from tests.conformance.cldr_units import SUITES
from tests.conformance.icu_units import UNITS, cases, icu, is_of_icu, locales, ours

pytestmark = pytest.mark.conformance

Report = Callable[[str, str, int, int], None]


@pytest.mark.parametrize("suite", SUITES)
def test_cldr(suite: str, report: Report) -> None:
    found = list(SUITES[suite]())
    failed = sum(case.found != case.expected for case in found)

    report(f"CLDR: {suite}", "CLDR 48", len(found), failed)
    assert failed == 0


def test_icu(report: Report) -> None:
    icu4py = pytest.importorskip("icu4py")
    known = [tag for tag in locales() if is_of_icu(tag)]
    count, differ = 0, Counter[str]()
    for tag in known:
        for case in cases(tag):
            count += 1
            if ours(case) != icu(case):
                differ[tag] += 1

    report("ICU: units", f"ICU {icu4py.icu_version}", count, differ.total())
    assert len(UNITS) >= 60
    assert len(known) >= 600
    assert differ.total() <= 0.01 * count, differ
