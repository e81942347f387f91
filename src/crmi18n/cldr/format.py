"""Numbers, amounts, lists, dates and measures as a reader writes them.

Source: CLDR 47 as Babel 2.18 carries it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final, Literal, get_args

from crmi18n.cldr import _babel
from crmi18n.cldr._babel import Width
from crmi18n.cldr.tag import LocaleLike, LocaleTag
from crmi18n.errors import AmountError

__all__ = [
    "CurrencyStyle",
    "UnitWidth",
    "Width",
    "format_currency",
    "format_date",
    "format_datetime",
    "format_list",
    "format_number",
    "format_percent",
    "format_time",
    "format_unit",
]

CurrencyStyle = Literal["standard", "accounting", "code", "name"]
UnitWidth = Literal["long", "short", "narrow"]
_STYLES: Final = get_args(CurrencyStyle)


def format_number(value: Decimal | int, *, locale: LocaleLike, digits: int | None = None) -> str:
    """Format a number with the digits it has, or rounded half even to ``digits`` decimals.

    Raises:
        TypeError: ``value`` is a float or no number.
        AmountError: ``value`` is not finite.
        UnknownLocaleError: CLDR has no data for the language.

    >>> format_number(Decimal("1234567.50"), locale="de")
    '1.234.567,50'
    """
    return _babel.format_decimal(_finite(value), LocaleTag.parse(locale), digits)


def format_percent(ratio: Decimal | int, *, locale: LocaleLike, digits: int = 0) -> str:
    """Format a ratio (0.5 is 50 %) as per cent; raises as :func:`format_number`.

    >>> format_percent(Decimal("0.125"), locale="en", digits=1)
    '12.5%'
    """
    return _babel.format_percent(_finite(ratio), LocaleTag.parse(locale), digits)


def format_currency(
    amount: Decimal | int,
    currency: str,
    *,
    locale: LocaleLike,
    style: CurrencyStyle = "standard",
    digits: int = 2,
) -> str:
    r"""Format an amount with its currency; raises as :func:`format_number`.

    ``digits`` decimals are shown (rounded half even); ``crmi18n.format_money`` knows them by
    currency. Styles: ``standard`` (symbol), ``accounting`` (the locale's form of negative
    amounts in books), ``code`` (ISO 4217), ``name`` (plural name).

    >>> format_currency(Decimal("-1234.5"), "CHF", locale="en", style="code")
    '-CHF\xa01,234.50'
    """
    if style not in _STYLES:
        raise ValueError(f"{style!r} is no currency style; there are {', '.join(_STYLES)}")
    return _babel.format_currency(
        _finite(amount), currency, LocaleTag.parse(locale), style, digits
    )


def format_list(items: Sequence[str], *, locale: LocaleLike) -> str:
    """Join texts as a sentence of the language would.

    >>> format_list(["Berlin", "Tokyo", "Dubai"], locale="en")
    'Berlin, Tokyo, and Dubai'
    """
    return _babel.format_list(items, LocaleTag.parse(locale))


def format_date(value: date, *, locale: LocaleLike, width: Width = "medium") -> str:
    """Format a day in the Gregorian calendar.

    Raises:
        TypeError: ``value`` is a date-time: which day it is depends on a zone.

    >>> format_date(date(2026, 10, 30), locale="de")
    '30.10.2026'
    """
    if isinstance(value, datetime) or not isinstance(value, date):
        raise TypeError(f"a date is expected, not {type(value).__name__}")
    return _babel.format_date(value, LocaleTag.parse(locale), width)


def format_time(value: time, *, locale: LocaleLike, width: Width = "short") -> str:
    """Format a time of day as the clock shows it; zones are the caller's text.

    >>> format_time(time(14, 30), locale="de")
    '14:30'
    """
    return _babel.format_time(value, LocaleTag.parse(locale), width)


def format_datetime(value: datetime, *, locale: LocaleLike, width: Width = "medium") -> str:
    """Format day and time as the clock of ``value`` shows them; zones are the caller's text."""
    return _babel.format_datetime(value, LocaleTag.parse(locale), width)


def format_unit(
    value: Decimal | int,
    unit: str,
    *,
    locale: LocaleLike,
    width: UnitWidth = "short",
    digits: int | None = None,
) -> str:
    """Format a measure by CLDR unit id, with the digits it has; raises as :func:`format_number`.

    >>> format_unit(Decimal("226.80"), "kilogram", locale="de")
    '226,80 kg'
    """
    return _babel.format_unit(_finite(value), unit, LocaleTag.parse(locale), width, digits)


def _finite(value: Decimal | int) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise TypeError(f"a Decimal or an int is expected, not {type(value).__name__}")
    number = Decimal(value)
    if not number.is_finite():
        raise AmountError(f"{number} cannot be shown as a number")
    return number
