"""Every benchmark beside its peer, in one run; written to ``build/bench.json``.

Start-up is timed in fresh interpreters, taken in turn with the peer's; everything else in this
process, interleaved. Figures are medians: machines are noisy, ratios less so.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from rich.console import Console
from rich.table import Table

OUT = Path("build/bench.json")


@dataclass(frozen=True)
class Figure:
    """One measurement; ``ratio`` is how many times better we are."""

    name: str
    ours: float
    peer: float
    peer_name: str
    unit: str
    ratio: float
    n: int


def main() -> None:
    """Run all, write the file, print the table."""
    from formats import figures as formats

    figures = [*startup(), *rates(), *amounts(), *formats()]
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps([asdict(figure) for figure in figures], indent=1) + "\n")
    table = Table("benchmark", "ours", "peer", "unit", "ratio", "n", title=str(OUT))
    for figure in figures:
        ours, peer = f"{figure.ours:.4g}", f"{figure.peer:.4g} ({figure.peer_name})"
        table.add_row(figure.name, ours, peer, figure.unit, f"{figure.ratio:.2f}", str(figure.n))
    Console(width=120).print(table)


def compare(
    name: str,
    ours: Callable[[], float],
    peer: Callable[[], float],
    peer_name: str,
    *,
    unit: str,
    n: int,
) -> Figure:
    """Take both in turn ``n`` times and compare the medians."""
    pairs = [(ours(), peer()) for _ in range(n)]
    own = statistics.median(pair[0] for pair in pairs)
    other = statistics.median(pair[1] for pair in pairs)
    return Figure(name, own, other, peer_name, unit, other / own, n)


def fresh(code: str) -> Callable[[], float]:
    """Return a timer of a statement in a fresh interpreter, in milliseconds beyond bare."""
    program = f"import time; t = time.perf_counter(); {code}; print(time.perf_counter() - t)"
    command = [sys.executable, "-c", program]

    def timed() -> float:
        found = subprocess.run(command, check=True, capture_output=True, text=True)
        return float(found.stdout) * 1000

    return timed


def repeated(call: Callable[[], object], times: int) -> Callable[[], float]:
    """Return a timer of a call in this process, in microseconds."""

    def timed() -> float:
        start = time.perf_counter()
        for _ in range(times):
            call()
        return (time.perf_counter() - start) / times * 1e6

    return timed


def startup() -> list[Figure]:
    """Time what a process pays before its first call."""
    ours = fresh("import crmi18n")
    return [
        compare(
            f"import crmi18n, beside {peer}", ours, fresh(f"import {peer}"), peer, unit="ms", n=11
        )
        for peer in ("babel.numbers", "pint")
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


if __name__ == "__main__":
    main()
