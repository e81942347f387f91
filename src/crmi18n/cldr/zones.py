"""Names of times of day by zone, as a locale has them; which one is right, ``time`` decides.

Source: ``data/zones.pack`` (CLDR 48.2); for cities, CLDR 47 through Babel.
"""

from __future__ import annotations

from typing import Any, Literal

from crmi18n.cldr import _babel
from crmi18n.cldr._packs import record
from crmi18n.cldr.tag import LocaleLike, LocaleTag

__all__ = ["city_name", "metazone_name", "place_time_name", "zone_own_name"]

Variant = Literal["standard", "daylight"]
NameWidth = Literal["long", "short"]


def metazone_name(
    metazone: str, variant: Variant, *, locale: LocaleLike, width: NameWidth = "long"
) -> str | None:
    """Return what a locale calls the time of a CLDR metazone, if it has a name for it.

    >>> metazone_name("Europe_Central", "daylight", locale="de")
    'Mitteleuropäische Sommerzeit'
    """
    return _name("metazones", metazone, variant, locale, width)


def zone_own_name(
    zone: str, variant: Variant, *, locale: LocaleLike, width: NameWidth = "long"
) -> str | None:
    """Return what a locale calls the time of one zone, by CLDR's id, if it has a name of its own.

    >>> zone_own_name("Europe/Dublin", "daylight", locale="en")
    'Irish Standard Time'
    """
    return _name("zones", zone, variant, locale, width)


def _name(
    kind: str, key: str, variant: Variant, locale: LocaleLike, width: NameWidth
) -> str | None:
    names: Any = record("zones", LocaleTag.parse(locale))[kind].get(key)
    return names.get(width, {}).get(variant) if names else None


def city_name(zone: str, *, locale: LocaleLike) -> str:
    """Return the city that stands for a zone, by CLDR's id.

    >>> city_name("Europe/Vienna", locale="de"), city_name("America/New_York", locale="en")
    ('Wien', 'New York')
    """
    row = _babel.zone_texts(LocaleTag.parse(locale)).zones.get(zone)
    named = row.get("city") if row else None
    return str(named) if named else zone.rpartition("/")[2].replace("_", " ")


def place_time_name(place: str, *, locale: LocaleLike) -> str:
    """Return how a locale calls the time of a place.

    >>> place_time_name("Vancouver", locale="en")
    'Vancouver Time'
    """
    return _babel.zone_texts(LocaleTag.parse(locale)).place.replace("%s", place)
