"""A conversion is its evidence: rounded once, replayed exactly, and the same bytes as JSON."""

import json
import pickle
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, strategies as st

from crmi18n import (
    AmountError,
    Conversion,
    CurrencyMismatchError,
    Money,
    Rate,
    RateBook,
    StaleRateError,
)
from crmi18n.money import Currency, RatePath
from crmi18n.money.rounding import ROUNDINGS

DAY = date(2026, 6, 30)
CODES = ["EUR", "USD", "JPY", "KWD", "CLF", "VND", "HRK", "TRL"]

values = st.decimals(min_value="0.0000001", max_value=10**9, allow_nan=False).map(
    lambda value: Decimal(f"{value:.10g}")
)


@st.composite
def questions(draw: st.DrawFn) -> tuple[RateBook, Money, str, Any]:
    """A book of quotes in either direction, an amount, a target, a rounding."""
    rates = []
    for code in CODES[1:6]:
        base, quote = draw(st.permutations(["EUR", code]))
        per = draw(st.sampled_from([1, 100, 1000]))
        rates.append(
            Rate(base, quote, draw(values), DAY - timedelta(draw(st.integers(0, 5))), per=per)
        )
    if draw(st.booleans()):
        rates.append(Rate("TRY", "EUR", draw(values), DAY))
    amount = draw(st.decimals(-(10**9), 10**9, places=4, allow_nan=False))
    source = draw(st.sampled_from(CODES[:7]))
    target = draw(st.sampled_from(CODES[:6]))
    return RateBook(rates), Money(amount, source), target, draw(st.sampled_from(sorted(ROUNDINGS)))


def by_hand(found: Conversion) -> Fraction:
    exact = Fraction(found.source.amount)
    for leg in found.legs:
        price = Fraction(leg.rate.value) / leg.rate.per
        exact = exact / price if leg.inverted else exact * price
    return exact


@given(questions())
def test_the_target_is_the_exact_result_rounded_once(
    question: tuple[RateBook, Money, str, Any],
) -> None:
    book, money, to, rounding = question
    found = book.convert(money, to, on=DAY, rounding=rounding)

    assert found.exact == by_hand(found) == found.replayed()
    if not found.legs:
        assert found.target == money
        return
    unit = Fraction(1, 10 ** (Currency.of(to).minor_units or 0))
    error = Fraction(found.target.amount) - found.exact
    assert abs(error) < unit
    assert (Fraction(found.target.amount) / unit).denominator == 1
    if rounding.startswith("half"):
        assert abs(error) <= unit / 2
    assert found.path.apply(money, rounding) == found.target


@given(questions())
def test_there_and_back_from_the_original_is_the_identity(
    question: tuple[RateBook, Money, str, Any],
) -> None:
    book, money, to, rounding = question
    there = book.convert(money, to, on=DAY, rounding=rounding)

    assert there.source == money
    assert book.convert(there.source, money.currency, on=DAY).target == money
    if money.currency != "HRK":  # nothing converts back into what is withdrawn
        assert there.exact * book.rate(to, money.currency, on=DAY).factor == Fraction(money.amount)


@given(questions())
def test_json_and_pickle_bring_it_back_byte_by_byte(
    question: tuple[RateBook, Money, str, Any],
) -> None:
    book, money, to, rounding = question
    found = book.convert(money, to, on=DAY, rounding=rounding)

    text = json.dumps(found.to_dict())
    again = Conversion.from_dict(json.loads(text))

    assert again == found
    assert json.dumps(again.to_dict()) == text
    assert hash(again) == hash(found)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes
    assert again.replay(book) == found


def example() -> Conversion:
    book = RateBook([Rate("EUR", "JPY", "163.45", DAY)])
    return book.convert(Money(12_500_000, "JPY"), "EUR", on=DAY)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param(("target", "amount"), "76476.00", id="another target"),
        pytest.param(("source", "amount"), "12500001", id="another source"),
        pytest.param(("exact",), "250000000/3268", id="another exact result"),
        pytest.param(("legs", 0, "rate", "value"), "163.46", id="another rate"),
        pytest.param(("legs", 0, "rate", "per"), 100, id="another factor"),
        pytest.param(("rounding",), "down", id="another rounding"),
        pytest.param(("exact",), "1e999999999", id="a huge number"),
        pytest.param(("target", "currency"), "USD", id="another target currency"),
        pytest.param(("source", "currency"), "USD", id="another source currency"),
    ],
)
def test_evidence_that_was_tampered_with_is_refused(path: tuple[Any, ...], value: object) -> None:
    data = deepcopy(example().to_dict())
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    with pytest.raises(AmountError, match="by its rates"):
        Conversion.from_dict(data)


@pytest.mark.parametrize("change", [{"inverted": False}, {"rate": Rate("EUR", "USD", 1, DAY)}])
def test_legs_that_lead_elsewhere_are_refused(change: dict[str, Any]) -> None:
    data = deepcopy(example().to_dict())
    data["legs"][0].update({k: v.to_dict() if k == "rate" else v for k, v in change.items()})

    with pytest.raises(CurrencyMismatchError):
        Conversion.from_dict(data)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param(("legs", 0, "carried_days"), 1, id="another age"),
        pytest.param(("legs", 0, "rate", "kind"), "budget", id="another kind of rate"),
        pytest.param(("kind",), "budget", id="another kind asked for"),
        pytest.param(("requested_on",), "2026-07-01", id="another day"),
        pytest.param(("requested_on",), "2026-06-29", id="a day before the rate"),
    ],
)
def test_evidence_that_no_book_gives_is_refused(path: tuple[Any, ...], value: object) -> None:
    data = deepcopy(example().to_dict())
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    with pytest.raises(AmountError, match="rate for"):
        Conversion.from_dict(data)


def test_a_path_takes_its_own_currency_only() -> None:
    path = example().path

    with pytest.raises(CurrencyMismatchError):
        path.apply(Money(1, "USD"))
    with pytest.raises(CurrencyMismatchError):
        RatePath("USD", "EUR", (), DAY, "spot", None, None, "")


def test_the_explanation_names_rate_age_and_rounding() -> None:
    book = RateBook(
        [Rate("EUR", "CHF", "0.9612", DAY, source="TEST"), Rate("EUR", "JPY", "163.45", DAY)]
    )

    exact = Fraction(1250) * Fraction("163.45") / Fraction("0.9612")
    text = book.convert(Money("1250.00", "CHF"), "JPY", on=DAY + timedelta(1)).explain()

    assert text.splitlines() == [
        "1250.00 CHF = 212560 JPY on 2026-07-01 (spot)",
        "  divided by 1 EUR = 0.9612 CHF (spot of 2026-06-30, TEST), carried 1 day",
        "  multiplied by 1 EUR = 163.45 JPY (spot of 2026-06-30), carried 1 day",
        f"  exactly {exact} JPY, rounded half_up",
    ]


def test_a_replay_asks_as_it_was_known_and_a_restatement_as_it_is() -> None:
    old = Rate("EUR", "JPY", "163.45", DAY, recorded_at=datetime(2026, 6, 30, 16, tzinfo=UTC))
    new = Rate("EUR", "JPY", "158.90", DAY, recorded_at=datetime(2026, 7, 10, tzinfo=UTC))
    book = RateBook([old, new])

    then = book.convert(
        Money(12_500_000, "JPY"), "EUR", on=DAY, known_at=datetime(2026, 7, 1, tzinfo=UTC)
    )

    assert then.replay(book) == then
    assert then.restated(book).target == Money("78665.83", "EUR")


def test_a_replay_keeps_the_leave_to_use_an_old_rate() -> None:
    book = RateBook([Rate("EUR", "JPY", "163.45", DAY)])
    late = DAY + timedelta(30)

    found = book.convert(Money(1000, "JPY"), "EUR", on=late, on_stale="warn")

    assert [f.code for f in found.findings] == ["money.stale_rate"]
    assert found.replay(book) == found
    fresh = book.with_rates([Rate("EUR", "JPY", "163.45", late)])
    with pytest.raises(StaleRateError):
        fresh.convert(found.source, "EUR", on=late).replay(book)


def test_the_fixed_result_is_the_known_one() -> None:
    found = example()

    assert found.target == Money("76475.99", "EUR")
    assert found.exact == Fraction(250_000_000, 3269)
    assert (found.kind, found.requested_on, found.carried_days) == ("spot", DAY, 0)
    assert found.book_id == RateBook([Rate("EUR", "JPY", "163.45", DAY)]).id
