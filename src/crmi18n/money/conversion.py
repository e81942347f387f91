"""A converted amount with all that is needed to check it, or to do it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, Any, Self, final

from crmi18n.findings import Finding
from crmi18n.money.model import Money
from crmi18n.money.rate import Rate, RateKind
from crmi18n.money.rounding import Rounding

if TYPE_CHECKING:
    from crmi18n.money.book import RateBook

__all__ = ["Conversion", "Leg"]


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
class Conversion:
    """The result of a conversion, and its evidence.

    Attributes:
        source: the amount as it was.
        target: the converted amount, rounded once, at the end.
        exact: the converted amount before rounding.
        legs: the rates used: none for the same currency, one for a quoted pair, two by way of
            the book's pivot, and one more for each currency withdrawn at a fixed factor.
        requested_on: the day that was asked for.
        kind: the kind of rate that was asked for.
        rounding: how the target was rounded.
        max_age: the oldest age allowed, in days; None: the default of the kind.
        book_id: the content hash of the book.
        findings: what a reader should know, such as a withdrawn currency.
    """

    source: Money
    target: Money
    exact: Fraction
    legs: tuple[Leg, ...]
    requested_on: date
    kind: RateKind
    rounding: Rounding
    max_age: int | None
    book_id: str
    findings: tuple[Finding, ...] = ()

    @property
    def carried_days(self) -> int:
        """The age of its oldest rate on the day asked for; irrevocable factors have none."""
        return max((leg.carried_days for leg in self.legs), default=0)

    def replayed(self) -> Fraction:
        """Return the exact result computed again from the source and the legs alone."""
        return prod((leg.factor for leg in self.legs), start=Fraction(self.source.amount))

    def replay(self, book: RateBook) -> Conversion:
        """Ask another book (or the same one) the same question; raises as ``book.convert``."""
        return book.convert(
            self.source,
            self.target.currency,
            on=self.requested_on,
            kind=self.kind,
            max_age=self.max_age,
            on_stale="warn"
            if any(f.code == "money.stale_rate" for f in self.findings)
            else "raise",
            rounding=self.rounding,
        )

    def explain(self) -> str:
        """Return the evidence as text, one fact a line.

        >>> from crmi18n.money import RateBook
        >>> book = RateBook([Rate("EUR", "USD", "1.0832", date(2026, 7, 3), source="ECB")])
        >>> print(book.convert(Money(80000, "USD"), "EUR", on=date(2026, 7, 5)).explain())
        80000.00 USD = 73855.24 EUR on 2026-07-05 (spot)
          divided by 1 EUR = 1.0832 USD (spot of 2026-07-03, ECB), carried 2 days
          exactly 50000000/677 EUR, rounded half_up
        """
        lines = [f"{self.source} = {self.target} on {self.requested_on} ({self.kind})"]
        for leg in self.legs:
            verb = "divided by" if leg.inverted else "multiplied by"
            age = f", carried {leg.carried_days} days" if leg.carried_days else ""
            lines.append(f"  {verb} {leg.rate}{age}")
        lines.append(f"  exactly {self.exact} {self.target.currency}, rounded {self.rounding}")
        lines += [f"  {finding.severity}: {finding.message}" for finding in self.findings]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "source": self.source.to_dict(),
            "target": self.target.to_dict(),
            "exact": str(self.exact),
            "legs": [leg.to_dict() for leg in self.legs],
            "requested_on": self.requested_on.isoformat(),
            "kind": self.kind,
            "rounding": self.rounding,
            "max_age": self.max_age,
            "book_id": self.book_id,
            "findings": [finding.to_dict() for finding in self.findings],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote."""
        return cls(
            source=Money.from_dict(data["source"]),
            target=Money.from_dict(data["target"]),
            exact=Fraction(data["exact"]),
            legs=tuple(Leg.from_dict(leg) for leg in data["legs"]),
            requested_on=date.fromisoformat(data["requested_on"]),
            kind=data["kind"],
            rounding=data["rounding"],
            max_age=data["max_age"],
            book_id=data["book_id"],
            findings=tuple(Finding.from_dict(finding) for finding in data["findings"]),
        )
