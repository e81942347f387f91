"""Claim: numbers, amounts, plurals and lists are written as ICU 78 writes them, in all locales.

The expected texts were recorded from ICU by ``tools/icu_sample.py``: for each of the locales a
few cases of every suite. The whole of it runs in ``make conformance``.
"""

import pytest

from tests.conformance.icu import SUITES, Case, ours, sample


@pytest.mark.parametrize("suite", SUITES)
def test_equals_icu(suite: str) -> None:
    recorded = sample()["suites"][suite]

    wrong = [
        (case, expected, found)
        for *facts, expected in recorded
        if (found := ours(case := Case(suite, *facts))) != expected
    ]

    assert wrong == []
    assert len({locale for locale, *_ in recorded}) >= 425
