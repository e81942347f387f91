"""Days of other calendars, as contracts and forms have them: both ways, exact, or refused.

Sources: CLDR 48.2 ``calendarData.json`` for eras; for the Persian calendar the cycle of 33 years,
which is that of ICU from 1900 to 2119; for Umm al-Qura ``data/umm_al_qura.json``, since its
months follow no rule (the arithmetic Islamic calendar is often a day off, and never used).
"""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, Self, final, get_args

from crmi18n.errors import ParseError
from crmi18n.plain import reads_plain

__all__ = ["CalendarDate", "CalendarName"]

CalendarName = Literal["buddhist", "japanese", "persian", "roc", "umm-al-qura"]

_ERAS: Final = (
    ("meiji", date(1868, 10, 23)),
    ("taisho", date(1912, 7, 30)),
    ("showa", date(1926, 12, 25)),
    ("heisei", date(1989, 1, 8)),
    ("reiwa", date(2019, 5, 1)),
)
_GREGORIAN_MONTHS: Final = date(1873, 1, 1)
"""Japan's months were others before; ROC and Thailand are later still (1912, 1941)."""

_FIRST: Final = {
    "japanese": _GREGORIAN_MONTHS,
    "roc": date(1912, 1, 1),
    "buddhist": date(1941, 1, 1),
}
_YEARS_AHEAD: Final = {"roc": -1911, "buddhist": 543}
_ERA: Final = {"roc": "roc", "buddhist": "be", "persian": "ap", "umm-al-qura": "ah"}
_PERSIAN: Final = range(1279, 1499)
"""The years, from March 1900 on, that the cycle is checked for."""


@final
@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A day of a calendar.

    Args:
        calendar: ``buddhist`` (Thailand), ``japanese``, ``persian``, ``roc`` or ``umm-al-qura``.
        year: the year of the era, from 1 on.
        month, day: from 1 on.
        era: the era by CLDR's code, such as ``reiwa``; calendars of one era need none.

    Raises:
        ParseError: there is no such day, or the calendar is not known for it.

    >>> today = CalendarDate.of(date(2026, 11, 24), "japanese")
    >>> today.era, today.year, today.month, today.day
    ('reiwa', 8, 11, 24)
    >>> CalendarDate("umm-al-qura", 1448, 6, 14).gregorian()
    datetime.date(2026, 11, 24)
    """

    calendar: CalendarName
    year: int
    month: int
    day: int
    era: str = ""

    def __post_init__(self) -> None:
        if self.calendar not in get_args(CalendarName):
            known = ", ".join(get_args(CalendarName))
            raise ParseError(str(self.calendar), f"calendar ({known})", "unknown")
        if not self.era and self.calendar in _ERA:
            object.__setattr__(self, "era", _ERA[self.calendar])
        self.gregorian()

    @classmethod
    def of(cls, day: date, calendar: CalendarName) -> Self:
        """Return a day in a calendar.

        Raises:
            TypeError: it is no date; an instant becomes one by ``business_date``.
            ParseError: there is no such calendar, or it is not known for the day.
        """
        if type(day) is not date:
            raise TypeError(f"a day is a date, not {type(day).__name__}")
        if calendar == "persian":
            return cls(calendar, *_persian(day))
        if calendar == "umm-al-qura":
            return cls(calendar, *_umm_al_qura(day))
        if calendar == "japanese":
            started = [(era, first) for era, first in _ERAS if first <= day]
            era, first = started[-1] if started else _ERAS[0]
            return cls(calendar, day.year - first.year + 1, day.month, day.day, era)
        ahead = _YEARS_AHEAD.get(calendar, 0)
        return cls(calendar, day.year + ahead, day.month, day.day)

    def gregorian(self) -> date:
        """Return the day of the Gregorian calendar."""
        try:
            found = self._gregorian()
        except (ValueError, OverflowError, IndexError):
            found = None
        if found is None or (self.calendar in _FIRST and found < _FIRST[self.calendar]):
            raise ParseError(str(self), f"day of the {self.calendar} calendar", "range")
        return found

    def _gregorian(self) -> date | None:
        """Return the day: None if there is none."""
        if self.calendar == "japanese":
            eras = [*_ERAS, ("", date.max)]
            for (era, first), (_, after) in pairwise(eras):
                if era == self.era and self.year >= 1:
                    found = date(first.year + self.year - 1, self.month, self.day)
                    return found if first <= found < after else None
            return None
        if self.era != _ERA[self.calendar]:
            return None
        if self.calendar == "persian":
            lengths = [31] * 6 + [30] * 5 + [_new_year(self.year + 1) - _new_year(self.year) - 336]
            known = self.year in _PERSIAN and _within(self.month, self.day, lengths)
            into = sum(lengths[: self.month - 1]) + self.day - 1
            return date.fromordinal(_new_year(self.year) + into) if known else None
        if self.calendar == "umm-al-qura":
            table = _table()
            row = self.year - table.year
            if not 0 <= row < len(table.lengths) // 12:
                return None
            months = table.lengths[row * 12 : row * 12 + 12]
            if not _within(self.month, self.day, months):
                return None
            return date.fromordinal(table.starts[row * 12 + self.month - 1] + self.day - 1)
        return date(self.year - _YEARS_AHEAD[self.calendar], self.month, self.day)

    def __str__(self) -> str:
        return f"{self.era} {self.year}-{self.month:02}-{self.day:02} ({self.calendar})"

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    @reads_plain
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote; raises as the class does."""
        return cls(**data)


def _within(month: int, day: int, lengths: list[int]) -> bool:
    return 1 <= month <= 12 and 1 <= day <= lengths[month - 1]


def _new_year(year: int) -> int:
    """Return the ordinal of the first day of a Persian year."""
    return 226_895 + 365 * (year - 1) + (8 * year + 21) // 33


def _persian(day: date) -> tuple[int, int, int]:
    ordinal = day.toordinal()
    year = day.year - 621
    if _new_year(year) > ordinal:
        year -= 1
    into = ordinal - _new_year(year)
    month, rest = divmod(into, 31) if into < 186 else divmod(into - 186, 30)
    return year, month + (1 if into < 186 else 7), rest + 1


class _Table(NamedTuple):
    """The first year, the lengths of all months, and the ordinals of their first days."""

    year: int
    lengths: list[int]
    starts: list[int]


@lru_cache(maxsize=1)
def _table() -> _Table:
    data = json.loads((Path(__file__).parent / "data/umm_al_qura.json").read_bytes())
    # Only the last digit is kept: lengths are 28 to 31.
    lengths = [
        int(digit) + (20 if digit > "5" else 30) for year in data["lengths"] for digit in year
    ]
    return _Table(data["year"], lengths, [*accumulate(lengths, initial=data["ordinal"])])


def _umm_al_qura(day: date) -> tuple[int, int, int]:
    table = _table()
    month = bisect_right(table.starts, day.toordinal()) - 1
    if not 0 <= month < len(table.lengths):
        first, last = (date.fromordinal(table.starts[i]) for i in (0, -1))
        expected = f"day of the umm-al-qura calendar, {first} to {last - timedelta(days=1)}"
        raise ParseError(day.isoformat(), expected, "range")
    return table.year + month // 12, month % 12 + 1, day.toordinal() - table.starts[month] + 1
