"""Weekly working hours: from a day on, in one week or in turns of several.

Hours are written as ``HH:MM-HH:MM`` by the clock of the calendar's zone. They end after midnight
if the end is not after the start; a whole day is ``00:00-24:00``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final, Self, final

from crmi18n.errors import ParseError
from crmi18n.plain import reads_plain

__all__ = ["WEEKDAYS", "DayHours", "Hours", "WeekPattern", "read_hours"]

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Hours = tuple[tuple[int, int], ...]
"""Intervals of a day in seconds after its midnight; the end may lie on the next day."""

_INTERVAL: Final = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])")
_EXPECTED: Final = "working hours, such as 09:00-17:00 or 22:00-06:00"
_MOST: Final = 288  # intervals of a day, one every five minutes


def read_hours(texts: Iterable[str]) -> Hours:
    """Read the hours of one day.

    Raises:
        TypeError: the hours are not texts.
        ParseError: a text does not read, or two of them overlap.

    >>> read_hours(["09:00-12:30", "22:00-06:00"])
    ((32400, 45000), (79200, 108000))
    """
    if isinstance(texts, str):
        raise TypeError("the hours of a day are a list of texts, not one text")
    texts = tuple(texts)
    if len(texts) > _MOST:
        raise ParseError(str(len(texts)), f"number of working hours, {_MOST} at most", "range")
    found = sorted(_read_interval(text) for text in texts)
    if any(end > start for (_, end), (start, _) in pairwise(found)):
        raise ParseError(", ".join(texts), "list of working hours that do not overlap", "range")
    return tuple(found)


def _read_interval(text: str) -> tuple[int, int]:
    if not isinstance(text, str):
        raise TypeError(f"working hours are a text, not {type(text).__name__}")
    match = _INTERVAL.fullmatch(text)
    if match is None:
        raise ParseError(text, _EXPECTED, "form")
    hour, minute, end_hour, end_minute = (int(group) for group in match.groups())
    start, end = hour * 3600 + minute * 60, end_hour * 3600 + end_minute * 60
    if start == end or end > 86_400:
        raise ParseError(text, f"{_EXPECTED}; a whole day is 00:00-24:00", "range")
    return start, end if end > start else end + 86_400


@final
@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours of one day, in place of those of the week and of holidays.

    Args:
        day: the day.
        hours: its hours; none: closed.
        name: why, for the reasons of a due time.

    Raises:
        TypeError, ParseError: the hours do not read; see :class:`WeekPattern`.

    >>> DayHours(date(2026, 12, 24), ["09:00-12:00"], "Christmas Eve").hours
    ('09:00-12:00',)
    """

    day: date
    hours: Sequence[str] = ()
    name: str = ""

    def __post_init__(self) -> None:
        if type(self.day) is not date:
            raise TypeError(f"a day is a date, not {type(self.day).__name__}")
        read_hours(self.hours)
        object.__setattr__(self, "hours", tuple(self.hours))

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {"day": self.day.isoformat(), "hours": list(self.hours), "name": self.name}

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote."""
        return cls(_read_day(data["day"]), data.get("hours", ()), str(data.get("name", "")))


WeekText = Mapping[str, Sequence[str]]


@final
@dataclass(frozen=True, slots=True)
class WeekPattern:
    """The hours of the weekdays, from a day on until the next pattern.

    Args:
        weeks: the hours by weekday (``mon`` to ``sun``), days without work left out; or several
            such weeks that take turns, the first one being the week of ``valid_from``.
        valid_from: the first day.

    Attributes:
        weeks: the weeks, each a tuple of the hours of its seven days from Monday on.

    Raises:
        TypeError: the weeks or their hours are of a wrong type.
        ParseError: a weekday or its hours do not read.

    >>> WeekPattern({"mon": ["09:00-17:00"]}).weeks[0][0]
    ('09:00-17:00',)
    """

    weeks: WeekText | Sequence[WeekText] | tuple[tuple[tuple[str, ...], ...], ...]
    valid_from: date = date.min

    def __post_init__(self) -> None:
        weeks: Any = self.weeks
        weeks = (weeks,) if isinstance(weeks, Mapping) else tuple(weeks)
        if not weeks:
            raise ParseError("", "pattern of at least one week", "empty")
        object.__setattr__(self, "weeks", tuple(_read_week(week) for week in weeks))

    def seconds(self) -> list[list[Hours]]:
        """Return the hours of the weeks' days in seconds."""
        return [[read_hours(day) for day in week] for week in self._texts()]

    def _texts(self) -> tuple[tuple[tuple[str, ...], ...], ...]:
        return self.weeks  # type: ignore[return-value]  # canonical since __post_init__

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        weeks = [
            {name: list(hours) for name, hours in zip(WEEKDAYS, week, strict=True) if hours}
            for week in self._texts()
        ]
        return {"weeks": weeks, "valid_from": self.valid_from.isoformat()}

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote."""
        return cls(data["weeks"], _read_day(data.get("valid_from", date.min.isoformat())))


def _read_week(week: WeekText) -> tuple[tuple[str, ...], ...]:
    if not isinstance(week, Mapping):
        raise TypeError(f"a week is a mapping of weekdays to hours, not {type(week).__name__}")
    for name, hours in week.items():
        if name not in WEEKDAYS:
            raise ParseError(str(name), f"weekday ({', '.join(WEEKDAYS)})", "unknown")
        read_hours(hours)
    return tuple(tuple(week.get(name, ())) for name in WEEKDAYS)


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ParseError(str(text), "day of ISO 8601", "form") from None
