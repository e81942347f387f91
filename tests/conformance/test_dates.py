"""Claim: of all comparisons of dates with ICU 78, at least 99.5 % agree, and all others are known.

What does not is listed with its cause in ``docs/conformance/dates.md``.
"""

import shutil
from collections.abc import Callable

import pytest

from tests.conformance import icu
from tests.conformance.dates import (
    OF_ICU4PY,
    SUITES,
    Case,
    cases,
    differs,
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
    assert len(differ) <= (0.01 if suite in ("times", "date-times") else 0.005) * len(found)


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


def test_gregorian_cases_of_cldr() -> None:
    gregorian = [case for case in sample()["cldr"] if case["calendar"] == "gregorian"]

    wrong = [(case, found) for case in gregorian if (found := of_cldr(case)) != case["expected"]]

    assert wrong == []
    assert len(gregorian) == 78


@pytest.mark.conformance
def test_all_cases_of_cldr(report: Report) -> None:
    found = sample()["cldr"]
    gregorian = [case for case in found if case["calendar"] == "gregorian"]

    failed = sum(of_cldr(case) != case["expected"] for case in gregorian)

    report("CLDR: datetime, Gregorian", "CLDR 48", len(gregorian), failed)
    report("CLDR: datetime, other calendars (unsupported)", "CLDR 48", *[len(found) - 78] * 2)
    assert failed == 0
