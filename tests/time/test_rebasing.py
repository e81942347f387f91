"""After a new release of the rules, every appointment that moves is listed, and no other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crmi18n.errors import TimeKindError
from crmi18n.time import Appointment, rebase, tz_release

HOUR = timedelta(hours=1)
# as release 2025b made them; 2026b to 2026f changed the law of all but Berlin and New York
KEPT = {
    "2026-12-15T09:00:00-08:00[America/Vancouver]": -1,
    "2026-12-15T09:00:00-07:00[America/Edmonton]": -1,
    "2026-12-15T09:00:00-06:00[America/Winnipeg]": -1,
    "2026-12-15T09:00:00-05:00[America/Havana]": -1,
    "2026-12-15T09:00:00+01:00[Africa/Casablanca]": 1,
    "2026-12-15T09:00:00+01:00[Europe/Berlin]": 0,
    "2026-12-15T09:00:00-05:00[America/New_York]": 0,
}


def kept(start: str, release: str = "2025b", policy: str = "compatible") -> Appointment:
    return Appointment.from_dict(
        {"start": start, "duration": "PT1H", "policy": policy, "tz_release": release}
    )


def test_what_new_laws_move_is_listed() -> None:
    found = rebase(kept(start) for start in KEPT)

    assert {str(one.before): one.moved for one in found} == {
        start: hours * HOUR for start, hours in KEPT.items() if hours
    }
    for one in found:
        assert one.finding.code == "time.moved"
        assert one.after.start == one.before.start
        assert one.after.tz_release == tz_release()
        assert one.to_dict()["moved"] == one.moved.total_seconds()


def test_only_the_future_is_looked_at() -> None:
    now = datetime(2027, 1, 1, tzinfo=UTC)

    assert rebase((kept(start) for start in KEPT), now=now) == []


def test_what_todays_release_made_is_not_looked_at() -> None:
    made = Appointment(datetime(2026, 12, 15, 9), "America/Vancouver", HOUR)  # noqa: DTZ001

    assert rebase([made]) == []


def test_a_start_that_the_law_took_away_is_lost() -> None:
    start = "2026-03-29T02:30:00+01:00[Europe/Berlin]"
    (found,) = rebase([kept(start, policy="raise")])

    assert (found.finding.code, found.finding.severity) == ("time.lost", "error")
    assert found.after == found.before


def test_what_is_no_appointment_is_refused() -> None:
    with pytest.raises(TypeError, match="str"):
        rebase(["2026-12-15"])  # type: ignore[list-item]
    with pytest.raises(TimeKindError):
        rebase([], now=datetime(2026, 1, 1))  # noqa: DTZ001
