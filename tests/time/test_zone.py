"""One database for everybody: zones are looked up by name, pickled by name, and never doubled."""

from __future__ import annotations

import copy
import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import pytz
from dateutil import tz as dateutil_tz

from crmi18n.errors import UnknownCountryError, UnknownZoneError
from crmi18n.time import get_zone, preferred_zone, tz_release, zones_of
from crmi18n.time.zone import _zones


@pytest.mark.parametrize(
    ("zone", "moment", "offset"),
    [
        # the tz project's NEWS for 2024a to 2026f; 2025b and older say otherwise of the first four
        pytest.param("America/Vancouver", "2026-12-15", -7, id="Vancouver stays on -07"),
        pytest.param("America/Edmonton", "2026-12-15", -6, id="Edmonton stays on -06"),
        pytest.param("America/Winnipeg", "2026-12-15", -5, id="Winnipeg stays on -05"),
        pytest.param("Africa/Casablanca", "2026-09-21", 0, id="Casablanca is on +00"),
        pytest.param("Asia/Almaty", "2024-03-02", 5, id="Almaty after 1 March 2024"),
        pytest.param("America/Asuncion", "2025-07-01", -3, id="Asuncion stays on -03"),
        pytest.param("Europe/Berlin", "2040-07-01", 2, id="Berlin after 2037"),
    ],
)
def test_the_rules_are_those_of_the_librarys_release(zone: str, moment: str, offset: int) -> None:
    there = datetime.fromisoformat(f"{moment}T18:00:00+00:00").astimezone(get_zone(zone))

    assert there.utcoffset() == timedelta(hours=offset)


def test_every_name_of_the_database_is_a_zone() -> None:
    for name in pytz.all_timezones:
        assert get_zone(name).key == name


@pytest.mark.parametrize("name", ["europe/berlin", "EUROPE/BERLIN", "Europe/Berlin"])
def test_a_name_is_read_in_any_case(name: str) -> None:
    assert get_zone(name) is get_zone("Europe/Berlin")
    assert get_zone(name).key == "Europe/Berlin"


def test_a_zone_comes_back_from_everywhere_as_itself() -> None:
    zone = get_zone("Asia/Tokyo")

    assert pickle.loads(pickle.dumps(zone)) is zone  # noqa: S301 - our own bytes
    assert copy.copy(zone) is zone
    assert copy.deepcopy({"zone": zone})["zone"] is zone


def test_threads_that_ask_first_get_one_object() -> None:
    _zones.pop("Asia/Tashkent", None)
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: id(get_zone("Asia/Tashkent")), range(64)))

    assert len(found) == 1


@pytest.mark.parametrize(
    ("name", "near"),
    [
        pytest.param("Europe/Munich", "Europe/Zurich", id="a city without a zone"),
        pytest.param("Tokyo", "Asia/Tokyo", id="a city alone"),
        pytest.param("new york", "America/New_York", id="a city with a blank"),
        pytest.param("Europe/Berln", "Europe/Berlin", id="a typing error"),
    ],
)
def test_an_unknown_zone_is_an_error_that_names_near_ones(name: str, near: str) -> None:
    with pytest.raises(UnknownZoneError, match=re.escape(repr(name))) as caught:
        get_zone(name)

    assert near in caught.value.nearest


@pytest.mark.parametrize(
    "name",
    ["", "..", "../../etc/passwd", "/etc/localtime", "Europe", "zone.tab", "\0", "x" * 10**6],
)
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(UnknownZoneError):
        get_zone(name)
    assert name not in _zones


def test_a_zone_that_is_no_text_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="int"):
        get_zone(1)  # type: ignore[arg-type]


def test_the_release_is_named() -> None:
    assert re.fullmatch("20[0-9]{2}[a-z]", tz_release())


@pytest.mark.parametrize(
    ("country", "count", "first"),
    [
        # rows of zone.tab
        pytest.param("US", 29, "America/New_York", id="United States"),
        pytest.param("CA", 23, "America/St_Johns", id="Canada"),
        pytest.param("RU", 26, "Europe/Kaliningrad", id="Russia"),
        pytest.param("DE", 2, "Europe/Berlin", id="Germany with Büsingen"),
        pytest.param("JP", 1, "Asia/Tokyo", id="Japan"),
        pytest.param("XK", 1, "Europe/Belgrade", id="Kosovo"),
    ],
)
def test_a_country_has_its_zones(country: str, count: int, first: str) -> None:
    zones = zones_of(country)

    assert len(zones) == count
    assert zones[0] == first
    assert all(get_zone(zone) for zone in zones)


@pytest.mark.parametrize("country", ["BV", "HM"])
def test_an_uninhabited_country_has_none(country: str) -> None:
    assert zones_of(country) == ()


@pytest.mark.parametrize(
    ("country", "near"), [("us", ("US",)), ("ZZ", ()), ("USA", ()), ("", ()), ("xk", ("XK",))]
)
def test_an_unknown_country_is_an_error(country: str, near: tuple[str, ...]) -> None:
    with pytest.raises(UnknownCountryError) as caught:
        zones_of(country)

    assert caught.value.nearest == near


def test_two_zones_are_subtracted_as_instants() -> None:
    berlin = datetime(2026, 6, 30, 15, 30, tzinfo=get_zone("Europe/Berlin"))

    assert berlin - datetime(2026, 6, 30, 13, 30, tzinfo=UTC) == timedelta(0)


def test_utc_is_utc_whoever_says_so() -> None:
    utcs = (UTC, pytz.utc, dateutil_tz.UTC, dateutil_tz.tzutc())

    assert {preferred_zone(utc) for utc in utcs} == {"Etc/UTC"}
