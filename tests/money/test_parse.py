"""An amount is read in its declared form, or refused with what it could have meant."""

from decimal import Decimal

import pytest

from crmi18n import Money, ParseError, UnknownCurrencyError, parse_money


@pytest.mark.parametrize(
    ("text", "locale", "currency", "amount", "code"),
    [
        ("1.234,56 €", "de", None, "1234.56", "EUR"),
        ("€1,234.56", "en", None, "1234.56", "EUR"),
        ("1.234,56", "de", "EUR", "1234.56", "EUR"),
        ("EUR 1.234,56", "de", "EUR", "1234.56", "EUR"),
        ("1'234.56", "de-CH", "CHF", "1234.56", "CHF"),
        ("1\u2019234.50 CHF", "de-CH", None, "1234.50", "CHF"),
        ("1 234,56 €", "fr", None, "1234.56", "EUR"),
        ("1\u202f234,56\xa0€", "fr", None, "1234.56", "EUR"),
        ("(1,234.56)", "en", "USD", "-1234.56", "USD"),
        ("1.234,5-", "de", "EUR", "-1234.5", "EUR"),
        ("\u2212$5.00", "en-US", None, "-5.00", "USD"),
        ("١٬٢٣٤٫٥٦", "ar-EG", "EGP", "1234.56", "EGP"),
        ("１２３４", "ja", "JPY", "1234", "JPY"),
        ("1,23,456.00", "en-IN", "INR", "123456.00", "INR"),
        ("1,234.5678", "en", "USD", "1234.5678", "USD"),
    ],
)
def test_reading(text: str, locale: str, currency: str | None, amount: str, code: str) -> None:
    assert parse_money(text, locale=locale, currency=currency) == Money(amount, code)


@pytest.mark.parametrize(
    ("text", "locale", "currency"),
    [
        ("13,75", "en-US", "USD"),
        ("1,234.56", "de", "EUR"),
        ("25.00", "de", "EUR"),
        ("1.234,56", "en", "EUR"),
        ("1,5", "en", "EUR"),
        ("1.234,56", "de", None),
        ("", "de", "EUR"),
        ("€", "de", None),
        ("1 € 2", "de", None),
        ("€ 1 €", "de", None),
        ("NaN", "en", "EUR"),
        ("1e5", "en", "EUR"),
        ("1\u0662", "en", "EUR"),
        ("9" * 100_000, "en", "EUR"),
    ],
)
def test_what_does_not_fit_is_refused(text: str, locale: str, currency: str | None) -> None:
    with pytest.raises(ParseError):
        parse_money(text, locale=locale, currency=currency)


def test_another_currency_than_declared_is_refused() -> None:
    with pytest.raises(ParseError) as caught:
        parse_money("5,00 €", locale="de", currency="USD")
    assert caught.value.reason == "mismatch"


@pytest.mark.parametrize(("text", "currency"), [("5 XYZ", None), ("5", "XYZ")])
def test_an_unknown_code_is_named(text: str, currency: str | None) -> None:
    with pytest.raises(UnknownCurrencyError):
        parse_money(text, locale="de", currency=currency)


def test_a_dollar_is_that_of_the_locale() -> None:
    assert parse_money("$5.00", locale="en-AU").currency == "AUD"
    assert parse_money("$5.00", locale="en-US").amount == Decimal("5.00")
