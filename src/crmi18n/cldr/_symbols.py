"""What CLDR says of numbers in a locale: signs, digits, patterns, currency symbols.

Source: ``data/numbers.pack``, ``currencies.pack``, ``characters.pack`` (CLDR 48.2);
UTS #35 part 3, sections 2 to 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, TypeVar, final

from crmi18n.cldr._packs import record, table
from crmi18n.cldr.tag import LocaleTag

__all__ = [
    "CurrencyForm",
    "Symbols",
    "currency_form",
    "currency_symbols",
    "equal_signs",
    "name_patterns",
    "numbering_system",
    "pattern",
    "symbols",
]

_T = TypeVar("_T")
_LATIN = "latn"


@final
@dataclass(frozen=True, slots=True)
class Symbols:
    """The signs of a locale in one numbering system.

    Attributes:
        system: the numbering system, such as ``latn``.
        digits: its ten digits.
        decimal, group: the separators, one character each.
        currency_decimal, currency_group: the same in amounts of money.
        minus, plus, percent, per_mille: signs, which may carry direction marks.
        minimum_grouping: how many digits stand before the first separator at least.
    """

    system: str
    digits: str
    decimal: str
    group: str
    currency_decimal: str
    currency_group: str
    minus: str
    plus: str
    percent: str
    per_mille: str
    minimum_grouping: int


class CurrencyForm(NamedTuple):
    """The pattern and separators that one currency has of its own in a locale."""

    pattern: str
    decimal: str
    group: str


def numbering_system(tag: LocaleTag) -> str:
    """Return the numbering system of a tag: that of its key ``-u-nu-``, else its locale's own.

    A system without ten digits (Roman, for example), or an unknown one, is not obeyed.

    >>> numbering_system(LocaleTag.parse("ar-EG")), numbering_system(LocaleTag.parse("ar-MA"))
    ('arab', 'latn')
    >>> numbering_system(LocaleTag.parse("hi-u-nu-native"))
    'deva'
    """
    numbers = record("numbers", tag)
    asked = _asked_system(tag.rest)
    if asked in ("native", "traditio", "finance"):
        asked = numbers.get("traditional" if asked == "traditio" else asked, "")
    return asked if asked in table("digits") else str(numbers["system"])


def _asked_system(rest: str) -> str:
    """Return the value of ``nu`` in the extension ``u``, or nothing."""
    parts = rest.split("-")
    if "u" not in parts:
        return ""
    keys = parts[parts.index("u") + 1 :]
    if "nu" not in keys[:-1]:
        return ""
    return keys[keys.index("nu") + 1]


@lru_cache(maxsize=512)
def symbols(tag: LocaleTag) -> Symbols:
    r"""Return the signs of a locale in its numbering system.

    >>> symbols(LocaleTag.parse("de-AT")).group, symbols(LocaleTag.parse("de-AT")).currency_group
    ('\xa0', '.')
    """
    numbers = record("numbers", tag)
    system = numbering_system(tag)
    signs = _of_system(numbers["symbols"], system)
    return Symbols(
        system=system,
        digits=table("digits")[system],
        decimal=signs["decimal"],
        group=signs["group"],
        currency_decimal=signs.get("currencyDecimal", signs["decimal"]),
        currency_group=signs.get("currencyGroup", signs["group"]),
        minus=signs["minusSign"],
        plus=signs["plusSign"],
        percent=signs["percentSign"],
        per_mille=signs["perMille"],
        minimum_grouping=numbers["minimum_grouping"],
    )


def pattern(tag: LocaleTag, kind: Literal["decimal", "percent", "standard", "accounting"]) -> str:
    """Return the pattern of numbers, percentages, or amounts (standard and accounting).

    >>> pattern(LocaleTag.parse("en-IN"), "decimal")
    '#,##,##0.###'
    """
    numbers = record("numbers", tag)
    system = numbering_system(tag)
    if kind in ("decimal", "percent"):
        return str(_of_system(numbers[kind], system))
    return str(_of_system(numbers["currency"], system)[kind])


def name_patterns(tag: LocaleTag) -> Mapping[str, str]:
    """Return plural category to the pattern that joins a number ``{0}`` and a name ``{1}``."""
    found: Mapping[str, str] = _of_system(
        record("numbers", tag)["currency"], numbering_system(tag)
    )["name"]
    return found


def _of_system(by_system: Mapping[str, _T], system: str) -> _T:
    return by_system.get(system) or by_system[_LATIN]


def currency_symbols(tag: LocaleTag, *, narrow: bool = False) -> Mapping[str, str]:
    """Return currency to symbol, for those that have one that is not their code.

    >>> currency_symbols(LocaleTag.parse("en-CA"))["USD"]
    'US$'
    """
    found = record("currencies", tag)
    plain: Mapping[str, str] = found["symbol"]
    return {**plain, **found["narrow"]} if narrow else plain


def currency_form(tag: LocaleTag, currency: str) -> CurrencyForm | None:
    """Return the form that a currency has of its own in a locale, if it has one.

    >>> currency_form(LocaleTag.parse("pt-CV"), "CVE").decimal
    '$'
    """
    found = record("currencies", tag)["form"].get(currency)
    return CurrencyForm(*found) if found else None


def equal_signs(
    tag: LocaleTag,
    scope: Literal["number", "general", "date"] = "number",
    *,
    strict: bool = False,
) -> Mapping[str, tuple[str, ...]]:
    """Return a sign to all that reading takes for it (UTS #35, lenient and stricter sets).

    >>> "−" in equal_signs(LocaleTag.parse("de"))["-"]
    True
    """
    name = f"{'stricter' if strict else 'lenient'}-scope-{scope}"
    sets = record("characters", tag).get(name, {})
    return {sign: tuple(members) for sign, members in sets.items()}
