"""Lists of texts, compiled: "a, b, and c" as a language joins them.

Source: ``data/lists.pack`` (CLDR 48.2); UTS #35 part 2, section 11 (list patterns). Spanish and
Hebrew choose the conjunction by the word beside it, which ICU has in code and not in data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, Literal

from crmi18n.cldr._packs import record
from crmi18n.cldr.tag import LocaleTag

__all__ = ["ListKind", "ListWidth", "compile_list"]

ListKind = Literal["and", "or", "unit"]
ListWidth = Literal["long", "short", "narrow"]

_Ends = Callable[[str], tuple[str, str]]
"""The last item to what stands before and after it."""

_KINDS: Final = {"and": "standard", "or": "or", "unit": "unit"}
_PATTERN: Final = re.compile(r"\{0\}(?P<between>.*)\{1\}(?P<after>.*)", re.DOTALL)

# Language and conjunction to what it becomes before which words.
_BY_SOUND: Final = {
    ("es", " y "): (" e ", re.compile("hi(?![ae])|i", re.IGNORECASE)),
    ("es", " o "): (" u ", re.compile("h?o|8|11(?= |$)", re.IGNORECASE)),
    ("he", " \u05d5"): (" \u05d5-", re.compile("[^\u0591-\u05f4\ufb1d-\ufb4f]")),
}


def compile_list(
    tag: LocaleTag, kind: ListKind, width: ListWidth
) -> Callable[[Sequence[str]], str]:
    """Return what joins texts; a pattern of CLDR puts no word before the first."""
    name = _KINDS[kind] + ("" if width == "long" else f"-{width}")
    start, middle, end, two = record("lists", tag)[name]
    (first, _), (between, _) = _parts(start), _parts(middle)
    end_of_many, end_of_two = _ends(tag.language, end), _ends(tag.language, two)

    def joined(items: Sequence[str]) -> str:
        if isinstance(items, str):
            raise TypeError("a list of texts is expected, not a text")
        count = len(items)
        if count < 2:
            return "".join(items)
        last = items[-1]
        if count == 2:
            before, after = end_of_two(last)
            return "".join((items[0], before, last, after))
        before, after = end_of_many(last)
        if count == 3:
            return "".join((items[0], first, items[1], before, last, after))
        return "".join((items[0], first, between.join(items[1:-1]), before, last, after))

    return joined


def _ends(language: str, pattern: str) -> _Ends:
    between, after = _parts(pattern)
    ends = between, after
    changed, words = _BY_SOUND.get((language, between), ("", None))
    if words is None:
        return lambda _: ends
    other = changed, after
    return lambda last: other if words.match(last) else ends


def _parts(pattern: str) -> tuple[str, str]:
    match = _PATTERN.fullmatch(pattern)
    if match is None:
        raise ValueError(f"{pattern!r} is no list pattern (UTS #35)")
    return match["between"], match["after"]
