"""What is wrong with a group's files is told, and never taken for a sound figure."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crmi18n.cli import main
from crmi18n.cli.report import terminal

HOUSE = """
[group]
house_currency = "EUR"
[sites.berlin]
name = "Berlin"
country = "DE"
currency = "EUR"
language = "de"
locale = "de-DE"
zone = "Europe/Berlin"
[sites.berlin.files]
number = "en"
date = "ymd"
time = "24h"
delimiter = ","
accounts.path = "accounts.csv"
opportunities.path = "opportunities.csv"
meetings.path = "meetings.csv"
"""
ACCOUNTS = """\
id,address.country,address.postal_code,address.locality,address.line1,address.organization
A,DE,10115,Berlin,Invalidenstraße 1,Muster GmbH
"""
OPPORTUNITIES = """\
id,account,title.local,title.corporate,amount,stage,probability,close_date
O1,A,Prüfstand,Test bench,1000,lead,50 %,2026-12-01
"""
MEETINGS = """\
id,account,subject.local,subject.corporate,start.date,start.time,start.duration
M1,A,Start,Kick-off,2026-12-01,10:00,60
"""

Run = Callable[..., tuple[int, dict[str, Any], str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Write a group's files, run the command, and return code, data and what it printed."""

    def _run(**files: str | bytes | None) -> tuple[int, dict[str, Any], str]:
        sound = {
            "house.toml": HOUSE,
            "accounts.csv": ACCOUNTS,
            "opportunities.csv": OPPORTUNITIES,
            "meetings.csv": MEETINGS,
        }
        given = {f"{name}.{'toml' if name == 'house' else 'csv'}": c for name, c in files.items()}
        for name, content in (sound | given).items():
            if content is not None:
                text = content.encode() if isinstance(content, str) else content
                (tmp_path / name).write_bytes(text)
        report = tmp_path / "report.json"
        page = tmp_path / "report.html"
        command = ["report", str(tmp_path), "--as", "berlin", "--locale", "en-US"]
        files_ = ["--json", str(report), "--html", str(page)]
        code = main([*command, "--on", "2026-10-30", *files_])
        return code, json.loads(report.read_text("utf-8")), capsys.readouterr().out

    return _run


def warned(report: dict[str, Any]) -> list[tuple[str, str, int | None, str]]:
    return [
        (found["code"], found["file"], found["row"], found["column"])
        for found in report["findings"]
        if found["severity"] != "info"
    ]


def test_a_sound_group_is_complete(run: Run) -> None:
    code, report, printed = run()

    assert (code, report["complete"], warned(report)) == (0, True, [])
    assert report["pipeline"]["open"]["total"] == {"amount": "1000.00", "currency": "EUR"}
    assert "Incomplete" not in printed


@pytest.mark.parametrize("content", [None, "", "no table", "id,stage\nO1,lead\n"])
def test_a_pipeline_without_a_sites_export_is_not_complete(run: Run, content: str | None) -> None:
    code, report, printed = run(opportunities=content)

    assert (code, report["complete"]) == (1, False)
    assert report["pipeline"]["sites"]["berlin"]["complete"] is False
    assert warned(report) == [("import.unreadable_file", "opportunities.csv", None, "")]
    assert "Incomplete" in printed
    assert "opportunities.csv: file not readable" in printed


def test_a_file_that_the_report_does_not_know_is_named(run: Run) -> None:
    _, report, _ = run(house=HOUSE.replace("opportunities.path", "oportunities.path"))

    assert warned(report) == [
        ("house.unknown_key", "house.toml", None, "sites.berlin.files.oportunities")
    ]


def test_an_id_that_is_given_twice_is_named_and_is_nobodys(run: Run) -> None:
    other = ACCOUNTS.splitlines()[1].replace("Muster GmbH", "Beispiel AG")

    _, report, printed = run(accounts=f"{ACCOUNTS}{other}\n")

    assert warned(report) == [("import.duplicate_id", "accounts.csv", 3, "id")]
    assert "Muster GmbH" not in printed
    assert "Beispiel AG" not in printed


def test_a_customer_that_there_is_not_is_named(run: Run) -> None:
    _, report, _ = run(opportunities=OPPORTUNITIES.replace("O1,A", "O1,B"))

    assert warned(report) == [("import.unknown_account", "opportunities.csv", 2, "account")]


def test_a_wrong_byte_in_a_header_is_shown(run: Run) -> None:
    code, report, _ = run(
        house=HOUSE.replace('delimiter = ","', 'delimiter = ","\nencoding = "utf-8"'),
        accounts=ACCOUNTS.encode()
        .replace(b"organization", b"organization,Stra\xdfe")
        .replace(b"Muster GmbH", b"Muster GmbH,x"),
    )

    accounts = next(file for file in report["files"] if file["table"] == "accounts")

    assert code == 0
    assert accounts["columns"][-1]["header"] == r"Stra\xdfe"


def test_an_impossible_probability_leaves_out_its_row_alone(run: Run) -> None:
    other = OPPORTUNITIES.splitlines()[1].replace("O1", "O2").replace("50 %", "500 %")

    code, report, _ = run(opportunities=f"{OPPORTUNITIES}{other}\n")

    assert code == 1
    assert warned(report) == [("import.parse", "opportunities.csv", 3, "probability")]
    assert report["pipeline"]["open"]["total"]["amount"] == "1000.00"


TRICKS = "\x1b[2J\x1b]0;x\x07\u202e[/x] [red]:smile:"
SHOWN = r"\x1b[2J\x1b]0;x\x07\u202e[/x] [red]:smile:"


def test_a_text_of_the_exports_is_nothing_but_a_text_on_a_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "_PIPED_WIDTH", 600)  # no cell is folded

    code, _, printed = run(
        house=HOUSE.replace('"Berlin"', json.dumps(f"B{TRICKS}")),
        accounts=ACCOUNTS.replace("Muster GmbH", f"G{TRICKS}"),
        opportunities=OPPORTUNITIES.replace("O1", f"O{TRICKS}")
        .replace("Prüfstand", f"P{TRICKS}")
        .replace("2026-12-01", f"D{TRICKS}")
        + OPPORTUNITIES.splitlines()[1].replace("O1", f"O{TRICKS}").replace("Prüf", TRICKS),
        meetings=MEETINGS.replace("Kick-off", f"S{TRICKS}"),
    )

    assert code == 1
    assert not {"\x1b", "\x07", "\u202e"} & set(printed)
    for name in "BODS":
        assert name + SHOWN in printed


def test_what_an_encoding_lacks_is_written_out(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", stream)

    code, _, _ = run(house=HOUSE.replace('"Berlin"', '"東京"'))
    stream.flush()

    assert code == 0
    assert rb"\u6771\u4eac" in stream.buffer.getvalue()


def test_a_finding_names_its_header_whatever_the_header_holds(run: Run) -> None:
    names = {"account": "Kd.Nr.", "amount": "Kd.Nr.Betrag", "title.local": "Kd"}
    header, row = OPPORTUNITIES.splitlines()
    columns = {names.get(name, name): name for name in header.split(",")}
    declared = ", ".join(f"{json.dumps(own)} = {json.dumps(of)}" for own, of in columns.items())
    house = HOUSE + f"opportunities.columns = {{{declared}}}\n"

    _, report, _ = run(
        house=house,
        opportunities=f"{','.join(columns)}\n{row.replace('O1,A', 'O1,B').replace('1000', '?')}\n"
        f"{row.replace('O1,A', 'O2,B')}\n",
    )

    assert [column for _, _, _, column in warned(report)] == ["Kd.Nr.Betrag", "Kd.Nr."]


@pytest.mark.parametrize(
    ("zone", "count"),
    [
        pytest.param('zone = "Europe/Berlin"', 1, id="the day of the viewer"),
        pytest.param('zone = "America/New_York"', 0, id="which is not yet there"),
        pytest.param("", 1, id="the day of the meeting, where the viewer has no zone"),
    ],
)
def test_a_meeting_is_to_come_from_the_day_on(run: Run, zone: str, count: int) -> None:
    header, row = MEETINGS.splitlines()
    row = row.replace("2026-12-01,10:00", "2026-10-30,00:30")

    _, _, printed = run(
        house=HOUSE.replace('zone = "Europe/Berlin"', zone),
        meetings=f"{header},start.zone\n{row},Europe/Berlin\n",
    )

    assert printed.count("Kick-off") == count


def test_a_row_left_out_is_told_at_its_site_and_of_the_whole(run: Run, tmp_path: Path) -> None:
    _, _, printed = run(opportunities=OPPORTUNITIES + "O2,A\n")
    page = (tmp_path / "report.html").read_text("utf-8")

    assert printed.count("rows left out: 1") == 2
    assert page.count("rows left out: 1") == 2
    assert "times in <bdi>Europe/Berlin" in page
