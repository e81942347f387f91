"""Appointments that recur: by a rule on the organiser's clock, less some, and some more.

Source: RFC 5545, 3.8.5 for what belongs to the set; 3.3.5 for local times that clocks skip or
repeat, unless the first appointment has another policy.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any, Final, Self, final
from zoneinfo import ZoneInfo

from crmi18n.errors import ParseError, TimeKindError
from crmi18n.plain import reads_plain
from crmi18n.time.instant import in_zone, require_instant
from crmi18n.time.model import Appointment
from crmi18n.time.resolve import resolve_wall
from crmi18n.time.rule import MOST_TIMES, RecurrenceRule
from crmi18n.time.zone import get_zone

__all__ = ["Recurrence"]

_DAY: Final = timedelta(days=1)
_MARGIN: Final = 2 * _DAY
"""No clock was ever set by more than a day."""


@final
@dataclass(frozen=True, slots=True)
class Recurrence:
    """A series of appointments, expanded by the clocks of the organiser's zone.

    Iteration yields the appointments in the order of their local times, and may not end. The
    first appointment belongs to the series only if the rule says so, as it should.

    Args:
        rule: a rule of RFC 5545, such as ``FREQ=WEEKLY;BYDAY=TU,TH;COUNT=10``.
        first: the first appointment; it gives zone, duration and policy. By policy ``skip``
            there is none at a local time that clocks skip.
        exclude: those that are left out: local times, instants or days (EXDATE).
        include: further ones: local times or instants (RDATE).

    Raises:
        TypeError: an argument has a wrong type.
        ParseError: the rule does not read, or RFC 5545 forbids it.

    >>> review = Appointment(datetime(2026, 10, 22, 16), "Europe/Berlin", timedelta(hours=1))
    >>> for meeting in Recurrence("FREQ=WEEKLY;COUNT=2", review):
    ...     print(meeting, meeting.at("America/New_York").isoformat())
    2026-10-22T16:00:00+02:00[Europe/Berlin] 2026-10-22T10:00:00-04:00
    2026-10-29T16:00:00+01:00[Europe/Berlin] 2026-10-29T11:00:00-04:00
    """

    rule: str
    first: Appointment
    exclude: Iterable[datetime | date] = ()
    include: Iterable[datetime] = ()
    _rule: RecurrenceRule = field(init=False, repr=False, compare=False)
    _excluded: frozenset[datetime | date] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not isinstance(self.first, Appointment):
            raise TypeError(f"the first is an Appointment, not {type(self.first).__name__}")
        rule = RecurrenceRule.parse(self.rule)
        object.__setattr__(self, "_rule", rule)
        object.__setattr__(self, "rule", rule.text)
        object.__setattr__(self, "exclude", tuple(self._wall(time) for time in self.exclude))
        object.__setattr__(self, "_excluded", frozenset(self.exclude))
        include = [self._wall(time) for time in self.include]
        for wall in include:
            if not isinstance(wall, datetime):
                raise TimeKindError("a day", "an appointment that is included")
        object.__setattr__(self, "include", tuple(sorted(include)))

    def __iter__(self) -> Iterator[Appointment]:
        return self._occurrences()

    def all(self) -> list[Appointment]:
        """Return the whole series.

        Raises:
            ParseError: it has no end (``COUNT``, ``UNTIL``), or over 100,000 appointments.
        """
        if not self._rule.ends:
            raise ParseError(self.rule, "recurrence rule that ends; see between", "range")
        found = list(islice(self, MOST_TIMES + 1))
        if len(found) > MOST_TIMES:
            expected = f"recurrence rule of at most {MOST_TIMES:,} times"
            raise ParseError(self.rule, expected, "range")
        return found

    def between(self, start: datetime, end: datetime) -> list[Appointment]:
        """Return the appointments that start in a window, without its end, by their instants.

        Raises:
            TypeError: an edge is no datetime.
            TimeKindError: an edge is naive.
            ParseError: there are over 100,000 of them, or of those that have to be counted
                before them.

        >>> daily = Recurrence("FREQ=DAILY", Appointment(datetime(2020, 1, 1, 9), "Asia/Tokyo",
        ...     timedelta(minutes=15)))
        >>> day = datetime(2026, 11, 24, tzinfo=UTC)
        >>> [str(one) for one in daily.between(day, day + timedelta(days=1))]
        ['2026-11-24T09:00:00+09:00[Asia/Tokyo]']
        """
        start, end = (require_instant(edge, "a window") for edge in (start, end))
        zone = get_zone(self.first.zone)
        since = _moved(start, -_MARGIN, zone)
        until = _moved(end, _MARGIN, zone)
        found = []
        for number, one in enumerate(self._occurrences(since, until)):
            if one.start > until:
                break
            if number > MOST_TIMES:
                expected = f"recurrence rule of at most {MOST_TIMES:,} times up to {end}"
                raise ParseError(self.rule, expected, "range")
            if start <= one.instant < end:
                found.append(one)
        return sorted(found, key=lambda one: one.instant)

    def _occurrences(
        self, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[Appointment]:
        """Yield the appointments; those before and after local times may be left out."""
        last, seen = None, None
        for wall in heapq.merge(self._ruled(since, until), self.include):
            if wall == last or self._is_excluded(wall):
                continue
            last = wall
            one = self._at(wall)
            # None: skipped. Seen: what clocks show under two names, as 02:30 and 03:30 in a gap.
            if one is not None and one.instant != seen:
                seen = one.instant
                yield one

    def _ruled(self, since: datetime | None, until: datetime | None) -> Iterator[datetime]:
        walls, last = self._rule.walls(self.first.start, since, until), self._rule.until
        if not isinstance(last, datetime) or last.tzinfo is None:
            return walls
        zone = get_zone(self.first.zone)
        return (wall for wall in walls if wall.replace(tzinfo=zone).astimezone(UTC) <= last)

    def _at(self, wall: datetime) -> Appointment | None:
        first = self.first
        if first.policy == "skip" and resolve_wall(wall, first.zone, "skip").instant is None:
            return None
        return Appointment(wall, first.zone, first.duration, first.policy)

    def _is_excluded(self, wall: datetime) -> bool:
        return wall in self._excluded or wall.date() in self._excluded

    def _wall(self, time: datetime | date) -> datetime | date:
        """Return a local time in the organiser's zone, or a day."""
        if isinstance(time, datetime):
            if time.tzinfo is None:
                return time.replace(fold=0)
            return in_zone(time, self.first.zone).replace(tzinfo=None, fold=0)
        if isinstance(time, date):
            return time
        raise TypeError(
            f"a local time, an instant or a day is expected, not {type(time).__name__}"
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "rule": self.rule,
            "first": self.first.to_dict(),
            "exclude": [time.isoformat() for time in self.exclude],
            "include": [time.isoformat() for time in self.include],
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote; raises as the class does."""
        exclude = [_read(text) for text in data.get("exclude", ())]
        include = [_read(text) for text in data.get("include", ())]
        first = Appointment.from_dict(data["first"])
        return cls(data["rule"], first, exclude, include)  # type: ignore[arg-type]  # checked there


def _read(text: str) -> datetime | date:
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        raise ParseError(str(text), "day or local time of ISO 8601", "form") from None


def _moved(instant: datetime, by: timedelta, zone: ZoneInfo) -> datetime:
    """Return what clocks show about then, within the years that there are."""
    try:
        return instant.astimezone(zone).replace(tzinfo=None, fold=0) + by
    except OverflowError:
        return datetime.max if by > timedelta(0) else datetime.min  # noqa: DTZ901 - a local time
