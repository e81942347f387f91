"""An exact amount of one currency.

Source: ISO 4217:2015 (codes, minor units). How many digits are shown is formatting's concern.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, Inexact, InvalidOperation
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NoReturn, Self, final

from crmi18n.errors import AmountError, CurrencyMismatchError
from crmi18n.money.currency import Currency
from crmi18n.money.rounding import EXACT, Rounding, exact_number, round_exact

if TYPE_CHECKING:
    import moneyed

__all__ = ["Money"]


@final
@dataclass(frozen=True, slots=True, init=False)
class Money:
    """An amount in major units (12.50 is twelve euros fifty) of one currency.

    It is kept exactly, in one form: at least the minor units of its currency, and further
    digits only where they are not zero. Arithmetic is exact, and never mixes currencies.

    Args:
        amount: a finite number; ``float`` is refused, because 0.1 is not 0.1.
        currency: an ISO 4217 alphabetic code, current or historic, upper case.

    Raises:
        TypeError: ``amount`` is a ``float``, a ``bool`` or no number.
        AmountError: the amount is not finite, not readable, or longer than 60 digits.
        UnknownCurrencyError: ISO 4217 has no such code.

    >>> Money("12.5000", "EUR") + Money("0.5", "EUR")
    Money(amount=Decimal('13.00'), currency='EUR')
    """

    amount: Decimal
    currency: str

    def __init__(self, amount: Decimal | int | str, currency: str) -> None:
        digits = Currency.of(currency).minor_units
        object.__setattr__(self, "amount", _canonical(exact_number(amount), digits or 0))
        object.__setattr__(self, "currency", currency)

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("Money is final: arithmetic would lose what a subclass adds")

    def __add__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return self._combined(other, EXACT.add)

    def __sub__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return self._combined(other, EXACT.subtract)

    def __mul__(self, factor: Decimal | int) -> Money:
        if isinstance(factor, bool) or not isinstance(factor, Decimal | int):
            return NotImplemented
        return Money(_exactly(EXACT.multiply, self.amount, exact_number(factor)), self.currency)

    __rmul__ = __mul__

    def __neg__(self) -> Money:
        return Money(self.amount.copy_negate(), self.currency)

    def __abs__(self) -> Money:
        return Money(self.amount.copy_abs(), self.currency)

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __lt__(self, other: Money) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        self._require_same_currency(other)
        return self.amount < other.amount

    def __le__(self, other: Money) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        self._require_same_currency(other)
        return self.amount <= other.amount

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def round(
        self,
        mode: Rounding = "half_up",
        to: Literal["accounting", "cash"] = "accounting",
    ) -> Money:
        """Round to the minor units of ISO 4217, or to the smallest amount in cash.

        Raises:
            ValueError: there is no such mode or target.

        >>> str(Money("5.025", "CHF").round()), str(Money("5.03", "CHF").round(to="cash"))
        ('5.03 CHF', '5.05 CHF')
        """
        currency = Currency.of(self.currency)
        if to == "cash":
            step = Fraction(currency.cash_step)
            steps = round_exact(Fraction(self.amount) / step, 0, mode)
            return Money(EXACT.multiply(steps, currency.cash_step), self.currency)
        if to != "accounting":
            raise ValueError(f"{to!r} is no target of rounding: accounting or cash")
        if currency.minor_units is None:
            return self
        return Money(round_exact(Fraction(self.amount), currency.minor_units, mode), self.currency)

    def allocate(self, weights: Sequence[int]) -> list[Money]:
        """Share the amount in proportion to weights so that the parts add up to it.

        Largest remainder: what is left over goes, one minor unit each, to the largest
        remainders, the first of equals first. A weight of zero gets nothing.

        Raises:
            AmountError: the amount is finer than the minor unit; round it first.
            ValueError: a weight is negative, or all are zero.

        >>> [str(part.amount) for part in Money("64.62", "EUR").allocate([1] * 7)]
        ['9.24', '9.23', '9.23', '9.23', '9.23', '9.23', '9.23']
        """
        total = sum(weights)
        if total <= 0 or min(weights) < 0:
            raise ValueError("weights must not be negative, and one must be above zero")
        digits = Currency.of(self.currency).minor_units or 0
        units, rest = divmod(abs(Fraction(self.amount)) * 10**digits, 1)
        if rest:
            raise AmountError(f"{self} is finer than the minor unit; round it before sharing it")
        parts = [units * weight // total for weight in weights]
        remainders = [(-(units * w % total), i) for i, w in enumerate(weights) if w]
        for _, index in sorted(remainders)[: units - sum(parts)]:
            parts[index] += 1
        sign = -1 if self.amount < 0 else 1
        return [
            Money(EXACT.scaleb(Decimal(sign * part), -digits), self.currency) for part in parts
        ]

    def to_moneyed(self) -> moneyed.Money:
        """Return py-moneyed's value of the same amount."""
        from crmi18n.money._moneyed import to_moneyed

        return to_moneyed(self)

    @classmethod
    def from_moneyed(cls, value: moneyed.Money) -> Self:
        """Take over py-moneyed's value exactly; raises as the class does."""
        return cls(value.amount, value.currency.code)

    def to_dict(self) -> dict[str, str]:
        """Return the plain JSON form: two strings."""
        return {"amount": f"{self.amount:f}", "currency": self.currency}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote; raises as the class does."""
        return cls(data["amount"], data["currency"])

    def _combined(self, other: Money, operation: Callable[[Decimal, Decimal], Decimal]) -> Money:
        self._require_same_currency(other)
        result = _exactly(operation, self.amount, other.amount)
        if result and result.same_quantum(_unit(self.currency)):
            return _trusted(result, self.currency)
        return Money(result, self.currency)

    def _require_same_currency(self, other: Money) -> None:
        if self.currency != other.currency:
            raise CurrencyMismatchError(self.currency, other.currency)


def _trusted(amount: Decimal, currency: str) -> Money:
    """Make a value that is canonical by construction, without checking it again."""
    money = object.__new__(Money)
    object.__setattr__(money, "amount", amount)
    object.__setattr__(money, "currency", currency)
    return money


@cache
def _unit(currency: str) -> Decimal:
    return Decimal((0, (1,), -(Currency.of(currency).minor_units or 0)))


def _exactly(
    operation: Callable[[Decimal, Decimal], Decimal], left: Decimal, right: Decimal
) -> Decimal:
    try:
        return operation(left, right)
    except (Inexact, InvalidOperation):
        raise AmountError(f"the result needs more than {EXACT.prec} digits") from None


def _canonical(amount: Decimal, digits: int) -> Decimal:
    """Return at least the minor units, and no zeros behind them; zero has no sign."""
    shortest = EXACT.normalize(amount)
    unit = min(-digits, int(shortest.as_tuple().exponent))
    try:
        canonical = EXACT.quantize(shortest, Decimal((0, (1,), unit)))
    except (Inexact, InvalidOperation):
        raise AmountError(f"{amount} needs more than {EXACT.prec} digits") from None
    return canonical or canonical.copy_abs()
