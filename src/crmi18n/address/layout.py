"""The order of an address's fields: formats read once, printed without what is empty.

A format is Google's: ``%n`` ends a line, a letter stands for a field, and the rest is literal::

    N recipient   O organization   A lines   D dependent locality
    C locality    S administrative area      Z postal code   X sorting code
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple, final

from crmi18n.address.words import key

__all__ = ["FIELDS", "Layout", "Line", "Span", "render"]

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

_RANK: Final = "".join(FIELDS)
_SPAN: Final = re.compile(r"%([A-Z])|[^%]+")


class Span(NamedTuple):
    """A part of a line: a literal, or a field; its letter in a format, its text once printed."""

    text: str
    is_field: bool


Line = tuple[Span, ...]


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

    def __post_init__(self) -> None:
        spans = [span for row in self.rows for span in row]
        fields = [span.text for span in spans if span.is_field]
        words = (key(span.text) for span in spans if not span.is_field)
        object.__setattr__(self, "fields", frozenset(fields))
        object.__setattr__(self, "words", frozenset(word for word in words if len(word) > 2))
        object.__setattr__(self, "large_first", fields.index("A") < fields.index("N"))

    @classmethod
    def read(cls, fmt: str, *, prefix: str = "") -> Layout:
        """Read a format; ``prefix``, where it precedes the postal code, is left out of it."""
        return cls(tuple(tuple(_spans(row, prefix)) for row in fmt.split("%n")))

    def with_places_for(self, letters: Collection[str]) -> Layout:
        """Return a layout that has a line for each of the letters.

        A letter that the format lacks gets a line of its own beyond those of smaller places.
        """
        lacking = [letter for letter in _RANK if letter in letters and letter not in self.fields]
        rows = list(self.rows)
        for letter in lacking:
            smaller = _RANK[: _RANK.index(letter)]
            at = [i for i, row in enumerate(rows) if _holds(row, smaller)]
            place = min(at) if self.large_first else max(at) + 1
            rows.insert(place, (Span(letter, is_field=True),))
        return Layout(tuple(rows)) if lacking else self


def _spans(row: str, prefix: str) -> Iterator[Span]:
    for match in _SPAN.finditer(row):
        if letter := match[1]:
            yield Span(letter, is_field=True)
        elif literal := match[0].removesuffix(prefix) if prefix else match[0]:
            yield Span(literal, is_field=False)


def _holds(row: Line, letters: str) -> bool:
    return any(span.is_field and span.text in letters for span in row)


def render(layout: Layout, values: Mapping[str, Sequence[str]]) -> list[Line]:
    """Return the lines that have something to say.

    ``values`` maps a letter to the field's lines; a letter that is empty is not there. A literal
    is printed only between fields that are: no comma after a missing city, no 〒 without a code.
    """
    lines: list[Line] = []
    for row in _plan(layout, frozenset(values)):
        line: list[Span] = []
        for span in row:
            if not span.is_field:
                line.append(span)
                continue
            first, *more = values[span.text]
            line.append(Span(first, is_field=True))
            for text in more:
                lines.append(tuple(line))
                line = [Span(text, is_field=True)]
        lines.append(tuple(line))
    return lines


@lru_cache(maxsize=4096)
def _plan(layout: Layout, letters: frozenset[str]) -> tuple[Line, ...]:
    """Return what is printed of each line if just these fields have a value."""
    rows = (_trimmed(_kept(row, letters)) for row in layout.with_places_for(letters).rows)
    return tuple(filter(None, rows))


def _kept(row: Line, letters: frozenset[str]) -> Iterator[Span]:
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


def _any_field(spans: Line, letters: frozenset[str]) -> bool:
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
