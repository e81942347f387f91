"""A price per unit is converted in currency and unit together, and rounded once."""

from datetime import date
from fractions import Fraction

from crmi18n import Money, Quantity, RateBook
from crmi18n.deal import Price

DAY = date(2026, 6, 30)
PRICE = Price(Money("12.50", "USD"), per="pound")


def test_five_hundred_pounds_cost(book: RateBook) -> None:
    total = PRICE.total(Quantity(500, "pound"))

    assert total == Money("6250.00", "USD")
    assert book.convert(total, "EUR", on=DAY).target == Money("5769.94", "EUR")


def test_dollars_a_pound_become_euro_a_kilogram(book: RateBook) -> None:
    found = PRICE.convert(book, "EUR", on=DAY, per="kilogram")

    assert str(found.target) == "25.4411 EUR/kilogram"
    assert found.exact == Fraction("12.50") / Fraction("0.45359237") / Fraction("1.0832")
    assert str(PRICE.to("kilogram")) == "27.5578 USD/kilogram"


def test_the_same_quantity_costs_the_same_in_either_unit() -> None:
    kilograms = Quantity(500, "pound").to("kilogram")

    assert PRICE.total(kilograms) == Money("6250.00", "USD")
