"""A payment's address has its elements in the schema's order and lengths; nothing is cut."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st

from crmi18n.address import (
    Address,
    AddressText,
    check_address,
    from_iso20022,
    to_iso20022,
)
from crmi18n.address._packs import countries
from crmi18n.address.country import country as rules_of
from crmi18n.errors import ParseError, UnknownCountryError

MARUNOUCHI = Address(
    "JP",
    area="JP-13",
    postal_code="100-0005",
    texts={
        "ja": AddressText("山田 太郎 様", "", ("丸の内1-9-1",), "", "千代田区", "東京都"),
        "ja-Latn": AddressText(
            "Taro Yamada", "", ("1-9-1 Marunouchi",), "", "Chiyoda-ku", "Tokyo"
        ),
    },
)


def de(*lines: str, locality: str = "Köln", **more: str) -> Address:
    return Address.of("DE", lang="de", lines=lines, postal_code="50667", locality=locality, **more)


def codes(address: Address, **options: Any) -> list[tuple[str, str]]:
    return [(f.code, f.severity) for f in to_iso20022(address, **options).findings]


def test_the_latin_text_is_used_in_the_order_of_the_schema() -> None:
    data = to_iso20022(MARUNOUCHI).data

    assert list(data.items()) == [
        ("StrtNm", "Marunouchi"),
        ("BldgNb", "1-9-1"),
        ("PstCd", "100-0005"),
        ("TwnNm", "Chiyoda-ku"),
        ("CtrySubDvsn", "Tokyo"),
        ("Ctry", "JP"),
    ]


def test_german_letters_are_written_as_germans_write_them() -> None:
    export = to_iso20022(de("Hauptstraße 5"))

    assert export.data["StrtNm"] == "Hauptstrasse"
    assert export.data["TwnNm"] == "Koeln"
    assert {(f.code, f.where, f.value) for f in export.findings} == {
        ("address.romanised", "StrtNm", "Hauptstraße"),
        ("address.romanised", "TwnNm", "Köln"),
    }
    assert to_iso20022(de("Hauptstraße 5"), charset="unicode").data["TwnNm"] == "Köln"


def test_lines_go_where_they_say_they_belong() -> None:
    export = to_iso20022(
        de("c/o Weber", "Hauptstrasse 5", "3. Stock", "Zimmer 12", "Postfach 77", locality="Bonn")
    )

    assert export.data == {
        "CareOf": "Weber",
        "StrtNm": "Hauptstrasse",
        "BldgNb": "5",
        "Flr": "3. Stock",
        "PstBx": "77",
        "Room": "Zimmer 12",
        "PstCd": "50667",
        "TwnNm": "Bonn",
        "Ctry": "DE",
    }
    assert export.findings == ()
    assert export.complete


def test_a_line_without_a_place_is_named_and_the_hybrid_form_carries_it() -> None:
    address = de("Hauptstrasse 5", "Hinterhaus", "links", "klingeln bei Meier", locality="Bonn")
    structured = to_iso20022(address)
    hybrid = to_iso20022(address, mode="hybrid")

    assert [(f.code, f.value) for f in structured.findings] == [
        ("address.not_carried", "links"),
        ("address.not_carried", "klingeln bei Meier"),
    ]
    assert not structured.complete
    assert hybrid.data["AdrLine"] == list(address.texts["de"].lines)
    assert [(f.code, f.where) for f in hybrid.findings] == [("address.too_long", "AdrLine")]


@pytest.mark.parametrize(
    ("lines", "data", "left"),
    [
        pytest.param(
            ("Markt 5, Hinterhof",),
            {"StrtNm": "Markt", "BldgNb": "5", "BldgNm": "Hinterhof"},
            [],
            id="a building behind the number",
        ),
        pytest.param(("Postfach 7", "Postfach 8"), {"PstBx": "7"}, ["Postfach 8"], id="two boxes"),
        pytest.param(
            ("c/o Weber", "c/o Meier", "Markt 5"),
            {"CareOf": "Weber", "StrtNm": "Markt", "BldgNb": "5"},
            ["c/o Meier"],
            id="two who take it in",
        ),
        pytest.param(
            ("Postfach 7", "Markt 5, Postfach 8"),
            {"PstBx": "7"},
            ["Markt 5, Postfach 8"],
            id="a second box behind the number",
        ),
    ],
)
def test_every_line_is_in_its_element_or_in_a_finding(
    lines: tuple[str, ...], data: dict[str, str], left: list[str]
) -> None:
    export = to_iso20022(de(*lines, locality="Bonn"))

    assert export.data == data | {"PstCd": "50667", "TwnNm": "Bonn", "Ctry": "DE"}
    assert [f.value for f in export.findings] == left


def test_the_older_version_has_no_element_for_who_takes_it_in() -> None:
    export = to_iso20022(de("c/o Weber", "Markt 5", locality="Bonn"), variant=24)

    assert export.data["StrtNm"] == "Markt"
    assert [(f.code, f.value) for f in export.findings] == [("address.not_carried", "c/o Weber")]


def test_what_only_another_text_says_is_named() -> None:
    address = Address(
        "JP",
        texts={
            "ja": AddressText(lines=("丸の内1-9-1",), locality="千代田区"),
            "ja-Latn": AddressText(locality="Chiyoda-ku"),
        },
    )

    assert [(f.code, f.where, f.value) for f in to_iso20022(address).findings] == [
        ("address.not_carried", "texts.ja.lines", "丸の内1-9-1"),
        ("address.not_carried", "texts.ja", "ja"),
    ]


@pytest.mark.parametrize(("count", "severity"), [(2, None), (3, "warning"), (8, "error")])
def test_the_schema_has_seven_lines_and_payments_abroad_two(
    count: int, severity: str | None
) -> None:
    address = de(*("Markt" for _ in range(count)), locality="Bonn")

    assert [found for _, found in codes(address, mode="hybrid")] == [severity] * (count > 2)


def test_a_hybrid_line_does_not_repeat_an_element() -> None:
    address = de("Koelner Strasse 5", "Bonn Zentrum", locality="Bonn")
    found = to_iso20022(address, mode="hybrid").findings

    assert [(f.code, f.where, f.value) for f in found] == [("address.repeated", "TwnNm", "Bonn")]
    assert to_iso20022(de("Bonner Strasse 5", locality="Bonn"), mode="hybrid").findings == ()


@pytest.mark.parametrize(
    ("variant", "length", "error"),
    [(24, 35, False), (24, 36, True), (27, 140, False), (27, 141, True)],
)
def test_what_is_too_long_is_an_error_and_stays_whole(
    variant: Any, length: int, error: bool
) -> None:
    export = to_iso20022(de("Markt 1", locality="x" * length), variant=variant)

    assert export.data["TwnNm"] == "x" * length
    assert [f.code for f in export.findings] == ["address.too_long"] * error


LINES = ["Calle Mayor 1, 3º B", "Gran Vía 5", "3. Stock", "Zimmer 12", "Hinterhaus", "Flat 2, x"]


@given(
    st.lists(st.sampled_from(LINES), max_size=5),
    st.sampled_from(["DE", "ES", "US"]),
    st.sampled_from(["structured", "hybrid"]),
)
def test_every_word_of_the_lines_is_carried_or_named(
    lines: list[str], country: str, mode: Any
) -> None:
    address = Address.of(country, lines=lines, locality="Bonn")
    export = to_iso20022(address, mode=mode, charset="unicode")
    said = f"{export.data} {[f.value for f in export.findings]}"

    for line in lines:
        assert all(word in said for word in line.replace(",", "").split())


def test_a_town_is_there_where_addresses_have_none() -> None:
    for country, town in (("SG", "Singapore"), ("GI", "Gibraltar"), ("HK", "Hong Kong")):
        assert to_iso20022(Address.of(country, lines=["1 Main St"])).data["TwnNm"] == town
    assert to_iso20022(Address.of("AE", administrative_area="Dubai")).data["TwnNm"] == "Dubai"
    assert codes(Address.of("DE")) == [("address.locality.missing", "error")]


def test_the_cedex_stays_with_the_town_and_comes_back() -> None:
    address = Address.of(
        "FR", lines=["12 rue X"], postal_code="75002", locality="Paris", sorting_code="CEDEX 02"
    )
    data = to_iso20022(address).data

    assert data["TwnNm"] == "Paris CEDEX 02"
    assert from_iso20022(data) == address


def test_letters_beyond_the_set_are_an_error() -> None:
    address = Address.of("JP", lang="ja", lines=["丸の内1-9-1"], locality="千代田区")
    found = [f for f in to_iso20022(address).findings if f.severity == "error"]

    assert {f.code for f in found} == {"address.characters"}
    assert {f.where for f in found} == {"StrtNm", "TwnNm"} or {f.where for f in found} == {
        "StrtNm",
        "BldgNb",
        "TwnNm",
    }


def test_the_party_keeps_its_name() -> None:
    found = to_iso20022(MARUNOUCHI).findings

    assert [(f.code, f.severity, f.value) for f in found] == [
        ("address.not_carried", "info", "ja"),
        ("address.not_carried", "info", "Taro Yamada"),
    ]


@pytest.mark.parametrize("mode", ["structured", "hybrid"])
@pytest.mark.parametrize("variant", [24, 27])
def test_every_country_is_carried_there_and_back(mode: Any, variant: Any) -> None:
    for country in countries():
        rules = rules_of(country)
        area = rules.areas[0] if rules.areas else None
        address = Address(
            country,
            area=area.code or None if area else None,
            postal_code=next(iter(rules.examples), ""),
            texts={
                "und": AddressText(
                    lines=("Example Street 12",),
                    dependent_locality="Suburbia",
                    locality="Sampleton",
                    administrative_area=area.latin if area else "",
                )
            },
        )
        export = to_iso20022(address, variant=variant, mode=mode, charset="unicode")
        again = from_iso20022(export.data)

        assert not any(f.severity == "error" for f in export.findings)
        assert export.data["Ctry"] == country
        assert again.postal_code == address.postal_code
        assert again.area == address.area
        assert again.texts["und"].locality == "Sampleton"
        assert again.texts["und"].dependent_locality == "Suburbia"
        assert sorted(" ".join(again.texts["und"].lines).split()) == ["12", "Example", "Street"]
        assert "address.postal_code.form" not in {f.code for f in check_address(again)}


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"TwnNm": "Köln"}, UnknownCountryError),
        ({"TwnNm": "Köln", "Ctry": "XX"}, UnknownCountryError),
        ({"Town": "Köln", "Ctry": "DE"}, ParseError),
        ({"TwnNm": 5, "Ctry": "DE"}, TypeError),
        ("Köln", TypeError),
    ],
)
def test_what_is_no_element_is_refused(data: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        from_iso20022(data)


@pytest.mark.parametrize("option", [{"variant": 25}, {"mode": "free"}, {"charset": "latin1"}])
def test_what_is_no_option_is_refused(option: dict[str, Any]) -> None:
    with pytest.raises(ParseError):
        to_iso20022(MARUNOUCHI, **option)
