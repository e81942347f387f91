"""Days of other calendars, as contracts and forms have them: both ways, exact, or refused.

The calendars are those of :mod:`crmi18n.cldr.calendars`, within the years for which they are
official and known: what a form asks for is no guess of a rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, Self, final, get_args

from crmi18n.cldr import Calendar, calendar_named
from crmi18n.errors import ParseError
from crmi18n.plain import has_form, reads_plain

__all__ = ["CalendarDate", "CalendarName"]

CalendarName = Literal["buddhist", "japanese", "persian", "roc", "umm-al-qura"]

_KEYS: Final = {"umm-al-qura": "islamic-umalqura"}
"""The names that the key ``ca`` of a language tag has for them, where it is another."""

_KNOWN: Final = {
    "buddhist": (date(1941, 1, 1), date.max),  # its years began in April before
    "japanese": (date(1873, 1, 1), date.max),  # its months were others before
    "persian": (date(1900, 3, 21), date(2120, 3, 20)),  # for which the cycle is checked
    "roc": (date(1912, 1, 1), date.max),
    "umm-al-qura": (date(1924, 8, 1), date(2077, 11, 16)),  # which are published
}
_ERAS: Final[dict[str, dict[str, int]]] = {
    "buddhist": {"be": 0},
    "japanese": {"meiji": 232, "taisho": 233, "showa": 234, "heisei": 235, "reiwa": 236},
    "persian": {"ap": 0},
    "roc": {"roc": 1},
    "umm-al-qura": {"ah": 0},
}
"""The codes of CLDR, and its numbers of the same eras."""


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
        TypeError: year, month or day is no ``int``.
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
        _known(self.calendar)
        for number in (self.year, self.month, self.day):
            if type(number) is not int:
                raise TypeError(
                    f"year, month and day are whole numbers, not {type(number).__name__}"
                )
        if not self.era and len(eras := _ERAS[self.calendar]) == 1:
            object.__setattr__(self, "era", *eras)
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
        first, last = _known(calendar)
        if not first <= day <= last:
            expected = f"day of the {calendar} calendar, {first} to {last}"
            raise ParseError(day.isoformat(), expected, "range")
        number, year, month, of_month, _ = _of(calendar).day(day.toordinal())
        era = next(code for code, known in _ERAS[calendar].items() if known == number)
        return cls(calendar, year, month, of_month, era)

    @property
    def key(self) -> str:
        """The calendar by its name of BCP 47, as the key ``ca`` of a language tag has it."""
        return _KEYS.get(self.calendar, self.calendar)

    def gregorian(self) -> date:
        """Return the day of the Gregorian calendar."""
        era = _ERAS[self.calendar].get(self.era, -1)
        found = _of(self.calendar).ordinal(era, self.year, self.month, self.day)
        first, last = _known(self.calendar)
        if found is None or not first.toordinal() <= found <= last.toordinal():
            raise ParseError(str(self), f"day of the {self.calendar} calendar", "range")
        return date.fromordinal(found)

    def __str__(self) -> str:
        return f"{self.era} {self.year}-{self.month:02}-{self.day:02} ({self.calendar})"

    __get_pydantic_core_schema__ = has_form()

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    @reads_plain
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote; raises as the class does."""
        return cls(**data)


def _of(name: CalendarName) -> Calendar:
    return calendar_named(_KEYS.get(name, name))


def _known(name: str) -> tuple[date, date]:
    if name not in _KNOWN:
        known = ", ".join(get_args(CalendarName))
        raise ParseError(str(name), f"calendar ({known})", "unknown")
    return _KNOWN[name]
