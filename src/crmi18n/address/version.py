"""Which of an address's texts is used where: the place's own at home, Latin letters abroad.

The Universal Postal Union asks for Latin letters in mail between countries. The language of
the reader or of the sender plays no part in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import Final, NamedTuple

from crmi18n.address.country import Area, Country
from crmi18n.address.model import Address, AddressText
from crmi18n.address.words import is_mostly_latin, key, letters
from crmi18n.cldr import LocaleTag, official_languages, script_of

__all__ = [
    "PARTS",
    "Chosen",
    "area_of",
    "area_text",
    "choose",
    "is_empty",
    "is_latin",
    "is_romanised",
    "not_said",
    "parts_of",
]

PARTS: Final = tuple(field.name for field in fields(AddressText))
"""The parts of a text."""

parts_of: Final[Callable[[AddressText], tuple[str | tuple[str, ...], ...]]] = attrgetter(*PARTS)
"""What a text says, in the order PARTS."""

_EMPTY: Final = AddressText()


def is_latin(text: AddressText) -> bool:
    """Tell whether a text is in Latin letters: fewer than a fifth are of another script."""
    whole = "".join(
        (
            text.recipient,
            text.organization,
            *text.lines,
            text.dependent_locality,
            text.locality,
            text.administrative_area,
        )
    )
    if whole.isascii():
        return True
    # Only what has the length of an address is remembered: long texts would hold memory.
    return _is_mostly_latin(whole) if len(whole) <= _LONGEST else is_mostly_latin(whole)


_LONGEST: Final = 250
_is_mostly_latin: Final = lru_cache(maxsize=4096)(is_mostly_latin)


def is_empty(text: AddressText) -> bool:
    """Tell whether a text says nothing."""
    return not (
        text.lines
        or text.locality
        or text.recipient
        or text.organization
        or text.administrative_area
        or text.dependent_locality
    )


class Chosen(NamedTuple):
    """A text, its language, and whether it is in Latin letters."""

    lang: str
    text: AddressText
    latin: bool


def choose(address: Address, *, latin: bool) -> Chosen:
    """Return the text to print; an empty one where the address has none.

    Args:
        address: the address.
        latin: the first in Latin letters is wanted; else, and if there is none, the first text
            in an official language of the country that is not romanised.
    """
    versions = address.versions
    if len(versions) != 1:
        versions = tuple(version for version in versions if not is_empty(version[1]))
    if latin:
        for lang, text in versions:
            if is_latin(text):
                return Chosen(lang, text, latin=True)
    if len(versions) > 1:
        lang, text = min(versions, key=lambda v: _foreignness(v[0], address.country))
    else:
        lang, text = versions[0] if versions else ("und", _EMPTY)
    # If one in Latin letters was wanted, this is none.
    return Chosen(lang, text, latin=is_latin(text) if not latin else not versions)


@lru_cache(maxsize=1024)
def _foreignness(lang: str, country: str) -> tuple[bool, bool]:
    tag = LocaleTag.parse(lang)
    own = {LocaleTag.parse(language).language for language in official_languages(country)}
    return is_romanised(lang), tag.language not in own


@lru_cache(maxsize=1024)
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
    if address.area and (found := rules.area(address.area)):
        return found
    for _, text in address.versions:
        if text.administrative_area and (found := rules.area(text.administrative_area)):
            return found
    return None


def area_text(address: Address, rules: Country, lang: str, text: AddressText, latin: bool) -> str:
    """Return the area as the text has to write it.

    What somebody wrote stays, unless it is a code, in another script than the text, or in a
    country where the post abbreviates. What is not written comes from the address's code, or
    from its other texts.
    """
    written = text.administrative_area
    if "S" not in rules.local.fields:
        return written
    area = rules.area(written) if written else area_of(address, rules)
    if area is None:
        return written
    if rules.abbreviates:
        return area.key
    if (
        not written
        or _is_code(written, area)
        or (latin and not written.isascii() and letters(written)[1])
    ):
        return area.written(lang, latin=latin)
    return written


@lru_cache(maxsize=1024)
def _is_code(written: str, area: Area) -> bool:
    codes = {key(area.code), key(area.code[3:])} if area.code else {key(area.key)}
    return key(written) in codes - {key(area.latin), *map(key, area.names.values())}


def not_said(address: Address, chosen: AddressText) -> list[tuple[str, str, str]]:
    """Return what other texts say and the chosen one does not: part, language and text."""
    if len(address.versions) < 2:
        return []
    lacking = [i for i, value in enumerate(parts_of(chosen)) if not value]
    found: dict[int, tuple[str, str, str]] = {}
    for lang, text in address.versions:
        values = parts_of(text)
        for i in lacking:
            value = values[i]
            if value and i not in found:
                shown = value if isinstance(value, str) else ", ".join(value)
                found[i] = (PARTS[i], lang, shown)
    return list(found.values())
