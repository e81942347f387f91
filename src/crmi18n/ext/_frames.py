"""What the frames of all engines share: what is asked for, the table for it, and the names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date as day_type
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, Literal, Required, TypedDict, final, get_args

from crmi18n.money import Currency, RateBook, RateKind
from crmi18n.money.currency import currencies as all_currencies
from crmi18n.money.rounding import written
from crmi18n.money.table import REASONS, TABLE_ROUNDINGS, RateTable, TableRounding, reach

__all__ = [
    "FINEST",
    "PLAIN_NUMBER",
    "REPORT",
    "SHOWN",
    "Asked",
    "OnMissing",
    "Settings",
    "asked",
    "float_text",
    "nearest_day",
    "rate_texts",
    "reason_names",
    "shown_day",
]

OnMissing = Literal["raise", "null", "report"]

SHOWN: Final = 5  # rows that an error names
FINEST: Final = 12  # decimals of an amount; a column may declare more, and not use them
REPORT: Final = ("currency", "date", "reason", "rows")
PLAIN_NUMBER: Final = r"^-?[0-9]{1,30}(\.[0-9]{1,12})?$"


class Settings(TypedDict, total=False):
    """The arguments of ``convert_frame``, the same in every engine.

    Attributes:
        amount: the column of amounts: Decimal; whole numbers, which are minor units of the
            row's currency; or strings of digits.
        currency: the column of ISO 4217 codes.
        date: the column of days.
        to: the ISO 4217 code to convert to.
        book: the rates, or the table that was made of them (``RateBook.table``): making one
            of ten years and thirty currencies takes about a second.
        kind: the kind of rate.
        rounding: ``"half_up"`` (away from zero) or ``"half_even"``; once a row.
        max_age: the oldest rate allowed, in days, as of ``RateBook.convert``.
        evidence: add the rate, its day (none for the currency itself and for irrevocable
            factors) and the days it was carried.
        allow_float: take floats as the shortest decimals that read as them; the name of the
            result then ends in ``_from_float``.
    """

    amount: Required[str]
    currency: Required[str]
    date: Required[str]
    to: Required[str]
    book: Required[RateBook | RateTable]
    kind: RateKind
    rounding: TableRounding
    max_age: int | None
    evidence: bool
    allow_float: bool


_EPOCH: Final = day_type(1970, 1, 1).toordinal()
_NEEDED: Final = ("amount", "currency", "date", "to", "book")
_DEFAULTS: Final[dict[str, Any]] = {
    "kind": "spot",
    "rounding": "half_up",
    "max_age": None,
    "evidence": False,
    "allow_float": False,
}


@final
@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every row.

    Attributes:
        amount, currency, date: the names of the columns.
        to: the currency to convert to.
        book: the rates, or a table made of them.
        on_missing: what becomes of rows without a rate.
        name: the name of the column that is added.

    The others are those of ``Settings``.
    """

    amount: str
    currency: str
    date: str
    to: str
    book: RateBook | RateTable
    kind: RateKind
    rounding: TableRounding
    max_age: int | None
    evidence: bool
    on_missing: OnMissing
    name: str

    @property
    def digits(self) -> int:
        """The decimals of the results."""
        return Currency.of(self.to).digits

    @property
    def evidence_names(self) -> tuple[str, str, str]:
        """The names of the columns of evidence: the rate, its day, the days it was carried."""
        return f"{self.name}_rate", f"{self.name}_rate_date", f"{self.name}_carried_days"

    def table(
        self, first: day_type | None, last: day_type | None, codes: Collection[str | None]
    ) -> RateTable:
        """Return the table for rows of these days and currencies.

        Codes that ISO 4217 does not know have no column; their rows are reported.
        """
        if isinstance(self.book, RateTable):
            return self.book
        oldest, newest = self.book.first_day, self.book.last_day
        if first is None or last is None:
            first = last = newest or day_type(2000, 1, 1)
        known = {self.to, *(code for code in codes if code and code in all_currencies())}
        span = (oldest, newest) if oldest and newest else None
        start, end = reach(span, first, last)
        return self.book.table(
            self.to,
            kinds=(self.kind,),
            start=start,
            end=end,
            max_age=self.max_age,
            currencies=known,
        )


def asked(
    columns: Collection[str], is_float: bool, on_missing: OnMissing, settings: Settings
) -> Asked:
    """Check what is asked of a frame, before any of its rows is looked at.

    Raises:
        KeyError: the frame has no such column, or two, or has the result's already.
        TypeError: the book is none; the amounts are floats, and that was not allowed.
        ValueError: a setting is none of those there are, or the table is for something else.
    """
    found = {**_DEFAULTS, **settings}
    if unknown := found.keys() - Settings.__annotations__.keys():
        raise TypeError(f"convert_frame has no argument {', '.join(sorted(unknown))}")
    if absent := [name for name in _NEEDED if name not in found]:
        raise TypeError(f"convert_frame needs {', '.join(absent)}")
    to, book, amount = found["to"], found["book"], found["amount"]
    Currency.of(to)
    if not isinstance(book, RateBook | RateTable):
        raise TypeError(f"book must be a RateBook or a RateTable, not {type(book).__name__}")
    if on_missing not in get_args(OnMissing):
        raise ValueError(f"{on_missing!r}: rows without a rate can raise, be null, or be reported")
    if found["rounding"] not in TABLE_ROUNDINGS:
        raise ValueError(f"{found['rounding']!r}: frames round {' or '.join(TABLE_ROUNDINGS)}")
    if isinstance(book, RateTable):
        _require_made_for(book, to, found["kind"], found["max_age"])
    for column in (amount, found["currency"], found["date"]):
        if (count := list(columns).count(column)) != 1:
            said = f"{count} columns" if count else "no column"
            raise KeyError(f"the frame has {said} {column!r}; it has {', '.join(columns)}")
    if is_float and not found["allow_float"]:
        raise TypeError(
            f"{amount!r} is a column of floats, which are no exact amounts; make it Decimal,"
            " whole minor units or strings of digits, or say allow_float=True"
        )
    name = f"{amount}_{to}_from_float" if is_float else f"{amount}_{to}"
    del found["allow_float"]
    ask = Asked(**found, on_missing=on_missing, name=name)
    for added in (name, *(ask.evidence_names if ask.evidence else ())):
        if added in columns:
            raise KeyError(f"the frame has a column {added!r} already")
    return ask


def _require_made_for(table: RateTable, to: str, kind: RateKind, max_age: int | None) -> None:
    table.offset(kind)
    if table.to != to:
        raise ValueError(f"the table is of rates to {table.to}, not {to}")
    if max_age is not None and max_age != table.max_age:
        raise ValueError(f"the table was made with max_age={table.max_age}, not {max_age}")


@lru_cache(maxsize=4)
def rate_texts(table: RateTable) -> list[str | None]:
    """Return the rate of each cell as text, exactly, in the direction that needs no division.

    ``1.0832`` multiplies, ``1/1.0832`` divides; two rates that do not make one decimal are
    ``1.0832/0.8643`` in whole numbers.
    """
    tops = memoryview(table.numerators).cast("q")
    bottoms = memoryview(table.denominators).cast("q")
    known: dict[tuple[int, int], str] = {}
    found: list[str | None] = []
    for index, state in enumerate(table.states):
        if state:
            found.append(None)
            continue
        cell = tops[index], bottoms[index]
        text = known.get(cell)
        if text is None:
            text = known[cell] = _rate_text(*cell)
        found.append(text)
    return found


def _rate_text(top: int, bottom: int) -> str:
    if (direct := written(Fraction(top, bottom))) is not None:
        return direct
    inverse = written(Fraction(bottom, top))
    return f"{top}/{bottom}" if inverse is None else f"1/{inverse}"


def float_text(number: float) -> str:
    """Return the shortest decimal that reads as a float; its own name where it is no number."""
    return f"{Decimal(repr(number)):f}"


def nearest_day(number: int | None) -> day_type | None:
    """Return a day since 1970-01-01, or the nearest that Python has: engines have more."""
    if number is None:
        return None
    return day_type.fromordinal(min(max(number + _EPOCH, 1), day_type.max.toordinal()))


def shown_day(number: int | None) -> day_type | str | None:
    """Return a day since 1970-01-01, as an error shows it."""
    day = nearest_day(number)
    if day is None or day.toordinal() == number + _EPOCH:  # type: ignore[operator]
        return day
    return f"day {number} since 1970"


def reason_names() -> list[str | None]:
    """Return the words of each state; None where there is a rate."""
    return [reason or None for reason in REASONS]
