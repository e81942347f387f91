"""A delimited file as a table of texts, with every row that is not sound named.

Nothing is repaired: a byte that the encoding does not know stays visible, and a row with too
few cells is left as it is.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import Final, final

from crmi18n.errors import ImportFileError
from crmi18n.findings import Finding

__all__ = ["Row", "Table", "read_table"]

_MAX_BYTES: Final = 512 * 1024 * 1024
_DELIMITERS: Final = ",;\t|"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Python marks a byte that does not decode as one of these (PEP 383).
_WRONG_BYTE: Final = re.compile("[\udc80-\udcff]")


@final
@dataclass(frozen=True, slots=True)
class Row:
    """One row as a spreadsheet numbers it (the header is row 1), and what is wrong with it."""

    number: int
    cells: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Table:
    """A header and its rows."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    delimiter: str


def read_table(
    path: str | PathLike[str], *, encoding: str | None = None, delimiter: str | None = None
) -> Table:
    """Read a delimited file (RFC 4180, with the delimiters that spreadsheets write).

    Without ``encoding`` a byte order mark decides, else the file must be UTF-8; without
    ``delimiter`` the one that gives every row as many cells as the header. Blank rows are
    passed over.

    Raises:
        ImportFileError: it is not there, too large, in another encoding, has no header, two
            columns of one name, or quotes that do not close.
    """
    name = str(path)
    content = _content(path)
    found = encoding or _encoding(name, content)
    text = _decoded(name, content, found)
    try:
        sign = delimiter or _delimiter(name, text)
        # Only CR and LF end a row; str.splitlines would break one at U+2028 or a form feed.
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True))
    except csv.Error as error:
        raise ImportFileError(name, f"no sound delimited text: {error}") from None
    if not lines or not any(lines[0]):
        raise ImportFileError(name, "there is no header in the first row")
    header = tuple(cell.strip() for cell in lines[0])
    if twice := {cell for cell in header if cell and header.count(cell) > 1}:
        raise ImportFileError(name, f"two columns are called {', '.join(sorted(twice))}")
    rows = (_row(number, cells, header) for number, cells in enumerate(lines[1:], start=2))
    return Table(header, tuple(row for row in rows if any(row.cells)), found, sign)


def visible(cell: str) -> str:
    r"""Return the cell with every byte that did not decode written as ``\xNN``."""
    return _WRONG_BYTE.sub(lambda m: f"\\x{ord(m[0]) - 0xDC00:02x}", cell)


def _content(path: str | PathLike[str]) -> bytes:
    file = Path(path)
    try:
        if file.stat().st_size > _MAX_BYTES:
            raise ImportFileError(str(path), f"larger than {_MAX_BYTES:,} bytes; split it")
        return file.read_bytes()
    except OSError as error:
        raise ImportFileError(str(path), error.strerror or "cannot be read") from None


def _encoding(name: str, content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ImportFileError(
            name, f"byte {error.start} is not UTF-8; declare the encoding, such as cp1252"
        ) from None
    return "utf-8"


def _decoded(name: str, content: bytes, encoding: str) -> str:
    if encoding.lower() in ("utf-8", "utf8"):
        encoding = "utf-8-sig"  # a mark at the start is no part of the first header
    try:
        return content.decode(encoding, errors="surrogateescape")
    except LookupError:
        raise ImportFileError(name, f"there is no encoding {encoding!r}") from None
    except UnicodeDecodeError as error:
        raise ImportFileError(
            name, f"byte {error.start} is not {encoding}: {error.reason}"
        ) from None


def _delimiter(name: str, text: str) -> str:
    fitting = []
    for sign in _DELIMITERS:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        widths = [len(row) for row in islice(rows, 200) if row]
        if widths and widths[0] > 1 and widths.count(widths[0]) > len(widths) / 2:
            fitting.append((widths.count(widths[0]) == len(widths), sign))
    best = [sign for sound, sign in fitting if sound == max(s for s, _ in fitting)]
    if len(best) != 1:
        raise ImportFileError(name, "the delimiter is not plain; declare it, such as ';'")
    return best[0]


def _row(number: int, cells: Sequence[str], header: Sequence[str]) -> Row:
    shown = tuple(visible(cell) for cell in cells)
    findings = [
        Finding(
            "import.wrong_byte",
            "error",
            f"{value!r} has a byte that is none of the file's encoding",
            where=f"rows[{number}].{header[index] if index < len(header) else index + 1}",
            value=value,
        )
        for index, (cell, value) in enumerate(zip(cells, shown, strict=True))
        if _WRONG_BYTE.search(cell)
    ]
    if any(cells) and len(cells) != len(header):
        code = "truncated_row" if len(cells) < len(header) else "extra_cells"
        message = f"the row has {len(cells)} cells, the header {len(header)}"
        where = f"rows[{number}]"
        findings.append(Finding(f"import.{code}", "error", message, where, " | ".join(shown)))
    return Row(number, shown, tuple(findings))
