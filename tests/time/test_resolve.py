"""A local time is one instant, none, or two, and which of them is taken is asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import pytz
from hypothesis import given, strategies as st

from crmi18n.errors import ParseError, TimeKindError, UnknownZoneError, WallTimeError
from crmi18n.time import Policy, get_zone, resolve_wall

# ruff: noqa: DTZ001 - local times are naive


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


# Computed from the rules of the release 2026f; offsets as in the tz project's files.
@pytest.mark.parametrize(
    ("zone", "local", "kind", "earlier", "later"),
    [
        pytest.param(
            "Europe/Berlin", "2026-03-29T02:30", "gap", "2026-03-29T00:30", "2026-03-29T01:30",
            id="Berlin in spring",
        ),
        pytest.param(
            "Europe/Berlin", "2026-10-25T02:30", "fold", "2026-10-25T00:30", "2026-10-25T01:30",
            id="Berlin in autumn",
        ),
        pytest.param(
            "Australia/Lord_Howe", "2026-10-04T02:15", "gap", "2026-10-03T15:15",
            "2026-10-03T15:45", id="Lord Howe skips half an hour",
        ),
        pytest.param(
            "Australia/Lord_Howe", "2026-04-05T01:45", "fold", "2026-04-04T14:45",
            "2026-04-04T15:15", id="Lord Howe repeats half an hour",
        ),
        pytest.param(
            "Pacific/Apia", "2011-12-30T12:00", "gap", "2011-12-29T22:00", "2011-12-30T22:00",
            id="Samoa skips a day",
        ),
        pytest.param(
            "Pacific/Kwajalein", "1993-08-21T12:00", "gap", "1993-08-21T00:00",
            "1993-08-22T00:00", id="Kwajalein skips a day",
        ),
        pytest.param(
            "Antarctica/Troll", "2026-03-29T01:30", "gap", "2026-03-28T23:30", "2026-03-29T01:30",
            id="Troll skips two hours",
        ),
        pytest.param(
            "America/Nuuk", "2026-03-28T23:30", "gap", "2026-03-29T00:30", "2026-03-29T01:30",
            id="Nuuk skips an hour before midnight",
        ),
        pytest.param(
            "Africa/Cairo", "2026-04-24T00:00", "gap", "2026-04-23T21:00", "2026-04-23T22:00",
            id="Cairo skips midnight",
        ),
        pytest.param(
            "Africa/Cairo", "2026-10-29T23:30", "fold", "2026-10-29T20:30", "2026-10-29T21:30",
            id="Cairo repeats the hour before midnight",
        ),
        pytest.param(
            "Asia/Almaty", "2024-02-29T23:30", "fold", "2024-02-29T17:30", "2024-02-29T18:30",
            id="Almaty gives up an hour for good",
        ),
        pytest.param(
            "America/Havana", "2026-11-01T00:30", "unique", "2026-11-01T04:30",
            "2026-11-01T04:30", id="Havana does not change in autumn 2026",
        ),
        pytest.param(
            "America/Vancouver", "2026-11-01T01:30", "unique", "2026-11-01T08:30",
            "2026-11-01T08:30", id="Vancouver does not change any more",
        ),
        pytest.param(
            "Asia/Kathmandu", "2026-11-24T09:00", "unique", "2026-11-24T03:15",
            "2026-11-24T03:15", id="Kathmandu has three quarters",
        ),
        pytest.param(
            "Europe/Chisinau", "2026-03-29T02:30", "unique", "2026-03-29T00:30",
            "2026-03-29T00:30", id="Chisinau changes an hour later than it did",
        ),
    ],
)  # fmt: skip
def test_sharp_cases(zone: str, local: str, kind: str, earlier: str, later: str) -> None:
    found = resolve_wall(wall(local), zone)

    assert found.kind == kind
    assert (found.earlier, found.later) == (instant(earlier), instant(later))


@pytest.mark.parametrize(
    ("policy", "gap", "fold"),
    [
        # 28 March 2027 and 25 October 2026, 02:30 in Berlin
        pytest.param("compatible", "2027-03-28T01:30", "2026-10-25T00:30", id="compatible"),
        pytest.param("earlier", "2027-03-28T00:30", "2026-10-25T00:30", id="earlier"),
        pytest.param("later", "2027-03-28T01:30", "2026-10-25T01:30", id="later"),
        pytest.param("next_valid", "2027-03-28T01:00", "2026-10-25T00:30", id="next_valid"),
        pytest.param("skip", None, "2026-10-25T00:30", id="skip"),
    ],
)
def test_the_policy_decides(policy: Policy, gap: str | None, fold: str) -> None:
    in_gap = resolve_wall(datetime(2027, 3, 28, 2, 30), "Europe/Berlin", policy)
    in_fold = resolve_wall(datetime(2026, 10, 25, 2, 30), "Europe/Berlin", policy)

    assert in_gap.instant == (gap and instant(gap))
    assert in_fold.instant == instant(fold)
    assert (in_gap.kind, in_fold.kind) == ("gap", "fold")
    assert in_gap.policy == in_fold.policy == policy


@pytest.mark.parametrize(
    ("local", "kind", "earlier", "later"),
    [
        pytest.param("2027-03-28T02:30", "gap", "2027-03-28T00:30", "2027-03-28T01:30", id="gap"),
        pytest.param(
            "2026-10-25T02:30", "fold", "2026-10-25T00:30", "2026-10-25T01:30", id="fold"
        ),
    ],
)
def test_policy_raise_offers_both(local: str, kind: str, earlier: str, later: str) -> None:
    with pytest.raises(WallTimeError) as caught:
        resolve_wall(wall(local), "Europe/Berlin", "raise")

    error = caught.value
    assert (error.wall, error.zone, error.kind) == (wall(local), "Europe/Berlin", kind)
    assert (error.earlier, error.later) == (instant(earlier), instant(later))


def test_the_local_time_is_what_clocks_show() -> None:
    found = resolve_wall(datetime(2027, 3, 28, 2, 30), "Europe/Berlin")

    assert found.local is not None
    assert found.local.isoformat() == "2027-03-28T03:30:00+02:00"
    assert resolve_wall(datetime(2027, 3, 28, 2, 30), "Europe/Berlin", "skip").local is None


@pytest.mark.parametrize(
    ("local", "change"),
    [
        pytest.param("2011-12-30T00:00", "2011-12-30T10:00", id="its first second"),
        pytest.param("2011-12-30T12:00:00.500", "2011-12-30T10:00", id="with a fraction"),
        pytest.param("2011-12-30T23:59:59.999999", "2011-12-30T10:00", id="its last instant"),
    ],
)
def test_the_next_valid_time_after_a_skipped_day_is_the_change(local: str, change: str) -> None:
    assert resolve_wall(wall(local), "Pacific/Apia", "next_valid").instant == instant(change)


def test_fold_1_asks_for_the_second_occurrence() -> None:
    found = resolve_wall(datetime(2026, 10, 25, 2, 30, fold=1), "Europe/Berlin")

    assert found.instant == instant("2026-10-25T01:30")
    assert found.policy == "later"


ZONES = (
    "Europe/Berlin", "Europe/Dublin", "Europe/Chisinau", "America/New_York", "America/Havana",
    "America/Santiago", "America/Nuuk", "Africa/Cairo", "Africa/Casablanca", "Asia/Jerusalem",
    "Asia/Gaza", "Asia/Tehran", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia",
    "Pacific/Chatham", "Antarctica/Troll",
)  # fmt: skip


@pytest.mark.parametrize("zone", ZONES)
def test_every_change_from_1970_to_2037_is_found_as_pytz_has_it(zone: str) -> None:
    # pytz keeps its own list of changes, and its own arithmetic over it.
    theirs: Any = pytz.timezone(zone)
    changes = [
        (at, *(info[0] for info in theirs._transition_info[i - 1 : i + 1]))  # noqa: SLF001
        for i, at in enumerate(theirs._utc_transition_times)  # noqa: SLF001
        if i and 1970 <= at.year <= 2037
    ]
    assert changes
    for at, before, after in changes:
        edges = sorted((at + before, at + after))
        kind = {True: "gap", False: "fold"}[after > before] if after != before else "unique"
        middle = edges[0] + (edges[1] - edges[0]) / 2
        for local, expected in (
            (edges[0] - timedelta(seconds=1), "unique"),
            (edges[0], kind),
            (middle, kind),
            (edges[1] - timedelta(seconds=1), kind if after != before else "unique"),
            (edges[1], "unique"),
        ):
            found = resolve_wall(local, zone)
            assert found.kind == expected, (local, at)
            if expected != "unique":
                candidates = sorted((local - before, local - after))
                assert [found.earlier, found.later] == [c.replace(tzinfo=UTC) for c in candidates]
            if expected == "gap":
                assert resolve_wall(local, zone, "next_valid").instant == at.replace(tzinfo=UTC)


@given(st.datetimes(datetime(1970, 1, 2), datetime(2037, 12, 30)), st.sampled_from(ZONES))
def test_every_instant_is_one_of_the_readings_of_its_local_time(
    moment: datetime, zone: str
) -> None:
    at = moment.replace(tzinfo=UTC)
    local = at.astimezone(get_zone(zone)).replace(tzinfo=None)

    found = resolve_wall(local, zone)

    assert at in (found.earlier, found.later)
    assert found.kind in ("unique", "fold")


@given(st.datetimes(datetime(1970, 1, 2), datetime(2037, 12, 30)), st.sampled_from(ZONES))
def test_any_local_time_is_of_the_kind_that_pytz_says(local: datetime, zone: str) -> None:
    theirs: Any = pytz.timezone(zone)
    try:
        expected = "unique", theirs.localize(local, is_dst=None).astimezone(UTC)
    except pytz.NonExistentTimeError:
        expected = "gap", None
    except pytz.AmbiguousTimeError:
        expected = "fold", None

    found = resolve_wall(local, zone)

    assert found.kind == expected[0]
    assert expected[1] in (None, found.instant)


@pytest.mark.parametrize(
    ("value", "error"),
    [
        pytest.param(datetime(2026, 1, 1, tzinfo=UTC), TimeKindError, id="an instant"),
        pytest.param(date(2026, 1, 1), TimeKindError, id="a day"),
        pytest.param("2026-01-01T00:00", TypeError, id="a text"),
    ],
)
def test_what_is_no_local_time_is_refused(value: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        resolve_wall(value, "Europe/Berlin")


@pytest.mark.parametrize(
    ("local", "zone"),
    [(datetime(1, 1, 1), "Asia/Tokyo"), (datetime(9999, 12, 31, 23), "America/New_York")],
)
def test_an_instant_beyond_the_calendar_is_refused(local: datetime, zone: str) -> None:
    with pytest.raises(ParseError, match="1 to 9999"):
        resolve_wall(local, zone)


def test_unknown_zones_and_policies_are_refused() -> None:
    with pytest.raises(UnknownZoneError):
        resolve_wall(datetime(2026, 1, 1), "Mars/Olympus")
    with pytest.raises(ValueError, match="compatible"):
        resolve_wall(datetime(2026, 1, 1), "Europe/Berlin", "nearest")  # type: ignore[arg-type]
