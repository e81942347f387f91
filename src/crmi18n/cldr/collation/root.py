"""The root collation of CLDR: one list of weights for each character and contraction.

Source: CLDR 48 (UCA 17), ``uca/allkeys_CLDR.txt``, as ``tools/collation.py`` packs it.
"""

from __future__ import annotations

import json
import struct
import sys
from array import array
from bisect import bisect_left
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, NamedTuple, final

from crmi18n.cldr.normal import PACK, member

__all__ = ["BEFORE", "COMMON2", "COMMON3", "LAST_REGULAR", "PACK", "Element", "Root", "root"]

COMMON2: Final = 0x20
COMMON3: Final = 0x02
BEFORE: Final = 0x01
"""A weight before the common one, on the second and the third level."""

LAST_REGULAR: Final = 0xFB3F << 16
"""The primary weight before the first ideograph."""

# UCA section 10.1.3: core ideographs, other ideographs, everything else.
_CORE, _OTHER, _UNASSIGNED = 0xFB40, 0xFB80, 0xFBC0
# UCA table 10.2: the third weights that capital letters have.
_UPPER: Final = frozenset({*range(0x08, 0x0D), 0x0E, 0x11, 0x12, 0x1D})


class Element(NamedTuple):
    """A collation element; ``after`` says what was tailored in behind a root's weight."""

    primary: int
    """16 bits of the table, and 16 more for an ideograph."""
    secondary: int
    tertiary: int
    case: int = 0
    after: tuple[str, str, str] = ("", "", "")


@final
class Root:
    """The table, decoded a character at a time."""

    def __init__(self, columns: bytes, facts: dict[str, Any]) -> None:
        self.groups: list[tuple[str, int]] = [(name, p << 16) for name, p in facts["groups"]]
        self.marks: str = facts["marks"]
        self.composed: str = facts["composed"]
        self._han: list[tuple[int, int]] = facts["han"]
        self._siniform: list[tuple[int, int, int, int]] = facts["siniform"]
        rows, elements = struct.unpack_from("<II", columns)
        lengths = _column("B", columns, start := 8, rows)
        counts = _column("B", columns, start := start + rows, rows)
        chars = _column("i", columns, start := start + rows, sum(lengths))
        primaries = _column("i", columns, start := start + 4 * len(chars), elements)
        self._secondaries = _column("H", columns, start := start + 4 * elements, elements)
        self._tertiaries = _column("B", columns, start + 2 * elements, elements)
        self._primaries = list(accumulate(primaries))
        text = "".join(map(chr, accumulate(chars)))
        ends = list(accumulate(counts))
        self._rows = {
            text[end - length : end]: (last - count, last)
            for end, length, last, count in zip(
                accumulate(lengths), lengths, ends, counts, strict=True
            )
        }
        # A character with weights of its own behind another: the middle dot behind an l.
        self.contexts: list[tuple[str, str]] = [tuple(pair) for pair in facts["contexts"]]
        in_context = {prefix + text for prefix, text in self.contexts}
        self.contractions = tuple(
            key for key in self._rows if len(key) > 1 and key not in in_context
        )

    def elements(self, text: str) -> tuple[Element, ...] | None:
        """Return the weights of a contraction, None if it is none, or of any character."""
        row = self._rows.get(text)
        if row is None:
            return (self._implicit(ord(text)),) if len(text) == 1 else None
        found: list[Element] = []
        for i in range(*row):
            p, s, t = self._primaries[i], self._secondaries[i], self._tertiaries[i]
            if p and not s:  # the second half of an ideograph's weight
                found[-1] = found[-1]._replace(primary=found[-1].primary | p)
            else:
                found.append(Element(p << 16, s, t, 2 if t in _UPPER else 0))
        return tuple(found)

    def primary_before(self, primary: int) -> int:
        """Return the largest weight of the table below this one."""
        ordered = self._ordered
        return ordered[bisect_left(ordered, primary) - 1]

    def weights_before(self, primary: int, secondary: int, tertiary: int | None) -> int:
        """Return the next lower second (or third) weight beside the stronger ones."""
        lower = {
            (s if tertiary is None else t)
            for s, t in self._weaker.get(primary >> 16, ())
            if (s < secondary if tertiary is None else s == secondary and t < tertiary)
        }
        return max(lower, default=BEFORE) or BEFORE

    @cached_property
    def last_secondary(self) -> Element:
        """The last element that is ignored on the first level."""
        return max(
            Element(0, s, t)
            for p, s, t in zip(self._primaries, self._secondaries, self._tertiaries, strict=True)
            if p == 0
        )

    @cached_property
    def _ordered(self) -> list[int]:
        columns = zip(self._primaries, self._secondaries, strict=True)
        starts = (start for _, start in self.groups)
        return sorted({*starts, *(p << 16 for p, s in columns if p and s)})

    @cached_property
    def _weaker(self) -> dict[int, set[tuple[int, int]]]:
        weaker: dict[int, set[tuple[int, int]]] = {}
        columns = zip(self._primaries, self._secondaries, self._tertiaries, strict=True)
        for p, s, t in columns:
            weaker.setdefault(p, set()).add((s, t))
        return weaker

    def _implicit(self, code: int) -> Element:
        low = (code & 0x7FFF) | 0x8000
        high = _UNASSIGNED + (code >> 15)
        if any(first <= code <= last for first, last in self._han):
            core = 0x4E00 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF
            high = (_CORE if core else _OTHER) + (code >> 15)
        else:
            for first, last, base, offset in self._siniform:
                if first <= code <= last:
                    high, low = base, (code - offset) | 0x8000
        return Element(high << 16 | low, COMMON2, COMMON3)


def _column(kind: str, columns: bytes, start: int, count: int) -> array[int]:
    values = array(kind)
    values.frombytes(columns[start : start + count * values.itemsize])
    if sys.byteorder != "little":
        values.byteswap()
    return values


@lru_cache(maxsize=1)
def root() -> Root:
    """Return the root collation, read once."""
    columns, facts = member("root"), member("facts")
    if columns is None or facts is None:
        raise FileNotFoundError(Path(PACK) / "root")
    return Root(columns, json.loads(facts))
