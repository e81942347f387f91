"""What a name is written with: scripts, words, and what a reader takes for one character.

Source: Unicode 17 (Script, Grapheme_Cluster_Break, Indic_Conjunct_Break), UAX #29.
"""

from __future__ import annotations

import json
import re
import unicodedata
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, NamedTuple

__all__ = ["SCRIPTS_OF", "first_cluster", "read_deflated", "script_of_text", "segments"]

_DATA: Final = Path(__file__).with_name("data")
_ZWNJ: Final = "\u200c"
_ZWJ: Final = "\u200d"
_INSIDE: Final = frozenset("'’‘＇.․﹒．·՟״‧︓﹕：:")
"""Signs that stand inside a word between two letters: MidLetter, MidNumLet, Single_Quote."""
_ONE_BY_ONE: Final = frozenset(("Hani", "Hira", "Mymr"))
"""Scripts of which each character, in Burmese each syllable, is taken for a word."""
_BURMESE_FINAL: Final = re.compile("(?<=\u1039).|[က-အ][\u1037\u1038]?\u103a")
"""A consonant that ends a syllable, for it has an asat, or that is stacked."""

SCRIPTS_OF: Final = {
    "Jpan": frozenset(("Hani", "Hira", "Kana")),
    "Hrkt": frozenset(("Hira", "Kana")),
    "Hans": frozenset(("Hani", "Bopo")),
    "Hant": frozenset(("Hani", "Bopo")),
    "Kore": frozenset(("Hang", "Hani")),
}
"""Codes of what is written in several scripts (UTS #35 part 8, "match")."""


def read_deflated(name: str) -> Any:
    """Return what a file of ``data`` has below its head."""
    content = (_DATA / name).read_bytes()
    while content.startswith(b"#"):
        content = content.partition(b"\n")[2]
    return json.loads(zlib.decompress(content))


def script_of_text(text: str) -> str | None:
    """Return the script of the first character that has one.

    >>> script_of_text("O'Neill"), script_of_text("ー山田"), script_of_text("12")
    ('Latn', 'Hani', None)
    """
    for char in text:
        if char.isascii():
            if char.isalpha():
                return "Latn"
        elif script := _script(char):
            return script
    return None


def first_cluster(text: str) -> str:
    r"""Return the first grapheme cluster: what a reader takes for one character.

    >>> first_cluster("é"), first_cluster("क्षमा"), first_cluster("")
    ('é', 'क्ष', '')
    """
    if len(text) < 2 or text[:2].isascii():
        return text[:1]
    kinds = _clusters()
    end = 0
    while end < len(text) - 1 and kinds.of(text[end]) == "Prepend":
        end += 1
    if kinds.of(text[end]) == "Control":
        return text[: end or 1]
    end = _core(text, end, kinds)
    while end < len(text) and _extends(kinds.of(text[end]), text[end], spacing=True):
        end += 1
    return text[:end]


def segments(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the words, and what is between them; True: it begins with a letter.

    Words end where UAX #29 says. Where no blanks are written, only a dictionary knows what a word
    is: Chinese characters and hiragana are taken one by one, Burmese by its syllables, and what
    is written in Thai, Lao or Khmer without a blank is one word.

    >>> [word for is_word, word in segments("J.R. d'Arc-Lenz") if is_word]
    ['J.R', "d'Arc", 'Lenz']
    >>> [word for is_word, word in segments("家豪") if is_word]
    ['家', '豪']
    """
    start = 0
    while start < len(text):
        first = text[start]
        end = _word_end(text, start) if first.isalnum() else start + 1
        yield first.isalpha(), text[start:end]
        start = end


def _word_end(text: str, start: int) -> int:
    alone = _is_alone(text[start])
    end = start + 1
    while end < len(text):
        char = text[end]
        if char.isalnum():
            if (alone or _is_alone(char)) and not _BURMESE_FINAL.match(text, end):
                break
            end += 1
        elif unicodedata.category(char)[0] == "M" or char in (_ZWJ, _ZWNJ):
            end += 1
        elif (
            char in _INSIDE
            and not alone
            and text[end + 1 : end + 2].isalpha()
            and not _is_alone(text[end + 1])
        ):
            end += 2
        else:
            break
    return end


def _is_alone(char: str) -> bool:
    return not char.isascii() and _script(char) in _ONE_BY_ONE


def _core(text: str, start: int, kinds: _Runs) -> int:
    """Return the end of what the cluster is made of, without what extends it."""
    char, end = text[start], start + 1
    if jamo := _jamo(char):
        while end < len(text) and (after := _jamo(text[end])) and after in _HANGUL[jamo]:
            jamo, end = after, end + 1
        return end
    if _is_flag(char):
        return end + (end < len(text) and _is_flag(text[end]))
    kind = kinds.of(char)
    if kind == "Consonant":
        return _joined(text, end, kinds)
    if kind == "Pictographic":
        return _emoji(text, end, kinds)
    return end


def _joined(text: str, end: int, kinds: _Runs) -> int:
    """Return the end of consonants that linkers join (rule GB9c)."""
    at, linked = end, False
    while at < len(text):
        kind = kinds.of(text[at])
        if kind == "Linker":
            linked = True
        elif kind == "Consonant":
            if not linked:
                break
            end, linked = at + 1, False
        elif text[at] == _ZWNJ or not _extends(kind, text[at]):
            break
        at += 1
    return end


def _emoji(text: str, end: int, kinds: _Runs) -> int:
    """Return the end of pictures that are joined (rule GB11)."""
    at = end
    while at < len(text) and _extends(kinds.of(text[at]), text[at]):
        at += 1
        if text[at - 1] == _ZWJ and at < len(text) and kinds.of(text[at]) == "Pictographic":
            at = end = at + 1
    return end


def _extends(kind: str, char: str, *, spacing: bool = False) -> bool:
    return kind in ("Extend", "Linker") or char == _ZWJ or (spacing and kind == "SpacingMark")


_HANGUL: Final = {"L": ("L", "V", "LV", "LVT"), "V": "VT", "LV": "VT", "T": "T", "LVT": "T"}
"""Kind of a Korean letter or syllable to what goes on with it (rules GB6 to GB8)."""


def _jamo(char: str) -> str:
    if "가" <= char <= "힣":
        return "LVT" if (ord(char) - ord("가")) % 28 else "LV"
    if "\u1100" <= char <= "\u115f" or "\ua960" <= char <= "\ua97c":
        return "L"
    if "\u1160" <= char <= "\u11a7" or "\ud7b0" <= char <= "\ud7c6":
        return "V"
    if "\u11a8" <= char <= "\u11ff" or "\ud7cb" <= char <= "\ud7fb":
        return "T"
    return ""


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


class _Runs(NamedTuple):
    """Runs of characters that have one value."""

    starts: list[int]
    ends: list[int]
    values: list[str]

    def of(self, char: str) -> str:
        """Return the value of a character, or an empty one."""
        code = ord(char)
        place = bisect_right(self.starts, code) - 1
        return self.values[place] if place >= 0 and code < self.ends[place] else ""


def _runs(table: dict[str, Any]) -> _Runs:
    numbers, names = table["runs"], table["values"]
    borders = list(
        accumulate(n for pair in zip(numbers[::3], numbers[1::3], strict=True) for n in pair)
    )
    return _Runs(borders[::2], borders[1::2], [names[number] for number in numbers[2::3]])


@lru_cache(maxsize=1)
def _table() -> Any:
    return read_deflated("letters.table")


@lru_cache(maxsize=1)
def _scripts() -> _Runs:
    return _runs(_table()["scripts"])


@lru_cache(maxsize=1)
def _clusters() -> _Runs:
    return _runs(_table()["clusters"])


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    return _scripts().of(char)
