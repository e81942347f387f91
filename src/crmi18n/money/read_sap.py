"""SAP's table of exchange rates (TCURR) with its translation ratios (TCURF), as CSV.

A row of TCURR says: ``FFACT`` units of ``FCURR`` are ``UKURS`` times ``TFACT`` units of
``TCURR``; a negative ``UKURS`` (a minus on either side, or a slash before it) is an indirect
quotation: ``TFACT`` units of ``TCURR`` are ``|UKURS|`` times ``FFACT`` units of ``FCURR``. The
ratios stand beside the rate or in a file of TCURF; a rate without one says nothing, and is
refused.

Source: SAP table definitions TCURR, TCURF; ``GDATU`` is 99999999 less the day as a number, and
is read as that, as the plain number, or as an ISO 8601 day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from os import PathLike
from types import MappingProxyType
from typing import Final

from crmi18n.errors import CrmI18nError
from crmi18n.money.files import RateFile, Row, opened, rows
from crmi18n.money.rate import Rate, RateKind
from crmi18n.money.rounding import EXACT, exact_number

__all__ = ["SAP_COLUMNS", "SAP_KINDS", "read_sap_rates", "sap_rates"]

SAP_COLUMNS: Final = frozenset({"KURST", "FCURR", "TCURR", "GDATU", "UKURS"})
_RATIO: Final = frozenset({"FFACT", "TFACT"})
SAP_KINDS: Final[Mapping[str, RateKind]] = MappingProxyType(
    {"M": "spot", "B": "sell", "G": "buy", "P": "budget", "EURX": "fixed"}
)
"""What SAP's delivered rate types mean; a company's own types are given by ``kinds``."""

_Pair = tuple[str, str, str]
_Ratios = dict[_Pair, list[tuple[date, int, int]]]


def read_sap_rates(
    path: str | PathLike[str],
    *,
    factors: str | PathLike[str] | None = None,
    kinds: Mapping[str, RateKind] = SAP_KINDS,
) -> list[Rate]:
    """Return the rates of an export of TCURR.

    Args:
        path: the CSV file, its header the field names.
        factors: the export of TCURF, unless FFACT and TFACT stand in the first file.
        kinds: the kind of rate of each KURST.

    Raises:
        ImportFileError: a file cannot be read, a rate has no ratio, or its type no kind.
    """
    ratios = _ratios(opened(factors)) if factors is not None else None
    return list(sap_rates(opened(path), ratios, kinds))


def sap_rates(
    file: RateFile, ratios: _Ratios | None = None, kinds: Mapping[str, RateKind] = SAP_KINDS
) -> Iterator[Rate]:
    """Return the rates of an opened file; raises as :func:`read_sap_rates`."""
    for row in rows(file):
        pair = _pair(row)
        day = _day(row)
        kind = kinds.get(pair[0])
        if kind is None:
            raise row.refused(f"rate type {pair[0]!r} has no kind; kinds= gives it one")
        from_units, to_units = _ratio(row, pair, day, ratios)
        text = row.cells["UKURS"]
        indirect = text[:1] in ("-", "/") or text[-1:] == "-"
        try:
            value = exact_number(text.strip("-/").strip(), "rate")
            quoted = EXACT.multiply(value, exact_number(from_units if indirect else to_units))
        except (CrmI18nError, ArithmeticError) as error:
            raise row.refused(str(error)) from None
        base, quote, per = (
            (pair[2], pair[1], to_units) if indirect else (pair[1], pair[2], from_units)
        )
        yield row.rate(base, quote, quoted, day, kind, per, source=f"SAP TCURR {pair[0]}")


def _ratio(row: Row, pair: _Pair, day: date, ratios: _Ratios | None) -> tuple[int, int]:
    if row.cells.keys() >= _RATIO:
        return _whole(row, "FFACT"), _whole(row, "TFACT")
    fitting = [ratio for ratio in (ratios or {}).get(pair, ()) if ratio[0] <= day]
    if not fitting:
        raise row.refused(
            f"{' '.join(pair)} has no translation ratio on {day}; it stands in FFACT and TFACT,"
            " or in a file of TCURF"
        )
    _, from_units, to_units = max(fitting)
    return from_units, to_units


def _ratios(file: RateFile) -> _Ratios:
    found: _Ratios = {}
    for row in rows(file):
        _require(row, ("KURST", "FCURR", "TCURR", "GDATU", *sorted(_RATIO)))
        ratio = (_day(row), _whole(row, "FFACT"), _whole(row, "TFACT"))
        found.setdefault(_pair(row), []).append(ratio)
    return found


def _require(row: Row, names: Iterable[str]) -> None:
    if missing := [name for name in names if name not in row.cells]:
        raise row.refused(f"the header lacks {', '.join(missing)}")


def _pair(row: Row) -> _Pair:
    return row.cells["KURST"], row.cells["FCURR"], row.cells["TCURR"]


def _whole(row: Row, name: str) -> int:
    text = row.cells[name]
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and int(text)):
        raise row.refused(f"{name} is a whole number above zero, not {text!r}")
    return int(text)


def _day(row: Row) -> date:
    text = row.cells["GDATU"]
    digits = text
    if text.isascii() and text.isdigit() and len(text) == 8 and text >= "5":
        digits = f"{99999999 - int(text):08}"  # kept inverted, so that the newest sorts first
    try:
        return date.fromisoformat(digits)
    except ValueError:
        raise row.refused(f"GDATU {text!r} is no day") from None
