"""JSON forms are read whole, or what they lack is named."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from crmi18n.errors import ParseError
from crmi18n.time import (
    Appointment,
    CombinedCalendar,
    DayHours,
    Due,
    Recurrence,
    WallTime,
    WeekPattern,
    WorkingCalendar,
    check_appointment,
    format_appointment,
)

START = datetime(2026, 11, 24, 9)  # noqa: DTZ001 - a local time
MEETING = Appointment(START, "Europe/Berlin", timedelta(hours=1))
OFFICE = WorkingCalendar("Europe/Berlin", {"tue": ["09:00-17:00"]})


@pytest.mark.parametrize(
    ("value", "optional"),
    [
        (MEETING, set()),
        (WallTime(START, "UTC"), set()),
        (OFFICE, {"country", "subdivision", "exceptions", "categories", "half_days_until"}),
        (OFFICE & OFFICE, set()),
        (WeekPattern({"mon": ["09:00-17:00"]}), {"valid_from"}),
        (DayHours(date(2026, 1, 1)), {"hours", "name"}),
        (OFFICE.add(MEETING.instant, timedelta(hours=1)), set()),
        (Recurrence("FREQ=DAILY;COUNT=2", MEETING), {"exclude", "include"}),
    ],
)
def test_a_key_that_is_missing_is_named(value: Any, optional: set[str]) -> None:
    form = value.to_dict()
    for key in form:
        rest = {name: item for name, item in form.items() if name != key}
        if key in optional:
            assert type(value).from_dict(rest) == value
            continue
        with pytest.raises(ParseError, match=rf"'{key}' is no key in .* {type(value).__name__} "):
            type(value).from_dict(rest)


@pytest.mark.parametrize(
    "kind",
    [
        Appointment, CombinedCalendar, DayHours, Due, Recurrence, WallTime, WeekPattern,
        WorkingCalendar,
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", [None, [], "x", 5])
def test_what_is_no_form_is_a_type_error(kind: Any, form: Any) -> None:
    with pytest.raises(TypeError, match="mapping"):
        kind.from_dict(form)


def test_what_is_no_appointment_is_a_type_error() -> None:
    for wrong in (None, START, datetime(2026, 1, 1, tzinfo=UTC)):
        with pytest.raises(TypeError, match="Appointment"):
            check_appointment(wrong)  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="Appointment"):
            format_appointment(wrong, locale="de", zone="UTC")  # type: ignore[arg-type]


def test_a_pattern_begins_on_a_day() -> None:
    with pytest.raises(TypeError, match="NoneType"):
        WeekPattern({"mon": ["09:00-17:00"]}, None)  # type: ignore[arg-type]
