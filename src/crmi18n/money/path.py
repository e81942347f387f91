"""What a book answers when it is asked for a rate: the way from one currency to another."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Self, final

from crmi18n.errors import CurrencyMismatchError
from crmi18n.findings import Finding
from crmi18n.money.currency import Currency
from crmi18n.money.model import Money, money_of
from crmi18n.money.rate import Rate, RateKind
from crmi18n.money.rounding import Rounding, round_ratio

__all__ = ["Leg", "RatePath"]


@final
@dataclass(frozen=True, slots=True)
class Leg:
    """One rate as a conversion used it.

    Attributes:
        rate: as quoted.
        inverted: it was divided by, not multiplied with.
        carried_days: how many days before the day asked for it was published.
    """

    rate: Rate
    inverted: bool
    carried_days: int

    @property
    def factor(self) -> Fraction:
        """What the leg multiplies by, exactly."""
        return 1 / self.rate.factor if self.inverted else self.rate.factor

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "rate": self.rate.to_dict(),
            "inverted": self.inverted,
            "carried_days": self.carried_days,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote."""
        return cls(Rate.from_dict(data["rate"]), data["inverted"], data["carried_days"])


@final
@dataclass(frozen=True, slots=True)
class RatePath:
    """The rates from one currency to another on a day: asked once, used for any amount.

    Attributes:
        base: the currency that it converts from.
        to: the currency that it converts to.
        legs: the rates used: none for the same currency, one for a quoted pair, two by way of
            the book's pivot, and one more for each currency withdrawn at a fixed factor.
        requested_on: the day that was asked for.
        kind: the kind of rate that was asked for.
        max_age: the oldest age allowed, in days; None: the default of the kind.
        known_at: what was asked for as it was known at this instant; None: all that is known.
        book_id: the content hash of the book.
        findings: what a reader should know, such as a withdrawn currency.

    Raises:
        CurrencyMismatchError: the legs do not lead from ``base`` to ``to``.
    """

    base: str
    to: str
    legs: tuple[Leg, ...]
    requested_on: date
    kind: RateKind
    max_age: int | None
    known_at: datetime | None
    book_id: str
    findings: tuple[Finding, ...] = ()
    _numerator: int = field(init=False, repr=False, compare=False)
    _denominator: int = field(init=False, repr=False, compare=False)
    _digits: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        numerator = denominator = 1
        here = self.base
        for leg in self.legs:
            rate = leg.rate
            by, per = rate.ratio
            start, end = rate.base, rate.quote
            if leg.inverted:
                by, per, start, end = per, by, end, start
            if start != here:
                raise CurrencyMismatchError(here, start)
            numerator, denominator, here = numerator * by, denominator * per, end
        if here != self.to:
            raise CurrencyMismatchError(here, self.to)
        currency = Currency.of(self.to)
        _set_numerator(self, numerator)
        _set_denominator(self, denominator)
        _set_digits(self, currency.digits)

    @property
    def factor(self) -> Fraction:
        """How many units of ``to`` one unit of ``base`` is, exactly."""
        return Fraction(self._numerator, self._denominator)

    @property
    def carried_days(self) -> int:
        """The age of its oldest rate on the day asked for; irrevocable factors have none."""
        return max((leg.carried_days for leg in self.legs), default=0)

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "base": self.base,
            "to": self.to,
            "legs": [leg.to_dict() for leg in self.legs],
            "requested_on": self.requested_on.isoformat(),
            "kind": self.kind,
            "max_age": self.max_age,
            "known_at": self.known_at.isoformat() if self.known_at else None,
            "book_id": self.book_id,
            "findings": [finding.to_dict() for finding in self.findings],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote; raises as the class does."""
        known = data["known_at"]
        return cls(
            base=data["base"],
            to=data["to"],
            legs=tuple(Leg.from_dict(leg) for leg in data["legs"]),
            requested_on=date.fromisoformat(data["requested_on"]),
            kind=data["kind"],
            max_age=data["max_age"],
            known_at=datetime.fromisoformat(known) if known else None,
            book_id=data["book_id"],
            findings=tuple(Finding.from_dict(finding) for finding in data["findings"]),
        )

    def exact(self, amount: Decimal) -> Fraction:
        """Return an amount of ``base`` in ``to``, before any rounding."""
        numerator, denominator = amount.as_integer_ratio()
        return Fraction(numerator * self._numerator, denominator * self._denominator)

    def apply(self, money: Money, rounding: Rounding = "half_up") -> Money:
        """Return the amount converted, rounded once to the minor units, without evidence.

        The same currency gives the same amount, not rounded.

        Raises:
            CurrencyMismatchError: the amount is not in ``base``.
            AmountError: the result is longer than 60 digits.
            ValueError: there is no such rounding.
        """
        if money.currency != self.base:
            raise CurrencyMismatchError(money.currency, self.base)
        if not self.legs:
            return money
        numerator, denominator = money.amount.as_integer_ratio()
        result = round_ratio(
            numerator * self._numerator, denominator * self._denominator, self._digits, rounding
        )
        return money_of(result, self.to)


_set_numerator: Final = RatePath.__dict__["_numerator"].__set__
_set_denominator: Final = RatePath.__dict__["_denominator"].__set__
_set_digits: Final = RatePath.__dict__["_digits"].__set__
