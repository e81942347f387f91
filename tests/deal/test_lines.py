"""Converted lines add up to the converted header, whatever the amounts and signs."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, strategies as st

from crmi18n import AmountError, CurrencyMismatchError, MissingRateError, Money, Rate, RateBook
from crmi18n.deal import check_lines, convert_lines
from crmi18n.money import Currency
from crmi18n.money.rounding import ROUNDINGS

DAY = date(2026, 6, 30)
BOOK = RateBook(
    [
        Rate("EUR", "USD", "1.0832", DAY),
        Rate("EUR", "JPY", "163.45", DAY),
        Rate("EUR", "KWD", "0.3321", DAY),
    ]
)


@given(
    st.lists(st.integers(-(10**9), 10**9), max_size=12),
    st.sampled_from(["EUR", "JPY", "KWD", "USD"]),
    st.sampled_from(sorted(ROUNDINGS)),
)
def test_lines_add_up_and_each_is_less_than_a_unit_off(
    cents: list[int], to: str, rounding: Any
) -> None:
    lines = [Money.from_minor(value, "USD") for value in cents]
    header = sum(lines, start=Money(0, "USD"))

    found = convert_lines(header, lines, to, book=BOOK, on=DAY, rounding=rounding)

    assert sum(found.lines, start=Money(0, to)) == found.header.target
    assert check_lines(found.header.target, found.lines) == []
    unit = Fraction(1, 10 ** Currency.of(to).digits)
    factor = found.header.path.factor
    for line, part in zip(lines, found.lines, strict=True):
        assert abs(Fraction(part.amount) - Fraction(line.amount) * factor) < unit
        assert line or not part


def test_lines_that_do_not_add_up_are_refused_and_found() -> None:
    lines = [Money(10, "USD"), Money(20, "USD")]

    with pytest.raises(AmountError, match=r"30\.00 USD.*31\.00 USD"):
        convert_lines(Money(31, "USD"), lines, "EUR", book=BOOK, on=DAY)
    (finding,) = check_lines(Money(31, "USD"), lines)
    assert (finding.code, finding.severity, finding.value) == (
        "deal.lines_differ",
        "error",
        "30.00 USD",
    )


def test_a_line_in_another_currency_is_refused_and_found() -> None:
    lines = [Money(10, "USD"), Money(20, "EUR")]

    with pytest.raises(CurrencyMismatchError):
        convert_lines(Money(30, "USD"), lines, "EUR", book=BOOK, on=DAY)
    assert [(f.code, f.where) for f in check_lines(Money(30, "USD"), lines)] == [
        ("deal.line_currency", "lines[1]")
    ]


def test_a_document_without_a_rate_has_no_lines() -> None:
    with pytest.raises(MissingRateError):
        convert_lines(Money(1, "KES"), [Money(1, "KES")], "EUR", book=BOOK, on=DAY)
