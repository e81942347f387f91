"""A signature counts on the day that it is for the unit responsible."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import pytz
from dateutil import tz as dateutil_tz

from crmi18n.errors import ParseError, TimeKindError, UnknownZoneError
from crmi18n.time import WorkingCalendar, business_date, get_zone
from crmi18n.time.instant import require_instant

NOON = datetime(2026, 7, 1, 12)  # noqa: DTZ001 - as other libraries want it
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


@pytest.mark.parametrize(
    ("instant", "zone"),
    [
        pytest.param("9999-12-31T23:59+00:00", "Asia/Tokyo", id="after all days there"),
        pytest.param("0001-01-01T00:00+00:00", "America/New_York", id="before all days there"),
        pytest.param("9999-12-31T23:59-01:00", "America/New_York", id="after all days in UTC"),
        pytest.param("0001-01-01T00:00+01:00", "Asia/Tokyo", id="before all days in UTC"),
    ],
)
def test_an_instant_at_the_end_of_time_is_refused(instant: str, zone: str) -> None:
    with pytest.raises(ParseError, match="1 to 9999"):
        business_date(datetime.fromisoformat(instant), zone)


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(UnknownZoneError):
        business_date(SIGNED, "Europe/Munich")


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(pytz.timezone("Europe/Berlin").localize(NOON), id="pytz"),
        pytest.param(NOON.replace(tzinfo=dateutil_tz.gettz("Europe/Berlin")), id="dateutil"),
        pytest.param(NOON.replace(tzinfo=get_zone("Europe/Berlin")), id="ours"),
        pytest.param(NOON.replace(tzinfo=dateutil_tz.tzoffset(None, 7200)), id="an offset"),
    ],
)
def test_instants_of_other_libraries_are_instants(moment: datetime) -> None:
    assert require_instant(moment, "a test") == datetime(2026, 7, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(NOON.replace(tzinfo=pytz.timezone("Europe/Berlin")), id="local mean time"),
        pytest.param(
            pytz.timezone("Europe/Berlin").localize(NOON.replace(year=2040)), id="after 2037"
        ),
    ],
)
def test_offsets_that_a_zone_does_not_have_are_refused(moment: datetime) -> None:
    with pytest.raises(ParseError, match="localize"):
        require_instant(moment, "a test")
    with pytest.raises(ParseError, match="localize"):
        WorkingCalendar("Europe/Berlin", {"mon": ["09:00-17:00"]}).add(moment, timedelta(hours=1))
