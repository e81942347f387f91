"""The conversion as SQL: the same integers in every dialect."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from crmi18n.ext._frames import rate_texts
from crmi18n.money import RateKind
from crmi18n.money.table import REASONS, RateTable, TableRounding, ratios

__all__ = ["PREFIX", "RateRow", "quoted", "quotient", "rate_rows", "text"]

# Engines do not tell letters of names by their case: what is ours collides with nothing.
PREFIX: Final = "__crmi18n_"

RateRow = tuple[str, date, int, int, str | None, str | None, date | None]
"""Currency, day, numerator, denominator, the reason why not, the rate, and its day."""


def quotient(
    amount: str,
    top: str,
    bottom: str,
    rounding: TableRounding,
    divide: Callable[[str, str], str],
) -> str:
    """Return the expression of ``round(amount * top / bottom)`` in whole numbers.

    Engines differ in how they divide negative numbers, so only magnitudes are divided.

    Args:
        amount: the expression of a whole amount.
        top: that of the numerator.
        bottom: that of the denominator.
        rounding: how to round.
        divide: writes the division of two whole numbers in the dialect, the rest dropped.
    """
    n, d = f"(abs({amount}) * (2 * {top}) + {bottom})", f"(2 * {bottom})"
    whole = divide(n, d)
    if rounding == "half_even":
        whole = f"({whole} - CASE WHEN {n} % {d} = 0 AND {whole} % 2 = 1 THEN 1 ELSE 0 END)"
    return f"(CASE WHEN {amount} < 0 THEN -1 ELSE 1 END * {whole})"


def quoted(name: str, mark: str = '"') -> str:
    """Return a name as an identifier."""
    return f"{mark}{name.replace(mark, mark * 2)}{mark}"


def text(value: str) -> str:
    """Return a string as a literal."""
    return "'" + value.replace("'", "''") + "'"


def rate_rows(table: RateTable, kind: RateKind, scale: int | None) -> Iterator[RateRow]:
    """Return the cells of a kind in the long form, for amounts of so many decimals."""
    plan = ratios(table, scale)
    tops = memoryview(plan.numerators).cast("q")
    bottoms = memoryview(plan.denominators).cast("q")
    days = memoryview(table.rate_days).cast("i")
    rates = rate_texts(table)
    index = table.offset(kind)
    for row in range(table.days):
        day = table.start + timedelta(row)
        for code in table.currencies:
            of = date.fromordinal(days[index]) if days[index] else None
            reason = REASONS[table.states[index]] or None
            top = plan.common or tops[index]
            yield code, day, top, bottoms[index], reason, rates[index], of
            index += 1
