"""The rate and the quarter follow the selling unit's business date, not the server's clock."""

from datetime import UTC, date, datetime

import pytest

from crmi18n import Money, RateBook
from crmi18n.deal import DealAmount, RatePolicy

SIGNED_AT = datetime(2026, 6, 30, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "business_date", "quarter", "carried_days"),
    [
        pytest.param("Pacific/Auckland", date(2026, 7, 1), 3, 1, id="Auckland"),
        pytest.param("Europe/Berlin", date(2026, 6, 30), 2, 0, id="Berlin"),
    ],
)
def test_one_instant_two_business_dates(
    book: RateBook, zone: str, business_date: date, quarter: int, carried_days: int
) -> None:
    deal = DealAmount(Money(80_000, "USD"))

    won = RatePolicy().pin(deal, "EUR", document="won", book=book, at=SIGNED_AT, zone=zone)

    pin = won.pins["EUR"]
    assert pin.at == SIGNED_AT
    assert pin.conversion.requested_on == business_date
    assert (business_date.month + 2) // 3 == quarter
    assert pin.conversion.carried_days == carried_days
    assert pin.conversion.legs[0].rate.valid_on == date(2026, 6, 30)
