"""Spelling: when two names of an area are the same, and capitals by the language's rules.

Source: Unicode Standard Annex 15 (NFD), SpecialCasing.txt (Turkish, Azerbaijani), and what
CLDR's uppercase transforms do for Greek and Armenian.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from crmi18n.cldr import fold

__all__ = ["bare_key", "key", "letters", "upper"]

# Words that say what an area is, not which; after folding.
_KINDS: Final = frozenset(
    fold(
        "governorate province prefecture county co oblast state emirate of region krai kray"
        " sheng shi zizhiqu do si ken fu to tinh thanh pho tp provincia de"
        " область обл край республика город г місто м"
        " محافظة إمارة امارة استان מחוז จังหวัด"
    ).split()
)
_SUFFIXES: Final = "都府県省市縣"
_VARIANTS: Final = str.maketrans({"臺": "台"})

_TURKIC: Final = str.maketrans({"i": "İ"})
_GREEK_ACCENTS: Final = frozenset("\u0300\u0301\u0313\u0314\u0342")
_DIAERESIS: Final = "\u0308"


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """Return one key for spellings of an area's name: case, accents and punctuation away.

    >>> key("臺北市") == key("台北市"), key("São Paulo") == key("SAO PAULO")
    (True, True)
    """
    return fold(name).translate(_VARIANTS)


@lru_cache(maxsize=4096)
def bare_key(name: str) -> str:
    """Return the same without the word for what the area is.

    >>> bare_key("Cairo Governorate") == bare_key("Cairo"), bare_key("東京都") == bare_key("東京")
    (True, True)
    """
    folded = key(name)
    kept = " ".join(word for word in folded.split() if word not in _KINDS) or folded
    return kept[:-1] if len(kept) > 2 and kept[-1] in _SUFFIXES else kept


def letters(text: str) -> tuple[int, int]:
    """Return how many letters of a text are Latin, and how many are of another script.

    >>> letters("丸の内 Bldg. 1")
    (4, 3)
    """
    if text.isascii():
        return sum(map(str.isalpha, text)), 0
    kinds = [_is_latin(char) for char in text if unicodedata.category(char) in _LETTERS]
    return kinds.count(True), kinds.count(False)


_LETTERS: Final = frozenset(("Lu", "Ll", "Lt", "Lo"))
_LATIN_NAMES: Final = ("LATIN ", "FULLWIDTH LATIN ", "FEMININE ORDINAL", "MASCULINE ORDINAL")


@lru_cache(maxsize=4096)
def _is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith(_LATIN_NAMES)


def upper(text: str, language: str) -> str:
    """Return a text in capitals, as its language writes them.

    >>> upper("Türkiye", "tr"), upper("Ελλάδα", "el"), upper("Weißrußland", "de")
    ('TÜRKİYE', 'ΕΛΛΑΔΑ', 'WEISSRUSSLAND')
    """
    match language:
        case "tr" | "az":
            return text.translate(_TURKIC).upper()
        case "el":
            return _greek(text).upper()
        case "hy":
            return text.replace("և", "ԵՎ").upper()
        case _:
            return text.upper()


def _greek(text: str) -> str:
    """Return a text without the accents that capitals do not bear.

    The accent also told that two vowels are no diphthong (Μάιος); then a diaeresis does.
    """
    kept: list[str] = []
    apart = False
    for char in unicodedata.normalize("NFD", text):
        if char in _GREEK_ACCENTS:
            apart = kept[-1:] != [_DIAERESIS] and "".join(kept[-1:]).lower() in "αεηο"
            continue
        kept.append(char)
        if apart and char in "ιυ":
            kept.append(_DIAERESIS)
        apart = False
    return unicodedata.normalize("NFC", "".join(kept).replace(_DIAERESIS * 2, _DIAERESIS))
