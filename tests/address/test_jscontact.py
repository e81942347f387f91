"""A JSContact card has the place's own text, and a patch for each further language."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crmi18n.address import Address, AddressText, Export, from_jscontact, to_jscontact
from crmi18n.address._packs import countries
from crmi18n.errors import ParseError, UnknownCountryError

MARUNOUCHI = Address(
    "JP",
    area="JP-13",
    postal_code="100-0005",
    texts={
        "ja": AddressText("", "", ("丸の内1-9-1", "2F"), "", "千代田区", "東京都"),
        "ja-Latn": AddressText("", "", ("1-9-1 Marunouchi", "2F"), "", "Chiyoda-ku", "Tokyo"),
    },
)


def test_the_components_have_the_kinds_of_rfc_9553() -> None:
    card = to_jscontact(MARUNOUCHI).data

    assert card["language"] == "ja"
    assert card["localizations"]["ja-Latn"]["addresses/a1"] == {
        "@type": "Address",
        "components": [
            {"kind": "number", "value": "1-9-1"},
            {"kind": "name", "value": "Marunouchi"},
            {"kind": "separator", "value": "\n"},
            {"kind": "name", "value": "2F"},
            {"kind": "locality", "value": "Chiyoda-ku"},
            {"kind": "region", "value": "Tokyo"},
            {"kind": "postcode", "value": "100-0005"},
        ],
        "countryCode": "jp",
        "full": "1-9-1 Marunouchi\n2F\nChiyoda-ku, Tokyo\n100-0005",
    }


def test_a_card_is_plain_json_and_comes_back_whole() -> None:
    export = to_jscontact(MARUNOUCHI)

    assert from_jscontact(json.loads(json.dumps(export.data))) == MARUNOUCHI
    assert export.findings == ()
    assert Export.from_dict(json.loads(json.dumps(export.to_dict()))) == export


def test_every_country_is_carried_there_and_back() -> None:
    for country in countries():
        address = Address.of(
            country,
            lang="en",
            lines=["12 Example Street", "PO Box 7", "Flat 2"],
            dependent_locality="Suburbia",
            locality="Paris",
            sorting_code="CEDEX 02",
            postal_code="12",
        )

        assert from_jscontact(to_jscontact(address).data) == address


def test_the_card_of_another_is_read() -> None:
    """After the example of RFC 9553, 2.5.1."""
    card = {
        "@type": "Card",
        "version": "1.0",
        "addresses": {
            "k23": {
                "contexts": {"work": True},
                "components": [
                    {"kind": "number", "value": "54321"},
                    {"kind": "separator", "value": " "},
                    {"kind": "name", "value": "Oak St"},
                    {"kind": "locality", "value": "Reston"},
                    {"kind": "region", "value": "VA"},
                    {"kind": "separator", "value": " "},
                    {"kind": "postcode", "value": "20190"},
                    {"kind": "country", "value": "USA"},
                ],
                "countryCode": "US",
                "defaultSeparator": ", ",
                "isOrdered": True,
            }
        },
    }

    assert from_jscontact(card) == Address.of(
        "US",
        lines=["54321 Oak St"],
        locality="Reston",
        administrative_area="VA",
        postal_code="20190",
    )


TOKYO = {"countryCode": "JP", "components": [{"kind": "locality", "value": "東京"}]}


@pytest.mark.parametrize(
    ("patch", "locality"),
    [
        ({"addresses/a/components": [{"kind": "locality", "value": "Tokyo"}]}, "Tokyo"),
        ({"addresses/a/components/0/value": "Tokyo"}, "Tokyo"),
        ({"addresses": {"a": {"components": [{"kind": "locality", "value": "Tokyo"}]}}}, "Tokyo"),
        ({"addresses/a/components/0/kind": "district"}, ""),
        ({"name/full": "Taro"}, None),
        ({"addresses/a": None}, None),
    ],
    ids=["components", "one value", "all addresses", "a kind", "no address", "away"],
)
def test_a_patch_may_reach_into_the_address(patch: dict[str, Any], locality: str | None) -> None:
    """RFC 9553, 1.4.4: a patch names members of objects and of arrays."""
    card = {"language": "ja", "addresses": {"a": TOKYO}, "localizations": {"en": patch}}
    texts = from_jscontact(card).texts

    assert texts["ja"].locality == "東京"
    assert [text.locality for lang, text in texts.items() if lang == "en"] == (
        [] if locality is None else [locality]
    )
    assert card["addresses"] == {"a": TOKYO}


def test_an_address_without_components_is_its_full_text() -> None:
    card = {"addresses": {"a": {"countryCode": "DE", "full": "Markt 5\n50667 Köln"}}}

    assert from_jscontact(card).texts["und"].lines == ("Markt 5", "50667 Köln")


def test_a_kind_of_others_stays_in_the_lines() -> None:
    components = [{"kind": "example.com:gate", "value": "Tor 3"}]
    card = {"addresses": {"a": {"countryCode": "DE", "components": components}}}

    assert from_jscontact(card).texts["und"].lines == ("Tor 3",)


@pytest.mark.parametrize(
    ("card", "error"),
    [
        ({}, ParseError),
        ({"addresses": {"a": {}, "b": {}}}, ParseError),
        ({"addresses": {"a": {"components": []}}}, UnknownCountryError),
        ([], TypeError),
        ({"addresses": {"a": TOKYO}, "localizations": {"en": None}}, TypeError),
        ({"addresses": {"a": TOKYO}, "localizations": {"en": {"addresses": 5}}}, TypeError),
        ({"addresses": {"a": TOKYO}, "localizations": {"en": {"addresses/b/x": 5}}}, ParseError),
        (
            {"addresses": {"a": TOKYO}, "localizations": {"en": {"addresses/a/components/1": {}}}},
            ParseError,
        ),
    ],
    ids=[
        "no address",
        "two, and none is asked for",
        "no country",
        "no card",
        "no patch",
        "a patch of no object",
        "a patch of another address",
        "a patch of no component",
    ],
)
def test_what_is_no_card_is_refused(card: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        from_jscontact(card)
