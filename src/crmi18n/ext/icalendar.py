"""Invitations and free/busy times as iCalendar, through the library ``icalendar``.

Zones are ours in both directions: a TZID is resolved to the IANA database or refused, never
dropped, and VTIMEZONEs are written by :func:`vtimezone`, with onsets in the local time that rules
before the change (RFC 5545, 3.6.5).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
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
from crmi18n.time.instant import require_instant
from crmi18n.time.rule import MOST_TIMES, RecurrenceRule
from crmi18n.time.transitions import DAY, DayRule, zone_rule, zone_table
from crmi18n.time.zone import ZoneLike

__all__ = [
    "AllDay",
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
_AHEAD: Final = 10
"""Years of a VTIMEZONE without a rule, for a series without an end."""

_DEEPEST: Final = 8
_MOST_ONSETS: Final = 100
"""Onsets that a part of a VTIMEZONE has in the years before a time."""

_RECENT: Final = timedelta(days=800)
_NONE: Final = timedelta(0)
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
    """Days without a time, in whatever zone one is; the last one is not included."""

    start: date
    end: date


@final
@dataclass(frozen=True, slots=True)
class Invitation:
    """An event of a calendar.

    Attributes:
        uid: its identifier in the world.
        when: once, in a series, or on whole days.
        summary, location, description: its texts.
        busy: whether it takes up time: it is neither transparent nor cancelled.
        findings: what to look at: ``time.vtimezone`` (warning): the sender's rules show another
            offset at the start than ours.
    """

    uid: str
    when: Appointment | Recurrence | AllDay
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
    series = Counter(one.uid for one in found if isinstance(one.when, Recurrence))
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
    start, end = (require_instant(edge, "a window") for edge in window)
    found = list(_free_busy(_parsed(content)))
    for one in read_invitations(content, territory=territory, floating=floating):
        if one.busy:
            found += _spans(one.when, start, end, floating)
        if len(found) > MOST_TIMES:
            expected = f"iCalendar file of at most {MOST_TIMES:,} busy times"
            raise ParseError(f"{len(found):,}", expected, "range")
    return tuple(sorted((a, b) for a, b in found if a < end and b > start))


def _spans(
    when: Appointment | Recurrence | AllDay, start: datetime, end: datetime, zone: ZoneLike | None
) -> Iterator[Window]:
    if isinstance(when, Appointment):
        yield when.instant, when.end
    elif isinstance(when, Recurrence):
        early = start - min(when.first.duration, start - _FIRST)
        yield from ((one.instant, one.end) for one in when.between(early, end))
    elif zone is not None:
        key = get_zone(zone).key
        days = (datetime.combine(day, datetime.min.time()) for day in (when.start, when.end))
        first, last = (resolve_wall(day, key, "earlier").earlier for day in days)
        yield first, last


def _free_busy(calendar: _Component) -> Iterator[Window]:
    for component in calendar.walk("VFREEBUSY"):
        for line in component.lines("FREEBUSY"):
            if line.parameters.get("FBTYPE", "BUSY").upper() == "FREE":
                continue
            for period in line.value.split(","):
                start, _, end = period.partition("/")
                first = _utc(start)
                yield (
                    first,
                    _utc(end) if end[:1].isdigit() else _later(first, sum(_length(end), _NONE)),
                )


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

    def invitation(self, event: _Component) -> Invitation:
        uid, line = event.value("UID"), event.line("DTSTART")
        if line is None:
            raise ParseError(uid, "event of iCalendar with a DTSTART", "empty")
        start, zone = self.start(line)
        findings: tuple[Finding, ...] = ()
        when: Appointment | Recurrence | AllDay
        if isinstance(start, datetime):
            first = Appointment(start, zone, self._duration(event, start, zone))
            when, findings = self._series(event, first), self._disagreement(line, first)
        else:
            when = AllDay(start, self._last_day(event, start))
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
        if not isinstance(one.when, Recurrence) or not changed:
            return one
        exclude = (*one.when.exclude, *self._times(changed, one.when.first.zone))
        return replace(one, when=replace(one.when, exclude=exclude))

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

    def _series(self, event: _Component, first: Appointment) -> Appointment | Recurrence:
        rules, added = event.lines("RRULE"), self._times(event.lines("RDATE"), first.zone)
        if not rules and not added:
            return first
        if len(rules) > 1:
            raise ParseError(event.value("UID"), "event with one RRULE", "ambiguous")
        text = rules[0].value if rules else "FREQ=DAILY;COUNT=1"
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
        rules = self.timezones.get(line.parameters.get("TZID", ""))
        theirs = None if rules is None else self._offset(rules, first.start)
        ours = first.start - first.instant.replace(tzinfo=None)
        if theirs is None or theirs == ours:
            return ()
        message = (
            f"{first.start} in {first.zone} is {first.instant.isoformat(' ')}, but"
            f" {(first.start - theirs).isoformat(' ')}+00:00 by the rules in the file"
        )
        return (Finding("time.vtimezone", "warning", message, value=str(first)),)

    def _offset(self, rules: _Component, wall: datetime) -> timedelta | None:
        """Return the offset that a VTIMEZONE has at a wall time: that of the last onset before."""
        last: tuple[datetime, timedelta] | None = None
        for part in rules.parts:
            match = _OFFSET.fullmatch(part.value("TZOFFSETTO"))
            start, _ = self._read(part.value("DTSTART"), "Etc/UTC")
            if match is None or not isinstance(start, datetime) or start > wall:
                continue
            onsets = [start]
            for line in part.lines("RRULE"):
                rule = RecurrenceRule.parse(line.value)
                walls = rule.walls(start, wall - min(wall - start, _RECENT), wall)
                onsets += islice((at for at in walls if at <= wall), _MOST_ONSETS + 1)
                if len(onsets) > _MOST_ONSETS:
                    expected = f"VTIMEZONE of at most {_MOST_ONSETS} onsets in two years"
                    raise ParseError(line.value, expected, "range")
            if last is None or max(onsets) > last[0]:
                hours, minutes, seconds = (int(group or 0) for group in match.groups()[1:])
                offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
                last = max(onsets), -offset if match[1] == "-" else offset
        return last[1] if last else None


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
    """
    calendar = _empty()
    from icalendar import FreeBusy, vPeriod

    component = FreeBusy()
    component.add("uid", uid)
    component.add("dtstamp", require_instant(stamp, "a stamp"))
    for name, edge in zip(("dtstart", "dtend"), window, strict=True):
        component.add(name, require_instant(edge, "a window"))
    for start, end in busy:
        pair = require_instant(start, "a busy time"), require_instant(end, "a busy time")
        component.add("freebusy", vPeriod(pair))
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
        if isinstance(when, AllDay):
            continue
        first = when.first if isinstance(when, Recurrence) else when
        if first.zone in ("UTC", "Etc/UTC"):
            continue
        year, last = first.start.year, first.end.year + 1
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
    if isinstance(when, AllDay):
        event.add("dtstart", when.start)
        event.add("dtend", when.end)
        return event
    first = when.first if isinstance(when, Recurrence) else when
    _add_time(event, "dtstart", first.start, first.zone, names)
    event.add("duration", _exact(first.duration))
    if isinstance(when, Recurrence):
        event.add("rrule", vRecur.from_ical(_rule_text(when)))
        for name, times in (("exdate", when.exclude), ("rdate", when.include)):
            for time in times:
                _add_time(event, name, time, first.zone, names)
    return event


def _add_time(
    event: Any, name: str, time: datetime | date, zone: str, names: Mapping[str, str]
) -> None:
    """Add a local time with the TZID, as text: no clock of another database gets hold of it."""
    from icalendar import vDate, vDatetime

    if not isinstance(time, datetime):
        event.add(name, vDate(time))
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
    until = first + _AHEAD if last is None else last
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
