"""Plural categories: which form of a noun a number takes.

Source: ``data/plurals.table`` (CLDR 48.2); UTS #35 part 3, section 5 (language plural rules).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from crmi18n.cldr._numbers import finite
from crmi18n.cldr._packs import locale_name, table
from crmi18n.cldr.tag import LocaleLike, LocaleTag

__all__ = ["PluralCategory", "category_of_digits", "plural_category"]

PluralCategory = Literal["zero", "one", "two", "few", "many", "other"]

_RELATION: Final = re.compile(r"([nivwftce])(?: % ([0-9]+))? (!?=) ([0-9.,]+)")
_KEPT: Final = 18  # no rule looks at more of the last digits, or at a larger number


# The operands of UTS #35, one place each; -1 stands for a number that no rule can name.
_NAMES: Final = "nivwftce"
_Operands = tuple[int, int, int, int, int, int, int, int]
_Test = Callable[[_Operands], bool]


def plural_category(
    n: Decimal | int, *, locale: LocaleLike, ordinal: bool = False
) -> PluralCategory:
    """Return the plural category of a number, as it is written: 1 and 1.0 can differ.

    Args:
        n: the number; its trailing zeros count.
        locale: whose language decides.
        ordinal: ask for the form of "3rd" instead of that of "3".

    Raises:
        TypeError: ``n`` is a float or no number.
        AmountError: ``n`` is not finite.
        UnknownLocaleError: CLDR has no data for the language.

    >>> plural_category(22, locale="pl"), plural_category(Decimal("1.0"), locale="en")
    ('few', 'other')
    >>> plural_category(22, locale="en", ordinal=True)
    'two'
    """
    digits = f"{finite(n):f}".lstrip("-")
    return category_of_digits(LocaleTag.parse(locale), "ordinal" if ordinal else "cardinal")(
        digits
    )


@lru_cache(maxsize=512)
def category_of_digits(
    tag: LocaleTag, kind: Literal["cardinal", "ordinal"] = "cardinal"
) -> Callable[[str], PluralCategory]:
    """Return what gives the category of a number written in ASCII digits, without a sign.

    Raises:
        UnknownLocaleError: CLDR has no data for the language.

    >>> category = category_of_digits(LocaleTag.parse("en"))
    >>> category("1"), category("1.0")
    ('one', 'other')
    """
    tests = _tests(kind, _rules_name(tag, table("plurals")[kind]))

    def choose(digits: str) -> PluralCategory:
        operands = _operands(digits)
        for category, test in tests:
            if test(operands):
                return category
        return "other"

    return choose


def _rules_name(tag: LocaleTag, rules: Mapping[str, object]) -> str:
    """Return the name that has rules: these are inherited by cutting the tag alone."""
    language, _, rest = locale_name(tag).partition("-")
    regional = f"{language}-{rest}"
    return regional if regional in rules else language


@lru_cache(maxsize=512)
def _tests(kind: str, name: str) -> tuple[tuple[PluralCategory, _Test], ...]:
    rules: Mapping[PluralCategory, str] = table("plurals")[kind].get(name, {})
    return tuple((category, _any_of(rule)) for category, rule in rules.items())


def _any_of(rule: str) -> _Test:
    alternatives = tuple(_all_of(part) for part in rule.split(" or "))
    if len(alternatives) == 1:
        return alternatives[0]
    return lambda operands: any(test(operands) for test in alternatives)


def _all_of(rule: str) -> _Test:
    relations = tuple(_relation(part) for part in rule.split(" and "))
    if len(relations) == 1:
        return relations[0]
    return lambda operands: all(test(operands) for test in relations)


def _relation(text: str) -> _Test:
    match = _RELATION.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no relation of a plural rule (UTS #35)")
    name, modulus, sign, ranges = match.groups()
    place = _NAMES.index(name)
    divisor = int(modulus) if modulus else 0
    wanted = frozenset(_numbers(ranges))
    positive = sign == "="

    def holds(operands: _Operands) -> bool:
        value = operands[place]
        if divisor and value >= 0:
            value %= divisor
        return (value in wanted) is positive

    return holds


def _numbers(ranges: str) -> list[int]:
    found: list[int] = []
    for part in ranges.split(","):
        first, _, last = part.partition("..")
        found += range(int(first), int(last or first) + 1)
    return found


def _operands(digits: str) -> _Operands:
    whole, _, fraction = digits.partition(".")
    i = _last(whole)
    if not fraction:
        return i, i, 0, 0, 0, 0, 0, 0
    significant = fraction.rstrip("0")
    n = -1 if significant else i
    shown, without_zeros = _last(fraction), _last(significant)
    return n, i, len(fraction), len(significant), shown, without_zeros, 0, 0


def _last(digits: str) -> int:
    """Return the number, or one that all rules take for it, since they look at its end."""
    if len(digits) <= _KEPT:
        return int(digits or "0")
    return int(f"1{digits[-_KEPT:]}")
