"""The units of measure: what each is, by its CLDR unit id, and its exact factor.

Source: ``data/units.csv``, whose head names the standards. CLDR's bare ``gallon``, ``quart``,
``pint``, ``fluid-ounce`` and ``ton`` are ids of the US units; as *texts* these words mean
several units, see :func:`crmi18n.units.resolve_unit`.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, final

from crmi18n.errors import UnknownUnitError

__all__ = ["Unit", "read_table", "units"]

_DATA: Final = Path(__file__).with_name("data")


@final
@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of measure.

    Attributes:
        id: the CLDR unit id.
        quantity: what it measures: ``"mass"``, ``"length"``, ``"count"`` ...
        factor, offset: a value in this unit, times ``factor``, plus ``offset``, is the value in
            the SI unit of the quantity (kilogram, meter, kelvin ...); for ``count`` in pieces.
        metric, us: the unit that readers of that system are shown instead; itself if none.
        rec20: the code of UN/CEFACT Recommendation 20, or empty.
        pint: its name in pint, or empty.
        symbols: texts that mean it in every language.
    """

    id: str
    quantity: str
    factor: Fraction
    offset: Fraction
    metric: str
    us: str
    rec20: str
    pint: str
    symbols: tuple[str, ...]

    @classmethod
    def of(cls, unit: str) -> Unit:
        """Return the facts of a unit.

        Raises:
            TypeError: ``unit`` is no string.
            UnknownUnitError: it is not the id of a unit in the table.

        >>> Unit.of("pound").factor
        Fraction(45359237, 100000000)
        """
        if not isinstance(unit, str):
            raise TypeError(f"a unit is a CLDR unit id, not {type(unit).__name__}")
        table = units()
        if unit not in table:
            raise UnknownUnitError(unit, get_close_matches(unit, table, n=3))
        return table[unit]


@lru_cache(maxsize=1)
def units() -> Mapping[str, Unit]:
    """Return the whole table, by id."""
    return MappingProxyType({row["unit"]: _unit(row) for row in read_table("units.csv")})


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of a data file of this room; lines that begin with # are its head."""
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def _unit(row: dict[str, str]) -> Unit:
    return Unit(
        id=row["unit"],
        quantity=row["quantity"],
        factor=Fraction(row["factor"]),
        offset=Fraction(row["offset"]),
        metric=row["metric"] or row["unit"],
        us=row["us"] or row["unit"],
        rec20=row["rec20"],
        pint=row["pint"],
        symbols=tuple(filter(None, row["symbols"].split("|"))),
    )
