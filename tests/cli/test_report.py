"""The report of the example group names every planted defect, and refuses no sound row."""

import importlib.util
import json
import re
import shutil
import sys
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from crmi18n import RateBook
from crmi18n.cldr import label
from crmi18n.cli import main

ROOT = Path(__file__).parents[2]
GROUP = ROOT / "examples" / "rollout"


class Planted(NamedTuple):
    """What the report has to say of a defect: the finding's code, and whether the row is out."""

    code: str
    left_out: bool


PLANTED = {
    "ambiguous date column": Planted("import.ambiguous", left_out=True),
    "impossible number": Planted("import.number", left_out=True),
    "withdrawn currency": Planted("money.withdrawn_currency", left_out=False),
    "currency without a rate": Planted("money.missing_rate", left_out=False),
    "state not of the country": Planted("address.administrative_area.unknown", left_out=False),
    "postal code of the wrong form": Planted("address.postal_code.form", left_out=False),
    "wall time that does not exist": Planted("time.gap", left_out=False),
    "wall time that happens twice": Planted("time.fold", left_out=False),
    "missing corporate text": Planted("text.missing_corporate", left_out=False),
    "unknown unit": Planted("import.unknown_unit", left_out=True),
    "truncated row": Planted("import.truncated_row", left_out=True),
    "wrong byte": Planted("import.wrong_byte", left_out=True),
}


@cache
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "rollout_exports", ROOT / "tools/rollout_exports.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def landings() -> Iterator[Any]:
    for export in generator().exports():
        yield from export.landings


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the command once, and return where its files are."""
    made = tmp_path_factory.mktemp("report")
    command = ["report", str(GROUP), "--as", "munich", "--locale", "de", "--on", "2026-10-30"]
    files = ["--json", str(made / "report.json"), "--html", str(made / "report.html")]

    assert main([*command, *files]) == 1  # rows were left out, and are listed

    return made


@pytest.fixture(scope="module")
def report(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return found


def test_the_exports_are_what_the_readable_tables_say() -> None:
    for export in generator().exports():
        assert (GROUP / export.path).read_bytes() == export.content, export.path


def test_every_kind_of_defect_is_planted_once() -> None:
    assert sorted(landing.defect.name for landing in landings()) == sorted(PLANTED)


@pytest.mark.parametrize("landing", list(landings()), ids=lambda landing: landing.defect.name)
def test_a_planted_defect_is_named(report: dict[str, Any], landing: Any) -> None:
    expected = PLANTED[landing.defect.name]
    named = [
        finding
        for finding in report["findings"]
        if finding["file"] == landing.path
        and finding["code"] == expected.code
        and landing.row in (None, finding["row"])
    ]

    assert named
    for finding in named:
        assert finding["left_out"] is expected.left_out
        assert finding["column"] in (landing.header, "") or landing.header.startswith(
            finding["column"]
        )


def test_only_rows_with_a_defect_are_left_out(report: dict[str, Any]) -> None:
    refused = {
        (file["site"], file["table"], row["row"])
        for file in report["files"]
        for row in file["left_out"]
    }
    planted = {
        (landing.defect.site, landing.defect.table, landing.row)
        for landing in landings()
        if PLANTED[landing.defect.name].left_out and landing.row
    }
    ambiguous = {("sydney", "meetings", row) for row in range(2, 6)}

    assert refused == planted | ambiguous


def test_no_sound_row_has_an_error_or_a_warning(report: dict[str, Any]) -> None:
    planted = {(landing.path, landing.row) for landing in landings()}
    others = [
        finding
        for finding in report["findings"]
        if finding["severity"] != "info"
        and (finding["file"], finding["row"]) not in planted
        and finding["file"] != "sydney/meetings.csv"
    ]

    assert others == []


def test_every_row_of_every_file_is_a_record_or_listed(report: dict[str, Any]) -> None:
    rows = {
        (file["site"], file["table"]): len(file["records"]) + len(file["left_out"])
        for file in report["files"]
    }
    tables = {name: (ROOT / f"tools/rollout/{name}.tsv") for name in generator().NAMES}

    assert len(rows) == 8 * 3
    for name, table in tables.items():
        written = len(table.read_text(encoding="utf-8").splitlines()) - 1
        assert sum(count for (_, found), count in rows.items() if found == name) == written


def test_the_group_is_large_enough_to_mean_something() -> None:
    sizes = {
        name: len((ROOT / f"tools/rollout/{name}.tsv").read_text(encoding="utf-8").splitlines())
        - 1
        for name in generator().NAMES
    }

    assert sizes["accounts"] >= 40
    assert sizes["opportunities"] >= 80
    assert sizes["meetings"] >= 30


def test_an_amount_without_a_rate_has_no_value_and_the_total_says_so(
    report: dict[str, Any],
) -> None:
    (left,) = report["pipeline"]["open"]["unconverted"]
    records = {
        record["record"]["id"]: record for file in report["files"] for record in file["records"]
    }

    assert left["id"] == "DXB-O11"
    assert left["amount"] == {"amount": "18500000.00", "currency": "KES"}
    assert records["DXB-O11"]["value"] is None
    assert report["complete"] is False


def test_without_rates_no_foreign_amount_becomes_a_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(GROUP, tmp_path / "group")
    house = tmp_path / "group" / "house.toml"
    house.write_text(re.sub(r"(?m)^rates = .*$", "", house.read_text(encoding="utf-8")), "utf-8")
    monkeypatch.setattr(RateBook, "ecb", RateBook)
    command = ["report", str(tmp_path / "group"), "--as", "munich", "--locale", "en-US"]
    files = ["--json", str(tmp_path / "report.json"), "--html", str(tmp_path / "report.html")]

    main([*command, "--on", "2026-10-30", *files])

    found = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    deals = [
        (record["record"]["amount"]["original"], record["value"])
        for file in found["files"]
        if file["table"] == "opportunities"
        for record in file["records"]
        if record["record"]["stage"] != "lost"
    ]
    valued = {money["currency"] for money, value in deals if value}
    total = sum(
        Decimal(line["amount"])
        for money, value in deals
        if value and money["currency"] in ("EUR", "HRK")
        for line in [value["conversion"]["target"]]
    )
    shown = (*capsys.readouterr().out.splitlines(), (tmp_path / "report.html").read_text("utf-8"))
    sydney = next(line for line in shown if line.startswith("│ Sydney "))

    assert valued == {"EUR", "HRK"}  # the kuna has an irrevocable factor, and needs no rate
    open_, won = (Decimal(found["pipeline"][key]["total"]["amount"]) for key in ("open", "won"))
    assert open_ + won == total
    assert "€" not in sydney
    assert "€0.00" not in "".join(shown)


def test_the_page_says_everything_in_words(folder: Path) -> None:
    text = (folder / "report.html").read_text(encoding="utf-8")

    assert not re.findall(r">\s*((?:report|field|stage|severity|text|import)\.[a-z_]+)", text)


def test_every_finding_has_a_name_in_the_readers_language(report: dict[str, Any]) -> None:
    codes = {finding["code"] for finding in report["findings"]}

    assert all(label(code, locale="de") != label(code, locale="en") for code in codes)


def test_the_readme_lists_the_defects(report: dict[str, Any]) -> None:
    text = (GROUP / "README.md").read_text(encoding="utf-8")

    for landing in landings():
        row = "all" if landing.row is None else str(landing.row)
        assert f"| `{landing.path}` | {row} |" in text, landing.defect.name
        assert landing.defect.name in text
    assert report["findings"]
