"""The one door to Babel: names of CLDR as Babel carries them (2.18: CLDR 47)."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from crmi18n.cldr.subtags import data_order
from crmi18n.cldr.tag import LocaleTag
from crmi18n.errors import UnknownLocaleError

if TYPE_CHECKING:
    from babel import Locale


@lru_cache(maxsize=512)
def locale(tag: LocaleTag) -> Locale:
    """Return Babel's locale of a tag, or of its nearest parent that has data."""
    from babel import Locale, UnknownLocaleError as NoData

    for candidate in data_order(tag):
        try:
            return Locale.parse(str(candidate), sep="-")
        except (NoData, ValueError):
            continue
    raise UnknownLocaleError(str(tag), get_close_matches(tag.language, languages(), n=3))


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the languages that have data."""
    from babel.localedata import locale_identifiers

    return tuple(sorted({name.partition("_")[0] for name in locale_identifiers()}))


def display_names(tag: LocaleTag, kind: str) -> dict[str, str]:
    """Return code to name for territories, languages or scripts."""
    data = locale(tag)
    tables = {
        "territory": data.territories,
        "language": data.languages,
        "script": data.scripts,
    }
    return {code.replace("_", "-"): name for code, name in tables[kind].items()}


def catalog(path: str) -> dict[str, str]:
    """Read a gettext catalog: message id to translation."""
    from babel.messages.pofile import read_po

    with open(path, "rb") as file:  # noqa: PTH123 - pathlib costs more than the read
        return {str(m.id): str(m.string) for m in read_po(file) if m.id and m.string}


class ZoneTexts(NamedTuple):
    """The cities of single zones, and how a locale names the time of any place."""

    zones: Mapping[str, Mapping[str, Any]]
    place: str


def zone_texts(tag: LocaleTag) -> ZoneTexts:
    """Return the cities of zones, and the name of the time of a place."""
    data = locale(tag)
    return ZoneTexts(data.time_zones, data.zone_formats["region"])
