"""The elements of a text: the longest strings that a table knows, marks taken out of order.

Source: Unicode Technical Standard 10, section 7.2 (S2.1, with discontiguous matches).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final, Generic, TypeVar, cast, final

from crmi18n.cldr.collation.root import root
from crmi18n.cldr.normal import combining_class

__all__ = ["Table"]

_LONGEST: Final = 4  # characters of a context, and of what stands in it
E = TypeVar("E")
F = TypeVar("F")


@final
class Table(Generic[E]):
    """The root's elements, and over them what a tailoring says."""

    def __init__(self) -> None:
        self._tailored: dict[str, tuple[E, ...]] = {}
        self._suppressed: set[str] = set()
        self._contexts: dict[str, dict[tuple[str, str], tuple[E, ...]]] = {}
        self._contractions: set[str] = set(root().contractions)
        self._beginnings: set[str] = set()
        self._index()
        for prefix, text in root().contexts:
            own = root().elements(prefix) or ()
            whole = cast("tuple[E, ...]", root().elements(prefix + text))
            self.add_in_context(prefix, text, whole[len(own) :])

    def add(self, text: str, elements: tuple[E, ...]) -> None:
        """Give a string its elements."""
        self._tailored[text] = elements
        if len(text) > 1 and text not in self._contractions:
            self._contractions.add(text)
            self._beginnings.update(text[:end] for end in range(1, len(text)))

    def add_in_context(self, prefix: str, text: str, elements: tuple[E, ...]) -> None:
        """Give a string the elements that it has behind another."""
        self._contexts.setdefault(text[0], {})[prefix, text] = elements

    def suppress(self, chars: str) -> None:
        """Forget the contractions that begin with one of these."""
        gone = set(chars)
        self._contractions = {text for text in self._contractions if text[0] not in gone}
        self._index()

    def map(self, change: Callable[[E], F]) -> Table[F]:
        """Return a table with every tailored element changed."""
        table: Table[F] = Table()
        table._tailored = {text: tuple(map(change, row)) for text, row in self._tailored.items()}
        table._contexts = {
            first: {place: tuple(map(change, row)) for place, row in rows.items()}
            for first, rows in self._contexts.items()
        }
        table._contractions, table._beginnings = self._contractions, self._beginnings
        return table

    @property
    def contractions(self) -> frozenset[str]:
        """The strings of several characters that are more than these."""
        in_context = ("".join(place) for rows in self._contexts.values() for place in rows)
        return frozenset(self._contractions).union(in_context)

    def tailored(self) -> Iterator[E]:
        """Give every element that a tailoring uses."""
        in_context = (row for rows in self._contexts.values() for row in rows.values())
        return chain.from_iterable((*self._tailored.values(), *in_context))

    def elements(self, text: str) -> tuple[E, ...]:
        """Return the elements of a text in canonical decomposition."""
        chars = list(text)
        found: list[E] = []
        position = 0
        while position < len(chars):
            start = chars[position]
            if start in self._contexts and (behind := self._behind(chars, position)):
                row, position = behind
                found.extend(row)
                continue
            position += 1
            if start in self._beginnings:
                start, position = self._longest(start, chars, position)
            found.extend(self._of(start))
        return tuple(found)

    def _behind(self, chars: list[str], position: int) -> tuple[tuple[E, ...], int] | None:
        """Return the elements of what stands here behind what it stands behind, and its end."""
        rows = self._contexts[chars[position]]
        before = "".join(chars[max(0, position - _LONGEST) : position])
        here = "".join(chars[position : position + _LONGEST])
        fitting = [
            (len(prefix), len(text))
            for prefix, text in rows
            if before.endswith(prefix) and here.startswith(text)
        ]
        if not fitting:
            return None
        size, length = max(fitting)
        return rows[before[-size:], here[:length]], position + length

    def _longest(self, start: str, chars: list[str], position: int) -> tuple[str, int]:
        """Return the longest match from here, and where to go on; marks are taken out."""
        matched, end = start, position
        while end < len(chars) and start in self._beginnings:
            start += chars[end]
            end += 1
            if start in self._contractions:
                matched, position = start, end
        skipped = 0
        end = position
        while end < len(chars) and (mark := combining_class(chars[end])):
            if mark > skipped and matched + chars[end] in self._contractions:
                matched += chars.pop(end)
            else:
                skipped = mark
                end += 1
        return matched, position

    def _of(self, text: str) -> tuple[E, ...]:
        tailored = self._tailored.get(text)
        if tailored is not None:
            return tailored
        # Before the last rule is read a table holds unfinished elements beside the root's.
        return cast("tuple[E, ...]", root().elements(text))

    def _index(self) -> None:
        self._beginnings = {
            text[:end] for text in self._contractions for end in range(1, len(text))
        }
