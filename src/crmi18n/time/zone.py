"""Time zones by their IANA names, all of one database.

Source: IANA time zone database as pytz carries it; :func:`tz_release` names the release.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, timezone, tzinfo
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Self, final
from zoneinfo import ZoneInfo

from crmi18n.errors import UnknownCountryError, UnknownZoneError
from crmi18n.time import _pytz

__all__ = ["ZoneLike", "country_of", "get_zone", "preferred_zone", "tz_release", "zones_of"]

ZoneLike = str | tzinfo
"""An IANA name, or an object of zoneinfo, pytz or dateutil that stands for one."""

_LONGEST: Final = 64
"""No name of the database is longer; longer texts are not searched for near ones."""

_NOT_IN_ISO: Final = {"XK": ("Europe/Belgrade",)}
"""Kosovo's clocks are Belgrade's; zone.tab goes by ISO 3166-1, which has no code for it."""


@final
class _Zone(ZoneInfo):
    """A zone of the one database: pickled by its name, and the same object for every caller."""

    def __reduce__(self) -> tuple[Any, ...]:
        return get_zone, (self.key,)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memo: dict[int, Any]) -> Self:
        return self


_zones: Final[dict[str, ZoneInfo]] = {}

PLAIN_ZONES: Final = frozenset({timezone, _Zone})
"""The kinds of zones whose arithmetic is known to be right."""


def get_zone(key: ZoneLike) -> ZoneInfo:
    """Return a time zone, for ``datetime.astimezone`` and the like.

    Names are read in any case; links such as ``Asia/Calcutta`` are names as well. The zone is
    of the library's own database, whatever the operating system has; of an object of zoneinfo,
    pytz or dateutil only the name is taken, never its arithmetic.

    Raises:
        TypeError: ``key`` is no string, and no object that has the name of a zone.
        UnknownZoneError: the database has no such zone; the error names the nearest ones.

    >>> from datetime import UTC, datetime
    >>> datetime(2026, 7, 1, 12, tzinfo=UTC).astimezone(get_zone("Asia/Kathmandu")).isoformat()
    '2026-07-01T17:45:00+05:45'
    """
    if not isinstance(key, str):
        if isinstance(key, _Zone):
            return key
        key = _name_of(key)
    zone = _zones.get(key)
    if zone is not None:
        return zone
    name = _pytz.names().get(key.casefold())
    if name is None:
        raise UnknownZoneError(key, _nearest(key))
    # setdefault: one object a zone also when two threads are first, since zoneinfo takes two
    # objects of one zone for two zones. Only true names are kept, so that it stays small.
    if name not in _zones:
        _zones.setdefault(name, _pytz.open_zone(_Zone, name))
    return _zones[name]


def _name_of(zone: tzinfo) -> str:
    """Return the name of another library's zone: zoneinfo's, pytz's or dateutil's."""
    if zone is UTC or type(zone).__name__ == "tzutc":  # dateutil's
        return "Etc/UTC"
    for attribute in ("key", "zone", "_filename"):
        name = getattr(zone, attribute, None)
        if isinstance(name, str) and name:
            # dateutil keeps the file: /usr/share/zoneinfo/Europe/Berlin
            return name.rpartition("zoneinfo/")[2]
    raise TypeError(f"a time zone is an IANA name, not {type(zone).__name__}")


def preferred_zone(key: ZoneLike) -> str:
    """Return the name that the IANA database prefers for a zone; links are other names of it.

    Raises:
        TypeError, UnknownZoneError: as by :func:`get_zone`.

    Source: CLDR 48.2, ``bcp47/timezone.json``, which keeps zones apart that only share rules.

    >>> preferred_zone("asia/calcutta"), preferred_zone("Europe/Oslo")
    ('Asia/Kolkata', 'Europe/Oslo')
    """
    name = get_zone(key).key
    return str(zone_facts()["preferred"].get(name, name))


@lru_cache(maxsize=1)
def zone_facts() -> dict[str, Any]:
    """Return the generated table ``data/zones.json``."""
    found: dict[str, Any] = json.loads((Path(__file__).parent / "data/zones.json").read_bytes())
    return found


def tz_release() -> str:
    """Return the release of the time zone database, such as ``"2026f"``.

    >>> tz_release()[:2]
    '20'
    """
    return _pytz.release()


def zones_of(country: str) -> tuple[str, ...]:
    """Return the time zones of a country in geographical order; uninhabited ones have none.

    A country alone says its zone only where there is one.

    Args:
        country: its ISO 3166-1 alpha-2 code, or ``XK``.

    Raises:
        TypeError: ``country`` is no string.
        UnknownCountryError: there is no such code.

    Source: ``zone.tab`` of the database, and its order.

    >>> zones_of("DE")
    ('Europe/Berlin', 'Europe/Busingen')
    """
    if not isinstance(country, str):
        raise TypeError(f"a country is an ISO 3166-1 code, not {type(country).__name__}")
    found = _pytz.territories().get(country) or _NOT_IN_ISO.get(country)
    if found is None and country not in _pytz.territories():
        raise UnknownCountryError(country, [c for c in (country.upper(),) if c in _known()])
    return found or ()


def country_of(zone: ZoneLike) -> str | None:
    """Return the country of a zone, by its ISO 3166-1 code; None: it is of none, such as UTC.

    Raises:
        TypeError, UnknownZoneError: as by :func:`get_zone`.

    >>> country_of("Pacific/Honolulu"), country_of("Asia/Calcutta"), country_of("UTC")
    ('US', 'IN', None)
    """
    return _countries().get(preferred_zone(zone))


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    rows = ((zone, code) for code, zones in _pytz.territories().items() for zone in zones)
    return {preferred_zone(zone): code for zone, code in rows}


def _known() -> set[str]:
    return {*_pytz.territories(), *_NOT_IN_ISO}


def _nearest(key: str) -> list[str]:
    """Return names that look like it; whoever gives only the city means its zone."""
    if len(key) > _LONGEST:
        return []
    return list(dict.fromkeys((*_of_city(key), *get_close_matches(key, _names(), n=3))))[:3]


def _of_city(city: str) -> Iterator[str]:
    ending = f"/{city.casefold().replace(' ', '_')}"
    return (name for folded, name in _pytz.names().items() if folded.endswith(ending))


def _names() -> list[str]:
    return list(_pytz.names().values())
