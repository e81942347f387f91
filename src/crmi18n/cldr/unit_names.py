"""What CLDR says of units in a locale: patterns by plural category, case and gender.

Source: ``data/units_long.pack``, ``units_short.pack``, ``units_narrow.pack``,
``unit_grammar.table`` (CLDR 48.2); UTS #35 part 2, section 6 (unit elements, compound units),
section 17 (grammatical derivations).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from crmi18n.cldr._packs import locale_name, record, table
from crmi18n.cldr.tag import LocaleTag

__all__ = ["UnitGrammar", "UnitWidth", "unit_form", "unit_forms", "unit_grammar"]

UnitWidth = Literal["long", "short", "narrow"]

_COMPOUND: Final = "compound"


def unit_forms(tag: LocaleTag, width: UnitWidth) -> Mapping[str, Mapping[str, str]]:
    """Return unit id, or part of a compound, to its forms; see ``tools/cldr_units.py``.

    Raises:
        UnknownLocaleError: CLDR has no data for the language.

    >>> unit_forms(LocaleTag.parse("de"), "short")["kilogram"]["other"]
    '{0} kg'
    """
    return record(f"units_{width}", tag)


def unit_form(
    forms: Mapping[str, str], category: str, case: str = "", gender: str = ""
) -> str | None:
    """Return the pattern of a plural category, in a case and gender if it has one of its own.

    >>> forms = unit_forms(LocaleTag.parse("de"), "long")["kilometer"]
    >>> unit_form(forms, "other"), unit_form(forms, "other", "dative")
    ('{0} Kilometer', '{0} Kilometern')
    """
    marks = ((case, gender), ("", gender), (case, ""), ("", ""))
    for name in (category, "other"):
        for words in marks:
            key = " ".join(filter(None, (*words, name)))
            if (found := forms.get(key)) is not None:
                return found
    return None


class UnitGrammar(NamedTuple):
    """How a language derives the parts of a compound from the whole.

    Each pair is for the first and the second part: a case or a plural category, or None for
    that of the whole.
    """

    per_cases: tuple[str | None, str | None]
    per_plurals: tuple[str | None, str | None]
    times_cases: tuple[str | None, str | None]
    times_plurals: tuple[str | None, str | None]
    power_cases: tuple[str | None, str | None]
    power_plurals: tuple[str | None, str | None]
    prefix_cases: tuple[str | None, str | None]
    prefix_plurals: tuple[str | None, str | None]


@lru_cache(maxsize=512)
def unit_grammar(tag: LocaleTag) -> UnitGrammar:
    """Return how a locale's language derives the parts of a compound."""
    rules = table("unit_grammar")
    own = rules.get(locale_name(tag).partition("-")[0], {})

    def pair(feature: str, structure: str) -> tuple[str | None, str | None]:
        key = f"{feature} {structure}"
        first, second = own.get(key) or rules["und"][key]
        return _derived(first), _derived(second)

    return UnitGrammar(
        *(
            pair(feature, structure)
            for structure in ("per", "times", "power", "prefix")
            for feature in ("case", "plural")
        )
    )


def _derived(value: str) -> str | None:
    if value == _COMPOUND:
        return None
    return "" if value == "nominative" else value
