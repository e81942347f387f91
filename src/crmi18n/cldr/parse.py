"""Strict reading of numbers and amounts: a text fits its declared form, or it is refused.

A form says which sign parts the decimals and which groups the digits. Grouping must be
well-formed, so that ``13,75`` is never 1375. Spaces of every width are one sign, and so are
the apostrophes; digits of any one script are read.

Source: CLDR 47 number symbols as Babel 2.18 carries them; UTS #35 part 3 (number parsing), of
which only the strict part is followed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Final, Protocol, TypeVar, final

from crmi18n.cldr import _babel
from crmi18n.cldr.tag import LocaleLike, LocaleTag
from crmi18n.errors import CrmI18nError, ParseError

__all__ = [
    "NUMBER_FORMS",
    "CurrencyForm",
    "Form",
    "NumberForm",
    "PercentForm",
    "currency_form",
    "number_form",
    "parse_currency",
    "parse_number",
    "readings",
]

_T_co = TypeVar("_T_co", covariant=True)

_MAX_LENGTH: Final = 400  # longer than any number in a record; keeps hostile cells cheap
_SPACES: Final = " \u00a0\u2009\u202f"
_APOSTROPHES: Final = "'’"
_MARKS: Final = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u2066\u2067\u2068\u2069"))
_MINUS: Final = "-\u2212\ufe63\uff0d"
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")


class Form(Protocol[_T_co]):
    """One way to write a kind of value: a name, and the reader of it."""

    @property
    def name(self) -> str:
        """What the form is called in a report."""

    def read(self, text: str) -> _T_co:
        """Return the value, or raise ParseError."""


@final
@dataclass(frozen=True, slots=True)
class NumberForm:
    """The decimal and the grouping sign of a locale, and the sizes of its groups.

    Attributes:
        name: the locale that the form is called by.
        decimal: the sign before the decimals.
        group: all signs that are equal as grouping; empty if nothing groups.
        secondary: the size of the groups left of the last three digits: 3, or 2 (lakh).
    """

    name: str
    decimal: str
    group: str
    secondary: int = 3
    _whole: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        grouped = ""
        if self.group:
            signs = f"([{re.escape(self.group)}])"
            # The first group's sign is captured, and every later one must be the same.
            grouped = (
                rf"|[0-9]{{1,3}}{signs}[0-9]{{3}}(?:\1[0-9]{{3}})*"
                if self.secondary == 3
                else rf"|[0-9]{{1,2}}{signs}(?:[0-9]{{2}}\1)*[0-9]{{3}}"
            )
        object.__setattr__(self, "_whole", re.compile(f"[0-9]+{grouped}"))

    def read(self, text: str) -> Decimal:
        """Return the number.

        Raises:
            ParseError: the text does not fit the form; ``reason`` is ``"empty"``,
                ``"grouping"`` (its signs stand where no group ends) or ``"form"``.

        >>> number_form("de-CH").read("1'234.50")
        Decimal('1234.50')
        """
        digits, negative = self._unsigned(_plain(text, self._expected), text)
        whole, point, fraction = digits.partition(self.decimal)
        sound = self._whole.fullmatch(whole) if whole else bool(fraction)
        if not sound or (point and not (fraction.isascii() and fraction.isdigit())):
            raise ParseError(text, self._expected, self._reason(digits))
        integer = whole.translate(dict.fromkeys(map(ord, self.group)))
        return Decimal(
            f"{'-' if negative else ''}{integer or '0'}{'.' if point else ''}{fraction}"
        )

    @property
    def _expected(self) -> str:
        return f"number of {self.name}"

    def _unsigned(self, text: str, raw: str) -> tuple[str, bool]:
        if not text:
            raise ParseError(raw, self._expected, "empty")
        if text[0] == "(" and text[-1] == ")":
            return text[1:-1], True
        if text[0] in _MINUS:
            return text[1:].lstrip(_SPACES), True
        if text[-1] in _MINUS:
            return text[:-1].rstrip(_SPACES), True
        if text[0] == "+":
            return text[1:], False
        return text, False

    def _reason(self, digits: str) -> str:
        signs = set(".,٫٬" + _SPACES + _APOSTROPHES)
        return "grouping" if all(c.isdigit() or c in signs for c in digits) else "form"


def _plain(text: str, expected: str) -> str:
    """Return the text without blanks and direction marks around it, its digits in ASCII."""
    if len(text) > _MAX_LENGTH:
        raise ParseError(text, expected, "range")
    text = text.translate(_MARKS).strip()
    if text.isascii():
        return text
    digits = [c for c in text if c.isdecimal()]
    zeros = {ord(c) - unicodedata.decimal(c) for c in digits}
    if len(zeros) > 1:  # digits of two scripts in one number are a trick or a slip
        raise ParseError(text, expected, "form")
    return text.translate({ord(c): str(unicodedata.decimal(c)) for c in digits})


@final
@dataclass(frozen=True, slots=True)
class PercentForm:
    """A number with or without a per cent sign; 50 and 50 % are both the ratio 0.5."""

    number: NumberForm

    @property
    def name(self) -> str:
        """The name of its number form."""
        return self.number.name

    def read(self, text: str) -> Decimal:
        """Return the ratio; raises as :meth:`NumberForm.read`.

        >>> PercentForm(number_form("de")).read("12,5 %")
        Decimal('0.125')
        """
        sign, digits, exponent = self.number.read(
            text.translate(_MARKS).strip().strip("%٪﹪％")
        ).as_tuple()
        return Decimal((sign, digits, int(exponent) - 2))  # scaleb would round in some context


@final
@dataclass(frozen=True, slots=True)
class CurrencyForm:
    """Currency codes, and the symbols that one locale writes for them.

    Attributes:
        name: ``"ISO 4217"``, or the locale whose symbols are read as well.
        symbols: symbol to code.
    """

    name: str
    symbols: Mapping[str, str] = field(default_factory=dict, hash=False)

    def read(self, text: str) -> str:
        """Return the code; whether ISO 4217 has it, is for the money room to say."""
        sign = text.translate(_MARKS).strip()
        if re.fullmatch("[A-Z]{3}", sign):
            return sign
        if code := self.symbols.get(sign):
            return code
        raise ParseError(text, f"currency of {self.name}", "empty" if not sign else "unknown")


@lru_cache(maxsize=512)
def _number_form(tag: LocaleTag) -> NumberForm:
    symbols = _babel.number_symbols(tag)
    group = symbols["group"]
    for equal in (_SPACES, _APOSTROPHES):
        if group in equal:
            group = equal
    return NumberForm(str(tag), symbols["decimal"], group, _babel.grouping(tag)[1])


def number_form(locale: LocaleLike) -> NumberForm:
    """Return the number form of a locale.

    >>> number_form("en-IN").secondary
    2
    """
    return _number_form(LocaleTag.parse(locale))


@lru_cache(maxsize=256)
def _currency_form(tag: LocaleTag) -> CurrencyForm:
    symbols: dict[str, str] = {}
    for code, symbol in _babel.currency_symbols(tag).items():
        # A symbol that two codes share in one locale settles nothing.
        symbols[symbol] = "" if symbol in symbols else code
    return CurrencyForm(str(tag), {symbol: code for symbol, code in symbols.items() if code})


def currency_form(locale: LocaleLike) -> CurrencyForm:
    """Return the currency form of a locale: its symbols beside the codes.

    >>> currency_form("en-AU").read("$")
    'AUD'
    """
    return _currency_form(LocaleTag.parse(locale))


NUMBER_FORMS: Final = (
    NumberForm("en", ".", ","),
    NumberForm("de", ",", "."),
    NumberForm("fr", ",", _SPACES),
    NumberForm("de-CH", ".", _APOSTROPHES),
    NumberForm("en-IN", ".", ",", 2),
    NumberForm("en-ZA", ".", _SPACES),
    NumberForm("ar-EG", "٫", "٬"),
)
"""The ways to write a number that spreadsheets export, each named by one of its locales."""


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
        ParseError: the text does not fit; ``readings`` tells what other forms would read.

    >>> parse_number("1.234,50", locale="de")
    Decimal('1234.50')
    >>> parse_number("13,75", locale="en-US")
    Traceback (most recent call last):
    crmi18n.errors.ParseError: '13,75' is no number of en-US (grouping); de would read 13.75; \
fr would read 13.75
    """
    if not isinstance(text, str):
        raise TypeError(f"a text is expected, not {type(text).__name__}")
    form = number_form(locale)
    try:
        return form.read(text)
    except ParseError as error:
        others = readings(text, NUMBER_FORMS)
        raise ParseError(text, error.expected, error.reason, others) from None


def parse_currency(text: str, *, locale: LocaleLike) -> tuple[Decimal, str]:
    """Read an amount with its currency, code or symbol, on either side of the number.

    Raises:
        TypeError: ``text`` is no string.
        ParseError: there is no currency, it is not one of the locale, or the number does not fit.

    >>> parse_currency("1.234,50 €", locale="de")
    (Decimal('1234.50'), 'EUR')
    """
    if not isinstance(text, str):
        raise TypeError(f"a text is expected, not {type(text).__name__}")
    expected = f"amount with a currency of {LocaleTag.parse(locale)}"
    body = _plain(text, expected)
    first = re.search("[0-9]", body)
    last = max((m.end() for m in re.finditer("[0-9]", body)), default=0)
    if first is None:
        raise ParseError(text, expected, "form")
    before, number, after = body[: first.start()], body[first.start() : last], body[last:]
    sign, kept_before = _split_sign(before)
    trailing, kept_after = _split_sign(after)
    if bool(kept_before) == bool(kept_after):  # none, or one on each side
        raise ParseError(text, expected, "form")
    code = currency_form(locale).read(kept_before or kept_after)
    return parse_number(f"{sign}{number}{trailing}", locale=locale), code


def _split_sign(text: str) -> tuple[str, str]:
    """Part a minus sign or parenthesis from the currency beside the number."""
    sign = "".join(c for c in text if c in _MINUS + "()")
    return sign, "".join(c for c in text if c not in _MINUS + "()").strip()
