"""Quantities as a reader writes them."""

from __future__ import annotations

from typing import Literal

from crmi18n.cldr import LocaleLike, LocaleTag, format_number, format_unit
from crmi18n.units.model import Quantity
from crmi18n.units.names import CLDR_LACKS, piece_sign
from crmi18n.units.unit import Unit

__all__ = ["format_quantity"]

Width = Literal["long", "short", "narrow"]
_NBSP = "\u00a0"


def format_quantity(
    q: Quantity, *, locale: LocaleLike, width: Width = "short", digits: int | None = None
) -> str:
    """Format a quantity in its own unit, with the digits it has, or half even to ``digits``.

    Pieces are written with the sign of the trade (``Stück``, ``個``), for CLDR's ``item`` is a
    word for entries of lists. A unit that CLDR has no pattern for is written with its symbol.

    Raises:
        UnknownLocaleError: CLDR has no data for the language.

    >>> format_quantity(Quantity("226.796185", "kilogram"), locale="de")
    '226,796185 kg'
    """
    tag = LocaleTag.parse(locale)
    sign = ""
    if q.unit == "item":
        sign = piece_sign(tag)
    elif q.unit in CLDR_LACKS:
        sign = Unit.of(q.unit).symbols[0]
    if sign:
        return f"{format_number(q.value, locale=tag, digits=digits)}{_NBSP}{sign}"
    return format_unit(q.value, q.unit, locale=tag, width=width, digits=digits)
