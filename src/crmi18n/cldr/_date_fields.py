"""Patterns of dates and times, compiled: each field is a table, and what it is asked for.

Source: ``data/dates.pack`` (CLDR 48.2); UTS #35 part 4, section 8.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache, partial
from itertools import takewhile
from operator import attrgetter, methodcaller
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from crmi18n.cldr._calendars import calendar_of, date_data
from crmi18n.cldr._clock import day_periods
from crmi18n.cldr._date_patterns import Field, Pattern, letters_of
from crmi18n.cldr._packs import Record
from crmi18n.cldr._symbols import symbols
from crmi18n.cldr._tables import table
from crmi18n.cldr.tag import LocaleTag
from crmi18n.cldr.territory import territory_of

if TYPE_CHECKING:
    from crmi18n.cldr.calendars import Calendar

__all__ = [
    "WEEKDAYS",
    "ZONES",
    "Moment",
    "Writer",
    "compile_fields",
    "compile_pattern",
    "names_of",
    "week_rules",
]

Moment = date | time | datetime
Writer = Callable[[Any], str]
_Get = Callable[[Any], Any]
_Table = Mapping[Any, str] | Sequence[str]

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ZONES: Final = "zvVOXxZ"
_WIDTHS: Final = {4: "wide", 5: "narrow", 6: "short"}  # all other counts: abbreviated
_JULIAN: Final = 1_721_425  # the Julian day number of the proleptic day 0
_NOON: Final = 12
_WORLD: Final = "001"


class _Texts(dict[Any, str]):
    """What a field writes for each value, made when it is first asked for."""

    def __init__(self, write: Callable[[Any], str]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, key: Any) -> str:
        text = self[key] = self._write(key)
        return text


class _Piece(NamedTuple):
    """A field: what it looks at, and the text for each such value.

    ``name`` is the attribute, where it looks at one.
    """

    get: _Get
    texts: _Table
    name: str = ""


def compile_pattern(
    tag: LocaleTag, pattern: Pattern, zone: str = "", *, by_length: bool = False
) -> Writer:
    """Return what writes a moment in a pattern; ``zone`` is written for all names of zones.

    The pattern of a length may have days and years in other digits than that of a skeleton.
    """
    write = compile_fields(tag, pattern, zone, by_length=by_length)
    calendar = calendar_of(tag)
    if calendar is None:
        return write
    shown = calendar.moment
    return lambda moment: write(shown(moment))


def compile_fields(
    tag: LocaleTag, pattern: Pattern, zone: str = "", *, by_length: bool = False
) -> Writer:
    """Return the same for moments that are of the tag's calendar already."""
    literals, pieces = [""], []
    fields = _Fields(tag, pattern, by_length=by_length)
    for part in pattern:
        found = fields.piece(part, zone) if isinstance(part, Field) else part
        if isinstance(found, str):
            literals[-1] += found
        else:
            pieces.append(found)
            literals.append("")
    return _writer(literals, pieces)


def _writer(literals: list[str], pieces: list[_Piece]) -> Writer:
    """Return what writes pieces between texts, a few at a time."""
    if not pieces:
        return lambda _: literals[0]
    if len(pieces) == 1:
        (before, after), (get, texts, _) = literals, pieces[0]
        return lambda moment: f"{before}{texts[get(moment)]}{after}"
    leading = sum(1 for _ in takewhile(lambda piece: piece.name, pieces))
    if leading == len(pieces) in _OF_ATTRIBUTES:
        get = attrgetter(*(piece.name for piece in pieces))
        return _OF_ATTRIBUTES[leading](get, [piece.texts for piece in pieces], literals)
    cut = min(leading, 4) or 1
    left = _writer([*literals[:cut], ""], pieces[:cut])
    right = _writer(literals[cut:], pieces[cut:])
    return lambda moment: left(moment) + right(moment)


# The same for fields that are attributes: all of them are asked for at once, which is faster.


def _two(get: _Get, tables: Sequence[_Table], literals: Sequence[str]) -> Writer:
    (a, b), (p, q, r) = tables, literals

    def write(moment: Moment) -> str:
        u, v = get(moment)
        return f"{p}{a[u]}{q}{b[v]}{r}"

    return write


def _three(get: _Get, tables: Sequence[_Table], literals: Sequence[str]) -> Writer:
    (a, b, c), (p, q, r, s) = tables, literals

    def write(moment: Moment) -> str:
        u, v, w = get(moment)
        return f"{p}{a[u]}{q}{b[v]}{r}{c[w]}{s}"

    return write


def _four(get: _Get, tables: Sequence[_Table], literals: Sequence[str]) -> Writer:
    (a, b, c, d), (p, q, r, s, t) = tables, literals

    def write(moment: Moment) -> str:
        u, v, w, x = get(moment)
        return f"{p}{a[u]}{q}{b[v]}{r}{c[w]}{s}{d[x]}{t}"

    return write


def _six(get: _Get, tables: Sequence[_Table], literals: Sequence[str]) -> Writer:
    (a, b, c, d, e, f), (k, m, n, p, q, r, s) = tables, literals

    def write(moment: Moment) -> str:
        u, v, w, x, y, z = get(moment)
        return f"{k}{a[u]}{m}{b[v]}{n}{c[w]}{p}{d[x]}{q}{e[y]}{r}{f[z]}{s}"

    return write


_OF_ATTRIBUTES: Final = {2: _two, 3: _three, 4: _four, 6: _six}


class _Fields:
    """The fields of a pattern, as a locale writes them."""

    def __init__(self, tag: LocaleTag, pattern: Pattern, *, by_length: bool) -> None:
        self._tag = tag
        self._calendar = calendar_of(tag)
        self._names = date_data(tag)
        self._digits = str.maketrans("0123456789", symbols(tag).digits)
        self._letters = letters_of(pattern)
        self._has_numerals = by_length and self._names.get("has letters for numbers", False)
        self._literals = "".join(part for part in pattern if isinstance(part, str))

    def piece(self, field: Field, zone: str) -> _Piece | str:
        letter, count = field
        if letter in ZONES:
            return zone
        if letter == "G":
            return self._era(self._names["eras"][{4: 1, 5: 2}.get(count, 0)])
        if letter in "ML" and count > 2:
            name = "month" if self._calendar is None else "named_month"
            return self._named("months", field, name, attrgetter(name), -1)
        if letter in "Qq" and count > 2:
            return self._named("quarters", field, "", _quarter, -1)
        if letter in "Ec" or (letter == "e" and count > 2):
            if letter == "c" and count < 3:
                return self._number(self._numbers().local_weekday, count)
            get = date.weekday if self._calendar is None else methodcaller("weekday")
            return self._named("days", field, "", get, 0)
        if letter in "abB":
            return self._period(field)
        if letter in "dy" and self._has_numerals:
            return self._numeral(letter)
        if letter == "S":
            return _Piece(attrgetter("microsecond"), _Texts(partial(self._fraction, count)))
        if letter == "y" and count == 2:
            return _Piece(_YEAR, _Texts(lambda year: self._text(year % 100, 2)), "year")
        if letter in _ATTRIBUTES:
            return self._attribute(_ATTRIBUTES[letter], count, _CHANGED.get(letter))
        return self._number(self._numbers().of(letter), count)

    def _numbers(self) -> _Numbers:
        return _Numbers(self._tag, self._calendar)

    def _era(self, names: str | Mapping[str, str]) -> _Piece | str:
        if isinstance(names, str):  # the one of all days
            return names
        return _Piece(attrgetter("era"), _Texts(lambda era: names.get(str(era), "")), "era")

    def _numeral(self, letter: str) -> _Piece:
        from crmi18n.cldr._hebrew_numerals import day_numeral, year_numeral  # for few

        if letter == "d":
            return _Piece(attrgetter("day"), _Texts(day_numeral), "day")
        return _Piece(attrgetter("year"), _Texts(year_numeral), "year")

    def _attribute(self, name: str, count: int, change: Callable[[int], int] | None) -> _Piece:
        texts: _Table
        if name == "year":
            texts = _Texts(partial(self._year, count))
        else:
            texts = _sixty(symbols(self._tag).digits, count)
            texts = tuple(texts[change(n)] for n in range(32)) if change else texts
        return _Piece(attrgetter(name), texts, name)

    def _number(self, get: Callable[[Any], int], count: int) -> _Piece:
        return _Piece(get, _Texts(lambda number: self._text(number, count)))

    def _text(self, number: int, count: int) -> str:
        return f"{number:0{count}}".translate(self._digits)

    def _year(self, count: int, year: int) -> str:
        first = self._names.get("first year", "")
        return first if first and year == 1 and "年" in self._literals else self._text(year, count)

    def _fraction(self, count: int, microsecond: int) -> str:
        return f"{microsecond:06}".ljust(count, "0")[:count].translate(self._digits)

    def _named(
        self, kind: str, field: Field, name: str, get: Callable[[Any], int], first: int
    ) -> _Piece:
        rows = names_of(self._names[kind], alone=field.letter in "Lcq")
        row = rows[_WIDTHS.get(field.size, "abbreviated")]
        return _Piece(get, ("",) * -first + (*row, ""), name)

    def _period(self, field: Field) -> _Piece:
        """Return the part of the day: a is AM or PM, b knows noon, B the parts of its language.

        Only what is written counts: without minutes every time from 12 to 13 is noon.
        """
        names = self._names["periods"][_WIDTHS.get(field.size, "abbreviated")]
        halves = [str(names["pm" if hour >= _NOON else "am"]) for hour in range(24)]
        if field.letter == "a":
            return _Piece(_HOUR, halves, "hour")
        hours, exact = day_periods(self._tag)
        if field.letter == "b":
            hours = ()
            exact = tuple("noon" if hour == _NOON else "" for hour in range(24))

        def text(key: tuple[int, bool]) -> str:
            hour, is_exact = key
            at = exact[hour] if exact and is_exact else ""
            return str(
                names.get(at) or (names.get(hours[hour]) if hours else None) or halves[hour]
            )

        minute, second = "m" in self._letters, "s" in self._letters

        def key(moment: time) -> tuple[int, bool]:
            passed = (minute and moment.minute) or (second and moment.second)
            return moment.hour, not passed

        return _Piece(key, _Texts(text))


@lru_cache(maxsize=256)
def _sixty(digits: str, count: int) -> tuple[str, ...]:
    """Return the numbers from 0 to 59 as a field writes them."""
    table = str.maketrans("0123456789", digits)
    return tuple(f"{number:0{count}}".translate(table) for number in range(60))


_HOUR: Final = attrgetter("hour")
_YEAR: Final = attrgetter("year")
_ATTRIBUTES: Final = {
    **dict.fromkeys("yur", "year"),
    **dict.fromkeys("ML", "month"),
    **dict.fromkeys("HhKk", "hour"),
    "d": "day",
    "F": "day",
    "m": "minute",
    "s": "second",
}
_CHANGED: Final[Mapping[str, Callable[[int], int]]] = {
    "h": lambda hour: hour % 12 or 12,
    "K": lambda hour: hour % 12,
    "k": lambda hour: hour or 24,
    "F": lambda day: (day - 1) // 7 + 1,
}


def _quarter(day: date) -> int:
    return (day.month - 1) // 3 + 1


class _Numbers:
    """Numbers that depend on the week of a territory, or have to be computed."""

    def __init__(self, tag: LocaleTag, calendar: Calendar | None) -> None:
        self._first, self._least = week_rules(tag)
        self._calendar = calendar

    def of(self, letter: str) -> Callable[[Any], int]:
        """Return what computes the number of a letter."""
        found: Mapping[str, Callable[[Any], int]] = {
            "Y": lambda day: self._week(day)[0],
            "w": lambda day: self._week(day)[1],
            "W": self._week_of_month,
            "e": self.local_weekday,
            "D": lambda day: self._passed(day)[1] + 1,
            "Q": _quarter,
            "q": _quarter,
            "g": lambda day: int(day.toordinal()) + _JULIAN,
            "A": lambda t: (
                ((t.hour * 60 + t.minute) * 60 + t.second) * 1000 + t.microsecond // 1000
            ),
        }
        return found[letter]

    def local_weekday(self, day: date) -> int:
        return (day.weekday() - self._first) % 7 + 1

    def _week(self, day: date) -> tuple[int, int]:
        """Return week-year and week: the first week has so many days of the year at least."""
        year, passed = self._passed(day)
        week = self._number(day, passed)
        if week == 0:
            return year - 1, self._number(day, passed + self._length(year - 1))
        # The last days of a year may be of the first week of the next.
        if week >= 48 and self._number(day, passed - self._length(year)) == 1:
            return year + 1, 1
        return year, week

    def _passed(self, day: Any) -> tuple[int, int]:
        """Return the year, and the days of it that have passed."""
        if self._calendar is None:
            return day.year, day.timetuple().tm_yday - 1
        return day.extended, day.ordinal - self._calendar.start(day.extended)

    def _length(self, year: int) -> int:
        if self._calendar is None:
            return _length(year)
        return self._calendar.start(year + 1) - self._calendar.start(year)

    def _week_of_month(self, day: date) -> int:
        return self._number(day, day.day - 1)

    def _number(self, day: date, passed: int) -> int:
        """Return the number of the week, ``passed`` days after the first of its period."""
        start = (day.weekday() - self._first - passed) % 7  # of the week, days before the first
        return (passed + start) // 7 + (1 if 7 - start >= self._least else 0)


def _length(year: int) -> int:
    return 366 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 365


def week_rules(tag: LocaleTag) -> tuple[int, int]:
    """Return the first day of the week (0 is Monday) and the days that make a first week.

    The keys ``-u-fw-`` and ``-u-rg-`` are obeyed.

    >>> week_rules(LocaleTag.parse("en-US")), week_rules(LocaleTag.parse("en-US-u-fw-mon"))
    ((6, 1), (0, 1))
    """
    rows, region = table("territories")["week"], territory_of(tag)
    first, least = (rows[key].get(region, rows[key][_WORLD]) for key in ("firstDay", "minDays"))
    asked = tag.keywords.get("fw", "")
    return WEEKDAYS.index(asked if asked in WEEKDAYS else first), int(least)


def names_of(kind: Record, *, alone: bool = False) -> Mapping[str, list[str]]:
    """Return width to names, within a date or by themselves."""
    return {**kind, **kind["alone"]} if alone else kind
