"""Lists and tables of HTML: which tags stand between the text of one block and the next one's.

These tags are a block's markup: ``ul li`` begins a list, ``li`` goes on with it, ``/ul p`` ends
it. End tags that HTML implies are left out of the markup, and written all the same.
Source: HTML Living Standard, section 13.1.2.4 (optional tags).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, final

__all__ = ["HOLDERS", "LEAVES", "Nesting", "nested"]

_DEEPEST: Final = 100
_ENDED: Final = frozenset({"ul", "ol", "dl", "table", "blockquote"})  # by an end tag alone
_CELLS: Final = frozenset({"td", "th"})
_ROWS: Final = _CELLS | {"tr"}
_GROUPS: Final = frozenset({"thead", "tbody", "tfoot"})
_TERMS: Final = frozenset({"dt", "dd"})
# What the beginning of an element ends.
_ENDS: Final = {
    "li": frozenset({"li"}),
    **dict.fromkeys(_TERMS, _TERMS),
    **dict.fromkeys(_CELLS, _CELLS),
    "tr": _ROWS,
    **dict.fromkeys(_GROUPS, _GROUPS | _ROWS),
}
_HOLD_TEXT: Final = _TERMS | _CELLS | {"li", "blockquote"}

HOLDERS: Final = _ENDED | _ENDS.keys()
"""What other blocks stand in."""
LEAVES: Final = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "figcaption", "caption", "div", "address"}
)
"""What holds text and nothing else, as far as this goes: every other block ends it."""


@final
class Nesting:
    """Follows the tags of a document, and gives each block its markup."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._steps: list[str] = []
        self.leaf = ""

    def start(self, tag: str) -> None:
        """Take a start tag, of a holder or of a leaf."""
        if tag in LEAVES:
            self.leaf = tag
            return
        while self._open and self._open[-1] in _ENDS.get(tag, ()):
            self._open.pop()
        if len(self._open) < _DEEPEST:
            self._open.append(tag)
            self._steps.append(tag)

    def end(self, tag: str) -> None:
        """Take an end tag."""
        if tag not in self._open:
            return
        while self._open.pop() != tag:
            pass
        if tag in _ENDED and self._steps[-1:] == [tag]:
            self._steps.pop()  # nothing was in it
        elif tag in _ENDED:
            self._steps.append(f"/{tag}")

    def markup(self) -> str:
        """Return the markup of the block that ends here."""
        holds = self._steps[-1:] and self._steps[-1] in _HOLD_TEXT
        steps = [*self._steps, self.leaf or "p"] if self.leaf or not holds else self._steps
        self._steps, self.leaf = [], ""
        return " ".join(steps)


def nested(blocks: Iterable[tuple[str, str]]) -> str:
    """Return blocks, as markup and inner HTML, in their elements.

    Markup that names other elements is that of a paragraph.

    >>> print(nested([("ul li", "a"), ("li", "b"), ("/ul p", "c")]))
    <ul><li>a</li>
    <li>b</li></ul>
    <p>c</p>
    """
    opened: list[str] = []
    found: list[str] = []
    for markup, inner in blocks:
        tags = _tags(markup, opened)
        first = next(i for i, tag in enumerate(tags) if not tag.startswith("</"))
        found += (*tags[:first], "\n" if found else "", *tags[first:], inner)
    return "".join([*found, *(f"</{tag}>" for tag in reversed(opened))])


def _tags(markup: str, opened: list[str]) -> list[str]:
    """Return the tags before the text of a block, and note what is open behind them."""
    tags: list[str] = []

    def close() -> None:
        tags.append(f"</{opened.pop()}>")

    steps = [step for step in markup.split() if step.removeprefix("/") in HOLDERS | LEAVES]
    if not steps or steps[-1] not in LEAVES | _HOLD_TEXT:
        steps.append("p")
    for step in steps:
        if opened and opened[-1] in LEAVES:
            close()
        if step.startswith("/"):
            while step[1:] in opened and opened[-1] != step[1:]:
                close()
            if opened[-1:] == [step[1:]]:
                close()
        else:
            while opened and opened[-1] in _ENDS.get(step, ()):
                close()
            opened.append(step)
            tags.append(f"<{step}>")
    return tags
