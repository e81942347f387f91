"""A long text as blocks: paragraphs, headings, list items, table cells.

Inline tags of HTML become numbered placeables in the text, ``{1}...{/1}`` or ``{1/}``, which a
translation keeps; what they stand for is beside the text.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser
from itertools import count
from typing import Final, Literal, final

from crmi18n.errors import ParseError
from crmi18n.text.nesting import HOLDERS, LEAVES, Nesting, nested

__all__ = [
    "PLACEABLE",
    "Block",
    "Form",
    "is_code",
    "join",
    "nests",
    "split",
    "to_html",
    "tokens",
    "words",
]

Form = Literal["text", "markdown", "html"]

_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(.*)")
_ITEM: Final = re.compile(r"([ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)(.*)")
_QUOTE: Final = re.compile(r"(>[ \t]?)(.*)")
_FENCE: Final = re.compile(r"[ \t]*(```|~~~)")
_RULE: Final = re.compile(r"[ \t]*(?:-[ \t]*){3,}|[ \t]*(?:\*[ \t]*){3,}|[ \t]*\|[ \t:|-]+")
_PIPE: Final = re.compile(r"(?<!\\)\|")
_PARAGRAPH_BREAK: Final = re.compile(r"\n[ \t]*\n\s*")
PLACEABLE: Final = re.compile(r"\{(/?)([1-9][0-9]{0,5})(/?)\}")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Blocks that end others and leave no trace.
_CONTAINERS: Final = _names(
    "html head body section article main header footer nav"
    " aside figure hgroup hr form fieldset legend details summary dialog center option"
)
_SILENT: Final = _names("script style title template")
_EMPTY: Final = _names("br img hr wbr input")
_INLINE: Final = _names(
    "a abbr b bdi cite code del em i ins mark q s small span strong sub sup u br wbr"
)
_SCHEMES: Final = _names("http https mailto tel")
_TAG: Final = re.compile(
    r"""<([a-z]{1,6})(?: href="([^"<>]{0,2000})")?(?: (?:lang|dir)="[A-Za-z0-9-]{1,35}"){0,2}>"""
)
_TOO_LONG: Final = 5_000_000
_DEEPEST: Final = 100  # inline tags in one another

# Scripts that put no blanks between words: a character counts as one.
_UNSPACED: Final = "\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD: Final = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+(?:['’\-.,][^\W{_UNSPACED}]+)*")


@final
@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document.

    Attributes:
        text: what there is to translate.
        markup: what stands before it: for HTML the tags since the last block (``"p"``,
            ``"ul li"``), for Markdown what leads it (``"## "``, ``"- "``); empty for plain text.
        tags: what the numbered placeables stand for: inline tags of HTML, with no attribute but
            ``href``, ``lang`` and ``dir``; an empty one for a number that the text has itself,
            such as the ``{1}`` of a template.

    Raises:
        ParseError: a tag is another one; rendering writes them as they are.
    """

    text: str
    markup: str = ""
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for tag in self.tags:
            found = _TAG.fullmatch(tag)
            if tag == "":
                continue
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
        return nested((block.markup, to_html(block)) for block in blocks)
    found: list[str] = []
    last = ""
    for block in blocks:
        goes_on = _is_cell(last) and block.markup.startswith(" |")
        if _is_cell(last) and not goes_on:
            found.append(" |")
        together = bool(block.markup.strip()) and _is_item(block.markup) and _is_item(last)
        if found and not goes_on:
            found.append("\n" if together else "\n\n")
        if _is_cell(block.markup):
            found.append(block.markup if goes_on else "| ")
        found.append(_written(block))
        last = block.markup
    return "".join([*found, " |"] if _is_cell(last) else found)


def to_html(block: Block) -> str:
    """Return the text escaped, its placeables as the tags that they stand for.

    Placeables that do not nest, as a translation may have them, stay as they are.
    """
    text = escape(block.text, quote=False)
    if not nests(block.text, block.tags):
        return text

    def tag(match: re.Match[str]) -> str:
        opening = is_code(match[2], block.tags) and block.tags[int(match[2]) - 1]
        if not opening:
            return match[0]
        return _TAG.sub(r"</\1>", opening) if match[1] else opening

    return PLACEABLE.sub(tag, text)


def is_code(number: str, tags: Sequence[str]) -> bool:
    """Whether a number stands for a tag; any other is a part of the text."""
    return int(number) <= len(tags) and tags[int(number) - 1] != ""


def nests(text: str, tags: Sequence[str]) -> bool:
    """Whether every placeable that stands for a tag is there once, and is closed in turn.

    >>> b = ("<b>", "<i>")
    >>> nests("{1}a{2/}{/1} {3}", b), nests("{1}a", b), nests("{1}{2}{/1}{/2}", b)
    (True, False, False)
    """
    open_: list[str] = []
    seen: set[str] = set()
    for closing, number, empty in PLACEABLE.findall(text):
        if not is_code(number, tags):
            continue
        if closing:
            if empty or not open_ or open_.pop() != number:
                return False
        elif number in seen or len(open_) == _DEEPEST:
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
    table = ""  # what stands between the last cell and the next one

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
        if table and line.lstrip().startswith("|") and _RULE.fullmatch(line):
            table += f"\n{line.strip()}"
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
            table = yield from _cells(line, table)
            continue
        else:
            if not pending and not lead:
                lead = line[: len(line) - len(line.lstrip(" \t"))]
            text = line.removeprefix(lead) if lead.isspace() else line.strip()
            pending.append(text.rstrip() + ("  " if line.endswith("  ") else ""))  # a hard break
        table = ""
    yield from flush()


def _cells(line: str, before: str) -> Generator[Block, None, str]:
    """Give the cells of a row, each led by all that stands before it; return what is behind."""
    row = line.strip()[1:]
    cells = _PIPE.split(row)
    if not cells[-1].strip():
        cells.pop()
    lead = f"{before}\n| " if before else "| "
    for cell in cells:
        if cell.strip():
            yield Block(cell.strip(), lead)
            lead = ""
        lead = f"{lead.rstrip()} | "
    return lead.rstrip()


def _is_item(markup: str) -> bool:
    return _ITEM.fullmatch(markup) is not None


def _is_cell(markup: str) -> bool:
    return markup.lstrip().startswith("|")


def _written(block: Block) -> str:
    if block.markup == "```":
        return block.text
    if _is_cell(block.markup):
        return _PIPE.sub(r"\|", re.sub(r"\s*\n\s*", " ", block.text))
    lead = "> " if block.markup.startswith(">") else block.markup
    indent = "> " if lead == "> " else lead if lead.isspace() else " " * len(lead)
    return lead + block.text.replace("\n", f"\n{indent}")


class _Reader(HTMLParser):
    """Collects the blocks of simple HTML; scripts, styles and unknown attributes are dropped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block] = []
        self._text: list[str | tuple[str, int, str]] = []  # data, and placeables yet to number
        self._tags: list[str] = []
        self._open: list[tuple[str, int]] = []
        self._nesting = Nesting()
        self._silent = 0

    def finished(self) -> list[Block]:
        self._flush()
        return self._blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _CONTAINERS:
            self._flush()
        elif tag in HOLDERS or tag in LEAVES:
            self._flush()
            self._nesting.start(tag)
        elif tag in _INLINE and not self._silent and len(self._open) < _DEEPEST:
            self._text.append(("", len(self._tags), "/" if tag in _EMPTY else ""))
            if tag not in _EMPTY:
                self._open.append((tag, len(self._tags)))
            self._tags.append(_opening(tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _CONTAINERS or tag in HOLDERS or tag in LEAVES:
            self._flush()
            self._nesting.end(tag)
        elif any(name == tag for name, _ in self._open):
            while True:
                name, index = self._open.pop()
                self._text.append(("/", index, ""))
                if name == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._text.append(data)

    def _flush(self) -> None:
        while self._open:
            self._text.append(("/", self._open.pop()[1], ""))
        whole, tags = _numbered(self._text, self._tags)
        whole = whole.strip("\n") if self._nesting.leaf == "pre" else " ".join(whole.split())
        if PLACEABLE.sub("", whole).strip():
            self._blocks.append(Block(whole, self._nesting.markup(), tags))
        self._text, self._tags, self._nesting.leaf = [], [], ""


def _numbered(
    pieces: Iterable[str | tuple[str, int, str]], tags: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """Return the text of a block and its tags, with numbers that the text itself has not."""
    own = "".join(piece for piece in pieces if isinstance(piece, str))
    taken = {int(number) for _, number, _ in PLACEABLE.findall(own)}
    free = (number for number in count(1) if number not in taken)
    numbers = [number for number, _ in zip(free, tags, strict=False)]
    table = [""] * max(numbers, default=0)
    for number, tag in zip(numbers, tags, strict=True):
        table[number - 1] = tag
    return "".join(
        p if isinstance(p, str) else f"{{{p[0]}{numbers[p[1]]}{p[2]}}}" for p in pieces
    ), tuple(table)


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
