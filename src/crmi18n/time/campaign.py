"""Messages that reach everybody at the same hour of their own day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, TypeVar, final, get_args

from crmi18n.errors import ParseError, TimeKindError
from crmi18n.time.instant import require_instant
from crmi18n.time.resolve import Policy, resolve_wall
from crmi18n.time.zone import ZoneLike, preferred_zone

__all__ = ["Batch", "Campaign", "IfPast", "send_at_local"]

IfPast = Literal["next_day", "now", "skip"]
_Who = TypeVar("_Who", bound=Hashable)


@final
@dataclass(frozen=True, slots=True)
class Batch:
    """Who gets it at one instant.

    Attributes:
        instant: when, in UTC.
        recipients: zone to who is there.
    """

    instant: datetime
    recipients: Mapping[str, tuple[Hashable, ...]]


@final
@dataclass(frozen=True, slots=True)
class Campaign:
    """When everybody gets it: the batches in order, and who gets nothing, by zone."""

    batches: tuple[Batch, ...]
    skipped: Mapping[str, tuple[Hashable, ...]]


def send_at_local(
    recipients: Mapping[_Who, ZoneLike],
    at: time,
    *,
    on: date,
    now: datetime | None = None,
    if_past: IfPast = "next_day",
    policy: Policy = "compatible",
) -> Campaign:
    """Return the instants at which it is an hour of a day where the recipients are.

    Args:
        recipients: each with their zone.
        at: the time of day, naive.
        on: the day.
        now: what is past already; None: nothing is.
        if_past: what happens to a zone where it is past: it gets it on the ``next_day``, at once
            (``now``), or not at all (``skip``).
        policy: what a time means that clocks skip or repeat; see ``resolve_wall``.

    Raises:
        TypeError: a zone, the time, the day or the mapping has a wrong type.
        TimeKindError: ``at`` has a zone of its own, or ``now`` has none.
        UnknownZoneError: there is no such zone.
        WallTimeError: by policy ``raise``.
        ValueError: there is no such policy.
        ParseError: there is no such ``if_past``, or it would be after the year 9999.

    >>> sent = send_at_local(
    ...     {"Ada": "Europe/Berlin", "Ken": "Asia/Tokyo"}, time(9), on=date(2026, 11, 24)
    ... )
    >>> [(f"{batch.instant:%d %H:%M}", *batch.recipients) for batch in sent.batches]
    [('24 00:00', 'Asia/Tokyo'), ('24 08:00', 'Europe/Berlin')]
    """
    if if_past not in get_args(IfPast):
        raise ParseError(
            str(if_past), f"way with the past ({', '.join(get_args(IfPast))})", "unknown"
        )
    if type(on) is not date:
        raise TypeError(f"a day is a date, not {type(on).__name__}")
    if not isinstance(at, time):
        raise TypeError(f"a time of day is expected, not {type(at).__name__}")
    if at.tzinfo is not None:
        raise TimeKindError("a time of day with a zone", "a local time")
    if not isinstance(recipients, Mapping):
        raise TypeError(f"recipients are a mapping to zones, not {type(recipients).__name__}")
    past = datetime.min.replace(tzinfo=UTC) if now is None else require_instant(now, "now")
    zones: dict[str, list[_Who]] = defaultdict(list)
    names: dict[ZoneLike, str] = {}
    for who, zone in recipients.items():
        if zone not in names:
            names[zone] = preferred_zone(zone)
        zones[names[zone]].append(who)
    batches: dict[datetime, dict[str, tuple[Hashable, ...]]] = defaultdict(dict)
    skipped: dict[str, tuple[Hashable, ...]] = {}
    for zone, people in sorted(zones.items()):
        instant = resolve_wall(datetime.combine(on, at), zone, policy).instant
        if instant is not None and instant < past:
            instant = _late(datetime.combine(on, at), zone, policy, past, if_past)
        if instant is None:
            skipped[zone] = tuple(people)
        else:
            batches[instant][zone] = tuple(people)
    return Campaign(tuple(Batch(at, dict(batches[at])) for at in sorted(batches)), skipped)


def _late(
    wall: datetime, zone: str, policy: Policy, now: datetime, if_past: IfPast
) -> datetime | None:
    """Return when a zone gets what it should have got: the first such time that is not past."""
    if if_past != "next_day":
        return now if if_past == "now" else None
    days = max(1, (now.replace(tzinfo=None) - wall).days)
    for more in range(days, days + 3):
        try:
            later = wall + timedelta(days=more)
        except OverflowError:
            raise ParseError(str(wall), "day before the last of all", "range") from None
        found = resolve_wall(later, zone, policy).instant
        if found is not None and found >= now:
            return found
    return None
