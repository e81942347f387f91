"""Strict reading of days as a locale writes them, and in ISO 8601.

Source: ``data/dates.pack`` (CLDR 48.2): the patterns of the lengths short, medium and long.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from crmi18n.cldr._calendars import calendar_of, date_data
from crmi18n.cldr._date_fields import names_of
from crmi18n.cldr._date_patterns import Field
from crmi18n.cldr._hebrew_numerals import CURRENT, LETTERS, read_numeral
from crmi18n.cldr._plain import MAX_LENGTH, bare, composed, equal, plain, unmarked, western
from crmi18n.cldr._symbols import symbols
from crmi18n.cldr.calendars import Calendar
from crmi18n.cldr.date_format import DateWidth, date_pattern
from crmi18n.cldr.dates import DATE_FORMS, day_of, full_year, two_readings
from crmi18n.cldr.tag import LocaleLike, LocaleTag
from crmi18n.errors import ParseError

__all__ = ["parse_date"]

_WIDTHS: Final[tuple[DateWidth, ...]] = ("short", "medium", "long")
_TURKISH: Final = str.maketrans("İı", "ii")
_WIDE: Final = {ord(c) + 0xFEE0: c for c in string.ascii_letters}
"""Letters as wide as those of East Asia: of an era, such as R for Reiwa."""
_NAMES: Final = {3: "abbreviated", 4: "wide", 5: "narrow"}
_ERAS: Final = {4: 1, 5: 2}


class _Form(NamedTuple):
    """What a length looks like; and month and era by name, folded.

    ``is_open`` is a form of another calendar that does not say so, neither by an era nor by the
    name of a month.
    """

    name: str
    pattern: re.Pattern[str]
    months: Mapping[str, int]
    calendar: Calendar | None = None
    eras: Mapping[str, int] = MappingProxyType({})
    is_open: bool = False
    has_two_digits: bool = False


_ISO: Final = _Form("ISO 8601", re.compile("(?P<y>[0-9]{4})-(?P<M>[0-9]{2})-(?P<d>[0-9]{2})"), {})


def parse_date(text: str, *, locale: LocaleLike) -> date:
    """Read a day that is written as the locale does, in its calendar, or as ISO 8601.

    The locale's forms are those of the lengths short, medium and long. Digits may be of any
    script; all spaces are equal, as are small and capital letters; direction marks do not
    count. Zeros may lead or be left out. Where the month is a number the year may have two
    digits, which are read as POSIX does: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068.

    The calendar is that of the key ``-u-ca-``, or the one that :func:`format_date` writes in the
    locale: years of ``th`` are Buddhist, those of ``fa`` Persian. ISO 8601 is Gregorian always.
    Where another calendar's text does not say which it is, years from 1900 to 2100 are refused as
    ambiguous: in Thailand 2026 is 1483 of the common era, and hardly meant. Who reads Gregorian
    years asks for ``th-u-ca-gregory``.

    Raises:
        TypeError: ``text`` is no string.
        ParseError: the text is none of these (``"form"``), there is no such day (``"range"``),
            or two forms or calendars read two days (``"ambiguous"``). ``readings`` has the
            orders of day, month and year, or the calendars, in which it would be a date.
        UnknownLocaleError: CLDR has no data for the language.
        UnknownCalendarError: the tag asks for a calendar that is not known here.

    >>> parse_date("30. Oktober 2026", locale="de"), parse_date("10/30/26", locale="en-US")
    (datetime.date(2026, 10, 30), datetime.date(2026, 10, 30))
    >>> parse_date("30/10/69", locale="th"), parse_date("2026-10-30", locale="th")
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
                day = _day(match, form)
            except ValueError:
                reason = "range"
                continue
            found.setdefault(day, form.name)
            if form.is_open and form.calendar:
                month = form.months[_folded_name(match["M"])] if form.months else int(match["M"])
                numbers = match["y"], month, int(match["d"])
                if readings := two_readings(form.calendar, day, *numbers):
                    raise ParseError(text, expected, "ambiguous", readings)
    if len(found) == 1:
        return next(iter(found))
    if found:
        readings = {name: day.isoformat() for day, name in found.items()}
        raise ParseError(text, expected, "ambiguous", readings)
    raise ParseError(text, expected, reason, dict(_other_orders(body)))


def _day(match: re.Match[str], form: _Form) -> date:
    """Return the day that a form reads; a ValueError says that there is none."""
    if form.calendar:
        return _day_of(form.calendar, match, form)
    month = match["M"]
    number = form.months[_folded_name(month)] if form.months else int(month)
    return date(full_year(match["y"]), number, int(match["d"]))


def _day_of(calendar: Calendar, match: re.Match[str], form: _Form) -> date:
    place = form.months[_folded_name(match["M"])] if form.months else int(match["M"])
    year = match["y"].replace("元", "1")
    if not year.isdecimal():
        year = str(read_numeral(year, thousands=CURRENT))

    def month_of(extended: int) -> int:
        return calendar.month_of_name(extended, place) if form.months else place

    return day_of(
        calendar,
        form.eras[_folded_name(match["G"])] if form.eras else 0,
        year,
        month_of,
        read_numeral(match["d"]),
        may_be_short=form.has_two_digits or not calendar.is_by_era,
    )


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
    body = plain(text, expected, locale=str(tag)).translate(_WIDE)
    found = western(unmarked(body), (symbols(tag).digits,))
    return found and found[0]


@lru_cache(maxsize=512)
def _reader(locale: LocaleLike) -> tuple[LocaleTag, str, tuple[_Form, ...]]:
    """Return a tag, what is expected in it, and its forms."""
    tag = LocaleTag.parse(locale)
    return tag, f"date of {tag}", (*(_form(tag, width) for width in _WIDTHS), _ISO)


def _form(tag: LocaleTag, width: DateWidth) -> _Form:
    pattern, calendar, data = date_pattern(tag, width), calendar_of(tag), date_data(tag)
    numeral = f"|{LETTERS}" if data.get("has letters for numbers") else ""
    months: list[str] = []
    eras: dict[str, int] = {}
    parts = []
    for part in pattern:
        if isinstance(part, Field) and part.letter in "ML" and part.size > 2:
            row = names_of(data["months"], alone=part.letter == "L")[_NAMES[part.size]]
            months = [_sign(tag, name) for name in row]
        if isinstance(part, Field) and part.letter == "G" and calendar:
            names = data["eras"][_ERAS.get(part.size, 0)]
            eras = {_sign(tag, name): int(code) for code, name in names.items()}
    for part in pattern:
        if isinstance(part, str):
            parts.append(re.escape(_sign(tag, part)))
        elif part.letter == "G":
            kind = _ERAS.get(part.size, 0)
            era = _choice(eras) if calendar else re.escape(_sign(tag, data["eras"][kind]))
            parts.append(f"(?P<G>{era})")
        else:
            parts.append(_expression(part, months, calendar, numeral))
    if calendar and calendar.is_by_era and not eras:
        parts.append("(?!)")  # what does not say its era cannot be read
    return _Form(
        width,
        re.compile("".join(parts).strip(), re.IGNORECASE),
        {_folded_name(name): month for month, name in enumerate(months, 1)},
        calendar,
        {_folded_name(name): era for name, era in eras.items()},
        is_open=not (calendar is None or eras or (months and data["has own months"])),
        has_two_digits=Field("y", 2) in pattern,
    )


def _expression(
    part: Field, months: Sequence[str], calendar: Calendar | None, numeral: str
) -> str:
    if part.letter == "d":
        return f"(?P<d>[0-9]{{1,2}}{numeral})"
    if part.letter == "y" and calendar and calendar.is_by_era:
        return "(?P<y>[0-9]{1,5}|元)"
    if part.letter == "y":
        least = 3 if months and (calendar is None or part.size != 2) else 2
        return f"(?P<y>[0-9]{{{least},{5 if calendar else 4}}}{numeral})"
    if part.letter in "ML":
        return f"(?P<M>{_choice(months) or '[0-9]{1,2}'})"
    raise ValueError(f"{part} is no field of a day")


def _choice(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


def _folded_name(name: str) -> str:
    """Return one key for all spellings that an expression without case takes for the name."""
    return name.translate(_TURKISH).casefold()


def _sign(tag: LocaleTag, text: str) -> str:
    """Return a part of a pattern as texts are folded, with the spaces around it."""
    folded = composed(bare(text)).translate(equal(str(tag)))
    found = western(folded, (symbols(tag).digits,))
    return found[0] if found else folded
