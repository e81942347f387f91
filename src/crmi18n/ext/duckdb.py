"""Convert a column of amounts inside DuckDB: SQL is made, the rates are a temporary table."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from typing import Any, Final, Literal, Unpack, cast, final, overload

from crmi18n.errors import AmountError, MissingExtraError, UnconvertedRowsError
from crmi18n.ext._frames import (
    PLAIN_NUMBER,
    REPORT,
    SHOWN,
    Asked,
    OnMissing,
    Settings,
    asked,
)
from crmi18n.ext._sql import PREFIX, quoted, quotient, rate_rows, text
from crmi18n.money.table import RateTable, ratios

try:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation
except ModuleNotFoundError as error:
    if error.name != "duckdb":
        raise
    raise MissingExtraError("duckdb", "crmi18n.ext.duckdb") from None

__all__ = ["convert_frame"]

_DIGITS: Final = 38
_NUMBERS: Final = count()
_ROWS: Final = f"{PREFIX}rows"
_A: Final = f"{PREFIX}amount"
_WHY: Final = f"{PREFIX}reason"
_ROW: Final = f"{PREFIX}row"
_WHOLE: Final = frozenset(
    (
        "TINYINT",
        "SMALLINT",
        "INTEGER",
        "BIGINT",
        "HUGEINT",
        "UTINYINT",
        "USMALLINT",
        "UINTEGER",
        "UBIGINT",
    )
)


@overload
def convert_frame(
    frame: DuckDBPyRelation,
    *,
    connection: DuckDBPyConnection,
    on_missing: Literal["raise", "null"] = ...,
    **settings: Unpack[Settings],
) -> DuckDBPyRelation: ...
@overload
def convert_frame(
    frame: DuckDBPyRelation,
    *,
    connection: DuckDBPyConnection,
    on_missing: Literal["report"],
    **settings: Unpack[Settings],
) -> tuple[DuckDBPyRelation, DuckDBPyRelation]: ...
def convert_frame(
    frame: DuckDBPyRelation,
    *,
    connection: DuckDBPyConnection,
    on_missing: OnMissing = "raise",
    **settings: Unpack[Settings],
) -> DuckDBPyRelation | tuple[DuckDBPyRelation, DuckDBPyRelation]:
    """Return the relation with the column ``<amount>_<to>``.

    The rows are looked at once before, for their days, currencies and largest amount; the
    result is lazy, and its rows come in the order that DuckDB gives them. A temporary table
    of the connection holds the rates.

    Its other arguments and errors are those of :func:`crmi18n.ext.polars.convert_frame`.

    >>> import duckdb
    >>> from crmi18n import RateBook
    >>> with duckdb.connect() as connection:
    ...     deals = connection.sql("SELECT '80000' AS value, 'USD' AS code, '2026-06-30'::DATE d")
    ...     done = convert_frame(
    ...         deals,
    ...         connection=connection,
    ...         amount="value",
    ...         currency="code",
    ...         date="d",
    ...         to="EUR",
    ...         book=RateBook.ecb(),
    ...     )
    ...     done.fetchall()
    [('80000', 'USD', datetime.date(2026, 6, 30), Decimal('70212.39'))]
    """
    kinds = dict(zip(frame.columns, map(str, frame.types), strict=True))
    is_float = kinds.get(settings.get("amount", "")) in ("FLOAT", "DOUBLE")
    ask = asked(frame.columns, is_float, on_missing, settings)
    whole = _whole(frame, kinds, ask)
    largest = _largest(frame, whole)
    table = _table(frame, ask)
    plan = ratios(table, whole.scale)
    if largest > plan.limit(127):
        raise AmountError(f"amounts of {ask.amount!r} are too large for 128 bits")
    number = "BIGINT" if largest <= plan.limit(63) else "HUGEINT"
    rates = _rates(connection, table, ask, whole.scale)
    query = _joined(ask, whole, table, rates, number)
    joined = _query(frame, query)
    if on_missing == "raise":
        # A join does not keep the order of the rows: they are numbered before it.
        numbered = f"SELECT *, row_number() OVER () - 1 AS {_ROW} FROM {_ROWS}"  # noqa: S608
        _raise_unconverted(joined, _query(_query(frame, numbered), query), ask)
    done = _query(joined, f"SELECT * EXCLUDE ({quoted(_WHY)}) FROM {_ROWS}")  # noqa: S608
    if on_missing != "report":
        return done
    return done, _query(joined, _report(ask))


@final
@dataclass(frozen=True, slots=True)
class _Whole:
    """The expression of whole amounts, and their decimals; None: minor units."""

    sql: str
    scale: int | None


def _whole(frame: DuckDBPyRelation, kinds: dict[str, str], ask: Asked) -> _Whole:
    kind, name = kinds[ask.amount], quoted(ask.amount)
    if kinds[ask.currency] != "VARCHAR" and not kinds[ask.currency].startswith("ENUM"):
        raise TypeError(f"{ask.currency!r} is {kinds[ask.currency]}; currencies are VARCHAR")
    if kinds[ask.date] != "DATE":
        raise TypeError(f"{ask.date!r} is {kinds[ask.date]}; a rate is of a day: make it DATE")
    if kind in _WHOLE:
        return _Whole(f"CAST({name} AS HUGEINT)", None)
    if kind.startswith("DECIMAL"):
        width, scale = (int(part) for part in kind[8:-1].split(","))
        if width + scale <= _DIGITS:
            return _Whole(
                f"CAST(CAST({name} AS DECIMAL(38,{scale})) * {10**scale} AS HUGEINT)", scale
            )
        return _Whole(_mantissa(name), scale)
    if kind not in ("VARCHAR", "FLOAT", "DOUBLE"):
        raise TypeError(
            f"{ask.amount!r} is {kind}; amounts are DECIMAL, whole minor units or VARCHAR"
        )
    string = f"CAST({name} AS VARCHAR)"
    plain = f"regexp_full_match({string}, {text(PLAIN_NUMBER)})"
    behind = f"CASE WHEN contains({string}, '.') THEN length({string}) - instr({string}, '.') END"
    ((scale,),) = _asked(frame, f"SELECT coalesce(max({behind}), 0) FROM {_ROWS} WHERE {plain}")  # noqa: S608
    number = f"CASE WHEN {plain} THEN TRY_CAST({string} AS DECIMAL(38,{scale})) END"
    return _Whole(_mantissa(number), scale)


def _asked(frame: DuckDBPyRelation, query: str) -> list[Any]:
    return _query(frame, query).fetchall()


def _query(frame: DuckDBPyRelation, query: str) -> DuckDBPyRelation:
    """Return the relation of a query, which names the rows ``_ROWS``.

    DuckDB 1 makes a view of that name, which queries of queries must not share.
    """
    name = f"{_ROWS}_{next(_NUMBERS)}"
    return cast("DuckDBPyRelation", frame.query(name, query.replace(_ROWS, name)))


def _mantissa(number: str) -> str:
    return f"CAST(replace(CAST({number} AS VARCHAR), '.', '') AS HUGEINT)"


def _largest(frame: DuckDBPyRelation, whole: _Whole) -> int:
    (ends,) = _asked(frame, f"SELECT min({whole.sql}), max({whole.sql}) FROM {_ROWS}")  # noqa: S608
    return max((abs(x) for x in ends if x is not None), default=0)


def _table(frame: DuckDBPyRelation, ask: Asked) -> RateTable:
    if isinstance(ask.book, RateTable):
        return ask.book
    code, day = quoted(ask.currency), quoted(ask.date)
    # Python's days end with the year 9999 and begin with 1.
    days = f"FILTER ({day} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31')"
    ((first, last, codes),) = _asked(
        frame,
        f"SELECT min({day}) {days}, max({day}) {days}, list(DISTINCT CAST({code} AS VARCHAR))"  # noqa: S608
        f" FROM {_ROWS}",
    )
    return ask.table(first, last, codes or ())


def _rates(connection: DuckDBPyConnection, table: RateTable, ask: Asked, scale: int | None) -> str:
    """Make the table of rates, unless the connection has it, and return its name."""
    key = repr((table.book_id, table.max_age, table.start, table.end, ask.kind, ask.to))
    content = sha256(f"{key}{table.currencies}{scale}".encode()).hexdigest()[:16]
    name = f"{PREFIX}rates_{content}"
    there = "SELECT count(*) FROM duckdb_tables() WHERE temporary AND table_name = ?"
    if connection.execute(there, [name]).fetchall() != [(0,)]:
        return name
    columns = [list(column) for column in zip(*rate_rows(table, ask.kind, scale), strict=True)]
    kinds = {
        "currency": "VARCHAR",
        "day": "DATE",
        "top": "BIGINT",
        "bottom": "BIGINT",
        "reason": "VARCHAR",
        "rate": "VARCHAR",
        "rate_day": "DATE",
    }
    parts = ", ".join(f"unnest(CAST(? AS {kind}[])) AS {column}" for column, kind in kinds.items())
    connection.execute(f"CREATE TEMP TABLE {name} AS SELECT {parts}", columns)
    return name


def _joined(ask: Asked, whole: _Whole, table: RateTable, rates: str, number: str) -> str:
    """Return the query of all rows, each with its result and the reason why there is none."""
    code, day = f"CAST(r.{quoted(ask.currency)} AS VARCHAR)", f"r.{quoted(ask.date)}"
    amount = f"CAST(r.{_A} AS {number})"
    top, bottom = f"CAST(q.top AS {number})", f"CAST(q.bottom AS {number})"
    result = quotient(amount, top, bottom, ask.rounding, lambda n, d: f"({n} // {d})")
    if whole.scale is None:
        result = f"CAST({result} AS BIGINT)"
    elif ask.digits:
        unit = f"CAST(0.{'1'.zfill(ask.digits)} AS DECIMAL({ask.digits},{ask.digits}))"
        result = f"CAST({result} AS DECIMAL({_DIGITS - ask.digits},0)) * {unit}"
    else:
        result = f"CAST({result} AS DECIMAL({_DIGITS},0))"
    known = ", ".join(map(text, table.currencies))
    evidence = ""
    if ask.evidence:
        rate, rate_day, carried = map(quoted, ask.evidence_names)
        there = f"r.{_A} IS NOT NULL AND q.reason IS NULL AND q.bottom IS NOT NULL"
        evidence = (
            f", CASE WHEN {there} THEN q.rate END AS {rate}"
            f", CASE WHEN {there} THEN q.rate_day END AS {rate_day}"
            f", CASE WHEN {there} THEN CAST(coalesce({day} - q.rate_day, 0) AS INTEGER) END"
            f" AS {carried}"
        )
    return f"""
        SELECT r.* EXCLUDE ({_A}),
          CASE WHEN q.reason IS NULL THEN {result} END AS {quoted(ask.name)}{evidence},
          CASE WHEN r.{quoted(ask.amount)} IS NULL THEN NULL
            WHEN {code} IS NULL OR {day} IS NULL THEN 'no currency or no day'
            WHEN r.{_A} IS NULL THEN 'amount not readable'
            WHEN {code} NOT IN ({known}) THEN 'unknown currency'
            WHEN q.bottom IS NULL THEN 'day outside the table'
            ELSE q.reason END AS {_WHY}
        FROM (SELECT *, {whole.sql} AS {_A} FROM {_ROWS}) r
        LEFT JOIN {rates} q ON q.currency = {code} AND q.day = {day}
    """  # noqa: S608


def _report(ask: Asked) -> str:
    code, day, reason, count = map(quoted, REPORT)
    return f"""
        SELECT CAST({quoted(ask.currency)} AS VARCHAR) AS {code}, {quoted(ask.date)} AS {day},
          {_WHY} AS {reason}, count(*) AS {count}
        FROM {_ROWS} WHERE {_WHY} IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    """  # noqa: S608


def _raise_unconverted(joined: DuckDBPyRelation, numbered: DuckDBPyRelation, ask: Asked) -> None:
    ((bad, total),) = _asked(joined, f"SELECT count({_WHY}), count(*) FROM {_ROWS}")  # noqa: S608
    if bad:
        shown = _asked(
            numbered,
            f"SELECT {_ROW}, {quoted(ask.currency)}, {quoted(ask.date)}, {_WHY} FROM {_ROWS}"  # noqa: S608
            f" WHERE {_WHY} IS NOT NULL ORDER BY 1 LIMIT {SHOWN}",
        )
        raise UnconvertedRowsError(bad, total, shown)
