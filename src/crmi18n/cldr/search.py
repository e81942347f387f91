"""Search keys: one string for the ways in which people write the same name.

A key is for finding candidates, never for saying that two are one. It is made of letters and
digits in lower case and of blanks; store it in a column, index it, and put what somebody types
through the same function. Store :data:`SEARCH_VERSION` beside it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

from crmi18n.cldr.folding import fold
from crmi18n.cldr.romanisation import latin_consonants, written
from crmi18n.cldr.subtags import canonicalize
from crmi18n.cldr.tag import LocaleLike

__all__ = ["LEGAL_FORMS", "SEARCH_VERSION", "search_key"]

SEARCH_VERSION: Final = "2"
"""What stored keys are of: make them anew when it changes."""

LEGAL_FORMS: Final = Path(__file__).with_name("data") / "legal_forms.txt"

# Müller is also written Mueller and Muller, Ålborg Aalborg and Alborg.
_DIGRAPHS: Final = re.compile("ae|oe|ue|aa")


def search_key(text: str, *, lang: LocaleLike | None = None, legal_forms: bool = False) -> str:
    """Return what a text is found by.

    Case, accents, width, punctuation, and the two ways of writing an umlaut make no difference,
    neither does hiragana or katakana; Cyrillic, Greek, Georgian, Armenian, Hangul and kana are
    found by their Latin form, Arabic and Hebrew by their consonants.

    Args:
        text: a name, a title, or what somebody types.
        lang: the text's language, for letters that languages write differently in Latin; None:
            told by the letters.
        legal_forms: whether to leave out what says a company's legal form (``GmbH & Co. KG``,
            ``S.p.A.``, ``株式会社``), so that it is found without.

    Raises:
        TypeError: ``text`` is no string.
        UnknownLocaleError: ``lang`` is not well formed.

    >>> search_key("Müller"), search_key("Mueller"), search_key("ＭＵＬＬＥＲ")
    ('muller', 'muller', 'muller')
    >>> search_key("トヨタ自動車株式会社", legal_forms=True), search_key("Щербаков")
    ('toyota自動車', 'shcherbakov')
    """
    if not isinstance(text, str):
        raise TypeError(f"a search key is of a string, not of {type(text).__name__}")
    language = canonicalize(lang).language if lang is not None else ""
    key = fold(text)
    if not key.isascii():
        # Not of the key: folding takes the marks off that tell ガ from カ and й from и.
        wide = unicodedata.normalize("NFKC", text)
        key = fold(latin_consonants(written(wide, language)))
    if legal_forms:
        key = _without_legal_form(key)
    return _DIGRAPHS.sub(lambda pair: pair[0][0], key)


def _without_legal_form(key: str) -> str:
    ends, cjk = _legal_forms()
    for form in cjk if key not in cjk else ():
        if key.startswith(form) or key.endswith(form):
            return key.removeprefix(form).removesuffix(form).strip() or key
    shorter = ends.sub("", key)
    return shorter or key


@lru_cache(maxsize=1)
def _legal_forms() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Return what to cut at either end: words, and signs that no blank sets apart."""
    words: dict[str, bool] = {}
    for line in LEGAL_FORMS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            for form in line.lstrip("^").split(", "):
                folded = fold(latin_consonants(written(form, "")))
                words[folded] = words.get(folded, False) or line.startswith("^")
    ordered = sorted(words, key=len, reverse=True)
    spelled = [form for form in ordered if form.isascii()]
    behind = "|".join(map(re.escape, spelled))
    before = "|".join(re.escape(form) for form in spelled if words[form])
    signs = tuple(form for form in ordered if not form.isascii())
    return re.compile(rf"^(?:{before}) (?=.)|(?: (?:{behind}))+$"), signs
