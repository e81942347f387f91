"""Meetings that people of several zones can attend, by their calendars and busy times.

Each attendee is one integer with a bit for every cell of a grid, so that a search over months is
a handful of operations on integers. A cell is free if all of it is; the cell is the largest
length that divides the meeting's duration and the step of its starts, so that nothing is lost.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from functools import reduce
from itertools import accumulate, pairwise
from operator import and_
from typing import Any, Final, final, overload

from crmi18n.errors import ParseError
from crmi18n.time.calendar import OpenHours
from crmi18n.time.instant import require_window
from crmi18n.time.line import MICROSECOND, micros, moment
from crmi18n.time.model import Appointment
from crmi18n.time.transitions import DAY, ZoneTable, zone_table
from crmi18n.time.zone import get_zone

__all__ = [
    "Attendee",
    "Conflict",
    "Cover",
    "Share",
    "Shift",
    "Slot",
    "Slots",
    "find_cover",
    "find_slots",
]

Window = tuple[datetime, datetime]

_MOST_CELLS: Final = 2_000_000
_QUARTER: Final = timedelta(minutes=15)
_SECOND: Final = 10**6
_FORGET: Final = Fraction(1, 2)
"""What is left of a past burden after each further meeting."""

_POINTS: Final = ((6, 30), (7, 10), (8, 3), (9, 1), (17, 0), (19, 1), (21, 3), (23, 10), (24, 30))
"""Until which hour of the local day how many points an hour of a meeting costs."""

_OUTSIDE: Final = 1
"""The least that an hour outside one's working hours costs."""

_DAY_OFF: Final = 10
"""The least that an hour costs on a day without any."""


def _minutes(least: int) -> list[int]:
    """Return the points, times 60, of the first n minutes of two days."""
    hours = [next(points for until, points in _POINTS if hour < until) for hour in range(24)]
    costs = [max(least, points) for points in hours for _ in range(60)]
    return [0, *accumulate(costs * 2)]


_COSTS: Final = {least: _minutes(least) for least in (0, _OUTSIDE, _DAY_OFF)}


@final
@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who should attend.

    Args:
        name: who it is.
        calendar: when they work.
        busy: what they are busy with: pairs of instants, or appointments.
        required: whether there is no meeting without them, however many others can come.
        zone: the zone of the clocks they live by; by default the calendar's.

    Raises:
        TypeError: an argument has a wrong type.
        TimeKindError: a busy time is naive.
        ParseError: a busy time ends before it starts.
        UnknownZoneError: there is no such zone.
        WorkingTimeError: the calendar combines several zones, and no zone is given.

    >>> from crmi18n.time.calendar import WorkingCalendar
    >>> Attendee("Ada", WorkingCalendar("Europe/Berlin", {"mon": ["09:00-17:00"]})).zone
    'Europe/Berlin'
    """

    name: str
    calendar: OpenHours
    busy: Iterable[Window | Appointment] = ()
    required: bool = False
    zone: str = ""
    _spans: tuple[tuple[int, int], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not isinstance(self.calendar, OpenHours):
            raise TypeError(f"a calendar is expected, not {type(self.calendar).__name__}")
        busy = tuple(
            (item.instant, item.end)
            if isinstance(item, Appointment)
            else require_window(item, "a busy time")
            for item in self.busy
        )
        object.__setattr__(self, "busy", busy)
        object.__setattr__(self, "zone", get_zone(self.zone or self.calendar.zone).key)
        spans = sorted((micros(start), micros(end)) for start, end in busy if start < end)
        object.__setattr__(self, "_spans", tuple(spans))


@final
@dataclass(frozen=True, slots=True)
class Share:
    """What a meeting is for one attendee.

    Attributes:
        name: who.
        start: when it starts by their clocks.
        points: its burden: an hour from 9 to 17 costs 0, from 8 and to 19 it is 1, from 7 and to
            21 it is 3, from 6 and to 23 it is 10, at night 30; outside their working hours at
            least 1, on a day off at least 10.
    """

    name: str
    start: datetime
    points: Fraction


@final
@dataclass(frozen=True, slots=True)
class Slot:
    """A time at which a meeting can be.

    Attributes:
        start, end: in UTC.
        shares: what it is for each who attends.
        missing: who cannot.
    """

    start: datetime
    end: datetime
    shares: tuple[Share, ...]
    missing: tuple[str, ...] = ()

    @property
    def worst(self) -> Share:
        """Who bears most."""
        return max(self.shares, key=lambda share: share.points)

    def explain(self) -> list[str]:
        """Return a sentence for each attendee, in English."""
        length = self.end - self.start
        lines = [
            f"{share.name}: {share.start:%a %H:%M} to {share.start + length:%H:%M},"
            f" {_shown(share.points)}"
            for share in self.shares
        ]
        return lines + [f"{name}: cannot attend" for name in self.missing]

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "shares": [
                {"name": one.name, "start": one.start.isoformat(), "points": str(one.points)}
                for one in self.shares
            ],
            "missing": list(self.missing),
        }


def _shown(points: Fraction) -> str:
    return f"{float(points):g} point{'' if points == 1 else 's'}"


@final
@dataclass(frozen=True, slots=True)
class Conflict:
    """A smallest group that would have to stay away, and when the others could meet.

    Attributes:
        missing: the group; the others can meet without them, but not without fewer of them.
        slots: when.
    """

    missing: tuple[str, ...]
    slots: Slots


@final
class Slots(Sequence[Slot]):
    """The times found, in order; :meth:`best` ranks them.

    If there are none, :meth:`conflicts` says who stands in the way, and :meth:`least_bad` which
    times cost least if people meet outside their working hours.
    """

    __slots__ = ("_bits", "_grid", "_offsets")

    def __init__(self, grid: _Grid, bits: int) -> None:
        self._grid = grid
        self._bits = bits
        self._offsets: list[int] | None = None

    def __len__(self) -> int:
        return self._bits.bit_count()

    def __bool__(self) -> bool:
        return bool(self._bits)

    def __iter__(self) -> Iterator[Slot]:
        return map(self._grid.slot, self._cells())

    @overload
    def __getitem__(self, index: int) -> Slot: ...

    @overload
    def __getitem__(self, index: slice) -> list[Slot]: ...

    def __getitem__(self, index: int | slice) -> Slot | list[Slot]:
        cells = self._cells()[index]
        return self._grid.slot(cells) if isinstance(cells, int) else [*map(self._grid.slot, cells)]

    @property
    def starts(self) -> list[datetime]:
        """When they start, in UTC."""
        grid = self._grid
        return [moment(grid.origin + cell * grid.cell) for cell in self._cells()]

    def best(self, most: int = 5) -> list[Slot]:
        """Return the fairest ones, the best first.

        One is better than another if fewer are missing; then if the attendee for whom it is
        worst, with what is left of their past burdens, bears less; then if all together do; then
        if it is earlier.
        """
        return sorted(self, key=self._grid.rank)[:most]

    def conflicts(self) -> list[Conflict]:
        """Return the smallest groups without whom the others could meet, smaller ones first."""
        grid = self._grid
        groups = {0: grid.allowed}
        for i, fits in enumerate(grid.fits):
            split: dict[int, int] = {}
            for missing, cells in groups.items():
                if can := cells & fits:
                    split[missing] = can
                if cannot := cells & ~fits:
                    split[missing | 1 << i] = cannot
            groups = split
        smallest: list[int] = []
        for missing in sorted(groups, key=lambda group: (group.bit_count(), group)):
            if not any(missing & group == group for group in smallest):
                smallest.append(missing)
        names = [attendee.name for attendee in grid.attendees]
        return [
            Conflict(
                tuple(name for i, name in enumerate(names) if missing >> i & 1),
                Slots(grid, groups[missing]),
            )
            for missing in smallest
            if 0 < missing < (1 << len(names)) - 1
        ]

    def least_bad(self, most: int = 3) -> list[Slot]:
        """Return the times that cost least where nobody is busy, at whatever hour."""
        grid = self._grid
        cells = reduce(and_, (_runs(mask, grid.length) for mask in grid.idle()), grid.allowed)
        everybody = (grid.slot(cell, all_attend=True) for cell in _bits(cells))
        return sorted(everybody, key=grid.rank)[:most]

    def _cells(self) -> list[int]:
        if self._offsets is None:
            self._offsets = _bits(self._bits)
        return self._offsets


def find_slots(
    attendees: Iterable[Attendee],
    duration: timedelta,
    *,
    window: Window,
    step: timedelta = _QUARTER,
    at_least: int | None = None,
    past: Iterable[Appointment] = (),
) -> Slots:
    """Return when people can meet.

    Args:
        attendees: who should; meetings start on the step's grid by the clocks of the first.
        duration: how long, in elapsed time.
        window: from when to when, as instants.
        step: how far apart starts are; they are multiples of it after midnight.
        at_least: how many have to be able; by default all.
        past: earlier meetings of the same people, whose burdens count when slots are ranked;
            each further one halves what is left of the ones before.

    Raises:
        TypeError: an argument has a wrong type.
        TimeKindError: the window is naive.
        ParseError: there are no attendees, or two of one name; the duration or the step is not
            positive, the window ends before it starts, the grid has over two million cells, or
            ``at_least`` is no number of attendees.
        WorkingTimeError: the window is outside the years that have calendars.

    >>> from crmi18n.time.calendar import WorkingCalendar
    >>> week = {day: ["09:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
    >>> team = [
    ...     Attendee(zone, WorkingCalendar(zone, week))
    ...     for zone in ("Europe/Berlin", "America/New_York")
    ... ]
    >>> window = (
    ...     datetime.fromisoformat("2026-10-20T00:00:00+02:00"),
    ...     datetime.fromisoformat("2026-10-21T00:00:00+02:00"),
    ... )
    >>> [str(slot.start) for slot in find_slots(team, timedelta(hours=2), window=window)]
    ['2026-10-20 13:00:00+00:00']
    """
    team = Team(attendees, window)
    return team.find(duration, step=step, at_least=at_least, past=past)


@final
class Team:
    """Attendees prepared for many searches in one window.

    Raises:
        TypeError, TimeKindError, ParseError: as by :func:`find_slots`.
    """

    __slots__ = ("_masks", "attendees", "end", "start", "tables")

    def __init__(self, attendees: Iterable[Attendee], window: Window) -> None:
        self.attendees = tuple(attendees)
        for attendee in self.attendees:
            if not isinstance(attendee, Attendee):
                raise TypeError(f"an attendee is expected, not {type(attendee).__name__}")
        names = [attendee.name for attendee in self.attendees]
        if not names or len(set(names)) < len(names):
            raise ParseError(
                ", ".join(names), "list of attendees with names of their own", "range"
            )
        start, end = require_window(window, "a window")
        self.start, self.end = micros(start), micros(end)
        self.tables = [zone_table(one.zone, end.year + 1) for one in self.attendees]
        self._masks: dict[tuple[int, int, int], list[tuple[int, int]]] = {}

    def find(
        self,
        duration: timedelta,
        *,
        step: timedelta = _QUARTER,
        at_least: int | None = None,
        past: Iterable[Appointment] = (),
    ) -> Slots:
        """Return when they can meet; see :func:`find_slots`."""
        count = len(self.attendees)
        if at_least is not None and not 1 <= at_least <= count:
            raise ParseError(str(at_least), f"number of attendees from 1 to {count}", "range")
        grid = _Grid(self, _positive(duration, "duration"), _positive(step, "step"), past)
        if at_least is None or at_least == count:
            return Slots(grid, reduce(and_, grid.fits, grid.allowed))
        required = (
            fits for one, fits in zip(self.attendees, grid.fits, strict=True) if one.required
        )
        return Slots(grid, reduce(and_, required, grid.allowed & _at_least(grid.fits, at_least)))

    def masks(self, origin: int, cell: int, cells: int) -> list[tuple[int, int]]:
        """Return of each attendee the cells of working time, and those that are busy."""
        key = (origin, cell, cells)
        if key not in self._masks:
            end = origin + cell * cells
            self._masks[key] = [
                (
                    _inside(one.calendar.line(origin, end).spans(origin, end), origin, cell),
                    _touched(one._spans, origin, cell, cells),  # noqa: SLF001 - its own module
                )
                for one in self.attendees
            ]
        return self._masks[key]


def _positive(duration: timedelta, what: str) -> int:
    if not isinstance(duration, timedelta):
        raise TypeError(f"a {what} is a timedelta, not {type(duration).__name__}")
    if duration <= timedelta(0):
        raise ParseError(str(duration), f"{what} that is positive", "range")
    return duration // MICROSECOND


@final
class _Grid:
    """The cells of a window: of each attendee those where the meeting can start."""

    __slots__ = (
        "_debts",
        "_past",
        "allowed",
        "attendees",
        "cell",
        "fits",
        "length",
        "origin",
        "team",
    )

    def __init__(self, team: Team, duration: int, step: int, past: Iterable[Appointment]) -> None:
        self.team, self.attendees = team, team.attendees
        pieces = _pieces(team.tables[0], team.start, team.end)
        offsets = (offset * _SECOND for _, _, offset in pieces)
        self.cell = math.gcd(step, duration, *offsets)
        self.length = duration // self.cell
        self.origin = team.start // self.cell * self.cell
        cells = (team.end - self.origin) // self.cell
        if cells > _MOST_CELLS:
            length = timedelta(microseconds=self.cell)
            expected = f"window of at most {_MOST_CELLS:,} cells of {length}"
            raise ParseError(f"{cells:,}", expected, "range")
        self.allowed = 0
        for start, end, offset in pieces:
            self.allowed |= self._starts(start, end, offset * _SECOND, step)
        self.allowed &= (1 << max(0, cells - self.length + 1)) - 1
        masks = team.masks(self.origin, self.cell, max(cells, 0))
        self.fits = [_runs(works & ~busy, self.length) for works, busy in masks]
        self._past = tuple(past)
        for meeting in self._past:
            if not isinstance(meeting, Appointment):
                raise TypeError(f"a past meeting is an Appointment, not {type(meeting).__name__}")
        self._debts: Mapping[str, Fraction] | None = None

    def idle(self) -> list[int]:
        """Return of each attendee the cells that are not busy."""
        cells = (self.team.end - self.origin) // self.cell
        full = (1 << cells) - 1
        return [full & ~busy for _, busy in self.team.masks(self.origin, self.cell, cells)]

    def _starts(self, start: int, end: int, offset: int, step: int) -> int:
        """Return the cells of a piece of constant offset at which clocks show the step's grid."""
        first = -(-(start + offset) // step) * step - offset
        if first >= end:
            return 0
        every, count = step // self.cell, -(-(end - first) // step)
        return ((1 << every * count) - 1) // ((1 << every) - 1) << (
            first - self.origin
        ) // self.cell

    def slot(self, cell: int, *, all_attend: bool = False) -> Slot:
        start = self.origin + cell * self.cell
        end = start + self.length * self.cell
        attending = [i for i, fits in enumerate(self.fits) if all_attend or fits >> cell & 1]
        shares = tuple(
            self._share(self.attendees[i], self.team.tables[i], start, end) for i in attending
        )
        missing = tuple(
            one.name for i, one in enumerate(self.attendees) if i not in set(attending)
        )
        return Slot(moment(start), moment(end), shares, missing)

    def _share(self, one: Attendee, table: ZoneTable, start: int, end: int) -> Share:
        points = _points(one.calendar, table, start, end)
        return Share(one.name, moment(start).astimezone(get_zone(one.zone)), points)

    def rank(self, slot: Slot) -> tuple[int, Fraction, Fraction, datetime]:
        debts = self._debt()
        worst = max(share.points + debts[share.name] for share in slot.shares)
        total = sum((share.points for share in slot.shares), Fraction(0))
        return len(slot.missing), worst, total, slot.start

    def _debt(self) -> Mapping[str, Fraction]:
        """Return what is left of each attendee's burdens of the past."""
        if self._debts is None:
            debts = dict.fromkeys((one.name for one in self.attendees), Fraction(0))
            for meeting in sorted(self._past, key=lambda meeting: meeting.instant):
                start, end = micros(meeting.instant), micros(meeting.end)
                for one in self.attendees:
                    table = zone_table(one.zone, meeting.end.year + 1)
                    points = _points(one.calendar, table, start, end)
                    debts[one.name] = debts[one.name] * _FORGET + points
            self._debts = debts
        return self._debts


def _points(calendar: OpenHours, table: ZoneTable, start: int, end: int) -> Fraction:
    """Return the burden of a meeting by local clocks, by the offset at its start."""
    offset = table.offset_at(start // _SECOND) * _SECOND
    midnight = (start + offset) // (DAY * _SECOND) * DAY * _SECOND - offset
    line = calendar.line(midnight, max(end, midnight + DAY * _SECOND))
    works = line.spans(start, end)
    total = sum(_cost(0, *span, midnight) for span in works)
    if sum(until - since for since, until in works) < end - start:
        at_work = line.spans(midnight, midnight + DAY * _SECOND)
        least = _OUTSIDE if at_work else _DAY_OFF
        edges = [start, *(edge for span in works for edge in span), end]
        total += sum(
            _cost(least, *gap, midnight) for gap in zip(edges[::2], edges[1::2], strict=True)
        )
    return Fraction(total, 60)


def _cost(least: int, start: int, end: int, midnight: int) -> int:
    """Return the points, times 60, of whole minutes of a day; longer meetings go on for free."""
    costs = _COSTS[least]
    first, last = ((edge - midnight) // (60 * _SECOND) for edge in (start, end))
    return costs[min(last, 2 * 1440)] - costs[min(first, 2 * 1440)]


def _pieces(table: ZoneTable, start: int, end: int) -> list[tuple[int, int, int]]:
    """Return the pieces of a window between clock changes, each with its offset."""
    changes = [at * _SECOND for at in table.changes if start < at * _SECOND < end]
    edges = [start, *changes, end]
    return [(since, until, table.offset_at(since // _SECOND)) for since, until in pairwise(edges)]


def _inside(spans: Iterable[tuple[int, int]], origin: int, cell: int) -> int:
    """Return the cells that lie wholly in intervals."""
    mask = 0
    for start, end in spans:
        first, last = -((origin - start) // cell), (end - origin) // cell
        if last > first:
            mask |= (1 << last) - (1 << first)
    return mask


def _touched(spans: Iterable[tuple[int, int]], origin: int, cell: int, cells: int) -> int:
    """Return the cells of a grid that intervals touch."""
    mask = 0
    for start, end in spans:
        first, last = max(0, (start - origin) // cell), min(cells, -((origin - end) // cell))
        if last > first and end > start:
            mask |= (1 << last) - (1 << first)
    return mask


def _runs(mask: int, length: int) -> int:
    """Return the starts of as many set bits in a row."""
    found = 1
    while found < length and mask:
        shift = min(found, length - found)
        mask &= mask >> shift
        found += shift
    return mask


def _at_least(masks: Iterable[int], number: int) -> int:
    """Return the bits set in so many masks: counted bit by bit, in planes of binary digits."""
    planes: list[int] = []
    for mask in masks:
        carry = mask
        for i, plane in enumerate(planes):
            planes[i], carry = plane ^ carry, plane & carry
        if carry:
            planes.append(carry)
    above, equal = 0, -1
    for i in reversed(range(max(len(planes), number.bit_length()))):
        plane = planes[i] if i < len(planes) else 0
        if number >> i & 1:
            equal &= plane
        else:
            above |= equal & plane
            equal &= ~plane
    return above | equal


def _bits(mask: int) -> list[int]:
    """Return the places of the set bits."""
    digits = bin(mask)[:1:-1]
    found, at = [], digits.find("1")
    while at >= 0:
        found.append(at)
        at = digits.find("1", at + 1)
    return found


@final
@dataclass(frozen=True, slots=True)
class Shift:
    """Who is on duty from when to when; instants in UTC."""

    name: str
    start: datetime
    end: datetime


@final
@dataclass(frozen=True, slots=True)
class Cover:
    """Who is on duty over a window, and when nobody is.

    Attributes:
        shifts: in order.
        gaps: pairs of instants, in UTC.
    """

    shifts: tuple[Shift, ...]
    gaps: tuple[Window, ...]


def find_cover(attendees: Iterable[Attendee], *, window: Window) -> Cover:
    """Return who is on duty when, following the sun, with as few handovers as there can be.

    Whoever is on duty stays until they stop working; then the one takes over who can stay
    longest, of several the first given.

    Raises:
        TypeError, TimeKindError, ParseError, WorkingTimeError: as by :func:`find_slots`.

    >>> from crmi18n.time.calendar import WorkingCalendar
    >>> desks = [
    ...     Attendee(zone, WorkingCalendar(zone, {"wed": ["08:00-16:00"], "tue": ["08:00-16:00"]}))
    ...     for zone in ("Europe/Berlin", "America/New_York", "Australia/Sydney")
    ... ]
    >>> start = datetime.fromisoformat("2026-11-24T08:00:00+00:00")
    >>> cover = find_cover(desks, window=(start, start + timedelta(days=1)))
    >>> [f"{shift.start:%H:%M} {shift.name}" for shift in cover.shifts[:3]]
    ['08:00 Europe/Berlin', '15:00 America/New_York', '21:00 Australia/Sydney']
    """
    team = Team(attendees, window)
    spans = [
        (span, i, one.name) for i, one in enumerate(team.attendees) for span in _free(one, team)
    ]
    spans.sort(key=lambda item: (item[0][0], item[1]))
    shifts: list[Shift] = []
    gaps: list[Window] = []
    candidates: list[tuple[int, int, str]] = []
    now, ahead = team.start, iter(spans)
    waiting = next(ahead, None)
    while now < team.end:
        while waiting is not None and waiting[0][0] <= now:
            (_, end), order, name = waiting
            candidates.append((-end, order, name))
            waiting = next(ahead, None)
        candidates = [item for item in candidates if -item[0] > now]
        if candidates:
            end, _, name = min(candidates)
            shifts.append(Shift(name, moment(now), moment(-end)))
            now = -end
        else:
            until = team.end if waiting is None else waiting[0][0]
            gaps.append((moment(now), moment(until)))
            now = until
    return Cover(tuple(shifts), tuple(gaps))


def _free(one: Attendee, team: Team) -> Iterator[tuple[int, int]]:
    """Yield when somebody works and is not busy, within the window of a team."""
    busy, i = one._spans, 0  # noqa: SLF001 - its own module
    free_from = team.start
    for start, end in one.calendar.line(team.start, team.end).spans(team.start, team.end):
        free_from = max(free_from, start)
        while i < len(busy) and busy[i][0] < end:
            if free_from < busy[i][0]:
                yield free_from, busy[i][0]
            free_from = max(free_from, busy[i][1])
            i += 1
        if free_from < end:
            yield free_from, end
