"""Reading of the packs and tables in ``data``: CLDR 48.2, one record a locale and subject.

``tools/packs.py`` describes the form. A record is read when it is first asked for, laid over
its parent's, and kept; two threads that meet here do the same work twice, and agree.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from crmi18n.cldr.tag import LocaleTag
from crmi18n.errors import UnknownLocaleError

__all__ = ["Record", "locale_name", "record", "table"]

Record = Mapping[str, Any]

_DATA: Final = Path(__file__).with_name("data")
_ROOT: Final = "und"


@lru_cache(maxsize=1024)
def locale_name(tag: LocaleTag) -> str:
    """Return the locale whose data serves a tag: its own, or that of its nearest parent.

    Raises:
        UnknownLocaleError: CLDR has no data for the language; ``nearest`` has similar ones.

    >>> locale_name(LocaleTag.parse("zh-TW")), locale_name(LocaleTag.parse("de-JP"))
    ('zh-Hant', 'de')
    """
    names, aliases = _names(), table("locales")["aliases"]
    candidate: LocaleTag | None = LocaleTag(tag.language, tag.script, tag.region)
    while candidate:
        name = str(candidate)
        if name in names:
            return name
        if name in aliases:
            return str(aliases[name])
        candidate = candidate.parent
    raise UnknownLocaleError(str(tag), get_close_matches(str(tag), names, n=3, cutoff=0.5))


def record(pack: str, tag: LocaleTag) -> Record:
    """Return what a pack says of a locale; never change it.

    Raises:
        UnknownLocaleError: as :func:`locale_name`.

    >>> record("numbers", LocaleTag.parse("de-CH"))["symbols"]["latn"]["group"]
    "'"
    """
    return _record(pack, locale_name(tag))


@lru_cache(maxsize=16)
def table(name: str) -> Any:
    """Return a table that is not of one locale.

    >>> table("digits")["thai"]
    '๐๑๒๓๔๕๖๗๘๙'
    """
    with (_DATA / f"{name}.table").open("rb") as file:
        return json.loads(_after_head(file))


@lru_cache(maxsize=2048)
def _record(pack: str, name: str) -> Record:
    if name == _ROOT:
        base: Record = {}
    else:
        base = _record(pack, _parent(name))
    changed = _block(pack, name.partition("-")[0]).get(name)
    return _laid_over(base, changed) if changed else base


def _laid_over(base: Record, changed: Record) -> Record:
    merged = dict(base)
    for key, value in changed.items():
        if value is None:
            del merged[key]
        elif isinstance(value, dict) and isinstance(base.get(key), dict):
            merged[key] = _laid_over(base[key], value)
        else:
            merged[key] = value
    return merged


def _parent(name: str) -> str:
    if parent := table("locales")["parents"].get(name):
        return str(parent)
    names = _names()
    while (name := name.rpartition("-")[0]) and name not in names:
        pass
    return name or _ROOT


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(table("locales")["names"])


class _Pack(NamedTuple):
    start: int
    blocks: dict[str, tuple[int, int]]


@lru_cache(maxsize=64)
def _pack(name: str) -> _Pack:
    with (_DATA / f"{name}.pack").open("rb") as file:
        index = json.loads(_after_head(file))
        return _Pack(file.tell(), index)


@lru_cache(maxsize=4)  # a locale and its parents ask for one block, one after the other
def _block(pack: str, language: str) -> dict[str, Record]:
    start, blocks = _pack(pack)
    if language not in blocks:
        return {}
    place, length = blocks[language]
    with (_DATA / f"{pack}.pack").open("rb") as file:
        file.seek(start + place)
        found: dict[str, Record] = json.loads(zlib.decompress(file.read(length)))
    return found


def _after_head(file: BinaryIO) -> bytes:
    """Return the first line that does not start with ``#``."""
    return next(line for line in iter(file.readline, b"") if not line.startswith(b"#"))
