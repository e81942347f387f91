"""Files of rates, read whole or not at all."""

from __future__ import annotations

import csv
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from typing import Final

from crmi18n.errors import CrmI18nError, ImportFileError
from crmi18n.money.rate import Rate

__all__ = ["read_rates"]

_REQUIRED: Final = ("base", "quote", "value", "valid_on")
_OPTIONAL: Final = ("kind", "per", "valid_until", "source", "recorded_at")


def read_rates(path: str | PathLike[str]) -> list[Rate]:
    """Return the rates of a CSV file; ``RateBook.read`` tells its form and errors."""
    file = Path(path)
    if file.suffix.lower() != ".csv":
        raise ImportFileError(str(path), "no known form of a rate file; .csv is read")
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise ImportFileError(str(path), error.strerror or "cannot be opened") from None
    except UnicodeDecodeError as error:
        raise ImportFileError(str(path), f"byte {error.start} is not UTF-8") from None
    reader = csv.DictReader(lines)
    names = reader.fieldnames or ()
    if missing := [name for name in _REQUIRED if name not in names]:
        raise ImportFileError(str(path), f"the header lacks {', '.join(missing)}")
    if unknown := [name for name in names if name not in (*_REQUIRED, *_OPTIONAL)]:
        accepted = ", ".join((*_REQUIRED, *_OPTIONAL))
        raise ImportFileError(str(path), f"unknown columns {unknown}; there are {accepted}")
    return [_rate(path, reader.line_num, row) for row in reader]


def _rate(path: str | PathLike[str], line: int, row: dict[str, str | None]) -> Rate:
    cells = {name: (cell or "").strip() for name, cell in row.items() if name}
    if None in row or None in row.values():
        raise ImportFileError(str(path), f"line {line}: as many cells as columns are expected")
    try:
        recorded = cells.get("recorded_at")
        until = cells.get("valid_until")
        return Rate(
            cells["base"],
            cells["quote"],
            cells["value"],
            date.fromisoformat(cells["valid_on"]),
            cells.get("kind") or "spot",  # type: ignore[arg-type]  # Rate checks it
            int(cells.get("per") or 1),
            date.fromisoformat(until) if until else None,
            cells.get("source", ""),
            datetime.fromisoformat(recorded) if recorded else None,
        )
    except (CrmI18nError, ValueError) as error:
        raise ImportFileError(str(path), f"line {line}: {error}") from None
