"""An amount is exact, of one currency, and the same whatever the process is set to."""

import copy
import pickle
from decimal import ROUND_UP, Context, Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, strategies as st

from crmi18n import AmountError, CurrencyMismatchError, Money, UnknownCurrencyError
from crmi18n.money import currencies, sum_money

CODES = sorted(currencies())
LIVE_CODES = [c for c in CODES if currencies()[c].minor_units is not None]
amounts = st.decimals(
    min_value=-(10**20), max_value=10**20, places=4, allow_nan=False, allow_infinity=False
)
money = st.builds(Money, amounts, st.sampled_from(CODES))
euros = st.builds(Money, amounts, st.just("EUR"))


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        pytest.param("12.5000", "EUR", "12.50 EUR", id="zeros behind the cents go"),
        pytest.param("12.345", "EUR", "12.345 EUR", id="finer than a cent stays"),
        pytest.param(5, "JPY", "5 JPY", id="no decimals"),
        pytest.param("1E+3", "EUR", "1000.00 EUR", id="exponent"),
        pytest.param("-0.00", "EUR", "0.00 EUR", id="zero has no sign"),
        pytest.param(Decimal("0.1"), "KWD", "0.100 KWD", id="three decimals"),
        pytest.param("1.50", "XAU", "1.5 XAU", id="a metal has no minor unit"),
    ],
)
def test_an_amount_has_one_form(amount: Any, currency: str, shown: str) -> None:
    assert str(Money(amount, currency)) == shown


@pytest.mark.parametrize("amount", [1.5, True, None, Fraction(1, 2), 1j, b"1"])
def test_a_wrong_type_is_refused(amount: Any) -> None:
    with pytest.raises(TypeError, match="must be Decimal, int or str"):
        Money(amount, "EUR")


@pytest.mark.parametrize(
    "amount",
    [
        *(
            "NaN",
            "sNaN",
            "Infinity",
            "-inf",
            "1,5",
            "1 000",
            "1_000",
            "",
            " 1",
            "1\n",
            "٣",
            "0x10",
        ),
        *("1e61", "1e-121", "1e999999999", "1" * 61, "9" * 5000, "€5"),
        Decimal("NaN"),
        Decimal("-Infinity"),
        10**60,
    ],
)
def test_what_is_no_exact_amount_is_refused(amount: Any) -> None:
    with pytest.raises(AmountError):
        Money(amount, "EUR")


def test_an_unknown_currency_is_refused() -> None:
    with pytest.raises(UnknownCurrencyError) as caught:
        Money(1, "EURO")

    assert "EUR" in caught.value.nearest


@pytest.mark.parametrize(
    "combine",
    [
        pytest.param(lambda a, b: a + b, id="plus"),
        pytest.param(lambda a, b: a - b, id="minus"),
        pytest.param(lambda a, b: a < b, id="less"),
        pytest.param(lambda a, b: a <= b, id="at most"),
        pytest.param(lambda a, b: a > b, id="more"),
        pytest.param(lambda a, b: sum([a, b]), id="sum"),
    ],
)
def test_two_currencies_never_mix(combine: Any) -> None:
    with pytest.raises(CurrencyMismatchError) as caught:
        combine(Money(1, "EUR"), Money(1, "USD"))

    assert {caught.value.left, caught.value.right} == {"EUR", "USD"}


@pytest.mark.parametrize("other", [5, 0.0, False, Decimal(0), "1", None])
def test_only_the_zero_of_sum_adds_to_an_amount(other: Any) -> None:
    with pytest.raises(TypeError):
        other + Money(1, "EUR")
    with pytest.raises(TypeError):
        Money(1, "EUR") + other


@pytest.mark.parametrize("factor", [0.5, True, "2", None])
def test_an_amount_is_multiplied_by_exact_numbers_only(factor: Any) -> None:
    with pytest.raises(TypeError):
        Money(1, "EUR") * factor


@given(st.lists(euros))
def test_a_sum_is_the_sum_of_the_fractions(values: list[Money]) -> None:
    total = sum(values, start=Money(0, "EUR"))

    assert Fraction(total.amount) == sum(Fraction(value.amount) for value in values)
    if values:
        assert sum(values) == total


@given(euros, euros)
def test_subtraction_undoes_addition(left: Money, right: Money) -> None:
    assert left + right - right == left
    assert left - right == -(right - left)


@given(st.lists(money))
def test_sum_money_keeps_each_currency_for_itself(values: list[Money]) -> None:
    sums = sum_money(values)

    assert list(sums) == list(dict.fromkeys(value.currency for value in values))
    for currency, total in sums.items():
        parts = [Fraction(v.amount) for v in values if v.currency == currency]
        assert Fraction(total.amount) == sum(parts)


def test_sum_money_takes_money_only() -> None:
    with pytest.raises(TypeError):
        sum_money([5])  # type: ignore[list-item]


@given(euros, euros)
def test_amounts_of_one_currency_are_in_the_order_of_their_numbers(
    left: Money, right: Money
) -> None:
    assert (left < right) == (left.amount < right.amount)
    assert (left <= right) == (left.amount <= right.amount)
    with pytest.raises(TypeError):
        _ = left < right.amount  # type: ignore[operator]
    with pytest.raises(TypeError):
        _ = left <= right.amount  # type: ignore[operator]
    with pytest.raises(TypeError):
        _ = left - right.amount  # type: ignore[operator]


@pytest.mark.parametrize("units", [1.0, True, "1", None])
def test_minor_units_are_whole_numbers(units: Any) -> None:
    with pytest.raises(TypeError):
        Money.from_minor(units, "EUR")


def test_a_result_that_is_too_long_is_refused() -> None:
    large = Money("9" * 57, "EUR")

    with pytest.raises(AmountError):
        large * 1000
    with pytest.raises(AmountError):
        large + Money("0.00001", "EUR")
    with pytest.raises(AmountError):
        Money.from_minor(10**59, "KWD") * 10


@given(st.lists(st.integers(0, 10**6), min_size=1).filter(any), euros)
def test_allocated_parts_add_up_and_are_fair(weights: list[int], value: Money) -> None:
    whole = value.round()
    parts = whole.allocate(weights)

    assert sum(parts, start=Money(0, "EUR")) == whole
    for part, weight in zip(parts, weights, strict=True):
        exact = Fraction(whole.amount) * weight / sum(weights)
        assert abs(Fraction(part.amount) - exact) < Fraction(1, 100)
        assert weight or not part


def test_equal_remainders_go_to_the_first() -> None:
    credit = [str(part.amount) for part in Money("-64.62", "EUR").allocate([1] * 7)]

    assert credit == ["-9.24", *["-9.23"] * 6]


def test_weights_may_be_decimals_and_parts_coins() -> None:
    halves = Money("0.05", "EUR").allocate([Decimal("0.5"), Fraction(1, 2)])

    assert [str(part.amount) for part in halves] == ["0.03", "0.02"]
    with pytest.raises(AmountError, match=r"0\.05"):
        Money("100.01", "CHF").allocate([1, 1], to="cash")


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1], [2, -1], [Decimal("NaN")]])
def test_weights_that_share_nothing_are_refused(weights: Any) -> None:
    with pytest.raises(ValueError, match="weight"):
        Money(1, "EUR").allocate(weights)


def test_a_float_weight_is_refused() -> None:
    with pytest.raises(TypeError):
        Money(1, "EUR").allocate([0.5])  # type: ignore[list-item]


def test_an_amount_finer_than_a_cent_is_not_shared() -> None:
    with pytest.raises(AmountError):
        Money("0.005", "EUR").allocate([1])
    with pytest.raises(AmountError):
        _ = Money("0.005", "EUR").minor


@given(st.integers(-(10**18), 10**18), st.sampled_from(LIVE_CODES))
def test_minor_units_go_there_and_back(units: int, currency: str) -> None:
    value = Money.from_minor(units, currency)

    assert value.minor == units
    assert Fraction(value.amount) == Fraction(
        units, 10 ** (currencies()[currency].minor_units or 0)
    )


@pytest.mark.parametrize(
    ("amount", "currency", "to", "mode", "rounded"),
    [
        ("2.675", "EUR", "accounting", "half_up", "2.68"),
        ("-2.675", "EUR", "accounting", "half_up", "-2.68"),
        ("2.665", "EUR", "accounting", "half_even", "2.66"),
        ("2.675", "EUR", "accounting", "half_down", "2.67"),
        ("2.671", "EUR", "accounting", "up", "2.68"),
        ("-2.679", "EUR", "accounting", "down", "-2.67"),
        ("-2.679", "EUR", "accounting", "ceiling", "-2.67"),
        ("-2.671", "EUR", "accounting", "floor", "-2.68"),
        ("0.5", "JPY", "accounting", "half_up", "1"),
        ("1.0005", "KWD", "accounting", "half_up", "1.001"),
        ("10.03", "CHF", "cash", "half_up", "10.05"),
        ("10.24", "DKK", "cash", "half_up", "10.00"),
        ("12.50", "HUF", "cash", "half_up", "15.00"),
        ("9.99", "SEK", "cash", "half_up", "10.00"),
        ("1.2345", "XAU", "accounting", "half_up", "1.2345"),
    ],
)
def test_rounding(amount: str, currency: str, to: Any, mode: Any, rounded: str) -> None:
    assert str(Money(amount, currency).round(mode, to).amount) == rounded


@pytest.mark.parametrize("arguments", [{"mode": "half"}, {"to": "display"}])
def test_an_unknown_rounding_is_refused(arguments: Any) -> None:
    with pytest.raises(ValueError, match=r"half|display"):
        Money("1.005", "EUR").round(**arguments)


def test_a_hostile_context_changes_nothing() -> None:
    with localcontext(Context(prec=2, rounding=ROUND_UP, Emax=3, Emin=-3, capitals=0)):
        value = Money("12345678901234567890123456789.01", "EUR")
        assert str(value + Money(0, "EUR")) == "12345678901234567890123456789.01 EUR"
        assert str(value * 3) == "37037036703703703670370370367.03 EUR"
        assert str(-value) == "-12345678901234567890123456789.01 EUR"
        assert str(Money("0.125", "EUR").round()) == "0.13 EUR"
        assert [str(p) for p in Money(100, "EUR").allocate([1, 1, 1])] == [
            *("33.34 EUR", "33.33 EUR", "33.33 EUR")
        ]


@given(money)
def test_a_value_survives_pickle_json_and_copies(value: Money) -> None:
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own bytes
    assert Money.from_dict(value.to_dict()) == value
    assert copy.deepcopy(value) == value == copy.copy(value)
    assert hash(Money.from_dict(value.to_dict())) == hash(value)
    assert eval(repr(value)) == value  # noqa: S307 - our own text


def test_a_value_is_frozen_and_final() -> None:
    value = Money(1, "EUR")

    with pytest.raises(AttributeError):
        value.amount = Decimal(2)  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        value.note = ""  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match="final"):
        type("Dollar", (Money,), {})
    assert value != Decimal(1)
    assert Money(1, "EUR") != Money(1, "USD")
    assert not Money(0, "EUR")
    assert abs(Money(-1, "EUR")) == value
