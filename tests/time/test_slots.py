"""Slots are what a scan of every start finds; where there are none, the least evil is named."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from crmi18n.errors import ParseError, TimeKindError, UnknownZoneError
from crmi18n.time import (
    Appointment,
    Attendee,
    SlaClock,
    Team,
    WorkingCalendar,
    find_cover,
    find_slots,
)
from tests.conformance.walks import scan_differences

HOUR = timedelta(hours=1)
NAIVE = datetime(2026, 1, 1)  # noqa: DTZ001
WEEK = {day: ["09:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
DAYS = {"2026-10-20": "+02:00", "2026-10-27": "+01:00", "2026-11-05": "+01:00"}


def attendee(zone: str, **more: Any) -> Attendee:
    return Attendee(zone.rpartition("/")[2], WorkingCalendar(zone, WEEK), **more)


BERLIN, NEW_YORK, TOKYO = (
    attendee(zone) for zone in ("Europe/Berlin", "America/New_York", "Asia/Tokyo")
)


def day(text: str) -> tuple[datetime, datetime]:
    start = datetime.fromisoformat(f"{text}T00:00:00{DAYS.get(text, '+00:00')}")
    return start, start + 24 * HOUR


@pytest.mark.parametrize("seed", range(50))
def test_slots_are_what_a_scan_finds(seed: int) -> None:
    assert scan_differences(seed) == []


@pytest.mark.parametrize(
    ("date", "first", "count"),
    [("2026-10-20", "15:00", 5), ("2026-10-27", "14:00", 9), ("2026-11-05", "15:00", 5)],
)
def test_two_continents_share_two_hours_or_three(date: str, first: str, count: int) -> None:
    slots = find_slots([BERLIN, NEW_YORK], HOUR, window=day(date))
    shares = slots[0].shares

    assert len(slots) == len(slots.starts) == count
    assert f"{shares[0].start:%H:%M}" == first
    assert bool(slots)


def test_where_nothing_fits_the_least_bad_and_who_bears_it_are_named() -> None:
    slots = find_slots([BERLIN, NEW_YORK, TOKYO], HOUR, window=day("2026-10-27"))
    best = slots.least_bad(1)[0]

    assert not slots
    assert slots.best() == []
    assert {conflict.missing for conflict in slots.conflicts()} == {
        ("Tokyo",),
        ("Berlin", "New_York"),
    }
    # 12:00 UTC: 13:00 in Berlin, 8:00 in New York, 21:00 in Tokyo; the worst costs 10, while an
    # hour earlier it is 7:00 in New York (3) and 20:00 in Tokyo (3).
    assert best.start == datetime(2026, 10, 27, 11, tzinfo=UTC)
    assert best.worst.points == 3
    assert "Tokyo: Tue 20:00 to 21:00, 3 points" in best.explain()


def test_whoever_cannot_come_is_named() -> None:
    slots = find_slots([BERLIN, NEW_YORK, TOKYO], HOUR, window=day("2026-10-27"), at_least=2)

    assert {slot.missing for slot in slots} == {("Tokyo",)}
    assert "Tokyo: cannot attend" in slots[0].explain()
    assert slots[0].to_dict()["missing"] == ["Tokyo"]


def test_a_required_attendee_is_never_missing() -> None:
    tokyo = attendee("Asia/Tokyo", required=True)

    assert not find_slots([BERLIN, NEW_YORK, tokyo], HOUR, window=day("2026-10-27"), at_least=2)


def test_busy_times_are_kept_free() -> None:
    start, end = day("2026-10-27")
    meeting = Appointment(datetime(2026, 10, 27, 9), "Europe/Berlin", 7 * HOUR)  # noqa: DTZ001
    busy = attendee("Europe/Berlin", busy=[meeting, (end - HOUR, end)])
    slots = find_slots([busy], HOUR, window=(start, end), step=HOUR)

    assert [f"{slot.shares[0].start:%H}" for slot in slots] == ["16"]


def test_starts_are_on_the_grid_of_the_first_attendees_clock() -> None:
    kolkata = attendee("Asia/Kolkata")
    slots = find_slots([kolkata, BERLIN], HOUR, window=day("2026-10-27"), step=HOUR)

    assert {f"{slot.shares[0].start:%M}" for slot in slots} == {"00"}
    assert {f"{slot.shares[1].start:%M}" for slot in slots} == {"30"}


def test_the_burden_of_past_meetings_turns_the_ranking() -> None:
    long = {name: ["07:00-21:00"] for name in ("mon", "tue", "wed", "thu", "fri")}
    team = [
        Attendee(zone, WorkingCalendar(zone, long)) for zone in ("Asia/Tokyo", "Europe/Berlin")
    ]
    window = day("2026-10-27")
    night = Appointment(datetime(2026, 10, 20, 20), "Asia/Tokyo", HOUR)  # noqa: DTZ001
    morning = Appointment(datetime(2026, 10, 20, 7), "Europe/Berlin", HOUR)  # noqa: DTZ001

    first = find_slots(team, HOUR, window=window).best(1)[0]
    after_night = find_slots(team, HOUR, window=window, past=[night]).best(1)[0]
    after_morning = find_slots(team, HOUR, window=window, past=[morning]).best(1)[0]

    assert {share.name: share.points for share in after_night.shares}["Asia/Tokyo"] == 0
    assert {share.name: share.points for share in after_morning.shares}["Europe/Berlin"] == 0
    assert first.worst.points <= Fraction(1)


def test_a_day_off_costs_more_than_an_hour_outside_work() -> None:
    saturday = datetime(2026, 10, 31, 10, tzinfo=UTC)
    slots = find_slots([BERLIN], HOUR, window=(saturday, saturday + HOUR))

    assert slots.least_bad()[0].worst.points == 10


def test_slots_can_be_indexed_and_counted() -> None:
    slots = find_slots([BERLIN], HOUR, window=day("2026-10-27"))

    assert slots[-1] == list(slots)[-1]
    assert slots[0] in slots
    with pytest.raises(IndexError):
        slots[len(slots)]


def test_cover_follows_the_sun() -> None:
    long = {name: ["08:00-18:00"] for name in ("mon", "tue", "wed", "thu", "fri")}
    zones = ("Europe/Berlin", "America/Los_Angeles", "Australia/Sydney")
    desks = [Attendee(zone, WorkingCalendar(zone, long)) for zone in zones]
    start, end = day("2026-11-24")
    cover = find_cover(desks, window=(start, end))
    either = desks[0].calendar | desks[1].calendar | desks[2].calendar
    covered = sum((shift.end - shift.start for shift in cover.shifts), timedelta(0))
    gaps = sum((until - since for since, until in cover.gaps), timedelta(0))

    assert covered == either.between(start, end)
    assert covered + gaps == end - start
    assert all(a.end <= b.start for a, b in zip(cover.shifts, cover.shifts[1:], strict=False))


def test_nobody_on_duty_is_one_gap() -> None:
    start = datetime(2026, 10, 31, tzinfo=UTC)

    assert find_cover([BERLIN], window=(start, start + HOUR)).gaps == ((start, start + HOUR),)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        pytest.param({"attendees": []}, ParseError, id="nobody"),
        pytest.param({"attendees": [BERLIN, BERLIN]}, ParseError, id="one name twice"),
        pytest.param({"attendees": ["Berlin"]}, TypeError, id="a text"),
        pytest.param({"duration": timedelta(0)}, ParseError, id="no duration"),
        pytest.param({"duration": -HOUR}, ParseError, id="negative"),
        pytest.param({"duration": 60}, TypeError, id="a number"),
        pytest.param({"step": timedelta(0)}, ParseError, id="no step"),
        pytest.param({"step": timedelta(microseconds=1)}, ParseError, id="too fine"),
        pytest.param({"at_least": 0}, ParseError, id="nobody needed"),
        pytest.param({"at_least": 2}, ParseError, id="more than there are"),
        pytest.param({"window": day("2026-10-27")[::-1]}, ParseError, id="in reverse"),
        pytest.param(
            {"window": (NAIVE, NAIVE + HOUR)},
            TimeKindError,
            id="naive",
        ),
    ],
)
def test_what_is_no_search_is_refused(arguments: dict[str, Any], error: type[Exception]) -> None:
    given = {"attendees": [BERLIN], "duration": HOUR, "window": day("2026-10-27"), **arguments}

    with pytest.raises(error):
        find_slots(given.pop("attendees"), given.pop("duration"), **given)


def test_slots_are_taken_by_place_and_by_slice() -> None:
    team = [Attendee("a", WorkingCalendar("UTC", {"tue": ["09:00-12:00"]}))]
    slots = find_slots(team, HOUR, window=day("2026-10-27"), step=HOUR)

    assert slots[1:] == [slots[1], slots[2]]
    assert slots[::-1] == list(reversed(slots))


@pytest.mark.parametrize("seed", range(20))
def test_nobody_is_on_duty_while_busy(seed: int) -> None:
    random_ = random.Random(seed)  # noqa: S311 - a sample
    start, end = day("2026-10-27")
    busy = [
        (at, at + timedelta(minutes=random_.randint(0, 90)))
        for at in (start + timedelta(minutes=random_.randrange(-60, 1440)) for _ in range(12))
    ]
    calendar = WorkingCalendar("UTC", {"tue": ["01:00-06:00", "09:00-17:00", "17:30-23:00"]})
    cover = find_cover([Attendee("a", calendar, busy)], window=(start, end))

    for minutes in range(24 * 60):
        now = start + timedelta(minutes=minutes)
        on_duty = any(shift.start <= now < shift.end for shift in cover.shifts)
        free = not any(since <= now < until for since, until in busy)
        assert (
            on_duty
            == (free and calendar.is_open(now))
            != any(since <= now < until for since, until in cover.gaps)
        )


def test_what_is_no_pair_of_instants_is_a_type_error() -> None:
    calendar = WorkingCalendar("UTC", {"tue": ["09:00-12:00"]})
    now = day("2026-10-27")[0]
    wrongs: tuple[Any, ...] = ("", 5, (now,), (now, now, now), {})
    for wrong in wrongs:
        with pytest.raises(TypeError):
            find_slots([Attendee("a", calendar)], HOUR, window=wrong)
        with pytest.raises(TypeError):
            Attendee("a", calendar, [wrong])
        with pytest.raises(TypeError):
            SlaClock(calendar, HOUR, now, (wrong,))
    with pytest.raises(TypeError, match="past"):
        Team([Attendee("a", calendar)], (now, now)).find(HOUR, past=[now])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="calendar"):
        SlaClock("x", HOUR, now)  # type: ignore[arg-type]


def test_what_is_no_attendee_is_refused() -> None:
    start, end = day("2026-10-27")
    with pytest.raises(ParseError, match="after it starts"):
        attendee("Europe/Berlin", busy=[(end, start)])
    with pytest.raises(UnknownZoneError):
        Attendee("Ada", BERLIN.calendar, zone="Europe/Munich")
    with pytest.raises(TypeError, match="calendar"):
        Attendee("Ada", WEEK)  # type: ignore[arg-type]
