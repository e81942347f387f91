"""Fiscal years of months and of weeks are those that companies publish."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from crmi18n.errors import ParseError, UnknownCountryError
from crmi18n.time import FiscalCalendar, FiscalDate, week_number

RETAIL = FiscalCalendar(2, label="start", pattern="4-5-4", ending="nearest")


@pytest.mark.parametrize(
    ("year", "last", "weeks"),
    [
        # the retail 4-5-4 calendar of the National Retail Federation
        (2021, "2022-01-29", 52), (2022, "2023-01-28", 52), (2023, "2024-02-03", 53),
        (2024, "2025-02-01", 52), (2025, "2026-01-31", 52), (2026, "2027-01-30", 52),
        (2027, "2028-01-29", 52), (2028, "2029-02-03", 53), (2029, "2030-02-02", 52),
    ],
)  # fmt: skip
def test_retail_years_end_on_the_saturday_nearest_to_the_end_of_january(
    year: int, last: str, weeks: int
) -> None:
    found = RETAIL.year(year)

    assert found.last == date.fromisoformat(last)
    assert ((found.last - found.first).days + 1) == weeks * 7


def test_the_extra_week_is_in_the_last_period() -> None:
    lengths = [
        ((period.last - period.first).days + 1) // 7
        for period in (RETAIL.period(2023, number) for number in range(1, 13))
    ]

    assert lengths == [4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 5]


def test_the_last_saturday_of_september_ends_a_year() -> None:
    """Apple's fiscal years 2022 to 2024 ended on these days; 2023 had 53 weeks."""
    apple = FiscalCalendar(10, label="end", pattern="5-4-4", ending="last")
    ends = [apple.year(year).last for year in (2022, 2023, 2024)]

    assert ends == [date(2022, 9, 24), date(2023, 9, 30), date(2024, 9, 28)]
    assert (ends[1] - ends[0]).days == 53 * 7


@pytest.mark.parametrize(
    ("calendar", "day", "expected"),
    [
        pytest.param(
            FiscalCalendar(), date(2026, 6, 30), FiscalDate(2026, 2, 6, 26), id="calendar year"
        ),
        pytest.param(
            FiscalCalendar(4, label="start"), date(2026, 3, 31), FiscalDate(2025, 4, 12, 53),
            id="India, Japan: 2025-26",
        ),
        pytest.param(
            FiscalCalendar(7, label="end"), date(2026, 7, 1), FiscalDate(2027, 1, 1, 1),
            id="Australia: FY2027",
        ),
        pytest.param(
            FiscalCalendar(4, 6, label="start"), date(2026, 4, 5), FiscalDate(2025, 4, 12, 53),
            id="the British tax year",
        ),
        pytest.param(RETAIL, date(2026, 1, 31), FiscalDate(2025, 4, 12, 52), id="retail"),
    ],
)  # fmt: skip
def test_a_day_lies_in_its_period(
    calendar: FiscalCalendar, day: date, expected: FiscalDate
) -> None:
    assert calendar.of(day) == expected


@pytest.mark.parametrize(
    "calendar",
    [
        FiscalCalendar(), FiscalCalendar(4, 6), FiscalCalendar(7, label="end"), RETAIL,
        FiscalCalendar(10, label="end", pattern="5-4-4"),
        FiscalCalendar(pattern="4-4-5", weekday="sun", ending="nearest"),
    ],
)  # fmt: skip
def test_periods_follow_each_other_without_gap_or_overlap(calendar: FiscalCalendar) -> None:
    periods = [calendar.period(year, n) for year in range(2015, 2035) for n in range(1, 13)]

    for one, other in pairwise(periods):
        assert one.last + timedelta(days=1) == other.first
    for year in range(2015, 2035):
        assert calendar.quarter(year, 1).first == calendar.year(year).first
        assert calendar.quarter(year, 4).last == calendar.year(year).last
        for day in (calendar.year(year).first, calendar.year(year).last):
            assert calendar.of(day).year == year
            assert day in calendar.year(year)


def test_weeks_are_those_of_iso_8601() -> None:
    for number in range(date(1999, 1, 1).toordinal(), date(2030, 1, 1).toordinal()):
        day = date.fromordinal(number)

        assert week_number(day) == day.isocalendar()[:2]


def test_weeks_of_a_territory_begin_otherwise() -> None:
    """In the United States week 1 is the one with 1 January, and begins on Sunday."""
    assert week_number(date(2026, 1, 1), territory="US") == (2026, 1)
    assert week_number(date(2026, 1, 4), territory="US") == (2026, 2)
    assert week_number(date(2026, 12, 27), territory="US") == (2027, 1)
    assert week_number(date(2027, 1, 1), territory="DE") == (2026, 53)


def test_weeks_of_what_is_no_territory_are_refused() -> None:
    with pytest.raises(UnknownCountryError):
        week_number(date(2026, 1, 1), territory="XX")


def test_a_calendar_is_a_value() -> None:
    assert FiscalCalendar.from_dict(RETAIL.to_dict()) == RETAIL
    assert pickle.loads(pickle.dumps(RETAIL)) == RETAIL  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    "make",
    [
        lambda: FiscalCalendar(13),
        lambda: FiscalCalendar(2, 29),
        lambda: FiscalCalendar(pattern="4-4-4"),  # type: ignore[arg-type]
        lambda: FiscalCalendar(2, 5, pattern="4-4-5"),
        lambda: FiscalCalendar(weekday="Saturday"),
        lambda: FiscalCalendar(label="both"),  # type: ignore[arg-type]
        lambda: FiscalCalendar(ending="first"),  # type: ignore[arg-type]
        lambda: FiscalCalendar().year(0),
        lambda: FiscalCalendar().quarter(2026, 5),
        lambda: FiscalCalendar().period(2026, 0),
        lambda: FiscalCalendar().of(date(9999, 1, 1)),
        lambda: week_number(date.min),
        lambda: week_number(date.max, territory="US"),
    ],
)
def test_what_is_out_of_range_is_refused(make: Any) -> None:
    with pytest.raises(ParseError):
        make()


def test_an_instant_is_no_day() -> None:
    with pytest.raises(TypeError, match="datetime"):
        FiscalCalendar().of(datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(TypeError, match="datetime"):
        week_number(datetime(2026, 1, 1, tzinfo=UTC))
