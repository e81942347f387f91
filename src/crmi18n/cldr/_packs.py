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
from typing import Any, Final, NamedTuple

from crmi18n.cldr._tables import after_head, opened, table
from crmi18n.cldr.subtags import data_order
from crmi18n.cldr.tag import LocaleTag
from crmi18n.errors import UnknownLocaleError

__all__ = ["Record", "locale_name", "record", "table"]

Record = Mapping[str, Any]

_ROOT: Final = "und"


@lru_cache(maxsize=1024)
def locale_name(tag: LocaleTag) -> str:
    """Return the locale whose data serves a tag: its own, or that of its nearest parent.

    Raises:
        UnknownLocaleError: CLDR has no data for the language; ``nearest`` has similar ones.

    >>> [locale_name(LocaleTag.parse(tag)) for tag in ("zh-TW", "de-JP", "iw", "es-US-u-nu-latn")]
    ['zh-Hant', 'de', 'he', 'es-US']
    """
    names, aliases = _names(), table("locales")["aliases"]
    for candidate in map(str, data_order(tag)):
        if candidate in names:
            return candidate
        if candidate in aliases:
            return str(aliases[candidate])
    raise UnknownLocaleError(str(tag), get_close_matches(str(tag), names, n=3, cutoff=0.5))


def record(pack: str, tag: LocaleTag) -> Record:
    """Return what a pack says of a locale; never change it.

    Raises:
        UnknownLocaleError: as :func:`locale_name`.

    >>> record("numbers", LocaleTag.parse("de-CH"))["symbols"]["latn"]["group"]
    "'"
    """
    return _record(pack, locale_name(tag))


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
    with opened(f"{name}.pack") as file:
        index = json.loads(after_head(file))
        return _Pack(file.tell(), index)


@lru_cache(maxsize=4)  # a locale and its parents ask for one block, one after the other
def _block(pack: str, language: str) -> dict[str, Record]:
    start, blocks = _pack(pack)
    if language not in blocks:
        return {}
    place, length = blocks[language]
    with opened(f"{pack}.pack") as file:
        file.seek(start + place)
        found: dict[str, Record] = json.loads(zlib.decompress(file.read(length)))
    return found
