"""Claim: all of CLDR's own test data on likely subtags and canonical tags pass, and ICU agrees.

``tools/tag_cases.py`` recorded the cases; ``docs/conformance/tags.md`` tells what they are.
"""

import functools
import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crmi18n.cldr import canonicalize, maximize, minimize

DATA = Path(__file__).parent / "data/tags.json.gz"
FAILS = "FAIL"

Pair = tuple[object, object]
Report = Callable[[str, str, int, int], None]


@functools.cache
def data() -> dict[str, list[list[str]]]:
    content: dict[str, list[list[str]]] = json.loads(gzip.decompress(DATA.read_bytes()))
    return content


def likely() -> Iterator[Pair]:
    """Pair what CLDR expects with what is found; an empty cell repeats the one before."""
    for source, full, script, region in data()["likely"]:
        by_script = script or full
        found = maximize(source), minimize(source, favor="script"), minimize(source)
        expected = full, by_script, region or by_script
        yield (source, *expected), (source, *(str(tag or FAILS) for tag in found))


def canonical() -> Iterator[Pair]:
    for source, expected in data()["canonical"]:
        yield (source, expected), (source, str(canonicalize(source)).replace("-", "_"))


def icu_likely() -> Iterator[Pair]:
    for source, *expected in data()["icu likely"]:
        tag = canonicalize(source)
        yield (source, *expected), (source, str(maximize(tag)), str(minimize(tag)))


def icu_canonical() -> Iterator[Pair]:
    for source, expected in data()["icu canonical"]:
        yield (source, expected), (source, str(canonicalize(source)))


SUITES = {
    "CLDR likelySubtags": ("48", likely, 1802),
    "CLDR localeCanonicalization": ("48", canonical, 1773),
    "ICU likely subtags": ("78", icu_likely, 9000),
    "ICU canonical tags with extensions": ("78", icu_canonical, 50),
}


def failures(pairs: Iterator[Pair]) -> tuple[int, list[Pair]]:
    found = list(pairs)
    return len(found), [pair for pair in found if pair[0] != pair[1]]


@pytest.mark.parametrize("suite", SUITES)
def test_every_case_passes(suite: str) -> None:
    _, pairs, least = SUITES[suite]

    cases, failed = failures(pairs())

    assert not failed
    assert cases >= least


@pytest.mark.conformance
@pytest.mark.parametrize("suite", SUITES)
def test_reports(suite: str, report: Report) -> None:
    version, pairs, _ = SUITES[suite]
    cases, failed = failures(pairs())

    report(suite, version, cases, len(failed))

    assert not failed
