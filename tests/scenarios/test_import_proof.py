"""A column's form is declared or proved before a row is written; nothing is guessed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from crmi18n import Importer, prove
from crmi18n.record import FileForm


class Case(NamedTuple):
    kind: str
    declared: str | None
    cells: list[str]
    values: list[object]
    form: str


def numbers(*texts: str) -> list[object]:
    return [Decimal(text) for text in texts]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            Case(
                "number",
                None,
                ["1.234", "2.500", "12.000", "1.234,50"],
                numbers("1234", "2500", "12000", "1234.50"),
                "de",
            ),
            id="one cell proves the decimal comma",
        ),
        pytest.param(
            Case(
                "number",
                "de_CH",
                ["1'234.50", "1\u2019234.50"],
                numbers("1234.50", "1234.50"),
                "de-CH",
            ),
            id="both Swiss apostrophes",
        ),
        pytest.param(
            Case(
                "date",
                None,
                ["03/04/2026", "25/04/2026"],
                [date(2026, 4, 3), date(2026, 4, 25)],
                "dmy",
            ),
            id="one cell proves that the day is first",
        ),
    ],
)
def test_a_form_is_proved(case: Case) -> None:
    proof = prove(case.cells, case.kind, declared=case.declared)  # type: ignore[arg-type]

    assert list(proof.values) == case.values
    assert (proof.form, dict(proof.rejected)) == (case.form, {})
    assert proof.raw == tuple(case.cells)


def test_a_cell_that_does_not_fit_its_declared_form_is_rejected_alone() -> None:
    proof = prove(["13,75", "13.75"], "number", declared="en_US")

    assert proof.values == (None, Decimal("13.75"))
    assert list(proof.rejected) == [0]
    assert "grouping" in proof.rejected[0].message
    assert proof.rejected[0].value == "13,75"


@pytest.mark.parametrize(
    ("kind", "cells", "readings"),
    [
        pytest.param(
            "number", ["1.234", "2.500", "12.000"], ("de 1234", "en 1.234"), id="thousands or not"
        ),
        pytest.param(
            "date", ["03/04/2026"], ("dmy 2026-04-03", "mdy 2026-03-04"), id="day or month"
        ),
    ],
)
def test_an_ambiguous_column_stops_with_its_readings(
    kind: str, cells: list[str], readings: tuple[str, str]
) -> None:
    proof = prove(cells, kind)  # type: ignore[arg-type]

    assert proof.status == "ambiguous"
    assert set(proof.values) == {None}
    assert list(proof.rejected) == list(range(len(cells)))
    assert all(reading in proof.rejected[0].message for reading in readings)


@dataclass(frozen=True)
class Part:
    id: str
    amount: Decimal


def test_no_row_of_an_ambiguous_column_is_written_and_none_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "parts.csv"
    file.write_text("id;amount\nA;1.234\nB;2.500\nC;12.000\n", encoding="utf-8")

    found = Importer(Part).read(file)

    assert found.records == ()
    assert [(row.number, row.raw["amount"]) for row in found.rejected] == [
        (2, "1.234"),
        (3, "2.500"),
        (4, "12.000"),
    ]
    assert {f.code for f in found.findings} == {"import.ambiguous", "import.ambiguous_column"}


def test_a_declared_column_gives_up_only_the_cell_that_does_not_fit(tmp_path: Path) -> None:
    file = tmp_path / "parts.csv"
    file.write_text('id,amount\nA,"1,234.50"\nB,"13,75"\n', encoding="utf-8")

    found = Importer(Part, form=FileForm(number="en-US")).read(file)

    assert found.records == (Part("A", Decimal("1234.50")),)
    (row,) = found.rejected
    assert (row.number, dict(row.raw)) == (3, {"id": "B", "amount": "13,75"})
    assert [(f.code, f.where, f.value) for f in row.findings] == [
        ("import.number", "rows[3].amount", "13,75")
    ]
