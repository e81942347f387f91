"""Strict reading of days and times of day in the numeric forms that exports use.

Two digits of a year are read as POSIX does: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to
2068, in whichever calendar. An impossible day is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, time
from typing import Final, final

from crmi18n.cldr._calendars import GREGORIAN, calendar_of, date_data
from crmi18n.cldr._date_patterns import letters_of, pattern_of
from crmi18n.cldr._plain import plain, unmarked, western
from crmi18n.cldr.calendars import Calendar, calendar_named
from crmi18n.cldr.tag import LocaleLike, LocaleTag
from crmi18n.errors import ParseError

__all__ = [
    "DATE_FORMS",
    "TIME_FORMS",
    "DateForm",
    "TimeForm",
    "date_form",
    "day_of",
    "full_year",
    "two_readings",
]

_FIELDS: Final = {"d": r"(?P<d>[0-9]{1,2})", "m": r"(?P<m>[0-9]{1,2})", "y": r"(?P<y>{})"}
_SEPARATOR: Final = r"(?P<s>\s?[./-]\s?|\s)"


@final
@dataclass(frozen=True, slots=True)
class DateForm:
    """Days written in numbers, in one order: ``dmy``, ``mdy`` or ``ymd``.

    The separator is a full stop, slash, hyphen or space, the same on both sides; ``ymd`` also
    reads the characters 年月日. The days are of the Gregorian calendar, or of another of one era
    (``calendar="buddhist"``), in which years from 1900 to 2100 are refused as ambiguous.
    """

    order: str
    calendar: str = GREGORIAN
    _pattern: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.order not in ("dmy", "mdy", "ymd"):
            raise ValueError(f"{self.order!r} is no order of a date: dmy, mdy or ymd")
        if self.calendar != GREGORIAN and calendar_named(self.calendar).is_by_era:
            raise ValueError(f"years of the {self.calendar} calendar say nothing without an era")
        year = _FIELDS["y"].format("[0-9]{4}|[0-9]{2}")
        first, second, third = (year if f == "y" else _FIELDS[f] for f in self.order)
        object.__setattr__(
            self, "_pattern", re.compile(rf"{first}{_SEPARATOR}{second}(?P=s){third}\.?")
        )

    @property
    def name(self) -> str:
        """The order, and the calendar if it is not the Gregorian."""
        return self.order + (f" {self.calendar}" if self.calendar != GREGORIAN else "")

    def read(self, text: str) -> date:
        """Return the day.

        Raises:
            ParseError: the text does not fit (``"form"``), there is no such day (``"range"``), or
                the year may be of the common era (``"ambiguous"``).

        >>> DateForm("dmy").read("25/04/2026"), DateForm("dmy", "buddhist").read("25/04/2569")
        (datetime.date(2026, 4, 25), datetime.date(2026, 4, 25))
        """
        expected = f"date in the order {self.name}"
        body = _in_ascii(text, expected)
        if self.order == "ymd":
            body = body.replace("年", "/").replace("月", "/").removesuffix("日")
        match = self._pattern.fullmatch(body)
        if match is None:
            raise ParseError(text, expected, "form" if body else "empty")
        year, month, day = match["y"], int(match["m"]), int(match["d"])
        try:
            if self.calendar == GREGORIAN:
                return date(full_year(year), month, day)
            calendar = calendar_named(self.calendar)
            found = day_of(calendar, 0, year, lambda _: month, day)
        except ValueError:
            raise ParseError(text, expected, "range") from None
        if readings := two_readings(calendar, found, year, month, day):
            raise ParseError(text, expected, "ambiguous", readings)
        return found


@final
@dataclass(frozen=True, slots=True)
class TimeForm:
    """Times of day: ``24h`` (14:30) or ``12h`` (2:30 PM)."""

    clock: str

    def __post_init__(self) -> None:
        if self.clock not in ("12h", "24h"):
            raise ValueError(f"{self.clock!r} is no form of a time: 12h or 24h")

    @property
    def name(self) -> str:
        """The clock."""
        return self.clock

    def read(self, text: str) -> time:
        """Return the time of day.

        Raises:
            ParseError: the text does not fit (``"form"``), or there is no such time (``"range"``).

        >>> TimeForm("12h").read("2:30 PM")
        datetime.time(14, 30)
        """
        expected = f"time of the {self.clock} clock"
        body = _in_ascii(text, expected)
        match = _TIMES[self.clock].fullmatch(body.upper())
        if match is None:
            raise ParseError(text, expected, "form" if text.strip() else "empty")
        hour, minute, second = int(match["h"]), int(match["m"]), int(match["s"] or 0)
        if self.clock == "12h":
            if not 1 <= hour <= 12:
                raise ParseError(text, expected, "range")
            hour = hour % 12 + (12 if match["half"] == "P" else 0)
        try:
            return time(hour, minute, second)
        except ValueError:
            raise ParseError(text, expected, "range") from None


def full_year(digits: str) -> int:
    """Return a year; two digits are read as POSIX does.

    >>> full_year("26"), full_year("69"), full_year("0987")
    (2026, 1969, 987)
    """
    year = int(digits)
    if len(digits) == 2:
        year += 1900 if year >= 69 else 2000
    return year


_WINDOW: Final = (date(1969, 1, 1), date(2068, 12, 31))
OUR_TIME: Final = range(1900, 2101)
"""The Gregorian years that a number without an era may mean."""
_LAST: Final = date.max.toordinal()


def day_of(
    calendar: Calendar,
    era: int,
    digits: str,
    month_of: Callable[[int], int],
    day: int,
    *,
    may_be_short: bool = True,
) -> date:
    """Return a day of a calendar; ``month_of`` knows the month of a year without eras.

    Two digits that may be short are the year that is within 1969 to 2068.

    Raises:
        ValueError: there is no such day.
    """

    def read(year: int) -> date | None:
        # The first day of a year may be of another era; then its months have no choice.
        first = calendar.ordinal(era, year, 1, 1)
        month = month_of(calendar.day(first).extended if first else 0)
        found = calendar.ordinal(era, year, month, day)
        return date.fromordinal(found) if found is not None and 1 <= found <= _LAST else None

    year = int(digits)
    if may_be_short and len(digits) == 2:
        first = calendar.day(_WINDOW[0].toordinal())
        least = first.year if first.era == era else 1
        near = least + (year - least) % 100
        for full in (near, near + 100):
            if (found := read(full)) and _WINDOW[0] <= found <= _WINDOW[1]:
                return found
    if (found := read(year)) is None:
        raise ValueError("there is no such day")
    return found


def two_readings(
    calendar: Calendar, found: date, digits: str, month: int, day: int
) -> dict[str, str]:
    """Return what a year of another calendar means in it, and of the common era, if it may.

    Who writes 2026 in Thailand hardly means 1483, not even if 2026 has no such day.
    """
    if int(digits) not in OUR_TIME:
        return {}
    readings = {calendar.name: found.isoformat()}
    with suppress(ValueError):  # where there is no such day the year is doubtful all the same
        readings[GREGORIAN] = date(int(digits), month, day).isoformat()
    return readings


def _in_ascii(text: str, expected: str) -> str:
    found = western(unmarked(plain(text, expected)))
    if found is None:
        raise ParseError(text, expected, "form")
    return found[0]


_CLOCK: Final = r"(?P<h>[0-9]{1,2})[:.](?P<m>[0-9]{2})(?:[:.](?P<s>[0-9]{2}))?"
_TIMES: Final = {
    "24h": re.compile(_CLOCK),
    "12h": re.compile(rf"{_CLOCK}\s?(?P<half>[AP])\.?\s?M\.?"),
}

DATE_FORMS: Final = (DateForm("dmy"), DateForm("mdy"), DateForm("ymd"))
TIME_FORMS: Final = (TimeForm("24h"), TimeForm("12h"))


def date_form(declared: LocaleLike) -> DateForm:
    """Return the form of an order (``"dmy"``), or of a locale's short date in its calendar.

    >>> date_form("en-US").name, date_form("ymd").name, date_form("th").name
    ('mdy', 'ymd', 'dmy buddhist')
    """
    if isinstance(declared, str):
        order, _, name = declared.partition(" ")
        if order in ("dmy", "mdy", "ymd"):
            return DateForm(order, name or GREGORIAN)
    tag = LocaleTag.parse(declared)
    letters = letters_of(pattern_of(date_data(tag)["date"]["short"])).lower()
    calendar = calendar_of(tag)
    by_number = calendar is not None and not calendar.is_by_era
    return DateForm(
        "".join(letter for letter in letters if letter in "dmy"),
        calendar.name if calendar and by_number else GREGORIAN,
    )
