"""The money of a record, and the conversions that are pinned to it.

A won deal keeps the rate of its day: no edit, no reopening and no corrected rate changes a
pinned value; only ``repin`` does, with a reason, and the old pin stays in the history.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Self, final

from crmi18n.errors import PinError
from crmi18n.money import Conversion, Money
from crmi18n.plain import reads_plain

__all__ = ["DealAmount", "Pin"]


@final
@dataclass(frozen=True, slots=True)
class Pin:
    """A conversion that was made binding for a record.

    Attributes:
        conversion: the amount in the other currency, with its evidence.
        purpose: what it is binding for, such as ``"won"``; ``"repin"`` pins say why in ``reason``.
        by: who pinned it, as the caller names people.
        at: when (aware), if the caller says.
        reason: why an earlier pin was replaced; empty for a first one.
        until: the last day that it binds, such as a quote's; None: for good.
        supersedes: the id of the pin that it replaced; empty for a first one.

    Raises:
        ValueError: ``at`` is naive.
    """

    conversion: Conversion
    purpose: str
    by: str | None = None
    at: datetime | None = None
    reason: str = ""
    until: date | None = None
    supersedes: str = ""

    def __post_init__(self) -> None:
        if self.at is not None and self.at.tzinfo is None:
            raise ValueError("at must be an aware datetime: a naive one is no instant")

    @property
    def currency(self) -> str:
        """The currency that is pinned."""
        return self.conversion.target.currency

    @property
    def id(self) -> str:
        """A content hash: the same pin has the same one everywhere."""
        content = json.dumps(self.to_dict(), sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(content.encode()).hexdigest()

    def binds(self, on: date) -> bool:
        """Tell whether it is in force on a day: a quote ends."""
        return self.until is None or on <= self.until

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "conversion": self.conversion.to_dict(),
            "purpose": self.purpose,
            "by": self.by,
            "at": self.at.isoformat() if self.at else None,
            "reason": self.reason,
            "until": self.until.isoformat() if self.until else None,
            "supersedes": self.supersedes,
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote."""
        return cls(
            Conversion.from_dict(data["conversion"]),
            data["purpose"],
            data["by"],
            datetime.fromisoformat(data["at"]) if data["at"] else None,
            data["reason"],
            date.fromisoformat(data["until"]) if data["until"] else None,
            data["supersedes"],
        )


@final
@dataclass(frozen=True, slots=True)
class DealAmount:
    """An amount as it was agreed, and its pinned values in other currencies.

    The original is the only truth and is never converted in place.

    Attributes:
        original: the amount as agreed.
        history: every pin ever made, oldest first; the last one of a currency is in force.

    Raises:
        TypeError: ``original`` is no Money.

    >>> from datetime import date
    >>> from crmi18n.money import Rate, RateBook
    >>> book = RateBook([Rate("EUR", "JPY", "163.45", date(2026, 6, 30))])
    >>> deal = DealAmount(Money(12500000, "JPY"))
    >>> won = deal.pin(book.convert(deal.original, "EUR", on=date(2026, 6, 30)), purpose="won")
    >>> str(won.value_in("EUR"))
    '76475.99 EUR'
    """

    original: Money
    history: tuple[Pin, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.original, Money):
            raise TypeError(f"a Money is expected, not {type(self.original).__name__}")

    @property
    def pins(self) -> Mapping[str, Pin]:
        """The pin in force of each currency."""
        return MappingProxyType({pin.currency: pin for pin in self.history})

    def pin(
        self,
        conversion: Conversion,
        *,
        purpose: str,
        by: str | None = None,
        at: datetime | None = None,
        until: date | None = None,
    ) -> DealAmount:
        """Return the amount with a conversion pinned to it.

        Raises:
            PinError: it converts another amount (``"foreign"``), or its currency is pinned
                already (``"pinned"``): then only :meth:`repin` changes it.
        """
        currency = conversion.target.currency
        if currency in self.pins:
            raise PinError(
                currency,
                "pinned",
                f"{self.original} is pinned in {currency} already; repin(conversion, reason=...)"
                " replaces it",
            )
        return self._with(Pin(conversion, purpose, by, at, until=until))

    def repin(
        self,
        conversion: Conversion,
        *,
        reason: str,
        by: str | None = None,
        at: datetime | None = None,
        until: date | None = None,
    ) -> DealAmount:
        """Return the amount with a pin replaced, for a reason; the old one stays in the history.

        Raises:
            PinError: it converts another amount (``"foreign"``), or there is no pin to replace
                (``"missing"``).
            ValueError: the reason is empty.
        """
        currency = conversion.target.currency
        if currency not in self.pins:
            raise PinError(currency, "missing", f"{self.original} has no pin in {currency} yet")
        before = self.pins[currency].id
        return self._with(Pin(conversion, "repin", by, at, _said(reason), until, before))

    def amend(
        self,
        original: Money,
        *conversions: Conversion,
        reason: str = "",
        by: str | None = None,
        at: datetime | None = None,
    ) -> DealAmount:
        """Return the deal with another original amount.

        An unpinned amount just changes. A pinned one changes with all its pins together: a
        conversion of the new amount for each, and a reason; the old ones stay in the history.

        Raises:
            PinError: a pin would be left on the old amount (``"pinned"``), or a conversion is
                of another amount (``"foreign"``) or for no pin (``"missing"``).
            ValueError: it is pinned, and the reason is empty.

        >>> str(DealAmount(Money(5, "EUR")).amend(Money(6, "EUR")).original)
        '6.00 EUR'
        """
        given = {conversion.target.currency: conversion for conversion in conversions}
        for currency in self.pins.keys() - given.keys():
            raise PinError(
                currency,
                "pinned",
                f"{self.original} is pinned in {currency}: a new amount needs a repin, a"
                " conversion of it into each pinned currency with a reason",
            )
        for currency in given.keys() - self.pins.keys():
            raise PinError(currency, "missing", f"{self.original} has no pin in {currency} yet")
        deal = DealAmount(original, self.history)
        for currency, conversion in given.items():
            before = self.pins[currency].id
            pin = Pin(conversion, "repin", by, at, _said(reason), None, before)
            deal = deal._with(pin)
        return deal

    def value_in(self, currency: str) -> Money:
        """Return the amount in a currency it is pinned in, or its own.

        Raises:
            PinError: there is no pin in that currency (``"missing"``).
        """
        if currency == self.original.currency:
            return self.original
        try:
            return self.pins[currency].conversion.target
        except KeyError:
            raise PinError(
                currency, "missing", f"{self.original} is not pinned in {currency}"
            ) from None

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "original": self.original.to_dict(),
            "history": [pin.to_dict() for pin in self.history],
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote."""
        pins = tuple(Pin.from_dict(pin) for pin in data["history"])
        return cls(Money.from_dict(data["original"]), pins)

    def _with(self, pin: Pin) -> DealAmount:
        if pin.conversion.source != self.original:
            raise PinError(
                pin.currency,
                "foreign",
                f"the conversion is of {pin.conversion.source}, not of {self.original}",
            )
        return DealAmount(self.original, (*self.history, pin))


def _said(reason: str) -> str:
    if not reason.strip():
        raise ValueError("a pinned value changes for a reason: say which")
    return reason
