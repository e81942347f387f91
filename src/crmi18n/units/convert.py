"""From one unit to another: compiled once for a pair of units, exact.

Source: UTS #35 part 6 (unit conversion; reciprocal units; the special scale ``beaufort``).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, Inexact, InvalidOperation
from fractions import Fraction
from itertools import pairwise

from crmi18n.errors import AmountError, UnitMismatchError
from crmi18n.units.number import (
    EXACT,
    ROUNDING,
    decimal_of,
    exact_number,
    finite_decimal,
    split_off_decimal,
)
from crmi18n.units.unit import Unit, quotient

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["Operation", "compiled", "converter", "exact_converter"]

Operation = Callable[[Decimal, Decimal], Decimal]

_ONE: Final = Decimal(1)

# The lowest speed of each force of wind, in tenths of a meter per second (CLDR 48, beaufort).
_BEAUFORT: Final = (
    *(0, 3, 16, 34, 55, 80, 108, 139, 172, 208, 245, 285),
    *(327, 369, 414, 461, 511, 558, 614),
)


def converter(source: str | Unit, to: str | Unit) -> Callable[[Decimal], Decimal]:
    """Return the function from values in one unit to values in another.

    The function keeps what :meth:`crmi18n.units.Quantity.to` promises, and is the fastest way
    to convert a column. It checks nothing beforehand: an infinity or a NaN may come out as it
    went in, or raise AmountError, as may a value of more than 60 digits.

    Raises:
        TypeError: a unit is neither a string nor a unit.
        UnknownUnitError: there is no such unit.
        UnitMismatchError: they measure different things.

    >>> converter("pound", "kilogram")(Decimal(500)).normalize()
    Decimal('226.796185')
    """
    source, to = _unit(source), _unit(to)
    operation, operand = compiled(source, to)
    exact = exact_converter(source, to)

    def convert(value: Decimal) -> Decimal:
        try:
            return operation(value, operand)
        except (Inexact, InvalidOperation):
            return decimal_of(exact(_measured(value)))

    return convert


def exact_converter(source: Unit, to: Unit) -> Callable[[Fraction], Fraction]:
    """Return the function between fractions, which never rounds; raises as :func:`converter`."""
    if source.special or to.special:
        return _special(source, to)
    if source.measures_same(to):
        factor = quotient(source, to)
        shift = (source.offset - to.offset) / to.factor
        return lambda value: value * factor + shift
    if source.measures_inverse(to):
        product = source.factor * to.factor
        return lambda value: 1 / (_not_zero(value, source, to) * product)
    raise UnitMismatchError(_kind(source), _kind(to))


def compiled(source: Unit, to: Unit) -> tuple[Operation, Decimal]:
    """Return a function and its second operand; the first is the value.

    It raises ``decimal.Inexact`` for the rare value that needs more digits than it has; the
    exact converter serves that one. (Most pairs need one multiplication by a constant: to call
    it directly is what makes conversion fast.)
    """
    exact = exact_converter(source, to)
    if source.special or to.special or not source.measures_same(to):
        return (lambda value, _: decimal_of(exact(_measured(value)))), _ONE
    factor = quotient(source, to)
    shift = (source.offset - to.offset) / to.factor
    # value * factor + shift = (value * a + b) / divisor, where a and b are finite decimals.
    first = split_off_decimal(factor)[1]
    divisor = first * split_off_decimal(shift * first)[1]
    a, b = _decimal(factor * divisor), _decimal(shift * divisor)
    if divisor != 1:
        return _divided(b, Decimal(divisor)), a
    return (_shifted(b) if b else EXACT.multiply), a


def _measured(value: Decimal) -> Fraction:
    """Return a value as a fraction, its size bounded first: 1E+999999 is quickly written."""
    return Fraction(exact_number(value))


def _shifted(shift: Decimal) -> Operation:
    add_product = EXACT.fma
    return lambda value, factor: add_product(value, factor, shift)


def _divided(shift: Decimal, divisor: Decimal) -> Operation:
    add_product, divide, short = EXACT.fma, ROUNDING.divide, ROUNDING.plus

    def divided(value: Decimal, factor: Decimal) -> Decimal:
        above = add_product(value, factor, shift)
        if short(above) != above:  # a quotient that ends is not longer than what is divided
            raise Inexact
        return divide(above, divisor)

    return divided


def _decimal(value: Fraction) -> Decimal:
    found = finite_decimal(value)
    assert found is not None, "the divisor was chosen so that this ends"  # noqa: S101
    return found


def _special(source: Unit, to: Unit) -> Callable[[Fraction], Fraction]:
    speed = Unit.of("meter-per-second")
    if not (source.measures_same(speed) and to.measures_same(speed)):
        raise UnitMismatchError(_kind(source), _kind(to))

    def convert(value: Fraction) -> Fraction:
        if source.special == to.special:
            return value
        if source.special:
            return _speed_of_beaufort(value) / to.factor
        return _beaufort_of_speed(value * source.factor)

    return convert


# What is off the scale is taken for its end: CLDR's test data ask for that.


def _speed_of_beaufort(force: Fraction) -> Fraction:
    speeds = list(pairwise(_BEAUFORT))
    return Fraction(sum(speeds[min(max(round(force), 0), len(speeds) - 1)]), 20)


def _beaufort_of_speed(speed: Fraction) -> Fraction:
    return Fraction(sum(speed * 10 >= low for low in _BEAUFORT[1:-1]))


def _not_zero(value: Fraction, source: Unit, to: Unit) -> Fraction:
    if not value:
        raise AmountError(f"0 {source.id} is no finite number of {to.id}")
    return value


def _kind(unit: Unit) -> str:
    return f"{unit.id} ({unit.quantity or unit.base})"


def _unit(unit: str | Unit) -> Unit:
    return unit if isinstance(unit, Unit) else Unit.of(unit)
