"""The one door to py-moneyed 3.0: its amounts are accepted, and made on request."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from crmi18n.errors import UnknownCurrencyError
from crmi18n.money.model import Money

if TYPE_CHECKING:
    import moneyed

__all__ = ["as_money", "to_moneyed"]


def as_money(value: Money | moneyed.Money) -> Money:
    """Return our value of ours or of theirs, exactly.

    Raises:
        TypeError: it is no amount of money.
    """
    if isinstance(value, Money):
        return value
    # Nobody holds a value of theirs without having imported it: looking costs no import.
    theirs = sys.modules.get("moneyed")
    if theirs is not None and isinstance(value, theirs.Money):
        return Money.from_moneyed(value)
    raise TypeError(f"an amount of money is expected, not {type(value).__name__}")


def to_moneyed(value: Money) -> moneyed.Money:
    """Return their value.

    Raises:
        UnknownCurrencyError: they have no such currency; one made up here would be none to
            their other functions.
    """
    import moneyed

    try:
        currency = moneyed.get_currency(value.currency)
    except moneyed.CurrencyDoesNotExist:
        raise UnknownCurrencyError(value.currency, standard="py-moneyed") from None
    return moneyed.Money(value.amount, currency)
