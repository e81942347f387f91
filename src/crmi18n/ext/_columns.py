"""What columns of every object mapper keep: exact numbers as integers, values by their class."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module
from typing import Any, Final

import crmi18n
from crmi18n.errors import AmountError
from crmi18n.money.rounding import EXACT, exact_number

__all__ = ["DIGITS", "class_name", "decimal_of", "stored", "units_of", "value_class"]

DIGITS: Final = 38
"""What NUMERIC holds in every database that has it."""

_LARGEST: Final = 2**63 - 1  # SQLite's integers


def units_of(number: Decimal, scale: int, *, sqlite: bool) -> int:
    """Return how many units of the last of so many decimals a number is.

    Raises:
        AmountError: it is finer, or too large for a column.
    """
    top, bottom = number.as_integer_ratio()
    ten: int = 10**scale
    units, rest = divmod(top * ten, bottom)
    if rest:
        raise AmountError(
            f"{number} has more than the {scale} decimals of its column: round it first"
        )
    if abs(units) >= 10**DIGITS:
        raise AmountError(f"{number} is too large for a column of {scale} decimals")
    if sqlite and abs(units) > _LARGEST:
        raise AmountError(f"{number} is too large for a column of {scale} decimals in SQLite")
    return units


def stored(value: Decimal | int | str, scale: int, *, sqlite: bool) -> Decimal | int:
    """Return what a column of so many decimals keeps: a number, in SQLite its units.

    Raises:
        TypeError, AmountError: as ``exact_number`` and :func:`units_of`.
    """
    units = units_of(exact_number(value), scale, sqlite=sqlite)
    return units if sqlite else decimal_of(units, scale)


def decimal_of(units: int, scale: int) -> Decimal:
    """Return the number of so many units of the last decimal."""
    return Decimal(units).scaleb(-scale, EXACT)


def value_class(kind: type | str) -> Any:
    """Return a class of values, given by its name in :mod:`crmi18n` or by its dotted path.

    Raises:
        TypeError: there is none, or it has no JSON form.

    >>> value_class("DualText"), value_class("crmi18n.time.CalendarDate").__name__
    (<class 'crmi18n.text.dual.DualText'>, 'CalendarDate')
    """
    found: Any = kind
    if isinstance(kind, str):
        module, _, name = kind.rpartition(".")
        try:
            found = getattr(import_module(module or "crmi18n"), name, None)
        except ImportError:
            found = None
    if not (isinstance(found, type) and hasattr(found, "to_dict") and hasattr(found, "from_dict")):
        raise TypeError(f"{kind!r} is no class of values with a JSON form")
    return found


def class_name(kind: type) -> str:
    """Return the name by which :func:`value_class` finds a class."""
    name = kind.__name__
    return name if getattr(crmi18n, name, None) is kind else f"{kind.__module__}.{name}"
