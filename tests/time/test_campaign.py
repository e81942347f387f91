"""A campaign reaches everybody at their own hour; a call is allowed only where all rules agree."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import pytz

from crmi18n.errors import ParseError, TimeKindError, UnknownZoneError
from crmi18n.time import CallingRule, WeekPattern, calling_rules, get_zone, may_call, send_at_local

DAY = date(2026, 11, 24)
NINE = time(9)


def test_nine_in_all_zones_is_37_instants() -> None:
    everybody = {name: name for name in pytz.common_timezones}
    sent = send_at_local(everybody, NINE, on=DAY)
    instants = [batch.instant for batch in sent.batches]

    assert len(instants) == 37
    assert instants[-1] - instants[0] == timedelta(hours=25)
    assert instants[0] == datetime(2026, 11, 23, 19, tzinfo=UTC)
    assert sum(len(who) for batch in sent.batches for who in batch.recipients.values()) == 433
    for batch in sent.batches:
        for zone in batch.recipients:
            assert batch.instant.astimezone(get_zone(zone)).time() == NINE


@pytest.mark.parametrize(
    ("if_past", "tokyo"),
    [("next_day", "2026-11-25T00:00"), ("now", "2026-11-24T06:00"), ("skip", None)],
)
def test_a_zone_where_it_is_past_goes_by_the_policy(if_past: Any, tokyo: str | None) -> None:
    now = datetime(2026, 11, 24, 6, tzinfo=UTC)
    people = {"Ada": "Europe/Berlin", "Ken": "Asia/Tokyo"}
    sent = send_at_local(people, NINE, on=DAY, now=now, if_past=if_past)
    when = {zone: batch.instant for batch in sent.batches for zone in batch.recipients}

    assert when["Europe/Berlin"] == datetime(2026, 11, 24, 8, tzinfo=UTC)
    if tokyo is None:
        assert sent.skipped == {"Asia/Tokyo": ("Ken",)}
    else:
        assert when["Asia/Tokyo"] == datetime.fromisoformat(tokyo).replace(tzinfo=UTC)


def test_a_time_that_does_not_exist_may_be_skipped() -> None:
    sent = send_at_local({1: "Europe/Berlin"}, time(2, 30), on=date(2026, 3, 29), policy="skip")

    assert sent.batches == ()
    assert sent.skipped == {"Europe/Berlin": (1,)}


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        pytest.param({"recipients": {1: "Mars"}}, UnknownZoneError, id="zone"),
        pytest.param({"at": time(9, tzinfo=UTC)}, TimeKindError, id="a time with a zone"),
        pytest.param({"at": "9"}, TypeError, id="a text"),
        pytest.param({"on": datetime(2026, 1, 1, tzinfo=UTC)}, TypeError, id="an instant"),
        pytest.param({"if_past": "later"}, ParseError, id="another way"),
        pytest.param(
            {"on": date.max, "now": datetime.max.replace(tzinfo=UTC)}, ParseError, id="no next day"
        ),
        pytest.param({"recipients": ["Asia/Tokyo"]}, TypeError, id="zones of nobody"),
    ],
)
def test_what_is_no_campaign_is_refused(arguments: dict[str, Any], error: type[Exception]) -> None:
    given = {"recipients": {1: "Asia/Tokyo"}, "at": NINE, "on": DAY, **arguments}

    with pytest.raises(error):
        send_at_local(given.pop("recipients"), given.pop("at"), **given)


@pytest.mark.parametrize(
    ("zones", "at", "allowed"),
    [
        pytest.param(["America/New_York"], "2026-11-24T15:00", "yes", id="10:00 in New York"),
        pytest.param(["America/New_York"], "2026-11-24T12:30", "no", id="7:30 in New York"),
        pytest.param(
            ["America/New_York", "Pacific/Honolulu"], "2026-11-24T15:00", "no", id="5:00 in Hawaii"
        ),
        pytest.param(["Europe/Paris"], "2026-11-24T12:30", "no", id="13:30 in Paris"),
        pytest.param(["Europe/Paris"], "2026-11-24T13:30", "yes", id="14:30 in Paris"),
        pytest.param(["Europe/Paris"], "2026-11-11T13:30", "no", id="armistice day"),
        pytest.param(["Europe/Paris"], "2022-11-26T09:30", "no", id="Saturday, by default"),
        pytest.param(["America/Toronto"], "2026-11-28T14:30", "no", id="9:30 on Saturday"),
        pytest.param(["America/Toronto"], "2026-11-28T15:30", "yes", id="10:30 on Saturday"),
        pytest.param(["Europe/Berlin"], "2026-11-24T16:30", "yes", id="by default"),
        pytest.param(["Europe/Berlin"], "2026-12-25T10:30", "no", id="Christmas, by default"),
        pytest.param(["Asia/Riyadh"], "2026-11-27T09:30", "no", id="Friday in Riyadh, by default"),
        pytest.param(["Asia/Riyadh"], "2026-11-29T09:30", "yes", id="Sunday in Riyadh"),
        pytest.param(["Asia/Kolkata"], "2026-11-28T09:30", "yes", id="Saturday in India"),
        pytest.param(["UTC"], "2026-11-28T09:30", "no", id="Saturday nowhere"),
        pytest.param(["Australia/Perth"], "2026-11-28T08:30", "yes", id="Saturday 16:30 in Perth"),
        pytest.param(["Australia/Perth"], "2026-11-28T09:30", "no", id="Saturday 17:30 in Perth"),
        pytest.param(["Australia/Sydney"], "2026-01-26T01:00", "no", id="Australia Day"),
        pytest.param(["Europe/Madrid"], "2026-11-24T19:30", "yes", id="20:30 in Madrid"),
        pytest.param(["Europe/Madrid"], "2026-12-08T10:00", "no", id="a holiday in Madrid"),
        pytest.param([], "2026-11-24T15:00", "unknown", id="no zone"),
    ],
)
def test_a_call_is_allowed_where_all_rules_agree(zones: list[str], at: str, allowed: str) -> None:
    verdict = may_call(zones, datetime.fromisoformat(at).replace(tzinfo=UTC))

    assert verdict.allowed == allowed
    assert len(verdict.reasons) >= max(1, len(zones))


def test_the_next_time_is_allowed_everywhere() -> None:
    zones = ["America/New_York", "Pacific/Honolulu", "America/Los_Angeles"]
    verdict = may_call(zones, datetime(2026, 11, 24, 15, tzinfo=UTC))

    assert verdict.next_allowed == datetime(2026, 11, 24, 18, tzinfo=UTC)
    assert may_call(zones, verdict.next_allowed).allowed == "yes"
    assert may_call(zones, verdict.next_allowed - timedelta(seconds=1)).allowed == "no"


def test_rules_are_replaced_and_followed_by_newer_ones() -> None:
    strict = CallingRule(
        "US",
        WeekPattern({"mon": ["10:00-11:00"]}),
        "our own",
        date(2026, 12, 1),
        date(2026, 11, 1),
    )
    rules = [*calling_rules(), strict]
    before, after = (datetime(2026, 11, day, 16, tzinfo=UTC) for day in (24, 30))

    assert may_call(["America/New_York"], before, rules=rules).allowed == "yes"
    later = after + timedelta(days=1)
    assert may_call(["America/New_York"], later, rules=rules).allowed == "no"
    assert may_call(["America/New_York"], before, rules=[]).allowed == "unknown"
    assert may_call(["America/New_York"], before, channel="text").allowed == "unknown"


def test_the_next_time_goes_by_the_rule_that_holds_then() -> None:
    """On the evening before a stricter rule begins, tomorrow's hours are its own."""
    strict, gone = (
        CallingRule("US", WeekPattern(week), "our own", date(2026, 12, first), date(2026, 11, 1))
        for week, first in (({"wed": ["10:00-11:00"]}, 1), ({"mon": ["01:00-02:00"]}, 9))
    )
    rules = [*calling_rules(), strict, gone]
    evening = datetime(2026, 12, 1, 3, tzinfo=UTC)  # 22:00 of 30 November

    after = [
        may_call(["America/New_York"], evening + timedelta(days=day), rules=rules).next_allowed
        for day in (0, 2, 10)
    ]

    assert [f"{at:%a %d %H}" for at in after if at] == ["Wed 02 15", "Mon 14 06", "Mon 14 06"]


def test_what_is_no_rule_is_refused() -> None:
    with pytest.raises(TypeError, match="str"):
        may_call(["UTC"], datetime(2026, 1, 1, tzinfo=UTC), rules="x")  # type: ignore[arg-type]


def test_every_rule_has_its_source_and_dates() -> None:
    for rule in calling_rules():
        assert rule.source
        assert rule.valid_from <= rule.checked_on
