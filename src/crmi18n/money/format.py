"""Amounts and conversions as a reader writes them, in a line or in a column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from crmi18n.cldr import LocaleLike, calendar_of, format_currency, format_date, label, number_form
from crmi18n.money._moneyed import as_money
from crmi18n.money.book import Total
from crmi18n.money.conversion import Conversion
from crmi18n.money.currency import Currency
from crmi18n.money.model import Money
from crmi18n.money.rate import Rate

if TYPE_CHECKING:
    import moneyed

    from crmi18n.cldr.format import CurrencyStyle

__all__ = [
    "conversion_columns",
    "format_basis",
    "format_conversion",
    "format_money",
    "format_money_column",
    "format_total",
]


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
    digits = max(least, _decimals(amount))
    return format_currency(
        amount.amount, amount.currency, locale=locale, style=style, digits=digits
    )


def format_conversion(
    conversion: Conversion,
    *,
    locale: LocaleLike,
    style: CurrencyStyle = "code",
    basis: str | None = None,
) -> str:
    """Format an amount with its converted one behind it, and what that is based on.

    Args:
        conversion: both amounts; of the same currency, it is written once.
        locale: the reader's.
        style: of both amounts, as of :func:`format_money`.
        basis: the words for the basis; None: those of :func:`format_basis`; empty: none.

    >>> from datetime import date
    >>> from crmi18n.money import Rate, RateBook
    >>> book = RateBook([Rate("EUR", "JPY", "163.45", date(2026, 6, 30))])
    >>> yen = book.convert(Money(12500000, "JPY"), "EUR", on=date(2026, 6, 30))
    >>> print(format_conversion(yen, locale="en-GB").replace(chr(160), " "))
    JPY 12,500,000 (EUR 76,475.99, spot 30 Jun 2026)
    """
    source = format_money(conversion.source, locale=locale, style=style)
    if not conversion.legs:
        return source
    target = format_money(conversion.target, locale=locale, style=style)
    words = format_basis(conversion, locale=locale) if basis is None else basis
    return f"{source} ({target}, {words})" if words else f"{source} ({target})"


def format_basis(conversion: Conversion, *, locale: LocaleLike) -> str:
    """Name the kind of rate and its day, or its year where it is for a whole one.

    >>> from datetime import date
    >>> from crmi18n.money import Rate, RateBook
    >>> span = date(2026, 1, 1), date(2026, 12, 31)
    >>> book = RateBook([Rate("EUR", "USD", "1.10", span[0], "budget", valid_until=span[1])])
    >>> plan = book.convert(Money(1, "USD"), "EUR", on=date(2026, 6, 30), kind="budget")
    >>> format_basis(plan, locale="en")
    'budget 2026'
    """
    kind = label(f"money.kind.{conversion.kind}", locale=locale)
    years = {_whole_year(leg.rate) for leg in conversion.legs}
    year = _shown_year(years.pop(), locale) if len(years) == 1 else ""
    return f"{kind} {year or format_date(conversion.requested_on, locale=locale)}"


def format_total(total: Total, *, locale: LocaleLike, style: CurrencyStyle = "code") -> str:
    """Format a sum, and behind it each amount that it leaves out.

    >>> from datetime import date
    >>> from crmi18n.money import RateBook
    >>> total = RateBook().total([Money(1, "EUR"), Money(5, "KES")], "EUR", on=date(2026, 6, 30))
    >>> print(format_total(total, locale="en").replace(chr(160), " "))
    EUR 1.00 (incomplete, without KES 5.00)
    """
    amount = format_money(total.amount, locale=locale, style=style)
    if total.complete:
        return amount
    without = [format_money(left, locale=locale, style=style) for left in total.unconverted]
    words = label("money.incomplete", locale=locale)
    return f"{amount} ({words} {' + '.join(without)})"


def format_money_column(
    amounts: Iterable[Money | moneyed.Money],
    *,
    locale: LocaleLike,
    style: CurrencyStyle = "code",
) -> list[str]:
    """Format amounts as texts of one width, decimal sign below decimal sign.

    The padding is of blanks: for terminals, e-mails in plain text and fixed-width fonts.

    >>> for line in format_money_column([Money("5.5", "EUR"), Money(12500, "JPY")], locale="en"):
    ...     print(f"[{line}]".replace(chr(160), " "))
    [     EUR 5.50]
    [JPY 12,500   ]
    """
    values = [as_money(amount) for amount in amounts]
    texts = [format_money(value, locale=locale, style=style) for value in values]
    decimal = number_form(locale).decimal
    parts = [_split(text, value, decimal) for text, value in zip(texts, values, strict=True)]
    left = max((len(head) for head, _ in parts), default=0)
    right = max((len(tail) for _, tail in parts), default=0)
    return [head.rjust(left) + tail.ljust(right) for head, tail in parts]


def conversion_columns(
    conversions: Sequence[Conversion], *, locale: LocaleLike, style: CurrencyStyle = "code"
) -> list[tuple[str, str, str]]:
    """Format conversions as rows of three aligned columns: amount, converted amount, basis."""
    sources = format_money_column([c.source for c in conversions], locale=locale, style=style)
    targets = format_money_column([c.target for c in conversions], locale=locale, style=style)
    bases = [format_basis(c, locale=locale) if c.legs else "" for c in conversions]
    width = max(map(len, bases), default=0)
    return list(zip(sources, targets, (basis.ljust(width) for basis in bases), strict=True))


def _decimals(money: Money) -> int:
    return -int(money.amount.as_tuple().exponent)


def _split(text: str, money: Money, decimal: str) -> tuple[str, str]:
    """Part a formatted amount behind the last digit of its whole units."""
    # Counted from the last digit: a currency's own sign may hold the decimal sign (AED in Arabic).
    end = max(i for i, char in enumerate(text) if char.isdigit()) + 1
    if decimals := max(_decimals(money), 0):
        end -= decimals + len(decimal)
    return text[:end], text[end:]


def _shown_year(year: int | None, locale: LocaleLike) -> str:
    """Return a year as the calendar of the locale counts it; nothing where it has another."""
    if year is None or calendar_of(locale) is None:
        return str(year or "")
    first, last = (
        format_date(day, locale=locale, skeleton="y")
        for day in (date(year, 1, 1), date(year, 12, 31))
    )
    return first if first == last else ""


def _whole_year(rate: Rate) -> int | None:
    start, end = rate.valid_on, rate.valid_until
    whole = end and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return start.year if whole and end and start.year == end.year else None
