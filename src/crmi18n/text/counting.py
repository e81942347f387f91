"""What is translated, what is behind, and how much work that is."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal, final

from crmi18n.cldr import LocaleLike, LocaleTag
from crmi18n.text.document import DualDocument
from crmi18n.text.dual import DualText
from crmi18n.text.localized import LocalizedText
from crmi18n.text.segments import words
from crmi18n.text.status import Status
from crmi18n.text.value import canonical_language, utc

__all__ = ["BacklogItem", "Cell", "Coverage", "CoverageStatus", "coverage"]

CoverageStatus = Status | Literal["not_needed"]

_DONE: Final = frozenset({"original", "reviewed"})
Getter = str | Callable[[Any], Any]


@final
@dataclass(frozen=True, slots=True)
class Cell:
    """The texts of one field, group and state.

    Attributes:
        field: the field's name.
        group: what the records were grouped by, such as the site; None without.
        language: the language that was looked at.
        status: its state.
        texts: how many.
        words: how many words, of the text itself or, if it is missing, of its original.
        oldest: since when the oldest of them has been so, where that is on record.
    """

    field: str
    group: Any
    language: str
    status: CoverageStatus
    texts: int
    words: int
    oldest: datetime | None


@final
@dataclass(frozen=True, slots=True)
class BacklogItem:
    """One text that wants work.

    Attributes:
        record: the record's key.
        field: the field's name, with the segment's id for a document.
        group: what the records are grouped by.
        language: the language that is missing or behind.
        status: what is wrong with it.
        words: how many words there are to translate or to read again.
        since: since when, where that is on record.
    """

    record: Any
    field: str
    group: Any
    language: str
    status: Status
    words: int
    since: datetime | None

    def age(self, now: datetime) -> timedelta | None:
        """Return how long it has been waiting at an aware time, if that is on record.

        Raises:
            TimeKindError: ``now`` is naive.
        """
        moment = utc(now)
        return None if self.since is None else moment - self.since


@final
@dataclass(frozen=True, slots=True)
class Coverage:
    """The state of languages over many records.

    Attributes:
        cells: the counts, by field, group, language and state.
        backlog: what wants work, the longest waiting first, then the longest texts.
    """

    cells: tuple[Cell, ...]
    backlog: tuple[BacklogItem, ...]

    @property
    def texts(self) -> float:
        """The share of the needed texts that are done, 0 to 1; 1 if none is needed."""
        return self._share(lambda cell: cell.texts)

    @property
    def words(self) -> float:
        """The share of the needed words that are done, 0 to 1; 1 if none is needed."""
        return self._share(lambda cell: cell.words)

    def where(
        self, *, field: str | None = None, group: Any = None, language: LocaleLike | None = None
    ) -> Coverage:
        """Return the part of one field, one group, one language, or of several of these."""
        lang = None if language is None else canonical_language(language)

        def wanted(entry: Cell | BacklogItem) -> bool:
            name = entry.field.partition("#")[0]
            here = field in (None, name) and group in (None, entry.group)
            return here and lang in (None, entry.language)

        return Coverage(tuple(filter(wanted, self.cells)), tuple(filter(wanted, self.backlog)))

    def ages(
        self, now: datetime, days: Sequence[int] = (7, 30, 90)
    ) -> tuple[tuple[float | None, int, int], ...]:
        """Return how long the backlog has been waiting, as rows of days, texts and words.

        A row counts what has been waiting longer than the row before says, and up to so many
        days; infinity bounds the last, and None stands for what is waiting since no one knows.

        Raises:
            TimeKindError: ``now`` is naive.

        >>> Coverage((), ()).ages(datetime.fromisoformat("2026-06-30T00:00Z"), (7,))
        ((7, 0, 0), (inf, 0, 0), (None, 0, 0))
        """
        moment = utc(now)
        bounds = (*sorted(days), math.inf)
        rows: dict[float | None, list[int]] = {bound: [0, 0] for bound in (*bounds, None)}
        for item in self.backlog:
            age = item.age(moment)
            waited = None if age is None else age / timedelta(days=1)
            row = rows[None if waited is None else next(b for b in bounds if waited <= b)]
            row[0] += 1
            row[1] += item.words
        return tuple((bound, texts, amount) for bound, (texts, amount) in rows.items())

    def _share(self, amount: Callable[[Cell], int]) -> float:
        needed = [cell for cell in self.cells if cell.status != "not_needed"]
        total = sum(map(amount, needed))
        done = sum(amount(cell) for cell in needed if cell.status in _DONE)
        return done / total if total else 1.0


def coverage(
    records: Iterable[Any],
    fields: Iterable[str],
    *,
    language: LocaleLike | Sequence[LocaleLike] = "en",
    key: Getter = "id",
    by: Getter | None = None,
) -> Coverage:
    """Return how far one language, or several, are there over any number of records.

    What is the same on purpose (``verbatim``) or has no language (``zxx``) needs no translation:
    it is counted apart, so that everything can be done.

    Args:
        records: objects or mappings, read once, one after the other.
        fields: names of fields that hold a :class:`DualText`, a :class:`LocalizedText`, a
            :class:`DualDocument`, or None.
        language: the language that is looked at, or several.
        key: what a record is known by: a field, or a function of the record.
        by: what to group by, such as the site: a field, or a function; None: nothing.

    Raises:
        UnknownLocaleError: the language is not well formed.
        TypeError: a field holds something else, or ``fields`` is one name.

    >>> rows = [{"id": 7, "title": DualText("Vertrag", local_lang="de")}]
    >>> found = coverage(rows, ["title"], language="en")
    >>> found.texts, [(item.record, item.field, item.status) for item in found.backlog]
    (0.0, [(7, 'title', 'missing')])
    """
    several = (language,) if isinstance(language, str | LocaleTag) else tuple(language)
    langs = tuple(map(canonical_language, several))
    if isinstance(fields, str):
        raise TypeError(f"fields are a list of names, not {fields!r}")
    names = tuple(fields)
    cells: dict[tuple[str, Any, str, CoverageStatus], list[tuple[int, datetime | None]]]
    cells = defaultdict(list)
    backlog: list[BacklogItem] = []
    for record in records:
        group = None if by is None else _get(record, by)
        for name in names:
            for suffix, text in _texts(_get(record, name)):
                for lang in langs:
                    status, amount, since = _state(text, lang)
                    cells[name, group, lang, status].append((amount, since))
                    if status != "not_needed" and status not in _DONE:
                        place = (_get(record, key), f"{name}{suffix}", group, lang)
                        backlog.append(BacklogItem(*place, status, amount, since))
    backlog.sort(key=lambda item: (item.since is None, item.since or 0, -item.words))
    return Coverage(tuple(_cell(*place, rows) for place, rows in cells.items()), tuple(backlog))


def _cell(
    field: str,
    group: Any,
    language: str,
    status: CoverageStatus,
    rows: list[tuple[int, datetime | None]],
) -> Cell:
    moments = [since for _, since in rows if since is not None]
    amount = sum(amount for amount, _ in rows)
    return Cell(field, group, language, status, len(rows), amount, min(moments, default=None))


def _get(record: Any, getter: Getter) -> Any:
    if callable(getter):
        return getter(record)
    return record[getter] if isinstance(record, Mapping) else getattr(record, getter)


def _texts(value: Any) -> Iterable[tuple[str, LocalizedText]]:
    match value:
        case None:
            return
        case DualText():
            yield "", value.document
        case LocalizedText():
            yield "", value
        case DualDocument():
            for segment in value:
                yield f"#{segment.id}", segment.text.document
        case _:
            raise TypeError(f"coverage is of texts, not of {type(value).__name__}")


def _state(text: LocalizedText, lang: str) -> tuple[CoverageStatus, int, datetime | None]:
    version = text.by_lang.get(lang)
    original = text.by_lang[text.original]
    measured = words((version or original).text.value)
    if version is None and text.original == "zxx":
        return "not_needed", measured, None
    if version is not None and version.origin == "verbatim" and _is_current(text, lang):
        return "not_needed", measured, None
    status = text.status(lang)
    since = text.outdated_since(lang) or (version or original).written_at
    if status in ("outdated", "diverged"):
        measured = words(original.text.value)
    return status, measured, since


def _is_current(text: LocalizedText, lang: str) -> bool:
    return text.status(lang) not in ("outdated", "diverged", "rejected")
