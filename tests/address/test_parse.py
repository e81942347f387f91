"""Legacy text is read by the country's own lines, with a confidence, and nothing of it is lost."""

from __future__ import annotations

import json
import pickle
import re

import pytest
from hypothesis import given, settings, strategies as st

from crmi18n.address import (
    Address,
    AddressText,
    ParsedAddress,
    find_country,
    format_address,
    parse_address,
)
from crmi18n.address._packs import countries
from crmi18n.address.country import country as rules_of
from crmi18n.address.words import key
from crmi18n.errors import CrmI18nError, ParseError, UnknownCountryError

TEXTS = [
    ("DE", "Muster GmbH|Frau Dr. Erika Müller|Invalidenstraße 1|10115 Berlin|DEUTSCHLAND",
     "O=Muster GmbH; N=Frau Dr. Erika Müller; A=Invalidenstraße 1; Z=10115; C=Berlin"),
    ("DE", "Hauptstr. 5, 50667 Köln", "A=Hauptstr. 5; Z=50667; C=Köln"),
    ("DE", "Köln 50667", "C=Köln; Z=50667"),
    ("AT", "Kärntner Straße 1/5|A-1010 Wien", "A=Kärntner Straße 1/5; Z=1010; C=Wien"),
    ("CH", "Postfach 12, CH-3011 Bern, Schweiz", "A=Postfach 12; Z=3011; C=Bern"),
    ("FR", "M. Jean Dupont|12 rue de la Paix|75002 PARIS CEDEX 02",
     "N=M. Jean Dupont; A=12 rue de la Paix; Z=75002; C=PARIS; X=CEDEX 02"),
    ("GB", "Ms J Smith|10 Downing Street|London|sw1a2aa",
     "N=Ms J Smith; A=10 Downing Street; C=London; Z=SW1A 2AA"),
    ("GB", "10 Downing Street, London SW1A 2AA", "A=10 Downing Street; C=London; Z=SW1A 2AA"),
    ("GB", "Flat 2|10 High Street|Headington|Oxford|OX3 7AA",
     "A=Flat 2|10 High Street|Headington; C=Oxford; Z=OX3 7AA"),
    ("GB", "Acme Ltd|10 High Street|Guildford|Surrey|GU1 3AA|United Kingdom",
     "O=Acme Ltd; A=10 High Street; C=Guildford; S=Surrey; Z=GU1 3AA; area=GB-SRY"),
    ("IE", "1 Main St, Dublin 2, D02 X285", "A=1 Main St; C=Dublin 2; Z=D02 X285"),
    ("CZ", "Václavské náměstí 1|110 00 Praha 1",
     "A=Václavské náměstí 1; Z=110 00; C=Praha 1"),
    ("NL", "J. van den Berg|Damrak 1|1012 lg  Amsterdam",
     "N=J. van den Berg; A=Damrak 1; Z=1012 LG; C=Amsterdam"),
    ("IT", "Mario Rossi|Via Roma 1|20121 Milano (MI)",
     "N=Mario Rossi; A=Via Roma 1; Z=20121; C=Milano; S=MI; area=IT-MI"),
    ("ES", "Calle Mayor 1, 3º B|28013 Madrid",
     "A=Calle Mayor 1, 3º B; Z=28013; C=Madrid; area=ES-M"),
    ("HU", "Kovács János|Budapest|Andrássy út 60|1062",
     "N=Kovács János; C=Budapest; A=Andrássy út 60; Z=1062"),
    ("RU", "ул. Тверская, д. 1|Москва|125009",
     "A=ул. Тверская, д. 1; C=Москва; Z=125009; area=RU-MOW"),
    ("RU", "125009, г. Москва, ул. Тверская, д. 1",
     "Z=125009; C=г. Москва; A=ул. Тверская, д. 1; area=RU-MOW"),
    ("US", "Washington, D.C. 20500", "C=Washington; S=D.C.; Z=20500; area=US-DC"),
    ("US", "Jane Doe|Acme Inc.|500 Congress Ave|Suite 5|Austin, TX 78701",
     "N=Jane Doe; O=Acme Inc.; A=500 Congress Ave|Suite 5; C=Austin; S=TX; Z=78701; area=US-TX"),
    ("US", "500 Congress Ave, Suite 5, Austin, Texas 78701-1234, USA",
     "A=500 Congress Ave|Suite 5; C=Austin; S=Texas; Z=78701-1234; area=US-TX"),
    ("US", "1 Main St|Santa Fe, New Mexico 87501",
     "A=1 Main St; C=Santa Fe; S=New Mexico; Z=87501; area=US-NM"),
    ("US", "10001 Broadway|New York NY 10001",
     "A=10001 Broadway; C=New York; S=NY; Z=10001; area=US-NY"),
    ("CA", "12 rue Saint-Paul O|Montréal QC H2Y 1Y9",
     "A=12 rue Saint-Paul O; C=Montréal; S=QC; Z=H2Y 1Y9; area=CA-QC"),
    ("MX", "Av. Reforma 1|Juárez|06600 Cuauhtémoc, CDMX",
     "A=Av. Reforma 1; D=Juárez; Z=06600; C=Cuauhtémoc; S=CDMX; area=MX-CMX"),
    ("BR", "Maria Souza|Av. Paulista, 1000|Bela Vista|São Paulo - SP|01310-100",
     ("N=Maria Souza; A=Av. Paulista, 1000; D=Bela Vista; C=São Paulo; S=SP; Z=01310-100;"
     " area=BR-SP")),
    ("BR", "Av. Paulista, 1000, São Paulo - SP, 01310-100",
     "A=Av. Paulista, 1000; C=São Paulo; S=SP; Z=01310-100; area=BR-SP"),
    ("AU", "1 George St, Sydney NSW 2000", "A=1 George St; C=Sydney; S=NSW; Z=2000; area=AU-NSW"),
    ("IN", "R. Kumar|1 MG Road|Bengaluru 560 001|Karnataka",
     "N=R. Kumar; A=1 MG Road; C=Bengaluru; Z=560001; S=Karnataka; area=IN-KA"),
    ("SG", "1 Raffles Place #20-01|SINGAPORE 048616", "A=1 Raffles Place #20-01; Z=048616"),
    ("AE", "Ahmed Ali|P.O. Box 123|Dubai|UAE",
     "N=Ahmed Ali; A=P.O. Box 123; S=Dubai; area=AE-DU"),
    ("LU", "Rue du Fossé 1|L-1111 Luxembourg|Luxembourg",
     "A=Rue du Fossé 1; Z=1111; C=Luxembourg"),
    ("CI", "08 12 Avenue Chardy Abidjan 08", "A=12 Avenue Chardy; C=Abidjan; X=08"),
    ("JP", "〒100-0005|東京都千代田区丸の内1-9-1|株式会社サンプル|山田 太郎 様",
     ("Z=100-0005; S=東京都; C=千代田区; A=丸の内1-9-1; O=株式会社サンプル; N=山田 太郎 様;"
     " area=JP-13")),
    ("JP", "〒530-0001 大阪府大阪市北区梅田1-1",
     "Z=530-0001; S=大阪府; C=大阪市北区; A=梅田1-1; area=JP-27"),
    ("JP", "三重県四日市市諏訪町1-5|510-8601",
     "S=三重県; C=四日市市; A=諏訪町1-5; Z=510-8601; area=JP-24"),
    ("JP", "Mr Taro Yamada|Sample K.K.|1-9-1 Marunouchi|Chiyoda-ku, Tokyo|100-0005|JAPAN",
     ("N=Mr Taro Yamada; O=Sample K.K.; A=1-9-1 Marunouchi; C=Chiyoda-ku; S=Tokyo; Z=100-0005;"
     " area=JP-13")),
    ("CN", "广东省深圳市南山区科技路1号|示例有限公司|518000",
     "S=广东省; C=深圳市; D=南山区; A=科技路1号; O=示例有限公司; Z=518000; area=CN-GD"),
    ("CN", "518000 广东省深圳市南山区科技路1号",
     "Z=518000; S=广东省; C=深圳市; D=南山区; A=科技路1号; area=CN-GD"),
    ("TW", "100 台北市中正區忠孝東路一段5號",
     "Z=100; S=台北市; C=中正區; A=忠孝東路一段5號; area=TW-TPE"),
    ("KR", "서울특별시 중구 세종대로 110, 04524",
     "S=서울특별시; C=중구; A=세종대로 110; Z=04524; area=KR-11"),
    ("HK", "香港島中環皇后大道中1號|陳大文", "S=香港島; A=中環皇后大道中1號; N=陳大文"),
]  # fmt: skip


def told(parsed: ParsedAddress) -> dict[str, str]:
    address = parsed.address
    (text,) = address.texts.values()
    found = {
        "N": text.recipient,
        "O": text.organization,
        "A": "|".join(text.lines),
        "D": text.dependent_locality,
        "C": text.locality,
        "S": text.administrative_area,
        "Z": address.postal_code,
        "X": address.sorting_code,
        "area": address.area or "",
    }
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize(("country", "text", "parts"), TEXTS, ids=[row[1] for row in TEXTS])
def test_a_text_is_taken_apart(country: str, text: str, parts: str) -> None:
    lines = text.split("|")
    parsed = parse_address(lines if len(lines) > 1 else text, country=country)
    expected = dict(part.split("=", 1) for part in parts.split("; "))

    assert told(parsed) == expected
    assert parsed.source == tuple(lines)


def test_the_form_of_the_country_makes_sure_and_a_mere_place_does_not() -> None:
    sure = parse_address(["Hauptstraße 5", "50667 Köln"], country="DE")
    guessed = parse_address(["An der Kirche", "Köln"], country="DE")

    assert sure.confidence == 0.9
    assert guessed.confidence < 0.7
    assert [f.code for f in guessed.findings] == ["address.postal_code.missing"]
    assert dict(sure.parts)["postal_code"] == 1.0


def test_a_result_survives_pickle_and_json() -> None:
    parsed = parse_address(["Hauptstraße 5", "50667 Köln"], country="DE", lang="de")

    assert pickle.loads(pickle.dumps(parsed)) == parsed  # noqa: S301
    assert ParsedAddress.from_dict(json.loads(json.dumps(parsed.to_dict()))) == parsed


def place(country: str, *, latin: bool) -> tuple[str, str]:
    """Return a street and a city: invented, but Japan's must be told from a street."""
    if latin:
        return "Example Street 12", "Sampleton"
    return "丸の内12", "千代田区" if country == "JP" else "甲乙"


@pytest.mark.parametrize("latin", [True, False], ids=["latin", "local"])
def test_every_area_of_every_country_survives_printing_and_reading(latin: bool) -> None:
    whole = set()
    for country in countries():
        rules = rules_of(country)
        layout = rules.layout(latin=latin, domestic=True)
        if not latin and rules.local is rules.latin:
            continue
        street, city = place(country, latin=latin)
        for area in rules.areas or (None,):
            name = area.written(next(iter(area.names)), latin=latin) if area else ""
            code = next((e for e in rules.examples if not area or area.fits(e)), "")
            address = Address(
                country,
                area=(area.code or None) if area else None,
                postal_code=code if "Z" in layout.fields else "",
                texts={
                    "und": AddressText(
                        lines=(street,),
                        locality=city if "C" in layout.fields else "",
                        administrative_area=name if "S" in layout.fields else "",
                    )
                },
            )
            label = format_address(address, origin=country, version="latin" if latin else "local")
            read = parse_address(label.lines, country=country).address
            (before,), (after,) = address.texts.values(), read.texts.values()

            assert read.postal_code == address.postal_code, label
            assert read.area == address.area or "S" not in layout.fields, label
            assert (after.lines, after.locality) == (before.lines, before.locality), label
            assert after.recipient == after.organization == "", label
        whole.add(country)

    assert len(whole) >= (250 if latin else 10)


WORDS = ["Alfa", "12", "Bravo GmbH", "50667", "Köln", "TX", "〒", "東京都", "-", "SW1A 2AA", "Ort"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), min_size=1, max_size=8),
    st.sampled_from(["DE", "US", "GB", "JP", "CN", "FR", "BR", "HU", "CI", "GN", "SG", "IR"]),
)
def test_no_word_is_lost(rows: list[list[str]], country: str) -> None:
    lines = [" ".join(row) for row in rows]
    parsed = parse_address(lines, country=country)
    kept = key(" ".join(told(parsed).values())).replace(" ", "")

    for word in key(" ".join(lines)).split():
        assert word in kept, (word, parsed)


@pytest.mark.parametrize("count", [2, 3, 20])
def test_lines_of_signs_are_kept(count: int) -> None:
    """In Japan, Guinea and Ivory Coast the street has no row of its own to take them."""
    for country in countries():
        text = parse_address([";"] * count, country=country).address.texts["und"]

        said = (text.recipient, text.organization, text.dependent_locality, text.locality)
        assert "".join((*said, *text.lines)) == ";" * count, country


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=8), st.sampled_from(sorted(countries())))
def test_any_text_is_read_or_refused_with_an_error_of_ours(lines: list[str], country: str) -> None:
    try:
        parsed = parse_address(lines, country=country)
    except CrmI18nError:
        return

    assert parsed.source == tuple(lines)


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        pytest.param("a" * 200_000, ParseError, id="a line of 200 kB"),
        pytest.param("1 a, " * 40_000, ParseError, id="many commas"),
        pytest.param(["x"] * 10_000, ParseError, id="10,000 lines"),
        pytest.param("x\n" * 9_000, ParseError, id="9,000 line breaks"),
        pytest.param("", ParseError, id="nothing"),
        pytest.param([" ", "\t"], ParseError, id="blanks"),
        pytest.param(["\ud800"], ParseError, id="half a character"),
        pytest.param([1], TypeError, id="a number"),
        pytest.param(1, TypeError, id="no text"),
    ],
)
def test_what_is_no_address_is_refused(lines: list[str], error: type[Exception]) -> None:
    with pytest.raises(error):
        parse_address(lines, country="DE")


def test_the_country_is_never_guessed() -> None:
    with pytest.raises(UnknownCountryError):
        parse_address("Hauptstraße 5, 50667 Köln", country="XX")


def test_hidden_marks_stay_for_the_check_to_find() -> None:
    parsed = parse_address(["\u202eHauptstraße 5", "50667 Köln\x00"], country="DE")

    assert parsed.address.postal_code == "50667"
    assert not re.search("\x00", repr(parsed.address))


@pytest.mark.parametrize("line", ["GERMANY", "Deutschland", "ドイツ / GERMANY", "Allemagne"])
def test_the_country_line_is_not_a_part_of_the_address(line: str) -> None:
    parsed = parse_address(["Hauptstraße 5", "50667 Köln", line], country="DE")

    assert told(parsed) == {"A": "Hauptstraße 5", "Z": "50667", "C": "Köln"}
    assert find_country(line.partition(" / ")[0]) == "DE"
