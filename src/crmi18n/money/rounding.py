"""Exact numbers and the one place where they are rounded.

Nothing here looks at the caller's decimal context.
"""

from __future__ import annotations

from decimal import Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction
from typing import Final, Literal, get_args

from crmi18n.errors import AmountError

__all__ = ["EXACT", "ROUNDINGS", "Rounding", "exact_number", "round_exact"]

Rounding = Literal["half_up", "half_even", "half_down", "up", "down", "ceiling", "floor"]
ROUNDINGS: Final = frozenset(get_args(Rounding))

# Whatever would round, raises; 60 digits are far above any amount, and bound hostile ones.
EXACT: Final = Context(prec=60, Emin=-60, Emax=60, traps=[Inexact, InvalidOperation])


def exact_number(value: Decimal | int | str, what: str = "amount") -> Decimal:
    """Return a finite decimal of at most 60 digits, exactly as given.

    A string is machine text: ASCII digits, a full stop, a sign, an exponent.

    Raises:
        TypeError: a float, a bool, or no number.
        AmountError: not finite, not readable, or too long.
    """
    if isinstance(value, bool) or not isinstance(value, Decimal | int | str):
        raise TypeError(f"{what} must be Decimal, int or str, not {type(value).__name__}")
    if isinstance(value, str):
        shown = value if len(value) <= 60 else f"{value[:57]}..."
        if "_" in value or not value.isascii() or value != value.strip() or len(value) > 200:
            raise AmountError(f"{shown!r} is not written in plain digits")
        try:
            number = Decimal(value)
        except InvalidOperation:
            raise AmountError(f"{shown!r} is no {what}; write it as 1234.50") from None
    elif isinstance(value, int) and abs(value) >= 10**60:
        raise AmountError(f"{what} needs more than {EXACT.prec} digits")
    else:
        number = Decimal(value)
    if not number.is_finite():
        raise AmountError(f"{number} is no {what}")
    try:
        return EXACT.plus(number)
    except (Inexact, InvalidOperation):
        raise AmountError(f"{what} needs more than {EXACT.prec} digits") from None


def round_exact(value: Fraction, digits: int, rounding: Rounding) -> Decimal:
    """Round a fraction once, to so many decimals; halves by the mode named.

    Raises:
        ValueError: there is no such mode.

    >>> round_exact(Fraction(-5, 1000), 2, "half_up")
    Decimal('-0.01')
    >>> round_exact(Fraction(1, 200), 2, "half_even")
    Decimal('0.00')
    """
    if rounding not in ROUNDINGS:
        raise ValueError(f"{rounding!r} is no rounding; there are {', '.join(sorted(ROUNDINGS))}")
    scaled = value * Fraction(10) ** digits
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    negative = scaled < 0
    twice, unit = 2 * rest, scaled.denominator
    away = {
        "half_up": twice >= unit,
        "half_even": twice > unit or (twice == unit and whole % 2 == 1),
        "half_down": twice > unit,
        "up": rest > 0,
        "down": False,
        "ceiling": rest > 0 and not negative,
        "floor": rest > 0 and negative,
    }[rounding]
    whole += away
    return Decimal((int(negative and whole > 0), tuple(map(int, str(whole))), -digits))
