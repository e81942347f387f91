"""From the text of a unit to its id: symbols, and the names of the reader's language.

Source: CLDR's unit names (through the cldr room), the symbols of ``data/units.csv``, the words
for pieces of ``data/pieces.csv``. Words that mean several units are refused: which one is
meant, the text does not say.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from crmi18n.cldr import LocaleLike, LocaleTag, format_number, format_unit
from crmi18n.errors import UnknownUnitError
from crmi18n.units.unit import read_table, units

__all__ = ["CLDR_LACKS", "piece_sign", "resolve_unit"]

CLDR_LACKS: Final = frozenset({"pint-imperial"})
"""Units that CLDR 47, which Babel carries, has no pattern for."""

# Bare word to the texts that say which unit: each of them is itself accepted.
_GALLON: Final = ("US gallon", "UK gallon")
_QUART: Final = ("US quart", "UK quart")
_PINT: Final = ("US pint", "UK pint")
_FLUID_OUNCE: Final = ("US fl oz", "UK fl oz")
_OUNCE: Final = ("oz", "oz t", *_FLUID_OUNCE)
_TON: Final = ("metric ton", "short ton")
_SEVERAL: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("gallon", "gallons", "gal"), _GALLON),
    **dict.fromkeys(("quart", "quarts", "qt"), _QUART),
    **dict.fromkeys(("pint", "pints", "pt"), _PINT),
    **dict.fromkeys(("fluid ounce", "fluid ounces", "fl oz", "fluid-ounce"), _FLUID_OUNCE),
    **dict.fromkeys(("ounce", "ounces"), _OUNCE),
    **dict.fromkeys(("ton", "tons", "tn"), _TON),
    **dict.fromkeys(("barrel", "barrels"), ("bbl",)),
}
# Units whose name in any language is such a bare word (Chinese 吨 is CLDR's name of the US ton).
_BARE: Final[Mapping[str, tuple[str, ...]]] = {
    "gallon": _GALLON,
    "quart": _QUART,
    "pint": _PINT,
    "fluid-ounce": _FLUID_OUNCE,
    "ounce": _OUNCE,
    "ton": _TON,
    "barrel": ("bbl",),
}
# The old pound is half a kilogram in speech, CLDR's is the one of 1959.
_LOCAL_SEVERAL: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "da": {"pund": ("lb", "g")},
    "de": {"pfund": ("lb", "g")},
    "fr": dict.fromkeys(("livre", "livres"), ("lb", "g")),
    "nl": dict.fromkeys(("pond", "ons"), ("lb", "oz", "g")),
}
# A reader's country says which of two; a ton and an ounce stay open even there.
_OF_REGION: Final = {"US": 0, "GB": 1}
_SETTLED_BY_REGION: Final = frozenset({_GALLON, _QUART, _PINT, _FLUID_OUNCE})

_SAMPLES: Final = tuple(Decimal(n) for n in (0, 1, 2, 3, 5, 11, 100, "1.5"))  # every plural form
_MAX_LENGTH: Final = 80


def resolve_unit(text: str, *, locale: LocaleLike) -> str:
    """Return the CLDR id of the unit that a text names.

    Read are international symbols (``kg``, ``m²``, ``lb``) as they are written, CLDR's names and
    abbreviations in the language of the locale, words for pieces, and unit ids. Names are read
    in any case, symbols are not: MW and mW are two units.

    A bare gallon, quart, pint or fluid ounce is read if the locale itself says US or GB. A bare
    ton, ounce or barrel never is, nor a word that the language uses for half a kilogram.

    Raises:
        TypeError: ``text`` is no string.
        UnknownUnitError: no unit is called so, or several are; ``nearest`` names texts that
            would be read.

    >>> resolve_unit("Stück", locale="de"), resolve_unit("lb", locale="ja")
    ('item', 'pound')
    >>> resolve_unit("ton", locale="en")
    Traceback (most recent call last):
    crmi18n.errors.UnknownUnitError: 'ton' is not a code of the CLDR units; did you mean metric \
ton, short ton?
    """
    if not isinstance(text, str):
        raise TypeError(f"a text is expected, not {type(text).__name__}")
    key = _key(text[:_MAX_LENGTH])
    if unit := _symbols().get(key):
        return unit
    tag = LocaleTag.parse(locale)
    found = _local_names(tag).get(key.casefold(), ())
    if len(found) == 1 and found[0] in units():
        return found[0]
    candidates = found or _SEVERAL.get(key.casefold(), ())
    if candidates in _SETTLED_BY_REGION and tag.region in _OF_REGION:
        return _symbols()[candidates[_OF_REGION[tag.region]]]
    if not candidates and key in units():
        return key
    raise UnknownUnitError(text[:_MAX_LENGTH], candidates or _nearest(key, tag))


def piece_sign(tag: LocaleTag) -> str:
    """Return the sign for pieces that the language writes after any number, or nothing."""
    row = _pieces().get(tag.language)
    return row["written"] if row else ""


def _key(text: str) -> str:
    """Return a text with one form for equal signs: m² is m2, and blanks are one space."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).removesuffix(".")


@lru_cache(maxsize=1)
def _symbols() -> Mapping[str, str]:
    return {_key(symbol): unit.id for unit in units().values() for symbol in unit.symbols}


@lru_cache(maxsize=1)
def _pieces() -> Mapping[str, dict[str, str]]:
    return {row["language"]: row for row in read_table("pieces.csv")}


@lru_cache(maxsize=64)
def _local_names(tag: LocaleTag) -> Mapping[str, tuple[str, ...]]:
    """Return folded name to its unit; to several texts to choose from if it says too little."""
    names: dict[str, tuple[str, ...]] = {}
    for unit in units():
        for name in _written(unit, tag):
            key = _key(name).casefold()
            meant = _BARE.get(unit, (unit,))
            known = names.get(key, meant)
            names[key] = known if known == meant else tuple(dict.fromkeys(known + meant))
    # What the trade calls a piece, and what speech calls half a kilogram, go before CLDR.
    names.update(dict.fromkeys(_piece_names(tag), ("item",)))
    names.update(_LOCAL_SEVERAL.get(tag.language, {}))
    return names


def _written(unit: str, tag: LocaleTag) -> Iterator[str]:
    """Yield what CLDR writes beside a number."""
    if unit in CLDR_LACKS:
        return
    for sample in _SAMPLES:
        number = format_number(sample, locale=tag)
        for width in ("long", "short"):
            text = format_unit(sample, unit, locale=tag, width=width)
            if number in text:  # Arabic writes "two pounds" without one
                yield text.replace(number, "", 1).strip()


def _piece_names(tag: LocaleTag) -> Iterator[str]:
    if row := _pieces().get(tag.language):
        for name in (row["written"], *row["read"].split("|")):
            if name:
                yield _key(name).casefold()


def _nearest(key: str, tag: LocaleTag) -> list[str]:
    close = get_close_matches(key, [*_symbols(), *_local_names(tag)], n=3)
    return close or get_close_matches(key, units(), n=3)
