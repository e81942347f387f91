"""What differs between two books."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, final

from crmi18n.money.check import effective
from crmi18n.money.rate import Rate

if TYPE_CHECKING:
    from crmi18n.money.book import RateBook

__all__ = ["RateChange", "diff"]


@final
@dataclass(frozen=True, slots=True)
class RateChange:
    """One pair, kind and day that two books see differently.

    Attributes:
        before: the rate in force in the first book; None: it had none.
        after: the rate in force in the second; None: it has none any more.
    """

    before: Rate | None
    after: Rate | None

    def __str__(self) -> str:
        return f"{self.before or 'nothing'} -> {self.after or 'nothing'}"

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "before": self.before.to_dict() if self.before else None,
            "after": self.after.to_dict() if self.after else None,
        }


def diff(before: RateBook, after: RateBook) -> tuple[RateChange, ...]:
    """Return where the rate in force differs, by kind, pair and day.

    A rate counts by what it says: value, ``per`` and span; who published it and when it was
    recorded, changes no conversion.

    >>> from datetime import date
    >>> from crmi18n.money import RateBook
    >>> first = RateBook([Rate("EUR", "USD", "1.0832", date(2026, 6, 30))])
    >>> print(*diff(first, first.with_rates([Rate("EUR", "USD", "1.0850", date(2026, 7, 1))])))
    nothing -> 1 EUR = 1.0850 USD (spot of 2026-07-01)
    """
    changes = []
    for key in sorted({*before.series, *after.series}):
        old, new = before.series.get(key), after.series.get(key)
        if old and new and old.digest == new.digest:
            continue
        was = {rate.valid_on: rate for rate in effective(old or ())}
        now = {rate.valid_on: rate for rate in effective(new or ())}
        for day in sorted({*was, *now}):
            pair = was.get(day), now.get(day)
            if _says(pair[0]) != _says(pair[1]):
                changes.append(RateChange(*pair))
    return tuple(changes)


def _says(rate: Rate | None) -> tuple[object, ...] | None:
    return rate and (rate.factor, rate.valid_until)
