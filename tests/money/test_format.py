"""An amount on paper loses no digit, and a converted one never stands without its basis."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given, strategies as st

from crmi18n import Money, Rate, RateBook, format_money
from crmi18n.cldr.format import CurrencyStyle
from crmi18n.money import (
    conversion_columns,
    currencies,
    format_basis,
    format_conversion,
    format_money_column,
    format_total,
    parse_money,
)

DAY = date(2026, 6, 30)
LOCALES = ["en-US", "de", "de-CH", "fr", "ja", "hi", "ar-EG", "sv", "pl", "en-IN"]
BOOK = RateBook(
    [
        Rate("EUR", "JPY", "163.45", DAY),
        Rate("EUR", "USD", "1.0832", DAY),
        Rate("EUR", "USD", "1.10", date(2026, 1, 1), "budget", valid_until=date(2026, 12, 31)),
        Rate("EUR", "GBP", "0.86", date(2026, 4, 1), "budget", valid_until=date(2027, 3, 31)),
    ]
)


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "style", "shown"),
    [
        # ICU 78 (CLDR 48) writes these; digits are ISO 4217's.
        ("-1234567.89", "EUR", "de-DE", "standard", "-1.234.567,89 €"),
        ("-1234567.89", "USD", "en-US", "accounting", "($1,234,567.89)"),
        ("1234567.89", "INR", "hi-IN", "standard", "₹12,34,567.89"),
        ("1234567", "JPY", "ja-JP", "standard", "￥1,234,567"),
        ("1234.5", "EUR", "fr-FR", "standard", "1 234,50 €"),
        ("1234.5", "CHF", "de-CH", "standard", "CHF 1'234.50"),
        ("1234.5", "HUF", "hu", "standard", "1234,50 Ft"),
        ("1.5", "KWD", "en", "code", "KWD 1.500"),
        ("0.1234", "EUR", "en", "standard", "€0.1234"),
        ("1", "USD", "en-US", "name", "1.00 US dollars"),
        ("1234567.89", "CAD", "en-US", "narrow", "$1,234,567.89"),
        ("1234567.89", "USD", "en-US", "compact", "$1.2M"),
    ],
)
def test_an_amount_as_the_reader_writes_it(
    amount: str, currency: str, locale: str, style: Any, shown: str
) -> None:
    assert plain(format_money(Money(amount, currency), locale=locale, style=style)) == shown


@pytest.mark.parametrize("style", get_args(CurrencyStyle))
@pytest.mark.parametrize("locale", ["en-US", "de", "ar-EG"])
def test_every_style_takes_every_currency(locale: str, style: Any) -> None:
    for code in currencies():
        for amount in ("-1234567.5", "0"):
            assert format_money(Money(amount, code), locale=locale, style=style)


@given(
    st.decimals(-(10**12), 10**12, places=3),
    st.sampled_from(["EUR", "USD", "JPY", "KWD", "HUF", "IQD"]),
    st.sampled_from(["en-US", "de", "de-CH", "fr", "ja", "hi", "sv", "pl"]),
)
def test_what_is_written_is_read_again(amount: Decimal, currency: str, locale: str) -> None:
    value = Money(amount, currency)

    for style in ("standard", "code", "accounting"):
        text = format_money(value, locale=locale, style=style)
        assert parse_money(text, locale=locale, currency=currency) == value


@pytest.mark.parametrize(
    ("conversion", "locale", "shown"),
    [
        pytest.param(
            BOOK.convert(Money(12_500_000, "JPY"), "EUR", on=DAY),
            "en-US",
            "JPY 12,500,000 (EUR 76,475.99, spot Jun 30, 2026)",
            id="spot",
        ),
        pytest.param(
            BOOK.convert(Money(80_000, "USD"), "EUR", on=DAY, kind="budget"),
            "de",
            "80.000,00 USD (72.727,27 EUR, Plankurs 2026)",
            id="budget of a calendar year",
        ),
        pytest.param(
            BOOK.convert(Money(86, "GBP"), "EUR", on=DAY, kind="budget"),
            "en-GB",
            "GBP 86.00 (EUR 100.00, budget 30 Jun 2026)",
            id="budget of another year",
        ),
        pytest.param(
            BOOK.convert(Money("75345", "HRK"), "EUR", on=DAY),
            "en-GB",
            "HRK 75,345.00 (EUR 10,000.00, fixed 30 Jun 2026)",
            id="irrevocable factor",
        ),
        pytest.param(
            BOOK.convert(Money(5, "EUR"), "EUR", on=DAY), "en-GB", "EUR 5.00", id="same currency"
        ),
    ],
)
def test_a_conversion_names_its_basis(conversion: Any, locale: str, shown: str) -> None:
    assert plain(format_conversion(conversion, locale=locale)) == shown


def test_a_basis_in_the_callers_words_or_none() -> None:
    yen = BOOK.convert(Money(12_500_000, "JPY"), "EUR", on=DAY)

    assert plain(format_conversion(yen, locale="en", basis="spot today")) == (
        "JPY 12,500,000 (EUR 76,475.99, spot today)"
    )
    assert plain(format_conversion(yen, locale="en", basis="")) == (
        "JPY 12,500,000 (EUR 76,475.99)"
    )


@pytest.mark.parametrize(
    "kind", ["spot", "buy", "sell", "average", "closing", "budget", "forecast", "contract"]
)
@pytest.mark.parametrize("locale", ["en", "de", "sw"])
def test_every_kind_has_its_word(kind: Any, locale: str) -> None:
    book = RateBook([Rate("EUR", "USD", "1.08", DAY, kind)])

    assert format_basis(book.convert(Money(1, "USD"), "EUR", on=DAY, kind=kind), locale=locale)


@pytest.mark.parametrize(
    ("locale", "year"),
    [
        pytest.param("en", "2026", id="Gregorian"),
        pytest.param("th", "2569", id="Buddhist, of the same days"),
        pytest.param("fa", "۳۰ تیر ۱۴۰۵", id="no year of the Persian calendar: the day"),
    ],
)
def test_a_plan_of_a_year_names_the_year_of_the_reader(locale: str, year: str) -> None:
    plan = Rate("EUR", "USD", "1.1", date(2026, 1, 1), "budget", valid_until=date(2026, 12, 31))
    found = RateBook([plan]).convert(Money(1, "USD"), "EUR", on=date(2026, 7, 21), kind="budget")

    assert format_basis(found, locale=locale).endswith(f" {year}")


def test_a_total_is_never_shown_without_what_it_lacks() -> None:
    total = BOOK.total([Money(80_000, "USD"), Money(1_000_000, "KES")], "EUR", on=DAY)

    assert plain(format_total(total, locale="en")) == (
        "EUR 73,855.24 (incomplete, without KES 1,000,000.00)"
    )
    assert plain(format_total(total, locale="de", style="standard")) == (
        "73.855,24 € (unvollständig, ohne 1.000.000,00 KES)"
    )
    whole = BOOK.total([Money(80_000, "USD")], "EUR", on=DAY)
    assert plain(format_total(whole, locale="en")) == "EUR 73,855.24"


@given(
    st.lists(
        st.builds(
            Money,
            st.decimals(-(10**9), 10**9, places=2),
            st.sampled_from(["EUR", "JPY", "KWD", "USD"]),
        ),
        min_size=1,
    ),
    st.sampled_from(LOCALES),
)
def test_a_column_is_of_one_width_and_its_whole_units_end_in_one_place(
    amounts: list[Money], locale: str
) -> None:
    lines = format_money_column(amounts, locale=locale)

    assert len({len(line) for line in lines}) == 1
    for line, amount in zip(lines, amounts, strict=True):
        assert line.strip() == format_money(amount, locale=locale, style="code").strip()
    ends = set()
    for line, amount in zip(lines, amounts, strict=True):
        places = [index for index, char in enumerate(line) if char.isdigit()]
        decimals = -int(amount.amount.as_tuple().exponent)
        ends.add(places[-1 - decimals] if decimals else places[-1])
    assert len(ends) == 1


def test_conversions_as_a_table() -> None:
    found = [
        BOOK.convert(Money(12_500_000, "JPY"), "EUR", on=DAY),
        BOOK.convert(Money("80.5", "USD"), "EUR", on=DAY + timedelta(1)),
        BOOK.convert(Money(5, "EUR"), "EUR", on=DAY),
    ]

    lines = [plain(" | ".join(row)) for row in conversion_columns(found, locale="en-GB")]

    assert lines == [
        "JPY 12,500,000    | EUR 76,475.99 | spot 30 Jun 2026",
        "        USD 80.50 |     EUR 74.32 | spot 1 Jul 2026 ",
        "         EUR 5.00 |      EUR 5.00 |                 ",
    ]
    assert conversion_columns([], locale="en") == []


def test_the_decimal_sign_of_a_currency_aligns_nothing() -> None:
    column = [Money("1.50", "AED"), Money("1234.125", "AED")]

    texts = format_money_column(column, locale="ar-AE", style="standard")

    assert [text.count(".") for text in texts] == [3, 3]
    assert len({text.index(".") for text in texts}) == 1
