"""The ECB's euro reference rates since 1999-01-04, as shipped: ``data/ecb.bin``.

Source: European Central Bank, euro foreign exchange reference rates; the file's first line
names the carrier, its version and the hash of the history. ``tools/ecb_rates.py`` writes it.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from itertools import accumulate, compress
from pathlib import Path
from typing import Final

from crmi18n.money.rate import Rate, published_rate
from crmi18n.money.rounding import EXACT
from crmi18n.money.series import Quotes, Series

__all__ = ["read_packed"]

_FILE: Final = Path(__file__).with_name("data") / "ecb.bin"
_BASE: Final = "EUR"
_SOURCE: Final = "ECB"


def read_packed(path: Path = _FILE) -> dict[str, Series]:
    """Return the series of every currency, EUR as base.

    A column is unpacked when a rate of its currency is first asked for.
    """
    content = path.read_bytes()
    line, _, body = content.partition(b"\n")
    head = json.loads(line)
    end = head["days"]["size"]
    days = body[:end]
    found = {}
    for code, facts in head["columns"].items():
        start, end = end, end + facts["size"]
        load = partial(_quotes, code, facts["scale"], body[start:end], days)
        found[code] = Series(load, facts["digest"])
    return found


def _quotes(code: str, scale: int, packed: bytes, packed_days: bytes) -> Quotes:
    cells = _unpack(packed)
    published = [cell >= 0 for cell in cells]
    days = array("i", compress(_days(packed_days), published))
    mantissas = array("i", compress(cells, published))
    unit, multiply = Decimal((0, (1,), -scale)), EXACT.multiply

    def rate_at(index: int) -> Rate:
        value = multiply(Decimal(mantissas[index]), unit)
        return published_rate(_BASE, code, value, date.fromordinal(days[index]), _SOURCE)

    return days, rate_at


def _unpack(packed: bytes) -> array[int]:
    steps = array("i")
    steps.frombytes(zlib.decompress(packed))
    if sys.byteorder == "big":
        steps.byteswap()
    return array("i", accumulate(steps))


# All columns share the days: they are unpacked once, not once a currency.
_days: Final = lru_cache(maxsize=1)(_unpack)
