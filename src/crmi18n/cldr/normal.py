"""Canonical decomposition, also of characters that are newer than the interpreter.

Python 3.11 knows Unicode 14; the tables of ``data/collation.zip`` add what Unicode 17 has.
Source: Unicode Standard Annex 15.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

__all__ = ["PACK", "combining_class", "member", "members", "newer", "nfd"]

PACK: Final = Path(__file__).with_name("data") / "collation.zip"


class _Newer(NamedTuple):
    marks: dict[str, int]
    decompositions: dict[int, str]
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def members() -> frozenset[str]:
    """Return the names of the parts of the collation data."""
    import zipfile

    with zipfile.ZipFile(PACK) as archive:
        return frozenset(archive.namelist())


def member(name: str) -> bytes | None:
    """Return a part of the collation data, or None if there is no such part."""
    if name not in members():
        return None
    import zipfile

    with zipfile.ZipFile(PACK) as archive:
        return archive.read(name)


@lru_cache(maxsize=1)
def newer() -> _Newer:
    """Return the normalization data of characters since Unicode 14."""
    facts = json.loads(member("facts") or b"")["newer"]
    marks, decompositions = facts["marks"], facts["decompositions"]
    pattern = re.compile(f"[{''.join([*marks, *decompositions])}]")
    return _Newer(marks, {ord(c): text for c, text in decompositions.items()}, pattern)


def combining_class(char: str) -> int:
    r"""Return the canonical combining class; 0: the character begins something new.

    >>> combining_class("\u0301"), combining_class("a")
    (230, 0)
    """
    return unicodedata.combining(char) or newer().marks.get(char, 0)


def nfd(text: str) -> str:
    """Return the canonical decomposition of a text, by Unicode 17.

    >>> [hex(ord(char)) for char in nfd("é")]
    ['0x65', '0x301']
    """
    data = newer()
    if not data.pattern.search(text):
        return unicodedata.normalize("NFD", text)
    plain = unicodedata.normalize("NFD", text.translate(data.decompositions))
    ordered: list[str] = []
    for _, run in groupby(plain, key=lambda char: combining_class(char) == 0):
        ordered += sorted(run, key=combining_class)  # of letters, which have 0, it changes nothing
    return "".join(ordered)
