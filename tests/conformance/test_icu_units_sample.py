"""Claim: units are written as ICU 78 writes them, in every locale that ICU has.

The expected texts were recorded from ICU by ``tools/icu_unit_sample.py``: some cases of each
locale. The whole of it runs in ``make conformance``.
"""

from tests.conformance.icu_units import Case, ours, sample


def test_equals_icu() -> None:
    recorded = sample()["cases"]

    wrong = [
        (case, expected, found)
        for *facts, expected in recorded
        if (found := ours(case := Case(*facts))) != expected
    ]

    assert wrong == []
    assert len({locale for locale, *_ in recorded}) >= 600
