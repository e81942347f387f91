"""What people call the time of a zone, where the name is true, and its place where none is.

Source: CLDR 48.2 for which name a zone uses when (``metaZones.json``), CLDR's locales for the
names. Names are of standard time and summer time; whether one of them is what clocks show is
decided by the offset, since laws have kept clocks on "summer time" all year, and Ireland's law
calls its summer time standard.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from crmi18n.cldr import LocaleLike
from crmi18n.cldr.zones import (
    NameWidth,
    Variant,
    city_name,
    metazone_name,
    place_time_name,
    zone_own_name,
)
from crmi18n.time.instant import require_instant
from crmi18n.time.transitions import changes_within, zone_table
from crmi18n.time.zone import ZoneLike, preferred_zone, zone_facts

__all__ = ["zone_city", "zone_name"]

_YEAR: Final = 366 * 86_400

Metazone = tuple[str, int | None, int | None]
"""The name, and the offsets of standard and summer time in seconds, if they are given."""


def zone_name(
    zone: ZoneLike, *, at: datetime, locale: LocaleLike, width: NameWidth = "long"
) -> str:
    """Return what the time of a zone is called at an instant.

    If the locale has no name for it, or the name would say another offset, it is the time of
    the zone's city.

    Args:
        zone: the zone.
        at: the instant.
        locale: whose words.
        width: ``long`` or ``short``; abbreviations mean several zones, and few are there.

    Raises:
        TypeError: ``at`` is no datetime, ``zone`` no zone.
        TimeKindError: ``at`` is naive.
        UnknownZoneError: there is no such zone.
        UnknownLocaleError: CLDR has no data for the language.

    >>> from datetime import UTC
    >>> december = datetime(2026, 12, 15, 17, tzinfo=UTC)
    >>> zone_name("Europe/Berlin", at=december, locale="en")
    'Central European Standard Time'
    >>> zone_name("America/Vancouver", at=december, locale="en")
    'Vancouver Time'
    >>> zone_name("Europe/Dublin", at=datetime(2026, 7, 15, tzinfo=UTC), locale="en")
    'Irish Standard Time'
    """
    instant, name = require_instant(at, "the name of a time"), preferred_zone(zone)
    cldr_id = zone_facts()["cldr"].get(name, name)
    second = int(instant.timestamp())
    own = _variant(name, second, *_usual(name, second))
    found = own and zone_own_name(cldr_id, own, locale=locale, width=width)
    if found:
        return found
    metazone = _metazone(cldr_id, instant)
    if metazone is not None:
        standard, summer = metazone[1:]
        if standard is None or summer is None:
            standard, summer = _usual(zone_facts()["golden"].get(metazone[0], name), second)
        variant = _variant(name, second, standard, summer)
        found = variant and metazone_name(metazone[0], variant, locale=locale, width=width)
        if found:
            return found
    return place_time_name(city_name(cldr_id, locale=locale), locale=locale)


def zone_city(zone: ZoneLike, *, locale: LocaleLike) -> str:
    """Return the city that stands for a zone, in the words of a locale.

    Raises:
        TypeError, UnknownZoneError, UnknownLocaleError: as by :func:`zone_name`.

    >>> zone_city("Asia/Kolkata", locale="en"), zone_city("Europe/Kyiv", locale="de")
    ('Kolkata', 'Kiew')
    """
    name = preferred_zone(zone)
    return city_name(zone_facts()["cldr"].get(name, name), locale=locale)


def _metazone(cldr_id: str, instant: datetime) -> Metazone | None:
    """Return the metazone that a zone uses at an instant."""
    now = f"{instant:%Y-%m-%d %H:%M}"
    for name, since, until, standard, summer in zone_facts()["metazones"].get(cldr_id, ()):
        if since <= now and (not until or now < until):
            return name, _seconds(standard), _seconds(summer)
    return None


def _seconds(offset: str) -> int | None:
    """Return the seconds of an offset such as ``-08`` or ``+05:30``."""
    if not offset:
        return None
    hours, _, minutes = offset[1:].partition(":")
    found = int(hours) * 3600 + int(minutes or 0) * 60
    return -found if offset[0] == "-" else found


def _variant(zone: str, second: int, standard: int, summer: int) -> Variant | None:
    """Return which of two offsets clocks have, if it is one; only summer time has an end."""
    offset = zone_table(zone, 1971 + second // _YEAR).offset_at(second)
    if offset == standard:
        return "standard"
    return "daylight" if offset == summer and changes_within(zone, second, 2 * _YEAR) else None


def _usual(zone: str, second: int) -> tuple[int, int]:
    """Return the smallest and the largest offset of a zone in the year before."""
    table = zone_table(zone, 1971 + second // _YEAR)
    within = (at for at in table.changes if second - _YEAR < at <= second)
    offsets = {table.offset_at(second - _YEAR), *(table.offset_at(at) for at in within)}
    return min(offsets), max(offsets)
