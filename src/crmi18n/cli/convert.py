"""``crmi18n convert``: a file of any size gets a column in another currency, part by part."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date as day_type
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, final

from crmi18n.errors import ImportFileError, MissingExtraError
from crmi18n.money import RateBook, RateTable
from crmi18n.money.currency import currencies
from crmi18n.money.rounding import EXACT
from crmi18n.money.table import reach

try:
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow import csv, parquet
except ModuleNotFoundError as error:
    if error.name != "pyarrow":
        raise
    raise MissingExtraError("pyarrow", "crmi18n convert") from None

from crmi18n.ext._frames import REPORT
from crmi18n.ext.pyarrow import convert_frame, decimals

__all__ = ["Summary", "convert_file"]

_BLOCK: Final = 1 << 22  # bytes of CSV at once; Arrow reads some dozen of them ahead
_BATCH: Final = 1 << 17  # rows of Parquet at once
_SHOWN: Final = 10
_DAY: Final = "__crmi18n_day"


@final
@dataclass(slots=True)
class Summary:
    """What became of the rows.

    Attributes:
        to: the currency converted to.
        book_id: the content hash of the rates.
        rows: all of them.
        empty: those without an amount.
        pairs: those without a rate, by currency, day and reason.
        sums: rows and sums by currency, in that currency and converted; those without a rate
            are in neither sum.
    """

    to: str
    book_id: str
    rows: int = 0
    empty: int = 0
    pairs: Counter[tuple[str | None, day_type | None, str]] = field(default_factory=Counter)
    sums: dict[str, tuple[int, Decimal, Decimal]] = field(default_factory=dict)

    @property
    def left_out(self) -> int:
        """How many rows have an amount and no result."""
        return self.pairs.total()

    @property
    def converted(self) -> int:
        """How many rows have a result."""
        return self.rows - self.empty - self.left_out

    def facts(self) -> dict[str, Any]:
        """Return the figures in plain JSON types."""
        return {
            "to": self.to,
            "book_id": self.book_id,
            "rows": self.rows,
            "converted": self.converted,
            "empty": self.empty,
            "left_out": dict(self._reasons()),
            "sums": {
                code: {"rows": rows, "amount": f"{own:f}", self.to: f"{converted:f}"}
                for code, (rows, own, converted) in sorted(self.sums.items())
            },
        }

    def _reasons(self) -> Counter[str]:
        reasons: Counter[str] = Counter()
        for (_, _, reason), count in self.pairs.items():
            reasons[reason] += count
        return reasons

    def print(self) -> None:
        """Print the figures."""
        lines = [
            f"{self.rows:>14,} rows",
            f"{self.converted:>14,} converted to {self.to}",
            f"{self.empty:>14,} without an amount",
            *(f"{count:>14,} left out: {why}" for why, count in self._reasons().most_common()),
            f"{'':>14} book {self.book_id}",
            "",
            f"{'':4}{'rows':>12} {'sum':>30} {'in ' + self.to:>30}",
        ]
        for code, (rows, own, converted) in sorted(self.sums.items()):
            lines.append(f"{code:4}{rows:>12,} {own:>30,f} {converted:>30,f}")
        lines += [
            f"left out: {count:,} rows of {code} on {day}, {reason}"
            for (code, day, reason), count in self.pairs.most_common(_SHOWN)
        ]
        if len(self.pairs) > _SHOWN:
            lines.append(f"left out: {len(self.pairs) - _SHOWN:,} more pairs; --report lists all")
        sys.stdout.write("\n".join(lines) + "\n")


def convert_file(
    file: Path,
    out: Path,
    *,
    amount: str,
    currency: str,
    date: str,
    to: str,
    delimiter: str = ",",
    rates: Path | None = None,
    kind: str = "spot",
    rounding: str = "half_up",
    max_age: int | None = None,
    evidence: bool = False,
    report: Path | None = None,
) -> Summary:
    """Convert a CSV or Parquet file into one of the same kind, and count.

    The result is written beside its place first, so that there is all of it or nothing; what
    was there before is replaced. The file itself is never overwritten.

    Raises:
        ImportFileError: the file cannot be read, or has not the columns named, or has the
            result's already; a file cannot be written.
        MissingExtraError: pyarrow is not installed.
    """
    _require_places(file, out, report)
    book = RateBook.read(rates) if rates else RateBook.ecb()
    tables = _Tables(book, to, kind, max_age)
    summary = Summary(to, book.id)
    names = (amount, currency, date)
    settings: dict[str, Any] = {"amount": amount, "currency": currency, "date": _DAY, "to": to}
    settings |= {"kind": kind, "rounding": rounding, "evidence": evidence}
    with (
        _opened(file, names, f"{amount}_{to}", delimiter) as (parts, size),
        _replacing(out) as temporary,
    ):
        writer = None
        with _progress(file.name, size) as advance:
            for part, done in parts:
                whole = part.append_column(_DAY, _days(part[date], file))
                table = tables.of(whole[_DAY], part[currency])
                try:
                    converted, pairs = convert_frame(
                        whole, book=table, on_missing="report", **settings
                    )
                except (TypeError, KeyError) as error:  # Parquet of other types; evidence there
                    raise ImportFileError(str(file), str(error.args[0])) from None
                converted = converted.drop_columns([_DAY])
                _count(summary, converted, names, pairs)
                with _naming(out):
                    writer = writer or _writer(temporary, converted.schema, book, delimiter)
                    writer.write_table(converted)
                advance(done)
        with _naming(out):
            if writer is not None:
                writer.close()
    with _naming(report or out):
        _write_facts(out, summary, report)
    return summary


def _require_places(file: Path, out: Path, report: Path | None) -> None:
    """Refuse, before anything is read, what would overwrite the file or cannot be written."""
    taken = {file.resolve(): "the file that is read"}
    for path in (out, report):
        if path is None:
            continue
        if not path.parent.is_dir():
            raise ImportFileError(str(path), "there is no such folder")
        if what := taken.get(path.resolve()):
            raise ImportFileError(str(path), f"it is {what}")
        taken[path.resolve()] = "the result"
    if out.suffix.lower() not in (".csv", ".parquet"):
        raise ImportFileError(str(out), "the result is .csv or .parquet")


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Say which file it is that cannot be written."""
    try:
        yield
    except OSError as error:
        raise ImportFileError(str(path), str(error)) from None


class _Tables:
    """Tables of whole years, made as the parts of a file need them."""

    def __init__(self, book: RateBook, to: str, kind: str, max_age: int | None) -> None:
        self._book, self._to, self._kind, self._max_age = book, to, kind, max_age
        self._codes: set[str] = {to}
        self._table: RateTable | None = None

    def of(self, days: Any, codes: Any) -> RateTable:
        span = pc.min_max(days).as_py()
        fresh = {code for code in pc.unique(codes).to_pylist() if code in currencies()}
        first = span["min"] or self._book.last_day or day_type(2000, 1, 1)
        last = span["max"] or first
        known = self._table
        within = known and known.start <= first and last <= known.end
        if known and within and fresh <= self._codes:
            return known
        self._codes |= fresh
        oldest, newest = self._book.first_day, self._book.last_day
        start, end = reach(
            (oldest, newest) if oldest and newest else None,
            day_type(first.year, 1, 1),
            day_type(last.year, 12, 31),
        )
        self._table = self._book.table(
            self._to,
            kinds=(self._kind,),  # type: ignore[arg-type]
            start=start,
            end=end,
            max_age=self._max_age,
            currencies=self._codes,
        )
        return self._table


@contextmanager
def _opened(
    file: Path, names: tuple[str, ...], result: str, delimiter: str
) -> Iterator[tuple[Iterator[tuple[Any, int]], int]]:
    """Give the parts of a file, each with how much of it is read by then, and how much it is."""
    suffix = file.suffix.lower()
    try:
        if suffix == ".parquet":
            with parquet.ParquetFile(file) as source:
                _require_columns(file, source.schema_arrow.names, names, result)
                yield _batches(source), source.metadata.num_rows
        elif suffix == ".csv":
            with file.open("rb") as stream:
                yield _blocks(file, stream, names, result, delimiter), file.stat().st_size
        else:
            raise ImportFileError(str(file), "it is neither .csv nor .parquet")
    except OSError as error:
        raise ImportFileError(str(file), str(error)) from None
    except pa.ArrowInvalid as error:
        raise ImportFileError(str(file), str(error)) from None


def _batches(source: Any) -> Iterator[tuple[Any, int]]:
    done = 0
    yield source.schema_arrow.empty_table(), done  # a file without rows has a result without
    for batch in source.iter_batches(_BATCH):
        done += len(batch)
        yield pa.Table.from_batches([batch]), done


def _blocks(
    file: Path, stream: Any, names: tuple[str, ...], result: str, delimiter: str
) -> Iterator[tuple[Any, int]]:
    """Read a CSV as text, so that what is not converted stays as it was written."""
    options = csv.ReadOptions(block_size=_BLOCK, use_threads=False)
    lines = csv.ParseOptions(delimiter=delimiter, newlines_in_values=True)
    with csv.open_csv(file, options, lines) as probe:
        columns = probe.schema.names
    _require_columns(file, columns, names, result)
    texts = csv.ConvertOptions(column_types=dict.fromkeys(columns, pa.string()))
    amount = names[0]
    with csv.open_csv(stream, options, lines, texts) as source:
        yield source.schema.empty_table(), 0  # a file without rows has a result without
        for batch in source:
            part = pa.Table.from_batches([batch])
            given = pc.not_equal(part[amount], "")
            filled = pc.if_else(given, part[amount], pa.scalar(None, pa.string()))
            yield part.set_column(columns.index(amount), amount, filled), stream.tell()


def _require_columns(file: Path, columns: list[str], names: tuple[str, ...], result: str) -> None:
    for name in names:
        if (count := columns.count(name)) != 1:
            said = f"{count} columns" if count else "no column"
            raise ImportFileError(str(file), f"{said} {name!r}; it has {', '.join(columns)}")
    if result in columns:
        raise ImportFileError(str(file), f"it has a column {result!r} already")


def _days(column: Any, file: Path) -> Any:
    """Return days; what is written otherwise than ISO 8601, or no day, is none."""
    if pa.types.is_date32(column.type):
        return column
    if not pa.types.is_string(column.type):
        raise ImportFileError(str(file), f"a column of days is {column.type}, not date32 or text")
    instants = pc.strptime(column, format="%Y-%m-%d", unit="s", error_is_null=True)
    days = instants.cast(pa.date32())
    same = pc.equal(days.cast(pa.string()), column)  # the 31st of February is no 3rd of March
    return pc.if_else(same, days, pa.scalar(None, pa.date32()))


def _count(summary: Summary, part: Any, names: tuple[str, ...], pairs: Any) -> None:
    amount, currency, _ = names
    result = f"{amount}_{summary.to}"
    summary.rows += len(part)
    summary.empty += part[amount].null_count
    for row in pairs.to_pylist():
        code, day, reason, count = (row[name] for name in REPORT)
        summary.pairs[code, day, reason] += count
    done = part.filter(part[result].is_valid())
    own = decimals(done[amount], done[currency])
    both = pa.table({"code": done[currency].cast(pa.string()), "own": own, "to": done[result]})
    sums = both.group_by("code").aggregate([("own", "count"), ("own", "sum"), ("to", "sum")])
    for row in sums.to_pylist():
        rows, before, after = summary.sums.get(row["code"], (0, Decimal(0), Decimal(0)))
        summary.sums[row["code"]] = (
            rows + row["own_count"],
            EXACT.add(before, row["own_sum"]),
            EXACT.add(after, Decimal(row["to_sum"])),
        )


def _writer(path: Path, schema: Any, book: RateBook, delimiter: str) -> Any:
    if path.suffix.lower() == ".parquet":
        facts = {**(schema.metadata or {}), b"crmi18n.book_id": book.id.encode()}
        return _Parquet(parquet.ParquetWriter(path, schema.with_metadata(facts)), facts)
    return csv.CSVWriter(path, schema, write_options=csv.WriteOptions(delimiter=delimiter))


class _Parquet:
    """A writer of tables whose schema has the metadata of the file."""

    def __init__(self, writer: Any, facts: dict[bytes, bytes]) -> None:
        self._writer, self._facts = writer, facts

    def write_table(self, table: Any) -> None:
        self._writer.write_table(table.replace_schema_metadata(self._facts))

    def close(self) -> None:
        self._writer.close()


@contextmanager
def _replacing(out: Path) -> Iterator[Path]:
    """Give a file beside the one wanted, which takes its place when all went well."""
    temporary = out.with_name(f".{os.getpid()}.{out.name}")
    try:
        yield temporary
        with _naming(out):
            temporary.replace(out)
    finally:
        temporary.unlink(missing_ok=True)


def _write_facts(out: Path, summary: Summary, report: Path | None) -> None:
    if out.suffix.lower() == ".csv":
        facts = {"@context": "http://www.w3.org/ns/csvw", "url": out.name}
        facts |= {"notes": [summary.facts()]}  # type: ignore[dict-item]
        beside = out.with_name(f"{out.name}-metadata.json")
        beside.write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if report:
        rows = [(*pair, count) for pair, count in summary.pairs.most_common()]
        columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
        kinds = (pa.string(), pa.date32(), pa.string(), pa.int64())
        arrays = [pa.array(c, kind) for c, kind in zip(columns, kinds, strict=True)]
        csv.write_csv(pa.Table.from_arrays(arrays, names=list(REPORT)), report)


@contextmanager
def _progress(name: str, size: int) -> Iterator[Any]:
    """Give what is told how far it is; a bar where a person looks and rich is installed."""
    try:
        from rich.console import Console
        from rich.progress import Progress
    except ModuleNotFoundError:
        yield lambda _: None
        return
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(name, total=size)
        yield lambda done: bar.update(task, completed=done)
