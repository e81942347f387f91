"""Folding: one key for spellings that people hold for the same.

Source: Unicode Standard Annex 15 (NFKC, NFD) and default case folding.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["fold"]

# The dotless i of Turkish, and letters that no decomposition takes apart.
_LETTERS: Final = str.maketrans(
    {
        "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ł": "l", "ŧ": "t", "ŋ": "ng",
        "æ": "ae", "œ": "oe", "þ": "th", "ə": "e", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ʼ": " ",
    }
)  # fmt: skip
_NOT_ASCII_ALNUM: Final = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Return a comparison key: compatibility forms, case, accents and punctuation folded away.

    >>> fold("São  Paulo") == fold("SAO-PAULO"), fold("İstanbul") == fold("istanbul")
    (True, True)
    """
    if text.isascii():
        return _NOT_ASCII_ALNUM.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    kept = (char if _is_letter(char) else " " for char in plain if not _is_accent(char))
    return " ".join("".join(kept).translate(_LETTERS).split())


def _is_accent(char: str) -> bool:
    # Marks that are vowels (Thai, Devanagari) have class 0, what joins consonants has class 9.
    return unicodedata.combining(char) not in (0, 9) or "\ufe00" <= char <= "\ufe0f"


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM"
