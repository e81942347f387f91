"""Convert a column of amounts on Spark: expressions of Spark's own, and a broadcast table."""

from __future__ import annotations

from typing import Any, Final, Literal, Unpack, overload

from crmi18n.errors import AmountError, MissingExtraError, UnconvertedRowsError
from crmi18n.ext._frames import (
    FINEST,
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
    from pyspark.sql import (  # noqa: N812 - as all of Spark calls it
        DataFrame,
        functions as F,
        types as T,
    )
except ModuleNotFoundError as error:
    if error.name != "pyspark":
        raise
    raise MissingExtraError("spark", "crmi18n.ext.spark") from None

__all__ = ["convert_frame"]

_DIGITS: Final = 38
_SCALES: Final = (4, 6, 8, FINEST)
_LONG: Final = 20  # digits of a whole number of 64 bits, and one
_A, _WHY = f"{PREFIX}amount", f"{PREFIX}reason"
_RATES: Final = tuple(f"{PREFIX}{name}" for name in "currency day top bottom why rate of".split())  # noqa: SIM905
_CODE, _DAY, _TOP, _BOTTOM, _REASON, _RATE, _OF = _RATES


@overload
def convert_frame(
    frame: DataFrame, *, on_missing: Literal["raise", "null"] = ..., **settings: Unpack[Settings]
) -> DataFrame: ...
@overload
def convert_frame(
    frame: DataFrame, *, on_missing: Literal["report"], **settings: Unpack[Settings]
) -> tuple[DataFrame, DataFrame]: ...
def convert_frame(
    frame: DataFrame, *, on_missing: OnMissing = "raise", **settings: Unpack[Settings]
) -> DataFrame | tuple[DataFrame, DataFrame]:
    """Add the column ``<amount>_<to>``; the frame stays lazy, and no Python runs on a worker.

    The rows are looked at once before, unless ``book`` is a table and the amounts are no
    strings; ``on_missing="raise"`` counts them once more. Spark has no order of rows, so the
    error names rows without numbers. Amounts are those of 64 bits: at most eighteen digits.

    Its other arguments and errors are those of :func:`crmi18n.ext.polars.convert_frame`.
    """
    kinds = {field.name: field.dataType for field in frame.schema.fields}
    is_float = isinstance(kinds.get(settings.get("amount", "")), T.FloatType | T.DoubleType)
    ask = asked(frame.columns, is_float, on_missing, settings)
    _require_types(kinds, ask)
    whole, scale = _whole(frame, kinds[ask.amount], ask)
    table = _table(frame, ask)
    joined = _joined(frame.withColumn(_A, F.expr(whole)), table, ask, scale)
    if on_missing == "raise":
        _raise_unconverted(joined, ask)
    done = joined.drop(_WHY)
    return (done, _report(joined, ask)) if on_missing == "report" else done


def _require_types(kinds: dict[str, Any], ask: Asked) -> None:
    amount, code, day = kinds[ask.amount], kinds[ask.currency], kinds[ask.date]
    if not isinstance(amount, T.NumericType | T.StringType):
        raise TypeError(
            f"{ask.amount!r} is {amount.simpleString()};"
            " amounts are decimal, whole minor units or strings"
        )
    if not isinstance(code, T.StringType):
        raise TypeError(f"{ask.currency!r} is {code.simpleString()}; currencies are strings")
    if not isinstance(day, T.DateType):
        raise TypeError(f"{ask.date!r} is {day.simpleString()}; a rate is of a day: make it date")


def _whole(frame: DataFrame, kind: Any, ask: Asked) -> tuple[str, int | None]:
    """Return the expression of whole amounts, and their decimals; None: minor units."""
    name = quoted(ask.amount, "`")
    if isinstance(kind, T.IntegralType):
        return f"CAST({name} AS BIGINT)", None
    if isinstance(kind, T.DecimalType):
        scale = kind.scale if kind.scale <= min(_SCALES) else _scale(frame, name, kind, ask)
        return _mantissa(f"CAST({name} AS DECIMAL({_DIGITS},{scale}))", scale), scale
    string = f"CAST({name} AS STRING)"
    plain = f"{string} RLIKE r{text(PLAIN_NUMBER)}"
    point = f"instr({string}, '.')"
    behind = f"CASE WHEN {plain} AND {point} > 0 THEN length({string}) - {point} END"
    scale = int(frame.select(F.max(F.expr(behind))).collect()[0][0] or 0)
    number = f"CASE WHEN {plain} THEN try_cast({string} AS DECIMAL({_DIGITS},{scale})) END"
    return _mantissa(number, scale), scale


def _scale(frame: DataFrame, name: str, kind: Any, ask: Asked) -> int:
    """Return how many decimals the amounts have: Spark declares eighteen where it is not told."""
    same = (  # decimals of two types would be compared as one of fewer digits
        f"bool_and({name} = CAST(CAST({name} AS DECIMAL({_DIGITS},{scale})) AS {kind.typeName()}"
        f"({kind.precision},{kind.scale})))"
        for scale in _SCALES
    )
    found = frame.select(*map(F.expr, same)).collect()[0]
    for scale, fits in zip(_SCALES, found, strict=True):
        if fits in (True, None):
            return scale
    raise AmountError(f"{ask.amount!r} has amounts of more than {max(_SCALES)} decimals")


def _mantissa(number: str, scale: int) -> str:
    unit = f"CAST({10**scale} AS DECIMAL({scale + 1},0))"
    short = f"try_cast({number} AS DECIMAL({min(_LONG, _DIGITS - scale - 2)},{scale}))"
    return f"CAST({short} * {unit} AS BIGINT)"


def _table(frame: DataFrame, ask: Asked) -> RateTable:
    if isinstance(ask.book, RateTable):
        return ask.book
    first, last, codes = frame.select(
        F.min(ask.date), F.max(ask.date), F.collect_set(ask.currency)
    ).collect()[0]
    return ask.table(first, last, codes)


def _joined(frame: DataFrame, table: RateTable, ask: Asked, scale: int | None) -> DataFrame:
    schema = T.StructType(
        [
            T.StructField(name, kind)
            for name, kind in zip(
                _RATES,
                (
                    T.StringType(),
                    T.DateType(),
                    T.LongType(),
                    T.LongType(),
                    T.StringType(),
                    T.StringType(),
                    T.DateType(),
                ),
                strict=True,
            )
        ]
    )
    rates = frame.sparkSession.createDataFrame(list(rate_rows(table, ask.kind, scale)), schema)
    code, day = quoted(ask.currency, "`"), quoted(ask.date, "`")
    joined = frame.join(F.broadcast(rates), F.expr(f"{_CODE} = {code} AND {_DAY} = {day}"), "left")
    joined = joined.withColumn(ask.name, F.expr(_result(table, ask, scale)))
    known = ", ".join(map(text, table.currencies))
    given = quoted(ask.amount, "`")
    reason = f"""CASE WHEN {given} IS NULL THEN NULL
        WHEN {code} IS NULL OR {day} IS NULL THEN 'no currency or no day'
        WHEN {_A} IS NULL THEN 'amount not readable'
        WHEN {code} NOT IN ({known}) THEN 'unknown currency'
        WHEN {_BOTTOM} IS NULL THEN 'day outside the table'
        ELSE {_REASON} END"""
    joined = joined.withColumn(_WHY, F.expr(reason))
    if ask.evidence:
        there = f"{_A} IS NOT NULL AND {_BOTTOM} IS NOT NULL AND {_REASON} IS NULL"
        rate, of, carried = ask.evidence_names
        age = f"coalesce(datediff({day}, {_OF}), 0)"
        for name, found in ((rate, _RATE), (of, _OF), (carried, age)):
            joined = joined.withColumn(name, F.expr(f"CASE WHEN {there} THEN {found} END"))
    return joined.drop(_A, *_RATES)


def _result(table: RateTable, ask: Asked, scale: int | None) -> str:
    """Return the expression: 64 bits where the products fit, else Spark's decimals, exactly.

    Either raises where it does not (Spark's ANSI mode), and is bounded before it.
    """
    limit = ratios(table, scale).limit()
    short = quotient(_A, _TOP, _BOTTOM, ask.rounding, lambda n, d: f"({n} DIV {d})")
    wide_amount = f"CAST({_A} AS DECIMAL(19,0))"
    top, bottom = (f"CAST({name} AS DECIMAL(17,0))" for name in (_TOP, _BOTTOM))
    wide = quotient(wide_amount, top, bottom, ask.rounding, lambda n, d: f"({n} DIV {d})")
    whole = f"CASE WHEN abs({_A}) <= {limit} THEN {short} ELSE CAST({wide} AS BIGINT) END"
    if scale is not None:
        kind = f"DECIMAL({_DIGITS - ask.digits - 1},0)"
        unit = f"CAST('0.{'1'.zfill(ask.digits)}' AS DECIMAL({ask.digits + 1},{ask.digits}))"
        whole = f"CAST({whole} AS {kind})" + (f" * {unit}" if ask.digits else "")
        whole = f"CAST({whole} AS DECIMAL({_DIGITS},{ask.digits}))"
    return f"CASE WHEN {_REASON} IS NULL THEN {whole} END"


def _report(joined: DataFrame, ask: Asked) -> DataFrame:
    code, day, reason, count = REPORT
    pairs = joined.filter(F.col(_WHY).isNotNull()).select(
        F.expr(quoted(ask.currency, "`")).alias(code),
        F.expr(quoted(ask.date, "`")).alias(day),
        F.col(_WHY).alias(reason),
    )
    return pairs.groupBy(code, day, reason).agg(F.count("*").alias(count))


def _raise_unconverted(joined: DataFrame, ask: Asked) -> None:
    bad, total = joined.select(F.count(_WHY), F.count("*")).collect()[0]
    if bad:
        shown = (
            joined.filter(F.col(_WHY).isNotNull())
            .select(F.expr(quoted(ask.currency, "`")), F.expr(quoted(ask.date, "`")), _WHY)
            .limit(SHOWN)
            .collect()
        )
        raise UnconvertedRowsError(bad, total, [(None, *row) for row in shown])
