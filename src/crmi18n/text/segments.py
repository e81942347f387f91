"""A long text as blocks: paragraphs, headings, list items, table cells.

Inline tags of HTML become numbered placeables in the text, ``{1}...{/1}`` or ``{1/}``, which a
translation keeps; what they stand for is beside the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser
from typing import Final, Literal, final

from crmi18n.errors import ParseError

__all__ = ["PLACEABLE", "Block", "Form", "join", "nests", "split", "to_html", "tokens", "words"]

Form = Literal["text", "markdown", "html"]

_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(.*)")
_ITEM: Final = re.compile(r"([ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)(.*)")
_QUOTE: Final = re.compile(r"(>[ \t]?)(.*)")
_FENCE: Final = re.compile(r"[ \t]*(```|~~~)")
_RULE: Final = re.compile(r"[ \t]*(?:-[ \t]*){3,}|[ \t]*(?:\*[ \t]*){3,}|[ \t]*\|[ \t:|-]+")
_PARAGRAPH_BREAK: Final = re.compile(r"\n[ \t]*\n\s*")
PLACEABLE: Final = re.compile(r"\{(/?)(\d{1,3})(/?)\}")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS: Final = _names(
    "p h1 h2 h3 h4 h5 h6 li td th dt dd pre blockquote figcaption caption div address"
)
_CONTAINERS: Final = _names(
    "html body ul ol dl table tbody thead tfoot tr section article main header footer nav figure"
)
_SILENT: Final = _names("script style head title template")
_EMPTY: Final = _names("br img hr wbr input")
_INLINE: Final = _names(
    "a abbr b bdi cite code del em i ins mark q s small span strong sub sup u br wbr"
)
_SCHEMES: Final = _names("http https mailto tel")
_TAG: Final = re.compile(
    r"""<([a-z]{1,6})(?: href="([^"<>]{0,2000})")?(?: (?:lang|dir)="[A-Za-z0-9-]{1,35}"){0,2}>"""
)
_TOO_LONG: Final = 5_000_000

# Scripts that put no blanks between words: a character counts as one.
_UNSPACED: Final = "\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD: Final = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+(?:['’\-.,][^\W{_UNSPACED}]+)*")


@final
@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document.

    Attributes:
        text: what there is to translate.
        markup: what it is: the tag for HTML (``"p"``, ``"li"``), the lead for Markdown
            (``"## "``, ``"- "``), empty for plain text.
        tags: what the numbered placeables stand for: inline tags of HTML, with no attribute but
            ``href``, ``lang`` and ``dir``.

    Raises:
        ParseError: a tag is another one; rendering writes them as they are.
    """

    text: str
    markup: str = ""
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for tag in self.tags:
            found = _TAG.fullmatch(tag)
            if found is None or found[1] not in _INLINE or not _is_safe(found[2]):
                raise ParseError(tag, "inline tag with href, lang and dir alone", "form")


def words(text: str) -> int:
    """Return how many words a text has; of Chinese and Japanese every character counts.

    >>> words("Lieferung bis 30.09.2026"), words("納期は9月末"), words("{1}Price{/1}")
    (3, 6, 1)
    """
    return len(tokens(PLACEABLE.sub(" ", text)))


def tokens(text: str) -> list[str]:
    """Return the words of a text."""
    return _WORD.findall(text)


def split(text: str, form: Form) -> tuple[Block, ...]:
    r"""Return the blocks of a text.

    Raises:
        ParseError: the text is too long (5 million characters), or the form is unknown.

    >>> [block.text for block in split("# Vertrag\n\n- Preis\n- Termin", "markdown")]
    ['Vertrag', 'Preis', 'Termin']
    >>> split("<p>Der <b>Preis</b></p>", "html")[0].text
    'Der {1}Preis{/1}'
    """
    if len(text) > _TOO_LONG:
        raise ParseError(text[:60], f"document of at most {_TOO_LONG} characters", "range")
    match form:
        case "text":
            return tuple(
                Block(part.strip())
                for part in _PARAGRAPH_BREAK.split(text.replace("\r\n", "\n"))
                if part.strip()
            )
        case "markdown":
            return tuple(_markdown(text.replace("\r\n", "\n").split("\n")))
        case "html":
            reader = _Reader()
            reader.feed(text)
            reader.close()
            return tuple(reader.finished())
    raise ParseError(str(form), "form of a document: text, markdown, html", "unknown")


def join(blocks: Iterable[Block], form: Form) -> str:
    """Return blocks as one text of the same form."""
    if form == "text":
        return "\n\n".join(block.text for block in blocks)
    if form == "html":
        return "\n".join(f"<{name}>{to_html(b)}</{name}>" for b in blocks for name in [_block(b)])
    found: list[str] = []
    last = ""
    for block in blocks:
        together = bool(block.markup.strip()) and _is_item(block.markup) and _is_item(last)
        found.append(("" if not found else "\n" if together else "\n\n") + _written(block))
        last = block.markup
    return "".join(found)


def _block(block: Block) -> str:
    return block.markup if block.markup in _BLOCKS else "p"


def to_html(block: Block) -> str:
    """Return the text escaped, its placeables as the tags that they stand for.

    Placeables that do not nest, as a translation may have them, stay as they are.
    """
    text = escape(block.text, quote=False)
    if not nests(block.text, len(block.tags)):
        return text

    def tag(match: re.Match[str]) -> str:
        opening = block.tags[int(match[2]) - 1]
        return _TAG.sub(r"</\1>", opening) if match[1] else opening

    return PLACEABLE.sub(tag, text)


def nests(text: str, known: int) -> bool:
    """Whether every placeable is one of the first so many, is there once, and is closed in turn.

    >>> nests("{1}a{2/}{/1}", 2), nests("{1}a", 1), nests("{1}{2}{/1}{/2}", 2)
    (True, False, False)
    """
    open_: list[str] = []
    seen: set[str] = set()
    for closing, number, empty in PLACEABLE.findall(text):
        if closing:
            if empty or not open_ or open_.pop() != number:
                return False
        elif number in seen or not 0 < int(number) <= known:
            return False
        else:
            seen.add(number)
            if not empty:
                open_.append(number)
    return not open_


def _markdown(lines: list[str]) -> Iterator[Block]:
    pending: list[str] = []
    lead = ""
    fence = ""

    def flush() -> Iterator[Block]:
        nonlocal lead
        text = "\n".join(pending).strip("\n")
        if text.strip():
            yield Block(text if fence else text.strip(), lead)
        pending.clear()
        lead = ""

    for line in lines:
        if fence:
            pending.append(line)
            if line.strip().startswith(fence):
                yield from flush()
                fence = ""
            continue
        if opening := _FENCE.match(line):
            yield from flush()
            fence, lead = opening[1], "```"
            pending.append(line)
        elif not line.strip() or _RULE.fullmatch(line):
            yield from flush()
        elif heading := _HEADING.fullmatch(line):
            yield from flush()
            yield Block(heading[2].strip(" #"), f"{heading[1]} ")
        elif (started := _ITEM.fullmatch(line) or _QUOTE.fullmatch(line)) and not (
            started[1].startswith(">") and lead.startswith(">")
        ):
            yield from flush()
            lead = started[1]
            pending.append(started[2])
        elif started:
            pending.append(started[2])
        elif line.lstrip().startswith("|"):
            yield from flush()
            yield from (
                Block(cell.strip(), "|") for cell in line.strip().strip("|").split("|")
                if cell.strip()
            )  # fmt: skip
        else:
            pending.append(line.strip())
    yield from flush()


def _is_item(markup: str) -> bool:
    return _ITEM.fullmatch(markup) is not None


def _written(block: Block) -> str:
    if block.markup == "```":
        return block.text
    lead = "> " if block.markup.startswith(">") else block.markup
    indent = "> " if lead == "> " else " " * len(lead)
    return lead + block.text.replace("\n", f"\n{indent}")


class _Reader(HTMLParser):
    """Collects the blocks of simple HTML; scripts, styles and unknown attributes are dropped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block] = []
        self._text: list[str] = []
        self._tags: list[str] = []
        self._open: list[tuple[str, int]] = []
        self._markup = "p"
        self._silent = 0

    def finished(self) -> list[Block]:
        self._flush()
        return self._blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS or tag in _CONTAINERS:
            self._flush()
            self._markup = tag if tag in _BLOCKS else "p"
        elif tag in _INLINE and not self._silent:
            self._tags.append(_opening(tag, attrs))
            number = len(self._tags)
            self._text.append(f"{{{number}/}}" if tag in _EMPTY else f"{{{number}}}")
            if tag not in _EMPTY:
                self._open.append((tag, number))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS or tag in _CONTAINERS:
            self._flush()
        elif any(name == tag for name, _ in self._open):
            while True:
                name, number = self._open.pop()
                self._text.append(f"{{/{number}}}")
                if name == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._text.append(data)

    def _flush(self) -> None:
        while self._open:
            self._text.append(f"{{/{self._open.pop()[1]}}}")
        whole = "".join(self._text)
        text = whole.strip("\n") if self._markup == "pre" else " ".join(whole.split())
        if PLACEABLE.sub("", text).strip():
            self._blocks.append(Block(text, self._markup, tuple(self._tags)))
        self._text, self._tags, self._markup = [], [], "p"


def _opening(tag: str, attrs: list[tuple[str, str | None]]) -> str:
    """Return an inline tag with no attribute but a link that is safe, and language marks."""
    found = {name: value for name, value in attrs if value}
    kept = ""
    if tag == "a" and _is_safe(link := found.get("href", "")) and link:
        kept = f' href="{escape(link)}"'
    for name in ("lang", "dir"):
        if re.fullmatch(r"[A-Za-z0-9-]{1,35}", found.get(name, "")):
            kept += f' {name}="{found[name]}"'
    return f"<{tag}{kept}>"


def _is_safe(link: str | None) -> bool:
    """Whether a link leads to a page or an address, and runs nothing."""
    if not link:
        return True
    scheme = re.match(r"([^/?#]*?):", unescape(link))
    safe = scheme is None or scheme[1].lower() in _SCHEMES
    return safe and re.fullmatch(r"[^\s<>\"\x00-\x1f]{1,2000}", link) is not None
