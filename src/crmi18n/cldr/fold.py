"""Folding: one key for spellings that people hold for the same.

Source: Unicode Standard Annex 15 (NFKC, NFD) and default case folding.
"""

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = ["fold"]

# The dotless and the dotted i of Turkish, and letters that no decomposition takes apart.
_LETTERS: Final = str.maketrans({"ı": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe"})


def fold(text: str) -> str:
    """Return a comparison key: compatibility forms, case, accents and punctuation folded away.

    >>> fold("São  Paulo") == fold("SAO-PAULO"), fold("İstanbul") == fold("istanbul")
    (True, True)
    """
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    kept = (c if _is_letter(c) else " " for c in plain if unicodedata.category(c) != "Mn")
    return " ".join("".join(kept).translate(_LETTERS).split())


def _is_letter(char: str) -> bool:
    # Marks that carry a vowel (Devanagari, Thai) are spacing or Mc and must stay.
    return unicodedata.category(char)[0] in "LNM"
