"""All engines on 100,000 hard rows, and on ten million (Spark: one million) of a decade."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest

from crmi18n import Currency, RateBook
from crmi18n.errors import RateError
from crmi18n.ext import (
    duckdb as ext_duckdb,
    polars as ext_polars,
    pyarrow as ext_pyarrow,
)
from tests.conformance.conftest import Report
from tests.ext.engines import ENGINES, FORMS
from tests.ext.ledger import CODES, FIRST, LAST, ledger
from tests.ext.rows import adversarial, book
from tests.ext.test_engines import fitting, wrong
from tests.ext.test_spark import spark

__all__ = ["spark"]  # the session of the engine's own tests

pytestmark = [
    pytest.mark.conformance,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

HARD, MANY, ON_SPARK = 100_000, 10_000_000, 1_000_000
DAYS = [FIRST + timedelta(number) for number in range((LAST - FIRST).days + 1)]
ASKED: Any = {"amount": "value", "currency": "code", "date": "day", "to": "EUR"}


@pytest.mark.parametrize("engine", ENGINES)
def test_hard_rows(engine: str, report: Report) -> None:
    cases, failed = 0, []
    for to, rounding, form in (
        ("EUR", "half_up", "decimals"),
        ("USD", "half_even", "minor units"),
        ("KWD", "half_even", "strings"),
    ):
        assert form in FORMS
        rows = fitting(adversarial(HARD, date(1999, 1, 4)), form, to, book())
        cases += len(rows)
        failed += list(wrong(engine, book(), rows, to, rounding, form))  # type: ignore[arg-type]
    report(f"frames: {engine}, hard rows", "fractions", cases, len(failed))
    assert failed == []


@pytest.fixture(scope="module")
def many() -> pl.DataFrame:
    """Every day, also those when nothing is published; some too large for doubles, some not."""
    rows = ledger(MANY, DAYS, largest=10**11, seed=42)
    return rows.with_columns(pl.col("code").cast(pl.String)).with_row_index("id")


@pytest.fixture(scope="module")
def factors() -> tuple[Any, Any]:
    """Numerator and denominator of each day and currency, as one conversion has them."""
    rates = RateBook.ecb()
    tops = np.zeros((len(DAYS), len(CODES)), np.int64)
    bottoms = np.ones((len(DAYS), len(CODES)), np.int64)
    for column, code in enumerate(CODES):
        unit = 10 ** Currency.of(code).digits
        for row, day in enumerate(DAYS):
            try:
                factor = rates.rate(code, "EUR", on=day).factor * 100 / unit
            except RateError:
                continue
            tops[row, column], bottoms[row, column] = factor.as_integer_ratio()
    return tops, bottoms


def wrong_cents(rows: pl.DataFrame, found: pl.Series, factors: tuple[Any, Any]) -> int:
    """Count results that are not the nearest cent, halves away from zero; by definition alone."""
    at = (
        (rows["day"].to_physical() - (FIRST - date(1970, 1, 1)).days).to_numpy(),
        rows["code"].cast(pl.Enum(CODES)).to_physical().to_numpy(),
    )
    top, bottom = (array[at] for array in factors)
    there = found.is_not_null().to_numpy()
    value, cents = rows["value"].to_numpy(), found.fill_null(0).to_numpy()
    rest = 2 * (value * top - cents * bottom)  # below 2**62: both are near 10**11 * 10**6
    nearest = np.abs(rest) <= bottom
    away = (np.abs(rest) < bottom) | (np.sign(rest) != np.sign(value))
    return int(np.sum(np.where(there, ~(nearest & away), top != 0) | (there & (top == 0))))


def by_polars(rows: pl.DataFrame) -> pl.Series:
    return ext_polars.convert_frame(rows, book=RateBook.ecb(), on_missing="null", **ASKED)[
        "value_EUR"
    ]


def by_numpy(rows: pl.DataFrame) -> pl.Series:
    done = ext_pyarrow.convert_frame(
        rows.to_arrow(), book=RateBook.ecb(), on_missing="null", **ASKED
    )
    found = pl.from_arrow(done["value_EUR"])
    assert isinstance(found, pl.Series)
    return found


def by_duckdb(rows: pl.DataFrame) -> pl.Series:
    with duckdb.connect() as connection:
        connection.register("given", rows.to_arrow())
        done = ext_duckdb.convert_frame(
            connection.sql("SELECT * FROM given"),
            connection=connection,
            book=RateBook.ecb(),
            on_missing="null",
            **ASKED,
        )
        found: pl.DataFrame = done.project("id, value_EUR").pl()
    return found.sort("id")["value_EUR"]


@pytest.mark.parametrize("engine", [by_polars, by_numpy, by_duckdb])
@pytest.mark.parametrize("part", [1, 100], ids=["in integers", "in doubles"])
def test_ten_million(
    engine: Callable[[pl.DataFrame], pl.Series],
    part: int,
    many: pl.DataFrame,
    factors: tuple[Any, Any],
    report: Report,
) -> None:
    rows = many.with_columns(pl.col("value") // part)
    failed = wrong_cents(rows, engine(rows), factors)

    report(f"frames: {engine.__name__[3:]}, a decade / {part}", "nearest cent", MANY, failed)
    assert failed == 0


def test_one_million_on_spark(
    spark: Any,
    many: pl.DataFrame,
    factors: tuple[Any, Any],
    report: Report,
    tmp_path: Any,
) -> None:
    from crmi18n.ext.spark import convert_frame

    rows = many.head(ON_SPARK)
    rows.write_parquet(tmp_path / "rows.parquet")
    given = spark.read.parquet(str(tmp_path / "rows.parquet"))
    done = convert_frame(given, book=RateBook.ecb(), on_missing="null", **ASKED)
    done.select("id", "value_EUR").write.parquet(str(tmp_path / "out"))
    found = pl.read_parquet(tmp_path / "out" / "*.parquet").sort("id")["value_EUR"]
    failed = wrong_cents(rows, found, factors)

    report("frames: spark, a decade", "nearest cent", ON_SPARK, failed)
    assert failed == 0
