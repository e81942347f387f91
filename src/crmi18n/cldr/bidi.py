"""Direction of texts, and isolates that keep one from disturbing its neighbours.

A text that comes from outside cannot get out of its isolate: closers in it that close nothing
are left out, openers that it leaves open are closed, and each of its paragraphs is isolated
alone, because an isolate ends with the paragraph. Embeddings and overrides end with the isolate
that they are in (rule X6a), so they need no care.

Source: Unicode Standard Annex 9 (rules P1 to P3, X5a to X6a), CLDR 48.2 (direction of scripts).
"""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import Final, Literal

from crmi18n.cldr.tag import LocaleLike, LocaleTag
from crmi18n.cldr.territory import is_right_to_left, script_of

__all__ = ["Direction", "direction", "direction_of_text", "isolate", "isolate_html"]

Direction = Literal["ltr", "rtl"]

_OPENERS: Final = {"ltr": "\u2066", "rtl": "\u2067", None: "\u2068"}
_CLOSER: Final = "\u2069"
# All characters of the bidirectional type B; a carriage return and its line feed are one.
_PARAGRAPHS: Final = re.compile("(\r\n|[\n\r\x1c-\x1e\x85\u2029])")
_ACTIVE: Final = re.compile("[\n\r\x1c-\x1e\x85\u2029\u2066-\u2069]")


def direction(tag: LocaleLike) -> Direction:
    """Return the direction of a language tag, by its script or the script it likely has.

    >>> direction("ar-AE"), direction("ar-Latn"), direction("ja")
    ('rtl', 'ltr', 'ltr')
    """
    return "rtl" if is_right_to_left(script_of(tag) or "") else "ltr"


def direction_of_text(text: str) -> Direction | None:
    r"""Return the direction of the first strong character, or None without one.

    What is isolated inside the text does not count (UAX #9, rule P2).

    >>> direction_of_text("123 مرحبا"), direction_of_text("123")
    ('rtl', None)
    >>> direction_of_text("\u2068مرحبا\u2069 abc")
    'ltr'
    """
    depth = 0
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return None


def isolate(text: str, direction: Direction | None = None) -> str:
    r"""Wrap a text in a directional isolate, for plain text; None lets its first letter decide.

    Raises:
        ValueError: there is no such direction.

    >>> isolate("abc")
    '\u2068abc\u2069'
    >>> isolate("a\u2069b\u2067c", "ltr")
    '\u2066ab\u2067c\u2069\u2069'
    """
    opener = _OPENERS.get(direction)
    if opener is None:
        raise ValueError(f"{direction!r} is no direction: ltr or rtl")
    if not _ACTIVE.search(text):
        return f"{opener}{text}{_CLOSER}"
    return "".join(
        part if _PARAGRAPHS.fullmatch(part) else f"{opener}{_balanced(part)}{_CLOSER}"
        for part in _PARAGRAPHS.split(text)
        if part
    )


def isolate_html(text: str, lang: LocaleLike | None = None) -> str:
    """Return the text as an escaped ``<bdi>`` element, with ``lang`` and ``dir`` when known.

    Without ``lang`` the element is of the direction of its first letter (HTML, ``bdi``).

    >>> isolate_html("شركة & Co", "ar")
    '<bdi lang="ar" dir="rtl">شركة &amp; Co</bdi>'
    """
    marks = f' lang="{LocaleTag.parse(lang)}" dir="{direction(lang)}"' if lang else ""
    safe = "".join(map(_balanced, _PARAGRAPHS.split(text))) if _ACTIVE.search(text) else text
    return f"<bdi{marks}>{escape(safe)}</bdi>"


def _balanced(paragraph: str) -> str:
    """Return the text without closers that close nothing, and with those that are missing."""
    kept, depth = [], 0
    for char in paragraph:
        if char == _CLOSER:
            if depth == 0:
                continue
            depth -= 1
        elif char in "\u2066\u2067\u2068":
            depth += 1
        kept.append(char)
    return "".join(kept) + _CLOSER * depth
