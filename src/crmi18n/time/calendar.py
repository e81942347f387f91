"""Working calendars: when people work, and when work of a given length is done.

Elapsed time is what a stopwatch shows: on the night when clocks are set forward, a shift from
22:00 to 06:00 is seven hours long. Nominal time is what clocks show: eight.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final, Literal, NamedTuple, Self, final

from crmi18n.errors import ParseError, WorkingTimeError
from crmi18n.findings import Finding
from crmi18n.plain import reads_plain
from crmi18n.time import _holidays
from crmi18n.time.instant import in_zone, require_instant
from crmi18n.time.line import EPOCH, MICROSECOND, Line, Mark, combined, micros, moment
from crmi18n.time.resolve import resolve_wall
from crmi18n.time.transitions import DAY, EPOCH_DAY, UTC_TABLE, ZoneTable, zone_table
from crmi18n.time.week import DayHours, Hours, WeekPattern, WeekText, read_hours
from crmi18n.time.zone import PLAIN_ZONES, get_zone

__all__ = ["Boundary", "CombinedCalendar", "Count", "Due", "OpenHours", "WorkingCalendar"]

Boundary = Literal["end", "next_start"]
Count = Literal["elapsed", "nominal"]

_FIRST_YEAR: Final = 2
_LAST_YEAR: Final = 9998
_PATIENCE: Final = 50
"""Years that are looked through before a calendar is said to have no more working time."""


@final
@dataclass(frozen=True, slots=True)
class Due:
    """When working time is over, and why then.

    Attributes:
        instant: the instant, in UTC.
        provisional: whether it may still change, because a holiday is not known or estimated.
        reasons: the holidays and exceptions passed on the way, and what is not known.
    """

    instant: datetime
    provisional: bool
    reasons: tuple[Finding, ...]

    def at(self, zone: str) -> datetime:
        """Return the instant as clocks of a zone show it.

        Raises:
            UnknownZoneError: there is no such zone.
        """
        return in_zone(self.instant, zone)

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "instant": self.instant.isoformat(),
            "provisional": self.provisional,
            "reasons": [reason.to_dict() for reason in self.reasons],
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote."""
        reasons = tuple(Finding.from_dict(reason) for reason in data["reasons"])
        try:
            instant = datetime.fromisoformat(data["instant"])
        except ValueError:
            raise ParseError(str(data["instant"]), "instant of ISO 8601", "form") from None
        return cls(require_instant(instant, "a due time"), bool(data["provisional"]), reasons)


_new: Final = object.__new__
_set_instant: Final = vars(Due)["instant"].__set__
_set_provisional: Final = vars(Due)["provisional"].__set__
_set_reasons: Final = vars(Due)["reasons"].__set__


def _due(instant: int, reasons: tuple[Finding, ...]) -> Due:
    """Build a due time without the detour through the checks of a frozen class."""
    due = _new(Due)
    _set_instant(due, EPOCH + timedelta(0, instant // 10**6, instant % 10**6))
    _set_provisional(due, bool(reasons) and is_provisional(reasons))
    _set_reasons(due, reasons)
    return due


def is_provisional(reasons: Iterable[Finding]) -> bool:
    """Return whether reasons leave a due time open to change."""
    return any(reason.severity == "warning" for reason in reasons)


class OpenHours(ABC):
    """What all calendars can do; :class:`WorkingCalendar` and what ``&`` and ``|`` make of them.

    A calendar compiles itself when it is asked, for the years asked about and some more.
    """

    __slots__ = ("_elapsed", "_nominal")
    _elapsed: Line
    _nominal: Line
    zone: str

    @abstractmethod
    def compile(self, first: int, last: int, count: Count) -> Line:
        """Return the working time of whole years, with the last one included."""

    @abstractmethod
    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""

    @abstractmethod
    def _zones(self) -> str:
        """Return the zones, for messages."""

    def add(
        self,
        start: datetime,
        duration: timedelta,
        *,
        at_boundary: Boundary = "end",
        count: Count = "elapsed",
    ) -> Due:
        """Return when an amount of working time is done that begins at an instant.

        Args:
            start: the instant; outside working time the next opening counts.
            duration: the working time; not negative.
            at_boundary: what is meant where it is done just as work ends: that ``end``, as
                deadlines want it, or the ``next_start``, as the following task wants it.
            count: ``elapsed`` or ``nominal`` time; see the module.

        Raises:
            TypeError: ``start`` is no datetime, ``duration`` no timedelta.
            TimeKindError: ``start`` is naive.
            ParseError: ``duration`` is negative.
            WorkingTimeError: the calendar has no more working time, or not within 50 years.
            ValueError: there is no such boundary or count.

        >>> office = WorkingCalendar("Europe/Berlin", {"thu": ["09:00-17:00"]}, country="DE")
        >>> start = datetime.fromisoformat("2026-12-17T16:00:00+01:00")
        >>> office.add(start, timedelta(hours=2)).instant.isoformat()
        '2026-12-24T09:00:00+00:00'
        """
        if type(getattr(start, "tzinfo", None)) not in PLAIN_ZONES:
            start = require_instant(start, "working time")
        since = (start - EPOCH) // MICROSECOND
        amount = _amount(duration)
        if amount < 0:
            raise ParseError(
                str(duration), "duration that is not negative (or use subtract)", "range"
            )
        if at_boundary == "end":
            at_end = amount > 0
        elif at_boundary == "next_start":
            at_end = False
        else:
            raise ValueError(f"{at_boundary!r} is no boundary: end or next_start")
        if count == "elapsed":
            return self._add(since, amount, count, at_end=at_end)
        return self._nominally(since, amount, count, at_end=at_end)

    def subtract(self, end: datetime, duration: timedelta, *, count: Count = "elapsed") -> Due:
        """Return the latest instant from which an amount of working time fits before another.

        Raises:
            TypeError, TimeKindError, ParseError, WorkingTimeError, ValueError: as by :meth:`add`.

        >>> office = WorkingCalendar("Europe/Berlin", {"thu": ["09:00-17:00"]})
        >>> end = datetime.fromisoformat("2026-12-24T10:00:00+01:00")
        >>> office.subtract(end, timedelta(hours=2)).instant.isoformat()
        '2026-12-17T15:00:00+00:00'
        """
        until, amount = micros(require_instant(end, "working time")), _amount(duration)
        if amount < 0:
            raise ParseError(str(duration), "duration that is not negative (or use add)", "range")
        if count != "elapsed":
            return self._nominally(until, -amount, count, at_end=False)
        return self._subtract(until, amount, "elapsed")

    def between(self, start: datetime, end: datetime, *, count: Count = "elapsed") -> timedelta:
        """Return the working time between two instants; negative if they are in reverse.

        Raises:
            TypeError: one of them is no datetime.
            TimeKindError: one of them is naive.
            ValueError: there is no such count.

        >>> from datetime import UTC
        >>> office = WorkingCalendar("Europe/Berlin", {"sun": ["00:00-24:00"]})
        >>> start, end = datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 3, 31, tzinfo=UTC)
        >>> str(office.between(start, end)), str(office.between(start, end, count="nominal"))
        ('23:00:00', '1 day, 0:00:00')
        """
        since, until = (micros(require_instant(edge, "working time")) for edge in (start, end))
        if _checked(count) == "nominal":
            since, until = self._wall(since), self._wall(until)
        line = self._reach(min(since, until), max(since, until), count)
        return timedelta(microseconds=line.worked(until) - line.worked(since))

    def is_open(self, instant: datetime) -> bool:
        """Return whether an instant is working time; the end of an interval is not.

        Raises:
            TypeError: it is no datetime.
            TimeKindError: it is naive.

        >>> office = WorkingCalendar("Europe/Berlin", {"thu": ["09:00-17:00"]})
        >>> office.is_open(datetime.fromisoformat("2026-12-17T17:00:00+01:00"))
        False
        """
        at = micros(require_instant(instant, "working time"))
        return self._reach(at, at, "elapsed").is_open(at)

    def next_open(self, instant: datetime) -> Due:
        """Return the first instant of working time that is not before another.

        Raises:
            TypeError, TimeKindError, WorkingTimeError: as by :meth:`add`.

        >>> office = WorkingCalendar("Europe/Berlin", {"thu": ["09:00-17:00"]})
        >>> friday = datetime.fromisoformat("2026-12-18T12:00:00+01:00")
        >>> office.next_open(friday).instant.isoformat()
        '2026-12-24T08:00:00+00:00'
        """
        return self.add(instant, timedelta(0))

    def spans(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """Return the working time between two instants, as instants in UTC.

        Raises:
            TypeError: one of them is no datetime.
            TimeKindError: one of them is naive.

        >>> from datetime import UTC
        >>> office = WorkingCalendar("Europe/Berlin", {"sun": ["01:00-04:00"]})
        >>> [(start, end)] = office.spans(
        ...     datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 3, 31, tzinfo=UTC)
        ... )
        >>> str(end - start)
        '2:00:00'
        """
        since, until = (micros(require_instant(edge, "working time")) for edge in (start, end))
        found = self.line(since, until).spans(since, until)
        return [(moment(first), moment(last)) for first, last in found]

    def reasons(self, start: datetime, end: datetime) -> tuple[Finding, ...]:
        """Return the holidays and exceptions between two instants, and what is not known there.

        Raises:
            TypeError: one of them is no datetime.
            TimeKindError: one of them is naive.

        >>> from datetime import UTC
        >>> office = WorkingCalendar("Asia/Colombo", {"mon": ["09:00-17:00"]}, country="LK")
        >>> start, end = datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 1, 5, tzinfo=UTC)
        >>> office.reasons(start, end)[0].code
        'time.horizon'
        """
        since, until = (micros(require_instant(edge, "working time")) for edge in (start, end))
        return self.line(since, until).reasons(since, until)

    def __and__(self, other: OpenHours) -> CombinedCalendar:
        return CombinedCalendar("and", (self, other))

    def __or__(self, other: OpenHours) -> CombinedCalendar:
        return CombinedCalendar("or", (self, other))

    def line(self, start: int, end: int) -> Line:
        """Return the compiled working time that covers two instants and what lies between."""
        return self._reach(start, end, "elapsed")

    def _add(self, since: int, amount: int, count: Count, *, at_end: bool) -> Due:
        line = self._reach(since, since, count)
        while (done := line.add(since, amount, at_end=at_end)) is None:
            line = self._reach(since, self._further(since, line.last), count)
        return _due(done, line.reasons(since, done))

    def _subtract(self, until: int, amount: int, count: Count) -> Due:
        if not amount:
            return _due(until, ())
        line = self._reach(until, until, count)
        while (done := line.add(until, -amount, at_end=False)) is None:
            line = self._reach(self._further(until, line.first), until, count)
        return _due(done, line.reasons(done, until))

    def _further(self, origin: int, edge: int) -> int:
        """Return an instant beyond the edge of what was looked through, or give up."""
        step = abs(edge - origin) + 365 * DAY * 10**6
        if step > _PATIENCE * 366 * DAY * 10**6:
            reason = f"it has too little within {_PATIENCE} years of {_shown(origin)}"
            raise WorkingTimeError(self._zones(), reason)
        return origin + step if edge >= origin else origin - step

    def _nominally(self, at: int, amount: int, count: Count, *, at_end: bool) -> Due:
        """Count on the line of wall times, and return the instant of what clocks show then."""
        wall = self._wall(at)
        if _checked(count) == "nominal" and amount >= 0:
            found = self._add(wall, amount, count, at_end=at_end)
        else:
            found = self._subtract(wall, -amount, count)
        shown = resolve_wall(found.instant.replace(tzinfo=None), self.zone)
        instant = shown.later if shown.kind == "gap" else shown.earlier
        return Due(instant, found.provisional, found.reasons)

    def _wall(self, instant: int) -> int:
        year = _year(instant)
        offset = zone_table(self.zone, year + 1).offset_at(instant // 10**6)
        return instant + offset * 10**6

    def _reach(self, start: int, end: int, count: Count) -> Line:
        """Return a line that covers two instants; compiled further if it must be."""
        line = self._cached(count)
        if line is not None and line.first <= start and end < line.last:
            return line
        first, last = _year(start) - 1, _year(end) + 2
        if line is not None and abs(line.first - start) < _PATIENCE * 366 * DAY * 10**6:
            first, last = min(first, _year(line.first)), max(last, _year(line.last) - 1)
        if first < _FIRST_YEAR or last > _LAST_YEAR:
            reason = f"only the years {_FIRST_YEAR + 1} to {_LAST_YEAR - 2} have calendars"
            raise WorkingTimeError(self._zones(), reason)
        line = self.compile(first, last, count)
        # Lines are replaced as a whole, so that threads need no lock: the last one stays.
        object.__setattr__(self, f"_{count}", line)
        return line

    def _cached(self, count: Count) -> Line | None:
        try:
            return self._elapsed if count == "elapsed" else self._nominal
        except AttributeError:
            return None


def _checked(count: Count) -> Count:
    if count not in ("elapsed", "nominal"):
        raise ValueError(f"{count!r} is no count: elapsed or nominal")
    return count


def _amount(duration: timedelta) -> int:
    if not isinstance(duration, timedelta):
        raise TypeError(f"working time is a timedelta, not {type(duration).__name__}")
    return duration // MICROSECOND


def _year(instant: int) -> int:
    try:
        return moment(instant).year
    except OverflowError:
        return 1 if instant < 0 else 9999


def _shown(instant: int) -> str:
    return moment(instant).isoformat(" ", "minutes")


@final
@dataclass(frozen=True, slots=True)
class WorkingCalendar(OpenHours):
    """When a team works: its week, the public holidays of its place, and single days.

    Args:
        zone: the IANA name of the zone whose clocks the hours go by.
        week: the hours by weekday, such as ``{"mon": ["09:00-12:00", "13:00-17:00"]}``; or
            several :class:`WeekPattern`, each from a day on.
        country: the ISO 3166-1 alpha-2 code whose public holidays are days off.
        subdivision: the part of the country, as ``BY`` or ``DE-BY``.
        exceptions: single days with hours of their own, holidays or not.
        categories: which holidays are days off; the package ``holidays`` names them.
        half_days_until: when work ends on half holidays, such as ``12:00``; empty: as always.

    A weekend day that a country makes a workday has the hours of the first weekday that has
    any. Holidays that fall on days without work move nothing but what the law moves.

    Raises:
        TypeError: an argument has a wrong type.
        UnknownZoneError: there is no such zone.
        UnknownCountryError: its holidays are not known.
        ParseError: hours, a subdivision or a category do not read.
        WorkingTimeError: it would never be open.

    Source: the package ``holidays`` for holidays; its version is part of the reasons.

    >>> office = WorkingCalendar("Europe/Berlin", {"fri": ["09:00-15:00"]}, country="DE")
    >>> good_friday = datetime.fromisoformat("2026-04-03T10:00:00+02:00")
    >>> due = office.add(good_friday, timedelta(hours=1))
    >>> due.at("Europe/Berlin").isoformat(), due.reasons[0].message
    ('2026-04-10T10:00:00+02:00', '2026-04-03 is Good Friday in DE')
    """

    zone: str
    week: WeekText | WeekPattern | Sequence[WeekPattern]
    country: str | None = None
    subdivision: str | None = None
    exceptions: Iterable[DayHours] = ()
    categories: tuple[str, ...] = ("public",)
    half_days_until: str = ""

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "zone", get_zone(self.zone).key)
        put(self, "week", _patterns(self.week))
        put(self, "exceptions", _exceptions(self.exceptions))
        put(self, "categories", tuple(self.categories))
        if self.half_days_until:
            read_hours([f"00:00-{self.half_days_until}"])
        if self.country is not None:
            part = self.subdivision
            if part is not None:
                put(self, "subdivision", part.removeprefix(f"{self.country}-"))
            _holidays.known(self.country, self.subdivision, self.categories)
        elif self.subdivision is not None:
            raise ParseError(self.subdivision, "subdivision of a country that is given", "range")
        weeks = (week for pattern in self._weeks() for week in pattern.seconds())
        if not any(map(any, weeks)) and not any(day.hours for day in self._days()):
            raise WorkingTimeError(self._zones(), "it is never open")

    def _weeks(self) -> tuple[WeekPattern, ...]:
        return self.week  # type: ignore[return-value]  # canonical since __post_init__

    def _days(self) -> tuple[DayHours, ...]:
        return self.exceptions  # type: ignore[return-value]  # canonical since __post_init__

    def compile(self, first: int, last: int, count: Count) -> Line:
        """Return the working time of whole years, with the last one included."""
        table = zone_table(self.zone, last + 1) if count == "elapsed" else UTC_TABLE
        special = self._special(first, last)

        def micros_of(wall: int) -> int:
            return table.opening(wall) * 10**6

        begin, end, known_from, known_until = (
            micros_of(_ordinal(year) * DAY) for year in (first, last + 1, *special.known)
        )
        segments = self._segments(_ordinal(first) - 1, _ordinal(last + 1))
        return Line(
            begin,
            end,
            _intervals(table, segments, special.hours),
            [(micros_of(wall), finding) for wall, finding in special.marks],
            (known_from, known_until),
            special.horizon,
        )

    def _zones(self) -> str:
        return self.zone

    def _segments(self, first: int, last: int) -> list[_Segment]:
        """Return the weeks by the days, counted from 1970, on which they hold."""
        patterns = self._weeks()
        froms = [pattern.valid_from.toordinal() - EPOCH_DAY for pattern in patterns]
        found = [
            _Segment(max(first, start), min(last, end), start - (start + 3) % 7, pattern.seconds())
            for pattern, (start, end) in zip(patterns, pairwise([*froms, last]), strict=True)
            if start < last and end > first
        ]
        before = min(last, froms[0])
        return [_Segment(first, before, 0, _CLOSED), *found] if first < before else found

    def _special(self, first: int, last: int) -> _Special:
        """Return the days whose hours are not those of the week, and what to say about them."""
        base = _Usual(self._segments(_ordinal(first) - 7, _ordinal(last + 1) + 7))
        special: dict[int, Hours] = {}
        marks: list[Mark] = []
        known: tuple[int, int] = (first, last + 1)
        horizon: list[Finding] = []
        if self.country is not None:
            facts = _holidays.known(self.country, self.subdivision, self.categories)
            for year in range(max(first, facts.first), min(last, facts.last) + 1):
                self._holidays_of(year, base, special, marks)
            known, horizon = _horizon(self._place(), facts, first, last)
        for exception in self._days():
            day = exception.day.toordinal() - EPOCH_DAY
            usual = base.of(day)
            special[day] = hours = read_hours(exception.hours)
            name = exception.name or ("other hours" if hours else "closed")
            finding = _finding("exception", exception.day, name)
            if hours != usual:
                marks.append((_mark(day, usual or hours), finding))
        return _Special(special, marks, known, horizon)

    def _holidays_of(
        self,
        year: int,
        base: _Usual,
        special: dict[int, Hours],
        marks: list[Mark],
    ) -> None:
        place = self._place()
        found = _holidays.holidays_of(self.country or "", self.subdivision, self.categories, year)
        for day in sorted(found.worked):
            number = day.toordinal() - EPOCH_DAY
            monday = number - day.weekday()
            usual = base.of(number) or next(
                (h for d in range(7) if (h := base.of(monday + d))), ()
            )
            special[number] = usual
            if usual:
                finding = _finding("extra_day", day, f"a workday in {place}")
                marks.append((number * DAY + usual[0][0], finding))
        if self.half_days_until:
            ((_, noon),) = read_hours([f"00:00-{self.half_days_until}"])
            for day, name in found.half.items():
                number = day.toordinal() - EPOCH_DAY
                usual = base.of(number)
                special[number] = tuple((a, min(b, noon)) for a, b in usual if a < noon)
                if usual:
                    finding = _finding("half_day", day, f"{name} (half a day) in {place}")
                    marks.append((_mark(number, usual), finding))
        for day, name in found.off.items():
            number = day.toordinal() - EPOCH_DAY
            usual = base.of(number)
            special[number] = ()
            if "(estimated)" in name:
                finding = _finding("estimated", day, f"{name} in {place}", "warning")
                # It may be a day off, either way, so that its neighbours count as well.
                marks += (
                    (near * DAY + DAY // 2, finding) for near in range(number - 1, number + 2)
                )
            elif usual:
                marks.append(
                    (_mark(number, usual), _finding("holiday", day, f"{name} in {place}"))
                )

    def _place(self) -> str:
        return "-".join(part for part in (self.country, self.subdivision) if part)

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "zone": self.zone,
            "week": [pattern.to_dict() for pattern in self._weeks()],
            "country": self.country,
            "subdivision": self.subdivision,
            "exceptions": [exception.to_dict() for exception in self._days()],
            "categories": list(self.categories),
            "half_days_until": self.half_days_until,
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote; raises as the class does."""
        return cls(
            data["zone"],
            [WeekPattern.from_dict(pattern) for pattern in data["week"]],
            country=data.get("country"),
            subdivision=data.get("subdivision"),
            exceptions=[DayHours.from_dict(day) for day in data.get("exceptions", ())],
            categories=tuple(data.get("categories", ("public",))),
            half_days_until=str(data.get("half_days_until", "")),
        )


class _Segment(NamedTuple):
    """Days, counted from 1970, with weeks that take turns from a Monday on."""

    first: int
    last: int
    monday: int
    weeks: list[list[Hours]]

    def hours(self, day: int) -> Hours:
        return self.weeks[(day - self.monday) // 7 % len(self.weeks)][(day + 3) % 7]


_CLOSED: Final[list[list[Hours]]] = [[()] * 7]


class _Usual:
    """What the weeks alone say of a day, counted from 1970."""

    def __init__(self, segments: list[_Segment]) -> None:
        self.segments = segments
        self.begins = [segment.first for segment in segments]

    def of(self, day: int) -> Hours:
        i = bisect_right(self.begins, day) - 1
        return self.segments[i].hours(day) if i >= 0 else ()


class _Special(NamedTuple):
    """The days whose hours are not those of the week, what to say of them, what is not known.

    The years ``known`` are a first one, and the one after the last.
    """

    hours: dict[int, Hours]
    marks: list[Mark]
    known: tuple[int, int]
    horizon: list[Finding]


def _intervals(
    table: ZoneTable, segments: list[_Segment], special: dict[int, Hours]
) -> Iterator[tuple[int, int]]:
    """Yield the intervals in microseconds; in a gap an edge is the clock change itself."""
    changes, offsets, settled = table.changes, table.offsets, table.settled
    for segment in segments:
        weeks, monday, turns = segment.weeks, segment.monday, len(segment.weeks)
        for day in range(segment.first, segment.last):
            hours = special.get(day)
            if hours is None:
                hours = weeks[(day - monday) // 7 % turns][(day + 3) % 7]
            for opens, closes in hours:
                start, end = day * DAY + opens, day * DAY + closes
                i = bisect_right(settled, start)
                if i == len(changes) or end < changes[i] + min(offsets[i], offsets[i + 1]):
                    yield (start - offsets[i]) * 10**6, (end - offsets[i]) * 10**6
                else:
                    yield table.opening(start) * 10**6, table.closing(end) * 10**6


def _ordinal(year: int) -> int:
    """Return the first day of a year, counted from 1970."""
    return date(year, 1, 1).toordinal() - EPOCH_DAY


def _mark(day: int, usual: Hours) -> int:
    """Return until when a day would have been worked."""
    return day * DAY + max(end for _, end in usual)


def _finding(
    code: str, day: date, what: str, severity: Literal["info", "warning"] = "info"
) -> Finding:
    return Finding(f"time.{code}", severity, f"{day} is {what}", value=day.isoformat())


def _horizon(
    place: str, facts: _holidays.Known, first: int, last: int
) -> tuple[tuple[int, int], list[Finding]]:
    """Return the years all of whose holidays are known, and what to say about others."""
    source, found = _holidays.version(), []
    if facts.first > first:
        found.append(f"holidays of {place} are known from {facts.first} on ({source})")
    if facts.last < last:
        found.append(f"holidays of {place} are known to {facts.last} ({source})")
    if facts.worked is not None and facts.worked < last:
        found.append(f"make-up workdays of {place} are known to {facts.worked} ({source})")
    until = min(year for year in (last, facts.last, facts.worked) if year is not None) + 1
    return (max(first, facts.first), until), [
        Finding("time.horizon", "warning", message, value=place) for message in found
    ]


def _patterns(week: WeekText | WeekPattern | Sequence[WeekPattern]) -> tuple[WeekPattern, ...]:
    if isinstance(week, WeekPattern):
        return (week,)
    if isinstance(week, Mapping):
        return (WeekPattern(week),)
    patterns = tuple(week)
    for pattern in patterns:
        if not isinstance(pattern, WeekPattern):
            raise TypeError(f"a week is a mapping or WeekPatterns, not {type(pattern).__name__}")
    patterns = tuple(sorted(patterns, key=lambda pattern: pattern.valid_from))
    if not patterns:
        raise ParseError("", "week of a calendar", "empty")
    for one, other in pairwise(patterns):
        if one.valid_from == other.valid_from:
            raise ParseError(
                str(one.valid_from), "first day of just one week pattern", "ambiguous"
            )
    return patterns


def _exceptions(exceptions: Iterable[DayHours]) -> tuple[DayHours, ...]:
    days: dict[date, DayHours] = {}
    for exception in exceptions:
        if not isinstance(exception, DayHours):
            raise TypeError(f"an exception is a DayHours, not {type(exception).__name__}")
        if days.setdefault(exception.day, exception) != exception:
            raise ParseError(str(exception.day), "day with one exception", "ambiguous")
    return tuple(days[day] for day in sorted(days))


@final
@dataclass(frozen=True, slots=True)
class CombinedCalendar(OpenHours):
    """Calendars taken together: open where all of them are (``and``), or any of them (``or``).

    Made by ``&`` and ``|``. Nominal time needs that they all go by one zone.

    Raises:
        TypeError: a part is no calendar.
        ParseError: there are no parts, or another word than ``and`` and ``or``.

    >>> berlin = WorkingCalendar("Europe/Berlin", {"mon": ["09:00-17:00"]})
    >>> new_york = WorkingCalendar("America/New_York", {"mon": ["09:00-17:00"]})
    >>> monday = datetime.fromisoformat("2026-10-26T00:00:00+01:00")
    >>> both = berlin & new_york
    >>> str(both.between(monday, monday + timedelta(days=1)))
    '3:00:00'
    """

    how: Literal["and", "or"]
    parts: tuple[OpenHours, ...]

    def __post_init__(self) -> None:
        parts: list[OpenHours] = []
        for part in self.parts:
            if not isinstance(part, OpenHours):
                raise TypeError(f"a calendar is expected, not {type(part).__name__}")
            same = isinstance(part, CombinedCalendar) and part.how == self.how
            parts += part.parts if same else (part,)  # type: ignore[attr-defined]  # it is one
        if self.how not in ("and", "or") or not parts:
            raise ParseError(str(self.how), "way (and, or) to combine calendars", "unknown")
        object.__setattr__(self, "parts", tuple(parts))

    @property
    def zone(self) -> str:  # type: ignore[override]  # what is a field of the other class
        """The zone of all parts.

        Raises:
            WorkingTimeError: they have several.
        """
        zones = {part.zone for part in self.parts}
        if len(zones) > 1:
            raise WorkingTimeError(self._zones(), "nominal time needs that all go by one zone")
        return zones.pop()

    def compile(self, first: int, last: int, count: Count) -> Line:
        """Return the working time of whole years, with the last one included."""
        lines = [part.compile(first, last, count) for part in self.parts]
        needed = len(lines) if self.how == "and" else 1
        return combined(lines, lambda count: count >= needed)

    def _zones(self) -> str:
        return ", ".join(dict.fromkeys(part._zones() for part in self.parts))  # noqa: SLF001

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {"how": self.how, "parts": [part.to_dict() for part in self.parts]}

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote."""
        kinds = (cls if "how" in part else WorkingCalendar for part in data["parts"])
        parts = [kind.from_dict(part) for kind, part in zip(kinds, data["parts"], strict=True)]
        return cls(data["how"], tuple(parts))
