"""Which country a text means: a code of any kind, a name in any of sixty languages, a former name.

Source: CLDR 48.2 (names), ISO 3166-1 and 3166-3 as pycountry carries them.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from crmi18n.address import _packs, _pycountry
from crmi18n.address.words import squeezed
from crmi18n.cldr import LocaleLike, LocaleTag, display_name
from crmi18n.errors import UnknownCodeError, UnknownCountryError

__all__ = ["candidates", "find_country", "names_country"]

_LONGEST: Final = 100

# Codes that are not in ISO 3166-1, or no longer (ISO 3166-3), and what took their place.
_FORMER: Final = {
    "AN": ("CW", "SX", "BQ"),
    "BU": ("MM",),
    "CS": ("RS", "ME", "CZ", "SK"),
    "DD": ("DE",),
    "EL": ("GR",),
    "EU": (),  # the Union; É.-U. are the United States, in French
    "SU": (
        "RU", "UA", "BY", "KZ", "UZ", "GE", "AM", "AZ", "MD", "LT", "LV", "EE", "KG", "TJ", "TM",
    ),
    "TP": ("TL",),
    "UK": ("GB",),
    "YU": ("RS", "ME", "HR", "SI", "BA", "MK"),
    "ZR": ("CD",),
}  # fmt: skip


def find_country(text: str, *, locale: LocaleLike | None = None) -> str:
    """Return the ISO 3166-1 alpha-2 code of the country that a text means.

    It may be a code (alpha-2, alpha-3, number; ``UK`` and ``EL`` too), a name in any of sixty
    languages, or the name or code of a country that one other has followed.

    Args:
        text: what somebody wrote.
        locale: the language it is written in, which decides where a name means two countries.

    Raises:
        TypeError: ``text`` is no string.
        UnknownCountryError: no country is called so, or several are, or several followed it;
            ``nearest`` names them.

    >>> [find_country(text) for text in ("Deutschland", "U.S.A.", "EL", "Hongkong", "日本")]
    ['DE', 'US', 'GR', 'HK', 'JP']
    """
    if not isinstance(text, str):
        raise TypeError(f"a country is named in a string, not {type(text).__name__}")
    found = _meant(text[:_LONGEST].strip())
    if len(found) > 1 and locale is not None:
        found = _named_so(found, text, locale) or found
    if len(found) == 1 and len(text) <= _LONGEST:
        return found[0]
    raise UnknownCountryError(text[:_LONGEST], candidates(text))


def candidates(text: str) -> tuple[str, ...]:
    """Return the codes of the countries that a text means, or looks like, best first."""
    return _meant(text[:_LONGEST].strip()) or _similar(text[:_LONGEST])


@lru_cache(maxsize=4096)
def _meant(text: str) -> tuple[str, ...]:
    """Return the codes that a text can mean."""
    code = text.upper()
    if code in _packs.countries():
        return (code,)
    if code in _FORMER:
        return _FORMER[code]
    # NGA is Nigeria's code, and Nga what Vietnam calls Russia.
    is_code = len(text) == 3 and text.isupper()
    if not is_code and (named := _in_table(text)):
        return named
    if today := _pycountry.called(text):
        return (today,)
    if is_code and (named := _in_table(text)):
        return named
    past = _pycountry.former(text)
    if past is None:
        return ()
    return _FORMER.get(past, (past,) if past in _packs.countries() else ())


def _in_table(text: str) -> tuple[str, ...]:
    name = squeezed(text)
    table = _packs.names()
    at = table.find(f"\n{name}\t")
    if at < 0 or not name:
        return ()
    start = at + len(name) + 2
    return tuple(table[start : table.index("\n", start)].split(","))


def _named_so(codes: tuple[str, ...], text: str, locale: LocaleLike) -> tuple[str, ...]:
    tag = LocaleTag.parse(locale)
    return tuple(code for code in codes if squeezed(_name(code, tag)) == squeezed(text))


def _name(code: str, tag: LocaleTag) -> str:
    try:
        return display_name("territory", code, locale=tag)
    except UnknownCodeError:
        return ""


@lru_cache(maxsize=1024)
def _similar(text: str) -> tuple[str, ...]:
    """Return the countries whose names look like a text, best first."""
    names = [line.partition("\t") for line in _packs.names().split("\n")]
    codes = {name: code.split(",") for name, _, code in names if code}
    near = get_close_matches(squeezed(text), codes, n=3, cutoff=0.8)
    return tuple(dict.fromkeys(code for name in near for code in codes[name]))


def names_country(text: str, code: str) -> bool:
    """Tell whether a line of an address is the name of its country, also in two languages.

    >>> names_country("ドイツ / GERMANY", "DE"), names_country("Köln", "DE")
    (True, False)
    """
    parts = text[:_LONGEST].split(" / ") if len(text) <= _LONGEST else []
    return bool(parts) and all(_is_named(part.strip(), code) for part in parts)


def _is_named(text: str, code: str) -> bool:
    return code in _in_table(text)
