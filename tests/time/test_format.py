"""An appointment is shown by the reader's clock, with the offset that it is meant in."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from crmi18n.cldr.date_format import DateWidth
from crmi18n.errors import ParseError, UnknownZoneError
from crmi18n.time import Appointment, CalendarDate, format_appointment, format_calendar_date

# ruff: noqa: DTZ001 - local times are naive

HOUR = timedelta(hours=1)
REVIEW = Appointment(datetime(2026, 10, 29, 16), "Europe/Berlin", HOUR)


# Days and times as CLDR writes them.
@pytest.mark.parametrize(
    ("value", "locale", "zone", "text"),
    [
        pytest.param(REVIEW, "de", "Europe/Berlin", "29.10.2026 16:00–17:00 UTC+1", id="at home"),
        pytest.param(
            REVIEW,
            "en-US",
            "America/New_York",
            "Oct 29, 2026 11:00\u202fAM–12:00\u202fPM UTC-4",
            id="New York",
        ),
        pytest.param(
            REVIEW, "th", "Asia/Bangkok", "29 ต.ค. 2569 22:00–23:00 UTC+7", id="a Buddhist year"
        ),
        pytest.param(REVIEW, "ja", "Asia/Tokyo", "2026/10/30 0:00–1:00 UTC+9", id="the next day"),
        pytest.param(
            REVIEW, "en-GB", "Asia/Kathmandu", "29 Oct 2026 20:45–21:45 UTC+5:45", id="quarters"
        ),
        pytest.param(
            REVIEW, "en-GB", "Europe/London", "29 Oct 2026 15:00–16:00 UTC", id="no offset"
        ),
        pytest.param(
            Appointment(datetime(2026, 10, 29, 16), "Europe/Berlin", timedelta(0)),
            "de",
            "Europe/Berlin",
            "29.10.2026 16:00 UTC+1",
            id="no duration",
        ),
        pytest.param(
            Appointment(datetime(2026, 10, 29, 23), "Europe/Berlin", 3 * HOUR),
            "de",
            "Europe/Berlin",
            "29.10.2026 23:00 – 30.10.2026 02:00 UTC+1",
            id="over midnight",
        ),
        pytest.param(
            Appointment(datetime(2026, 10, 25, 1, 30), "Europe/Berlin", 2 * HOUR),
            "de",
            "Europe/Berlin",
            "25.10.2026 01:30 UTC+2 – 02:30 UTC+1",
            id="over a clock change",
        ),
    ],
)
def test_it_is_shown_by_the_readers_clock(
    value: Appointment, locale: str, zone: str, text: str
) -> None:
    assert format_appointment(value, locale=locale, zone=zone) == text


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(UnknownZoneError):
        format_appointment(REVIEW, locale="de", zone="Europe/Munich")


def test_an_end_after_all_days_of_the_reader_is_refused() -> None:
    last = Appointment(datetime(9999, 12, 31, 23, 59), "Europe/Berlin", timedelta(minutes=2))

    with pytest.raises(ParseError, match="1 to 9999 in Europe/Berlin"):
        format_appointment(last, locale="de", zone="Europe/Berlin")


@pytest.mark.parametrize(
    ("calendar", "locale", "written"),
    [
        # ICU 78.2 for 24 November 2026: full, long, medium, short
        ("japanese", "ja", (
            "令和8年11月24日火曜日", "令和8年11月24日", "令和8年11月24日", "R8/11/24",
        )),
        ("japanese", "de", (
            "Dienstag, 24. November 8 Reiwa", "24. November 8 Reiwa", "24.11.8 Reiwa",
            "24.11.08 R",
        )),
        ("buddhist", "th", (
            "วันอังคารที่ 24 พฤศจิกายน พ.ศ. 2569", "24 พฤศจิกายน 2569", "24 พ.ย. 2569", "24/11/69",
        )),
        ("buddhist", "en", (
            "Tuesday, November 24, 2569 BE", "November 24, 2569 BE", "Nov 24, 2569 BE",
            "11/24/2569 BE",
        )),
        ("roc", "zh-TW", (
            "民國115年11月24日 星期二", "民國115年11月24日", "民國115年11月24日", "民國115/11/24",
        )),
        ("persian", "fa", ("۱۴۰۵ آذر ۳, سه‌شنبه", "۳ آذر ۱۴۰۵", "۳ آذر ۱۴۰۵", "۱۴۰۵/۹/۳")),
        ("persian", "en", (
            "Tuesday, Azar 3, 1405 AP", "Azar 3, 1405 AP", "Azar 3, 1405 AP", "9/3/1405 AP",
        )),
        ("umm-al-qura", "ar-SA", (
            "الثلاثاء، ١٤ جمادى الآخرة ١٤٤٨ هـ", "١٤ جمادى الآخرة ١٤٤٨ هـ",
            "١٤ جمادى الآخرة ١٤٤٨ هـ", "١٤\u200f/٦\u200f/١٤٤٨ هـ",
        )),
        ("umm-al-qura", "en-u-nu-arab", (
            "Tuesday, Jumada II ١٤, ١٤٤٨ AH", "Jumada II ١٤, ١٤٤٨ AH", "Jum. II ١٤, ١٤٤٨ AH",
            "٦/١٤/١٤٤٨ AH",
        )),
    ],
)  # fmt: skip
def test_a_day_of_a_calendar_is_written_as_its_readers_do(
    calendar: Any, locale: str, written: tuple[str, ...]
) -> None:
    day = CalendarDate.of(date(2026, 11, 24), calendar)
    widths: tuple[DateWidth, ...] = ("full", "long", "medium", "short")

    assert tuple(format_calendar_date(day, locale=locale, width=w) for w in widths) == written


def test_the_first_year_of_an_era_has_its_own_word_in_japanese_alone() -> None:
    first = CalendarDate("japanese", 1, 5, 1, "reiwa")
    wanted: list[tuple[str, DateWidth]] = [("ja", "long"), ("ja", "short"), ("en", "long")]
    texts = [format_calendar_date(first, locale=locale, width=width) for locale, width in wanted]

    assert texts == ["令和元年5月1日", "R1/5/1", "May 1, 1 Reiwa"]


def test_a_date_is_no_day_of_a_calendar() -> None:
    with pytest.raises(TypeError, match="CalendarDate"):
        format_calendar_date(date(2026, 11, 24), locale="en")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="huge"):
        format_calendar_date(CalendarDate("roc", 1, 1, 1), locale="en", width="huge")  # type: ignore[arg-type]
