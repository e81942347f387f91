"""Unit: every id of CLDR is read in its own form, and units multiply as their dimensions do."""

import pickle
from fractions import Fraction

import pytest

from crmi18n.cldr import LocaleTag
from crmi18n.cldr.unit_names import unit_forms
from crmi18n.errors import UnitMismatchError, UnknownUnitError
from crmi18n.units import Unit, unit_ids
from tests.units.strategies import FACTORED


def test_every_id_that_cldr_names_is_in_its_normal_form() -> None:
    named = [
        unit
        for unit in unit_forms(LocaleTag.parse("en"), "long")
        if unit[:2] != "10" and unit[:5] not in ("per", "times", "power", "gener")
    ]

    assert [unit for unit in named if Unit.of(unit).id != unit] == []
    assert len(named) >= 200


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        pytest.param("meter-meter", "square-meter", id="equal parts are joined"),
        pytest.param("foot-pound-force", "pound-force-foot", id="CLDR's order"),
        pytest.param("hour-kilowatt", "kilowatt-hour", id="power before duration"),
        pytest.param("pow3-meter", "cubic-meter", id="a power has one word"),
        pytest.param("meter-per-second-per-second", "meter-per-square-second", id="per per"),
    ],
)
def test_an_id_has_one_form(written: str, canonical: str) -> None:
    assert Unit.of(written).id == canonical
    assert Unit.of(written) == Unit.of(canonical)


@pytest.mark.parametrize(
    ("unit", "quantity", "base"),
    [
        pytest.param("square-meter", "area", "square-meter", id="an area"),
        pytest.param("liter-per-100-kilometer", "consumption", "cubic-meter-per-meter", id="not"),
        pytest.param("acre-foot", "volume", "cubic-meter", id="area times length"),
        pytest.param(
            "kilowatt-hour",
            "energy",
            "kilogram-square-meter-second-per-cubic-second",
            id="cancelled to find its word",
        ),
        pytest.param("candela-per-byte", "", "candela-per-bit", id="nothing CLDR has a word for"),
    ],
)
def test_knows_what_it_measures(unit: str, quantity: str, base: str) -> None:
    found = Unit.of(unit)

    assert (found.quantity, found.base) == (quantity, base)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kiligram",
        "kilopound",
        "meter-",
        "-meter",
        "per",
        "square",
        "100",
        "Meter",
        "m" * 500,
        "foot-and-",
        "inch-and-foot",
        "foot-and-pound",
        "meter-and-celsius",
        "pow99-meter",
        "meter-per-per-second",
    ],
)
def test_refuses_what_is_no_id(text: str) -> None:
    with pytest.raises(UnknownUnitError):
        Unit.of(text)


def test_names_what_looks_like_it() -> None:
    with pytest.raises(UnknownUnitError, match="kilogram") as caught:
        Unit.of("kiligram")

    assert "kilogram" in caught.value.nearest


def test_a_unit_is_named_by_a_string() -> None:
    with pytest.raises(TypeError, match="int"):
        Unit.of(5)  # type: ignore[arg-type]


def test_products_cancel_and_join() -> None:
    kilometer, hour = Unit.of("kilometer"), Unit.of("hour")

    assert str(kilometer / hour) == "kilometer-per-hour"
    assert str(kilometer / hour * hour) == "kilometer"
    assert str(Unit.of("newton") * Unit.of("meter")) == "newton-meter"
    with pytest.raises(UnitMismatchError):
        hour / hour
    with pytest.raises(UnitMismatchError):
        Unit.of("celsius") * hour


@pytest.mark.parametrize("left", FACTORED[::7])
def test_a_product_has_the_product_of_the_factors(left: str) -> None:
    for right in FACTORED[::11]:
        one, other = Unit.of(left), Unit.of(right)
        if one.components == other.components:
            continue
        left_over = one.constant * other.constant

        assert (one * other).factor * left_over == one.factor * other.factor
        assert (one / other).factor * one.constant / other.constant == Fraction(
            one.factor, other.factor
        )


def test_survives_pickle_as_the_same_unit() -> None:
    unit = Unit.of("liter-per-100-kilometer")

    assert pickle.loads(pickle.dumps(unit)) is unit  # noqa: S301


def test_prefixes_go_with_units_that_take_them() -> None:
    assert Unit.of("megatonne").factor == 10**9
    assert Unit.of("kibibyte").factor == 8 * 1024
    assert "prefixable" not in Unit.of("gram").systems
    assert len(list(unit_ids())) >= 155
