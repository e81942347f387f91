"""Quantities from text, strictly: a number in the form of the locale, and one certain unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from crmi18n.cldr import (
    LocaleLike,
    LocaleTag,
    list_formatter,
    number_form,
    parse_number,
    plural_category,
)
from crmi18n.cldr.unit_names import UnitWidth, unit_forms
from crmi18n.errors import AmbiguousUnitError, ParseError, UnknownUnitError
from crmi18n.units.model import Quantity
from crmi18n.units.names import is_named, resolve_unit
from crmi18n.units.number import decimal_of
from crmi18n.units.unit import Unit, quotient

__all__ = ["parse_quantity"]

_MAX_LENGTH: Final = 400
_MAX_PARTS: Final = 4
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
    writes so, is read. Several parts of one measure (6 ft 2 in) are read in the smallest unit,
    in which they are exact.

    Raises:
        TypeError: ``text`` is no string.
        ParseError: there is no number, no unit, the number is not of the locale's form, or a
            part is as large as the unit before it (5 ft 14 in).
        UnknownUnitError, AmbiguousUnitError: see :func:`resolve_unit`.
        UnknownLocaleError: CLDR has no data for the language.

    >>> parse_quantity("1.234,5 kg", locale="de")
    Quantity(value=Decimal('1234.5'), unit='kilogram')
    >>> str(parse_quantity("6 ft, 2 in", locale="en"))
    '74 inch'
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
    numbers = list(_number(tag).finditer(body))
    if not numbers:
        raise ParseError(text, expected, "form" if body else "empty")
    if 1 < len(numbers) <= _MAX_PARTS and (mixed := _mixed(body, numbers, tag)):
        return _in_smallest(text, mixed, expected)
    match = numbers[0]
    before, number, after = body[: match.start()], match[0], body[match.end() :]
    if sign := _SIGNS_BEFORE.search(before):
        before, number = _without(before, sign), sign[0].strip() + number
    if sign := _SIGNS_AFTER.match(after):
        after, number = _without(after, sign), number + sign[0].strip()
    unit = f"{before} {after}".strip()
    if not unit:
        raise ParseError(text, expected, "form")
    return Quantity(parse_number(number, locale=tag), resolve_unit(unit, locale=tag))


def _mixed(
    body: str, numbers: list[re.Match[str]], tag: LocaleTag
) -> list[tuple[Decimal, Unit]] | None:
    """Return the parts of a mixed quantity, the first with the sign of all; None if it is none."""
    sign = body[: numbers[0].start()].strip()
    ends = [*(match.start() for match in numbers[1:]), len(body)]
    values, units = list[Decimal](), list[Unit]()
    try:
        for match, end in zip(numbers, ends, strict=True):
            name = _without_joint(body[match.end() : end].strip(), tag)
            values.append(parse_number(match[0] if values else sign + match[0], locale=tag))
            units.append(_unit_below(units, name, tag))
        Unit.of("-and-".join(unit.id for unit in units))
    except (ParseError, UnknownUnitError):
        return None
    # Six minutes of arc or six feet: nothing says which, unless degrees go before.
    return None if units[0].id == "arc-minute" else list(zip(values, units, strict=True))


def _unit_below(larger: list[Unit], name: str, tag: LocaleTag) -> Unit:
    """Return the unit of a name; of several that which the unit before it holds a whole number of.

    Five pounds three ounces are no ounces of a fluid, nor of silver.
    """
    try:
        return Unit.of(resolve_unit(name, locale=tag))
    except AmbiguousUnitError as error:
        meant = [Unit.of(resolve_unit(text, locale=tag)) for text in error.nearest]
        fitting = [
            unit
            for unit in meant
            for above in larger[-1:]
            if above.measures_same(unit) and quotient(above, unit).denominator == 1
        ]
        if len(fitting) != 1:
            raise
        return fitting[0]


def _without_joint(name: str, tag: LocaleTag) -> str:
    joint = next((joint for joint in _joints(tag) if name.endswith(joint)), "")
    return name.removesuffix(joint)


@lru_cache(maxsize=64)
def _joints(tag: LocaleTag) -> tuple[str, ...]:
    """Return what the language puts between the parts of a mixed unit, longest first."""
    parts = "\ue000", "\ue001", "\ue002"
    found = {
        joint.translate(_MARKS).strip()
        for width in _WIDTHS
        for count in (2, 3)
        for joint in re.split(
            "[\ue000-\ue002]", list_formatter(locale=tag, kind="unit", width=width)(parts[:count])
        )
    }
    return tuple(sorted(found - {""}, key=len, reverse=True))


def _in_smallest(text: str, parts: list[tuple[Decimal, Unit]], expected: str) -> Quantity:
    smallest = parts[-1][1]
    total, negative = Fraction(0), parts[0][0].is_signed()
    for place, (value, unit) in enumerate(parts):
        is_whole = value == value.to_integral_value() or unit is smallest
        if not is_whole or (place and value >= quotient(parts[place - 1][1], unit)):
            raise ParseError(text, expected, "range")
        total += abs(Fraction(value)) * quotient(unit, smallest)
    return Quantity(decimal_of(-total if negative else total), smallest.id)


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
