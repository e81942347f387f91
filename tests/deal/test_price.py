"""A price per unit is exact until it is rounded, once."""

import json
from datetime import date
from decimal import Context, Decimal, Inexact, localcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, strategies as st

from crmi18n import (
    AmountError,
    Money,
    Quantity,
    Rate,
    RateBook,
    UnitMismatchError,
    UnknownUnitError,
)
from crmi18n.deal import Price, PriceConversion

DAY = date(2026, 6, 30)
BOOK = RateBook([Rate("EUR", "USD", "1.0832", DAY), Rate("EUR", "JPY", "163.45", DAY)])
# International yard and pound agreement of 1959; the litre and gallons by law.
GRAMS = {
    "kilogram": "1000",
    "gram": "1",
    "pound": "453.59237",
    "ounce": "28.349523125",
    "tonne": "1000000",
}


@given(
    st.decimals("0.0001", 10**6, places=4),
    st.sampled_from(sorted(GRAMS)),
    st.sampled_from(sorted(GRAMS)),
)
def test_another_unit_is_exact_until_rounded(value: Decimal, per: str, other: str) -> None:
    price = Price(Money(value, "USD"), per)
    exact = Fraction(value) * Fraction(GRAMS[other]) / Fraction(GRAMS[per])

    assert price.to_exact(other) == exact
    found = price.convert(BOOK, "JPY", on=DAY, per=other, digits=6)
    assert found.exact == exact * Fraction("163.45") / Fraction("1.0832")
    assert abs(Fraction(found.target.money.amount) - found.exact) <= Fraction(1, 2 * 10**6)


@pytest.mark.parametrize(
    ("money", "per", "to", "digits", "shown"),
    [
        (Money("12.50", "USD"), "pound", "kilogram", None, "27.5578 USD/kilogram"),
        (Money("12.50", "USD"), "pound", "kilogram", 2, "27.56 USD/kilogram"),
        (Money("12.50", "USD"), "pound", "pound", None, "12.50 USD/pound"),
        (Money("0.1234567", "USD"), "pound", "pound", None, "0.1234567 USD/pound"),
        (Money(1000, "JPY"), "kilogram", "pound", None, "453.59 JPY/pound"),
    ],
)
def test_digits_are_two_more_than_an_amount_has(
    money: Money, per: str, to: str, digits: int | None, shown: str
) -> None:
    assert str(Price(money, per).to(to, digits=digits)) == shown


def test_a_total_takes_any_unit_of_the_kind() -> None:
    price = Price(Money("3.999", "EUR"), per="kilogram")

    assert price.total(Quantity(1500, "gram")) == Money("6.00", "EUR")  # 5.9985
    assert price.total(Quantity(-1500, "gram"), rounding="down") == Money("-5.99", "EUR")
    with pytest.raises(UnitMismatchError):
        price.total(Quantity(1, "liter"))


@pytest.mark.parametrize(
    ("per", "error"),
    [("celsius", AmountError), ("parsnip", UnknownUnitError), (5, TypeError)],
)
def test_what_nothing_is_sold_by_is_refused(per: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        Price(Money(1, "EUR"), per)


def test_a_price_is_of_money() -> None:
    with pytest.raises(TypeError):
        Price(Decimal(5), "kilogram")  # type: ignore[arg-type]


def test_another_kind_of_unit_is_refused() -> None:
    with pytest.raises(UnitMismatchError):
        Price(Money(1, "EUR"), "kilogram").to("liter")


def test_a_price_in_its_own_currency_and_unit_stays_as_it_is() -> None:
    fine = Price(Money("0.1234567", "EUR"), "kilogram")

    found = fine.convert(BOOK, "EUR", on=DAY)

    assert found.target == fine
    assert found.path.legs == ()


def test_the_evidence_names_rate_unit_and_rounding() -> None:
    found = Price(Money("12.50", "USD"), "pound").convert(BOOK, "EUR", on=DAY, per="kilogram")

    assert found.explain().splitlines() == [
        "12.50 USD/pound = 25.4411 EUR/kilogram on 2026-06-30 (spot)",
        "  divided by 1 EUR = 1.0832 USD (spot of 2026-06-30)",
        "  1 pound = 45359237/100000000 kilogram",
        f"  exactly {found.exact}, rounded half_up",
    ]
    assert isinstance(found, PriceConversion)


def test_a_price_and_its_conversion_survive_json() -> None:
    price = Price(Money("0.0300", "USD"), "pound")
    found = price.convert(BOOK, "JPY", on=DAY, per="kilogram")

    text = json.dumps(found.to_dict())

    assert Price.from_dict(price.to_dict()) == price
    assert PriceConversion.from_dict(json.loads(text)) == found
    assert json.dumps(PriceConversion.from_dict(json.loads(text)).to_dict()) == text
    with pytest.raises(AmountError):
        PriceConversion.from_dict({**found.to_dict(), "exact": "5"})
    with pytest.raises(AmountError):
        PriceConversion.from_dict({**found.to_dict(), "target": found.source.to_dict()})


@pytest.mark.parametrize(
    ("amount", "per", "to", "expected"),
    [
        pytest.param("12.50", "pound", "kilogram", "27.5578", id="two digits more"),
        pytest.param("12.50", "kilogram", "milligram", "0.0000125", id="not 0.0000"),
        pytest.param("0.05", "kilogram", "pound", "0.02268", id="four significant digits"),
        pytest.param("0", "kilogram", "milligram", "0.00", id="nothing stays nothing"),
    ],
)
def test_a_small_price_does_not_become_nothing(
    amount: str, per: str, to: str, expected: str
) -> None:
    with localcontext(Context(prec=2, traps=[Inexact])):
        assert str(Price(Money(amount, "EUR"), per=per).to(to)) == f"{expected} EUR/{to}"


def test_a_price_is_per_what_grows_with_it() -> None:
    with pytest.raises(UnitMismatchError):
        Price(Money(1, "EUR"), per="mile-per-gallon").to("liter-per-100-kilometer")
    with pytest.raises(AmountError, match="a scale"):
        Price(Money(1, "EUR"), per="beaufort")
    with pytest.raises(TypeError, match="quantity"):
        Price(Money(1, "EUR"), per="hour").total(5)  # type: ignore[arg-type]
