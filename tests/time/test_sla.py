"""A service level uses working time, stands still in pauses, and is due when it is used up."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crmi18n.errors import ParseError, TimeKindError
from crmi18n.time import SlaClock, WorkingCalendar

NAIVE = datetime(2026, 1, 1)  # noqa: DTZ001
HOUR = timedelta(hours=1)
WEEK = {day: ["09:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
DESK = WorkingCalendar("Europe/Berlin", WEEK, country="DE")


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-12-{text}+01:00")


def clock(hours: int = 4, start: str = "24T15:30") -> SlaClock:
    return SlaClock(DESK, hours * HOUR, at(start))


def test_it_is_due_over_christmas() -> None:
    due = clock().due()

    assert due is not None
    assert due.instant == at("28T11:30")
    assert [reason.value for reason in due.reasons] == ["2026-12-25"]


def test_a_pause_puts_it_off_by_its_working_time() -> None:
    paused = clock(4, "21T09:00").pause(at("21T10:00"))
    resumed = paused.resume(at("22T16:00"))
    due = resumed.due()

    assert paused.is_paused
    assert paused.due() is None
    assert due is not None
    assert due.instant == at("23T11:00")
    assert paused.used(at("22T12:00")) == HOUR
    assert resumed.used(at("23T10:00")) == 3 * HOUR
    assert resumed.left(at("23T12:00")) == -HOUR
    assert resumed.used(at("21T09:30")) == HOUR / 2


def test_what_was_used_up_before_a_pause_stays_due() -> None:
    due = clock(1, "21T09:00").pause(at("21T12:00")).due()

    assert due is not None
    assert due.instant == at("21T10:00")


def test_it_is_a_value() -> None:
    one = clock().pause(at("24T16:00"))

    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(lambda: clock(-1), ParseError, id="negative"),
        pytest.param(lambda: clock().resume(at("24T16:00")), ParseError, id="not paused"),
        pytest.param(
            lambda: clock().pause(at("24T16:00")).pause(at("24T16:30")), ParseError, id="twice"
        ),
        pytest.param(lambda: clock().pause(at("24T10:00")), ParseError, id="before the start"),
        pytest.param(lambda: SlaClock(DESK, HOUR, NAIVE), TimeKindError, id="naive"),
        pytest.param(lambda: SlaClock(DESK, 4, datetime.now(UTC)), TypeError, id="a number"),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_clock_is_refused(make: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        make()
