"""Claim: names are written as CLDR's own tests say, in all but 80 of 36,960 cases.

Those are initials of languages that write no blanks, where ICU asks a dictionary what a word is;
``docs/conformance/names.md`` tells more.
"""

import functools
from collections import Counter
from collections.abc import Callable

import pytest

from tests.conformance.person_names import Case, cases, clusters

Report = Callable[[str, str, int, int], None]

COUNT = 36_960
DICTIONARY = {"km": 30, "my": 25, "zh": 9, "zh-Hant": 6, "yue": 5, "yue-Hans": 5}
WITHOUT_LINE_BREAKS = 1002


@functools.cache
def results() -> tuple[int, list[Case]]:
    every = list(cases())
    return len(every), [case for case in every if case.found != case.expected]


@functools.cache
def cluster_results() -> tuple[int, list[list[str]]]:
    # A name holds no line breaks.
    every = [pair for pair in clusters() if not {"\r", "\n"} & {*"".join(pair[0])}]
    return len(every), [expected for expected, found in every if found != expected]


def test_only_initials_that_need_a_dictionary_differ() -> None:
    count, failed = results()

    assert count == COUNT
    assert Counter(case.locale for case in failed) == DICTIONARY


def test_whole_names_never_differ() -> None:
    _, failed = results()

    # A monogram, and the long form, have no initials in these languages.
    assert not [case for case in failed if case.usage == "monogram" or case.length == "long"]


def test_grapheme_clusters() -> None:
    count, failed = cluster_results()

    assert count == WITHOUT_LINE_BREAKS
    assert failed == [["\u2701\u200d\u2701"]]  # scissors, no picture any more in Unicode 17


@pytest.mark.conformance
def test_reports(report: Report) -> None:
    count, failed = results()
    report("CLDR: personNameTest", "CLDR 48", count, len(failed))

    count, differ = cluster_results()
    report("CLDR: GraphemeBreakTest without line breaks", "CLDR 48", count, len(differ))
