"""The one door to Babel: names, dates and units of CLDR as Babel carries them (2.18: CLDR 47).

Babel computes in the caller's decimal context; here it is given ours.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal, localcontext
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from crmi18n.cldr._numbers import CONTEXT
from crmi18n.cldr.tag import LocaleTag
from crmi18n.errors import UnknownLocaleError

if TYPE_CHECKING:
    from babel import Locale

Width = Literal["short", "medium", "long", "full"]
UnitWidth = Literal["long", "short", "narrow"]

# Babel gives no pattern of a unit, only numbers with their unit: so the number is marked.
_NUMBER: Final = re.compile("\ue000.*\ue001")
_MARKED: Final = "\ue000#\ue001"


@lru_cache(maxsize=512)
def locale(tag: LocaleTag) -> Locale:
    """Return Babel's locale of a tag, or of its nearest parent that has data."""
    from babel import Locale, UnknownLocaleError as NoData

    candidate: LocaleTag | None = tag
    while candidate:
        identifier = "_".join(
            p for p in (candidate.language, candidate.script, candidate.region) if p
        )
        try:
            return Locale.parse(identifier)
        except (NoData, ValueError):
            candidate = candidate.parent
    raise UnknownLocaleError(str(tag), get_close_matches(tag.language, languages(), n=3))


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the languages that have data."""
    from babel.localedata import locale_identifiers

    return tuple(sorted({name.partition("_")[0] for name in locale_identifiers()}))


def number_symbols(tag: LocaleTag) -> dict[str, str]:
    """Return decimal, group and minus sign of the locale's own and its Latin digits' system."""
    data = locale(tag)
    symbols = data.number_symbols
    system = data.default_numbering_system
    return dict(symbols.get(system) or symbols["latn"])


def grouping(tag: LocaleTag) -> tuple[int, int]:
    """Return the primary and secondary group size of plain numbers, such as (3, 2)."""
    primary, secondary = locale(tag).decimal_formats[None].grouping
    return primary, secondary


def currency_symbols(tag: LocaleTag) -> dict[str, str]:
    """Return currency code to symbol."""
    return dict(locale(tag).currency_symbols)


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


def format_unit(value: Decimal, number: str, unit: str, tag: LocaleTag, width: UnitWidth) -> str:
    """Write a number beside a CLDR unit; some languages write "two pounds" without it."""
    from babel.units import format_unit

    with localcontext(CONTEXT):
        text = format_unit(
            value.copy_abs(),
            unit,
            length=width,
            format=_MARKED,
            locale=locale(tag),
        )
    return _NUMBER.sub(lambda _: number, text)


def date_order(tag: LocaleTag) -> str:
    """Return the order of day, month and year in the short date, such as ``"dmy"``."""
    pattern = locale(tag).date_formats["short"].pattern
    fields = sorted((pattern.find(letter), letter.lower()) for letter in ("d", "M", "y"))
    return "".join(letter for _, letter in fields)


def display_names(tag: LocaleTag, kind: str) -> dict[str, str]:
    """Return code to name for territories, languages, currencies or scripts."""
    data = locale(tag)
    tables = {
        "territory": data.territories,
        "language": data.languages,
        "currency": data.currencies,
        "script": data.scripts,
    }
    return dict(tables[kind])


def text_direction(tag: LocaleTag) -> str:
    """Return ``"ltr"`` or ``"rtl"``."""
    return str(locale(tag).text_direction)


def territory_languages(territory: str) -> dict[str, dict[str, float | str | None]]:
    """Return language to {official_status, population_percent} of a territory."""
    from babel.languages import get_territory_language_info

    return dict(get_territory_language_info(territory))


def likely_territory(tag: LocaleTag) -> str | None:
    """Return the region of a tag, or the one that its language most likely means."""
    from babel.core import get_global

    if tag.region:
        return tag.region
    likely = get_global("likely_subtags")
    key = "_".join(p for p in (tag.language, tag.script) if p)
    full = likely.get(key) or likely.get(tag.language)
    return full.rpartition("_")[2] if full else None


def likely_script(tag: LocaleTag) -> str | None:
    """Return the script of a tag, or the one that its language is most likely written in."""
    from babel.core import get_global

    if tag.script:
        return tag.script
    likely = get_global("likely_subtags")
    key = "_".join(p for p in (tag.language, tag.region) if p)
    full = likely.get(key) or likely.get(tag.language)
    return full.split("_")[1] if full else None


def catalog(path: str) -> dict[str, str]:
    """Read a gettext catalog: message id to translation."""
    from babel.messages.pofile import read_po

    with open(path, "rb") as file:  # noqa: PTH123 - pathlib costs more than the read
        return {str(m.id): str(m.string) for m in read_po(file) if m.id and m.string}
