"""One pipeline, three bases: none falls back to another, and the FX effect is shown by line."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest

from crmi18n import DealAmount, Money, Rate, RateBook, forecast
from crmi18n.deal import forecast_in_all_bases

DAY = date(2026, 6, 30)
YEAR = date(2026, 1, 1), date(2026, 12, 31)


@dataclass(frozen=True)
class Deal:
    amount: Money | DealAmount
    probability: Decimal
    stage: str
    site: str
    close_on: date = DAY


PIPELINE = [
    Deal(Money(80_000, "USD"), Decimal("0.5"), "offer", "houston", date(2026, 9, 30)),
    Deal(Money(12_500_000, "JPY"), Decimal("0.9"), "verbal", "tokyo", date(2026, 7, 1)),
    Deal(Money(20_000, "GBP"), Decimal(1), "won", "leeds"),
]


@pytest.fixture
def planned(book: RateBook) -> RateBook:
    return book.with_rates(
        Rate("EUR", quote, value, YEAR[0], "budget", valid_until=YEAR[1])
        for quote, value in (("USD", "1.1000"), ("JPY", "160.00"), ("GBP", "0.8600"))
    )


def values(*texts: str) -> list[Money]:
    return [Money(text, "EUR") for text in texts]


def test_at_spot(book: RateBook) -> None:
    found = forecast(PIPELINE, to="EUR", book=book, on=DAY)

    assert [row.weighted for row in found.lines] == values("36927.62", "68828.39", "23598.82")
    assert [row.value for row in found.lines] == values("73855.24", "76475.99", "23598.82")
    assert (found.weighted, found.total) == (Money("129354.83", "EUR"), Money("173930.05", "EUR"))
    assert found.complete


def test_at_budget_without_budget_rates_nothing_falls_back(book: RateBook) -> None:
    found = forecast(PIPELINE, to="EUR", book=book, on=DAY, basis="budget")

    assert found.complete is False
    assert [left.amount for left in found.unconverted] == [deal.amount for deal in PIPELINE]
    assert found.total == Money(0, "EUR")


def test_at_budget(planned: RateBook) -> None:
    found = forecast(PIPELINE, to="EUR", book=planned, on=DAY, basis="budget")

    assert [row.weighted for row in found.lines] == values("36363.64", "70312.50", "23255.81")
    assert found.weighted == Money("129931.95", "EUR")


def test_as_pinned_only_pinned_deals_have_a_value(planned: RateBook) -> None:
    earlier = DAY - timedelta(60)
    then = RateBook([Rate("EUR", "GBP", "0.8600", earlier)])
    pounds = DealAmount(Money(20_000, "GBP"))
    pounds = pounds.pin(then.convert(pounds.original, "EUR", on=earlier), purpose="won")
    won = Deal(pounds, Decimal(1), "won", "leeds")

    found = forecast_in_all_bases([*PIPELINE[:2], won], to="EUR", book=planned, on=DAY)

    pinned, spot, budget = found["pinned"], found["spot"], found["budget"]
    assert [row.value for row in pinned.lines] == values("23255.81")
    assert [left.amount for left in pinned.unconverted] == [d.amount for d in PIPELINE[:2]]
    assert spot.lines[2].value == Money("23598.82", "EUR")
    assert budget.lines[2].value == Money("23255.81", "EUR")
    assert {f.fx_effect for f in found.values()} == {Money("343.01", "EUR")}
    assert [row.fx_effect for row in spot.lines] == [None, None, Money("343.01", "EUR")]


def test_by_stage_site_and_period(book: RateBook) -> None:
    kes = Deal(Money(5, "KES"), Decimal(1), "offer", "leeds", date(2026, 9, 1))

    found = forecast([*PIPELINE, kes], to="EUR", book=book, on=DAY)

    stages = found.by_stage()
    assert {name: str(part.weighted.amount) for name, part in stages.items()} == {
        "offer": "36927.62",
        "verbal": "68828.39",
        "won": "23598.82",
    }
    assert [name for name, part in stages.items() if not part.complete] == ["offer"]
    sites = found.by_site()
    assert sites["leeds"].total == Money("23598.82", "EUR")
    assert [left.amount for left in sites["leeds"].unconverted] == [Money(5, "KES")]
    periods = found.by_period(lambda deal: deal.close_on)  # type: ignore[attr-defined]
    assert list(periods) == ["2026-Q2", "2026-Q3"]
    assert periods["2026-Q3"].total == Money("150331.23", "EUR")
    assert sum((part.total for part in periods.values()), start=Money(0, "EUR")) == found.total
