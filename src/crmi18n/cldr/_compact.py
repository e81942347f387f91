"""Short forms of numbers and amounts: 1.2M, 1,2 Mio. €, 1.2 million.

A number is shown in whole units of its power of ten, but with two digits at least; which is
how ICU rounds them.

Source: ``data/compact.pack`` (CLDR 48.2); UTS #35 part 3, section 3.4 (compact number formats).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from crmi18n.cldr._currency import (
    SymbolStyle,
    amount_affixes,
    amount_form,
    beside_letters,
    currency_symbol,
)
from crmi18n.cldr._numbers import (
    CONTEXT,
    Affixes,
    Formatter,
    Marks,
    Sign,
    compile_writer,
    filled,
    finite,
    marks,
    shape_of,
)
from crmi18n.cldr._packs import record
from crmi18n.cldr._plurals import category_of_digits
from crmi18n.cldr._symbols import numbering_system, pattern, symbols
from crmi18n.cldr.tag import LocaleTag

__all__ = ["CompactWidth", "compile_compact", "compile_compact_currency"]

CompactWidth = Literal["short", "long"]

_LEAST_GROUPED: Final = 2  # "1234" but "12,345", in every locale


class _Power(NamedTuple):
    """The forms of one power of ten.

    Attributes:
        shift: how far the point moves to the left.
        affixes: by plural category, or by ``"1"`` for just one.
        words: the same for forms that have no digits at all ("mille").
    """

    shift: int
    affixes: Mapping[str, Affixes]
    words: Mapping[str, str]


def compile_compact(tag: LocaleTag, width: CompactWidth, sign: Sign) -> Formatter:
    """Return the formatter of short forms of plain numbers."""
    signs = symbols(tag)
    shape = shape_of(pattern(tag, "decimal")[""])
    powers = _powers(
        _patterns(tag, width), lambda text: filled(shape_of(text).affixes, signs, sign)
    )
    return _compiled(tag, powers, filled(shape.affixes, signs, sign), marks(signs, shape), sign)


def compile_compact_currency(
    tag: LocaleTag, currency: str, style: SymbolStyle, sign: Sign
) -> Formatter:
    """Return the formatter of short forms of amounts."""
    signs, form = symbols(tag), amount_form(tag, currency)
    symbol = currency_symbol(tag, currency, style)
    affixes, shape = amount_affixes(tag, currency, style, sign, form)
    decimal, group = form[1:] if form else (signs.currency_decimal, signs.currency_group)
    powers = _powers(
        _patterns(tag, "currency"),
        lambda text: filled(shape_of(text).affixes, signs, sign, symbol),
    )
    how = marks(signs, shape, decimal=decimal, group=group)
    return _compiled(tag, powers, affixes, how, sign)


def _patterns(tag: LocaleTag, kind: str) -> Mapping[str, Mapping[str, str]]:
    by_system = record("compact", tag)
    system = numbering_system(tag)
    found = by_system.get(system, {}).get(kind) or by_system["latn"].get(kind)
    return found or {}


def _powers(
    patterns: Mapping[str, Mapping[str, str]], fill: Callable[[str], Affixes]
) -> dict[int, _Power]:
    found = {}
    for power, forms in patterns.items():
        zeros = max(form.partition(";")[0].count("0") for form in forms.values())
        # The pattern "0" says that this power is written out.
        if any(form != "0" for form in forms.values()):
            found[int(power)] = _Power(
                int(power) + 1 - zeros,
                {key: fill(form) for key, form in forms.items() if "0" in form and form != "0"},
                {key: form for key, form in forms.items() if "0" not in form},
            )
        else:
            found[int(power)] = _Power(0, {}, {})
    return found


def _compiled(
    tag: LocaleTag, powers: Mapping[int, _Power], plain: Affixes, how: Marks, sign: Sign
) -> Formatter:
    write = compile_writer(how._replace(least=max(_LEAST_GROUPED, how.least)))
    category = category_of_digits(tag)
    largest = max(powers, default=0)
    whole = _Power(0, {}, {})

    def number(value: Decimal | int) -> str:
        exact = finite(value)
        power = powers.get(min(exact.adjusted(), largest), whole) if exact else whole
        rounded = _rounded(exact, power.shift)
        if rounded.adjusted() + power.shift > exact.adjusted():  # 999,999 is one million
            power = powers.get(min(exact.adjusted() + 1, largest), whole)
            rounded = _rounded(exact, power.shift)
        text = _digits(rounded)
        negative = rounded.is_signed() and not (sign == "negative" and not rounded)
        if text == "1" and not negative and (word := power.words.get("1")):
            return word
        key = category(text)
        if (word := power.words.get(key)) is not None:
            return word
        affixes = power.affixes.get(key) or power.affixes.get("other") or plain
        if text == "1" and not negative:
            affixes = power.affixes.get("1", affixes)
        before, after = affixes.minus if negative else affixes.plus
        return f"{before}{write(text)}{after}"

    return number


def _rounded(exact: Decimal, shift: int) -> Decimal:
    """Move the point and round to a whole number, or to two digits where that has fewer."""
    moved = exact.scaleb(-shift, CONTEXT)
    places = max(0, 1 - moved.adjusted()) if moved else 0
    return CONTEXT.quantize(moved, Decimal(1).scaleb(-places, CONTEXT))


def _digits(rounded: Decimal) -> str:
    text = f"{rounded.copy_abs():f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
