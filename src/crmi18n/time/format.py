"""Appointments as a reader's clock and calendar show them, and days of other calendars.

Source: CLDR for days and times of day; the offset is written in ISO 8601's terms, because
abbreviations (CST, IST) mean several zones.
"""

from __future__ import annotations

from datetime import datetime

from crmi18n.cldr import (
    DateWidth,
    LocaleLike,
    canonicalize,
    format_date,
    format_time,
    in_calendar,
)
from crmi18n.time.eras import CalendarDate
from crmi18n.time.instant import in_zone
from crmi18n.time.model import Appointment

__all__ = ["format_appointment", "format_calendar_date"]


def format_appointment(value: Appointment, *, locale: LocaleLike, zone: str) -> str:
    """Return day, start, end and offset of an appointment, by the clocks of the reader's zone.

    Both ends have their day if it is not the same, and their offset if clocks change between.

    Raises:
        TypeError: it is no appointment.
        UnknownLocaleError: CLDR has no data for the language.
        UnknownZoneError: there is no such zone.
        ParseError: one of its ends is outside the years 1 to 9999 there.

    >>> from datetime import timedelta
    >>> review = Appointment(datetime(2026, 10, 29, 16), "Europe/Berlin", timedelta(hours=1))
    >>> format_appointment(review, locale="de", zone="Europe/Berlin")
    '29.10.2026 16:00–17:00 UTC+1'
    >>> format_appointment(review, locale="ja", zone="Asia/Tokyo")
    '2026/10/30 0:00–1:00 UTC+9'
    """
    if not isinstance(value, Appointment):
        raise TypeError(f"an Appointment is expected, not {type(value).__name__}")
    start, end = value.at(zone), in_zone(value.end, zone)
    one_offset = start.utcoffset() == end.utcoffset()
    first = _day_and_time(start, locale)
    if not value.duration:
        return f"{first} {_offset(start)}"
    if not one_offset:
        first = f"{first} {_offset(start)}"
    if start.date() != end.date():
        return f"{first} – {_day_and_time(end, locale)} {_offset(end)}"
    dash = "–" if one_offset else " – "
    return f"{first}{dash}{format_time(end.time(), locale=locale)} {_offset(end)}"


def format_calendar_date(
    value: CalendarDate, *, locale: LocaleLike, width: DateWidth = "medium"
) -> str:
    """Return a day of a calendar as a reader writes it, with its era where that is usual.

    Args:
        value: the day.
        locale: whose words.
        width: ``"full"``, ``"long"``, ``"medium"`` or ``"short"``.

    Raises:
        TypeError: it is no day of a calendar; a date becomes one by ``CalendarDate.of``.
        ValueError: there is no such width.
        UnknownLocaleError: CLDR has no data for the language.

    >>> from datetime import date
    >>> contract = CalendarDate.of(date(2026, 11, 24), "japanese")
    >>> format_calendar_date(contract, locale="ja"), format_calendar_date(contract, locale="en")
    ('令和8年11月24日', 'Nov 24, 8 Reiwa')
    """
    if not isinstance(value, CalendarDate):
        raise TypeError(f"a CalendarDate is expected, not {type(value).__name__}")
    tag = in_calendar(canonicalize(locale), value.key)
    return format_date(value.gregorian(), locale=tag, width=width)


def _day_and_time(moment: datetime, locale: LocaleLike) -> str:
    day = format_date(moment.date(), locale=locale)
    return f"{day} {format_time(moment.time(), locale=locale)}"


def _offset(moment: datetime) -> str:
    """Return the offset without needless zeros, such as ``UTC``, ``UTC-4``, ``UTC+5:45``."""
    sign, hours, minutes = (text := f"{moment:%z}")[0], int(text[1:3]), int(text[3:5])
    if not hours and not minutes:
        return "UTC"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")
