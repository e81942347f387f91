"""A rate that is not there is an error, and a total says what it left out."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from crmi18n import MissingRateError, Money, RateBook, View, forecast

DAY = date(2026, 6, 30)
PIPELINE = [Money(80_000, "USD"), Money(1_000_000, "KES")]


def test_a_total_names_what_it_could_not_convert(book: RateBook) -> None:
    total = book.total(PIPELINE, "EUR", on=DAY)

    assert total.amount == Money("73855.24", "EUR")
    assert total.complete is False
    assert total.unconverted == (Money(1_000_000, "KES"),)
    assert [finding.code for finding in total.findings] == ["money.missing_rate"]


def test_a_forecast_names_what_it_could_not_convert(book: RateBook) -> None:
    lines = [
        SimpleNamespace(amount=amount, probability=Decimal("0.5"), stage="offer", site="berlin")
        for amount in PIPELINE
    ]

    found = forecast(lines, to="EUR", book=book, on=DAY)

    assert (found.total, found.weighted) == (Money("73855.24", "EUR"), Money("36927.62", "EUR"))
    assert found.complete is False
    assert [left.amount for left in found.unconverted] == [Money(1_000_000, "KES")]


def test_the_single_conversion_raises_with_all_that_was_tried(book: RateBook) -> None:
    with pytest.raises(MissingRateError) as caught:
        book.convert(Money(1_000_000, "KES"), "EUR", on=DAY)

    error = caught.value
    assert (error.base, error.quote, error.on, error.kind) == ("KES", "EUR", DAY, "spot")
    assert error.paths_tried == ("KES/EUR", "EUR/KES", "via EUR")
    assert (error.nearest_before, error.nearest_after) == (None, None)


def test_the_parenthesis_shows_that_the_rate_is_missing(book: RateBook) -> None:
    view = View(locale="en-US", currency="EUR", book=book, on=DAY)

    shown = [str(view.show(amount)) for amount in PIPELINE]

    assert shown == ["$80,000.00 (€73,855.24)", "KES\u00a01,000,000.00 (EUR: no rate)"]
    assert [f.code for f in view.show(PIPELINE[1]).findings] == ["money.missing_rate"]
