"""One rounding, in whole numbers: the same as decimal's, mode by mode."""

from decimal import Context, Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, strategies as st

from crmi18n import AmountError
from crmi18n.money import round_exact
from crmi18n.money.rounding import ROUNDINGS, round_ratio


@given(
    st.integers(-(10**25), 10**25),
    st.integers(0, 8),
    st.integers(-3, 6),
    st.sampled_from(sorted(ROUNDINGS)),
)
def test_a_finite_decimal_is_rounded_as_decimal_does(
    whole: int, places: int, digits: int, mode: Any
) -> None:
    value = Decimal(whole).scaleb(-places, Context(prec=60))
    with localcontext(Context(prec=60)):
        expected = value.quantize(Decimal(1).scaleb(-digits), rounding=f"ROUND_{mode.upper()}")

    found = round_exact(Fraction(value), digits, mode)

    assert found == expected
    assert found.as_tuple().exponent == -digits


@given(st.integers(-(10**20), 10**20), st.integers(1, 10**15), st.integers(1, 1000))
def test_a_ratio_need_not_be_in_lowest_terms(number: int, per: int, times: int) -> None:
    assert round_ratio(number * times, per * times, 2) == round_ratio(number, per, 2)


@pytest.mark.parametrize("value", [Fraction(1, 3), Fraction(1)])
def test_an_unknown_mode_is_refused(value: Fraction) -> None:
    with pytest.raises(ValueError, match="there are ceiling"):
        round_exact(value, 2, "bankers")  # type: ignore[arg-type]


def test_a_result_that_is_too_long_is_refused() -> None:
    with pytest.raises(AmountError):
        round_exact(Fraction(10**60 + 1), 2, "half_up")


def test_zero_has_no_sign() -> None:
    assert str(round_exact(Fraction(-1, 1000), 2, "half_up")) == "0.00"
