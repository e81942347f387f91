"""Two currencies convert by way of the pivot as one fraction: no rounded middle."""

from datetime import date
from fractions import Fraction

import pytest

from crmi18n import Money, RateBook

DAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("francs", "yen"),
    [
        pytest.param("1250.00", 212_560, id="as quoted"),
        pytest.param("1275.00", 216_811, id="a rounded euro leg would give 216812"),
        pytest.param("1300.00", 221_062, id="a rounded euro leg would give 221063"),
    ],
)
def test_francs_become_yen(book: RateBook, francs: str, yen: int) -> None:
    conversion = book.convert(Money(francs, "CHF"), "JPY", on=DAY)

    assert conversion.target == Money(yen, "JPY")
    assert conversion.exact == Fraction(francs) * Fraction("163.45") / Fraction("0.9612")
    assert [(leg.rate.quote, leg.inverted) for leg in conversion.legs] == [
        ("CHF", True),
        ("JPY", False),
    ]
    assert conversion.requested_on == DAY
