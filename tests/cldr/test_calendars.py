"""Calendars: their days are ICU's, both ways, without a gap; dates are written in them and read.

The days are those of ICU 78.3, by the skeleton yMd in English; that whole texts are ICU's is
shown in ``tests/conformance/test_dates.py``.
"""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from crmi18n.cldr import (
    calendar_named,
    calendar_of,
    format_date,
    format_datetime,
    format_interval,
    format_time,
    parse_date,
)
from crmi18n.errors import CrmI18nError, ParseError, UnknownCalendarError

NAMES = (
    "buddhist", "coptic", "ethioaa", "ethiopic", "hebrew", "indian", "islamic-civil",
    "islamic-tbla", "islamic-umalqura", "japanese", "persian", "roc",
)  # fmt: skip
DAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("calendar", "day", "era", "year", "month", "of_month"),
    [
        ("buddhist", "2026-11-29", 0, 2569, 11, 29),
        ("roc", "1911-12-31", 0, 1, 12, 31),
        ("roc", "1912-01-01", 1, 1, 1, 1),
        ("japanese", "2019-04-30", 235, 31, 4, 30),
        ("japanese", "2019-05-01", 236, 1, 5, 1),
        ("japanese", "1989-01-07", 234, 64, 1, 7),
        ("japanese", "1868-10-22", 231, 4, 10, 22),
        ("japanese", "1872-06-01", 232, 5, 6, 1),
        ("japanese", "0500-02-01", 0, -144, 2, 1),
        ("persian", "2026-11-29", 0, 1405, 9, 8),
        ("persian", "2025-03-20", 0, 1403, 12, 30),
        ("persian", "2124-03-20", 0, 1503, 1, 1),
        ("persian", "0500-02-01", 0, -122, 11, 12),
        ("islamic-civil", "2026-11-29", 0, 1448, 6, 18),
        ("islamic-tbla", "2026-11-29", 0, 1448, 6, 19),
        ("islamic-umalqura", "2026-11-29", 0, 1448, 6, 19),
        ("coptic", "2026-09-08", 1, 1742, 13, 3),
        ("ethiopic", "2026-11-29", 1, 2019, 3, 20),
        ("ethioaa", "2026-11-29", 0, 7519, 3, 20),
        ("indian", "2026-11-29", 0, 1948, 9, 8),
        ("hebrew", "2024-02-20", 0, 5784, 6, 11),
        ("hebrew", "2024-03-20", 0, 5784, 7, 10),
        ("hebrew", "2026-11-29", 0, 5787, 3, 19),
    ],
)
def test_days(calendar: str, day: str, era: int, year: int, month: int, of_month: int) -> None:
    ordinal = date.fromisoformat(day).toordinal()
    found = calendar_named(calendar)

    assert found.day(ordinal)[:4] == (era, year, month, of_month)
    assert found.ordinal(era, year, month, of_month) == ordinal


def test_the_year_1400_began_as_history_has_it() -> None:
    """On its first day, 20 November 1979, a mosque of Mecca was seized; ICU is a day off."""
    day = calendar_named("islamic-umalqura").day(date(1979, 11, 20).toordinal())

    assert day[1:4] == (1400, 1, 1)


@settings(deadline=None)
@given(st.dates(), st.sampled_from(NAMES))
def test_every_day_leads_back_to_itself(day: date, name: str) -> None:
    calendar, ordinal = calendar_named(name), day.toordinal()
    era, year, month, of_month, extended = calendar.day(ordinal)

    assert calendar.ordinal(era, year, month, of_month) == ordinal
    assert calendar.start(extended) <= ordinal < calendar.start(extended + 1)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "first", [date(1, 1, 1), date(622, 1, 1), date(1924, 1, 1), date(2077, 1, 1)]
)
def test_days_follow_one_another(name: str, first: date) -> None:
    """The eras change, the table of Umm al-Qura begins and ends, and no day is lost or double."""
    calendar = calendar_named(name)
    days = [calendar.day(first.toordinal() + n) for n in range(800)]

    for before, after in pairwise(days):
        same_month = before.month == after.month
        assert after.day == (before.day + 1 if same_month and after.day > 1 else 1)
        if after.month < before.month:
            assert after.extended == before.extended + 1


@pytest.mark.parametrize(
    ("name", "era", "year", "month", "day"),
    [
        pytest.param("buddhist", 1, 2569, 1, 1, id="no such era"),
        pytest.param("buddhist", 0, 10**9, 1, 1, id="no such year"),
        pytest.param("japanese", 999, 1, 1, 1, id="no era of Japan"),
        pytest.param("japanese", 235, 31, 5, 1, id="after the era"),
        pytest.param("persian", 0, 1404, 12, 30, id="no leap year"),
        pytest.param("persian", 0, 10**9, 1, 1, id="far away"),
        pytest.param("hebrew", 0, 5787, 0, 1, id="month 0"),
        pytest.param("coptic", 1, 1742, 13, 6, id="no sixth day"),
        pytest.param("roc", 1, 0, 1, 1, id="year 0"),
    ],
)
def test_what_is_no_day_has_no_ordinal(
    name: str, era: int, year: int, month: int, day: int
) -> None:
    assert calendar_named(name).ordinal(era, year, month, day) is None


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ordinal", [10**7, 10**30, -(10**30)])
def test_ordinals_far_from_all_dates_are_refused(name: str, ordinal: int) -> None:
    with pytest.raises(ValueError, match="no ordinal"):
        calendar_named(name).day(ordinal)


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("th", "buddhist"),
        ("th-TH", "buddhist"),
        ("en-TH", "buddhist"),
        ("th-US", None),
        ("en-GB-u-rg-thzzzz", "buddhist"),
        ("fa", "persian"),
        ("fa-AF", "persian"),
        ("ps", "persian"),
        ("ckb-IR", "persian"),
        ("ar-SA", None),
        ("ja", None),
        ("ja-u-ca-japanese", "japanese"),
        ("th-u-ca-gregory", None),
        ("th-u-ca-iso8601", None),
        ("th-u-ca-nonsense", "buddhist"),
        ("ar-u-ca-islamicc", "islamic-civil"),
        ("ar-u-ca-islamic", "islamic-umalqura"),
        ("ar-u-ca-islamic-rgsa", "islamic-umalqura"),
        ("am-u-ca-ethiopic-amete-alem", "ethioaa"),
    ],
)
def test_the_calendar_of_a_tag(tag: str, name: str | None) -> None:
    found = calendar_of(tag)

    assert (found and found.name) == name


@pytest.mark.parametrize("calendar", ["chinese", "dangi"])
def test_calendars_that_are_not_known_are_refused(calendar: str) -> None:
    tag = f"zh-u-ca-{calendar}"

    with pytest.raises(UnknownCalendarError, match=rf"'{calendar}'.*; did you mean gregory\?"):
        format_date(DAY, locale=tag)
    with pytest.raises(CrmI18nError):
        parse_date("2026-11-29", locale=tag)
    assert format_time(time(14, 5), locale=tag) == format_time(time(14, 5), locale="zh")


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(UnknownCalendarError, match="julian"):
        calendar_named("julian")


@pytest.mark.parametrize(
    ("tag", "short", "medium", "full"),
    [
        ("th", "29/11/69", "29 พ.ย. 2569", "วันอาทิตย์ที่ 29 พฤศจิกายน พ.ศ. 2569"),
        ("th-u-ca-gregory", "29/11/26", "29 พ.ย. 2026", "วันอาทิตย์ที่ 29 พฤศจิกายน ค.ศ. 2026"),
        ("en-TH", "11/29/2569 BE", "Nov 29, 2569 BE", "Sunday, November 29, 2569 BE"),
        ("fa", "۱۴۰۵/۹/۸", "۸ آذر ۱۴۰۵", "۱۴۰۵ آذر ۸, یکشنبه"),
        ("fa-AF-u-nu-latn", "1405/9/8", "8 قوس 1405", "1405 قوس 8, یکشنبه"),
        ("ja-u-ca-japanese", "R8/11/29", "令和8年11月29日", "令和8年11月29日日曜日"),
        ("zh-TW-u-ca-roc", "民國115/11/29", "民國115年11月29日", "民國115年11月29日 星期日"),
    ],
)
def test_lengths(tag: str, short: str, medium: str, full: str) -> None:
    assert format_date(DAY, locale=tag, width="short") == short
    assert format_date(DAY, locale=tag) == medium
    assert format_date(DAY, locale=tag, width="full") == full


@pytest.mark.parametrize(
    ("tag", "day", "skeleton", "text"),
    [
        pytest.param("ja-u-ca-japanese", date(2019, 5, 1), "yMMMd", "令和元年5月1日", id="gannen"),
        pytest.param("ja-u-ca-japanese", date(2019, 5, 1), "yMd", "R1/5/1", id="no gannen"),
        pytest.param(
            "en-u-ca-japanese", date(2019, 5, 1), "yMMMd", "May 1, 1 Reiwa", id="in English"
        ),
        pytest.param("en-u-ca-hebrew", date(2024, 3, 20), "yMMMd", "10 Adar II 5784", id="leap"),
        pytest.param("en-u-ca-hebrew", date(2023, 3, 20), "yMMMd", "27 Adar 5783", id="no leap"),
        pytest.param(
            "en-u-ca-coptic", date(200, 1, 5), "GyMMMd", "Toba 10, 85 ", id="era without a name"
        ),
        pytest.param(
            "en-u-ca-coptic",
            date(2026, 9, 8),
            "yw",
            "1742 AM (week: 1)",
            id="week of the next year",
        ),
        pytest.param("en-u-ca-coptic", date(2026, 9, 8), "QQQQ", "", id="no fifth quarter"),
        pytest.param("th", DAY, "YYYY", "พ.ศ. 2026", id="years of weeks are Gregorian"),
        pytest.param("th", DAY, "D", "333", id="day of the year"),
        pytest.param("he-u-ca-hebrew", date(2019, 5, 29), "D", "262", id="of another year"),
        pytest.param("fa", DAY, "g", "۲۴۶۱۳۷۴", id="Julian day"),
    ],
)
def test_skeletons(tag: str, day: date, skeleton: str, text: str) -> None:
    assert format_date(day, locale=tag, skeleton=skeleton) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        pytest.param(DAY, "י״ט בכסלו תשפ״ז", id="tens and units"),
        pytest.param(date(2026, 11, 15), "ה׳ בכסלו תשפ״ז", id="one letter"),
        pytest.param(date(2026, 11, 25), "ט״ו בכסלו תשפ״ז", id="fifteen"),
        pytest.param(date(1999, 9, 11), "א׳ בתשרי תש״ס", id="no units"),
        pytest.param(date(2019, 10, 12), "י״ג בתשרי תש״ף", id="a final letter"),
        pytest.param(date(1983, 9, 12), "ה׳ בתשרי תשד״מ", id="another order"),
        pytest.param(date(2239, 11, 1), "ג׳ בחשוון ו׳ אלפים", id="thousands alone"),
    ],
)
def test_hebrew_dates_stand_in_letters(day: date, text: str) -> None:
    assert format_date(day, locale="he-u-ca-hebrew") == text
    if day.year < 2239:
        assert parse_date(text, locale="he-u-ca-hebrew") == day


@settings(deadline=None)
@given(st.dates(date(1300, 1, 1), date(2239, 1, 1)))
def test_hebrew_letters_are_read_back(day: date) -> None:
    text = format_date(day, locale="he-u-ca-hebrew")

    assert parse_date(text, locale="he-u-ca-hebrew") == day
    assert parse_date(text.replace("״", '"'), locale="he-u-ca-hebrew") == day


@pytest.mark.parametrize("text", ["ל״ב בכסלו תשפ״ז", "יה בכסלו תשפז", "ת״ת בכסלו תשפ״ז"])
def test_letters_that_are_no_day_are_refused(text: str) -> None:
    with pytest.raises(ParseError):
        parse_date(text, locale="he-u-ca-hebrew")


def test_times_of_day_are_of_no_calendar() -> None:
    moment = datetime(2026, 11, 29, 14, 5)  # noqa: DTZ001

    assert format_time(moment.time(), locale="th") == "14:05"
    assert format_datetime(moment, locale="th", time_width="short") == "29 พ.ย. 2569 14:05"
    assert format_interval(time(9), time(11), locale="fa") == "۹:۰۰ تا ۱۱:۰۰"


@pytest.mark.parametrize(
    ("tag", "start", "end", "text"),
    [
        ("th", DAY, DAY + timedelta(3), "29 พ.ย. – 2 ธ.ค. 2569"),
        (
            "en-u-ca-japanese",
            date(2019, 4, 25),
            date(2019, 5, 2),
            "Apr 25, 31 Heisei – May 2, 1 Reiwa",
        ),
        ("fa", DAY, DAY + timedelta(3), "۸ تا ۱۱ آذر ۱۴۰۵"),
        ("th", DAY, DAY, "29 พ.ย. 2569"),
    ],
)
def test_intervals(tag: str, start: date, end: date, text: str) -> None:
    assert format_interval(start, end, locale=tag).replace("\u2009", " ") == text


@settings(deadline=None)
@given(
    st.dates(date(1969, 1, 1), date(2068, 12, 31)),
    st.sampled_from(NAMES),
    st.sampled_from(["short", "medium", "long"]),
)
def test_dates_are_read_back(day: date, name: str, width: str) -> None:
    tag = f"en-u-ca-{name}"

    assert parse_date(format_date(day, locale=tag, width=width), locale=tag) == day  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "tag", "day"),
    [
        pytest.param("29/11/2569", "th", DAY, id="Buddhist"),
        pytest.param("29/11/69", "th", DAY, id="two digits"),
        pytest.param("2026-11-29", "th", DAY, id="ISO 8601 is Gregorian"),
        pytest.param("29 พ.ย. 2026", "th-u-ca-gregory", DAY, id="Gregorian years are asked for"),
        pytest.param("1405/9/8", "fa", DAY, id="Persian in other digits"),
        pytest.param("8 آذر 1405", "fa", DAY, id="Persian month"),
        pytest.param("R8/11/29", "ja-u-ca-japanese", DAY, id="era in short"),
        pytest.param("Ｒ８／１１／２９", "ja-u-ca-japanese", DAY, id="wide signs"),
        pytest.param("２０２６／１１／２９", "ja", DAY, id="wide signs of the common era"),
        pytest.param("令和元年5月1日", "ja-u-ca-japanese", date(2019, 5, 1), id="gannen"),
        pytest.param("昭和64年1月7日", "ja-u-ca-japanese", date(1989, 1, 7), id="last of an era"),
        pytest.param("昭和5年1月7日", "ja-u-ca-japanese", date(1930, 1, 7), id="an early year"),
        pytest.param(
            "民國58年1月7日", "zh-TW-u-ca-roc", date(1969, 1, 7), id="a year of two digits"
        ),
        pytest.param("10 Adar II 5784", "en-u-ca-hebrew", date(2024, 3, 20), id="leap month"),
        pytest.param("י״ט בכסלו ה׳תשפ״ז", "he-u-ca-hebrew", DAY, id="thousands that are said"),
        pytest.param(
            "י״ח בטבת ג׳תשס״א", "he-u-ca-hebrew", date(1, 1, 1), id="thousands that are others"
        ),
    ],
)
def test_reads(text: str, tag: str, day: date) -> None:
    assert parse_date(text, locale=tag) == day


@pytest.mark.parametrize(
    ("text", "tag", "reason", "readings"),
    [
        pytest.param(
            "29/11/2026",
            "th",
            "ambiguous",
            {"buddhist": "1483-11-29", "gregory": "2026-11-29"},
            id="a Gregorian year in Thailand",
        ),
        pytest.param(
            "2026/9/8",
            "fa",
            "ambiguous",
            {"persian": "2647-11-29", "gregory": "2026-09-08"},
            id="a Gregorian year in Iran",
        ),
        pytest.param(
            "29/2/2023",
            "th",
            "ambiguous",
            {"buddhist": "1480-02-29"},
            id="a day that the Gregorian year has not",
        ),
        pytest.param(
            "2026/2/31",
            "fa",
            "ambiguous",
            {"persian": "2647-05-21"},
            id="a day that the Gregorian month has not",
        ),
        pytest.param("11/29/2026", "en-TH", "form", {"mdy": "2026-11-29"}, id="no era"),
        pytest.param("令和元年4月1日", "ja-u-ca-japanese", "range", {}, id="before the era"),
        pytest.param("10 Adar II 5783", "en-u-ca-hebrew", "range", {}, id="no leap month"),
        pytest.param("۳۰ اسفند ۱۴۰۴", "fa", "range", {}, id="no leap day"),
    ],
)
def test_refuses(text: str, tag: str, reason: str, readings: dict[str, str]) -> None:
    with pytest.raises(ParseError) as caught:
        parse_date(text, locale=tag)

    assert (caught.value.reason, caught.value.readings) == (reason, readings)
