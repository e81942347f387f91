"""Dates, times, intervals and relative times: what is written, and what is refused.

That they are ICU's is shown in ``tests/conformance/test_dates.py``; the texts here are of ICU
78.3, too.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import ROUND_UP, Context, Decimal, localcontext

import pytest
from hypothesis import given, settings, strategies as st

from crmi18n.cldr import (
    date_formatter,
    datetime_formatter,
    format_date,
    format_datetime,
    format_interval,
    format_relative,
    format_time,
    interval_formatter,
    relative_formatter,
    time_formatter,
)
from crmi18n.cldr._tables import table
from crmi18n.errors import AmountError, UnknownLocaleError

DAY = date(2025, 3, 30)
NOW = datetime(2025, 3, 30, 14, 5, 9)  # noqa: DTZ001 - a clock's face
CLOCK = NOW.time()


@pytest.mark.parametrize(
    ("locale", "short", "medium", "long"),
    [
        ("de", "30.03.25", "30.03.2025", "30. März 2025"),
        ("en-CA", "2025-03-30", "Mar 30, 2025", "March 30, 2025"),
        ("pt", "30/03/2025", "30 de mar. de 2025", "30 de março de 2025"),
        ("hu", "2025. 03. 30.", "2025. márc. 30.", "2025. március 30."),
        ("ru", "30.03.2025", "30 мар. 2025\u202fг.", "30 марта 2025\u202fг."),
        ("lt", "2025-03-30", "2025-03-30", "2025 m. kovo 30 d."),
        ("ko", "25. 3. 30.", "2025. 3. 30.", "2025년 3월 30일"),
        ("ar-EG", "٣٠\u200f/٣\u200f/٢٠٢٥", "٣٠\u200f/٠٣\u200f/٢٠٢٥", "٣٠ مارس ٢٠٢٥"),
        ("hi", "30/3/25", "30 मार्च 2025", "30 मार्च 2025"),
    ],
)
def test_lengths(locale: str, short: str, medium: str, long: str) -> None:
    assert format_date(DAY, locale=locale, width="short") == short
    assert format_date(DAY, locale=locale) == medium
    assert format_date(DAY, locale=locale, width="long") == long


@pytest.mark.parametrize(
    ("tag", "skeleton", "text"),
    [
        pytest.param("en", "jm", "2:05\u202fPM", id="own hours"),
        pytest.param("en-u-hc-h23", "jm", "14:05", id="hours asked for"),
        pytest.param("en-GB-u-rg-uszzzz", "jm", "2:05\u202fpm", id="hours of a region"),
        pytest.param("en", "Jm", "02:05", id="own hours without AM and PM"),
        pytest.param("zh-TW", "Bhm", "下午2:05", id="part of the day"),
        pytest.param("mr", "Hm", "१४:०५", id="native digits"),
        pytest.param("mr-u-nu-latn", "Hm", "14:05", id="digits asked for"),
        pytest.param("de", "HmsSSS", "14:05:09,000", id="fraction after the locale's sign"),
    ],
)
def test_skeletons_of_times(tag: str, skeleton: str, text: str) -> None:
    assert format_time(CLOCK, locale=tag, skeleton=skeleton) == text


def test_hours_follow_the_region_that_has_no_data_of_its_own() -> None:
    assert format_time(CLOCK, locale="de-US") == "2:05\u202fPM"
    assert format_time(CLOCK, locale="de") == "14:05"


def test_the_zone_is_the_callers_text() -> None:
    assert format_time(CLOCK, locale="de", width="long", zone="MESZ") == "14:05:09 MESZ"
    assert format_time(CLOCK, locale="de", width="long") == "14:05:09"
    assert format_datetime(NOW, locale="en", skeleton="yMdjmz", zone="{0}'h'") == (
        "3/30/2025, 2:05\u202fPM {0}'h'"
    )


def test_noon_is_what_is_shown_as_noon() -> None:
    after = time(12, 30)

    assert format_time(time(12), locale="en", skeleton="Bhm") == "12:00 noon"
    assert format_time(after, locale="en", skeleton="Bhm") == "12:30 in the afternoon"
    assert format_time(after, locale="en", skeleton="Bh") == "12 noon"


@settings(deadline=None)
@given(st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_weeks_are_those_of_iso_8601_where_the_territory_has_them(day: date) -> None:
    year, week, weekday = day.isocalendar()

    assert format_date(day, locale="de", skeleton="YYYY") == f"{year:04}"
    assert format_date(day, locale="de", skeleton="w") == str(week)
    assert format_date(day, locale="de", skeleton="e") == str(weekday)
    assert format_date(day, locale="en-US-u-fw-mon", skeleton="e") == str(weekday)


def test_the_julian_day_is_the_one_at_noon() -> None:
    assert format_date(date(2000, 1, 1), locale="en", skeleton="g") == "2451545"


@pytest.mark.parametrize(
    ("start", "end", "locale", "text"),
    [
        pytest.param(DAY, DAY, "de", "30.03.2025", id="one day"),
        pytest.param(DAY, date(2025, 4, 2), "ja", "2025/03/30～2025/04/02", id="month differs"),
        pytest.param(
            datetime(2025, 3, 30, 9),  # noqa: DTZ001
            datetime(2025, 3, 30, 11, 30),  # noqa: DTZ001
            "de",
            "30.03.2025, 09:00–11:30 Uhr",
            id="hours differ",
        ),
        pytest.param(time(9), time(11), "en-GB", "09:00–11:00", id="times of day"),
    ],
)
def test_intervals(start: date, end: date, locale: str, text: str) -> None:
    assert format_interval(start, end, locale=locale) == text


def test_julian_days() -> None:
    assert format_date(date(2000, 1, 1), locale="en", skeleton="g") == "2451545"


def test_chinese_of_taiwan_has_intervals() -> None:
    end = date(2025, 4, 2)

    assert format_interval(DAY, end, locale="zh_TW", skeleton="yMMMd") == "2025年3月30日至4月2日"


def test_an_interval_over_noon_has_the_parts_of_the_day_where_the_language_has_them() -> None:
    text = format_interval(time(1, 30), time(23, 30), locale="zh-HK")

    assert text == "凌晨1:30至晚上11:30"


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        pytest.param("am", "2:05 ከሰዓት", id="a language"),
        pytest.param("am-ET", "2:05 ከሰዓት", id="the same in the region that it likely has"),
        pytest.param("am-Ethi-ET", "2:05 ከሰዓት", id="and in that script"),
        pytest.param("am-u-hc-nonsense", "2:05 ከሰዓት", id="a key that is none"),
        pytest.param("am-DE", "14:05", id="the hours of another region"),
        pytest.param("en-Latn-GB", "14:05", id="a script that goes without saying"),
    ],
)
def test_the_clock_of_a_region(locale: str, text: str) -> None:
    assert format_time(time(14, 5), locale=locale) == text


@pytest.mark.parametrize(
    ("value", "unit", "locale", "text"),
    [
        pytest.param(0, "day", "de", "heute", id="a word"),
        pytest.param(Decimal("1.0"), "day", "de", "morgen", id="a word for a Decimal"),
        pytest.param(-2, "day", "ru", "позавчера", id="a word of some languages"),
        pytest.param(-2, "day", "en", "2 days ago", id="no such word"),
        pytest.param(5, "month", "pl", "za 5 miesięcy", id="plural of many"),
        pytest.param(Decimal("-1.5"), "hour", "en", "1.5 hours ago", id="a fraction"),
        pytest.param(3, "week", "ar-EG", "خلال ٣ أسابيع", id="native digits"),
        pytest.param(Decimal("-0"), "week", "he", "השבוע", id="a word for less than nothing"),
        pytest.param(Decimal("-0.0"), "hour", "de", "in dieser Stunde", id="with decimals"),
    ],
)
def test_relative_times(value: Decimal | int, unit: str, locale: str, text: str) -> None:
    assert format_relative(value, unit, locale=locale) == text  # type: ignore[arg-type]


def test_nothing_that_is_negative_is_past() -> None:
    assert format_relative(Decimal("-0"), "day", locale="en", words=False) == "0 days ago"
    assert format_relative(0, "day", locale="en", words=False) == "in 0 days"


def test_the_callers_decimal_context_decides_nothing() -> None:
    with localcontext(Context(prec=2, rounding=ROUND_UP)):
        assert format_relative(12345, "day", locale="en") == "in 12,345 days"


def test_subclasses_are_what_they_derive_from() -> None:
    class Stamp(datetime):
        pass

    stamp = Stamp(2025, 3, 30, 14, 5, 9)

    assert format_datetime(stamp, locale="de") == format_datetime(NOW, locale="de")
    assert format_interval(stamp, NOW, locale="de") == format_interval(NOW, NOW, locale="de")
    with pytest.raises(TypeError, match="not Stamp"):
        format_date(stamp, locale="de")


def test_zones_are_not_looked_at() -> None:
    aware = NOW.replace(tzinfo=timezone(timedelta(hours=9)))

    assert format_datetime(aware, locale="de") == format_datetime(NOW, locale="de")
    assert (
        format_interval(NOW.replace(tzinfo=UTC), aware, locale="de", skeleton="yMdHm")
        == "30.3.2025, 14:05"
    )


def test_every_locale_has_everything() -> None:
    end = DAY + timedelta(40)
    for locale in table("locales")["names"]:
        for width in ("full", "long", "medium", "short"):
            assert datetime_formatter(locale=locale, width=width, zone="UTC")(NOW)
        assert date_formatter(locale=locale, skeleton="GyMMMMEEEEd")(DAY)
        assert time_formatter(locale=locale, skeleton="Bhms")(CLOCK)
        assert interval_formatter(date, locale=locale)(DAY, end)
        assert relative_formatter("quarter", locale=locale, width="narrow")(-7)


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        pytest.param(
            lambda: format_date(NOW, locale="de"), TypeError, "not datetime", id="no plain date"
        ),
        pytest.param(
            lambda: format_date("2025-03-30", locale="de"),  # type: ignore[arg-type]
            TypeError,
            "not str",
            id="text for a date",
        ),
        pytest.param(
            lambda: format_time(NOW, locale="de"),  # type: ignore[arg-type]
            TypeError,
            "not datetime",
            id="no time",
        ),
        pytest.param(
            lambda: format_datetime(DAY, locale="de"),  # type: ignore[arg-type]
            TypeError,
            "not date",
            id="no date-time",
        ),
        pytest.param(
            lambda: format_interval(DAY, NOW, locale="de"),
            TypeError,
            "of one kind",
            id="two kinds",
        ),
        pytest.param(
            lambda: interval_formatter(int, locale="de"),  # type: ignore[type-var]
            TypeError,
            "datetime is expected",
            id="kind of an interval",
        ),
        pytest.param(
            lambda: format_interval(DAY, date(2025, 3, 29), locale="de"),
            ValueError,
            "before its start",
            id="backwards",
        ),
        pytest.param(
            lambda: format_date(DAY, locale="de", width="huge"),  # type: ignore[arg-type]
            ValueError,
            "full, long, medium, short",
            id="width",
        ),
        pytest.param(
            lambda: format_datetime(NOW, locale="de", time_width="huge"),  # type: ignore[arg-type]
            ValueError,
            "full, long, medium, short",
            id="width of the time",
        ),
        pytest.param(
            lambda: format_datetime(NOW, locale="de", glue="and"),  # type: ignore[arg-type]
            ValueError,
            "atTime, standard",
            id="glue",
        ),
        pytest.param(
            lambda: format_date(DAY, locale="de", skeleton="yMdH"),
            ValueError,
            "'H' is no field",
            id="hours of a date",
        ),
        pytest.param(
            lambda: format_date(DAY, locale="de", skeleton="yM!d"),
            ValueError,
            "'!' is no field",
            id="sign in a skeleton",
        ),
        pytest.param(
            lambda: format_date(DAY, locale="de", skeleton="ydy"),
            ValueError,
            "twice",
            id="field twice",
        ),
        pytest.param(
            lambda: format_date(DAY, locale="de", skeleton=""), ValueError, "1 to 60", id="empty"
        ),
        pytest.param(
            lambda: format_date(DAY, locale="de", skeleton="y" * 10**6),
            ValueError,
            "1 to 60",
            id="endless",
        ),
        pytest.param(
            lambda: format_date(DAY, locale="de", skeleton=7),  # type: ignore[arg-type]
            TypeError,
            "string",
            id="skeleton's type",
        ),
        pytest.param(
            lambda: format_time(CLOCK, locale="de", skeleton="Hmz"), ValueError, "zone=", id="zone"
        ),
        pytest.param(
            lambda: format_time(CLOCK, locale="de", zone=1),  # type: ignore[arg-type]
            TypeError,
            "string",
            id="zone's type",
        ),
        pytest.param(
            lambda: format_date(DAY, locale="xq"), UnknownLocaleError, "BCP 47", id="language"
        ),
        pytest.param(
            lambda: format_relative(1.5, "day", locale="de"),  # type: ignore[arg-type]
            TypeError,
            "float",
            id="float",
        ),
        pytest.param(
            lambda: format_relative(Decimal("NaN"), "day", locale="de"),
            AmountError,
            "NaN",
            id="not a number",
        ),
        pytest.param(
            lambda: format_relative(1, "fortnight", locale="de"),  # type: ignore[arg-type]
            ValueError,
            "year, quarter, month",
            id="unit",
        ),
        pytest.param(
            lambda: format_relative(1, "day", locale="de", width="tiny"),  # type: ignore[arg-type]
            ValueError,
            "long, short, narrow",
            id="width of a relative time",
        ),
    ],
)
def test_what_is_wrong_is_named(
    call: Callable[[], str], error: type[Exception], text: str
) -> None:
    with pytest.raises(error, match=text):
        call()


@pytest.mark.parametrize(("skeleton", "field"), [("yD", "D"), ("yMF", "F"), ("yMMMD", "D")])
@pytest.mark.parametrize("locale", ["en", "th", "ja"])
def test_a_field_that_nothing_joins_is_refused_and_not_dropped(
    locale: str, skeleton: str, field: str
) -> None:
    with pytest.raises(ValueError, match=f"joins '{field}'"):
        format_date(date(2026, 9, 8), locale=locale, skeleton=skeleton)
