"""A rate is kept as it was quoted, digit by digit, and nothing but a quote is a rate."""

import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, strategies as st

from crmi18n import AmountError, Rate, UnknownCurrencyError
from crmi18n.errors import MismatchError
from crmi18n.money import KINDS

DAY = date(2026, 6, 30)

rates = st.builds(
    Rate,
    st.just("EUR"),
    st.sampled_from(["USD", "JPY", "VND"]),
    st.decimals(min_value="0.000000001", max_value=10**12, places=12),
    st.dates(),
    st.sampled_from(sorted(KINDS)),
    st.integers(1, 10**8),
    st.none(),
    st.text(max_size=20),
    st.none() | st.datetimes(timezones=st.just(UTC)),
)


@given(rates)
def test_a_rate_survives_pickle_and_json(rate: Rate) -> None:
    assert Rate.from_dict(rate.to_dict()) == rate
    assert pickle.loads(pickle.dumps(rate)) == rate  # noqa: S301 - our own bytes
    assert hash(Rate.from_dict(rate.to_dict())) == hash(rate)


def test_per_is_a_factor_of_the_quote() -> None:
    rate = Rate("JPY", "EUR", "0.6118", DAY, per=100)

    assert rate.factor == Fraction(6118, 1_000_000)
    assert str(rate) == "100 JPY = 0.6118 EUR (spot of 2026-06-30)"


def test_digits_stay_as_published() -> None:
    assert str(Rate("EUR", "HRK", "7.53450", DAY).value) == "7.53450"
    assert Rate("EUR", "USD", "1.10", DAY) == Rate("EUR", "USD", "1.1", DAY)


@pytest.mark.parametrize("value", ["0", "-1.08", 0, "NaN", "Infinity", "1,08", "", "1.08 "])
def test_what_is_no_exact_positive_number_is_refused(value: Any) -> None:
    with pytest.raises(AmountError):
        Rate("EUR", "USD", value, DAY)


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"value": 1.08}, TypeError),
        ({"value": True}, TypeError),
        ({"valid_on": "2026-06-30"}, TypeError),
        ({"valid_on": None}, TypeError),
        ({"valid_on": datetime(2026, 6, 30, tzinfo=UTC)}, TypeError),
        ({"per": 1.0}, TypeError),
        ({"per": True}, TypeError),
        ({"per": 0}, AmountError),
        ({"per": -100}, AmountError),
        ({"per": 10**60}, AmountError),
        ({"kind": "guess"}, ValueError),
        ({"base": "EURO"}, UnknownCurrencyError),
        ({"quote": "eur"}, UnknownCurrencyError),
        ({"quote": "EUR"}, MismatchError),
        ({"valid_until": date(2026, 6, 29)}, ValueError),
        ({"valid_until": "2026-12-31"}, TypeError),
        ({"recorded_at": datetime(2026, 6, 30)}, ValueError),  # noqa: DTZ001 - naive on purpose
        ({"recorded_at": DAY}, TypeError),
    ],
)
def test_a_bad_fact_is_refused(facts: dict[str, Any], error: type[Exception]) -> None:
    good = {"base": "EUR", "quote": "USD", "value": Decimal("1.08"), "valid_on": DAY}

    with pytest.raises(error):
        Rate(**{**good, **facts})


def test_a_rate_is_frozen_and_final() -> None:
    rate = Rate("EUR", "USD", "1.08", DAY)

    with pytest.raises(AttributeError):
        rate.value = Decimal(2)  # type: ignore[misc]
    with pytest.raises(TypeError, match="final"):
        type("Special", (Rate,), {})
