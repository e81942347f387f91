"""Claim: languages are matched as ICU's LocaleMatcher does, by its own cases and by drawn ones.

``tools/matching_cases.py`` recorded them; ``docs/conformance/matching.md`` tells what differs.
"""

import functools
import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from crmi18n.cldr import Match, canonicalize, match_locale
from crmi18n.errors import UnknownLocaleError

DATA = Path(__file__).parent / "data"
NOTHING = "null"

# Without the settings: the wish, and what ICU's file expects. CLDR 48.2 has no distance from af
# to nl any more, and sh is an old name of sr-Latn, which can be read by who reads sr.
DIFFERENT = {
    "testAsymmetry": ("af >> nl", "af >> nl"),
    "language-specific script fallbacks 1": ("sh >> en",),
}

Report = Callable[[str, str, int, int], None]


class Case(NamedTuple):
    group: str
    settings: dict[str, str]
    wanted: str
    served: str
    combined: str


@functools.cache
def suite() -> tuple[Case, ...]:
    text = gzip.decompress((DATA / "localeMatcherTest.txt.gz").read_bytes()).decode()
    return tuple(read(text.splitlines()))


def read(lines: list[str]) -> Iterator[Case]:
    group: str = ""
    settings: dict[str, str] = {}
    for line in lines:
        text = line.partition("#")[0].strip()
        if text.startswith("** test:"):
            group, settings = text.removeprefix("** test:").strip(), {}
        elif text.startswith("@"):
            name, _, value = text[1:].partition("=")
            settings = {**settings, name: value}
        elif ">>" in text:
            wanted, _, expected = text.partition(">>")
            served, _, combined = (*map(str.strip, expected.split("|")), "", "")[:3]
            yield Case(group, settings, wanted.strip(), served, combined)


def found(case: Case) -> Match | None:
    settings = case.settings
    supported = [tag for tag in split(settings.get("supported", "")) if is_tag(tag)]
    default = settings.get("default") or None
    if not supported and default is None:
        return None
    return match_locale(
        split(case.wanted),
        supported,
        default=default,
        favor="script" if settings.get("favor") == "script" else "language",
        threshold=int(settings.get("threshold") or 50),
    )


def split(text: str) -> list[str]:
    return [tag.strip() for tag in text.split(",") if tag.strip()]


def is_tag(text: str) -> bool:
    """Tell tags from the numbers that two groups have among them."""
    try:
        canonicalize(text)
    except UnknownLocaleError:
        return False
    return True


def passes(case: Case) -> bool:
    match = found(case)
    if match is None or case.served == NOTHING:
        return match is None and case.served == NOTHING
    return canonicalize(match.tag) == canonicalize(case.served) and (
        not case.combined or match.locale == canonicalize(case.combined)
    )


@functools.cache
def failures() -> dict[str, tuple[str, ...]]:
    failed: dict[str, tuple[str, ...]] = {}
    for case in suite():
        if not passes(case):
            cases = failed.get(case.group, ())
            failed[case.group] = (*cases, f"{case.wanted} >> {case.served}")
    return failed


@functools.cache
def drawn() -> list[tuple[list[str], list[str], str, str]]:
    content = json.loads(gzip.decompress((DATA / "matching.json.gz").read_bytes()))
    return [tuple(case) for case in content["cases"]]


def differences() -> list[tuple[object, ...]]:
    return [
        (wanted, available, favor, expected, match)
        for wanted, available, favor, expected in drawn()
        for match in [match_locale(wanted, available, favor=favor)]  # type: ignore[arg-type]
        if canonicalize(match.tag) != canonicalize(expected)
    ]


def test_every_case_of_icu_passes_but_those_explained() -> None:
    assert failures() == DIFFERENT
    assert len(suite()) == 929


def test_chooses_what_icu_chooses() -> None:
    assert not differences()
    assert len(drawn()) == 4000


@pytest.mark.conformance
def test_reports(report: Report) -> None:
    failed = sum(map(len, failures().values()))

    report("ICU localeMatcherTest", "76.1", len(suite()), failed)
    report("ICU language matching, drawn", "77.1", len(drawn()), len(differences()))
