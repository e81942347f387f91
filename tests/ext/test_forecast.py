"""A forecast over a frame is the forecast over objects; sums never mix currencies."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from crmi18n import Money, Rate, RateBook, forecast
from crmi18n.errors import AmountError
from crmi18n.ext.polars import forecast_frame, sum_frame

DAY = date(2026, 6, 30)
CODES = ["EUR", "USD", "JPY", "HRK", "KES", "GBP"]
BOOK = RateBook.ecb().with_rates([Rate("EUR", "USD", "1.05", date(2026, 1, 1), "budget")])


def deals(count: int) -> list[Any]:
    chance = random.Random(3)  # noqa: S311
    return [
        SimpleNamespace(
            amount=Money(chance.randrange(1, 10**7), chance.choice(CODES)),
            probability=Decimal(chance.randrange(1001)) / 1000,
            stage=chance.choice("ab"),
            site=chance.choice(["boston", "osaka", "zagreb"]),
        )
        for _ in range(count)
    ]


@pytest.mark.parametrize("basis", ["spot", "budget"])
def test_is_the_forecast_over_objects(basis: Any) -> None:
    lines = deals(500)
    frame = pl.DataFrame(
        {
            "site": [line.site for line in lines],
            "value": [f"{line.amount.amount:f}" for line in lines],
            "code": [line.amount.currency for line in lines],
            "chance": [line.probability for line in lines],
        }
    )
    found = forecast_frame(
        frame,
        amount="value",
        currency="code",
        probability="chance",
        to="EUR",
        book=BOOK,
        on=DAY,
        basis=basis,
        by=["site"],
    )
    by_site = forecast(lines, to="EUR", book=BOOK, on=DAY, basis=basis).by_site()

    assert found.rows() == [
        (
            site,
            len(one.lines) + len(one.unconverted),
            one.total.amount,
            one.weighted.amount,
            len(one.unconverted),
        )
        for site, one in sorted(by_site.items())
    ]


def test_refuses_probabilities_that_are_none() -> None:
    frame = pl.DataFrame({"value": ["1"], "code": ["USD"], "chance": ["1.01"]})
    asked: Any = {"amount": "value", "currency": "code", "to": "EUR", "book": BOOK, "on": DAY}
    with pytest.raises(ValueError, match=r"1\.01"):
        forecast_frame(frame, probability="chance", **asked)
    with pytest.raises(ValueError, match="pinned"):
        forecast_frame(frame, probability="chance", basis="pinned", **asked)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="chance"):
        forecast_frame(
            frame.with_columns(pl.lit(0.5).alias("chance")), probability="chance", **asked
        )


def test_groups_may_be_those_of_the_currency() -> None:
    frame = pl.DataFrame({"value": ["1", "2"], "code": ["EUR", "EUR"], "chance": ["1", "0.5"]})
    asked: Any = {"amount": "value", "currency": "code", "to": "EUR", "book": BOOK, "on": DAY}
    found = forecast_frame(frame, probability="chance", by=["code"], **asked)

    assert found.rows() == [("EUR", 2, Decimal(3), Decimal(2), 0)]
    assert sum_frame(
        frame.cast({"value": pl.Int8}), amount="value", currency="code", by=["code"]
    ).rows() == [("EUR", 3, 2)]
    with pytest.raises(KeyError, match="total"):
        forecast_frame(
            frame.rename({"code": "total"}), probability="chance", by=["total"], **asked
        )
    with pytest.raises(KeyError, match="rows"):
        sum_frame(frame.cast({"value": pl.Int8}), amount="value", currency="code", by=["rows"])


def test_what_does_not_fit_is_an_error_not_a_wrapped_sum() -> None:
    asked: Any = {"amount": "value", "currency": "code", "to": "EUR", "book": BOOK, "on": DAY}
    frame = pl.DataFrame({"value": ["9" * 29], "code": ["EUR"], "chance": ["0.123456789012"]})
    with pytest.raises(AmountError, match="probability"):
        forecast_frame(frame, probability="chance", **asked)
    large = pl.Series([2**126] * 4, dtype=pl.Int128)
    with pytest.raises(AmountError, match="38 digits"):
        sum_frame(pl.DataFrame({"c": large, "code": "EUR"}), amount="c", currency="code")


def test_sums_by_currency_do_not_wrap() -> None:
    frame = pl.DataFrame({"cents": [2**62, 2**62, 5], "code": ["EUR", "EUR", "USD"]})

    assert sum_frame(frame, amount="cents", currency="code").rows() == [
        ("EUR", 2**63, 2),
        ("USD", 5, 1),
    ]
    assert sum_frame(frame.lazy(), amount="cents", currency="code").collect().height == 2
    with pytest.raises(TypeError, match="exact sums"):
        sum_frame(frame.cast({"cents": pl.Float64}), amount="cents", currency="code")
