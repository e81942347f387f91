"""The clock changes of a zone as tables of integers, for arithmetic over many local times.

Source: RFC 8536 for TZif files and the rule in their last line (3.3), which is POSIX's TZ; the
times are seconds since 1970 in UTC, wall times seconds since 1970 by the zone's own clock.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple, final

from crmi18n.time import _pytz
from crmi18n.time.zone import get_zone

__all__ = [
    "UTC_TABLE",
    "DayRule",
    "Rule",
    "ZoneTable",
    "changes_within",
    "fixed_table",
    "read_tzif",
    "zone_rule",
    "zone_table",
]

DAY: Final = 86_400
EPOCH_DAY: Final = date(1970, 1, 1).toordinal()
_LAST_YEAR: Final = 9999


class Edges(NamedTuple):
    """The instants that a wall time could be, and the change that makes two of them."""

    earlier: int
    later: int
    change: int | None
    gap: bool


@final
@dataclass(frozen=True, slots=True)
class ZoneTable:
    """All changes of a zone's offset to the end of a year.

    Attributes:
        changes: when the offset changes, ascending.
        offsets: seconds east of UTC: before the first change, and from each change on.
        settled: for each change the wall time from which only the new offset can be meant.
        until: the last year that is complete.
    """

    changes: Sequence[int]
    offsets: Sequence[int]
    settled: Sequence[int]
    until: int

    def offset_at(self, instant: int) -> int:
        """Return the offset that is in force."""
        return self.offsets[bisect_right(self.changes, instant)]

    def edges(self, wall: int) -> Edges:
        """Return the instants at which clocks show a wall time, or would have shown it."""
        i = bisect_right(self.settled, wall)
        offsets = self.offsets
        if i < len(self.changes):
            old, new = offsets[i], offsets[i + 1]
            if wall >= self.changes[i] + min(old, new):
                early, late = wall - max(old, new), wall - min(old, new)
                return Edges(early, late, self.changes[i], new > old)
        instant = wall - offsets[i]
        return Edges(instant, instant, None, gap=False)

    def opening(self, wall: int) -> int:
        """Return when an interval begins that opens at a wall time: never within a gap."""
        found = self.edges(wall)
        return found.change if found.gap and found.change is not None else found.earlier

    def closing(self, wall: int) -> int:
        """Return when an interval ends that closes at a wall time: never within a gap.

        If clocks repeat the wall time, that is the second occurrence, but for the very first
        moment of what is repeated: nothing before it is shown again.
        """
        found = self.edges(wall)
        if found.gap and found.change is not None:
            return found.change
        return found.earlier if found.later == found.change else found.later


def fixed_table(offset: int) -> ZoneTable:
    """Return the table of clocks that never change.

    >>> fixed_table(3600).edges(3600).earlier
    0
    """
    return ZoneTable((), (offset,), (), _LAST_YEAR)


UTC_TABLE: Final = fixed_table(0)
"""Also what makes wall times their own instants, where hours count as clocks show them."""


@final
@dataclass(frozen=True, slots=True)
class DayRule:
    """A day of every year: ``Mm.w.d``, ``Jn`` or ``n`` of POSIX, with the wall time of change.

    Attributes:
        month, week, weekday: ``Mm.w.d``; week 5 is the last, weekday 0 is Sunday. Month 0: by
            the number of the day.
        day: the number of the day in the year, from 0, or from 1 in the form ``Jn``.
        skips_leap_day: whether 29 February has no number.
        time: seconds after midnight; may be negative, or more than a day has.
    """

    month: int
    week: int
    weekday: int
    day: int
    skips_leap_day: bool
    time: int

    def wall(self, year: int) -> int:
        """Return the wall time of the change in a year."""
        return (self._date(year).toordinal() - EPOCH_DAY) * DAY + self.time

    def _date(self, year: int) -> date:
        if self.month:
            first = date(year, self.month, 1)
            until = (self.weekday - first.isoweekday()) % 7 + 7 * (self.week - 1)
            found = first + timedelta(days=until)
            return found if found.month == self.month else found - timedelta(days=7)
        if not self.skips_leap_day:
            return date(year, 1, 1) + timedelta(days=self.day)
        # Of a year without a leap day, so that a number always is the same day.
        common = date(2001, 1, 1) + timedelta(days=self.day - 1)
        return common.replace(year=year)


@final
@dataclass(frozen=True, slots=True)
class Rule:
    """What clocks do after the last change of the file: the standard offset, and summer time.

    Attributes:
        standard, summer: offsets in seconds east of UTC; the same if there is no summer time.
        names: the abbreviations of both.
        start, end: the day rules of summer time, each by the clock that it ends.
    """

    standard: int
    summer: int
    names: tuple[str, str]
    start: DayRule | None = None
    end: DayRule | None = None

    def changes(self, year: int) -> list[tuple[int, int]]:
        """Return the changes of a year: the instant and the offset from then on, ascending."""
        if self.start is None or self.end is None:
            return []
        return sorted(
            (
                (self.start.wall(year) - self.standard, self.summer),
                (self.end.wall(year) - self.summer, self.standard),
            )
        )


_ABBREVIATION: Final = r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)"
_OFFSET: Final = r"[+-]?[0-9]{1,3}(?::[0-9]{2}){0,2}"
_DAY: Final = rf"(?:M[0-9]{{1,2}}\.[1-5]\.[0-6]|J?[0-9]{{1,3}})(?:/{_OFFSET})?"
_POSIX: Final = re.compile(
    rf"(?P<std>{_ABBREVIATION})(?P<std_offset>{_OFFSET})"
    rf"(?:(?P<dst>{_ABBREVIATION})(?P<dst_offset>{_OFFSET})?,(?P<start>{_DAY}),(?P<end>{_DAY}))?"
)


def read_rule(text: str) -> Rule:
    """Read a rule of POSIX, whose offsets count westward.

    >>> read_rule("CET-1CEST,M3.5.0,M10.5.0/3").standard
    3600
    """
    match = _POSIX.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no rule of POSIX's TZ")
    standard = -_seconds(match["std_offset"])
    name = match["std"].strip("<>")
    if match["dst"] is None:
        return Rule(standard, standard, (name, name))
    summer = -_seconds(match["dst_offset"]) if match["dst_offset"] else standard + 3600
    names = (name, match["dst"].strip("<>"))
    return Rule(standard, summer, names, _read_day(match["start"]), _read_day(match["end"]))


def _seconds(text: str) -> int:
    """Return the seconds of ``h[:m[:s]]``, signed."""
    parts = [int(part) for part in text.lstrip("+-").split(":")]
    total = sum(part * unit for part, unit in zip(parts, (3600, 60, 1), strict=False))
    return -total if text.startswith("-") else total


def _read_day(text: str) -> DayRule:
    day, _, clock = text.partition("/")
    time = _seconds(clock) if clock else 2 * 3600
    if day.startswith("M"):
        month, week, weekday = (int(part) for part in day[1:].split("."))
        return DayRule(month, week, weekday, 0, skips_leap_day=False, time=time)
    return DayRule(0, 0, 0, int(day.lstrip("J")), skips_leap_day=day[0] == "J", time=time)


@final
@dataclass(frozen=True, slots=True)
class TzFile:
    """What a TZif file says: its changes, their offsets and abbreviations, and its rule."""

    changes: tuple[int, ...]
    offsets: tuple[int, ...]
    names: tuple[str, ...]
    rule: Rule


def read_tzif(content: bytes) -> TzFile:
    """Read a TZif file of version 2 or later; of its two blocks only the one of 64 bits.

    Raises:
        ValueError: it is none.
    """
    if content[:4] != b"TZif" or content[4:5] < b"2":
        raise ValueError("no TZif file of version 2 or later (RFC 8536)")
    isut, isstd, leap, changes, types, chars = _counts(content, 0)
    start = 44 + changes * 5 + types * 6 + chars + leap * 8 + isstd + isut
    isut, isstd, leap, changes, types, chars = _counts(content, start)
    at = start + 44
    instants = struct.unpack_from(f">{changes}q", content, at)
    at += changes * 8
    kinds = content[at : at + changes]
    at += changes
    records = [struct.unpack_from(">iBB", content, at + i * 6) for i in range(types)]
    at += types * 6
    letters = content[at : at + chars]
    footer = content[at + chars + leap * 12 + isstd + isut :].strip(b"\n").decode("ascii")
    order = [records[0], *(records[kind] for kind in kinds)]
    names = tuple(letters[i : letters.index(b"\0", i)].decode("ascii") for _, _, i in order)
    return TzFile(instants, tuple(offset for offset, _, _ in order), names, read_rule(footer))


def _counts(content: bytes, at: int) -> tuple[int, ...]:
    return struct.unpack_from(">6l", content, at + 20)


def _table(file: TzFile, until: int) -> ZoneTable:
    changes, offsets = [], [file.offsets[0]]
    for instant, offset in (
        *zip(file.changes, file.offsets[1:], strict=True),
        *_after(file, until),
    ):
        if offset != offsets[-1]:
            changes.append(instant)
            offsets.append(offset)
    settled = [at + max(pair) for at, pair in zip(changes, pairwise(offsets), strict=True)]
    return ZoneTable(changes, offsets, settled, until)


def _after(file: TzFile, until: int) -> Iterator[tuple[int, int]]:
    """Yield the changes that the rule makes after those of the file."""
    rule = file.rule
    last = file.changes[-1] if file.changes else None
    if rule.start is None:
        if last is not None:
            yield last, rule.standard
        return
    first = 1970 if last is None else (date(1970, 1, 1) + timedelta(seconds=last)).year
    for year in range(first, until + 1):
        yield from (found for found in rule.changes(year) if last is None or found[0] > last)


_files: Final[dict[str, TzFile]] = {}
_tables: Final[dict[str, ZoneTable]] = {}
_AHEAD: Final = 20


def _file(key: str) -> TzFile:
    if key not in _files:
        _files[key] = read_tzif(_pytz.content(key))
    return _files[key]


def zone_rule(zone: str) -> Rule:
    """Return what the clocks of a zone do when the changes of the file are over."""
    return _file(get_zone(zone).key).rule


def changes_within(zone: str, instant: int, seconds: int) -> bool:
    """Return whether anything about a zone's clocks changes soon, if only what they are called.

    >>> changes_within("Europe/Berlin", 1780000000, 31536000)
    True
    """
    file = _file(get_zone(zone).key)
    last = file.changes[-1] if file.changes else instant
    by_rule = file.rule.start is not None and instant + seconds > last
    return by_rule or any(instant < change <= instant + seconds for change in file.changes)


def zone_table(zone: str, until: int) -> ZoneTable:
    """Return the changes of a zone, at least to the end of a year and one day.

    Raises:
        UnknownZoneError: there is no such zone.

    >>> table = zone_table("Europe/Berlin", 2026)
    >>> table.edges(1774751400)[2:]  # 2026-03-29 02:30
    (1774746000, True)
    """
    key = get_zone(zone).key
    table = _tables.get(key)
    if table is None or table.until <= min(until, _LAST_YEAR - 1):
        # Tables are replaced as a whole, so that threads need no lock: the last one stays.
        table = _tables[key] = _table(_file(key), min(until + _AHEAD, _LAST_YEAR))
    return table
