"""Rows of a decade in thirty currencies, for what takes millions of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # the peers of a benchmark are measured without it
    import polars as pl

__all__ = ["CODES", "FIRST", "LAST", "ledger"]

FIRST, LAST = date(2016, 11, 1), date(2026, 10, 30)
_LIVE: Final = (
    "AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF IDR ILS INR ISK "
    "JPY KRW MXN MYR NOK NZD PHP PLN RON SEK SGD THB TRY USD ZAR"
)
CODES: Final = _LIVE.split()


def ledger(count: int, days: Sequence[date], *, largest: int, seed: int) -> pl.DataFrame:
    """Return rows of minor units of both signs, codes and days, all drawn evenly."""
    import numpy as np
    import polars as pl

    chance = np.random.default_rng(seed)

    def drawn(of: pl.Series) -> pl.Series:
        return of.gather(chance.integers(0, len(of), count, dtype=np.uint32))

    return pl.DataFrame(
        {
            "value": chance.integers(-largest, largest, count),
            "code": drawn(pl.Series(CODES, dtype=pl.Enum(CODES))),
            "day": drawn(pl.Series(days)),
        }
    )
