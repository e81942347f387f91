"""A series keeps its local time over clock changes, and knows what is left out and added."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from crmi18n.errors import ParseError, TimeKindError, WallTimeError
from crmi18n.time import Appointment, Policy, Recurrence

# ruff: noqa: DTZ001 - local times are naive

HOUR = timedelta(hours=1)


def series(rule: str, start: datetime, policy: Policy = "compatible", **more: Any) -> Recurrence:
    return Recurrence(rule, Appointment(start, "Europe/Berlin", HOUR, policy), **more)


def test_local_time_stays_and_instants_move() -> None:
    found = series("FREQ=WEEKLY;COUNT=2", datetime(2026, 10, 22, 16)).all()

    assert [one.start.hour for one in found] == [16, 16]
    assert [one.instant.hour for one in found] == [14, 15]


@pytest.mark.parametrize(
    ("policy", "instants"),
    [
        # RFC 5545, 3.3.5: a time that does not exist is read by the offset before the gap
        ("compatible", ["03-28 01:30", "03-29 01:30", "03-30 00:30"]),
        ("skip", ["03-28 01:30", "03-30 00:30"]),
        ("next_valid", ["03-28 01:30", "03-29 01:00", "03-30 00:30"]),
    ],
)
def test_an_occurrence_in_a_gap_goes_by_the_policy(policy: Policy, instants: list[str]) -> None:
    found = series("FREQ=DAILY;COUNT=3", datetime(2026, 3, 28, 2, 30), policy).all()

    assert [f"{one.instant:%m-%d %H:%M}" for one in found] == instants


def test_an_occurrence_in_a_gap_may_be_an_error() -> None:
    with pytest.raises(WallTimeError):
        series("FREQ=DAILY;COUNT=3", datetime(2026, 3, 28, 2, 30), "raise").all()


def test_what_clocks_show_under_two_names_happens_once() -> None:
    """dateutil gives 02:30+01:00 and 03:30+02:00 here, which are one instant."""
    found = series("FREQ=HOURLY;COUNT=4", datetime(2026, 3, 29, 0, 30)).all()

    assert [f"{one.instant:%H:%M}" for one in found] == ["23:30", "00:30", "01:30"]


def test_the_first_of_two_is_meant_in_a_fold() -> None:
    (found,) = series("FREQ=DAILY;COUNT=1", datetime(2026, 10, 25, 2, 30)).all()

    assert found.instant == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_occurrences_are_left_out_and_added() -> None:
    start = datetime(2026, 11, 2, 9)
    found = series(
        "FREQ=DAILY;COUNT=4",
        start,
        exclude=[date(2026, 11, 3), datetime(2026, 11, 4, 8, tzinfo=UTC)],
        include=[datetime(2026, 11, 20, 15), start],
    )

    assert [f"{one.start:%d %H}" for one in found] == ["02 09", "05 09", "20 15"]


def test_an_end_in_utc_is_compared_as_an_instant() -> None:
    """16:00 in Berlin is 15:00 UTC in winter: the last one is that of 29 October."""
    found = series("FREQ=WEEKLY;UNTIL=20261105T145959Z", datetime(2026, 10, 22, 16)).all()

    assert [one.start.day for one in found] == [22, 29]


def test_a_window_of_an_endless_series_is_found_at_once() -> None:
    daily = series("FREQ=DAILY", datetime(1990, 1, 1, 9))
    start = datetime(2050, 6, 1, tzinfo=UTC)
    found = daily.between(start, start + timedelta(days=2))

    assert [f"{one.instant:%m-%d %H}" for one in found] == ["06-01 07", "06-02 07"]
    assert daily.between(start, start) == []


def test_a_count_is_counted_from_the_first() -> None:
    ten = series("FREQ=DAILY;COUNT=10", datetime(2026, 1, 1, 9))

    assert (
        len(ten.between(datetime(2026, 1, 9, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))) == 2
    )


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda: series("FREQ=DAILY", datetime(2026, 1, 1)).all(), id="all of no end"),
        pytest.param(
            lambda: series("FREQ=SECONDLY;COUNT=999999999", datetime(2026, 1, 1)).all(),
            id="a thousand million",
        ),
        pytest.param(
            lambda: series("FREQ=SECONDLY", datetime(2026, 1, 1)).between(
                datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
            ),
            id="ten years of seconds",
        ),
    ],
)
def test_a_rule_that_never_ends_is_an_error_in_bounded_time(ask: Any) -> None:
    with pytest.raises(ParseError):
        ask()


def test_a_series_is_a_value() -> None:
    start = datetime(2026, 11, 2, 9)
    one = series("FREQ=DAILY;COUNT=4", start, exclude=[date(2026, 11, 3)], include=[start + HOUR])

    assert Recurrence.from_dict(one.to_dict()) == one
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own bytes
    assert hash(one) == hash(Recurrence.from_dict(one.to_dict()))
    assert list(pickle.loads(pickle.dumps(one))) == list(one)  # noqa: S301


def test_what_is_no_series_is_refused() -> None:
    start = datetime(2026, 11, 2, 9)
    with pytest.raises(TypeError, match="Appointment"):
        Recurrence("FREQ=DAILY", start)  # type: ignore[arg-type]
    with pytest.raises(TimeKindError):
        series("FREQ=DAILY", start, include=[date(2026, 11, 3)])
    with pytest.raises(TypeError, match="str"):
        series("FREQ=DAILY", start, exclude=["2026-11-03"])
    with pytest.raises(TimeKindError):
        series("FREQ=DAILY", start).between(start, start)
    with pytest.raises(ParseError):
        Recurrence.from_dict(series("FREQ=DAILY", start).to_dict() | {"exclude": ["soon"]})


def test_a_window_may_reach_to_the_end_of_time() -> None:
    last = series("FREQ=DAILY;COUNT=2", datetime(9998, 12, 30))

    assert (
        len(last.between(datetime(9998, 1, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC))) == 2
    )
