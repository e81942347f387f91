"""Claim: languages are matched as ICU's LocaleMatcher does, by all of its own cases but a few.

``docs/conformance/matching.md`` tells which differ, and why.
"""

import functools
import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from crmi18n.cldr import Match, canonicalize, match_locale
from crmi18n.errors import UnknownLocaleError

DATA = Path(__file__).parent / "data/localeMatcherTest.txt.gz"
SUITE, VERSION = "ICU localeMatcherTest", "76.1"
NOTHING = "null"

# CLDR 48.2 no longer has the distances af to nl, and sh to en, that these were written for.
CHANGED_DATA = {}

Report = Callable[[str, str, int, int], None]


class Case(NamedTuple):
    group: str
    parameters: tuple[tuple[str, str], ...]
    wanted: str
    served: str
    combined: str

    def __str__(self) -> str:
        settings = " ".join(f"@{name}={value}" for name, value in self.parameters)
        return f"{settings} {self.wanted} >> {self.served} {self.combined}"


@functools.cache
def cases() -> tuple[Case, ...]:
    return tuple(read(gzip.decompress(DATA.read_bytes()).decode().splitlines()))


def read(lines: list[str]) -> Iterator[Case]:
    group, parameters = "", {}
    for line in lines:
        text = line.partition("#")[0].strip()
        if text.startswith("** test:"):
            group, parameters = text.removeprefix("** test:").strip(), {}
        elif text.startswith("@"):
            name, _, value = text[1:].partition("=")
            parameters[name] = value
        elif ">>" in text:
            wanted, _, expected = text.partition(">>")
            served, _, combined = (*map(str.strip, expected.split("|")), "", "")[:3]
            yield Case(group, tuple(parameters.items()), wanted.strip(), served, combined)


def found(case: Case) -> Match | None:
    settings = dict(case.parameters)
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
    """Tell tags from the numbers that two cases have among them."""
    try:
        canonicalize(text)
    except UnknownLocaleError:
        return False
    return True


def passes(case: Case) -> bool:
    match = found(case)
    if match is None or case.served == NOTHING:
        return match is None and case.served == NOTHING
    return (not case.served or canonicalize(match.tag) == canonicalize(case.served)) and (
        not case.combined or match.locale == canonicalize(case.combined)
    )


@functools.cache
def failures() -> list[str]:
    return [str(case) for case in cases() if not passes(case)]
