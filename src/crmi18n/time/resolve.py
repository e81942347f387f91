"""Which instant a local time is: clock changes skip some local times and repeat others.

Source: PEP 495 for the two readings; the policies ``compatible``, ``earlier`` and ``later`` are
those of ECMAScript's Temporal, ``compatible`` being RFC 5545's rule as well (3.3.5).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal, final, get_args
from zoneinfo import ZoneInfo

from crmi18n.errors import ParseError, TimeKindError, WallTimeError
from crmi18n.time.zone import get_zone

__all__ = ["POLICIES", "Kind", "Policy", "Resolution", "require_wall", "resolve_wall"]

Kind = Literal["unique", "gap", "fold"]
Policy = Literal["compatible", "earlier", "later", "raise", "next_valid", "skip"]
POLICIES: Final[tuple[Policy, ...]] = get_args(Policy)


@final
@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of a local time.

    Attributes:
        instant: the instant, in UTC; None: skipped.
        local: what clocks show at that instant, in the zone; None: skipped.
        kind: ``unique``, ``gap`` (clocks skip the local time) or ``fold`` (they repeat it).
        policy: what decided.
        earlier, later: the instants that could be meant, in UTC; the same one if unique.
    """

    instant: datetime | None
    local: datetime | None
    kind: Kind
    policy: Policy
    earlier: datetime
    later: datetime


def resolve_wall(wall: datetime, zone: str, policy: Policy = "compatible") -> Resolution:
    """Return the instant of a local time, and whether there is just one.

    ============== ========================================= ==========
    policy         in a gap                                  in a fold
    ============== ========================================= ==========
    ``compatible`` as late after the change as asked before  the first
    ``earlier``    the earlier instant                       the first
    ``later``      the later instant                         the second
    ``raise``      error                                     error
    ``next_valid`` the instant of the change                 the first
    ``skip``       no instant                                the first
    ============== ========================================= ==========

    Args:
        wall: a naive datetime; with ``fold=1``, ``compatible`` means ``later``.
        zone: the IANA name of the zone.
        policy: what to do with a time that is not unique.

    Raises:
        TimeKindError: ``wall`` is an instant or a day.
        UnknownZoneError: there is no such zone.
        ValueError: there is no such policy.
        WallTimeError: by policy ``raise``.
        ParseError: the instant lies outside the years 1 to 9999.

    >>> found = resolve_wall(datetime(2027, 3, 28, 2, 30), "Europe/Berlin")
    >>> found.kind, found.local.isoformat()
    ('gap', '2027-03-28T03:30:00+02:00')
    """
    wall = require_wall(wall, "a local time")
    tz = get_zone(zone)
    if policy not in POLICIES:
        raise ValueError(f"{policy!r} is no policy; there are {', '.join(POLICIES)}")
    if wall.fold and policy == "compatible":
        policy = "later"
    try:
        kind, earlier, later = _readings(wall, tz)
    except OverflowError:
        raise ParseError(wall.isoformat(), "local time of the years 1 to 9999", "range") from None
    if kind != "unique" and policy == "raise":
        raise WallTimeError(wall, tz.key, kind, earlier, later)
    instant = _choice(kind, policy, earlier, later, tz)
    local = instant.astimezone(tz) if instant else None
    return Resolution(instant, local, kind, policy, earlier, later)


def require_wall(value: datetime, use: str) -> datetime:
    """Return a naive datetime, or raise TimeKindError or TypeError saying what it is used for."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            return value
        raise TimeKindError("an instant", use)
    if isinstance(value, date):
        raise TimeKindError("a day", use)
    raise TypeError(f"{use} is a naive datetime, not {type(value).__name__}")


def _readings(wall: datetime, tz: ZoneInfo) -> tuple[Kind, datetime, datetime]:
    """Return the instants that a local time could be: by the offset before and after a change."""
    before, after = (wall.replace(tzinfo=tz, fold=fold).astimezone(UTC) for fold in (0, 1))
    if before == after:
        return "unique", before, after
    return ("fold", before, after) if before < after else ("gap", after, before)


def _choice(
    kind: Kind, policy: Policy, earlier: datetime, later: datetime, tz: ZoneInfo
) -> datetime | None:
    if policy == "later":
        return later
    if kind == "gap":
        if policy == "compatible":
            return later
        if policy == "next_valid":
            return _change(earlier, later, tz)
        if policy == "skip":
            return None
    return earlier


def _change(earlier: datetime, later: datetime, tz: ZoneInfo) -> datetime:
    """Return the instant, after the one and not after the other, from which the offset is new."""
    before, after = earlier.replace(microsecond=0), later.replace(microsecond=0)
    old = before.astimezone(tz).utcoffset()
    while (between := (after - before) // 2) >= timedelta(seconds=1):
        middle = (before + between).replace(microsecond=0)
        if middle.astimezone(tz).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after
