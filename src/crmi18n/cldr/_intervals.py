"""Intervals: what two moments share is written once, if the locale does so.

Source: ``data/intervals.pack`` (CLDR 48.2); UTS #35 part 4, section 2.6.3 (interval formats),
with the widths and fallbacks that ICU takes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any, Final, NamedTuple

from crmi18n.cldr._calendars import calendar_of, date_data, interval_data
from crmi18n.cldr._date_fields import Writer, compile_fields
from crmi18n.cldr._date_patterns import (
    Field,
    Pattern,
    filled,
    letters_of,
    pattern_of,
    texts_around,
)
from crmi18n.cldr._packs import Record
from crmi18n.cldr._skeletons import DATE_LETTERS, best_pattern, fields_of, resolved_hours
from crmi18n.cldr.tag import LocaleTag

__all__ = ["Joiner", "compile_interval"]

Joiner = Callable[[Any, Any], str]

# The differences that count, the greatest first, as CLDR's letters; and how fine a letter is.
_CLOCK: Final = "ahms"
_LEVELS: Final = {
    "G": 5,
    **dict.fromkeys("yYur", 10),
    **dict.fromkeys("MLQqwD", 20),
    **dict.fromkeys("dEecFW", 30),
    **dict.fromkeys("aA", 40),
    **dict.fromkeys("hHkK", 50),
    "m": 60,
    "s": 70,
    "S": 80,
}
_OTHERS: Final = str.maketrans("zkK", "vHh", "ab")  # CLDR has intervals for these alone
_OTHER_FIELD, _NAME_FOR_NUMBER = 0x1000, 0x100


class _Best(NamedTuple):
    """The nearest skeleton of a locale's intervals, and whether it has the same fields."""

    skeleton: str
    fits: bool
    renamed: bool
    exact: bool


def compile_interval(
    tag: LocaleTag, skeleton: str, zone: str = "", *, single: Pattern | None = None
) -> Joiner:
    """Return what writes two moments as an interval, in the fields of a skeleton.

    ``single`` is the pattern of moments that do not differ; else it is that of the skeleton.
    """
    return _Interval(tag, resolved_hours(tag, skeleton), zone).compiled(single)


class _Interval:
    def __init__(self, tag: LocaleTag, skeleton: str, zone: str) -> None:
        self._tag, self._skeleton, self._zone = tag, skeleton, zone
        self._calendar = calendar_of(tag)
        self._patterns: Record = interval_data(tag)
        fields = fields_of(skeleton)
        self._date = "".join(f.letter * f.size for f in fields if f.letter in DATE_LETTERS)
        self._time = "".join(f.letter * f.size for f in fields if f.letter not in DATE_LETTERS)
        # The pattern of each difference; or, under "whole", what both moments are written in.
        self._found: dict[str, Pattern] = {}
        self._whole: dict[str, Pattern] = {}

    def compiled(self, one: Pattern | None) -> Joiner:
        """Return the function."""
        best = self._best(_normal(self._time or self._date))
        day = best_pattern(self._tag, self._date) if self._date else ()
        clock = best_pattern(self._tag, self._time) if self._time else ()
        if best and best.fits:
            self._look_up(best)
        if self._time and not self._date:
            for letter in "dMy":
                self._whole[letter] = best_pattern(self._tag, "yMd" + self._time)
            if self._calendar:
                self._whole["G"] = best_pattern(self._tag, "GyMd" + self._time)
        elif self._time and best and best.fits:
            self._add_days(day)
        pattern = best_pattern(self._tag, self._skeleton)
        single = self._writer(one or pattern)
        joined = self._fallback(pattern)
        writers = {letter: self._pair(found) for letter, found in self._found.items()}
        writers |= {letter: self._fallback(found) for letter, found in self._whole.items()}
        finest = max((_LEVELS.get(letter, 0) for letter in letters_of(pattern)), default=0)
        on_one_day = self._time_range(day, clock) if day and clock and best else joined

        difference = _difference if self._time else _difference_of_days
        if self._calendar:
            difference = _difference_in_calendar

        def write(start: Any, end: Any) -> str:
            letter = difference(start, end)
            if joiner := writers.get(letter):
                return joiner(start, end)
            if not letter or finest < _LEVELS[letter]:
                return single(start)
            return (on_one_day if letter in _CLOCK or letter == "S" else joined)(start, end)

        if self._calendar is None:
            return write
        shown = self._calendar.moment
        return lambda start, end: write(shown(start), shown(end))

    def _writer(self, pattern: Pattern) -> Writer:
        return compile_fields(self._tag, pattern, self._zone)

    def _pair(self, pattern: Pattern) -> Joiner:
        """Return what writes an interval pattern: the end begins where a field stands again."""
        seen: set[str] = set()
        middle = len(pattern)
        for place, part in enumerate(pattern):
            if isinstance(part, Field):
                if part.letter in seen:
                    middle = place
                    break
                seen.add(part.letter)
        first, second = self._writer(pattern[:middle]), self._writer(pattern[middle:])
        return lambda start, end: first(start) + second(end)

    def _fallback(self, pattern: Pattern) -> Joiner:
        """Return what writes both moments in full."""
        write = self._writer(pattern)
        (before, between, after), is_end_first = texts_around(self._patterns[""], quoted=False)
        if is_end_first:
            return lambda start, end: f"{before}{write(end)}{between}{write(start)}{after}"
        return lambda start, end: f"{before}{write(start)}{between}{write(end)}{after}"

    def _time_range(self, day: Pattern, clock: Pattern) -> Joiner:
        """Return what writes the day once, and the times as an interval."""
        date_of, times = self._writer(day), self._fallback(clock)
        glue = date_data(self._tag)["plain_glue"]["medium"]
        (before, between, after), is_day_first = texts_around(glue, quoted=True)
        if is_day_first:
            return lambda start, end: (
                f"{before}{date_of(start)}{between}{times(start, end)}{after}"
            )
        return lambda start, end: f"{before}{times(start, end)}{between}{date_of(start)}{after}"

    def _look_up(self, best: _Best) -> None:
        """Find the patterns of the differences that a skeleton can show."""
        wanted = _normal(self._time or self._date)
        if self._time:
            for letter in "mha":
                self._take(letter, wanted, best)
            return
        for letter in "dMyG" if self._calendar else "dMy":
            if self._take(letter, wanted, best) or _level(best.skeleton) < _LEVELS[letter]:
                continue
            longer = letter + wanted
            further = self._further(letter, best)
            if further and self._take(letter, longer, further) and letter == "M":
                wanted, best = longer, further

    def _further(self, letter: str, best: _Best) -> _Best | None:
        """Return the skeleton with one field more, in which a greater difference shows."""
        longer = letter + best.skeleton
        if longer in self._patterns:
            return best._replace(skeleton=longer)
        return self._best(longer) if best.exact else None

    def _take(self, letter: str, wanted: str, best: _Best) -> bool:
        forms = self._patterns.get(best.skeleton, {})
        texts = {"h": "hH", "a": "Ba"}.get(letter, letter)
        text = next((forms[key] for key in texts if key in forms), None)
        if text is None and letter == "a":  # a clock of 24 hours has no halves
            text = next((forms[key] for key in "hH" if key in forms), None)
        if text is None or not best.fits:
            return False
        pattern = pattern_of(text)
        self._found[letter] = pattern if best.exact else self._widened(pattern, wanted, best)
        return True

    def _widened(self, pattern: Pattern, wanted: str, best: _Best) -> Pattern:
        """Return a pattern with the fields as wide as they are wanted."""
        asked, given = Counter(wanted), Counter(best.skeleton)
        letters = dict(_renamed(self._skeleton)) if best.renamed else {}
        for letter in "ab":
            given.setdefault(letter, 1)
            asked.setdefault(letter, Counter(self._skeleton)[letter])

        def field(part: Field) -> Field:
            letter = "M" if part.letter == "L" else part.letter
            wide = given[letter] == part.size and asked[letter] > part.size
            return Field(
                letters.get(part.letter, part.letter), asked[letter] if wide else part.size
            )

        return tuple(field(part) if isinstance(part, Field) else part for part in pattern)

    def _add_days(self, day: Pattern) -> None:
        """Say the day before an interval of times, and for other days all that differs."""
        skeleton = self._skeleton
        for letter, aliases in (("d", "d"), ("M", "ML"), ("y", "yYur"), ("G", "G")):
            if (letter != "G" or self._calendar) and not set(aliases) & set(self._date):
                skeleton = letter + skeleton
                self._whole[letter] = best_pattern(self._tag, skeleton)
        glue = date_data(self._tag)["plain_glue"]["medium"]
        self._found = {
            letter: filled(glue, pattern, day) for letter, pattern in self._found.items()
        }

    def _best(self, wanted: str) -> _Best | None:
        asked = wanted.translate(_OTHERS)
        mine = Counter(asked)
        found, least, fits = None, 1 << 30, False
        for skeleton in sorted(self._patterns):
            if not skeleton:
                continue
            other = Counter(skeleton)
            distance = sum(_distance(k, mine[k], other[k]) for k in mine.keys() | other.keys())
            if distance < least:
                found, least, fits = skeleton, distance, mine.keys() == other.keys()
        if found is None:
            return None
        renamed = asked != wanted and fits
        return _Best(found, fits, renamed, least == 0 and not renamed)


def _renamed(skeleton: str) -> list[tuple[str, str]]:
    pairs = (("v", "z"), ("h", "K"), ("H", "k"), ("a", "b"))
    return [(old, new) for old, new in pairs if new in skeleton]


def _normal(skeleton: str) -> str:
    """Return a skeleton as intervals have it: a number in one width, names in their own."""
    found = []
    for letter, count in fields_of(skeleton):
        if letter in "dhHkKmv":
            found.append(letter)
        elif letter == "M":
            found.append(letter * (1 if count < 3 else min(count, 5)))
        elif letter == "E":
            found.append(letter * (1 if count <= 3 else min(count, 5)))
        elif letter == "z":
            found.append(letter)
        elif letter != "a":
            found.append(letter * count)
    return "".join(found)


def _distance(letter: str, mine: int, other: int) -> int:
    if mine == other:
        return 0
    if not mine or not other:
        return _OTHER_FIELD
    if letter == "M" and (mine <= 2) is not (other <= 2):
        return _NAME_FOR_NUMBER
    return abs(mine - other)


def _level(skeleton: str) -> int:
    return max((_LEVELS.get(letter, 0) for letter in skeleton), default=0)


def _difference(start: Any, end: Any) -> str:
    """Return the letter of the greatest difference, or nothing."""
    if isinstance(start, date) and (letter := _difference_of_days(start, end)):
        return letter
    return _difference_of_times(start, end)


def _difference_in_calendar(start: Any, end: Any) -> str:
    if start.era != end.era:
        return "G"
    return _difference_of_days(start, end) or _difference_of_times(start, end)


def _difference_of_times(start: Any, end: Any) -> str:
    if (start.hour < 12) is not (end.hour < 12):
        return "a"
    if start.hour != end.hour:
        return "h"
    if start.minute != end.minute:
        return "m"
    if start.second != end.second:
        return "s"
    return "S" if start.microsecond // 1000 != end.microsecond // 1000 else ""


def _difference_of_days(start: Any, end: Any) -> str:
    if start.year != end.year:
        return "y"
    if start.month != end.month:
        return "M"
    return "d" if start.day != end.day else ""
