"""Formatting: ICU's text in every width, with plurals, cases and compounds.

Expected texts are ICU 78.3's, except where the trade's word for pieces stands.
"""

from concurrent.futures import ThreadPoolExecutor
from decimal import ROUND_UP, Context, Decimal, Inexact, localcontext

import pytest

from crmi18n.errors import UnknownLocaleError
from crmi18n.units import (
    Quantity,
    UnitPolicy,
    format_beside,
    format_quantity,
    quantity_formatter,
)


@pytest.mark.parametrize(
    ("value", "unit", "locale", "width", "expected"),
    [
        pytest.param("1.5", "kilometer", "de", "long", "1,5 Kilometer", id="German"),
        pytest.param(5, "kilometer", "pl", "long", "5 kilometrów", id="Polish many"),
        pytest.param("1.5", "kilometer", "pl", "long", "1,5 kilometra", id="Polish fraction"),
        pytest.param(2, "kilometer", "sl", "long", "2 kilometra", id="Slovenian dual"),
        pytest.param("1234.5", "kilogram", "fr", "short", "1\u202f234,5\u202fkg", id="French"),
        pytest.param(-5, "celsius", "en", "short", "-5°C", id="no blank"),
        pytest.param(120, "kilometer-per-hour", "ru", "short", "120 км/ч", id="Russian"),
        pytest.param("2.5", "gram-per-mole", "de", "long", "2,5 Gramm pro Mol", id="composed"),
        pytest.param(
            2,
            "kilowatt-hour-per-day",
            "sw",
            "long",
            "kilowati 2 kwa saa kwa siku",
            id="number in the middle",
        ),
        pytest.param(
            "5.9", "foot-and-inch", "fr", "short", "5\u202fpi et 10,8\u202fpo", id="mixed"
        ),
        pytest.param(12, "percent", "de", "short", "12\u00a0%", id="per cent"),
        pytest.param(12, "percent", "en", "long", "12 percent", id="per cent in words"),
        pytest.param(3, "item", "de", "short", "3\u00a0Stück", id="pieces"),
        pytest.param(3, "item", "de", "long", "3 Elemente", id="entries of a list"),
        pytest.param(7, "ton-imperial", "ja", "short", "7\u00a0long tn", id="unit of trade"),
        pytest.param(2, "gallon-imperial", "en-GB", "long", "2 gallons", id="British gallon"),
        pytest.param(5, "square-volt", "es", "long", "5 voltios cuadrados", id="plural power"),
        pytest.param(5, "square-hour", "es", "long", "5 horas cuadradas", id="and its gender"),
        pytest.param(
            5, "cubic-siemens", "sl", "long", "5 kubičnih simensov", id="Slovenian power"
        ),
        pytest.param(2, "square-katal", "de", "long", "2 Quadratkatal", id="one German word"),
        pytest.param(2, "nanoday", "de", "long", "2 Nanotage", id="prefix of a German word"),
        pytest.param(2, "kilogray", "de", "short", "2 kGy", id="symbols keep their case"),
        pytest.param(2, "picodalton", "cy", "long", "2 picoDa", id="also in long forms"),
        pytest.param(5, "100-meter", "de", "short", "500 m", id="a number in the unit"),
        pytest.param(5, "meter-per-100", "en", "long", "0.05 meters", id="and below the line"),
        pytest.param(
            8, "liter-per-100-kilometer", "en", "short", "8 L/100 km", id="a number read"
        ),
        pytest.param(5, "100-gram-per-3-meter", "en", "short", "500 g/3 m", id="two numbers"),
        pytest.param(30, "year-person", "de", "long", "30 Jahre", id="an age is named in years"),
        pytest.param(3, "kilogram-per-year-person", "de", "short", "3 kg/J", id="per year"),
    ],
)
def test_writes(value: str | int, unit: str, locale: str, width: str, expected: str) -> None:
    text = format_quantity(Quantity(value, unit), locale=locale, width=width)  # type: ignore[arg-type]

    assert text == expected
    assert quantity_formatter(unit, locale=locale, width=width)(Decimal(value)) == expected  # type: ignore[arg-type]


def test_writes_the_case_that_the_sentence_asks_for() -> None:
    way = Quantity(3, "kilometer")

    assert format_quantity(way, locale="de", width="long", case="dative") == "3 Kilometern"
    assert format_quantity(way, locale="en", width="long", case="dative") == "3 kilometers"
    assert format_quantity(Quantity(1, "meter"), locale="ru", width="long", case="genitive") == (
        "1 метра"
    )


@pytest.mark.parametrize("unit", ["kilometer", "percent", "foot-and-inch", "meter"])
def test_a_formatter_takes_whole_numbers(unit: str) -> None:
    for width in ("long", "short"):
        formatter = quantity_formatter(unit, locale="pl", width=width)

        assert [formatter(n) for n in (-1, 3)] == [formatter(Decimal(n)) for n in (-1, 3)]
        with pytest.raises(TypeError):
            formatter(1.5)  # type: ignore[arg-type]


def test_rounds_for_display_only_on_request() -> None:
    weight = Quantity("226.796185", "kilogram")

    assert format_quantity(weight, locale="de") == "226,796185 kg"
    assert format_quantity(weight, locale="de", digits=1) == "226,8 kg"
    assert format_quantity(Quantity(1, "pound"), locale="en", width="long", digits=1) == (
        "1.0 pounds"
    )


def test_twelve_inches_are_a_foot() -> None:
    height = Quantity("1.8287", "meter").to("foot-and-inch")

    assert format_quantity(height, locale="en-US", digits=0) == "6 ft, 0 in"


@pytest.mark.parametrize(
    ("value", "unit", "usage", "locale", "expected"),
    [  # ICU 78.3, ``::unit/centimeter usage/person-height`` and its like
        ("188", "centimeter", "person-height", "en-US", "6 ft, 2 in"),
        ("188.5", "centimeter", "person-height", "en-US", "6 ft, 2.2 in"),
        ("182.879", "centimeter", "person-height", "en-US", "6 ft, 0 in"),
        ("30.48", "centimeter", "person-height", "en-US", "12 in"),
        ("1.5", "centimeter", "person-height", "en-US", "0.59 in"),
        ("0.5", "pound", "person", "en-US", "0 lb, 8 oz"),
        ("5", "pound", "person", "de-DE", "2,3 kg"),
        ("500", "meter", "road", "en-US", "1,650 ft"),
        ("5", "meter", "road", "en-US", "20 ft"),
        ("0.5", "meter", "road", "de-DE", "0 m"),
        ("1234.567", "meter", "road", "de-DE", "1,2 km"),
        ("1234.567", "kilometer", "road", "en-US", "767 mi"),
    ],
)
def test_rounds_for_a_use_as_icu_does(
    value: str, unit: str, usage: str, locale: str, expected: str
) -> None:
    assert format_quantity(Quantity(value, unit), locale=locale, usage=usage) == expected


def test_shows_the_readers_own_unit() -> None:
    weight = Quantity(500, "pound")

    assert format_quantity(weight, locale="de-DE", usage="default") == "227 kg"
    assert format_beside(weight, locale="de-DE") == "500 lb (226,8 kg)"
    assert format_beside(weight, locale="en-US") == "500 lb"
    assert format_beside(weight, locale="en-US", policy=UnitPolicy({"mass": "kilogram"})) == (
        "500 lb"
    )
    assert format_beside(Quantity(1500, "kilogram"), locale="de-DE") == "1.500 kg"
    assert format_beside(Quantity(9, "gallon"), locale="de-DE") == "9 gal (34,07 l)"
    assert format_beside(Quantity("5.5", "gram-per-mole"), locale="en-US") == "5.5 g/mol"
    assert format_beside(Quantity(20, "celsius"), locale="en-US") == "20°C (68°F)"


def test_refuses() -> None:
    with pytest.raises(TypeError, match="Decimal"):
        format_quantity(Decimal(1), locale="de")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no width"):
        format_quantity(Quantity(1, "meter"), locale="de", width="wide")  # type: ignore[arg-type]
    with pytest.raises(UnknownLocaleError):
        format_quantity(Quantity(1, "meter"), locale="xx")


def test_the_callers_decimal_context_decides_nothing() -> None:
    weight = Quantity("12345.6785", "kilogram")
    expected = format_quantity(weight, locale="pl", width="long", digits=2)

    with localcontext(Context(prec=2, rounding=ROUND_UP, traps=[Inexact])):
        assert format_quantity(weight, locale="pl", width="long", digits=2) == expected
        assert format_quantity(Quantity(500, "pound"), locale="de", usage="default") == "227 kg"
        assert format_quantity(Quantity("12.5", "percent"), locale="de") == "12,5\u00a0%"


def test_many_threads_share_a_formatter() -> None:
    formatter = quantity_formatter("kilometer", locale="ar-EG", width="long")
    expected = [formatter(Decimal(n)) for n in range(200)]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: formatter(Decimal(n)), [*range(200)] * 5))

    assert found == expected * 5
