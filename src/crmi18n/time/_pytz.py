"""The one door to pytz: its copy of the IANA time zone database, read by ``zoneinfo``.

Only the files are used. pytz's own arithmetic stops in 2037 and shifts times by local mean time;
``ZoneInfo(key)`` would read the operating system's database first, which may be years old.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from zoneinfo import ZoneInfo

__all__ = ["content", "names", "open_zone", "release", "territories"]


def release() -> str:
    """Return the release of the database, such as ``"2026f"``."""
    import pytz

    return str(pytz.OLSON_VERSION)  # type: ignore[attr-defined]  # the stubs lack it


@lru_cache(maxsize=1)
def names() -> Mapping[str, str]:
    """Return every name of the database, links included, by its case-folded form."""
    import pytz

    return {name.casefold(): name for name in pytz.all_timezones}


def open_zone(kind: type[ZoneInfo], name: str) -> ZoneInfo:
    """Read a zone that is one of :func:`names`, as an object of the given class."""
    import pytz

    with pytz.open_resource(name) as file:  # type: ignore[attr-defined]
        return kind.from_file(file, key=name)


def content(name: str) -> bytes:
    """Return the TZif file of a zone that is one of :func:`names`."""
    import pytz

    with pytz.open_resource(name) as file:  # type: ignore[attr-defined]
        return bytes(file.read())


@lru_cache(maxsize=1)
def territories() -> Mapping[str, tuple[str, ...]]:
    """Return ISO 3166-1 code to zones, in the order of zone.tab; uninhabited ones have none."""
    import pytz

    return {code: tuple(pytz.country_timezones.get(code, ())) for code in pytz.country_names}
