"""A pipeline in one currency: what it is worth, weighted, and what is left out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal, Protocol, final, get_args

from crmi18n.deal.amount import DealAmount
from crmi18n.errors import PinError, RateError
from crmi18n.findings import Finding
from crmi18n.money import Conversion, Currency, Money, RateBook, rate_finding, round_exact

__all__ = ["Basis", "Forecast", "ForecastRow", "Line", "Unconverted", "forecast"]

Basis = Literal["pinned", "spot", "budget"]
_BASES: Final = get_args(Basis)


class Line(Protocol):
    """What a record needs so that it can be forecast."""

    @property
    def amount(self) -> Money | DealAmount:
        """The money of the deal."""

    @property
    def probability(self) -> Decimal:
        """How likely it is, 0 to 1."""

    @property
    def stage(self) -> str:
        """Its stage in the pipeline."""

    @property
    def site(self) -> str:
        """The site that sells it."""


@final
@dataclass(frozen=True, slots=True)
class ForecastRow:
    """One line in the currency of the forecast.

    Attributes:
        line: the record.
        value: its converted amount.
        weighted: the exact converted amount times its probability, rounded once.
        conversion: the evidence.
        fx_effect: its value at today's spot rate less its pinned value; None without a pin.
    """

    line: Line
    value: Money
    weighted: Money
    conversion: Conversion
    fx_effect: Money | None


@final
@dataclass(frozen=True, slots=True)
class Unconverted:
    """A line that has no value in the currency of the forecast, and why."""

    line: Line
    amount: Money
    finding: Finding


@final
@dataclass(frozen=True, slots=True)
class Forecast:
    """A pipeline in one currency, honest about what it leaves out.

    Attributes:
        currency: the currency of every amount here.
        lines: the lines that have a value, as they came.
        unconverted: the lines that have none.
        total: the sum of the values as shown.
        weighted: the sum of the weighted values as shown.
        fx_effect: the sum over the lines that have a pin; None if no line has one.
    """

    currency: str
    lines: tuple[ForecastRow, ...]
    unconverted: tuple[Unconverted, ...]
    total: Money
    weighted: Money
    fx_effect: Money | None

    @property
    def complete(self) -> bool:
        """Whether no line was left out."""
        return not self.unconverted

    def by(self, key: Callable[[Line], str]) -> dict[str, Forecast]:
        """Return the forecast parted by a key of its lines, in the order they first come."""
        lines = [*(row.line for row in self.lines), *(row.line for row in self.unconverted)]
        return {
            value: _summed(
                self.currency,
                [row for row in self.lines if key(row.line) == value],
                [row for row in self.unconverted if key(row.line) == value],
            )
            for value in dict.fromkeys(map(key, lines))
        }


def forecast(
    lines: Iterable[Line],
    *,
    to: str,
    book: RateBook,
    on: date,
    basis: Basis = "spot",
    max_age: int | None = None,
) -> Forecast:
    """Value a pipeline in one currency.

    Args:
        lines: the deals; each has an amount, a probability, a stage and a site.
        to: the currency to value it in.
        book: the rates.
        on: the day of the valuation.
        basis: ``"spot"``: every line at the rates of ``on``; ``"budget"``: at the budget rates
            for ``on``; ``"pinned"``: lines have their pinned value, and others have none. A
            basis never falls back to another.
        max_age: the oldest spot rate allowed, in days; None: the default of the book.

    Raises:
        UnknownCurrencyError, CurrencyNotValidError: of ``to``.
        ValueError: there is no such basis, or a probability is not between 0 and 1.

    >>> from types import SimpleNamespace as Deal
    >>> from crmi18n.money import Rate
    >>> book = RateBook([Rate("EUR", "USD", "1.0832", date(2026, 6, 30))])
    >>> deal = Deal(amount=Money(80000, "USD"), probability=Decimal("0.5"), stage="a", site="b")
    >>> str(forecast([deal], to="EUR", book=book, on=date(2026, 6, 30)).weighted)
    '36927.62 EUR'
    """
    if basis not in _BASES:
        raise ValueError(f"{basis!r} is no basis; there are {', '.join(_BASES)}")
    Currency.of(to).require_valid(on)
    rows, left_out = [], []
    for line in lines:
        try:
            rows.append(_row(line, to, book, on, basis, max_age))
        except RateError as error:
            left_out.append(
                Unconverted(line, _original(line), rate_finding(error, _original(line)))
            )
        except PinError as error:
            finding = Finding("deal.not_pinned", "info", str(error), value=str(_original(line)))
            left_out.append(Unconverted(line, _original(line), finding))
    return _summed(to, rows, left_out)


def _row(
    line: Line, to: str, book: RateBook, on: date, basis: Basis, max_age: int | None
) -> ForecastRow:
    if not 0 <= line.probability <= 1:
        raise ValueError(f"a probability is between 0 and 1, not {line.probability}")
    original = _original(line)
    pin = line.amount.pins.get(to) if isinstance(line.amount, DealAmount) else None
    if basis != "pinned":
        age = max_age if basis == "spot" else None
        conversion = book.convert(original, to, on=on, kind=basis, max_age=age)
    elif pin:
        conversion = pin.conversion
    elif original.currency == to:
        conversion = book.convert(original, to, on=on)
    else:
        raise PinError(to, "missing", f"{original} is not pinned in {to}")
    digits = -int(Money(0, to).amount.as_tuple().exponent)
    share = conversion.exact * Fraction(line.probability)
    return ForecastRow(
        line,
        conversion.target,
        Money(round_exact(share, digits, conversion.rounding), to),
        conversion,
        _fx_effect(original, to, book, on, pin.conversion if pin else None),
    )


def _fx_effect(
    original: Money, to: str, book: RateBook, on: date, pinned: Conversion | None
) -> Money | None:
    if pinned is None:
        return None
    try:
        return book.convert(original, to, on=on).target - pinned.target
    except RateError:  # a pinned value needs no rate of today; then there is no effect to show
        return None


def _original(line: Line) -> Money:
    return line.amount.original if isinstance(line.amount, DealAmount) else line.amount


def _summed(to: str, rows: Sequence[ForecastRow], left_out: Sequence[Unconverted]) -> Forecast:
    nothing = Money(0, to)
    effects = [row.fx_effect for row in rows if row.fx_effect is not None]
    return Forecast(
        to,
        tuple(rows),
        tuple(left_out),
        sum((row.value for row in rows), start=nothing),
        sum((row.weighted for row in rows), start=nothing),
        sum(effects, start=nothing) if effects else None,
    )
