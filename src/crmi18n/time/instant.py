"""Instants, which are aware datetimes, and the day that one falls on somewhere."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

from crmi18n.errors import ParseError, TimeKindError, UnknownZoneError
from crmi18n.time.zone import ZoneLike, get_zone

__all__ = ["business_date", "in_zone", "require_instant", "require_window"]


_FOREIGN: Final = ("pytz", "dateutil")


def business_date(instant: datetime, zone: str) -> date:
    """Return the day on which an instant falls for the unit responsible, by its time zone.

    Rates, quarters and due days go by it.

    Raises:
        TimeKindError: ``instant`` is a naive datetime or a day, which name no instant.
        UnknownZoneError: there is no such zone.
        ParseError: it falls outside the years 1 to 9999 there.

    >>> signed = datetime(2026, 6, 30, 13, 30, tzinfo=UTC)
    >>> business_date(signed, "Pacific/Auckland"), business_date(signed, "Europe/Berlin")
    (datetime.date(2026, 7, 1), datetime.date(2026, 6, 30))
    """
    return in_zone(require_instant(instant, "a business date"), zone).date()


def in_zone(instant: datetime, zone: ZoneLike) -> datetime:
    """Return an instant as clocks of a zone show it.

    Raises:
        UnknownZoneError: there is no such zone.
        ParseError: its year there would not be one of 1 to 9999.
    """
    tz = zone if zone is UTC else get_zone(zone)
    try:
        return instant.astimezone(tz)
    except OverflowError:
        expected = f"instant of the years 1 to 9999 in {tz}"
        raise ParseError(instant.isoformat(), expected, "range") from None


def require_instant(value: datetime, use: str) -> datetime:
    """Return an instant in UTC, or raise TimeKindError or TypeError saying what it is used for.

    A datetime of pytz or dateutil is one if its offset is one that clocks of its zone have then;
    else ParseError: it was made without ``localize``, or lies where pytz has no rules. So it is
    for an instant outside the years 1 to 9999 in UTC.
    """
    if isinstance(value, datetime):
        if value.utcoffset() is not None:
            instant = in_zone(value, UTC)
            if type(value.tzinfo).__module__.partition(".")[0] in _FOREIGN:
                _check_foreign(value, instant)
            return instant
        raise TimeKindError("a naive datetime", use)
    if isinstance(value, date):
        raise TimeKindError("a day", use)
    raise TypeError(f"an aware datetime is expected, not {type(value).__name__}")


def require_window(value: tuple[datetime, datetime], use: str) -> tuple[datetime, datetime]:
    """Return two instants in UTC, the later one last; raises as :func:`require_instant`.

    Raises:
        TypeError: it is no pair.
        ParseError: it ends before it starts.
    """
    try:
        start, end = value
    except (TypeError, ValueError):
        raise TypeError(f"{use} is a pair of instants, not {type(value).__name__}") from None
    start, end = require_instant(start, use), require_instant(end, use)
    if end < start:
        raise ParseError(
            f"{start}/{end}", f"{use.removeprefix('a ')} that ends after it starts", "range"
        )
    return start, end


def _check_foreign(value: datetime, instant: datetime) -> None:
    """Compare the offset that another library gave a datetime with the rules of its zone."""
    try:
        zone = get_zone(value.tzinfo or UTC)
    except (TypeError, UnknownZoneError):
        return  # an offset, which is what it says
    wall = value.replace(tzinfo=zone)
    if instant not in (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1)):
        shown = value.isoformat(" ")
        expected = f"time of {zone.key}, where clocks are {wall:%z} then (see pytz's localize)"
        raise ParseError(shown, expected, "range")
