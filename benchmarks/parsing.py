"""Strict reading beside Babel's (given a Locale object): warm, and another text each call.

Each reads what it writes itself: Babel has no Arabic digits, we refuse its Latin digits with
Arabic separators. Amounts have no peer: Babel reads none.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from benchmarks.measure import Figure, compare
from crmi18n.cldr import format_number, parse_number

LOCALES = ("de", "en", "en-IN", "ja", "ar-EG")
ROUNDS = 9
VALUES = [Decimal(n * 7919 % 10**9).scaleb(-2) for n in range(1, 4001)]
SIGNED = [value.copy_negate() for value in VALUES]


def figures() -> list[Figure]:
    """Time positive and negative numbers in each locale."""
    from babel import Locale
    from babel.numbers import format_decimal

    found = []
    for tag in LOCALES:
        peer = Locale.parse(tag, sep="-")
        for name, values in (("", VALUES), (", negative", SIGNED)):
            ours = [format_number(value, locale=tag) for value in values]
            theirs = [format_decimal(value, locale=peer) for value in values]
            found.append(
                compare(
                    f"parse decimal {tag}{name}",
                    each(_ours(tag), ours),
                    each(_babels(peer), theirs),
                    "Babel, strict",
                    unit="us",
                    n=ROUNDS,
                )
            )
    return found


def each(call: Callable[[str], object], texts: Sequence[str]) -> Callable[[], float]:
    """Return a timer of a call over all texts, in microseconds a call."""

    def timed() -> float:
        start = time.perf_counter()
        for text in texts:
            call(text)
        return (time.perf_counter() - start) / len(texts) * 1e6

    return timed


def _ours(tag: str) -> Callable[[str], object]:
    def call(text: str) -> object:
        return parse_number(text, locale=tag)

    return call


def _babels(locale: Any) -> Callable[[str], object]:
    from babel.numbers import parse_decimal

    def call(text: str) -> object:
        return parse_decimal(text, locale=locale, strict=True)

    return call
