"""What is suspicious in a book of rates: for a person to look at, never put right by itself.

Each rate is compared with the one before it of the same pair and kind. With d = ln(new / old)
and s = ln(new * old): a *jump* is d beyond ln 1.2, up or down; a *slip* is d within 0.02 of a
whole power of ten; a pair is *swapped* where s is within 0.02 of zero or of a whole power of
ten while the rate did move. Logarithms are floats: they find, they do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import groupby, pairwise
from math import log
from typing import Final

from crmi18n.findings import Finding
from crmi18n.money.rate import Rate
from crmi18n.money.resolve import DEFAULT_MAX_AGE, SeriesKey
from crmi18n.money.series import Series

__all__ = ["check_rates"]

_TEN: Final = log(10)
_JUMP: Final = log(1.2)
_NEAR: Final = 0.02
_MOVED: Final = 0.03
_POWERS: Final = 6


def check_rates(series: Mapping[SeriesKey, Series]) -> Iterator[Finding]:
    """Return what a book's keeper should look at; ``RateBook.check`` tells the codes."""
    for key in sorted(series):
        yield from _duplicates(series[key])
        for before, after in pairwise(effective(series[key])):
            yield from _moves(before, after)
            yield from _gaps(before, after)


def effective(rates: Iterable[Rate]) -> Iterator[Rate]:
    """Return of each day the rate that is in force: the last record of it."""
    for _, same_day in groupby(rates, key=lambda rate: rate.valid_on):
        *_, last = same_day
        yield last


def _duplicates(rates: Iterable[Rate]) -> Iterator[Finding]:
    for before, after in pairwise(rates):
        if before.valid_on == after.valid_on and before.factor == after.factor:
            yield _finding("duplicate", "info", after, "is recorded twice, with the same value")


def _moves(before: Rate, after: Rate) -> Iterator[Finding]:
    old, new = (log(rate.value) - log(rate.per) for rate in (before, after))
    moved, mirrored = new - old, new + old
    power = round(moved / _TEN)
    seen = f"after {before.per} = {before.value:f} of {before.valid_on}"
    if 0 < abs(power) <= _POWERS and abs(moved - power * _TEN) < _NEAR:
        yield _finding("slip", "warning", after, f"{seen}: off by 10 to the power of {power}?")
    power = round(mirrored / _TEN)
    if abs(power) <= _POWERS and abs(mirrored - power * _TEN) < _NEAR and abs(moved) > _MOVED:
        times = f" and times 10 to the power of {power}" if power else ""
        yield _finding("swapped", "warning", after, f"{seen}: direction swapped{times}?")
    if abs(moved) > _JUMP:
        yield _finding("jump", "warning", after, f"{seen}: a jump of more than 20 %")


def _gaps(before: Rate, after: Rate) -> Iterator[Finding]:
    if before.valid_until:
        allowed, start = 1, before.valid_until
    elif limit := DEFAULT_MAX_AGE.get(before.kind):
        # Closed on the day of a rate and open on that of the next: one more than may be carried.
        allowed, start = limit + 1, before.valid_on
    else:
        return
    if after.valid_on - start > timedelta(days=allowed):
        yield _finding("gap", "warning", after, f"there is none from {start} to it")


def _finding(code: str, severity: str, rate: Rate, message: str) -> Finding:
    where = f"{rate.base}/{rate.quote} {rate.kind} {rate.valid_on}"
    return Finding(f"money.rate_{code}", severity, f"{rate}: {message}", where, str(rate.value))  # type: ignore[arg-type]  # one of three literals
