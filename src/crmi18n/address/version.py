"""Which of an address's texts is used where: the place's own at home, Latin letters abroad.

The Universal Postal Union asks for Latin letters in mail between countries. The language of
the reader or of the sender plays no part in it.
"""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from typing import Final

from crmi18n.address.country import Area, Country
from crmi18n.address.model import Address, AddressText
from crmi18n.address.words import key, letters
from crmi18n.cldr import LocaleTag, official_languages, script_of

__all__ = ["PARTS", "area_of", "area_text", "choose", "is_latin", "not_said", "required_of"]

PARTS: Final = tuple(field.name for field in fields(AddressText))
"""The parts of a text."""

# As SAP tells the scripts of addresses apart: a Latin brand name does not make a Japanese
# address Latin, nor one foreign letter a Latin address foreign.
_SHARE_OF_ANOTHER_SCRIPT: Final = 0.2
_EMPTY: Final = AddressText()


@lru_cache(maxsize=4096)
def is_latin(text: AddressText) -> bool:
    """Tell whether a text is in Latin letters: fewer than a fifth are of another script."""
    counts = [letters(part) for part in _parts(text)]
    latin, others = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0)
    return others <= _SHARE_OF_ANOTHER_SCRIPT * (latin + others)


def _parts(text: AddressText) -> list[str]:
    return [
        text.recipient,
        text.organization,
        *text.lines,
        text.dependent_locality,
        text.locality,
        text.administrative_area,
    ]


def choose(address: Address, *, domestic: bool) -> tuple[str, AddressText]:
    """Return the language and the text to print; an empty one where the address has none.

    At home it is the first text in an official language of the country that is not romanised;
    abroad the first in Latin letters, else the one that is used at home.
    """
    versions = [version for version in address.versions if version[1] != _EMPTY]
    if not versions:
        return "und", _EMPTY
    if not domestic and (latin := [v for v in versions if is_latin(v[1])]):
        return latin[0]
    return min(versions, key=lambda version: _foreignness(version[0], address.country))


@lru_cache(maxsize=1024)
def _foreignness(lang: str, country: str) -> tuple[bool, bool]:
    tag = LocaleTag.parse(lang)
    own = {LocaleTag.parse(language).language for language in official_languages(country)}
    return is_romanised(lang), tag.language not in own


def is_romanised(lang: str) -> bool:
    """Tell whether a tag is of a language in Latin letters that has its own script.

    >>> is_romanised("ja-Latn"), is_romanised("ja"), is_romanised("de-Latn")
    (True, False, False)
    """
    tag = LocaleTag.parse(lang)
    if tag.language == "und":
        return tag.script == "Latn"
    return tag.script == "Latn" and script_of(tag.language) != "Latn"


def area_of(address: Address, rules: Country) -> Area | None:
    """Return the area that the code, or else a text, names; None if the data know none."""
    named = (address.area, *(text.administrative_area for _, text in address.versions))
    return next(filter(None, (rules.area(name) for name in named if name)), None)


def area_text(address: Address, rules: Country, lang: str, text: AddressText) -> str:
    """Return the area as the text has to write it.

    What somebody wrote stays, unless it is a code, in another script than the text, or in a
    country where the post abbreviates. What is not written comes from the address's code, or
    from its other texts.
    """
    written = text.administrative_area
    area = rules.area(written) if written else area_of(address, rules)
    if area is None:
        return written
    latin = is_latin(text)
    if rules.abbreviates:
        return area.key
    if not written or _is_code(written, area) or (latin and letters(written)[1]):
        return area.written(lang, latin=latin)
    return written


def _is_code(written: str, area: Area) -> bool:
    codes = {key(area.code), key(area.code[3:])} if area.code else {key(area.key)}
    return key(written) in codes - {key(area.latin), *map(key, area.names.values())}


def required_of(rules: Country, area: Area | None) -> str:
    """Return the letters of the fields that an address there needs."""
    return rules.required if area is None or area.required is None else area.required


def not_said(address: Address, chosen: AddressText) -> list[tuple[str, str, str]]:
    """Return what other texts say and the chosen one does not: part, language and text.

    The area is left out: it is filled in from the data where they know it.
    """
    found: dict[str, tuple[str, str, str]] = {}
    for lang, text in address.versions:
        for part in PARTS:
            value = getattr(text, part)
            if value and not getattr(chosen, part) and part not in found:
                found[part] = (part, lang, ", ".join(value) if part == "lines" else value)
    return list(found.values())
