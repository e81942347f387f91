"""Exact numbers of this room, between decimals and fractions; no ambient decimal context."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction

from crmi18n.errors import AmountError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = [
    "EXACT",
    "ROUNDING",
    "SIGNIFICANT_DIGITS",
    "canonical",
    "decimal_of",
    "exact_number",
    "finite_decimal",
    "is_finite_decimal",
    "round_half_up",
    "split_off_decimal",
]

SIGNIFICANT_DIGITS: Final = 28
"""How many digits a conversion keeps whose result is no finite decimal."""

# Whatever would round, raises; 60 digits are far above any measure, and bound hostile ones.
EXACT: Final = Context(prec=60, Emin=-60, Emax=60, traps=[Inexact, InvalidOperation])
ROUNDING: Final = Context(
    prec=SIGNIFICANT_DIGITS, rounding=ROUND_HALF_UP, traps=[InvalidOperation]
)
_HALF_UP: Final = Context(prec=200, rounding=ROUND_HALF_UP, traps=[InvalidOperation])
_ZERO: Final = Decimal(0)
_normalize, _add = EXACT.normalize, EXACT.add


def exact_number(value: Decimal | int | str) -> Decimal:
    """Return a finite decimal, exactly, in its one form: no exponent, no zeros at the end.

    A string is machine text: ASCII digits, a full stop, a sign, an exponent.

    Raises:
        TypeError: a float, a bool, or no number.
        AmountError: not finite, not readable, or longer than 60 digits.
    """
    if value.__class__ is Decimal and value.is_finite():  # the common case, first
        return canonical(value)
    if isinstance(value, bool) or not isinstance(value, (Decimal, int, str)):
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
    return canonical(number)


def canonical(number: Decimal) -> Decimal:
    """Return a decimal in its one form; AmountError if it needs more than 60 digits."""
    try:
        # Adding zero unfolds an exponent (1E+3), and takes the sign of a zero away.
        return _add(_normalize(number), _ZERO)
    except (Inexact, InvalidOperation):
        raise AmountError(f"the value needs more than {EXACT.prec} digits") from None


def decimal_of(value: Fraction) -> Decimal:
    """Return the decimal of a fraction: exact where it is finite and has at most 60 digits.

    Any other is rounded half up to 28 significant digits.

    >>> decimal_of(Fraction(1, 8)), decimal_of(Fraction(2, 3))
    (Decimal('0.125'), Decimal('0.6666666666666666666666666667'))
    """
    found = finite_decimal(value)
    try:
        if found is not None:
            return EXACT.plus(found)
    except Inexact:  # it ends, but later
        found = None
    return ROUNDING.divide(Decimal(value.numerator), Decimal(value.denominator))


def finite_decimal(value: Fraction) -> Decimal | None:
    """Return the decimal of a fraction if it ends, however long it is, else None."""
    digits, rest = split_off_decimal(value)
    if rest != 1:
        return None
    scaled = Decimal(value.numerator * (10**digits // value.denominator))
    sign, figures, _ = scaled.as_tuple()
    return Decimal((sign, figures, -digits))


def split_off_decimal(value: Fraction) -> tuple[int, int]:
    """Part a denominator: how many decimals its twos and fives need, and what else is in it."""
    denominator = value.denominator
    twos = (denominator & -denominator).bit_length() - 1
    fives, rest = 0, denominator >> twos
    while rest % 5 == 0:
        fives, rest = fives + 1, rest // 5
    return max(twos, fives), rest


def is_finite_decimal(value: Fraction) -> bool:
    """Return whether a fraction has an end when it is written in decimals."""
    return split_off_decimal(value)[1] == 1


def round_half_up(value: Decimal, digits: int) -> Decimal:
    """Round to so many decimals, halves away from zero; negative: tens, hundreds, ...

    Raises:
        TypeError: ``digits`` is no int.
        AmountError: so many decimals are out of reach.

    >>> round_half_up(Decimal("1.235"), 2), round_half_up(Decimal("-0.5"), 0)
    (Decimal('1.24'), Decimal('-1'))
    """
    if isinstance(digits, bool) or not isinstance(digits, int):
        raise TypeError(f"digits are an int, not {type(digits).__name__}")
    try:
        return _HALF_UP.quantize(value, Decimal((0, (1,), -digits)))
    except (InvalidOperation, OverflowError):
        raise AmountError(f"{digits} decimals are out of reach; up to 60 are kept") from None
