"""Amounts as people write them, read strictly."""

from __future__ import annotations

from crmi18n.cldr import LocaleLike, parse_currency, parse_number
from crmi18n.errors import ParseError
from crmi18n.money.currency import Currency
from crmi18n.money.model import Money

__all__ = ["parse_money"]


def parse_money(text: str, *, locale: LocaleLike, currency: str | None = None) -> Money:
    """Read an amount in the form of a locale.

    With ``currency`` the text may be a bare number, and a currency in it must be that one.

    Raises:
        ParseError: the text does not fit; nothing is guessed.
        UnknownCurrencyError: the code is not of ISO 4217.

    >>> parse_money("1.234,56 €", locale="de")
    Money(amount=Decimal('1234.56'), currency='EUR')
    """
    if currency is not None:
        Currency.of(currency)
        try:
            return Money(parse_number(text, locale=locale), currency)
        except ParseError as bare:
            try:
                amount, code = parse_currency(text, locale=locale)
            except ParseError:
                raise bare from None
            if code != currency:
                raise ParseError(text, f"amount in {currency}", "mismatch") from None
            return Money(amount, code)
    amount, code = parse_currency(text, locale=locale)
    return Money(amount, code)
