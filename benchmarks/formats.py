"""Formatting beside Babel (given a Locale object) and icu4py: warm, and another value each call.

Times are those of the process (not of the clock), so that other work on a machine disturbs less.

What one reads first (a new locale) and what it keeps in memory are taken in fresh processes.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from benchmarks.measure import Figure, compare
from crmi18n.cldr import (
    currency_formatter,
    format_compact,
    format_currency,
    format_list,
    format_number,
    format_percent,
    list_formatter,
    number_formatter,
    percent_formatter,
)

LOCALES = ("de", "en", "en-IN", "ja", "ar-EG")
ROUNDS = 9
VALUES = [Decimal(n * 7919 % 10**9).scaleb(-2) for n in range(1, 4001)]
RATIOS = [value.scaleb(-6) for value in VALUES]
NAMES = [[f"Berlin {n}", "Tokyo", "Dubai"] for n in range(4000)]
OTHERS = ("fr", "pl", "pt-PT", "sv", "hi", "fa", "ko", "es-MX", "nl", "tr")


# Values, the public call, the compiled function, and the peer's.
Call = Callable[..., object]
Row = tuple[Sequence[object], Call, Call, Call]


def figures() -> list[Figure]:
    """Time every kind of format, and the first format of a locale."""
    return [*numbers(), *peers_of_icu(), *others(), *first()]


def each(call: Callable[..., object], values: Sequence[object]) -> Callable[[], float]:
    """Return a timer of a call over all values, in microseconds a call."""

    def timed() -> float:
        start = time.process_time()
        for value in values:
            call(value)
        return (time.process_time() - start) / len(values) * 1e6

    return timed


def numbers() -> list[Figure]:
    """Time the public calls and the compiled functions beside Babel."""
    from babel import Locale, numbers as babel

    found = []
    for tag in LOCALES:
        peer = Locale.parse(tag, sep="-")
        kinds: dict[str, Row] = {
            "currency": (
                VALUES,
                lambda value, tag=tag: format_currency(value, "EUR", locale=tag),
                currency_formatter("EUR", locale=tag),
                lambda value, peer=peer: babel.format_currency(value, "EUR", locale=peer),
            ),
            "decimal": (
                VALUES,
                lambda value, tag=tag: format_number(value, locale=tag),
                number_formatter(locale=tag),
                lambda value, peer=peer: babel.format_decimal(value, locale=peer),
            ),
            "percent": (
                RATIOS,
                lambda value, tag=tag: format_percent(value, locale=tag),
                percent_formatter(locale=tag),
                lambda value, peer=peer: babel.format_percent(value, locale=peer),
            ),
        }
        for kind, (values, public, compiled, theirs) in kinds.items():
            for name, ours in (("", public), (", compiled", compiled)):
                found.append(
                    compare(
                        f"{kind} {tag}{name}",
                        each(ours, values),
                        each(theirs, values),
                        "Babel",
                        unit="us",
                        n=ROUNDS,
                    )
                )
    return found


def peers_of_icu() -> list[Figure]:
    """Time amounts and numbers beside icu4py."""
    from icu4py.messageformat import MessageFormat

    found = []
    for tag in LOCALES:
        amount = MessageFormat("{0, number, ::currency/EUR}", tag)
        number = MessageFormat("{0, number}", tag)
        kinds: dict[str, tuple[Call, Call, Any]] = {
            "currency": (
                lambda value, tag=tag: format_currency(value, "EUR", locale=tag),
                currency_formatter("EUR", locale=tag),
                amount,
            ),
            "decimal": (
                lambda value, tag=tag: format_number(value, locale=tag),
                number_formatter(locale=tag),
                number,
            ),
        }
        for kind, (public, compiled, message) in kinds.items():
            write = message.format
            theirs = each(lambda value, write=write: write({"0": value}), VALUES)
            for name, ours in (("", public), (", compiled", compiled)):
                found.append(
                    compare(
                        f"{kind} {tag}{name}",
                        each(ours, VALUES),
                        theirs,
                        "icu4py",
                        unit="us",
                        n=ROUNDS,
                    )
                )
    return found


def others() -> list[Figure]:
    """Time lists, names and short forms beside Babel."""
    from babel import Locale, numbers as babel
    from babel.lists import format_list as babel_list

    german = Locale.parse("de")
    kinds: dict[str, tuple[Sequence[object], Call, Call]] = {
        "list of 3, de": (
            NAMES,
            lambda names: format_list(names, locale="de"),
            lambda names: babel_list(names, locale=german),
        ),
        "list of 3, de, compiled": (
            NAMES,
            list_formatter(locale="de"),
            lambda names: babel_list(names, locale=german),
        ),
        "currency de, name": (
            VALUES,
            lambda value: format_currency(value, "EUR", locale="de", style="name"),
            lambda value: babel.format_currency(value, "EUR", locale=german, format_type="name"),
        ),
        "compact de": (
            VALUES,
            lambda value: format_compact(value, locale="de"),
            lambda value: babel.format_compact_decimal(value, locale=german),
        ),
    }
    return [
        compare(name, each(ours, values), each(theirs, values), "Babel", unit="us", n=ROUNDS)
        for name, (values, ours, theirs) in kinds.items()
    ]


_OURS = """
from crmi18n.cldr import format_currency
def show(tag): format_currency(Decimal("1234.5"), "EUR", locale=tag)
"""
_BABEL = """
from babel import Locale
from babel.numbers import format_currency
def show(tag): format_currency(Decimal("1234.5"), "EUR", locale=Locale.parse(tag, sep="-"))
"""
_MEASURE = """
import time, tracemalloc
from decimal import Decimal
{setup}
if {memory}: tracemalloc.start()
start = time.process_time()
show("de")
first = time.process_time() - start
before, start = tracemalloc.get_traced_memory()[0], time.process_time()
for tag in {tags}: show(tag)
later = (time.process_time() - start) / {count}
kept = (tracemalloc.get_traced_memory()[0] - before) / {count}
print(kept / 1024 if {memory} else {which} * 1000)
"""


def first() -> list[Figure]:
    """Time the first amount of a process and of each further locale; weigh what a locale keeps."""

    def timer(setup: str, which: str, *, memory: bool = False) -> Callable[[], float]:
        code = _MEASURE.format(
            setup=setup, which=which, memory=memory, tags=OTHERS, count=len(OTHERS)
        )

        def timed() -> float:
            command = [sys.executable, "-c", code]
            return float(
                subprocess.run(command, check=True, capture_output=True, text=True).stdout
            )

        return timed

    rows = (
        ("first amount of a process", "first", False, "ms"),
        ("first amount of a further locale", "later", False, "ms"),
        ("memory a further locale", "later", True, "KiB"),
    )
    return [
        compare(
            name,
            timer(_OURS, which, memory=memory),
            timer(_BABEL, which, memory=memory),
            "Babel",
            unit=unit,
            n=5,
        )
        for name, which, memory, unit in rows
    ]
