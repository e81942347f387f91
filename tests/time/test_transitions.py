"""Clock changes as integers: a table says what zoneinfo says, also far after the file ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import pytz

from crmi18n.errors import UnknownZoneError
from crmi18n.time import get_zone
from crmi18n.time.transitions import fixed_table, read_rule, read_tzif, zone_rule, zone_table

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("name", sorted(pytz.all_timezones)[::9])
def test_a_table_is_what_zoneinfo_says(name: str) -> None:
    table, zone = zone_table(name, 2060), get_zone(name)
    for change in table.changes[-160:]:
        for second in (change - 3600, change - 1, change, change + 1800):
            at = EPOCH + timedelta(seconds=second)
            offset = at.astimezone(zone).utcoffset()
            wall = at.astimezone(zone).replace(tzinfo=None, fold=0)
            both = sorted(wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
            edges = table.edges(round((wall - EPOCH.replace(tzinfo=None)).total_seconds()))

            assert timedelta(seconds=table.offset_at(second)) == offset
            assert [EPOCH + timedelta(seconds=at) for at in (edges.earlier, edges.later)] == both


@pytest.mark.parametrize(
    ("text", "standard", "summer", "year", "changes"),
    [
        # rules that the files of 2026f end with; the dates are those of zdump
        pytest.param(
            "CET-1CEST,M3.5.0,M10.5.0/3", 3600, 7200, 2026,
            ["2026-03-29T01:00", "2026-10-25T01:00"], id="Berlin",
        ),
        pytest.param(
            "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", -7200, -3600, 2026,
            ["2026-03-29T01:00", "2026-10-25T01:00"], id="Nuuk, before midnight",
        ),
        pytest.param(
            "EET-2EEST,M3.4.4/50,M10.4.4/50", 7200, 10800, 2026,
            ["2026-03-28T00:00", "2026-10-23T23:00"], id="Gaza's form, two days on",
        ),
        pytest.param(
            "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 37800, 39600, 2026,
            ["2026-04-04T15:00", "2026-10-03T15:30"], id="Lord Howe, half an hour",
        ),
        pytest.param(
            "AAA3BBB,J60/0,J300/0", -10800, -7200, 2024,
            ["2024-03-01T03:00", "2024-10-27T02:00"], id="days that skip 29 February",
        ),
        pytest.param(
            "AAA3BBB,59/0,299/0", -10800, -7200, 2024,
            ["2024-02-29T03:00", "2024-10-26T02:00"], id="days counted from 0",
        ),
        pytest.param("JST-9", 32400, 32400, 2026, [], id="no summer time"),
    ],
)  # fmt: skip
def test_a_rule_of_posix_is_read(
    text: str, standard: int, summer: int, year: int, changes: list[str]
) -> None:
    rule = read_rule(text)
    found = [EPOCH + timedelta(seconds=at) for at, _ in rule.changes(year)]

    assert (rule.standard, rule.summer) == (standard, summer)
    assert [f"{at:%Y-%m-%dT%H:%M}" for at in found] == changes


@pytest.mark.parametrize("text", ["", "CET", "CET-1CEST", "CET-1CEST,M3.6.0,M10.5.0", "1"])
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="POSIX"):
        read_rule(text)


@pytest.mark.parametrize("content", [b"", b"TZif", b"PK\3\4" + b"\0" * 60, b"TZif\0" + b"\0" * 60])
def test_what_is_no_file_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="RFC 8536"):
        read_tzif(content)


def test_a_table_grows_with_the_years_asked_for() -> None:
    assert zone_table("Europe/Berlin", 2500).until >= 2500
    assert zone_table("Europe/Berlin", 9999).until == 9999
    assert zone_table("Europe/Berlin", 9999) is zone_table("Europe/Berlin", 9999)


def test_an_unknown_zone_is_an_error() -> None:
    with pytest.raises(UnknownZoneError):
        zone_table("Europe/Munich", 2026)
    with pytest.raises(UnknownZoneError):
        zone_rule("Europe/Munich")


def test_clocks_that_never_change_have_one_reading() -> None:
    assert fixed_table(3600).edges(7200) == (3600, 3600, None, False)
    assert fixed_table(0).opening(5) == fixed_table(0).closing(5) == 5
