"""Convert a column of amounts in polars, eagerly or lazily: exact, and without a join."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal, TypeVar, Unpack, cast, overload

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
    float_text,
    nearest_day,
    rate_texts,
    reason_names,
    shown_day,
)
from crmi18n.money import Currency, RateBook
from crmi18n.money.table import REASONS, RateTable, Ratios, TableRounding, divide, ratios

try:
    import polars as pl
except ModuleNotFoundError as error:
    if error.name != "polars":
        raise
    raise MissingExtraError("polars", "crmi18n.ext.polars") from None

__all__ = ["convert_frame", "forecast_frame", "sum_frame"]

_Frame = TypeVar("_Frame", pl.DataFrame, pl.LazyFrame)

_ROWS: Final = 1 << 18  # at once: what a row needs on its way is a few dozen bytes
_DIGITS: Final = 38
_WIDE: Final = (pl.UInt64, pl.Int128, getattr(pl, "UInt128", pl.Int128))
_A, _C, _D, _N, _Q, _R = (f"__crmi18n_{name}" for name in "acdnqr")
_FORECAST: Final = ("rows", "total", "weighted", "unconverted")
_INDEX, _STATE = "__crmi18n_index", "__crmi18n_state"


@overload
def convert_frame(
    frame: _Frame,
    *,
    on_missing: Literal["raise", "null"] = ...,
    **settings: Unpack[Settings],
) -> _Frame: ...
@overload
def convert_frame(
    frame: _Frame, *, on_missing: Literal["report"], **settings: Unpack[Settings]
) -> tuple[_Frame, _Frame]: ...
def convert_frame(
    frame: _Frame, *, on_missing: OnMissing = "raise", **settings: Unpack[Settings]
) -> _Frame | tuple[_Frame, _Frame]:
    """Add the column ``<amount>_<to>``: Decimal for Decimal and strings, minor units for those.

    A null amount gives null. A lazy frame stays lazy and streams; its days and currencies are
    looked at first, unless ``book`` is a table. All rows are kept, in their order.

    Args:
        frame: the rows.
        on_missing: rows without a rate: ``"raise"`` names how many there are and the first
            (a lazy frame: of the first batch that has some, when it is collected);
            ``"null"`` leaves them empty; ``"report"`` does, and returns a second frame with
            each pair of currency and day, the reason, and how many rows it has.
        **settings: see ``crmi18n.ext._frames.Settings``: ``amount``, ``currency``, ``date``,
            ``to``, ``book``, and ``kind``, ``rounding``, ``max_age``, ``evidence``,
            ``allow_float``.

    Raises:
        UnconvertedRowsError: rows have no rate, and ``on_missing`` is ``"raise"``.
        AmountError: a result does not fit into its column.
        TypeError, KeyError, ValueError: a column or a setting is not as said.

    >>> from crmi18n import RateBook
    >>> frame = pl.DataFrame({"value": ["80000"], "code": ["USD"], "on": [date(2026, 6, 30)]})
    >>> done = convert_frame(
    ...     frame, amount="value", currency="code", date="on", to="EUR", book=RateBook.ecb()
    ... )
    >>> done["value_EUR"].dtype, done.columns
    (Decimal(precision=38, scale=2), ['value', 'code', 'on', 'value_EUR'])
    """
    schema = frame.collect_schema()
    kind = schema.get(settings.get("amount", ""))
    is_float = kind is not None and kind.is_float()
    ask = asked(list(schema), is_float, on_missing, settings)
    _require_types(schema, ask)
    table = _table(frame, ask)
    if isinstance(frame, pl.LazyFrame):
        return _lazily(frame, schema, ask, table)
    return _eagerly(frame, ask, table)


def sum_frame(frame: _Frame, *, amount: str, currency: str, by: Sequence[str] = ()) -> _Frame:
    """Return sums that never mix currencies: a row a group and currency, with its ``rows``.

    Args:
        frame: the rows.
        amount: the column of amounts, Decimal or whole minor units.
        currency: the column of ISO 4217 codes; it is one more key of the groups.
        by: the columns to group by.

    Raises:
        TypeError: the amounts are neither Decimal nor whole numbers.
        KeyError: a column to group by is called as one of the sums.
        AmountError: a sum could need more than 38 digits (a lazy frame is not looked at).

    >>> frame = pl.DataFrame({"cents": [1, 2, 3], "code": ["EUR", "USD", "EUR"]})
    >>> sum_frame(frame, amount="cents", currency="code").rows()
    [('EUR', 4, 2), ('USD', 2, 1)]
    """
    kind = frame.collect_schema()[amount]
    if not (kind.is_integer() or isinstance(kind, pl.Decimal)):
        raise TypeError(f"{amount!r} is {kind}; exact sums are of Decimal or whole numbers")
    keys = [name for name in by if name != currency] + [currency]
    _require_free(keys, (amount, "rows"))
    is_wide = isinstance(kind, pl.Decimal) or kind in _WIDE
    if is_wide and not isinstance(frame, pl.LazyFrame):
        largest = max(map(abs, _ends(frame[amount].to_physical())))
        if largest * len(frame) >= 10**_DIGITS:  # polars' sums wrap beyond 128 bits
            raise AmountError(f"a sum of {amount!r} could need more than {_DIGITS} digits")
    scale = kind.scale if isinstance(kind, pl.Decimal) else 0
    total = pl.col(amount).cast(pl.Decimal(_DIGITS, scale)).sum()
    if kind.is_integer():
        total = total.cast(pl.Int128)
    found = frame.lazy().group_by(keys).agg(total, pl.len().alias("rows")).sort(keys)
    if isinstance(frame, pl.LazyFrame):
        return found
    return found.collect()


def forecast_frame(
    frame: pl.DataFrame,
    *,
    amount: str,
    currency: str,
    probability: str,
    to: str,
    book: RateBook,
    on: date,
    basis: Literal["spot", "budget"] = "spot",
    max_age: int | None = None,
    by: Sequence[str] = (),
) -> pl.DataFrame:
    """Value a pipeline in one currency, as ``crmi18n.forecast`` does over objects.

    Args:
        frame: the deals.
        amount: their amounts, Decimal or strings of digits.
        currency: the column of ISO 4217 codes.
        probability: how likely each is, 0 to 1, Decimal or strings of digits.
        to: the currency to value them in.
        book: the rates.
        on: the day of the valuation.
        basis: ``"spot"`` or ``"budget"``; pinned values are in objects only.
        max_age: the oldest spot rate allowed, in days.
        by: the columns to group by; none: one row.

    Returns:
        Of each group ``rows``, ``total`` and ``weighted`` (each row rounded once), and how
        many rows are ``unconverted`` and in neither sum.

    Raises:
        CurrencyNotValidError: ``to`` does not exist on that day.
        ValueError: there is no such basis, or a probability is not between 0 and 1.
        TypeError: amounts or probabilities are of another type.
        KeyError: a column to group by is called as one of the results.
        AmountError: an amount or a sum has more digits than its column.
    """
    _require_free(by, _FORECAST)
    if basis not in ("spot", "budget"):
        raise ValueError(f"{basis!r}: a frame is forecast at spot or budget rates")
    Currency.of(to).require_valid(on)
    for column in (amount, probability):
        kind = frame.schema[column]
        if not (isinstance(kind, pl.Decimal) or kind == pl.String):
            raise TypeError(f"{column!r} is {kind}, neither Decimal nor strings of digits")
    chances, digits = _whole(frame[probability])
    sound = chances.is_between(0, 10 ** (digits or 0)).fill_null(value=False)
    if not sound.all():
        raise ValueError(
            f"a probability is between 0 and 1, not {frame[probability].filter(~sound)[0]}"
        )
    amounts, scale = _whole(frame[amount])
    if max(map(abs, _ends(amounts))) * max(_ends(chances)) >= 10**_DIGITS:
        raise AmountError(f"an amount by its probability needs more than {_DIGITS} digits")
    product = amounts.cast(pl.Int128) * chances.cast(pl.Int128)
    rows = frame.select(*by, pl.col(currency).alias(_C)).with_columns(
        frame[amount].alias(_A),
        _decimal(product, (scale or 0) + (digits or 0)).alias(_Q),
        pl.lit(on).alias(_R),
    )
    names = []
    for column, name in ((_A, "total"), (_Q, "weighted")):
        rows = convert_frame(
            rows,
            amount=column,
            currency=_C,
            date=_R,
            to=to,
            book=book,
            kind=basis,
            max_age=max_age if basis == "spot" else None,
            on_missing="null",
        )
        names.append(pl.col(f"{column}_{to}").sum().alias(name))
    counts = pl.len().alias("rows"), pl.col(f"{_A}_{to}").is_null().sum().alias("unconverted")
    if not by:
        return rows.select(counts[0], *names, counts[1])
    return rows.group_by(by).agg(counts[0], *names, counts[1]).sort(by)


def _require_free(keys: Sequence[str], names: Sequence[str]) -> None:
    if taken := set(keys).intersection(names):
        raise KeyError(f"a column to group by cannot be called {min(taken)!r}, as a result is")


def _eagerly(
    frame: pl.DataFrame, ask: Asked, table: RateTable
) -> pl.DataFrame | tuple[pl.DataFrame, pl.DataFrame]:
    needed = frame.select(ask.amount, ask.currency, ask.date)
    if (result := _at_once(needed, ask, table)) is not None:
        done = frame.with_columns(result)
        if ask.on_missing != "report":
            return done
        nothing = needed.clear().with_columns(pl.lit(0, pl.UInt8).alias(_STATE))
        return done, _report(nothing.lazy(), ask).collect()
    # polars works on a part without the interpreter's lock, so that parts go side by side.
    with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
        parts = list(pool.map(lambda part: _added(part, ask, table), needed.iter_slices(_ROWS)))
    added = pl.concat(parts, rechunk=False) if parts else _added(needed, ask, table)
    states = added[_STATE]
    if ask.on_missing == "raise":
        _raise_unconverted(needed, states, ask)
    done = frame.with_columns(added.drop(_STATE).get_columns())
    if ask.on_missing != "report":
        return done
    return done, _report(needed.with_columns(states).lazy(), ask).collect()


def _lazily(
    frame: pl.LazyFrame, schema: pl.Schema, ask: Asked, table: RateTable
) -> pl.LazyFrame | tuple[pl.LazyFrame, pl.LazyFrame]:
    def batch(part: pl.DataFrame) -> pl.DataFrame:
        added = _added(part, ask, table)
        if ask.on_missing == "raise":
            _raise_unconverted(part, added[_STATE], ask)
        return part.with_columns(added.get_columns())

    whole = pl.Schema({**schema, **_added(pl.DataFrame(schema=schema), ask, table).schema})
    done = frame.map_batches(batch, schema=whole, streamable=True, validate_output_schema=False)
    if ask.on_missing != "report":
        return done.drop(_STATE)
    return done.drop(_STATE), _report(done, ask)


def _require_types(schema: pl.Schema, ask: Asked) -> None:
    amount, code, day = schema[ask.amount], schema[ask.currency], schema[ask.date]
    if not (amount.is_numeric() or amount in (pl.String, pl.Null)):
        raise TypeError(
            f"{ask.amount!r} is {amount}; amounts are Decimal, whole minor units or strings"
        )
    if code not in (pl.String, pl.Categorical, pl.Enum, pl.Null):
        raise TypeError(f"{ask.currency!r} is {code}; currencies are strings")
    if day not in (pl.Date, pl.Null):
        raise TypeError(f"{ask.date!r} is {day}; a rate is of a day: make it Date")


def _table(frame: pl.DataFrame | pl.LazyFrame, ask: Asked) -> RateTable:
    if isinstance(ask.book, RateTable):
        return ask.book
    day = pl.col(ask.date).cast(pl.Date).to_physical()
    first, last, codes = (
        frame.lazy()
        .select(day.min().alias("first"), day.max().alias("last"), _codes(ask).unique().implode())
        .collect(engine="streaming")
        .row(0)
    )
    return ask.table(nearest_day(first), nearest_day(last), codes)


def _codes(ask: Asked) -> pl.Expr:
    return pl.col(ask.currency).cast(pl.String)


def _at_once(frame: pl.DataFrame, ask: Asked, table: RateTable) -> pl.Series | None:
    """Return the results by one expression of polars; None where it takes more than that.

    It does for whole numbers and Decimal, none too large for doubles, on days of the table.
    """
    kind = frame.schema[ask.amount]
    if ask.evidence or kind in _WIDE or not (kind.is_integer() or isinstance(kind, pl.Decimal)):
        return None
    scale = kind.scale if isinstance(kind, pl.Decimal) else None
    if scale is not None and scale > FINEST:
        return None
    amount, day = pl.col(ask.amount).to_physical(), pl.col(ask.date).cast(pl.Date).to_physical()
    ends = {"least": amount.min(), "most": amount.max(), "first": day.min(), "last": day.max()}
    found = frame.lazy().select(**ends, given=amount.count()).collect(engine="streaming")
    least, most, first, last, given = found.row(0)
    if None in (least, first) or max(abs(least), abs(most)) > ratios(table, scale).limit(52):
        return None
    start = (table.start - date(1970, 1, 1)).days
    if first < start or last >= start + table.days:
        return None
    column = _column(frame.schema[ask.currency], pl.col(ask.currency), table)
    cell = _cell(column, day, ask, table).cast(pl.UInt32)
    result = _in_doubles(amount, cell, table, scale, ask.rounding)
    if scale is not None:
        result = result.cast(pl.Decimal(_DIGITS, 0)) * pl.lit(_unit(ask.digits))
    named = frame.lazy().select(result.alias(ask.name))
    done = named.collect(engine="streaming").to_series()
    # Null is also what has no rate, no currency, no day.
    return done if ask.on_missing == "null" or done.null_count() == len(frame) - given else None


def _added(part: pl.DataFrame, ask: Asked, table: RateTable) -> pl.DataFrame:
    """Return the columns to add, and the state of each row: zero where it is converted."""
    given = part[ask.amount]
    amounts, scale = _whole(given)
    cells = _cells(part, amounts, ask, table)
    states = _states(table).gather(cells)
    if states.max():  # what is left out need not fit
        amounts = amounts.set(states != 0, None)
    result = _divided(amounts, cells, table, scale, ask.rounding)
    frame = pl.DataFrame(
        {
            ask.name: _minor_units(result) if scale is None else _decimal(result, ask.digits),
            ask.date: part[ask.date],
            _INDEX: cells,
            _A: given.is_not_null(),
            _STATE: states,
        }
    )
    return frame.select(
        ask.name,
        *(_evidence(ask, table) if ask.evidence else ()),
        pl.when(pl.col(_A)).then(pl.col(_STATE)).otherwise(pl.lit(0, pl.UInt8)).alias(_STATE),
    )


def _whole(given: pl.Series) -> tuple[pl.Series, int | None]:
    """Return the amounts as whole numbers, and their decimals; None: minor units."""
    kind = given.dtype
    if kind in _WIDE:
        return _narrow(given.cast(pl.Int128)), None
    if kind.is_integer() or kind == pl.Null:
        return given.cast(pl.Int64), None
    if isinstance(kind, pl.Decimal):
        if (
            kind.scale > FINEST
            and ((short := given.cast(pl.Decimal(_DIGITS, FINEST))) == given).all()
        ):
            given, kind = short, pl.Decimal(_DIGITS, FINEST)
        return _narrow(given.to_physical()), kind.scale
    texts = _float_texts(given) if kind.is_float() else given
    plain = texts.set(~texts.str.contains(PLAIN_NUMBER), None)
    scale = (plain.str.len_bytes() - plain.str.find(".", literal=True) - 1).max() or 0
    read = plain.cast(pl.Decimal(_DIGITS, int(scale)), strict=False)  # type: ignore[arg-type]
    return _narrow(read.to_physical()), int(scale)  # type: ignore[arg-type]


def _float_texts(given: pl.Series) -> pl.Series:
    texts = given.cast(pl.String)
    odd = (~texts.str.contains(PLAIN_NUMBER) & given.is_finite()).fill_null(value=False)
    if not odd.any():
        return texts
    rows = odd.arg_true()
    return texts.scatter(rows, [float_text(x) for x in given.gather(rows)])


def _narrow(amounts: pl.Series) -> pl.Series:
    small = amounts.cast(pl.Int64, strict=False)
    return small if small.null_count() == amounts.null_count() else amounts


def _cells(part: pl.DataFrame, amounts: pl.Series, ask: Asked, table: RateTable) -> pl.Series:
    """Return the index of each row's cell. A negative one would wrap, so none is made."""
    given, code, day = part[ask.amount], part[ask.currency], part[ask.date]
    first = (table.start - date(1970, 1, 1)).days
    frame = part.select(
        _column(code.dtype, pl.col(ask.currency), table).alias(_C),
        pl.col(ask.date).cast(pl.Date).to_physical().alias(_D),
    )
    cell = _cell(pl.col(_C), pl.col(_D), ask, table)
    if (
        amounts.null_count() == given.null_count()
        and not frame[_C].null_count()
        and _is_inside(frame[_D], range(first, first + table.days))
    ):
        return frame.select(cell.cast(pl.UInt32)).to_series()
    nobody, unreadable = code.is_null() | day.is_null(), amounts.is_null() & given.is_not_null()

    def lost(reason: str) -> pl.Expr:
        return pl.lit(table.no_cell(reason), pl.Int32)

    return frame.select(
        pl.when(nobody)
        .then(lost("no currency or no day"))
        .when(unreadable)
        .then(lost("amount not readable"))
        .when(pl.col(_C).is_null())
        .then(lost("unknown currency"))
        .when(~pl.col(_D).is_between(first, first + table.days - 1))
        .then(lost("day outside the table"))
        .otherwise(cell)
        .cast(pl.UInt32)
    ).to_series()


def _cell(column: pl.Expr, day: pl.Expr, ask: Asked, table: RateTable) -> pl.Expr:
    """Return the index of a cell by its column and its day since 1970-01-01."""
    width = len(table.currencies)
    first = (table.start - date(1970, 1, 1)).days - table.offset(ask.kind) // width
    return (day - first) * width + column


def _column(kind: pl.DataType, code: pl.Expr, table: RateTable) -> pl.Expr:
    """Return the column of each currency; null where the table has none."""
    ours = pl.Enum(table.currencies)
    if not isinstance(kind, pl.Enum):
        return code.cast(pl.String).cast(ours, strict=False).to_physical().cast(pl.Int32)
    number = code.to_physical()  # of its own order
    if kind.categories.to_list() == list(table.currencies):
        return number.cast(pl.Int32)
    columns = kind.categories.cast(ours, strict=False).to_physical().cast(pl.Int32)
    return pl.lit(columns).gather(number.cast(pl.UInt32))


def _is_inside(places: pl.Series, of: range) -> bool:
    if not len(places) or places.null_count():
        return False
    least, largest = _ends(places)
    return least >= of.start and largest < of.stop


def _ends(numbers: pl.Series) -> tuple[int, int]:
    """Return the least and the largest of whole numbers; zeros of none."""
    least, largest = numbers.min(), numbers.max()
    return cast("int", least) if least else 0, cast("int", largest) if largest else 0


def _divided(
    amounts: pl.Series,
    cells: pl.Series,
    table: RateTable,
    scale: int | None,
    rounding: TableRounding,
) -> pl.Series:
    """Return ``round(amount * top / bottom)``, in numbers that hold every product."""
    largest, plan = max(map(abs, _ends(amounts))), ratios(table, scale)
    if largest > plan.limit(127):
        return _one_by_one(amounts, cells, plan, rounding)
    frame = pl.DataFrame({_A: amounts, _INDEX: cells})
    if largest > plan.limit(63):
        return _in_integers(frame, plan, rounding, pl.Int128())
    if largest > plan.limit(52):
        return _in_integers(frame, plan, rounding, pl.Int64())
    result = _in_doubles(pl.col(_A), pl.col(_INDEX), table, scale, rounding)
    return frame.select(result).to_series()


def _in_doubles(
    amount: pl.Expr, cell: pl.Expr, table: RateTable, scale: int | None, rounding: TableRounding
) -> pl.Expr:
    """Divide products below 2**51, exactly: a double is right about each half.

    ``n / d`` that is a half is one as a double too; any other is ``1 / 2d`` away from one at
    least, and its double is off by ``n / d * 2**-53`` at most, which is less.
    """
    tops, bottoms = _doubles(table, scale)
    top = float(ratios(table, scale).common or 1) if tops is None else pl.lit(tops).gather(cell)
    quotient = amount.cast(pl.Float64) * top / pl.lit(bottoms).gather(cell)
    mode = "half_away_from_zero" if rounding == "half_up" else "half_to_even"
    return quotient.round(mode=mode).cast(pl.Int64, strict=False)  # type: ignore[arg-type]


def _in_integers(
    frame: pl.DataFrame, plan: Ratios, rounding: TableRounding, kind: pl.DataType
) -> pl.Series:
    tops, bottoms = _columns(plan, kind)
    cell, amount = pl.col(_INDEX), pl.col(_A).cast(kind)
    top = pl.lit(plan.common, kind) if tops is None else pl.lit(tops).gather(cell)
    frame = (
        frame.select(
            amount.sign(),
            (amount.abs() * top * 2).alias(_N),
            pl.lit(bottoms).gather(cell).alias(_D),
        )
        .select(_A, pl.col(_N) + pl.col(_D), pl.col(_D) * 2)
        .with_columns((pl.col(_N) // pl.col(_D)).alias(_Q))
    )
    result = pl.col(_Q)
    if rounding == "half_even":
        is_tie = pl.col(_Q) * pl.col(_D) == pl.col(_N)
        result = result - (is_tie & (pl.col(_Q) % 2 == 1)).cast(kind)
    return frame.select(result * pl.col(_A)).to_series()


def _one_by_one(
    amounts: pl.Series, cells: pl.Series, plan: Ratios, rounding: TableRounding
) -> pl.Series:
    tops, bottoms = _columns(plan, pl.Int64())
    found = [
        None
        if a is None
        else divide(a, tops[i] if tops is not None else plan.common, bottoms[i], rounding)  # type: ignore[arg-type]
        for a, i in zip(amounts, cells, strict=True)
    ]
    if any(abs(q) >= 10**_DIGITS for q in found if q is not None):
        raise AmountError(f"a converted amount needs more than {_DIGITS} digits")
    return pl.Series(found, dtype=pl.Int128)


def _minor_units(whole: pl.Series) -> pl.Series:
    """Return minor units in 64 bits, as every part of a frame has them."""
    if whole.dtype == pl.Int64:
        return whole
    done = whole.cast(pl.Int64, strict=False)
    if done.null_count() != whole.null_count():
        raise AmountError(f"{max(whole.abs())} minor units do not fit into 64 bits")
    return done


def _decimal(whole: pl.Series, digits: int) -> pl.Series:
    """Return minor units as Decimal, by one exact product."""
    done = whole.cast(pl.Decimal(_DIGITS, 0), strict=False) * _unit(digits)
    if done.null_count() != whole.null_count():
        raise AmountError(f"a converted amount needs more than {_DIGITS} digits")
    return done.cast(pl.Decimal(_DIGITS, digits))


def _unit(digits: int) -> pl.Series:
    return pl.Series([Decimal((0, (1,), -digits))], dtype=pl.Decimal(_DIGITS, digits))


def _evidence(ask: Asked, table: RateTable) -> list[pl.Expr]:
    rate, day, carried = ask.evidence_names
    cell = pl.col(_INDEX)
    of = pl.lit(_rate_days(table)).gather(cell)
    there = (pl.col(_STATE) == 0) & pl.col(_A)
    age = (pl.col(ask.date) - of).dt.total_days().cast(pl.Int32).fill_null(0)
    return [
        pl.when(there).then(pl.lit(_rates(table)).gather(cell)).alias(rate),
        pl.when(there).then(of).alias(day),
        pl.when(there).then(age).alias(carried),
    ]


def _report(rows: pl.LazyFrame, ask: Asked) -> pl.LazyFrame:
    code, day, reason, count = REPORT
    return (
        rows.filter(pl.col(_STATE) != 0)
        .group_by(
            _codes(ask).alias(code),
            pl.col(ask.date).alias(day),
            pl.lit(pl.Series(reason_names())).gather(pl.col(_STATE)).alias(reason),
        )
        .agg(pl.len().alias(count))
        .sort(code, day, reason)
    )


def _raise_unconverted(rows: pl.DataFrame, states: pl.Series, ask: Asked) -> None:
    bad = (states != 0).arg_true()
    if not len(bad):
        return
    first = bad.head(SHOWN)
    codes, days = rows[ask.currency][first], rows[ask.date][first].cast(pl.Date).to_physical()
    raise UnconvertedRowsError(
        len(bad),
        len(rows),
        [
            (row, code, shown_day(day), REASONS[states[row]])
            for row, code, day in zip(first, codes, days, strict=True)
        ],
    )


@lru_cache(maxsize=16)
def _columns(plan: Ratios, kind: pl.DataType) -> tuple[pl.Series | None, pl.Series]:
    tops, bottoms = (
        pl.Series(memoryview(cells).cast("q"), dtype=pl.Int64).cast(kind)
        for cells in (plan.numerators, plan.denominators)
    )
    return None if plan.common else tops, bottoms


@lru_cache(maxsize=16)
def _doubles(table: RateTable, scale: int | None) -> tuple[pl.Series | None, pl.Series]:
    """Return the cells as doubles; what has no rate is no number, and makes none."""
    tops, bottoms = _columns(ratios(table, scale), pl.Float64())
    return tops, bottoms.zip_with(_states(table) == 0, pl.Series([float("nan")]))


@lru_cache(maxsize=4)
def _states(table: RateTable) -> pl.Series:
    return pl.Series(list(table.states), dtype=pl.UInt8)


@lru_cache(maxsize=4)
def _rate_days(table: RateTable) -> pl.Series:
    epoch = date(1970, 1, 1).toordinal()
    days = memoryview(table.rate_days).cast("i")
    return pl.Series([day - epoch if day else None for day in days], dtype=pl.Int32).cast(pl.Date)


@lru_cache(maxsize=4)
def _rates(table: RateTable) -> pl.Series:
    return pl.Series(rate_texts(table), dtype=pl.String)
