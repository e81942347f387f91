"""Days and years in Hebrew letters, as dates of the Jewish calendar have them: both ways.

Source: CLDR 48.2, the rules ``hebrew`` (rbnf); UTS #35 part 3, section 1.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

__all__ = ["CURRENT", "LETTERS", "day_numeral", "read_numeral", "year_numeral"]

LETTERS: Final = "[א-ת]['\"׳״’”א-ת]{0,7}"
"""An expression for a number in letters, whichever marks it has."""

_THOUSANDS: Final = re.compile("([א-ט])['׳’](?=[א-ת])")
_UNITS: Final = " אבגדהוזחט"
_TENS: Final = " יכלמנסעפצ"
_HUNDREDS: Final = ("", "ק", "ר", "ש", "ת", "תק", "תר", "תש", "תת", "תתק")
_OTHER_ORDER: Final = {298: "רחצ", 304: "דש", 344: "שדמ", 698: "תרחצ", 744: "תשדמ"}
"""Numbers whose letters would be an ill word in the usual order."""
CURRENT: Final = 5_000
"""The thousands of years that go without saying."""


@lru_cache(maxsize=2048)
def day_numeral(number: int) -> str:
    """Return a number below 1000 in letters.

    >>> day_numeral(15), day_numeral(5)
    ('ט״ו', 'ה׳')
    """
    letters = _letters(number)
    return f"{letters[:-1]}״{letters[-1]}" if len(letters) > 1 else f"{letters}׳"


def year_numeral(year: int) -> str:
    """Return a year in letters, without its thousands where these are the current ones.

    >>> year_numeral(5787), year_numeral(4995)
    ('תשפ״ז', 'ד׳תתקצ״ה')
    """
    thousands, rest = divmod(year, 1000)
    if not rest:
        return f"{day_numeral(thousands)} אלפים"
    return (
        day_numeral(rest) if year - rest == CURRENT else day_numeral(thousands) + day_numeral(rest)
    )


def _letters(number: int) -> str:
    if number in _OTHER_ORDER:
        return _OTHER_ORDER[number]
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    if rest in (15, 16):  # the other way these are of a holy name
        tens, last = 0, "טו" if rest == 15 else "טז"
    else:
        last = _UNITS[units].strip()
    if hundreds and rest == 80:
        return f"{_HUNDREDS[hundreds]}ף"
    return _HUNDREDS[hundreds] + _TENS[tens].strip() + last


def read_numeral(text: str, *, thousands: int = 0) -> int:
    """Return a number below 1000 that stands in letters, with the thousands it leaves out.

    Where thousands may be left out they may also be said, by a first letter with its mark.
    Digits are read as they stand.

    Raises:
        ValueError: the letters are no number as it is written.

    >>> read_numeral("תשפ״ז", thousands=CURRENT), read_numeral("כ״ט"), read_numeral("29")
    (5787, 29, 29)
    >>> read_numeral("ד׳תתקצ״ה", thousands=CURRENT)
    4995
    """
    if text.isdecimal():
        return int(text)
    if thousands and (said := _THOUSANDS.match(text)):
        thousands, text = 1000 * _UNITS.index(said[1]), text[said.end() :]
    number = _values().get(re.sub("[^א-ת]", "", text))
    if number is None:
        raise ValueError(f"{text!r} is no number")
    return number + thousands


@lru_cache(maxsize=1)
def _values() -> dict[str, int]:
    return {_letters(number): number for number in range(1, 1000)}
