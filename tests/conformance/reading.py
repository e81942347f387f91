"""Amounts written and read back: in which locales, currencies and styles, and what cannot be.

Where CLDR itself writes two currencies alike the reader refuses, or takes a code of ISO 4217
for that code: those are listed here.
"""

from __future__ import annotations

from decimal import Decimal

from crmi18n.cldr import format_currency, parse_currency
from crmi18n.cldr._tables import table
from crmi18n.cldr.format import CurrencyStyle
from crmi18n.errors import ParseError

LOCALES = table("locales")["names"]
LIVE = sorted(
    {
        code
        for uses in table("territories")["currencies"].values()
        for code, _, end in uses
        if not end
    }
)
STYLES: tuple[CurrencyStyle, ...] = ("standard", "accounting", "code", "name")
WRITTEN_ALIKE = {
    ("XCG", "sq"),  # symbol ANG, which is the code of the currency before it
    ("NIO", "zh"),  # in zh-Hant the name of the currency before it
    ("STN", "my"),  # the name stands before the number, and ends with a year
}


def reads_back(value: Decimal, currency: str, locale: str, style: CurrencyStyle) -> bool:
    """Tell whether the text of an amount is read as that amount."""
    text = written(value, currency, locale, style)
    try:
        return parse_currency(text, locale=locale) == (value, currency)
    except ParseError:
        return False


def is_written_alike(currency: str, locale: str) -> bool:
    """Tell whether the locale writes another currency so, too."""
    return (currency, locale.partition("-")[0]) in WRITTEN_ALIKE


def written(value: Decimal, currency: str, locale: str, style: CurrencyStyle) -> str:
    places = max(0, -int(value.as_tuple().exponent))
    return format_currency(value, currency, locale=locale, style=style, digits=places)
