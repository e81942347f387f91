"""Names of territories, languages, currencies and scripts in a reader's language.

Source: CLDR 48.2: currencies and short names of its own, ``data/names.pack`` for what is newer
than CLDR 47, which Babel 2.18 carries, and Babel for the rest. How the name of a tag is put
together: UTS #35 part 1 (locale display names).
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Final, Literal, get_args

from crmi18n.cldr import _babel
from crmi18n.cldr._packs import record
from crmi18n.cldr.subtags import canonicalize
from crmi18n.cldr.tag import LocaleLike, LocaleTag
from crmi18n.errors import UnknownCodeError, UnknownLocaleError

__all__ = ["NameKind", "NameWidth", "display_name"]

NameKind = Literal["territory", "language", "currency", "script"]
NameWidth = Literal["long", "short"]

_BRACKETS: Final = str.maketrans("()（）", "[]［］")  # within parentheses

# CLDR's long forms of these are official titles; its short forms are what people write.
_TITLED: Final = frozenset({"HK", "MO"})


def display_name(
    kind: NameKind, code: str, *, locale: LocaleLike, width: NameWidth = "long"
) -> str:
    """Return the name of a code in a language.

    Args:
        kind: what the code is of.
        code: ISO 3166-1 or UN M49, a language tag, ISO 4217, or ISO 15924. A tag without a name
            of its own has that of its language, and beside it those of its script and region.
        locale: the reader's tag.
        width: ``"short"`` gives the short name where there is one (``UK``). Hong Kong and Macao
            have it always: their long names are titles.

    Raises:
        UnknownCodeError: CLDR has no name for the code in the language.
        UnknownLocaleError: CLDR has no data for the language.

    >>> display_name("territory", "JP", locale="de")
    'Japan'
    >>> display_name("language", "es-CL", locale="de")
    'Spanisch (Chile)'
    >>> display_name("territory", "GB", locale="en", width="short")
    'UK'
    """
    for value, known in ((kind, get_args(NameKind)), (width, get_args(NameWidth))):
        if value not in known:
            raise ValueError(f"{value!r} is none of {', '.join(known)}")
    tag = LocaleTag.parse(locale)
    long, short = _names(tag, kind)
    if (width == "short" or code in _TITLED) and code in short:
        return short[code]
    name = long.get(code) or (_composed(tag, code) if kind == "language" else None)
    if name is None:
        raise UnknownCodeError(code, get_close_matches(code, long, n=3))
    return name


def _composed(tag: LocaleTag, code: str) -> str | None:
    """Return the name of the longest part of a language tag that has one, beside it the rest.

    None is the name of what is no tag, or says more than language, script and region.
    """
    try:
        full = canonicalize(code)
    except UnknownLocaleError:
        return None
    script, region, names = full.script, full.region, _names(tag, "language")[0]
    for said in ((script, region), (script, ""), ("", region), ("", "")):
        if name := names.get(str(LocaleTag(full.language, *said))):
            break
    if not name or full.rest:
        return None
    added = []
    if script != said[0]:
        added.append(display_name("script", script, locale=tag))
    if region != said[1]:
        added.append(display_name("territory", region, locale=tag))
    if not added:
        return name
    beside, between = record("names", tag)["joins"]
    text = added[0] if len(added) == 1 else _filled(between, *added)
    return _filled(beside, name, text.translate(_BRACKETS))


def _filled(template: str, first: str, second: str) -> str:
    return template.replace("{1}", second).replace("{0}", first)


@lru_cache(maxsize=256)
def _names(tag: LocaleTag, kind: NameKind) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return code to name, and code to short name."""
    if kind == "currency":
        names = record("currency_names", tag)
        return {
            code: name if isinstance(name, str) else name[""] for code, name in names.items()
        }, {}
    own = record("names", tag)
    try:
        older: Mapping[str, str] = _babel.display_names(tag, kind)
    except UnknownLocaleError:  # a locale that is new in CLDR 48
        older = {}
    return {**older, **own.get(kind, {})}, own["short"].get(kind, {})
