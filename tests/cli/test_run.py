"""The files of a report are written whole, where and for whom they are meant, or not at all."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from crmi18n.cli import main

GROUP = Path(__file__).parents[2] / "examples" / "rollout"
COMMAND = ["report", str(GROUP), "--as", "munich", "--locale", "de", "--on", "2026-10-30"]


def refused(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main([*COMMAND, *options]) == 2
    return capsys.readouterr().err


@pytest.mark.parametrize("option", ["--html", "--json"])
def test_a_folder_is_no_file(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert f"{option}: {tmp_path} is a folder" in refused(capsys, option, str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_one_file_is_not_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, same = tmp_path / "report", tmp_path / "x" / ".." / "report"

    assert "--html already" in refused(capsys, "--html", str(one), "--json", str(same))
    assert not one.exists()


def test_a_path_that_cannot_be_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.touch()

    loop = tmp_path / "loop"
    loop.symlink_to(loop)

    for path in (file / "report.json", tmp_path / ("x" * 300), loop):
        told = refused(capsys, "--json", str(path))
        assert str(path) in told
        assert "cannot be written" in told
    assert sorted(tmp_path.iterdir()) == [file, loop]


def test_the_user_says_who_may_read_a_report(tmp_path: Path) -> None:
    report = tmp_path / "new" / "report.json"
    before = os.umask(0o077)
    try:
        main([*COMMAND, "--json", str(report)])
    finally:
        os.umask(before)

    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert list(report.parent.iterdir()) == [report]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    report, link = tmp_path / "report.json", tmp_path / "latest.json"
    report.write_text("old", encoding="utf-8")
    link.symlink_to(report.name)

    main([*COMMAND, "--json", str(link)])

    assert link.is_symlink()
    assert report.read_text("utf-8").startswith("{")


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")))
    reader.start()

    main([*COMMAND, "--json", str(pipe)])
    reader.join(10)

    assert read[0].startswith("{")
    assert pipe.is_fifo()


def test_a_report_is_written_even_if_nobody_reads_on(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    command = [sys.executable, "-c", "import sys; from crmi18n.cli import main; sys.exit(main())"]
    run = subprocess.Popen(
        [*command, *COMMAND, "--json", str(report)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert run.stdout
    assert run.stderr
    run.stdout.close()
    errors = run.stderr.read()
    run.stderr.close()
    run.wait()

    assert b"Traceback" not in errors
    assert report.exists()


def test_a_deal_that_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "there is no deal 'NOPE'" in refused(capsys, "--record", "NOPE")


@pytest.mark.parametrize(
    ("options", "deal"),
    [
        pytest.param(["--record", "MUC-O12"], "MUC-O12", id="the one asked for"),
        pytest.param([], "DXB-O01", id="else the largest whose language is foreign here"),
    ],
)
def test_the_card_is_of_the_deal(
    options: list[str], deal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main([*COMMAND, *options])
    printed = capsys.readouterr().out
    card = printed[printed.index("Vorgang ") : printed.index("Kommende Termine")]

    assert card.startswith(f"Vorgang {deal} ")
    assert "Wahrscheinlichkeit" in card
