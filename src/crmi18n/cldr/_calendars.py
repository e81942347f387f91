"""Moments as a calendar counts them, and the names and patterns that a locale has for it.

Source: ``data/calendars.pack`` (CLDR 48.2 and 48; UTS #35 part 4, section 2).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from crmi18n.cldr._packs import Record, record
from crmi18n.cldr.calendars import GREGORIAN, Calendar, calendar_of
from crmi18n.cldr.tag import LocaleTag

__all__ = ["CalendarMoment", "date_data", "in_gregorian", "interval_data", "moments_of"]


class CalendarMoment(NamedTuple):
    """A day of a calendar, and a time of day; it has what formatters ask a date for."""

    era: int
    year: int
    month: int
    day: int
    extended: int
    named_month: int
    ordinal: int
    hour: int
    minute: int
    second: int
    microsecond: int

    def weekday(self) -> int:
        """Return the day of the week: Monday is 0."""
        return (self.ordinal + 6) % 7

    def toordinal(self) -> int:
        """Return the ordinal of Python's dates."""
        return self.ordinal


def moments_of(calendar: Calendar) -> Callable[[Any], CalendarMoment]:
    """Return what shows a date or a date-time in a calendar."""
    day_of, month_of = calendar.day, calendar.named_month

    def shown(moment: date) -> CalendarMoment:
        ordinal = moment.toordinal()
        day = day_of(ordinal)
        if isinstance(moment, datetime):
            clock = moment.hour, moment.minute, moment.second, moment.microsecond
        else:
            clock = 0, 0, 0, 0
        return CalendarMoment(*day, month_of(day), ordinal, *clock)

    return shown


@lru_cache(maxsize=512)
def date_data(tag: LocaleTag) -> Record:
    """Return the names and patterns of a tag's calendar.

    >>> date_data(LocaleTag.parse("th"))["date"]["short"]
    'd/M/yy'
    """
    shared = record("dates", tag)
    calendar = calendar_of(tag)
    if calendar is None:
        return shared
    pack = record("calendars", tag)
    own, generic = pack[calendar.data], pack["generic"]
    eras = pack[calendar.eras]["eras"]
    append = generic["append"] | own.get("append", {})
    # As in ICU: a day and a time stand together as in Gregorian dates, where these have words
    # for "at"; those of "generic" count where they have none.
    has_words = shared["glue"] != shared["plain_glue"]
    glue = shared["glue"] if has_words else generic["plain_glue"] | own.get("plain_glue", {})
    return {
        **shared,
        "date": generic["date"] | own.get("date", {}),
        "available": generic["available"] | own.get("available", {}),
        "glue": glue | own.get("glue", {}),
        "plain_glue": shared["plain_glue"] | own.get("plain_glue", {}),
        "append": {key: [append[key], name] for key, (_, name) in shared["append"].items()},
        "months": own.get("months", shared["months"]),
        "has own months": "months" in own,
        "eras": [eras[width] for width in ("eraAbbr", "eraNames", "eraNarrow")],
        "first year": "元" if own.get("numbers") == "y=jpanyear" else "",
    }


@lru_cache(maxsize=512)
def interval_data(tag: LocaleTag) -> Record:
    """Return the patterns of intervals of a tag's calendar."""
    calendar = calendar_of(tag)
    if calendar is None:
        return record("intervals", tag)
    pack = record("calendars", tag)
    found = dict(pack["generic"]["intervals"])
    for skeleton, forms in pack[calendar.data].get("intervals", {}).items():
        found[skeleton] = found.get(skeleton, {}) | forms if skeleton else forms
    return found


def in_gregorian(tag: LocaleTag) -> LocaleTag:
    """Return a tag that asks for the Gregorian calendar, and else for the same habits.

    >>> str(in_gregorian(LocaleTag.parse("th-u-ca-buddhist-nu-thai")))
    'th-u-ca-gregory-nu-thai'
    """
    asked = tag.keywords.get("ca")
    if asked == GREGORIAN or (asked is None and calendar_of(tag) is None):
        return tag
    keywords = sorted({**tag.keywords, "ca": GREGORIAN}.items())
    parts = (*tag.variants, "u", *(part for keyword in keywords for part in keyword))
    return LocaleTag(tag.language, tag.script, tag.region, "-".join(parts))
