"""Reads a subsidiary's export, and reports before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, final, get_args

from crmi18n.errors import CrmI18nError, ImportFileError, SettingsError
from crmi18n.findings import Finding
from crmi18n.record.kinds import CodeKind, Defaults, PartKind
from crmi18n.record.proof import Proof, ProofKind, declared_form, prove
from crmi18n.record.schema import Field, Schema
from crmi18n.record.table import Row, Table, column_name, read_table

if TYPE_CHECKING:
    from crmi18n.house import Site

__all__ = ["Column", "FileForm", "Import", "ImportedRow", "Importer"]

T = TypeVar("T")
_UNMAPPED_CODE: Final = "import.unmapped_code"
_PROVED: Final = frozenset(get_args(ProofKind))
_FORMS: Final[tuple[ProofKind, ...]] = ("number", "date", "time", "currency")


@final
@dataclass(frozen=True, slots=True)
class FileForm:
    """What is declared of a file. What is left out is proved, or refused.

    Attributes:
        path: where it is.
        encoding: of its bytes, such as ``"cp1252"``.
        delimiter: between its cells.
        number, date, time, currency: the form of such cells, as ``prove`` takes it.
        columns: header to ``field`` or ``field.part``; empty: the headers are those names.
        codes: field to (the site's word to the code).

    Raises:
        TypeError: an entry is no text, or no table of texts.
        SettingsError: a form is not known, or two columns are mapped to one field; ``where``
            is the entry.
    """

    path: Path | None = None
    encoding: str | None = None
    delimiter: str | None = None
    number: str | None = None
    date: str | None = None
    time: str | None = None
    currency: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict, hash=False)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        for key in ("encoding", "delimiter", *_FORMS):
            declared = getattr(self, key)
            if declared is not None:
                _check_text(key, declared)
        for kind in _FORMS:
            if (declared := self.declared(kind)) is not None:
                try:
                    declared_form(kind, declared)
                except ValueError as error:
                    raise SettingsError(kind, str(error)) from None
        if self.delimiter is not None and (len(self.delimiter) != 1 or self.delimiter in '"\r\n'):
            raise SettingsError("delimiter", f"{self.delimiter!r} is no sign between cells")
        _check_texts("columns", self.columns)
        _check_table("codes", self.codes)
        for name, words in self.codes.items():
            _check_texts(f"codes.{name}", words)
        counts = Counter(self.columns.values())
        if twice := sorted(name for name, count in counts.items() if count > 1):
            raise SettingsError("columns", f"several columns are mapped to {twice}")

    @classmethod
    def of(cls, site: Site, name: str) -> FileForm | None:
        """Return what a site's settings declare of its file of a name, or None.

        ``[sites.X.files]`` holds the forms of all its files, ``[sites.X.files.NAME]`` those
        of one; the one wins.

        Raises:
            SettingsError: an entry is not known, or cannot be used; ``where`` names it.
        """
        declared = site.files or {}
        own = declared.get(name)
        if own is None:
            return None
        where = f"{site.where}.files.{name}"
        if not isinstance(own, Mapping):
            raise SettingsError(where, f"{own!r} is no table; is its path meant?")
        shared = {key: value for key, value in declared.items() if not isinstance(value, Mapping)}
        known = {f.name for f in fields(cls)}
        if unknown := sorted({*shared, *own} - known):
            raise SettingsError(where, f"unknown {unknown}; there are {sorted(known)}")
        facts: dict[str, Any] = {**shared, **own}
        try:
            if "path" in facts:
                _check_text("path", facts["path"])
                facts["path"] = (site.directory or Path()) / facts["path"]
            return cls(**facts)
        except SettingsError as error:
            raise SettingsError(f"{where}.{error.where}", error.reason) from None
        except TypeError as error:
            raise SettingsError(where, str(error)) from None

    def declared(self, kind: PartKind) -> str | None:
        """Return the form that is declared for a kind of cells."""
        match kind:
            case "number" | "percent":
                return self.number
            case "date":
                return self.date
            case "time":
                return self.time
            case "currency":
                return self.currency
            case _:
                return None


def _check_text(key: str, value: object) -> None:
    if not isinstance(value, str):
        raise TypeError(f"{key}: {value!r} is no text")


def _check_table(key: str, value: object) -> None:
    if not isinstance(value, Mapping):
        raise TypeError(f"{key}: {value!r} is no table")


def _check_texts(key: str, value: Mapping[str, object]) -> None:
    _check_table(key, value)
    for name, entry in value.items():
        _check_text(f"{key}.{name}", entry)


@final
@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file, and what was found of it.

    Attributes:
        header: as it stands in the file.
        name: the field, with its part; None: the column is not mapped and was not read.
        proof: of its form; None for texts and codes.
    """

    header: str
    name: str | None
    proof: Proof | None = None


@final
@dataclass(frozen=True, slots=True)
class ImportedRow(Generic[T]):
    """One row and what became of it.

    Attributes:
        number: as a spreadsheet counts, the header being row 1.
        raw: header to the cell as it was; a column without a name is called ``#`` and its
            place, such as ``"#3"``.
        record: the record; None: the row was left out, and ``findings`` say why.
        findings: on this row.
    """

    number: int
    raw: Mapping[str, str] = field(hash=False)
    record: T | None
    findings: tuple[Finding, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Import(Generic[T]):
    """What a file holds. Every row is here: as a record, or left out with its raw cells.

    Attributes:
        path: the file.
        columns: its columns, in order.
        rows: its rows, in order.
    """

    path: str
    columns: tuple[Column, ...]
    rows: tuple[ImportedRow[T], ...]
    file_findings: tuple[Finding, ...] = ()

    @property
    def records(self) -> tuple[T, ...]:
        """The records that were read."""
        return tuple(row.record for row in self.rows if row.record is not None)

    @property
    def rejected(self) -> tuple[ImportedRow[T], ...]:
        """The rows that were left out."""
        return tuple(row for row in self.rows if row.record is None)

    @property
    def unmapped_codes(self) -> Mapping[str, tuple[str, ...]]:
        """Header to the words that stand for no code, each once, to be mapped in one go."""
        words: dict[str, dict[str, None]] = {}
        for row in self.rows:
            for finding in row.findings:
                if finding.code == _UNMAPPED_CODE:
                    header = finding.where.partition("].")[2]
                    words.setdefault(header, {})[finding.value] = None
        return {header: tuple(once) for header, once in words.items()}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, on the file first; ``where`` names row and column."""
        return (*self.file_findings, *(f for row in self.rows for f in row.findings))


@final
class Importer(Generic[T]):
    """Reads exports into records of a schema.

    Args:
        schema: a ``Schema``, or a dataclass to make one of.
        site: whose exports they are: its settings declare the forms of its files and say what
            rows leave out (country, currency, language, zone).
        form: what is declared of the file, where no site says it.

    >>> @dataclass(frozen=True)
    ... class Part:
    ...     id: str
    ...     pieces: int
    >>> Importer(Part, form=FileForm(number="de")).fields
    ('id', 'pieces')
    """

    def __init__(
        self,
        schema: Schema[T] | type[T],
        *,
        site: Site | None = None,
        form: FileForm | None = None,
    ) -> None:
        self._schema = schema if isinstance(schema, Schema) else Schema.of(schema)
        self._form = form or (FileForm.of(site, self._schema.name) if site else None) or FileForm()
        self._defaults = _defaults(site)
        files = f"{site.where}.files." if site else ""
        self._where = f"{files}{self._schema.name}"

    @property
    def fields(self) -> tuple[str, ...]:
        """The names that a column can be mapped to."""
        return tuple(name for field in self._schema.fields for name in field.columns)

    def read(self, path: str | PathLike[str] | None = None) -> Import[T]:
        """Read a file, or the one that the site declares.

        A row is left out, whole and with its reasons, when one of its cells cannot be read, or
        when the record's own check raises a ValueError;
        what reads but is doubtful (a wall time that does not exist, an unknown state) is
        kept, with a finding. Nothing is guessed.

        Raises:
            ImportFileError: it cannot be read as a table at all, lacks a column that is
                required, or no file is declared.
            SettingsError: a declared column, or a field with codes, is not of the schema.
        """
        source = path or self._form.path
        if source is None:
            raise ImportFileError(
                self._schema.name, "no file is given, and the site declares none"
            )
        table = read_table(source, encoding=self._form.encoding, delimiter=self._form.delimiter)
        names = self._names(str(source), table)
        sound = [row for row in table.rows if not row.findings]
        proofs = self._proofs(names, sound)
        columns = tuple(
            Column(header, name, proofs.get(name or ""))
            for header, name in zip(table.header, names, strict=True)
        )
        rows = self._rows(table, names, proofs, sound)
        return Import(str(source), columns, tuple(rows), tuple(_unmapped(columns)))

    def _names(self, path: str, table: Table) -> list[str | None]:
        """Return for each column what it is mapped to."""
        known = set(self.fields)
        if wrong := sorted(self._form.codes.keys() - known):
            raise SettingsError(
                f"{self._where}.codes", f"{wrong} are no fields; there are {sorted(known)}"
            )
        if self._form.columns:
            if wrong := sorted(set(self._form.columns.values()) - known):
                raise SettingsError(
                    f"{self._where}.columns", f"{wrong} are no fields; there are {sorted(known)}"
                )
            if gone := sorted(self._form.columns.keys() - set(table.header)):
                raise ImportFileError(path, f"the header lacks the declared columns {gone}")
            names = [self._form.columns.get(header) for header in table.header]
        else:
            names = [header if header in known else None for header in table.header]
        for field_ in self._schema.fields:
            if field_.required and not set(field_.columns) & set(names):
                raise ImportFileError(path, f"no column holds {field_.name!r}, which is required")
        return names

    def _proofs(self, names: Sequence[str | None], sound: Sequence[Row]) -> dict[str, Proof]:
        proofs = {}
        for index, name in enumerate(names):
            kind = self._part_kind(name) if name else "text"
            if name and kind in _PROVED:
                cells = (row.cells[index] for row in sound)
                proofs[name] = prove(cells, kind, declared=self._form.declared(kind))  # type: ignore[arg-type]
        return proofs

    def _part_kind(self, name: str) -> PartKind:
        found = self._schema.field_of(name)
        assert found, name  # noqa: S101 - _names lets nothing else through
        field_, part = found
        return field_.kind.parts[part]

    def _rows(
        self,
        table: Table,
        names: Sequence[str | None],
        proofs: Mapping[str, Proof],
        sound: Iterable[Row],
    ) -> Iterator[ImportedRow[T]]:
        position = {row.number: index for index, row in enumerate(sound)}
        for row in table.rows:
            raw = dict(zip(_headers(table, row), row.cells, strict=False))
            if row.findings:
                yield ImportedRow(row.number, raw, None, row.findings)
                continue
            reader = _RowReader(row, table.header, names, proofs, position[row.number], self._form)
            record = self._record(reader)
            yield ImportedRow(row.number, raw, record, tuple(reader.findings))

    def _record(self, reader: _RowReader) -> T | None:
        values = {}
        for field_ in self._schema.fields:
            value = reader.build(field_, self._defaults)
            if value is not None:
                values[field_.name] = value
        if reader.failed:
            return None
        try:
            return self._schema.record(**values)
        except ValueError as error:  # a record's own check
            reader.refuse(error)
            return None


class _RowReader:
    """Builds the fields of one row, and collects what is to be said of it."""

    def __init__(
        self,
        row: Row,
        header: Sequence[str],
        names: Sequence[str | None],
        proofs: Mapping[str, Proof],
        index: int,
        form: FileForm,
    ) -> None:
        self._row = row
        self._headers = {name: h for name, h in zip(names, header, strict=True) if name}
        self._cells = {name: c for name, c in zip(names, row.cells, strict=True) if name}
        self._proofs = proofs
        self._index = index
        self._form = form
        self.findings: list[Finding] = []
        self.failed = False

    def build(self, field_: Field, defaults: Defaults) -> Any:
        """Return the value of a field, or None if its cells are empty or do not read."""
        values, sound = self._values(field_)
        if not sound:
            return None
        if not values:
            if field_.required:
                self._fail("import.missing_value", f"{field_.name} is required, and empty", field_)
            return None
        if "" in field_.kind.parts and "" not in values:
            self._fail("import.missing_value", f"{field_.name} has parts, but no value", field_)
            return None
        try:
            value = field_.kind.build(values, defaults)
        except CrmI18nError as error:
            unmapped = isinstance(field_.kind, CodeKind)
            part = field_.kind.blames.get(type(error))
            message = str(error)
            if isinstance(error, SettingsError) and error.where in field_.kind.parts:
                message += f"; its column would be {field_.name}.{error.where}"
            self._fail(_UNMAPPED_CODE if unmapped else _code(error), message, field_, part)
            return None
        raw = {own: self._cells.get(name, "").strip() for name, own in field_.columns.items()}
        for found in field_.kind.check(value):
            where = self._where(field_, found.where)
            self.findings.append(
                replace(found, where=where, value=raw.get(found.where) or found.value)
            )
        return value

    def refuse(self, error: ValueError) -> None:
        """Note that the record itself does not take the values."""
        where, value = f"rows[{self._row.number}]", " | ".join(self._row.cells)
        self.findings.append(Finding("import.record", "error", str(error), where, value))
        self.failed = True

    def _values(self, field_: Field) -> tuple[dict[str, Any], bool]:
        values: dict[str, Any] = {}
        sound = True
        for name, part in field_.columns.items():
            cell = self._cells.get(name, "").strip()
            if not cell:
                continue
            proof = self._proofs.get(name)
            if proof is None:
                values[part] = self._form.codes.get(name, {}).get(cell, cell)
            elif refused := proof.rejected.get(self._index):
                self.findings.append(refused.at(f"rows[{self._row.number}].{self._headers[name]}"))
                self.failed, sound = True, False
            else:
                values[part] = proof.values[self._index]
        return values, sound

    def _fail(self, code: str, message: str, field_: Field, part: str | None = None) -> None:
        names = [name for name, own in field_.columns.items() if part in (None, own)]
        raw = " | ".join(c for name in names if (c := self._cells.get(name, "").strip()))
        where = self._where(field_, part or "")
        self.findings.append(Finding(code, "error", message, where, raw))
        self.failed = True

    def _where(self, field_: Field, part: str) -> str:
        """Return the place of a part; of one that has no column, as a path from the field's."""
        headers = {
            own: self._headers[name]
            for name, own in field_.columns.items()
            if name in self._headers
        }
        column = headers.get(part) or ".".join(
            filter(None, (next(iter(headers.values()), field_.name), part))
        )
        return f"rows[{self._row.number}].{column}"


def _headers(table: Table, row: Row) -> Iterable[str]:
    """Return the header, and the places of the cells that a row has beyond it."""
    beyond = range(len(table.header), len(row.cells))
    return (*table.header, *map(column_name, beyond))


def _code(error: CrmI18nError) -> str:
    """Return the finding code of an error: ``UnknownUnitError`` is ``import.unknown_unit``."""
    words = type(error).__name__.removesuffix("Error")
    snake = "".join(f"_{c.lower()}" if c.isupper() else c for c in words).lstrip("_")
    return f"import.{snake}"


def _unmapped(columns: Iterable[Column]) -> Iterator[Finding]:
    for column in columns:
        if column.name is None:
            message = f"the column {column.header!r} is mapped to no field and was not read"
            yield Finding("import.unmapped_column", "info", message, column.header)
        elif column.proof and column.proof.status in ("ambiguous", "rejected"):
            message = f"the form of the column is {column.proof.status}; its rows are held back"
            code = f"import.{column.proof.status}_column"
            yield Finding(code, "error", message, column.header)


def _defaults(site: Site | None) -> Defaults:
    if site is None:
        return Defaults()
    return Defaults(
        country=site.country,
        currency=site.currency,
        language=site.language,
        corporate_language=site.corporate_language or "en",
        locale=site.locale,
        zone=site.zone,
    )
