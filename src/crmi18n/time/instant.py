"""Instants, which are aware datetimes, and the day that one falls on somewhere."""

from __future__ import annotations

from datetime import UTC, date, datetime

from crmi18n.errors import TimeKindError
from crmi18n.time.zone import get_zone

__all__ = ["business_date", "require_instant"]


def business_date(instant: datetime, zone: str) -> date:
    """Return the day on which an instant falls for the unit responsible, by its time zone.

    Rates, quarters and due days go by it.

    Raises:
        TimeKindError: ``instant`` is a naive datetime or a day, which name no instant.
        UnknownZoneError: there is no such zone.

    >>> signed = datetime(2026, 6, 30, 13, 30, tzinfo=UTC)
    >>> business_date(signed, "Pacific/Auckland"), business_date(signed, "Europe/Berlin")
    (datetime.date(2026, 7, 1), datetime.date(2026, 6, 30))
    """
    return require_instant(instant, "a business date").astimezone(get_zone(zone)).date()


def require_instant(value: datetime, use: str) -> datetime:
    """Return an instant in UTC, or raise TimeKindError or TypeError saying what it is used for."""
    if isinstance(value, datetime):
        if value.utcoffset() is not None:
            return value.astimezone(UTC)
        raise TimeKindError("a naive datetime", use)
    if isinstance(value, date):
        raise TimeKindError("a day", use)
    raise TypeError(f"an aware datetime is expected, not {type(value).__name__}")
