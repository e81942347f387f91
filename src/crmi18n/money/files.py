"""Files of rates as bytes and as rows, bounded, so that a hostile file costs little.

A file is at most 64 MiB, packed or not; the ECB's whole history is 4 MiB.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Final, final

from crmi18n.errors import CrmI18nError, ImportFileError
from crmi18n.money.rate import Rate

__all__ = ["RateFile", "Row", "opened", "rows"]

_LIMIT: Final = 64 * 2**20
_DELIMITERS: Final = ",;\t"


@final
@dataclass(frozen=True, slots=True)
class RateFile:
    """What a file holds, unpacked: the path for errors, the form by its ending, the bytes."""

    path: str
    form: str
    content: bytes

    def text(self) -> str:
        """Return the content as text; raises ImportFileError if it is not UTF-8."""
        try:
            return self.content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise self.refused(f"byte {error.start} is not UTF-8") from None

    def refused(self, reason: str) -> ImportFileError:
        """Return the error that the file cannot be used."""
        return ImportFileError(self.path, reason)


@final
@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, its cells by column."""

    file: RateFile
    line: int
    cells: Mapping[str, str]

    def rate(self, *args: object, **facts: object) -> Rate:
        """Return a rate of these facts, or refuse the file with the line."""
        try:
            return Rate(*args, **facts)  # type: ignore[arg-type]  # Rate checks them
        except (CrmI18nError, ValueError) as error:
            raise self.refused(str(error)) from None

    def refused(self, reason: str) -> ImportFileError:
        """Return the error that the file cannot be used because of this line."""
        return self.file.refused(f"line {self.line}: {reason}")


def opened(path: str | PathLike[str]) -> RateFile:
    """Read a file, out of its zip archive if it is in one.

    Raises:
        ImportFileError: it is not there, too long, or a damaged archive.
    """
    name = str(path)
    try:
        with Path(path).open("rb") as file:
            content = file.read(_LIMIT + 1)
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        raise ImportFileError(name, getattr(error, "strerror", "") or "no such file") from None
    form = Path(path).suffix.lower()
    if form == ".zip":
        form, content = _unzipped(name, content)
    if len(content) > _LIMIT:
        raise ImportFileError(name, f"longer than {_LIMIT} bytes")
    return RateFile(name, form, content)


def _unzipped(name: str, content: bytes) -> tuple[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) != 1:
                raise ImportFileError(
                    name, f"one file in the archive is expected, not {len(members)}"
                )
            with archive.open(members[0]) as file:  # its stated size is a claim: read to the limit
                return Path(members[0].filename).suffix.lower(), file.read(_LIMIT + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ImportFileError(name, f"damaged or locked archive: {error}") from None


def rows(file: RateFile) -> Iterator[Row]:
    """Return the lines of a CSV file; comma, semicolon or tab, told by the header.

    Blanks around names and cells are dropped, and so is the empty last column of the ECB.

    Raises:
        ImportFileError: a line has not as many cells as the header, or a name comes twice.
    """
    lines = file.text().splitlines()
    head = lines[0] if lines else ""
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        names = _trimmed(next(reader, []))
        if len(set(names)) < len(names):
            raise file.refused("a column comes twice in the header")
        for cells in reader:
            found = _trimmed(cells, len(names))
            if not found:
                continue
            if len(found) != len(names):
                raise file.refused(
                    f"line {reader.line_num}: {len(names)} cells are expected, not {len(found)}"
                )
            yield Row(file, reader.line_num, dict(zip(names, found, strict=True)))
    except csv.Error as error:
        raise file.refused(f"line {reader.line_num}: {error}") from None


def header(file: RateFile) -> list[str]:
    """Return the column names of a CSV file."""
    first = file.text().partition("\n")[0].rstrip("\r")
    return _trimmed(next(csv.reader([first], delimiter=max(_DELIMITERS, key=first.count)), []))


def _trimmed(cells: list[str], width: int | None = None) -> list[str]:
    found = [cell.strip() for cell in cells]
    last_is_extra = width is None or len(found) == width + 1
    return found[:-1] if found and not found[-1] and last_is_extra else found
