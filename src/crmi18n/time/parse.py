"""Appointments as other programs write them. Source: RFC 9557 (offset, zone and tags)."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, get_args

from crmi18n.errors import ParseError
from crmi18n.time.instant import in_zone
from crmi18n.time.model import Appointment
from crmi18n.time.resolve import Policy, resolve_wall
from crmi18n.time.zone import get_zone

__all__ = ["Conflict", "parse_appointment"]

Conflict = Literal["raise", "zone", "instant"]

_TIME: Final = re.compile(
    r"(?P<face>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)"
    r"(?P<offset>Z|[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?"
    r"\[(?P<critical>!?)(?P<zone>[A-Za-z0-9_+/-]{1,64})\]"
    r"(?P<tags>(?:\[!?[a-z_][a-z0-9_-]{0,63}=[A-Za-z0-9]{1,64}(?:-[A-Za-z0-9]{1,64}){0,8}\]){0,8})"
)
_TAG: Final = re.compile(r"\[(!?)([^=\]]+)=([^\]]+)\]")
_OURS: Final = {"u-ca": ("iso8601", "gregory")}
_FORM: Final = "time of RFC 9557 with a zone, such as 2026-11-24T10:00:00+01:00[Europe/Berlin]"


def parse_appointment(
    text: str,
    *,
    duration: timedelta,
    policy: Policy = "compatible",
    on_conflict: Conflict = "raise",
) -> Appointment:
    """Read the start of an appointment as JavaScript's Temporal, Java and others write it.

    Where clocks repeat the time or skip it, the offset says which instant is meant, and the
    appointment has the policy that leads to it. With ``Z`` the time is one of UTC, and the zone
    is where it takes place. Without an offset the policy decides.

    Args:
        text: the start, such as ``2026-11-24T10:00:00+01:00[Europe/Berlin]``.
        duration: how long it lasts.
        policy: what a start without an offset means that clocks skip or repeat.
        on_conflict: what holds where the zone has another offset then, as after a change of its
            rules: the local time (``zone``), the ``instant``, or neither (``raise``). If the
            zone is critical (``[!Europe/Berlin]``), it is an error in any case.

    Raises:
        TypeError: ``text`` is no text, ``duration`` no timedelta.
        ParseError: it does not read; offset and zone disagree; or a critical tag (``[!u-ca=...]``)
            wants what is not known here. Other tags are passed over, as the standard says.
        UnknownZoneError: there is no such zone.
        WallTimeError: by policy ``raise``.
        ValueError: there is no such policy or way with a conflict.

    >>> second = parse_appointment(
    ...     "2026-10-25T02:30:00+01:00[Europe/Berlin][u-ca=gregory]", duration=timedelta(hours=1)
    ... )
    >>> second.policy, second.instant.isoformat()
    ('later', '2026-10-25T01:30:00+00:00')
    """
    if not isinstance(text, str):
        raise TypeError(f"a start is a text, not {type(text).__name__}")
    if on_conflict not in get_args(Conflict):
        raise ValueError(f"{on_conflict!r} is none of {', '.join(get_args(Conflict))}")
    match = _TIME.fullmatch(text)
    if match is None:
        raise ParseError(text, _FORM, "form")
    for critical, key, value in _TAG.findall(match["tags"]):
        if critical and value not in _OURS.get(key, ()):
            raise ParseError(text, f"time whose tag {key}={value} is known", "unknown")
    zone = get_zone(match["zone"]).key
    face, offset = _read(text, match["face"], match["offset"])
    if offset is None:
        return Appointment(face, zone, duration, policy)
    instant = _instant(text, face, offset)
    if match["offset"] == "Z":
        return _at(instant, zone, duration)
    found = resolve_wall(face, zone)
    if instant in (found.earlier, found.later):
        return Appointment(face, zone, duration, _policy(instant, found.instant, found.later))
    if on_conflict == "raise" or match["critical"]:
        raise ParseError(text, f"time whose offset is one of {zone} then", "ambiguous")
    if on_conflict == "zone":
        return Appointment(face, zone, duration, policy)
    return _at(instant, zone, duration)


def _read(text: str, face: str, offset: str | None) -> tuple[datetime, timedelta | None]:
    with suppress(ValueError):
        wall = datetime.fromisoformat(face)
        if offset is None:
            return wall, None
        return wall, datetime.fromisoformat(f"2000-01-01T00:00{offset}").utcoffset()
    raise ParseError(text, _FORM, "form")


def _instant(text: str, face: datetime, offset: timedelta) -> datetime:
    try:
        return face.replace(tzinfo=UTC) - offset
    except OverflowError:
        raise ParseError(text, "time of the years 1 to 9999", "range") from None


def _at(instant: datetime, zone: str, duration: timedelta) -> Appointment:
    """Return the appointment that starts at an instant."""
    face = in_zone(instant, zone).replace(tzinfo=None, fold=0)
    found = resolve_wall(face, zone)
    return Appointment(face, zone, duration, _policy(instant, found.instant, found.later))


def _policy(instant: datetime, usual: datetime | None, later: datetime) -> Policy:
    if instant == usual:
        return "compatible"
    return "later" if instant == later else "earlier"
