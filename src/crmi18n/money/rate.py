"""A quoted exchange rate, kept as it was published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Literal, NoReturn, Self, final, get_args

from crmi18n.errors import AmountError, MismatchError
from crmi18n.money.currency import Currency
from crmi18n.money.rounding import EXACT, exact_number
from crmi18n.plain import reads_plain

__all__ = ["KINDS", "Rate", "RateKind"]

RateKind = Literal[
    "spot", "buy", "sell", "average", "closing", "budget", "forecast", "fixed", "contract"
]
KINDS: Final = frozenset(get_args(RateKind))


@final
@dataclass(frozen=True, slots=True)
class Rate:
    """One quoted fact: ``per`` base = ``value`` quote, on a day; never derived, never rounded.

    Args:
        base: the currency that is priced (ISO 4217).
        quote: the currency of the price.
        value: the price, with all the digits it was published with.
        valid_on: the first day it is for.
        kind: what it is for (IAS 21 tells closing, average and spot rates apart).
        per: how many units of ``base`` the price is for, such as 100 yen.
        valid_until: the last day it is for, or None where the next one ends it.
        source: who published it.
        recorded_at: when it was learnt (aware); a later record of the same day corrects it.

    Raises:
        TypeError: ``value`` is a float, ``per`` no whole number, ``valid_on`` no date.
        AmountError: ``value`` or ``per`` is zero or less, or not exact.
        UnknownCurrencyError: a code is not of ISO 4217.
        ValueError: unknown kind, a span that ends before it starts, a naive ``recorded_at``.

    >>> Rate("EUR", "JPY", "163.45", date(2026, 6, 30)).factor
    Fraction(3269, 20)
    """

    base: str
    quote: str
    value: Decimal
    valid_on: date
    kind: RateKind = "spot"
    per: int = 1
    valid_until: date | None = None
    source: str = ""
    recorded_at: datetime | None = None

    def __init__(
        self,
        base: str,
        quote: str,
        value: Decimal | int | str,
        valid_on: date,
        kind: RateKind = "spot",
        per: int = 1,
        valid_until: date | None = None,
        source: str = "",
        recorded_at: datetime | None = None,
    ) -> None:
        exact = exact_number(value, "rate")
        _check(base, quote, exact, valid_on, kind, per, valid_until, recorded_at)
        facts = (base, quote, exact, valid_on, kind, per, valid_until, source, recorded_at)
        for write, fact in zip(_SLOTS, facts, strict=True):
            write(self, fact)

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("Rate is final: a subclass could say what no book reads")

    @property
    def factor(self) -> Fraction:
        """How many units of ``quote`` one unit of ``base`` is, exactly."""
        return Fraction(*self.ratio)

    @property
    def ratio(self) -> tuple[int, int]:
        """The factor as two whole numbers that nobody has reduced yet."""
        numerator, denominator = self.value.as_integer_ratio()
        return numerator, denominator * self.per

    def canonical(self) -> str:
        """Return one line that says all of the rate but its pair and kind, for hashing."""
        return "|".join(
            (
                self.valid_on.isoformat(),
                f"{EXACT.normalize(self.value):f}",
                str(self.per),
                self.valid_until.isoformat() if self.valid_until else "",
                self.recorded_at.isoformat() if self.recorded_at else "",
                self.source,
            )
        )

    def __str__(self) -> str:
        span = f" to {self.valid_until}" if self.valid_until else ""
        source = f", {self.source}" if self.source else ""
        return (
            f"{self.per} {self.base} = {self.value:f} {self.quote}"
            f" ({self.kind} of {self.valid_on}{span}{source})"
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "base": self.base,
            "quote": self.quote,
            "value": f"{self.value:f}",
            "valid_on": self.valid_on.isoformat(),
            "kind": self.kind,
            "per": self.per,
            "valid_until": self.valid_until.isoformat() if self.valid_until else None,
            "source": self.source,
            "recorded_at": self.recorded_at.isoformat() if self.recorded_at else None,
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote; raises as the class does."""
        until, recorded = data.get("valid_until"), data.get("recorded_at")
        return cls(
            data["base"],
            data["quote"],
            data["value"],
            date.fromisoformat(data["valid_on"]),
            data.get("kind", "spot"),
            data.get("per", 1),
            date.fromisoformat(until) if until else None,
            data.get("source", ""),
            datetime.fromisoformat(recorded) if recorded else None,
        )


_SLOTS: Final = tuple(Rate.__dict__[name].__set__ for name in Rate.__slots__)
(
    _set_base,
    _set_quote,
    _set_value,
    _set_valid_on,
    _set_kind,
    _set_per,
    _set_valid_until,
    _set_source,
    _set_recorded_at,
) = _SLOTS
_NEW: Final = object.__new__


def published_rate(base: str, quote: str, value: Decimal, valid_on: date, source: str) -> Rate:
    """Make a spot rate of data that was checked when it was generated."""
    rate = _NEW(Rate)
    _set_base(rate, base)  # unrolled: every conversion on a new day comes by here
    _set_quote(rate, quote)
    _set_value(rate, value)
    _set_valid_on(rate, valid_on)
    _set_kind(rate, "spot")
    _set_per(rate, 1)
    _set_valid_until(rate, None)
    _set_source(rate, source)
    _set_recorded_at(rate, None)
    return rate


def _check(
    base: str,
    quote: str,
    value: Decimal,
    valid_on: date,
    kind: str,
    per: int,
    valid_until: date | None,
    recorded_at: datetime | None,
) -> None:
    Currency.of(base)
    Currency.of(quote)
    if base == quote:
        raise MismatchError(base, quote)
    if value <= 0:
        raise AmountError(f"a rate is above zero, not {value}")
    if isinstance(per, bool) or not isinstance(per, int):
        raise TypeError(f"per must be int, not {type(per).__name__}")
    if per >= 10**60:
        raise AmountError(f"per needs more than {EXACT.prec} digits")
    if per <= 0:
        raise AmountError(f"per is above zero, not {per}")
    for name, day, kinds in (
        ("valid_on", valid_on, date),
        ("valid_until", valid_until, date | None),
    ):
        if isinstance(day, datetime) or not isinstance(day, kinds):
            raise TypeError(f"{name} must be a date, not {type(day).__name__}")
    if valid_until and valid_until < valid_on:
        raise ValueError(f"the rate would end on {valid_until}, before it starts on {valid_on}")
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind of rate; there are {', '.join(sorted(KINDS))}")
    if not isinstance(recorded_at, datetime | None):
        raise TypeError(f"recorded_at must be a datetime, not {type(recorded_at).__name__}")
    if recorded_at and recorded_at.tzinfo is None:
        raise ValueError("recorded_at must be an aware datetime: a naive one is no instant")
