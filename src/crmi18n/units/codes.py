"""Codes of units in trade documents: UN/CEFACT Recommendation 20, Rev 17e (2021).

A code that has no unit here is refused, never taken for ``C62`` (one); a unit without a code is
not exported. ``ACR`` is left out on purpose: Recommendation 20 means the US survey acre.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache

from crmi18n.errors import UnknownUnitError
from crmi18n.units.unit import Unit, units

__all__ = ["rec20_code", "unit_of_rec20"]


@lru_cache(maxsize=1)
def _by_code() -> Mapping[str, str]:
    return {unit.rec20: unit.id for unit in units().values() if unit.rec20}


def unit_of_rec20(code: str) -> str:
    """Return the unit id of a code of Recommendation 20.

    Raises:
        TypeError: ``code`` is no string.
        UnknownUnitError: the code has no unit here.

    >>> unit_of_rec20("LBR")
    'pound'
    """
    if not isinstance(code, str):
        raise TypeError(f"a code is a string, not {type(code).__name__}")
    table = _by_code()
    if code not in table:
        raise UnknownUnitError(code, get_close_matches(code, table, n=3))
    return table[code]


def rec20_code(unit: str) -> str:
    """Return the code of a unit.

    Raises:
        UnknownUnitError: there is no such unit, or it has no code.

    >>> rec20_code("square-meter")
    'MTK'
    """
    if code := Unit.of(unit).rec20:
        return code
    raise UnknownUnitError(unit)
