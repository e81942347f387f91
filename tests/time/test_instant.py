"""A signature counts on the day that it is for the unit responsible."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from crmi18n.errors import TimeKindError, UnknownZoneError
from crmi18n.time import business_date, get_zone

SIGNED = datetime(2026, 6, 30, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        pytest.param("Pacific/Auckland", date(2026, 7, 1), id="Auckland: the next quarter"),
        pytest.param("Europe/Berlin", date(2026, 6, 30), id="Berlin: this quarter"),
        pytest.param("Pacific/Honolulu", date(2026, 6, 30), id="Honolulu"),
    ],
)
@pytest.mark.parametrize("seen_from", ["UTC", "Pacific/Kiritimati", "Pacific/Niue"])
def test_the_zone_of_the_unit_says_the_day(zone: str, day: date, seen_from: str) -> None:
    assert business_date(SIGNED.astimezone(get_zone(seen_from)), zone) == day


@pytest.mark.parametrize(
    ("value", "error"),
    [
        pytest.param(datetime(2026, 6, 30), TimeKindError, id="a local time"),  # noqa: DTZ001
        pytest.param(date(2026, 6, 30), TimeKindError, id="a day"),
        pytest.param("2026-06-30", TypeError, id="a text"),
    ],
)
def test_what_is_no_instant_is_refused(value: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        business_date(value, "Europe/Berlin")


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(UnknownZoneError):
        business_date(SIGNED, "Europe/Munich")
