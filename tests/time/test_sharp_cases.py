"""The sharp cases of clocks and calendars, by release 2026f of the rules.

The expected instants were worked out from the database's text and NEWS, not by this library.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from crmi18n.time import (
    Appointment,
    DayHours,
    Policy,
    Recurrence,
    WorkingCalendar,
    get_zone,
    resolve_wall,
    zone_name,
    zone_of_windows,
)

HOUR = timedelta(hours=1)
WEEK = {day: ["09:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("zone", "time", "kind", "policy", "instant"),
    [
        ("Europe/Berlin", "2026-03-29T02:30", "gap", "compatible", "2026-03-29T01:30"),
        ("Europe/Berlin", "2026-03-29T02:30", "gap", "earlier", "2026-03-29T00:30"),
        ("Europe/Berlin", "2026-03-29T02:30", "gap", "next_valid", "2026-03-29T01:00"),
        ("Europe/Berlin", "2026-10-25T02:30", "fold", "compatible", "2026-10-25T00:30"),
        ("Europe/Berlin", "2026-10-25T02:30", "fold", "later", "2026-10-25T01:30"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "gap", "compatible", "2026-10-03T15:45"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "gap", "earlier", "2026-10-03T15:15"),
        ("Australia/Lord_Howe", "2026-04-05T01:45", "fold", "compatible", "2026-04-04T14:45"),
        ("Australia/Lord_Howe", "2026-04-05T01:45", "fold", "later", "2026-04-04T15:15"),
        ("Pacific/Apia", "2011-12-30T12:00", "gap", "compatible", "2011-12-30T22:00"),
        ("Pacific/Kwajalein", "1993-08-21T12:00", "gap", "compatible", "1993-08-22T00:00"),
        ("Africa/Cairo", "2026-04-24T00:00", "gap", "next_valid", "2026-04-23T22:00"),
        ("Africa/Cairo", "2026-10-29T23:30", "fold", "earlier", "2026-10-29T20:30"),
        ("Africa/Cairo", "2026-10-29T23:30", "fold", "later", "2026-10-29T21:30"),
        ("America/Santiago", "2026-09-06T00:00", "gap", "compatible", "2026-09-06T04:00"),
        ("Asia/Beirut", "2026-03-29T00:00", "gap", "compatible", "2026-03-28T22:00"),
        ("America/Havana", "2026-11-01T00:30", "unique", "raise", "2026-11-01T04:30"),
        ("America/Havana", "2026-12-15T09:00", "unique", "raise", "2026-12-15T13:00"),
        ("America/Vancouver", "2026-12-15T09:00", "unique", "raise", "2026-12-15T16:00"),
        ("America/Vancouver", "2026-11-01T01:30", "unique", "raise", "2026-11-01T08:30"),
        ("America/Edmonton", "2026-12-15T09:00", "unique", "raise", "2026-12-15T15:00"),
        ("America/Winnipeg", "2026-12-15T09:00", "unique", "raise", "2026-12-15T14:00"),
        ("America/Yellowknife", "2026-12-15T09:00", "unique", "raise", "2026-12-15T15:00"),
        ("Africa/Casablanca", "2026-02-14T09:00", "unique", "raise", "2026-02-14T08:00"),
        ("Africa/Casablanca", "2026-02-16T09:00", "unique", "raise", "2026-02-16T09:00"),
        ("Africa/Casablanca", "2026-03-23T09:00", "unique", "raise", "2026-03-23T08:00"),
        ("Africa/Casablanca", "2026-09-19T09:00", "unique", "raise", "2026-09-19T08:00"),
        ("Africa/Casablanca", "2026-09-21T09:00", "unique", "raise", "2026-09-21T09:00"),
        ("Africa/Casablanca", "2027-02-10T09:00", "unique", "raise", "2027-02-10T09:00"),
        ("Asia/Almaty", "2024-02-29T09:00", "unique", "raise", "2024-02-29T03:00"),
        ("Asia/Almaty", "2024-03-01T09:00", "unique", "raise", "2024-03-01T04:00"),
        ("Asia/Almaty", "2024-02-29T23:30", "fold", "earlier", "2024-02-29T17:30"),
        ("Asia/Almaty", "2024-02-29T23:30", "fold", "later", "2024-02-29T18:30"),
        ("America/Asuncion", "2024-07-01T09:00", "unique", "raise", "2024-07-01T13:00"),
        ("America/Asuncion", "2025-07-01T09:00", "unique", "raise", "2025-07-01T12:00"),
        ("Asia/Kathmandu", "2026-11-24T09:00", "unique", "raise", "2026-11-24T03:15"),
        ("Australia/Eucla", "2026-07-01T09:00", "unique", "raise", "2026-07-01T00:15"),
        ("Pacific/Chatham", "2026-07-01T09:00", "unique", "raise", "2026-06-30T20:15"),
        ("Pacific/Chatham", "2026-12-01T09:00", "unique", "raise", "2026-11-30T19:15"),
        ("Antarctica/Troll", "2026-03-29T01:30", "gap", "compatible", "2026-03-29T01:30"),
        ("America/Nuuk", "2026-03-28T23:30", "gap", "compatible", "2026-03-29T01:30"),
        ("Europe/Chisinau", "2026-03-29T02:30", "unique", "raise", "2026-03-29T00:30"),
        ("Europe/Chisinau", "2026-03-29T03:30", "gap", "compatible", "2026-03-29T01:30"),
        ("Europe/Berlin", "2040-07-01T09:00", "unique", "raise", "2040-07-01T07:00"),
    ],
)
def test_a_local_time_is_the_instant_that_the_law_makes_it(
    zone: str, time: str, kind: str, policy: Policy, instant: str
) -> None:
    found = resolve_wall(wall(time), zone, policy)

    assert found.kind == kind
    assert found.instant == wall(instant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("America/Scoresbysund", "2026-01-15", -2), ("America/Scoresbysund", "2026-07-15", -1),
        ("Arctic/Longyearbyen", "2026-07-15", 2), ("Asia/Gaza", "2026-02-20", 2),
        ("Asia/Gaza", "2026-03-20", 2), ("Asia/Gaza", "2026-04-20", 3),
        ("Asia/Gaza", "2026-11-20", 2), ("Asia/Tehran", "2026-07-15", 3.5),
        ("America/Mexico_City", "2026-07-15", -6), ("Asia/Amman", "2026-12-15", 3),
        ("America/Coyhaique", "2026-01-15", -3), ("America/Coyhaique", "2026-07-15", -3),
        ("America/Winnipeg", "2027-07-15", -5), ("America/Vancouver", "2027-07-15", -7),
        ("America/Havana", "2027-07-15", -4), ("Europe/Dublin", "2026-01-15", 0),
        ("Europe/Dublin", "2026-07-15", 1),
    ],
)  # fmt: skip
def test_a_zone_has_the_offset_of_its_law(zone: str, day: str, hours: float) -> None:
    noon = wall(f"{day}T12:00").replace(tzinfo=UTC)

    assert noon.astimezone(get_zone(zone)).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        ("2026-03-06", 15), ("2026-03-09", 14), ("2026-03-27", 14), ("2026-03-30", 15),
        ("2026-10-23", 15), ("2026-10-26", 14), ("2026-10-30", 14), ("2026-11-02", 15),
    ],
)  # fmt: skip
def test_nine_in_new_york_is_not_always_three_in_berlin(day: str, hour: int) -> None:
    call = Appointment(wall(f"{day}T09:00"), "America/New_York", HOUR)

    assert call.at("Europe/Berlin").hour == hour


@pytest.mark.parametrize(
    ("zone", "month", "name"),
    [
        ("Europe/Dublin", 1, "Greenwich Mean Time"),
        ("Europe/Dublin", 7, "Irish Standard Time"),
        ("Europe/London", 7, "British Summer Time"),
        ("America/Vancouver", 7, "Pacific Daylight Time"),
        ("America/Vancouver", 12, "Vancouver Time"),
        ("America/Edmonton", 12, "Edmonton Time"),
        ("America/Winnipeg", 12, "Winnipeg Time"),
        ("America/Inuvik", 12, "Inuvik Time"),
        ("America/Havana", 12, "Cuba Daylight Time"),
        ("Europe/Kyiv", 1, "Eastern European Standard Time"),
        ("Asia/Kolkata", 1, "India Standard Time"),
        ("Antarctica/Troll", 7, "Troll Time"),
        ("Africa/Casablanca", 7, "Casablanca Time"),
    ],
)
def test_a_name_never_says_another_offset(zone: str, month: int, name: str) -> None:
    assert zone_name(zone, at=datetime(2026, month, 15, tzinfo=UTC), locale="en") == name


def test_the_abbreviation_of_another_offset_is_not_used() -> None:
    december = datetime(2026, 12, 15, 17, tzinfo=UTC)

    assert zone_name("America/Vancouver", at=december, locale="en", width="short") != "PST"


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-20T16:00+01:00", 4, "2026-11-23T12:00+01:00"),
        ("2026-11-20T17:00+01:00", 8, "2026-11-23T17:00+01:00"),
        ("2026-04-02T15:00+02:00", 8, "2026-04-07T15:00+02:00"),
        ("2026-12-23T15:00+01:00", 8, "2026-12-28T12:00+01:00"),
    ],
)
def test_work_is_due_when_it_is_done(start: str, hours: int, due: str) -> None:
    eve = DayHours(date(2026, 12, 24), ["09:00-12:00"])
    office = WorkingCalendar("Europe/Berlin", WEEK, country="DE", exceptions=[eve])

    assert office.add(wall(start), hours * HOUR).instant == wall(due)


def test_two_hours_of_an_occurrence_are_two_hours_on_the_long_night() -> None:
    first = Appointment(wall("2026-10-18T01:30"), "Europe/Berlin", 2 * HOUR)
    long_night = Recurrence("FREQ=WEEKLY;COUNT=2", first).all()[1]

    assert long_night.end == wall("2026-10-25T02:30+01:00")


def test_names_of_windows_stand_for_zones() -> None:
    assert zone_of_windows("W. Europe Standard Time") == "Europe/Berlin"
    assert zone_of_windows("Pacific Standard Time", territory="CA") == "America/Vancouver"
