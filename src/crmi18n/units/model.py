"""A measured value with its unit, exact in every conversion.

Source: unit ids and factors of CLDR 48.2, see :mod:`crmi18n.units.unit`.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, Inexact, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, Self, final, overload

from crmi18n.errors import AmountError, UnitMismatchError
from crmi18n.plain import reads_plain
from crmi18n.units.convert import Operation, compiled, exact_converter
from crmi18n.units.frozen import Frozen
from crmi18n.units.number import (
    EXACT,
    canonical,
    decimal_of,
    exact_number,
    is_finite_decimal,
    round_half_up,
)
from crmi18n.units.unit import Unit, combined, quotient

if TYPE_CHECKING:
    import pint

    from crmi18n.units.codes import CodeSystem

__all__ = ["Quantity"]

_COMPILED: Final[dict[str, dict[str, tuple[Operation, Decimal, str]]]] = {}
"""From id to id: the conversion, and the second id in CLDR's order; filled on first use."""
_MAX_COMPILED: Final = 1000  # units to convert from, and to from each; no trade knows so many


class _Draft:
    """A quantity in the making: it takes its attributes by plain assignment, which is quick.

    Its layout is that of a quantity, so that it becomes one by its class.
    """

    __slots__ = ("unit", "value")

    value: Decimal
    unit: str


@final
class Quantity(_Draft, Frozen):
    """A value in one unit.

    Two quantities are equal if value and unit are; ``<`` and ``<=`` compare what is measured,
    so that 1 kilogram is not less than 1000 gram. Conversion never rounds a value that has a
    finite decimal, and :meth:`to_exact` never rounds at all.

    Args:
        value: a finite number; ``float`` is refused, because 0.1 is not 0.1.
        unit: a CLDR unit id, such as ``"kilogram"``, ``"pound"``, ``"square-meter"``; pieces
            are ``"item"``.

    Raises:
        TypeError: the value is a ``float``, a ``bool`` or no number, or the unit is no string.
        AmountError: the value is not finite, not readable, or longer than 60 digits.
        UnknownUnitError: there is no such unit.

    >>> Quantity("500", "pound").to("kilogram")
    Quantity(value=Decimal('226.796185'), unit='kilogram')
    >>> str(Quantity(90, "kilometer") / Quantity("1.5", "hour"))
    '60 kilometer-per-hour'
    """

    __slots__ = ()
    __match_args__ = ("value", "unit")

    value: Decimal
    unit: str

    def __init__(self, value: Decimal | int | str, unit: str) -> None:
        _set_value(self, exact_number(value))
        _set_unit(self, Unit.of(unit).id)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self.value == other.value and self.unit == other.unit

    def __hash__(self) -> int:
        return hash((self.value, self.unit))

    def __repr__(self) -> str:
        return f"Quantity(value={self.value!r}, unit={self.unit!r})"

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return Quantity, (f"{self.value:f}", self.unit)

    def __add__(self, other: Quantity) -> Quantity:
        """Add in the unit on the left.

        A temperature on a scale (20 °C) takes a difference in kelvin or rankine; two such
        temperatures do not add up.

        >>> str(Quantity(20, "celsius") + Quantity(5, "kelvin"))
        '25 celsius'
        """
        if not isinstance(other, Quantity):
            return NotImplemented
        return _sum(self, other)

    def __sub__(self, other: Quantity) -> Quantity:
        """Subtract in the unit on the left; two temperatures differ by so many kelvin.

        >>> str(Quantity(20, "celsius") - Quantity(15, "celsius"))
        '5 kelvin'
        """
        if not isinstance(other, Quantity):
            return NotImplemented
        return _difference(self, other)

    def __neg__(self) -> Quantity:
        return _trusted(canonical(self.value.copy_negate()), self.unit)

    def __abs__(self) -> Quantity:
        return _trusted(self.value.copy_abs(), self.unit)

    @overload
    def __mul__(self, other: Decimal | int) -> Quantity: ...
    @overload
    def __mul__(self, other: Quantity) -> Quantity | Fraction: ...
    def __mul__(self, other: Quantity | Decimal | int) -> Quantity | Fraction:
        """Multiply by a number or a quantity; a plain fraction, if no unit is left.

        >>> str(Quantity(3, "meter") * Quantity(4, "meter"))
        '12 square-meter'
        """
        if isinstance(other, Quantity):
            return _product(self, other, 1)
        return _scaled(self, other, 1)

    __rmul__ = __mul__

    @overload
    def __truediv__(self, other: Decimal | int) -> Quantity: ...
    @overload
    def __truediv__(self, other: Quantity) -> Quantity | Fraction: ...
    def __truediv__(self, other: Quantity | Decimal | int) -> Quantity | Fraction:
        """Divide by a number or a quantity; what measures the same gives a plain fraction.

        >>> Quantity(1, "mile") / Quantity(1, "kilometer")
        Fraction(25146, 15625)
        """
        if not isinstance(other, Quantity):
            return _scaled(self, other, -1)
        if not other.value:
            raise AmountError(f"{self} cannot be divided by nothing")
        left, right = Unit.of(self.unit), Unit.of(other.unit)
        if left.measures_same(right) and not (left.is_scale or right.is_scale):
            return Fraction(self.value) / Fraction(other.value) * quotient(left, right)
        return _product(self, other, -1)

    def __lt__(self, other: Quantity) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return Fraction(self.value) < _straight(other, self.unit)

    def __le__(self, other: Quantity) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return Fraction(self.value) <= _straight(other, self.unit)

    def __str__(self) -> str:
        return f"{self.value:f} {self.unit}"

    def to(self, unit: str) -> Quantity:
        """Return the same measure in another unit.

        The value is exact where it is a finite decimal of at most 60 digits; any other (such as
        kilograms in pounds) is rounded half up to 28 significant digits. Miles per gallon and
        liters per 100 kilometer convert, one being the other upside down.

        Raises:
            TypeError: ``unit`` is no string.
            UnknownUnitError: there is no such unit.
            UnitMismatchError: it measures something else.
            AmountError: the result needs more than 60 digits before the decimal point, or is
                the inverse of 0.

        >>> str(Quantity("20", "celsius").to("fahrenheit"))
        '68 fahrenheit'
        """
        try:
            operation, operand, target = _COMPILED[self.unit][unit]
            value = _add(_normalize(operation(self.value, operand)), _ZERO)
        except KeyError:
            _compile(self.unit, unit)
            return self.to(unit)
        except Inexact:
            value = canonical(decimal_of(self.to_exact(unit)))
        new: Any = _Draft()
        new.value = value
        new.unit = target
        new.__class__ = Quantity
        return new  # type: ignore[no-any-return]

    def to_exact(self, unit: str) -> Fraction:
        """Return the value in another unit as a fraction; raises as :meth:`to`.

        >>> Quantity("100", "fahrenheit").to_exact("celsius")
        Fraction(340, 9)
        """
        return exact_converter(Unit.of(self.unit), Unit.of(unit))(Fraction(self.value))

    def split(self, unit: str | None = None, *, digits: int | None = None) -> tuple[Quantity, ...]:
        """Return the parts of a mixed unit: whole numbers of all but the smallest.

        The sign of a negative quantity stands before its first part that is not 0, and is for
        all of them, as it is written: minus 5 feet 6 inches.

        Args:
            unit: a mixed unit, largest part first; by default the quantity's own.
            digits: round the smallest part to so many decimals, half up; 12 inches are then
                carried into a foot.

        Raises:
            UnitMismatchError: it measures something else, or is no mixed unit.
            AmountError: so many decimals are out of reach.

        >>> [str(part) for part in Quantity("1.88", "meter").split("foot-and-inch", digits=0)]
        ['6 foot', '2 inch']
        """
        mixed = Unit.of(unit or self.unit)
        if not mixed.parts:
            raise UnitMismatchError(mixed.id, "a mixed unit such as foot-and-inch")
        rest = self.to_exact(mixed.parts[-1].id)
        if digits is not None:
            rest = Fraction(round_half_up(decimal_of(rest), digits))
        negative, rest = rest < 0, abs(rest)
        found = []
        for larger in mixed.parts[:-1]:
            size = quotient(larger, mixed.parts[-1])
            whole = int(rest / size)
            rest -= whole * size
            found.append(Quantity(whole, larger.id))
        found.append(Quantity(decimal_of(rest), mixed.parts[-1].id))
        if negative:
            at = next((i for i, part in enumerate(found) if part.value), 0)
            found[at] = -found[at]
        return tuple(found)

    def round(self, digits: int) -> Quantity:
        """Round to so many decimals, halves away from zero; negative: tens, hundreds, ...

        Raises:
            TypeError: ``digits`` is no int.
            AmountError: so many decimals are out of reach.

        >>> str(Quantity("1234", "gram").to("kilogram").round(2))
        '1.23 kilogram'
        """
        return Quantity(round_half_up(self.value, digits), self.unit)

    def code(self, system: CodeSystem = "rec20") -> str:
        """Return the code of the unit in documents, see :func:`crmi18n.units.unit_code`.

        Raises:
            ValueError: there is no such system of codes.
            UnknownUnitError: the system has no code for the unit.

        >>> Quantity(1, "kilogram").code("rec20")
        'KGM'
        """
        from crmi18n.units.codes import unit_code

        return unit_code(self.unit, system)

    @classmethod
    def from_code(
        cls, value: Decimal | int | str, code: str, system: CodeSystem = "rec20"
    ) -> Self:
        """Return the quantity of a value and a code, see :func:`crmi18n.units.unit_of_code`.

        Raises:
            UnknownUnitError: the code has no unit here; also as the class does.

        >>> str(Quantity.from_code("500", "LBR"))
        '500 pound'
        """
        from crmi18n.units.codes import unit_of_code

        return cls(value, unit_of_code(code, system))

    def to_pint(self) -> pint.Quantity[Decimal]:
        """Return pint's quantity, in a registry of decimals that all of ours share.

        Raises:
            UnknownUnitError: pint has no such unit.
        """
        from crmi18n.units._pint import to_pint

        return to_pint(self.value, self.unit)

    @classmethod
    def from_pint(cls, quantity: pint.Quantity[Any]) -> Self:
        """Take over pint's quantity exactly, of any registry.

        Raises:
            TypeError: it is none of pint's, or its magnitude is a float or an array.
            UnknownUnitError: its unit is none of ours.
        """
        from crmi18n.units._pint import from_pint

        return cls(*from_pint(quantity))

    @classmethod
    def from_expression(cls, text: str, unit: str) -> Self:
        """Evaluate an expression of pint, for what CLDR's ids cannot say, in a unit of ours.

        pint reads it in its own way, prefixes and all; the result has to measure what ``unit``
        does.

        Raises:
            ParseError: pint cannot read the expression.
            UnitMismatchError: it measures something else.
            UnknownUnitError: there is no such unit.

        >>> str(Quantity.from_expression("3 kN / (2 m**2)", "pascal"))
        '1500 pascal'
        """
        from crmi18n.units._pint import evaluate

        return cls(decimal_of(evaluate(text, unit)), unit)

    def to_dict(self) -> dict[str, str]:
        """Return the plain JSON form: two strings."""
        return {"value": f"{self.value:f}", "unit": self.unit}

    @classmethod
    @reads_plain
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote; raises as the class does."""
        return cls(data["value"], data["unit"])


# The setters of the slots, for __init__: a frozen class has no others.
_set_value: Final = _Draft.__dict__["value"].__set__
_set_unit: Final = _Draft.__dict__["unit"].__set__
_normalize, _add, _ZERO = EXACT.normalize, EXACT.add, Decimal(0)


def _compile(source: str, to: str) -> None:
    one, other = Unit.of(source), Unit.of(to)
    operation, operand = compiled(one, other)
    kept = _COMPILED.get(source, {})
    for table in (_COMPILED, kept):
        if len(table) >= _MAX_COMPILED:
            table.clear()
    kept[to] = operation, operand, other.id
    _COMPILED[source] = kept


def _trusted(value: Decimal, unit: str) -> Quantity:
    """Make a quantity of what is canonical by construction."""
    new: Any = _Draft()
    new.value = value
    new.unit = unit
    new.__class__ = Quantity
    return new  # type: ignore[no-any-return]


def _straight(quantity: Quantity, unit: str) -> Fraction:
    """Return a value for comparison: what is upside down grows the other way, so it is refused."""
    source, to = Unit.of(quantity.unit), Unit.of(unit)
    if not source.measures_same(to):
        raise UnitMismatchError(to.id, source.id)
    return exact_converter(source, to)(Fraction(quantity.value))


def _sum(left: Quantity, right: Quantity) -> Quantity:
    one, other = Unit.of(left.unit), Unit.of(right.unit)
    if other.is_scale and not one.is_scale:
        return _sum(right, left)
    return _combined(left, right, one, other, EXACT.add)


def _difference(left: Quantity, right: Quantity) -> Quantity:
    one, other = Unit.of(left.unit), Unit.of(right.unit)
    if not other.is_scale:
        return _combined(left, right, one, other, EXACT.subtract)
    if not one.measures_same(other):
        raise UnitMismatchError(one.id, other.id)
    if one.special or other.special:
        raise AmountError(f"{one.id} less {other.id} says nothing: the steps of a scale differ")
    # Two points of scales: their distance is no point of either.
    step = "rankine" if one.factor == Unit.of("rankine").factor else "kelvin"
    distance = (left.to_exact("kelvin") - right.to_exact("kelvin")) / Unit.of(step).factor
    if not is_finite_decimal(distance):
        raise AmountError(f"{left} less {right} is no finite decimal; convert and round one first")
    return Quantity(decimal_of(distance), step)


def _combined(
    left: Quantity,
    right: Quantity,
    one: Unit,
    other: Unit,
    operation: Callable[[Decimal, Decimal], Decimal],
) -> Quantity:
    """Combine in the unit on the left, where every value of the right one is exact in it."""
    if not one.measures_same(other):
        raise UnitMismatchError(one.id, other.id)
    if other.is_scale or one.special:
        raise AmountError(f"{one.id} and {other.id} do not add up: their zero is no nothing")
    size = quotient(other, one)
    if not is_finite_decimal(size):
        raise AmountError(
            f"a {other.id} is no finite decimal of a {one.id}; convert and round one first"
        )
    try:
        step = EXACT.multiply(right.value, decimal_of(size))
        return _trusted(canonical(operation(left.value, step)), one.id)
    except (Inexact, InvalidOperation):
        raise AmountError(f"the result needs more than {EXACT.prec} digits") from None


def _scaled(quantity: Quantity, number: object, sign: int) -> Quantity:
    if isinstance(number, bool) or not isinstance(number, (Decimal, int)):
        return NotImplemented  # type: ignore[no-any-return]
    unit = Unit.of(quantity.unit)
    if unit.is_scale:
        raise AmountError(f"{quantity} has no multiples: its zero is no nothing")
    factor = Fraction(exact_number(number))
    if sign < 0 and not factor:
        raise AmountError(f"{quantity} cannot be divided by nothing")
    return Quantity(decimal_of(Fraction(quantity.value) * factor**sign), unit.id)


def _product(left: Quantity, right: Quantity, sign: int) -> Quantity | Fraction:
    one, other = Unit.of(left.unit), Unit.of(right.unit)
    constant = one.constant * other.constant**sign
    value = Fraction(left.value) * Fraction(right.value) ** sign * constant
    unit = combined(one, other, sign)
    return value if unit is None else Quantity(decimal_of(value), unit.id)
