"""Strict reading of numbers and amounts: a text fits its declared form, or it is refused.

A form says which sign parts the decimals and which groups the digits. Grouping must be
well-formed, so that ``13,75`` is never 1375. Spaces of every width are one sign, and so are the
apostrophes, the minus signs and what else CLDR takes for equal; digits of any one script are
read, and where a locale writes two kinds of digits, theirs are the separators.

Source: CLDR 48.2 (number symbols and patterns, currency symbols and names); UTS #35 part 3.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal, NamedTuple, Protocol, TypeVar, final

from crmi18n.cldr._currency import amount_form
from crmi18n.cldr._numbers import shape_of
from crmi18n.cldr._packs import record
from crmi18n.cldr._plain import MAX_LENGTH, composed, equal, plain, unmarked, western
from crmi18n.cldr._symbols import currency_symbols, name_patterns, pattern, symbols
from crmi18n.cldr.tag import LocaleLike, LocaleTag
from crmi18n.errors import CrmI18nError, ParseError

__all__ = [
    "CurrencyForm",
    "Form",
    "NumberForm",
    "PercentForm",
    "currency_form",
    "number_form",
    "number_forms",
    "parse_currency",
    "parse_number",
    "parse_percent",
    "percent_form",
    "readings",
]

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)
_Kind = Literal["decimal", "percent", "standard"]

_SEPARATORS: Final = ".,' ٫٬"
_BEFORE: Final = ("", "-", "+", "(")
_AROUND: Final = ("", "-", "+", "()")
_ASCII: Final = "0123456789"
_LATIN: Final = "latn"
_ZEROS: Final = {"%": 2, "‰": 3, "": 2}
_ROOT: Final = LocaleTag("und")
_CODE: Final = re.compile("[A-Z]{3}")


class Form(Protocol[_T_co]):
    """One way to write a kind of value: a name, and the reader of it."""

    @property
    def name(self) -> str:
        """What the form is called in a report."""

    def read(self, text: str) -> _T_co:
        """Return the value, or raise ParseError."""


def _body(decimal: str, group: str, primary: int, secondary: int, digits: str) -> str:
    """Return the expression of a number: grouped by one sign, or not at all; no 0 leads groups."""
    digit, first = f"[{digits}]", f"[{digits[1:]}]"
    sizes = dict.fromkeys((secondary, primary) if primary == 3 else (secondary,))
    wholes = [
        f"{first}{digit}{{0,{size - 1}}}(?:{sign}{digit}{{{size}}})*{sign}{digit}{{{primary}}}"
        for sign in map(re.escape, group)
        for size in sizes
    ]
    whole, fraction = "|".join([*wholes, f"{digit}+"]), f"[{re.escape(decimal)}]{digit}+"
    return f"(?:{whole})(?:{fraction})?|{fraction}"


def _to_decimal(decimal: str, group: str) -> tuple[tuple[str, str], ...]:
    """Pair the separators with what takes their place; groups go first, they may be points."""
    points = ((sign, ".") for sign in decimal if sign != ".")
    return *((sign, "") for sign in dict.fromkeys(group)), *points


_compiled = lru_cache(maxsize=512)(re.compile)  # many locales share their expressions


class Grammar(NamedTuple):
    """The expressions of a form.

    Attributes:
        usual: a number as the locale writes it; its group is what follows the sign.
        strict: a number without sign, with equal signs made one, in ASCII digits.
        run: digits with any separators between them.
        usual_signs, strict_signs: separators of the first two, and what Decimal reads for them.
    """

    usual: re.Pattern[str]
    strict: re.Pattern[str]
    run: re.Pattern[str]
    usual_signs: tuple[tuple[str, str], ...]
    strict_signs: tuple[tuple[str, str], ...]


class _Parts(NamedTuple):
    """A text taken apart: is it negative, which symbol is beside its number, and the number."""

    negative: bool
    symbol: str
    number: str


@final
@dataclass(frozen=True, slots=True)
class NumberForm:
    """The decimal and the grouping sign of a locale, and the sizes of its groups.

    Attributes:
        name: the locale that the form is called by.
        decimal: the signs before the decimals, the usual one first.
        group: the signs that group, the usual one first; one number has only one of them.
        primary: the size of the last group.
        secondary: the size of the others: 3, or 2 (lakh), where 3 is read as well.
        digits: the ten digits it is written in; empty for those of any script.
        minus: the minus sign, which may carry direction marks; others are read as well.
        others: separators that are not the form's, but single currencies' in the locale.
        kin: the forms of the same locale in other digits.
        grammar: what follows from all this.
    """

    name: str
    decimal: str
    group: str
    secondary: int = 3
    primary: int = 3
    digits: str = ""
    minus: str = "-"
    others: str = ""
    kin: tuple[NumberForm, ...] = field(default=(), repr=False)
    grammar: Grammar = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        digits, fold = self.digits, equal(self.name)
        if not digits or [unicodedata.decimal(c, -1) for c in digits] != list(range(10)):
            digits = _ASCII  # Decimal reads no others
        decimal, group = self.decimal.translate(fold), self.group.translate(fold)
        usual = _body(self.decimal, self.group, self.primary, self.secondary, digits)
        strict = _body(decimal, group, self.primary, self.secondary, _ASCII)
        forms = (self, *self.kin)
        digit = rf"[\d{''.join(form.digits for form in forms)}]"
        signs = "".join(form.decimal + form.group for form in forms) + self.others
        signs = re.escape("".join(sorted({*_SEPARATORS, *signs.translate(fold)})))
        grammar = Grammar(
            _compiled(f"(?:-|{re.escape(self.minus)})?({usual})"),
            _compiled(strict),
            _compiled(f"{digit}+(?:[{signs}]{digit}+)*"),
            _to_decimal(self.decimal, self.group),
            _to_decimal(decimal, group),
        )
        object.__setattr__(self, "grammar", grammar)

    def read(self, text: str) -> Decimal:
        """Return the number.

        Raises:
            ParseError: the text does not fit the form; ``reason`` is ``"empty"``,
                ``"range"`` (longer than 400 characters), ``"grouping"`` (its signs stand where
                no group ends) or ``"form"``.

        >>> number_form("de-CH").read("1'234.50")
        Decimal('1234.50')
        """
        if len(text) <= MAX_LENGTH and (match := self.grammar.usual.fullmatch(text)):
            start = match.start(1)
            body = text[start:]
            for sign, plain_sign in self.grammar.usual_signs:
                body = body.replace(sign, plain_sign)
            return Decimal(f"-{body}" if start else body)
        expected = f"number of {self.name}"
        parts, form = _part(self, text, expected)
        if parts.symbol:
            raise ParseError(text, expected, _reason(text))
        return _value(form, parts, text, expected)


@final
@dataclass(frozen=True, slots=True)
class PercentForm:
    """A number of per cent, with or without the sign, or one of per mille with its sign.

    Attributes:
        number: how the number is written.
    """

    number: NumberForm

    @property
    def name(self) -> str:
        """The name of its number form."""
        return self.number.name

    def read(self, text: str) -> Decimal:
        """Return the ratio: 0.5 for both 50 and 50 %; raises as :meth:`NumberForm.read`.

        >>> percent_form("de").read("12,5 %"), percent_form("tr").read("%50")
        (Decimal('0.125'), Decimal('0.50'))
        """
        expected = f"percentage of {self.name}"
        parts, form = _part(self.number, text, expected)
        zeros = _ZEROS.get(parts.symbol)
        if zeros is None:
            raise ParseError(text, expected, _reason(text))
        sign, digits, exponent = _value(form, parts, text, expected).as_tuple()
        return Decimal((sign, digits, int(exponent) - zeros))  # scaleb would round in some context


@final
@dataclass(frozen=True, slots=True)
class CurrencyForm:
    """Currency codes, and the symbols and names that one locale has for them.

    Attributes:
        name: ``"ISO 4217"``, or the locale whose symbols and names are read as well.
        symbols: symbol or name to the codes it may mean.
        locale: whose equal signs are taken.
    """

    name: str
    symbols: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False, repr=False)
    locale: str = "und"

    def read(self, text: str) -> str:
        """Return the code; whether ISO 4217 has it, is for the money room to say.

        Raises:
            ParseError: ``reason`` is ``"empty"``, ``"range"``, ``"unknown"``, or
                ``"ambiguous"`` (several currencies have the symbol).
        """
        expected = f"currency of {self.name}"
        sign = unmarked(plain(text, expected, locale=self.locale))
        codes = self.symbols.get(sign, ())
        if len(codes) == 1:
            return codes[0]
        if _CODE.fullmatch(sign):
            return sign
        if codes:
            raise ParseError(text, f"{expected} ({', '.join(codes)})", "ambiguous")
        raise ParseError(text, expected, "unknown" if sign else "empty")


@lru_cache(maxsize=1024)
def number_form(locale: LocaleLike) -> NumberForm:
    """Return the number form of a locale.

    Raises:
        TypeError, UnknownLocaleError: ``locale`` is no tag, or CLDR has no data for it.

    >>> number_form("en-IN").secondary
    2
    """
    return _number_form(LocaleTag.parse(locale), "decimal")


@lru_cache(maxsize=256)
def percent_form(locale: LocaleLike) -> PercentForm:
    """Return the form of percentages of a locale; raises as :func:`number_form`."""
    return PercentForm(_number_form(LocaleTag.parse(locale), "percent"))


def _number_form(tag: LocaleTag, *kinds: _Kind) -> NumberForm:
    """Return the form of one or several kinds of number, with that of other digits beside it."""
    numbers = record("numbers", tag)
    others = {numbers["system"], numbers.get("native", _LATIN), _LATIN} - {symbols(tag).system}
    kin = (
        _in_own_digits(LocaleTag(tag.language, tag.script, tag.region, f"u-nu-{system}"), kinds)
        for system in sorted(others)
    )
    return replace(_in_own_digits(tag, kinds), kin=tuple(kin))


def _in_own_digits(tag: LocaleTag, kinds: Iterable[_Kind]) -> NumberForm:
    signs = symbols(tag)
    shapes = [shape_of(pattern(tag, kind)) for kind in kinds]
    decimal = "".join(dict.fromkeys(signs.decimal + signs.currency_decimal))
    group = "".join(dict.fromkeys(signs.group + signs.currency_group))
    if not set(decimal).isdisjoint(group):
        decimal, group = signs.decimal, signs.group
    return NumberForm(
        str(tag),
        decimal,
        group,
        min(shape.secondary for shape in shapes),
        min(shape.primary for shape in shapes),
        signs.digits,
        signs.minus,
    )


@lru_cache(maxsize=512)
def _amount_form(tag: LocaleTag) -> NumberForm:
    forms = record("currencies", tag)["form"].values()
    others = sorted({sign for _, decimal, group in forms for sign in decimal + group})
    return replace(_number_form(tag, "standard", "decimal"), others="".join(others))


@lru_cache(maxsize=256)
def currency_form(locale: LocaleLike) -> CurrencyForm:
    """Return the currency form of a locale: its symbols and names beside the codes.

    A symbol that the locale writes for one currency is that currency; the short symbols that it
    writes where the country is clear (``$``, ``kr``) count if only one currency has them, and
    they are no single letter (5K may be five thousand). Those that CLDR writes in no language
    (``US$``, ``CN¥``) are read everywhere.

    Raises:
        TypeError, UnknownLocaleError: as :func:`number_form`.

    >>> currency_form("en-AU").read("$"), currency_form("de").read("Schweizer Franken")
    ('AUD', 'CHF')
    """
    tag = LocaleTag.parse(locale)
    names, fold = record("currency_names", tag), equal(str(tag))
    found: dict[str, tuple[str, ...]] = {}
    for level in (
        currency_symbols(tag).items(),
        _all_names(names, name_patterns(tag)),
        _short_symbols(tag),
        currency_symbols(_ROOT).items(),
    ):
        meant: dict[str, set[str]] = {}
        for code, sign in level:
            meant.setdefault(unmarked(composed(sign).translate(fold)), set()).add(code)
        for sign, codes in meant.items():
            if sign not in names:  # a code of ISO 4217 is that currency
                found.setdefault(sign, tuple(sorted(codes)))
    return CurrencyForm(str(tag), found, str(tag))


def _short_symbols(tag: LocaleTag) -> Iterator[tuple[str, str]]:
    """Pair each currency with its short symbol."""
    for code, sign in currency_symbols(tag, narrow=True).items():
        if len(sign) > 1 or not (sign.isascii() and sign.isalpha()):
            yield code, sign


def _all_names(
    names: Mapping[str, str | Mapping[str, str]], joins: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Pair each currency with its names, as they stand beside a number (``de franci``)."""
    beside = {join.replace("{0}", "").strip() for join in joins.values()} | {"{1}"}
    for code, name in names.items():
        for plural in [name] if isinstance(name, str) else set(name.values()):
            yield from ((code, join.replace("{1}", plural)) for join in beside)


@lru_cache(maxsize=1)
def number_forms() -> tuple[NumberForm, ...]:
    """Return the ways to write a number that spreadsheets export, each named by a locale of it."""
    return (
        NumberForm("en", ".", ","),
        NumberForm("de", ",", "."),
        NumberForm("fr", ",", " "),
        NumberForm("de-CH", ".", "'"),
        NumberForm("en-IN", ".", ",", 2),
        NumberForm("mfe", ".", " "),
        NumberForm("ar-EG", "٫", "٬"),
    )


def readings(text: str, forms: Iterable[Form[object]]) -> dict[str, str]:
    """Return what each form makes of a text: for errors and reports, never to choose by."""
    found = {}
    for form in forms:
        try:
            found[form.name] = str(form.read(text))
        except CrmI18nError:
            continue
    return found


def parse_number(text: str, *, locale: LocaleLike) -> Decimal:
    """Read a number in the form of a locale.

    Raises:
        TypeError: ``text`` is no string.
        UnknownLocaleError: CLDR has no data for the locale.
        ParseError: the text does not fit; ``readings`` tells what other forms would read.

    >>> parse_number("1.234,50", locale="de")
    Decimal('1234.50')
    >>> parse_number("13,75", locale="en-US")
    Traceback (most recent call last):
    crmi18n.errors.ParseError: '13,75' is no number of en-US (grouping); de would read 13.75; \
fr would read 13.75
    """
    return _read(text, number_form(locale), number_forms)


def parse_percent(text: str, *, locale: LocaleLike) -> Decimal:
    """Read a number of per cent as a ratio, with or without the sign; per mille with it.

    Raises as :func:`parse_number`.

    >>> parse_percent("12,5 %", locale="de"), parse_percent("3‰", locale="en")
    (Decimal('0.125'), Decimal('0.003'))
    """
    return _read(text, percent_form(locale), _percent_forms)


def parse_currency(text: str, *, locale: LocaleLike) -> tuple[Decimal, str]:
    """Read an amount with its currency (code, symbol or name) on either side of the number.

    Parentheses around the number make it negative, as accountants write it.

    Raises:
        TypeError: ``text`` is no string.
        UnknownLocaleError: CLDR has no data for the locale.
        ParseError: there is no currency, it is not one of the locale, or the number does not
            fit; then ``readings`` tells what other forms would read.

    >>> parse_currency("1.234,50 €", locale="de"), parse_currency("(US$5.00)", locale="en-CA")
    ((Decimal('1234.50'), 'EUR'), (Decimal('-5.00'), 'USD'))
    """
    _text(text)
    tag = LocaleTag.parse(locale)
    expected = f"amount with a currency of {tag}"
    parts, form = _part(_amount_form(tag), text, expected)
    if not parts.symbol:
        raise ParseError(text, expected, "form")
    code = currency_form(locale).read(parts.symbol)
    try:
        return _value(_form_of(code, tag) or form, parts, text, expected), code
    except ParseError as error:
        others = readings(parts.number, number_forms())
        raise ParseError(text, expected, error.reason, others) from None


@lru_cache(maxsize=512)
def _form_of(currency: str, tag: LocaleTag) -> NumberForm | None:
    """Return the form that a currency has of its own in a locale."""
    own = amount_form(tag, currency)
    if own is None:
        return None
    shape = shape_of(own.pattern)
    return NumberForm(str(tag), own.decimal, own.group, shape.secondary, shape.primary)


def _percent_forms() -> Iterable[PercentForm]:
    return map(PercentForm, number_forms())


def _read(text: str, form: Form[_T], others: Callable[[], Iterable[Form[object]]]) -> _T:
    _text(text)
    try:
        return form.read(text)
    except ParseError as error:
        found = readings(text, others())
        raise ParseError(text, error.expected, error.reason, found) from None


def _text(text: str) -> None:
    if not isinstance(text, str):
        raise TypeError(f"a text is expected, not {type(text).__name__}")


def _part(form: NumberForm, text: str, expected: str) -> tuple[_Parts, NumberForm]:
    """Take a text apart, and return beside it the form of the digits that it is written in."""
    body = plain(text, expected, locale=form.name)
    match = form.grammar.run.search(body)
    if match is None:
        raise ParseError(text, expected, "form" if unmarked(body) else "empty")
    kin = {own.digits: own for own in (form, *form.kin) if own.digits}
    number = western(match[0], kin)
    if number is None:
        raise ParseError(text, expected, "form")
    form = kin.get(number[1], form)
    # A direction mark between digits would show them in another order than it is read.
    before, after = unmarked(body[: match.start()]), unmarked(body[match.end() :])
    leading = before[-1:]
    if leading and leading in form.decimal.translate(equal(form.name)) and _is_free(before[:-1]):
        before = before[:-1].strip()
    else:
        leading = ""
    left, before = _edge(before, "-+(")
    right, after = _edge(after, "-+)" if left == "(" else "-+")
    if left + right not in _AROUND or (before and after):
        raise ParseError(text, expected, "form")
    return _Parts(left + right in ("-", "()"), before or after, leading + number[0]), form


def _is_free(before: str) -> bool:
    """Tell whether a point after it is that of a number (.5, $.5) and not its own (Fr.5)."""
    return before.strip() in _BEFORE or unicodedata.category(before[-1]) in ("Sc", "Zs")


def _edge(text: str, signs: str) -> tuple[str, str]:
    """Part one of the signs from either end of a text."""
    for sign in signs:
        if text.startswith(sign):
            return sign, text[1:].strip()
        if text.endswith(sign):
            return sign, text[:-1].strip()
    return "", text


def _value(form: NumberForm, parts: _Parts, text: str, expected: str) -> Decimal:
    if not form.grammar.strict.fullmatch(parts.number):
        raise ParseError(text, expected, "grouping")
    number = parts.number
    for sign, plain_sign in form.grammar.strict_signs:
        number = number.replace(sign, plain_sign)
    return Decimal(f"-{number}" if parts.negative else number)


def _reason(text: str) -> str:
    """Tell signs that stand where no group ends from what belongs to no number."""
    body = unmarked(text.translate(equal("und")))
    return "grouping" if all(c.isdecimal() or c in _SEPARATORS for c in body) else "form"
