"""Quantities as a reader writes them.

A formatter is compiled for a unit, a locale and a width, and kept: a call writes the number and
chooses the form of the unit that goes with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final, get_args

from crmi18n.cldr import (
    Formatter,
    LocaleLike,
    LocaleTag,
    category_of_digits,
    list_formatter,
    number_formatter,
    percent_formatter,
)
from crmi18n.cldr.unit_names import UnitWidth
from crmi18n.units.model import Quantity
from crmi18n.units.names import piece_sign
from crmi18n.units.number import canonical, decimal_of, exact_number
from crmi18n.units.patterns import has_patterns, patterns
from crmi18n.units.preference import (
    UnitPolicy,
    has_preferences,
    preferred,
    preferred_rung,
    reads_system_of,
)
from crmi18n.units.unit import Unit, number_apart

__all__ = ["format_beside", "format_quantity", "quantity_formatter", "shown"]

_NBSP: Final = "\u00a0"
_SHOWN_DIGITS: Final = 4
_SHOWN: Final = Context(prec=_SHOWN_DIGITS, rounding=ROUND_HALF_UP, traps=[])
_MAX_KEPT: Final = 4096


def format_quantity(
    q: Quantity,
    *,
    locale: LocaleLike,
    width: UnitWidth = "short",
    digits: int | None = None,
    usage: str | None = None,
    policy: UnitPolicy | None = None,
    case: str = "",
) -> str:
    """Format a quantity in its own unit, or in the one that the reader's country uses.

    Pieces are written with the sign of the trade (``Stück``, ``個``) in short and narrow forms,
    for CLDR's ``item`` is a word for entries of lists. A unit of trade that CLDR does not know
    is written with its international sign.

    Args:
        q: the quantity.
        locale: whose language and numbers; for ``usage``, whose country as well.
        width: ``"long"`` (kilograms), ``"short"`` (kg), ``"narrow"``.
        digits: so many decimals, rounded half even; None writes the digits it has. Of a mixed
            unit it is the smallest part that has them.
        usage: show it in the unit that the country prefers for this use, see
            :func:`crmi18n.units.preferred`; without ``digits`` as ICU rounds there, half even:
            to CLDR's step for the use (50 feet on a road), else to whole numbers but at least
            two significant digits, of a mixed unit in its smallest part.
        policy: what the site or user has settled about units, for ``usage``.
        case: the grammatical case that the text around it asks for, in CLDR's word
            (``"dative"``); where CLDR has no such form, the plain one is written.

    Raises:
        TypeError: ``q`` is no quantity.
        ValueError: there is no such width.
        UnknownLocaleError: CLDR has no data for the language.

    >>> format_quantity(Quantity("226.796185", "kilogram"), locale="de")
    '226,796185 kg'
    >>> format_quantity(Quantity("1.88", "meter"), locale="en-US", usage="person-height")
    '6 ft, 2 in'
    >>> format_quantity(Quantity(500, "meter"), locale="en-US", usage="road")
    '1,650 ft'
    """
    if not isinstance(q, Quantity):
        raise TypeError(f"a quantity is expected, not {type(q).__name__}")
    if usage is not None:
        unit, step = preferred_rung(q, locale=locale, usage=usage, policy=policy)
        q = q.to(unit.id)
        if digits is None and unit.parts:
            return _joined(_for_use_in_parts(q), locale, width, None, case)
        if digits is None:
            return _formatter(unit.id, locale, width, None, case)(_for_use(q.value, step))
    return _formatter(q.unit, locale, width, digits, case)(q.value)


def quantity_formatter(
    unit: str,
    *,
    locale: LocaleLike,
    width: UnitWidth = "short",
    digits: int | None = None,
    case: str = "",
) -> Formatter:
    """Return the function from values in a unit to text, for columns; raises as above.

    >>> quantity_formatter("kilometer-per-hour", locale="pl", width="long")(Decimal(5))
    '5 kilometrów na godzinę'
    """
    return _formatter(unit, locale, width, digits, case)


def format_beside(
    q: Quantity,
    *,
    locale: LocaleLike,
    width: UnitWidth = "short",
    usage: str | None = None,
    policy: UnitPolicy | None = None,
) -> str:
    """Format a quantity as it was entered, and the reader's own measure in parentheses.

    Without a usage, gallons and the like are taken for fluids, and all else for CLDR's default.
    What is in parentheses has four significant digits, so that it can be reckoned with.

    Who knows the unit as it is gets no second one: a reader in Germany needs no tonnes beside
    1500 kilograms. Nor is there one where CLDR has no preference for what is measured.

    Raises:
        TypeError, ValueError, UnknownLocaleError: as :func:`format_quantity`.
        AmountError: 0 miles per gallon are no liters per 100 kilometer.

    >>> format_beside(Quantity(500, "pound"), locale="de-DE")
    '500 lb (226,8 kg)'
    >>> format_beside(Quantity(1500, "kilogram"), locale="de-DE")
    '1.500 kg'
    """
    text = format_quantity(q, locale=locale, width=width)
    unit = Unit.of(q.unit)
    if reads_system_of(unit, locale, policy) or not has_preferences(unit):
        return text
    if usage is None:
        is_fluid = unit.quantity == "volume" and unit.components[0].power == 1
        usage = "fluid" if is_fluid else "default"
    own = _own(preferred(q, locale=locale, usage=usage, policy=policy), locale, width)
    return text if own == text else f"{text} ({own})"


def _own(q: Quantity, locale: LocaleLike, width: UnitWidth) -> str:
    if Unit.of(q.unit).parts:
        return _joined(_for_use_in_parts(q), locale, width, None, "")
    return _formatter(q.unit, locale, width, None, "")(shown(q).value)


def _for_use(value: Decimal, step: Decimal | None) -> Decimal:
    """Round a value in the unit of a use, half even, as ICU does."""
    if step is not None:
        return canonical(_EVEN.multiply(_EVEN.to_integral_value(_EVEN.divide(value, step)), step))
    return canonical(_EVEN.quantize(value, _ONE.scaleb(-_few_digits(value))))


def _for_use_in_parts(q: Quantity) -> tuple[Quantity, ...]:
    return q.split(digits=_few_digits(q.split()[-1].value))


def _few_digits(value: Decimal) -> int:
    """Return the decimals that two significant digits need; a whole number needs none."""
    return max(0, 1 - value.adjusted()) if value else 0


_ONE: Final = Decimal(1)
_EVEN: Final = Context(prec=200, rounding=ROUND_HALF_EVEN, traps=[])


def shown(q: Quantity) -> Quantity:
    """Round half up to four significant digits, but never above the decimal point.

    >>> str(shown(Quantity("226.796185", "kilogram"))), str(shown(Quantity("12345.67", "meter")))
    ('226.8 kilogram', '12346 meter')
    """
    value = _SHOWN.plus(q.value)
    if q.value.adjusted() >= _SHOWN_DIGITS:
        value = _SHOWN_WHOLE.to_integral_value(q.value)
    return Quantity(canonical(value), q.unit)


_SHOWN_WHOLE: Final = Context(prec=100, rounding=ROUND_HALF_UP, traps=[])


@lru_cache(maxsize=_MAX_KEPT)
def _formatter(
    unit: str, locale: LocaleLike, width: UnitWidth, digits: int | None, case: str
) -> Formatter:
    if width not in get_args(UnitWidth):
        raise ValueError(f"{width!r} is no width; there are {', '.join(get_args(UnitWidth))}")
    tag, known = LocaleTag.parse(locale), Unit.of(unit)
    if known.parts:
        return _mixed(known, tag, width, digits, case)
    if known.id in ("percent", "permille") and width != "long":
        return _percent(tag, digits, per_mille=known.id == "permille")
    number = number_formatter(locale=tag, digits=digits)
    plain, times = number_apart(known)
    if times != 1 and not has_patterns(known):
        of_plain = _formatter(plain.id, locale, width, digits, case)
        return lambda value: of_plain(decimal_of(Fraction(exact_number(value)) * times))
    if known.id == "item" and width != "long" and (sign := piece_sign(tag)):
        return _affixed(number, "", f"{_NBSP}{sign}")
    forms = patterns(tag, known, width, case)
    parts = {category: form.partition("{0}") for category, form in forms.items()}
    if len(set(forms.values())) == 1 and parts["other"][1]:
        before, _, after = parts["other"]
        return _affixed(number, before, after)
    return _inflected(tag, number, parts, digits)


def _affixed(number: Formatter, before: str, after: str) -> Formatter:
    if before:
        return lambda value: f"{before}{number(value)}{after}"
    return lambda value: f"{number(value)}{after}"


def _inflected(
    tag: LocaleTag, number: Formatter, parts: dict[str, tuple[str, str, str]], digits: int | None
) -> Formatter:
    """Choose the form by the digits that are written: 1 kilogram, 1.0 kilograms."""
    category_of = category_of_digits(tag)
    plain = number_formatter(locale="en-u-nu-latn", digits=digits)
    kept: dict[str, tuple[str, bool, str]] = {}

    def formatted(value: Decimal | int) -> str:
        text = number(value)
        try:
            before, with_number, after = kept[text]
        except KeyError:
            if len(kept) >= _MAX_KEPT:
                kept.clear()
            before, number_place, after = parts[category_of(written_digits(value))]
            with_number = bool(number_place)
            kept[text] = before, with_number, after
        return f"{before}{text}{after}" if with_number else before

    def written_digits(value: Decimal | int) -> str:
        return plain(value).lstrip("-").replace(",", "")

    return formatted


def _percent(tag: LocaleTag, digits: int | None, *, per_mille: bool) -> Formatter:
    number = percent_formatter(locale=tag, digits=digits, per_mille=per_mille)
    return lambda value: number(_SHOWN_WHOLE.scaleb(value, -3 if per_mille else -2))


def _mixed(
    unit: Unit, tag: LocaleTag, width: UnitWidth, digits: int | None, case: str
) -> Formatter:
    return lambda value: _joined(
        Quantity(value, unit.id).split(digits=digits), tag, width, digits, case
    )


def _joined(
    parts: Sequence[Quantity], locale: LocaleLike, width: UnitWidth, digits: int | None, case: str
) -> str:
    """Write the parts of a mixed unit; ``digits`` are those of the smallest."""
    decimals = [None] * (len(parts) - 1) + [digits]
    texts = [
        _formatter(part.unit, locale, width, own, case)(part.value)
        for part, own in zip(parts, decimals, strict=True)
    ]
    return list_formatter(locale=locale, kind="unit", width=width)(texts)
