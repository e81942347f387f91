"""The exchange with pint: by definition, exact, and refused where definitions differ."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pint
import pytest

from crmi18n.errors import AmountError, ParseError, UnitMismatchError, UnknownUnitError
from crmi18n.units import Quantity, Unit
from crmi18n.units.table import read_rows
from tests.units.strategies import FACTORED

EXACT: pint.UnitRegistry[Any] = pint.UnitRegistry(non_int_type=Fraction)
BASES = {"revolution": "turn", "item": "count", "part": "dimensionless"}
APPROXIMATE = {"radian", "steradian"}  # CLDR's pi is a fraction, pint's a decimal
NAMES = dict(read_rows("pint.csv"))


def value_in_pint(name: str, unit: Unit) -> Fraction:
    """Return what one of pint's unit is, in our base units as pint knows them."""
    base = EXACT.Quantity(Fraction(1), "dimensionless")
    for part, power in unit.dimension:
        base = base * EXACT.Quantity(Fraction(1), BASES.get(part, part)) ** power
    ratio = (EXACT.Quantity(Fraction(1), name) / base).to_base_units()
    assert ratio.dimensionless
    return Fraction(ratio.magnitude)


@pytest.mark.parametrize("unit", [u for u in NAMES if u not in ("celsius", "fahrenheit", "mole")])
def test_the_table_holds_what_is_the_same_by_definition(unit: str) -> None:
    ours, theirs = Unit.of(unit).factor, value_in_pint(NAMES[unit], Unit.of(unit))

    if unit in APPROXIMATE:
        assert abs(ours / theirs - 1) < Fraction(1, 10**15)
    else:
        assert ours == theirs


@pytest.mark.parametrize(
    ("unit", "name", "difference"),
    [
        pytest.param("acre", "acre", "4e-6", id="survey foot"),
        pytest.param("rod", "rod", "2e-6", id="survey foot, rod"),
        pytest.param("ounce-troy", "troy_ounce", "1.1e-7", id="CLDR rounds to 31.10348 g"),
        pytest.param("electronvolt", "electron_volt", "2.4e-7", id="older constant"),
        pytest.param("dalton", "dalton", "1.8e-7", id="older constant, mass"),
        pytest.param("parsec", "parsec", "8e-12", id="CLDR's fraction for pi"),
    ],
)
def test_what_differs_is_refused(unit: str, name: str, difference: str) -> None:
    theirs = value_in_pint(name, Unit.of(unit))

    assert 0 < abs(Unit.of(unit).factor / theirs - 1) < Fraction(difference) * Fraction(11, 10)
    with pytest.raises(UnknownUnitError, match="same definition"):
        Quantity(1, unit).to_pint()


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("500", "pound"),
        ("20", "celsius"),
        ("3", "kilometer-per-hour"),
        ("2", "kilowatt-hour"),
        ("7", "item"),
        ("1.5", "square-meter"),
        ("4", "megajoule"),
        ("9", "gallon-imperial"),
    ],
)
def test_there_and_back(value: str, unit: str) -> None:
    quantity = Quantity(value, unit)

    assert Quantity.from_pint(quantity.to_pint()) == quantity


@pytest.mark.parametrize("unit", FACTORED[::5])
def test_pint_converts_to_the_same(unit: str) -> None:
    try:
        theirs: Any = Quantity(1, unit).to_pint().to_base_units()
        ours = Quantity.from_pint(theirs)
    except UnknownUnitError:
        pytest.skip("pint has no such unit")

    exact = Quantity(1, unit).to_exact(ours.unit)
    assert abs(Fraction(ours.value) - exact) <= abs(exact) / 10**14


@pytest.mark.parametrize(
    "name", ["hertz", "decade", "barrel", "acre", "rin", "dB", "meter ** 0.5"]
)
def test_refuses_units_of_pint_that_are_none_of_ours(name: str) -> None:
    registry: pint.UnitRegistry[Any] = pint.UnitRegistry(non_int_type=Decimal)

    with pytest.raises(UnknownUnitError):
        Quantity.from_pint(registry.Quantity(Decimal(1), name))


def test_refuses_floats_and_strangers() -> None:
    with pytest.raises(TypeError, match="float"):
        Quantity.from_pint(pint.UnitRegistry().Quantity(1.5, "meter"))
    with pytest.raises(TypeError, match="int"):
        Quantity.from_pint(5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        pytest.param("5 lb / degR", "kilogram-per-kelvin", "4.08233133", id="no id of CLDR"),
        pytest.param("60 rpm", "hertz", "1", id="turns without the digits of pi"),
        pytest.param("3 kN / (2 m**2)", "pascal", "1500", id="parentheses"),
    ],
)
def test_evaluates_expressions(text: str, unit: str, value: str) -> None:
    assert Quantity.from_expression(text, unit) == Quantity(value, unit)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        pytest.param("9**9**9", ParseError, id="tower of powers"),
        pytest.param("((9**9)**9)**9 m", AmountError, id="tower in parentheses"),
        pytest.param("1e999999 m", ParseError, id="long exponent"),
        pytest.param("__import__('os')", ParseError, id="code"),
        pytest.param("1 m + 1 s", ParseError, id="two dimensions"),
        pytest.param("5 foo", ParseError, id="no unit"),
        pytest.param("m" * 500, ParseError, id="long"),
        pytest.param("5 kg", UnitMismatchError, id="something else"),
    ],
)
def test_refuses_expressions(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        Quantity.from_expression(text, "meter")
    with pytest.raises(TypeError):
        Quantity.from_expression(5, "meter")  # type: ignore[arg-type]
