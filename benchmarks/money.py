"""Amounts and rates beside py-moneyed and CurrencyConverter."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from benchmarks.measure import Figure, compare, fresh, repeated

__all__ = ["figures"]


def figures() -> list[Figure]:
    """Measure all of the room."""
    return [*amounts(), *rates()]


def amounts() -> list[Figure]:
    """Time arithmetic."""
    import moneyed

    from crmi18n import Money

    ours, theirs = Money("12.50", "EUR"), moneyed.Money("12.50", "EUR")
    return [
        compare(
            "Money + Money",
            repeated(lambda: ours + ours, 20_000),
            repeated(lambda: theirs + theirs, 20_000),
            "py-moneyed",
            unit="us",
            n=9,
        ),
        compare(
            "Money from text",
            repeated(lambda: Money("12.50", "EUR"), 20_000),
            repeated(lambda: moneyed.Money("12.50", "EUR"), 20_000),
            "py-moneyed",
            unit="us",
            n=9,
        ),
    ]


def rates() -> list[Figure]:
    """Time the ECB's history: load it, and convert by it."""
    from currency_converter import CurrencyConverter

    from crmi18n import Money, RateBook

    load = compare(
        "load the ECB history",
        fresh("from crmi18n import RateBook; RateBook.ecb()"),
        fresh("from currency_converter import CurrencyConverter; CurrencyConverter()"),
        "CurrencyConverter",
        unit="ms",
        n=7,
    )
    restart = "t = time.perf_counter()"  # the imports are not part of this one
    load_only = compare(
        "load the ECB history, imports apart",
        fresh(f"from crmi18n import RateBook; RateBook; {restart}; RateBook.ecb()"),
        fresh(f"from currency_converter import CurrencyConverter; {restart}; CurrencyConverter()"),
        "CurrencyConverter",
        unit="ms",
        n=7,
    )
    book, peer = RateBook.ecb(), CurrencyConverter(decimal=True)
    days = [day for day in _days(2_000) if peer._rates["USD"].get(day)]  # noqa: SLF001 - it raises on closed days
    chance = random.Random(1)  # noqa: S311 - the same amounts each time
    values = [Decimal(chance.randint(1, 10**8)) / 100 for _ in days]
    money = [Money(value, "USD") for value in values]
    path = book.rate("USD", "EUR", on=days[0])

    def theirs() -> None:
        for value, day in zip(values, days, strict=True):
            peer.convert(value, "USD", "EUR", date=day)

    def fresh_days() -> None:
        book._path.cache_clear()  # noqa: SLF001 - as if no day had been asked for
        for amount, day in zip(money, days, strict=True):
            book.convert(amount, "EUR", on=day)

    def known_days() -> None:
        for amount, day in zip(money, days, strict=True):
            book.convert(amount, "EUR", on=day)

    def one_rate() -> None:
        for amount in money:
            path.apply(amount)

    def beside(name: str, call: Callable[[], None]) -> Figure:
        return compare(
            name,
            _each(call, days),
            _each(theirs, days),
            "CurrencyConverter decimal, no evidence",
            unit="us",
            n=15,
        )

    return [
        load,
        load_only,
        beside("convert with full evidence, day and pair asked before", known_days),
        beside("convert with full evidence, each day for the first time", fresh_days),
        beside("convert by a rate that is at hand, without evidence", one_rate),
    ]


def _days(count: int) -> list[date]:
    return [date(2016, 1, 4) + timedelta(number) for number in range(count)]


def _each(call: Callable[[], None], items: Sequence[object]) -> Callable[[], float]:
    """Return a timer of a loop, in microseconds of the processor's time an item."""

    def timed() -> float:
        start = time.process_time()
        call()
        return (time.process_time() - start) / len(items) * 1e6

    return timed
