"""The one door to holidays: which days are public holidays of a country, and how far it knows.

A year is read once and never changes; the package's own objects add years while they are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from crmi18n.errors import ParseError, UnknownCountryError

__all__ = ["Holidays", "Known", "holidays_of", "known", "version"]

_LIMITS: Final = {"IN": (2001, 2035)}
"""Years that the package has all holidays of, where its own figures promise more (0.109)."""

_LATELY: Final = range(2020, 2036)
"""Where make-up workdays are looked for; countries without any here do not move workdays."""


class Holidays(NamedTuple):
    """One year of a country: days off, half days off, and weekend days that are worked."""

    off: Mapping[date, str]
    half: Mapping[date, str]
    worked: frozenset[date]


class Known(NamedTuple):
    """The years that the package knows; ``worked`` is None where no workdays are moved."""

    first: int
    last: int
    worked: int | None


def version() -> str:
    """Return the package's name and version, such as ``"holidays 0.109"``."""
    import holidays

    return f"holidays {holidays.__version__}"  # type: ignore[attr-defined]  # not re-exported


@lru_cache(maxsize=512)
def known(country: str, subdivision: str | None, categories: tuple[str, ...]) -> Known:
    """Return what the package knows of a country.

    Raises:
        UnknownCountryError: it does not know the country.
        ParseError: it does not know the subdivision, or a category.
    """
    from holidays import country_holidays

    try:
        found = country_holidays(country)
    except (NotImplementedError, TypeError):
        raise UnknownCountryError(country) from None
    if len(country) != 2:
        raise UnknownCountryError(country, [found.country])
    if subdivision is not None and subdivision not in found.subdivisions:
        those = ", ".join(found.subdivisions) or "none"
        expected = f"subdivision of {country} with its own holidays ({those})"
        raise ParseError(subdivision, expected, "unknown")
    for category in categories:
        if category not in found.supported_categories:
            those = ", ".join(sorted(found.supported_categories))
            expected = f"category of holidays of {country} ({those})"
            raise ParseError(category, expected, "unknown")
    first, last = _LIMITS.get(country, (found.start_year, found.end_year))
    worked = None
    if getattr(found, "has_substituted_holidays", False):
        lately = country_holidays(country, subdiv=subdivision, years=_LATELY)
        worked = max((day.year for day in lately.weekend_workdays), default=None)
        worked = worked if worked is not None and worked in _LATELY else None
    return Known(first, last, worked)


@lru_cache(maxsize=8192)
def holidays_of(
    country: str, subdivision: str | None, categories: tuple[str, ...], year: int
) -> Holidays:
    """Return a year of a country, by English names where the package has them."""
    from holidays import country_holidays

    found = country_holidays(
        country,
        subdiv=subdivision,
        years=year,
        expand=False,
        language="en_US",
        categories=categories,
    )
    half: Mapping[date, str] = {}
    if "half_day" in found.supported_categories:
        half = country_holidays(
            country,
            subdiv=subdivision,
            years=year,
            expand=False,
            language="en_US",
            categories=("half_day",),
        )
    worked = frozenset(day for day in found.weekend_workdays if day.year == year)
    return Holidays(_of_year(found, year), _of_year(half, year), worked)


def _of_year(days: Mapping[date, str], year: int) -> Mapping[date, str]:
    return {day: name for day, name in sorted(days.items()) if day.year == year}
