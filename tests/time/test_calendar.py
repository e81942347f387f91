"""Working time is right over clock changes, holidays and midnight, and says what it passed."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from crmi18n.errors import (
    ParseError,
    TimeKindError,
    UnknownCountryError,
    UnknownZoneError,
    WorkingTimeError,
)
from crmi18n.time import CombinedCalendar, DayHours, Due, WeekPattern, WorkingCalendar
from tests.conformance.walks import walk_differences

FIRST, LAST = (edge.replace(tzinfo=UTC) for edge in (datetime.min, datetime.max))  # noqa: DTZ901
HOUR = timedelta(hours=1)
WEEK = {day: ["09:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
NIGHTS = {day: ["22:00-06:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
EVE = DayHours(date(2026, 12, 24), ["09:00-12:00"], "Christmas Eve")


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text)


def office(**more: Any) -> WorkingCalendar:
    return WorkingCalendar("Europe/Berlin", WEEK, **{"country": "DE", **more})


@pytest.mark.parametrize("seed", range(60))
def test_every_answer_is_that_of_a_walk_through_the_minutes(seed: int) -> None:
    assert walk_differences(seed, days=6, questions=8) == []


@pytest.mark.parametrize(
    ("start", "hours", "due", "passed"),
    [
        pytest.param("2026-11-20T16:00+01:00", 4, "2026-11-23T12:00+01:00", [], id="weekend"),
        pytest.param("2026-11-20T17:00+01:00", 8, "2026-11-23T17:00+01:00", [], id="to the end"),
        pytest.param(
            "2026-04-02T15:00+02:00", 8, "2026-04-07T15:00+02:00",
            ["2026-04-03", "2026-04-06"], id="Easter",
        ),
        pytest.param(
            "2026-12-23T15:00+01:00", 8, "2026-12-28T12:00+01:00",
            ["2026-12-24", "2026-12-25"], id="half a day and Christmas",
        ),
        pytest.param("2026-12-24T10:00+01:00", 1, "2026-12-24T11:00+01:00", [], id="within a day"),
        pytest.param(
            "2026-04-03T12:00+02:00", 1, "2026-04-07T10:00+02:00",
            ["2026-04-03", "2026-04-06"], id="begun on a holiday",
        ),
    ],
)  # fmt: skip
def test_a_due_time_names_what_it_passed(
    start: str, hours: int, due: str, passed: list[str]
) -> None:
    found = office(exceptions=[EVE]).add(berlin(start), hours * HOUR)

    assert found.instant == berlin(due)
    assert [reason.value for reason in found.reasons] == passed
    assert not found.provisional


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        # sharp case 24: a shift of the night when clocks change
        ("2026-03-28T23:00+01:00", "elapsed", "2026-03-30T00:00+02:00"),
        ("2026-03-28T23:00+01:00", "nominal", "2026-03-29T23:00+02:00"),
        ("2026-10-24T23:00+02:00", "elapsed", "2026-10-25T06:00+01:00"),
        ("2026-10-24T23:00+02:00", "nominal", "2026-10-25T23:00+01:00"),
    ],
)
def test_a_night_shift_counts_elapsed_or_nominal_hours(start: str, count: Any, due: str) -> None:
    nights = WorkingCalendar("Europe/Berlin", NIGHTS)

    assert nights.add(berlin(start), 8 * HOUR, count=count).instant == berlin(due)
    assert nights.between(berlin(start), berlin(due), count=count) == 8 * HOUR


def test_nominal_time_is_taken_away_as_well() -> None:
    nights = WorkingCalendar("Europe/Berlin", NIGHTS)
    found = nights.subtract(berlin("2026-03-29T23:00+02:00"), 8 * HOUR, count="nominal")

    assert found.instant == berlin("2026-03-28T23:00+01:00")


@pytest.mark.parametrize(
    ("hours", "day", "worked"),
    [
        pytest.param("00:00-24:00", "2026-03-29", 23, id="the short day"),
        pytest.param("00:00-24:00", "2026-10-25", 25, id="the long day"),
        pytest.param("02:00-03:00", "2026-03-29", 0, id="an hour that is skipped"),
        pytest.param("02:00-03:00", "2026-10-25", 2, id="an hour that is repeated"),
        pytest.param("01:00-02:00", "2026-10-25", 1, id="an hour before one that is repeated"),
        pytest.param("03:00-04:00", "2026-10-25", 1, id="an hour after one that is repeated"),
    ],
)
def test_a_day_is_as_long_as_it_was(hours: str, day: str, worked: int) -> None:
    calendar = WorkingCalendar("Europe/Berlin", {"sun": [hours]})
    noon = berlin(f"{day}T12:00+01:00")

    assert calendar.between(noon - 16 * HOUR, noon + 20 * HOUR) == worked * HOUR


def test_a_day_that_a_country_skipped_is_not_worked() -> None:
    apia = WorkingCalendar("Pacific/Apia", WEEK)
    start, end = berlin("2011-12-26T00:00-10:00"), berlin("2012-01-02T00:00+14:00")

    assert apia.between(start, end) == 32 * HOUR


@pytest.mark.parametrize(
    ("country", "zone", "start", "code"),
    [
        pytest.param("LK", "Asia/Colombo", "2027-03-01", "time.horizon", id="no holidays yet"),
        pytest.param(
            "CN", "Asia/Shanghai", "2027-03-01", "time.horizon", id="no make-up days yet"
        ),
        pytest.param("AE", "Asia/Dubai", "2027-03-08", "time.estimated", id="a feast by the moon"),
    ],
)
def test_what_is_not_known_makes_a_due_time_provisional(
    country: str, zone: str, start: str, code: str
) -> None:
    calendar = WorkingCalendar(zone, WEEK, country=country)
    found = calendar.add(datetime.fromisoformat(f"{start}T05:00+00:00"), 20 * HOUR)

    assert found.provisional
    assert code in [reason.code for reason in found.reasons]


def test_a_weekend_day_that_is_worked_has_hours() -> None:
    """State Council notice for 2026: Saturday 14 February is a workday."""
    china = WorkingCalendar("Asia/Shanghai", WEEK, country="CN")
    found = china.add(berlin("2026-02-14T08:00+08:00"), 8 * HOUR)

    assert found.instant == berlin("2026-02-14T17:00+08:00")
    assert found.reasons[0].code == "time.extra_day"


def test_half_holidays_end_at_noon_if_asked_for() -> None:
    """In Greece Christmas Eve is half a holiday."""
    whole = WorkingCalendar("Europe/Athens", WEEK, country="GR")
    half = WorkingCalendar("Europe/Athens", WEEK, country="GR", half_days_until="12:00")
    eve = datetime(2026, 12, 24, tzinfo=UTC)

    assert whole.between(eve, eve + 16 * HOUR) == 8 * HOUR
    assert half.between(eve, eve + 16 * HOUR) == 3 * HOUR
    assert [found.code for found in half.reasons(eve, eve + 16 * HOUR)] == ["time.half_day"]


def test_holidays_are_those_of_the_subdivision() -> None:
    epiphany = berlin("2026-01-06T10:00+01:00")

    assert not office(subdivision="BY").is_open(epiphany)
    assert not office(subdivision="DE-BY").is_open(epiphany)
    assert office(subdivision="BE").is_open(epiphany)
    assert office(subdivision="DE-BY") == office(subdivision="BY")


def test_patterns_take_turns_and_follow_each_other() -> None:
    early, late = {"mon": ["06:00-14:00"]}, {"mon": ["14:00-22:00"]}
    shifts = WeekPattern([early, late], valid_from=date(2026, 1, 5))
    after = WeekPattern({"tue": ["09:00-10:00"]}, valid_from=date(2026, 2, 1))
    calendar = WorkingCalendar("Europe/Berlin", [after, shifts])
    start, end = berlin("2025-12-01T00:00+01:00"), berlin("2026-02-05T00:00+01:00")
    spans = calendar.spans(start, end)

    assert [f"{a:%m-%d %H}" for a, _ in spans] == [
        "01-05 05", "01-12 13", "01-19 05", "01-26 13", "02-03 08",
    ]  # fmt: skip


def test_the_next_task_starts_when_work_starts() -> None:
    friday = berlin("2026-11-20T16:00+01:00")
    calendar = office()

    assert calendar.add(friday, HOUR).instant == friday + HOUR
    following = calendar.add(friday, HOUR, at_boundary="next_start").instant
    assert following == berlin("2026-11-23T09:00+01:00")


def test_nothing_to_do_is_done_at_once_or_at_the_next_opening() -> None:
    calendar = office()
    open_, closed = berlin("2026-11-20T16:00+01:00"), berlin("2026-11-20T17:00+01:00")

    assert calendar.add(open_, timedelta(0)).instant == open_
    assert calendar.next_open(closed).instant == berlin("2026-11-23T09:00+01:00")
    assert calendar.subtract(closed, timedelta(0)).instant == closed


def test_microseconds_are_kept() -> None:
    start = datetime(2026, 11, 20, 9, 0, 0, 123_457, tzinfo=UTC)
    due = office().add(start, timedelta(microseconds=7))

    assert due.instant == start + timedelta(microseconds=7)


def test_years_far_apart_are_compiled_when_they_are_asked_for() -> None:
    calendar = office()
    for year in (2026, 1900, 2090, 5000, 2026):
        noon = datetime(year, 6, 7, 10, tzinfo=UTC)
        assert calendar.next_open(noon).instant >= noon
    assert calendar.add(datetime(2026, 1, 5, tzinfo=UTC), 60_000 * HOUR).instant.year > 2050


def test_calendars_combine() -> None:
    new_york = WorkingCalendar("America/New_York", WEEK)
    both, either = office() & new_york, office() | new_york
    day = berlin("2026-10-27T00:00+01:00")

    assert both.between(day, day + 24 * HOUR) == 3 * HOUR
    assert either.between(day, day + 24 * HOUR) == 13 * HOUR
    assert both.spans(day, day + 24 * HOUR) == [(day + 14 * HOUR, day + 17 * HOUR)]
    assert CombinedCalendar.from_dict(both.to_dict()) == both
    assert len((both & office()).parts) == 3
    with pytest.raises(WorkingTimeError, match="one zone"):
        both.add(day, HOUR, count="nominal")
    night = WorkingCalendar("Europe/Berlin", NIGHTS)
    assert (office() | night).between(day, day + 24 * HOUR, count="nominal") == 16 * HOUR


def test_calendars_that_are_never_open_together_say_so() -> None:
    never = office() & WorkingCalendar("Europe/Berlin", {"sun": ["09:00-10:00"]})

    with pytest.raises(WorkingTimeError, match="50 years"):
        never.next_open(datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(WorkingTimeError, match="50 years"):
        never.subtract(datetime(2026, 1, 1, tzinfo=UTC), HOUR)


def test_a_calendar_is_a_value() -> None:
    calendar = office(subdivision="BY", exceptions=[EVE])
    calendar.next_open(datetime(2026, 1, 1, tzinfo=UTC))

    assert WorkingCalendar.from_dict(calendar.to_dict()) == calendar
    assert pickle.loads(pickle.dumps(calendar)) == calendar  # noqa: S301 - our own bytes
    assert copy.deepcopy(calendar) == calendar
    assert hash(calendar) == hash(office(subdivision="BY", exceptions=[EVE]))
    assert calendar != office()
    due = calendar.add(berlin("2026-04-02T15:00+02:00"), 8 * HOUR)
    assert Due.from_dict(due.to_dict()) == due


def test_threads_share_a_calendar() -> None:
    calendar = office()
    starts = [datetime(2000 + i % 40, 1 + i % 12, 5, 9, tzinfo=UTC) for i in range(200)]
    alone = [office().add(start, 20 * HOUR) for start in starts[:40]]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda start: calendar.add(start, 20 * HOUR), starts))

    assert found[:40] == alone


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        pytest.param({"zone": "Europe/Munich"}, UnknownZoneError, "Munich", id="zone"),
        pytest.param({"country": "QQ"}, UnknownCountryError, "QQ", id="country"),
        pytest.param({"country": "DEU"}, UnknownCountryError, "DE", id="three letters"),
        pytest.param({"subdivision": "XX"}, ParseError, "BB, BE", id="subdivision"),
        pytest.param({"country": None, "subdivision": "BY"}, ParseError, "BY", id="no country"),
        pytest.param({"categories": ("moon",)}, ParseError, "public", id="category"),
        pytest.param({"week": {}}, WorkingTimeError, "never open", id="never open"),
        pytest.param({"week": {"mon": []}}, WorkingTimeError, "never open", id="no hours"),
        pytest.param({"week": {"monday": []}}, ParseError, "mon, tue", id="weekday"),
        pytest.param({"week": {"mon": "09:00-17:00"}}, TypeError, "list", id="one text"),
        pytest.param({"week": {"mon": ["9-17"]}}, ParseError, "09:00-17:00", id="hours"),
        pytest.param({"week": {"mon": ["09:00-09:00"]}}, ParseError, "00:00-24:00", id="empty"),
        pytest.param(
            {"week": {"mon": ["09:00-12:00", "11:00-13:00"]}}, ParseError, "overlap", id="overlap"
        ),
        pytest.param({"week": {"mon": ["09:00-24:30"]}}, ParseError, "24:30", id="too late"),
        pytest.param({"week": {"mon": [9]}}, TypeError, "int", id="a number"),
        pytest.param({"week": ["mon"]}, TypeError, "WeekPattern", id="a list"),
        pytest.param({"week": []}, ParseError, "week", id="no pattern"),
        pytest.param({"subdivision": 9}, TypeError, "int", id="subdivision of a wrong type"),
        pytest.param({"half_days_until": "noon"}, ParseError, "noon", id="half days"),
        pytest.param({"exceptions": ["2026-12-24"]}, TypeError, "DayHours", id="exception"),
        pytest.param(
            {"exceptions": [EVE, DayHours(EVE.day)]}, ParseError, "2026-12-24", id="two of a day"
        ),
    ],
)
def test_what_is_no_calendar_is_refused(
    arguments: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        WorkingCalendar(**{"zone": "Europe/Berlin", "week": WEEK, "country": "DE", **arguments})


@pytest.mark.parametrize(
    ("call", "error"),
    [
        pytest.param(lambda c: c.add(datetime(2026, 1, 1), HOUR), TimeKindError, id="naive"),  # noqa: DTZ001
        pytest.param(lambda c: c.add(date(2026, 1, 1), HOUR), TimeKindError, id="a day"),
        pytest.param(lambda c: c.add("2026", HOUR), TypeError, id="a text"),
        pytest.param(lambda c: c.add(datetime.now(UTC), 5), TypeError, id="a number"),
        pytest.param(lambda c: c.add(datetime.now(UTC), -HOUR), ParseError, id="negative"),
        pytest.param(lambda c: c.subtract(datetime.now(UTC), -HOUR), ParseError, id="taken away"),
        pytest.param(lambda c: c.add(datetime.now(UTC), HOUR, count="x"), ValueError, id="count"),
        pytest.param(
            lambda c: c.add(datetime.now(UTC), HOUR, at_boundary="x"), ValueError, id="boundary"
        ),
        pytest.param(lambda c: c.is_open(LAST), WorkingTimeError, id="year 9999"),
        pytest.param(lambda c: c.is_open(FIRST), WorkingTimeError, id="year 1"),
        pytest.param(
            lambda c: c.add(datetime.now(UTC), timedelta.max), WorkingTimeError, id="too long"
        ),
        pytest.param(lambda c: c & 1, TypeError, id="combined with a number"),
    ],
)  # fmt: skip
def test_what_is_no_question_is_refused(call: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        call(office())


def test_a_pattern_begins_on_a_day() -> None:
    with pytest.raises(TypeError, match="NoneType"):
        WeekPattern({"mon": ["09:00-17:00"]}, None)  # type: ignore[arg-type]
