"""A deal shows its original amount first, and what stands behind the other."""

from datetime import date

import pytest

from crmi18n import DealAmount, Money, Rate, RateBook
from crmi18n.deal import format_deal

DAY = date(2026, 6, 30)
BOOK = RateBook([Rate("EUR", "JPY", "163.45", DAY)])
YEN = Money(12_500_000, "JPY")
WON = DealAmount(YEN).pin(BOOK.convert(YEN, "EUR", on=DAY), purpose="won")


@pytest.mark.parametrize(
    ("deal", "to", "locale", "shown"),
    [
        (WON, "EUR", "en-GB", "JPY 12,500,000 (EUR 76,475.99, pinned on 30 Jun 2026)"),
        (WON, "EUR", "de-DE", "12.500.000 JPY (76.475,99 EUR, fixiert am 30.06.2026)"),
        (WON, "JPY", "en-GB", "JPY 12,500,000"),
        (DealAmount(YEN), "EUR", "en-GB", "JPY 12,500,000 (EUR: not pinned)"),
    ],
)
def test_the_basis_is_marked(deal: DealAmount, to: str, locale: str, shown: str) -> None:
    assert format_deal(deal, to, locale=locale).replace("\xa0", " ") == shown
