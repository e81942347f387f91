"""Which rates lead from one currency to another on a day, and what to say when none do.

In this order: the same currency; the irrevocable factor of one that is withdrawn by then; the
quoted pair; the inverse of its reverse; both by way of the pivot. There is no search over
other currencies, so that the way does not depend on what else a book holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NoReturn

from crmi18n.errors import MissingRateError, StaleRateError
from crmi18n.findings import Finding
from crmi18n.money.currency import Currency
from crmi18n.money.path import Leg
from crmi18n.money.rate import KINDS, Rate, RateKind
from crmi18n.money.series import Series

__all__ = ["DEFAULT_MAX_AGE", "Question", "SeriesKey", "findings", "resolve"]

# The longest silence of the ECB since 1999 is five days (Easter, Christmas). Other kinds hold
# for a declared span instead.
DEFAULT_MAX_AGE: Final[Mapping[str, int]] = {"spot": 5, "buy": 5, "sell": 5}

SeriesKey = tuple[RateKind, str, str]


@dataclass(slots=True)
class Question:
    """What is asked of every series on the way.

    Raises:
        ValueError: there is no such kind, or ``known_at`` is naive.
    """

    on: date
    kind: RateKind
    max_age: int | None
    known_at: datetime | None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(
                f"{self.kind!r} is no kind of rate; there are {', '.join(sorted(KINDS))}"
            )
        if self.known_at is not None and self.known_at.tzinfo is None:
            raise ValueError("known_at must be an aware datetime: a naive one is no instant")

    def limit(self, rate: Rate) -> int | None:
        """Return the age allowed to a rate; a declared span and a factor stand for themselves."""
        if rate.kind == "fixed":
            return None
        if self.max_age is not None:
            return self.max_age
        return None if rate.valid_until else DEFAULT_MAX_AGE.get(self.kind)

    def is_stale(self, rate: Rate) -> bool:
        """Tell whether a rate is older than allowed."""
        limit = self.limit(rate)
        return limit is not None and (self.on - rate.valid_on).days > limit


Book = Mapping[SeriesKey, Series]


def resolve(
    series: Book, pivot: str, base: str, to: str, question: Question, *, warn: bool
) -> tuple[Leg, ...]:
    """Return the legs from one currency to another; raises as ``RateBook.convert``.

    With ``warn`` a rate that is too old is used where no way is fresh.
    """
    currency = Currency.of(to)
    if base == to:
        return ()
    currency.require_valid(question.on)
    fixed, living = _irrevocable(base, question.on)
    if living == to:
        return fixed
    found = _way(series, pivot, living, to, question, warn=False)
    if not found and warn:
        found = _way(series, pivot, living, to, question, warn=True)
    return (*fixed, *found) if found else _missing(series, pivot, living, to, question)


def findings(legs: tuple[Leg, ...], question: Question, *, warn: bool) -> tuple[Finding, ...]:
    """Say what a reader of the result should know: what is withdrawn comes first, if any is."""
    if not warn and (not legs or legs[0].rate.kind != "fixed"):
        return ()
    fixed = [
        Finding(
            "money.withdrawn_currency",
            "warning",
            f"{leg.rate.quote} was withdrawn on {leg.rate.valid_on}; converted by the irrevocable"
            f" factor {leg.rate.value} to {leg.rate.base} ({leg.rate.source})",
            value=leg.rate.quote,
        )
        for leg in legs
        if leg.rate.kind == "fixed" and question.kind != "fixed"
    ]
    stale = [
        Finding(
            "money.stale_rate",
            "warning",
            f"the rate of {leg.rate.valid_on} is {leg.carried_days} days old,"
            f" {question.limit(leg.rate)} are allowed",
            value=str(leg.rate),
        )
        for leg in legs
        if question.is_stale(leg.rate)
    ]
    return (*fixed, *stale)


def _irrevocable(code: str, on: date) -> tuple[tuple[Leg, ...], str]:
    """Return the fixed legs from a withdrawn currency to one that is still there on the day."""
    currency = Currency.of(code)
    if currency.is_valid(on):
        return (), code
    legs = []
    while currency.is_withdrawn(on) and currency.successor and currency.fixed_rate:
        since = currency.withdrawn_on or on
        fixed = Rate(
            currency.successor,
            currency.code,
            currency.fixed_rate,
            since,
            "fixed",
            source=currency.source,
        )
        legs.append(Leg(fixed, inverted=True, carried_days=0))
        currency = Currency.of(currency.successor)
    currency.require_valid(on)
    return tuple(legs), currency.code


def _way(
    series: Book, pivot: str, base: str, to: str, question: Question, *, warn: bool
) -> tuple[Leg, ...]:
    if leg := _leg(series, base, to, question, warn=warn):
        return (leg,)
    if pivot in (base, to):
        return ()
    first = _leg(series, base, pivot, question, warn=warn)
    second = first and _leg(series, pivot, to, question, warn=warn)
    return (first, second) if first and second else ()


def _leg(series: Book, base: str, to: str, question: Question, *, warn: bool) -> Leg | None:
    for inverted, pair in ((False, (base, to)), (True, (to, base))):
        quotes = series.get((question.kind, *pair))
        rate = _newest(quotes, question) if quotes else None
        if rate:
            age = (question.on - rate.valid_on).days
            limit = question.limit(rate)
            if warn or limit is None or age <= limit:
                return Leg(rate, inverted, age)
    return None


def _newest(quotes: Series, question: Question) -> Rate | None:
    """Return the newest rate, unless its span is over by then."""
    rate = quotes.newest(question.on, question.known_at)
    if rate and rate.valid_until and rate.valid_until < question.on:
        return None
    return rate


def _missing(series: Book, pivot: str, base: str, to: str, question: Question) -> NoReturn:
    """Look again at all that was tried, and raise with what is near."""
    pairs = [(base, to), (to, base)]
    if pivot not in (base, to):
        pairs += [(base, pivot), (pivot, base), (pivot, to), (to, pivot)]
    ended, later = [], []
    for pair in pairs:
        quotes = series.get((question.kind, *pair))
        if not quotes:
            continue
        if rate := _newest(quotes, question):
            if question.is_stale(rate):
                limit = question.limit(rate) or 0
                raise StaleRateError(*pair, question.on, question.kind, rate.valid_on, limit)
            continue
        if past := quotes.newest(question.on, question.known_at):
            ended.append(past.valid_until or past.valid_on)
        if coming := quotes.next_after(question.on, question.known_at):
            later.append(coming)
    raise MissingRateError(
        base,
        to,
        question.on,
        question.kind,
        [*dict.fromkeys([f"{base}/{to}", f"{to}/{base}"]), f"via {pivot}"],
        max(ended, default=None),
        min(later, default=None),
    )
