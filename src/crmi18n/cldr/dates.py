"""Strict reading of days and times of day in the numeric forms that exports use.

Two digits of a year are read as POSIX does: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to
2068. An impossible day is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, time
from typing import Final, final

from crmi18n.cldr._date_patterns import letters_of, pattern_of
from crmi18n.cldr._packs import record
from crmi18n.cldr._plain import plain, unmarked, western
from crmi18n.cldr.tag import LocaleLike, LocaleTag
from crmi18n.errors import ParseError

__all__ = ["DATE_FORMS", "TIME_FORMS", "DateForm", "TimeForm", "date_form", "full_year"]

_FIELDS: Final = {"d": r"(?P<d>[0-9]{1,2})", "m": r"(?P<m>[0-9]{1,2})", "y": r"(?P<y>{})"}
_SEPARATOR: Final = r"(?P<s>\s?[./-]\s?|\s)"


@final
@dataclass(frozen=True, slots=True)
class DateForm:
    """Days written in numbers, in one order: ``dmy``, ``mdy`` or ``ymd``.

    The separator is a full stop, slash, hyphen or space, the same on both sides; ``ymd`` also
    reads the characters 年月日.
    """

    order: str
    _pattern: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.order not in ("dmy", "mdy", "ymd"):
            raise ValueError(f"{self.order!r} is no order of a date: dmy, mdy or ymd")
        year = _FIELDS["y"].format("[0-9]{4}|[0-9]{2}")
        first, second, third = (year if f == "y" else _FIELDS[f] for f in self.order)
        object.__setattr__(
            self, "_pattern", re.compile(rf"{first}{_SEPARATOR}{second}(?P=s){third}\.?")
        )

    @property
    def name(self) -> str:
        """The order."""
        return self.order

    def read(self, text: str) -> date:
        """Return the day.

        Raises:
            ParseError: the text does not fit (``"form"``), or there is no such day (``"range"``).

        >>> DateForm("dmy").read("25/04/2026")
        datetime.date(2026, 4, 25)
        """
        expected = f"date in the order {self.order}"
        body = _in_ascii(text, expected)
        if self.order == "ymd":
            body = body.replace("年", "/").replace("月", "/").removesuffix("日")
        match = self._pattern.fullmatch(body)
        if match is None:
            raise ParseError(text, expected, "form" if body else "empty")
        try:
            return date(full_year(match["y"]), int(match["m"]), int(match["d"]))
        except ValueError:
            raise ParseError(text, expected, "range") from None


@final
@dataclass(frozen=True, slots=True)
class TimeForm:
    """Times of day: ``24h`` (14:30) or ``12h`` (2:30 PM)."""

    clock: str

    def __post_init__(self) -> None:
        if self.clock not in ("12h", "24h"):
            raise ValueError(f"{self.clock!r} is no form of a time: 12h or 24h")

    @property
    def name(self) -> str:
        """The clock."""
        return self.clock

    def read(self, text: str) -> time:
        """Return the time of day.

        Raises:
            ParseError: the text does not fit (``"form"``), or there is no such time (``"range"``).

        >>> TimeForm("12h").read("2:30 PM")
        datetime.time(14, 30)
        """
        expected = f"time of the {self.clock} clock"
        body = _in_ascii(text, expected)
        match = _TIMES[self.clock].fullmatch(body.upper())
        if match is None:
            raise ParseError(text, expected, "form" if text.strip() else "empty")
        hour, minute, second = int(match["h"]), int(match["m"]), int(match["s"] or 0)
        if self.clock == "12h":
            if not 1 <= hour <= 12:
                raise ParseError(text, expected, "range")
            hour = hour % 12 + (12 if match["half"] == "P" else 0)
        try:
            return time(hour, minute, second)
        except ValueError:
            raise ParseError(text, expected, "range") from None


def full_year(digits: str) -> int:
    """Return a year; two digits are read as POSIX does.

    >>> full_year("26"), full_year("69"), full_year("0987")
    (2026, 1969, 987)
    """
    year = int(digits)
    if len(digits) == 2:
        year += 1900 if year >= 69 else 2000
    return year


def _in_ascii(text: str, expected: str) -> str:
    found = western(unmarked(plain(text, expected)))
    if found is None:
        raise ParseError(text, expected, "form")
    return found[0]


_CLOCK: Final = r"(?P<h>[0-9]{1,2})[:.](?P<m>[0-9]{2})(?:[:.](?P<s>[0-9]{2}))?"
_TIMES: Final = {
    "24h": re.compile(_CLOCK),
    "12h": re.compile(rf"{_CLOCK}\s?(?P<half>[AP])\.?\s?M\.?"),
}

DATE_FORMS: Final = (DateForm("dmy"), DateForm("mdy"), DateForm("ymd"))
TIME_FORMS: Final = (TimeForm("24h"), TimeForm("12h"))


def date_form(declared: LocaleLike) -> DateForm:
    """Return the form of an order (``"dmy"``) or of a locale's short date.

    >>> date_form("en-US").order, date_form("ymd").order
    ('mdy', 'ymd')
    """
    if isinstance(declared, str) and declared in ("dmy", "mdy", "ymd"):
        return DateForm(declared)
    return DateForm(_order(LocaleTag.parse(declared)))


def _order(tag: LocaleTag) -> str:
    letters = letters_of(pattern_of(record("dates", tag)["date"]["short"])).lower()
    return "".join(letter for letter in letters if letter in "dmy")
