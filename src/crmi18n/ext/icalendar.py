"""Invitations and free/busy times as iCalendar, through the library ``icalendar``.

Zones are ours in both directions: a TZID is resolved to the IANA database or refused, never
dropped, and VTIMEZONEs are written by :func:`vtimezone`, with onsets in the local time that rules
before the change (RFC 5545, 3.6.5).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice, takewhile
from typing import Any, Final, Literal, NamedTuple, TypeVar, final

from crmi18n.errors import MissingExtraError, ParseError, UnknownZoneError
from crmi18n.findings import Finding
from crmi18n.time import (
    Appointment,
    Recurrence,
    get_zone,
    resolve_wall,
    windows_zone,
    zone_of_windows,
)
from crmi18n.time.instant import in_zone, require_instant, require_window
from crmi18n.time.rule import MOST_TIMES, RecurrenceRule
from crmi18n.time.transitions import DAY, DayRule, zone_rule, zone_table
from crmi18n.time.zone import ZoneLike

__all__ = [
    "AllDay",
    "AllDaySeries",
    "Invitation",
    "read_busy",
    "read_invitations",
    "vtimezone",
    "write_busy",
    "write_invitations",
]

Window = tuple[datetime, datetime]
Flavour = Literal["rfc", "outlook"]

_MOST_BYTES: Final = 2_000_000
_PRODUCT: Final = "-//crmi18n//EN"
_WEEKDAYS: Final = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_LAST_YEAR: Final = 9999
_AHEAD: Final = 10
"""Years of a VTIMEZONE without a rule, for a series without an end."""

_DEEPEST: Final = 8
_MOST_ONSETS: Final = 100
"""Onsets that a part of a VTIMEZONE has in the years before a time."""

_MOST_EXPANDED: Final = 5000
"""Rules of VTIMEZONEs that are expanded for a file, each for one year of its events."""

_MOST_COUNTED: Final = 1_000_000
"""Times of series that have to be counted from their first one, for a file."""

_RECENT: Final = timedelta(days=800)
_NONE: Final = timedelta(0)
_DAY: Final = timedelta(days=1)
_FIRST: Final = datetime.min.replace(tzinfo=UTC)
_DURATION: Final = re.compile(
    r"([+-]?)P(?:([0-9]{1,5})W)?(?:([0-9]{1,6})D)?"
    r"(?:T(?:([0-9]{1,7})H)?(?:([0-9]{1,8})M)?(?:([0-9]{1,9})S)?)?"
)

_OFFSET: Final = re.compile(r"([+-])([0-9]{2})([0-9]{2})([0-9]{2})?")

_Moment = TypeVar("_Moment", date, datetime)

_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - wall times are naive


@final
@dataclass(frozen=True, slots=True)
class AllDay:
    """Days without a time, in whatever zone one is; the last one is not included.

    Raises:
        TypeError: one of them is no date; an instant becomes one by ``business_date``.
        ParseError: it ends before it starts, or as it starts.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        for day in (self.start, self.end):
            _check_day(day)
        if self.end <= self.start:
            raise ParseError(f"{self.start}/{self.end}", "days that end after they start", "range")


@final
@dataclass(frozen=True, slots=True)
class AllDaySeries:
    """Whole days that recur, such as birthdays and holidays of a company.

    Args:
        rule: a rule of RFC 5545 for days: nothing in it speaks of hours, minutes or seconds.
        first: the first days; they say how many there are each time.
        exclude: days on which it would start, and does not (EXDATE).
        include: further days on which it starts (RDATE).

    Raises:
        TypeError: ``first`` is no AllDay, or a day is no date.
        ParseError: the rule does not read, or RFC 5545 forbids it for days.

    >>> birthday = AllDaySeries("FREQ=YEARLY", AllDay(date(1990, 2, 28), date(1990, 3, 1)))
    >>> birthday.between(date(2026, 1, 1), date(2027, 1, 1))
    [AllDay(start=datetime.date(2026, 2, 28), end=datetime.date(2026, 3, 1))]
    """

    rule: str
    first: AllDay
    exclude: tuple[date, ...] = ()
    include: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.first, AllDay):
            raise TypeError(f"the first is an AllDay, not {type(self.first).__name__}")
        rule = RecurrenceRule.parse(self.rule)
        of_hours = rule.by_hour or rule.by_minute or rule.by_second
        if of_hours or rule.frequency not in ("YEARLY", "MONTHLY", "WEEKLY", "DAILY"):
            raise ParseError(self.rule, "recurrence rule of whole days", "form")
        object.__setattr__(self, "rule", rule.text)
        for name in ("exclude", "include"):
            days = tuple(getattr(self, name))
            for day in days:
                _check_day(day)
            object.__setattr__(self, name, tuple(sorted(days)))

    def between(self, start: date, end: date) -> list[AllDay]:
        """Return the days that start in a window, without its end.

        Raises:
            TypeError: an edge is no date.
            ParseError: there are over 100,000 of them, or of those that have to be counted
                before them; or some end after the year 9999.
        """
        for edge in (start, end):
            _check_day(edge)
        length = self.first.end - self.first.start
        found = {day for day in self._ruled(start, end) if start <= day < end}
        found |= {day for day in self.include if start <= day < end}
        return [AllDay(day, _later(day, length)) for day in sorted(found - {*self.exclude})]

    def _ruled(self, start: date, end: date) -> Iterator[date]:
        rule = RecurrenceRule.parse(self.rule)
        first, since, until = (_midnight(day) for day in (self.first.start, start, end))
        # Some programs write an instant as the end of days; what it means is its day.
        last = rule.until.date() if isinstance(rule.until, datetime) else date.max
        for number, wall in enumerate(rule.walls(first, since, until)):
            if wall > until or wall.date() > last:
                return
            if number > MOST_TIMES:
                expected = f"recurrence rule of at most {MOST_TIMES:,} times up to {end}"
                raise ParseError(self.rule, expected, "range")
            yield wall.date()


def _check_day(day: date) -> None:
    if type(day) is not date:
        raise TypeError(f"a day is a date, not {type(day).__name__}")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time())


_When = Appointment | Recurrence | AllDay | AllDaySeries


@final
@dataclass(frozen=True, slots=True)
class Invitation:
    """An event of a calendar.

    Attributes:
        uid: its identifier in the world.
        when: once, on whole days, or in a series of either.
        summary, location, description: its texts.
        busy: whether it takes up time: it is neither transparent nor cancelled.
        findings: what to look at: ``time.vtimezone`` (warning): the sender's rules show another
            offset at the start than ours.
    """

    uid: str
    when: Appointment | Recurrence | AllDay | AllDaySeries
    summary: str = ""
    location: str = ""
    description: str = ""
    busy: bool = True
    findings: tuple[Finding, ...] = ()


def read_invitations(
    content: bytes | str, *, territory: str | None = None, floating: ZoneLike | None = None
) -> list[Invitation]:
    """Read the events of an iCalendar file; changed occurrences of a series are events as well.

    Args:
        content: the file.
        territory: which zone a Windows name stands for, such as ``CA``.
        floating: the zone of times that name none.

    Raises:
        MissingExtraError: the package ``icalendar`` is not installed.
        TypeError: the content is neither bytes nor text.
        ParseError: the file has over 2 MB, or does not read; a time has no zone, and no
            ``floating`` one is given; a rule is not of RFC 5545.
        UnknownZoneError: a TZID is no zone of the IANA database, and no name of Windows.
    """
    calendar = _parsed(content)
    timezones = {zone.value("TZID"): zone for zone in calendar.walk("VTIMEZONE")}
    reader = _Reader(timezones, territory, floating)
    events = list(calendar.walk("VEVENT"))
    found = [reader.invitation(event) for event in events]
    changed: dict[str, list[_Line]] = {}
    for event in events:
        for line in event.lines("RECURRENCE-ID"):
            if "RANGE" in line.parameters:
                raise ParseError(line.value, "RECURRENCE-ID of one occurrence", "form")
            changed.setdefault(event.value("UID"), []).append(line)
    series = Counter(one.uid for one in found if isinstance(one.when, (Recurrence, AllDaySeries)))
    for uid in changed:
        if series[uid] > 1:
            raise ParseError(uid, "UID of one series, as its occurrences are changed", "ambiguous")
    return [reader.without(one, changed.get(one.uid, ())) for one in found]


def read_busy(
    content: bytes | str,
    *,
    window: Window,
    territory: str | None = None,
    floating: ZoneLike | None = None,
) -> tuple[Window, ...]:
    """Read when somebody is busy within a window: VFREEBUSY, and events that take up time.

    What an ``Attendee`` takes as ``busy``. All-day events count in the zone ``floating``, and
    not at all without one.

    Raises:
        MissingExtraError, TypeError, ParseError, UnknownZoneError: as by
            :func:`read_invitations`.
        TimeKindError: the window is naive.
    """
    start, end = require_window(window, "a window")
    found = list(_free_busy(_parsed(content)))
    counted = 0
    for one in read_invitations(content, territory=territory, floating=floating):
        if not one.busy:
            continue
        if isinstance(one.when, (Recurrence, AllDaySeries)):
            counted += min(RecurrenceRule.parse(one.when.rule).count or 0, MOST_TIMES)
            if counted > _MOST_COUNTED:
                expected = f"iCalendar file whose series count to {_MOST_COUNTED:,} at most"
                raise ParseError(one.when.rule, expected, "range")
        found += _spans(one.when, start, end, floating)
        if len(found) > MOST_TIMES:
            expected = f"iCalendar file of at most {MOST_TIMES:,} busy times"
            raise ParseError(f"{len(found):,}", expected, "range")
    return tuple(sorted((a, b) for a, b in found if a < end and b > start))


def _spans(when: _When, start: datetime, end: datetime, zone: ZoneLike | None) -> Iterator[Window]:
    if isinstance(when, Appointment):
        yield when.instant, when.end
    elif isinstance(when, Recurrence):
        early = start - min(when.first.duration, start - _FIRST)
        yield from ((one.instant, one.end) for one in when.between(early, end))
    elif zone is not None:
        key = get_zone(zone).key
        for one in _days(when, start.date(), end.date()):
            edges = (_midnight(day) for day in (one.start, one.end))
            # A day begins with the clock change, where clocks skip its midnight.
            first, last = (resolve_wall(day, key, "next_valid").instant for day in edges)
            if first is not None and last is not None:
                yield first, last


def _days(when: AllDay | AllDaySeries, start: date, end: date) -> list[AllDay]:
    """Return the whole days that may touch a window of days in UTC."""
    if isinstance(when, AllDay):
        return [when]
    early = when.first.end - when.first.start + 2 * _DAY
    since = start - min(early, start - date.min)
    return when.between(since, end + min(2 * _DAY, date.max - end))


def _free_busy(calendar: _Component) -> Iterator[Window]:
    for component in calendar.walk("VFREEBUSY"):
        for line in component.lines("FREEBUSY"):
            if line.parameters.get("FBTYPE", "BUSY").upper() == "FREE":
                continue
            for period in line.value.split(","):
                start, _, end = period.partition("/")
                first = _utc(start)
                last = _utc(end) if end[:1].isdigit() else _later(first, sum(_length(end), _NONE))
                if last < first:
                    raise ParseError(period, "busy time that ends after it starts", "range")
                yield first, last


def _utc(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise ParseError(text, "instant of iCalendar", "form") from None


def _length(text: str) -> tuple[timedelta, timedelta]:
    """Return the days, which are nominal, and the exact rest of a duration."""
    match = _DURATION.fullmatch(text)
    if match is None or not any(match.groups()[1:]):
        raise ParseError(text, "duration of RFC 5545", "form")
    weeks, days, hours, minutes, seconds = (int(group or 0) for group in match.groups()[1:])
    sign = -1 if match[1] == "-" else 1
    exact = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return sign * timedelta(weeks=weeks, days=days), sign * exact


class _Line(NamedTuple):
    """A property: its parameters and its value, as written."""

    parameters: Mapping[str, str]
    value: str


@final
class _Component:
    """A component with its properties as they are written.

    The library's own components would resolve times by the operating system's database, and
    warn, or lose the zone, where they cannot.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.properties: dict[str, list[_Line]] = {}
        self.parts: list[_Component] = []

    def walk(self, name: str) -> Iterator[_Component]:
        """Yield the components of a name, itself included."""
        if self.name == name:
            yield self
        for part in self.parts:
            yield from part.walk(name)

    def lines(self, name: str) -> list[_Line]:
        """Return the properties of a name."""
        return self.properties.get(name, [])

    def line(self, name: str) -> _Line | None:
        """Return the first property of a name."""
        return next(iter(self.lines(name)), None)

    def value(self, name: str) -> str:
        """Return the value of the first property of a name, unescaped; empty if there is none."""
        return line.value if (line := self.line(name)) else ""


def _parsed(content: bytes | str) -> _Component:
    try:
        from icalendar.parser import Contentlines
    except ImportError:
        raise MissingExtraError("icalendar", "reading and writing iCalendar") from None
    if not isinstance(content, (bytes, str)):
        raise TypeError(f"an iCalendar file is bytes or text, not {type(content).__name__}")
    if len(content) > _MOST_BYTES:
        expected = f"iCalendar file of at most {_MOST_BYTES:,} bytes"
        raise ParseError(f"{len(content):,} bytes", expected, "range")
    text = content if isinstance(content, str) else content.decode("utf-8", "replace")
    text = text.removeprefix("\ufeff")  # of Windows
    stack = [_Component("")]
    try:
        for line in Contentlines.from_ical(text):  # type: ignore[no-untyped-call]
            if line:
                _take(stack, *line.parts())
    except (ValueError, KeyError, IndexError) as error:
        raise _no_file(text, str(error)) from None
    if len(stack) > 1 or not any(stack[0].walk("VCALENDAR")):
        raise _no_file(text, "a VCALENDAR that begins and ends")
    return stack[0]


def _take(stack: list[_Component], name: str, parameters: Mapping[str, Any], value: str) -> None:
    """Add a line to the component that is open, or open or close one."""
    if name.upper() == "BEGIN":
        if len(stack) > _DEEPEST:
            raise ValueError("components within components")
        stack.append(_Component(value.upper()))
    elif name.upper() == "END":
        if stack[-1].name != value.upper():
            raise ValueError(f"END:{value} without its BEGIN")
        closed = stack.pop()
        stack[-1].parts.append(closed)
    else:
        plain = {key.upper(): str(item) for key, item in parameters.items()}
        stack[-1].properties.setdefault(name.upper(), []).append(_Line(plain, value))


def _no_file(text: str, reason: str) -> ParseError:
    return ParseError(text[:60], f"iCalendar file of RFC 5545: {reason}", "form")


@final
class _Reader:
    """Reads components with the zones of their file."""

    def __init__(
        self,
        timezones: Mapping[str, _Component],
        territory: str | None,
        floating: ZoneLike | None,
    ) -> None:
        self.timezones = timezones
        self.territory = territory
        self.floating = floating
        self.rules: dict[str, _ZoneRules] = {}
        self.expanded = 0

    def invitation(self, event: _Component) -> Invitation:
        uid, line = event.value("UID"), event.line("DTSTART")
        if line is None:
            raise ParseError(uid, "event of iCalendar with a DTSTART", "empty")
        start, zone = self.start(line)
        findings: tuple[Finding, ...] = ()
        when: _When
        if isinstance(start, datetime):
            first = Appointment(start, zone, self._duration(event, start, zone))
            when, findings = self._series(event, first), self._disagreement(line, first)
        else:
            when = self._day_series(event, AllDay(start, self._last_day(event, start)))
        cancelled = event.value("STATUS").upper() == "CANCELLED"
        return Invitation(
            uid,
            when,
            event.value("SUMMARY"),
            event.value("LOCATION"),
            event.value("DESCRIPTION"),
            busy=not cancelled and event.value("TRANSP").upper() != "TRANSPARENT",
            findings=findings,
        )

    def without(self, one: Invitation, changed: Iterable[_Line]) -> Invitation:
        """Return an event without the occurrences that events of their own replace."""
        if not changed:
            return one
        when: _When
        if isinstance(one.when, Recurrence):
            exclude = (*one.when.exclude, *self._times(changed, one.when.first.zone))
            when = replace(one.when, exclude=exclude)
        elif isinstance(one.when, AllDaySeries):
            when = replace(one.when, exclude=(*one.when.exclude, *_day_list(changed)))
        else:
            return one
        return replace(one, when=when)

    def start(self, line: _Line) -> tuple[datetime | date, str]:
        """Return the local time of a property and its zone; a day has none."""
        return self._read(line.value, line.parameters.get("TZID", ""))

    def _read(self, text: str, tzid: str) -> tuple[datetime | date, str]:
        try:
            if len(text) == 8:
                return datetime.strptime(text, "%Y%m%d").date(), ""  # noqa: DTZ007 - a day
            wall = datetime.strptime(text.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 - a local time
        except ValueError:
            raise ParseError(text, "time of iCalendar", "form") from None
        if text.endswith("Z"):
            return wall, "UTC"
        if tzid:
            return wall, self.zone(tzid)
        if self.floating is None:
            raise ParseError(
                text, "time with a TZID (or give the zone of floating ones)", "ambiguous"
            )
        return wall, get_zone(self.floating).key

    def zone(self, tzid: str) -> str:
        """Return the IANA zone that a TZID stands for."""
        names = [tzid]
        rules = self.timezones.get(tzid)
        if rules is not None and (location := rules.value("X-LIC-LOCATION")):
            names.insert(0, location)
        # Prefixes of other programs: /freeassociation.sourceforge.net/Europe/Berlin
        parts = [part for part in tzid.split("/") if part][-3:]
        names += ("/".join(parts[i:]) for i in range(len(parts) - 1))
        for name in names:
            with suppress(UnknownZoneError):
                return get_zone(name).key
        return zone_of_windows(tzid, territory=self.territory)

    def _duration(self, event: _Component, start: datetime, zone: str) -> timedelta:
        if (line := event.line("DTEND")) is not None:
            end, end_zone = self.start(line)
            if not isinstance(end, datetime):
                raise ParseError(str(end), "DTEND with a time, as DTSTART has one", "form")
            return _instant(end, end_zone) - _instant(start, zone)
        if not (text := event.value("DURATION")):
            return _NONE
        days, exact = _length(text)
        return _instant(_later(start, days), zone) - _instant(start, zone) + exact

    def _last_day(self, event: _Component, start: date) -> date:
        if (line := event.line("DTEND")) is not None:
            end, _ = self.start(line)
            if not isinstance(end, datetime) and end > start:
                return end
            raise ParseError(str(end), f"DTEND that is a day after {start}", "range")
        days = _length(text)[0] if (text := event.value("DURATION")) else timedelta(days=1)
        return _later(start, max(days, timedelta(days=1)))

    def _day_series(self, event: _Component, first: AllDay) -> AllDay | AllDaySeries:
        added = _day_list(event.lines("RDATE"))
        if (text := _rule_of(event, added)) is None:
            return first
        return AllDaySeries(text, first, tuple(_day_list(event.lines("EXDATE"))), tuple(added))

    def _series(self, event: _Component, first: Appointment) -> Appointment | Recurrence:
        added = self._times(event.lines("RDATE"), first.zone)
        if (text := _rule_of(event, added)) is None:
            return first
        excluded = self._times(event.lines("EXDATE"), first.zone)
        return Recurrence(text, first, excluded, added)  # type: ignore[arg-type]  # checked there

    def _times(self, lines: Iterable[_Line], home: str) -> list[datetime | date]:
        """Return times of one zone as they are, as clocks may skip them; others as instants."""
        found: list[datetime | date] = []
        for line in lines:
            for text in line.value.split(","):
                wall, zone = self._read(text, line.parameters.get("TZID", ""))
                abroad = isinstance(wall, datetime) and zone != home
                found.append(_instant(wall, zone) if abroad else wall)  # type: ignore[arg-type]
        return found

    def _disagreement(self, line: _Line, first: Appointment) -> tuple[Finding, ...]:
        """Return a finding if the file's own rules for a zone are not those of the database."""
        theirs = self._offset(line.parameters.get("TZID", ""), first.start)
        ours = first.start - first.instant.replace(tzinfo=None)
        if theirs is None or theirs == ours:
            return ()
        message = (
            f"{first.start} in {first.zone} is {first.instant.isoformat(' ')}, but"
            f" {(first.start - theirs).isoformat(' ')}+00:00 by the rules in the file"
        )
        return (Finding("time.vtimezone", "warning", message, value=str(first)),)

    def _offset(self, tzid: str, wall: datetime) -> timedelta | None:
        """Return the offset that the file's own rules for a zone have at a local time."""
        if tzid not in self.timezones:
            return None
        if tzid not in self.rules:
            self.rules[tzid] = _ZoneRules(self.timezones[tzid])
        rules = self.rules[tzid]
        if wall.year not in rules.years:
            self.expanded += len(rules.yearly)
            if self.expanded > _MOST_EXPANDED:
                expected = "iCalendar file of fewer years and rules of time zones"
                raise ParseError(tzid, expected, "range")
        return rules.offset(wall)


Onset = tuple[datetime, timedelta]
"""A local time before a change, and the offset from then on."""


@final
class _ZoneRules:
    """What a VTIMEZONE says: single onsets, and rules that are expanded year by year."""

    def __init__(self, component: _Component) -> None:
        single: list[Onset] = []
        self.yearly: list[tuple[datetime, timedelta, RecurrenceRule]] = []
        self.years: dict[int, list[Onset]] = {}
        for part in component.parts:
            match = _OFFSET.fullmatch(part.value("TZOFFSETTO"))
            if match is None:
                continue
            hours, minutes, seconds = (int(group or 0) for group in match.groups()[1:])
            offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
            offset = -offset if match[1] == "-" else offset
            start = _local(part.value("DTSTART"))
            added = (text for line in part.lines("RDATE") for text in line.value.split(","))
            single += ((at, offset) for at in (start, *map(_local, added)))
            rules = (RecurrenceRule.parse(line.value) for line in part.lines("RRULE"))
            self.yearly += ((start, offset, rule) for rule in rules)
        self.single = sorted(single)

    def offset(self, wall: datetime) -> timedelta | None:
        """Return the offset at a local time: that of the last onset before."""
        if wall.year not in self.years:
            self.years[wall.year] = sorted(self._of_year(wall.year))
        both = (self.single, self.years[wall.year])
        before = (onsets[: bisect_right(onsets, (wall, timedelta.max))][-1:] for onsets in both)
        last = max((onset for found in before for onset in found), default=None)
        return last[1] if last else None

    def _of_year(self, year: int) -> Iterator[Onset]:
        """Yield the onsets by rules in a year and those before that may still hold then."""
        end = datetime(year, 12, 31, 23, 59, 59)  # noqa: DTZ001 - a local time
        for start, offset, rule in self.yearly:
            latest = min(end, rule.latest())
            since = latest - min(_RECENT, latest - datetime.min)  # noqa: DTZ901 - a local time
            walls = takewhile(lambda wall: wall <= end, rule.walls(start, since, end))
            onsets = list(islice(walls, _MOST_ONSETS + 1))
            if len(onsets) > _MOST_ONSETS:
                expected = f"VTIMEZONE of at most {_MOST_ONSETS} onsets in three years"
                raise ParseError(rule.text, expected, "range")
            yield from ((wall, offset) for wall in onsets)


def _local(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - a local time
    except ValueError:
        raise ParseError(text, "local time of iCalendar", "form") from None


def _rule_of(event: _Component, added: Iterable[date]) -> str | None:
    """Return the rule of an event; that of the first alone if there are only dates added."""
    rules = event.lines("RRULE")
    if len(rules) > 1:
        raise ParseError(event.value("UID"), "event with one RRULE", "ambiguous")
    if rules:
        return rules[0].value
    return "FREQ=DAILY;COUNT=1" if added else None


def _day_list(lines: Iterable[_Line]) -> list[date]:
    """Return days, as some programs write a local time for a day."""
    texts = [text for line in lines for text in line.value.split(",")]
    try:
        return [datetime.strptime(text[:8], "%Y%m%d").date() for text in texts]  # noqa: DTZ007 - a day
    except ValueError:
        raise ParseError(",".join(texts), "list of days of iCalendar", "form") from None


def _later(start: _Moment, length: timedelta) -> _Moment:
    try:
        return start + length
    except OverflowError:
        expected = "time of the years 1 to 9999"
        raise ParseError(f"{start} and {length.days} days", expected, "range") from None


def _instant(wall: datetime, zone: str) -> datetime:
    found = resolve_wall(wall, zone)
    return found.later if found.kind == "gap" else found.earlier


def write_invitations(
    invitations: Iterable[Invitation], *, stamp: datetime, flavour: Flavour = "rfc"
) -> bytes:
    """Write events as an iCalendar file, with the rules of their zones.

    An appointment whose policy is not ``compatible`` starts at a time that every program reads
    as its instant. In a series that cannot be; what clocks skip or repeat is ``compatible`` to
    others.

    Args:
        invitations: the events.
        stamp: when they are written, for DTSTAMP.
        flavour: ``outlook`` names zones as Windows does where it has a name for them; the IANA
            name is in X-LIC-LOCATION always.

    Raises:
        MissingExtraError: the package ``icalendar`` is not installed.
        TimeKindError: ``stamp`` is naive.
        ValueError: there is no such flavour.
    """
    if flavour not in ("rfc", "outlook"):
        raise ValueError(f"{flavour!r} is no flavour: rfc or outlook")
    stamp = require_instant(stamp, "a stamp")
    invitations = list(invitations)
    calendar = _empty()
    names: dict[str, str] = {}
    for zone, (first, last) in _needed(invitations).items():
        tzid = _tzid(zone, flavour)
        names[zone] = zone if tzid in names.values() else tzid  # two zones, one name of Windows
        text = vtimezone(zone, first=first, last=last, tzid=names[zone])
        calendar.add_component(type(calendar).from_ical(text))
    for one in invitations:
        calendar.add_component(_event(one, stamp, names))
    content: bytes = calendar.to_ical()
    return content


def write_busy(busy: Iterable[Window], *, window: Window, stamp: datetime, uid: str) -> bytes:
    """Write when somebody is busy as a VFREEBUSY in UTC.

    Raises:
        MissingExtraError: the package ``icalendar`` is not installed.
        TypeError, TimeKindError: an instant is none, or is naive.
        ParseError: a pair ends before it starts.
    """
    calendar = _empty()
    from icalendar import FreeBusy, vPeriod

    component = FreeBusy()
    component.add("uid", uid)
    component.add("dtstamp", require_instant(stamp, "a stamp"))
    for name, edge in zip(("dtstart", "dtend"), require_window(window, "a window"), strict=True):
        component.add(name, edge)
    for pair in busy:
        component.add("freebusy", vPeriod(require_window(pair, "a busy time")))
    calendar.add_component(component)
    content: bytes = calendar.to_ical()
    return content


def _empty() -> Any:
    try:
        from icalendar import Calendar
    except ImportError:
        raise MissingExtraError("icalendar", "reading and writing iCalendar") from None
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _PRODUCT)
    return calendar


def _tzid(zone: str, flavour: Flavour) -> str:
    if flavour == "outlook":
        with suppress(UnknownZoneError):
            return windows_zone(zone).name
    return zone


def _needed(invitations: Iterable[Invitation]) -> dict[str, tuple[int, int | None]]:
    """Return the zones in use with their first and last year; None: without an end."""
    found: dict[str, tuple[int, int | None]] = {}
    for one in invitations:
        when = one.when
        if isinstance(when, (AllDay, AllDaySeries)):
            continue
        first = when.first if isinstance(when, Recurrence) else _readable(when)
        if first.zone in ("UTC", "Etc/UTC"):
            continue
        year, last = first.start.year, min(first.end.year + 1, _LAST_YEAR)
        endless = isinstance(when, Recurrence)
        known = found.get(first.zone, (year, last))
        until = None if endless or known[1] is None else max(last, known[1])
        found[first.zone] = min(year, known[0]), until
    return found


def _event(one: Invitation, stamp: datetime, names: Mapping[str, str]) -> Any:
    from icalendar import Event
    from icalendar.prop import vRecur

    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", stamp)
    for name in ("summary", "location", "description"):
        if text := getattr(one, name):
            event.add(name, text)
    if not one.busy:
        event.add("transp", "TRANSPARENT")
    when = one.when
    if isinstance(when, (AllDay, AllDaySeries)):
        days = when if isinstance(when, AllDay) else when.first
        event.add("dtstart", days.start)
        event.add("dtend", days.end)
        zone = ""
    else:
        first = when.first if isinstance(when, Recurrence) else _readable(when)
        _add_time(event, "dtstart", first.start, first.zone, names)
        event.add("duration", _exact(first.duration))
        zone = first.zone
    if isinstance(when, (Recurrence, AllDaySeries)):
        text = _rule_text(when) if isinstance(when, Recurrence) else _day_rule_text(when)
        event.add("rrule", vRecur.from_ical(text))
        for name, times in (("exdate", when.exclude), ("rdate", when.include)):
            for time in times:
                _add_time(event, name, time, zone, names)
    return event


def _readable(when: Appointment) -> Appointment:
    """Return an appointment as others will read it, who know no policy but that of the RFC."""
    instant = replace(when).instant if when.policy in ("earlier", "later", "next_valid") else None
    if instant is None or instant == _instant(when.start, when.zone):
        return when
    shown = in_zone(instant, when.zone)
    if not shown.fold:
        return Appointment(shown.replace(tzinfo=None), when.zone, when.duration)
    # The second of two times of one name has a name of its own in UTC only.
    return Appointment(instant.replace(tzinfo=None), "UTC", when.duration)


def _add_time(
    event: Any, name: str, time: datetime | date, zone: str, names: Mapping[str, str]
) -> None:
    """Add a local time with the TZID, as text: no clock of another database gets hold of it."""
    from icalendar import vDate, vDatetime

    if not isinstance(time, datetime):
        event.add(name, vDate(time), parameters={"VALUE": "DATE"})
        return
    value = vDatetime(time if zone in names else time.replace(tzinfo=UTC))
    if zone in names:
        value.params["TZID"] = names[zone]
    event.add(name, value, encode=0)


def _exact(duration: timedelta) -> Any:
    from icalendar import vText

    seconds = int(duration.total_seconds())
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    parts = ((hours, "H"), (minutes, "M"), (seconds, "S"))
    text = "".join(f"{number}{unit}" for number, unit in parts if number)
    return vText(f"PT{text or '0S'}")


def _rule_text(series: Recurrence) -> str:
    """Return the rule with UNTIL as an instant, as RFC 5545 wants it beside a TZID."""
    until = RecurrenceRule.parse(series.rule).until
    if until is None or (isinstance(until, datetime) and until.tzinfo):
        return series.rule
    if not isinstance(until, datetime):
        until = datetime.combine(until, datetime.max.time()).replace(microsecond=0)
    instant = _instant(until, series.first.zone)
    parts = (part for part in series.rule.split(";") if not part.startswith("UNTIL="))
    return ";".join((*parts, f"UNTIL={instant:%Y%m%dT%H%M%SZ}"))


def _day_rule_text(series: AllDaySeries) -> str:
    """Return the rule with UNTIL as a day, as RFC 5545 wants it beside days."""
    until = RecurrenceRule.parse(series.rule).until
    if not isinstance(until, datetime):
        return series.rule
    parts = (part for part in series.rule.split(";") if not part.startswith("UNTIL="))
    return ";".join((*parts, f"UNTIL={until:%Y%m%d}"))


def vtimezone(zone: ZoneLike, *, first: int, last: int | None = None, tzid: str = "") -> str:
    """Return the VTIMEZONE of a zone, right for the years given.

    A zone that keeps to one rule from the first year on has that rule, in the form of 1970 that
    all programs read; one that never changes has one offset; others have a list of their changes,
    for ten years if no last one is given.

    Args:
        zone: the zone.
        first: the first year.
        last: the last year; None: there is none.
        tzid: what it is called; by default by its IANA name.

    Raises:
        TypeError, UnknownZoneError: it is no zone.
        ParseError: the years are not in order, or not of 1 to 9999.

    >>> print(vtimezone("Asia/Tokyo", first=2026))
    BEGIN:VTIMEZONE
    TZID:Asia/Tokyo
    X-LIC-LOCATION:Asia/Tokyo
    BEGIN:STANDARD
    DTSTART:19700101T000000
    TZOFFSETFROM:+0900
    TZOFFSETTO:+0900
    TZNAME:JST
    END:STANDARD
    END:VTIMEZONE
    """
    name = get_zone(zone).key
    until = min(first + _AHEAD, _LAST_YEAR) if last is None else last
    if not 1 <= first <= until <= _LAST_YEAR:
        raise ParseError(f"{first} to {until}", f"years of 1 to {_LAST_YEAR} in order", "range")
    # A change may lie a day before or after its year.
    first, until = (min(max(year, 2), _LAST_YEAR - 1) for year in (first, until))
    table, rule = zone_table(name, until + 1), zone_rule(name)
    begin, end = ((date(year, 1, 1) - _EPOCH.date()).days * DAY for year in (first, until + 1))
    actual = [
        (at, old, new)
        for at, old, new in zip(table.changes, table.offsets, table.offsets[1:], strict=False)
        if begin <= at < end
    ]
    expected = [change for year in range(first, until + 1) for change in rule.changes(year)]
    parts = None
    if actual and [(at, new) for at, _, new in actual] == expected:
        parts = _by_rule(rule.standard, rule.summer, rule.names, rule.start, rule.end)
    if parts is None:
        base = table.offset_at(begin)
        parts = [_part(base, base, _abbreviation(name, begin), _EPOCH)]
        for at, old, new in actual:
            onset = _EPOCH + timedelta(seconds=at + old)
            parts.append(_part(old, new, _abbreviation(name, at), onset))
    head = ("BEGIN:VTIMEZONE", f"TZID:{tzid or name}", f"X-LIC-LOCATION:{name}")
    return "\n".join((*head, *parts, "END:VTIMEZONE"))


def _by_rule(
    standard: int,
    summer: int,
    names: tuple[str, str],
    start: DayRule | None,
    end: DayRule | None,
) -> list[str] | None:
    """Return both parts of a zone with summer time: None if a day has no RRULE."""
    if start is None or end is None:
        return None
    to_summer, to_standard = _yearly(start), _yearly(end)
    if to_summer is None or to_standard is None:
        return None
    onsets = [_EPOCH + timedelta(seconds=day.wall(1970)) for day in (start, end)]
    return [
        _part(standard, summer, names[1], onsets[0], to_summer),
        _part(summer, standard, names[0], onsets[1], to_standard),
    ]


def _yearly(day: DayRule) -> str | None:
    """Return the RRULE of a day of every year; times beyond a day move it to a neighbour."""
    if not day.month:
        return None
    shift = day.time // DAY
    weekday = _WEEKDAYS[(day.weekday + shift) % 7]
    head = f"FREQ=YEARLY;BYMONTH={day.month};"
    if not shift:
        return f"{head}BYDAY={-1 if day.week == 5 else day.week}{weekday}"
    length = (date(2001, day.month % 12 + 1, 1) - timedelta(days=1)).day
    first = length - 6 if day.week == 5 else 7 * day.week - 6
    days = range(first + shift, first + shift + 7)
    if days[0] < 1 or days[-1] > length or day.month == 2:
        return None
    return f"{head}BYDAY={weekday};BYMONTHDAY={','.join(map(str, days))}"


def _part(old: int, new: int, name: str, onset: datetime, rule: str = "") -> str:
    kind = "DAYLIGHT" if new > old else "STANDARD"
    lines = (
        f"BEGIN:{kind}",
        f"DTSTART:{onset:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_shown(old)}",
        f"TZOFFSETTO:{_shown(new)}",
        f"TZNAME:{name}",
        *((f"RRULE:{rule}",) if rule else ()),
        f"END:{kind}",
    )
    return "\n".join(lines)


def _shown(offset: int) -> str:
    hours, rest = divmod(abs(offset), 3600)
    seconds = f"{rest % 60:02}" if rest % 60 else ""
    return f"{'-' if offset < 0 else '+'}{hours:02}{rest // 60:02}{seconds}"


def _abbreviation(zone: str, instant: int) -> str:
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=instant)
    return at.astimezone(get_zone(zone)).tzname() or zone
