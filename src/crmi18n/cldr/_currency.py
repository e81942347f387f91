"""Amounts of money, compiled: which pattern, symbol, separators and digits they take.

Source: ``data/currencies.pack``, ``currency_names.pack``, ``fractions.table`` and
``territories.table`` (CLDR 48.2); UTS #35 part 3, section 4. Where the two differ this follows
ICU 78, whose rules are named below.
"""

from __future__ import annotations

from decimal import Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final, Literal, get_args

from crmi18n.cldr._numbers import (
    CONTEXT,
    Affixes,
    Formatter,
    Marks,
    Shape,
    Sign,
    compile_fixed,
    filled,
    finite,
    marks,
    refusal,
    shape_of,
)
from crmi18n.cldr._packs import record, table
from crmi18n.cldr._plurals import PluralCategory, category_of_digits
from crmi18n.cldr._symbols import (
    CurrencyForm,
    Symbols,
    currency_form,
    currency_symbols,
    name_patterns,
    pattern,
    symbols,
)
from crmi18n.cldr.tag import LocaleTag

__all__ = [
    "CurrencyDigits",
    "SymbolStyle",
    "amount_affixes",
    "amount_form",
    "compile_currency",
    "compile_named",
    "digits_of",
]

CurrencyDigits = int | Literal["standard", "cash"]
SymbolStyle = Literal["standard", "accounting", "code", "narrow"]

_DEFAULT: Final = ""  # the row of fractions.table for all currencies that have none


def compile_currency(
    tag: LocaleTag, currency: str, style: SymbolStyle, digits: CurrencyDigits, sign: Sign
) -> Formatter:
    """Return the formatter of amounts in a currency, with its symbol or code."""
    signs, form = symbols(tag), amount_form(tag, currency)
    affixes, shape = amount_affixes(tag, currency, style, sign, form)
    shown, step = digits_of(currency, digits)
    number = compile_fixed(affixes, _marks(signs, shape, form), shown, sign=sign)
    return _in_steps(number, step) if step else number


def compile_named(tag: LocaleTag, currency: str, digits: CurrencyDigits, sign: Sign) -> Formatter:
    """Return the formatter of amounts with the currency's name, in the plural they take."""
    signs, form = symbols(tag), amount_form(tag, currency)
    shape = shape_of(pattern(tag, "decimal"))
    shown, step = digits_of(currency, digits)
    number = compile_fixed(
        filled(shape.affixes, signs, sign), _marks(signs, shape, form), shown, sign=sign
    )
    around = _names(tag, currency)
    category = category_of_digits(tag)
    quantum = Decimal(1).scaleb(-shown, CONTEXT)

    def named(value: Decimal | int) -> str:
        text = number(value)
        exact = Decimal(value).copy_abs()
        before, after = around[category(f"{CONTEXT.quantize(exact, quantum):f}")]
        return f"{before}{text}{after}"

    return _in_steps(named, step) if step else named


def _names(tag: LocaleTag, currency: str) -> dict[str, tuple[str, str]]:
    """Return what stands around the number, by plural category."""
    joined = name_patterns(tag)
    names = record("currency_names", tag).get(currency, currency)
    if isinstance(names, str):
        names = {"other": names}
    found = {}
    for category in get_args(PluralCategory):
        join = joined.get(category, joined.get("other", "{0} {1}"))
        before, after = join.split("{0}")
        name = names.get(category, names["other"])
        found[category] = before.replace("{1}", name), after.replace("{1}", name)
    return found


def amount_form(tag: LocaleTag, currency: str) -> CurrencyForm | None:
    """Return the form that amounts of a currency have of their own, if there is one.

    ICU gives the form of the region's own currency to all others that have none, where the
    tag names a region.
    """
    if form := currency_form(tag, currency):
        return form
    own = _currency_of(tag.region)
    return currency_form(tag, own) if own else None


def _currency_of(territory: str) -> str | None:
    uses = table("territories")["currencies"].get(territory, ())
    return next((str(code) for code, _, ended in uses if not ended), None)


def amount_affixes(
    tag: LocaleTag, currency: str, style: SymbolStyle, sign: Sign, form: CurrencyForm | None
) -> tuple[Affixes, Shape]:
    """Return what stands around amounts, and the shape of their pattern."""
    symbol = currency_symbol(tag, currency, style)
    kind: Literal["standard", "accounting"] = "accounting" if style == "accounting" else "standard"
    shape = shape_of(form.pattern if form else pattern(tag, kind))
    return filled(shape.affixes, symbols(tag), sign, symbol), shape


def currency_symbol(tag: LocaleTag, currency: str, style: SymbolStyle) -> str:
    """Return what stands for a currency."""
    if style == "code":
        return currency
    return currency_symbols(tag, narrow=style == "narrow").get(currency, currency)


def _marks(signs: Symbols, shape: Shape, form: CurrencyForm | None) -> Marks:
    if form:
        return marks(signs, shape, decimal=form.decimal, group=form.group)
    return marks(signs, shape, decimal=signs.currency_decimal, group=signs.currency_group)


@lru_cache(maxsize=1024)
def digits_of(currency: str, digits: CurrencyDigits) -> tuple[int, Decimal | None]:
    """Return the decimals of a currency, and the step that amounts are rounded to, if any.

    >>> digits_of("CHF", "cash"), digits_of("JPY", "standard")
    ((2, Decimal('0.05')), (0, None))
    """
    if isinstance(digits, int):
        return digits, None
    fractions = table("fractions")
    own, step, cash, cash_step = fractions.get(currency, fractions[_DEFAULT])
    if digits == "cash":
        own, step = cash, cash_step
    return own, Decimal(step).scaleb(-own, CONTEXT) if step else None


def _in_steps(number: Formatter, step: Decimal) -> Formatter:
    """Return a formatter that first rounds to a multiple of a step such as 0.05."""
    steps = Context(prec=28).divide(Decimal(1), step)
    one = Decimal(1)

    def rounded(value: Decimal | int) -> str:
        exact = finite(value)
        try:
            count = CONTEXT.quantize(CONTEXT.multiply(exact, steps), one)
        except InvalidOperation:
            raise refusal(exact) from None
        return number(CONTEXT.multiply(count, step))

    return rounded
