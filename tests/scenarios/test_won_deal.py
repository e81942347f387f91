"""A won deal keeps the rate of its day; only a repin with a reason changes it."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from crmi18n import Money, PinError, Rate, RateBook
from crmi18n.deal import DealAmount, RatePolicy, restate

WON_ON = date(2026, 6, 30)
CORRECTED_AT = datetime(2026, 7, 10, 9, tzinfo=UTC)
YEN = Money(12_500_000, "JPY")
POLICY = RatePolicy()


@pytest.fixture
def won(book: RateBook) -> DealAmount:
    return POLICY.pin(DealAmount(YEN), "EUR", document="won", book=book, at=WON_ON)


@pytest.fixture
def corrected(book: RateBook) -> RateBook:
    rate = Rate("EUR", "JPY", "158.90", WON_ON, source="TEST", recorded_at=CORRECTED_AT)
    return book.with_rates([rate])


def test_winning_pins_the_value_with_its_evidence(won: DealAmount) -> None:
    pin = won.pins["EUR"]

    assert won.value_in("EUR") == Money("76475.99", "EUR")
    assert pin.purpose == "won"
    assert pin.conversion.kind == "spot"
    assert pin.conversion.exact == Fraction(250_000_000, 3269)
    (leg,) = pin.conversion.legs
    assert (leg.rate.base, leg.rate.quote, str(leg.rate.value)) == ("EUR", "JPY", "163.45")
    assert (leg.inverted, leg.carried_days) == (True, 0)


def test_a_corrected_rate_leaves_it_and_both_rates_stay(
    won: DealAmount, book: RateBook, corrected: RateBook
) -> None:
    assert won.value_in("EUR") == Money("76475.99", "EUR")
    assert len(corrected) == len(book) + 1


def test_reopening_and_closing_again_keeps_the_pin(won: DealAmount, corrected: RateBook) -> None:
    stored = DealAmount.from_dict(won.to_dict())  # a title was edited meanwhile

    assert stored.pins["EUR"].id == won.pins["EUR"].id
    with pytest.raises(PinError) as caught:
        POLICY.pin(stored, "EUR", document="won", book=corrected, at=WON_ON)
    assert caught.value.reason == "pinned"


def test_a_restatement_lists_the_difference_and_writes_nothing(
    won: DealAmount, corrected: RateBook
) -> None:
    before = won.to_dict(), corrected.id

    found = restate([won], corrected)

    (row,) = found.rows
    assert (row.old, row.new) == (Money("76475.99", "EUR"), Money("78665.83", "EUR"))
    assert row.difference == Money("2189.84", "EUR")
    assert (won.to_dict(), corrected.id) == before
    assert found.findings == ()


def test_a_repin_supersedes_the_old_pin_for_a_reason(won: DealAmount, corrected: RateBook) -> None:
    (row,) = restate([won], corrected).rows

    again = won.repin(row.conversion, reason="rate corrected", by="controlling", at=CORRECTED_AT)

    assert again.value_in("EUR") == Money("78665.83", "EUR")
    pin = again.pins["EUR"]
    assert (pin.purpose, pin.reason) == ("repin", "rate corrected")
    assert pin.supersedes == won.pins["EUR"].id != pin.id
    assert again.history[0] == won.pins["EUR"]


def test_another_amount_is_refused_without_a_repin(won: DealAmount, book: RateBook) -> None:
    more = Money(13_000_000, "JPY")

    with pytest.raises(PinError, match="repin") as caught:
        won.amend(more)
    assert (caught.value.reason, caught.value.currency) == ("pinned", "EUR")

    amended = won.amend(more, book.convert(more, "EUR", on=WON_ON), reason="scope grew")
    assert amended.value_in("EUR") == Money("79535.03", "EUR")
    assert len(amended.history) == 2
