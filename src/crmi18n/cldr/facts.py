"""What is usual in a territory: its money, its week, its measures.

Source: ``data/territories.table`` (CLDR 48.2 supplemental data: currencyData, weekData,
measurementData). These are defaults for a reader of a place; a site's own settings come first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, Final, Literal, final

from crmi18n.cldr._packs import table
from crmi18n.errors import UnknownCountryError

__all__ = [
    "MeasurementSystem",
    "Week",
    "Weekday",
    "currencies_of",
    "measurement_system",
    "week_of",
]

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MeasurementSystem = Literal["metric", "US", "UK"]

_DAYS: Final[tuple[Weekday, ...]] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WORLD: Final = "001"  # CLDR's rows for all territories that have none of their own


@final
@dataclass(frozen=True, slots=True)
class Week:
    """The week of a territory.

    Attributes:
        first_day: the day that calendars begin with.
        minimum_days: so many days of the first week of a year are in that year at least.
        weekend: its days off, in their order.
    """

    first_day: Weekday
    minimum_days: int
    weekend: tuple[Weekday, ...]


def currencies_of(territory: str, *, on: date | None = None) -> tuple[str, ...]:
    """Return the codes that are legal tender in a territory, the usual one first.

    Args:
        territory: an ISO 3166-1 alpha-2 code.
        on: the day that is meant; None is the time without an end that CLDR 48.2 knows.

    Raises:
        TypeError: ``on`` is no date, or a date-time: which day that is depends on a zone.
        UnknownCountryError: CLDR has no such territory.

    >>> currencies_of("BG"), currencies_of("BG", on=date(2025, 12, 31))
    (('EUR',), ('BGN',))
    """
    uses = table("territories")["currencies"]
    if on is not None and (isinstance(on, datetime) or not isinstance(on, date)):
        raise TypeError(f"a date is expected, not {type(on).__name__}")
    day = on.isoformat() if on else "9999-12-31"
    _known(territory)
    return tuple(
        code for code, first, last in uses[territory] if first <= day and (not last or day <= last)
    )


def week_of(territory: str) -> Week:
    """Return the week of a territory; raises as :func:`currencies_of`.

    >>> week_of("US").first_day, week_of("EG").weekend
    ('sun', ('fri', 'sat'))
    """
    _known(territory)
    week = table("territories")["week"]
    start = _DAYS.index(_row(week["weekendStart"], territory))
    end = _DAYS.index(_row(week["weekendEnd"], territory))
    length = (end - start) % len(_DAYS) + 1
    return Week(
        first_day=_row(week["firstDay"], territory),
        minimum_days=int(_row(week["minDays"], territory)),
        weekend=tuple(_DAYS[(start + day) % len(_DAYS)] for day in range(length)),
    )


def measurement_system(
    territory: str, *, of: Literal["temperature"] | None = None
) -> MeasurementSystem:
    """Return the system of measures of a territory, or that of its temperatures.

    Raises:
        ValueError: there are no measures of such a kind.
        UnknownCountryError: CLDR has no such territory.

    >>> measurement_system("LR"), measurement_system("LR", of="temperature")
    ('US', 'metric')
    """
    _known(territory)
    measures = table("territories")["measurement"]
    general: MeasurementSystem = _row(measures["system"], territory)
    if of is None:
        return general
    if of != "temperature":
        raise ValueError(f"{of!r} has no system of measures of its own; temperature has")
    special: MeasurementSystem = measures[of].get(territory, general)
    return special


def _row(rows: Mapping[str, Any], territory: str) -> Any:
    return rows.get(territory, rows[_WORLD])


def _known(territory: str) -> None:
    known = table("territories")["currencies"]
    if territory not in known:
        raise UnknownCountryError(territory, get_close_matches(str(territory), known, n=3))
