"""Coverage counts what is done, what wants work and what is not needed; SQL counts the same."""

from __future__ import annotations

import json
import math
import sqlite3
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given, strategies as st

from crmi18n.errors import ParseError, TimeKindError, UnknownLocaleError
from crmi18n.text import (
    DualDocument,
    DualText,
    LocalizedText,
    backlog_sql,
    coverage,
    coverage_sql,
    index_sql,
    status_sql,
)

JUNE = datetime(2026, 6, 1, tzinfo=UTC)
JULY = datetime(2026, 7, 1, tzinfo=UTC)
START = DualText("x", local_lang="de").with_local("Rahmenvertrag Wartung", at=JUNE)
DONE = START.with_corporate("Framework agreement", at=JUNE).confirm(by="u17")
RECORDS = [
    {"id": 1, "site": "munich", "title": START},
    {"id": 2, "site": "munich", "title": DONE},
    {
        "id": 3,
        "site": "munich",
        "title": DONE.with_local("Rahmenvertrag Wartung und mehr", at=JULY),
    },
    {
        "id": 4,
        "site": "linz",
        "title": START.with_corporate("Agreement", origin="machine", at=JULY),
    },
    {"id": 5, "site": "linz", "title": START.with_corporate("Siemens AG", origin="verbatim")},
    {"id": 6, "site": "linz", "title": DualText("12-B", local_lang="zxx")},
    {"id": 7, "site": "linz", "title": None},
    {"id": 8, "site": "linz", "title": DONE.with_corporate("Edited")},
    {"id": 9, "site": "linz", "title": DONE.with_corporate("Edited").with_local("Neu", at=JULY)},
    {"id": 10, "site": "linz", "title": DualText(None, local_lang="de", corporate="English only")},
]


def test_counts_words_and_shares() -> None:
    found = coverage(RECORDS, ["title"], language="en", by="site")
    cells = {(c.group, c.status): (c.texts, c.words) for c in found.cells}

    assert cells == {
        ("munich", "missing"): (1, 2),
        ("munich", "reviewed"): (1, 2),
        ("munich", "outdated"): (1, 4),
        ("linz", "machine"): (1, 1),
        ("linz", "not_needed"): (2, 3),
        ("linz", "edited"): (1, 1),
        ("linz", "diverged"): (1, 1),
        ("linz", "original"): (1, 2),
    }
    assert found.texts == 2 / 7
    assert found.words == 4 / 13
    assert found.where(group="munich").texts == 1 / 3


def test_the_backlog_begins_with_what_waits_longest() -> None:
    backlog = coverage(RECORDS, ["title"], language="en").backlog

    assert [(item.record, item.status) for item in backlog] == [
        (1, "missing"),
        (3, "outdated"),
        (4, "machine"),
        (9, "diverged"),
        (8, "edited"),
    ]
    assert backlog[0].age(JULY) == timedelta(days=30)
    assert backlog[4].age(JULY) is None


def test_several_languages_and_how_long_they_wait() -> None:
    found = coverage(RECORDS, ["title"], language=["en", "fr"])

    assert found.where(language="en") == coverage(RECORDS, ["title"], language="en")
    assert {item.status for item in found.where(language="fr").backlog} == {"missing"}
    assert found.where(language="en").ages(JULY + timedelta(days=60), (7, 60)) == (
        (7, 0, 0),
        (60, 3, 6),
        (math.inf, 1, 2),
        (None, 1, 1),
    )


def test_everything_can_be_done() -> None:
    assert coverage(RECORDS[4:7], ["title"], language="en").texts == 1.0
    assert coverage([], ["title"]).words == 1.0


def test_documents_count_by_segment_and_objects_are_read_by_attribute() -> None:
    document = DualDocument.of("Eins zwei.\n\nDrei.", local_lang="de").with_corporate(
        {"s1": "One."}
    )
    record = SimpleNamespace(id=1, body=document, name=LocalizedText.of("Vertrag", lang="en"))
    found = coverage([record], ["body", "name"], language="en", key=lambda r: f"r{r.id}")

    assert [(i.record, i.field, i.status) for i in found.backlog] == [
        ("r1", "body#s1", "draft"),
        ("r1", "body#s2", "missing"),
    ]
    assert len(found.where(field="body").backlog) == 2
    assert found.where(field="name").texts == 1.0


def test_another_value_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="str"):
        coverage([{"title": "plain"}], ["title"])
    with pytest.raises(UnknownLocaleError):
        coverage([], ["title"], language="?")


@pytest.fixture
def base() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE deals (id INTEGER, site TEXT, title TEXT)")
    rows = [
        (r["id"], r["site"], json.dumps(r["title"].to_dict()) if r["title"] else None)  # type: ignore[attr-defined]
        for r in RECORDS
    ]
    connection.executemany("INSERT INTO deals VALUES (?, ?, ?)", rows)
    return connection


def test_sqlite_counts_the_same(base: sqlite3.Connection) -> None:
    found = coverage(RECORDS, ["title"], language="en", by="site")
    query = coverage_sql("deals", ["title"], "en", dialect="sqlite", by="site")

    assert {tuple(row) for row in base.execute(query)} == {
        (c.field, c.group, c.language, c.status, c.texts, c.words) for c in found.cells
    }


def test_sqlite_has_the_same_backlog(base: sqlite3.Connection) -> None:
    found = coverage(RECORDS, ["title"], language="en", by="site").backlog
    query = backlog_sql("deals", ["title"], "en", dialect="sqlite", by="site")
    rows = base.execute(query).fetchall()

    assert [row[:6] for row in rows] == [
        (i.record, i.field, i.group, i.language, i.status, i.words) for i in found
    ]
    assert [row[6] and datetime.fromisoformat(row[6]) for row in rows] == [i.since for i in found]


def test_indexes_are_made_and_used(base: sqlite3.Connection) -> None:
    for statement in index_sql("deals", "title", "de-AT", dialect="sqlite"):
        base.execute(statement)
    text = """json_extract("title", '$."v"."de-AT"."t"')"""
    plan = base.execute(f"EXPLAIN QUERY PLAN SELECT id FROM deals ORDER BY {text}").fetchall()  # noqa: S608

    assert "deals_title_de_at_text" in plan[0][3]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["local", "corporate", "machine", "confirm", "reject", "drop"]),
        st.sampled_from(["a", "b", "a  b", "", "c'd\"e", "ä\u0301"]),
    ),
    max_size=8,
)


def played(steps: list[tuple[str, str]]) -> LocalizedText:
    document = LocalizedText.of("start", lang="de-AT")
    for step, text in steps:
        there = document.get("en") is not None
        match step:
            case "local":
                document = document.with_text("de-AT", text)
            case "corporate":
                document = document.with_text("en", text)
            case "machine":
                document = document.with_text("en", text, origin="machine")
            case "confirm" if there:
                document = document.confirm("en")
            case "reject" if there:
                document = document.reject("en")
            case "drop" if there:
                document = document.without("en")
    return document


@given(STEPS)
def test_the_status_in_sql_is_the_status(steps: list[tuple[str, str]]) -> None:
    document = played(steps)
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE t (doc TEXT)")
        connection.execute("INSERT INTO t VALUES (?)", (json.dumps(document.to_dict()),))
        for lang in ("en", "de-AT", "fr"):
            query = f"SELECT {status_sql('doc', lang, dialect='sqlite')} FROM t"  # noqa: S608
            assert connection.execute(query).fetchone()[0] == document.status(lang)


@pytest.mark.parametrize(
    ("column", "lang", "dialect", "error"),
    [
        pytest.param('a"; DROP TABLE t; --', "en", "sqlite", ParseError, id="a name that is none"),
        pytest.param("title", "de'||'x", "sqlite", UnknownLocaleError, id="a tag that is none"),
        pytest.param("title", "en", "oracle", ParseError, id="another dialect"),
    ],
)
def test_refuses(column: str, lang: str, dialect: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        status_sql(column, lang, dialect=dialect)  # type: ignore[arg-type]


def test_sqlite_orders_fractions_of_a_second() -> None:
    moments = [JUNE + timedelta(microseconds=us) for us in (500_000, 0, 1_000_000)]
    records = [
        {"id": i, "t": LocalizedText.of("", lang="de").with_text("de", "x", at=at)}
        for i, at in enumerate(moments)
    ]
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE x (id INTEGER, t TEXT)")
        rows = [(r["id"], json.dumps(r["t"].to_dict())) for r in records]  # type: ignore[attr-defined]
        connection.executemany("INSERT INTO x VALUES (?, ?)", rows)
        found = connection.execute(backlog_sql("x", ["t"], "en", dialect="sqlite")).fetchall()

    assert [row[0] for row in found] == [1, 0, 2]
    assert [i.record for i in coverage(records, ["t"], language="en").backlog] == [1, 0, 2]


def test_indexes_of_long_names_have_names_of_their_own() -> None:
    made = index_sql("t" * 60, "c" * 60, "en", dialect="postgresql")
    made += index_sql("t" * 60, "c" * 59, "en", dialect="postgresql")
    names = {statement.split('"')[1] for statement in made}

    assert len(names) == 4
    assert max(map(len, names)) <= 63


def test_a_naive_moment_has_no_age() -> None:
    found = coverage(RECORDS, ["title"], language="en")
    naive = datetime(2026, 8, 1)  # noqa: DTZ001

    for ask in (found.ages, found.backlog[0].age):
        with pytest.raises(TimeKindError):
            ask(naive)


def test_one_name_is_no_list_of_fields() -> None:
    with pytest.raises(TypeError, match="list of names"):
        coverage(RECORDS, "title")
