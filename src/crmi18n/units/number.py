"""Exact numbers of this room, between decimals and fractions; no ambient decimal context."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction
from typing import Final

from crmi18n.errors import AmountError

__all__ = [
    "EXACT",
    "SIGNIFICANT_DIGITS",
    "decimal_of",
    "exact_number",
    "is_finite_decimal",
    "round_half_up",
]

SIGNIFICANT_DIGITS: Final = 28
"""How many digits a conversion keeps whose result is no finite decimal."""

# Whatever would round, raises; 60 digits are far above any measure, and bound hostile ones.
EXACT: Final = Context(prec=60, Emin=-60, Emax=60, traps=[Inexact, InvalidOperation])
_ROUNDING: Final = Context(prec=SIGNIFICANT_DIGITS, rounding=ROUND_HALF_UP)


def exact_number(value: Decimal | int | str) -> Decimal:
    """Return a finite decimal, exactly, in its one form: no exponent, no zeros at the end.

    A string is machine text: ASCII digits, a full stop, a sign, an exponent.

    Raises:
        TypeError: a float, a bool, or no number.
        AmountError: not finite, not readable, or longer than 60 digits.
    """
    if isinstance(value, bool) or not isinstance(value, Decimal | int | str):
        raise TypeError(f"a value must be Decimal, int or str, not {type(value).__name__}")
    if isinstance(value, str) and ("_" in value or not value.isascii() or len(value) > 200):
        raise AmountError(f"{value[:60]!r} is not written in plain digits")
    if isinstance(value, int) and abs(value) >= 10**EXACT.prec:
        raise AmountError(f"the value needs more than {EXACT.prec} digits")
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise AmountError(f"{str(value)[:60]!r} is no number; write it as 1234.50") from None
    if not number.is_finite():
        raise AmountError(f"{number} is no measured value")
    return _canonical(number)


def _canonical(number: Decimal) -> Decimal:
    try:
        shortest = EXACT.normalize(number)
        if int(shortest.as_tuple().exponent) > 0:
            shortest = EXACT.quantize(shortest, Decimal(1))
    except (Inexact, InvalidOperation):
        raise AmountError(f"the value needs more than {EXACT.prec} digits") from None
    return shortest or Decimal(0)  # zero has no sign


def decimal_of(value: Fraction) -> Decimal:
    """Return the decimal of a fraction: exact where it is finite and has at most 60 digits.

    Any other is rounded half up to 28 significant digits.

    >>> decimal_of(Fraction(1, 8)), decimal_of(Fraction(2, 3))
    (Decimal('0.125'), Decimal('0.6666666666666666666666666667'))
    """
    digits = _decimals(value.denominator)
    if digits is not None:
        scaled = abs(value.numerator) * (10**digits // value.denominator)
        if len(text := str(scaled)) <= EXACT.prec:
            return Decimal((int(value < 0), tuple(map(int, text)), -digits))
    return _ROUNDING.divide(Decimal(value.numerator), Decimal(value.denominator))


def _decimals(denominator: int) -> int | None:
    """Return how many decimals a fraction has that ends; None: it never ends."""
    twos = (denominator & -denominator).bit_length() - 1
    fives, rest = 0, denominator >> twos
    while rest % 5 == 0:
        fives, rest = fives + 1, rest // 5
    return max(twos, fives) if rest == 1 else None


def is_finite_decimal(value: Fraction) -> bool:
    """Return whether a fraction has an end when it is written in decimals."""
    return _decimals(value.denominator) is not None


def round_half_up(value: Decimal, digits: int) -> Decimal:
    """Round to so many decimals, halves away from zero; negative: tens, hundreds, ...

    >>> round_half_up(Decimal("1.235"), 2), round_half_up(Decimal("-0.5"), 0)
    (Decimal('1.24'), Decimal('-1'))
    """
    wide = Context(prec=200, rounding=ROUND_HALF_UP)
    return wide.quantize(value, Decimal((0, (1,), -digits)))
