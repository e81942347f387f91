"""The unit that a reader's country measures with.

Source: CLDR 48.2 measurementData: US units in the United States and Liberia, for temperature
also in BS, BZ, KY, PR, PW and not in LR; both systems side by side in GB and MM.
"""

from __future__ import annotations

from typing import Final

from crmi18n.cldr import LocaleLike, territory_of
from crmi18n.units.model import Quantity
from crmi18n.units.unit import Unit

__all__ = ["preferred"]

_US: Final = frozenset({"US", "LR"})
_US_TEMPERATURE: Final = frozenset({"US", "BS", "BZ", "KY", "PR", "PW"})
_BOTH: Final = frozenset({"GB", "MM"})
_SHOWN_DIGITS: Final = 6


def preferred(q: Quantity, *, locale: LocaleLike) -> Quantity:
    """Return a quantity in the unit that readers in the locale's country know.

    The rule: mass, length, area, volume, speed and temperature in a unit of the other system
    are given in the unit of like size of the reader's own (pound and kilogram, ounce and gram,
    foot and meter, gallon and liter ...); all others, and all in GB and MM, stay as they are.
    The country is the region of the locale, else the one that its language most likely means.

    The result is for reading: it is rounded half up to six significant digits, but never above
    the decimal point. :meth:`Quantity.to` is exact.

    >>> str(preferred(Quantity("500", "pound"), locale="de-DE"))
    '226.796 kilogram'
    >>> str(preferred(Quantity("226.796185", "kilogram"), locale="en-US"))
    '500 pound'
    """
    territory = territory_of(locale)
    unit = Unit.of(q.unit)
    if territory in _BOTH:
        return q
    us_readers = _US_TEMPERATURE if unit.quantity == "temperature" else _US
    target = unit.us if territory in us_readers else unit.metric
    if target == q.unit:
        return q
    shown = q.to(target)
    return shown.round(max(0, _SHOWN_DIGITS - 1 - shown.value.adjusted()))
