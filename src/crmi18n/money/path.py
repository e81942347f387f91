"""What a book answers when it is asked for a rate: the way from one currency to another."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Self, final

from crmi18n.errors import AmountError, CurrencyMismatchError
from crmi18n.findings import Finding
from crmi18n.money.currency import Currency
from crmi18n.money.model import Money, money_of
from crmi18n.money.rate import Rate, RateKind
from crmi18n.money.rounding import Rounding, require_rounding, round_ratio
from crmi18n.plain import reads_plain

__all__ = ["Leg", "RatePath"]


@final
@dataclass(frozen=True, slots=True, init=False)
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

    def __init__(self, rate: Rate, inverted: bool, carried_days: int) -> None:
        _set_rate(self, rate)
        _set_inverted(self, inverted)
        _set_carried_days(self, carried_days)

    @property
    def factor(self) -> Fraction:
        """What the leg multiplies by, exactly."""
        return 1 / self.rate.factor if self.inverted else self.rate.factor

    def require_use(self, kind: RateKind, on: date) -> None:
        """Raise AmountError if no book answers with it when asked for that kind and day."""
        age = (on - self.rate.valid_on).days
        irrevocable = self.rate.kind == "fixed" and self.carried_days == 0
        if age < 0 or not (irrevocable or (self.rate.kind == kind and self.carried_days == age)):
            raise AmountError(
                f"{self.rate}, carried {self.carried_days} days, is no {kind} rate for {on}"
            )

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "rate": self.rate.to_dict(),
            "inverted": self.inverted,
            "carried_days": self.carried_days,
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote."""
        return cls(Rate.from_dict(data["rate"]), data["inverted"], data["carried_days"])


@final
@dataclass(frozen=True, slots=True, init=False)
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

    def __init__(
        self,
        base: str,
        to: str,
        legs: tuple[Leg, ...],
        requested_on: date,
        kind: RateKind,
        max_age: int | None,
        known_at: datetime | None,
        book_id: str,
        findings: tuple[Finding, ...] = (),
    ) -> None:
        numerator = denominator = 1
        here = base
        for leg in legs:
            rate = leg.rate
            by, per = rate.ratio
            start, end = rate.base, rate.quote
            if leg.inverted:
                by, per, start, end = per, by, end, start
            if start != here:
                raise CurrencyMismatchError(here, start)
            numerator, denominator, here = numerator * by, denominator * per, end
        if here != to:
            raise CurrencyMismatchError(here, to)
        _set_base(self, base)  # unrolled: every conversion on a new day comes by here
        _set_to(self, to)
        _set_legs(self, legs)
        _set_requested_on(self, requested_on)
        _set_kind(self, kind)
        _set_max_age(self, max_age)
        _set_known_at(self, known_at)
        _set_book_id(self, book_id)
        _set_findings(self, findings)
        _set_numerator(self, numerator)
        _set_denominator(self, denominator)
        _set_digits(self, Currency.of(to).digits)

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
    @reads_plain
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote.

        Raises:
            AmountError: a rate is of another kind than was asked for, or of another age than it
                says, or of a later day; also as the class does.
        """
        known = data["known_at"]
        path = cls(
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
        for leg in path.legs:
            leg.require_use(path.kind, path.requested_on)
        return path

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
            require_rounding(rounding)
            return money
        numerator, denominator = money.amount.as_integer_ratio()
        result = round_ratio(
            numerator * self._numerator, denominator * self._denominator, self._digits, rounding
        )
        return money_of(result, self.to)


# The slots themselves: quicker than object.__setattr__, which looks them up each time.
_set_rate: Final = Leg.__dict__["rate"].__set__
_set_inverted: Final = Leg.__dict__["inverted"].__set__
_set_carried_days: Final = Leg.__dict__["carried_days"].__set__
_set_base: Final = RatePath.__dict__["base"].__set__
_set_to: Final = RatePath.__dict__["to"].__set__
_set_legs: Final = RatePath.__dict__["legs"].__set__
_set_requested_on: Final = RatePath.__dict__["requested_on"].__set__
_set_kind: Final = RatePath.__dict__["kind"].__set__
_set_max_age: Final = RatePath.__dict__["max_age"].__set__
_set_known_at: Final = RatePath.__dict__["known_at"].__set__
_set_book_id: Final = RatePath.__dict__["book_id"].__set__
_set_findings: Final = RatePath.__dict__["findings"].__set__
_set_numerator: Final = RatePath.__dict__["_numerator"].__set__
_set_denominator: Final = RatePath.__dict__["_denominator"].__set__
_set_digits: Final = RatePath.__dict__["_digits"].__set__
