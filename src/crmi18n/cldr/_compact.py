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
    currency_symbol,
)
from crmi18n.cldr._numbers import (
    CONTEXT,
    Affixes,
    Formatter,
    Marks,
    Sign,
    compile_exact,
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

_BARE: Final = Affixes(("", ""), ("", ""))
_LEAST_GROUPED: Final = 2  # "1234" but "12,345", in every locale


class _Power(NamedTuple):
    """The forms of one power of ten.

    Attributes:
        shift: how far the point moves to the left.
        affixes: by plural category, or by ``"1"`` for just one.
        words: the same, of forms that have no digits at all ("mille").
    """

    shift: int
    affixes: Mapping[str, Affixes]
    words: Mapping[str, Affixes]


_WRITTEN_OUT: Final = _Power(0, {}, {})


def compile_compact(tag: LocaleTag, width: CompactWidth, sign: Sign) -> Formatter:
    """Return the formatter of short forms of plain numbers."""
    signs = symbols(tag)
    shape = shape_of(pattern(tag, "decimal"))
    powers = _powers(_patterns(tag, width), lambda affixes: filled(affixes, signs, sign))
    return _compiled(tag, powers, filled(shape.affixes, signs, sign), marks(signs, shape), sign)


def compile_compact_currency(
    tag: LocaleTag, currency: str, style: SymbolStyle, sign: Sign
) -> Formatter:
    """Return the formatter of short forms of amounts."""
    signs, form = symbols(tag), amount_form(tag, currency)
    symbol = currency_symbol(tag, currency, style)
    plain, shape = amount_affixes(tag, currency, style, sign, form)
    decimal, group = form[1:] if form else (signs.currency_decimal, signs.currency_group)
    powers = _powers(
        _patterns(tag, "currency"),
        lambda affixes: filled(affixes, signs, sign, symbol),
    )
    how = marks(signs, shape, decimal=decimal, group=group)
    return _compiled(tag, powers, plain, how, sign)


def _patterns(tag: LocaleTag, kind: str) -> Mapping[str, Mapping[str, str]]:
    by_system = record("compact", tag)
    system = numbering_system(tag)
    found = by_system.get(system, {}).get(kind) or by_system["latn"].get(kind)
    return found or {}


def _powers(
    patterns: Mapping[str, Mapping[str, str]], fill: Callable[[Affixes], Affixes]
) -> dict[int, _Power]:
    return {int(power): _power(int(power), forms, fill) for power, forms in patterns.items()}


def _power(power: int, forms: Mapping[str, str], fill: Callable[[Affixes], Affixes]) -> _Power:
    zeros = max(form.partition(";")[0].count("0") for form in forms.values())
    if set(forms.values()) == {"0"}:  # which says that such numbers are written out
        return _WRITTEN_OUT
    affixes, words = {}, {}
    for key, form in forms.items():
        if form == "0":  # one form of several: "1" for a thousand would mislead
            continue
        if "0" in form:
            affixes[key] = fill(shape_of(form).affixes)
        else:
            words[key] = fill(Affixes((form, ""), (f"-{form}", "")))
    return _Power(power + 1 - zeros, affixes, words)


def _compiled(
    tag: LocaleTag, powers: Mapping[int, _Power], plain: Affixes, how: Marks, sign: Sign
) -> Formatter:
    write = compile_exact(_BARE, how._replace(least=max(_LEAST_GROUPED, how.least)))
    category = category_of_digits(tag)
    largest = max(powers, default=0)

    def number(value: Decimal | int) -> str:
        exact = finite(value)
        magnitude = exact.adjusted() if exact else 0
        power = powers.get(min(magnitude, largest), _WRITTEN_OUT)
        rounded = _rounded(exact, power.shift)
        if rounded and rounded.adjusted() + power.shift > magnitude:  # 999,999 is one million
            power = powers.get(min(magnitude + 1, largest), _WRITTEN_OUT)
            rounded = _rounded(exact, power.shift)
        shown = rounded.copy_abs().normalize(CONTEXT)
        negative = rounded.is_signed() and (sign != "negative" or bool(rounded))
        keys: tuple[str, ...] = (category(f"{shown:f}"),)
        if shown == 1 and not negative:
            keys = ("1", *keys)
        for key in (*keys, "other"):
            if word := power.words.get(key):
                return "".join(word.minus if negative else word.plus)
            if affixes := power.affixes.get(key):
                break
        else:
            affixes = plain
        before, after = affixes.minus if negative else affixes.plus
        return f"{before}{write(shown)}{after}"

    return number


def _rounded(exact: Decimal, shift: int) -> Decimal:
    """Move the point and round to a whole number, or to two digits where that has fewer."""
    moved = exact.scaleb(-shift, CONTEXT)
    places = max(0, 1 - moved.adjusted()) if moved else 0
    return CONTEXT.quantize(moved, Decimal(1).scaleb(-places, CONTEXT))
