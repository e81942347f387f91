"""A price per unit, converted in currency and unit together, with one rounding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Literal, Self, final

from crmi18n.errors import AmountError
from crmi18n.money import Currency, Money, RateBook, RateKind, RatePath, Rounding, round_exact
from crmi18n.plain import reads_plain
from crmi18n.units import Quantity, Unit

__all__ = ["Price", "PriceConversion"]

# Unit prices are quoted finer than amounts are paid: two digits more than the minor unit.
_FINER = 2


@final
@dataclass(frozen=True, slots=True)
class Price:
    """So much money for one unit; it may be finer than the minor unit.

    Attributes:
        money: the price of one unit.
        per: the CLDR unit id.

    Raises:
        TypeError: ``money`` is no Money, or ``per`` no string.
        UnknownUnitError: there is no such unit.
        AmountError: the unit has no zero that is nothing (degrees), so that no price is per it.

    >>> str(Price(Money("12.50", "USD"), per="pound").to("kilogram"))
    '27.5578 USD/kilogram'
    """

    money: Money
    per: str

    def __post_init__(self) -> None:
        if not isinstance(self.money, Money):
            raise TypeError(f"a Money is expected, not {type(self.money).__name__}")
        unit = Unit.of(self.per)
        if unit.offset:
            raise AmountError(f"nothing has a price per {unit.id}: its zero is not nothing")
        object.__setattr__(self, "per", unit.id)

    def __str__(self) -> str:
        return f"{self.money.amount:f} {self.money.currency}/{self.per}"

    def to_exact(self, per: str) -> Fraction:
        """Return the price of another unit, exactly; raises as :meth:`to`."""
        return Fraction(self.money.amount) / Quantity(1, self.per).to_exact(per)

    def to(self, per: str, *, digits: int | None = None, rounding: Rounding = "half_up") -> Price:
        """Return the price of another unit.

        Args:
            per: the unit.
            digits: the decimals to round to; None: two more than the minor units.
            rounding: how to round.

        Raises:
            UnknownUnitError: there is no such unit.
            UnitMismatchError: it measures something else.
        """
        if Unit.of(per).id == self.per and digits is None:
            return self
        amount = round_exact(self.to_exact(per), self._digits(digits, self.money), rounding)
        return Price(Money(amount, self.money.currency), per)

    def convert(
        self,
        book: RateBook,
        to: str,
        *,
        on: date,
        per: str | None = None,
        digits: int | None = None,
        kind: RateKind = "spot",
        max_age: int | None = None,
        on_stale: Literal["raise", "warn"] = "raise",
        known_at: datetime | None = None,
        rounding: Rounding = "half_up",
    ) -> PriceConversion:
        """Convert currency and unit at once, with evidence; rounded once, at the end.

        Raises:
            UnknownUnitError, UnitMismatchError: as :meth:`to`.
            RateError: as ``book.convert``.

        >>> from crmi18n.money import Rate
        >>> book = RateBook([Rate("EUR", "USD", "1.0832", date(2026, 6, 30))])
        >>> price = Price(Money("12.50", "USD"), per="pound")
        >>> found = price.convert(book, "EUR", on=date(2026, 6, 30), per="kilogram")
        >>> str(found.target)
        '25.4411 EUR/kilogram'
        """
        path = book.rate(
            self.money.currency,
            to,
            on=on,
            kind=kind,
            max_age=max_age,
            on_stale=on_stale,
            known_at=known_at,
        )
        per = self.per if per is None else per
        exact = self.to_exact(per) * path.factor
        amount = round_exact(exact, self._digits(digits, Money(0, to)), rounding)
        if exact == Fraction(self.money.amount) and digits is None:
            amount = self.money.amount
        return PriceConversion(self, Price(Money(amount, to), per), exact, path, rounding)

    def total(self, quantity: Quantity, *, rounding: Rounding = "half_up") -> Money:
        """Return what a quantity costs, in any unit of the same kind, rounded once.

        Raises:
            UnitMismatchError: the quantity measures something else.

        >>> str(Price(Money("12.50", "USD"), per="pound").total(Quantity(500, "pound")))
        '6250.00 USD'
        """
        exact = Fraction(self.money.amount) * quantity.to_exact(self.per)
        digits = Currency.of(self.money.currency).digits
        return Money(round_exact(exact, digits, rounding), self.money.currency)

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {"money": self.money.to_dict(), "per": self.per}

    @classmethod
    @reads_plain
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote."""
        return cls(Money.from_dict(data["money"]), data["per"])

    @staticmethod
    def _digits(digits: int | None, money: Money) -> int:
        return Currency.of(money.currency).digits + _FINER if digits is None else digits


@final
@dataclass(frozen=True, slots=True)
class PriceConversion:
    """A converted price, and its evidence.

    Attributes:
        source: the price as it was.
        target: the converted price, rounded once.
        exact: the converted price before rounding.
        path: the rates.
        rounding: how the target was rounded.
    """

    source: Price
    target: Price
    exact: Fraction
    path: RatePath
    rounding: Rounding

    def explain(self) -> str:
        """Return the evidence as text, one fact a line."""
        size = Quantity(1, self.source.per).to_exact(self.target.per)
        lines = [f"{self.source} = {self.target} on {self.path.requested_on} ({self.path.kind})"]
        lines += [
            f"  {'divided by' if leg.inverted else 'multiplied by'} {leg.rate}"
            for leg in self.path.legs
        ]
        lines.append(f"  1 {self.source.per} = {size} {self.target.per}")
        lines.append(f"  exactly {self.exact}, rounded {self.rounding}")
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "source": self.source.to_dict(),
            "target": self.target.to_dict(),
            "exact": str(self.exact),
            "rounding": self.rounding,
            "path": self.path.to_dict(),
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote.

        Raises:
            AmountError: the exact price does not follow from the rates, or the target from the
                exact price; also as the parts do.
        """
        source, target = Price.from_dict(data["source"]), Price.from_dict(data["target"])
        path = RatePath.from_dict(data["path"])
        exact = source.to_exact(target.per) * path.factor
        found, rounding = target.money, data["rounding"]
        digits = -int(found.amount.as_tuple().exponent)
        rounded = Money(round_exact(exact, digits, rounding), path.to)
        if (path.base, str(exact), rounded) != (source.money.currency, data["exact"], found):
            raise AmountError(
                f"{source} by its rates is {exact}; it says {data['exact']} and {target}"
            )
        return cls(source, target, exact, path, rounding)
