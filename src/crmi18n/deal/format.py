"""A deal's amount with its pinned or floating value behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmi18n.cldr import LocaleLike, format_date, label
from crmi18n.deal.amount import DealAmount
from crmi18n.money import format_conversion, format_money

if TYPE_CHECKING:
    from crmi18n.cldr.format import CurrencyStyle

__all__ = ["format_deal"]


def format_deal(
    deal: DealAmount, to: str, *, locale: LocaleLike, style: CurrencyStyle = "code"
) -> str:
    """Format the original amount with its pinned value, and the day that it is pinned on.

    Without a pin in ``to`` the original stands with the words for that: no rate is looked up.

    >>> from datetime import date
    >>> from crmi18n.money import Money, Rate, RateBook
    >>> book = RateBook([Rate("EUR", "JPY", "163.45", date(2026, 6, 30))])
    >>> deal = DealAmount(Money(12500000, "JPY"))
    >>> won = deal.pin(book.convert(deal.original, "EUR", on=date(2026, 6, 30)), purpose="won")
    >>> print(format_deal(won, "EUR", locale="en-GB").replace(chr(160), " "))
    JPY 12,500,000 (EUR 76,475.99, pinned on 30 Jun 2026)
    """
    if to == deal.original.currency:
        return format_money(deal.original, locale=locale, style=style)
    pin = deal.pins.get(to)
    if pin is None:
        amount = format_money(deal.original, locale=locale, style=style)
        return f"{amount} ({to}: {label('deal.not_pinned', locale=locale)})"
    day = format_date(pin.conversion.requested_on, locale=locale)
    basis = f"{label('deal.pinned', locale=locale)} {day}"
    return format_conversion(pin.conversion, locale=locale, style=style, basis=basis)
