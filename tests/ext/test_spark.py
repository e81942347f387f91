"""Spark gives the cents of Python's fractions, in expressions of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from crmi18n import RateBook
from crmi18n.errors import AmountError, UnconvertedRowsError
from crmi18n.money.table import TableRounding
from tests.ext.rows import WIDE, Row, adversarial, book, expected, near_integers

pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java 17 or newer"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

SINCE = date(2022, 10, 3)
ASKED: Any = {"amount": "value", "currency": "code", "date": "day"}


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def frame(spark: Any, rows: tuple[Row, ...], form: str) -> Any:
    kinds = {"decimals": "decimal(19,2)", "minor units": "bigint", "strings": "string"}
    values: list[Any] = [amount for amount, _, _ in rows]
    if form != "minor units":
        values = [Decimal(amount).scaleb(-2, WIDE) for amount in values]
    if form == "strings":
        values = [f"{value:f}" for value in values]
    data = [
        (n, v, code, day) for n, (v, (_, code, day)) in enumerate(zip(values, rows, strict=True))
    ]
    return spark.createDataFrame(data, f"id int, value {kinds[form]}, code string, day date")


@pytest.mark.parametrize(
    ("to", "rounding", "form"),
    [
        ("EUR", "half_up", "decimals"),
        ("EUR", "half_even", "minor units"),
        ("USD", "half_even", "strings"),
        ("JPY", "half_up", "decimals"),
    ],
)
def test_the_cents_of_fractions(spark: Any, to: str, rounding: TableRounding, form: str) -> None:
    from crmi18n.ext.spark import convert_frame

    scale = None if form == "minor units" else 2
    every = adversarial(20_000, SINCE)
    fits = [
        value is None or abs(value) * 100 < 2**63
        for value in expected(book(), every, to, rounding, scale)
    ]
    rows = tuple(row for row, keep in zip(every, fits, strict=True) if keep)
    given = frame(spark, rows, form)
    done, report = convert_frame(
        given, to=to, book=book(), rounding=rounding, on_missing="report", **ASKED
    )
    found = [row[4] for row in done.orderBy("id").collect()]
    wanted = expected(book(), rows, to, rounding, scale)
    if form == "minor units":
        found = [None if x is None else Decimal(x).scaleb(-2, WIDE) for x in found]

    assert [
        (row, one, other)
        for row, one, other in zip(rows, wanted, found, strict=True)
        if one != other
    ] == []
    assert sum(row["rows"] for row in report.collect()) == wanted.count(None)


@pytest.mark.parametrize(
    ("kind", "values", "wanted"),
    [
        ("decimal(38,18)", ["1.50", "1234567.8", None], ["1.32", "1083524.49", None]),
        ("decimal(38,30)", ["1.5", "-0.000000000001"], ["1.32", "0.00"]),
        ("decimal(38,18)", [None], [None]),
    ],
)
def test_decimals_that_declare_more_digits_than_they_have(
    spark: Any, kind: str, values: list[str | None], wanted: list[str | None]
) -> None:
    from crmi18n.ext.spark import convert_frame

    data = [(value and Decimal(value), "USD", date(2026, 6, 30)) for value in values]
    given = spark.createDataFrame(data, f"value {kind}, code string, day date")
    done = convert_frame(given, to="EUR", book=RateBook.ecb(), **ASKED).collect()

    assert [row["value_EUR"] for row in done] == [want and Decimal(want) for want in wanted]


def test_decimals_finer_than_any_amount(spark: Any) -> None:
    from crmi18n.ext.spark import convert_frame

    data = [(Decimal("1e-18"), "USD", date(2026, 6, 30))]
    given = spark.createDataFrame(data, "value decimal(38,18), code string, day date")
    with pytest.raises(AmountError, match="12 decimals"):
        convert_frame(given, to="EUR", book=RateBook.ecb(), **ASKED)


def test_quotients_next_to_halves(spark: Any) -> None:
    from crmi18n.ext.spark import convert_frame

    rates, rows = near_integers(3_000)
    done = convert_frame(frame(spark, rows, "decimals"), to="EUR", book=rates, **ASKED)

    assert [row[4] for row in done.orderBy("id").collect()] == expected(
        rates, rows, "EUR", "half_up", 2
    )


def test_what_has_no_rate(spark: Any) -> None:
    from crmi18n.ext.spark import convert_frame

    day = date(2026, 6, 30)
    data = [("1", "USD", day), ("1", "KES", day), ("x", "USD", day), ("1", None, day)]
    given = spark.createDataFrame(data, "value string, code string, day date")
    with pytest.raises(UnconvertedRowsError, match="3 of 4 rows"):
        convert_frame(given, to="EUR", book=RateBook.ecb(), **ASKED)
    done = convert_frame(
        given, to="EUR", book=RateBook.ecb(), on_missing="null", evidence=True, **ASKED
    )

    assert done.columns[3:] == [
        "value_EUR",
        "value_EUR_rate",
        "value_EUR_rate_date",
        "value_EUR_carried_days",
    ]
    assert sum(row["value_EUR"] is not None for row in done.collect()) == 1
