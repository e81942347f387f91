"""Quantity: exact there and back, honest about dimensions, and never of another context."""

import copy
import operator
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from decimal import ROUND_UP, Context, Decimal, Inexact, localcontext
from fractions import Fraction

import pytest
from hypothesis import assume, given, strategies as st

from crmi18n.errors import AmountError, CrmI18nError, UnitMismatchError, UnknownUnitError
from crmi18n.units import Quantity, Unit, converter
from crmi18n.units.model import _COMPILED, _MAX_COMPILED
from crmi18n.units.number import decimal_of
from tests.units.strategies import alike, values


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        pytest.param("500", "pound", "kilogram", "226.796185", id="pound of 1959"),
        pytest.param("1234", "gram", "kilogram", "1.234", id="never 1.24"),
        pytest.param("1", "gallon", "liter", "3.785411784", id="231 cubic inches"),
        pytest.param("1", "gallon-imperial", "liter", "4.54609", id="UK law"),
        pytest.param("1", "ton", "kilogram", "907.18474", id="short ton"),
        pytest.param("1", "ton-imperial", "kilogram", "1016.0469088", id="long ton"),
        pytest.param("1", "barrel", "liter", "158.987294928", id="oil barrel, 42 gallons"),
        pytest.param("1", "acre", "square-meter", "4046.8564224", id="international acre"),
        pytest.param("-40", "celsius", "fahrenheit", "-40", id="where both scales meet"),
        pytest.param("100", "celsius", "fahrenheit", "212", id="boiling water"),
        pytest.param("1", "knot", "kilometer-per-hour", "1.852", id="knot"),
        pytest.param("1", "mile-scandinavian", "kilometer", "10", id="Swedish mile"),
        pytest.param("7", "beaufort", "meter-per-second", "15.55", id="mid of the force"),
        pytest.param("14", "meter-per-second", "beaufort", "7", id="into beaufort"),
        pytest.param("99", "beaufort", "meter-per-second", "58.6", id="the end of the scale"),
        pytest.param("4", "kilometer-per-liter", "liter-per-100-kilometer", "25", id="inverse"),
        pytest.param("6", "item", "item", "6", id="itself"),
        pytest.param("5", "dozen", "item", "60", id="dozens"),
    ],
)
def test_converts_exactly(value: str, source: str, target: str, expected: str) -> None:
    assert str(Quantity(value, source).to(target).value) == expected


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        pytest.param("100", "fahrenheit", "celsius", Fraction(340, 9), id="340/9"),
        pytest.param(
            "30", "mile-per-gallon", "liter-per-100-kilometer", Fraction(112903, 14400), id="mpg"
        ),
        pytest.param("1", "kilogram", "pound", Fraction(100000000, 45359237), id="no end"),
    ],
)
def test_keeps_a_fraction_that_no_decimal_holds(
    value: str, source: str, target: str, expected: Fraction
) -> None:
    quantity = Quantity(value, source)

    assert quantity.to_exact(target) == expected
    assert quantity.to(target).value == decimal_of(expected)


@given(values, alike)
def test_there_and_back_is_exact(value: Decimal, units: tuple[str, str, str]) -> None:
    source, target, _ = units
    there = Quantity(value, source).to_exact(target)
    one = Unit.of(target), Unit.of(source)

    back = (there * one[0].factor + one[0].offset - one[1].offset) / one[1].factor

    assert back == Fraction(value)


@given(values, alike)
def test_by_way_of_a_third_is_the_same(value: Decimal, units: tuple[str, str, str]) -> None:
    first, second, third = units
    direct = Quantity(value, first).to_exact(third)
    half_way = Quantity(value, first).to_exact(second)
    ratio = Quantity(1, second).to_exact(third) - Quantity(0, second).to_exact(third)

    assert half_way * ratio + Quantity(0, second).to_exact(third) == direct


@given(values, alike)
def test_the_compiled_converter_agrees_with_fractions(
    value: Decimal, units: tuple[str, str, str]
) -> None:
    source, target, _ = units
    exact = Quantity(value, source).to_exact(target)
    assume(abs(exact) < 10**59)  # no number of daltons in many suns
    expected = decimal_of(exact)

    assert Quantity(value, source).to(target).value == expected
    assert converter(source, target)(value) == expected


@given(st.integers(10**30, 10**58), alike)
def test_long_values_are_as_exact(value: int, units: tuple[str, str, str]) -> None:
    source, target, _ = units
    expected = decimal_of(Quantity(value, source).to_exact(target))

    assert converter(source, target)(Decimal(value)) == expected


@given(values, alike)
def test_the_callers_decimal_context_decides_nothing(
    value: Decimal, units: tuple[str, str, str]
) -> None:
    quantity = Quantity(value, units[0])
    assume(abs(quantity.to_exact(units[1])) < 10**59)
    expected = quantity.to(units[1]), quantity.round(2)

    with localcontext(Context(prec=3, rounding=ROUND_UP, traps=[Inexact])):
        assert (quantity.to(units[1]), quantity.round(2)) == expected
        assert converter(*units[:2])(quantity.value) == expected[0].value


@pytest.mark.parametrize(
    ("source", "target"),
    [
        pytest.param("pound", "kilogram", id="a product"),
        pytest.param("kilogram", "pound", id="a quotient"),
        pytest.param("fahrenheit", "celsius", id="a shift"),
        pytest.param("mile-per-gallon", "liter-per-100-kilometer", id="an inverse"),
        pytest.param("beaufort", "meter-per-second", id="a scale"),
    ],
)
@pytest.mark.parametrize("value", ["1E+999999", "1E-999999", "sNaN"])
def test_a_hostile_value_is_refused_at_once(source: str, target: str, value: str) -> None:
    with pytest.raises(AmountError):
        converter(source, target)(Decimal(value))


@pytest.mark.parametrize("value", ["Infinity", "NaN"])
def test_what_is_not_finite_has_no_inverse(value: str) -> None:
    with pytest.raises(AmountError, match="no measured value"):
        converter("mile-per-gallon", "liter-per-100-kilometer")(Decimal(value))


def test_zeros_at_the_end_are_no_digits_to_round() -> None:
    whole = 10**30 + 1

    assert decimal_of(Fraction(whole * 10**30)) == whole * 10**30


def test_a_fraction_of_any_length_is_rounded() -> None:
    assert decimal_of(Fraction(3**20_000)) == Context(prec=28).create_decimal(3**20_000)


def test_many_units_to_convert_to_are_not_all_kept() -> None:
    for number in range(2, 2 * _MAX_COMPILED):
        Quantity(1, "furlong").to(f"{number}-meter")

    assert len(_COMPILED["furlong"]) <= _MAX_COMPILED


def test_measures_of_two_kinds_do_not_convert() -> None:
    with pytest.raises(UnitMismatchError, match=r"kilogram \(mass\) and meter \(length\)"):
        Quantity(1, "kilogram").to("meter")
    with pytest.raises(UnitMismatchError, match="consumption"):  # both are square meters
        Quantity(120, "square-meter").to("liter-per-100-kilometer")
    with pytest.raises(UnitMismatchError, match="radioactivity"):  # upside down, yet no inverse
        Quantity(5, "second").to("becquerel")
    with pytest.raises(AmountError, match="no finite number"):
        Quantity(0, "mile-per-gallon").to("liter-per-kilometer")


def test_arithmetic_respects_dimensions() -> None:
    assert Quantity(3, "meter") * Quantity(4, "meter") == Quantity(12, "square-meter")
    assert Quantity(90, "kilometer") / Quantity("1.5", "hour") == Quantity(
        60, "kilometer-per-hour"
    )
    assert Quantity(6, "liter-per-100-kilometer") * Quantity(250, "kilometer") == Quantity(
        15, "liter"
    )
    assert Quantity(1, "mile") / Quantity(1, "meter") == Fraction(1609344, 1000)
    assert 2 * Quantity("1.5", "kilogram") == Quantity(3, "kilogram")
    assert Quantity(1, "kilogram") / 8 == Quantity("0.125", "kilogram")
    assert Quantity(1, "kilogram") + Quantity(1, "pound") == Quantity("1.45359237", "kilogram")
    assert abs(-Quantity(5, "meter")) == Quantity(5, "meter")
    with pytest.raises(UnitMismatchError):
        Quantity(1, "kilogram") + Quantity(1, "meter")
    with pytest.raises(AmountError, match="no finite decimal"):
        Quantity(1, "pound") + Quantity(1, "kilogram")
    with pytest.raises(AmountError, match="divided by nothing"):
        Quantity(1, "meter") / Quantity(0, "second")
    with pytest.raises(AmountError, match="divided by nothing"):
        Quantity(1, "meter") / 0


def test_a_temperature_is_no_difference_of_temperatures() -> None:
    warm, cool = Quantity(20, "celsius"), Quantity(59, "fahrenheit")

    assert warm - cool == Quantity(5, "kelvin")
    assert cool - Quantity(50, "fahrenheit") == Quantity(9, "rankine")
    assert warm + Quantity(5, "kelvin") == Quantity(25, "celsius")
    assert Quantity(5, "kelvin") + warm == Quantity(25, "celsius")
    assert warm - Quantity(5, "kelvin") == Quantity(15, "celsius")
    assert cool < warm
    with pytest.raises(AmountError, match="their zero is no nothing"):
        warm + warm
    with pytest.raises(AmountError, match="no multiples"):
        warm * 2


@given(values, values, alike)
def test_order_is_that_of_what_is_measured(
    one: Decimal, other: Decimal, units: tuple[str, str, str]
) -> None:
    left, right = Quantity(one, units[0]), Quantity(other, units[1])
    scale = Unit.of(units[0]), Unit.of(units[1])
    truth = [
        Fraction(value) * unit.factor + unit.offset
        for value, unit in zip((one, other), scale, strict=True)
    ]

    assert (left < right) == (truth[0] < truth[1])
    assert (left <= right) == (truth[0] <= truth[1])
    assert (left > right) == (truth[0] > truth[1])


def test_consumption_is_not_ordered_against_its_inverse() -> None:
    with pytest.raises(UnitMismatchError):
        Quantity(1, "mile-per-gallon") < Quantity(1, "liter-per-kilometer")  # noqa: B015


@pytest.mark.parametrize(
    ("value", "unit", "parts"),
    [
        pytest.param("1.88", "foot-and-inch", ["6 foot", "2 inch"], id="twelve inches carry"),
        pytest.param("1.8", "foot-and-inch", ["5 foot", "11 inch"], id="rounded"),
        pytest.param("-1.88", "foot-and-inch", ["-6 foot", "2 inch"], id="one sign"),
        pytest.param("0.02", "foot-and-inch", ["0 foot", "1 inch"], id="small"),
        pytest.param("-0.02", "foot-and-inch", ["0 foot", "-1 inch"], id="small and negative"),
    ],
)
def test_parts_a_mixed_unit(value: str, unit: str, parts: list[str]) -> None:
    assert [str(part) for part in Quantity(value, "meter").split(unit, digits=0)] == parts


@pytest.mark.parametrize(
    ("value", "unit", "error", "message"),
    [
        pytest.param(1.5, "meter", TypeError, "not float", id="float"),
        pytest.param(True, "meter", TypeError, "not bool", id="bool"),
        pytest.param("1,5", "meter", AmountError, "'1,5'", id="comma"),
        pytest.param("1_0", "meter", AmountError, "plain digits", id="underscore"),
        pytest.param("9" * 61, "meter", AmountError, "60 digits", id="too long"),
        pytest.param(10**61, "meter", AmountError, "60 digits", id="too large"),
        pytest.param("1E-999999", "meter", AmountError, "60 digits", id="too fine"),
        pytest.param(Decimal("NaN"), "meter", AmountError, "NaN", id="not a number"),
        pytest.param(Decimal("sNaN"), "meter", AmountError, "sNaN", id="signalling"),
        pytest.param(Decimal("-Infinity"), "meter", AmountError, "Infinity", id="infinite"),
        pytest.param(1, "metre", UnknownUnitError, "meter", id="no id of CLDR"),
        pytest.param(1, 5, TypeError, "not int", id="unit of a wrong type"),
    ],
)
def test_refuses(value: object, unit: object, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        Quantity(value, unit)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entered", "kept"), [("12.500", "12.5"), ("1E+3", "1000"), ("-0", "0"), (7, "7")]
)
def test_keeps_one_canonical_form(entered: str | int, kept: str) -> None:
    assert str(Quantity(entered, "meter").value) == kept


@pytest.mark.parametrize("operation", [operator.add, operator.sub, operator.lt])
def test_a_bare_number_has_no_unit(operation: Callable[[object, object], object]) -> None:
    with pytest.raises(TypeError):
        operation(Quantity(1, "meter"), 1)


def test_is_frozen_slotted_and_final() -> None:
    quantity = Quantity(1, "meter")

    with pytest.raises(FrozenInstanceError):
        quantity.value = Decimal(2)
    with pytest.raises(TypeError, match="final"):
        type("Measured", (Quantity,), {})
    assert not hasattr(quantity, "__dict__")


@given(values, alike)
def test_survives_pickle_copy_and_json(value: Decimal, units: tuple[str, str, str]) -> None:
    quantity = Quantity(value, units[0])

    assert pickle.loads(pickle.dumps(quantity)) == quantity == copy.deepcopy(quantity)  # noqa: S301
    assert Quantity.from_dict(quantity.to_dict()) == quantity
    assert hash(Quantity(value, units[0])) == hash(quantity)


@given(values, st.integers(-3, 6))
def test_rounds_halves_away_from_zero(value: Decimal, digits: int) -> None:
    step = Fraction(10) ** -digits
    steps = abs(Fraction(value)) / step
    expected = int(steps + Fraction(1, 2)) * step * (-1 if value < 0 else 1)

    assert Fraction(Quantity(value, "meter").round(digits).value) == expected


def test_errors_are_the_librarys() -> None:
    with pytest.raises(CrmI18nError):
        Quantity(1, "meter").round(500)
    with pytest.raises(CrmI18nError):
        Quantity(1, "meter").round(10**30)
    with pytest.raises(AmountError, match="scale"):
        Quantity(5, "beaufort") - Quantity(3, "beaufort")


@pytest.mark.parametrize("digits", [1.5, True, "2"])
def test_decimals_are_counted_by_an_int(digits: object) -> None:
    with pytest.raises(TypeError, match="digits are an int"):
        Quantity(1, "meter").round(digits)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="digits are an int"):
        Quantity(1, "meter").split("foot-and-inch", digits=digits)  # type: ignore[arg-type]
