"""A zone has one preferred name; what its names in Windows and among people lose is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import pytz
from dateutil import tz as dateutil_tz

from crmi18n.errors import TimeKindError, UnknownCountryError, UnknownZoneError
from crmi18n.time import (
    country_of,
    get_zone,
    preferred_zone,
    windows_zone,
    zone_city,
    zone_name,
    zone_of_windows,
)
from crmi18n.time.zone import zone_facts


@pytest.mark.parametrize(
    ("given", "preferred"),
    [
        # bcp47/timezone.json of CLDR 48.2, attribute _iana
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("asia/katmandu", "Asia/Kathmandu"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("America/Godthab", "America/Nuuk"),
        ("US/Pacific", "America/Los_Angeles"),
        ("Europe/Oslo", "Europe/Oslo"),
        ("Europe/Amsterdam", "Europe/Amsterdam"),
    ],
)
def test_links_are_other_names_of_a_zone(given: str, preferred: str) -> None:
    assert preferred_zone(given) == preferred


def test_every_preferred_name_is_of_the_database() -> None:
    for name in pytz.all_timezones:
        assert preferred_zone(preferred_zone(name)) == preferred_zone(name)


@pytest.mark.parametrize(
    "zone",
    [
        pytest.param(pytz.timezone("Europe/Berlin"), id="pytz"),
        pytest.param(
            pytz.timezone("Europe/Berlin").localize(datetime(2026, 7, 1)).tzinfo,  # noqa: DTZ001
            id="pytz, localized",
        ),
        pytest.param(dateutil_tz.gettz("Europe/Berlin"), id="dateutil"),
        pytest.param(get_zone("Europe/Berlin"), id="ours"),
    ],
)
def test_zones_of_other_libraries_are_taken_by_their_names(zone: object) -> None:
    assert get_zone(zone) is get_zone("Europe/Berlin")  # type: ignore[arg-type]


def test_an_offset_is_no_zone() -> None:
    assert get_zone(UTC).key == "Etc/UTC"
    with pytest.raises(TypeError, match="timezone"):
        get_zone(timezone(timedelta(hours=1)))


@pytest.mark.parametrize(
    ("zone", "name", "codes"),
    [
        ("Europe/Berlin", "W. Europe Standard Time", []),
        ("America/Los_Angeles", "Pacific Standard Time", []),
        ("Europe/Vienna", "W. Europe Standard Time", ["time.windows_name"]),
        (
            "America/Vancouver",
            "Pacific Standard Time",
            ["time.windows_clocks", "time.windows_name"],
        ),
        (
            "America/Winnipeg",
            "Central Standard Time",
            ["time.windows_clocks", "time.windows_name"],
        ),
        ("Asia/Calcutta", "India Standard Time", []),
    ],
)
def test_what_a_name_of_windows_loses_is_said(zone: str, name: str, codes: list[str]) -> None:
    found = windows_zone(zone)

    assert found.name == name
    assert [finding.code for finding in found.findings] == codes


def test_with_its_territory_a_name_of_windows_leads_back_to_the_same_clocks() -> None:
    start, end = (datetime(year, 1, 1, tzinfo=UTC) for year in (2027, 2029))
    for territories in zone_facts()["windows"].values():
        for zones in territories.values():
            for zone in zones[:1]:
                there = windows_zone(zone)
                back = zone_of_windows(there.name, territory=there.territory)
                for days in range(0, (end - start).days, 30):
                    at = start + timedelta(days=days)
                    same = at.astimezone(get_zone(back)).utcoffset()
                    assert same == at.astimezone(get_zone(zone)).utcoffset(), zone


@pytest.mark.parametrize("zone", ["Antarctica/Troll", "Europe/Munich"])
def test_a_zone_that_windows_does_not_have_is_an_error(zone: str) -> None:
    with pytest.raises(UnknownZoneError):
        windows_zone(zone)


@pytest.mark.parametrize("name", ["Customized Time Zone", "", "x" * 10**6, "Europe/Berlin"])
def test_what_is_no_name_of_windows_is_refused(name: str) -> None:
    with pytest.raises(UnknownZoneError):
        zone_of_windows(name)


def test_a_name_that_is_no_text_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="int"):
        zone_of_windows(1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("territory", "error"),
    [("ca", UnknownCountryError), ("QQ", UnknownCountryError), (5, TypeError)],
)
def test_a_territory_that_there_is_not_is_no_reason_to_guess(
    territory: Any, error: type[Exception]
) -> None:
    with pytest.raises(error):
        zone_of_windows("Pacific Standard Time", territory=territory)


def test_a_territory_of_no_zone_of_its_own_has_that_of_the_world() -> None:
    assert zone_of_windows("Pacific Standard Time", territory="DE") == "America/Los_Angeles"
    assert zone_of_windows("UTC", territory="ZZ") == "Etc/UTC"


@pytest.mark.parametrize(
    ("zone", "country"),
    [("Pacific/Honolulu", "US"), ("Asia/Calcutta", "IN"), ("Etc/UTC", None), ("Asia/Tokyo", "JP")],
)
def test_a_zone_is_of_a_country(zone: str, country: str | None) -> None:
    assert country_of(zone) == country


@pytest.mark.parametrize(
    ("zone", "locale", "name"),
    [
        # ICU 78; Honolulu's, Istanbul's and Lagos's are new in CLDR 48
        ("Pacific/Honolulu", "en", "Hawaii-Aleutian Standard Time"),
        ("Europe/Istanbul", "en", "Türkiye Standard Time"),
        ("Europe/Istanbul", "de", "Türkische Normalzeit"),
        ("Africa/Lagos", "en", "West Africa Time"),
        ("America/New_York", "ja", "米国東部標準時"),
        ("Europe/Berlin", "de", "Mitteleuropäische Normalzeit"),
        ("Europe/Berlin", "ja", "中央ヨーロッパ標準時"),
        ("America/Vancouver", "de", "Vancouver (Ortszeit)"),
        ("Asia/Kathmandu", "en", "Nepal Time"),
    ],
)
def test_names_are_those_of_the_locale(zone: str, locale: str, name: str) -> None:
    at = datetime(2026, 12, 15, tzinfo=UTC)

    assert zone_name(zone, at=at, locale=locale) == name


def test_every_zone_has_a_name_that_does_not_lie() -> None:
    """A standard time is never named for an offset that the metazone's own zone does not have."""
    for month in (1, 7, 12):
        at = datetime(2026, month, 15, tzinfo=UTC)
        for zone in pytz.common_timezones:
            name = zone_name(zone, at=at, locale="en")
            if name.startswith(("Pacific ", "Mountain ", "Central ", "Eastern ")) and (
                " Standard" in name or " Daylight" in name
            ):
                hours = {"Pacific": -8, "Mountain": -7, "Central": -6, "Eastern": -5}
                words = name.split()
                if words[1] in ("Standard", "Daylight") and words[0] in hours:
                    offset = timedelta(hours=hours[words[0]] + (words[1] == "Daylight"))
                    assert at.astimezone(get_zone(zone)).utcoffset() == offset, (zone, name)


def test_a_city_is_named_in_the_words_of_the_locale() -> None:
    assert zone_city("Europe/Vienna", locale="de") == "Wien"
    assert zone_city("America/New_York", locale="en") == "New York"


def test_a_naive_time_has_no_name() -> None:
    with pytest.raises(TimeKindError):
        zone_name("Europe/Berlin", at=datetime(2026, 1, 1), locale="en")  # noqa: DTZ001
