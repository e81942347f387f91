"""Convert a column of amounts in an Arrow table or record batch, exactly."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import Any, Final, Literal, TypeVar, Unpack, overload

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
from crmi18n.money import Currency
from crmi18n.money.table import REASONS, RateTable

try:
    import pyarrow as pa
    import pyarrow.compute as pc
except ModuleNotFoundError as error:
    if error.name != "pyarrow":
        raise
    raise MissingExtraError("pyarrow", "crmi18n.ext.pyarrow") from None

import numpy as np

from crmi18n.ext._numpy import NO_DAY, Whole, cells_of, converted, rate_days, states_of

__all__ = ["convert_frame", "decimals"]

_Rows = TypeVar("_Rows", pa.Table, pa.RecordBatch)

_DIGITS: Final = 38
_LARGEST: Final = 10**_DIGITS


@overload
def convert_frame(
    frame: _Rows, *, on_missing: Literal["raise", "null"] = ..., **settings: Unpack[Settings]
) -> _Rows: ...
@overload
def convert_frame(
    frame: _Rows, *, on_missing: Literal["report"], **settings: Unpack[Settings]
) -> tuple[_Rows, pa.Table]: ...
def convert_frame(
    frame: _Rows, *, on_missing: OnMissing = "raise", **settings: Unpack[Settings]
) -> _Rows | tuple[_Rows, pa.Table]:
    """Add the column ``<amount>_<to>``: decimal128 for decimals and strings, int64 for integers.

    Its arguments, results and errors are those of :func:`crmi18n.ext.polars.convert_frame`.

    >>> from datetime import date
    >>> from crmi18n import RateBook
    >>> rows = pa.table({"value": ["80000"], "code": ["USD"], "on": [date(2026, 6, 30)]})
    >>> done = convert_frame(
    ...     rows, amount="value", currency="code", date="on", to="EUR", book=RateBook.ecb()
    ... )
    >>> str(done.schema.field("value_EUR").type)
    'decimal128(38, 2)'
    """
    columns = frame.schema.names
    kinds = dict(zip(columns, frame.schema.types, strict=True))
    is_float = pa.types.is_floating(kinds.get(settings.get("amount"), pa.null()))
    ask = asked(columns, is_float, on_missing, settings)
    amounts, codes, days = (
        _whole_array(frame.column(name)) for name in (ask.amount, ask.currency, ask.date)
    )
    codes = codes if pa.types.is_dictionary(codes.type) else codes.dictionary_encode()
    _require_types(amounts.type, codes.type.value_type, days.type, ask)
    table = _table(codes, days, ask)
    states, added = _added(amounts, codes, days, ask, table)
    if on_missing == "raise":
        _raise_unconverted(states, codes, days)
    for name, column in added.items():
        frame = frame.append_column(name, column)
    if on_missing != "report":
        return frame
    return frame, _report(states, codes, days)


def _whole_array(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _require_types(amount: Any, code: Any, day: Any, ask: Asked) -> None:
    is_text = pa.types.is_string(amount) or pa.types.is_large_string(amount)
    is_number = (
        pa.types.is_integer(amount)
        or pa.types.is_floating(amount)
        or (pa.types.is_decimal(amount) and amount.bit_width <= 128 and amount.scale >= 0)
    )
    if not (is_text or is_number or pa.types.is_null(amount)):
        raise TypeError(
            f"{ask.amount!r} is {amount}; amounts are decimal128, whole minor units or strings"
        )
    if not (pa.types.is_string(code) or pa.types.is_large_string(code) or pa.types.is_null(code)):
        raise TypeError(f"{ask.currency!r} is {code}; currencies are strings")
    if not (pa.types.is_date32(day) or pa.types.is_null(day)):
        raise TypeError(f"{ask.date!r} is {day}; a rate is of a day: make it date32")


def _table(codes: Any, days: Any, ask: Asked) -> RateTable:
    if isinstance(ask.book, RateTable):
        return ask.book
    span = pc.min_max(days.cast(pa.int32())).as_py()
    first, last = nearest_day(span["min"]), nearest_day(span["max"])
    return ask.table(first, last, codes.dictionary.to_pylist())


def _added(
    amounts: Any, codes: Any, days: Any, ask: Asked, table: RateTable
) -> tuple[Any, dict[str, Any]]:
    """Return the state of each row (zero: converted, or no amount), and the columns to add."""
    whole, readable = _whole(amounts)
    given = np.asarray(amounts.is_valid())
    numbers = np.asarray(days.cast(pa.int32()).fill_null(0)).astype(np.int64)
    cells = cells_of(
        table,
        ask.kind,
        np.asarray(codes.indices.cast(pa.int64()).fill_null(len(codes.dictionary))),
        codes.dictionary.to_pylist(),
        numbers,
        ~np.asarray(pc.and_(codes.is_valid(), days.is_valid())),
        given & ~readable,
    )
    states = states_of(table, cells)
    left_out = (states != 0) | ~given
    result = converted(whole, cells, table, ask.digits, ask.rounding)
    added = {ask.name: _column(result, left_out)}
    if ask.evidence:
        rate, day, carried = ask.evidence_names
        of = rate_days(table, cells)
        of_none = of == NO_DAY
        added[rate] = pa.DictionaryArray.from_arrays(
            pa.array(cells, mask=left_out), pa.array([*rate_texts(table)])
        ).cast(pa.string())
        of[of_none] = 0
        added[day] = pa.array(of, mask=left_out | of_none).cast(pa.date32())
        age = np.where(of_none, 0, numbers - of).astype(np.int32)
        added[carried] = pa.array(age, mask=left_out)
    return np.where(given, states, 0), added


def _whole(amounts: Any) -> tuple[Whole, Any]:
    """Return the amounts as whole numbers, and which of them were readable."""
    kind = amounts.type
    readable = np.ones(len(amounts), dtype=np.bool_)
    if pa.types.is_null(kind):
        return Whole(np.zeros(len(amounts), np.int64), None), readable
    if pa.types.is_integer(kind):
        if pa.types.is_uint64(kind):
            return Whole.of(amounts.to_pylist(), None), readable
        return Whole(np.asarray(amounts.cast(pa.int64()).fill_null(0)), None), readable
    if pa.types.is_decimal(kind):
        return _of_decimals(amounts), readable
    read = _read(_float_texts(amounts) if pa.types.is_floating(kind) else amounts)
    return _of_decimals(read), np.asarray(read.is_valid())


def _read(amounts: Any) -> Any:
    """Return strings of digits as decimals of one scale; what is none is null."""
    texts = amounts.cast(pa.string())
    plain = pc.match_substring_regex(texts, PLAIN_NUMBER)
    texts = pc.if_else(plain, texts, pa.scalar(None, pa.string()))
    point = pc.find_substring(texts, ".")
    behind = pc.subtract(pc.subtract(pc.binary_length(texts), point), 1)
    scale = pc.max(pc.if_else(pc.greater_equal(point, 0), behind, 0)).as_py() or 0
    before = pc.if_else(pc.greater_equal(point, 0), point, pc.binary_length(texts))
    sign = pc.starts_with(texts, "-").cast(pa.int32())
    short = pc.less_equal(pc.subtract(before, sign), _DIGITS - scale)
    texts = pc.if_else(short, texts, pa.scalar(None, pa.string()))
    return texts.cast(pa.decimal128(_DIGITS, scale))


def decimals(amounts: Any, codes: Any) -> Any:
    """Return amounts of any type as decimals, in units of their currency."""
    kind = amounts.type
    if pa.types.is_decimal(kind):
        return amounts
    if not pa.types.is_integer(kind):
        return _read(amounts)
    values = zip(amounts.to_pylist(), codes.to_pylist(), strict=True)
    units = [None if x is None else Decimal(f"{x}E-{Currency.of(c).digits}") for x, c in values]
    return pa.array(units, pa.decimal128(_DIGITS, 4))


def _float_texts(amounts: Any) -> Any:
    return pa.array(
        [None if x is None else float_text(x) for x in amounts.to_pylist()], pa.string()
    )


def _of_decimals(amounts: Any) -> Whole:
    """Read the 128 bits of each number as two words."""
    scale = amounts.type.scale
    if scale > FINEST:
        with suppress(pa.ArrowInvalid):  # it has finer amounts
            amounts, scale = amounts.cast(pa.decimal128(_DIGITS, FINEST)), FINEST
    if amounts.type.bit_width != 128:
        amounts = amounts.cast(pa.decimal128(_DIGITS, scale))
    if not len(amounts):
        return Whole(np.zeros(0, np.int64), scale)
    words = np.frombuffer(amounts.buffers()[1], np.int64)
    words = words[2 * amounts.offset : 2 * (amounts.offset + len(amounts))].reshape(-1, 2)
    low, high = words[:, 0].copy(), words[:, 1]
    given = np.asarray(amounts.is_valid())
    low[~given] = 0
    long = np.flatnonzero(given & (high != low >> 63))
    wide = {int(row): (int(high[row]) << 64) | (int(low[row]) & (2**64 - 1)) for row in long}
    low[long] = 0
    return Whole(low, scale, wide)


def _column(result: Whole, left_out: Any) -> Any:
    wide = {row: x for row, x in result.wide.items() if not left_out[row]}
    if result.scale is None:
        if wide:
            raise AmountError(f"{next(iter(wide.values()))} minor units do not fit into 64 bits")
        return pa.array(result.values, mask=left_out)
    words = np.empty((len(left_out), 2), np.int64)
    words[:, 0], words[:, 1] = result.values, result.values >> 63
    for row, number in wide.items():
        if abs(number) >= _LARGEST:
            raise AmountError(f"a converted amount needs more than {_DIGITS} digits")
        low = number & (2**64 - 1)
        words[row] = low - 2**64 if low >> 63 else low, number >> 64
    there = pa.array(~left_out)
    return pa.Array.from_buffers(
        pa.decimal128(_DIGITS, result.scale),
        len(left_out),
        [there.buffers()[1], pa.py_buffer(words)],
        null_count=int(left_out.sum()),
    )


def _raise_unconverted(states: Any, codes: Any, days: Any) -> None:
    bad, numbers = np.flatnonzero(states), days.cast(pa.int32())
    if len(bad):
        shown = [
            (row, codes[row].as_py(), shown_day(numbers[row].as_py()), REASONS[states[row]])
            for row in bad[:SHOWN].tolist()
        ]
        raise UnconvertedRowsError(len(bad), len(states), shown)


def _report(states: Any, codes: Any, days: Any) -> Any:
    bad = pa.array(np.flatnonzero(states))
    code, day, reason, count = REPORT
    reasons = pa.array(reason_names()).take(pa.array(states[np.flatnonzero(states)]))
    rows = pa.table(
        {code: codes.take(bad).cast(pa.string()), day: days.take(bad), reason: reasons}
    )
    counted = rows.group_by([code, day, reason]).aggregate([([], "count_all")])
    order = [(code, "ascending"), (day, "ascending"), (reason, "ascending")]
    return counted.rename_columns([code, day, reason, count]).sort_by(order)
