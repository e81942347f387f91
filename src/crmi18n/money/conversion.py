"""A converted amount with all that is needed to check it, or to do it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, Any, Final, Self, final

from crmi18n.errors import AmountError
from crmi18n.findings import Finding
from crmi18n.money.model import Money
from crmi18n.money.path import Leg, RatePath
from crmi18n.money.rate import RateKind
from crmi18n.money.rounding import Rounding, round_exact
from crmi18n.plain import reads_plain

if TYPE_CHECKING:
    from crmi18n.money.book import RateBook

__all__ = ["Conversion"]


@final
@dataclass(frozen=True, slots=True, init=False)
class Conversion:
    """The result of a conversion, and its evidence.

    Attributes:
        source: the amount as it was.
        target: the converted amount, rounded once, at the end.
        path: the rates that lead from one to the other, and what was asked for.
        rounding: how the target was rounded.
    """

    source: Money
    target: Money
    path: RatePath
    rounding: Rounding

    def __init__(self, source: Money, target: Money, path: RatePath, rounding: Rounding) -> None:
        _set_source(self, source)
        _set_target(self, target)
        _set_path(self, path)
        _set_rounding(self, rounding)

    @property
    def exact(self) -> Fraction:
        """The converted amount before rounding."""
        return self.path.exact(self.source.amount)

    @property
    def legs(self) -> tuple[Leg, ...]:
        """The rates used: none for the same currency, one for a quoted pair, else more.

        The book's pivot makes it two, and each currency withdrawn at a fixed factor one more.
        """
        return self.path.legs

    @property
    def requested_on(self) -> date:
        """The day that was asked for."""
        return self.path.requested_on

    @property
    def kind(self) -> RateKind:
        """The kind of the rates: what was asked for, or ``"fixed"`` where factors alone did it."""
        kinds = {leg.rate.kind for leg in self.legs}
        return "fixed" if kinds == {"fixed"} else self.path.kind

    @property
    def book_id(self) -> str:
        """The content hash of the book."""
        return self.path.book_id

    @property
    def carried_days(self) -> int:
        """The age of its oldest rate on the day asked for; irrevocable factors have none."""
        return self.path.carried_days

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a reader should know, such as a withdrawn currency."""
        return self.path.findings

    def replayed(self) -> Fraction:
        """Return the exact result computed again from the source and the legs alone."""
        return prod((leg.factor for leg in self.legs), start=Fraction(self.source.amount))

    def replay(self, book: RateBook) -> Conversion:
        """Ask another book (or the same one) the same question; raises as ``book.convert``."""
        return self._asked(book, self.path.known_at)

    def restated(self, book: RateBook) -> Conversion:
        """Ask the same with all that the book knows by now; raises as ``book.convert``."""
        return self._asked(book, None)

    def _asked(self, book: RateBook, known_at: datetime | None) -> Conversion:
        stale = any(finding.code == _STALE for finding in self.findings)
        return book.convert(
            self.source,
            self.target.currency,
            on=self.requested_on,
            kind=self.path.kind,
            max_age=self.path.max_age,
            on_stale="warn" if stale else "raise",
            known_at=known_at,
            rounding=self.rounding,
        )

    def explain(self) -> str:
        """Return the evidence as text, one fact a line.

        >>> from crmi18n.money import Rate, RateBook
        >>> book = RateBook([Rate("EUR", "USD", "1.0832", date(2026, 7, 3), source="ECB")])
        >>> print(book.convert(Money(80000, "USD"), "EUR", on=date(2026, 7, 5)).explain())
        80000.00 USD = 73855.24 EUR on 2026-07-05 (spot)
          divided by 1 EUR = 1.0832 USD (spot of 2026-07-03, ECB), carried 2 days
          exactly 50000000/677 EUR, rounded half_up
        """
        lines = [f"{self.source} = {self.target} on {self.requested_on} ({self.kind})"]
        for leg in self.legs:
            verb = "divided by" if leg.inverted else "multiplied by"
            days = leg.carried_days
            age = f", carried {days} day{'s' * (days > 1)}" if days else ""
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
            "rounding": self.rounding,
            **self.path.to_dict(),
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote.

        Raises:
            AmountError: its amounts do not follow from its rates; also as the parts do.
        """
        found = cls(
            Money.from_dict(data["source"]),
            Money.from_dict(data["target"]),
            RatePath.from_dict(data),
            data["rounding"],
        )
        found._require_evidence(data["exact"])
        return found

    def _require_evidence(self, exact: str) -> None:
        path, source, target = self.path, self.source, self.target
        digits = -int(target.amount.as_tuple().exponent)
        rounded = Money(round_exact(self.exact, digits, self.rounding), path.to)
        if (path.base, rounded, str(self.exact)) != (source.currency, target, exact):
            raise AmountError(
                f"{source} by its rates is {self.exact} {path.to}, rounded {rounded};"
                f" it says {exact} and {target}"
            )


_STALE: Final = "money.stale_rate"
# The slots themselves: quicker than object.__setattr__, which looks them up each time.
_set_source: Final = Conversion.__dict__["source"].__set__
_set_target: Final = Conversion.__dict__["target"].__set__
_set_path: Final = Conversion.__dict__["path"].__set__
_set_rounding: Final = Conversion.__dict__["rounding"].__set__
