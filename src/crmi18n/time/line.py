"""Working time as a line: sorted intervals of instants, and how much lies before each.

Two searches by bisection answer every question; the prefix sums turn an amount of working time
into a place on the line. Instants are microseconds since 1970 in UTC.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Final, final

from crmi18n.findings import Finding

__all__ = ["EPOCH", "MICROSECOND", "Line", "Mark", "combined", "micros", "moment"]

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)

Mark = tuple[int, Finding]
"""A reason to name in answers that pass it: the instant, and what happened there."""


def micros(instant: datetime) -> int:
    """Return an instant as microseconds since 1970."""
    return (instant - EPOCH) // MICROSECOND


def moment(instant: int) -> datetime:
    """Return microseconds since 1970 as an instant."""
    return EPOCH + timedelta(microseconds=instant)


@final
class Line:
    """The working time between two instants; immutable.

    Attributes:
        first, last: what the line covers.
        starts, ends: the intervals, sorted and apart from each other.
        sums: how much working time lies before each start; one more: all of it.
        mark_at, marks: what answers name as reasons, by instant.
        known_until: from here on an answer is provisional, because of ``horizon``.
    """

    __slots__ = (
        "ends",
        "first",
        "horizon",
        "known_from",
        "known_until",
        "last",
        "mark_at",
        "marks",
        "starts",
        "sums",
    )

    def __init__(
        self,
        first: int,
        last: int,
        intervals: Iterable[tuple[int, int]],
        marks: Iterable[Mark] = (),
        known: tuple[int, int] | None = None,
        horizon: Sequence[Finding] = (),
    ) -> None:
        starts: list[int] = []
        ends: list[int] = []
        for start, end in intervals:
            if ends and start <= ends[-1]:
                ends[-1] = max(ends[-1], end)
            elif end > start:
                starts.append(start)
                ends.append(end)
        self.first, self.last = first, last
        self.starts, self.ends = starts, ends
        self.sums = [0, *accumulate(end - start for start, end in zip(starts, ends, strict=True))]
        order = sorted(marks, key=_instant)
        self.mark_at = [at for at, _ in order]
        self.marks = tuple(finding for _, finding in order)
        self.known_from, self.known_until = known or (first, last)
        self.horizon = tuple(horizon)

    def worked(self, instant: int) -> int:
        """Return the working time before an instant."""
        i = bisect_right(self.starts, instant) - 1
        if i < 0:
            return 0
        return self.sums[i] + min(instant, self.ends[i]) - self.starts[i]

    def is_open(self, instant: int) -> bool:
        """Return whether an instant is working time; an end is not."""
        i = bisect_right(self.starts, instant) - 1
        return i >= 0 and instant < self.ends[i]

    def add(self, instant: int, amount: int, *, at_end: bool) -> int | None:
        """Return when an amount, which may be negative, is done: None if the line is too short.

        Where it is done as an interval ends: that end, or else the next start.
        """
        starts, sums = self.starts, self.sums
        i = bisect_right(starts, instant) - 1
        if i >= 0:
            start, end = starts[i], self.ends[i]
            amount += sums[i] + (instant if instant < end else end) - start  # noqa: FURB136 - min is slower
        i = (bisect_left(sums, amount) if at_end else bisect_right(sums, amount)) - 1
        if i < 0 or i >= len(starts):
            return None
        return starts[i] + amount - sums[i]

    def reasons(self, start: int, end: int) -> tuple[Finding, ...]:
        """Return what lies between two instants, each once."""
        mark_at = self.mark_at
        low = bisect_left(mark_at, start)
        if low == len(mark_at) or mark_at[low] >= end:
            found: tuple[Finding, ...] = ()
        else:
            found = tuple(dict.fromkeys(self.marks[low : bisect_left(mark_at, end, low)]))
        if end > self.known_until or start < self.known_from:
            found += self.horizon
        return found

    def spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the working time between two instants, cut to them."""
        i = max(0, bisect_right(self.starts, start) - 1)
        j = bisect_left(self.starts, end)
        pairs = zip(self.starts[i:j], self.ends[i:j], strict=True)
        return [(max(a, start), min(b, end)) for a, b in pairs if b > start]


def _instant(mark: Mark) -> int:
    return mark[0]


def combined(lines: Sequence[Line], enough: Callable[[int], bool]) -> Line:
    """Return the line that is open where enough of the lines are, told how many are open."""
    first, last = max(line.first for line in lines), min(line.last for line in lines)
    changes = sorted(
        change
        for line in lines
        for start, end in zip(line.starts, line.ends, strict=True)
        for change in ((start, 1), (end, -1))
    )
    intervals: list[tuple[int, int]] = []
    count, since = 0, None
    for at, change in changes:
        count += change
        if since is None and enough(count):
            since = at
        elif since is not None and not enough(count):
            intervals.append((since, at))
            since = None
    marks = [pair for line in lines for pair in zip(line.mark_at, line.marks, strict=True)]
    known = max(line.known_from for line in lines), min(line.known_until for line in lines)
    horizon = dict.fromkeys(finding for line in lines for finding in line.horizon)
    return Line(first, last, intervals, marks, known, tuple(horizon))
