"""What a frame may hold, what is refused, and what the errors and the evidence say."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from crmi18n import RateBook
from crmi18n.errors import AmountError, UnconvertedRowsError, UnknownCurrencyError
from crmi18n.ext import (
    duckdb as ext_duckdb,
    pandas as ext_pandas,
    polars as ext_polars,
    pyarrow as ext_pyarrow,
)

DAY = date(2024, 4, 1)  # Easter Monday: carried from Thursday
LAST = 9_999  # the row without a rate


def in_polars(data: Any, **asked: Any) -> Any:
    return ext_polars.convert_frame(pl.DataFrame(data), **asked)


def in_lazy_polars(data: Any, **asked: Any) -> Any:
    return ext_polars.convert_frame(pl.LazyFrame(data), **asked).collect()


def in_pyarrow(data: Any, **asked: Any) -> Any:
    return ext_pyarrow.convert_frame(pa.table(data), **asked)


def in_pandas(data: Any, **asked: Any) -> Any:
    return ext_pandas.convert_frame(pd.DataFrame(data), **asked)


def in_duckdb(data: Any, **asked: Any) -> Any:
    with duckdb.connect() as connection:
        connection.register(
            "given", pa.table(data).append_column("n", pa.array(range(len(data["day"]))))
        )
        given = connection.sql("SELECT * FROM given")
        done = ext_duckdb.convert_frame(given, connection=connection, **asked).order("n")
        return pl.DataFrame(done.fetchall(), schema=done.columns, orient="row", strict=False)


ENGINES = [in_polars, in_lazy_polars, in_pyarrow, in_pandas, in_duckdb]
ASKED: Any = {"amount": "value", "currency": "code", "date": "day", "to": "EUR"}
each_engine = pytest.mark.parametrize("engine", ENGINES)


def rows(amounts: list[Any], code: str = "USD") -> dict[str, list[Any]]:
    return {"value": amounts, "code": [code] * len(amounts), "day": [DAY] * len(amounts)}


@pytest.mark.parametrize("engine", [in_polars, in_pyarrow, in_pandas, in_duckdb])
def test_the_error_names_how_many_and_the_first(engine: Any) -> None:
    data = rows(["1.00"] * (LAST + 1))
    data["code"][LAST] = "XQX"
    data["day"][500] = date(1998, 1, 1)
    data["value"][7] = None

    with pytest.raises(UnconvertedRowsError) as caught:
        engine(data, book=RateBook.ecb(), **ASKED)

    assert (caught.value.count, caught.value.total) == (2, LAST + 1)
    assert caught.value.rows == (
        (500, "USD", date(1998, 1, 1), "currency not valid on that day"),
        (LAST, "XQX", DAY, "unknown currency"),
    )
    assert "2 of 10000 rows" in str(caught.value)


def test_a_lazy_frame_names_those_of_the_batch_it_fails_in() -> None:
    data = rows(["1.00"] * (LAST + 1))
    data["code"][LAST] = "XQX"
    lazy = ext_polars.convert_frame(pl.LazyFrame(data), book=RateBook.ecb(), **ASKED)

    with pytest.raises(UnconvertedRowsError, match="XQX on 2024-04-01, unknown currency"):
        lazy.collect(engine="streaming")


@each_engine
def test_null_keeps_the_rows(engine: Any) -> None:
    done = engine(rows(["1", None], "KES"), book=RateBook.ecb(), on_missing="null", **ASKED)

    assert len(done) == 2
    assert "value_EUR" in (done.schema.names if isinstance(done, pa.Table) else list(done.columns))


@each_engine
def test_the_evidence_says_which_rate(engine: Any) -> None:
    data = {"value": ["100", "100", "100"], "code": ["USD", "HRK", "EUR"], "day": [DAY] * 3}
    done = engine(data, book=RateBook.ecb(), evidence=True, **ASKED)
    names = ["value_EUR_rate", "value_EUR_rate_date", "value_EUR_carried_days"]
    found = [
        [
            None if x is None or x is pd.NaT else x
            for x in (done[name].to_pylist() if isinstance(done, pa.Table) else list(done[name]))
        ]
        for name in names
    ]

    assert list(zip(*found, strict=True)) == [
        ("1/1.0811", date(2024, 3, 28), 4),
        ("1/7.5345", None, 0),
        ("1", None, 0),
    ]


@each_engine
def test_floats_are_refused_unless_allowed_and_then_named(engine: Any) -> None:
    data = rows([0.1, 1.005, 1e22])
    with pytest.raises(TypeError, match="allow_float"):
        engine(data, book=RateBook.ecb(), **ASKED)
    if engine is in_duckdb:
        data = rows([0.1, 1.005])  # its text of large ones has an exponent
    done = engine(data, book=RateBook.ecb(), allow_float=True, **{**ASKED, "currency": "code"})

    found = done["value_EUR_from_float"]
    values = found.to_pylist() if isinstance(done, pa.Table) else list(found)
    assert values[:2] == [Decimal("0.09"), Decimal("0.93")]


@pytest.mark.parametrize("amount", [float("nan"), float("inf")])
def test_what_is_no_number_is_not_converted(amount: float) -> None:
    for engine in (in_polars, in_pyarrow):
        with pytest.raises(UnconvertedRowsError, match="not readable"):
            engine(rows([amount]), book=RateBook.ecb(), allow_float=True, **ASKED)


@each_engine
@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"amount": "price"}, KeyError, "price"),
        ({"to": "EURO"}, UnknownCurrencyError, "EURO"),
        ({"rounding": "down"}, ValueError, "half_even"),
        ({"kind": "guess"}, ValueError, "guess"),
        ({"book": {}}, TypeError, "RateBook"),
        ({"currencies": 1}, TypeError, "currencies"),
    ],
)
def test_refuses_settings(
    engine: Any, change: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=re.escape(message)):
        engine(rows(["1"]), **{"book": RateBook.ecb(), **ASKED, **change})


@each_engine
def test_refuses_columns_of_another_kind(engine: Any) -> None:
    book = RateBook.ecb()
    with pytest.raises(TypeError, match="day"):
        engine({**rows(["1"]), "day": [datetime(2024, 4, 1, 12, 30)]}, book=book, **ASKED)  # noqa: DTZ001
    with pytest.raises(TypeError, match="currencies are"):
        engine({**rows(["1"]), "code": [840]}, book=book, **ASKED)
    with pytest.raises(KeyError, match="already"):
        engine({**rows(["1"]), "value_EUR": [1]}, book=book, **ASKED)
    if engine is not in_pandas:
        with pytest.raises(KeyError, match="value_EUR_rate"):
            engine({**rows(["1"]), "value_EUR_rate": [1]}, book=book, evidence=True, **ASKED)


@each_engine
def test_a_result_that_does_not_fit_is_an_error(engine: Any) -> None:
    large = [Decimal(10**36)]
    with pytest.raises((AmountError, duckdb.Error)):
        engine(rows(large), book=RateBook.ecb(), **{**ASKED, "to": "IDR"})


@pytest.mark.parametrize("engine", [in_polars, in_lazy_polars, in_pyarrow, in_pandas])
def test_what_has_no_rate_need_not_fit(engine: Any) -> None:
    data = rows([Decimal(10**36), Decimal(1)])
    data["code"][0] = "KES"
    done = engine(data, book=RateBook.ecb(), on_missing="null", **ASKED)["value_EUR"]

    assert (done.to_pylist() if isinstance(done, pa.ChunkedArray) else list(done)) == [
        None,
        Decimal("0.92"),
    ]


@pytest.mark.parametrize("frame", [pl.DataFrame, pl.LazyFrame])
def test_parts_of_a_frame_have_one_type(frame: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ext_polars, "_ROWS", 2)
    data = {**rows([5, 5, 4 * 10**18]), "day": pl.Series([DAY] * 3)}
    done = ext_polars.convert_frame(frame(data), book=RateBook.ecb(), **ASKED).lazy().collect()

    exact = [round(n / Fraction("1.0811")) for n in (5, 5, 4 * 10**18)]
    assert (done["value_EUR"].to_list(), done["value_EUR"].dtype) == (exact, pl.Int64)
    with pytest.raises(AmountError, match="64 bits"):
        ext_polars.convert_frame(
            frame(data), book=RateBook.ecb(), **{**ASKED, "to": "IDR"}
        ).lazy().collect()


@each_engine
def test_no_rows_are_no_error(engine: Any) -> None:
    data = (
        pl.DataFrame(schema={"value": pl.String, "code": pl.String, "day": pl.Date}).to_arrow()
        if engine in (in_pyarrow, in_duckdb)
        else None
    )
    if data is not None:
        assert len(engine(data, book=RateBook.ecb(), **ASKED)) == 0
    elif engine is not in_pandas:
        schema = {"value": pl.String, "code": pl.String, "day": pl.Date}
        assert engine(pl.DataFrame(schema=schema), book=RateBook.ecb(), **ASKED).is_empty()


@each_engine
def test_a_table_must_be_for_what_is_asked(engine: Any) -> None:
    table = RateBook.ecb().table("EUR", start=DAY, end=DAY, currencies=["USD"])
    with pytest.raises(ValueError, match="to EUR, not CHF"):
        engine(rows(["1"]), book=table, **{**ASKED, "to": "CHF"})
    with pytest.raises(ValueError, match="max_age"):
        engine(rows(["1"]), book=table, max_age=1, **ASKED)
    with pytest.raises(UnconvertedRowsError, match="outside"):
        engine({**rows(["1"]), "day": [date(2024, 4, 2)]}, book=table, **ASKED)


@pytest.mark.parametrize("engine", [in_polars, in_lazy_polars, in_pyarrow])
def test_strings_of_many_digits_on_both_sides(engine: Any) -> None:
    data = rows(["-12345678901234.123456789012", "1"])
    done = engine(data, book=RateBook.ecb(), **ASKED)["value_EUR"]

    assert (done.to_pylist() if isinstance(done, pa.ChunkedArray) else done.to_list()) == [
        Decimal("-11419553141461.59"),
        Decimal("0.92"),
    ]


@pytest.mark.parametrize("engine", [in_polars, in_lazy_polars, in_pyarrow])
def test_decimals_that_declare_more_digits_than_they_have(engine: Any) -> None:
    amounts = pl.Series([Decimal("1.5"), None], dtype=pl.Decimal(38, 30))
    data: Any = pl.DataFrame(rows(["", ""])).with_columns(amounts.alias("value"))
    given = data.to_arrow() if engine is in_pyarrow else data.to_dict(as_series=True)
    done = engine(given, book=RateBook.ecb(), **ASKED)["value_EUR"]

    assert (done.to_pylist() if isinstance(done, pa.ChunkedArray) else done.to_list()) == [
        Decimal("1.39"),
        None,
    ]


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"day": [DAY, datetime(2024, 4, 1, 23)]}, TypeError, "dates and times"),  # noqa: DTZ001
        ({"value": ["1", Decimal(2)]}, TypeError, "no one type"),
        ({"value": [1, 2**70]}, AmountError, "64 bits"),
        ({"code": ["USD", 840]}, TypeError, "no one type"),
    ],
)
def test_objects_of_pandas_that_are_of_no_one_kind(
    change: Any, error: type[Exception], message: str
) -> None:
    data = {**rows(["1", "2"]), **change}
    frame = pd.DataFrame({name: pd.Series(cells, dtype=object) for name, cells in data.items()})
    with pytest.raises(error, match=message):
        ext_pandas.convert_frame(frame, book=RateBook.ecb(), **ASKED)


def test_two_columns_of_one_name() -> None:
    frame = pd.DataFrame([[1, 2, "USD", DAY]], columns=["value", "value", "code", "day"])
    with pytest.raises(KeyError, match="2 columns 'value'"):
        ext_pandas.convert_frame(frame, book=RateBook.ecb(), **ASKED)
    with pytest.raises(KeyError, match="2 columns 'value'"):
        ext_pyarrow.convert_frame(
            pa.Table.from_arrays(
                [pa.array([1]), pa.array([2]), pa.array(["USD"]), pa.array([DAY])],
                names=["value", "value", "code", "day"],
            ),
            book=RateBook.ecb(),
            **ASKED,
        )


@pytest.mark.parametrize("engine", [in_polars, in_lazy_polars, in_pyarrow])
@pytest.mark.parametrize("number", [-(2**31), -(10**6), 3_000_000, 2**31 - 1])
def test_days_that_python_has_not(engine: Any, number: int) -> None:
    days = pl.Series([number, 19814], dtype=pl.Int32).cast(pl.Date)
    data: Any = pl.DataFrame({**rows([100, 100]), "day": days})
    given = data.to_arrow() if engine is in_pyarrow else data.to_dict(as_series=True)
    with pytest.raises(UnconvertedRowsError, match=f"USD on day {number} since 1970, day outside"):
        engine(given, book=RateBook.ecb(), **ASKED)
    done = engine(given, book=RateBook.ecb(), on_missing="null", **ASKED)["value_EUR"]

    assert (done.to_pylist() if isinstance(done, pa.ChunkedArray) else done.to_list()) == [
        None,
        92,
    ]


@each_engine
def test_an_argument_left_out_is_named(engine: Any) -> None:
    with pytest.raises(TypeError, match="needs amount"):
        engine(rows(["1"]), currency="code", date="day", to="EUR", book=RateBook.ecb())


def test_codes_of_polars_own_kinds() -> None:
    frame = pl.DataFrame({**rows(["1", "1"]), "code": ["USD", "JPY"]})
    one, *others = (
        ext_polars.convert_frame(
            frame.with_columns(pl.col("code").cast(kind)), book=RateBook.ecb(), **ASKED
        )["value_EUR"].to_list()
        for kind in (pl.String, pl.Categorical, pl.Enum(["XAU", "JPY", "USD"]))
    )

    assert others == [one, one]


def test_pandas_keeps_its_index_and_its_kinds() -> None:
    index = pd.Index([7, 3])
    data = {"value": pa.array([1, None], pa.int64()), "code": ["USD"] * 2}
    frame = pd.DataFrame(
        {
            "value": pd.Series([Decimal(1), None], index=index),
            "arrow": pd.Series(pd.arrays.ArrowExtensionArray(data["value"]), index=index),
            "code": pd.Series(data["code"], index=index),
            "day": pd.Series(pd.to_datetime([DAY, DAY]), index=index),
        }
    )
    done = ext_pandas.convert_frame(frame, book=RateBook.ecb(), **ASKED)
    other = ext_pandas.convert_frame(frame, book=RateBook.ecb(), **{**ASKED, "amount": "arrow"})

    assert list(done.index) == [7, 3]
    assert done["value_EUR"][7] == Decimal("0.92")
    assert isinstance(other["arrow_EUR"].dtype, pd.ArrowDtype)
