"""The lines of a document against its header, in both currencies.

The header is converted from its own amount, and the lines share the result by largest
remainder: rounded each for itself they would add up to another sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import final

from crmi18n.errors import AmountError
from crmi18n.findings import Finding
from crmi18n.money import Conversion, Currency, Money, RateBook, RateKind, Rounding, round_exact

__all__ = ["ConvertedLines", "check_lines", "convert_lines"]


@final
@dataclass(frozen=True, slots=True)
class ConvertedLines:
    """A document in another currency, its lines adding up to its header.

    Attributes:
        header: the conversion of the header.
        lines: the lines, as they came.
        rounding_difference: the header less the sum of lines that were rounded each for
            itself: what the sharing put right.
    """

    header: Conversion
    lines: tuple[Money, ...]
    rounding_difference: Money


def convert_lines(
    header: Money,
    lines: Sequence[Money],
    to: str,
    *,
    book: RateBook,
    on: date,
    kind: RateKind = "spot",
    max_age: int | None = None,
    rounding: Rounding = "half_up",
) -> ConvertedLines:
    """Convert a header and its lines, so that they agree to the last minor unit.

    What is left over goes, one minor unit each, to the lines with the largest remainders, the
    first of equals first; a line of zero gets nothing. Lines may be negative (discounts).

    Raises:
        AmountError: the lines do not add up to the header as they are.
        CurrencyMismatchError: a line is in another currency.
        RateError: as ``book.convert``.

    >>> from crmi18n.money import Rate
    >>> book = RateBook([Rate("EUR", "USD", "1.0832", date(2026, 6, 30))])
    >>> seven = convert_lines(Money(70, "USD"), [Money(10, "USD")] * 7, "EUR", book=book,
    ...                       on=date(2026, 6, 30))
    >>> str(seven.header.target), str(seven.lines[0]), str(seven.lines[1])
    ('64.62 EUR', '9.24 EUR', '9.23 EUR')
    """
    total = sum(lines, start=Money(0, header.currency))
    if total != header:
        raise AmountError(f"the lines add up to {total}, and the header says {header}")
    whole = book.convert(header, to, on=on, kind=kind, max_age=max_age, rounding=rounding)
    if not whole.legs:
        return ConvertedLines(whole, tuple(lines), Money(0, to))
    unit = Fraction(10) ** -Currency.of(to).digits
    sign = -1 if header.amount < 0 else 1
    exact = [sign * whole.path.exact(line.amount) / unit for line in lines]
    units = [floor(value) for value in exact]
    left = int(sign * Fraction(whole.target.amount) / unit) - sum(units)
    order = sorted(range(len(units)), key=lambda i: (units[i] - exact[i], i))
    for index in order[:left]:  # as many at most as there are lines with a remainder
        units[index] += 1
    parts = tuple(
        Money(round_exact(sign * count * unit, Currency.of(to).digits, "down"), to)
        for count in units
    )
    alone = sum((whole.path.apply(line, rounding) for line in lines), start=Money(0, to))
    return ConvertedLines(whole, parts, whole.target - alone)


def check_lines(header: Money, lines: Sequence[Money]) -> list[Finding]:
    """Return what is wrong between a header and its lines.

    >>> [f.code for f in check_lines(Money("64.62", "EUR"), [Money("9.23", "EUR")] * 7)]
    ['deal.lines_differ']
    """
    foreign = [
        Finding(
            "deal.line_currency",
            "error",
            f"the line is in {line.currency}, the header in {header.currency}",
            f"lines[{index}]",
            str(line),
        )
        for index, line in enumerate(lines)
        if line.currency != header.currency
    ]
    if foreign:
        return foreign
    total = sum(lines, start=Money(0, header.currency))
    if total == header:
        return []
    return [
        Finding(
            "deal.lines_differ",
            "error",
            f"the lines add up to {total}, {header - total} less than the header {header}",
            value=str(total),
        )
    ]
