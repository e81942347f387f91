"""Claim: what CLDR says of a territory's money, week and measures is given as it stands.

The expected facts are public ones: the euro's calendar, ISO 8601's week, who measures in feet.
"""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from crmi18n.cldr import currencies_of, measurement_system, week_of
from crmi18n.cldr._packs import table
from crmi18n.errors import UnknownCountryError


@pytest.mark.parametrize(
    ("territory", "on", "codes"),
    [
        ("DE", None, ("EUR",)),
        ("DE", date(1990, 1, 1), ("DEM",)),
        ("HR", date(2022, 12, 31), ("HRK",)),
        ("HR", date(2023, 6, 1), ("EUR",)),
        ("PA", None, ("PAB", "USD")),
        ("AQ", None, ()),
    ],
)
def test_money(territory: str, on: date | None, codes: tuple[str, ...]) -> None:
    assert currencies_of(territory, on=on) == codes


def test_weeks() -> None:
    assert week_of("DE").first_day == "mon"
    assert week_of("DE").minimum_days == 4
    assert week_of("DE").weekend == ("sat", "sun")
    assert week_of("IR").weekend == ("fri",)
    assert week_of("IN").weekend == ("sun",)
    assert week_of("JP").first_day == "sun"


def test_measures() -> None:
    assert measurement_system("US") == "US"
    assert measurement_system("GB") == "UK"
    assert measurement_system("GB", of="temperature") == "UK"
    assert measurement_system("BS", of="temperature") == "US"
    assert measurement_system("JP") == "metric"


@pytest.mark.parametrize("territory", sorted(table("territories")["currencies"]))
def test_every_territory_has_facts(territory: str) -> None:
    assert 1 <= len(week_of(territory).weekend) <= 2
    assert measurement_system(territory) in ("metric", "US", "UK")


@pytest.mark.parametrize("ask", [currencies_of, week_of, measurement_system])
def test_an_unknown_territory_is_named(ask: object) -> None:
    with pytest.raises(UnknownCountryError, match="'XQ'"):
        ask("XQ")  # type: ignore[operator]


@pytest.mark.parametrize("on", [datetime(2025, 12, 31, 10, tzinfo=UTC), "2025-12-31"], ids=str)
def test_money_is_asked_for_by_the_day(on: Any) -> None:
    with pytest.raises(TypeError, match="a date is expected"):
        currencies_of("BG", on=on)


def test_of_measures_only_temperatures_have_a_system_of_their_own() -> None:
    with pytest.raises(ValueError, match="'speed'"):
        measurement_system("DE", of="speed")  # type: ignore[arg-type]
