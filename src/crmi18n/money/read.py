"""Files of rates, read whole or not at all.

The form is told by the ending (``.csv .json .xml``, or a ``.zip`` with one of them), and that
of a CSV file by its header: the ECB's, SAP's table TCURR, or our own plain one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from os import PathLike
from typing import Final

from crmi18n.money.files import RateFile, Row, header, opened, rows
from crmi18n.money.rate import Rate
from crmi18n.money.read_ecb import ecb_csv, ecb_xml
from crmi18n.money.read_json import json_rates
from crmi18n.money.read_sap import SAP_COLUMNS, sap_rates

__all__ = ["read_rates"]

_REQUIRED: Final = ("base", "quote", "value", "valid_on")
_OPTIONAL: Final = ("kind", "per", "valid_until", "source", "recorded_at")


def read_rates(
    path: str | PathLike[str], *, only: Collection[str] | None = None, source: str | None = None
) -> list[Rate]:
    """Return the rates of a file; ``RateBook.read`` tells its forms, arguments and errors."""
    file = opened(path)
    match file.form:
        case ".csv":
            return list(_csv(file, only))
        case ".json":
            return list(json_rates(file, only, source or ""))
        case ".xml":
            return list(ecb_xml(file, only))
    raise file.refused(
        f"no known form of a rate file: {file.form or 'no ending'}; .csv, .json,"
        " .xml and .zip are read"
    )


def _csv(file: RateFile, only: Collection[str] | None) -> Iterable[Rate]:
    names = header(file)
    if names[:1] == ["Date"]:
        return ecb_csv(file, only)
    if set(names) >= SAP_COLUMNS:
        return sap_rates(file)
    if missing := [name for name in _REQUIRED if name not in names]:
        raise file.refused(f"the header lacks {', '.join(missing)}")
    if unknown := [name for name in names if name not in (*_REQUIRED, *_OPTIONAL)]:
        accepted = ", ".join((*_REQUIRED, *_OPTIONAL))
        raise file.refused(f"unknown columns {unknown}; there are {accepted}")
    return map(_plain_rate, rows(file))


def _plain_rate(row: Row) -> Rate:
    cells = row.cells
    try:
        recorded, until = cells.get("recorded_at"), cells.get("valid_until")
        facts = {
            "kind": cells.get("kind") or "spot",
            "per": int(cells.get("per") or 1),
            "valid_until": date.fromisoformat(until) if until else None,
            "source": cells.get("source", ""),
            "recorded_at": datetime.fromisoformat(recorded) if recorded else None,
        }
        valid_on = date.fromisoformat(cells["valid_on"])
    except ValueError as error:
        raise row.refused(str(error)) from None
    return row.rate(cells["base"], cells["quote"], cells["value"], valid_on, **facts)
