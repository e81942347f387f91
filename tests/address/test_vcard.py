"""A vCard has one ADR for each text, joined by ALTID, and is read back without loss."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from crmi18n.address import Address, AddressText, from_vcard, to_vcard
from crmi18n.address._packs import countries
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


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_two_texts_are_two_properties_of_one_address() -> None:
    first, second = unfolded(to_vcard(MARUNOUCHI).data["vcard"])

    assert first == (
        'ADR;ALTID=1;LANGUAGE=ja;CC=JP;LABEL="〒100-0005\\n東京都\\n千代田区丸の内1-9-1\\n'
        '山田 太郎 様":;;丸の内1-9-1;千代田区;東京都;100-0005;日本;;;;;;;;;;;'
    )
    assert second == (
        'ADR;ALTID=1;LANGUAGE=ja-Latn;CC=JP;LABEL="Taro Yamada\\n1-9-1 Marunouchi\\n'
        'Chiyoda-ku, Tokyo\\n100-0005":;;1-9-1 Marunouchi;Chiyoda-ku;Tokyo;100-0005;Japan;;;;'
        "1-9-1;Marunouchi;;;;;;"
    )


def test_lines_are_folded_at_75_octets_between_characters() -> None:
    for line in to_vcard(MARUNOUCHI).data["vcard"].split("\r\n"):
        assert len(line.encode()) <= 75


def test_names_belong_elsewhere_and_the_findings_say_so() -> None:
    assert [(f.code, f.where) for f in to_vcard(MARUNOUCHI).findings] == [
        ("address.not_carried", "texts.ja.recipient"),
        ("address.not_carried", "texts.ja-Latn.recipient"),
    ]


PARTS = st.text("aä丸;,\\\n:\"^' 1", max_size=12).map(lambda text: " ".join(text.split()))


@settings(max_examples=100, deadline=None)
@given(st.lists(PARTS, max_size=3), PARTS, PARTS, PARTS)
def test_signs_that_mean_something_in_a_vcard_survive(
    lines: list[str], district: str, city: str, code: str
) -> None:
    address = Address(
        "DE",
        postal_code=code,
        texts={
            "de": AddressText(lines=tuple(lines), dependent_locality=district, locality=city),
        },
    )

    assert from_vcard(to_vcard(address).data["vcard"]) == [address]


def test_every_country_is_carried_there_and_back() -> None:
    for country in countries():
        address = Address.of(
            country, lines=["Example 1", "Flat 2"], locality="Sampleton", postal_code="12"
        )

        assert from_vcard(to_vcard(address).data["vcard"]) == [address]


def test_the_cards_of_others_are_read() -> None:
    """The example of RFC 6350, 6.3.1, and a property group as Apple writes it."""
    text = (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:J. Doe\r\n"
        'ADR;GEO="geo:12.3457,78.910";LABEL="Mr. John Q. Public, Esq.\\nMail Drop: TNE QB\\n'
        '123 Main Street\\nAny Town, CA  91921-1234\\nU.S.A.":;;123 Main Street;Any Town;CA;'
        "91921-1234;U.S.A.\r\n"
        "item1.adr;type=WORK;ALTID=2:Box 7;;;Bern;;3011;Switzer\r\n land\r\n"
        "END:VCARD\r\n"
    )
    first, second = from_vcard(text)

    assert first == Address.of(
        "US",
        lines=["123 Main Street"],
        locality="Any Town",
        administrative_area="CA",
        postal_code="91921-1234",
    )
    assert second == Address.of("CH", lines=["Box 7"], locality="Bern", postal_code="3011")


def test_the_parts_of_rfc_9554_are_read_where_there_is_no_street() -> None:
    text = "ADR;CC=US:;;;Reston;VA;20190;USA;;5;2;1600;Sunrise Valley Dr;;;;;;"
    (address,) = from_vcard(text)

    assert address.texts["und"].lines == ("1600 Sunrise Valley Dr", "2", "5")


def test_a_finer_part_is_left_out_only_where_the_street_says_it() -> None:
    """A floor 2 is not in house number 12, nor in a house number 2 that stands beside it."""
    for street, number in (("Markt 12", "12"), ("Markt 2", "2")):
        text = f"ADR;CC=DE:;;{street};Bonn;;;;;;2;{number};Markt;;;;;;"
        assert from_vcard(text)[0].texts["und"].lines == (street, "2")

    text = "ADR;CC=DE:;;Markt 12\\, 2. Stock;Bonn;;;;;;2. Stock;12;Markt;;;;;;"
    assert from_vcard(text)[0].texts["und"].lines == ("Markt 12, 2. Stock",)


def test_one_place_in_two_languages_is_one_address() -> None:
    text = (
        "ADR;ALTID=1;CC=CH;LANGUAGE=de:;;Markt 1;Freiburg;;1700;\n"
        "ADR;ALTID=1;CC=CH;LANGUAGE=fr:;;Marché 1;Fribourg;FR;CH-1700;"
    )
    (address,) = from_vcard(text.replace("CH-1700", "1700"))

    assert address.postal_code == "1700"
    assert address.area == "CH-FR"
    assert [text.locality for _, text in address.versions] == ["Freiburg", "Fribourg"]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param("CC=DE;LANGUAGE=de:;;Markt 2;Bonn;;53111;", id="a language twice"),
        pytest.param("CC=DE;LANGUAGE=fr:;;Markt 2;Bonn;;53113;", id="two postal codes"),
        pytest.param("CC=AT;LANGUAGE=fr:;;Markt 2;Bonn;;53111;", id="two countries"),
    ],
)
def test_two_places_of_one_altid_are_refused(second: str) -> None:
    first = "ADR;ALTID=1;CC=DE;LANGUAGE=de:;;Markt 1;Bonn;;53111;"
    with pytest.raises(ParseError) as caught:
        from_vcard(f"{first}\nADR;ALTID=1;{second}")

    assert caught.value.reason == "ambiguous"


@pytest.mark.parametrize("altid", ["", "1;X=y", "1:\r\nNOTE", "\ud800"], ids=ascii)
def test_an_altid_cannot_end_its_property(altid: str) -> None:
    with pytest.raises(ParseError, match="ALTID"):
        to_vcard(MARUNOUCHI, altid=altid)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        pytest.param("BEGIN:VCARD\r\nEND:VCARD", ParseError, id="no address"),
        pytest.param('ADR;LABEL="open:;;x', ParseError, id="an open quote"),
        pytest.param("ADR:;;x;y;;;Atlantis", UnknownCountryError, id="no country"),
        pytest.param("ADR:;;x;y;;;", UnknownCountryError, id="none named"),
        pytest.param("ADR:" + ";" * 200_000, ParseError, id="200 kB"),
        pytest.param(b"ADR:", TypeError, id="bytes"),
    ],
)
def test_what_is_no_address_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        from_vcard(text)


@pytest.mark.parametrize(
    ("label", "country", "parts"),
    [
        (
            r"Muster GmbH\nHauptstraße 5\n50667 Köln",
            "DE",
            ("Muster GmbH", "Hauptstraße 5", "50667", "Köln"),
        ),
        ("500 Congress Ave^nAustin, TX 78701", "US", ("", "500 Congress Ave", "78701", "Austin")),
        (r"^'^^ Hof\n3011 Bern", "CH", ("", '"^ Hof', "3011", "Bern")),
    ],
    ids=["line breaks of RFC 6350", "line breaks of RFC 6868", "escapes of RFC 6868"],
)
def test_a_label_alone_is_read(label: str, country: str, parts: tuple[str, ...]) -> None:
    (found,) = from_vcard(f'ADR;CC={country};LABEL="{label}":;;;;;;')

    text = found.texts["und"]
    assert (text.organization, *text.lines, found.postal_code, text.locality) == parts
    assert found.country == country
