"""The conversion as a NumPy kernel, for frames whose columns are arrays (pandas, Arrow)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final, final

from crmi18n.errors import MissingExtraError
from crmi18n.money.table import RateTable, Ratios, TableRounding, divide, ratios

try:
    import numpy as np
except ModuleNotFoundError as error:
    if error.name != "numpy":
        raise
    raise MissingExtraError("pandas", "converting arrays") from None

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["NO_DAY", "Whole", "cells_of", "converted", "rate_days", "states_of"]

_ROWS: Final = 1 << 16  # at once: what a row needs on its way stays in the cache
_INT64: Final = 2**63 - 1
_EPOCH: Final = date(1970, 1, 1)
NO_DAY: Final = -_EPOCH.toordinal()


@final
@dataclass(slots=True)
class Whole:
    """A column of whole numbers.

    Attributes:
        values: those that fit into 64 bits.
        scale: the decimals that they have; None: the minor units of each currency.
        wide: the others, by row.
    """

    values: NDArray[np.int64]
    scale: int | None
    wide: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, numbers: Sequence[int | None], scale: int | None) -> Whole:
        """Return the column of some numbers of any size; None is zero, and masked elsewhere."""
        wide = {row: x for row, x in enumerate(numbers) if x and not -_INT64 <= x <= _INT64}
        small = [0 if x is None or row in wide else x for row, x in enumerate(numbers)]
        return cls(np.array(small, dtype=np.int64), scale, wide)


def cells_of(
    table: RateTable,
    kind: Any,
    codes: NDArray[np.integer[Any]],
    names: Sequence[str | None],
    days: NDArray[np.int64],
    nobody: NDArray[np.bool_],
    unreadable: NDArray[np.bool_],
) -> NDArray[np.int64]:
    """Return the index of each row's cell. A negative one would wrap, so none is made.

    Args:
        table: the rates.
        kind: the kind of rate.
        codes: the index of each row's currency among ``names``.
        names: the codes of the currencies.
        days: days since 1970-01-01.
        nobody: rows without a currency or a day.
        unreadable: rows whose amount is no number.
    """
    places: dict[str | None, int] = {code: place for place, code in enumerate(table.currencies)}
    columns = np.array([places.get(name, -1) for name in [*names, None]], dtype=np.int64)
    column = columns[codes]
    row = days - (table.start - _EPOCH).days
    cells: NDArray[np.int64] = row * len(table.currencies) + column + table.offset(kind)
    cells[(row < 0) | (row >= table.days)] = table.no_cell("day outside the table")
    cells[column < 0] = table.no_cell("unknown currency")
    cells[unreadable] = table.no_cell("amount not readable")
    cells[nobody] = table.no_cell("no currency or no day")
    return cells


def states_of(table: RateTable, cells: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Return the state of each row's cell."""
    return np.frombuffer(table.states, np.uint8)[cells]


def rate_days(table: RateTable, cells: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return the day of each row's oldest rate, since 1970-01-01; ``NO_DAY`` where of none."""
    return np.frombuffer(table.rate_days, np.int32)[cells] + NO_DAY


def converted(
    amounts: Whole,
    cells: NDArray[np.int64],
    table: RateTable,
    digits: int,
    rounding: TableRounding,
) -> Whole:
    """Return ``round(amount * top / bottom)`` of each row; rows of no cell are of no meaning."""
    plan = ratios(table, amounts.scale)
    tops = None if plan.common else np.frombuffer(plan.numerators, np.int64)
    bottoms = np.frombuffer(plan.denominators, np.int64)
    scale = None if amounts.scale is None else digits
    found = Whole(np.empty(len(cells), np.int64), scale)
    limit, plain = plan.limit(), plan.limit(52)
    long = dict(amounts.wide)
    for start in range(0, len(cells), _ROWS):
        part = slice(start, start + _ROWS)
        values, cell = amounts.values[part], cells[part]
        if -plain <= values.min() and values.max() <= plain:
            bottom, top = bottoms[cell], plan.common if tops is None else tops[cell]
            found.values[part] = _in_doubles(values, top, bottom, rounding)
            continue
        # The lowest number has no absolute value in 64 bits: it stays below zero.
        size = np.abs(values)
        large = np.flatnonzero((size > limit) | (size < 0))
        if len(large):
            size[large] = 0
            long |= {start + int(row): int(values[row]) for row in large}
        bottom = bottoms[cell]
        top = plan.common if tops is None else tops[cell]
        found.values[part] = np.where(values < 0, -1, 1) * _divided(size, top, bottom, rounding)
    _set_long(found, long, cells, plan, tops, bottoms, rounding)
    return found


def _in_doubles(values: Any, top: Any, bottom: Any, rounding: TableRounding) -> NDArray[np.int64]:
    """Divide products below 2**51, exactly: a double is right about each half.

    ``n / d`` that is a half is one as a double too; any other is ``1 / 2d`` away from one at
    least, and its double, with a half added, is off by less.
    """
    quotient: NDArray[np.float64] = values * np.asarray(top, np.float64) / bottom
    if rounding == "half_even":
        np.rint(quotient, out=quotient)
    else:
        quotient += np.copysign(0.5, quotient)
    return quotient.astype(np.int64)  # without decimals


def _divided(size: Any, top: Any, bottom: Any, rounding: TableRounding) -> NDArray[np.int64]:
    numerator = (size * (top * 2) + bottom).view(np.uint64)  # unsigned: no floor to look after
    denominator = (bottom * 2).view(np.uint64)
    quotient: NDArray[np.uint64] = numerator // denominator
    if rounding == "half_even":
        is_tie = quotient * denominator == numerator
        quotient -= is_tie & (quotient & np.uint64(1) == 1)
    return quotient.view(np.int64)


def _set_long(
    found: Whole,
    long: dict[int, int],
    cells: NDArray[np.int64],
    plan: Ratios,
    tops: NDArray[np.int64] | None,
    bottoms: NDArray[np.int64],
    rounding: TableRounding,
) -> None:
    """Convert what does not fit into 64 bits, in whole numbers of any size."""
    for row, amount in long.items():
        cell = cells[row]
        top = plan.common if tops is None else int(tops[cell])
        result = divide(amount, top or 1, int(bottoms[cell]), rounding)
        if -_INT64 <= result <= _INT64:
            found.values[row] = result
        else:
            found.values[row] = 0
            found.wide[row] = result
