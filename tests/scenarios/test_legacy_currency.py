"""A withdrawn currency converts by its dated rate before its end, and by law after it."""

from datetime import date

import pytest

from crmi18n import CurrencyNotValidError, MissingRateError, Money, Rate, RateBook

KUNA = Money("75345.00", "HRK")
CLOSED = date(2022, 11, 15)


def test_before_the_euro_the_rate_of_the_day_counts() -> None:
    book = RateBook([Rate("EUR", "HRK", "7.5459", CLOSED, source="ECB")])

    found = book.convert(KUNA, "EUR", on=CLOSED)

    assert found.target == Money("9984.89", "EUR")
    assert found.kind == "spot"
    assert RateBook.ecb().convert(KUNA, "EUR", on=CLOSED).target == found.target


def test_before_the_euro_the_factor_is_not_used(book: RateBook) -> None:
    with pytest.raises(MissingRateError):
        book.convert(KUNA, "EUR", on=CLOSED)


@pytest.mark.parametrize(
    ("amount", "currency", "on"),
    [
        pytest.param("75345.00", "HRK", date(2023, 1, 1), id="kuna, the first day"),
        pytest.param("75345.00", "HRK", date(2026, 6, 30), id="kuna, years later"),
        pytest.param("19558.30", "BGN", date(2026, 1, 1), id="lev, the first day"),
        pytest.param("19558.30", "BGN", date(2026, 6, 30), id="lev"),
    ],
)
def test_from_the_euro_on_the_factor_counts(
    book: RateBook, amount: str, currency: str, on: date
) -> None:
    found = book.convert(Money(amount, currency), "EUR", on=on)

    assert found.target == Money("10000.00", "EUR")
    assert found.kind == "fixed"
    assert found.carried_days == 0
    assert [finding.code for finding in found.findings] == ["money.withdrawn_currency"]


def test_nothing_converts_into_it_any_more(book: RateBook) -> None:
    with pytest.raises(CurrencyNotValidError) as caught:
        book.convert(Money(1, "EUR"), "HRK", on=date(2026, 6, 30))
    error = caught.value
    assert (error.successor, error.fixed_rate) == ("EUR", "7.53450")
