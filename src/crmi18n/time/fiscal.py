"""Fiscal years, their quarters and periods; weeks of the year.

A fiscal year has twelve months from some day on, or whole weeks: quarters of 4-4-5, 4-5-4 or
5-4-4 weeks, with a 53rd week in the last quarter about every six years.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal, Self, final, get_args

from crmi18n.cldr import Week, week_of
from crmi18n.errors import ParseError
from crmi18n.plain import reads_plain
from crmi18n.time.week import WEEKDAYS

__all__ = ["FiscalCalendar", "FiscalDate", "FiscalPeriod", "week_number"]

Pattern = Literal["months", "4-4-5", "4-5-4", "5-4-4"]
Ending = Literal["last", "nearest"]
Label = Literal["start", "end"]

_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_ISO: Final = Week("mon", 4, ("sat", "sun"))


@final
@dataclass(frozen=True, slots=True)
class FiscalPeriod:
    """A fiscal year, or a part of it; both days belong to it."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@final
@dataclass(frozen=True, slots=True)
class FiscalDate:
    """Where a day lies in its fiscal year: quarter 1 to 4, period 1 to 12, week from 1 on."""

    year: int
    quarter: int
    period: int
    week: int


@final
@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """The fiscal calendar of a company.

    Args:
        start_month: the month in which a year of months starts; in calendars of weeks, the one
            after the month that a year ends in or near.
        start_day: the day of that month, 28 at most; for years of months alone.
        label: whether a year has the number of the calendar year it starts in, or ends in.
        pattern: ``months``, or how the weeks of a quarter are divided.
        weekday: the last day of a year of weeks.
        ending: whether it is the ``last`` such day of the month, or the one ``nearest`` to its
            end.

    Raises:
        ParseError: an argument is out of range.

    >>> retail = FiscalCalendar(2, label="start", pattern="4-5-4", ending="nearest")
    >>> retail.year(2023)
    FiscalPeriod(first=datetime.date(2023, 1, 29), last=datetime.date(2024, 2, 3))
    >>> FiscalCalendar(4, label="start").of(date(2026, 3, 31))
    FiscalDate(year=2025, quarter=4, period=12, week=53)
    """

    start_month: int = 1
    start_day: int = 1
    label: Label = "start"
    pattern: Pattern = "months"
    weekday: str = "sat"
    ending: Ending = "last"

    def __post_init__(self) -> None:
        _in("month", self.start_month, range(1, 13))
        _in("day", self.start_day, range(1, 29))
        _in("label", self.label, get_args(Label))
        _in("pattern", self.pattern, get_args(Pattern))
        _in("weekday", self.weekday, WEEKDAYS)
        _in("ending", self.ending, get_args(Ending))
        if self.pattern != "months" and self.start_day != 1:
            raise ParseError(str(self.start_day), "first day (1) of a calendar of weeks", "range")

    def year(self, number: int) -> FiscalPeriod:
        """Return the fiscal year of a number.

        Raises:
            ParseError: it is not within the years 2 to 9997.
        """
        _in("year", number, range(2, 9998))
        begins = number if self.label == "start" or not self._spans_two() else number - 1
        return FiscalPeriod(self._first(begins), self._first(begins + 1) - _DAY)

    def quarter(self, year: int, number: int) -> FiscalPeriod:
        """Return a quarter of a fiscal year; raises as :meth:`year`.

        >>> FiscalCalendar(7, label="end").quarter(2027, 1)
        FiscalPeriod(first=datetime.date(2026, 7, 1), last=datetime.date(2026, 9, 30))
        """
        _in("quarter", number, range(1, 5))
        first, last = (self.period(year, number * 3 - back) for back in (2, 0))
        return FiscalPeriod(first.first, last.last)

    def period(self, year: int, number: int) -> FiscalPeriod:
        """Return one of the twelve periods of a fiscal year; raises as :meth:`year`.

        >>> FiscalCalendar(pattern="4-4-5", ending="nearest").period(2026, 3)
        FiscalPeriod(first=datetime.date(2026, 3, 1), last=datetime.date(2026, 4, 4))
        """
        _in("period", number, range(1, 13))
        whole = self.year(year)
        first = whole.first + self._offset(whole.first, number - 1)
        last = (
            whole.last if number == 12 else whole.first + self._offset(whole.first, number) - _DAY
        )
        return FiscalPeriod(first, last)

    def of(self, day: date) -> FiscalDate:
        """Return where a day lies.

        Raises:
            TypeError: it is no date; an instant becomes one by ``business_date``.
            ParseError: its fiscal year is not within the years 2 to 9997.
        """
        _check_day(day)
        number = next(
            (n for n in range(max(2, day.year - 1), day.year + 2) if day in self.year(n)), 0
        )
        whole = self.year(number)
        period = next(n for n in range(1, 13) if day in self.period(number, n))
        return FiscalDate(number, (period + 2) // 3, period, (day - whole.first).days // 7 + 1)

    def _spans_two(self) -> bool:
        """Return whether a year starts in one calendar year and ends in the next."""
        return (self.start_month, self.start_day) != (1, 1)

    def _first(self, year: int) -> date:
        """Return the first day of the fiscal year that begins in, or about, a calendar year."""
        start = date(year, self.start_month, self.start_day)
        if self.pattern == "months":
            return start
        before = start - _DAY  # the end of the month in which the year before ends
        back = (before.weekday() - WEEKDAYS.index(self.weekday)) % 7
        if self.ending == "nearest" and back > 3:
            back -= 7
        return before - back * _DAY + _DAY

    def _offset(self, first: date, periods: int) -> timedelta:
        """Return how many days after its first one a year has finished so many periods."""
        if self.pattern == "months":
            months = first.month - 1 + periods
            return first.replace(year=first.year + months // 12, month=months % 12 + 1) - first
        weeks = [int(part) for part in self.pattern.split("-")] * 4
        return sum(weeks[:periods]) * _WEEK

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote; raises as the class does."""
        return cls(**data)


def week_number(day: date, *, territory: str | None = None) -> tuple[int, int]:
    """Return the year and the number of a day's week.

    Args:
        day: the day.
        territory: whose weeks are counted, by CLDR's first day and shortest first week; None:
            those of ISO 8601, from Monday on, the first one having four days of the year.

    Raises:
        TypeError: it is no date; an instant becomes one by ``business_date``.
        UnknownCountryError: CLDR has no such territory.
        ParseError: the day is in the first or the last week of all years.

    >>> new_year = date(2027, 1, 1)
    >>> week_number(new_year), week_number(new_year, territory="US")
    ((2026, 53), (2027, 1))
    """
    _check_day(day)
    if not date.min + _WEEK <= day <= date.max - _WEEK:
        raise ParseError(str(day), "day a week from the first and the last of all", "range")
    week = week_of(territory) if territory is not None else _ISO
    first_day, minimum_days = WEEKDAYS.index(week.first_day), week.minimum_days
    start = day - (day.weekday() - first_day) % 7 * _DAY
    # The year of a week is that of the day which decides whether it has days enough.
    year = (start + (7 - minimum_days) * _DAY).year
    first = date(year, 1, 1)
    into = (first.weekday() - first_day) % 7
    begins = first - into * _DAY if 7 - into >= minimum_days else first + (7 - into) * _DAY
    return year, (start - begins).days // 7 + 1


def _check_day(day: date) -> None:
    if type(day) is not date:
        raise TypeError(f"a day is a date, not {type(day).__name__}")


def _in(what: str, value: object, allowed: Any) -> None:
    if value not in allowed:
        shown = (
            f"{allowed[0]} to {allowed[-1]}" if isinstance(allowed, range) else ", ".join(allowed)
        )
        raise ParseError(str(value), f"{what} ({shown})", "range")
