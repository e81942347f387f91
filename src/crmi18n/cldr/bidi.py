"""Direction of texts, and isolates that keep one from disturbing its neighbours.

Source: Unicode Standard Annex 9 (rules P2 and P3, directional isolates).
"""

from __future__ import annotations

import unicodedata
from html import escape
from typing import Final, Literal

from crmi18n.cldr import _babel
from crmi18n.cldr.tag import LocaleLike, LocaleTag

__all__ = ["Direction", "direction", "direction_of_text", "isolate", "isolate_html"]

Direction = Literal["ltr", "rtl"]

_OPENERS: Final = {"ltr": "\u2066", "rtl": "\u2067", None: "\u2068"}
_CLOSER: Final = "\u2069"
_RTL_SCRIPTS: Final = frozenset(
    "Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa".split()  # noqa: SIM905
)


def direction(tag: LocaleLike) -> Direction:
    """Return the direction of a language tag, by its script or the script it likely has.

    >>> direction("ar-AE"), direction("ar-Latn"), direction("ja")
    ('rtl', 'ltr', 'ltr')
    """
    script = _babel.likely_script(LocaleTag.parse(tag))
    return "rtl" if script in _RTL_SCRIPTS else "ltr"


def direction_of_text(text: str) -> Direction | None:
    """Return the direction of the first strong character (UAX #9, P2), or None without one.

    >>> direction_of_text("123 مرحبا"), direction_of_text("123")
    ('rtl', None)
    """
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return None


def isolate(text: str, direction: Direction | None = None) -> str:
    r"""Wrap a text in a directional isolate, for plain text; None lets its first letter decide.

    >>> isolate("abc")
    '\u2068abc\u2069'
    """
    return f"{_OPENERS[direction]}{text}{_CLOSER}"


def isolate_html(text: str, lang: LocaleLike | None = None) -> str:
    """Return the text as an escaped ``<bdi>`` element, with ``lang`` and ``dir`` when known.

    >>> isolate_html("شركة & Co", "ar")
    '<bdi lang="ar" dir="rtl">شركة &amp; Co</bdi>'
    """
    marks = f' lang="{LocaleTag.parse(lang)}" dir="{direction(lang)}"' if lang else ""
    return f"<bdi{marks}>{escape(text)}</bdi>"
