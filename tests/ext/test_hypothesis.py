"""Strategies: each draws whole values of its kind, in the bounds that were asked for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, find, given, settings, strategies as st

from crmi18n import (
    Address,
    Appointment,
    DealAmount,
    DualText,
    LocaleTag,
    LocalizedText,
    Money,
    PersonName,
    PhoneNumber,
    Price,
    Quantity,
    Rate,
    WallTime,
)
from crmi18n.ext import hypothesis as ours

KINDS: dict[type, Any] = {
    Address: ours.addresses,
    Appointment: ours.appointments,
    DealAmount: ours.deal_amounts,
    DualText: ours.dual_texts,
    LocaleTag: ours.locale_tags,
    LocalizedText: ours.localized_texts,
    Money: ours.money,
    PersonName: ours.person_names,
    PhoneNumber: ours.phone_numbers,
    Price: ours.prices,
    Quantity: ours.quantities,
    Rate: ours.rates,
    WallTime: ours.wall_times,
}
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_is_drawn_is_a_value_that_comes_back_from_json(kind: Any) -> None:
    @few
    @given(KINDS[kind]())
    def check(value: Any) -> None:
        assert type(value) is kind
        if kind is LocaleTag:
            assert LocaleTag.parse(str(value)) == value
        else:
            assert kind.from_dict(json.loads(json.dumps(value.to_dict()))) == value

    check()


@dataclass(frozen=True)
class Deal:
    total: Money
    place: Address
    title: DualText


def test_types_are_known_once_registered() -> None:
    ours.register()

    @few
    @given(st.from_type(Deal), st.tuples(*(st.from_type(kind) for kind in KINDS)))
    def check(deal: Deal, values: tuple[Any, ...]) -> None:
        assert type(deal.title) is DualText
        assert list(map(type, values)) == list(KINDS)

    check()


@few
@given(ours.money(["JPY", "KWD"], min_minor=-5, max_minor=5, finer=2))
def test_amounts_keep_their_bounds(amount: Money) -> None:
    assert amount.currency in {"JPY", "KWD"}
    assert abs(amount.amount) <= (5 if amount.currency == "JPY" else Money("0.005", "KWD").amount)


@pytest.mark.parametrize(
    ("strategy", "condition"),
    [
        pytest.param(ours.money(finer=1), lambda m: m != m.round(), id="a fine amount"),
        pytest.param(ours.dual_texts(), lambda t: t.corporate is None, id="one text missing"),
        pytest.param(
            ours.dual_texts("de"),
            lambda t: t.pair_status == "local_changed",
            id="one changed since",
        ),
        pytest.param(ours.deal_amounts(), lambda d: d.history, id="a pin"),
        pytest.param(ours.localized_texts(), lambda t: len(t.versions) == 2, id="two languages"),
    ],
)
def test_the_awkward_ones_are_among_them(strategy: Any, condition: Any) -> None:
    assert find(strategy, lambda value: bool(condition(value)))


def test_an_unknown_code_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="ISO 4217"):
        ours.money(["euro"])
