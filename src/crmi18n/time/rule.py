"""Recurrence rules: which local times they name. Source: RFC 5545, 3.3.10.

Everything here is wall time; what clocks skip or repeat is settled when an occurrence becomes an
appointment. A rule that RFC 5545 forbids is refused, and so is RFC 7529's RSCALE.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, product
from typing import Final, Literal, final, get_args

from crmi18n.errors import ParseError

__all__ = ["MOST_TIMES", "RecurrenceRule"]

Frequency = Literal["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"]

MOST_TIMES: Final = 100_000
"""Times that one answer has, or counts; what needs more is refused."""

_MOST_EMPTY: Final = {"YEARLY": 400, "MONTHLY": 4800, "WEEKLY": 20_871, "DAILY": 146_097}
"""Periods until the calendar repeats: a rule with nothing in so many in a row has nothing."""

_MOST_EMPTY_SHORT: Final = 100_000

_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UNITS: Final = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}
_DAY: Final = timedelta(days=1)
_LAST: Final = datetime(9998, 12, 31)  # noqa: DTZ001 - a local time
_LONGEST: Final = 10_000

# Of each part the values allowed: a range, and whether they may count from the end.
_NUMBERS: Final = {
    "BYSECOND": (0, 59, False),  # a leap second (60) is no time of day to Python
    "BYMINUTE": (0, 59, False),
    "BYHOUR": (0, 23, False),
    "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True),
    "BYWEEKNO": (1, 53, True),
    "BYMONTH": (1, 12, False),
    "BYSETPOS": (1, 366, True),
}
_FORBIDDEN: Final = {
    "BYWEEKNO": ("MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"),
    "BYYEARDAY": ("MONTHLY", "WEEKLY", "DAILY"),
    "BYMONTHDAY": ("WEEKLY",),
}
_BY_DAY: Final = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL: Final = re.compile(r"[0-9]{8}(?:T[0-9]{6}Z?)?")


@final
@dataclass(frozen=True, slots=True)
class RecurrenceRule:
    """A rule of RFC 5545, read: the attributes are its parts, empty where it has none.

    Attributes:
        text: the rule as it was written, in capitals.
        until: a day, a local time, or an instant.
        by_day: pairs of the number in the month or year (0: each one) and the weekday.

    >>> rule = RecurrenceRule.parse("FREQ=MONTHLY;BYDAY=-1FR;COUNT=2")
    >>> [str(day.date()) for day in rule.walls(datetime(2026, 11, 1, 9))]
    ['2026-11-27', '2026-12-25']
    """

    text: str
    frequency: Frequency
    interval: int
    count: int | None
    until: date | datetime | None
    week_start: int
    by_month: frozenset[int]
    by_week: frozenset[int]
    by_year_day: frozenset[int]
    by_month_day: frozenset[int]
    by_day: frozenset[tuple[int, int]]
    by_hour: frozenset[int]
    by_minute: frozenset[int]
    by_second: frozenset[int]
    by_position: frozenset[int]

    @classmethod
    def parse(cls, text: str) -> RecurrenceRule:
        """Read a rule, with or without ``RRULE:`` before it.

        Raises:
            TypeError: it is no text.
            ParseError: it does not read, or RFC 5545 forbids it.
        """
        if not isinstance(text, str):
            raise TypeError(f"a recurrence rule is a text, not {type(text).__name__}")
        if len(text) > _LONGEST:
            expected = f"recurrence rule of at most {_LONGEST} characters"
            raise ParseError(text[:80], expected, "range")
        body = text.upper().removeprefix("RRULE:").strip(";")
        parts: dict[str, str] = {}
        for part in body.split(";"):
            name, equals, value = part.partition("=")
            if not equals or not value or parts.setdefault(name, value) is not value:
                raise _error(text, f"NAME=VALUE, each name once; {part!r} is not")
        return _read(text, body, parts)

    @property
    def ends(self) -> bool:
        """Whether the rule says when it ends."""
        return self.count is not None or self.until is not None

    def walls(
        self, start: datetime, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[datetime]:
        """Yield the local times of the rule from the first one on, ascending.

        If the rule's own end is an instant, some after it may be among them, since only a zone
        can tell. With ``since`` and ``until``, local times before and after are left out, if
        that saves work.

        Raises:
            ParseError: the rule has no times at all, or none in 100,000 hours, minutes or
                seconds in a row that it does not exclude as a whole.
        """
        own = self.latest()
        last = min(until or _LAST, own)
        found = self._from(start, None if self.count is not None else since, last)
        for wall in islice(found, self.count):
            if wall > own:
                return
            yield wall

    def latest(self) -> datetime:
        """Return the last local time that can belong to the rule, by its own end."""
        if self.until is None:
            return _LAST
        if not isinstance(self.until, datetime):
            return datetime.combine(self.until, time.max)
        if self.until.tzinfo is None:
            return self.until
        return min(self.until.replace(tzinfo=None), _LAST - 2 * _DAY) + 2 * _DAY

    def _from(
        self, start: datetime, since: datetime | None, until: datetime
    ) -> Iterator[datetime]:
        start = start.replace(microsecond=0)
        rule = _Expansion(self, start)
        empty, most = 0, _MOST_EMPTY.get(self.frequency, _MOST_EMPTY_SHORT)
        for found in rule.periods(since, until):
            empty += 1
            for wall in found:
                empty = 0
                if wall >= start:
                    yield wall
            if empty > most:
                expected = f"recurrence rule that has a time in {most:,} periods"
                raise ParseError(self.text, expected, "range")


def _error(text: str, what: str) -> ParseError:
    return ParseError(text, f"recurrence rule of RFC 5545: {what}", "form")


def _read(text: str, body: str, parts: dict[str, str]) -> RecurrenceRule:
    if "RSCALE" in parts or "SKIP" in parts:
        raise _error(text, "RSCALE and SKIP of RFC 7529 (other calendars) are not supported")
    known = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", *_NUMBERS}
    if unknown := set(parts) - known:
        raise _error(text, f"there is no part {min(unknown)}")
    frequency = parts.get("FREQ")
    if frequency not in get_args(Frequency):
        raise _error(text, f"FREQ is one of {', '.join(get_args(Frequency))}")
    if "COUNT" in parts and "UNTIL" in parts:
        raise _error(text, "COUNT and UNTIL exclude each other")
    for name, frequencies in _FORBIDDEN.items():
        if name in parts and frequency in frequencies:
            raise _error(text, f"{name} is not for FREQ={frequency}")
    by = {name: _numbers(text, name, parts.get(name)) for name in _NUMBERS}
    by_day = frozenset(_by_days(text, parts.get("BYDAY")))
    if any(number for number, _ in by_day):
        if frequency not in ("MONTHLY", "YEARLY"):
            raise _error(text, "numbers in BYDAY are for FREQ=MONTHLY and YEARLY")
        if by["BYWEEKNO"]:
            raise _error(text, "numbers in BYDAY are not for BYWEEKNO")
    others = [name for name in parts if name.startswith("BY") and name != "BYSETPOS"]
    if by["BYSETPOS"] and not others:
        raise _error(text, "BYSETPOS needs another BY part")
    week_start = parts.get("WKST", "MO")
    if week_start not in _WEEKDAYS:
        raise _error(text, f"WKST is one of {', '.join(_WEEKDAYS)}")
    return RecurrenceRule(
        text=body,
        frequency=frequency,  # type: ignore[arg-type]  # it is one of them
        interval=_positive(text, "INTERVAL", parts.get("INTERVAL", "1")),
        count=_positive(text, "COUNT", parts["COUNT"]) if "COUNT" in parts else None,
        until=_until(text, parts["UNTIL"]) if "UNTIL" in parts else None,
        week_start=_WEEKDAYS.index(week_start),
        by_month=by["BYMONTH"],
        by_week=by["BYWEEKNO"],
        by_year_day=by["BYYEARDAY"],
        by_month_day=by["BYMONTHDAY"],
        by_day=by_day,
        by_hour=by["BYHOUR"],
        by_minute=by["BYMINUTE"],
        by_second=by["BYSECOND"],
        by_position=by["BYSETPOS"],
    )


def _numbers(text: str, name: str, value: str | None) -> frozenset[int]:
    if value is None:
        return frozenset()
    low, high, signed = _NUMBERS[name]
    found = set()
    for item in value.split(","):
        match = re.fullmatch(r"([+-]?)([0-9]{1,3})", item)
        if match is None or not low <= int(match[2]) <= high or (match[1] and not signed):
            either = ", or from the end as -1" if signed else ""
            raise _error(text, f"{name} has numbers from {low} to {high}{either}; not {item!r}")
        found.add(int(item))
    return frozenset(found)


def _positive(text: str, name: str, value: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", value) or not int(value):
        raise _error(text, f"{name} is a whole number from 1 on; not {value!r}")
    return int(value)


def _by_days(text: str, value: str | None) -> Iterator[tuple[int, int]]:
    for item in value.split(",") if value is not None else ():
        match = _BY_DAY.fullmatch(item)
        if match is None or (match[1] and not 1 <= abs(int(match[1])) <= 53):
            raise _error(text, f"BYDAY has weekdays such as MO, 2TU, -1FR; not {item!r}")
        yield int(match[1] or 0), _WEEKDAYS.index(match[2])


def _until(text: str, value: str) -> date | datetime:
    if _UNTIL.fullmatch(value):
        try:
            if "T" not in value:
                return date(int(value[:4]), int(value[4:6]), int(value[6:]))
            zone = UTC if value.endswith("Z") else None
            return datetime.strptime(value[:15], "%Y%m%dT%H%M%S").replace(tzinfo=zone)
        except ValueError:
            pass
    raise _error(text, f"UNTIL is a day, a local time or an instant in UTC; not {value!r}")


@final
class _Expansion:
    """A rule with what DTSTART adds where the rule leaves it open."""

    def __init__(self, rule: RecurrenceRule, start: datetime) -> None:
        self.rule = rule
        self.start = start
        self.by_month = rule.by_month
        self.by_month_day = rule.by_month_day
        self.by_day = rule.by_day
        self._complete()
        self.weekdays = frozenset(day for number, day in self.by_day if not number)
        self.numbered = frozenset(pair for pair in self.by_day if pair[0])
        self.of_month = rule.frequency == "MONTHLY" or bool(rule.by_month)

    def _complete(self) -> None:
        rule, start = self.rule, self.start
        if rule.by_year_day or rule.by_month_day or rule.by_day:
            return
        if rule.by_week or rule.frequency == "WEEKLY":
            self.by_day = frozenset({(0, start.weekday())})
        elif rule.frequency in ("YEARLY", "MONTHLY"):
            self.by_month_day = frozenset({start.day})
            if rule.frequency == "YEARLY" and not rule.by_month:
                self.by_month = frozenset({start.month})

    def periods(self, since: datetime | None, until: datetime) -> Iterator[Iterable[datetime]]:
        """Yield what lies in each period that begins by then; lazily, as it may be millions."""
        if self.rule.frequency in _UNITS:
            return self._short_periods(_UNITS[self.rule.frequency], since, until)
        return self._long_periods(since, until)

    def _long_periods(
        self, since: datetime | None, until: datetime
    ) -> Iterator[Iterable[datetime]]:
        times, end = self._times(self.start.time()), until.toordinal()
        for first, last in self._days(since):
            if first > end:
                return
            days = (date.fromordinal(day) for day in range(first, last))
            yield self._chosen([day for day in days if self._has(day)], times)

    def _days(self, since: datetime | None) -> Iterator[tuple[int, int]]:
        """Yield the periods as ordinals of days, without the end."""
        start, step = self.start.date(), self.rule.interval
        begin = max(start, since.date()) if since is not None else start
        last = date.max.toordinal()
        if self.rule.frequency in ("DAILY", "WEEKLY"):
            length = 7 if self.rule.frequency == "WEEKLY" else 1
            first = start.toordinal()
            if length == 7:
                first -= (start.weekday() - self.rule.week_start) % 7
            skipped = max(0, (begin.toordinal() - first) // (length * step))
            for day in range(first + skipped * length * step, last, length * step):
                yield max(day, 1), min(day + length, last)
            return
        unit = 12 if self.rule.frequency == "YEARLY" else 1
        first = (start.year * 12 + start.month - 1) // unit
        now = (begin.year * 12 + begin.month - 1) // unit
        final_period = (9998 * 12 + 11) // unit
        for period in range(first + (now - first) // step * step, final_period + 1, step):
            month = period * unit
            after = month + unit
            days = (date(m // 12, m % 12 + 1, 1).toordinal() for m in (month, after))
            yield next(days), next(days)

    def _short_periods(
        self, unit: int, since: datetime | None, until: datetime
    ) -> Iterator[Iterable[datetime]]:
        """Yield the hours, minutes or seconds; days and hours that have none are jumped."""
        base = self.start.replace(
            minute=0 if unit == 3600 else self.start.minute,
            second=0 if unit > 1 else self.start.second,
        )
        step = timedelta(seconds=unit * self.rule.interval)
        rule, now = self.rule, base
        if since is not None and since > base:
            now = base + (since - base) // step * step
        while now <= until:
            if not self._has(now.date()):
                target = datetime.combine(now.date(), time()) + _DAY
            elif rule.by_hour and now.hour not in rule.by_hour:
                target = now.replace(minute=0, second=0) + timedelta(hours=1)
            elif unit < 3600 and rule.by_minute and now.minute not in rule.by_minute:
                target = now.replace(second=0) + timedelta(minutes=1)
            else:
                target = now
            if target > now:
                now = base - (base - target) // step * step
                yield ()
                continue
            yield self._chosen([now.date()], self._times(now.time(), unit))
            now += step

    def _times(self, clock: time, unit: int = 86_400) -> list[time]:
        """Return the times of day of a period that begins at a time of day."""
        rule = self.rule
        hours: Iterable[int] = (clock.hour,) if unit <= 3600 else rule.by_hour or (clock.hour,)
        start = self.start
        minutes: Iterable[int] = (
            (clock.minute,) if unit <= 60 else rule.by_minute or (start.minute,)
        )
        if unit == 1:
            seconds: Iterable[int] = (clock.second,)
            if rule.by_second and clock.second not in rule.by_second:
                return []
        else:
            seconds = rule.by_second or (start.second,)
        return [time(*parts) for parts in product(sorted(hours), sorted(minutes), sorted(seconds))]

    def _chosen(self, days: list[date], times: list[time]) -> Iterator[datetime]:
        """Yield what is at the rule's positions in a period: all, if it has none."""
        if not self.rule.by_position:
            yield from (datetime.combine(*pair) for pair in product(days, times))
            return
        count = len(days) * len(times)
        places = {
            position - 1 if position > 0 else count + position
            for position in self.rule.by_position
        }
        for place in sorted(places):
            if 0 <= place < count:
                day, clock = divmod(place, len(times))
                yield datetime.combine(days[day], times[clock])

    def _has(self, day: date) -> bool:
        """Return whether a day passes every part of the rule that speaks of days."""
        if self.by_month and day.month not in self.by_month:
            return False
        if self.by_month_day:
            length = monthrange(day.year, day.month)[1]
            if not {day.day, day.day - length - 1} & self.by_month_day:
                return False
        if self.by_day and day.weekday() not in self.weekdays and not self._is_numbered(day):
            return False
        if self.rule.by_year_day:
            number = day.timetuple().tm_yday
            if not {number, number - _length(day.year) - 1} & self.rule.by_year_day:
                return False
        return not self.rule.by_week or bool(self._weeks(day) & self.rule.by_week)

    def _is_numbered(self, day: date) -> bool:
        if not self.numbered:
            return False
        if self.of_month:
            number, length = day.day, monthrange(day.year, day.month)[1]
        else:
            number, length = day.timetuple().tm_yday, _length(day.year)
        weekday = day.weekday()
        forward, backward = (number - 1) // 7 + 1, -((length - number) // 7 + 1)
        return (forward, weekday) in self.numbered or (backward, weekday) in self.numbered

    def _weeks(self, day: date) -> set[int]:
        """Return the number of a day's week, from the start and from the end of its year.

        The first week of a year is the first that has four of its days.
        """
        monday = day.toordinal() - (day.weekday() - self.rule.week_start) % 7
        middle = date.fromordinal(max(1, monday + 3))
        number = (middle.timetuple().tm_yday - 1) // 7 + 1
        left = (_length(middle.year) - middle.timetuple().tm_yday) // 7
        return {number, -left - 1}


def _length(year: int) -> int:
    return 366 if monthrange(year, 2)[1] == 29 else 365
