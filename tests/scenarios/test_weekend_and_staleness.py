"""A rate is carried over a weekend, is refused when too old, and never comes from the future."""

from datetime import date

import pytest

from crmi18n import MissingRateError, Money, Rate, RateBook, StaleRateError

SUNDAY = date(2026, 7, 5)
DEAL = Money("80000.00", "USD")


def book_of(valid_on: date) -> RateBook:
    return RateBook([Rate("EUR", "USD", "1.0832", valid_on)])


@pytest.mark.parametrize(
    ("valid_on", "carried_days"),
    [
        pytest.param(date(2026, 7, 3), 2, id="of the Friday before"),
        pytest.param(SUNDAY, 0, id="of the day itself"),
        pytest.param(date(2026, 6, 30), 5, id="of the last day allowed"),
    ],
)
def test_a_recent_rate_is_carried(valid_on: date, carried_days: int) -> None:
    conversion = book_of(valid_on).convert(DEAL, "EUR", on=SUNDAY, max_age=5)

    assert conversion.target == Money("73855.24", "EUR")
    assert conversion.carried_days == carried_days
    assert conversion.findings == ()


@pytest.mark.parametrize(
    ("valid_on", "age"),
    [
        pytest.param(date(2026, 6, 29), 6, id="a day too old"),
        pytest.param(date(2026, 6, 20), 15, id="two weeks old"),
    ],
)
def test_an_old_rate_is_refused(valid_on: date, age: int) -> None:
    with pytest.raises(StaleRateError) as caught:
        book_of(valid_on).convert(DEAL, "EUR", on=SUNDAY)

    assert (caught.value.age, caught.value.limit) == (age, 5)


def test_an_old_rate_can_be_asked_for_and_is_marked() -> None:
    book = book_of(date(2026, 6, 20))

    conversion = book.convert(DEAL, "EUR", on=SUNDAY, on_stale="warn")

    assert conversion.target == Money("73855.24", "EUR")
    assert [finding.code for finding in conversion.findings] == ["money.stale_rate"]


def test_a_later_rate_is_named_and_not_used() -> None:
    monday = date(2026, 7, 6)

    with pytest.raises(MissingRateError) as caught:
        book_of(monday).convert(DEAL, "EUR", on=SUNDAY)

    assert caught.value.nearest_after == monday
