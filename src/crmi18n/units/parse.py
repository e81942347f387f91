"""Quantities from text, strictly: a number in the form of the locale, and one certain unit."""

from __future__ import annotations

import re
from typing import Final

from crmi18n.cldr import LocaleLike, LocaleTag, parse_number
from crmi18n.errors import ParseError
from crmi18n.units.model import Quantity
from crmi18n.units.names import resolve_unit

__all__ = ["parse_quantity"]

_MAX_LENGTH: Final = 400
_MARKS: Final = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u2066\u2067\u2068\u2069"))
# The number ends with its last digit or a closing parenthesis; the unit begins with no digit.
_PARTS: Final = re.compile(r"([^\w°]*\d(?:[\d\s.,'’٫٬]*\d)?\)?)\s*([^\d\s].*)", re.DOTALL)


def parse_quantity(text: str, *, locale: LocaleLike) -> Quantity:
    """Read a number and the unit behind it.

    Raises:
        TypeError: ``text`` is no string.
        ParseError: there is no number, no unit, or the number is not of the locale's form.
        UnknownUnitError: the unit is unknown, or means several; see :func:`resolve_unit`.

    >>> parse_quantity("1.234,5 kg", locale="de")
    Quantity(value=Decimal('1234.5'), unit='kilogram')
    """
    if not isinstance(text, str):
        raise TypeError(f"a text is expected, not {type(text).__name__}")
    expected = f"quantity of {LocaleTag.parse(locale)}"
    if len(text) > _MAX_LENGTH:
        raise ParseError(text, expected, "range")
    body = text.translate(_MARKS).strip()
    match = _PARTS.fullmatch(body)
    if match is None:
        raise ParseError(text, expected, "form" if body else "empty")
    return Quantity(parse_number(match[1], locale=locale), resolve_unit(match[2], locale=locale))
