"""The check finds what goes wrong in rate files: swaps, slips, jumps, gaps, repetitions."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest

from crmi18n import Rate, RateBook
from crmi18n.money.rate import RateKind

DAY = date(2026, 6, 30)
NEXT = date(2026, 7, 1)


def found(*rates: Rate) -> set[str]:
    return {finding.code.removeprefix("money.rate_") for finding in RateBook(rates).check()}


@pytest.mark.parametrize(
    ("quote", "before", "after", "codes"),
    [
        pytest.param("VND", "28871", "0.0346", {"swapped", "jump"}, id="swapped, per 1000"),
        pytest.param("USD", "1.0832", "0.9232", {"swapped"}, id="swapped near par: no jump"),
        pytest.param("JPY", "163.45", "0.006118", {"swapped", "jump"}, id="swapped"),
        pytest.param("JPY", "163.45", "0.6118", {"swapped", "jump"}, id="swapped, per 100"),
        pytest.param("JPY", "163.45", "1.6351", {"slip", "jump"}, id="per 100 left out"),
        pytest.param("JPY", "163.45", "16351", {"slip", "jump"}, id="decimal comma lost"),
        pytest.param("USD", "1.0832", "1.3201", {"jump"}, id="more than 20 % up"),
        pytest.param("USD", "1.3201", "1.0832", {"jump"}, id="more than 17 % down"),
        pytest.param("USD", "1.0832", "1.0910", set(), id="an ordinary day"),
        pytest.param("USD", "1.0010", "0.9990", set(), id="crossing par slowly"),
        pytest.param("JPY", "100.10", "99.80", set(), id="crossing 100 slowly"),
    ],
)
def test_a_rate_is_held_against_the_one_before(
    quote: str, before: str, after: str, codes: set[str]
) -> None:
    assert found(Rate("EUR", quote, before, DAY), Rate("EUR", quote, after, NEXT)) == codes


def test_per_is_part_of_the_rate() -> None:
    assert (
        found(Rate("JPY", "EUR", "0.6118", DAY, per=100), Rate("JPY", "EUR", "0.00612", NEXT))
        == set()
    )


def test_pairs_and_kinds_are_not_compared_with_each_other() -> None:
    mixed = [
        Rate("EUR", "USD", "1.08", DAY),
        Rate("EUR", "JPY", "163", NEXT),
        Rate("EUR", "USD", "1.50", NEXT, "budget"),
    ]

    assert found(*mixed) == set()


@pytest.mark.parametrize(
    ("days", "kind", "until", "codes"),
    [
        pytest.param(6, "spot", None, set(), id="as long as a rate is carried"),
        pytest.param(7, "spot", None, {"gap"}, id="a day longer"),
        pytest.param(90, "closing", None, set(), id="kinds without a limit"),
        pytest.param(30, "budget", 29, set(), id="spans that meet"),
        pytest.param(31, "budget", 29, {"gap"}, id="spans that do not"),
    ],
)
def test_a_gap(days: int, kind: RateKind, until: int | None, codes: set[str]) -> None:
    end = None if until is None else DAY + timedelta(until)
    later = DAY + timedelta(days)

    assert (
        found(
            Rate("EUR", "USD", "1.08", DAY, kind, valid_until=end),
            Rate("EUR", "USD", "1.09", later, kind),
        )
        == codes
    )


def test_a_repeated_record_is_told_and_a_correction_is_not() -> None:
    def at(value: str, hour: int) -> Rate:
        return Rate("EUR", "USD", value, DAY, recorded_at=datetime(2026, 7, 1, hour, tzinfo=UTC))

    assert found(at("1.08", 1), at("1.080", 2)) == {"duplicate"}
    assert found(at("1.08", 1), at("1.09", 2)) == set()


@pytest.mark.parametrize(
    ("code", "change", "share"),
    [
        (
            "swapped",
            lambda r: Rate(r.base, r.quote, f"{1 / r.factor.__float__():.8g}", r.valid_on),
            0.97,
        ),
        ("slip", lambda r: Rate(r.base, r.quote, r.value, r.valid_on, per=100), 0.97),
    ],
)
def test_injected_errors_are_found_in_the_ecbs_history(
    code: str, change: Any, share: float
) -> None:
    hits = tried = 0
    for quote in ("USD", "JPY", "PLN"):
        rates = list(RateBook.ecb().series["spot", "EUR", quote])[-1500:]
        for before, after in list(pairwise(rates))[::10]:
            wrong = change(after)
            if code == "swapped" and abs(Fraction(after.value) ** 2 - 1) < Fraction(4, 100):
                continue  # so near to par that a swap is no error to speak of
            codes = {f.code for f in RateBook([before, wrong]).check()}
            hits += f"money.rate_{code}" in codes
            tried += 1

    assert tried > 300
    assert hits / tried >= share
