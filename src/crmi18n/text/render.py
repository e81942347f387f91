"""Two languages side by side, with nothing missing or outdated in hiding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from html import escape
from itertools import takewhile
from typing import Final, Literal

from crmi18n.cldr import LocaleLike, display_name, label, label_language
from crmi18n.errors import ParseError, UnknownCodeError
from crmi18n.text.document import DualDocument, Segment
from crmi18n.text.segments import Block, to_html
from crmi18n.text.value import Text, canonical_language

__all__ = ["changes", "side_by_side"]

Layout = Literal["html", "markdown", "text"]

# A status of the pair that makes the cell of one language or of both want work.
_BEHIND: Final = {
    "local_changed": ("corporate",),
    "corporate_changed": ("local",),
    "diverged": ("local", "corporate"),
    "unconfirmed": ("corporate",),
}
# What is compared: words, in a long text sentences, in a very long one the whole.
_PIECES: Final = tuple(
    map(re.compile, (r"\w+|\s+|[^\w\s]", r"[^.!?;。\n]*[.!?;。\n\s]+|[^.!?;。\n]+"))
)
_COMPARED: Final = 200_000  # pairs of pieces; difflib may look at each of them many times


def changes(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Return what an edit did, as pairs of ``same``, ``gone`` or ``new``, and the text.

    Words are compared, sentences if there are too many words.

    >>> changes("Price: 100 EUR", "Price: 120 EUR")
    (('same', 'Price: '), ('gone', '100'), ('new', '120'), ('same', ' EUR'))
    """
    for piece in _PIECES:
        old, new = piece.findall(before), piece.findall(after)
        head = _common(zip(old, new, strict=False))
        tail = _common(zip(reversed(old[head:]), reversed(new[head:]), strict=False))
        left, right = old[head : len(old) - tail], new[head : len(new) - tail]
        if len(left) * len(right) <= _COMPARED:
            break
    else:
        left, right = ["".join(left)], ["".join(right)]
    found: list[tuple[str, Sequence[str]]] = [("same", old[:head])]
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("same", left[a:b]))
        else:
            found += (("gone", left[a:b]), ("new", right[c:d]))
    found.append(("same", old[len(old) - tail :]))
    return tuple((kind, "".join(text)) for kind, text in found if text)


def _common(pairs: Iterable[tuple[str, str]]) -> int:
    """Return how many pairs of the same stand at the beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def side_by_side(document: DualDocument, *, locale: LocaleLike, layout: Layout = "html") -> str:
    """Return both languages in two columns, a row for each segment.

    A missing cell says so, an outdated one is marked and shows what changed in its source, and
    below stands which language is binding, if somebody has said so.

    Args:
        document: the document.
        locale: the language of the headings and marks.
        layout: ``html`` or ``markdown`` (a table; no text becomes markup, but Markdown's own), or
            ``text``.

    Raises:
        ParseError: there is no such layout.

    >>> document = DualDocument.of("Lieferung im Mai.", local_lang="de")
    >>> print(side_by_side(document, locale="en", layout="markdown"))
    | German | English |
    |---|---|
    | Lieferung im Mai. | **[missing]** |
    """
    langs = (document.local_lang, document.corporate_lang)
    heads = [_name(lang, locale) for lang in langs]
    shown = _SHOWN.get(document.form if layout == "markdown" else "", str)
    rows = [[_cell(s, role, locale, shown) for role in ("local", "corporate")] for s in document]
    footer = ""
    if document.prevailing_lang is not None:
        name = _name(document.prevailing_lang, locale)
        footer = label("text.prevails", locale=locale).format(language=name)
    match layout:
        case "html":
            return _as_html(document, heads, locale, footer)
        case "markdown":
            lines = [" | ".join(heads), "---|---", *map(" | ".join, rows)]
            body = [f"|{line}|" if line == "---|---" else f"| {line} |" for line in lines]
            return "\n".join([*body, *(["", f"*{footer}*"] if footer else [])])
        case "text":
            parts = ["\n".join(f"{head}: {cell}" for head, cell in zip(heads, r, strict=True))
                     for r in rows]  # fmt: skip
            return "\n\n".join([*parts, *([footer] if footer else [])])
    raise ParseError(str(layout), "layout: html, markdown, text", "unknown")


def _cell(segment: Segment, role: str, locale: LocaleLike, shown: Callable[[str], str]) -> str:
    text, mark = _text(segment, role), _mark(segment, role)
    if text is None:
        return f"**[{label('text.status.missing', locale=locale)}]**"
    if not mark:
        return shown(text.value)
    return f"{shown(text.value)} **[{label(f'text.status.{mark}', locale=locale)}]**"


def _text(segment: Segment, role: str) -> Text | None:
    return segment.text.local if role == "local" else segment.text.corporate


def _mark(segment: Segment, role: str) -> str:
    """Return ``missing``, ``outdated``, ``diverged``, ``unconfirmed``, or nothing."""
    if _text(segment, role) is None:
        return "missing"
    status = segment.status
    if role not in _BEHIND.get(status, ()):
        return ""
    return status if status in ("diverged", "unconfirmed") else "outdated"


def _as_html(document: DualDocument, heads: list[str], locale: LocaleLike, footer: str) -> str:
    langs = (document.local_lang, document.corporate_lang)
    opened = f'<th scope="col" lang="{canonical_language(locale)}">'
    head = "".join(
        f"{opened}{escape(name)} <code>{lang}</code></th>"
        for name, lang in zip(heads, langs, strict=True)
    )
    lines = [
        '<table class="crmi18n-dual">',
        f"<thead><tr>{head}</tr></thead>",
        "<tbody>",
    ]
    for segment in document:
        cells = (
            _td(segment, role, lang, locale)
            for role, lang in zip(("local", "corporate"), langs, strict=True)
        )
        status = segment.status.replace("_", "-")
        lines.append(f'<tr id="{escape(segment.id)}" class="{status}">{"".join(cells)}</tr>')
    lines.append("</tbody>")
    if footer:
        lines.append(f'<tfoot><tr><td colspan="2">{escape(footer)}</td></tr></tfoot>')
    return "\n".join([*lines, "</table>"])


def _td(segment: Segment, role: str, lang: str, locale: LocaleLike) -> str:
    text, mark = _text(segment, role), _mark(segment, role)
    note = ""
    if mark:
        words = label(f"text.status.{mark}", locale=locale)
        note = f'<strong class="mark" lang="{label_language(locale)}">{escape(words)}</strong>'
    if text is None:
        return f'<td lang="{lang}" class="missing">{note}</td>'
    opened = f'<td lang="{lang}" dir="{text.direction}"' + (f' class="{mark}"' if mark else "")
    body = to_html(Block(text.value, segment.markup, segment.tags))
    return f"{opened}>{body}{note and ' ' + note}{_what_changed(segment, role)}</td>"


def _what_changed(segment: Segment, role: str) -> str:
    """Return how the source differs from what the translation was made from."""
    now = segment.text.local
    if role != "corporate" or segment.previous is None or now is None:
        return ""
    marks = {"same": "span", "gone": "del", "new": "ins"}
    edits = "".join(
        f"<{marks[kind]}>{escape(text)}</{marks[kind]}>"
        for kind, text in changes(segment.previous, now.value)
    )
    return f'<div class="changes" lang="{now.lang}" dir="{now.direction}">{edits}</div>'


def _as_plain(text: str) -> str:
    """Return a text that is no Markdown as Markdown that shows it."""
    return _one_line(re.sub(r"[\\`*_\[\]<>&|~#]", r"\\\g<0>", text))


def _as_markdown(text: str) -> str:
    """Return Markdown for a cell; HTML in it is shown, and does nothing."""
    return _one_line(re.sub(r"(?<!\\)\|", r"\|", text).replace("<", "&lt;"))


def _one_line(text: str) -> str:
    return re.sub(r"\r\n?|\n", "<br>", text)


_SHOWN: Final = {"markdown": _as_markdown, "text": _as_plain, "html": _as_plain}


def _name(lang: str, locale: LocaleLike) -> str:
    """Return a language's name, of a longer tag the known part and the tag."""
    parts = lang.split("-")
    for end in range(len(parts), 0, -1):
        try:
            name = display_name("language", "-".join(parts[:end]), locale=locale)
        except UnknownCodeError:
            continue
        return name if end == len(parts) else f"{name} ({lang})"
    return lang
