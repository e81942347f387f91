"""Scenario 14: a recurring meeting and a service level, over clock changes and holidays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crmi18n.errors import WallTimeError
from crmi18n.time import (
    Appointment,
    Attendee,
    Recurrence,
    SlaClock,
    WorkingCalendar,
    check_appointment,
    find_slots,
    resolve_wall,
    tz_release,
)

# ruff: noqa: DTZ001 - local times are naive

HOUR = timedelta(hours=1)
WEEK = {day: ["09:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo")
TEAM = [Attendee(zone, WorkingCalendar(zone, WEEK)) for zone in ZONES]


def test_a_weekly_meeting_moves_for_others_when_clocks_change() -> None:
    first = Appointment(datetime(2026, 10, 22, 16), "Europe/Berlin", HOUR)
    weekly = Recurrence("FREQ=WEEKLY;BYDAY=TH;COUNT=3", first).all()

    assert [[f"{one.at(zone):%d %H:%M}" for zone in ("UTC", *ZONES)] for one in weekly] == [
        ["22 14:00", "22 16:00", "22 10:00", "22 23:00"],
        ["29 15:00", "29 16:00", "29 11:00", "30 00:00"],
        ["05 15:00", "05 16:00", "05 10:00", "06 00:00"],
    ]


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [("2026-10-20", 15, 17), ("2026-10-27", 14, 17), ("2026-11-05", 15, 17)],
)
def test_two_offices_share_some_hours_and_three_none(day: str, first: int, last: int) -> None:
    start = datetime.fromisoformat(f"{day}T00:00:00+00:00")
    window = (start, start + 24 * HOUR)
    two = find_slots(TEAM[:2], HOUR, window=window)
    three = find_slots(TEAM, HOUR, window=window)

    assert two[0].shares[0].start.hour == first
    assert (two[-1].shares[0].start + HOUR).hour == last
    assert not three
    proposal = three.least_bad(1)[0]
    assert proposal.worst.points > 0
    assert any(proposal.worst.name in line for line in proposal.explain())


def test_four_working_hours_over_christmas() -> None:
    office = WorkingCalendar("Europe/Berlin", WEEK, country="DE")
    start = datetime.fromisoformat("2026-12-24T15:30:00+01:00")
    due = SlaClock(office, 4 * HOUR, start).due()

    assert due is not None
    assert due == office.add(start, 4 * HOUR)
    assert due.at("Europe/Berlin").isoformat() == "2026-12-28T11:30:00+01:00"
    assert [reason.value for reason in due.reasons] == ["2026-12-25"]
    assert not due.provisional


@pytest.mark.parametrize(
    ("wall", "code", "instant"),
    [
        ("2027-03-28T02:30", "time.gap", "2027-03-28T01:30"),
        ("2026-10-25T02:30", "time.fold", "2026-10-25T00:30"),
    ],
)
def test_a_time_that_is_not_unique_is_taken_and_reported(
    wall: str, code: str, instant: str
) -> None:
    meeting = Appointment(datetime.fromisoformat(wall), "Europe/Berlin", HOUR)

    assert meeting.instant == datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert [finding.code for finding in check_appointment(meeting)] == [code]
    with pytest.raises(WallTimeError):
        resolve_wall(datetime.fromisoformat(wall), "Europe/Berlin", "raise")


def test_what_is_stored_says_wall_time_zone_instant_and_release() -> None:
    meeting = Appointment(datetime(2026, 10, 29, 16), "Europe/Berlin", HOUR)

    assert meeting.to_dict() == {
        "start": "2026-10-29T16:00:00+01:00[Europe/Berlin]",
        "duration": "PT1H",
        "policy": "compatible",
        "tz_release": tz_release(),
    }
