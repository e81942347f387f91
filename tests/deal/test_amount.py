"""A deal's original amount is the only truth; a pinned value changes for a reason alone."""

import json
import pickle
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from crmi18n import DealAmount, Money, PinError, Rate, RateBook
from crmi18n.deal import Pin

DAY = date(2026, 6, 30)
BOOK = RateBook(
    [
        Rate("EUR", "USD", "1.0832", DAY),
        Rate("EUR", "JPY", "163.45", DAY),
        Rate("EUR", "GBP", "0.8475", DAY),
    ]
)
YEN = Money(12_500_000, "JPY")
NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)


def to(currency: str, amount: Money = YEN) -> Any:
    return BOOK.convert(amount, currency, on=DAY)


def pinned(*currencies: str) -> DealAmount:
    deal = DealAmount(YEN)
    for currency in currencies:
        deal = deal.pin(to(currency), purpose="won", by="jdoe", at=NOON)
    return deal


def test_a_pin_gives_a_value_and_leaves_the_original() -> None:
    deal = DealAmount(YEN)

    won = deal.pin(to("EUR"), purpose="won")

    assert won.value_in("EUR") == Money("76475.99", "EUR")
    assert won.value_in("JPY") == won.original == YEN
    assert deal.pins == {}


def test_a_pin_in_the_amounts_own_currency_is_the_amount() -> None:
    own = DealAmount(YEN).pin(to("JPY"), purpose="won")

    assert own.value_in("JPY") == YEN
    assert own.pins["JPY"].conversion.legs == ()


def test_several_house_currencies_are_pinned_each_for_itself() -> None:
    won = pinned("EUR", "USD")

    assert set(won.pins) == {"EUR", "USD"}
    assert won.value_in("USD") == Money("82838.79", "USD")


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        pytest.param(lambda d: d.pin(to("EUR"), purpose="won"), "pinned", id="pinned twice"),
        pytest.param(
            lambda d: d.pin(to("USD", Money(1, "JPY")), purpose="won"), "foreign", id="foreign"
        ),
        pytest.param(lambda d: d.repin(to("USD"), reason="x"), "missing", id="nothing to replace"),
        pytest.param(
            lambda d: d.repin(to("EUR", Money(1, "JPY")), reason="x"),
            "foreign",
            id="foreign repin",
        ),
        pytest.param(lambda d: d.value_in("USD"), "missing", id="no value"),
        pytest.param(lambda d: d.amend(Money(1, "JPY")), "pinned", id="another amount"),
        pytest.param(lambda d: d.amend(Money(1, "USD")), "pinned", id="another currency"),
        pytest.param(
            lambda d: d.amend(Money(1, "JPY"), to("EUR"), reason="x"), "foreign", id="old"
        ),
        pytest.param(
            lambda d: d.amend(
                Money(1, "JPY"), to("EUR", Money(1, "JPY")), to("USD", Money(1, "JPY")), reason="x"
            ),
            "missing",
            id="a pin too many",
        ),
    ],
)
def test_what_would_change_a_pin_unasked_is_refused(act: Any, reason: str) -> None:
    deal = pinned("EUR")
    before = deal.to_dict()

    with pytest.raises(PinError) as caught:
        act(deal)

    assert caught.value.reason == reason
    assert deal.to_dict() == before


@pytest.mark.parametrize("reason", ["", " \n"])
def test_a_repin_needs_a_reason(reason: str) -> None:
    with pytest.raises(ValueError, match="reason"):
        pinned("EUR").repin(to("EUR"), reason=reason)
    with pytest.raises(ValueError, match="reason"):
        pinned("EUR").amend(Money(1, "JPY"), to("EUR", Money(1, "JPY")), reason=reason)


@given(st.lists(st.sampled_from(["correct", "amend"]), max_size=5))
def test_the_history_keeps_every_pin_in_a_chain(edits: list[str]) -> None:
    deal = pinned("EUR", "USD")
    for number, edit in enumerate(edits):
        if edit == "correct":
            deal = deal.repin(to("EUR", deal.original), reason=f"edit {number}")
        else:
            more = deal.original + Money(1, "JPY")
            deal = deal.amend(more, to("EUR", more), to("USD", more), reason=f"edit {number}")

    assert len(deal.history) == 2 + sum(1 if edit == "correct" else 2 for edit in edits)
    for currency in ("EUR", "USD"):
        chain = [pin for pin in deal.history if pin.currency == currency]
        assert chain[0].supersedes == ""
        assert [pin.supersedes for pin in chain[1:]] == [pin.id for pin in chain[:-1]]
        assert deal.pins[currency] == chain[-1]
    assert all(pin.conversion.source == deal.original for pin in deal.pins.values())


def test_a_deal_survives_json_and_pickle_byte_by_byte() -> None:
    deal = pinned("EUR", "USD").repin(to("EUR"), reason="again", until=DAY + timedelta(30))

    text = json.dumps(deal.to_dict())
    again = DealAmount.from_dict(json.loads(text))

    assert again == deal
    assert json.dumps(again.to_dict()) == text
    assert pickle.loads(pickle.dumps(deal)) == deal  # noqa: S301 - our own bytes
    assert [pin.id for pin in again.history] == [pin.id for pin in deal.history]
    assert hash(again) == hash(deal)


def test_a_quote_binds_until_its_last_day() -> None:
    quote = DealAmount(YEN).pin(to("EUR"), purpose="quote", until=DAY).pins["EUR"]

    assert quote.binds(DAY)
    assert not quote.binds(DAY + timedelta(1))
    assert pinned("EUR").pins["EUR"].binds(date(9999, 12, 31))


def test_an_unpinned_amount_just_changes() -> None:
    assert DealAmount(YEN).amend(Money(5, "USD")) == DealAmount(Money(5, "USD"))


@pytest.mark.parametrize("original", [5, "5 EUR", None])
def test_only_money_is_an_original(original: Any) -> None:
    with pytest.raises(TypeError):
        DealAmount(original)


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        Pin(to("EUR"), "won", at=datetime(2026, 6, 30))  # noqa: DTZ001 - naive on purpose
