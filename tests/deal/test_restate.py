"""A restatement tells what would change, and changes nothing."""

from datetime import UTC, date, datetime

from crmi18n import DealAmount, Money, Rate, RateBook
from crmi18n.deal import restate

DAY = date(2026, 6, 30)
BOOK = RateBook([Rate("EUR", "JPY", "163.45", DAY), Rate("EUR", "USD", "1.0832", DAY)])
CORRECTED = BOOK.with_rates(
    [Rate("EUR", "JPY", "158.90", DAY, recorded_at=datetime(2026, 7, 10, tzinfo=UTC))]
)


def won(amount: Money, *currencies: str) -> DealAmount:
    deal = DealAmount(amount)
    for currency in currencies:
        deal = deal.pin(BOOK.convert(amount, currency, on=DAY), purpose="won")
    return deal


def test_only_what_differs_is_listed() -> None:
    deals = [
        won(Money(80_000, "USD"), "EUR"),
        DealAmount(Money(1, "JPY")),
        won(Money(12_500_000, "JPY"), "EUR", "USD"),
    ]

    found = restate(deals, CORRECTED)

    assert [(row.index, row.pin.currency) for row in found.rows] == [(2, "EUR"), (2, "USD")]
    assert [str(row.difference) for row in found.rows] == ["2189.84 EUR", "2372.03 USD"]
    assert found.rows[0].to_dict()["pin"] == deals[2].pins["EUR"].id
    assert restate(deals, BOOK).rows == ()


def test_a_pin_that_the_book_cannot_answer_is_named() -> None:
    found = restate([won(Money(12_500_000, "JPY"), "EUR")], RateBook())

    assert found.rows == ()
    assert [(f.code, f.where) for f in found.findings] == [
        ("money.missing_rate", "deals[0].pins.EUR")
    ]


def test_only_pins_in_force_are_asked_for() -> None:
    deal = won(Money(12_500_000, "JPY"), "EUR")
    deal = deal.repin(CORRECTED.convert(deal.original, "EUR", on=DAY), reason="rate corrected")

    assert restate([deal], CORRECTED).rows == ()
