"""A weak currency keeps all digits of its rate, and a swapped rate file is found."""

from datetime import date
from fractions import Fraction

import pytest

from crmi18n import Money, Rate, RateBook

DAY = date(2026, 6, 30)
LATER = date(2026, 7, 1)


def test_dong_become_euro_with_one_rounding(book: RateBook) -> None:
    found = book.convert(Money(5_000_000_000, "VND"), "EUR", on=DAY)

    assert found.target == Money("173184.16", "EUR")
    assert found.exact == Fraction(5_000_000_000, 28871)
    assert str(found.legs[0].rate.value) == "28871"


@pytest.mark.parametrize(
    ("quote", "value", "codes"),
    [
        pytest.param("VND", "0.0346", {"money.rate_swapped", "money.rate_jump"}, id="per 1000"),
        pytest.param("USD", "0.9232", {"money.rate_swapped"}, id="near par, no jump"),
    ],
)
def test_a_swapped_rate_is_found(book: RateBook, quote: str, value: str, codes: set[str]) -> None:
    found = book.with_rates([Rate("EUR", quote, value, LATER)]).check()

    assert {finding.code for finding in found} == codes
    assert all(finding.severity == "warning" for finding in found)
