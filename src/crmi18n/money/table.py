"""A book's rates as one dense table, day by currency, for millions of amounts at once.

All that is a question of rates (the way, the age, what is withdrawn, the currency itself) is
resolved when the table is made, by the same rules as one conversion; what is left to do for an
amount is ``round(amount * numerator / denominator)`` in whole numbers, once.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm
from operator import mul
from typing import Final, Literal, final

from crmi18n.errors import (
    AmountError,
    CurrencyNotValidError,
    MissingRateError,
    RateError,
    StaleRateError,
)
from crmi18n.money.currency import Currency, currencies as all_currencies
from crmi18n.money.rate import KINDS, RateKind
from crmi18n.money.resolve import Question, SeriesKey, resolve
from crmi18n.money.series import Series

__all__ = [
    "REASONS",
    "TABLE_ROUNDINGS",
    "RateTable",
    "Ratios",
    "TableRounding",
    "build_table",
    "divide",
    "ratios",
]

TableRounding = Literal["half_up", "half_even"]
TABLE_ROUNDINGS: Final = ("half_up", "half_even")

# The state of a cell is the index of its reason. The last four are no cells of a day and a
# currency: rows that belong to none of them point there.
REASONS: Final = (
    "",
    "no rate",
    "rate too old",
    "currency not valid on that day",
    "day outside the table",
    "unknown currency",
    "no currency or no day",
    "amount not readable",
)
_MISSING, _STALE, _NOT_VALID = 1, 2, 3
_NO_CELL: Final = (4, 5, 6, 7)

_INT64: Final = 2**63 - 1
_COMMON: Final = 10**7
_FAR: Final = 3653  # days that a table reaches beyond its book: ten years


@final
@dataclass(frozen=True, slots=True, repr=False)
class RateTable:
    """Every rate to one currency, for each day of a span: immutable, picklable, about 2 MB.

    ``RateBook.table`` makes it. A cell is the exact ratio of one unit of a currency to one of
    ``to``, in lowest terms, and the day of the oldest rate in it; or the reason why there is
    none.

    Attributes:
        to: the currency that it converts to.
        kinds: the kinds of rate it has.
        start, end: its first and its last day.
        max_age: the oldest rate allowed, in days; None: the default of each kind.
        book_id: the content hash of the book.
        currencies: the codes, in the order of the columns.
        numerators, denominators: int64 of the machine, by kind, day and currency.
        rate_days: int32, the ordinal of the day of the oldest rate.
        states: one byte, the index into ``REASONS``; zero is a rate.
    """

    to: str
    kinds: tuple[RateKind, ...]
    start: date
    end: date
    max_age: int | None
    book_id: str
    currencies: tuple[str, ...]
    numerators: bytes
    denominators: bytes
    rate_days: bytes
    states: bytes

    def __repr__(self) -> str:
        return (
            f"<RateTable to {self.to}, {self.start} to {self.end},"
            f" {len(self.currencies)} currencies, {self.book_id[:12]}>"
        )

    @property
    def days(self) -> int:
        """How many days it spans."""
        return (self.end - self.start).days + 1

    @property
    def cells(self) -> int:
        """How many cells it has."""
        return len(self.kinds) * self.days * len(self.currencies)

    def no_cell(self, reason: str) -> int:
        """Return the index that rows of no cell point to, by the reason for it."""
        return self.cells + _NO_CELL.index(REASONS.index(reason))

    def offset(self, kind: RateKind) -> int:
        """Return the index of the first cell of a kind.

        Raises:
            ValueError: the table has no rates of that kind.
        """
        if kind not in self.kinds:
            raise ValueError(f"{kind!r}: the table has rates of kind {', '.join(self.kinds)}")
        return self.kinds.index(kind) * self.days * len(self.currencies)

    def factor(self, currency: str, on: date, kind: RateKind = "spot") -> Fraction | None:
        """Return what one unit of a currency is worth on a day, exactly; None without a rate."""
        if currency not in self.currencies or not self.start <= on <= self.end:
            return None
        row = (on - self.start).days * len(self.currencies)
        index = self.offset(kind) + row + self.currencies.index(currency)
        if self.states[index]:
            return None
        numerator = memoryview(self.numerators).cast("q")[index]
        return Fraction(numerator, memoryview(self.denominators).cast("q")[index])


@final
@dataclass(frozen=True, slots=True)
class Ratios:
    """The cells of a table for amounts of some scale, as whole numbers in and out.

    ``minor units of to = round(amount * numerator / denominator)``; rows of no cell find one
    over one, so that nothing is divided by zero before it is left out.

    Attributes:
        common: the numerator of all cells, where there is one; else None.
        numerators: int64; empty where there is a common one.
        denominators: int64.
        largest_numerator, largest_denominator: what bounds a product.
    """

    common: int | None
    numerators: bytes
    denominators: bytes
    largest_numerator: int
    largest_denominator: int

    def limit(self, bits: int = 63) -> int:
        """Return the largest amount whose products fit into so many bits; -1 if none does."""
        bound: int = 2**bits - 1
        if 2 * self.largest_denominator > bound:
            return -1
        return (bound - self.largest_denominator) // (2 * self.largest_numerator)


def build_table(
    series: Mapping[SeriesKey, Series],
    pivot: str,
    book_id: str,
    *,
    to: str,
    kinds: Sequence[RateKind],
    start: date,
    end: date,
    max_age: int | None,
    currencies: Collection[str] | None,
) -> RateTable:
    """Make the table of a book; ``RateBook.table`` documents it."""
    Currency.of(to)
    if end < start:
        raise ValueError(f"the table would end on {end}, before it starts on {start}")
    if unknown := set(kinds) - KINDS or not kinds:
        raise ValueError(f"{unknown!r}: there are {', '.join(sorted(KINDS))}")
    codes = tuple(sorted({to, *(currencies or _convertible(series, pivot, to))}))
    cells = _Cells(len(kinds) * ((end - start).days + 1) * len(codes))
    width, height = len(codes), (end - start).days + 1
    for sheet, kind in enumerate(kinds):
        for column, code in enumerate(codes):
            index = sheet * height * width + column
            question = Question(start, kind, max_age, None)
            spans = _spans(series, pivot, code, to, question, start, end)
            for first, days in spans:
                at = index + (first - start).days * width
                question = Question(first, kind, max_age, None)
                cells.fill(range(at, at + days * width, width), series, pivot, code, to, question)
    return cells.table(to, tuple(kinds), start, end, max_age, book_id, codes)


class _Cells:
    """The cells while they are filled."""

    def __init__(self, count: int) -> None:
        self.numerators = array("q", [1]) * (count + len(_NO_CELL))
        self.denominators = array("q", [1]) * (count + len(_NO_CELL))
        self.rate_days = array("i", [0]) * (count + len(_NO_CELL))
        self.states = bytearray(count) + bytes(_NO_CELL)

    def fill(
        self,
        where: range,
        series: Mapping[SeriesKey, Series],
        pivot: str,
        code: str,
        to: str,
        question: Question,
    ) -> None:
        try:
            legs = resolve(series, pivot, code, to, question, warn=False)
        except (MissingRateError, StaleRateError, CurrencyNotValidError) as error:
            state = _state(error)
            for index in where:
                self.states[index] = state
            return
        numerator = denominator = 1
        age = 0
        for leg in legs:
            top, bottom = leg.rate.ratio
            if leg.inverted:
                top, bottom = bottom, top
            numerator, denominator = numerator * top, denominator * bottom
            age = max(age, leg.carried_days)
        common = gcd(numerator, denominator)
        numerator, denominator = numerator // common, denominator // common
        if max(numerator, denominator) > _INT64:
            raise AmountError(
                f"the rate {code} to {to} on {question.on} has more digits than a table holds;"
                " convert its amounts one by one"
            )
        # Irrevocable factors and the currency itself are of no day: they do not age.
        aging = any(leg.rate.kind != "fixed" for leg in legs)
        day = question.on.toordinal() - age if aging else 0
        for index in where:
            self.numerators[index] = numerator
            self.denominators[index] = denominator
            self.rate_days[index] = day

    def table(
        self,
        to: str,
        kinds: tuple[RateKind, ...],
        start: date,
        end: date,
        max_age: int | None,
        book_id: str,
        codes: tuple[str, ...],
    ) -> RateTable:
        return RateTable(
            to,
            kinds,
            start,
            end,
            max_age,
            book_id,
            codes,
            self.numerators.tobytes(),
            self.denominators.tobytes(),
            self.rate_days.tobytes(),
            bytes(self.states),
        )


def _state(error: RateError) -> int:
    if isinstance(error, StaleRateError):
        return _STALE
    return _NOT_VALID if isinstance(error, CurrencyNotValidError) else _MISSING


def _convertible(series: Mapping[SeriesKey, Series], pivot: str, to: str) -> set[str]:
    """Return the codes that a book can know: those quoted, and those withdrawn into them."""
    found = {pivot, to, *(code for _, *pair in series for code in pair)}
    grown = 0
    while grown != len(found):
        grown = len(found)
        heirs = {c.code for c in all_currencies().values() if c.successor in found}
        found |= heirs
    return found


def _spans(
    series: Mapping[SeriesKey, Series],
    pivot: str,
    code: str,
    to: str,
    question: Question,
    start: date,
    end: date,
) -> Iterator[tuple[date, int]]:
    """Part a span where an answer can change: a new rate, one too old or over, a currency's end.

    Within a part the same rates are the newest, so that it is resolved once.
    """
    chain = _heirs(code)
    changes = {start}
    for name in {*chain, to}:
        currency = Currency.of(name)
        changes |= {day for day in (currency.valid_from, currency.withdrawn_on) if day}
    members = {*chain, pivot, to}
    for base in members:
        for quote in members:
            if quotes := series.get((question.kind, base, quote)):
                changes.update(_changes(quotes, question, start, end))
    ordered = sorted(day for day in changes if start <= day <= end)
    for first, after in zip(ordered, [*ordered[1:], end + timedelta(1)], strict=True):
        yield first, (after - first).days


def _heirs(code: str) -> list[str]:
    chain = [code]
    while (heir := Currency.of(chain[-1]).successor) and heir not in chain:
        chain.append(heir)
    return chain


@lru_cache(maxsize=64)
def _changes_of(
    quotes: Series, kind: RateKind, max_age: int | None, start: date, end: date
) -> tuple[date, ...]:
    question = Question(start, kind, max_age, None)
    days = set()
    newest = quotes.newest(start)
    for rate in (*((newest,) if newest else ()), *quotes.between(start, end)):
        days.add(rate.valid_on)
        limit = question.limit(rate)
        if limit is not None:
            days.add(_after(rate.valid_on, limit + 1))
        if rate.valid_until:
            days.add(_after(rate.valid_until, 1))
    return tuple(days)


def _changes(quotes: Series, question: Question, start: date, end: date) -> tuple[date, ...]:
    return _changes_of(quotes, question.kind, question.max_age, start, end)


def _after(day: date, days: int) -> date:
    return day + timedelta(days) if day.toordinal() + days < date.max.toordinal() else date.max


@lru_cache(maxsize=16)
def ratios(table: RateTable, scale: int | None) -> Ratios:
    """Return the cells for whole amounts.

    Args:
        table: the rates.
        scale: the decimals that the amounts have; None: the minor units of each currency.

    Raises:
        AmountError: a cell does not fit into 64 bits with that many decimals.
    """
    digits = Currency.of(table.to).digits
    width = len(table.currencies)
    powers = []
    for code in table.currencies:
        more = digits - (Currency.of(code).digits if scale is None else scale)
        powers.append((10 ** max(more, 0), 10 ** max(-more, 0)))
    tops, bottoms = array("q"), array("q")
    numerators = memoryview(table.numerators).cast("q")
    denominators = memoryview(table.denominators).cast("q")
    common = 1
    try:
        for index in range(table.cells):
            by, per = powers[index % width]
            top, bottom = numerators[index] * by, denominators[index] * per
            shared = gcd(top, bottom)
            top //= shared
            tops.append(top)
            bottoms.append(bottom // shared)
            if common <= _COMMON and not table.states[index]:
                common = lcm(common, top)
    except OverflowError:
        raise AmountError(
            f"rates to {table.to} and amounts of {scale} decimals need more than 64 bits"
        ) from None
    rest = array("q", [1]) * len(_NO_CELL)
    if common <= _COMMON:
        by = [
            1 if state else common // top for top, state in zip(tops, table.states, strict=False)
        ]
        wide = list(map(mul, bottoms, by))
        if max(wide, default=1) <= _INT64:
            bottoms = array("q", wide) + rest
            return Ratios(common, b"", bottoms.tobytes(), common, max(bottoms))
    tops, bottoms = tops + rest, bottoms + rest
    return Ratios(None, tops.tobytes(), bottoms.tobytes(), max(tops), max(bottoms))


def divide(amount: int, numerator: int, denominator: int, rounding: TableRounding) -> int:
    """Return the ratio of a whole amount, rounded once; of any size.

    >>> divide(-5, 1, 2, "half_up"), divide(-5, 1, 2, "half_even")
    (-3, -2)
    """
    whole, rest = divmod(2 * abs(amount) * numerator + denominator, 2 * denominator)
    if rounding == "half_even" and not rest and whole % 2:
        whole -= 1
    return -whole if amount < 0 else whole


def reach(book_days: tuple[date, date] | None, first: date, last: date) -> tuple[date, date]:
    """Return the span of a table for rows of these days: not more than ten years off its book.

    A mistyped year would make a table of millions of days; such rows are outside it.
    """
    if book_days is None:
        return first, max(first, min(last, _after(first, _FAR)))
    earliest = date.fromordinal(max(book_days[0].toordinal() - _FAR, 1))
    latest = _after(book_days[1], _FAR)
    start, end = max(first, earliest), min(last, latest)
    return (start, end) if start <= end else (book_days[1], book_days[1])
