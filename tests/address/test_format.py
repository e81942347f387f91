"""An address is printed as its sender has to write it, and nothing of it is lost."""

from __future__ import annotations

import html
import json
import re
from typing import Any, get_args

import pytest
from hypothesis import given, settings, strategies as st

from crmi18n.address import Address, AddressText, Label, format_address
from crmi18n.address._packs import countries
from crmi18n.address.format import Style
from crmi18n.errors import ParseError, UnknownCountryError, UnknownLocaleError

MARUNOUCHI = Address(
    "JP",
    area="JP-13",
    postal_code="100-0005",
    texts={
        "ja": AddressText(
            "山田 太郎 様", "株式会社サンプル", ("丸の内1-9-1",), "", "千代田区", "東京都"
        ),
        "ja-Latn": AddressText(
            "Mr Taro Yamada", "Sample K.K.", ("1-9-1 Marunouchi",), "", "Chiyoda-ku", "Tokyo"
        ),
    },
)  # fmt: skip
COLOGNE = Address.of(
    "DE",
    lang="de",
    organization="Muster GmbH",
    lines=["Hauptstraße 5"],
    postal_code="50667",
    locality="Köln",
)


def text(label: Label) -> str:
    return " / ".join(label.lines)


def test_a_japanese_address_from_japan() -> None:
    label = format_address(MARUNOUCHI, origin="JP", locale="ja")

    assert label.lines == (
        "〒100-0005",
        "東京都",
        "千代田区丸の内1-9-1",
        "株式会社サンプル",
        "山田 太郎 様",
    )
    assert label.findings == ()


def test_a_japanese_address_from_germany() -> None:
    label = format_address(MARUNOUCHI, origin="DE", locale="de")

    assert label.lines == (
        "Mr Taro Yamada",
        "Sample K.K.",
        "1-9-1 Marunouchi",
        "Chiyoda-ku, Tokyo",
        "100-0005",
        "JAPAN",
    )
    assert label.findings == ()


@pytest.mark.parametrize("options", [{}, {"first": "organization"}, {"style": "inline"}])
@pytest.mark.parametrize(("origin", "lang"), [("JP", "ja"), ("DE", "ja-Latn")])
def test_every_field_is_there_once_and_in_one_script(
    origin: str, lang: str, options: dict[str, Any]
) -> None:
    printed = str(format_address(MARUNOUCHI, origin=origin, locale="de", **options))
    said = MARUNOUCHI.texts[lang]

    for part in (*said.lines, said.recipient, said.organization, said.locality, "100-0005"):
        assert printed.count(part) == 1
    assert printed.count(said.administrative_area) == 1
    assert ("〒" in printed, "様" in printed) == (lang == "ja", lang == "ja")
    assert printed.isascii() == (lang == "ja-Latn")


@pytest.mark.parametrize(
    ("origin", "locale", "last"),
    [
        ("DE", "de", "50667 Köln"),
        ("US", "en-US", "GERMANY"),
        ("FR", "fr", "ALLEMAGNE"),
        ("TR", "tr", "ALMANYA"),
        ("JP", "ja", "ドイツ / GERMANY"),
        ("GR", "el", "ΓΕΡΜΑΝΙΑ / GERMANY"),
    ],
    ids=["germany", "united states", "france", "turkey", "japan", "greece"],
)
def test_the_country_is_named_abroad_in_the_senders_language(
    origin: str, locale: str, last: str
) -> None:
    assert format_address(COLOGNE, origin=origin, locale=locale).lines[-1] == last


def test_the_only_official_language_is_the_senders() -> None:
    assert format_address(COLOGNE, origin="FR").lines[-1] == "ALLEMAGNE"
    assert format_address(COLOGNE, origin="FR").findings == ()


def test_a_sender_in_a_country_of_several_languages_gets_english_and_is_told() -> None:
    label = format_address(COLOGNE, origin="CH")

    assert label.lines[-1] == "GERMANY"
    assert [f.code for f in label.findings] == ["address.language_assumed"]


def one(country: str, fields: str, postal_code: str = "", **more: str) -> Address:
    """Read ``N=Jane Doe; A=1 Main St|Suite 5``."""
    names = {
        "N": "recipient", "O": "organization", "D": "dependent_locality", "C": "locality",
        "S": "administrative_area",
    }  # fmt: skip
    parts = dict(part.split("=", 1) for part in fields.split("; ") if part)
    lines = tuple(filter(None, parts.pop("A", "").split("|")))
    return Address(
        country,
        postal_code=postal_code,
        texts={"und": AddressText(lines=lines, **{names[k]: v for k, v in parts.items()})},
        **more,
    )


# The letters as senders there, and in Germany, write them: the address formats of the countries'
# posts as UPU and Google describe them. People and streets are invented.
BOTH = [
    ("AT", "N=Max Huber; O=Muster GmbH; A=Kärntner Straße 1/5; C=Wien", "1010",
     "Muster GmbH / Max Huber / Kärntner Straße 1/5 / 1010 Wien",
     "Muster GmbH / Max Huber / Kärntner Straße 1/5 / 1010 Wien / ÖSTERREICH"),
    ("CH", "N=Urs Meier; O=Muster AG; A=Marktgasse 1; C=Bern", "3011",
     "Muster AG / Urs Meier / Marktgasse 1 / 3011 Bern",
     "Muster AG / Urs Meier / Marktgasse 1 / CH-3011 Bern / SCHWEIZ"),
    ("GB", "N=Ms J Smith; A=10 Downing Street; C=London", "SW1A 2AA",
     "Ms J Smith / 10 Downing Street / London / SW1A 2AA",
     "Ms J Smith / 10 Downing Street / London / SW1A 2AA / VEREINIGTES KÖNIGREICH"),
    ("IE", "N=C. O’Brien; A=1 Main St; C=Dublin; S=Co. Dublin", "D02 X285",
     "C. O’Brien / 1 Main St / Dublin / Co. Dublin / D02 X285",
     "C. O’Brien / 1 Main St / Dublin / Co. Dublin / D02 X285 / IRLAND"),
    ("NL", "N=J. van den Berg; A=Damrak 1; C=Amsterdam", "1012LG",
     "J. van den Berg / Damrak 1 / 1012 LG Amsterdam",
     "J. van den Berg / Damrak 1 / 1012 LG Amsterdam / NIEDERLANDE"),
    ("IT", "N=Mario Rossi; A=Via Roma 1; C=Milano; S=Milano", "20121",
     "Mario Rossi / Via Roma 1 / 20121 Milano MI",
     "Mario Rossi / Via Roma 1 / 20121 Milano MI / ITALIEN"),
    ("ES", "N=Ana García; A=Calle Mayor 1, 3º B; C=Madrid; S=Madrid", "28013",
     "Ana García / Calle Mayor 1, 3º B / 28013 Madrid",
     "Ana García / Calle Mayor 1, 3º B / 28013 Madrid / SPANIEN"),
    ("PT", "N=João Silva; A=Rua Augusta 1; C=Lisboa", "1100048",
     "João Silva / Rua Augusta 1 / 1100-048 Lisboa",
     "João Silva / Rua Augusta 1 / 1100-048 Lisboa / PORTUGAL"),
    ("SE", "N=Anna Svensson; A=Drottninggatan 1; C=Stockholm", "111 51",
     "Anna Svensson / Drottninggatan 1 / 111 51 Stockholm",
     "Anna Svensson / Drottninggatan 1 / SE-111 51 Stockholm / SCHWEDEN"),
    ("FI", "N=Matti Virtanen; A=Mannerheimintie 1; C=Helsinki", "00100",
     "Matti Virtanen / Mannerheimintie 1 / 00100 Helsinki",
     "Matti Virtanen / Mannerheimintie 1 / FI-00100 Helsinki / FINNLAND"),
    ("HU", "N=Kovács János; A=Andrássy út 60; C=Budapest", "1062",
     "Kovács János / Budapest / Andrássy út 60 / 1062",
     "Kovács János / Budapest / Andrássy út 60 / 1062 / UNGARN"),
    ("PL", "N=Jan Kowalski; A=ul. Marszałkowska 1/2; C=Warszawa", "00-624",
     "Jan Kowalski / ul. Marszałkowska 1/2 / 00-624 Warszawa",
     "Jan Kowalski / ul. Marszałkowska 1/2 / 00-624 Warszawa / POLEN"),
    ("TR", "N=Ayşe Yılmaz; A=İstiklal Cad. No:1; C=Beyoğlu; S=İstanbul", "34430",
     "Ayşe Yılmaz / İstiklal Cad. No:1 / 34430 Beyoğlu/İstanbul",
     "Ayşe Yılmaz / İstiklal Cad. No:1 / 34430 Beyoğlu/İstanbul / TÜRKEI"),
    ("US", "N=Jane Doe; O=Acme Inc.; A=500 Congress Ave|Suite 5; C=Austin; S=Texas", "78701",
     "Jane Doe / Acme Inc. / 500 Congress Ave / Suite 5 / Austin, TX 78701",
     "Jane Doe / Acme Inc. / 500 Congress Ave / Suite 5 / Austin, TX 78701 / VEREINIGTE STAATEN"),
    ("CA", "N=Jean Tremblay; A=12 rue Saint-Paul O; C=Montréal; S=Québec", "h2y1y9",
     "Jean Tremblay / 12 rue Saint-Paul O / Montréal QC H2Y 1Y9",
     "Jean Tremblay / 12 rue Saint-Paul O / Montréal QC H2Y 1Y9 / KANADA"),
    ("MX", "N=Luis Pérez; A=Av. Reforma 1; D=Juárez; C=Cuauhtémoc; S=CDMX", "06600",
     "Luis Pérez / Av. Reforma 1 / Juárez / 06600 Cuauhtémoc, CDMX",
     "Luis Pérez / Av. Reforma 1 / Juárez / 06600 Cuauhtémoc, CDMX / MEXIKO"),
    ("BR", "N=Maria Souza; A=Av. Paulista, 1000; D=Bela Vista; C=São Paulo; S=sao paulo",
     "01310100",
     "Maria Souza / Av. Paulista, 1000 / Bela Vista / São Paulo-SP / 01310-100",
     "Maria Souza / Av. Paulista, 1000 / Bela Vista / São Paulo-SP / 01310-100 / BRASILIEN"),
    ("AU", "N=Jo Lee; A=1 George St; C=Sydney; S=New South Wales", "2000",
     "Jo Lee / 1 George St / Sydney NSW 2000",
     "Jo Lee / 1 George St / Sydney NSW 2000 / AUSTRALIEN"),
    ("IN", "N=R. Kumar; A=1 MG Road; C=Bengaluru; S=Karnataka", "560 001",
     "R. Kumar / 1 MG Road / Bengaluru 560001 / Karnataka",
     "R. Kumar / 1 MG Road / Bengaluru 560001 / Karnataka / INDIEN"),
    ("SG", "N=Tan Wei Ming; A=1 Raffles Place #20-01; C=Singapore", "048616",
     "Tan Wei Ming / 1 Raffles Place #20-01 / SINGAPORE 048616",
     "Tan Wei Ming / 1 Raffles Place #20-01 / SINGAPORE 048616 / SINGAPUR"),
    ("VN", "N=Nguyễn Văn An; A=1 Lê Lợi; C=Quận 1; S=Thành phố Hồ Chí Minh", "70000",
     "Nguyễn Văn An / 1 Lê Lợi / Quận 1 / Thành phố Hồ Chí Minh 70000",
     "Nguyễn Văn An / 1 Lê Lợi / Quận 1 / Thành phố Hồ Chí Minh 70000 / VIETNAM"),
    ("XK", "N=Arben Krasniqi; A=Rr. Nëna Terezë 1; C=Prishtinë", "10000",
     "Arben Krasniqi / Rr. Nëna Terezë 1 / 10000 Prishtinë",
     "Arben Krasniqi / Rr. Nëna Terezë 1 / 10000 Prishtinë / KOSOVO"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("country", "fields", "code", "home", "abroad"), BOTH, ids=[r[0] for r in BOTH]
)
def test_a_letter_in_latin_letters(
    country: str, fields: str, code: str, home: str, abroad: str
) -> None:
    address = one(country, fields, code)

    assert text(format_address(address, origin=country)) == home
    assert text(format_address(address, origin="DE", locale="de")) == abroad


def test_a_french_letter_keeps_its_cedex() -> None:
    address = one(
        "FR",
        "N=M. Jean Dupont; O=Exemple SA; A=12 rue de la Paix; C=Paris",
        "75002",
        sorting_code="CEDEX 02",
    )

    assert text(format_address(address, origin="FR")) == (
        "Exemple SA / M. Jean Dupont / 12 rue de la Paix / 75002 Paris CEDEX 02"
    )


def test_a_german_company_stands_before_the_person_and_austria_names_germany() -> None:
    address = one(
        "DE", "N=Frau Dr. Erika Müller; O=Muster GmbH; A=Invalidenstraße 1; C=Berlin", "10115"
    )
    home = "Muster GmbH / Frau Dr. Erika Müller / Invalidenstraße 1 / 10115 Berlin"

    assert text(format_address(address, origin="DE")) == home
    assert text(format_address(address, origin="AT", locale="de-AT")) == f"{home} / DEUTSCHLAND"


TWO_SCRIPTS = [
    ("RU", "ru", "125009",
     "N=Иванов Иван Иванович; A=ул. Тверская, д. 1; C=Москва; S=Москва",
     "N=Ivan Ivanov; A=ul. Tverskaya, d. 1; C=Moskva; S=Moskva",
     "Иванов Иван Иванович / ул. Тверская, д. 1 / Москва / 125009",
     "Ivan Ivanov / ul. Tverskaya, d. 1 / Moskva / 125009 / RUSSLAND"),
    ("UA", "uk", "01001",
     "N=Шевченко Тарас; A=вул. Хрещатик, 1; C=Київ; S=місто Київ",
     "N=Taras Shevchenko; A=vul. Khreshchatyk, 1; C=Kyiv; S=Kyiv",
     "Шевченко Тарас / вул. Хрещатик, 1 / Київ / 01001",
     "Taras Shevchenko / vul. Khreshchatyk, 1 / Kyiv / 01001 / UKRAINE"),
    ("AE", "ar", "", "N=أحمد علي; A=صندوق بريد 123; S=دبي", "N=Ahmed Ali; A=P.O. Box 123; S=Dubai",
     "أحمد علي / صندوق بريد 123 / دبي",
     "Ahmed Ali / P.O. Box 123 / Dubai / VEREINIGTE ARABISCHE EMIRATE"),
    ("EG", "ar", "11511",
     "N=أحمد علي; A=١ شارع طلعت حرب; C=القاهرة; S=محافظة القاهرة",
     "N=Ahmed Ali; A=1 Talaat Harb St; C=Cairo; S=Cairo Governorate",
     "أحمد علي / ١ شارع طلعت حرب / القاهرة / 11511",
     "Ahmed Ali / 1 Talaat Harb St / Cairo / 11511 / ÄGYPTEN"),
    ("IL", "he", "6433201",
     "N=דנה כהן; A=רחוב דיזנגוף 1; C=תל אביב", "N=Dana Cohen; A=1 Dizengoff St; C=Tel Aviv",
     "דנה כהן / רחוב דיזנגוף 1 / תל אביב 6433201",
     "Dana Cohen / 1 Dizengoff St / Tel Aviv 6433201 / ISRAEL"),
    ("CN", "zh", "100022",
     "N=王小明; O=示例有限公司; A=建国路1号; C=朝阳区; S=北京市",
     "N=Wang Xiaoming; O=Example Ltd; A=No. 1 Jianguo Lu; C=Chaoyang Qu; S=Beijing Shi",
     "100022 / 北京市朝阳区 / 建国路1号 / 示例有限公司 / 王小明",
     "Wang Xiaoming / Example Ltd / No. 1 Jianguo Lu / Chaoyang Qu / Beijing Shi, 100022 / CHINA"),
    ("TW", "zh-Hant", "100",
     "N=陳怡君; A=忠孝東路5號; C=中正區; S=台北市",
     "N=Chen Yi-Chun; A=No. 5, Zhongxiao E. Rd.; C=Zhongzheng Dist.; S=Taipei City",
     "100 / 台北市中正區 / 忠孝東路5號 / 陳怡君",
     "Chen Yi-Chun / No. 5, Zhongxiao E. Rd. / Zhongzheng Dist., Taipei City 100 / TAIWAN"),
    ("KR", "ko", "04524",
     "N=김민수; A=세종대로 110; C=중구; S=서울특별시",
     "N=Kim Minsu; A=110 Sejong-daero; C=Jung-gu; S=Seoul",
     "서울특별시 중구 / 세종대로 110 / 김민수 / 04524",
     "Kim Minsu / 110 Sejong-daero / Jung-gu / Seoul / 04524 / SÜDKOREA"),
    ("HK", "zh-Hant", "",
     "N=陳大文; A=皇后大道中1號; C=中環; S=香港島",
     "N=Chan Tai Man; A=1 Queen's Road Central; C=Central; S=Hong Kong Island",
     "香港島 / 中環 / 皇后大道中1號 / 陳大文",
     "Chan Tai Man / 1 Queen's Road Central / Central / Hong Kong Island / HONGKONG"),
    ("TH", "th", "10500",
     "N=สมชาย ใจดี; A=1 ถนนสีลม; D=สีลม; C=บางรัก; S=กรุงเทพมหานคร",
     "N=Somchai Jaidee; A=1 Silom Rd; D=Si Lom; C=Bang Rak; S=Bangkok",
     "สมชาย ใจดี / 1 ถนนสีลม / สีลม บางรัก / กรุงเทพมหานคร 10500",
     "Somchai Jaidee / 1 Silom Rd / Si Lom, Bang Rak / Bangkok 10500 / THAILAND"),
]  # fmt: skip


@pytest.mark.parametrize("row", TWO_SCRIPTS, ids=[row[0] for row in TWO_SCRIPTS])
def test_a_letter_in_the_script_of_the_place_or_in_latin_letters(row: tuple[str, ...]) -> None:
    country, lang, code, local, latin, home, abroad = row
    texts = {
        lang: one(country, local).texts["und"],
        f"{lang[:2]}-Latn": one(country, latin).texts["und"],
    }
    address = Address(country, postal_code=code, texts=texts)

    assert text(format_address(address, origin=country)) == home
    assert text(format_address(address, origin="DE", locale="de")) == abroad


PARTIAL = [
    ("CH", "C=Bern", "", "Bern", "Bern / SCHWEIZ"),
    ("CH", "", "3011", "3011", "CH-3011 / SCHWEIZ"),
    ("CH", "C=Bern", "CH-3011", "3011 Bern", "CH-3011 Bern / SCHWEIZ"),
    ("US", "S=TX", "", "TX", "TX / VEREINIGTE STAATEN"),
    ("US", "C=Austin; S=TX", "", "Austin, TX", "Austin, TX / VEREINIGTE STAATEN"),
    ("US", "C=Austin", "78701", "Austin 78701", "Austin 78701 / VEREINIGTE STAATEN"),
    ("US", "S=TX", "78701", "TX 78701", "TX 78701 / VEREINIGTE STAATEN"),
    ("AX", "C=Mariehamn", "22100", "22100 Mariehamn / ÅLAND",
     "AX-22100 Mariehamn / ÅLAND / ÅLANDINSELN"),
    ("AX", "C=Mariehamn", "", "Mariehamn / ÅLAND", "Mariehamn / ÅLAND / ÅLANDINSELN"),
    ("SV", "A=Calle 1; C=Santa Ana; S=Santa Ana", "", "Calle 1 / Santa Ana / Santa Ana",
     "Calle 1 / Santa Ana / Santa Ana / EL SALVADOR"),
    ("SV", "A=Calle 1; C=Santa Ana; S=Santa Ana", "2201", "Calle 1 / 2201-Santa Ana / Santa Ana",
     "Calle 1 / 2201-Santa Ana / Santa Ana / EL SALVADOR"),
    ("HR", "C=Split", "21000", "21000 Split", "HR-21000 Split / KROATIEN"),
    ("LU", "C=Luxembourg", "1111", "1111 Luxembourg", "L-1111 Luxembourg / LUXEMBURG"),
    ("LI", "C=Vaduz", "9490", "9490 Vaduz", "FL-9490 Vaduz / LIECHTENSTEIN"),
    ("JP", "A=梅田1-1; C=大阪市北区; S=大阪府", "", "大阪府 / 大阪市北区梅田1-1",
     "大阪府 / 大阪市北区梅田1-1 / JAPAN"),
    ("PK", "C=Lahore", "", "Lahore", "Lahore / PAKISTAN"),
    ("PK", "C=Lahore", "54000", "Lahore-54000", "Lahore-54000 / PAKISTAN"),
    ("BD", "C=Dhaka", "1000", "Dhaka - 1000", "Dhaka - 1000 / BANGLADESCH"),
    ("CO", "C=Cali; S=Valle del Cauca", "", "Cali, Valle del Cauca",
     "Cali, Valle del Cauca / KOLUMBIEN"),
    ("GI", "A=1 Main St; C=Gibraltar", "GX11 1AA", "1 Main St / GIBRALTAR / GX11 1AA",
     "1 Main St / GIBRALTAR / GX11 1AA / GIBRALTAR"),
    ("DE", "C=Berlin; S=BE", "10115", "10115 Berlin / BE", "10115 Berlin / BE"),
    ("AE", "A=P.O. Box 123; C=Dubai; S=Dubai", "", "P.O. Box 123 / Dubai",
     "P.O. Box 123 / Dubai / VEREINIGTE ARABISCHE EMIRATE"),
    ("AE", "A=P.O. Box 123; C=Al Ain; S=Abu Dhabi", "", "P.O. Box 123 / Al Ain / Abu Dhabi",
     "P.O. Box 123 / Al Ain / Abu Dhabi / VEREINIGTE ARABISCHE EMIRATE"),
]  # fmt: skip


@pytest.mark.parametrize(("country", "fields", "code", "home", "abroad"), PARTIAL)
def test_an_empty_field_takes_its_punctuation_with_it(
    country: str, fields: str, code: str, home: str, abroad: str
) -> None:
    address = one(country, fields, code)

    assert text(format_address(address, origin=country)) == home
    assert text(format_address(address, origin="DE", locale="de")) == abroad


def test_the_ivory_coast_prints_its_sorting_code_twice() -> None:
    address = one("CI", "A=12 Avenue Chardy; C=Abidjan", sorting_code="08")

    assert format_address(address, origin="CI").lines == ("08 12 Avenue Chardy Abidjan 08",)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        (one("DE", "C=Berlin; S=BE", "10115"), "address.unexpected_field"),
        (one("JP", "S=大阪府; C=大阪市北区"), "address.no_latin"),
        (Address("DE", area="DE-BE", texts={}), "address.area.not_printed"),
        (one("EG", "C=Cairo; S=Cairo Governorate"), "address.not_repeated"),
    ],
    ids=["a field without a place", "no latin text", "an area without a place", "one of two"],
)
def test_what_is_not_printed_as_it_should_be_is_said(address: Address, code: str) -> None:
    findings = format_address(address, origin="FR", locale="fr").findings

    assert [finding.code for finding in findings] == [code]


def test_what_only_the_other_text_says_is_said() -> None:
    address = MARUNOUCHI.with_text("ja-Latn", AddressText(lines=("1-9-1 Marunouchi",)))

    label = format_address(address, origin="DE", locale="de")

    assert text(label) == "1-9-1 Marunouchi / Tokyo / 100-0005 / JAPAN"  # the area is filled in
    assert {finding.value for finding in label.findings} == {
        "山田 太郎 様",
        "株式会社サンプル",
        "千代田区",
    }


@pytest.mark.parametrize(
    ("area", "lang", "printed"),
    [
        ("JP-13", "ja", "東京都"),
        ("JP-13", "ja-Latn", "Tokyo"),
        ("AE-DU", "ar", "دبي"),
        ("CN-GD", "zh", "广东省"),
        ("IN-OD", "hi", "ओड़िशा"),
        ("US-NY", "en", "NY"),
    ],
)
def test_an_area_is_written_from_its_code(area: str, lang: str, printed: str) -> None:
    country, _, _ = area.partition("-")
    local = {"ja": "丸", "ja-Latn": "M", "ar": "شارع", "zh": "路", "hi": "रोड", "en": "S"}[lang]
    address = Address(country, area=area, texts={lang: AddressText(lines=(local,))})

    assert printed in format_address(address, origin=country).lines


def test_the_place_s_own_text_is_found_wherever_it_stands() -> None:
    turned = Address(
        "JP",
        area="JP-13",
        postal_code="100-0005",
        texts=dict(reversed(list(MARUNOUCHI.texts.items()))),
    )

    assert format_address(turned, origin="JP") == format_address(MARUNOUCHI, origin="JP")
    assert format_address(turned, origin="DE") == format_address(MARUNOUCHI, origin="DE")


def test_on_one_line_only_the_country_stands_apart_where_nothing_parts_lines() -> None:
    address = Address.of("JP", lang="ja", lines=["丸の内1-9-1"], locality="千代田区")
    label = format_address(address, origin="US", version="local", style="inline")

    assert str(label) == "千代田区丸の内1-9-1, JAPAN"
    label = format_address(
        address.with_text("ja", AddressText("山田 様", "", ("丸の内1-9-1",), "", "千代田区")),
        origin="US",
        version="local",
        style="inline",
    )
    assert str(label) == "千代田区丸の内1-9-1山田 様, JAPAN"


def test_html_of_no_known_language_has_the_direction_of_its_text() -> None:
    address = Address.of("EG", lines=["شارع طلعت حرب"])

    assert format_address(address, origin="EG", style="html").lines == (
        '<bdi dir="rtl" translate="no">شارع طلعت حرب</bdi>',
    )


def test_inline_is_one_line() -> None:
    assert str(format_address(COLOGNE, origin="FR", style="inline")) == (
        "Muster GmbH, Hauptstraße 5, 50667 Köln, ALLEMAGNE"
    )
    assert str(format_address(MARUNOUCHI, origin="JP", style="inline")) == (
        "〒100-0005東京都千代田区丸の内1-9-1株式会社サンプル山田 太郎 様"
    )


def test_html_is_escaped_and_says_language_and_direction() -> None:
    address = Address(
        "AE",
        texts={"ar": AddressText(organization="<b>Acme</b> Ltd.", administrative_area="دبي")},
    )

    assert str(format_address(address, origin="AE", style="html")) == (
        '<bdi lang="ar" dir="rtl" translate="no">'
        "<bdi>&lt;b&gt;Acme&lt;/b&gt; Ltd.</bdi></bdi><br>\n"
        '<bdi lang="ar" dir="rtl" translate="no">دبي</bdi>'
    )


@pytest.mark.parametrize("most", range(1, 6))
def test_lines_are_joined_and_never_cut(most: int) -> None:
    label = format_address(MARUNOUCHI, origin="DE", locale="de", max_lines=most)
    full = format_address(MARUNOUCHI, origin="DE", locale="de")

    assert len(label.lines) == most
    assert ", ".join(label.lines) == ", ".join(full.lines)
    assert label.lines[-1].endswith("JAPAN")
    assert most == 1 or label.lines[-1] == "JAPAN"
    assert {finding.code for finding in label.findings} == {"address.lines_joined"}


def test_what_is_no_style_country_or_language_is_refused() -> None:
    with pytest.raises(ParseError, match="style"):
        format_address(COLOGNE, origin="DE", style="pdf")  # type: ignore[arg-type]
    with pytest.raises(ParseError, match="at least 1"):
        format_address(COLOGNE, origin="DE", max_lines=0)
    with pytest.raises(UnknownCountryError, match="did you mean GB"):
        format_address(COLOGNE, origin="UK")
    with pytest.raises(UnknownLocaleError):
        format_address(COLOGNE, origin="US", locale="no language")
    with pytest.raises(TypeError, match="Address is expected"):
        format_address("Köln", origin="DE")  # type: ignore[arg-type]


WORDS: dict[str, str | tuple[str, ...]] = {
    "recipient": "Alfa Zyx",
    "organization": "Bravo & Co.",
    "lines": ("Charlie 1", "Delta 2"),
    "dependent_locality": "Echoville",
    "locality": "Foxtrot",
    "administrative_area": "Golfland",
    "postal_code": "Q9?",
    "sorting_code": "Hotel 7",
}
LOCAL: dict[str, str | tuple[str, ...]] = {
    "recipient": "甲乙",
    "organization": "丙丁",
    "lines": ("戊己", "庚辛"),
    "dependent_locality": "壬癸",
    "locality": "子丑",
    "administrative_area": "寅卯",
}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(sorted(WORDS)), unique=True),
    st.lists(st.sampled_from(sorted(LOCAL)), unique=True),
    st.sampled_from(get_args(Style)),
    st.none() | st.integers(1, 9),
)
def test_nothing_is_lost_in_any_country(
    latin: list[str], local: list[str], style: Style, most: int | None
) -> None:
    data = {
        "texts": {
            "und": {name: WORDS[name] for name in latin if name in LOCAL},
            "zh": {name: LOCAL[name] for name in local},
        },
        **{name: WORDS[name] for name in latin if name not in LOCAL},
    }
    for country in countries():
        address = Address.from_dict({**data, "country": country})
        for origin in (country, "DE", "JP"):
            label = format_address(
                address, origin=origin, locale="de", style=style, max_lines=most
            )
            said = " ".join(
                (
                    html.unescape(re.sub("<[^>]*>", "", str(label))),
                    *(f"{finding.value} {finding.message}" for finding in label.findings),
                )
            )
            for name in {*latin, *local}:
                versions = [WORDS[name]] * (name in latin) + [LOCAL.get(name)] * (name in local)
                # A part that both texts have is said in the words of the one that is printed.
                assert any(_says(said, version) for version in versions), (country, origin, name)


def _says(said: str, value: str | tuple[str, ...] | None) -> bool:
    return all(part in said for part in ((value,) if isinstance(value, str) else value or ("",)))


@pytest.mark.parametrize(
    ("country", "fields", "code", "lines"),
    [
        ("GB", "A=10 Downing Street; C=London", "SW1A 2AA",
         "10 Downing Street / LONDON / SW1A 2AA"),
        ("IT", "A=Via Roma 1; C=Milano; S=MI", "20121", "Via Roma 1 / 20121 MILANO MI"),
        ("ES", "A=Calle Mayor 1; C=Madrid; S=Madrid", "28013", "Calle Mayor 1 / 28013 MADRID"),
        ("US", "A=500 Congress Ave; C=Austin; S=TX", "78701",
         "500 Congress Ave / AUSTIN, TX 78701"),
        ("HU", "N=Kovács János; A=Andrássy út 60; C=Budapest", "1062",
         "KOVÁCS JÁNOS / BUDAPEST / ANDRÁSSY ÚT 60 / 1062"),
        ("BR", "A=Rua A, 1; C=São Paulo; S=SP", "01310-100",
         "Rua A, 1 / SÃO PAULO-SP / 01310-100"),
        ("TR", "A=İstiklal Cad. 1; C=Beyoğlu; S=İstanbul", "34430",
         "İstiklal Cad. 1 / 34430 Beyoğlu/İstanbul"),
        ("DE", "A=Hauptstraße 5; C=Köln", "50667", "Hauptstraße 5 / 50667 Köln"),
    ],
)  # fmt: skip
def test_the_posts_own_capitals_are_those_of_the_country_and_no_others(
    country: str, fields: str, code: str, lines: str
) -> None:
    assert text(format_address(one(country, fields, code), origin=country, case="postal")) == lines


@pytest.mark.parametrize(
    ("country", "city", "capitals"),
    [
        ("TR", "istanbul", "İSTANBUL"),
        ("GR", "Αθήνα", "ΑΘΗΝΑ"),
        ("DE", "Gießen", "GIESSEN"),
        ("LT", "Šiauliai", "ŠIAULIAI"),
    ],
)
def test_capitals_follow_the_rules_of_the_language(country: str, city: str, capitals: str) -> None:
    label = format_address(one(country, f"C={city}"), origin=country, case="capitals")

    assert label.lines == (capitals,)


def test_a_french_letter_has_its_city_and_cedex_in_capitals() -> None:
    address = one("FR", "A=12 rue de la Paix; C=Paris", "75002", sorting_code="Cedex 02")
    label = format_address(address, origin="DE", locale="de", case="postal")

    assert label.lines == ("12 rue de la Paix", "75002 PARIS CEDEX 02", "FRANKREICH")


def test_the_version_can_be_asked_for() -> None:
    latin = format_address(MARUNOUCHI, origin="JP", version="latin")
    local = format_address(MARUNOUCHI, origin="DE", locale="de", version="local")

    assert latin.lines[0] == "Mr Taro Yamada"
    assert local.lines[0] == "〒100-0005"
    assert local.lines[-1] == "JAPAN"


@pytest.mark.parametrize(
    ("country", "first", "lines"),
    [
        ("US", "country", "Jane Doe / Acme"),
        ("US", "organization", "Acme / Jane Doe"),
        ("US", "person", "Jane Doe / Acme"),
        ("DE", "country", "Acme / Jane Doe"),
        ("DE", "person", "Jane Doe / Acme"),
    ],
)
def test_person_or_organization_stand_first(country: str, first: Any, lines: str) -> None:
    address = one(country, "N=Jane Doe; O=Acme")

    assert text(format_address(address, origin=country, first=first)) == lines


def test_in_a_block_that_begins_with_the_largest_place_the_first_stands_last() -> None:
    lines = format_address(MARUNOUCHI, origin="JP", first="organization").lines

    assert lines[-2:] == ("山田 太郎 様", "株式会社サンプル")


def test_a_country_that_the_post_serves_as_its_own_gets_no_country_line() -> None:
    address = one("PR", "C=San Juan", "00907")

    assert format_address(address, origin="US").lines[-1] == "PUERTO RICO"
    assert format_address(address, origin="US", inland={"PR"}).lines == ("San Juan PR 00907",)


def test_marks_that_turn_the_direction_are_not_printed() -> None:
    address = one("DE", "A=\u202e5 eßartstpuaH\u202c|\u2066; C=\u2067Köln", "50667")
    label = format_address(address, origin="DE")

    assert label.lines == ("5 eßartstpuaH", "50667 Köln")
    assert [(f.code, f.where) for f in label.findings] == [
        ("address.bidi_control", "lines"),
        ("address.bidi_control", "locality"),
    ]


@pytest.mark.parametrize("option", ["style", "version", "case", "first"])
def test_what_is_no_option_is_refused(option: str) -> None:
    with pytest.raises(ParseError, match=f"{option} of an address"):
        format_address(COLOGNE, origin="DE", **{option: "odd"})  # type: ignore[arg-type]


LATIN_IN_ARABIC = Address(
    "AE",
    texts={"ar": AddressText(organization="Acme & Co. #5", lines=("شارع 12",), locality="دبي")},
)


def test_html_isolates_what_runs_against_its_line() -> None:
    lines = format_address(LATIN_IN_ARABIC, origin="AE", style="html").lines

    assert lines == (
        '<bdi lang="ar" dir="rtl" translate="no"><bdi>Acme &amp; Co. #5</bdi></bdi><br>',
        '<bdi lang="ar" dir="rtl" translate="no">شارع 12</bdi><br>',
        '<bdi lang="ar" dir="rtl" translate="no">دبي</bdi>',
    )


@given(st.text(max_size=40), st.sampled_from(["DE", "AE", "JP"]))
def test_html_is_the_text_escaped(value: str, country: str) -> None:
    try:
        address = Address.of(country, lines=[value], locality="X")
    except ParseError:
        return
    plain = format_address(address, origin="US", locale="en")
    marked = format_address(address, origin="US", locale="en", style="html")
    read = [html.unescape(re.sub("<[^>]*>", "", line)) for line in marked.lines]

    assert read == list(plain.lines)
    assert not re.search(r"<(?!/?bdi\b|br>)", str(marked))


def test_a_label_survives_json() -> None:
    label = format_address(COLOGNE, origin="CH")

    assert Label.from_dict(json.loads(json.dumps(label.to_dict()))) == label


# The lines that a country's own post wants in capitals, of the addresses above; no other changes.
CAPITALS = {
    "GB": ["LONDON"],
    "IT": ["20121 MILANO MI"],
    "ES": ["28013 MADRID"],
    "HU": ["KOVÁCS JÁNOS", "BUDAPEST", "ANDRÁSSY ÚT 60"],
    "US": ["AUSTIN, TX 78701"],
    "CA": ["JEAN TREMBLAY", "12 RUE SAINT-PAUL O", "MONTRÉAL QC H2Y 1Y9"],
    "MX": ["06600 CUAUHTÉMOC, CDMX"],
    "BR": ["SÃO PAULO-SP"],
    "AU": ["SYDNEY NSW 2000"],
    "RU": ["UL. TVERSKAYA, D. 1", "MOSKVA"],
    "CN": ["BEIJING SHI, 100022"],
    "HK": ["HONG KONG ISLAND"],
    "TH": ["BANGKOK 10500"],
}


def test_the_posts_capitals_are_those_of_the_table() -> None:
    addresses = {row[0]: one(row[0], row[1], row[2]) for row in BOTH}
    addresses |= {
        row[0]: Address(
            row[0], postal_code=row[2], texts={"und": one(row[0], row[4]).texts["und"]}
        )
        for row in TWO_SCRIPTS
    }
    for country, address in addresses.items():
        plain = format_address(address, origin="DE", locale="de").lines
        postal = format_address(address, origin="DE", locale="de", case="postal").lines
        changed = [line for line, before in zip(postal, plain, strict=True) if line != before]

        assert changed == CAPITALS.get(country, []), country


def test_wrong_types_of_the_sender_s_side_are_type_errors() -> None:
    hall = Address.of("CH", lines=["Marktgasse 1"], locality="Bern")
    with pytest.raises(TypeError, match="language"):
        format_address(hall, origin="DE", locale=5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="inland"):
        format_address(hall, origin="DE", inland="CHLI")
