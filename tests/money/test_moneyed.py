"""py-moneyed's amounts come in exactly, and go out where py-moneyed has the currency."""

from datetime import date
from decimal import Decimal

import moneyed
import pytest

from crmi18n import AmountError, Money, Rate, RateBook, UnknownCurrencyError, format_money
from crmi18n.money import as_money, currencies

SHARED = sorted(currencies().keys() & moneyed.CURRENCIES.keys())


@pytest.mark.parametrize("code", SHARED)
def test_an_amount_goes_there_and_back(code: str) -> None:
    value = Money("1234.5678", code)

    theirs = value.to_moneyed()

    assert (theirs.amount, theirs.currency.code) == (Decimal("1234.5678"), code)
    assert Money.from_moneyed(theirs) == value


@pytest.mark.parametrize("code", ["XCG", "ZWG", "XAD"])
def test_a_currency_that_they_lack_is_named(code: str) -> None:
    with pytest.raises(UnknownCurrencyError, match=r"py-moneyed") as caught:
        Money(1, code).to_moneyed()

    assert (caught.value.code, caught.value.standard) == (code, "py-moneyed")


@pytest.mark.parametrize("amount", [Decimal("NaN"), Decimal("Infinity")])
def test_what_they_let_pass_is_refused(amount: Decimal) -> None:
    with pytest.raises(AmountError):
        Money.from_moneyed(moneyed.Money(amount, "EUR"))


def test_a_currency_of_theirs_alone_is_unknown() -> None:
    with pytest.raises(UnknownCurrencyError, match="ISO 4217"):
        Money.from_moneyed(moneyed.Money(1, "TVD"))


def test_every_function_takes_theirs() -> None:
    book = RateBook([Rate("EUR", "USD", "1.25", date(2026, 6, 30))])
    theirs = moneyed.Money("100", "USD")

    assert as_money(theirs) == Money(100, "USD")
    assert book.convert(theirs, "EUR", on=date(2026, 6, 30)).target == Money(80, "EUR")
    assert book.total([theirs], "EUR", on=date(2026, 6, 30)).amount == Money(80, "EUR")
    assert format_money(theirs, locale="en-US") == "$100.00"


@pytest.mark.parametrize("value", [5, "5 EUR", None, Decimal(5)])
def test_other_values_are_no_money(value: object) -> None:
    with pytest.raises(TypeError, match="amount of money"):
        as_money(value)  # type: ignore[arg-type]
