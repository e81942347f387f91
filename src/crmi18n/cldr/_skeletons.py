"""From a skeleton (which fields, how wide) to the pattern that a locale writes them in.

Source: ``data/dates.pack`` (CLDR 48.2); UTS #35 part 4, section 2.6.2 (matching skeletons,
missing fields), with the distances that ICU takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from crmi18n.cldr._calendars import date_data
from crmi18n.cldr._clock import allowed_hours, hour_letter
from crmi18n.cldr._date_patterns import Field, Pattern, filled, pattern_of
from crmi18n.cldr._symbols import symbols
from crmi18n.cldr.tag import LocaleTag

__all__ = ["DATE_LETTERS", "TIME_LETTERS", "best_pattern", "fields_of", "resolved_hours"]

# The kinds of fields, in the order that patterns are searched in; appendItems names them.
_KINDS: Final = (
    *("Era", "Year", "Quarter", "Month", "Week", "Week-Of-Month", "Day-Of-Week", "Day-Of-Year"),
    *("Day-Of-Week-In-Month", "Day", "Day-Period", "Hour", "Minute", "Second", "Fraction"),
    "Timezone",
)
_ERA, _YEAR, _MONTH, _WEEKDAY = 0, 1, 3, 6
_PERIOD, _HOUR, _MINUTE, _SECOND, _FRACTION = 10, 11, 12, 13, 14
_DATE: Final = range(_PERIOD)
_TIME: Final = range(_PERIOD, len(_KINDS))

# Distances between widths: numbers are far from names, names near each other.
_NUMERIC, _STEP = 0x100, 0x10
_NARROW, _SHORTER, _SHORT, _LONG = -0x101, -0x102, -0x103, -0x104
_EXTRA_FIELD, _MISSING_FIELD = 0x10000, 0x1000


class _Row(NamedTuple):
    """A letter, from a size on: its kind of field, and where it lies among its likes."""

    letter: str
    kind: int
    place: int
    least: int


def _named(letter: str, kind: int, step: int, *, first: int = 1) -> list[_Row]:
    return [
        _Row(letter, kind, _SHORT + step, first),
        _Row(letter, kind, _LONG + step, 4),
        _Row(letter, kind, _NARROW + step, 5),
    ]


def _number(letter: str, kind: int, step: int = 0) -> _Row:
    return _Row(letter, kind, _NUMERIC + step * _STEP, 1)


_TABLE: Final = (
    *_named("G", _ERA, 0),
    *(_number(letter, _YEAR, step) for step, letter in enumerate("yYur")),
    *(_number("Q", 2), *_named("Q", 2, 0, first=3)),
    *(_number("q", 2, 1), *_named("q", 2, -_STEP, first=3)),
    *(_number("M", _MONTH), *_named("M", _MONTH, 0, first=3)),
    *(_number("L", _MONTH, 1), *_named("L", _MONTH, -_STEP, first=3)),
    _number("w", 4),
    _number("W", 5),
    *(*_named("E", _WEEKDAY, 0), _Row("E", _WEEKDAY, _SHORTER, 6)),
    *(_number("c", _WEEKDAY, 2), *_named("c", _WEEKDAY, -2 * _STEP, first=3)),
    _Row("c", _WEEKDAY, _SHORTER - 2 * _STEP, 6),
    *(_number("e", _WEEKDAY, 1), *_named("e", _WEEKDAY, -_STEP, first=3)),
    _Row("e", _WEEKDAY, _SHORTER - _STEP, 6),
    *(_number("d", 9), _number("g", 9, 1), _number("D", 7), _number("F", 8)),
    *_named("a", _PERIOD, 0),
    *_named("b", _PERIOD, -_STEP),
    *_named("B", _PERIOD, -3 * _STEP),
    *(_number("H", _HOUR, 10), _number("k", _HOUR, 11)),
    *(_number("h", _HOUR), _number("K", _HOUR, 1)),
    *(_number("m", _MINUTE), _number("s", _SECOND), _number("A", _SECOND, 1)),
    _number("S", _FRACTION),
    *(_Row("v", 15, _SHORT - 2 * _STEP, 1), _Row("v", 15, _LONG - 2 * _STEP, 4)),
    *(_Row("z", 15, _SHORT, 1), _Row("z", 15, _LONG, 4)),
    *(_Row("Z", 15, _NARROW - _STEP, 1), _Row("Z", 15, _LONG - _STEP, 4)),
    _Row("Z", 15, _SHORT - _STEP, 5),
    *(_Row("O", 15, _SHORT - _STEP, 1), _Row("O", 15, _LONG - _STEP, 4)),
    *(_Row("V", 15, _SHORT - _STEP, 1), _Row("V", 15, _LONG - _STEP, 2)),
    *(_Row("V", 15, _LONG - _STEP - 1, 3), _Row("V", 15, _LONG - _STEP - 2, 4)),
    *(_Row("X", 15, _NARROW - _STEP, 1), _Row("x", 15, _NARROW - _STEP, 1)),
)
_ROWS: Final[Mapping[str, tuple[_Row, ...]]] = {
    letter: tuple(row for row in _TABLE if row.letter == letter)
    for letter in {row.letter for row in _TABLE}
}
DATE_LETTERS: Final = frozenset(row.letter for row in _TABLE if row.kind in _DATE)
TIME_LETTERS: Final = frozenset(row.letter for row in _TABLE if row.kind in _TIME)

_CANONICAL: Final = "GyQMwWEdDFaHmsSv"  # a pattern of one letter each, where CLDR has no better


class _Skeleton(NamedTuple):
    """Fields by kind, and the place of each kind (0 where there is none)."""

    fields: Mapping[int, Field]
    places: tuple[int, ...]
    base: tuple[tuple[str, int], ...]


class _Entry(NamedTuple):
    """A pattern of a locale, and the skeleton it is found by; ``given`` if CLDR says that."""

    skeleton: _Skeleton
    pattern: Pattern
    given: bool


class _Match(NamedTuple):
    entry: _Entry
    missing: frozenset[int]
    exact: bool


def fields_of(skeleton: str) -> tuple[Field, ...]:
    """Return the fields of a skeleton."""
    return tuple(part for part in pattern_of(skeleton) if isinstance(part, Field))


def _row(field: Field) -> _Row | None:
    rows = [row for row in _ROWS.get(field.letter, ()) if row.least <= field.size]
    return rows[-1] if rows else None


@lru_cache(maxsize=4096)
def _skeleton(fields: tuple[Field, ...]) -> _Skeleton:
    found: dict[int, Field] = {}
    places = [0] * len(_KINDS)
    base: dict[int, tuple[str, int]] = {}

    def put(field: Field) -> None:
        if row := _row(field):
            found[row.kind] = field
            places[row.kind] = row.place + (field.size if row.place > 0 else 0)
            base[row.kind] = row.letter, row.least

    for field in fields:
        put(field)
    if _MINUTE in found and _FRACTION in found and _SECOND not in found:
        put(Field("s", 1))
    implied = False
    if hour := found.get(_HOUR):
        if hour.letter in "Hk":
            found.pop(_PERIOD, None)
            base.pop(_PERIOD, None)
            places[_PERIOD] = 0
        elif _PERIOD not in found:
            put(Field("a", 1))
            implied = True
    if implied:
        del base[_PERIOD]
    return _Skeleton(
        MappingProxyType(found), tuple(places), tuple(base[kind] for kind in sorted(base))
    )


def best_pattern(
    tag: LocaleTag, skeleton: str, *, by_length: bool = True, glue: str = "glue"
) -> Pattern:
    """Return the pattern of a locale for a skeleton of known letters, ``j``, ``J`` and ``C``.

    ``by_length`` takes the patterns of the four lengths into account, too. ``glue`` names the
    patterns that put a time beside a date.

    >>> best_pattern(LocaleTag.parse("de"), "yMd")
    (Field(letter='d', size=1), '.', Field(letter='M', size=1), '.', Field(letter='y', size=1))
    """
    return _Generator.of(tag, by_length).best(skeleton, glue)


def resolved_hours(tag: LocaleTag, skeleton: str) -> str:
    """Return a skeleton with the reader's own hours in place of ``j``, ``J`` and ``C``.

    >>> resolved_hours(LocaleTag.parse("en"), "jm"), resolved_hours(LocaleTag.parse("de"), "jm")
    ('ahm', 'Hm')
    """
    found = []
    for letter, count in fields_of(skeleton):
        if letter in "jC":
            hour, period = hour_letter(tag), "a"
            if letter == "C":
                form = allowed_hours(tag)
                hour, period = form[0], form[1:] or "a"
            widths = 1 if count < 3 else 3 + (count - 1) // 2
            period = "" if hour in "Hk" else period * widths
            found.append(period + hour * (2 - count % 2))
        else:
            found.append(("H" if letter == "J" else letter) * count)
    return "".join(found)


class _Generator:
    """The patterns of a locale."""

    def __init__(self, tag: LocaleTag, by_length: bool) -> None:
        self._tag = tag
        self._hour = hour_letter(tag)
        self._data = date_data(tag)
        self._entries: list[_Entry] = []
        for letter in _CANONICAL:
            self._add(letter, None)
        for width in ("full", "long", "medium", "short") if by_length else ():
            self._add(self._data["date"][width], None)
            self._add(self._data["time"][width], None)
        for skeleton, pattern in sorted(self._data["available"].items()):
            self._add(pattern, skeleton)
        # The order that decides between equals is that of the first letter, capitals first.
        self._entries.sort(
            key=lambda entry: entry.skeleton.base[0][0] if entry.skeleton.base else ""
        )

    @staticmethod
    @lru_cache(maxsize=512)
    def of(tag: LocaleTag, by_length: bool) -> _Generator:
        return _Generator(tag, by_length)

    def _add(self, text: str, skeleton: str | None) -> None:
        pattern, given = pattern_of(text), skeleton is not None
        found = _skeleton(fields_of(text if skeleton is None else skeleton))
        entry = _Entry(found, pattern, given)
        for number, old in enumerate(self._entries):
            if not given and not old.given and old.skeleton.base == found.base:
                return
            if old.skeleton.fields == found.fields:
                if given and not old.given:
                    self._entries[number] = entry
                return
        for number, old in enumerate(self._entries):
            if old.skeleton.base == found.base and old.skeleton.places == found.places:
                self._entries[number] = entry
                return
        self._entries.append(entry)

    def best(self, skeleton: str, glue: str) -> Pattern:
        """Return the pattern of a skeleton."""
        capital = "J" in skeleton
        wanted = _skeleton(fields_of(resolved_hours(self._tag, skeleton)))
        match = self._match(wanted, frozenset(range(len(_KINDS))))
        if match.exact:
            return self._adjusted(match.entry.pattern, match.entry, wanted, capital)
        kinds = frozenset(wanted.fields)
        day = self._appended(wanted, kinds & {*_DATE}, capital)
        clock = self._appended(wanted, kinds & {*_TIME}, capital)
        if not day or not clock:
            return day or clock
        return filled(self._data[glue][_glue_width(wanted)], clock, day)

    def _match(self, wanted: _Skeleton, kinds: frozenset[int]) -> _Match:
        best, best_distance, best_missing = None, 1 << 30, -1
        asked = [place if kind in kinds else 0 for kind, place in enumerate(wanted.places)]
        for entry in self._entries:
            distance, missing, extra = 0, 0, False
            for kind, (mine, other) in enumerate(zip(asked, entry.skeleton.places, strict=True)):
                if mine == other:
                    continue
                if mine == 0:
                    distance += _EXTRA_FIELD
                    extra = True
                elif other == 0:
                    distance += _MISSING_FIELD
                    missing |= 1 << kind
                else:
                    distance += abs(mine - other)
            if distance < best_distance or (distance == best_distance and best_missing < missing):
                best, best_distance, best_missing = entry, distance, missing
                exact = not missing and not extra
                if distance == 0:
                    break
        if best is None:
            raise ValueError("a locale without patterns")
        lacking = frozenset(kind for kind in range(len(_KINDS)) if best_missing >> kind & 1)
        return _Match(best, lacking, exact)

    def _appended(self, wanted: _Skeleton, kinds: frozenset[int], capital: bool) -> Pattern:
        """Return the best pattern for some kinds of fields; what it lacks is appended."""
        if not kinds:
            return ()
        match = self._match(wanted, kinds)
        found = self._adjusted(match.entry.pattern, match.entry, wanted, capital)
        missing = match.missing
        while missing:
            if missing & {_SECOND, _FRACTION} == {_FRACTION} and _SECOND in kinds:
                found = self._with_fraction(found, wanted.fields[_FRACTION])
                missing -= {_FRACTION}
                continue
            match = self._match(wanted, missing)
            new = missing - match.missing
            item = self._data["append"].get(_KINDS[max(new)]) if new else None
            if item is None:
                letters = "".join(wanted.fields[kind].letter for kind in sorted(new or missing))
                raise ValueError(f"CLDR has no pattern that joins {letters!r} to other fields")
            template, name = item
            piece = self._adjusted(match.entry.pattern, match.entry, wanted, capital)
            found = filled(template, found, piece, (name,))
            missing = match.missing
        return found

    def _with_fraction(self, pattern: Pattern, fraction: Field) -> Pattern:
        found: list[str | Field] = []
        for part in pattern:
            found.append(part)
            if isinstance(part, Field) and part.letter == "s":
                found += [symbols(self._tag).decimal, fraction]
        return tuple(found)

    def _adjusted(
        self, pattern: Pattern, entry: _Entry, wanted: _Skeleton, capital: bool
    ) -> Pattern:
        return tuple(
            self._field(part, entry, wanted, capital) if isinstance(part, Field) else part
            for part in pattern
        )

    def _field(self, field: Field, entry: _Entry, wanted: _Skeleton, capital: bool) -> Field:
        """Return a field of a pattern in the width that is wanted, and its letter, if it may."""
        row = _row(field)
        asked = wanted.fields.get(row.kind) if row else None
        if row is None or asked is None:
            return field
        count = asked.size
        if row.kind in (_HOUR, _MINUTE, _SECOND):
            count = field.size
        elif entry.given and asked.letter not in "ce":
            own = entry.skeleton.fields.get(row.kind)
            is_number, is_asked = row.place > 0, wanted.places[row.kind] > 0
            if (own and own.size == count) or is_number is not is_asked:
                count = field.size
        letter = field.letter
        if row.kind not in (_HOUR, _MONTH, _WEEKDAY) and (
            row.kind != _YEAR or asked.letter == "Y"
        ):
            letter = asked.letter
        if row.kind == _HOUR:
            letter = self._hour_letter(letter, asked.letter, capital)
        return Field(letter, count)

    def _hour_letter(self, letter: str, asked: str, capital: bool) -> str:
        mine = self._hour
        if capital or asked == mine or asked + mine in ("hK", "Hk", "kH", "Kh"):
            return mine
        return letter


def _glue_width(wanted: _Skeleton) -> str:
    month = wanted.fields.get(_MONTH)
    if month is None or month.size not in (3, 4):
        return "short"
    if month.size == 3:
        return "medium"
    return "full" if _WEEKDAY in wanted.fields else "long"
