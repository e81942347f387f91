"""Days of other calendars are those that their countries have, both ways."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from crmi18n.errors import ParseError
from crmi18n.time import CalendarDate


@pytest.mark.parametrize(
    ("day", "calendar", "era", "year", "month", "of_month"),
    [
        # ICU 77 for 24 November 2026; the laws that changed the eras; official new years
        ("2026-11-24", "buddhist", "be", 2569, 11, 24),
        ("2026-11-24", "roc", "roc", 115, 11, 24),
        ("2026-11-24", "japanese", "reiwa", 8, 11, 24),
        ("2026-11-24", "persian", "ap", 1405, 9, 3),
        ("2026-11-24", "umm-al-qura", "ah", 1448, 6, 14),
        ("2019-04-30", "japanese", "heisei", 31, 4, 30),
        ("2019-05-01", "japanese", "reiwa", 1, 5, 1),
        ("1989-01-07", "japanese", "showa", 64, 1, 7),
        ("1989-01-08", "japanese", "heisei", 1, 1, 8),
        ("1926-12-25", "japanese", "showa", 1, 12, 25),
        ("1912-07-29", "japanese", "meiji", 45, 7, 29),
        ("1912-01-01", "roc", "roc", 1, 1, 1),
        ("2024-03-20", "persian", "ap", 1403, 1, 1),
        ("2025-03-20", "persian", "ap", 1403, 12, 30),
        ("2025-03-21", "persian", "ap", 1404, 1, 1),
        ("1979-02-11", "persian", "ap", 1357, 11, 22),
        ("1924-08-01", "umm-al-qura", "ah", 1343, 1, 1),
        ("2077-11-16", "umm-al-qura", "ah", 1500, 12, 30),
        # the official converter's, since nothing is printed for these years: ICU 78, Java
        ("2029-05-14", "umm-al-qura", "ah", 1451, 1, 1),
        ("2033-01-02", "umm-al-qura", "ah", 1454, 9, 30),
        # printed (the newspaper's head of 8 Rajab 1344), where ICU has a day less
        ("1926-01-22", "umm-al-qura", "ah", 1344, 7, 8),
        ("2025-06-26", "umm-al-qura", "ah", 1447, 1, 1),
    ],
)
def test_a_day_is_the_day_of_its_country(
    day: str, calendar: Any, era: str, year: int, month: int, of_month: int
) -> None:
    gregorian = date.fromisoformat(day)
    found = CalendarDate.of(gregorian, calendar)

    assert found == CalendarDate(calendar, year, month, of_month, era)
    assert found.gregorian() == gregorian
    assert CalendarDate.from_dict(found.to_dict()) == found
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    ("calendar", "first", "last"),
    [
        ("buddhist", date(1941, 1, 1), date(2150, 1, 1)),
        ("roc", date(1912, 1, 1), date(2150, 1, 1)),
        ("japanese", date(1873, 1, 1), date(2150, 1, 1)),
        ("persian", date(1900, 3, 21), date(2119, 12, 31)),
        ("umm-al-qura", date(1924, 8, 1), date(2077, 11, 16)),
    ],
)
def test_every_day_leads_back_to_itself_and_follows_the_one_before(
    calendar: Any, first: date, last: date
) -> None:
    before = (0, 0, 0)
    for number in range(first.toordinal(), last.toordinal() + 1):
        found = CalendarDate.of(date.fromordinal(number), calendar)
        now = (found.year, found.month, found.day)

        assert found.gregorian().toordinal() == number
        assert now > before or found.year == 1
        before = now


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day", "era"),
    [
        pytest.param("julian", 2026, 1, 1, "", id="no calendar"),
        pytest.param("japanese", 8, 11, 24, "", id="no era"),
        pytest.param("japanese", 31, 5, 1, "heisei", id="after the era"),
        pytest.param("japanese", 1, 4, 30, "reiwa", id="before the era"),
        pytest.param("japanese", 0, 5, 1, "reiwa", id="year 0"),
        pytest.param("japanese", 4, 1, 1, "meiji", id="months of another calendar"),
        pytest.param("persian", 1404, 12, 30, "", id="no leap year"),
        pytest.param("persian", 1404, 13, 1, "", id="month 13"),
        pytest.param("persian", 1600, 1, 1, "", id="far ahead"),
        pytest.param("umm-al-qura", 1501, 1, 1, "", id="beyond the table"),
        pytest.param("umm-al-qura", 1448, 6, 31, "", id="no such day"),
        pytest.param("roc", 115, 2, 29, "", id="29 February"),
        pytest.param("roc", 0, 1, 1, "", id="before the republic"),
        pytest.param("buddhist", 10**9, 1, 1, "", id="no such year"),
        pytest.param("roc", 115, 1, 1, "be", id="the era of another"),
    ],
)
def test_what_is_no_day_is_refused(
    calendar: Any, year: int, month: int, day: int, era: str
) -> None:
    with pytest.raises(ParseError):
        CalendarDate(calendar, year, month, day, era)


def test_days_out_of_range_are_refused() -> None:
    with pytest.raises(ParseError, match="2077-11-16"):
        CalendarDate.of(date(2077, 11, 16) + timedelta(days=1), "umm-al-qura")
    with pytest.raises(ParseError):
        CalendarDate.of(date(1850, 1, 1), "japanese")
    with pytest.raises(ParseError):
        CalendarDate.of(date(2026, 1, 1), "julian")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="datetime"):
        CalendarDate.of(datetime(2026, 1, 1, tzinfo=UTC), "roc")


@pytest.mark.parametrize("number", [True, 8.0, "8", None])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_days_are_of_whole_numbers(number: object, place: int) -> None:
    parts: list[Any] = [115, 8, 8]
    parts[place] = number

    with pytest.raises(TypeError, match="whole numbers"):
        CalendarDate("roc", *parts)
