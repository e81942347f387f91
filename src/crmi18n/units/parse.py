"""Quantities from text, strictly: a number in the form of the locale, and one certain unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final

from crmi18n.cldr import LocaleLike, LocaleTag, number_form, parse_number, plural_category
from crmi18n.cldr.unit_names import UnitWidth, unit_forms
from crmi18n.errors import AmbiguousUnitError, ParseError
from crmi18n.units.model import Quantity
from crmi18n.units.names import is_named, resolve_unit

__all__ = ["parse_quantity"]

_MAX_LENGTH: Final = 400
_MARKS: Final = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u2066\u2067\u2068\u2069"))
_SEPARATORS: Final = ".,'’٫٬"  # of any locale, so that a number of another form is refused whole
# A sign stands beside the number, or before the unit that precedes it (Turkish -%3).
_SIGNS_BEFORE: Final = re.compile(r"^[-+\u2212\ufe63\uff0d]|[-+\u2212\ufe63\uff0d(]\s*$")
_SIGNS_AFTER: Final = re.compile(r"\s*\)|[-\u2212](?=\s|$)")
_COUNTED: Final = {"zero": 0, "one": 1, "two": 2}
_WIDTHS: Final[tuple[UnitWidth, ...]] = ("long", "short", "narrow")


def parse_quantity(text: str, *, locale: LocaleLike) -> Quantity:
    """Read a number and the unit that stands behind it, before it, or around it.

    Arabic and some other languages write one and two of a thing without a number: what CLDR
    writes so, is read.

    Raises:
        TypeError: ``text`` is no string.
        ParseError: there is no number, no unit, or the number is not of the locale's form.
        UnknownUnitError, AmbiguousUnitError: see :func:`resolve_unit`.
        UnknownLocaleError: CLDR has no data for the language.

    >>> parse_quantity("1.234,5 kg", locale="de")
    Quantity(value=Decimal('1234.5'), unit='kilogram')
    """
    if not isinstance(text, str):
        raise TypeError(f"a text is expected, not {type(text).__name__}")
    tag = LocaleTag.parse(locale)
    expected = f"quantity of {tag}"
    if len(text) > _MAX_LENGTH:
        raise ParseError(text, expected, "range")
    body = text.translate(_MARKS).strip()
    if counted := _numberless(tag).get(body):
        return _counted(text, counted, expected)
    for pattern, unit in _with_digits(tag):
        if found := pattern.fullmatch(body):
            return Quantity(parse_number(found[1], locale=tag), unit)
    match = _number(tag).search(body)
    if match is None:
        raise ParseError(text, expected, "form" if body else "empty")
    before, number, after = body[: match.start()], match[0], body[match.end() :]
    if sign := _SIGNS_BEFORE.search(before):
        before, number = _without(before, sign), sign[0].strip() + number
    if sign := _SIGNS_AFTER.match(after):
        after, number = _without(after, sign), number + sign[0].strip()
    unit = f"{before} {after}".strip()
    if not unit:
        raise ParseError(text, expected, "form")
    return Quantity(parse_number(number, locale=tag), resolve_unit(unit, locale=tag))


@lru_cache(maxsize=512)
def _number(tag: LocaleTag) -> re.Pattern[str]:
    """Return where a number is: the first run of digits; a unit may have some (l/100 km)."""
    form = number_form(tag)
    signs = "".join(each.decimal + each.group for each in (form, *form.kin))
    digit = rf"\d{form.digits}"
    return re.compile(rf"[{digit}](?:[{digit}\s{re.escape(_SEPARATORS + signs)}]*[{digit}])?")


def _without(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + text[match.end() :]


@lru_cache(maxsize=64)
def _with_digits(tag: LocaleTag) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the names that have digits or parentheses of their own, and a place for the number.

    Hindi calls a stone a weight of 14 pounds, Korean puts "per 100 kilometers" first.
    """
    found = {
        form.translate(_MARKS).strip(): unit
        for width in _WIDTHS[:2]
        for unit, forms in unit_forms(tag, width).items()
        for form in forms.values()
        if is_named(unit) and "{0}" in form
        if "({0})" in form or any(map(str.isdecimal, form.replace("{0}", "")))
    }
    return tuple(
        (re.compile(re.escape(form).replace(r"\{0\}", r"(\S.*?)"), re.DOTALL), unit)
        for form, unit in found.items()
    )


@lru_cache(maxsize=64)
def _numberless(tag: LocaleTag) -> Mapping[str, set[tuple[Decimal, str]]]:
    """Return the texts that stand for one or two of a unit without saying the number."""
    counts = {
        category: Decimal(count)
        for category, count in _COUNTED.items()
        if plural_category(count, locale=tag) == category
        and all(
            plural_category(other, locale=tag) != category
            for other in (*range(30), 100, 101)
            if other != count
        )
    }
    found: dict[str, set[tuple[Decimal, str]]] = {}
    for width in _WIDTHS if counts else ():
        for unit, forms in unit_forms(tag, width).items():
            for category, count in counts.items() if is_named(unit) else ():
                text = forms.get(category, "{0}").translate(_MARKS).strip()
                if "{0}" not in text:
                    found.setdefault(text, set()).add((count, unit))
    return found


def _counted(text: str, meant: set[tuple[Decimal, str]], expected: str) -> Quantity:
    if len({unit for _, unit in meant}) > 1:
        raise AmbiguousUnitError(text, sorted({unit for _, unit in meant}))
    if len(meant) > 1:
        raise ParseError(text, expected, "ambiguous")
    return Quantity(*next(iter(meant)))
