"""The tables of this room: CLDR's units, read on first use.

Source: CLDR 48.2 units.json, in the order of CLDR 48 units.xml, as ``data/units.csv``,
``prefixes.csv`` and ``quantities.csv`` hold it; ``trade_units.csv`` adds a few that CLDR has no
id for. Neither json nor csv is needed to read them: a first conversion is quick.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

__all__ = ["DATA", "SimpleUnit", "prefixes", "quantities", "read_rows", "simple_units"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, NamedTuple

    class _SimpleUnit(NamedTuple):
        base: str
        ratios: tuple[str, str]
        systems: str
        special: str
        rank: int
        written: str = ""
else:
    _FIELDS = ("base", "ratios", "systems", "special", "rank", "written")
    _SimpleUnit = namedtuple("_SimpleUnit", _FIELDS, defaults=("",))  # noqa: PYI024 - see frozen

DATA: Final = __file__.removesuffix("table.py") + "data/"


class SimpleUnit(_SimpleUnit):
    """What a table says of one unit that is no compound.

    Attributes:
        base: the id of the unit that it is defined by.
        ratios: its factor and offset as they are written: a value of it, times the factor,
            plus the offset, is the value in ``base``.
        systems: the systems of measurement it belongs to, parted by blanks; ``prefixable`` is
            among them if it takes prefixes.
        special: the name of a scale that is no straight line, or empty.
        rank: its place in CLDR's order, by which the parts of a compound are sorted.
        written: what is written for it in every language, where CLDR does not know it.
    """

    __slots__ = ()

    # Most units of the table are never asked for: what they are worth is read when one is.

    @property
    def factor(self) -> Fraction:
        """How many of the base unit it is."""
        return ratio(self.ratios[0])

    @property
    def offset(self) -> Fraction:
        """Where its zero is, in the base unit."""
        return ratio(self.ratios[1])


@lru_cache(maxsize=1)
def simple_units() -> Mapping[str, SimpleUnit]:
    """Return every unit that is no compound, by id, in CLDR's order."""
    found: dict[str, SimpleUnit] = {}
    for unit, base, factor, offset, systems, special in read_rows("units.csv"):
        found[unit] = SimpleUnit(base, (factor, offset), systems, special, len(found))
    for row in read_rows("trade_units.csv"):
        unit, base, factor, systems, written = row
        inner = found[base]
        found[unit] = SimpleUnit(
            inner.base,
            (str(ratio(factor) * inner.factor), "0"),
            systems,
            "",
            len(found),
            written,
        )
    return found


@lru_cache(maxsize=1)
def prefixes() -> Mapping[str, tuple[Fraction, str]]:
    """Return prefix to its factor and symbol, long names first: deci is no d + eci."""
    rows = sorted(read_rows("prefixes.csv"), key=lambda row: (-len(row[0]), row[0]))
    return {name: (ratio(factor), symbol) for name, factor, symbol in rows}


@lru_cache(maxsize=1)
def quantities() -> Mapping[str, str]:
    """Return the id of a base unit to CLDR's word for what it measures, in CLDR's order."""
    return {base: quantity for base, quantity in read_rows("quantities.csv")}  # noqa: C416


def ratio(text: str) -> Fraction:
    """Read ``12`` or ``5/9``; the tables hold nothing else, so Fraction's own parser can rest."""
    above, _, below = text.partition("/")
    return Fraction(int(above), int(below or 1))


def read_rows(name: str) -> list[list[str]]:
    """Return the rows of a CSV file, without its head and without the line of column names.

    The files quote nothing, so that the csv module need not be loaded.
    """
    with open(f"{DATA}{name}", encoding="utf-8") as file:  # noqa: PTH123 - pathlib is slow to load
        lines = file.read().splitlines()
    return [line.split(",") for line in lines if not line.startswith("#")][1:]
