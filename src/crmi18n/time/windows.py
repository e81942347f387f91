"""Names of time zones in Windows and Exchange, both ways, and what is lost between them.

Source: CLDR 48.2 ``windowsZones.json``. A Windows name stands for one zone in the world, and for
others by territory; some of these have other clocks by now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Final, final

from crmi18n.errors import UnknownZoneError
from crmi18n.findings import Finding
from crmi18n.time.transitions import zone_table
from crmi18n.time.zone import ZoneLike, preferred_zone, tz_release, zone_facts, zones_of

__all__ = ["WindowsZone", "windows_zone", "zone_of_windows"]

_WORLD: Final = "001"
_YEARS: Final = 5
"""So many years from the release on, clocks are compared."""


@final
@dataclass(frozen=True, slots=True)
class WindowsZone:
    """The name of a zone in Windows, and what it loses.

    Attributes:
        name: the name.
        zone: the IANA zone that it was asked for.
        territory: with which :func:`zone_of_windows` finds a zone of the same clocks, if any.
        findings: ``time.windows_clocks`` (warning): Windows shows other times, by the rules of
            the zone that stands for the name; ``time.windows_name`` (info): the way back leads
            to another name.
    """

    name: str
    zone: str
    territory: str
    findings: tuple[Finding, ...]


def windows_zone(zone: ZoneLike) -> WindowsZone:
    """Return the name of a zone in Windows.

    Raises:
        TypeError: ``zone`` is no zone.
        UnknownZoneError: there is no such zone, or Windows has none for it.

    >>> berlin, winnipeg = windows_zone("Europe/Berlin"), windows_zone("America/Winnipeg")
    >>> berlin.name, berlin.findings
    ('W. Europe Standard Time', ())
    >>> winnipeg.name, [finding.code for finding in winnipeg.findings]
    ('Central Standard Time', ['time.windows_clocks', 'time.windows_name'])
    """
    wanted = preferred_zone(zone)
    found = _names().get(wanted)
    if found is None:
        raise UnknownZoneError(wanted, [])
    name, territory = found
    main = _windows()[name][_WORLD][0]
    findings = []
    if _clocks(wanted) != _clocks(main):
        message = f"{name} has the clocks of {main}, which are not those of {wanted}"
        findings.append(Finding("time.windows_clocks", "warning", message, value=wanted))
    if preferred_zone(main) != wanted:
        message = f"{name} is read as {main} where the territory {territory} is not known"
        findings.append(Finding("time.windows_name", "info", message, value=wanted))
    return WindowsZone(name, wanted, territory, tuple(findings))


def zone_of_windows(name: str, *, territory: str | None = None) -> str:
    """Return the IANA zone that a Windows name stands for, in a territory or in the world.

    A territory that Windows does not tell from the rest has the zone of the world.

    Raises:
        TypeError: ``name`` or ``territory`` is no text.
        UnknownZoneError: Windows has no such name.
        UnknownCountryError: there is no such territory.

    >>> zone_of_windows("Pacific Standard Time")
    'America/Los_Angeles'
    >>> zone_of_windows("Pacific Standard Time", territory="CA")
    'America/Vancouver'
    """
    if not isinstance(name, str):
        raise TypeError(f"a name of Windows is a text, not {type(name).__name__}")
    rows = _windows().get(name)
    if rows is None:
        raise UnknownZoneError(name[:80], get_close_matches(name[:80], _windows(), n=3))
    if territory is not None and territory not in rows:
        zones_of(territory)  # or there is no such territory
    return preferred_zone(rows.get(territory or _WORLD, rows[_WORLD])[0])


def _windows() -> Mapping[str, Mapping[str, list[str]]]:
    found: Mapping[str, Mapping[str, list[str]]] = zone_facts()["windows"]
    return found


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, str]]:
    """Return zone to name and territory; ``001`` only where no territory has the zone."""
    found: dict[str, tuple[str, str]] = {}
    for zone, name, territory in _rows():
        if zone not in found or found[zone][1] == _WORLD:
            found[zone] = name, territory
    return found


def _rows() -> Iterator[tuple[str, str, str]]:
    for name, territories in _windows().items():
        for territory, zones in territories.items():
            yield from ((preferred_zone(zone), name, territory) for zone in zones)


def _clocks(zone: str) -> tuple[tuple[int, int], ...]:
    """Return the offset at the end of the release's year, and the changes of some years more."""
    year = int(tz_release()[:4])
    table = zone_table(zone, year + _YEARS)
    first, last = ((later - 1970) * 31_556_952 for later in (year + 1, year + _YEARS))
    changes = [
        (at, offset)
        for at, offset in zip(table.changes, table.offsets[1:], strict=True)
        if first <= at < last
    ]
    return ((first, table.offset_at(first)), *changes)
