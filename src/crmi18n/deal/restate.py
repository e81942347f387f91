"""What a corrected rate would change in pinned values: a list for a person, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, final

from crmi18n.deal.amount import DealAmount, Pin
from crmi18n.errors import RateError
from crmi18n.findings import Finding
from crmi18n.money import Conversion, Money, RateBook, rate_finding

__all__ = ["Restatement", "RestatementRow", "restate"]


@final
@dataclass(frozen=True, slots=True)
class RestatementRow:
    """One pinned value that the book would give differently by now.

    Attributes:
        index: the place of the deal among those given.
        pin: the pin in force.
        conversion: what the book gives now; ``deal.repin(conversion, reason=...)`` takes it.
    """

    index: int
    pin: Pin
    conversion: Conversion

    @property
    def old(self) -> Money:
        """The pinned value."""
        return self.pin.conversion.target

    @property
    def new(self) -> Money:
        """The value by the book as it is now."""
        return self.conversion.target

    @property
    def difference(self) -> Money:
        """New less old."""
        return self.new - self.old

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "index": self.index,
            "pin": self.pin.id,
            "old": self.old.to_dict(),
            "new": self.new.to_dict(),
            "difference": self.difference.to_dict(),
            "conversion": self.conversion.to_dict(),
        }


@final
@dataclass(frozen=True, slots=True)
class Restatement:
    """The rows that differ, and the pins that the book cannot answer any more.

    Attributes:
        rows: what would change, in the order of the deals.
        findings: pins that the book has no rate for; they are in no row.
    """

    rows: tuple[RestatementRow, ...]
    findings: tuple[Finding, ...]


def restate(deals: Iterable[DealAmount], book: RateBook) -> Restatement:
    """Ask a book again for every pin in force, with all that it knows by now.

    Nothing is written, and no deal changes.

    >>> from datetime import date
    >>> from crmi18n.money import Rate
    >>> book = RateBook([Rate("EUR", "JPY", "163.45", date(2026, 6, 30))])
    >>> deal = DealAmount(Money(12500000, "JPY"))
    >>> won = deal.pin(book.convert(deal.original, "EUR", on=date(2026, 6, 30)), purpose="won")
    >>> restate([won], book).rows
    ()
    """
    rows, findings = [], []
    for index, deal in enumerate(deals):
        for pin in deal.pins.values():
            try:
                now = pin.conversion.restated(book)
            except RateError as error:
                found = rate_finding(error, pin.conversion.source)
                findings.append(found.at(f"deals[{index}].pins.{pin.currency}"))
                continue
            if now.target != pin.conversion.target:
                rows.append(RestatementRow(index, pin, now))
    return Restatement(tuple(rows), tuple(findings))
