"""Calendars beside the Gregorian one: their days, both ways.

Sources: CLDR 48.2 for the eras of Japan (``data/calendars.table``); Reingold and Dershowitz,
Calendrical Calculations, for the rules of the arithmetic calendars. Persian years are those of
the cycle of 33 years, but a day earlier where ICU 78 has it so (from 1503 on). The months of Umm
al-Qura, from 1343 to 1500, follow no rule and are a table (``data/umm_al_qura.table``); before
and after it they are those of the civil calendar, and the last month before it has a day less.
Days before 1582 are those of the proleptic Gregorian calendar, as all dates of Python are.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from datetime import date, datetime
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from crmi18n.cldr._tables import table
from crmi18n.errors import UnknownCalendarError

__all__ = ["Calendar", "CalendarDay", "CalendarMoment", "calendar_named"]


class CalendarDay(NamedTuple):
    """A day of a calendar: ``month`` and ``day`` from 1 on, ``era`` as CLDR numbers it.

    ``extended`` counts years without eras, so that a year later is one more.
    """

    era: int
    year: int
    month: int
    day: int
    extended: int


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


class Calendar(ABC):
    """A calendar that knows which day an ordinal of Python's dates is, and back.

    ``name`` is the value of the key ``ca``. The names of months and the patterns are those that
    CLDR has of ``data``, and the names of eras of ``eras``.
    """

    is_by_era: bool = False
    """Tell whether a year means nothing without its era."""

    def __init__(self, name: str, data: str = "", eras: str = "") -> None:
        self.name = name
        self.data = data or name
        self.eras = eras or self.data

    @abstractmethod
    def day(self, ordinal: int) -> CalendarDay:
        """Return the day of an ordinal; a ValueError says that it is far from all dates."""

    @abstractmethod
    def ordinal(self, era: int, year: int, month: int, day: int) -> int | None:
        """Return the ordinal of a day, or None if there is none."""

    @abstractmethod
    def start(self, extended: int) -> int:
        """Return the ordinal of the first day of a year."""

    def moment(self, moment: date) -> CalendarMoment:
        """Return a date or a date-time as the calendar has it."""
        ordinal = moment.toordinal()
        day = self.day(ordinal)
        if isinstance(moment, datetime):
            clock = moment.hour, moment.minute, moment.second, moment.microsecond
        else:
            clock = 0, 0, 0, 0
        return CalendarMoment(*day, self.named_month(day), ordinal, *clock)

    def named_month(self, day: CalendarDay) -> int:
        """Return the place of a month's name, from 1 on."""
        return day.month

    def month_of_name(self, extended: int, place: int) -> int:
        """Return the month of a year that has the name at a place, or 0 if none has."""
        del extended
        return place


class _Gregorian(Calendar):
    """A calendar of Gregorian months, which counts its years in another way."""

    def __init__(self, name: str, ahead: int = 0) -> None:
        super().__init__(name)
        self._ahead = ahead

    def day(self, ordinal: int) -> CalendarDay:
        found = date.fromordinal(_near(ordinal))
        era, year = self._counted(found)
        return CalendarDay(era, year, found.month, found.day, found.year)

    def ordinal(self, era: int, year: int, month: int, day: int) -> int | None:
        try:
            found = date(self._gregorian_year(era, year), month, day)
        except (ValueError, OverflowError):
            return None
        return found.toordinal() if self._counted(found) == (era, year) else None

    def start(self, extended: int) -> int:
        return _new_year(extended)

    def _counted(self, day: date) -> tuple[int, int]:
        return 0, day.year + self._ahead

    def _gregorian_year(self, era: int, year: int) -> int:
        del era
        return year - self._ahead


class _Roc(_Gregorian):
    """The years of the Republic of China, and those before it, which count backwards."""

    is_by_era = True

    def _counted(self, day: date) -> tuple[int, int]:
        year = day.year - 1911
        return (1, year) if year > 0 else (0, 1 - year)

    def _gregorian_year(self, era: int, year: int) -> int:
        return year + 1911 if era else 1912 - year


class _Japanese(_Gregorian):
    """The years of the eras of Japan; before 1873 its months were others, as ICU does not say."""

    is_by_era = True

    @cached_property
    def _eras(self) -> list[list[int]]:
        """Return year, month and day of the first days, by the numbers of the eras."""
        return [first for _, *first in table("calendars")["japanese"]]

    def _counted(self, day: date) -> tuple[int, int]:
        era = max(bisect_right(self._eras, [day.year, day.month, day.day]) - 1, 0)
        return era, day.year - self._eras[era][0] + 1

    def _gregorian_year(self, era: int, year: int) -> int:
        if not 0 <= era < len(self._eras):
            raise ValueError(f"{era} is no era of Japan")
        return int(self._eras[era][0]) + year - 1


class _Months(Calendar):
    """A calendar whose years begin on a day, and whose months have lengths, by rule."""

    days_in_400_years: int

    def __init__(self, name: str, data: str = "", eras: str = "") -> None:
        super().__init__(name, data, eras)
        self._of = lru_cache(maxsize=1024)(self._starts)

    @abstractmethod
    def lengths(self, year: int) -> list[int]:
        """Return the lengths of the months of a year."""

    def _starts(self, year: int) -> list[int]:
        """Return the ordinals of the first days of all months, and of the next year."""
        return [*accumulate(self.lengths(year), initial=self.start(year))]

    def day(self, ordinal: int) -> CalendarDay:
        year = (_near(ordinal) - self.start(1)) * 400 // self.days_in_400_years + 1
        while self.start(year) > ordinal:
            year -= 1
        while self.start(year + 1) <= ordinal:
            year += 1
        starts = self._of(year)
        month = bisect_right(starts, ordinal)
        era, shown = self._counted(year)
        return CalendarDay(era, shown, month, ordinal - starts[month - 1] + 1, year)

    def ordinal(self, era: int, year: int, month: int, day: int) -> int | None:
        extended = self._extended(era, year)
        if not -20_000 < extended < 20_000 or self._counted(extended) != (era, year):
            return None
        starts = self._of(extended)
        if not 1 <= month < len(starts) or not 1 <= day <= starts[month] - starts[month - 1]:
            return None
        return starts[month - 1] + day - 1

    def _counted(self, year: int) -> tuple[int, int]:
        return 0, year

    def _extended(self, era: int, year: int) -> int:
        del era
        return year


class _Persian(_Months):
    """The solar calendar of Iran and Afghanistan."""

    days_in_400_years = 146_097

    @cached_property
    def _earlier(self) -> frozenset[int]:
        return frozenset(table("calendars")["persian"])

    def start(self, extended: int) -> int:
        first = 226_895 + 365 * (extended - 1) + (8 * extended + 21) // 33
        return first - (extended in self._earlier)

    def lengths(self, year: int) -> list[int]:
        return [31] * 6 + [30] * 5 + [self.start(year + 1) - self.start(year) - 336]


class _Islamic(_Months):
    """The arithmetic Islamic calendar: 11 leap years of 30."""

    days_in_400_years = 141_747

    def __init__(self, name: str, first: int) -> None:
        super().__init__(name, "islamic")
        self._first = first

    def start(self, extended: int) -> int:
        return self._first + 354 * (extended - 1) + (3 + 11 * extended) // 30

    def lengths(self, year: int) -> list[int]:
        return [30, 29] * 5 + [30, self.start(year + 1) - self.start(year) - 325]


class UmmAlQura(_Islamic):
    """The official calendar of Saudi Arabia."""

    @cached_property
    def _table(self) -> dict[int, list[int]]:
        data = table("umm_al_qura")
        # Only the last digit is kept: lengths are 28 to 31.
        return {
            year: [int(digit) + (20 if digit > "5" else 30) for digit in row]
            for year, row in enumerate(data["lengths"], data["year"])
        }

    @cached_property
    def known(self) -> range:
        """The years that the table has."""
        return range(min(self._table), max(self._table) + 1)

    @cached_property
    def _first_days(self) -> dict[int, int]:
        """Return the first day of each year that is known, and of the year after."""
        days = accumulate(map(sum, self._table.values()), initial=table("umm_al_qura")["ordinal"])
        return dict(enumerate(days, self.known.start))

    def start(self, extended: int) -> int:
        return self._first_days.get(extended) or super().start(extended)

    def lengths(self, year: int) -> list[int]:
        return self._table.get(year) or super().lengths(year)


class _Alexandrian(_Months):
    """A calendar of twelve months of 30 days, and one of 5 or 6: of Egypt and Ethiopia."""

    days_in_400_years = 146_100

    def __init__(self, name: str, first: int, *data: str, earlier: int = 0) -> None:
        super().__init__(name, *data)
        self._first, self._earlier = first, earlier

    def start(self, extended: int) -> int:
        return self._first + 365 * (extended - 1) + extended // 4

    def lengths(self, year: int) -> list[int]:
        return [30] * 12 + [6 if year % 4 == 3 else 5]


class _TwoEras(_Alexandrian):
    """The same with another era before year 1: its years go backwards, or have been counted."""

    is_by_era = True

    def _counted(self, year: int) -> tuple[int, int]:
        if year > 0:
            return 1, year
        return 0, year + self._earlier if self._earlier else 1 - year

    def _extended(self, era: int, year: int) -> int:
        if era:
            return year
        return year - self._earlier if self._earlier else 1 - year


class _Indian(_Months):
    """The national calendar of India, by the years of Saka."""

    days_in_400_years = 146_097

    def start(self, extended: int) -> int:
        return _new_year(extended + 78) + 80

    def lengths(self, year: int) -> list[int]:
        return [31 if _is_leap(year + 78) else 30, *[31] * 5, *[30] * 6]


class _Hebrew(_Months):
    """The Jewish calendar: twelve months, thirteen in 7 years of 19."""

    days_in_400_years = 146_099

    def start(self, extended: int) -> int:
        last, this, following = (_elapsed(extended + n) for n in (-1, 0, 1))
        if following - this == 356:
            this += 2
        elif this - last == 382:
            this += 1
        return this - 1_373_427

    def lengths(self, year: int) -> list[int]:
        size = self.start(year + 1) - self.start(year)
        adar = [30, 29] if size > 380 else [29]
        heshvan, kislev = 30 if size % 10 == 5 else 29, 29 if size % 10 == 3 else 30
        return [30, heshvan, kislev, 29, 30, *adar, 30, 29, 30, 29, 30, 29]

    def named_month(self, day: CalendarDay) -> int:
        """Return the place among 13 names with Adar I; that of Adar II is the fourteenth."""
        if self._is_leap(day.extended):
            return 14 if day.month == 7 else day.month
        return day.month + (day.month > 5)

    def month_of_name(self, extended: int, place: int) -> int:
        """Return the month of a year by the place of its name; Adar alone is the last Adar."""
        if self._is_leap(extended):
            return 7 if place == 14 else place
        return place - (place > 6) if place not in (6, 14) else 0

    def _is_leap(self, year: int) -> bool:
        return len(self._of(year)) == 14


def _near(ordinal: int) -> int:
    """Return an ordinal for which years are found at once: of some 27,000 years."""
    if not -10_000_000 < ordinal < 10_000_000:
        raise ValueError(f"{ordinal} is no ordinal of a date")
    return ordinal


def _elapsed(year: int) -> int:
    """Return the days to the mean new moon of a Jewish year, moved off three weekdays."""
    months = (235 * year - 234) // 19
    day = 29 * months + (12_084 + 13_753 * months) // 25_920
    return day + (1 if 3 * (day + 1) % 7 < 3 else 0)


def _new_year(year: int) -> int:
    """Return the ordinal of the first of January of any year, also of those before 1."""
    past = year - 1
    return 365 * past + past // 4 - past // 100 + past // 400 + 1


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


_CIVIL: Final = 227_015  # Friday, 16 July 622 of the Julian calendar; a day earlier for tbla
_BUILT: Final[tuple[Calendar, ...]] = (
    _Gregorian("buddhist", 543),
    _Roc("roc"),
    _Japanese("japanese"),
    _Persian("persian"),
    UmmAlQura("islamic-umalqura", _CIVIL),
    _Islamic("islamic-civil", _CIVIL),
    _Islamic("islamic-tbla", _CIVIL - 1),
    _TwoEras("coptic", 103_605),
    _TwoEras("ethiopic", 2_796, earlier=5_500),
    _Alexandrian("ethioaa", 2_796 - 5_500 * 365 - 1_375, "ethiopic", "ethiopic-amete-alem"),
    _Indian("indian"),
    _Hebrew("hebrew"),
)
_CALENDARS: Final = {built.name: built for built in _BUILT} | {
    # The months of these begin when the moon is seen; the official ones are known in advance.
    "islamic": _BUILT[4],
    "islamic-rgsa": _BUILT[4],
}


def calendar_named(name: str) -> Calendar:
    """Return a calendar by its name of BCP 47 (key ``ca``), other than the Gregorian.

    Raises:
        UnknownCalendarError: there is none of the name.

    >>> calendar_named("japanese").day(date(2026, 10, 30).toordinal())
    CalendarDay(era=236, year=8, month=10, day=30, extended=2026)
    """
    if name not in _CALENDARS:
        raise UnknownCalendarError(name, _CALENDARS)
    return _CALENDARS[name]
