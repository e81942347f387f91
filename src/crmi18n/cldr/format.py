"""Numbers, amounts and lists as a reader writes them, those of ICU 78 (CLDR 48.2, ``data``).

Each ``format_...`` takes a function that is compiled once for a locale and its options; the
``..._formatter`` of the same name returns that function, for those who format a whole column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from typing import Final, Literal, get_args

from crmi18n.cldr._compact import CompactWidth, compile_compact, compile_compact_currency
from crmi18n.cldr._currency import CurrencyDigits, compile_currency, compile_named
from crmi18n.cldr._lists import ListKind, ListWidth, compile_list
from crmi18n.cldr._numbers import (
    MOST_DIGITS,
    Formatter,
    Sign,
    compile_exact,
    compile_fixed,
    filled,
    marks,
    shape_of,
)
from crmi18n.cldr._packs import table
from crmi18n.cldr._symbols import pattern, symbols
from crmi18n.cldr.subtags import canonicalize
from crmi18n.cldr.tag import LocaleLike, LocaleTag
from crmi18n.errors import UnknownCurrencyError

__all__ = [
    "CompactWidth",
    "CurrencyDigits",
    "CurrencyStyle",
    "Formatter",
    "ListFormatter",
    "ListKind",
    "ListWidth",
    "Sign",
    "compact_formatter",
    "currency_formatter",
    "format_compact",
    "format_currency",
    "format_list",
    "format_number",
    "format_percent",
    "list_formatter",
    "number_formatter",
    "percent_formatter",
]

CurrencyStyle = Literal["standard", "accounting", "code", "name", "narrow", "compact"]
ListFormatter = Callable[[Sequence[str]], str]

_CODE: Final = re.compile("[A-Z]{3}")


def format_number(
    value: Decimal | int, *, locale: LocaleLike, digits: int | None = None, sign: Sign = "auto"
) -> str:
    """Format a number with the digits it has, or rounded half even to ``digits`` decimals.

    Args:
        value: the number, of any size.
        locale: a tag; its key ``-u-nu-`` chooses the digits (``ar-u-nu-latn``).
        digits: so many decimals, or None for those that the number has.
        sign: ``"auto"`` (minus where there is one, as ICU), ``"negative"`` (no minus before a
            number that is rounded to zero), ``"always"`` (plus as well).

    Raises:
        TypeError: ``value`` is a float or no number.
        AmountError: ``value`` is not finite, or has more than a million digits.
        UnknownLocaleError: CLDR has no data for the language.

    >>> format_number(Decimal("1234567.50"), locale="de")
    '1.234.567,50'
    >>> format_number(1234567, locale="hi-u-nu-deva")
    '१२,३४,५६७'
    """
    return _number(locale, digits, sign)(value)


def number_formatter(
    *, locale: LocaleLike, digits: int | None = None, sign: Sign = "auto"
) -> Formatter:
    """Return the function that :func:`format_number` calls.

    >>> number_formatter(locale="de-CH", digits=2)(1234)
    "1'234.00"
    """
    return _number(locale, digits, sign)


@lru_cache(maxsize=1024)
def _number(locale: LocaleLike, digits: int | None, sign: Sign) -> Formatter:
    return _plain(canonicalize(locale), "decimal", digits, sign, scale=0)


def format_percent(
    ratio: Decimal | int,
    *,
    locale: LocaleLike,
    digits: int | None = 0,
    sign: Sign = "auto",
    per_mille: bool = False,
) -> str:
    """Format a ratio (0.5 is 50 %) as per cent, or per mille; otherwise as :func:`format_number`.

    >>> format_percent(Decimal("0.125"), locale="en", digits=1)
    '12.5%'
    """
    return _percent(locale, digits, sign, per_mille)(ratio)


def percent_formatter(
    *,
    locale: LocaleLike,
    digits: int | None = 0,
    sign: Sign = "auto",
    per_mille: bool = False,
) -> Formatter:
    """Return the function that :func:`format_percent` calls."""
    return _percent(locale, digits, sign, per_mille)


@lru_cache(maxsize=1024)
def _percent(locale: LocaleLike, digits: int | None, sign: Sign, per_mille: bool) -> Formatter:
    kind: Literal["percent", "permille"] = "permille" if per_mille else "percent"
    return _plain(canonicalize(locale), kind, digits, sign, scale=3 if per_mille else 2)


def _plain(
    tag: LocaleTag,
    kind: Literal["decimal", "percent", "permille"],
    digits: int | None,
    sign: Sign,
    scale: int,
) -> Formatter:
    _one_of(sign, Sign, "sign")
    signs = symbols(tag)
    shape = shape_of(pattern(tag, "decimal" if kind == "decimal" else "percent"))
    affixes = filled(
        shape.affixes, signs, sign, percent=signs.per_mille if kind == "permille" else ""
    )
    how = marks(signs, shape)
    if digits is None:
        return compile_exact(affixes, how, scale=scale, sign=sign)
    return compile_fixed(affixes, how, _decimals(digits), scale=scale, sign=sign)


def format_compact(
    value: Decimal | int,
    *,
    locale: LocaleLike,
    width: CompactWidth = "short",
    sign: Sign = "auto",
) -> str:
    r"""Format a number in short, rounded to whole thousands, millions ... or to two digits.

    Raises as :func:`format_number`.

    >>> format_compact(1234567, locale="de"), format_compact(1234567, locale="en", width="long")
    ('1,2\xa0Mio.', '1.2 million')
    """
    return _compact(locale, width, sign)(value)


def compact_formatter(
    *, locale: LocaleLike, width: CompactWidth = "short", sign: Sign = "auto"
) -> Formatter:
    """Return the function that :func:`format_compact` calls."""
    return _compact(locale, width, sign)


@lru_cache(maxsize=512)
def _compact(locale: LocaleLike, width: CompactWidth, sign: Sign) -> Formatter:
    _one_of(width, CompactWidth, "width")
    _one_of(sign, Sign, "sign")
    return compile_compact(canonicalize(locale), width, sign)


def format_currency(
    amount: Decimal | int,
    currency: str,
    *,
    locale: LocaleLike,
    style: CurrencyStyle = "standard",
    digits: CurrencyDigits = "standard",
    sign: Sign = "auto",
) -> str:
    r"""Format an amount with its currency.

    Args:
        amount: the amount, of any size.
        currency: its ISO 4217 code.
        locale: a tag; its key ``-u-nu-`` chooses the digits, and ``-u-cf-account`` asks for
            ``accounting`` where the style is ``standard``.
        style: ``standard`` (symbol), ``accounting`` (the locale's form of negative amounts in
            books), ``code`` (ISO 4217), ``name`` (in the plural that the number takes),
            ``narrow`` (the shortest symbol, which several currencies may share), ``compact``
            (symbol, and 1.2M for millions; ``digits`` says nothing to it).
        digits: so many decimals, rounded half even; ``"standard"`` are those CLDR shows of the
            currency, ``"cash"`` also rounds to the smallest coin. ``crmi18n.format_money``
            shows all digits of an amount.
        sign: as for :func:`format_number`.

    Raises:
        UnknownCurrencyError: ``currency`` has not the form of a code.
        TypeError, AmountError, UnknownLocaleError: as :func:`format_number`.

    >>> format_currency(Decimal("-1234.5"), "CHF", locale="en", style="code")
    '-CHF\xa01,234.50'
    >>> format_currency(Decimal("1234.52"), "CHF", locale="de-CH", digits="cash")
    "CHF\xa01'234.50"
    """
    return _currency(locale, currency, style, digits, sign)(amount)


def currency_formatter(
    currency: str,
    *,
    locale: LocaleLike,
    style: CurrencyStyle = "standard",
    digits: CurrencyDigits = "standard",
    sign: Sign = "auto",
) -> Formatter:
    """Return the function that :func:`format_currency` calls.

    >>> currency_formatter("JPY", locale="ja", style="name")(1234567)
    '1,234,567円'
    """
    return _currency(locale, currency, style, digits, sign)


@lru_cache(maxsize=8192)
def _currency(
    locale: LocaleLike, currency: str, style: CurrencyStyle, digits: CurrencyDigits, sign: Sign
) -> Formatter:
    tag = canonicalize(locale)
    if not isinstance(currency, str):
        raise TypeError(f"a currency code is a string, not {type(currency).__name__}")
    if not _CODE.fullmatch(currency):
        known = table("fractions")
        raise UnknownCurrencyError(currency, get_close_matches(currency.upper(), known, n=3))
    _one_of(style, CurrencyStyle, "currency style")
    _one_of(sign, Sign, "sign")
    if not isinstance(digits, str):
        _decimals(digits)
    elif digits not in ("standard", "cash"):
        raise ValueError(f"{digits!r} are no digits; a number, 'standard' or 'cash' is")
    if style == "standard" and tag.keywords.get("cf") == "account":
        style = "accounting"
    if style == "name":
        return compile_named(tag, currency, digits, sign)
    if style == "compact":
        return compile_compact_currency(tag, currency, "standard", sign)
    return compile_currency(tag, currency, style, digits, sign)


def format_list(
    items: Sequence[str],
    *,
    locale: LocaleLike,
    kind: ListKind = "and",
    width: ListWidth = "long",
) -> str:
    """Join texts as a sentence of the language would.

    Args:
        items: the texts; of none comes an empty text.
        locale: a tag.
        kind: ``"and"``, ``"or"``, or ``"unit"`` for the parts of one measure (3 ft, 7 in).
        width: ``"long"``, ``"short"`` or ``"narrow"``.

    Raises:
        TypeError: ``items`` is a string, or holds what is none.
        UnknownLocaleError: CLDR has no data for the language.

    >>> format_list(["Berlin", "Tokyo", "Dubai"], locale="en")
    'Berlin, Tokyo, and Dubai'
    >>> format_list(["Ana", "Iván"], locale="es")
    'Ana e Iván'
    """
    return _list(locale, kind, width)(items)


def list_formatter(
    *, locale: LocaleLike, kind: ListKind = "and", width: ListWidth = "long"
) -> ListFormatter:
    """Return the function that :func:`format_list` calls."""
    return _list(locale, kind, width)


@lru_cache(maxsize=512)
def _list(locale: LocaleLike, kind: ListKind, width: ListWidth) -> ListFormatter:
    _one_of(kind, ListKind, "kind of list")
    _one_of(width, ListWidth, "width")
    return compile_list(canonicalize(locale), kind, width)


def _one_of(value: object, choices: object, what: str) -> None:
    if value not in (known := get_args(choices)):
        raise ValueError(f"{value!r} is no {what}; there are {', '.join(known)}")


def _decimals(digits: int) -> int:
    if isinstance(digits, bool) or not isinstance(digits, int):
        raise TypeError(f"digits are an int, not {type(digits).__name__}")
    if not 0 <= digits <= MOST_DIGITS:
        raise ValueError(f"{digits} decimals cannot be shown: 0 to {MOST_DIGITS} can")
    return digits
