"""Each kind of value is put together from its cells, and from the site where they are silent."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from crmi18n import (
    Address,
    AddressText,
    Appointment,
    House,
    Import,
    Importer,
    PersonName,
    Quantity,
)

SITE = {
    "country": "JP",
    "currency": "JPY",
    "language": "ja",
    "locale": "ja-JP",
    "zone": "Asia/Tokyo",
}


@dataclass(frozen=True)
class Office:
    id: str
    address: Address | None = None
    start: Appointment | None = None
    weight: Quantity | None = None
    head: PersonName | None = None


def read(folder: Path, cells: dict[str, str], **site: str) -> Import[Office]:
    (folder / "offices.csv").write_text(
        "\n".join(",".join(row) for row in (cells.keys(), cells.values())), encoding="utf-8"
    )
    files = {"office": {"path": "offices.csv", "delimiter": ",", "date": "ymd", "number": "en"}}
    house = House.from_dict(
        {"sites": {"tokyo": {**SITE, **site, "files": files}}}, directory=folder
    )
    return Importer(Office, site=house.site("tokyo")).read()


def test_an_address_at_home_is_in_the_sites_language_and_in_latin_letters(tmp_path: Path) -> None:
    (office,) = read(
        tmp_path,
        {
            "id": "1",
            "address.postal_code": "100-0005",
            "address.locality": "千代田区",
            "address.line1": "丸の内1-9-1",
            "address.line2": "2階",
            "address.latin.locality": "Chiyoda-ku",
            "address.latin.line1": "1-9-1 Marunouchi",
        },
    ).records

    assert office.address == Address(
        "JP",
        postal_code="100-0005",
        texts={
            "ja": AddressText(locality="千代田区", lines=("丸の内1-9-1", "2階")),
            "ja-Latn": AddressText(locality="Chiyoda-ku", lines=("1-9-1 Marunouchi",)),
        },
    )


def test_an_address_abroad_is_in_a_language_that_nobody_said(tmp_path: Path) -> None:
    cells = {"id": "1", "address.country": "DE", "address.locality": "Köln"}

    (office,) = read(tmp_path, cells).records

    assert office.address
    assert office.address.country == "DE"
    assert dict(office.address.texts) == {"und": AddressText(locality="Köln")}


def test_a_name_is_read_in_both_scripts_and_only_a_column_says_its_language(
    tmp_path: Path,
) -> None:
    cells = {
        "id": "1",
        "head.given": "太郎",
        "head.surname": "山田",
        "head.latin.given": "Taro",
        "head.latin.surname": "Yamada",
    }

    (said,) = read(tmp_path, {**cells, "head.locale": "ja"}).records
    (unsaid,) = read(tmp_path, cells).records

    assert said.head == PersonName("太郎", "山田", locale="ja", latin=PersonName("Taro", "Yamada"))
    assert unsaid.head == PersonName("太郎", "山田", latin=PersonName("Taro", "Yamada"))


def test_a_name_in_two_scripts_is_read_and_its_cell_is_named(tmp_path: Path) -> None:
    cells = {
        "id": "1",
        "head.given": "太郎",
        "head.surname": "山田",
        "head.latin.given": "Таро",
        "head.latin.surname": "Yamada",
    }

    report = read(tmp_path, cells)

    (finding,) = report.findings
    assert report.records
    assert (finding.code, finding.value) == ("name.mixed_scripts", "Таро")
    assert finding.where.endswith("head.latin.given")


def test_a_sites_words_say_how_to_speak_to_somebody(tmp_path: Path) -> None:
    (tmp_path / "offices.csv").write_text(
        "id,head.given,head.speak_to\n1,Eva,Frau\n2,Kim,divers\n3,Li,?\n", encoding="utf-8"
    )
    codes = {"head.speak_to": {"Frau": "feminine", "divers": "neutral"}}
    files = {"office": {"path": "offices.csv", "codes": codes}}
    house = House.from_dict({"sites": {"tokyo": {**SITE, "files": files}}}, directory=tmp_path)

    found = Importer(Office, site=house.site("tokyo")).read()

    assert [office.head and office.head.speak_to for office in found.records] == [
        "feminine",
        "neutral",
    ]
    (finding,) = found.findings
    assert "'?' is no speak_to (feminine, masculine, neutral)" in finding.message


def test_an_unknown_language_is_the_fault_of_its_column(tmp_path: Path) -> None:
    (finding,) = read(tmp_path, {"id": "1", "head.given": "Ada", "head.locale": "??"}).findings

    assert finding.where == "rows[2].head.locale"


def test_an_unknown_country_is_the_fault_of_its_column(tmp_path: Path) -> None:
    cells = {"id": "1", "address.locality": "Köln", "address.country": "XX"}

    (finding,) = read(tmp_path, cells).findings

    assert (finding.code, finding.where) == (
        "import.unknown_country",
        "rows[2].address.country",
    )


@pytest.mark.parametrize("zone", ["", "Europe/Berlin"])
@pytest.mark.parametrize("minutes", [0, 1, 90])
def test_an_appointment_is_in_its_own_zone_or_the_sites(
    tmp_path: Path, zone: str, minutes: int
) -> None:
    cells = {
        "id": "1",
        "start.date": "2026-12-01",
        "start.time": "13:00",
        "start.duration": str(minutes),
        "start.zone": zone,
    }

    (office,) = read(tmp_path, cells).records

    assert office.start
    assert (office.start.zone, office.start.duration) == (
        zone or "Asia/Tokyo",
        timedelta(minutes=minutes),
    )


@pytest.mark.parametrize(
    ("country", "unit"), [("US", "gallon"), ("GB", "gallon-imperial")], ids=["US", "UK"]
)
def test_a_unit_is_what_the_word_means_at_the_site(
    tmp_path: Path, country: str, unit: str
) -> None:
    cells = {"id": "1", "weight": "5", "weight.unit": "gallon"}

    (office,) = read(tmp_path, cells, country=country, language="en").records

    assert office.weight == Quantity("5", unit)
