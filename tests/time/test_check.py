"""Whoever planned a meeting at a time that clocks skip or repeat is told."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crmi18n.time import Appointment, check_appointment, format_appointment

# ruff: noqa: DTZ001 - local times are naive

HOUR = timedelta(hours=1)
MEETINGS = Path(__file__).parents[2] / "tools" / "rollout" / "meetings.tsv"
ZONES = {
    "munich": "Europe/Berlin",
    "zurich": "Europe/Zurich",
    "new_york": "America/New_York",
    "sao_paulo": "America/Sao_Paulo",
    "dubai": "Asia/Dubai",
    "mumbai": "Asia/Kolkata",
    "tokyo": "Asia/Tokyo",
    "sydney": "Australia/Sydney",
}


GAP = datetime(2027, 3, 28, 2, 30)
FOLD = datetime(2026, 10, 25, 2, 30)
US_GAP = datetime(2027, 3, 14, 2, 30)


@pytest.mark.parametrize(
    ("start", "zone", "policy", "codes"),
    [
        pytest.param(GAP, "Europe/Berlin", "compatible", ["time.gap"], id="skipped"),
        pytest.param(GAP, "Europe/Berlin", "later", ["time.gap"], id="skipped, and decided"),
        pytest.param(FOLD, "Europe/Berlin", "compatible", ["time.fold"], id="repeated"),
        pytest.param(FOLD, "Europe/Berlin", "later", [], id="repeated, and decided"),
        pytest.param(FOLD + HOUR, "Europe/Berlin", "compatible", [], id="an hour later"),
        pytest.param(US_GAP, "America/New_York", "compatible", ["time.gap"], id="New York"),
        pytest.param(US_GAP, "America/Phoenix", "compatible", [], id="Phoenix never changes"),
    ],
)
def test_a_start_that_is_not_unique_is_found(
    start: datetime, zone: str, policy: Any, codes: list[str]
) -> None:
    found = check_appointment(Appointment(start, zone, HOUR, policy))

    assert [finding.code for finding in found] == codes
    for finding in found:
        assert finding.severity == "warning"
        assert finding.value == str(start)


def test_the_finding_says_what_was_taken() -> None:
    (gap,) = check_appointment(Appointment(datetime(2027, 3, 28, 2, 30), "Europe/Berlin", HOUR))

    assert "2027-03-28 03:30:00+02:00" in gap.message


def test_an_appointment_of_older_rules_is_found() -> None:
    stored = {
        "start": "2026-12-15T09:00:00-08:00[America/Vancouver]",
        "duration": "PT1H",
        "policy": "compatible",
        "tz_release": "2025b",
    }

    (moved,) = check_appointment(Appointment.from_dict(stored))

    assert (moved.code, moved.severity) == ("time.moved", "warning")
    assert "2025b" in moved.message
    assert "2026-12-15 17:00:00+00:00" in moved.message
    assert "2026-12-15 16:00:00+00:00" in moved.message


def test_no_sound_meeting_of_the_example_group_has_a_finding() -> None:
    with MEETINGS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))

    assert rows
    for row in rows:
        start = datetime.fromisoformat(f"{row['start.date']}T{row['start.time']}")
        zone = row["start.zone"] or ZONES[row["site"]]
        duration = timedelta(minutes=int(row["start.duration"]))
        assert check_appointment(Appointment(start, zone, duration)) == [], row["id"]


@pytest.mark.parametrize(
    ("id_", "time", "code"),
    [
        pytest.param("NYC-M06", "02:30", "time.gap", id="that does not exist"),
        pytest.param("NYC-M03", "01:30", "time.fold", id="that happens twice"),
    ],
)
def test_the_planted_times_of_the_example_group_are_found(id_: str, time: str, code: str) -> None:
    with MEETINGS.open(encoding="utf-8", newline="") as file:
        (day,) = (r["start.date"] for r in csv.DictReader(file, delimiter="\t") if r["id"] == id_)
    start = datetime.fromisoformat(f"{day}T{time}")

    found = check_appointment(Appointment(start, "America/New_York", HOUR))

    assert [finding.code for finding in found] == [code]


@pytest.mark.parametrize("wrong", [None, datetime(2026, 1, 1, tzinfo=UTC), "2026-01-01"])
def test_what_is_no_appointment_is_a_type_error(wrong: Any) -> None:
    with pytest.raises(TypeError, match="Appointment"):
        check_appointment(wrong)
    with pytest.raises(TypeError, match="Appointment"):
        format_appointment(wrong, locale="de", zone="UTC")
