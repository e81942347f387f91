"""Folding: one key for spellings that people hold for the same; and texts as records keep them.

Source: Unicode Standard Annex 15 (NFKC, NFD) and default case folding.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from crmi18n.errors import ParseError

__all__ = ["cleaned", "fold"]

# The dotless i of Turkish, and letters that no decomposition takes apart.
_LETTERS: Final = {
    "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ł": "l", "ŧ": "t", "ŋ": "ng",
    "æ": "ae", "œ": "oe", "þ": "th", "ə": "e", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ʼ": " ",
}  # fmt: skip
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_NOT_ASCII_ALNUM: Final = re.compile(r"[^0-9a-z]+")


class _Folded(dict[int, str]):
    """Code point to what is left of it, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = _LETTERS.get(char, char) if unicodedata.category(char)[0] in "LNM" else " "
        found = self[code] = "" if _is_accent(char) else plain
        return found


_FOLDED: Final = _Folded()


def fold(text: str) -> str:
    """Return a comparison key: compatibility forms, case, accents and punctuation folded away.

    >>> fold("São  Paulo") == fold("SAO-PAULO"), fold("İstanbul") == fold("istanbul")
    (True, True)
    """
    if not isinstance(text, str):
        raise TypeError(f"a text is expected, not {type(text).__name__}")
    if text.isascii():
        return _NOT_ASCII_ALNUM.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(plain.translate(_FOLDED).split())


def _is_accent(char: str) -> bool:
    # Marks that are vowels (Thai, Devanagari) have class 0, what joins consonants has class 9.
    return unicodedata.combining(char) not in (0, 9) or "\ufe00" <= char <= "\ufe0f"


def cleaned(text: str, name: str) -> str:
    r"""Return a text as records keep it: in NFC, and a blank for control characters.

    Raises:
        ParseError: it has half a character (a lone surrogate); ``name`` says what the text is.

    >>> cleaned("Cafe\u0301\x00Bar", "a line")
    'Café Bar'
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ParseError(ascii(text), f"{name}: it has half a character", "form") from None
    return _CONTROL.sub(" ", unicodedata.normalize("NFC", text))
