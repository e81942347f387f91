"""An exact amount of one currency.

Source: ISO 4217:2015 (codes, minor units). How many digits are shown is formatting's concern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, Inexact, InvalidOperation
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, NoReturn, Self, final

from crmi18n.errors import AmountError, CurrencyMismatchError
from crmi18n.money.currency import Currency
from crmi18n.money.rounding import EXACT, Rounding, exact_number, require_rounding, round_exact
from crmi18n.plain import reads_plain

if TYPE_CHECKING:
    import moneyed

__all__ = ["Money", "sum_money"]


@final
@dataclass(frozen=True, slots=True, init=False)
class Money:
    """An amount in major units (12.50 is twelve euros fifty) of one currency.

    It is kept exactly, in one form: at least the minor units of its currency, and further
    digits only where they are not zero. Arithmetic is exact, and never mixes currencies;
    ``sum()`` works, because the number 0 alone adds to any amount.

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
        unit = _UNITS[Currency.of(currency).code]
        _set_amount(self, _canonical(exact_number(amount), unit))
        _set_currency(self, currency)

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("Money is final: arithmetic would lose what a subclass adds")

    def __add__(self, other: Money) -> Money:
        if other.__class__ is not Money:
            return NotImplemented
        return _combined(_ADD, self, other)

    def __radd__(self, other: object) -> Money:
        # sum() starts at 0; no other number is an amount of a currency.
        return self if other.__class__ is int and other == 0 else NotImplemented

    def __sub__(self, other: Money) -> Money:
        if other.__class__ is not Money:
            return NotImplemented
        return _combined(_SUBTRACT, self, other)

    def __mul__(self, factor: Decimal | int) -> Money:
        if isinstance(factor, bool) or not isinstance(factor, Decimal | int):
            return NotImplemented
        product = _exactly(EXACT.multiply, self.amount, exact_number(factor))
        return Money(product, self.currency)

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
        _require_same_currency(self, other)
        return self.amount < other.amount

    def __le__(self, other: Money) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        _require_same_currency(self, other)
        return self.amount <= other.amount

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def round(
        self,
        mode: Rounding = "half_up",
        to: Literal["accounting", "cash"] = "accounting",
    ) -> Money:
        """Round to the minor units of ISO 4217, or to the smallest amount in cash.

        Metals and bond units have no minor unit: what is not cash of them stays as it is.

        Raises:
            ValueError: there is no such mode or target.

        >>> str(Money("5.025", "CHF").round()), str(Money("5.03", "CHF").round(to="cash"))
        ('5.03 CHF', '5.05 CHF')
        """
        step = _step(self.currency, to)
        require_rounding(mode)
        if to == "accounting" and Currency.of(self.currency).minor_units is None:
            return self
        steps = round_exact(Fraction(self.amount) / Fraction(step), 0, mode)
        return Money(_exactly(EXACT.multiply, steps, step), self.currency)

    def allocate(
        self,
        weights: Sequence[int | Decimal | Fraction],
        to: Literal["accounting", "cash"] = "accounting",
    ) -> list[Money]:
        """Share the amount in proportion to weights so that the parts add up to it.

        Largest remainder: what is left over goes, one minor unit (or smallest coin) each, to
        the largest remainders, the first of equals first. A weight of zero gets nothing.

        Raises:
            AmountError: the amount is finer than the minor unit (or the coin), so that it must be
                rounded first; or a weight is not finite, or longer than 60 digits.
            TypeError: a weight is a float or no number.
            ValueError: a weight is negative, or all are zero.

        >>> [str(part.amount) for part in Money("64.62", "EUR").allocate([1] * 7)]
        ['9.24', '9.23', '9.23', '9.23', '9.23', '9.23', '9.23']
        >>> [str(part.amount) for part in Money("100.00", "CHF").allocate([1, 1, 1], to="cash")]
        ['33.35', '33.35', '33.30']
        """
        shares = [_weight(weight) for weight in weights]
        total = sum(shares)
        if total <= 0 or min(shares) < 0:
            raise ValueError("weights must not be negative, and one must be above zero")
        step = _step(self.currency, to)
        units, rest = divmod(abs(Fraction(self.amount)) / Fraction(step), 1)
        if rest:
            raise AmountError(f"{self} is no whole number of {step}; round it before sharing it")
        exact = [units * share / total for share in shares]
        parts = [int(part) for part in exact]
        remainders = [(part - e, i) for i, (part, e) in enumerate(zip(parts, exact, strict=True))]
        for _, index in sorted(r for r in remainders if shares[r[1]])[: units - sum(parts)]:
            parts[index] += 1
        sign = -1 if self.amount < 0 else 1
        return [
            Money(_exactly(EXACT.multiply, Decimal(sign * part), step), self.currency)
            for part in parts
        ]

    @property
    def minor(self) -> int:
        """The amount in minor units of ISO 4217, such as cents.

        Raises:
            AmountError: it is finer than the minor unit; it is never cut off.

        >>> Money("12.50", "EUR").minor
        1250
        """
        units = Fraction(self.amount) / Fraction(_UNITS[self.currency])
        if units.denominator != 1:
            raise AmountError(f"{self} is finer than the minor unit; round it first")
        return units.numerator

    @classmethod
    def from_minor(cls, units: int, currency: str) -> Self:
        """Return the amount of so many minor units; raises as the class does.

        >>> Money.from_minor(1250, "KWD")
        Money(amount=Decimal('1.250'), currency='KWD')
        """
        if isinstance(units, bool) or not isinstance(units, int):
            raise TypeError(f"minor units are counted by int, not by {type(units).__name__}")
        unit = _UNITS[Currency.of(currency).code]
        return cls(_exactly(EXACT.multiply, exact_number(units), unit), currency)

    def to_moneyed(self) -> moneyed.Money:
        """Return py-moneyed's value of the same amount.

        Raises:
            UnknownCurrencyError: py-moneyed has no such currency (XCG, ZWG).
        """
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
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote; raises as the class does."""
        return cls(data["amount"], data["currency"])


def sum_money(amounts: Iterable[Money]) -> Mapping[str, Money]:
    """Add amounts up, each currency for itself, in the order in which they first come.

    Raises:
        TypeError: one is no Money.

    >>> [str(m) for m in sum_money([Money(1, "EUR"), Money(2, "JPY"), Money(3, "EUR")]).values()]
    ['4.00 EUR', '2 JPY']
    """
    sums: dict[str, Money] = {}
    for amount in amounts:
        if not isinstance(amount, Money):
            raise TypeError(f"a Money is expected, not {type(amount).__name__}")
        before = sums.get(amount.currency)
        sums[amount.currency] = amount if before is None else before + amount
    return MappingProxyType(sums)


class _Units(dict[str, Decimal]):
    """One minor unit of a currency: 0.01 for EUR, 1 where ISO 4217 has none."""

    def __missing__(self, currency: str) -> Decimal:
        digits = Currency.of(currency).minor_units or 0
        return self.setdefault(currency, Decimal((0, (1,), -digits)))


_UNITS: Final = _Units()
_ADD: Final = EXACT.add
_SUBTRACT: Final = EXACT.subtract
_NEW: Final = object.__new__
# The slots themselves: quicker than object.__setattr__, which looks them up each time.
_set_amount: Final = Money.__dict__["amount"].__set__
_set_currency: Final = Money.__dict__["currency"].__set__


def money_of(amount: Decimal, currency: str) -> Money:
    """Make a value of an exact result; one in minor units is canonical as it is."""
    if amount.same_quantum(_UNITS[currency]):
        money = _NEW(Money)
        _set_amount(money, amount)
        _set_currency(money, currency)
        return money
    return Money(amount, currency)


def _combined(
    operation: Callable[[Decimal, Decimal], Decimal], left: Money, right: Money
) -> Money:
    currency = left.currency
    if currency != right.currency:
        raise CurrencyMismatchError(currency, right.currency)
    try:
        result = operation(left.amount, right.amount)
    except (Inexact, InvalidOperation):
        raise AmountError(f"the result needs more than {EXACT.prec} digits") from None
    return money_of(result, currency)


def _require_same_currency(left: Money, right: Money) -> None:
    if left.currency != right.currency:
        raise CurrencyMismatchError(left.currency, right.currency)


def _step(currency: str, to: str) -> Decimal:
    if to == "cash":
        return Currency.of(currency).cash_step
    if to != "accounting":
        raise ValueError(f"{to!r} is no target of rounding: accounting or cash")
    return _UNITS[currency]


def _weight(weight: object) -> Fraction:
    if isinstance(weight, bool) or not isinstance(weight, int | Decimal | Fraction):
        raise TypeError(f"a weight is int, Decimal or Fraction, not {type(weight).__name__}")
    if isinstance(weight, Decimal):
        weight = exact_number(weight, "weight")  # as a fraction 1E+999999999 would fill the memory
    return Fraction(weight)


def _exactly(
    operation: Callable[[Decimal, Decimal], Decimal], left: Decimal, right: Decimal
) -> Decimal:
    try:
        return operation(left, right)
    except (Inexact, InvalidOperation):
        raise AmountError(f"the result needs more than {EXACT.prec} digits") from None


def _canonical(amount: Decimal, unit: Decimal) -> Decimal:
    """Return at least the minor units, and no zeros behind them; zero has no sign."""
    if amount and amount.same_quantum(unit):
        return amount
    shortest = EXACT.normalize(amount)
    exponent = min(int(unit.as_tuple().exponent), int(shortest.as_tuple().exponent))
    try:
        canonical = EXACT.quantize(shortest, Decimal((0, (1,), exponent)))
    except (Inexact, InvalidOperation):
        raise AmountError(f"{amount} needs more than {EXACT.prec} digits") from None
    return canonical or canonical.copy_abs()
