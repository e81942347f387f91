"""Patterns of dates, taken apart: letters that stand for a field, and the text between them.

Source: UTS #35 part 4, section 8 (date format patterns).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

__all__ = [
    "Field",
    "Pattern",
    "filled",
    "letters_of",
    "pattern_of",
    "skeleton_of",
    "texts_around",
]


class Field(NamedTuple):
    """A letter and how often it stands: ``MMM`` is the month in short."""

    letter: str
    size: int


Pattern = tuple[str | Field, ...]
"""Fields, and texts as they are written."""

_PARTS: Final = re.compile(r"''|'((?:[^']|'')*)'|(([A-Za-z])\3*)|([^A-Za-z']+)")
_PLACES: Final = re.compile(r"\{([0-9])\}")


@lru_cache(maxsize=4096)
def pattern_of(text: str) -> Pattern:
    """Return the parts of a pattern.

    >>> pattern_of("d 'de' MMM")
    (Field(letter='d', size=1), ' de ', Field(letter='M', size=3))
    """
    return _joined(
        Field(match[3], len(match[2])) if match[2] else _literal(match)
        for match in _PARTS.finditer(text)
    )


def _literal(match: re.Match[str]) -> str:
    if match[4]:
        return match[4]
    return "'" if match[1] is None else match[1].replace("''", "'")


def filled(template: str, *parts: Pattern) -> Pattern:
    """Return a template such as ``{1}, {0}`` with patterns in its places."""
    found: list[str | Field] = []
    for number, piece in enumerate(_PLACES.split(template)):
        found += parts[int(piece)] if number % 2 else pattern_of(piece)
    return _joined(found)


def texts_around(template: str, *, quoted: bool) -> tuple[tuple[str, str, str], bool]:
    """Return the texts around the two places of a template; and whether ``{1}`` is first.

    ``quoted`` is a template whose words stand in quotes, since it makes patterns.

    >>> texts_around("{1} 'um' {0}", quoted=True)
    (('', ' um ', ''), True)
    """
    before, _, between, _, after = _PLACES.split(template)
    texts = (before, between, after)
    if quoted:
        before, between, after = ("".join(map(str, pattern_of(text))) for text in texts)
    return (before, between, after), template.index("{1}") < template.index("{0}")


def letters_of(pattern: Pattern) -> str:
    """Return the letters of a pattern's fields."""
    return "".join(part.letter for part in pattern if isinstance(part, Field))


def skeleton_of(pattern: Pattern) -> str:
    """Return the fields of a pattern as a skeleton."""
    return "".join(part.letter * part.size for part in pattern if isinstance(part, Field))


def _joined(parts: Iterable[str | Field]) -> Pattern:
    """Return parts with texts that meet made one."""
    found: list[str | Field] = []
    for part in parts:
        if found and isinstance(part, str) and isinstance(last := found[-1], str):
            found[-1] = last + part
        else:
            found.append(part)
    return tuple(found)
