"""A forecast says what it leaves out, and never lets one basis stand in for another."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from crmi18n import CurrencyNotValidError, DealAmount, Money, Rate, RateBook, forecast

DAY = date(2026, 6, 30)
BOOK = RateBook([Rate("EUR", "USD", "1.0832", DAY), Rate("EUR", "JPY", "163.45", DAY)])


@dataclass(frozen=True)
class Deal:
    amount: Money | DealAmount
    probability: Decimal
    stage: str = "open"
    site: str = "berlin"
    close_on: date = DAY


deals = st.builds(
    Deal,
    st.builds(Money, st.integers(-(10**9), 10**9), st.sampled_from(["EUR", "USD", "JPY", "KES"])),
    st.decimals(0, 1, places=2),
    st.sampled_from(["offer", "won"]),
    st.sampled_from(["tokyo", "berlin"]),
    st.dates(DAY, DAY + timedelta(700)),
)


@given(st.lists(deals))
def test_parts_add_up_to_the_whole(pipeline: list[Deal]) -> None:
    whole = forecast(pipeline, to="EUR", book=BOOK, on=DAY)

    assert len(whole.lines) + len(whole.unconverted) == len(pipeline)
    assert whole.complete == all(deal.amount.currency != "KES" for deal in pipeline)  # type: ignore[union-attr]
    assert len(whole.findings) == len(whole.unconverted)
    for parts in (
        whole.by_stage(),
        whole.by_site(),
        *(whole.by_period(lambda d: d.close_on, p) for p in ("month", "quarter", "year")),  # type: ignore[attr-defined]
    ):
        assert sum((p.total for p in parts.values()), start=Money(0, "EUR")) == whole.total
        assert sum((p.weighted for p in parts.values()), start=Money(0, "EUR")) == whole.weighted
        assert sum(len(p.unconverted) for p in parts.values()) == len(whole.unconverted)


@pytest.mark.parametrize(
    ("period", "name"), [("month", "2026-06"), ("quarter", "2026-Q2"), ("year", "2026")]
)
def test_periods_are_named_so_that_they_sort(period: Any, name: str) -> None:
    found = forecast([Deal(Money(1, "EUR"), Decimal(1))], to="EUR", book=BOOK, on=DAY)

    assert list(found.by_period(lambda deal: deal.close_on, period)) == [name]  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="week"):
        found.by_period(lambda deal: deal.close_on, "week")  # type: ignore[attr-defined, arg-type]


def test_a_share_is_taken_of_the_exact_value() -> None:
    # 1/1.0832 = 0.92319..; half of the rounded 0.92 would be 0.46 as well, a tenth 0.09.
    line = Deal(Money("0.07", "USD"), Decimal("0.85"))

    (row,) = forecast([line], to="EUR", book=BOOK, on=DAY).lines

    assert (row.value, row.weighted) == (Money("0.06", "EUR"), Money("0.05", "EUR"))


def test_an_effect_without_a_rate_of_the_day_is_named() -> None:
    amount = Money(80_000, "USD")
    deal = DealAmount(amount).pin(BOOK.convert(amount, "EUR", on=DAY), purpose="won")
    late = DAY + timedelta(30)

    found = forecast([Deal(deal, Decimal(1))], to="EUR", book=BOOK, on=late, basis="pinned")

    assert found.total == Money("73855.24", "EUR")
    assert found.complete
    assert found.fx_effect is None
    assert [(f.code, f.where) for f in found.findings] == [("money.stale_rate", "fx_effect")]


def test_an_amount_in_the_currency_of_the_forecast_needs_no_pin() -> None:
    found = forecast(
        [Deal(Money(5, "EUR"), Decimal("0.5"))], to="EUR", book=RateBook(), on=DAY, basis="pinned"
    )

    assert (found.total, found.weighted) == (Money(5, "EUR"), Money("2.50", "EUR"))


@pytest.mark.parametrize("probability", [0.5, True, "0.5", None])
def test_a_probability_is_an_exact_number(probability: Any) -> None:
    with pytest.raises(TypeError, match="probability"):
        forecast([Deal(Money(1, "EUR"), probability)], to="EUR", book=BOOK, on=DAY)


@pytest.mark.parametrize(
    "probability",
    [
        *(Decimal("1.01"), Decimal(-1), 50, Decimal("NaN")),
        Decimal("1E-999999999"),  # as a fraction it would fill the memory
    ],
)
def test_a_probability_is_between_0_and_1(probability: Any) -> None:
    with pytest.raises(ValueError, match="probability"):
        forecast([Deal(Money(1, "EUR"), probability)], to="EUR", book=BOOK, on=DAY)


def test_a_bad_question_is_refused() -> None:
    with pytest.raises(ValueError, match="basis"):
        forecast([], to="EUR", book=BOOK, on=DAY, basis="guess")  # type: ignore[arg-type]
    with pytest.raises(CurrencyNotValidError):
        forecast([], to="HRK", book=BOOK, on=DAY)


def test_an_allowed_age_is_of_spot_rates_alone() -> None:
    plan = Rate("EUR", "USD", "1.10", DAY - timedelta(180), "budget", valid_until=DAY)
    book = BOOK.with_rates([plan])
    usd = Money(110, "USD")
    won = DealAmount(usd).pin(BOOK.convert(usd, "EUR", on=DAY), purpose="won")
    line, later = Deal(won, Decimal(1)), DAY + timedelta(9)

    planned = forecast([line], to="EUR", book=book, on=DAY, basis="budget", max_age=0)
    pinned = forecast([line], to="EUR", book=book, on=later, basis="pinned", max_age=9)

    assert planned.total == Money(100, "EUR")
    assert pinned.fx_effect == Money(0, "EUR")
