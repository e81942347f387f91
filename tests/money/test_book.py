"""A book answers with a rate that was quoted for the day, or says why it cannot."""

import os
import pickle
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_UP, Context, Decimal, localcontext
from fractions import Fraction
from threading import Thread
from typing import Any

import pytest
from hypothesis import given, strategies as st

from crmi18n import (
    AmbiguousRateError,
    CurrencyNotValidError,
    MissingRateError,
    Money,
    Rate,
    RateBook,
    StaleRateError,
    UnknownCurrencyError,
)
from crmi18n.money import KINDS

DAY = date(2026, 6, 30)
DAYS = st.dates(date(2026, 6, 1), date(2026, 7, 31))


def at(day: int) -> datetime:
    return datetime(2026, 7, day, 12, tzinfo=UTC)


def eur(quote: str, value: str, on: date = DAY, **facts: Any) -> Rate:
    return Rate("EUR", quote, value, on, **facts)


def test_the_same_currency_is_the_identity_without_a_rate() -> None:
    found = RateBook().convert(Money("1.005", "KES"), "KES", on=DAY)

    assert (found.target, found.legs, found.carried_days) == (Money("1.005", "KES"), (), 0)


def test_a_quoted_pair_beats_its_inverse_and_that_a_triangle() -> None:
    triangle = [eur("USD", "2"), eur("CHF", "4")]
    inverse = Rate("CHF", "USD", "3", DAY)
    direct = Rate("USD", "CHF", "5", DAY)

    def factor(*rates: Rate) -> Fraction:
        return RateBook(rates).rate("USD", "CHF", on=DAY).factor

    assert factor(*triangle) == 2
    assert factor(*triangle, inverse) == Fraction(1, 3)
    assert factor(*triangle, inverse, direct) == 5


def test_a_stale_direct_rate_gives_way_to_a_fresh_triangle() -> None:
    old = Rate("USD", "CHF", "9", DAY - timedelta(30))
    book = RateBook([old, eur("USD", "2"), eur("CHF", "4")])

    assert book.rate("USD", "CHF", on=DAY).factor == 2
    assert book.rate("USD", "CHF", on=DAY, on_stale="warn").findings == ()


def test_only_the_pivot_leads_from_one_currency_to_another() -> None:
    dollar = [Rate("USD", "CHF", "0.9", DAY), Rate("USD", "JPY", "150", DAY)]

    assert RateBook(dollar, pivot="USD").rate("CHF", "JPY", on=DAY).factor == Fraction(1500, 9)
    with pytest.raises(MissingRateError) as caught:
        RateBook(dollar).convert(Money(1, "CHF"), "JPY", on=DAY)
    assert caught.value.paths_tried == ("CHF/JPY", "JPY/CHF", "via EUR")


@pytest.mark.parametrize("kind", sorted(KINDS - {"spot"}))
def test_no_other_kind_is_taken_instead(kind: Any) -> None:
    book = RateBook([eur("USD", "1.0832")])

    with pytest.raises(MissingRateError) as caught:
        book.convert(Money(1, "USD"), "EUR", on=DAY, kind=kind)
    assert caught.value.kind == kind


@given(st.sets(DAYS, min_size=1), DAYS)
def test_the_newest_rate_that_is_not_later_counts(published: set[date], on: date) -> None:
    book = RateBook(eur("USD", str(day.toordinal()), day) for day in published)
    not_later = [day for day in published if day <= on]

    if not not_later:
        with pytest.raises(MissingRateError) as missing:
            book.rate("EUR", "USD", on=on)
        assert missing.value.nearest_after == min(published)
    elif (on - max(not_later)).days > 5:
        with pytest.raises(StaleRateError) as stale:
            book.rate("EUR", "USD", on=on)
        assert stale.value.rate_date == max(not_later)
        assert stale.value.age == (on - max(not_later)).days
    else:
        path = book.rate("EUR", "USD", on=on)
        assert path.factor == max(not_later).toordinal()
        assert path.carried_days == (on - max(not_later)).days


@pytest.mark.parametrize(("kind", "limit"), [("spot", 5), ("buy", 5), ("sell", 5)])
def test_a_rate_without_a_span_grows_old_by_its_kind(kind: Any, limit: int) -> None:
    book = RateBook([eur("USD", "1.0832", kind=kind)])

    assert book.rate("USD", "EUR", on=DAY + timedelta(limit), kind=kind).carried_days == limit
    with pytest.raises(StaleRateError) as caught:
        book.rate("USD", "EUR", on=DAY + timedelta(limit + 1), kind=kind)
    assert (caught.value.age, caught.value.limit) == (limit + 1, limit)


@pytest.mark.parametrize("kind", ["average", "closing", "budget", "forecast", "contract"])
def test_other_kinds_hold_until_the_next(kind: Any) -> None:
    book = RateBook([eur("USD", "1.0832", kind=kind)])

    assert book.rate("USD", "EUR", on=DAY + timedelta(400), kind=kind).carried_days == 400


def test_a_rate_with_a_span_ends_with_it() -> None:
    year = eur("USD", "1.10", date(2026, 1, 1), kind="budget", valid_until=date(2026, 12, 31))
    book = RateBook([year])

    assert book.rate("USD", "EUR", on=date(2026, 12, 31), kind="budget").carried_days == 364
    with pytest.raises(MissingRateError) as caught:
        book.rate("USD", "EUR", on=date(2027, 1, 1), kind="budget")
    assert caught.value.nearest_before == date(2026, 12, 31)


def test_a_spot_rate_with_a_span_holds_for_all_of_it() -> None:
    week = eur("USD", "1.10", valid_until=DAY + timedelta(10))

    assert RateBook([week]).rate("USD", "EUR", on=DAY + timedelta(10)).carried_days == 10


def test_an_old_rate_is_named_by_the_pair_that_the_book_has() -> None:
    with pytest.raises(StaleRateError, match="EUR to USD"):
        RateBook([eur("USD", "1.0832")]).rate("USD", "EUR", on=DAY + timedelta(6))


def test_a_limit_of_the_caller_wins_and_spares_factors() -> None:
    book = RateBook([eur("USD", "1.0832"), eur("USD", "1.1", kind="closing")])

    assert book.rate("USD", "EUR", on=DAY, max_age=0).carried_days == 0
    with pytest.raises(StaleRateError):
        book.rate("USD", "EUR", on=DAY + timedelta(1), max_age=0)
    with pytest.raises(StaleRateError):
        book.rate("USD", "EUR", on=DAY + timedelta(1), kind="closing", max_age=0)
    assert RateBook().rate("DEM", "EUR", on=DAY, max_age=0).carried_days == 0


# -- withdrawn currencies


@pytest.mark.parametrize(
    ("amount", "code", "to", "on", "target"),
    [
        pytest.param("1000", "DEM", "EUR", DAY, "511.29", id="a mark"),
        pytest.param("19558.30", "BGN", "EUR", DAY, "10000.00", id="a lev from 2026"),
        pytest.param("1000000", "TRL", "TRY", DAY, "1.00", id="an old lira"),
        pytest.param("2498724.20", "ZWL", "ZWG", DAY, "1000.00", id="a Zimbabwe dollar"),
        pytest.param("5.00", "ANG", "XCG", DAY, "5.00", id="a guilder"),
        pytest.param("10000000000", "VEB", "VES", DAY, "100.00", id="two redenominations"),
        pytest.param("1", "XEU", "EUR", DAY, "1.00", id="an ecu"),
    ],
)
def test_a_withdrawn_currency_converts_by_its_factor(
    amount: str, code: str, to: str, on: date, target: str
) -> None:
    found = RateBook().convert(Money(amount, code), to, on=on)

    assert str(found.target.amount) == target
    assert found.kind == "fixed"
    assert {f.code for f in found.findings} == {"money.withdrawn_currency"}
    assert all(leg.rate.kind == "fixed" and leg.inverted for leg in found.legs)


def test_a_withdrawn_currency_goes_on_by_the_rates_of_its_successor() -> None:
    found = RateBook([eur("USD", "1.0832")]).convert(Money("1955.83", "DEM"), "USD", on=DAY)

    assert found.target == Money("1083.20", "USD")
    assert [leg.rate.kind for leg in found.legs] == ["fixed", "spot"]
    assert found.kind == "spot"


def test_the_legal_rate_counts_and_not_the_last_published_one() -> None:
    book = RateBook.ecb()
    amount = Money("75345.00", "HRK")

    assert book.convert(amount, "EUR", on=date(2023, 1, 1)).target == Money(10000, "EUR")
    last = book.convert(amount, "EUR", on=date(2022, 12, 31))
    assert last.exact == Fraction(75345) / Fraction("7.5365")  # ECB of 2022-12-30
    assert last.carried_days == 1


@pytest.mark.parametrize(
    ("code", "on"),
    [
        pytest.param("HRK", DAY, id="withdrawn with a successor"),
        pytest.param("DEM", date(1999, 1, 1), id="a legacy currency of the euro"),
        pytest.param("SUR", DAY, id="withdrawn without a successor"),
        pytest.param("XCG", date(2024, 1, 1), id="not yet issued"),
        pytest.param("EUR", date(1998, 12, 31), id="the euro before it was"),
    ],
)
def test_nothing_converts_into_what_is_no_currency(code: str, on: date) -> None:
    with pytest.raises(CurrencyNotValidError) as caught:
        RateBook([Rate("USD", code, "2", on)]).convert(Money(1, "USD"), code, on=on)
    assert (caught.value.currency, caught.value.on) == (code, on)


@pytest.mark.parametrize("code", ["SUR", "YUM", "CSK"])
def test_a_withdrawn_currency_without_a_factor_converts_no_more(code: str) -> None:
    with pytest.raises(CurrencyNotValidError):
        RateBook().convert(Money(1, code), "EUR", on=DAY)


def test_a_factor_is_not_used_before_its_day() -> None:
    with pytest.raises(MissingRateError):
        RateBook().convert(Money(1, "HRK"), "EUR", on=date(2022, 12, 31))


# -- corrections


def corrected() -> RateBook:
    return RateBook(
        [
            eur("JPY", "163.45"),
            eur("JPY", "158.90", recorded_at=at(10)),
            eur("JPY", "159.00", recorded_at=at(12)),
            eur("JPY", "160", DAY - timedelta(1)),
        ]
    )


@pytest.mark.parametrize(
    ("known_at", "value"),
    [
        pytest.param(None, "159.00", id="all that is known"),
        pytest.param(at(9), "163.45", id="before the correction"),
        pytest.param(at(10), "158.90", id="at its instant"),
        pytest.param(at(11), "158.90", id="between the two"),
        pytest.param(at(31), "159.00", id="after both"),
    ],
)
def test_a_correction_counts_from_when_it_was_recorded(
    known_at: datetime | None, value: str
) -> None:
    path = corrected().rate("EUR", "JPY", on=DAY, known_at=known_at)

    assert path.legs[0].rate.value == Decimal(value)
    assert len(corrected()) == 4


def test_what_was_not_known_yet_was_not_there() -> None:
    book = RateBook([eur("JPY", "158.90", recorded_at=at(10))])

    with pytest.raises(MissingRateError) as caught:
        book.convert(Money(1, "JPY"), "EUR", on=DAY, known_at=at(9))
    assert caught.value.nearest_after is None


def test_a_day_that_was_added_later_falls_back_to_the_day_before() -> None:
    book = RateBook([eur("JPY", "160", DAY - timedelta(1)), eur("JPY", "158", recorded_at=at(10))])

    path = book.rate("EUR", "JPY", on=DAY, known_at=at(9))

    assert path.factor == 160
    assert path.carried_days == 1


def test_two_values_of_one_day_need_an_order() -> None:
    with pytest.raises(AmbiguousRateError) as caught:
        RateBook([eur("JPY", "163.45"), eur("JPY", "158.90")])
    assert caught.value.values == ("1 = 158.90", "1 = 163.45")

    book = RateBook([eur("JPY", "163.45")])
    with pytest.raises(AmbiguousRateError):
        book.with_rates([eur("JPY", "163.46")])
    assert len(book.with_rates([eur("JPY", "163.450")])) == 1


# -- the book itself


def test_the_id_is_the_same_in_every_process() -> None:
    program = (
        "from datetime import date; from crmi18n import Rate, RateBook;"
        "day = date(2026, 6, 30);"
        "print(RateBook(Rate('EUR', 'USD', '1.08', day, source=s) for s in 'cab').id)"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(found) == 1


@given(
    st.permutations(
        [eur("USD", "1.08"), eur("JPY", "163"), eur("USD", "1.09", DAY + timedelta(1))]
    )
)
def test_a_book_is_its_content(rates: list[Rate]) -> None:
    book = RateBook(rates)

    assert book.id == RateBook(reversed(rates)).id
    assert book == pickle.loads(pickle.dumps(book))  # noqa: S301 - our own bytes
    assert hash(book) == hash(RateBook(rates))
    assert book != RateBook(rates, pivot="USD")
    assert book != RateBook(rates[1:])
    assert RateBook(book) == book


def test_the_ecbs_book_has_the_id_of_its_rates() -> None:
    shipped = RateBook.ecb()

    assert shipped.id == RateBook(iter(shipped)).id
    assert shipped is RateBook.ecb()


def test_a_later_with_rates_leaves_the_book_as_it_is() -> None:
    book = RateBook([eur("USD", "1.08")])
    before = book.id

    more = book.with_rates([eur("JPY", "163")])

    assert (book.id, len(book)) == (before, 1)
    assert (len(more), more.pivot) == (2, "EUR")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"to": "EURO"}, UnknownCurrencyError),
        ({"on": datetime(2026, 6, 30, tzinfo=UTC)}, TypeError),
        ({"on": "2026-06-30"}, TypeError),
        ({"kind": "guess"}, ValueError),
        ({"on_stale": "ignore"}, ValueError),
        ({"rounding": "bankers"}, ValueError),
        ({"known_at": datetime(2026, 6, 30)}, ValueError),  # noqa: DTZ001 - naive on purpose
        ({"known_at": DAY}, TypeError),
        ({"known_at": "2026-06-30T00:00Z"}, TypeError),
        ({"max_age": -1}, ValueError),
        ({"to": "USD", "rounding": "bankers"}, ValueError),
        ({"money": 5}, TypeError),
        ({"money": "5 USD"}, TypeError),
    ],
)
def test_a_bad_question_is_refused(arguments: dict[str, Any], error: type[Exception]) -> None:
    book = RateBook([eur("USD", "1.0832")])
    good = {"money": Money("1.11", "USD"), "to": "EUR", "on": DAY}

    with pytest.raises(error):
        book.convert(**{**good, **arguments})


def test_a_hostile_decimal_context_changes_nothing() -> None:
    fresh = pickle.loads(pickle.dumps(RateBook.ecb()))  # noqa: S301 - our own bytes
    with localcontext(Context(prec=1, rounding=ROUND_UP, Emin=-1, Emax=1)):
        found = fresh.convert(Money("1234567.89", "USD"), "JPY", on=DAY)
        text = found.explain(), found.to_dict()

    again = RateBook.ecb().convert(Money("1234567.89", "USD"), "JPY", on=DAY)
    assert (again, (again.explain(), again.to_dict())) == (found, text)


def test_a_book_tells_the_day_of_its_newest_rate() -> None:
    assert RateBook().last_day is None
    assert RateBook([eur("USD", "1"), eur("JPY", "1", DAY - timedelta(1))]).last_day == DAY


def test_a_total_can_be_asked_as_it_was_known() -> None:
    yen = [Money(12_500_000, "JPY")]

    assert str(corrected().total(yen, "EUR", on=DAY, known_at=at(9)).amount) == "76475.99 EUR"
    assert str(corrected().total(yen, "EUR", on=DAY, rounding="down").amount) == "78616.35 EUR"


def test_a_path_is_asked_for_a_day() -> None:
    with pytest.raises(TypeError, match="date"):
        RateBook().rate("EUR", "EUR", on="2026-06-30")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="date"):
        RateBook().total([], "EUR", on=at(1))


def test_only_rates_make_a_book() -> None:
    with pytest.raises(TypeError):
        RateBook([("EUR", "USD", "1.08")])  # type: ignore[list-item]
    with pytest.raises(UnknownCurrencyError):
        RateBook(pivot="EURO")


def test_a_total_of_mixed_amounts_says_what_is_missing() -> None:
    book = RateBook([eur("USD", "1.0832"), eur("JPY", "160", DAY - timedelta(9))])

    total = book.total(
        [Money(1, "USD"), Money(1, "JPY"), Money(1, "SUR"), Money(2, "EUR")], "EUR", on=DAY
    )

    assert total.amount == Money("2.92", "EUR")
    assert total.unconverted == (Money(1, "JPY"), Money(1, "SUR"))
    assert [(f.code, f.where) for f in total.findings] == [
        ("money.stale_rate", "amounts[1]"),
        ("money.currency_not_valid", "amounts[2]"),
    ]
    assert RateBook().total([], "EUR", on=DAY).complete


def test_threads_share_a_book() -> None:
    book = RateBook.ecb()
    expected = {
        d: book.rate("USD", "JPY", on=d).factor
        for d in map(date.fromordinal, range(739_000, 739_200))
    }
    fresh = pickle.loads(pickle.dumps(book))  # noqa: S301 - our own bytes
    wrong: list[date] = []

    def ask() -> None:
        wrong.extend(d for d, f in expected.items() if fresh.rate("USD", "JPY", on=d).factor != f)

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []
