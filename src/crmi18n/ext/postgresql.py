"""Conversion inside PostgreSQL: the rates as a table, and the query that a report runs by them.

Nothing but this library is imported: any driver, or ``psql``, runs the statements.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from crmi18n.ext._sql import RateRow, quoted, quotient, rate_rows, text
from crmi18n.money import Currency, RateKind
from crmi18n.money.table import TABLE_ROUNDINGS, RateTable, TableRounding

__all__ = ["convert_expression", "convert_sql", "rates_sql"]

_ROWS: Final = 2_000  # a statement


def rates_sql(table: RateTable, *, name: str, kind: RateKind = "spot") -> Iterator[str]:
    """Return the statements that make the table of rates, to be run in one transaction.

    A row is a currency and a day: how many minor units of ``table.to`` one unit is, as a
    ratio of whole numbers; the rate as text, and its day; or the reason why there is none.
    The comment of the table names the book.

    Raises:
        ValueError: the table has no rates of that kind.

    >>> from datetime import date
    >>> from crmi18n import RateBook
    >>> day = date(2026, 6, 30)
    >>> table = RateBook.ecb().table("EUR", start=day, end=day, currencies=["USD"])
    >>> for statement in rates_sql(table, name="rates_eur"):
    ...     print(statement[:34])
    CREATE TABLE "rates_eur" (currency
    COMMENT ON TABLE "rates_eur" IS 'c
    INSERT INTO "rates_eur" VALUES ('E
    """
    rows = rate_rows(table, kind, 0)
    yield (
        f"CREATE TABLE {quoted(name)} (currency text, day date, numerator bigint,"
        " denominator bigint, reason text, rate text, rate_date date,"
        " PRIMARY KEY (currency, day))"
    )
    said = f"crmi18n: {kind} rates to {table.to}, book {table.book_id}"
    yield f"COMMENT ON TABLE {quoted(name)} IS {text(said)}"
    while part := list(islice(rows, _ROWS)):
        values = ", ".join(map(_values, part))
        yield f"INSERT INTO {quoted(name)} VALUES {values}"  # noqa: S608


def _values(row: RateRow) -> str:
    cells = (str(cell) if isinstance(cell, int) else _literal(cell) for cell in row)
    return f"({', '.join(cells)})"


def _literal(cell: object) -> str:
    return "NULL" if cell is None else text(str(cell))


def convert_expression(
    amount: str, *, to: str, rates: str = "r", rounding: TableRounding = "half_up"
) -> str:
    """Return the expression of a converted amount, a ``numeric`` rounded once.

    Args:
        amount: the expression of an amount in units (``numeric`` or whole; a float is none).
        to: the currency of the rates.
        rates: how the joined table of rates is called.
        rounding: ``"half_up"`` (away from zero) or ``"half_even"``.

    Raises:
        UnknownCurrencyError: ``to`` is not of ISO 4217.
        ValueError: there is no such rounding.
    """
    if rounding not in TABLE_ROUNDINGS:
        raise ValueError(f"{rounding!r}: frames round {' or '.join(TABLE_ROUNDINGS)}")
    digits = Currency.of(to).digits
    top, bottom = f"{quoted(rates)}.numerator::numeric", f"{quoted(rates)}.denominator::numeric"
    # round(a / b) of numeric rounds twice; div drops the rest, exactly, at any size.
    minor = quotient(f"({amount})", top, bottom, rounding, lambda n, d: f"div({n}, {d})")
    unit = f"0.{'1'.zfill(digits)}" if digits else "1"
    return f"CASE WHEN {quoted(rates)}.reason IS NULL THEN {minor} * {unit} END"


def convert_sql(
    source: str,
    *,
    amount: str,
    currency: str,
    date: str,
    to: str,
    rates: str,
    rounding: TableRounding = "half_up",
) -> str:
    """Return the query of all rows of a table or view with ``<amount>_<to>`` and the reason.

    ``<amount>_<to>_missing`` says why there is no result; it is null where there is one, or
    no amount. Names are taken as they are written, whatever is in them.

    Args:
        source: the name of a table or view.
        amount: its column of amounts in units.
        currency: its column of ISO 4217 codes.
        date: its column of days.
        to: the currency of the rates.
        rates: the name of the table of rates.
        rounding: as of :func:`convert_expression`.

    Raises:
        UnknownCurrencyError, ValueError: as of :func:`convert_expression`.
    """
    value = f"s.{quoted(amount)}"
    result = convert_expression(value, to=to, rounding=rounding)
    return (
        f"SELECT s.*, {result} AS {quoted(f'{amount}_{to}')},"  # noqa: S608
        f" CASE WHEN {value} IS NOT NULL THEN"
        " CASE WHEN r.currency IS NULL THEN 'no such currency or day' ELSE r.reason END END"
        f" AS {quoted(f'{amount}_{to}_missing')}"
        f" FROM {quoted(source)} s LEFT JOIN {quoted(rates)} r"
        f" ON r.currency = s.{quoted(currency)} AND r.day = s.{quoted(date)}"
    )
