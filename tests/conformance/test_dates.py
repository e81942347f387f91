"""Claim: of all comparisons of dates with ICU 78, at least 99.5 % agree, and all others are known.

So it is for the Gregorian calendar, and for twelve others.

What does not is listed with its cause in ``docs/conformance/dates.md``.
"""

import shutil
from collections import Counter
from collections.abc import Callable

import pytest

from tests.conformance import icu
from tests.conformance.dates import (
    OF_ICU4PY,
    SUITES,
    Case,
    cases,
    differs,
    differs_from_cldr,
    icu as answers,
    locales_of,
    of_cldr,
    ours,
    sample,
)

Report = Callable[[str, str, int, int], None]


@pytest.mark.conformance
@pytest.mark.parametrize("suite", SUITES)
def test_icu(suite: str, report: Report) -> None:
    if suite in OF_ICU4PY:
        version = f"ICU {pytest.importorskip('icu4py').icu_version}"
    elif shutil.which("node"):
        version = sample()["node"]
    else:
        pytest.skip("needs Node")
    found = list(cases(suite, locales_of(suite, icu.sample()["modern"])))

    differ = [
        case
        for case, (text, zone) in zip(found, answers(found), strict=True)
        if ours(case, zone) != text
    ]

    report(f"ICU: {suite}", version, len(found), len(differ))
    assert [case for case in differ if not differs(case)] == []
    limit = {"times": 0.01, "date-times": 0.01, "calendars: date-times": 0.06}
    assert len(differ) <= limit.get(suite, 0.005) * len(found)


@pytest.mark.parametrize("suite", SUITES)
def test_recorded_answers_of_icu(suite: str) -> None:
    recorded = sample()["suites"][suite]

    wrong = [
        (facts, text, found)
        for *facts, text, zone in recorded
        if (found := ours(Case(suite, *facts), zone)) != text
    ]

    assert wrong == []
    assert len(recorded) > 1000


def test_cases_of_cldr() -> None:
    wrong = [(case, of_cldr(case)) for case in sample()["cldr"]]
    wrong = [(case, found) for case, found in wrong if found != case["expected"]]

    assert [(case, found) for case, found in wrong if not differs_from_cldr(case)] == []
    assert len(wrong) == 49


@pytest.mark.conformance
def test_all_cases_of_cldr(report: Report) -> None:
    for calendar, count in Counter(case["calendar"] for case in sample()["cldr"]).items():
        failed = sum(
            of_cldr(case) != case["expected"]
            for case in sample()["cldr"]
            if case["calendar"] == calendar
        )
        report(f"CLDR: datetime, {calendar}", "CLDR 48", count, failed)
        assert failed <= 25
