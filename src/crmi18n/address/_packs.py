"""Reading of the packs in ``data``: one block for each country, read when it is asked for.

``tools/address_packs.py`` describes the form.
"""

from __future__ import annotations

import json
import zlib
from functools import cache
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

__all__ = ["block", "countries", "names"]

_DATA: Final = Path(__file__).with_name("data")


class _Pack(NamedTuple):
    start: int
    blocks: dict[str, tuple[int, int]]


@cache
def _pack(name: str) -> _Pack:
    with (_DATA / f"{name}.pack").open("rb") as file:
        index = json.loads(_after_head(file))
        return _Pack(file.tell(), index)


def _after_head(file: BinaryIO) -> bytes:
    """Return the first line that does not start with ``#``."""
    return next(line for line in iter(file.readline, b"") if not line.startswith(b"#"))


@cache
def countries() -> frozenset[str]:
    """Return the codes that have rules: ISO 3166-1 alpha-2, and AC, TA and XK."""
    return frozenset(_pack("countries").blocks)


def block(name: str, country: str) -> bytes:
    """Return what a pack says of a country; nothing where it says nothing."""
    start, index = _pack(name)
    if country not in index:
        return b""
    place, length = index[country]
    with (_DATA / f"{name}.pack").open("rb") as file:
        file.seek(start + place)
        return zlib.decompress(file.read(length))


@cache
def names() -> str:
    """Return the text of ``names.table``: lines of a folded name, a tab, and codes."""
    content = (_DATA / "names.table").read_bytes()
    while content.startswith(b"#"):
        content = content.partition(b"\n")[2]
    return zlib.decompress(content).decode()
