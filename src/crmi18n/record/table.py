"""A delimited file as a table of texts, with every row that is not sound named.

Nothing is repaired: a byte that the encoding does not know stays visible, and a row with too
few cells is left as it is.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from os import PathLike
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Final, final

from crmi18n.errors import ImportFileError
from crmi18n.findings import Finding

if TYPE_CHECKING:
    import _csv

__all__ = ["Row", "Table", "column_name", "read_table"]

_MAX_BYTES: Final = 512 * 1024 * 1024
_DELIMITERS: Final = ",;\t|"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16's, which it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Python marks a byte that does not decode as one of these (PEP 383); NUL is no text either.
_WRONG_BYTE: Final = re.compile("[\0\udc80-\udcff]")


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
    """A header and its rows.

    Attributes:
        header: the names of the columns; one without a name is called by its place (``"#3"``).
        rows: the rows that are not blank.
        encoding, delimiter: what the file was read with.
    """

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
        ImportFileError: it is not there, no file, too large, in another encoding, has no
            header, two columns of one name, or quotes that do not close.
    """
    name = str(path)
    content = _content(path)
    found = encoding or _encoding(name, content)
    text = _decoded(name, content, found)
    if not text.strip():
        raise ImportFileError(name, "it is empty; there is no header in the first row")
    if "\0" in text[: text.find("\n")]:
        raise ImportFileError(
            name, f"the header is not {found}; declare the encoding, such as utf-16-le"
        )
    sign = delimiter or _delimiter(name, text)
    lines = _lines(name, text, sign)
    if not any(lines[0]):
        raise ImportFileError(name, "there is no header in the first row")
    header = tuple(column_name(index, cell) for index, cell in enumerate(lines[0]))
    if twice := sorted(cell for cell, count in Counter(header).items() if count > 1):
        raise ImportFileError(name, f"two columns are called {', '.join(twice)}")
    rows = (_row(number, cells, header) for number, cells in enumerate(lines[1:], start=2))
    return Table(header, tuple(row for row in rows if any(row.cells)), found, sign)


def visible(cell: str) -> str:
    r"""Return the cell with every byte that did not decode written as ``\xNN``."""
    return _WRONG_BYTE.sub(lambda m: f"\\x{ord(m[0]) & 0xFF:02x}", cell)


def column_name(index: int, cell: str = "") -> str:
    """Return what the header calls a column, or else its place, the first being ``#1``."""
    return visible(cell).strip() or f"#{index + 1}"


def _content(path: str | PathLike[str]) -> bytes:
    file = Path(path)
    try:
        state = file.stat()
        if not S_ISREG(state.st_mode):  # a device or a pipe may never end
            reason = "it is no file"
        elif state.st_size > _MAX_BYTES:
            reason = f"larger than {_MAX_BYTES:,} bytes; split it"
        else:
            return file.read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be read"
    except ValueError:
        reason = "a path cannot hold NUL"
    raise ImportFileError(str(path), reason)


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
    try:
        text = content.decode(encoding, errors="surrogateescape")
    except UnicodeDecodeError as error:
        raise ImportFileError(
            name, f"byte {error.start} is not {encoding}: {error.reason}"
        ) from None
    except (LookupError, ValueError):  # or one that is none of texts, such as idna
        raise ImportFileError(name, f"there is no encoding {encoding!r}") from None
    return text.removeprefix("\ufeff")  # a mark at the start is no part of the first header


def _lines(name: str, text: str, delimiter: str) -> list[list[str]]:
    rows = _reader(text, delimiter, strict=True)
    try:
        return list(rows)
    except csv.Error as error:
        raise ImportFileError(
            name, f"no sound delimited text: line {rows.line_num}: {error}"
        ) from None


def _reader(text: str, delimiter: str, *, strict: bool) -> _csv.Reader:
    # Only CR and LF end a row; str.splitlines would break one at U+2028 or a form feed.
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)


def _delimiter(name: str, text: str) -> str:
    fitting = []
    for sign in _DELIMITERS:
        widths = list(islice(_widths(text, sign), 200))
        if widths and widths[0] > 1 and widths.count(widths[0]) > len(widths) / 2:
            fitting.append((widths.count(widths[0]) == len(widths), sign))
    best = [sign for sound, sign in fitting if sound == max(s for s, _ in fitting)]
    if len(best) != 1:
        raise ImportFileError(name, "the delimiter is not plain; declare it, such as ';'")
    return best[0]


def _widths(text: str, delimiter: str) -> Iterator[int]:
    try:
        yield from (len(row) for row in _reader(text, delimiter, strict=False) if row)
    except csv.Error:
        return  # a row too long for one cell, which it may be with a wrong delimiter


def _row(number: int, cells: Sequence[str], header: Sequence[str]) -> Row:
    shown = tuple(visible(cell) for cell in cells)
    findings = [
        Finding(
            "import.wrong_byte",
            "error",
            f"{value!r} has a byte that is none of the file's encoding",
            where=f"rows[{number}].{header[index] if index < len(header) else column_name(index)}",
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
