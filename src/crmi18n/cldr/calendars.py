"""Days of calendars that are not Gregorian, as a reader writes them.

Source: ``data/calendars.pack`` (CLDR 48) for patterns, eras and the months that are a calendar's
own; ``data/dates.pack`` for weekdays and the months that are the Gregorian ones. What a day is
called in a calendar is the caller's to know.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple, get_args

from crmi18n.cldr._date_patterns import Field, pattern_of
from crmi18n.cldr._packs import record
from crmi18n.cldr._symbols import symbols
from crmi18n.cldr.date_format import DateWidth
from crmi18n.cldr.tag import LocaleLike, LocaleTag

__all__ = ["CalendarDay", "CalendarName", "calendar_formatter"]

CalendarName = Literal["buddhist", "japanese", "persian", "roc", "umm-al-qura"]

_FIRST_YEAR: Final = "元"
_WIDTHS: Final = {3: "abbreviated", 4: "wide"}


class CalendarDay(NamedTuple):
    """A day in a calendar: its era by CLDR's code, and its weekday from Monday, 0, on."""

    era: str
    year: int
    month: int
    day: int
    weekday: int


@lru_cache(maxsize=1024)
def calendar_formatter(
    calendar: CalendarName, *, locale: LocaleLike, width: DateWidth = "medium"
) -> Callable[[CalendarDay], str]:
    """Return what writes days of a calendar.

    Raises:
        ValueError: there is no such calendar or width.
        UnknownLocaleError: CLDR has no data for the language.

    >>> write = calendar_formatter("japanese", locale="ja", width="long")
    >>> write(CalendarDay("reiwa", 1, 5, 1, 2))
    '令和元年5月1日'
    """
    for value, allowed in ((calendar, CalendarName), (width, DateWidth)):
        if value not in get_args(allowed):
            raise ValueError(f"{value!r} is none of {', '.join(get_args(allowed))}")
    tag = LocaleTag.parse(locale)
    found = record("calendars", tag)[calendar]["date"][width]
    pattern, numbers = (found, "") if isinstance(found, str) else found
    fields = _Fields(tag, calendar, first_year=_FIRST_YEAR if numbers == "y=jpanyear" else "")
    parts = [
        fields.writer(part) if isinstance(part, Field) else part for part in pattern_of(pattern)
    ]

    def write(day: CalendarDay) -> str:
        return "".join(part if isinstance(part, str) else part(day) for part in parts)

    return write


class _Fields:
    """The fields of a calendar in a locale; ``first_year`` is a word for it, if there is one."""

    def __init__(self, tag: LocaleTag, calendar: CalendarName, *, first_year: str) -> None:
        self._own = record("calendars", tag)[calendar]
        self._shared = record("dates", tag)
        self._digits = str.maketrans("0123456789", symbols(tag).digits)
        self._first_year = first_year

    def writer(self, field: Field) -> Callable[[CalendarDay], str]:
        """Return what writes a field."""
        letter, count = field
        if letter == "G":
            eras = self._own["eras"][{4: 1, 5: 2}.get(count, 0)]
            return lambda day: str(eras[day.era])
        if letter in "yY":  # gl writes the year of the week, which no calendar here has
            return lambda day: self._year(day.year, count)
        if letter in "ML" and count in _WIDTHS:
            months = self._names("months", field)
            return lambda day: months[day.month - 1]
        if letter in "ML":
            return lambda day: self._number(day.month, count)
        if letter in "Ec":
            days = self._names("days", field)
            return lambda day: days[day.weekday]
        return lambda day: self._number(day.day, count)

    def _names(self, kind: str, field: Field) -> list[str]:
        rows: Any = self._own.get(kind) or self._shared[kind]
        width = _WIDTHS.get(field.size, "abbreviated")
        alone = rows.get("alone", {}) if field.letter in "Lc" else {}
        found: list[str] = alone.get(width) or rows[width]
        return found

    def _year(self, year: int, count: int) -> str:
        if year == 1 and self._first_year:
            return self._first_year
        return self._number(year % 100 if count == 2 else year, count)

    def _number(self, number: int, count: int) -> str:
        return f"{number:0{count}}".translate(self._digits)
