"""From one unit to another: compiled once for a pair of units, exact.

Source: UTS #35 part 6 (unit conversion; reciprocal units; the special scale ``beaufort``).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, Inexact
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Final

from crmi18n.errors import AmountError, UnitMismatchError
from crmi18n.units.number import (
    EXACT,
    ROUNDING,
    decimal_of,
    finite_decimal,
    split_off_decimal,
)
from crmi18n.units.unit import Unit, quotient

__all__ = ["converter", "exact_converter"]

# The lowest speed, in meters per second, of each force of wind (CLDR 48, beaufort).
_BEAUFORT: Final = tuple(
    map(
        Fraction,
        "0 0.3 1.6 3.4 5.5 8 10.8 13.9 17.2 20.8 24.5 28.5 32.7 36.9 41.4 46.1 51.1 55.8 61.4".split(),
    )
)
_BEAUFORT_SPEEDS: Final = tuple((low + high) / 2 for low, high in pairwise(_BEAUFORT))


def converter(source: str | Unit, to: str | Unit) -> Callable[[Decimal], Decimal]:
    """Return the function from values in one unit to values in another.

    The function keeps what :meth:`crmi18n.units.Quantity.to` promises, and is the fastest way
    to convert a column: it checks nothing but that the value is a number.

    Raises:
        TypeError: a unit is neither a string nor a unit.
        UnknownUnitError: there is no such unit.
        UnitMismatchError: they measure different things.

    >>> converter("pound", "kilogram")(Decimal(500)).normalize()
    Decimal('226.796185')
    """
    return _converter(_unit(source), _unit(to))


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


@lru_cache(maxsize=4096)
def _converter(source: Unit, to: Unit) -> Callable[[Decimal], Decimal]:
    exact = exact_converter(source, to)

    def slow(value: Decimal) -> Decimal:
        return decimal_of(exact(Fraction(value)))

    if source == to:
        return _same
    if source.special or to.special or not source.measures_same(to):
        return slow
    factor = quotient(source, to)
    shift = (source.offset - to.offset) / to.factor
    # value * factor + shift = (value * a + b) / divisor, where a and b are finite decimals.
    _, first = split_off_decimal(factor)
    _, second = split_off_decimal(shift * first)
    divisor = first * second
    return _linear(
        _decimal(factor * divisor), _decimal(shift * divisor), Decimal(divisor), slow
    )


def _linear(
    factor: Decimal, shift: Decimal, divisor: Decimal, slow: Callable[[Decimal], Decimal]
) -> Callable[[Decimal], Decimal]:
    """Return ``(value * factor + shift) / divisor``; ``slow`` serves what needs more digits."""
    multiply, add_product, divide, short = EXACT.multiply, EXACT.fma, ROUNDING.divide, ROUNDING.plus

    def multiplied(value: Decimal) -> Decimal:
        try:
            return multiply(value, factor)
        except Inexact:
            return slow(value)

    def shifted(value: Decimal) -> Decimal:
        try:
            return add_product(value, factor, shift)
        except Inexact:
            return slow(value)

    def divided(value: Decimal) -> Decimal:
        try:
            above = add_product(value, factor, shift)
        except Inexact:
            return slow(value)
        # A quotient is not longer than what is divided, if it ends at all.
        return divide(above, divisor) if short(above) == above else slow(value)

    if divisor != 1:
        return divided
    return shifted if shift else multiplied


def _same(value: Decimal) -> Decimal:
    return value


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


def _speed_of_beaufort(force: Fraction) -> Fraction:
    return _BEAUFORT_SPEEDS[min(max(round(force), 0), len(_BEAUFORT_SPEEDS) - 1)]


def _beaufort_of_speed(speed: Fraction) -> Fraction:
    reached = sum(speed >= low for low in _BEAUFORT[1:-1])
    return Fraction(reached)


def _not_zero(value: Fraction, source: Unit, to: Unit) -> Fraction:
    if not value:
        raise AmountError(f"0 {source.id} is no finite number of {to.id}")
    return value


def _kind(unit: Unit) -> str:
    return f"{unit.id} ({unit.quantity or unit.base})"


def _unit(unit: str | Unit) -> Unit:
    return unit if isinstance(unit, Unit) else Unit.of(unit)
