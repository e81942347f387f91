"""An export becomes records; every row is one, or is left out with its raw cells and a reason."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

import pytest

from crmi18n import (
    Appointment,
    DualText,
    House,
    Importer,
    ImportFileError,
    Money,
    PhoneNumber,
    Quantity,
    SettingsError,
)
from crmi18n.record import FileForm


@dataclass(frozen=True)
class Deal:
    id: str
    title: DualText
    amount: Money
    stage: Literal["open", "won"]
    chance: Annotated[Decimal, "percent"] = Decimal(0)
    day: date | None = None
    weight: Quantity | None = None
    phone: PhoneNumber | None = None
    start: Appointment | None = None


HOUSE = {
    "group": {"house_currency": "EUR", "corporate_language": "en"},
    "sites": {
        "berlin": {
            "country": "DE",
            "currency": "EUR",
            "language": "de",
            "locale": "de-DE",
            "zone": "Europe/Berlin",
            "files": {
                "encoding": "cp1252",
                "delimiter": ";",
                "number": "de-DE",
                "date": "dmy",
                "time": "24h",
                "deal": {
                    "path": "deals.csv",
                    "columns": {
                        "Nr.": "id",
                        "Titel": "title.local",
                        "Title": "title.corporate",
                        "Betrag": "amount",
                        "Whg": "amount.currency",
                        "Phase": "stage",
                        "Chance": "chance",
                        "Am": "day",
                        "Gewicht": "weight",
                        "ME": "weight.unit",
                        "Tel.": "phone",
                        "Tag": "start.date",
                        "Uhr": "start.time",
                        "Min": "start.duration",
                    },
                    "codes": {"stage": {"offen": "open", "gewonnen": "won"}},
                },
            },
        }
    },
}
HEADER = "Nr.;Titel;Title;Betrag;Whg;Phase;Chance;Am;Gewicht;ME;Tel.;Tag;Uhr;Min"
SOUND = (
    "D1;Prüfstand;Test bench;1.234,50;EUR;offen;50 %;03.04.2026;2,5;kg;"
    "030 901820;29.10.2026;16:00;60"
)


def berlin(folder: Path, *rows: str) -> Importer[Deal]:
    text = "".join(f"{line}\r\n" for line in (HEADER, *rows))
    (folder / "deals.csv").write_bytes(text.encode("cp1252"))
    house = House.from_dict(HOUSE, where="test", directory=folder)
    return Importer(Deal, site=house.site("berlin"))


def test_a_sound_row_becomes_a_record_of_the_librarys_values(tmp_path: Path) -> None:
    found = berlin(tmp_path, SOUND).read()

    assert found.records == (
        Deal(
            id="D1",
            title=DualText("Prüfstand", local_lang="de", corporate="Test bench"),
            amount=Money("1234.50", "EUR"),
            stage="open",
            chance=Decimal("0.5"),
            day=date(2026, 4, 3),
            weight=Quantity("2.5", "kilogram"),
            phone=PhoneNumber.parse("030 901820", region="DE"),
            start=Appointment(
                datetime(2026, 10, 29, 16, 0),  # noqa: DTZ001 - a wall time
                "Europe/Berlin",
                timedelta(minutes=60),
            ),
        ),
    )
    assert found.rejected == ()
    assert found.rows[0].raw["Betrag"] == "1.234,50"


@pytest.mark.parametrize(
    ("old", "new", "code", "column"),
    [
        pytest.param("1.234,50", "1,234.50", "number", "Betrag", id="a number of another form"),
        pytest.param(";EUR;", ";XYZ;", "unknown_currency", "Whg", id="an unknown currency"),
        pytest.param(";EUR;", ";eur;", "currency", "Whg", id="no currency code"),
        pytest.param("03.04.2026", "31.04.2026", "date", "Am", id="a day that is none"),
        pytest.param("offen", "verschoben", "unmapped_code", "Phase", id="an unmapped word"),
        pytest.param(";kg;", ";Zentnerle;", "unknown_unit", "ME", id="an unknown unit"),
        pytest.param(";kg;", ";;", "parse", "Gewicht", id="a quantity without a unit"),
        pytest.param("D1;", ";", "missing_value", "Nr.", id="an id that is missing"),
        pytest.param("1.234,50", "", "missing_value", "Betrag", id="a currency without an amount"),
        pytest.param(";16:00;", ";;", "parse", "Tag", id="a meeting without a time"),
        pytest.param(";16:00;", ";4 pm;", "time", "Uhr", id="a time of the other clock"),
        pytest.param(";60", ";-60", "parse", "Tag", id="a meeting that ends before it starts"),
        pytest.param(";60", f";{'9' * 30}", "parse", "Tag", id="a meeting that never ends"),
    ],
)
def test_a_cell_that_does_not_read_leaves_its_row_out(
    tmp_path: Path, old: str, new: str, code: str, column: str
) -> None:
    row = SOUND.replace(old, new, 1)

    found = berlin(tmp_path, SOUND.replace("D1", "D0"), row).read()

    assert [record.id for record in found.records] == ["D0"]
    (left_out,) = found.rejected
    errors = [f for f in left_out.findings if f.severity == "error"]
    assert [(f.code, f.where) for f in errors] == [(f"import.{code}", f"rows[3].{column}")]
    assert list(left_out.raw.values()) == row.split(";")


def test_words_that_stand_for_no_code_are_listed_once_each(tmp_path: Path) -> None:
    rows = [SOUND.replace("offen", word) for word in ("neu", "alt", "neu", "offen")]

    assert berlin(tmp_path, *rows).read().unmapped_codes == {"Phase": ("neu", "alt")}


def test_a_missing_corporate_text_is_kept_and_said(tmp_path: Path) -> None:
    found = berlin(tmp_path, SOUND.replace("Test bench", "")).read()

    assert len(found.records) == 1
    assert [f.where for f in found.findings if f.code == "text.missing_corporate"] == [
        "rows[2].Title"
    ]


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    rows = [SOUND, "cut;short", SOUND.replace("1.234,50", "?"), SOUND]

    found = berlin(tmp_path, *rows).read()

    assert len(found.records) + len(found.rejected) == len(rows)
    assert [row.number for row in found.rejected] == [3, 4]


def test_every_cell_is_kept_raw_whatever_its_column_is_called(tmp_path: Path) -> None:
    file = tmp_path / "parts.csv"
    file.write_text("id,,,price\n1,a,b,2\n2,c,d,3,e\n", encoding="utf-8")

    found = Importer(Part, form=FileForm(currency="en-US", number="en")).read(file)

    assert [dict(row.raw) for row in found.rows] == [
        {"id": "1", "#2": "a", "#3": "b", "price": "2"},
        {"id": "2", "#2": "c", "#3": "d", "price": "3", "#5": "e"},
    ]


def test_a_column_that_is_not_mapped_is_named(tmp_path: Path) -> None:
    file = tmp_path / "parts.csv"
    file.write_text("id,colour\n1,red\n", encoding="utf-8")

    @dataclass(frozen=True)
    class Part:
        id: str

    found = Importer(Part).read(file)

    assert [(f.code, f.where) for f in found.findings] == [("import.unmapped_column", "colour")]


@dataclass(frozen=True)
class Part:
    id: str
    price: Money
    tags: str = field(default="none")


@pytest.mark.parametrize(
    ("form", "error", "message"),
    [
        pytest.param(
            FileForm(columns={"id": "id", "Preis": "price"}), ImportFileError, "Preis",
            id="a declared column is not there",
        ),
        pytest.param(
            FileForm(columns={"id": "identity"}), SettingsError, "identity",
            id="a column is mapped to no field",
        ),
        pytest.param(FileForm(columns={"id": "id"}), ImportFileError, "'price'", id="not mapped"),
    ],
)  # fmt: skip
def test_a_mapping_that_does_not_fit_is_refused(
    tmp_path: Path, form: FileForm, error: type[Exception], message: str
) -> None:
    file = tmp_path / "parts.csv"
    file.write_text("id,price\n1,2\n", encoding="utf-8")

    with pytest.raises(error, match=message):
        Importer(Part, form=form).read(file)


def test_what_neither_row_nor_site_says_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "parts.csv"
    file.write_text("id,price\n1,2\n", encoding="utf-8")

    found = Importer(Part).read(file)

    assert found.records == ()
    assert [f.code for f in found.findings] == ["import.settings"]


def test_an_unknown_entry_of_a_files_settings_is_refused(tmp_path: Path) -> None:
    house = House.from_dict(
        {"sites": {"berlin": {"files": {"deal": {"path": "x", "colour": "red"}}}}},
        where="test",
        directory=tmp_path,
    )

    with pytest.raises(SettingsError, match="colour"):
        Importer(Deal, site=house.site("berlin"))


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        *(
            pytest.param(key, value, f"{key}: .* is no text", id=f"{key} is {value!r}")
            for key in ("path", "encoding", "delimiter", "number", "date", "time", "currency")
            for value in (5, True, ["x"])
        ),
        pytest.param("columns", "id", "is no table", id="columns are no table"),
        pytest.param("columns", {"A": 5}, "columns.A: 5 is no text", id="a column to no name"),
        pytest.param("columns", {"A": "id", "B": "id"}, "mapped to .'id'", id="two to one"),
        pytest.param("codes", ["x"], "is no table", id="codes are no table"),
        pytest.param("codes", {"stage": "x"}, "is no table", id="codes of a field are no table"),
        pytest.param("codes", {"stage": {"x": 1}}, "codes.stage.x: 1", id="a code is no text"),
        pytest.param("delimiter", ";;", "no sign between cells", id="two signs"),
        pytest.param("delimiter", "\n", "no sign between cells", id="a line end"),
        pytest.param("number", "tlh", "number: 'tlh'", id="no form of a number"),
        pytest.param("date", "ymm", "date: 'ymm'", id="no order of a date"),
        pytest.param("time", "25h", "time: '25h'", id="no clock"),
        pytest.param("currency", "tlh", "currency: 'tlh'", id="no locale of currencies"),
    ],
)
def test_an_entry_that_cannot_be_used_is_refused_by_its_place(
    tmp_path: Path, key: str, value: object, reason: str
) -> None:
    files = {"deal": {"path": "x.csv", key: value}}
    house = House.from_dict({"sites": {"berlin": {"files": files}}}, directory=tmp_path)

    with pytest.raises(SettingsError, match=f"house: sites.berlin.files.deal.*{reason}"):
        Importer(Deal, site=house.site("berlin"))


def test_a_file_that_is_declared_as_no_table_is_refused() -> None:
    house = House.from_dict({"sites": {"berlin": {"files": {"deal": "deals.csv"}}}})

    with pytest.raises(SettingsError, match=r"'deals\.csv' is no table"):
        Importer(Deal, site=house.site("berlin"))


def test_codes_of_no_field_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "parts.csv"
    file.write_text("id,price\n1,2\n", encoding="utf-8")

    with pytest.raises(SettingsError, match="'colour'"):
        Importer(Part, form=FileForm(codes={"colour": {"rot": "red"}})).read(file)


@pytest.mark.parametrize("share", ["-0,01 %", "100,01 %", "500"])
def test_a_probability_beyond_its_bounds_leaves_its_row_out(tmp_path: Path, share: str) -> None:
    @dataclass(frozen=True)
    class Bet:
        id: str
        share: Annotated[Decimal, "probability"]

    file = tmp_path / "bets.csv"
    file.write_text(f"id;share\nA;{share}\nB;0\nC;100 %\n", encoding="utf-8")

    found = Importer(Bet, form=FileForm(number="de")).read(file)

    assert [record.share for record in found.records] == [0, 1]
    assert [(f.code, f.where, f.value) for f in found.findings] == [
        ("import.parse", "rows[2].share", share)
    ]


def test_what_a_record_itself_refuses_leaves_its_row_out(tmp_path: Path) -> None:
    @dataclass(frozen=True)
    class Span:
        first: int
        last: int

        def __post_init__(self) -> None:
            if self.first > self.last:
                raise ValueError("it ends before it begins")

    file = tmp_path / "spans.csv"
    file.write_text("first;last\n2;1\n1;2\n", encoding="utf-8")

    found = Importer(Span).read(file)

    assert found.records == (Span(1, 2),)
    assert [(f.code, f.where, f.message) for f in found.findings] == [
        ("import.record", "rows[2]", "it ends before it begins")
    ]


@pytest.mark.parametrize("entry", [{"columns": {"Nr.": "number"}}, {"codes": {"number": {}}}])
def test_what_is_mapped_to_no_field_is_refused_by_its_place(
    tmp_path: Path, entry: dict[str, object]
) -> None:
    (tmp_path / "deals.csv").write_text("Nr.;id\n1;2\n", encoding="utf-8")
    files = {"deal": {"path": "deals.csv", **entry}}
    house = House.from_dict({"sites": {"berlin": {"files": files}}}, directory=tmp_path)

    with pytest.raises(SettingsError, match="'number'") as caught:
        Importer(Deal, site=house.site("berlin")).read()

    assert caught.value.where == f"house: sites.berlin.files.deal.{next(iter(entry))}"
