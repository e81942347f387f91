"""Spelling: when two names of an area are the same, and capitals by the language's rules.

Source: Unicode Standard Annex 15 (NFD), SpecialCasing.txt (Turkish, Azerbaijani), and what
CLDR's uppercase transforms do for Greek and Armenian.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from crmi18n.cldr import fold

__all__ = [
    "bare_key",
    "fold_widths",
    "is_mostly_latin",
    "key",
    "letters",
    "squeezed",
    "to_ascii",
    "upper",
]

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


def squeezed(name: str) -> str:
    """Return the same without blanks, for abbreviations: ``U.S.A.`` is ``USA``.

    >>> squeezed("U. S. A.") == squeezed("usa")
    True
    """
    return key(name).replace(" ", "")


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
    latin = len(_LATIN.findall(text))
    return latin, len(_LETTER.findall(text)) - latin


def is_mostly_latin(text: str) -> bool:
    """Tell whether fewer than a fifth of a text's letters are of another script than Latin.

    SAP tells the scripts of addresses apart so: a Latin brand name does not make a Japanese
    address Latin, nor one foreign letter a Latin address foreign.

    >>> is_mostly_latin("丸の内 Bldg. 1"), is_mostly_latin("123")
    (False, True)
    """
    if text.isascii():
        return True
    latin, others = letters(text)
    return others * 5 <= latin + others


_LETTER: Final = re.compile(r"[^\W\d_]")
# Script=Latin of Scripts.txt, its letters.
_LATIN: Final = re.compile(
    "[A-Za-zªºÀ-ÖØ-öø-ʸᴀ-ᴥᴬ-ᵜᵢ-ᵥᵫ-ᵷᵹ-ᶾḀ-ỿⁱⁿₐ-ₜKÅℲⅎⱠ-ⱿꜢ-ꞇꞋ-ꟿꬰ-ꭚꭜ-ꭤﬀ-ﬆＡ-Ｚａ-ｚ]"
)


def fold_widths(text: str) -> str:
    """Return a text with full-width letters and digits in their plain form (NFKC).

    >>> fold_widths("ＰＯ Ｂｏｘ １２")
    'PO Box 12'
    """
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


# How a language writes its own letters in ASCII; a country stands for its language.
_GERMAN: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_NORDIC: Final = str.maketrans({"å": "aa", "æ": "ae", "ø": "oe", "Å": "Aa", "Æ": "Ae", "Ø": "Oe"})
_OWN_ASCII: Final = dict.fromkeys(("de", "DE", "AT", "CH", "LI"), _GERMAN) | dict.fromkeys(
    ("da", "nb", "nn", "no", "DK", "NO"), _NORDIC
)
_ASCII: Final = str.maketrans(
    {
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O",
        "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L",
        "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "n", "ə": "a", "Ə": "A", "ơ": "o", "ư": "u",
        "’": "'", "‘": "'", "´": "'", "`": "'", "“": "'", "”": "'", '"': "'", "„": "'",
        "–": "-", "—": "-", "‑": "-", "&": "+", "\u00a0": " ", "\u202f": " ", "#": "No. ",
        ";": ",", "_": "-", "@": "(at)",
    }
)  # fmt: skip


def to_ascii(text: str, lang: str) -> str:
    """Return a text in plain letters as its language writes them, as far as they are Latin.

    >>> to_ascii("Köln, Łódź", "de"), to_ascii("Malmö", "sv"), to_ascii("Århus", "DK")
    ('Koeln, Lodz', 'Malmo', 'Aarhus')
    """
    own = _OWN_ASCII.get(lang) or _OWN_ASCII.get(lang.partition("-")[0])
    plain = unicodedata.normalize("NFC", text)
    plain = unicodedata.normalize("NFKD", plain.translate(own) if own else plain)
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_ASCII)


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
