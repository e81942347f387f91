"""Write ``tests/conformance/data/collation.json.gz``: a part of CLDR's test, and ICU's orders.

Each 60th line of the test of the root order, and a hundred strings in every tailoring as Node's
Intl.Collator sorts them. Needs Node and npm.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

from collation import CLDR
from sources import from_npm

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.conformance.collation import SAMPLE, SUITE, icu, strings, tags


def main() -> None:
    """Ask ICU, read the test, and write both."""
    package = from_npm(*CLDR)
    lines = package.files[SUITE].decode().splitlines()
    orders = {}
    version = ""
    for tag, name in tags().items():
        texts = strings(name, 100)
        order, steps, version = icu(tag, texts)
        orders[tag] = {"strings": [texts[i] for i in order], "steps": steps}
    found = {
        "source": f"Node's Intl.Collator, ICU {version}; {package}: {SUITE}, each 60th line",
        "suite": [line for line in lines if line and line[0] != "#"][::60],
        "orders": orders,
    }
    body = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
    SAMPLE.write_bytes(gzip.compress(body, mtime=0))
    print(f"{len(orders)} orders -> {SAMPLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
