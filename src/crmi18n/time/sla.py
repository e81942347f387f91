"""Service levels: how much working time a promise has used, with pauses, and when it is due."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Self, final

from crmi18n.errors import ParseError
from crmi18n.time.calendar import Due, OpenHours, is_provisional
from crmi18n.time.instant import require_instant

__all__ = ["SlaClock"]

_USE = "a service level"


@final
@dataclass(frozen=True, slots=True)
class SlaClock:
    """A promise in working time: what happened is kept, and everything else follows from it.

    When the calendar changes, the same clock with the new calendar says what is due then.

    Args:
        calendar: whose working time counts.
        target: how much of it may be used; not negative.
        started: when the clock began to run.
        pauses: when it stood still, as pairs of instants in order; the last one may be open
            (None), as long as the pause goes on.

    Raises:
        TypeError: ``target`` is no timedelta, or an instant no datetime.
        TimeKindError: an instant is naive.
        ParseError: ``target`` is negative, or the instants are not in order.

    >>> from crmi18n.time.calendar import WorkingCalendar
    >>> desk = WorkingCalendar("Europe/Berlin", {"thu": ["09:00-17:00"]})
    >>> clock = SlaClock(
    ...     desk, timedelta(hours=4), datetime.fromisoformat("2026-12-17T09:00:00+01:00")
    ... )
    >>> waiting = clock.pause(datetime.fromisoformat("2026-12-17T10:00:00+01:00"))
    >>> waiting.due() is None
    True
    >>> goes_on = waiting.resume(datetime.fromisoformat("2026-12-17T15:00:00+01:00"))
    >>> goes_on.due().at("Europe/Berlin").isoformat()
    '2026-12-24T10:00:00+01:00'
    """

    calendar: OpenHours
    target: timedelta
    started: datetime
    pauses: tuple[tuple[datetime, datetime | None], ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.calendar, OpenHours):
            raise TypeError(f"a calendar is expected, not {type(self.calendar).__name__}")
        if not isinstance(self.target, timedelta):
            raise TypeError(f"a target is a timedelta, not {type(self.target).__name__}")
        if self.target < timedelta(0):
            raise ParseError(str(self.target), "duration that is not negative", "range")
        pauses = tuple(_pause(pause) for pause in self.pauses)
        order = [
            require_instant(self.started, _USE),
            *(edge for pause in pauses for edge in pause),
        ]
        if None in order[:-1] or any(a > b for a, b in pairwise(filter(None, order))):
            shown = ", ".join(str(edge) for edge in order)
            raise ParseError(
                shown, "list of instants in order, with only the last one open", "range"
            )
        object.__setattr__(self, "pauses", pauses)

    @property
    def is_paused(self) -> bool:
        """Whether the last pause goes on."""
        return bool(self.pauses) and self.pauses[-1][1] is None

    def pause(self, at: datetime) -> Self:
        """Return the clock that stands still from an instant on.

        Raises:
            ParseError: it stands still already, or the instant is before the last event.
        """
        return replace(self, pauses=(*self.pauses, (at, None)))

    def resume(self, at: datetime) -> Self:
        """Return the clock that runs again from an instant on.

        Raises:
            ParseError: it is running, or the instant is before the pause.
        """
        if not self.is_paused:
            raise ParseError(str(at), "end of a pause: the clock is running", "range")
        return replace(self, pauses=(*self.pauses[:-1], (self.pauses[-1][0], at)))

    def used(self, at: datetime) -> timedelta:
        """Return the working time used up to an instant.

        Raises:
            TypeError, TimeKindError: ``at`` is no instant.
        """
        at = require_instant(at, _USE)
        starts = [self.started, *(end for _, end in self.pauses if end is not None)]
        ends = [*(start for start, _ in self.pauses), at]
        runs = [(start, min(end, at)) for start, end in zip(starts, ends, strict=False)]
        worked = (self.calendar.between(start, end) for start, end in runs if start < end)
        return sum(worked, timedelta(0))

    def left(self, at: datetime) -> timedelta:
        """Return the working time left at an instant; negative: it is overdue."""
        return self.target - self.used(at)

    def due(self) -> Due | None:
        """Return when the target is used up: None if that waits for the end of a pause.

        Raises:
            WorkingTimeError: the calendar has too little working time.
        """
        left, since = self.target, self.started
        for start, end in self.pauses:
            worked = self.calendar.between(since, start)
            if worked >= left:
                break
            if end is None:
                return None
            left, since = left - worked, end
        reached = self.calendar.add(since, left).instant
        reasons = self.calendar.reasons(self.started, reached)
        return Due(reached, is_provisional(reasons), reasons)


def _pause(value: tuple[datetime, datetime | None]) -> tuple[datetime, datetime | None]:
    try:
        start, end = value
    except (TypeError, ValueError):
        raise TypeError(f"a pause is a pair of instants, not {type(value).__name__}") from None
    return require_instant(start, _USE), None if end is None else require_instant(end, _USE)
