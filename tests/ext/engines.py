"""Every engine behind one function: rows in, results and report out, in the order of the rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

from crmi18n.ext import (
    duckdb as ext_duckdb,
    pandas as ext_pandas,
    polars as ext_polars,
    pyarrow as ext_pyarrow,
)
from tests.ext.rows import WIDE, Row

__all__ = ["ENGINES", "FORMS", "columns"]

Answer = tuple[list[Any], list[tuple[Any, ...]]]

# How the amounts are given, and how many decimals they have; None: minor units.
FORMS: Final[dict[str, int | None]] = {
    "decimals": 2,
    "minor units": None,
    "strings": 2,
    "fine decimals": 5,
}


def columns(rows: Sequence[Row], form: str) -> dict[str, list[Any]]:
    scale = FORMS[form]
    amounts: list[Any] = [amount for amount, _, _ in rows]
    if scale is not None:
        amounts = [Decimal(amount).scaleb(-scale, WIDE) for amount in amounts]
    if form == "strings":
        amounts = [f"{amount:f}" for amount in amounts]
    return {
        "value": amounts,
        "code": [code for _, code, _ in rows],
        "day": [day for _, _, day in rows],
    }


def _names(to: str) -> Any:
    return {"amount": "value", "currency": "code", "date": "day", "to": to}


def by_polars(data: dict[str, list[Any]], to: str, **asked: Any) -> Answer:
    frame = pl.DataFrame(data, infer_schema_length=None)
    done, report = ext_polars.convert_frame(frame, on_missing="report", **_names(to), **asked)
    again = ext_polars.convert_frame(frame, on_missing="null", **_names(to), **asked)
    assert again.equals(done)
    assert done.drop(done.columns[3:]).equals(frame)
    return done[done.columns[3]].to_list(), report.rows()


def by_lazy_polars(data: dict[str, list[Any]], to: str, **asked: Any) -> Answer:
    frame = pl.LazyFrame(data, infer_schema_length=None)
    done, report = ext_polars.convert_frame(frame, on_missing="report", **_names(to), **asked)
    rows = done.collect(engine="streaming")
    return rows[rows.columns[3]].to_list(), report.collect(engine="streaming").rows()


def by_pyarrow(data: dict[str, list[Any]], to: str, **asked: Any) -> Answer:
    table = pa.table(data)
    done, report = ext_pyarrow.convert_frame(table, on_missing="report", **_names(to), **asked)
    return done.column(3).to_pylist(), [tuple(row.values()) for row in report.to_pylist()]


def by_pandas(data: dict[str, list[Any]], to: str, **asked: Any) -> Answer:
    frame = pd.DataFrame(data)
    done, report = ext_pandas.convert_frame(frame, on_missing="report", **_names(to), **asked)
    found = [None if x is pd.NA else x for x in done.iloc[:, 3]]
    return [int(x) if x is not None and not isinstance(x, Decimal) else x for x in found], [
        tuple(None if x != x else x for x in row)  # noqa: PLR0124 - what pandas has for null
        for row in report.itertuples(index=False)
    ]


def by_duckdb(data: dict[str, list[Any]], to: str, **asked: Any) -> Answer:
    with duckdb.connect() as connection:
        connection.register("given", pa.table({"id": range(len(data["value"])), **data}))
        done, report = ext_duckdb.convert_frame(
            connection.sql("SELECT * FROM given"),
            connection=connection,
            on_missing="report",
            **_names(to),
            **asked,
        )
        found = [row[4] for row in done.order("id").fetchall()]
        return found, report.fetchall()


ENGINES: Final[dict[str, Callable[..., Answer]]] = {
    "polars": by_polars,
    "polars, lazily": by_lazy_polars,
    "pyarrow": by_pyarrow,
    "pandas": by_pandas,
    "duckdb": by_duckdb,
}
