"""Reading of the tables in ``data``: CLDR 48.2, one value each (``tools/packs.py``)."""

from __future__ import annotations

import json
import os
from functools import lru_cache
from typing import Any, BinaryIO, Final

__all__ = ["after_head", "opened", "table"]

_DATA: Final = os.path.dirname(__file__) + "/data"  # noqa: PTH120 - pathlib costs 3 ms


@lru_cache(maxsize=16)
def table(name: str) -> Any:
    """Return a table that is not of one locale.

    >>> table("digits")["thai"]
    '๐๑๒๓๔๕๖๗๘๙'
    """
    with opened(f"{name}.table") as file:
        return json.loads(after_head(file))


def opened(name: str) -> BinaryIO:
    """Open a file of the data."""
    return open(f"{_DATA}/{name}", "rb")  # noqa: PTH123


def after_head(file: BinaryIO) -> bytes:
    """Return the first line that does not start with ``#``."""
    return next(line for line in iter(file.readline, b"") if not line.startswith(b"#"))
