"""Scenario 13, the rows about units: exact factors, codes both ways, and no guess."""

import pytest

from crmi18n import Quantity, parse_quantity
from crmi18n.errors import AmbiguousUnitError, PackagingError, UnknownUnitError
from crmi18n.units import PackagingSet, unit_code


def test_pounds_are_kilograms_exactly() -> None:
    weight = Quantity(500, "pound").to("kilogram")

    assert str(weight.value) == "226.796185"
    assert str(weight.round(3).value) == "226.796"


def test_codes_in_and_out() -> None:
    assert Quantity.from_code("500", "LBR").to("kilogram").code("rec20") == "KGM"


def test_a_custom_unit_is_not_exported_as_c62() -> None:
    with pytest.raises(UnknownUnitError):
        unit_code("box 13 kg")

    assert unit_code("box 13 kg", own={"box 13 kg": "XBX"}) == "XBX"


def test_a_gallon_without_a_country_is_an_error_that_names_both() -> None:
    with pytest.raises(AmbiguousUnitError, match="US gallon or UK gallon"):
        parse_quantity("10 gallon", locale="en")


def test_rounding_is_no_part_of_conversion() -> None:
    assert str(Quantity(1234, "gram").to("kilogram").round(2).value) == "1.23"


def test_packs_of_two_sizes() -> None:
    bags = PackagingSet("cement", {"bag 3 kg": "3 kilogram", "bag 25 kg": "25 kilogram"})

    assert str(bags.convert(1, "bag 3 kg", to="bag 25 kg")) == "0.12"
    with pytest.raises(PackagingError):
        PackagingSet("cement", {"bag": "3 kilogram"}).convert(1, "bag", to="item")


def test_boxes_of_pieces() -> None:
    boxes = PackagingSet("screw", {"box": "12 item"})

    assert boxes.convert(5, "box", to="item") == 60
    assert boxes.convert(6, "item", to="item") == 6
    assert Quantity(6, "item").to("item") == Quantity(6, "item")
