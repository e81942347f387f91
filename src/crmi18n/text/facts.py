"""Facts that a translation must not change: numbers, dates, amounts, addresses, placeholders."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from crmi18n.cldr import (
    OUR_TIME,
    LocaleTag,
    calendar_of,
    display_name,
    format_date,
    parse_number,
    script_of,
)
from crmi18n.errors import CrmI18nError, UnknownCodeError
from crmi18n.text.value import Text

__all__ = ["currencies", "differing_numbers", "links", "placeholders", "strange_script"]

_NUMBER: Final = re.compile(r"\d(?:[\d.,'’·\u066b\u066c\u00a0\u202f]*\d)?")
_PLACEHOLDER: Final = re.compile(
    r"\$\{\w+\}|\{\{\s*[\w.]+\s*\}\}|\{/?[\w.]*(?:![rsa])?(?::[^{}\s]{0,20})?/?\}"
    r"|%(?:\(\w+\))?[-+ #0]?\d*(?:\.\d+)?[sdifgxr%]|%\d+\$[sd]"
)
_LINK: Final = re.compile(r"https?://[^\s<>\"')\]]+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_SIGNS: Final = {
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₩": "KRW",
    "₺": "TRY",
    "₽": "RUB",
    "₴": "UAH",
}
_AMOUNT: Final = re.compile(
    r"(?:(?<![A-Z])([A-Z]{3})\s?)?\d[\d.,'’\s]{0,30}(?:([A-Z]{3})(?![A-Z]))?"
)

# The script of a language tag, and the scripts of characters that it is written with.
_WRITTEN_WITH: Final = {
    "Jpan": {"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "CJK", "HALFWIDTH", "IDEOGRAPHIC"},
    "Hans": {"CJK", "IDEOGRAPHIC"},
    "Hant": {"CJK", "BOPOMOFO", "IDEOGRAPHIC"},
    "Kore": {"HANGUL", "CJK"},
    "Latn": {"LATIN", "MODIFIER", "FEMININE", "MASCULINE"},
    "Cyrl": {"CYRILLIC"},
    "Grek": {"GREEK"},
    "Arab": {"ARABIC"},
    "Hebr": {"HEBREW"},
    "Thai": {"THAI"},
    "Deva": {"DEVANAGARI"},
    "Beng": {"BENGALI"},
    "Taml": {"TAMIL"},
    "Geor": {"GEORGIAN"},
    "Armn": {"ARMENIAN"},
}
_ENOUGH_WORDS: Final = 4
_PARTS: Final = frozenset(range(1, 13))  # of a number that may be written apart
_ENOUGH_LETTERS: Final = 3


class _Number(NamedTuple):
    shown: str
    value: Decimal
    parts: tuple[str, ...]


def placeholders(text: str) -> Counter[str]:
    """Return what a program or a renderer fills in later, such as ``{name}`` or ``%s``."""
    return Counter(_PLACEHOLDER.findall(text))


def links(text: str) -> set[str]:
    """Return web and e-mail addresses."""
    return {found.rstrip(".,;:!?").casefold() for found in _LINK.findall(text)}


def currencies(text: str) -> set[str]:
    """Return the currency codes of amounts; only signs that mean one currency count."""
    found = {code for sign, code in _SIGNS.items() if sign in text}
    codes = {code for pair in _AMOUNT.findall(text) for code in pair if code}
    return found | {code for code in codes if _is_currency(code)}


@lru_cache(maxsize=1024)
def _is_currency(code: str) -> bool:
    """Whether CLDR knows the currency: VAT 19 % and ISO 9001 are no amounts."""
    try:
        return bool(display_name("currency", code, locale="en"))
    except UnknownCodeError:
        return False


def differing_numbers(source: Text, target: Text) -> tuple[list[str], list[str]]:
    """Return the numbers of each text that the other has not, as they are written.

    A number is the same however its language groups it; the parts of a date are numbers too,
    and a month may stand as its name. A Buddhist year of a Thai text is the Gregorian one, too.
    """
    ours, theirs = _numbers(source), _numbers(target)
    ours, theirs = _in_years(ours, source.lang, theirs), _in_years(theirs, target.lang, ours)
    return (
        _missing(ours, theirs, _months_named(target)),
        _missing(theirs, ours, _months_named(source)),
    )


def strange_script(text: Text) -> str | None:
    """Return the script that most letters of a text have and its language has not, or None.

    Names in Latin letters stand in texts of every script: they count only as a whole sentence.
    """
    expected = _WRITTEN_WITH.get(script_of(text.lang) or "")
    if expected is None:
        return None
    letters = Counter(
        name for char in text.value if char.isalpha() and (name := _script_of(char)) is not None
    )
    if not letters or sum(letters.values()) < _ENOUGH_LETTERS:
        return None
    script, count = letters.most_common(1)[0]
    if script in expected or 2 * count <= sum(letters.values()):
        return None
    if script == "LATIN" and len(text.value.split()) < _ENOUGH_WORDS:
        return None
    return script


@lru_cache(maxsize=4096)
def _script_of(char: str) -> str | None:
    name = unicodedata.name(char, "")
    return None if name.startswith("FULLWIDTH") else name.partition(" ")[0] or None


def _numbers(text: Text) -> list[_Number]:
    plain = _LINK.sub(" ", _PLACEHOLDER.sub(" ", text.value))
    plain = "".join(str(unicodedata.digit(c, c)) if c.isdigit() else c for c in plain)
    if _groups_with_blanks(text.lang):
        plain = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "\u00a0", plain)
    return [number for shown in _NUMBER.findall(plain) for number in _read(shown, text.lang)]


@lru_cache(maxsize=256)
def _groups_with_blanks(lang: str) -> bool:
    try:
        parse_number("1\u00a0234", locale=lang)
    except CrmI18nError:
        return False
    return True


def _read(shown: str, lang: str) -> Iterable[_Number]:
    """Give a number by its value, or, if it is none in the language, its parts."""
    parts = re.findall(r"\d+", shown)
    plain = tuple(part.lstrip("0") or "0" for part in parts)
    try:
        return [_Number(shown, parse_number(shown, locale=lang), plain)]
    except CrmI18nError:
        return [_Number(a, Decimal(a), (b,)) for a, b in zip(parts, plain, strict=True)]


def _in_years(numbers: list[_Number], lang: str, others: list[_Number]) -> list[_Number]:
    """Return numbers; those that are Buddhist years of years of the others as these have them."""
    tag = LocaleTag.parse(lang)
    calendar = calendar_of(LocaleTag(tag.language, tag.script, tag.region))
    if calendar is None or calendar.name != "buddhist":
        return numbers
    values = {number.value for number in others}
    found = []
    for number in numbers:
        year = number.value - 543
        if year in OUR_TIME and year in values and number.value not in values:
            found.append(_Number(number.shown, year, (str(int(year)),)))
        else:
            found.append(number)
    return found


def _missing(ours: list[_Number], theirs: list[_Number], months: set[int]) -> list[str]:
    values = {number.value for number in theirs} | {Decimal(month) for month in months}
    # 9.30 beside 9:30, 1.000 beside 1 000; but 1.250 is not 1.250 where the point groups nothing
    flat = [part for number in theirs for part in number.parts]
    sizes = {len(number.parts) for number in ours} & _PARTS
    runs = {tuple(flat[i : i + size]) for size in sizes for i in range(len(flat))}
    misread = {number.parts for number in theirs if len(number.parts) > 1}
    return [
        number.shown
        for number in ours
        if number.value not in values and (number.parts in misread or number.parts not in runs)
    ]


def _months_named(text: Text) -> set[int]:
    tokens = re.findall(r"\w+", text.value)
    names = _month_names(LocaleTag.parse(text.lang).language)
    found = set()
    for i, token in enumerate(tokens):
        word = token.casefold()
        # "may" is a month beside a number or with a capital
        if len(word) > 3 or token[:1].isupper() or _has_digits(tokens[max(0, i - 1) : i + 2]):
            found |= {month for name, month in names if _is_month(word, name)}
    return found


def _is_month(word: str, name: str) -> bool:
    """Whether a word is a month's name, shortened (Sept) or with an ending of its case."""
    if len(word) < 3 or not (word.startswith(name) or name.startswith(word)):
        return False
    return len(word) <= len(name) or 3 < len(name) >= len(word) - 3


def _has_digits(tokens: Iterable[str]) -> bool:
    return any(token[:1].isdigit() for token in tokens)


@lru_cache(maxsize=64)
def _month_names(language: str) -> tuple[tuple[str, int], ...]:
    """Return the names of the months, as long Gregorian dates of the language show them."""
    found = set()
    tag = f"{language}-u-ca-gregory"
    for width in ("medium", "long"):
        for month in range(1, 13):
            shown = format_date(date(2001, month, 1), locale=tag, width=width)
            for name in re.findall(r"[^\W\d_]{3,}", shown.casefold()):
                found.add((name, month))
    # A word that stands in every month's date, such as Spanish "de", names none.
    names = Counter(name for name, _ in found)
    return tuple(sorted((name, month) for name, month in found if names[name] == 1))
