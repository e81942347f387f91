"""Write CLDR's own tests of units to ``tests/conformance/data``, compressed.

Source: npm package ``cldr`` 8.0.0 (CLDR 48), ``common/testData/units``; Unicode-3.0, as the head
of each file says.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from sources import from_npm

OUT = Path(__file__).parents[1] / "tests/conformance/data"
FOLDER = "3rdparty/cldr/common/testData/units"
NAMES = ("unitsTest", "unitPreferencesTest", "unitLocalePreferencesTest")


def main() -> None:
    """Fetch the package and write the three files."""
    source = from_npm("cldr", "8.0.0")
    for name in NAMES:
        content = f"# from {source}\n".encode() + source.files[f"{FOLDER}/{name}.txt"]
        (OUT / f"{name}.txt.gz").write_bytes(gzip.compress(content, mtime=0))


if __name__ == "__main__":
    main()
