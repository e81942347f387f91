"""The ECB's files of euro reference rates: daily and 90 days as XML, the history as CSV.

Source: European Central Bank, ``eurofxref-daily.xml``, ``eurofxref-hist-90d.xml``,
``eurofxref-hist.csv`` and ``eurofxref.csv`` (which writes the month in English).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Final
from xml.parsers import expat

from crmi18n.errors import CrmI18nError
from crmi18n.money.files import RateFile, Row, rows
from crmi18n.money.rate import Rate

__all__ = ["ecb_csv", "ecb_xml"]

_BASE: Final = "EUR"
_SOURCE: Final = "ECB"
_ABSENT: Final = ("", "N/A")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def ecb_csv(file: RateFile, only: Collection[str] | None) -> Iterator[Rate]:
    """Return the rates of the wide table, one column a currency."""
    for row in rows(file):
        valid_on = _day(row)
        for code, cell in row.cells.items():
            if code != "Date" and cell not in _ABSENT and (only is None or code in only):
                yield row.rate(_BASE, code, cell, valid_on, source=_SOURCE)


def ecb_xml(file: RateFile, only: Collection[str] | None) -> list[Rate]:
    """Return the rates of the nested ``Cube`` elements.

    A document type is refused before anything of it is read, and entities with it.
    """
    found: list[Rate] = []
    days: list[str] = []
    parser = expat.ParserCreate()

    def start(name: str, facts: Mapping[str, str]) -> None:
        if name.rpartition(":")[2] != "Cube":
            return
        if "time" in facts:
            days.append(facts["time"])
        elif "currency" in facts and (only is None or facts["currency"] in only):
            line = f"line {parser.CurrentLineNumber}"
            if not days or "rate" not in facts:
                raise file.refused(f"{line}: a currency without its day or its rate")
            try:
                day = date.fromisoformat(days[-1])
                found.append(Rate(_BASE, facts["currency"], facts["rate"], day, source=_SOURCE))
            except (CrmI18nError, ValueError) as error:
                raise file.refused(f"{line}: {error}") from None

    def doctype(*_: object) -> None:
        raise file.refused("it declares a document type; the ECB's files have none")

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(file.content, True)
    except expat.ExpatError as error:
        raise file.refused(f"no XML: {error}") from None
    if not found and only is None:
        raise file.refused("it has no Cube with a currency and a rate")
    return found


def _day(row: Row) -> date:
    text = row.cells["Date"]
    day, _, rest = text.partition(" ")
    month, _, year = rest.partition(" ")
    try:
        if month in _MONTHS:
            return date(int(year), _MONTHS.index(month) + 1, int(day))
        return date.fromisoformat(text)
    except ValueError:
        raise row.refused(f"{text!r} is no day; 2026-10-30 or 30 October 2026 is") from None
