"""Each document uses the rate of its own kind and day; an agreed rate wins over all."""

import json
import pickle
import sys
from datetime import UTC, date, datetime
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crmi18n import DealAmount, MissingRateError, Money, PinError, Rate, RateBook
from crmi18n.deal import RatePolicy, RateRule

DAY = date(2026, 6, 30)
YEAR = date(2026, 1, 1), date(2026, 12, 31)
BOOK = RateBook(
    [
        Rate("EUR", "USD", "1.0832", DAY),
        Rate("EUR", "USD", "1.10", YEAR[0], "budget", valid_until=YEAR[1]),
        Rate("EUR", "USD", "1.0900", DAY, "closing"),
    ]
)
AMOUNT = Money(80_000, "USD")
POLICY = RatePolicy()


@pytest.mark.parametrize(
    ("document", "kind", "pins"),
    [
        ("open", "spot", False),
        ("plan", "budget", False),
        ("quote", "spot", True),
        ("won", "spot", True),
        ("lost", "spot", True),
        ("invoice", "spot", True),
        ("contract", "contract", True),
    ],
)
def test_the_rule_of_a_document(document: Any, kind: str, pins: bool) -> None:
    rule = POLICY.rule(document)

    assert (rule.kind, rule.pins) == (kind, pins)


@pytest.mark.parametrize(
    ("document", "value"), [("open", "73855.24"), ("plan", "72727.27"), ("invoice", "73855.24")]
)
def test_a_document_is_converted_by_its_kind(document: Any, value: str) -> None:
    found = POLICY.convert(AMOUNT, "EUR", document=document, book=BOOK, at=DAY)

    assert str(found.target.amount) == value


def test_a_rule_of_the_house_replaces_ours() -> None:
    policy = RatePolicy({"won": RateRule("closing", max_age=0)}, rounding="half_even")

    found = policy.convert(AMOUNT, "EUR", document="won", book=BOOK, at=DAY)

    assert (found.kind, found.rounding, found.path.max_age) == ("closing", "half_even", 0)
    assert policy == pickle.loads(pickle.dumps(policy))  # noqa: S301 - our own bytes
    assert policy == RatePolicy.from_dict(json.loads(json.dumps(policy.to_dict())))


def test_an_agreed_rate_wins_for_every_document() -> None:
    agreed = Rate("EUR", "USD", "1.05", DAY, "contract", source="contract 4711")

    for document in ("open", "won", "invoice", "contract"):
        found = POLICY.convert(
            AMOUNT,
            "EUR",
            document=document,
            book=BOOK,
            at=DAY,
            agreed=agreed,
        )
        assert found.target == Money("76190.48", "EUR")
        assert found.legs[0].rate.source == "contract 4711"
    assert len(BOOK) == 3  # the book itself does not know it


def test_a_contract_without_its_rate_has_no_other() -> None:
    with pytest.raises(MissingRateError):
        POLICY.convert(AMOUNT, "EUR", document="contract", book=BOOK, at=DAY)
    spot = Rate("EUR", "USD", "1.05", DAY)
    with pytest.raises(ValueError, match="contract"):
        POLICY.convert(AMOUNT, "EUR", document="won", book=BOOK, at=DAY, agreed=spot)


def test_what_floats_pins_nothing() -> None:
    with pytest.raises(ValueError, match="pins nothing"):
        POLICY.pin(DealAmount(AMOUNT), "EUR", document="open", book=BOOK, at=DAY)


def test_a_quote_is_pinned_until_its_end_and_an_order_pins_anew() -> None:
    until = date(2026, 7, 31)
    quote = POLICY.pin(
        DealAmount(AMOUNT), "EUR", document="quote", book=BOOK, at=DAY, until=until, by="jdoe"
    )

    pin = quote.pins["EUR"]
    assert (pin.purpose, pin.until, pin.by) == ("quote", until, "jdoe")
    with pytest.raises(PinError):
        POLICY.pin(quote, "EUR", document="won", book=BOOK, at=DAY)


@pytest.mark.parametrize("document", ["order", "", None])
def test_an_unknown_document_is_refused(document: Any) -> None:
    with pytest.raises(ValueError, match="there are open"):
        POLICY.rule(document)
    with pytest.raises(ValueError, match="there are open"):
        RatePolicy({document: RateRule()})


def test_a_rule_has_a_known_kind() -> None:
    with pytest.raises(ValueError, match="guess"):
        RateRule("guess")  # type: ignore[arg-type]


def test_an_instant_needs_the_zone_of_the_site() -> None:
    at = datetime(2026, 6, 30, 13, 30, tzinfo=UTC)
    with pytest.raises(TypeError, match="zone"):
        POLICY.convert(AMOUNT, "EUR", document="won", book=BOOK, at=at)


def test_an_instant_is_of_the_business_date_that_the_time_room_gives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room = ModuleType("crmi18n.time")
    room.business_date = lambda at, zone: at.astimezone(ZoneInfo(zone)).date()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "crmi18n.time", room)
    at = datetime(2026, 6, 30, 13, 30, tzinfo=UTC)

    found = POLICY.convert(
        AMOUNT, "EUR", document="won", book=BOOK, at=at, zone="Pacific/Auckland"
    )

    assert (found.requested_on, found.carried_days) == (date(2026, 7, 1), 1)
