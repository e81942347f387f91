"""Texts as a reader sees them: equal signs made one, direction marks left out, ASCII digits.

Source: CLDR 48.2, parseLenients (the stricter set for separators of numbers, the lenient ones
for all other signs). Two things are not followed, since they would change a value: the Arabic
decimal sign is no comma, and another currency's sign (``₨``, ``₤``) is not this one's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from crmi18n.cldr._symbols import equal_signs
from crmi18n.cldr.tag import LocaleTag
from crmi18n.errors import ParseError

__all__ = ["MAX_LENGTH", "bare", "composed", "equal", "plain", "unmarked", "western"]

_ASCII: Final = "0123456789"
MAX_LENGTH: Final = 400  # longer than any value in a record; keeps hostile cells cheap
_MARKS: Final = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u2066\u2067\u2068\u2069"))
_SPACES: Final = (0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)  # Zs
_ARABIC_DECIMAL: Final = "٫"


def plain(text: str, expected: str, *, locale: str = "und") -> str:
    r"""Return a text with equal signs made one, and without blanks around it.

    Args:
        text: what was read.
        expected: what was wanted, for the error.
        locale: whose equal signs are taken.

    Raises:
        TypeError: it is no text.
        ParseError: the text is longer than 400 characters.

    >>> plain("−3\u202f000\xa0", "number")
    '-3 000'
    """
    if not isinstance(text, str):
        raise TypeError(f"a text is expected, not {type(text).__name__}")
    if len(text) > MAX_LENGTH:
        raise ParseError(text, expected, "range")
    return composed(text).translate(equal(locale)).strip()


def composed(text: str) -> str:
    """Return a text with letters and their accents in one character each, where there is one."""
    return unicodedata.normalize("NFC", text)


def unmarked(text: str) -> str:
    """Return a text without direction marks, and without blanks around it."""
    return bare(text).strip()


def bare(text: str) -> str:
    """Return a text without direction marks."""
    return text.translate(_MARKS)


def western(text: str, rows: Iterable[str] = ()) -> tuple[str, str] | None:
    """Return a text in ASCII digits, and the ten digits it had; None if they are of two scripts.

    ``rows`` are tens of digits that are read beside those of Unicode.

    >>> western("١٢/٣"), western("1٢")
    (('12/3', '٠١٢٣٤٥٦٧٨٩'), None)
    """
    if text.isascii():
        return text, _ASCII
    used = {row for char in set(text) if (row := _row(char, *rows))}
    if len(used) > 1:  # a trick or a slip
        return None
    for row in used:
        return text.translate(_digits(row)), row
    return text, ""


@lru_cache(maxsize=256)
def _row(char: str, *rows: str) -> str:
    """Return the ten digits that a digit is one of; nothing for what is no digit."""
    for row in rows:
        if char in row:
            return row
    if not char.isdecimal():
        return ""
    zero = ord(char) - unicodedata.decimal(char)
    return "".join(map(chr, range(zero, zero + 10)))


@lru_cache(maxsize=64)
def _digits(row: str) -> Mapping[int, str]:
    return {ord(char): str(value) for value, char in enumerate(row)}


@lru_cache(maxsize=1024)
def equal(locale: str) -> Mapping[int, str]:
    """Return what a locale takes for equal: character to the one that is read for it."""
    tag = LocaleTag.parse(locale)
    table = dict.fromkeys(_SPACES, " ")
    table[0xFF0F] = "/"  # of Japanese and Chinese keyboards, as the hyphen and stop that CLDR has
    number, strict = equal_signs(tag, "number"), equal_signs(tag, "number", strict=True)
    sets = {**equal_signs(tag, "general"), "-": number["-"], "+": number["+"], **strict}
    for sign, members in sets.items():
        read = "'" if sign == "’" else sign
        table |= {ord(char): read for char in members if _is_equal(char, sign)}
    return table


def _is_equal(char: str, sign: str) -> bool:
    if len(char) > 1 or char == _ARABIC_DECIMAL:
        return False
    is_currency = unicodedata.category(char) == "Sc"
    return not is_currency or unicodedata.normalize("NFKC", char) == sign
