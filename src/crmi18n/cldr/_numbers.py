"""Numbers, compiled: a pattern of CLDR and the signs of a locale make one function.

A formatter is a closure over all that is fixed (affixes, separators, places of the digits), so
that a call does only what depends on the number. It computes in a context of its own, and
rounds half even, as ICU does.

Source: UTS #35 part 3, section 3 (number format patterns).
"""

from __future__ import annotations

import re
import unicodedata
from codecs import charmap_decode
from collections.abc import Callable
from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
)
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from crmi18n.cldr._symbols import Symbols
from crmi18n.errors import AmountError

__all__ = [
    "CONTEXT",
    "MOST_DIGITS",
    "Affixes",
    "Formatter",
    "Marks",
    "Shape",
    "Sign",
    "compile_exact",
    "compile_fixed",
    "filled",
    "finite",
    "marks",
    "refusal",
    "shape_of",
]

Formatter = Callable[[Decimal | int], str]
"""Number to text; raises TypeError and AmountError as :func:`finite`."""

Sign = Literal["auto", "negative", "always"]

MOST_DIGITS: Final = 1_000_000
_MOST_BITS: Final = MOST_DIGITS * 10 // 3
_TOO_LONG: Final = f"a number of more than {MOST_DIGITS:,} digits cannot be shown"
CONTEXT: Final = Context(
    prec=MOST_DIGITS,
    rounding=ROUND_HALF_EVEN,
    Emax=MAX_EMAX,
    Emin=MIN_EMIN,
    traps=[InvalidOperation, DivisionByZero],
)
_STR_WRITES: Final = 6  # decimals up to which str() never turns to an exponent
_NBSP: Final = "\u00a0"
_PATTERN: Final = re.compile(r"(?P<before>(?:'[^']*'|[^#0'])*)(?P<digits>[#0,.]+)(?P<after>.*)")


def finite(value: Decimal | int) -> Decimal:
    """Return a number that can be written out.

    Raises:
        TypeError: it is a float, a bool or no number.
        AmountError: it is not finite, or has more than a million digits.
    """
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise TypeError(f"a Decimal or an int is expected, not {type(value).__name__}")
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:  # slow to make a Decimal of
        raise AmountError(_TOO_LONG)
    number = Decimal(value)
    if not number.is_finite():
        raise AmountError(f"{number} cannot be shown as a number")
    if abs(number.adjusted()) >= MOST_DIGITS:
        raise AmountError(_TOO_LONG)
    return number


class Affixes(NamedTuple):
    """What stands around the digits: (before, after) of a positive and of a negative number."""

    plus: tuple[str, str]
    minus: tuple[str, str]


class Shape(NamedTuple):
    """A pattern taken apart.

    Attributes:
        affixes: with the signs ``¤ - %`` still to be filled in.
        primary, secondary: sizes of the last group and of the others; 0 without grouping.
        zeros: how many digits it writes at least.
    """

    affixes: Affixes
    primary: int
    secondary: int
    zeros: int


class Marks(NamedTuple):
    """The separators of a number, how it is grouped, and in which digits it is written.

    Attributes:
        decimal, group: one character each.
        primary, secondary: sizes of the last group and of the others; 0 without grouping.
        least: so many digits stand before the first separator at least.
        digits: the ten digits, or nothing for ASCII's.
    """

    decimal: str
    group: str
    primary: int
    secondary: int
    least: int
    digits: str


@lru_cache(maxsize=2048)
def shape_of(pattern: str) -> Shape:
    """Take a pattern of CLDR apart.

    >>> shape_of("#,##,##0.00 ¤;(#,##0.00 ¤)").affixes.minus
    ('(', ' ¤)')
    """
    positive, _, negative = pattern.partition(";")
    before, digits, after = _parts(positive)
    minus = (f"-{before}", after)
    if negative:
        left, _, right = _parts(negative)
        minus = (left, right)
    whole = digits.partition(".")[0]
    groups = [len(group) for group in whole.split(",")[1:]]
    primary, secondary = (
        (groups[-1], groups[-2] if len(groups) > 1 else groups[-1]) if groups else (0, 0)
    )
    return Shape(Affixes((before, after), minus), primary, secondary, whole.count("0"))


def _parts(pattern: str) -> tuple[str, str, str]:
    match = _PATTERN.fullmatch(pattern)
    if match is None:
        raise ValueError(f"{pattern!r} is no number pattern (UTS #35)")
    # No literal of CLDR's is one of the signs, so that unquoting loses nothing.
    before, digits, after = (part.replace("'", "") for part in match.groups())
    return before, digits, after


def marks(signs: Symbols, shape: Shape, *, decimal: str = "", group: str = "") -> Marks:
    """Return how numbers of a locale are written in a pattern's shape."""
    return Marks(
        decimal or signs.decimal,
        group or signs.group,
        shape.primary,
        shape.secondary,
        signs.minimum_grouping,
        "" if signs.digits.isascii() else signs.digits,
    )


def filled(
    affixes: Affixes, signs: Symbols, sign: Sign, symbol: str = "", *, percent: str = ""
) -> Affixes:
    """Fill the signs in: minus (or plus), per cent or what stands for it, currency symbol.

    A currency symbol that would touch the digits with neither a symbol nor a space is set
    apart by a no-break space: CLDR's currencySpacing, which is the same in all locales.
    """

    def text(affix: str, mark: str) -> str:
        affix = affix.replace("-", mark).replace("%", percent or signs.percent)
        return affix.replace("¤", symbol)

    def pair(affix: tuple[str, str], mark: str) -> tuple[str, str]:
        before, after = affix
        if symbol and before.endswith("¤") and not _is_apart(symbol[-1]):
            before += _NBSP
        if symbol and after.startswith("¤") and not _is_apart(symbol[0]):
            after = _NBSP + after
        return text(before, mark), text(after, mark)

    minus = pair(affixes.minus, signs.minus)
    if sign == "always":
        return Affixes(pair(affixes.minus, signs.plus), minus)
    return Affixes(pair(affixes.plus, signs.minus), minus)


def _is_apart(char: str) -> bool:
    return unicodedata.category(char)[0] in "SZ"


def compile_fixed(
    affixes: Affixes, how: Marks, digits: int, *, scale: int = 0, sign: Sign = "auto"
) -> Formatter:
    """Return a formatter that writes just ``digits`` decimals of a number times 10 ** scale."""
    quantize, quantum = CONTEXT.quantize, Decimal(1).scaleb(-digits, CONTEXT)
    text_of: Callable[[Decimal], str] = str if digits <= _STR_WRITES else "{:f}".format
    table, affixes = _table(how, affixes)
    plus = affixes.plus
    decimal, group = (".", ",") if table else (how.decimal, how.group)
    is_point = decimal == "." or not digits
    # A text of so many characters has one, two or three groups; the slices cut them out.
    tail = digits + 1 if digits else 0
    one, two, three = (limit + tail for limit in _limits(how))
    first, second = -how.primary - tail, -how.primary - how.secondary - tail
    before_last, last = slice(None, first), slice(first, None)
    before_middle, middle = slice(None, second), slice(second, first)
    end = -tail or MOST_DIGITS * 2

    def number(value: Decimal | int) -> str:
        exact = value if value.__class__ is Decimal else finite(value)
        try:
            if scale:
                exact = exact.scaleb(scale, CONTEXT)
            text = text_of(quantize(exact, quantum))
        except InvalidOperation:
            raise refusal(exact) from None
        if "0" <= text < ":":  # its first character is a digit
            before, after = plus
        else:
            text, (before, after) = _signed(text, exact, affixes, sign)
        if not is_point:
            text = text.replace(".", decimal)
        size = len(text)
        if size <= one:
            body = text
        elif size <= two:
            body = f"{text[before_last]}{group}{text[last]}"
        elif size <= three:
            body = f"{text[before_middle]}{group}{text[middle]}{group}{text[last]}"
        else:
            body = f"{_grouped(text[:end], how, group)}{text[end:]}"
        text = f"{before}{body}{after}"
        return charmap_decode(text.encode(), None, table)[0] if table else text

    return number


def compile_exact(
    affixes: Affixes, how: Marks, *, scale: int = 0, sign: Sign = "auto"
) -> Formatter:
    """Return a formatter that writes all the digits a number has."""
    text_of = CONTEXT.to_sci_string  # str() would ask the caller's context how to write an E
    table, affixes = _table(how, affixes)
    plus = affixes.plus
    decimal, group = how.decimal, how.group
    if table:
        decimal, group = ".", ","
    one, two, three = _limits(how)
    first, second = -how.primary, -how.primary - how.secondary

    def number(value: Decimal | int) -> str:
        exact = value if value.__class__ is Decimal else finite(value)
        if scale:
            exact = finite(exact).scaleb(scale, CONTEXT)
        text = text_of(exact)
        if "E" in text:
            text = f"{finite(exact):f}"
        if "0" <= text < ":":  # its first character is a digit
            before, after = plus
        else:
            text, (before, after) = _signed(text, exact, affixes, sign)
        whole, point, fraction = text.partition(".")
        size = len(whole)
        if size > one:
            if size <= two:
                whole = f"{whole[:first]}{group}{whole[first:]}"
            elif size <= three:
                whole = f"{whole[:second]}{group}{whole[second:first]}{group}{whole[first:]}"
            else:
                whole = _grouped(whole, how, group)
        body = f"{whole}{decimal}{fraction}" if point else whole
        if before or after:
            body = f"{before}{body}{after}"
        return charmap_decode(body.encode(), None, table)[0] if table else body

    return number


def _limits(how: Marks) -> tuple[int, int, int]:
    """Return up to how many digits a number has one, two, three groups."""
    if not how.primary:
        endless = MOST_DIGITS * 2
        return endless, endless, endless
    one = how.primary + how.least - 1
    two = how.primary + how.secondary
    return one, max(one, two), max(one, two + how.secondary)


def _table(how: Marks, affixes: Affixes) -> tuple[str, Affixes]:
    """Return what turns ASCII into the locale's digits and separators, and affixes for it.

    The table is a string indexed by code point, for charmap_decode: the fastest way in Python to
    map few characters. In the affixes ASCII characters that nobody else needs stand for those
    that would be mapped, or are not ASCII, so that a text is mapped once, and whole.
    """
    if not how.digits:
        return "", affixes
    found = [chr(code) for code in range(128)]
    found[ord("0") : ord("9") + 1] = how.digits
    found[ord(",")], found[ord(".")] = how.group, how.decimal
    used = {char for pair in affixes for affix in pair for char in affix}
    kept = {char for char in used if char.isascii() and found[ord(char)] == char}
    free = (char for char in map(chr, range(128)) if char not in kept | set("0123456789,."))
    stand_ins = dict(zip(sorted(used - kept), free, strict=False))
    for char, stand_in in stand_ins.items():
        found[ord(stand_in)] = char
    signs = str.maketrans(stand_ins)
    plus, minus = ((b.translate(signs), a.translate(signs)) for b, a in affixes)
    return "".join(found), Affixes(plus, minus)


def _grouped(whole: str, how: Marks, group: str) -> str:
    if not how.primary:
        return whole
    end = len(whole) - how.primary
    start = end % how.secondary or how.secondary
    parts = [whole[place : place + how.secondary] for place in range(start, end, how.secondary)]
    return group.join([whole[:start], *parts, whole[end:]])


def _signed(
    text: str, value: Decimal, affixes: Affixes, sign: Sign
) -> tuple[str, tuple[str, str]]:
    """Return a text without its sign, and the affixes that it takes; refuse what is no number."""
    finite(value)
    digits = text[1:]
    drops_sign = sign == "negative" and not digits.strip("0.")
    return digits, affixes.plus if drops_sign else affixes.minus


def refusal(value: Decimal) -> AmountError:
    """Return the error on a number that could not be written out."""
    try:
        finite(value)
    except AmountError as error:
        return error
    return AmountError(_TOO_LONG)
