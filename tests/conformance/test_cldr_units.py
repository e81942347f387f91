"""Claim: CLDR 48's own tests of units all pass, as exact rationals."""

import pytest

from tests.conformance.cldr_units import SUITES

EXPECTED = {"unitsTest": 234, "unitPreferencesTest": 367, "unitLocalePreferencesTest": 23}


@pytest.mark.parametrize("suite", SUITES)
def test_all_cases(suite: str) -> None:
    found = list(SUITES[suite]())

    assert [case for case in found if case.found != case.expected] == []
    assert len(found) == EXPECTED[suite]
