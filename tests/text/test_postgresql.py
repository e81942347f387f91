# ruff: noqa: S608 - statements are put together from our own values
"""PostgreSQL derives the same states, counts and backlog, and sorts keys as bytes."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crmi18n.text import backlog_sql, coverage, coverage_sql, index_sql, sort_key, status_sql
from tests.text.test_counting import RECORDS, played

Ask = Callable[[str], list[list[str]]]


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Start a server of our own, which refuses to run as root, and end it."""
    if shutil.which("initdb") is None or shutil.which("psql") is None:
        pytest.skip("PostgreSQL is not installed")
    as_user: list[str] = []
    folder = Path(tempfile.mkdtemp(prefix="crmi18n-text-"))
    if os.geteuid() == 0:
        if shutil.which("runuser") is None:
            pytest.skip("no other user to run the server as")
        as_user = ["runuser", "-u", "postgres", "--"]
        shutil.chown(folder, "postgres")
    data, run = folder / "data", [*as_user]

    def call(*command: str, given: str = "") -> str:
        found = subprocess.run(
            [*run, *command], input=given, capture_output=True, text=True, check=True, cwd="/"
        )
        return found.stdout

    call("initdb", "-D", str(data), "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-k {folder} -c listen_addresses= -F"
    call("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")

    def asked(sql: str) -> list[list[str]]:
        user = "postgres" if as_user else ""
        command = ["psql", "-h", str(folder), "-d", "postgres", "-X", "-q", "--csv", "-t"]
        command += ["-v", "ON_ERROR_STOP=1", *(["-U", user] if user else [])]
        return list(csv.reader(io.StringIO(call(*command, given=sql))))

    yield asked
    call("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    shutil.rmtree(folder)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def test_states_of_two_hundred_histories(ask: Ask) -> None:
    chance = random.Random(7)  # noqa: S311
    steps = ["local", "corporate", "machine", "confirm", "reject", "drop"]
    texts = ["a", "b", "a  b", "", "c'd\"e", "ä\u0301"]
    documents = [
        played([(chance.choice(steps), chance.choice(texts)) for _ in range(chance.randrange(9))])
        for _ in range(200)
    ]
    rows = ", ".join(f"({i}, {quoted(json.dumps(d.to_dict()))})" for i, d in enumerate(documents))
    status = status_sql("doc", "en", dialect="postgresql")
    found = ask(
        "CREATE TABLE t (id int, doc jsonb);"
        f"INSERT INTO t VALUES {rows};"
        f"ALTER TABLE t ADD state text GENERATED ALWAYS AS ({status}) STORED;"
        "SELECT state FROM t ORDER BY id"
    )

    assert [row[0] for row in found] == [document.status("en") for document in documents]


def test_coverage_and_backlog(ask: Ask) -> None:
    rows = ", ".join(
        f"({r['id']}, '{r['site']}', {quoted(json.dumps(r['title'].to_dict())) if r['title'] else 'NULL'})"  # type: ignore[attr-defined]  # noqa: E501
        for r in RECORDS
    )
    ask(
        "CREATE TABLE deals (id int, site text, title jsonb);"
        f"INSERT INTO deals VALUES {rows};"
        + ";".join(index_sql("deals", "title", "en", dialect="postgresql"))
    )
    expected = coverage(RECORDS, ["title"], language="en", by="site")
    counted = ask(coverage_sql("deals", ["title"], "en", dialect="postgresql", by="site"))
    waiting = ask(backlog_sql("deals", ["title"], "en", dialect="postgresql", by="site"))

    assert {tuple(row) for row in counted} == {
        (c.field, c.group, c.language, c.status, str(c.texts), str(c.words))
        for c in expected.cells
    }
    assert [row[:6] for row in waiting] == [
        [str(i.record), i.field, i.group, i.language, i.status, str(i.words)]
        for i in expected.backlog
    ]


def test_sort_keys_as_bytea(ask: Ask) -> None:
    names = ["Zebra", "Ærø", "Ørsted", "Åa", "Aabenraa", "Ålborg", "Aalborg", "Andersen"]
    rows = ", ".join(
        rf"({quoted(name)}, '\x{sort_key(name, locale='da').hex()}')" for name in names
    )
    found = ask(
        "CREATE TABLE names (name text, key bytea);"
        f"INSERT INTO names VALUES {rows}; SELECT name FROM names ORDER BY key"
    )

    assert [row[0] for row in found] == sorted(names, key=lambda n: sort_key(n, locale="da"))
