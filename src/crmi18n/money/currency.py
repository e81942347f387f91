"""The currencies of ISO 4217, current and historic.

Source: ``data/currencies.csv`` (ISO 4217 lists one and three of 2026-01-01, CLDR 48.2, the euro
regulations, the laws of redenominations). Accounting digits are ISO's minor units; display and
cash digits are CLDR's; they differ (RSD, IQD, HUF), so they are three attributes. ISO's list of
historic codes has no minor units: there CLDR's digits stand for both, but where ISO is known to
have differed. A few codes of the market (CNH) and of CLDR's history have no number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, final

from crmi18n.errors import CurrencyNotValidError, UnknownCurrencyError

__all__ = ["Currency", "currencies"]

_TABLE: Final = Path(__file__).with_name("data") / "currencies.csv"


@final
@dataclass(frozen=True, slots=True)
class Currency:
    """A currency, with the dates of its validity.

    Attributes:
        code: ISO 4217 alphabetic code.
        numeric: ISO 4217 numeric code, or None where the table has none.
        minor_units: decimals in accounting (ISO 4217), or None for metals and bond units.
        display_digits: decimals that CLDR shows.
        cash_digits: decimals that CLDR shows of an amount in cash.
        cash_step: the smallest amount in cash, such as 0.05.
        valid_from: its first day, if known.
        withdrawn_on: the first day on which it was no currency of its own, or None if it is one.
            For a euro member this is the day of the irrevocable fixing.
        successor: the code of the currency that replaced it at a fixed factor, or None.
        fixed_rate: that factor: so many units of this currency are one of the successor.
        source: the act that fixed it, or empty.

    >>> Currency.of("HRK").successor, Currency.of("HRK").fixed_rate
    ('EUR', Decimal('7.53450'))
    """

    code: str
    numeric: str | None
    minor_units: int | None
    display_digits: int
    cash_digits: int
    cash_step: Decimal
    valid_from: date | None
    withdrawn_on: date | None
    successor: str | None
    fixed_rate: Decimal | None
    source: str = ""

    @staticmethod
    def of(code: str) -> Currency:
        """Return the currency of a code.

        Raises:
            UnknownCurrencyError: ISO 4217 has no such code; ``nearest`` names similar ones.
        """
        try:
            return currencies()[code]
        except (KeyError, TypeError):
            from difflib import get_close_matches

            near = get_close_matches(str(code)[:20].upper(), currencies(), n=3, cutoff=0.5)
            raise UnknownCurrencyError(code, near) from None

    @property
    def digits(self) -> int:
        """The decimals that a converted amount is rounded to: ISO's, else those shown."""
        return self.display_digits if self.minor_units is None else self.minor_units

    def is_valid(self, on: date) -> bool:
        """Tell whether the currency exists on a day."""
        start, end = self.valid_from, self.withdrawn_on
        return (start is None or start <= on) and (end is None or on < end)

    def is_withdrawn(self, on: date) -> bool:
        """Tell whether the currency is no longer one on a day."""
        return self.withdrawn_on is not None and self.withdrawn_on <= on

    def require_valid(self, on: date) -> None:
        """Raise CurrencyNotValidError, with the successor, if it does not exist on a day."""
        if not self.is_valid(on):
            gone = self.withdrawn_on if self.is_withdrawn(on) else None
            factor = str(self.fixed_rate) if gone and self.fixed_rate else None
            heir = self.successor if gone else None
            raise CurrencyNotValidError(self.code, on, gone, heir, factor)


@lru_cache(maxsize=1)
def currencies() -> Mapping[str, Currency]:
    """Return every currency by its code.

    >>> currencies()["CLF"].minor_units
    4
    """
    with _TABLE.open(encoding="utf-8") as file:
        header, *rows = (line[:-1].split(",") for line in file if line[0] != "#")
    found = (_read(dict(zip(header, row, strict=True))) for row in rows)
    return MappingProxyType({currency.code: currency for currency in found})


def _read(row: dict[str, str]) -> Currency:
    def day(name: str) -> date | None:
        return date.fromisoformat(row[name]) if row[name] else None

    return Currency(
        code=row["code"],
        numeric=row["numeric"] or None,
        minor_units=int(row["minor_units"]) if row["minor_units"] else None,
        display_digits=int(row["display_digits"]),
        cash_digits=int(row["cash_digits"]),
        cash_step=Decimal(row["cash_step"]),
        valid_from=day("valid_from"),
        withdrawn_on=day("withdrawn_on"),
        successor=row["successor"] or None,
        fixed_rate=Decimal(row["fixed_rate"]) if row["fixed_rate"] else None,
        source=row["source"],
    )
