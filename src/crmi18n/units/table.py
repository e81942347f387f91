"""The tables of this room: CLDR's units, read on first use.

Source: CLDR 48.2 units.json and unitPreferenceData.json, in the order of CLDR 48 units.xml, as
``data/units.json`` holds them; ``data/trade_units.csv`` adds a few that CLDR has no id for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

__all__ = ["SimpleUnit", "prefixes", "read_rows", "simple_units", "table"]

_DATA: Final = Path(__file__).with_name("data")


class SimpleUnit(NamedTuple):
    """What a table says of one unit that is no compound.

    Attributes:
        base: the id of the unit that it is defined by.
        factor, offset: its value, times ``factor``, plus ``offset``, is the value in ``base``.
        systems: the systems of measurement it belongs to; ``"prefixable"`` is among them if
            it takes prefixes.
        special: the name of a scale that is no straight line, or empty.
        rank: its place in CLDR's order, by which the parts of a compound are sorted.
        written: what is written for it in every language, where CLDR does not know it.
    """

    base: str
    factor: Fraction
    offset: Fraction
    systems: frozenset[str]
    special: str
    rank: int
    written: str = ""


@lru_cache(maxsize=1)
def table() -> Mapping[str, Any]:
    """Return the generated table as it lies in the file."""
    text = (_DATA / "units.json").read_text("utf-8")
    return json.loads(text[text.index("{") :])  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def simple_units() -> Mapping[str, SimpleUnit]:
    """Return every unit that is no compound, by id, in CLDR's order."""
    found: dict[str, SimpleUnit] = {}
    for unit, (base, factor, offset, systems, special) in table()["units"].items():
        found[unit] = SimpleUnit(
            base, ratio(factor), ratio(offset), frozenset(systems.split()), special, len(found)
        )
    for row in read_rows("trade_units.csv"):
        unit, base, factor, systems, written = row
        inner = found[base]
        found[unit] = SimpleUnit(
            inner.base,
            ratio(factor) * inner.factor,
            Fraction(0),
            frozenset(systems.split()),
            "",
            len(found),
            written,
        )
    return found


@lru_cache(maxsize=1)
def prefixes() -> Mapping[str, tuple[Fraction, str]]:
    """Return prefix to its factor and symbol, long names first: deci is no d + eci."""
    rows = table()["prefixes"]
    return {
        name: (ratio(rows[name][0]), rows[name][1])
        for name in sorted(rows, key=lambda name: (-len(name), name))
    }


def ratio(text: str) -> Fraction:
    """Read ``12`` or ``5/9``; the tables hold nothing else, so Fraction's own parser can rest."""
    above, _, below = text.partition("/")
    return Fraction(int(above), int(below or 1))


def read_rows(name: str) -> list[list[str]]:
    """Return the rows of a CSV file, without its head and without the line of column names.

    The files quote nothing, so that the csv module need not be loaded.
    """
    lines = (_DATA / name).read_text("utf-8").splitlines()
    return [line.split(",") for line in lines if not line.startswith("#")][1:]
