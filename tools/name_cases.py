"""Write CLDR's own tests of person names and of grapheme clusters, compressed, to the test data.

Source: npm package ``cldr`` 8.0.0 (CLDR 48), ``common/testData/personNameTest`` and
``common/properties/segments``; Unicode-3.0. The 110 files of names become one: their comments,
which say the same in each, are left out, and a line ``locale ; de`` stands before each file.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

from sources import Source, from_npm

OUT = Path(__file__).parents[1] / "tests/conformance/data"
NAMES = "3rdparty/cldr/common/testData/personNameTest/"
CLUSTERS = "3rdparty/cldr/common/properties/segments/GraphemeBreakTest.txt"
LICENCE = "# Copyright 1991-2025 Unicode, Inc. Unicode-3.0, https://www.unicode.org/license.txt"


def main() -> None:
    """Fetch the package and write both files."""
    source = from_npm("cldr", "8.0.0")
    write("personNameTest", "\n".join((f"# from {source}", LICENCE, *lines(source), "")))
    write("GraphemeBreakTest", f"# from {source}\n" + source.files[CLUSTERS].decode())


def lines(source: Source) -> Iterator[str]:
    """Yield the lines of all files of names that are no comments."""
    for path in sorted(source.files):
        name = path.removeprefix(NAMES).removesuffix(".txt")
        if not path.startswith(NAMES) or name.startswith("_"):
            continue
        yield f"locale ; {name.replace('_', '-')}"
        for line in source.files[path].decode().splitlines():
            if line and not line.startswith(("#", "enum")):
                yield line


def write(name: str, text: str) -> None:
    """Compress a file."""
    target = OUT / f"{name}.txt.gz"
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
