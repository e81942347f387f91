# ruff: noqa: S608 - statements are put together from our own values
"""PostgreSQL gives the cents of Python's fractions, by a table of rates and one expression."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from crmi18n import RateBook
from crmi18n.ext.postgresql import convert_expression, convert_sql, rates_sql
from crmi18n.money.table import TableRounding
from tests.ext.rows import WIDE, adversarial, book, expected
from tests.money.conftest import NewUrl, new_postgresql

__all__ = ["new_postgresql"]  # the room's server

SINCE = date(2022, 10, 3)


def run(url: str, statements: list[str], query: str) -> list[Any]:
    sqlalchemy = pytest.importorskip("sqlalchemy")
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        found = list(connection.exec_driver_sql(query))
        connection.rollback()
    engine.dispose()
    return found


@pytest.mark.parametrize(("to", "rounding"), [("EUR", "half_up"), ("JPY", "half_even")])
def test_the_cents_of_fractions(to: str, rounding: TableRounding, new_postgresql: NewUrl) -> None:
    rows = adversarial(4_000, SINCE)
    table = book().table(to, start=SINCE, end=date(2026, 11, 9))
    table_rows = [
        f"({n}, {Decimal(amount).scaleb(-3, WIDE):f}, '{code}', '{day}')"
        for n, (amount, code, day) in enumerate(rows)
        if day <= table.end
    ]
    statements = [
        *rates_sql(table, name="rates to"),
        'CREATE TABLE deals (id int, "Value" numeric, code text, day date)',
        f"INSERT INTO deals VALUES {', '.join(table_rows)}",
    ]
    query = convert_sql(
        "deals",
        amount="Value",
        currency="code",
        date="day",
        to=to,
        rates="rates to",
        rounding=rounding,
    )
    found = run(new_postgresql(), statements, f"SELECT * FROM ({query}) q ORDER BY id")
    wanted = expected(book(), rows, to, rounding, 3)
    kept = [want for row, want in zip(rows, wanted, strict=True) if row[2] <= table.end]

    assert [row[4] for row in found] == kept
    assert sum(row[5] is not None for row in found) == kept.count(None)
    assert len(found) > 3_000


def test_refuses_what_no_rate_is_made_for() -> None:
    day = date(2026, 6, 30)
    table = RateBook.ecb().table("EUR", start=day, end=day, currencies=["USD"])
    with pytest.raises(ValueError, match="down"):
        convert_expression("a", to="EUR", rounding="down")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="budget"):
        list(rates_sql(table, name="r", kind="budget"))


def test_names_are_quoted() -> None:
    query = convert_sql('a"; DROP', amount="x", currency="c", date="d", to="EUR", rates="r'); --")

    assert '"a""; DROP"' in query
    assert '"r\'); --"' in query
