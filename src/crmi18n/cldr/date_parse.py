"""Strict reading of days as a locale writes them, and in ISO 8601.

Source: ``data/dates.pack`` (CLDR 48.2): the patterns of the lengths short, medium and long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from crmi18n.cldr._date_fields import compile_pattern, names_of
from crmi18n.cldr._date_patterns import Field, Pattern
from crmi18n.cldr._packs import record
from crmi18n.cldr._plain import MAX_LENGTH, bare, composed, equal, plain, unmarked, western
from crmi18n.cldr._symbols import symbols
from crmi18n.cldr.date_format import DateWidth, date_pattern
from crmi18n.cldr.dates import DATE_FORMS, full_year
from crmi18n.cldr.tag import LocaleLike, LocaleTag
from crmi18n.errors import ParseError

__all__ = ["parse_date"]

_WIDTHS: Final[tuple[DateWidth, ...]] = ("short", "medium", "long")
_TURKISH: Final = str.maketrans("İı", "ii")
_NAMES: Final = {3: "abbreviated", 4: "wide", 5: "narrow"}


class _Form(NamedTuple):
    """What a length looks like, and month by name, folded."""

    name: str
    pattern: re.Pattern[str]
    months: Mapping[str, int]


_ISO: Final = _Form("ISO 8601", re.compile("(?P<y>[0-9]{4})-(?P<M>[0-9]{2})-(?P<d>[0-9]{2})"), {})


def parse_date(text: str, *, locale: LocaleLike) -> date:
    """Read a day of the Gregorian calendar that is written as the locale does, or as ISO 8601.

    The locale's forms are those of the lengths short, medium and long. Digits may be of any
    script; all spaces are equal, as are small and capital letters; direction marks do not
    count. Zeros may lead or be left out. Where the month is a number the year may have two
    digits, which are read as POSIX does: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068.

    Raises:
        TypeError: ``text`` is no string.
        ParseError: the text is none of these (``"form"``), there is no such day (``"range"``),
            or two forms read two days (``"ambiguous"``). ``readings`` has the orders of day,
            month and year in which it would be a date.
        UnknownLocaleError: CLDR has no data for the language.

    >>> parse_date("30. Oktober 2026", locale="de"), parse_date("10/30/26", locale="en-US")
    (datetime.date(2026, 10, 30), datetime.date(2026, 10, 30))
    >>> parse_date("30/10/2026", locale="en-US")
    Traceback (most recent call last):
    crmi18n.errors.ParseError: '30/10/2026' is no date of en-US (range); dmy would read 2026-10-30
    """
    if not isinstance(text, str):
        raise TypeError(f"a date is read from a string, not {type(text).__name__}")
    tag, expected, forms = _reader(locale)
    body = _folded(tag, text, expected)
    if not body:
        raise ParseError(text, expected, "form" if body is None else "empty")
    found: dict[date, str] = {}
    reason = "form"
    for form in forms:
        if match := form.pattern.fullmatch(body):
            try:
                found.setdefault(_day(match, form.months), form.name)
            except ValueError:
                reason = "range"
    if len(found) == 1:
        return next(iter(found))
    if found:
        readings = {name: day.isoformat() for day, name in found.items()}
        raise ParseError(text, expected, "ambiguous", readings)
    raise ParseError(text, expected, reason, dict(_other_orders(body)))


def _day(match: re.Match[str], months: Mapping[str, int]) -> date:
    year, month = match["y"], match["M"]
    number = months[_folded_name(month)] if months else int(month)
    return date(full_year(year), number, int(match["d"]))


def _other_orders(text: str) -> Iterator[tuple[str, str]]:
    for form in DATE_FORMS:
        try:
            yield form.name, form.read(text).isoformat()
        except ParseError:
            continue


def _folded(tag: LocaleTag, text: str, expected: str) -> str | None:
    """Return a text in ASCII, as far as it may be; None for digits of two scripts."""
    if text.isascii() and len(text) <= MAX_LENGTH:  # of these no sign is taken for another
        return text.strip()
    found = western(unmarked(plain(text, expected, locale=str(tag))), (symbols(tag).digits,))
    return found and found[0]


@lru_cache(maxsize=512)
def _reader(locale: LocaleLike) -> tuple[LocaleTag, str, tuple[_Form, ...]]:
    """Return a tag, what is expected in it, and its forms."""
    tag = LocaleTag.parse(locale)
    return tag, f"date of {tag}", (*(_form(tag, width) for width in _WIDTHS), _ISO)


def _form(tag: LocaleTag, width: DateWidth) -> _Form:
    pattern = date_pattern(tag, width)
    names: list[str] = []
    for part in pattern:
        if isinstance(part, Field) and part.letter in "ML" and part.size > 2:
            kind = record("dates", tag)["months"]
            row = names_of(kind, alone=part.letter == "L")[_NAMES[part.size]]
            names = [_sign(tag, name) for name in row]
    months = {_folded_name(name): month for month, name in enumerate(names, 1)}
    parts = "".join(_expression(tag, part, names) for part in pattern)
    return _Form(width, re.compile(parts.strip(), re.IGNORECASE), months)


def _expression(tag: LocaleTag, part: str | Field, months: Sequence[str]) -> str:
    if isinstance(part, str):
        return re.escape(_sign(tag, part))
    if part.letter == "d":
        return "(?P<d>[0-9]{1,2})"
    if part.letter == "y":
        return "(?P<y>[0-9]{3,4})" if months else "(?P<y>[0-9]{2,4})"
    if part.letter in "ML":
        names = "|".join(map(re.escape, sorted(months, key=len, reverse=True)))
        return f"(?P<M>{names or '[0-9]{1,2}'})"
    constant: Pattern = (part,)  # the era, which is the same for all days
    return re.escape(_sign(tag, compile_pattern(tag, constant)(date.min)))


def _folded_name(name: str) -> str:
    """Return one key for all spellings that an expression without case takes for the name."""
    return name.translate(_TURKISH).casefold()


def _sign(tag: LocaleTag, text: str) -> str:
    """Return a part of a pattern as texts are folded, with the spaces around it."""
    folded = composed(bare(text)).translate(equal(str(tag)))
    found = western(folded, (symbols(tag).digits,))
    return found[0] if found else folded
