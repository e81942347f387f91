"""The one door to pint: its quantities are taken over, and made on request.

Units go by a table of names, never by pint's parser, which guesses prefixes. The registry holds
decimals; it is made once, on first use.
"""

from __future__ import annotations

import sys
import threading
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from crmi18n.errors import UnknownUnitError
from crmi18n.units.unit import Unit, units

if TYPE_CHECKING:
    import pint

__all__ = ["from_pint", "to_pint"]

_LOCK: Final = threading.Lock()
_REGISTRY: list[pint.UnitRegistry[Any]] = []


def to_pint(value: Decimal, unit: str) -> pint.Quantity[Any]:
    """Return pint's quantity of a value and one of our units."""
    name = Unit.of(unit).pint
    if not name:
        raise UnknownUnitError(unit)
    registry = _registry()
    return registry.Quantity(value, registry.parse_units(name))


def from_pint(quantity: pint.Quantity[Any]) -> tuple[Decimal, str]:
    """Return value and unit id of pint's quantity."""
    # Nobody holds a quantity of theirs without having imported it: looking costs no import.
    theirs = sys.modules.get("pint")
    if theirs is None or not isinstance(quantity, theirs.Quantity):
        raise TypeError(f"a quantity of pint is expected, not {type(quantity).__name__}")
    magnitude = quantity.magnitude
    if isinstance(magnitude, bool) or not isinstance(magnitude, Decimal | int):
        raise TypeError(
            f"the magnitude must be Decimal or int, not {type(magnitude).__name__};"
            " make the registry with non_int_type=Decimal"
        )
    name = format(quantity.units, "D")
    if name not in (table := _by_name()):
        raise UnknownUnitError(name)
    return Decimal(magnitude), table[name]


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    return {unit.pint: unit.id for unit in units().values() if unit.pint}


def _registry() -> pint.UnitRegistry[Any]:
    with _LOCK:
        if not _REGISTRY:
            import pint

            _REGISTRY.append(pint.UnitRegistry(non_int_type=Decimal))
        return _REGISTRY[0]
