"""Dated rates, and conversion by them with evidence.

A missing rate is an error: never 1, never 0, never a later rate, never an interpolated one. A
conversion is one fraction, rounded once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from os import PathLike
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, final

from crmi18n.errors import RateError
from crmi18n.findings import Finding
from crmi18n.money._moneyed import as_money
from crmi18n.money.conversion import Conversion
from crmi18n.money.currency import Currency
from crmi18n.money.model import Money
from crmi18n.money.path import RatePath
from crmi18n.money.rate import Rate, RateKind
from crmi18n.money.resolve import Question, SeriesKey, findings, resolve
from crmi18n.money.rounding import Rounding
from crmi18n.money.series import Series

if TYPE_CHECKING:
    import moneyed

    from crmi18n.money.store import RateStore
    from crmi18n.money.table import RateTable

__all__ = ["RateBook", "Total", "rate_finding"]

OnStale = Literal["raise", "warn"]
_PATHS: Final = 8192
_TABLES: Final = 4


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
        # A book does not change, so that a way once found stays; most reports ask again.
        self._path = lru_cache(maxsize=_PATHS)(self._resolve)
        self._table = lru_cache(maxsize=_TABLES)(self._build_table)

    def __reduce__(self) -> tuple[object, ...]:
        return _restored, (self._pivot, self._series)

    @classmethod
    def ecb(cls) -> RateBook:
        """Return the ECB's euro reference rates, 1999-01-04 to the day they were shipped."""
        return _ecb()

    @classmethod
    def read(
        cls,
        path: str | PathLike[str],
        *,
        pivot: str = "EUR",
        only: Collection[str] | None = None,
        source: str | None = None,
    ) -> RateBook:
        """Read a rate file; the form is told by its ending and its header.

        ``.csv``: UTF-8, a header of ``base,quote,value,valid_on`` and, if wanted, ``kind``,
        ``per``, ``valid_until``, ``source``, ``recorded_at``; or the ECB's wide table; or
        SAP's TCURR with its ratios (``read_sap_rates`` reads them from TCURF). ``.xml``: the
        ECB's. ``.json``: ``{"base", "date", "rates"}`` as web services write it. ``.zip``:
        one of these, packed.

        Args:
            path: the file.
            pivot: as of the class.
            only: the currencies to take of a file of many, as either of a pair where it has
                pairs; None: all, and a code that
                ISO 4217 does not know refuses the file.
            source: who published it, where the file does not say (JSON).

        Raises:
            ImportFileError: the file is not there, not of a known form, or a row of it is no
                rate; nothing of it is used.
            AmbiguousRateError: two of its rates disagree.
        """
        from crmi18n.money.read import read_rates

        return cls(read_rates(path, only=only, source=source), pivot=pivot)

    @classmethod
    def open(cls, url: str | PathLike[str], *, pivot: str = "EUR") -> RateStore:
        """Open (and, if need be, make) a store of rates in a database.

        Args:
            url: a path of an SQLite file, or a database URL of SQLAlchemy.
            pivot: the pivot of the books that it gives.

        Raises:
            MissingExtraError: SQLAlchemy or the driver of the database is not installed.
            StoreError: the database cannot be used.
        """
        from crmi18n.money.store import RateStore

        return RateStore(str(url), pivot=pivot)

    def with_rates(self, rates: Iterable[Rate]) -> RateBook:
        """Return a book that has these rates too; raises as the class does."""
        return RateBook(rates, pivot=self._pivot, series=self._series)

    @property
    def pivot(self) -> str:
        """The currency by way of which two others are converted."""
        return self._pivot

    @property
    def series(self) -> Mapping[SeriesKey, Series]:
        """The quotes in their order, by kind, base and quote."""
        return MappingProxyType(self._series)

    @property
    def first_day(self) -> date | None:
        """The day of its oldest rate; None of an empty book."""
        return min((series.first_day for series in self._series.values()), default=None)

    @property
    def last_day(self) -> date | None:
        """The day of its newest rate; None of an empty book."""
        return max((series.last_day for series in self._series.values()), default=None)

    @cached_property
    def id(self) -> str:
        """A content hash: equal for books that say the same."""
        from hashlib import sha256

        content = sha256(self._pivot.encode())
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

    def rate(
        self,
        base: str,
        to: str,
        *,
        on: date,
        kind: RateKind = "spot",
        max_age: int | None = None,
        on_stale: OnStale = "raise",
        known_at: datetime | None = None,
    ) -> RatePath:
        """Return the way from one currency to another on a day, to convert many amounts by.

        Its arguments and errors are those of :meth:`convert`.

        >>> book = RateBook([Rate("EUR", "USD", "1.0832", date(2026, 6, 30))])
        >>> path = book.rate("USD", "EUR", on=date(2026, 6, 30))
        >>> str(path.apply(Money(80000, "USD"))), path.factor
        ('73855.24 EUR', Fraction(625, 677))
        """
        if on.__class__ is not date:
            _require_day(on)
        return self._path(base, to, on, kind, max_age, on_stale, known_at)

    def convert(
        self,
        money: Money | moneyed.Money,
        to: str,
        *,
        on: date,
        kind: RateKind = "spot",
        max_age: int | None = None,
        on_stale: OnStale = "raise",
        known_at: datetime | None = None,
        rounding: Rounding = "half_up",
    ) -> Conversion:
        """Convert an amount by the rates of a day.

        The newest rate not later than ``on`` is used: the quoted pair, else the inverse of
        its reverse, else both by way of the pivot; each exactly, with one rounding at the
        end, to the minor units of ``to``. A withdrawn currency is converted by its
        irrevocable factor first, and a finding says so; two legacy currencies of the euro
        meet in it, unrounded, which is closer than the three decimals that Regulation (EC)
        1103/97 asks for.

        Args:
            money: what to convert, ours or py-moneyed's.
            to: the ISO 4217 code to convert to.
            on: the day; that day's own rate counts.
            kind: the kind of rate; no other kind is taken instead.
            max_age: the oldest rate allowed, in days; None: 5 for spot, buy and sell, while
                the other kinds hold from ``valid_on`` to ``valid_until``.
            on_stale: whether a rate that is too old is an error or a finding.
            known_at: use only what was recorded by this instant (aware).
            rounding: how to round.

        Raises:
            MissingRateError: there is no rate; it names what was tried and what is near.
            StaleRateError: the newest rate is too old.
            CurrencyNotValidError: a currency does not exist on that day.
            UnknownCurrencyError: a code is not of ISO 4217.
            TypeError: ``on`` is no date, or the amount no money.
            ValueError: there is no such kind or rounding, or ``known_at`` is naive.
        """
        source = money if money.__class__ is Money else as_money(money)
        if on.__class__ is not date:
            _require_day(on)
        path = self._path(source.currency, to, on, kind, max_age, on_stale, known_at)
        return Conversion(source, path.apply(source, rounding), path, rounding)

    def total(
        self,
        amounts: Iterable[Money | moneyed.Money],
        to: str,
        *,
        on: date,
        kind: RateKind = "spot",
        max_age: int | None = None,
        known_at: datetime | None = None,
        rounding: Rounding = "half_up",
    ) -> Total:
        """Add amounts of any currencies up in one; what has no rate is named, never guessed.

        Args are those of :meth:`convert`.

        Raises:
            UnknownCurrencyError: ``to`` is not of ISO 4217.
            CurrencyNotValidError: ``to`` does not exist on that day.
        """
        _require_day(on)
        Currency.of(to).require_valid(on)
        conversions, unconverted, findings = [], [], []
        for index, amount in enumerate(map(as_money, amounts)):
            try:
                conversion = self.convert(
                    amount,
                    to,
                    on=on,
                    kind=kind,
                    max_age=max_age,
                    known_at=known_at,
                    rounding=rounding,
                )
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

    def table(
        self,
        to: str,
        *,
        kinds: Sequence[RateKind] = ("spot",),
        start: date,
        end: date,
        max_age: int | None = None,
        currencies: Collection[str] | None = None,
    ) -> RateTable:
        """Return the rates to one currency as a dense table, to convert millions of amounts by.

        What a cell says is what :meth:`convert` would use on that day. The book keeps the last
        few tables that it made.

        Args:
            to: the ISO 4217 code to convert to.
            kinds: the kinds of rate.
            start: its first day.
            end: its last day.
            max_age: as of :meth:`convert`.
            currencies: the codes to convert from; None: all that the book quotes, and those
                withdrawn into them.

        Raises:
            UnknownCurrencyError: a code is not of ISO 4217.
            TypeError: an end of the span is no date.
            ValueError: there is no such kind, or the span ends before it starts.
            AmountError: a ratio has more digits than 64 bits hold.

        >>> book = RateBook([Rate("EUR", "USD", "1.0832", date(2026, 6, 30))])
        >>> table = book.table("EUR", start=date(2026, 6, 30), end=date(2026, 7, 31))
        >>> table.factor("USD", date(2026, 7, 5)), table.factor("USD", date(2026, 7, 6))
        (Fraction(625, 677), None)
        """
        _require_day(start)
        _require_day(end)
        names = None if currencies is None else frozenset(currencies)
        return self._table(to, tuple(kinds), start, end, max_age, names)

    def check(self) -> list[Finding]:
        """Return what looks wrong in the rates; a person decides.

        Each rate is held against the one before it of its pair and kind:
        ``money.rate_swapped`` (the inverse, perhaps per 100), ``money.rate_slip`` (off by a
        power of ten), ``money.rate_jump`` (more than 20 %), ``money.rate_gap`` (longer than a
        rate is carried), ``money.rate_duplicate`` (recorded again, unchanged).

        >>> days = date(2026, 6, 29), date(2026, 6, 30)
        >>> book = RateBook(Rate("EUR", "USD", v, d) for v, d in zip(["1.0832", "0.9232"], days))
        >>> [finding.code for finding in book.check()]
        ['money.rate_swapped']
        """
        from crmi18n.money.check import check_rates

        return list(check_rates(self._series))

    def _resolve(
        self,
        base: str,
        to: str,
        on: date,
        kind: RateKind,
        max_age: int | None,
        on_stale: OnStale,
        known_at: datetime | None,
    ) -> RatePath:
        question = Question(on, kind, max_age, known_at)
        if on_stale not in ("raise", "warn"):
            raise ValueError(f"{on_stale!r}: a rate that is too old can raise or warn")
        warn = on_stale == "warn"
        legs = resolve(self._series, self._pivot, base, to, question, warn=warn)
        notes = findings(legs, question, warn=warn)
        return RatePath(base, to, legs, on, kind, max_age, known_at, self.id, notes)

    def _build_table(
        self,
        to: str,
        kinds: tuple[RateKind, ...],
        start: date,
        end: date,
        max_age: int | None,
        currencies: frozenset[str] | None,
    ) -> RateTable:
        from crmi18n.money.table import build_table

        return build_table(
            self._series,
            self._pivot,
            self.id,
            to=to,
            kinds=kinds,
            start=start,
            end=end,
            max_age=max_age,
            currencies=currencies,
        )


def rate_finding(error: RateError, amount: Money) -> Finding:
    """Return what a total says of an amount that it had to leave out."""
    codes = {"MissingRateError": "missing_rate", "StaleRateError": "stale_rate"}
    code = codes.get(type(error).__name__, "currency_not_valid")
    return Finding(f"money.{code}", "error", str(error), value=str(amount))


def _by_key(rates: Iterable[Rate]) -> dict[SeriesKey, list[Rate]]:
    grouped: dict[SeriesKey, list[Rate]] = {}
    for rate in rates:
        if not isinstance(rate, Rate):
            raise TypeError(f"a Rate is expected, not {type(rate).__name__}")
        grouped.setdefault((rate.kind, rate.base, rate.quote), []).append(rate)
    return grouped


def _require_day(on: object) -> None:
    if isinstance(on, datetime) or not isinstance(on, date):
        raise TypeError(f"on must be a date, not {type(on).__name__}: a rate is of a day")


def _restored(pivot: str, series: Mapping[SeriesKey, Series]) -> RateBook:
    return RateBook(pivot=pivot, series=series)


@lru_cache(maxsize=1)
def _ecb() -> RateBook:
    from crmi18n.money.ecb import read_packed

    spot: RateKind = "spot"
    return RateBook(series={(spot, "EUR", code): s for code, s in read_packed().items()})
