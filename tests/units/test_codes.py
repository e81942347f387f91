"""Codes go there and back, agree with what Recommendation 20 prints, and are never made up."""

import runpy
import sys
from pathlib import Path

import pytest

from crmi18n.errors import AmbiguousUnitError, MissingUnitCodeError, UnknownUnitError
from crmi18n.units import Quantity, Unit, unit_code, unit_codes, unit_ids, unit_of_code
from crmi18n.units.table import read_rows

TOOLS = Path(__file__).parents[2] / "tools"
REC20 = read_rows("rec20.csv")


def test_every_rec20_code_means_one_unit_and_the_primary_one_comes_back() -> None:
    assert len(REC20) >= 1200
    for code, unit, _ in REC20:
        assert unit_of_code(code) == Unit.of(unit).id == unit
        assert code in unit_codes(unit)
        assert unit_of_code(unit_code(unit)) == unit


def test_factors_agree_with_the_printed_digits() -> None:
    tools = runpy.run_path(str(TOOLS / "rec20_print.py"))
    sys.path.insert(0, str(TOOLS))
    try:
        accepted = runpy.run_path(str(TOOLS / "unit_codes.py"))["ACCEPTED"]
    finally:
        sys.path.remove(str(TOOLS))

    verdicts = {
        code: tools["agrees"](Unit.of(unit), printed.replace(".", ","))
        for code, unit, printed in REC20
        if printed and not unit.startswith(("dozen", "gross", "pair", "hundred", "thousand"))
    }

    assert {code for code, verdict in verdicts.items() if verdict is False} <= set(accepted)
    assert sum(verdict is True for verdict in verdicts.values()) >= 1060


def test_ucum_is_lossless_for_every_unit_that_has_a_code() -> None:
    carried = 0
    for unit in [*unit_ids(), *(row[1] for row in REC20), "liter-per-100-kilometer"]:
        try:
            code = unit_code(unit, "ucum")
        except UnknownUnitError:
            continue
        carried += 1
        assert unit_of_code(code, "ucum") == Unit.of(unit).id
    assert carried >= 1200


def test_sap_is_lossless() -> None:
    for unit, code in read_rows("sap.csv"):
        assert unit_of_code(code, "sap") == unit
        assert unit_of_code(unit_code(unit, "sap"), "sap") == unit


@pytest.mark.parametrize(
    ("unit", "rec20", "ucum"),
    [
        pytest.param("kilogram", "KGM", "kg", id="kilogram"),
        pytest.param("pound", "LBR", "[lb_av]", id="pound"),
        pytest.param("ton", "STN", "[ston_av]", id="US ton"),
        pytest.param("ton-imperial", "LTN", "[lton_av]", id="UK ton"),
        pytest.param("tonne", "TNE", "t", id="metric ton"),
        pytest.param("gallon", "GLL", "[gal_us]", id="US gallon"),
        pytest.param("gallon-imperial", "GLI", "[gal_br]", id="UK gallon"),
        pytest.param("pint", "PTL", "[pt_us]", id="US pint"),
        pytest.param("pint-imperial", "PTI", "[pt_br]", id="UK pint"),
        pytest.param("fluid-ounce", "OZA", "[foz_us]", id="US fluid ounce"),
        pytest.param("fluid-ounce-imperial", "OZI", "[foz_br]", id="UK fluid ounce"),
        pytest.param("ounce", "ONZ", "[oz_av]", id="ounce of weight"),
        pytest.param("kilogram-per-cubic-meter", "KMQ", "kg/m3", id="density"),
        pytest.param("celsius", "CEL", "Cel", id="degree Celsius"),
        pytest.param("megawatt-hour", "MWH", "MW.h", id="bulk energy"),
        pytest.param("gram-per-meter", "GF", "g/m", id="yarn"),
        pytest.param("1e3-cubic-meter", "R9", "1000.m3", id="thousand cubic meters of gas"),
        pytest.param("lumen-per-square-meter", "B60", "lm/m2", id="light"),
    ],
)
def test_known_codes(unit: str, rec20: str, ucum: str) -> None:
    assert (unit_code(unit), unit_code(unit, "ucum")) == (rec20, ucum)


@pytest.mark.parametrize(
    ("code", "system"),
    [
        pytest.param("C62", "rec20", id="'one' says no unit"),
        pytest.param("ACR", "rec20", id="the acre of the survey foot"),
        pytest.param("BX", "rec20", id="deleted"),
        pytest.param("kgm", "rec20", id="case counts"),
        pytest.param("", "ucum", id="empty"),
        pytest.param("m//s", "ucum", id="two slashes"),
        pytest.param("(m", "ucum", id="an open parenthesis"),
        pytest.param("m)", "ucum", id="one too many"),
        pytest.param("{box}", "ucum", id="an annotation is no unit"),
        pytest.param("m99999", "ucum", id="a power out of reach"),
        pytest.param("m" * 500, "ucum", id="long"),
        pytest.param("ha", "ucum", id="no prefix goes before a year"),
        pytest.param("kd", "ucum", id="nor before a day"),
        pytest.param("m.-5", "ucum", id="a sign without a unit"),
        pytest.param("C62", "ucum", id="a power that CLDR has no id for"),
        pytest.param("KARTON", "sap", id="not of SAP"),
    ],
)
def test_refuses_codes_without_a_unit(code: str, system: str) -> None:
    with pytest.raises(UnknownUnitError):
        unit_of_code(code, system)  # type: ignore[arg-type]


def test_an_unknown_code_names_its_system_and_no_other_code_by_chance() -> None:
    with pytest.raises(UnknownUnitError, match=r"^'C62' is not a code of UN/CEFACT[^;]*$"):
        unit_of_code("C62")
    with pytest.raises(UnknownUnitError, match="did you mean KGM"):
        unit_of_code(" kgm")


def test_an_agreed_code_means_one_unit_both_ways() -> None:
    own = {"pound": "KGM", "foot-pound-force": "XYZ"}

    assert unit_of_code("KGM", own=own) == "pound"
    assert unit_code("pound-force-foot", own=own) == "XYZ"
    with pytest.raises(MissingUnitCodeError, match="'kilogram' has no code"):
        unit_code("kilogram", own=own)
    assert unit_code("item", own={"pound": "H87"}) == "EA"
    with pytest.raises(AmbiguousUnitError):
        unit_of_code("T", own={"ton": "T", "tonne": "T"})


def test_reads_the_grammar_of_ucum() -> None:
    assert unit_of_code("J/(kg.K)", "ucum") == "joule-per-kilogram-kelvin"
    assert unit_of_code("m.s-2", "ucum") == "meter-per-square-second"
    assert unit_of_code("/s", "ucum") == "per-second"


def test_either_sign_of_micro_is_read() -> None:
    assert unit_of_code("\N{MICRO SIGN}M", "sap") == "micrometer"
    assert unit_of_code("\N{GREEK SMALL LETTER MU}M", "sap") == "micrometer"


def test_export_without_a_code_is_refused_or_mapped() -> None:
    with pytest.raises(UnknownUnitError, match="agree on one"):
        unit_code("koku")
    with pytest.raises(UnknownUnitError):
        unit_code("box 13 kg")

    assert unit_code("box 13 kg", own={"box 13 kg": "XBX"}) == "XBX"
    assert unit_of_code("XYZ", own={"kilogram": "XYZ"}) == "kilogram"
    with pytest.raises(ValueError, match="no system"):
        unit_code("meter", "iso")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        unit_of_code(5)  # type: ignore[arg-type]


def test_quantities_come_and_go_by_code() -> None:
    quantity = Quantity.from_code("500", "LBR").to("kilogram")

    assert (str(quantity), quantity.code()) == ("226.796185 kilogram", "KGM")
    assert Quantity.from_code(3, "TO", "sap").code("ucum") == "t"
