"""A measured value with its unit, exact in every conversion.

Source: unit ids of CLDR 48.2; factors and codes of ``data/units.csv``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, Inexact, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, NoReturn, Self, final

from crmi18n.errors import AmountError, UnitMismatchError
from crmi18n.units.codes import rec20_code, unit_of_rec20
from crmi18n.units.number import (
    EXACT,
    decimal_of,
    exact_number,
    is_finite_decimal,
    round_half_up,
)
from crmi18n.units.unit import Unit

if TYPE_CHECKING:
    import pint

__all__ = ["Quantity"]


@final
@dataclass(frozen=True, slots=True, init=False)
class Quantity:
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
    """

    value: Decimal
    unit: str

    def __init__(self, value: Decimal | int | str, unit: str) -> None:
        object.__setattr__(self, "value", exact_number(value))
        object.__setattr__(self, "unit", Unit.of(unit).id)

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("Quantity is final: arithmetic would lose what a subclass adds")

    def __add__(self, other: Quantity) -> Quantity:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self._combined(other, EXACT.add)

    def __sub__(self, other: Quantity) -> Quantity:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self._combined(other, EXACT.subtract)

    def __lt__(self, other: Quantity) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return Fraction(self.value) < other.to_exact(self.unit)

    def __le__(self, other: Quantity) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return Fraction(self.value) <= other.to_exact(self.unit)

    def __str__(self) -> str:
        return f"{self.value:f} {self.unit}"

    def to(self, unit: str) -> Quantity:
        """Return the same measure in another unit.

        The value is exact where it is a finite decimal of at most 60 digits; any other (such as
        kilograms in pounds) is rounded half up to 28 significant digits.

        Raises:
            UnknownUnitError: there is no such unit.
            UnitMismatchError: it measures something else.
            AmountError: the result is too large or too small to be written in 60 digits.

        >>> str(Quantity("20", "celsius").to("fahrenheit"))
        '68 fahrenheit'
        """
        return Quantity(decimal_of(self.to_exact(unit)), unit)

    def to_exact(self, unit: str) -> Fraction:
        """Return the value in another unit as a fraction; raises as :meth:`to`.

        >>> Quantity("100", "fahrenheit").to_exact("celsius")
        Fraction(340, 9)
        """
        source, target = Unit.of(self.unit), Unit.of(unit)
        if source.quantity != target.quantity:
            raise UnitMismatchError(source.id, target.id)
        base = Fraction(self.value) * source.factor + source.offset
        return (base - target.offset) / target.factor

    def round(self, digits: int) -> Quantity:
        """Round to so many decimals, halves away from zero.

        >>> str(Quantity("1234", "gram").to("kilogram").round(2))
        '1.23 kilogram'
        """
        return Quantity(round_half_up(self.value, digits), self.unit)

    def code(self, system: Literal["rec20"] = "rec20") -> str:
        """Return the code of the unit in documents.

        Raises:
            ValueError: there is no such system of codes.
            UnknownUnitError: the system has no code for the unit.

        >>> Quantity(1, "kilogram").code("rec20")
        'KGM'
        """
        if system != "rec20":
            raise ValueError(f"{system!r} is no system of unit codes; there is rec20")
        return rec20_code(self.unit)

    @classmethod
    def from_code(cls, value: Decimal | int | str, code: str) -> Self:
        """Return the quantity of a value and a Recommendation 20 code.

        Raises:
            UnknownUnitError: the code has no unit here; also as the class does.

        >>> str(Quantity.from_code("500", "LBR"))
        '500 pound'
        """
        return cls(value, unit_of_rec20(code))

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

    def to_dict(self) -> dict[str, str]:
        """Return the plain JSON form: two strings."""
        return {"value": f"{self.value:f}", "unit": self.unit}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote; raises as the class does."""
        return cls(data["value"], data["unit"])

    def _combined(
        self, other: Quantity, operation: Callable[[Decimal, Decimal], Decimal]
    ) -> Quantity:
        """Combine in the unit on the left, where every value of the right one is exact in it."""
        left, right = Unit.of(self.unit), Unit.of(other.unit)
        if left.quantity != right.quantity:
            raise UnitMismatchError(left.id, right.id)
        if left.offset or right.offset:
            raise AmountError(f"{left.id} and {right.id} do not add up: their zero is no nothing")
        if not is_finite_decimal(right.factor / left.factor):
            raise AmountError(
                f"a {right.id} is no finite decimal of a {left.id}; convert and round one first"
            )
        try:
            value = operation(self.value, other.to(left.id).value)
        except (Inexact, InvalidOperation):
            raise AmountError(f"the result needs more than {EXACT.prec} digits") from None
        return Quantity(value, left.id)
