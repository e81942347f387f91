"""An appointment keeps the local time agreed on, and the instant with what it was derived from."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from crmi18n.errors import ParseError, TimeKindError, UnknownZoneError, WallTimeError
from crmi18n.time import Appointment, WallTime, tz_release

# ruff: noqa: DTZ001 - local times are naive

HOUR = timedelta(hours=1)
REVIEW = Appointment(datetime(2026, 10, 29, 16), "Europe/Berlin", HOUR)
STORED = {
    "start": "2026-10-29T16:00:00+01:00[Europe/Berlin]",
    "duration": "PT1H",
    "policy": "compatible",
    "tz_release": tz_release(),
}


@pytest.mark.parametrize(
    ("day", "utc", "new_york", "tokyo"),
    [
        pytest.param("2026-10-22", "14:00", "10:00-04:00", "22T23:00", id="both on summer time"),
        pytest.param("2026-10-29", "15:00", "11:00-04:00", "30T00:00", id="New York still is"),
        pytest.param("2026-11-05", "15:00", "10:00-05:00", "06T00:00", id="neither"),
    ],
)
def test_a_weekly_meeting_in_berlin_moves_for_the_others(
    day: str, utc: str, new_york: str, tokyo: str
) -> None:
    meeting = Appointment(datetime.fromisoformat(f"{day}T16:00"), "Europe/Berlin", HOUR)

    assert meeting.instant == datetime.fromisoformat(f"{day}T{utc}+00:00")
    assert meeting.instant.tzinfo is UTC
    assert (
        meeting.at("America/New_York")
        .isoformat()
        .endswith(f"{day}T{new_york[:5]}:00{new_york[5:]}")
    )
    assert meeting.at("Asia/Tokyo").strftime("%dT%H:%M") == tokyo
    assert meeting.tz_release == tz_release()


# Nine o'clock in New York as seen in Berlin: the United States change on 8 March and
# 1 November 2026, the European Union on 29 March and 25 October.
@pytest.mark.parametrize(
    ("month", "day", "hour"),
    [
        (3, 6, 15),
        (3, 9, 14),
        (3, 27, 14),
        (3, 30, 15),
        (10, 23, 15),
        (10, 26, 14),
        (10, 30, 14),
        (11, 2, 15),
    ],
)
def test_nine_in_new_york_is_another_hour_in_berlin_for_some_weeks(
    month: int, day: int, hour: int
) -> None:
    call = Appointment(datetime(2026, month, day, 9), "America/New_York", HOUR)

    assert call.at("Europe/Berlin").hour == hour


def test_the_duration_is_elapsed_time() -> None:
    night = Appointment(datetime(2026, 10, 25, 1, 30), "Europe/Berlin", 2 * HOUR)

    assert night.end == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 02:30 for the second time


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(REVIEW, "2026-10-29T16:00:00+01:00[Europe/Berlin]", id="plain"),
        pytest.param(
            Appointment(datetime(2026, 10, 25, 2, 30), "Europe/Berlin", HOUR, "later"),
            "2026-10-25T02:30:00+01:00[Europe/Berlin]",
            id="the second of two",
        ),
        pytest.param(
            Appointment(datetime(2026, 10, 25, 2, 30, fold=1), "Europe/Berlin", HOUR),
            "2026-10-25T02:30:00+01:00[Europe/Berlin]",
            id="the second of two by fold",
        ),
        pytest.param(
            Appointment(datetime(2027, 3, 28, 2, 30), "Europe/Berlin", HOUR),
            "2027-03-28T02:30:00+01:00[Europe/Berlin]",
            id="skipped",
        ),
        pytest.param(
            Appointment(datetime(2011, 12, 30, 12), "Pacific/Apia", HOUR),
            "2011-12-30T12:00:00-10:00[Pacific/Apia]",
            id="a skipped day",
        ),
    ],
)
def test_it_is_written_with_offset_and_zone_and_comes_back(value: Appointment, text: str) -> None:
    assert str(value) == text

    stored = json.loads(json.dumps(value.to_dict()))
    back = Appointment.from_dict(stored)

    assert back == value
    assert hash(back) == hash(value)
    assert (back.tz_release, back.start.fold) == (value.tz_release, 0)


@given(
    st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 1)),
    st.sampled_from(["Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu"]),
    st.timedeltas(timedelta(0), timedelta(days=20)),
    st.sampled_from(["compatible", "earlier", "later", "next_valid"]),
)
def test_any_comes_back_from_json_and_pickle(
    start: datetime, zone: str, duration: timedelta, policy: Any
) -> None:
    value = Appointment(start, zone, duration, policy)

    assert Appointment.from_dict(json.loads(json.dumps(value.to_dict()))) == value
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own bytes


def test_the_json_form() -> None:
    assert REVIEW.to_dict() == STORED


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (timedelta(0), "PT0S"),
        (timedelta(minutes=90), "PT1H30M"),
        (timedelta(days=2), "PT48H"),
        (timedelta(seconds=5, microseconds=250_000), "PT5.250000S"),
    ],
)
def test_a_duration_is_written_in_exact_units(duration: timedelta, text: str) -> None:
    value = Appointment(datetime(2026, 10, 29, 16), "Europe/Berlin", duration)

    assert value.to_dict()["duration"] == text
    assert Appointment.from_dict(value.to_dict()).duration == duration


def test_what_was_stored_keeps_its_instant_and_its_release() -> None:
    # Release 2025b had Vancouver on -08:00 in winter.
    old = STORED | {"start": "2026-12-15T09:00:00-08:00[America/Vancouver]", "tz_release": "2025b"}

    value = Appointment.from_dict(old)

    assert value.instant == datetime(2026, 12, 15, 17, tzinfo=UTC)
    assert value.to_dict() == old
    assert pickle.loads(pickle.dumps(value)).tz_release == "2025b"  # noqa: S301 - our own bytes
    assert copy.deepcopy(value) == value != Appointment(value.start, value.zone, value.duration)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        pytest.param("start", "2026-10-29T16:00:00[Europe/Berlin]", id="no offset"),
        pytest.param("start", "2026-10-29T16:00:00+01:00", id="no zone"),
        pytest.param("start", "2026-10-32T16:00:00+01:00[Europe/Berlin]", id="no such day"),
        pytest.param("start", "2026-10-29T16:00:00+99:00[Europe/Berlin]", id="no such offset"),
        pytest.param("start", "0001-01-01T00:00:00+10:00[Asia/Tokyo]", id="before the calendar"),
        pytest.param("start", "", id="nothing"),
        pytest.param("duration", "1:00", id="a duration that is a time"),
        pytest.param("duration", "PT", id="an empty duration"),
        pytest.param("duration", "P1D", id="a day, which is no exact time"),
        pytest.param("duration", "PT999999999H", id="a duration beyond the calendar"),
        pytest.param("policy", "nearest", id="an unknown policy"),
    ],
)
def test_what_does_not_read_is_refused(key: str, text: str) -> None:
    with pytest.raises(ParseError):
        Appointment.from_dict(STORED | {key: text})


@pytest.mark.parametrize(
    ("start", "duration", "error"),
    [
        pytest.param(datetime(2026, 1, 1, tzinfo=UTC), HOUR, TimeKindError, id="an instant"),
        pytest.param(date(2026, 1, 1), HOUR, TimeKindError, id="a day"),
        pytest.param("2026-01-01", HOUR, TypeError, id="a text"),
        pytest.param(datetime(2026, 1, 1), 60, TypeError, id="minutes as a number"),
        pytest.param(datetime(2026, 1, 1), -HOUR, ParseError, id="an end before the start"),
        pytest.param(datetime(9999, 12, 31), 48 * HOUR, ParseError, id="an end after all days"),
    ],
)
def test_wrong_parts_are_refused(start: Any, duration: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        Appointment(start, "Europe/Berlin", duration)


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(UnknownZoneError):
        Appointment(datetime(2026, 1, 1), "Europe/Munich", HOUR)
    with pytest.raises(UnknownZoneError):
        WallTime(datetime(2026, 1, 1), "Europe/Munich")


@pytest.mark.parametrize("policy", ["raise", "skip"])
def test_a_start_that_does_not_exist_is_an_error_if_asked_for(policy: Any) -> None:
    with pytest.raises(WallTimeError) as caught:
        Appointment(datetime(2027, 3, 28, 2, 30), "Europe/Berlin", HOUR, policy)

    assert caught.value.kind == "gap"


def test_a_wall_time_is_a_value() -> None:
    value = WallTime(datetime(2026, 10, 25, 2, 30), "europe/berlin")

    assert value == WallTime(datetime(2026, 10, 25, 2, 30), "Europe/Berlin")
    assert WallTime.from_dict(json.loads(json.dumps(value.to_dict()))) == value
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own bytes
    assert value.resolve("later").instant == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    with pytest.raises(ParseError):
        WallTime.from_dict({"datetime": "yesterday", "zone": "Europe/Berlin"})
    with pytest.raises(TimeKindError):
        WallTime(datetime(2026, 10, 25, tzinfo=UTC), "Europe/Berlin")
