"""A table says of every day and currency what one conversion says."""

import pickle
from datetime import date, timedelta
from fractions import Fraction

import pytest

from crmi18n import Rate, RateBook
from crmi18n.errors import AmountError, RateError, UnknownCurrencyError
from crmi18n.money import RateKind
from crmi18n.money.table import divide, ratios, reach

START, END = date(2021, 12, 20), date(2026, 1, 20)


def one_by_one(book: RateBook, code: str, to: str, on: date, kind: RateKind) -> Fraction | None:
    try:
        return book.rate(code, to, on=on, kind=kind).factor
    except RateError:
        return None


@pytest.mark.parametrize("to", ["EUR", "USD"])
def test_cells_are_what_one_conversion_uses(to: str) -> None:
    book = RateBook.ecb()
    codes = ["USD", "RUB", "HRK", "BGN", "EUR", "DEM", "KES", "XCG", "ISK"]
    table = book.table(to, start=START, end=END, currencies=codes)
    days = [START + timedelta(number) for number in range(table.days)]
    differ = [
        (code, day)
        for code in codes
        for day in days
        if table.factor(code, day) != one_by_one(book, code, to, day, "spot")
    ]

    assert differ == []


def test_spans_versions_and_both_directions() -> None:
    book = RateBook(
        [
            Rate("EUR", "USD", "1.10", date(2026, 1, 1), "budget", valid_until=date(2026, 6, 30)),
            Rate("EUR", "USD", "1.20", date(2026, 7, 1), "budget"),
            Rate("JPY", "EUR", "0.6", date(2026, 1, 1), "budget", per=100),
            Rate("EUR", "USD", "1.15", date(2026, 3, 3)),
        ]
    )
    start, end = date(2025, 12, 1), date(2027, 2, 1)
    table = book.table("USD", kinds=("spot", "budget"), start=start, end=end)
    differ = [
        (code, kind, day)
        for code in ("USD", "EUR", "JPY")
        for kind in table.kinds
        for day in (start + timedelta(number) for number in range(table.days))
        if table.factor(code, day, kind) != one_by_one(book, code, "USD", day, kind)
    ]

    assert differ == []
    assert table.factor("JPY", date(2026, 7, 1), "budget") == Fraction("0.0072")


def test_is_small_and_picklable() -> None:
    table = RateBook.ecb().table("EUR", start=START, end=END, currencies=["USD", "JPY"])
    stored = pickle.dumps(table)

    assert pickle.loads(stored) == table  # noqa: S301
    assert table.book_id == RateBook.ecb().id
    assert len(stored) < 30 * table.cells
    assert "2021-12-20 to 2026-01-20" in repr(table)


def test_max_age_is_that_of_a_conversion() -> None:
    book, day = RateBook.ecb(), date(2024, 3, 28)  # Maundy Thursday; the next rate is Tuesday's
    for limit in (0, 3, 4, 5):
        table = book.table(
            "EUR", start=day, end=date(2024, 4, 1), max_age=limit, currencies=["USD", "HRK"]
        )
        assert (table.factor("USD", date(2024, 4, 1)) is not None) is (limit >= 4)
        assert table.factor("HRK", date(2024, 4, 1)) == Fraction("7.5345") ** -1
        assert table.factor("EUR", date(2024, 4, 1)) == 1


def test_what_is_outside_has_no_factor() -> None:
    table = RateBook.ecb().table("EUR", start=START, end=END, currencies=["USD"])

    assert table.factor("USD", START - timedelta(1)) is None
    assert table.factor("USD", END + timedelta(1)) is None
    assert table.factor("GBP", START) is None
    with pytest.raises(ValueError, match="budget"):
        table.factor("USD", START, "budget")


def test_refuses_what_it_cannot_hold() -> None:
    book = RateBook([Rate("EUR", "USD", "1.12345678901234567890123", START)])
    with pytest.raises(AmountError, match="one by one"):
        book.table("EUR", start=START, end=START)
    with pytest.raises(ValueError, match="before it starts"):
        book.table("EUR", start=END, end=START)
    with pytest.raises(UnknownCurrencyError):
        book.table("EURO", start=START, end=START)
    with pytest.raises(ValueError, match="guess"):
        book.table("EUR", kinds=("guess",), start=START, end=START)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="date"):
        book.table("EUR", start="2026-01-01", end=START)  # type: ignore[arg-type]


def test_limits_bound_every_product() -> None:
    table = RateBook.ecb().table("EUR", start=START, end=END)
    for scale in (None, 0, 2, 6):
        plan = ratios(table, scale)
        most = plan.limit()
        assert 2 * most * plan.largest_numerator + plan.largest_denominator < 2**63
        assert 2 * (most + 1) * plan.largest_numerator + plan.largest_denominator >= 2**63


def test_cells_too_wide_for_one_numerator_keep_their_own() -> None:
    wide = Rate("EUR", "IDR", "9000000000000000001", START)
    book = RateBook([wide, Rate("EUR", "USD", "1.000003", START)])
    plan = ratios(book.table("EUR", start=START, end=START, currencies=["IDR", "USD"]), 2)
    tops = memoryview(plan.numerators).cast("q")
    bottoms = memoryview(plan.denominators).cast("q")

    assert plan.common is None
    assert [Fraction(*cell) for cell in zip(tops, bottoms, strict=True)][:3] == [
        1,
        1 / Fraction(9000000000000000001),
        1 / Fraction("1.000003"),
    ]


@pytest.mark.parametrize(
    ("amount", "half_up", "half_even"),
    [(5, 3, 2), (-5, -3, -2), (7, 4, 4), (-7, -4, -4), (1, 1, 0), (0, 0, 0)],
)
def test_halves(amount: int, half_up: int, half_even: int) -> None:
    assert divide(amount, 1, 2, "half_up") == half_up
    assert divide(amount, 1, 2, "half_even") == half_even


def test_a_mistyped_year_makes_no_huge_table() -> None:
    book_days = date(1999, 1, 4), date(2026, 10, 30)

    start, end = reach(book_days, date(26, 1, 1), date(9999, 1, 1))

    assert (start.year, end.year) == (1989, 2036)
    assert reach(book_days, date(9998, 1, 1), date(9999, 1, 1)) == (book_days[1],) * 2
