"""Reading: what is written is read back, what is unclear is refused, and never guessed."""

import pytest

from crmi18n.errors import AmbiguousUnitError, ParseError, UnknownUnitError
from crmi18n.units import Quantity, format_quantity, parse_quantity, resolve_unit
from tests.units.laws import unread


@pytest.mark.parametrize(
    ("text", "locale", "value", "unit"),
    [
        pytest.param("1.234,5 kg", "de", "1234.5", "kilogram", id="German number"),
        pytest.param("1,234.5 kg", "en", "1234.5", "kilogram", id="English number"),
        pytest.param("5 kilometrów", "pl", "5", "kilometer", id="plural"),
        pytest.param("3 Kilometern", "de", "3", "kilometer", id="dative"),
        pytest.param("2 Stk.", "de", "2", "item", id="pieces"),
        pytest.param("4 un", "pt", "4", "item", id="pieces without the full stop"),
        pytest.param("10 個", "ja", "10", "item", id="pieces in Japanese"),
        pytest.param("5 l/100 km", "de", "5", "liter-per-100-kilometer", id="number in the unit"),
        pytest.param("-3 °C", "de", "-3", "celsius", id="below zero"),
        pytest.param("(3) kg", "en", "-3", "kilogram", id="in parentheses"),
        pytest.param("%50", "tr", "50", "percent", id="sign before the number"),
        pytest.param("-%3", "tr", "-3", "percent", id="minus before the sign"),
        pytest.param("߁،߂߃߄.߅ kg", "nqo", "1234.5", "kilogram", id="separators of N'Ko"),
        pytest.param("𞥑⹁𞥒𞥓𞥔.𞥕 kg", "ff-Adlm", "1234.5", "kilogram", id="separators of Adlam"),
        pytest.param("一二.五 kg", "zh-u-nu-hanidec", "12.5", "kilogram", id="Chinese digits"),
        pytest.param("2,5 g/mol", "de", "2.5", "gram-per-mole", id="composed symbols"),
        pytest.param("2,5 Gramm pro Mol", "de", "2.5", "gram-per-mole", id="composed words"),
        pytest.param("每摩尔2克", "zh", "2", "gram-per-mole", id="composed around the number"),
        pytest.param("12 kg/m³", "fr", "12", "kilogram-per-cubic-meter", id="raised three"),
        pytest.param("غرامان", "ar", "2", "gram", id="two without a number"),
        pytest.param("100킬로미터당 5리터", "ko", "5", "liter-per-100-kilometer", id="Korean"),
        pytest.param("7 gal", "en-GB", "7", "gallon-imperial", id="as CLDR says in Britain"),
        pytest.param("7 gal", "en-US", "7", "gallon", id="as CLDR says in the United States"),
        pytest.param("6 ft, 2 in", "en", "74", "inch", id="two parts"),
        pytest.param("6ft2in", "en", "74", "inch", id="two parts in one word"),
        pytest.param("-6 ft 2 in", "en", "-74", "inch", id="one sign for both"),
        pytest.param("5 pounds, 3 ounces", "en", "83", "ounce", id="ounces of pounds"),
        pytest.param("1 Std., 2 Min. und 5 Sek.", "de", "3725", "second", id="three parts"),
        pytest.param("5\u202fpi et 10,8\u202fpo", "fr", "70.8", "inch", id="joined by a word"),
        pytest.param("6 فوت،\u200f 2 اینچ", "fa", "74", "inch", id="joined by a mark"),
        pytest.param("7 Short Tons", "de", "7", "ton", id="a ton that says which"),
    ],
)
def test_reads(text: str, locale: str, value: str, unit: str) -> None:
    assert parse_quantity(text, locale=locale) == Quantity(value, unit)


@pytest.mark.parametrize(
    ("text", "locale", "candidates"),
    [
        pytest.param("10 gallon", "en", ("US gallon", "UK gallon"), id="gallon"),
        pytest.param("10 Gallonen", "de", ("US gallon", "UK gallon"), id="Gallone"),
        pytest.param("3 ton", "en", ("metric ton", "short ton", "long ton"), id="ton"),
        pytest.param("3 吨", "zh", ("metric ton", "short ton", "long ton"), id="Chinese ton"),
        pytest.param("2 pints", "en", ("US pint", "UK pint"), id="pint"),
        pytest.param("2 pt", "en-GB", ("US pint", "UK pint"), id="CLDR's pt in Britain is US"),
        pytest.param("1 ounce", "en", ("oz", "oz t", "US fl oz", "UK fl oz"), id="ounce"),
        pytest.param("1 cwt", "en", ("short cwt", "long cwt"), id="hundredweight"),
        pytest.param("30 mpg", "en", ("US mpg", "UK mpg"), id="miles per gallon"),
        pytest.param("1 barrels", "de", ("oil barrel", "bbl"), id="barrel"),
        pytest.param("1 Pfund", "de", ("lb", "g"), id="the old pound"),
    ],
)
def test_a_word_of_several_units_is_refused_with_all_of_them(
    text: str, locale: str, candidates: tuple[str, ...]
) -> None:
    with pytest.raises(AmbiguousUnitError) as caught:
        parse_quantity(text, locale=locale)

    assert caught.value.nearest == candidates
    assert all(resolve_unit(candidate, locale=locale) for candidate in candidates)


@pytest.mark.parametrize(
    ("text", "locale", "error"),
    [
        pytest.param("", "de", ParseError, id="nothing"),
        pytest.param("kg", "de", ParseError, id="no number"),
        pytest.param("5", "de", ParseError, id="no unit"),
        pytest.param("13,75 kg", "en", ParseError, id="a comma that groups nothing"),
        pytest.param("1.5 kg", "de", ParseError, id="a full stop that groups nothing"),
        pytest.param("5 foo", "en", UnknownUnitError, id="no unit of that name"),
        pytest.param("--5 kg", "en", UnknownUnitError, id="two signs"),
        pytest.param("5 kg kg", "en", UnknownUnitError, id="two units"),
        pytest.param("5 PA", "en", UnknownUnitError, id="prefixes are not guessed"),
        pytest.param("2 m/N", "ha", UnknownUnitError, id="a language that divides the other way"),
        pytest.param("2 ନ୍ୟୁଟନ୍ସ ପ୍ରତି ମିଟର୍", "or", UnknownUnitError, id="or perhaps does"),
        pytest.param("5 ft 14 in", "en", ParseError, id="more inches than a foot has"),
        pytest.param("5.5 ft 2 in", "en", ParseError, id="a part of a foot before inches"),
        pytest.param("2 in 6 ft", "en", UnknownUnitError, id="the smaller part first"),
        pytest.param("5 kg 2 m", "en", UnknownUnitError, id="parts of two kinds"),
        pytest.param("5 ft -2 in", "en", UnknownUnitError, id="a sign inside"),
        pytest.param("6′ 2″", "fr", UnknownUnitError, id="feet or minutes of arc"),
        pytest.param("5 " + "kg" * 300, "en", ParseError, id="long"),
        pytest.param("5 " + "m/" * 60, "en", UnknownUnitError, id="many parts"),
    ],
)
def test_refuses(text: str, locale: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        parse_quantity(text, locale=locale)


def test_case_tells_symbols_apart() -> None:
    assert resolve_unit("MW", locale="de") == "megawatt"
    assert resolve_unit("mW", locale="de") == "milliwatt"
    assert resolve_unit("KG", locale="de") == "kilogram"
    assert resolve_unit("KM", locale="pl") == "horsepower"
    assert resolve_unit("B", locale="en") == "byte"


def test_similar_names_are_each_told_once() -> None:
    with pytest.raises(UnknownUnitError) as caught:
        resolve_unit("kgg", locale="en")

    assert len(caught.value.nearest) == len(set(caught.value.nearest)) > 1


def test_a_name_in_another_case_is_told_first() -> None:
    with pytest.raises(UnknownUnitError, match="did you mean kW"):
        resolve_unit("kw", locale="en")


def test_texts_are_strings() -> None:
    with pytest.raises(TypeError):
        parse_quantity(5, locale="de")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        resolve_unit(b"kg", locale="de")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "locale", ["de", "en-US", "fr", "ar-EG", "ru", "ja", "pl", "hi", "he", "nqo"]
)
def test_parts_are_read_back(locale: str) -> None:
    way = Quantity("-70.5", "inch")

    text = format_quantity(way.to("foot-and-inch"), locale=locale, digits=1)

    assert parse_quantity(text, locale=locale) == way


@pytest.mark.parametrize(
    "locale", ["de", "en-US", "fr", "ar-EG", "ru", "ja", "pl", "hi", "he", "nqo"]
)
def test_what_is_written_is_read_back(locale: str) -> None:
    assert list(unread([locale], ("1", "2", "5", "-3", "1234.5"))) == []
