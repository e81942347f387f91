"""Rows that are hard to convert, and what Python's fractions make of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from crmi18n import Currency, Rate, RateBook
from crmi18n.errors import RateError
from crmi18n.money.table import TableRounding

MODES: Final = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN}
WIDE: Final = Context(prec=80)

# Two and no digits, three and four, a currency of each century, withdrawn ones, and itself.
CODES: Final = (
    "USD JPY GBP CHF HUF ISK KRW IDR TRY ZAR KWD CLF HRK BGN DEM ITL EUR TRL CZK BHD VND".split()  # noqa: SIM905
)
TIES: Final = (1600000, 1280000, 640000, 1120000, 800000, 3200000)

Row = tuple[int, str, date]


@lru_cache(maxsize=1)
def book() -> RateBook:
    """The ECB's rates, and what they lack: per factors, many digits, ratios that make ties."""
    since = date(1999, 1, 4)
    ties = [
        Rate(
            "EUR", code, Decimal(ratio).scaleb(-6, WIDE), date(2031, 1, 1) + timedelta(7 * number)
        )
        for number, ratio in enumerate(TIES)
        for code in ("USD", "GBP", "CZK")
    ]
    return RateBook.ecb().with_rates(
        [
            *(Rate("EUR", "KWD", "0.33127", since + timedelta(n)) for n in range(0, 11000, 4)),
            *(Rate("CLF", "EUR", "36.4912", since + timedelta(n)) for n in range(0, 11000, 3)),
            *(Rate("BHD", "EUR", "2.45931", since + timedelta(n)) for n in range(0, 11000, 9)),
            *(
                Rate("VND", "EUR", "3.571428", since + timedelta(n), per=100000)
                for n in range(0, 11000, 5)
            ),
            *ties,
        ]
    )


@dataclass(frozen=True)
class Near:
    """A ratio, and amounts whose quotients are next to a whole number: floats get them wrong."""

    ratio: int

    def amounts(self, count: int) -> Iterator[int]:
        """(2 * a * 10**6 + r) mod 2r = 2r - 1, for odd r."""
        first = ((-1 - self.ratio) // 2 * pow(10**6, -1, self.ratio)) % self.ratio
        for step in range(count):
            yield first + step**3 * self.ratio


@lru_cache(maxsize=4)
def adversarial(count: int, since: date, seed: int = 1) -> tuple[Row, ...]:
    """Return rows of ties, extremes, all signs, and days when nothing was published."""
    chance = random.Random(seed)  # noqa: S311 - the same rows each time
    ties = [date(2031, 1, 1) + timedelta(7 * number) for number in range(len(TIES))]
    span = (date(2026, 11, 9) - since).days
    rows: list[Row] = []
    while len(rows) < count:
        kind = chance.randrange(10)
        code, day = chance.choice(CODES), since + timedelta(chance.randrange(span))
        if kind == 0:
            day = date(2024, 3, 28) + timedelta(chance.randrange(8))  # Easter
        elif kind == 1:
            code, day = chance.choice(("USD", "GBP", "CZK")), chance.choice(ties)
        amount = chance.choice(
            (
                chance.randrange(-(10**6), 10**6),
                chance.randrange(-(10**12), 10**12),
                chance.randrange(-(2**63) + 1, 2**63),
                chance.randrange(1, 1000) * chance.choice((50, 64, 80, 125)) * (-1) ** kind,
                chance.choice((0, 1, -1, 5, 2**63 - 1, -(2**63) + 1, 4_611_686_018_427)),
            )
        )
        rows.append((amount, code, day))
    return tuple(rows)


@lru_cache(maxsize=2)
def near_integers(count: int) -> tuple[RateBook, tuple[Row, ...]]:
    """Return a book and rows whose quotients lie next to whole numbers."""
    chance = random.Random(5)  # noqa: S311
    rates: list[Rate] = []
    rows: list[Row] = []
    for number in range(count // 20):
        ratio = chance.randrange(10**6 + 1, 2 * 10**7, 2)
        if ratio % 5 == 0:
            ratio += 2
        day = date(2001, 1, 1) + timedelta(number)
        rates.append(Rate("EUR", "USD", Decimal(ratio).scaleb(-6, WIDE), day))
        rows += [(amount, "USD", day) for amount in Near(ratio).amounts(20)]
    return RateBook(rates), tuple(rows)


@lru_cache(maxsize=16)
def expected(
    rates: RateBook, rows: tuple[Row, ...], to: str, rounding: TableRounding, scale: int | None
) -> list[Decimal | None]:
    """Return what one conversion at a time says, in fractions; None where it refuses."""
    digits = Currency.of(to).digits
    factors: dict[tuple[str, date], Fraction | None] = {}
    found: list[Decimal | None] = []
    for amount, code, day in rows:
        if (code, day) not in factors:
            try:
                factors[code, day] = rates.rate(code, to, on=day).factor
            except RateError:
                factors[code, day] = None
        factor = factors[code, day]
        if factor is None:
            found.append(None)
            continue
        own = Currency.of(code).digits if scale is None else scale
        exact = Fraction(amount, 10**own) * factor
        found.append(rounded(exact, digits, rounding))
    return found


def rounded(exact: Fraction, digits: int, rounding: TableRounding) -> Decimal:
    """Round by ``round``'s and Decimal's own rules: the ties of a fraction are its halves."""
    scaled = exact * 10**digits
    whole = round(scaled)  # half to even
    if rounding == "half_up" and abs(scaled - whole) == Fraction(1, 2):
        whole = int(scaled) + (1 if scaled > 0 else -1)
    return Decimal(whole).scaleb(-digits, WIDE)


def plain(value: Any, digits: int) -> Decimal | None:
    """Return what an engine gave as a Decimal; whole numbers are minor units."""
    if value is None or value != value or not isinstance(value, Decimal | int):  # noqa: PLR0124
        return None
    return value if isinstance(value, Decimal) else Decimal(value).scaleb(-digits, WIDE)
