"""Linked data have one text of an address, say what they leave out, and are read back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crmi18n.address import Address, AddressText, from_schema_org, to_schema_org
from crmi18n.address._packs import countries
from crmi18n.errors import ParseError, UnknownCountryError


def test_a_place_is_described_in_the_terms_of_schema_org() -> None:
    address = Address.of(
        "BR",
        lang="pt",
        recipient="Maria Souza",
        lines=["Av. Paulista, 1000", "Caixa Postal 9"],
        dependent_locality="Bela Vista",
        locality="São Paulo",
        administrative_area="SP",
        postal_code="01310-100",
    )

    assert to_schema_org(address).data == {
        "@context": "https://schema.org",
        "@type": "PostalAddress",
        "name": "Maria Souza",
        "streetAddress": "Av. Paulista, 1000",
        "postOfficeBoxNumber": "Caixa Postal 9",
        "extendedAddress": "Bela Vista",
        "addressLocality": "São Paulo",
        "addressRegion": "SP",
        "postalCode": "01310-100",
        "addressCountry": "BR",
    }


def test_the_other_text_is_named_as_left_out() -> None:
    address = Address(
        "JP",
        texts={
            "ja": AddressText(lines=("丸の内1-9-1",), dependent_locality="丸の内"),
            "ja-Latn": AddressText(lines=("1-9-1 Marunouchi",)),
        },
    )
    export = to_schema_org(address, version="latin")

    assert export.data["streetAddress"] == "1-9-1 Marunouchi"
    assert [(f.code, f.severity, f.where) for f in export.findings] == [
        ("address.not_carried", "warning", "texts.ja.dependent_locality"),
        ("address.not_carried", "info", "texts.ja"),
    ]


def test_every_country_is_carried_there_and_back() -> None:
    for country in countries():
        address = Address.of(
            country,
            recipient="Jane Doe",
            organization="Acme",
            lines=["12 Example Street", "Flat 2"],
            dependent_locality="Suburbia",
            locality="Paris",
            sorting_code="CEDEX 02",
            postal_code="12",
        )

        assert from_schema_org(json.loads(json.dumps(to_schema_org(address).data))) == address


def test_an_organization_alone_is_named_since_it_is_read_as_a_person() -> None:
    found = to_schema_org(Address.of("DE", organization="Acme", locality="Bonn")).findings

    assert [(f.code, f.where, f.value) for f in found] == [
        ("address.not_carried", "texts.und.organization", "Acme")
    ]
    assert to_schema_org(Address.of("DE", recipient="Jane", organization="Acme")).findings == ()


@pytest.mark.parametrize(
    ("box", "line"), [("7", "PO Box 7"), ("Caixa Postal 9", "Caixa Postal 9")]
)
def test_a_post_office_box_is_called_one(box: str, line: str) -> None:
    data = {"@type": "PostalAddress", "addressCountry": "BR", "postOfficeBoxNumber": box}

    assert from_schema_org(data).texts["und"].lines == (line,)


@pytest.mark.parametrize(
    "country", ["US", "USA", "United States", {"@type": "Country", "name": "USA"}]
)
def test_a_country_is_a_code_a_name_or_a_country(country: Any) -> None:
    found = from_schema_org({"@type": "PostalAddress", "addressCountry": country})

    assert found.country == "US"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"@type": "Place"}, ParseError),
        ({"@type": "PostalAddress"}, UnknownCountryError),
        ({"@type": "PostalAddress", "addressCountry": "Korea"}, UnknownCountryError),
        ("Köln", TypeError),
    ],
)
def test_what_is_no_address_is_refused(data: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        from_schema_org(data)
