"""Names of territories, languages, currencies and scripts in a reader's language.

Source: CLDR 47 as Babel 2.18 carries it.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import Final, Literal

from crmi18n.cldr import _babel
from crmi18n.cldr.tag import LocaleLike, LocaleTag
from crmi18n.errors import UnknownCodeError

__all__ = ["NameKind", "display_name"]

NameKind = Literal["territory", "language", "currency", "script"]

# CLDR's long forms of these are official titles; its short forms are what people write.
# alt="short" of CLDR 48.2 localenames, which Babel leaves out.
_SHORT: Final = {
    ("de", "HK"): "Hongkong",
    ("de", "MO"): "Macau",
    ("en", "HK"): "Hong Kong",
    ("en", "MO"): "Macao",
    ("fr", "HK"): "Hong Kong",
    ("ja", "HK"): "香港",
}


def display_name(kind: NameKind, code: str, *, locale: LocaleLike) -> str:
    """Return the name of a code in a language.

    Raises:
        UnknownCodeError: CLDR has no name for the code in the language.

    >>> display_name("territory", "JP", locale="de")
    'Japan'
    """
    tag = LocaleTag.parse(locale)
    if kind == "territory" and (short := _SHORT.get((tag.language, code))):
        return short
    names = _names(tag, kind)
    try:
        return names[code]
    except KeyError:
        raise UnknownCodeError(code, get_close_matches(code, names, n=3)) from None


@lru_cache(maxsize=256)
def _names(tag: LocaleTag, kind: NameKind) -> dict[str, str]:
    return _babel.display_names(tag, kind)
