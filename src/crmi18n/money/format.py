"""Amounts as a reader writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmi18n.cldr import LocaleLike, format_currency
from crmi18n.money._moneyed import as_money
from crmi18n.money.currency import Currency
from crmi18n.money.model import Money

if TYPE_CHECKING:
    import moneyed

    from crmi18n.cldr.format import CurrencyStyle

__all__ = ["format_money"]


def format_money(
    money: Money | moneyed.Money, *, locale: LocaleLike, style: CurrencyStyle = "standard"
) -> str:
    r"""Format an amount with the minor units of ISO 4217, or more digits where it has them.

    Styles are those of ``crmi18n.cldr.format_currency``. What CLDR would hide (the cents of
    HUF, the fils of IQD) is shown: on paper an amount must not lose digits.

    Raises:
        TypeError: it is no amount of money.
        UnknownLocaleError: CLDR has no data for the language.

    >>> format_money(Money("1234.5", "CHF"), locale="de-AT", style="code")
    'CHF\xa01.234,50'
    """
    amount = as_money(money)
    least = Currency.of(amount.currency).minor_units or 0
    digits = max(least, -int(amount.amount.as_tuple().exponent))
    return format_currency(
        amount.amount, amount.currency, locale=locale, style=style, digits=digits
    )
