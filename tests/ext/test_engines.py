"""Every engine gives the cents of Python's fractions, and refuses what one conversion does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_UP, Context, localcontext
from functools import lru_cache
from typing import Any

import pytest

from crmi18n import Currency, RateBook
from crmi18n.money.table import TableRounding
from tests.ext.engines import ENGINES, FORMS, columns
from tests.ext.rows import Row, adversarial, book, expected, near_integers, plain

ROWS = 4_000
SINCE = date(2022, 10, 3)  # so that Croatia and Bulgaria join the euro within


def wrong(
    engine: str,
    rates: RateBook,
    rows: tuple[Row, ...],
    to: str,
    rounding: TableRounding,
    form: str,
) -> Iterator[tuple[Row, Any, Any]]:
    found, report = ENGINES[engine](columns(rows, form), to, book=rates, rounding=rounding)
    wanted = expected(rates, rows, to, rounding, FORMS[form])
    digits = Currency.of(to).digits
    for row, one, other in zip(rows, wanted, found, strict=True):
        if one != plain(other, digits):
            yield row, one, other
    assert sum(row[3] for row in report) == wanted.count(None)


@lru_cache(maxsize=8)
def fitting(rows: tuple[Row, ...], form: str, to: str, rates: RateBook) -> tuple[Row, ...]:
    """Return rows whose results fit into 64 bits, where minor units are asked for."""
    if form != "minor units":
        return rows
    wanted = expected(rates, rows, to, "half_up", None)
    scale = 10 ** Currency.of(to).digits
    return tuple(
        row
        for row, value in zip(rows, wanted, strict=True)
        if value is None or abs(value) * scale < 2**63
    )


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("to", "rounding", "form"),
    [
        ("EUR", "half_up", "decimals"),
        ("EUR", "half_even", "minor units"),
        ("USD", "half_even", "strings"),
        ("JPY", "half_up", "fine decimals"),
        ("KWD", "half_even", "decimals"),
        ("CLF", "half_up", "minor units"),
    ],
)
def test_the_cents_of_fractions(engine: str, to: str, rounding: TableRounding, form: str) -> None:
    rows = fitting(adversarial(ROWS, SINCE), form, to, book())

    assert list(wrong(engine, book(), rows, to, rounding, form)) == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("rounding", ["half_up", "half_even"])
@pytest.mark.parametrize("largest", [2**30, 2**62])  # whose products doubles hold, and not
def test_quotients_next_to_halves(engine: str, rounding: TableRounding, largest: int) -> None:
    rates, rows = near_integers(3_000)
    rows = tuple(row for row in rows if row[0] < largest)

    assert len(rows) > 500
    assert list(wrong(engine, rates, rows, "EUR", rounding, "decimals")) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_the_callers_decimal_context_decides_nothing(engine: str) -> None:
    rows = adversarial(200, SINCE, seed=3)
    with localcontext(Context(prec=3, rounding=ROUND_UP)):
        failed = list(wrong(engine, book(), rows, "EUR", "half_up", "decimals"))

    assert failed == []


@pytest.mark.parametrize("engine", ENGINES)
def test_what_has_no_rate_is_reported_and_no_row_is_lost(engine: str) -> None:
    day = date(2026, 6, 30)
    data = {
        "value": ["1", "1", None, "1", "1", "12,5", "1", "1", "1", "1", "1"],
        "code": ["USD", "USD", "USD", "XQX", None, "USD", "USD", "KES", "RUB", "XCG", "usd"],
        "day": [day, None, day, day, day, day, date(1066, 1, 1), day, day, date(2001, 1, 1), day],
    }
    found, report = ENGINES[engine](data, "EUR", book=RateBook.ecb())

    assert [x is not None for x in found] == [True] + [False] * 10
    assert {tuple(row[:1]) + tuple(row[2:]) for row in report} == {
        ("USD", "no currency or no day", 1),
        (None, "no currency or no day", 1),
        ("XQX", "unknown currency", 1),
        ("USD", "amount not readable", 1),
        ("USD", "day outside the table", 1),
        ("KES", "no rate", 1),
        ("RUB", "rate too old", 1),
        ("XCG", "currency not valid on that day", 1),
        ("usd", "unknown currency", 1),
    }


@pytest.mark.parametrize("form", ["decimals", "minor units"])
@pytest.mark.parametrize("rounding", ["half_up", "half_even"])
def test_polars_at_once_and_by_parts(form: str, rounding: TableRounding) -> None:
    """Small amounts go by one expression, with their nulls and what has no rate."""
    rows = tuple((n % 10**7 - 10**6, code, day) for n, code, day in adversarial(ROWS, SINCE))
    data = columns(rows, form)
    data["value"][5] = None
    found, report = ENGINES["polars"](data, "USD", book=book(), rounding=rounding)
    wanted = expected(book(), rows, "USD", rounding, FORMS[form])
    wanted[5] = None

    assert [plain(value, 2) for value in found] == wanted
    assert sum(row[3] for row in report) == wanted.count(None) - 1
