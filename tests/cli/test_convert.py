"""``crmi18n convert``: files of both kinds, every row kept and counted, the book named."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from crmi18n import Money, RateBook
from crmi18n.cli import main
from crmi18n.errors import ImportFileError

CSV = '''\
id,value,currency,closed,note
1,80000,USD,2026-06-30,"two
lines, and a ""quote"""
2,,USD,2026-06-30,
3,12.345,HRK,2024-01-01,
4,"12,5",USD,2026-06-30,
5,100,KES,2026-06-30,
6,100,USD,2026-02-31,
7,100,XQX,2026-02-03,
8,-5.5,EUR,2026-02-03,
'''
COLUMNS = ["--amount", "value", "--currency", "currency", "--date", "closed", "--to", "EUR"]


def converted(amount: str, code: str, on: date) -> str:
    return f"{RateBook.ecb().convert(Money(amount, code), 'EUR', on=on).target.amount:f}"


def test_a_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out, report = tmp_path / "in.csv", tmp_path / "out.csv", tmp_path / "left.csv"
    source.write_text(CSV, encoding="utf-8")
    code = main(["convert", str(source), *COLUMNS, "-o", str(out), "--report", str(report)])
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with source.open(encoding="utf-8", newline="") as file:
        given = list(csv.DictReader(file))
    facts = json.loads((tmp_path / "out.csv-metadata.json").read_text(encoding="utf-8"))
    notes = facts["notes"][0]

    assert code == 1
    assert [{k: v for k, v in row.items() if k != "value_EUR"} for row in rows] == given
    assert [row["value_EUR"] for row in rows] == [
        converted("80000", "USD", date(2026, 6, 30)),
        "",
        converted("12.345", "HRK", date(2024, 1, 1)),
        *[""] * 4,
        "-5.50",
    ]
    assert notes["book_id"] == RateBook.ecb().id
    assert (notes["rows"], notes["converted"], notes["empty"]) == (8, 3, 1)
    assert notes["left_out"] == {
        "amount not readable": 1,
        "no currency or no day": 1,
        "no rate": 1,
        "unknown currency": 1,
    }
    assert Decimal(notes["sums"]["HRK"]["amount"]) == Decimal("12.345")
    assert len(report.read_text().splitlines()) == 5
    assert "8 rows" in capsys.readouterr().out


def test_parquet_carries_the_book_in_its_metadata(tmp_path: Path) -> None:
    source, out = tmp_path / "in.parquet", tmp_path / "out.parquet"
    days = [date(2025, 12, 31), date(2026, 1, 1)]
    table = pa.table({"value": [10000, 10000], "currency": ["BGN", "BGN"], "closed": days})
    parquet.write_table(table.replace_schema_metadata({"own": "kept"}), source)
    code = main(["convert", str(source), *COLUMNS, "-o", str(out), "--evidence"])
    done = parquet.read_table(out)

    assert code == 0
    assert done["value_EUR"].to_pylist() == [5113, 5113]
    assert done["value_EUR_rate"].to_pylist() == ["1/1.9558", "1/1.95583"]
    assert done.schema.metadata[b"crmi18n.book_id"].decode() == RateBook.ecb().id
    assert done.schema.metadata[b"own"] == b"kept"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("in.csv", "a,b\n1,2\n", "no column 'value'"),
        ("in.txt", CSV, "neither .csv nor .parquet"),
        ("in.parquet", CSV, "in.parquet"),
        ("in.csv", "", "in.csv"),
    ],
)
def test_what_cannot_be_read_leaves_nothing(
    name: str, content: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    out = tmp_path / "out.csv"

    assert main(["convert", str(tmp_path / name), *COLUMNS, "-o", str(out)]) == 2
    assert message in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [name]


ROW = "value,currency,closed\n1,USD,2026-06-30\n"


@pytest.mark.parametrize(
    ("content", "out", "more", "message"),
    [
        (ROW, "in.csv", [], "it is the file that is read"),
        (ROW, "out.csv", ["--report", "in.csv"], "it is the file that is read"),
        (ROW, "out.csv", ["--report", "out.csv"], "it is the result"),
        (ROW, "no/out.csv", [], "no/out.csv: there is no such folder"),
        (ROW, "out.csv", ["--report", "no/left.csv"], "no/left.csv: there is no such folder"),
        (ROW, "out.txt", [], ".csv or .parquet"),
        ("value,value,currency,closed\n1,2,USD,x\n", "out.csv", [], "2 columns 'value'"),
        ("value,currency,closed,value_EUR\n1,USD,x,2\n", "out.csv", [], "'value_EUR' already"),
        (
            "value,currency,closed,value_EUR_rate\n1,USD,x,2\n",
            "out.csv",
            ["--evidence"],
            "'value_EUR_rate' already",
        ),
    ],
)
def test_nothing_is_overwritten_or_half_written(
    content: str,
    out: str,
    more: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "in.csv"
    source.write_text(content, encoding="utf-8")

    assert main(["convert", "in.csv", *COLUMNS, "-o", out, *more]) == 2
    assert message in capsys.readouterr().err
    assert source.read_text(encoding="utf-8") == content
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


@pytest.mark.parametrize(
    "option", [["--kind", "guess"], ["--max-age", "-3"], ["--delimiter", "x"]]
)
def test_options_are_checked_as_such(option: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["convert", "in.csv", *COLUMNS, "-o", "out.csv", *option])

    assert caught.value.code == 2


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_no_rows_have_a_result_without_rows(suffix: str, tmp_path: Path) -> None:
    source, out = tmp_path / f"in{suffix}", tmp_path / f"out{suffix}"
    if suffix == ".csv":
        source.write_text("value,currency,closed\n", encoding="utf-8")
    else:
        kinds = [("value", pa.int64()), ("currency", pa.string()), ("closed", pa.date32())]
        parquet.write_table(pa.schema(kinds).empty_table(), source)

    assert main(["convert", str(source), *COLUMNS, "-o", str(out)]) == 0
    if suffix == ".csv":
        assert out.read_text(encoding="utf-8") == '"value","currency","closed","value_EUR"\n'
    else:
        assert parquet.read_table(out).column_names[-1] == "value_EUR"


def test_a_byte_order_mark_and_semicolons(tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("\ufeffvalue;currency;closed\n80000;USD;2026-06-30\n", encoding="utf-8")

    assert main(["convert", str(source), *COLUMNS, "-o", str(out), "--delimiter", ";"]) == 0
    assert out.read_text(encoding="utf-8").splitlines()[1] == '"80000";"USD";"2026-06-30";70212.39'


def test_floats_of_parquet_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "in.parquet", tmp_path / "out.parquet"
    rows = {"value": [0.5], "currency": ["USD"], "closed": [date(2026, 6, 30)]}
    parquet.write_table(pa.table(rows), source)

    assert main(["convert", str(source), *COLUMNS, "-o", str(out)]) == 2
    assert "no exact amounts" in capsys.readouterr().err
    assert not out.exists()


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["convert", str(tmp_path / "no.csv"), *COLUMNS, "-o", str(tmp_path / "out.csv")]

    assert main(command) == 2
    assert "no.csv" in capsys.readouterr().err
    assert issubclass(ImportFileError, ValueError)


def test_years_in_their_order_need_no_table_of_all(tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    lines = [
        f"{n % 97}.{n % 90 + 10},USD,{2020 + n // 4000}-06-{n % 28 + 1:02}" for n in range(24000)
    ]
    source.write_text("value,currency,closed\n" + "\n".join(lines) + "\n", encoding="utf-8")

    assert main(["convert", str(source), *COLUMNS, "-o", str(out)]) == 0
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    differ = [
        row
        for row in rows[::97]
        if row["value_EUR"] != converted(row["value"], "USD", date.fromisoformat(row["closed"]))
    ]

    assert len(rows) == 24000
    assert differ == []
