"""The pattern of a unit in a locale, for each plural category, composed where CLDR has none.

``{0}`` is where the number stands. A compound that CLDR has no pattern for (``gram-per-mole``)
is put together from its parts, each in the case and number that the language's grammar asks
for; so are products, powers and prefixes.

Source: CLDR 48.2 (units, grammaticalFeatures); UTS #35 part 2, sections 6.2 and 17. ICU 78
composes in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

from crmi18n.cldr import LocaleTag, number_formatter, plural_category
from crmi18n.cldr.unit_names import UnitGrammar, UnitWidth, unit_form, unit_forms, unit_grammar
from crmi18n.units.table import prefixes, simple_units
from crmi18n.units.unit import Component, Unit, power_word

__all__ = ["CATEGORIES", "has_patterns", "patterns"]

CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
_NUMBER: Final = "{0}"
_TURKIC: Final = str.maketrans({"I": "ı", "İ": "i"})
_SYMBOL_LENGTH: Final = 2  # Da is one even where the long form has no other name
_RAISED: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


class _Language(NamedTuple):
    """What the names of units are composed with."""

    tag: LocaleTag
    forms: Mapping[str, Mapping[str, str]]
    grammar: UnitGrammar
    width: UnitWidth

    def of(self, name: str) -> Mapping[str, str] | None:
        """Return the forms of a unit; a person's years are named as any others (CLDR's root)."""
        return self.forms.get(name) or self.forms.get(name.removesuffix("-person"))

    def joined(self, pattern: str, text: str) -> str:
        """Put a name to a prefix or power: Katal to Quadratkatal; symbols keep their case."""
        if self.width == "long" and text[1:3].islower() and len(text) > _SYMBOL_LENGTH:
            first = text[0].translate(_TURKIC) if self.tag.language in ("az", "tr") else text[0]
            text = first.lower() + text[1:]
        return pattern.replace(_NUMBER, text)


class _Core(NamedTuple):
    """A name without its number, and what joins the two, before or after the name."""

    before: str | None
    text: str
    after: str | None


@lru_cache(maxsize=4096)
def patterns(tag: LocaleTag, unit: Unit, width: UnitWidth, case: str = "") -> Mapping[str, str]:
    """Return plural category to pattern.

    >>> patterns(LocaleTag.parse("de"), Unit.of("gram-per-mole"), "long")["other"]
    '{0} Gramm pro Mol'
    """
    language = _Language(tag, unit_forms(tag, width), unit_grammar(tag), width)
    return {category: _pattern(language, unit, category, case) for category in CATEGORIES}


def has_patterns(unit: Unit) -> bool:
    """Tell whether CLDR names a unit by itself, in no matter which locale."""
    return unit.id in unit_forms(LocaleTag.parse("en"), "short")


def _pattern(language: _Language, unit: Unit, category: str, case: str) -> str:
    found = _of_cldr(language, unit.id, category, case)
    if found is not None:
        return found
    above = tuple(part for part in unit.components if part.power > 0)
    below = tuple(
        Component(part.prefix, part.unit, -part.power)
        for part in unit.components
        if part.power < 0
    )
    first, second = language.grammar.per_cases if below else (None, None)
    whole = _NUMBER
    if above:
        core = _product(language, above, category, case if first is None else first)
        whole = _whole(core, _NUMBER)
    if not below:
        return whole
    name = "-".join(part.name if part.power == 1 else _id(part) for part in below)
    number = unit.constant.denominator
    if number == 1 and (divisor := (language.of(name) or {}).get("per")):
        return divisor.replace(_NUMBER, whole)
    plural = language.grammar.per_plurals[1] or category
    if number != 1:
        plural = plural_category(number, locale=language.tag)
    core = _product(language, below, plural, case if second is None else second)
    divisor = _whole(core, _constant(language, number)).replace(_NUMBER, "").strip()
    return language.forms["per"]["pattern"].replace("{1}", divisor).replace(_NUMBER, whole)


def _constant(language: _Language, number: int) -> str:
    """Return a number inside a unit, as 100 in litres per 100 kilometers; nothing for 1."""
    return "" if number == 1 else number_formatter(locale=language.tag)(Decimal(number))


def _whole(core: _Core, number: str) -> str:
    """Put a number, or the place for one, to the name."""
    if core.before is not None:
        return f"{number}{core.before}{core.text}"
    return core.text if core.after is None else f"{core.text}{core.after}{number}"


def _of_cldr(language: _Language, name: str, category: str, case: str) -> str | None:
    if forms := language.of(name):
        return unit_form(forms, category, case)
    simple = simple_units().get(name)
    return f"{_NUMBER}\u00a0{simple.written}" if simple and simple.written else None


def _product(language: _Language, parts: Sequence[Component], category: str, case: str) -> _Core:
    found = _of_cldr(language, "-".join(map(_id, parts)), category, case)
    if found is not None:
        return _core(found)
    times, grammar = language.forms["times"]["pattern"], language.grammar
    cores = []
    for place, part in enumerate(parts):
        inner_case, inner_category = case, category
        if place < len(parts) - 1:
            inner_case, case = _derived(grammar.times_cases, case)
            inner_category, category = _derived(grammar.times_plurals, category)
        cores.append(_single(language, part, inner_category, inner_case))
    text = cores[0].text
    for core in cores[1:]:
        text = times.replace("{0}", text).replace("{1}", core.text)
    return _Core(cores[0].before, text, cores[0].after)


def _single(language: _Language, part: Component, category: str, case: str) -> _Core:
    found = _of_cldr(language, _id(part), category, case)
    if found is not None:
        return _core(found)
    if part.power > 1:
        outer_case, case = _derived(language.grammar.power_cases, case)
        # The power agrees with the number in every language: "cinco millas cuadradas".
        _, inner = _derived(language.grammar.power_plurals, category)
        core = _single(language, Component(part.prefix, part.unit, 1), inner, case)
        power = language.forms.get(f"power{part.power}")
        if power is None:
            return core._replace(text=core.text + str(part.power).translate(_RAISED))
        gender = (language.of(part.name) or {}).get("gender", "")
        pattern = unit_form(power, category, outer_case, gender) or _NUMBER
        return core._replace(text=language.joined(pattern, core.text))
    if not part.prefix:  # a unit that the locale's data lacks: its id is better than nothing
        return _Core("\u00a0", part.unit, None)
    _, case = _derived(language.grammar.prefix_cases, case)
    _, category = _derived(language.grammar.prefix_plurals, category)
    core = _single(language, Component("", part.unit, 1), category, case)
    pattern = language.forms[_prefix_key(part.prefix)]["pattern"]
    return core._replace(text=language.joined(pattern, core.text))


def _derived(pair: tuple[str | None, str | None], whole: str) -> tuple[str, str]:
    first, second = pair
    return whole if first is None else first, whole if second is None else second


def _core(pattern: str) -> _Core:
    """Part the number, and the blanks that join it, from a pattern that begins or ends with it."""
    if pattern.startswith(_NUMBER):
        rest = pattern.removeprefix(_NUMBER)
        text = rest.lstrip()
        return _Core(rest[: len(rest) - len(text)], text, None)
    if pattern.endswith(_NUMBER):
        rest = pattern.removesuffix(_NUMBER)
        text = rest.rstrip()
        return _Core(None, text, rest[len(text) :])
    return _Core(None, pattern, None)  # no number at all, or one in the middle, which stays there


def _id(part: Component) -> str:
    word = power_word(part.power)
    return f"{word}-{part.name}" if word else part.name


@lru_cache(maxsize=64)
def _prefix_key(prefix: str) -> str:
    factor = prefixes()[prefix][0]
    for base in (10, 1024):
        for power in range(-30, 31):
            if power and factor == Fraction(base) ** power:
                return f"{base}p{power}"
    raise AssertionError(prefix)  # every prefix of CLDR is a power of one of the two
