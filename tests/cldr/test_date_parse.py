"""Strict reading of days: what every locale writes is read back, and nothing else is guessed."""

from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from crmi18n.cldr import calendar_of, date_formatter, format_date, parse_date
from crmi18n.errors import ParseError
from tests.conformance.icu import sample

MODERN = sample()["modern"]
WIDTHS = ("short", "medium", "long")
DAYS = st.dates(date(100, 1, 1), date(9999, 12, 31))
CENTURY = st.dates(date(1969, 1, 1), date(2068, 12, 31))  # what two digits of a year mean


@settings(deadline=None)
@given(CENTURY, st.sampled_from(MODERN), st.sampled_from(WIDTHS))
def test_every_form_is_read_back(day: date, locale: str, width: str) -> None:
    text = format_date(day, locale=locale, width=width)  # type: ignore[arg-type]

    assert parse_date(text, locale=locale) == day


@settings(deadline=None)
@given(DAYS, st.sampled_from(MODERN))
def test_any_year_is_read_back_from_a_long_form(day: date, locale: str) -> None:
    calendar = calendar_of(locale)
    year = calendar.day(day.toordinal()).year if calendar else day.year
    if year < 100 or (calendar and 1900 <= year <= 2100):
        return  # these may be years of the common era, unless the text says another

    assert parse_date(format_date(day, locale=locale, width="long"), locale=locale) == day


@settings(deadline=None)
@given(DAYS, st.sampled_from(MODERN))
def test_iso_8601_is_read_everywhere(day: date, locale: str) -> None:
    assert parse_date(day.isoformat(), locale=locale) == day


@pytest.mark.parametrize("width", WIDTHS)
def test_every_month_of_every_modern_locale(width: str) -> None:
    days = [date(2026, month, month + 9) for month in range(1, 13)]

    wrong = [
        (locale, day)
        for locale in MODERN
        for write in [date_formatter(locale=locale, width=width)]  # type: ignore[arg-type]
        for day in days
        if parse_date(write(day), locale=locale) != day
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        pytest.param("1.2.26", "de", date(2026, 2, 1), id="no leading zeros"),
        pytest.param("30. OKTOBER 2026", "de", date(2026, 10, 30), id="capital letters"),
        pytest.param(" 30.10.2026\u00a0", "de", date(2026, 10, 30), id="spaces around"),
        pytest.param("30 мар. 2025 г.", "ru", date(2025, 3, 30), id="another space"),
        pytest.param("30/3/2025", "ar-EG", date(2025, 3, 30), id="other digits, no marks"),
        pytest.param("3/4/69", "en", date(1969, 3, 4), id="69 is of the last century"),
        pytest.param("3/4/68", "en", date(2068, 3, 4), id="68 is of this century"),
        pytest.param("२०२६-१०-३०", "en", date(2026, 10, 30), id="ISO in other digits"),
        pytest.param("4 ARALIK 2026", "tr", date(2026, 12, 4), id="a dotless capital I"),
        pytest.param("4 EKİM 2026", "tr", date(2026, 10, 4), id="a dotted capital I"),
        pytest.param("4 aralik 2026", "tr", date(2026, 12, 4), id="a dot too many"),
        pytest.param("4. Ma\u0308rz 2026", "de", date(2026, 3, 4), id="an accent by itself"),
        pytest.param("4. Auguſt 2026", "de", date(2026, 8, 4), id="a long s"),
    ],
)
def test_reads(text: str, locale: str, day: date) -> None:
    assert parse_date(text, locale=locale) == day


@pytest.mark.parametrize(
    ("text", "locale", "reason", "readings"),
    [
        pytest.param("30/10/2026", "en", "range", {"dmy": "2026-10-30"}, id="in another order"),
        pytest.param("30.02.2026", "de", "range", {}, id="no such day"),
        pytest.param("29.02.1900", "de", "range", {}, id="no leap year"),
        pytest.param(
            "03/04/2026",
            "de",
            "form",
            {"dmy": "2026-04-03", "mdy": "2026-03-04"},
            id="another separator",
        ),
        pytest.param("2026-1-3", "en", "form", {"ymd": "2026-01-03"}, id="no ISO 8601"),
        pytest.param("March 2026", "en", "form", {}, id="no day"),
        pytest.param("30. März 26", "de", "form", {}, id="two digits beside a name"),
        pytest.param("", "de", "empty", {}, id="empty"),
        pytest.param(" \u200f ", "de", "empty", {}, id="marks alone"),
        pytest.param("١2.10.2026", "de", "form", {}, id="digits of two scripts"),
        pytest.param("01.01.0000", "de", "range", {}, id="no year 0"),
        pytest.param("30.10.2026 14:05", "de", "form", {}, id="with a time"),
    ],
)
def test_refuses(text: str, locale: str, reason: str, readings: dict[str, str]) -> None:
    with pytest.raises(ParseError) as caught:
        parse_date(text, locale=locale)

    assert (caught.value.reason, caught.value.readings) == (reason, readings)
    assert caught.value.text == text


def test_a_date_is_read_from_a_string() -> None:
    with pytest.raises(TypeError, match="not date"):
        parse_date(date(2026, 10, 30), locale="de")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    ["1" * 10**6, "1." * 199, "Ma" * 200, " " * 400, "de " * 133, "１/" * 200, "\u0130" * 400],
    ids=[
        "endless",
        "separators",
        "names",
        "spaces",
        "words",
        "wide digits",
        "growing in lower case",
    ],
)
@pytest.mark.parametrize("locale", ["en", "es", "ar-EG", "ja", "tr", "vi", "lt"])
def test_hostile_texts_are_refused(text: str, locale: str) -> None:
    with pytest.raises(ParseError):
        parse_date(text, locale=locale)


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from(["en", "de", "fa", "zh-Hant", "tr"]))
def test_nothing_but_a_day_or_a_refusal(text: str, locale: str) -> None:
    try:
        assert isinstance(parse_date(text, locale=locale), date)
    except ParseError as error:
        assert error.text == text  # noqa: PT017
