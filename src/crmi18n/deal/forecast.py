"""A pipeline in one currency: what it is worth, weighted, and what is left out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Final, Literal, Protocol, final, get_args

from crmi18n.deal.amount import DealAmount
from crmi18n.errors import PinError, RateError
from crmi18n.findings import Finding
from crmi18n.money import Conversion, Currency, Money, RateBook, rate_finding, round_exact

__all__ = [
    "Basis",
    "Forecast",
    "ForecastRow",
    "Line",
    "Period",
    "Unconverted",
    "forecast",
    "forecast_in_all_bases",
]

Basis = Literal["pinned", "spot", "budget"]
_BASES: Final = get_args(Basis)
Period = Literal["month", "quarter", "year"]
_PERIODS: Final[Mapping[str, Callable[[date], str]]] = MappingProxyType(
    {
        "month": lambda day: f"{day.year}-{day.month:02}",
        "quarter": lambda day: f"{day.year}-Q{(day.month + 2) // 3}",
        "year": lambda day: str(day.year),
    }
)


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
        fx_effect: its value at the spot rate of the day less its pinned value; None without a
            pin, or where there is no such rate.
        fx_finding: why there is none although it has a pin.
    """

    line: Line
    value: Money
    weighted: Money
    conversion: Conversion
    fx_effect: Money | None
    fx_finding: Finding | None = None


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
        fx_effect: the sum over the lines that have one; None if no line has.
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

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is left out, of the total and of the FX effect, and why."""
        effects = [row.fx_finding for row in self.lines if row.fx_finding]
        return (*(left.finding for left in self.unconverted), *effects)

    def by_stage(self) -> dict[str, Forecast]:
        """Return the forecast of each stage."""
        return self.by(lambda line: line.stage)

    def by_site(self) -> dict[str, Forecast]:
        """Return the forecast of each site."""
        return self.by(lambda line: line.site)

    def by_period(
        self, day: Callable[[Line], date], period: Period = "quarter"
    ) -> dict[str, Forecast]:
        """Return the forecast of each calendar period, oldest first.

        Args:
            day: the day of a line, such as its closing date. A fiscal calendar of its own is
                a key of :meth:`by`.
            period: ``"month"`` (``2026-07``), ``"quarter"`` (``2026-Q3``) or ``"year"``.

        Raises:
            ValueError: there is no such period.
        """
        if period not in _PERIODS:
            raise ValueError(f"{period!r} is no period; there are {', '.join(_PERIODS)}")
        name = _PERIODS[period]
        return dict(sorted(self.by(lambda line: name(day(line))).items()))

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
        TypeError: a probability is a float or no number.

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


def forecast_in_all_bases(
    lines: Iterable[Line],
    *,
    to: str,
    book: RateBook,
    on: date,
    max_age: int | None = None,
) -> Mapping[Basis, Forecast]:
    """Value one set of lines as pinned, at spot and at budget; args as :func:`forecast`.

    The FX effect of each line (spot less pinned) is in every one of them.
    """
    same = tuple(lines)
    return MappingProxyType(
        {
            basis: forecast(same, to=to, book=book, on=on, basis=basis, max_age=max_age)
            for basis in _BASES
        }
    )


def _row(
    line: Line, to: str, book: RateBook, on: date, basis: Basis, max_age: int | None
) -> ForecastRow:
    chance = _probability(line.probability)
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
    share = round_exact(conversion.exact * chance, Currency.of(to).digits, conversion.rounding)
    effect: Money | None = None
    finding: Finding | None = None
    if pin:
        try:
            effect = book.convert(original, to, on=on, max_age=max_age).target
            effect -= pin.conversion.target
        except RateError as error:
            finding = rate_finding(error, original).at("fx_effect")
    return ForecastRow(line, conversion.target, Money(share, to), conversion, effect, finding)


def _probability(value: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise TypeError(f"a probability must be Decimal or int, not {type(value).__name__}")
    if not Decimal(value).is_finite() or not 0 <= value <= 1:
        raise ValueError(f"a probability is between 0 and 1, not {value}")
    return Fraction(value)


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
