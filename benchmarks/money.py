"""Amounts and rates, beside CurrencyConverter, py-moneyed and Babel."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from benchmarks.measure import Figure, compare, fresh, repeated

__all__ = ["figures"]


def figures() -> list[Figure]:
    """Time the ECB's history, conversion by it, arithmetic and formatting."""
    return [*rates(), *amounts()]


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
    book, peer = RateBook.ecb(), CurrencyConverter(decimal=True)
    day = date(2026, 6, 30)
    amount = Money("1234.50", "USD")
    convert = compare(
        "convert with full evidence",
        repeated(lambda: book.convert(amount, "EUR", on=day), 2000),
        repeated(lambda: peer.convert(Decimal("1234.50"), "USD", "EUR", date=day), 2000),
        "CurrencyConverter, no evidence",
        unit="us",
        n=9,
    )
    return [load, convert]


def amounts() -> list[Figure]:
    """Time arithmetic and formatting of amounts."""
    import moneyed
    from babel import Locale
    from babel.numbers import format_currency

    from crmi18n import Money, format_money

    ours, theirs = Money("12.50", "EUR"), moneyed.Money("12.50", "EUR")
    german = Locale.parse("de")
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
            "format_money, de",
            repeated(lambda: format_money(ours, locale="de"), 2000),
            repeated(lambda: format_currency(ours.amount, "EUR", locale=german), 2000),
            "Babel",
            unit="us",
            n=9,
        ),
    ]
