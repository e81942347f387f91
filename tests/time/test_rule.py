"""Rules name the times that RFC 5545 says; what it forbids is refused, and nothing runs on."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice

import pytest

from crmi18n.errors import ParseError
from crmi18n.time.rule import RecurrenceRule
from tests.conformance.walks import rule_differences

# ruff: noqa: DTZ001 - local times are naive


@pytest.mark.parametrize("seed", range(80))
def test_rules_are_expanded_as_by_dateutil(seed: int) -> None:
    assert rule_differences(seed) == []


def days(rule: str, start: str, most: int) -> list[str]:
    walls = RecurrenceRule.parse(rule).walls(datetime.fromisoformat(start))
    return [f"{wall:%Y-%m-%d}" for wall in islice(walls, most)]


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        # examples of RFC 5545, 3.8.5.3
        pytest.param(
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05T09:00",
            ["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"], id="weeks from Monday",
        ),
        pytest.param(
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05T09:00",
            ["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"], id="weeks from Sunday",
        ),
        pytest.param(
            "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007-01-15T09:00",
            ["2007-01-15", "2007-01-30", "2007-02-15", "2007-03-15", "2007-03-30"],
            id="days that do not exist are left out",
        ),
        pytest.param(
            "FREQ=YEARLY;BYDAY=20MO", "1997-05-19T09:00",
            ["1997-05-19", "1998-05-18", "1999-05-17"], id="the twentieth Monday",
        ),
        pytest.param(
            "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12T09:00",
            ["1997-05-12", "1998-05-11", "1999-05-17"], id="Monday of week 20",
        ),
        pytest.param(
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1997-09-02T09:00",
            ["1998-02-13", "1998-03-13", "1998-11-13", "1999-08-13", "2000-10-13"],
            id="Friday the thirteenth",
        ),
        pytest.param(
            "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
            "1996-11-05T09:00", ["1996-11-05", "2000-11-07", "2004-11-02"], id="election day",
        ),
        pytest.param(
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "1997-09-29T09:00",
            ["1997-09-29", "1997-10-30", "1997-11-27", "1997-12-30"], id="last workday but one",
        ),
        pytest.param(
            "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO", "1998-01-01T09:00",
            ["1998-01-04", "1998-01-05", "1998-01-11"], id="with an end",
        ),
        # dateutil takes every day of the week here; the RFC takes the weekday from DTSTART
        pytest.param(
            "FREQ=YEARLY;BYWEEKNO=20", "1997-05-13T09:00",
            ["1997-05-13", "1998-05-12", "1999-05-18"], id="a week without a day",
        ),
        # dateutil counts from DTSTART in the first week; a set is that of the whole week
        pytest.param(
            "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2", "2026-11-26T09:00",
            ["2026-12-02", "2026-12-09"], id="a position in a week already begun",
        ),
        # 2025 has 52 weeks, and the first begins on 30 December, as dateutil misses; 2026 has 53
        pytest.param(
            "FREQ=YEARLY;BYWEEKNO=-52;BYDAY=MO", "2024-12-01T09:00",
            ["2024-12-30", "2026-01-05"], id="a first week counted from the end",
        ),
        # 1 January 2011 is in week 52 of 2010, which dateutil misses as well
        pytest.param(
            "FREQ=YEARLY;BYWEEKNO=52;BYDAY=SA", "2010-02-01T09:00",
            ["2011-01-01", "2011-12-31"], id="a last week that ends in the next year",
        ),
        # week 52 of 2037, whose weeks begin on Sundays, ends on 2 January 2038
        pytest.param(
            "FREQ=YEARLY;BYWEEKNO=52;BYDAY=SA;WKST=SU", "2037-12-01T09:00",
            ["2038-01-02", "2039-01-01"], id="the last days of a week in the next year",
        ),
    ],
)  # fmt: skip
def test_a_rule_is_expanded_as_the_standard_says(
    rule: str, start: str, expected: list[str]
) -> None:
    assert days(rule, start, len(expected)) == expected


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        pytest.param("", "NAME=VALUE", id="empty"),
        pytest.param("BYDAY=MO", "FREQ", id="no frequency"),
        pytest.param("FREQ=FORTNIGHTLY", "YEARLY", id="unknown frequency"),
        pytest.param("FREQ=DAILY;COUNT=1;UNTIL=20300101", "exclude", id="two ends"),
        pytest.param("FREQ=DAILY;COUNT=0", "COUNT", id="no times"),
        pytest.param("FREQ=DAILY;INTERVAL=-1", "INTERVAL", id="negative interval"),
        pytest.param("FREQ=DAILY;FREQ=DAILY;", "each name once", id="twice"),
        pytest.param("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY is not for", id="month day of weeks"),
        pytest.param("FREQ=WEEKLY;BYDAY=1MO", "MONTHLY and YEARLY", id="numbered day of weeks"),
        pytest.param("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", "BYWEEKNO", id="numbered day of week"),
        pytest.param("FREQ=DAILY;BYSETPOS=1", "another BY", id="position of nothing"),
        pytest.param("FREQ=DAILY;BYHOUR=24", "0 to 23", id="hour 24"),
        pytest.param("FREQ=DAILY;BYHOUR=-1", "0 to 23", id="hour from the end"),
        pytest.param("FREQ=DAILY;BYDAY=XX", "BYDAY", id="weekday"),
        pytest.param("FREQ=MONTHLY;BYDAY=54MO", "BYDAY", id="weekday 54"),
        pytest.param("FREQ=DAILY;WKST=XX", "WKST", id="week start"),
        pytest.param("FREQ=DAILY;UNTIL=2030", "UNTIL", id="end"),
        pytest.param("FREQ=DAILY;UNTIL=20301301", "UNTIL", id="an end that is no day"),
        pytest.param("FREQ=DAILY;BYEASTER=1", "BYEASTER", id="not of the standard"),
        pytest.param("RSCALE=CHINESE;FREQ=YEARLY", "RSCALE", id="another calendar"),
        pytest.param("FREQ=DAILY;BYYEARDAY=1", "BYYEARDAY", id="year day of days"),
        pytest.param("FREQ=DAILY;X=" + "1" * 20_000, "10000", id="too long"),
    ],
)
def test_what_is_no_rule_is_refused(rule: str, message: str) -> None:
    with pytest.raises(ParseError, match=message):
        RecurrenceRule.parse(rule)


def test_a_rule_that_is_no_text_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="int"):
        RecurrenceRule.parse(1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", id="30 February"),
        pytest.param("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4", id="31 April"),
        pytest.param("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31", id="31 February"),
        pytest.param("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2", id="second of one"),
        pytest.param("FREQ=HOURLY;INTERVAL=24;BYHOUR=5", id="an hour never met"),
        pytest.param("FREQ=SECONDLY;BYMONTH=1;BYMONTHDAY=1;BYSETPOS=2", id="second of a second"),
    ],
)
def test_a_rule_without_times_is_an_error_and_no_endless_loop(rule: str) -> None:
    with pytest.raises(ParseError, match="periods"):
        next(RecurrenceRule.parse(rule).walls(datetime(2026, 1, 1, 4)))


def test_29_february_is_found_over_the_years_without_one() -> None:
    walls = RecurrenceRule.parse("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29").walls(datetime(1897, 1, 1))

    assert [wall.year for wall in islice(walls, 2)] == [1904, 1908]


def test_a_jump_leads_to_the_same_times() -> None:
    start, since = datetime(2001, 1, 31, 9), datetime(2026, 11, 24)
    for text in (
        "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;INTERVAL=5;BYDAY=MO,SU", "FREQ=MONTHLY;INTERVAL=7",
        "FREQ=YEARLY;INTERVAL=3", "FREQ=HOURLY;INTERVAL=7", "FREQ=MINUTELY;INTERVAL=977",
    ):  # fmt: skip
        rule = RecurrenceRule.parse(text)
        slow = (wall for wall in rule.walls(start) if wall >= since)
        fast = (wall for wall in rule.walls(start, since) if wall >= since)
        assert list(islice(slow, 4)) == list(islice(fast, 4))


def test_an_end_is_read() -> None:
    assert RecurrenceRule.parse("FREQ=DAILY;UNTIL=20300101T000000Z").until == datetime(
        2030, 1, 1, tzinfo=UTC
    )
    assert RecurrenceRule.parse("rrule:freq=daily;until=20300101").ends


@pytest.mark.parametrize(
    ("positions", "expected"),
    [
        pytest.param("", ["2026-01-01 00:00:00", "2026-01-01 00:00:01"], id="all"),
        pytest.param(
            ";BYSETPOS=-1", ["2026-12-31 23:59:59", "2027-12-31 23:59:59"], id="the last"
        ),
    ],
)
def test_every_second_of_every_year_is_counted_and_not_kept(
    positions: str, expected: list[str]
) -> None:
    parts = {"BYHOUR": 24, "BYMINUTE": 60, "BYSECOND": 60}
    times = (f"{name}={','.join(map(str, range(count)))}" for name, count in parts.items())
    text = ";".join(("FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", *times))
    rule = RecurrenceRule.parse(text + positions)

    assert [str(wall) for wall in islice(rule.walls(datetime(2026, 1, 1)), 2)] == expected
