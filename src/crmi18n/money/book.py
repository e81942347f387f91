"""Dated rates, and conversion by them with evidence.

A missing rate is an error: never 1, never 0, never a later rate, never an interpolated one. A
conversion is one fraction, rounded once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property, lru_cache
from math import prod
from os import PathLike
from typing import TYPE_CHECKING, Final, Literal, NoReturn, final

from crmi18n.errors import MissingRateError, RateError, StaleRateError
from crmi18n.findings import Finding
from crmi18n.money._moneyed import as_money
from crmi18n.money.conversion import Conversion, Leg
from crmi18n.money.currency import Currency
from crmi18n.money.model import Money
from crmi18n.money.rate import KINDS, Rate, RateKind
from crmi18n.money.rounding import Rounding, round_exact
from crmi18n.money.series import Series

if TYPE_CHECKING:
    import moneyed

__all__ = ["DEFAULT_MAX_AGE", "RateBook", "Total"]

# The longest silence of the ECB since 1999 is five days (Easter, Christmas). Other kinds hold
# for a declared span instead.
DEFAULT_MAX_AGE: Final[Mapping[str, int]] = {"spot": 5, "buy": 5, "sell": 5}

SeriesKey = tuple[RateKind, str, str]


@final
@dataclass(frozen=True, slots=True)
class Total:
    """A sum in one currency that says what it leaves out.

    Attributes:
        amount: the sum of the converted amounts, each rounded as it is shown.
        conversions: the evidence of each.
        unconverted: the amounts that no rate was found for.
        findings: why, one each.
    """

    amount: Money
    conversions: tuple[Conversion, ...]
    unconverted: tuple[Money, ...]
    findings: tuple[Finding, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing was left out."""
        return not self.unconverted


@dataclass(slots=True)
class _Question:
    """One lookup, and what it met on its way: the facts of an error."""

    on: date
    kind: RateKind
    max_age: int | None
    known_at: datetime | None
    tried: list[str] = field(default_factory=list)
    stale: StaleRateError | None = None
    ended: list[date] = field(default_factory=list)
    later: list[date] = field(default_factory=list)

    def limit(self, rate: Rate) -> int | None:
        """Return the age allowed to a rate; a declared span stands for itself."""
        if self.max_age is not None:
            return self.max_age
        return None if rate.valid_until else DEFAULT_MAX_AGE.get(self.kind)


@final
class RateBook:
    """Rates as quoted, and conversion by them; immutable, equal where its content is.

    Args:
        rates: the quoted facts, in any order.
        pivot: the currency by way of which two others are converted, such as EUR for the
            ECB's rates.
        series: quotes that are already in order, by kind, base and quote; they are shared.

    Raises:
        UnknownCurrencyError: the pivot is not of ISO 4217.
        AmbiguousRateError: two rates of one pair, kind and day disagree, and neither is a
            later record.

    >>> book = RateBook([Rate("EUR", "USD", "1.0832", date(2026, 6, 30))])
    >>> str(book.convert(Money(80000, "USD"), "EUR", on=date(2026, 6, 30)).target)
    '73855.24 EUR'
    """

    def __init__(
        self,
        rates: Iterable[Rate] = (),
        *,
        pivot: str = "EUR",
        series: Mapping[SeriesKey, Series] | None = None,
    ) -> None:
        self._pivot = Currency.of(pivot).code
        self._series = dict(series or {})
        for key, added in _by_key(rates).items():
            self._series[key] = Series.of([*self._series.get(key, ()), *added])

    @classmethod
    def ecb(cls) -> RateBook:
        """Return the ECB's euro reference rates, 1999-01-04 to the day they were shipped."""
        return _ecb()

    @classmethod
    def read(cls, path: str | PathLike[str], *, pivot: str = "EUR") -> RateBook:
        """Read a rate file; the form is told by its ending.

        ``.csv``: UTF-8, a header of ``base,quote,value,valid_on`` and, if wanted, ``kind``,
        ``per``, ``valid_until``, ``source``, ``recorded_at``.

        Raises:
            ImportFileError: the file is not there, not of a known form, or a row of it is no
                rate; nothing of it is used.
        """
        from crmi18n.money.read import read_rates

        return cls(read_rates(path), pivot=pivot)

    def with_rates(self, rates: Iterable[Rate]) -> RateBook:
        """Return a book that has these rates too; raises as the class does."""
        return RateBook(rates, pivot=self._pivot, series=self._series)

    @property
    def pivot(self) -> str:
        """The currency by way of which two others are converted."""
        return self._pivot

    @cached_property
    def id(self) -> str:
        """A content hash: equal for books that say the same."""
        content = hashlib.sha256(self._pivot.encode())
        for key in sorted(self._series):
            content.update("|".join((*key, self._series[key].digest)).encode())
        return content.hexdigest()

    def __iter__(self) -> Iterator[Rate]:
        for key in sorted(self._series):
            yield from self._series[key]

    def __len__(self) -> int:
        return sum(map(len, self._series.values()))

    def __eq__(self, other: object) -> bool:
        return self.id == other.id if isinstance(other, RateBook) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"<RateBook of {len(self._series)} series, pivot {self._pivot}, {self.id[:12]}>"

    def convert(
        self,
        money: Money | moneyed.Money,
        to: str,
        *,
        on: date,
        kind: RateKind = "spot",
        max_age: int | None = None,
        on_stale: Literal["raise", "warn"] = "raise",
        known_at: datetime | None = None,
        rounding: Rounding = "half_up",
    ) -> Conversion:
        """Convert an amount by the rates of a day.

        The newest rate not later than ``on`` is used: the quoted pair, else the inverse of
        its reverse, else both by way of the pivot; each exactly, with one rounding at the
        end, to the minor units of ``to``. A withdrawn currency is converted by its
        irrevocable factor first, and a finding says so.

        Args:
            money: what to convert, ours or py-moneyed's.
            to: the ISO 4217 code to convert to.
            on: the day; that day's own rate counts.
            kind: the kind of rate; no other kind is taken instead.
            max_age: the oldest rate allowed, in days; None: 5 for spot, buy and sell, while
                the other kinds hold from ``valid_on`` to ``valid_until``.
            on_stale: whether a rate that is too old is an error or a finding.
            known_at: use only what was recorded by this instant.
            rounding: how to round.

        Raises:
            MissingRateError: there is no rate; it names what was tried and what is near.
            StaleRateError: the newest rate is too old.
            CurrencyNotValidError: a currency does not exist on that day.
            UnknownCurrencyError: a code is not of ISO 4217.
        """
        source = as_money(money)
        question = _Question(_day(on), _kind(kind), max_age, known_at)
        target = Currency.of(to)
        legs = () if source.currency == to else self._legs(source.currency, to, question, on_stale)
        exact = prod((leg.factor for leg in legs), start=Fraction(source.amount))
        digits = target.display_digits if target.minor_units is None else target.minor_units
        return Conversion(
            source=source,
            target=Money(round_exact(exact, digits, rounding), to) if legs else source,
            exact=exact,
            legs=legs,
            requested_on=on,
            kind=kind,
            rounding=rounding,
            max_age=max_age,
            book_id=self.id,
            findings=tuple(_findings(legs, question)),
        )

    def total(
        self,
        amounts: Iterable[Money | moneyed.Money],
        to: str,
        *,
        on: date,
        kind: RateKind = "spot",
        max_age: int | None = None,
    ) -> Total:
        """Add amounts of any currencies up in one; what has no rate is named, never guessed.

        Raises:
            UnknownCurrencyError: ``to`` is not of ISO 4217.
            CurrencyNotValidError: ``to`` does not exist on that day.
        """
        Currency.of(to).require_valid(_day(on))
        conversions, unconverted, findings = [], [], []
        for index, amount in enumerate(map(as_money, amounts)):
            try:
                conversion = self.convert(amount, to, on=on, kind=kind, max_age=max_age)
            except RateError as error:
                unconverted.append(amount)
                findings.append(rate_finding(error, amount).at(f"amounts[{index}]"))
            else:
                conversions.append(conversion)
        return Total(
            sum((conversion.target for conversion in conversions), start=Money(0, to)),
            tuple(conversions),
            tuple(unconverted),
            tuple(findings),
        )

    def _legs(
        self, base: str, to: str, question: _Question, on_stale: Literal["raise", "warn"]
    ) -> tuple[Leg, ...]:
        Currency.of(to).require_valid(question.on)
        legs, living = _irrevocable(base, question.on)
        if living == to:
            return legs
        found = self._path(living, to, question, stale=False)
        if not found and on_stale == "warn":  # an old rate only where no way is fresh
            found = self._path(living, to, question, stale=True)
        return (*legs, *found) if found else self._missing(living, to, question)

    def _path(self, base: str, to: str, question: _Question, *, stale: bool) -> tuple[Leg, ...]:
        if leg := self._leg(base, to, question, stale=stale):
            return (leg,)
        if self._pivot in (base, to):
            return ()
        first = self._leg(base, self._pivot, question, stale=stale)
        second = self._leg(self._pivot, to, question, stale=stale)
        return (first, second) if first and second else ()

    def _leg(self, base: str, to: str, question: _Question, *, stale: bool) -> Leg | None:
        for pair, inverted in (((base, to), False), ((to, base), True)):
            name = "/".join(pair)
            if name not in question.tried:
                question.tried.append(name)
            series = self._series.get((question.kind, *pair))
            if series and (leg := _newest(series, inverted, question, stale=stale)):
                return leg
        return None

    def _missing(self, base: str, to: str, question: _Question) -> NoReturn:
        if question.stale:
            raise question.stale
        raise MissingRateError(
            base,
            to,
            question.on,
            question.kind,
            [*dict.fromkeys([f"{base}/{to}", f"{to}/{base}"]), f"via {self._pivot}"],
            max(question.ended, default=None),
            min(question.later, default=None),
        )


def rate_finding(error: RateError, amount: Money) -> Finding:
    """Return what a total says of an amount that it had to leave out."""
    codes = {"MissingRateError": "missing_rate", "StaleRateError": "stale_rate"}
    code = codes.get(type(error).__name__, "currency_not_valid")
    return Finding(f"money.{code}", "error", str(error), value=str(amount))


def _newest(series: Series, inverted: bool, question: _Question, *, stale: bool) -> Leg | None:
    rate = series.newest(question.on, question.known_at)
    if later := series.next_after(question.on):
        question.later.append(later)
    if rate is None:
        return None
    if rate.valid_until and rate.valid_until < question.on:
        question.ended.append(rate.valid_until)
        return None
    limit = question.limit(rate)
    age = (question.on - rate.valid_on).days
    if limit is not None and age > limit:
        question.stale = StaleRateError(
            rate.base, rate.quote, question.on, question.kind, rate.valid_on, limit
        )
        if not stale:
            return None
    return Leg(rate, inverted, age)


def _irrevocable(code: str, on: date) -> tuple[tuple[Leg, ...], str]:
    """Return the fixed legs from a withdrawn currency to one that is still there on the day."""
    legs = []
    currency = Currency.of(code)
    while currency.is_withdrawn(on) and currency.successor and currency.fixed_rate:
        since = currency.withdrawn_on or on
        fixed = Rate(
            currency.successor,
            currency.code,
            currency.fixed_rate,
            since,
            "fixed",
            source="irrevocable factor",
        )
        legs.append(Leg(fixed, inverted=True, carried_days=0))
        currency = Currency.of(currency.successor)
    currency.require_valid(on)
    return tuple(legs), currency.code


def _findings(legs: tuple[Leg, ...], question: _Question) -> Iterator[Finding]:
    for leg in legs:
        if leg.rate.kind == "fixed" and question.kind != "fixed":
            yield Finding(
                "money.withdrawn_currency",
                "warning",
                f"{leg.rate.quote} was withdrawn on {leg.rate.valid_on}; converted by the"
                f" irrevocable factor {leg.rate.value} to {leg.rate.base}",
                value=leg.rate.quote,
            )
        limit = question.limit(leg.rate)
        if limit is not None and leg.carried_days > limit:
            yield Finding(
                "money.stale_rate",
                "warning",
                f"the rate of {leg.rate.valid_on} is {leg.carried_days} days old,"
                f" {limit} are allowed",
                value=str(leg.rate),
            )


def _by_key(rates: Iterable[Rate]) -> dict[SeriesKey, list[Rate]]:
    grouped: dict[SeriesKey, list[Rate]] = {}
    for rate in rates:
        if not isinstance(rate, Rate):
            raise TypeError(f"a Rate is expected, not {type(rate).__name__}")
        grouped.setdefault((rate.kind, rate.base, rate.quote), []).append(rate)
    return grouped


def _day(on: date) -> date:
    if isinstance(on, datetime) or not isinstance(on, date):
        raise TypeError(f"on must be a date, not {type(on).__name__}: a rate is of a day")
    return on


def _kind(kind: RateKind) -> RateKind:
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind of rate; there are {', '.join(sorted(KINDS))}")
    return kind


@lru_cache(maxsize=1)
def _ecb() -> RateBook:
    from crmi18n.money.ecb import read_packed

    spot: RateKind = "spot"
    return RateBook(series={(spot, "EUR", code): s for code, s in read_packed().items()})
