"""Reading of the tables in ``data``: CLDR 48.2, one value each (``tools/packs.py``)."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Final

__all__ = ["DATA", "after_head", "table"]

DATA: Final = Path(__file__).with_name("data")


@lru_cache(maxsize=16)
def table(name: str) -> Any:
    """Return a table that is not of one locale.

    >>> table("digits")["thai"]
    '๐๑๒๓๔๕๖๗๘๙'
    """
    with (DATA / f"{name}.table").open("rb") as file:
        return json.loads(after_head(file))


def after_head(file: BinaryIO) -> bytes:
    """Return the first line that does not start with ``#``."""
    return next(line for line in iter(file.readline, b"") if not line.startswith(b"#"))
