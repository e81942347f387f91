"""A proof says of every cell why it is held back, and is a value like any other."""

import copy
import pickle
from datetime import date
from decimal import Decimal

import pytest

from crmi18n import Proof, prove

PROOFS = [
    pytest.param(prove(["1.234", ""], "number", declared="de"), id="declared"),
    pytest.param(prove(["1.234,5", "x"], "number"), id="proved"),
    pytest.param(prove(["1.234"], "number"), id="ambiguous"),
    pytest.param(prove(["1,234.5", "1.234,5"], "number"), id="rejected"),
    pytest.param(prove([""], "date"), id="empty"),
]


@pytest.mark.parametrize("proof", PROOFS)
def test_a_proof_is_a_value(proof: Proof) -> None:
    assert pickle.loads(pickle.dumps(proof)) == proof  # noqa: S301 - our own bytes
    assert copy.deepcopy(proof) == proof
    assert hash(copy.copy(proof)) == hash(proof)
    with pytest.raises(TypeError):
        proof.rejected[0] = proof.rejected.get(0)  # type: ignore[index]


def test_every_cell_of_an_ambiguous_column_is_told_what_differs() -> None:
    found = prove(["12", "1.234", "abc"], "number").rejected

    assert [(f.code, f.value) for f in found.values()] == [
        ("import.ambiguous", "12"),
        ("import.ambiguous", "1.234"),
        ("import.number", "abc"),
    ]
    assert "('1.234' is en 1.234 / de 1234)" in found[0].message
    assert "('1.234' is en 1.234 / de 1234)" in found[1].message
    assert found[2].message == "'abc' is no number in any form"


def test_a_column_of_no_form_names_the_cells_that_part_the_forms() -> None:
    message = prove(["abc", "1,234.5", "1.234,5"], "number").rejected[0].message

    assert "en fails at '1.234,5'" in message
    assert "de fails at '1,234.5'" in message
    assert "abc" not in message


def test_cells_that_no_form_reads_are_named() -> None:
    assert "en fails at 'abc'" in prove(["abc"], "number").rejected[0].message


@pytest.mark.parametrize(
    ("kind", "cells", "form"),
    [
        pytest.param("time", ["13:00"], "24h", id="an hour past noon"),
        pytest.param("time", ["1:00 PM"], "12h", id="the mark of an afternoon"),
        pytest.param("percent", ["12,5 %"], "de", id="the decimal sign of a percentage"),
        pytest.param("date", ["2026年3月4日"], "ymd", id="the characters of a date"),
        pytest.param("date", ["２０２６／０３／０４"], "ymd", id="wide digits and slashes"),
    ],
)
def test_one_cell_proves_a_form(kind: str, cells: list[str], form: str) -> None:
    proof = prove(cells, kind)  # type: ignore[arg-type]

    assert (proof.status, proof.form, dict(proof.rejected)) == ("proved", form, {})


@pytest.mark.parametrize(
    ("declared", "cell", "day"),
    [
        pytest.param("th", "29/11/2569", date(2026, 11, 29), id="Buddhist"),
        pytest.param("th-u-ca-gregory", "29/11/2026", date(2026, 11, 29), id="Gregorian"),
        pytest.param("fa", "1405/09/08", date(2026, 11, 29), id="Persian"),
        pytest.param("dmy buddhist", "29/11/69", date(2026, 11, 29), id="the name of a proof"),
        pytest.param("ja-u-ca-japanese", "2026/11/29", date(2026, 11, 29), id="years of no era"),
    ],
)
def test_declared_days_are_of_the_calendar_of_the_locale(
    declared: str, cell: str, day: date
) -> None:
    assert list(prove([cell], "date", declared=declared).values) == [day]


def test_a_gregorian_year_in_a_buddhist_column_is_told() -> None:
    proof = prove(["29/11/2026", "29/11/2569"], "date", declared="th")

    assert (proof.form, [*proof.rejected]) == ("dmy buddhist", [0])
    assert "(ambiguous); dmy would read 2026-11-29" in proof.rejected[0].message


@pytest.mark.parametrize(
    ("cells", "candidates"),
    [
        pytest.param(["29/11/2569"], ("dmy", "dmy buddhist"), id="Thailand"),
        pytest.param(["๒๙/๑๑/๒๕๖๙"], ("dmy", "dmy buddhist"), id="Thai digits"),
        pytest.param(["2569-11-29"], ("ymd", "ymd buddhist"), id="with hyphens"),
        pytest.param(
            ["1405/09/18"], ("ymd", "ymd persian", "ymd islamic-umalqura"), id="Iran or Arabia"
        ),
        pytest.param(
            ["03/04/2569"],
            ("dmy", "mdy", "dmy buddhist", "mdy buddhist"),
            id="two orders",
        ),
    ],
)
def test_years_of_another_calendar_are_not_taken_for_gregorian_ones(
    cells: list[str], candidates: tuple[str, ...]
) -> None:
    proof = prove(cells, "date")

    assert (proof.status, proof.candidates) == ("ambiguous", candidates)
    assert f"{candidates[0]} " in proof.rejected[0].message


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(["29/11/2026"], id="our time"),
        pytest.param(["29/11/69"], id="two digits"),
        pytest.param(["29/11/1850"], id="long ago"),
        pytest.param(["31/12/9999"], id="never"),
    ],
)
def test_other_years_are_gregorian(cells: list[str]) -> None:
    proof = prove(cells, "date")

    assert (proof.status, proof.form, dict(proof.rejected)) == ("proved", "dmy", {})


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        pytest.param(["29/11/2026", "29/11/2569"], "proved", id="the others prove an order"),
        pytest.param(["01/02/2026", "29/11/2569"], "ambiguous", id="the others prove none"),
    ],
)
def test_a_buddhist_year_beside_others_is_held_back(cells: list[str], status: str) -> None:
    proof = prove(cells, "date")

    assert (proof.status, proof.values[1]) == (status, None)
    assert proof.rejected[1].message.endswith(
        "(ambiguous); dmy would read 2569-11-29; dmy buddhist would read 2026-11-29"
    )


def test_a_day_that_is_of_another_calendar_alone_is_rejected_alone() -> None:
    proof = prove(["29/11/2026", "29/02/2567"], "date")

    assert (proof.status, proof.form, [*proof.rejected]) == ("proved", "dmy", [1])
    assert "dmy buddhist would read 2024-02-29" in proof.rejected[1].message
    assert prove(["29/02/2567"], "date").status == "rejected"


@pytest.mark.parametrize("cell", ["$", "kr", "¥"])
def test_a_symbol_of_several_currencies_proves_none(cell: str) -> None:
    assert prove([cell], "currency").status == "ambiguous"


def test_no_kind_of_column_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        prove(["red"], "colour")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cells", "declared", "form", "values"),
    [
        (["50%", "0.5"], None, "en", ["0.50", "0.005"]),
        (["50", "0.5"], "en", "en", ["0.50", "0.005"]),
        (["0,5", "1"], "de ratio", "de ratio", ["0.5", "1"]),
        (["0,5", "1"], "de percent", "de", ["0.005", "0.01"]),
        (["0", ""], "de", "de", ["0.00", None]),
        (["0.5", "0.25", "1"], None, None, [None, None, None]),
        (["0,5"], "de", None, [None]),
    ],
    ids=[
        "a sign says it",
        "one is above 1",
        "ratios, declared",
        "percentages, declared",
        "nothing is nothing either way",
        "half a per cent or a half",
        "a locale alone does not say it",
    ],
)
def test_a_ratio_is_not_taken_for_a_percentage(
    cells: list[str], declared: str | None, form: str | None, values: list[str | None]
) -> None:
    found = prove(cells, "percent", declared=declared)

    assert found.form == form
    assert list(found.values) == [None if v is None else Decimal(v) for v in values]
    assert all("ratio" in finding.message for finding in found.rejected.values())


def test_a_declared_ratio_above_one_is_rejected_alone() -> None:
    found = prove(["0.5", "50"], "percent", declared="en ratio")

    assert found.values == (Decimal("0.5"), None)
    assert list(found.rejected) == [1]
