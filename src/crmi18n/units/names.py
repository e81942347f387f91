"""From the text of a unit to its id: symbols, and the names of the reader's language.

Words that mean several units are refused: which one is meant, the text does not say. A word
such as gallon is read where the locale itself says so: as CLDR names it in the United States,
or where the country's own data names the imperial unit so (``gal`` in en-GB).

Source: CLDR 48.2's unit names (through the cldr room), the symbols of ``data/symbols.csv``, the
words for pieces of ``data/pieces.csv``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from crmi18n.cldr import LocaleLike, LocaleTag
from crmi18n.cldr.unit_names import UnitWidth, unit_forms
from crmi18n.errors import AmbiguousUnitError, UnknownUnitError
from crmi18n.units.table import read_rows
from crmi18n.units.unit import Unit, unit_ids

__all__ = ["is_named", "piece_sign", "resolve_unit"]

_WIDTHS: Final[tuple[UnitWidth, ...]] = ("long", "short", "narrow")
_MAX_LENGTH: Final = 100
_MAX_PARTS: Final = 6

# Bare word to the texts that say which unit: each of them is itself accepted.
_GALLON: Final = ("US gallon", "UK gallon")
_QUART: Final = ("US quart", "UK quart")
_PINT: Final = ("US pint", "UK pint")
_FLUID_OUNCE: Final = ("US fl oz", "UK fl oz")
_OUNCE: Final = ("oz", "oz t", *_FLUID_OUNCE)
_TON: Final = ("metric ton", "short ton", "long ton")
_HUNDREDWEIGHT: Final = ("short cwt", "long cwt")
_MPG: Final = ("US mpg", "UK mpg")
_BARREL: Final = ("oil barrel", "bbl")  # a barrel of beer or of apples is another
_SEVERAL: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("gallon", "gallons", "gal"), _GALLON),
    **dict.fromkeys(("quart", "quarts", "qt"), _QUART),
    **dict.fromkeys(("pint", "pints", "pt"), _PINT),
    **dict.fromkeys(("fluid ounce", "fluid ounces", "fl oz", "fluid-ounce"), _FLUID_OUNCE),
    **dict.fromkeys(("ounce", "ounces"), _OUNCE),
    **dict.fromkeys(("ton", "tons", "tn"), _TON),
    **dict.fromkeys(("hundredweight", "cwt"), _HUNDREDWEIGHT),
    **dict.fromkeys(("barrel", "barrels"), _BARREL),
    "mpg": _MPG,
}
# Units whose name in any language is such a bare word (Chinese 吨 is CLDR's name of the US ton).
_BARE: Final[Mapping[str, tuple[str, ...]]] = {
    "gallon": _GALLON,
    "quart": _QUART,
    "pint": _PINT,
    "fluid-ounce": _FLUID_OUNCE,
    "ounce": _OUNCE,
    "ton": _TON,
    "barrel": _BARREL,
    "mile-per-gallon": _MPG,
}
_QUALIFIED: Final = re.compile(r"\b(?:us|usa|u\.s\.|short|sh)\b|court|cort|curt|kurz|kort")
# The old pound is half a kilogram in speech, CLDR's is the one of 1959.
_LOCAL_SEVERAL: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "da": {"pund": ("lb", "g")},
    "de": {"pfund": ("lb", "g")},
    "fr": dict.fromkeys(("livre", "livres"), ("lb", "g")),
    "nl": dict.fromkeys(("pond", "ons"), ("lb", "oz", "g")),
}
# Units that give way to a common one of the same name: in Russian минута is 60 seconds.
_RARE: Final = frozenset(
    {"arc-minute", "arc-second", "part", "beaufort", "century", "siemens", "parsec", "g-force"}
    | {"dot", "dot-per-inch", "dot-per-centimeter", "point"}
)
_SYMBOL_LENGTH: Final = 3  # a name so short may be a symbol, in which case counts: mA is no MA
_NO_NAMES: Final = frozenset({"gender", "per", "pattern"})
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_POWER: Final = re.compile(r"(?P<name>\D+)(?P<power>[23])")
_POWERS: Final = {"2": "square-", "3": "cubic-"}


def resolve_unit(text: str, *, locale: LocaleLike) -> str:
    """Return the CLDR id of the unit that a text names.

    Read are international symbols (``kg``, ``m²``, ``lb``) as they are written, CLDR's names and
    abbreviations in the language of the locale, words for pieces, unit ids, and what is put
    together of these (``g/mol``, ``Gramm pro Mol``). Names are read in any case, symbols are
    not: MW and mW are two units.

    Raises:
        TypeError: ``text`` is no string.
        AmbiguousUnitError: several units are called so; ``nearest`` has texts that mean one.
        UnknownUnitError: no unit is called so; ``nearest`` has similar names.
        UnknownLocaleError: CLDR has no data for the language.

    >>> resolve_unit("Stück", locale="de"), resolve_unit("lb", locale="ja")
    ('item', 'pound')
    >>> resolve_unit("gallon", locale="en-US"), resolve_unit("gallon", locale="en-GB")
    ('gallon', 'gallon-imperial')
    >>> resolve_unit("ton", locale="en")
    Traceback (most recent call last):
    crmi18n.errors.AmbiguousUnitError: 'ton' means several units; write metric ton or short ton \
or long ton
    """
    if not isinstance(text, str):
        raise TypeError(f"a text is expected, not {type(text).__name__}")
    tag = LocaleTag.parse(locale)
    key = _key(text[: _MAX_LENGTH + 1])
    if len(text) > _MAX_LENGTH or not key:
        raise UnknownUnitError(text[:_MAX_LENGTH])
    found = _simple(key, tag) or _compound(key, tag) or (_id(key),)
    if len(found) > 1:
        raise AmbiguousUnitError(text, found)
    if not found[0]:
        raise UnknownUnitError(text, _nearest(key, tag))
    return found[0]


def is_named(unit: str) -> bool:
    """Tell whether a key of CLDR's records is a unit, and no part of compounds."""
    return unit in _plain_units()


def piece_sign(tag: LocaleTag) -> str:
    """Return the sign for pieces that the language writes after any number, or nothing."""
    row = _pieces().get(tag.language)
    return row[0] if row else ""


def _key(text: str) -> str:
    """Return a text with one form for equal signs: m² is m2, and blanks are one space."""
    plain = unicodedata.normalize("NFKC", text.translate(_RAISED))
    plain = "".join(c for c in plain if unicodedata.category(c) != "Cf")
    return " ".join(plain.split())


def _simple(key: str, tag: LocaleTag) -> tuple[str, ...]:
    """Return the unit of a name, or what to write instead of a name of several, or nothing."""
    symbols, loose = _symbols()
    if unit := symbols.get(key):
        return (unit,)
    folded = key.casefold()
    exact, names = _local_names(tag)
    found = exact.get(key) or names.get(folded) or exact.get(f"{key}.", ())
    if not found and (unit := loose.get(key)):
        return (unit,)
    if not found and key.endswith("."):  # any name may be written as an abbreviation
        return _simple(key.removesuffix("."), tag)
    if several := _LOCAL_SEVERAL.get(tag.language, {}).get(folded):
        return several
    if len(found) > 1:
        found = _common(found)
    if len(found) > 1:
        return tuple(dict.fromkeys(text for unit in found for text in _BARE.get(unit, (unit,))))
    if not found:
        return _SEVERAL.get(folded, ())
    unit = found[0]
    if unit in _BARE and tag.region != "US" and not _QUALIFIED.search(folded):
        return _BARE[unit]
    return found


def _common(found: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out what a common unit of the same name stands for, and second names of one size."""
    common = tuple(unit for unit in found if unit not in _RARE) or found
    first = Unit.of(common[0])
    same = all(
        first.measures_same(other) and first.factor == other.factor
        for other in map(Unit.of, common[1:])
    )
    return common[:1] if same else common


def _compound(key: str, tag: LocaleTag) -> tuple[str, ...]:
    """Return the unit of a name that is put together: quotients, products, powers."""
    parts = [part.strip() for part in key.split("/")]
    quotients = {unit for above, below in _sides(key, tag) for unit in _ratio(above, below)}
    if 1 < len(parts) <= _MAX_PARTS:
        quotients.update(_joined("-per-", parts, tag))
    if quotients:
        # Some languages write the divisor first, but not in every pattern of CLDR's.
        return tuple(quotients) if len(quotients) == 1 else ()
    parts = re.split(r"\s?[⋅·∙]\s?", key)
    if 1 < len(parts) <= _MAX_PARTS:
        return _joined("-", parts, tag)
    if (match := _POWER.fullmatch(key)) and (base := _one(match["name"].strip(), tag)):
        return _valid(_POWERS[match["power"]] + base)
    return ()


def _one(key: str, tag: LocaleTag) -> str | None:
    found = _simple(key, tag) or _compound(key, tag)
    return found[0] if len(found) == 1 and "-per-" not in found[0] else None


def _joined(joint: str, parts: Iterable[str], tag: LocaleTag) -> tuple[str, ...]:
    """Return the unit of names that are joined, or nothing if one of them is none."""
    ids = [_one(part, tag) if part else None for part in parts]
    return _valid(joint.join(filter(None, ids))) if all(ids) else ()


def _ratio(above: str | None, below: str | None) -> tuple[str, ...]:
    return _valid(f"{above}-per-{below}") if above and below else ()


def _sides(key: str, tag: LocaleTag) -> Iterator[tuple[str | None, str | None]]:
    """Yield the units that may stand above and below the line, as the language writes it."""
    for quotient in _quotients(tag):
        if match := quotient.fullmatch(key):
            yield _one(match["above"].strip(), tag), _one(match["below"].strip(), tag)
    for before, after, unit in _divisors(tag):
        whole = key.removeprefix(before).removesuffix(after)
        if len(whole) == len(key) - len(before) - len(after):
            yield _one(whole.strip(), tag), unit


def _valid(unit: str) -> tuple[str, ...]:
    found = _id(unit)
    return (found,) if found else ()


def _id(text: str) -> str:
    try:
        return Unit.of(text).id if text.isascii() and text not in _SEVERAL else ""
    except UnknownUnitError:
        return ""


@lru_cache(maxsize=64)
def _divisors(tag: LocaleTag) -> tuple[tuple[str, str, str], ...]:
    """Return what stands before and after a unit that is divided by another (``… pro Stunde``)."""
    found = {
        (_key(before), _key(after), unit): None
        for width in _WIDTHS
        for unit, forms in unit_forms(tag, width).items()
        if unit in _plain_units()
        for before, _, after in (forms.get("per", "").partition("{0}"),)
        if (before or after) and "/" not in after  # what is behind a slash is read by itself
    }
    return tuple(found)


@lru_cache(maxsize=64)
def _quotients(tag: LocaleTag) -> tuple[re.Pattern[str], ...]:
    """Return how the language writes one unit by another: ``{0} pro {1}``, ``每{1}{0}``."""
    found = []
    for pattern in _per_patterns(tag):
        # Between the two parts stood the number, of which a blank is left.
        text = re.escape(pattern.replace("{1}{0}", "{1} {0}"))
        text = text.replace(r"\{0\}", "(?P<above>.+)").replace(r"\{1\}", "(?P<below>.+)")
        found.append(re.compile(text))
    return tuple(found)


def _per_patterns(tag: LocaleTag) -> tuple[str, ...]:
    patterns = (unit_forms(tag, width)["per"]["pattern"] for width in _WIDTHS)
    return tuple(dict.fromkeys(map(_key, patterns)))


@lru_cache(maxsize=1)
def _symbols() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return symbol to unit, and the same for those that differ from one in case alone (KG).

    A name of the locale goes before the latter: in Polish KM is no kilometer.
    """
    symbols: dict[str, str] = {}
    loose: dict[str, str] = {}
    for unit, texts in read_rows("symbols.csv"):
        seen = set()
        for symbol in map(_key, texts.split("|")):
            (loose if symbol.casefold() in seen else symbols)[symbol] = unit
            seen.add(symbol.casefold())
    return symbols, loose


@lru_cache(maxsize=1)
def _pieces() -> Mapping[str, list[str]]:
    return {language: rest for language, *rest in read_rows("pieces.csv")}


@lru_cache(maxsize=64)
def _local_names(
    tag: LocaleTag,
) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    """Return name to the units it may mean: as it is written, and in any case.

    What is written in the long and short forms goes before the narrow ones, which drop what
    tells units apart (English writes ``5m`` for minutes as well).
    """
    exact: dict[str, tuple[str, ...]] = {}
    folded: dict[str, tuple[str, ...]] = {}
    for widths in (("long", "short"), ("narrow",)):
        level: dict[str, dict[str, None]] = {}
        for width in widths:
            for unit, name in _written(unit_forms(tag, width)):
                level.setdefault(name, {})[unit] = None
        in_any_case: dict[str, dict[str, None]] = {}
        for name, units in level.items():
            exact.setdefault(name, tuple(units))
            if len(name) > _SYMBOL_LENGTH or not name.isascii():
                in_any_case.setdefault(name.casefold(), {}).update(units)
        for name, units in in_any_case.items():
            folded.setdefault(name, tuple(units))
    # What the trade calls a piece goes before CLDR's entries of lists.
    folded.update(dict.fromkeys(_piece_names(tag), ("item",)))
    return exact, folded


def _written(forms: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield unit and each of its names."""
    known = _plain_units()
    for unit, texts in forms.items():
        if unit in known:
            for key, text in texts.items():
                if key not in _NO_NAMES and (name := _key(text.replace("{0}", " "))):
                    yield unit, name


@lru_cache(maxsize=1)
def _plain_units() -> frozenset[str]:
    """Return the units that CLDR names; its records hold parts of compounds as well."""
    named = unit_forms(LocaleTag.parse("en"), "short")
    parts = re.compile(r"per|times|power\d|10.*|generic")
    return frozenset(unit for unit in named if not parts.fullmatch(unit))


def _piece_names(tag: LocaleTag) -> Iterator[str]:
    if row := _pieces().get(tag.language):
        for name in (row[0], *row[1].split("|")):
            if name:
                folded = _key(name).casefold()
                yield from {folded, folded.removesuffix(".")}


def _nearest(key: str, tag: LocaleTag) -> list[str]:
    exact, _ = _local_names(tag)
    names = list(dict.fromkeys([*_symbols()[0], *exact]))
    folded = key.casefold()
    if in_another_case := [name for name in names if name.casefold() == folded]:
        return in_another_case[:3]
    return get_close_matches(key, names, n=3) or get_close_matches(key, list(unit_ids()), n=3)
