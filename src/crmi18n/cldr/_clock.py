"""Hour cycles of territories, and the parts of a day in languages.

Source: ``data/clock.table`` (CLDR 48.2: timeData, dayPeriods); UTS #35 part 4, sections 4.4
and 5.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from crmi18n.cldr._packs import table
from crmi18n.cldr.subtags import data_order
from crmi18n.cldr.tag import LocaleTag
from crmi18n.cldr.territory import territory_of

__all__ = ["HOUR_CYCLES", "allowed_hours", "day_periods", "hour_letter"]

HOUR_CYCLES: Final = {"h11": "K", "h12": "h", "h23": "H", "h24": "k"}
_WORLD: Final = "001"


def hour_letter(tag: LocaleTag) -> str:
    """Return the letter of the hours that a reader is used to, or asks for (``-u-hc-``).

    >>> [hour_letter(LocaleTag.parse(tag)) for tag in ("en", "en-GB", "en-GB-u-hc-h12")]
    ['h', 'H', 'h']
    """
    return HOUR_CYCLES.get(tag.keywords.get("hc", "")) or _hours(tag)[0]


def allowed_hours(tag: LocaleTag) -> str:
    """Return the first of the forms that are in use: hours, and ``b`` or ``B`` beside them."""
    return _hours(tag)[1]


def _hours(tag: LocaleTag) -> list[str]:
    region = territory_of(tag) or _WORLD
    hours = table("clock")["hours"]
    found: list[str] = hours.get(f"{tag.language}-{region}") or hours.get(region, hours[_WORLD])
    return found


@lru_cache(maxsize=256)
def day_periods(tag: LocaleTag) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the part of the day by hour, and the same for exact hours; nothing without rules.

    Midnight is left out, as in ICU: the word may mean the beginning of a day or its end.

    >>> exact = day_periods(LocaleTag.parse("en"))[1]
    >>> exact[12], exact[13]
    ('noon', 'afternoon1')
    """
    rules = table("clock")["periods"]
    name = next((str(t) for t in data_order(tag) if str(t) in rules), None)
    if name is None:
        return (), ()
    hours = [""] * 24
    for period, span in rules[name].items():
        if len(span) == 2:
            first, end = span
            for hour in range(first, end if first < end else end + 24):
                hours[hour % 24] = period
    exact = list(hours)
    for period, span in rules[name].items():
        if len(span) == 1 and period != "midnight":
            exact[span[0] % 24] = period
    return tuple(hours), tuple(exact)
