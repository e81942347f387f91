"""Exact numbers and the one place where they are rounded.

Nothing here looks at the caller's decimal context.
"""

from __future__ import annotations

from decimal import Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction
from typing import Final, Literal, get_args

from crmi18n.errors import AmountError

__all__ = [
    "EXACT",
    "ROUNDINGS",
    "Rounding",
    "exact_number",
    "round_exact",
    "round_ratio",
    "written",
]

Rounding = Literal["half_up", "half_even", "half_down", "up", "down", "ceiling", "floor"]
ROUNDINGS: Final = frozenset(get_args(Rounding))

# Whatever would round, raises; 60 digits are far above any amount, and bound hostile ones.
EXACT: Final = Context(prec=60, Emin=-60, Emax=60, traps=[Inexact, InvalidOperation])
_SCALE: Final = EXACT.multiply


class _Powers(dict[int, int]):
    """Ten to the power of the key."""

    def __missing__(self, exponent: int) -> int:
        return self.setdefault(exponent, 10**exponent)


class _Units(dict[int, Decimal]):
    """One unit of so many decimals: 0.01 for 2."""

    def __missing__(self, digits: int) -> Decimal:
        return self.setdefault(digits, Decimal((0, (1,), -digits)))


_TENS: Final = _Powers()
_UNITS: Final = _Units()


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
        AmountError: the result is longer than 60 digits.

    >>> round_exact(Fraction(-5, 1000), 2, "half_up")
    Decimal('-0.01')
    >>> round_exact(Fraction(1, 200), 2, "half_even")
    Decimal('0.00')
    """
    return round_ratio(value.numerator, value.denominator, digits, rounding)


def round_ratio(
    numerator: int, denominator: int, digits: int, rounding: Rounding = "half_up"
) -> Decimal:
    """Do as :func:`round_exact` with a ratio of integers, not in lowest terms; the fast way in."""
    if digits >= 0:
        whole, rest = divmod(abs(numerator) * _TENS[digits], denominator)
    else:
        denominator *= _TENS[-digits]
        whole, rest = divmod(abs(numerator), denominator)
    if rest:
        whole += _is_away(whole, 2 * rest - denominator, numerator < 0, rounding)
    else:
        require_rounding(rounding)
    try:
        return _SCALE(-whole if numerator < 0 else whole, _UNITS[digits])
    except (Inexact, InvalidOperation):
        raise AmountError(f"the result needs more than {EXACT.prec} digits") from None


def written(value: Fraction) -> str | None:
    """Return a fraction as a decimal, exactly; None where it has no end.

    >>> written(Fraction(677, 625)), written(Fraction(1, 3))
    ('1.0832', None)
    """
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    return f"{round_exact(value, max(twos, fives), 'down'):f}"


def _is_away(whole: int, beyond_half: int, negative: bool, rounding: Rounding) -> bool:
    """Tell whether a magnitude with a rest goes up; ``beyond_half`` is zero at a tie."""
    match rounding:
        case "half_up":
            return beyond_half >= 0
        case "half_even":
            return beyond_half > 0 or (beyond_half == 0 and whole % 2 == 1)
        case "half_down":
            return beyond_half > 0
        case "up":
            return True
        case "down":
            return False
        case "ceiling":
            return not negative
        case "floor":
            return negative
    raise _no_rounding(rounding)


def require_rounding(rounding: object) -> None:
    """Raise ValueError if there is no such rounding."""
    if rounding not in ROUNDINGS:
        raise _no_rounding(rounding)


def _no_rounding(rounding: object) -> ValueError:
    return ValueError(f"{rounding!r} is no rounding; there are {', '.join(sorted(ROUNDINGS))}")
