"""Local times: a clock's face with its zone, and appointments, which keep it when rules change.

Source: RFC 9557 for the text of a local time with offset and zone; ISO 8601 for durations.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, Self, final

from crmi18n.errors import ParseError, WallTimeError
from crmi18n.plain import reads_plain
from crmi18n.time.instant import in_zone
from crmi18n.time.resolve import POLICIES, Policy, Resolution, require_wall, resolve_wall
from crmi18n.time.zone import ZoneLike, get_zone, tz_release

__all__ = ["Appointment", "WallTime"]


@final
@dataclass(frozen=True, slots=True)
class WallTime:
    """What the clocks of a zone show, which need not be an instant, nor just one.

    Args:
        datetime: a naive datetime.
        zone: the IANA name of the zone; kept in the database's spelling.

    Raises:
        TimeKindError: ``datetime`` is an instant or a day.
        UnknownZoneError: there is no such zone.

    >>> str(WallTime(dt.datetime(2026, 11, 24, 10), "Europe/Berlin"))
    '2026-11-24T10:00:00[Europe/Berlin]'
    """

    datetime: dt.datetime
    zone: str

    def __post_init__(self) -> None:
        require_wall(self.datetime, "a local time")
        object.__setattr__(self, "zone", get_zone(self.zone).key)

    def resolve(self, policy: Policy = "compatible") -> Resolution:
        """Return the instant; see :func:`resolve_wall`."""
        return resolve_wall(self.datetime, self.zone, policy)

    def __str__(self) -> str:
        return f"{self.datetime.isoformat()}[{self.zone}]"

    def to_dict(self) -> dict[str, str]:
        """Return the plain JSON form: two strings."""
        return {"datetime": self.datetime.isoformat(), "zone": self.zone}

    @classmethod
    @reads_plain
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote; raises as the class does, and ParseError."""
        text = str(data["datetime"])
        try:
            face = dt.datetime.fromisoformat(text)
        except ValueError:
            raise ParseError(text, "local time of ISO 8601", "form") from None
        return cls(face, data["zone"])


@final
@dataclass(frozen=True, slots=True)
class Appointment:
    """A meeting: the local time agreed on, its zone, and how long it lasts.

    The local time is what people agreed on; the instant follows from it by the rules of the
    zone, and stays what it was, with the release of the rules, until somebody makes a new
    appointment of it: :func:`check_appointment` tells when the rules have changed since.
    Releases do not count in comparisons.

    Args:
        start: a naive datetime, as clocks in the zone show it; with ``fold=1`` the second of
            two occurrences.
        zone: the IANA name of the zone; kept in the database's spelling.
        duration: how long it lasts, in elapsed time; not negative.
        policy: what a start means that clocks skip or repeat; see :func:`resolve_wall`.

    Attributes:
        instant: when it starts, in UTC.
        tz_release: the release of the time zone database that said so.

    Raises:
        TypeError: ``duration`` is no timedelta.
        TimeKindError: ``start`` is an instant or a day.
        UnknownZoneError: there is no such zone.
        WallTimeError: by policy ``raise``; by ``skip`` if clocks skip the start.
        ParseError: the duration is negative, or the instants are outside the years 1 to 9999.

    >>> review = Appointment(
    ...     dt.datetime(2026, 10, 29, 16), "Europe/Berlin", dt.timedelta(hours=1)
    ... )
    >>> str(review), review.at("America/New_York").isoformat()
    ('2026-10-29T16:00:00+01:00[Europe/Berlin]', '2026-10-29T11:00:00-04:00')
    """

    start: dt.datetime
    zone: str
    duration: dt.timedelta
    policy: Policy = "compatible"
    instant: dt.datetime = field(init=False)
    tz_release: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        if not isinstance(self.duration, dt.timedelta):
            raise TypeError(f"a duration is a timedelta, not {type(self.duration).__name__}")
        found = resolve_wall(self.start, self.zone, self.policy)
        if found.instant is None:
            raise WallTimeError(self.start, self.zone, found.kind, found.earlier, found.later)
        # The policy says which of two it is, so that the face of the clock need not.
        start = self.start.replace(fold=0)
        self._set(start, self.zone, self.duration, found.policy, found.instant, tz_release())

    @property
    def end(self) -> dt.datetime:
        """The instant at which it ends, in UTC."""
        return self.instant + self.duration

    def at(self, zone: ZoneLike) -> dt.datetime:
        """Return when it starts, as clocks of a zone show it.

        Raises:
            UnknownZoneError: there is no such zone.
            ParseError: its year there would not be one of 1 to 9999.
        """
        return in_zone(self.instant, zone)

    def __str__(self) -> str:
        """The start in the form of RFC 9557; the offset is the one that leads to the instant."""
        offset = dt.timezone(self.start.replace(tzinfo=dt.UTC) - self.instant)
        return f"{self.start.replace(tzinfo=offset).isoformat()}[{self.zone}]"

    def to_dict(self) -> dict[str, str]:
        """Return the plain JSON form: the start of RFC 9557, the duration of ISO 8601."""
        return {
            "start": str(self),
            "duration": _duration_text(self.duration),
            "policy": self.policy,
            "tz_release": self.tz_release,
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote, with the instant and release that it had then.

        Raises:
            ParseError: the start, the duration or the policy does not read.
            UnknownZoneError: there is no such zone.
        """
        start, instant, zone = _read_start(str(data["start"]))
        policy = data["policy"]
        if policy not in POLICIES:
            raise ParseError(str(policy), f"policy ({', '.join(POLICIES)})", "unknown")
        value = object.__new__(cls)
        duration = _read_duration(str(data["duration"]))
        value._set(start, zone, duration, policy, instant, str(data["tz_release"]))
        return value

    def _set(
        self,
        start: dt.datetime,
        zone: str,
        duration: dt.timedelta,
        policy: Policy,
        instant: dt.datetime,
        release: str,
    ) -> None:
        if not dt.timedelta(0) <= duration <= _LAST - instant:
            expected = "duration that is not negative and ends before the year 10000"
            raise ParseError(str(duration), expected, "range")
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "zone", get_zone(zone).key)
        object.__setattr__(self, "duration", duration)
        object.__setattr__(self, "policy", policy)
        object.__setattr__(self, "instant", instant)
        object.__setattr__(self, "tz_release", release)


_LAST: Final = dt.datetime.max.replace(tzinfo=dt.UTC)

_START: Final = re.compile(
    r"(?P<moment>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,15}[+-][0-9:.]{5,15})"
    r"\[(?P<zone>[A-Za-z0-9_+/-]{1,64})\]"
)
_DURATION: Final = re.compile(
    r"PT(?:(?P<hours>[0-9]{1,9})H)?(?:(?P<minutes>[0-9]{1,9})M)?"
    r"(?:(?P<seconds>[0-9]{1,9})(?:\.(?P<microseconds>[0-9]{6}))?S)?"
)


def _duration_text(duration: dt.timedelta) -> str:
    """Return a duration in hours, minutes and seconds, which are exact; days would not be."""
    minutes, rest = divmod(duration, dt.timedelta(minutes=1))
    hours, minutes = divmod(minutes, 60)
    fraction = f".{rest.microseconds:06}" if rest.microseconds else ""
    parts = (
        f"{hours}H" if hours else "",
        f"{minutes}M" if minutes else "",
        f"{rest.seconds}{fraction}S" if rest else "",
    )
    return f"PT{''.join(parts) or '0S'}"


def _read_start(text: str) -> tuple[dt.datetime, dt.datetime, str]:
    """Return the local time, its instant, and the zone."""
    if match := _START.fullmatch(text):
        with suppress(ValueError, OverflowError):
            moment = dt.datetime.fromisoformat(match["moment"])
            return moment.replace(tzinfo=None), moment.astimezone(dt.UTC), match["zone"]
    raise ParseError(text, "start of RFC 9557 with offset and zone", "form")


def _read_duration(text: str) -> dt.timedelta:
    match = _DURATION.fullmatch(text)
    if match is None or not any(match.groups()):
        raise ParseError(text, "duration of ISO 8601 in hours, minutes and seconds", "form")
    return dt.timedelta(**{unit: int(number or 0) for unit, number in match.groupdict().items()})
