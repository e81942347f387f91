"""The one door to Babel: names and dates of CLDR as Babel carries them (2.18: CLDR 47)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from crmi18n.cldr.subtags import data_order
from crmi18n.cldr.tag import LocaleTag
from crmi18n.errors import UnknownLocaleError

if TYPE_CHECKING:
    from babel import Locale

Width = Literal["short", "medium", "long", "full"]


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


def format_date(value: date, tag: LocaleTag, width: Width) -> str:
    """Format a day."""
    from babel.dates import format_date

    return format_date(value, format=width, locale=locale(tag))


def format_time(value: time, tag: LocaleTag, width: Width) -> str:
    """Format a time of day as it is, with no zone."""
    from babel.dates import format_time

    return format_time(datetime.combine(date(2000, 1, 1), value), format=width, locale=locale(tag))


def format_datetime(value: datetime, tag: LocaleTag, width: Width) -> str:
    """Format the clock's face of a date-time as it is, with no zone."""
    from babel.dates import format_datetime

    return format_datetime(value.replace(tzinfo=None), format=width, locale=locale(tag))


def date_order(tag: LocaleTag) -> str:
    """Return the order of day, month and year in the short date, such as ``"dmy"``."""
    pattern = locale(tag).date_formats["short"].pattern
    fields = sorted((pattern.find(letter), letter.lower()) for letter in ("d", "M", "y"))
    return "".join(letter for _, letter in fields)


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
    """How a locale names times: of metazones, of single zones, and of any other place."""

    metazones: Mapping[str, Mapping[str, Mapping[str, str]]]
    zones: Mapping[str, Mapping[str, Any]]
    place: str


def zone_texts(tag: LocaleTag) -> ZoneTexts:
    """Return how a locale names the times of zones."""
    data = locale(tag)
    return ZoneTexts(data.meta_zones, data.time_zones, data.zone_formats["region"])
