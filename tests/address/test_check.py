"""A check names what is wrong with an address, and leaves sound ones alone."""

from __future__ import annotations

import re
from pathlib import Path

import pycountry
import pytest

from crmi18n.address import Address, AddressText, check, check_address
from crmi18n.address._packs import countries
from crmi18n.address.country import country as rules_of
from crmi18n.address.words import bare_key
from crmi18n.cldr import label


def us(area: str = "NY", code: str = "14202") -> Address:
    return Address.of(
        "US",
        lang="en",
        organization="Niagara Sample Mills LLC",
        lines=["65 Niagara Square"],
        locality="Buffalo",
        administrative_area=area,
        postal_code=code,
    )


def codes(address: Address) -> list[str]:
    return [finding.code for finding in check_address(address)]


@pytest.mark.parametrize("area", ["NY", "ny", "New York", "NEW YORK", "US-NY"])
def test_a_state_is_known_by_code_and_name(area: str) -> None:
    assert codes(us(area)) == []


def test_a_state_of_another_country_is_a_warning() -> None:
    (found,) = check_address(us("ON"))

    assert found.code == "address.administrative_area.unknown"
    assert found.severity == "warning"
    assert found.where == "texts.en.administrative_area"
    assert found.value == "ON"


def test_a_misspelt_state_is_named_with_what_may_be_meant() -> None:
    (found,) = check_address(us("Calfornia", "94105"))

    assert "did you mean CA?" in found.message


@pytest.mark.parametrize(
    ("country", "code"),
    [
        ("BR", "1001-000"),
        ("DE", "1234"),
        ("GB", "GIR 0AA-GARBAGE"),
        ("LI", "948500"),
        ("US", "1420"),
        ("NL", "1012 L"),
        ("JP", "100-005"),
        ("CH", "٣٠١١٢"),
        ("DE", "1" * 400),
    ],
)
def test_a_postal_code_of_another_form_is_an_error(country: str, code: str) -> None:
    (found,) = (
        f
        for f in check_address(Address(country, postal_code=code))
        if f.code.startswith("address.postal_code")
    )

    assert (found.code, found.severity) == ("address.postal_code.form", "error")
    assert (found.where, found.value) == ("postal_code", code)


@pytest.mark.parametrize(
    ("country", "typed", "spelled"),
    [
        ("GB", "sw1a2aa", "SW1A 2AA"),
        ("GB", "bfpo61", "BFPO 61"),
        ("NL", "1012lg", "1012 LG"),
        ("BR", "01310100", "01310-100"),
        ("DE", " 10115 ", "10115"),
        ("DE", "D-10115", "10115"),
        ("CH", "CH-3011", "3011"),
        ("SE", "SE-111 51", "111 51"),
        ("JP", "１０００００５", "100-0005"),
        ("JP", "1000005", "100-0005"),
        ("PT", "1100048", "1100-048"),
        ("CA", "h2y1y9", "H2Y 1Y9"),
        ("IE", "d02x285", "D02 X285"),
        ("US", "787011234", "78701-1234"),
        ("IN", "400 021", "400021"),
        ("TW", "10603", "10603"),
    ],
)
def test_a_postal_code_has_the_countrys_spelling(country: str, typed: str, spelled: str) -> None:
    assert rules_of(country).postal_code(typed) == spelled
    assert "address.postal_code.form" not in codes(Address(country, postal_code=typed))


@pytest.mark.parametrize(("country", "code"), [("LV", "1073"), ("LV", "LV-1073"), ("VC", "0100")])
def test_letters_that_all_codes_begin_with_may_be_missing(country: str, code: str) -> None:
    assert "address.postal_code.form" not in codes(Address(country, postal_code=code))


@pytest.mark.parametrize(("country", "code"), [("GB", "0AA"), ("IE", "65 F4E2"), ("SZ", "100")])
def test_letters_that_tell_codes_apart_may_not(country: str, code: str) -> None:
    assert "address.postal_code.form" in codes(Address(country, postal_code=code))


def test_every_example_of_every_country_has_its_form_and_stays_as_it_is() -> None:
    examples = [(rules_of(c), example) for c in countries() for example in rules_of(c).examples]

    assert len(examples) > 400
    assert [e for rules, e in examples if rules.postal_code(e) != e] == []


def test_every_area_is_known_by_each_of_its_names() -> None:
    areas = [(rules_of(c), area) for c in countries() for area in rules_of(c).areas]

    assert len(areas) > 1300
    for rules, area in areas:
        assert rules.area(area.key) is area
        for name in (area.latin, *area.names.values(), area.code):
            assert rules.area(name) is area or not name, (rules.code, name)


def test_the_code_of_an_area_is_one_of_iso_3166_2() -> None:
    iso = {subdivision.code for subdivision in pycountry.subdivisions}
    areas = [area for c in countries() for area in rules_of(c).areas]
    known = {area.code for area in areas if area.code}

    # Aosta is a region and no longer a province; Maguindanao was divided in 2022.
    assert known - iso == {"IT-AO", "PH-MAG"}
    assert len(known) > 1300


def test_the_provinces_of_china_have_the_codes_of_their_names() -> None:
    names = {subdivision.code: subdivision.name for subdivision in pycountry.subdivisions}
    of_china = {area.code: area.latin for area in rules_of("CN").areas}
    # Names of other languages than Chinese, and two that both tables space differently.
    spelled_otherwise = {"CN-GX", "CN-HK", "CN-MO", "CN-NM", "CN-NX", "CN-XJ"}

    assert {c for c, name in of_china.items() if bare_key(names[c]) != bare_key(name)} == (
        spelled_otherwise
    )


@pytest.mark.parametrize("code", ["IN-OR", "IN-OD"])
def test_a_code_that_iso_replaced_is_still_known(code: str) -> None:
    assert codes(Address("IN", area=code, postal_code="751001"))[:2] == [
        "address.lines.missing",
        "address.locality.missing",
    ]
    assert rules_of("IN").area(code) is rules_of("IN").area("Odisha")


def test_a_postal_code_of_another_state_is_a_warning() -> None:
    (found,) = check_address(us("NY", "94105"))

    assert (found.code, found.severity) == ("address.postal_code.area", "warning")


@pytest.mark.parametrize(
    ("country", "missing"),
    [
        ("DE", {"lines", "locality", "postal_code"}),
        ("US", {"lines", "locality", "administrative_area", "postal_code"}),
        ("AE", {"lines", "administrative_area"}),
        ("SG", {"lines", "postal_code"}),
        ("IE", {"lines", "locality"}),
        ("JP", {"lines", "administrative_area", "postal_code"}),
    ],
)
def test_what_a_country_needs_is_named(country: str, missing: set[str]) -> None:
    assert set(codes(Address(country))) == {f"address.{name}.missing" for name in missing}


@pytest.mark.parametrize(
    ("area", "emirate"),
    [
        ("دبي", "AE-DU"),
        ("إمارة دبيّ", "AE-DU"),
        ("Dubai", "AE-DU"),
        ("أبو ظبي", "AE-AZ"),
        ("الشارقة", "AE-SH"),
    ],
)
def test_an_emirate_is_known_in_both_scripts(area: str, emirate: str) -> None:
    assert Address.of("AE", administrative_area=area).area == emirate


@pytest.mark.parametrize("name", ["東京都", "東京", "Tokyo", "Tokyo-to", "TOKYO", "JP-13", "13"])
def test_a_prefecture_is_known_with_and_without_its_kind(name: str) -> None:
    assert Address.of("JP", administrative_area=name).area == "JP-13"


@pytest.mark.parametrize(
    ("country", "name", "code"),
    [
        ("TR", "istanbul", "TR-34"),
        ("BR", "sao paulo", "BR-SP"),
        ("TW", "臺北市", "TW-TPE"),
        ("CN", "广东省", "CN-GD"),
        ("IN", "महाराष्ट्र", "IN-MH"),
        ("CA", "Québec", "CA-QC"),
        ("IR", "East Azerbaijan", "IR-03"),
    ],
)
def test_an_area_is_known_in_the_spellings_that_people_use(
    country: str, name: str, code: str
) -> None:
    assert Address.of(country, administrative_area=name).area == code


def test_two_texts_that_name_two_areas_are_a_warning() -> None:
    address = Address(
        "JP",
        postal_code="100-0005",
        texts={
            "ja": AddressText(
                lines=("丸の内1-9-1",), locality="千代田区", administrative_area="東京都"
            ),
            "ja-Latn": AddressText(
                lines=("1-9-1 Marunouchi",), locality="Chiyoda-ku", administrative_area="Osaka"
            ),
        },
    )

    assert codes(address) == ["address.administrative_area.differs"]


@pytest.mark.parametrize(
    ("lang", "street", "expected"),
    [
        ("ja", "丸の内1-9-1 Bldg.", []),
        ("ja", "1-9-1 Marunouchi", ["address.script"]),
        ("ja-Latn", "丸の内1-9-1", ["address.no_latin", "address.script"]),
        ("und", "1-9-1 Marunouchi", []),
    ],
    ids=["a brand in latin letters", "romanised", "not romanised", "no language"],
)
def test_a_text_is_in_the_script_of_its_language(
    lang: str, street: str, expected: list[str]
) -> None:
    found = codes(Address("JP", texts={lang: AddressText(lines=(street,))}))

    assert [c for c in found if "missing" not in c] in (expected, ["address.no_latin", *expected])


@pytest.mark.parametrize(
    ("part", "value", "code", "where"),
    [
        ("recipient", "n/a", "address.placeholder", "texts.de.recipient"),
        ("locality", "-", "address.placeholder", "texts.de.locality"),
        ("locality", "\u202enilreB", "address.bidi_control", "texts.de.locality"),
    ],
    ids=["not available", "a dash", "turned round"],
)
def test_a_part_that_says_nothing_or_disturbs_is_a_warning(
    part: str, value: str, code: str, where: str
) -> None:
    text = {"lines": ("Markt 1",), "locality": "Köln", part: value}
    address = Address("DE", postal_code="50667", texts={"de": AddressText(**text)})  # type: ignore[arg-type]
    (found,) = check_address(address)

    assert (found.code, found.severity, found.where) == (code, "warning", where)


@pytest.mark.parametrize("country", ["IT", "ES"])
def test_naples_and_navarre_are_no_placeholder(country: str) -> None:
    assert "address.placeholder" not in codes(Address.of(country, administrative_area="NA"))


@pytest.mark.parametrize(
    ("country", "city", "missing"),
    [("ES", "Madrid", False), ("ES", "Alcobendas", True), ("RU", "Москва", False)],
)
def test_a_city_that_is_called_as_its_area_names_both(
    country: str, city: str, missing: bool
) -> None:
    found = codes(Address.of(country, lines=["X 1"], locality=city, postal_code="1"))

    assert ("address.administrative_area.missing" in found) is missing


def test_a_courier_serves_no_post_office_box() -> None:
    address = Address.of("DE", lines=["Postfach 12"], postal_code="50667", locality="Köln")
    (found,) = check_address(address, courier=True)

    assert check_address(address) == []
    assert (found.code, found.severity) == ("address.post_box", "error")


def test_a_line_longer_than_the_target_is_named() -> None:
    address = Address.of("DE", lines=["x" * 36], postal_code="50667", locality="Köln")
    (found,) = check_address(address, line_length=35)

    assert (found.code, found.where) == ("address.too_long", "texts.und.lines[0]")


@pytest.mark.parametrize(
    ("area", "code"),
    [
        ("DE-BY", None),
        ("DE-XX", "address.administrative_area.unknown"),
        ("CN-11", "address.area.replaced"),
        ("IN-OR", "address.area.replaced"),
        ("FR-75", "address.area.replaced"),
    ],
)
def test_a_code_of_an_area_is_one_of_iso_3166_2(area: str, code: str | None) -> None:
    found = [c for c in codes(Address(area[:2], area=area)) if "missing" not in c]

    assert found == ([code] if code else [])


def test_a_region_is_not_the_province_that_addresses_name() -> None:
    found = codes(Address.of("ES", administrative_area="Andalucía"))

    assert "address.administrative_area.unknown" in found


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_code_of_a_finding_has_a_label(language: str) -> None:
    room = Path(check.__file__).parent
    pattern = re.compile(r'"(address\.[a-z_.]+[a-z])"')
    found = {c for file in room.glob("*.py") for c in pattern.findall(file.read_text("utf-8"))}

    assert len(found) > 15
    assert all(label(code, locale=language) for code in found)
