"""The order of an address's fields: formats read once, printed without what is empty.

A format is Google's: ``%n`` ends a line, a letter stands for a field, and the rest is literal::

    N recipient   O organization   A lines   D dependent locality
    C locality    X sorting code   S administrative area   Z postal code

A :class:`Layout` makes one :class:`Plan` for each set of fields that have a value, and keeps it;
printing fills the plan's template.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from operator import itemgetter
from typing import Any, Final, NamedTuple, final

from crmi18n.address.words import key

__all__ = ["FIELDS", "LETTERS", "Layout", "Line", "Plan", "Span"]

FIELDS: Final = {
    "N": "recipient",
    "O": "organization",
    "A": "lines",
    "D": "dependent_locality",
    "C": "locality",
    "X": "sorting_code",
    "S": "administrative_area",
    "Z": "postal_code",
}
"""Letter of a format to the field it stands for, from the smallest place to the largest."""

LETTERS: Final = "".join(FIELDS)
"""The order in which values are given to a plan."""

_SPAN: Final = re.compile(r"%([A-Z])|[^%]+")


class Span(NamedTuple):
    """A part of a line: a literal, or the letter of a field."""

    text: str
    is_field: bool


Line = tuple[Span, ...]


@final
class Plan:
    """What is printed if just some fields have a value.

    Attributes:
        rows: its lines.
        fields: the letters that it prints.
        unexpected: those among them that the format has no place for.
        words: the literals among them that are words, folded; such as ``singapore``.
    """

    __slots__ = ("_html", "_take", "_text", "fields", "rows", "unexpected", "words")

    def __init__(self, rows: tuple[Line, ...], unexpected: str) -> None:
        self.rows = rows
        self.unexpected = unexpected
        spans = [span for row in rows for span in row]
        letters = [span.text for span in spans if span.is_field]
        self.fields = frozenset(letters)
        self.words = _words(span.text for span in spans if not span.is_field)
        self._take: Callable[[tuple[str, ...]], Any] = (
            itemgetter(*map(LETTERS.index, letters)) if letters else _nothing
        )
        self._text = _template(rows, str)
        self._html = _template(rows, escape)

    def text(self, values: tuple[str, ...]) -> str:
        """Return the block, its lines parted by line breaks; values are in the order LETTERS."""
        return self._text % self._take(values)  # type: ignore[no-any-return]

    def html(self, values: tuple[str, ...]) -> str:
        """Return the same of values that are marked up already."""
        return self._html % self._take(values)  # type: ignore[no-any-return]


def _nothing(_: tuple[str, ...]) -> tuple[()]:
    return ()


def _template(rows: tuple[Line, ...], literal: Callable[[str], str]) -> str:
    return "\n".join(
        "".join("%s" if s.is_field else literal(s.text).replace("%", "%%") for s in row)
        for row in rows
    )


def _words(literals: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in map(key, literals) if len(word) > 2)


@final
@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A format, read.

    Args:
        rows: the spans of its lines.

    Attributes:
        fields: the letters that the format has a place for.
        words: its literals that are words, folded; such as ``singapore``.
        large_first: the largest place stands first, and the person last.
    """

    rows: tuple[Line, ...]
    fields: frozenset[str] = field(init=False)
    words: frozenset[str] = field(init=False)
    large_first: bool = field(init=False)
    _plans: dict[tuple[bool, ...], Plan] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        spans = [span for row in self.rows for span in row]
        fields = [span.text for span in spans if span.is_field]
        words = _words(span.text for span in spans if not span.is_field)
        object.__setattr__(self, "fields", frozenset(fields))
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "large_first", fields.index("A") < fields.index("N"))
        object.__setattr__(self, "_plans", {})

    @classmethod
    def read(cls, fmt: str, *, prefix: str = "") -> Layout:
        """Read a format; ``prefix``, where it precedes the postal code, is left out of it."""
        return cls(tuple(tuple(_spans(row, prefix)) for row in fmt.split("%n")))

    def led_by(self, letter: str) -> Layout:
        """Return the layout with ``N`` before ``O``, or the reverse, where a letter reads first.

        In a block that begins with the largest place, the recipient is read from below.
        """
        other = "O" if letter == "N" else "N"
        order = [span.text for row in self.rows for span in row if span.is_field]
        leads = order.index(letter) < order.index(other)
        if leads is not self.large_first:
            return self
        swap = {letter: other, other: letter}
        return Layout(
            tuple(
                tuple(s._replace(text=swap.get(s.text, s.text)) if s.is_field else s for s in row)
                for row in self.rows
            )
        )

    def has_row(self, letters: str) -> bool:
        """Tell whether just these fields have a line of their own."""
        return any("".join(s.text for s in row if s.is_field) == letters for row in self.rows)

    def plan(self, values: tuple[str, ...]) -> Plan:
        """Return how to print an address of which these fields, in the order LETTERS, are said.

        A literal is printed only between fields that are: no comma after a missing city, no 〒
        without a code.
        """
        filled = tuple(map(bool, values))
        plan = self._plans.get(filled)
        if plan is None:
            letters = [x for x, said in zip(LETTERS, filled, strict=True) if said]
            plan = self._plans[filled] = self._planned(letters)
        return plan

    def _planned(self, letters: Collection[str]) -> Plan:
        lacking = "".join(letter for letter in letters if letter not in self.fields)
        rows = (_trimmed(_kept(row, letters)) for row in self._with_places_for(lacking))
        return Plan(tuple(filter(None, rows)), lacking)

    def _with_places_for(self, lacking: str) -> list[Line]:
        """Return the rows with a line for each of the letters, beyond those of smaller places."""
        rows = list(self.rows)
        for letter in lacking:
            smaller = LETTERS[: LETTERS.index(letter)]
            at = [i for i, row in enumerate(rows) if _holds(row, smaller)]
            place = min(at) if self.large_first else max(at) + 1
            rows.insert(place, (Span(letter, is_field=True),))
        return rows


def _spans(row: str, prefix: str) -> Iterator[Span]:
    for match in _SPAN.finditer(row):
        if letter := match[1]:
            yield Span(letter, is_field=True)
        elif literal := match[0].removesuffix(prefix) if prefix else match[0]:
            yield Span(literal, is_field=False)


def _holds(row: Line, letters: str) -> bool:
    return any(span.is_field and span.text in letters for span in row)


def _kept(row: Line, letters: Collection[str]) -> Iterator[Span]:
    last: Span | None = None
    for index, span in enumerate(row):
        if span.is_field:
            keep = span.text in letters
        else:
            after = index + 1 == len(row) or _any_field(row[index + 1 :], letters)
            keep = after and (index == 0 or (last is not None and last.is_field))
        if keep:
            last = span
            yield span


def _any_field(spans: Line, letters: Collection[str]) -> bool:
    """Tell whether one of the fields up to the next literal has a value."""
    for span in spans:
        if not span.is_field:
            return False
        if span.text in letters:
            return True
    return False


def _trimmed(line: Iterable[Span]) -> Line:
    """Return a line without the blanks at its ends."""
    spans = list(line)
    if spans and not spans[0].is_field:
        spans[0] = Span(spans[0].text.lstrip(), is_field=False)
    if spans and not spans[-1].is_field:
        spans[-1] = Span(spans[-1].text.rstrip(), is_field=False)
    return tuple(span for span in spans if span.text)
