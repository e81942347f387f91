"""Dates, times, intervals and relative times as a reader writes them, in his calendar.

They are those of ICU 78 (CLDR 48.2, ``data``). Each ``format_...`` takes a function that is
compiled once for a locale and its options; the ``..._formatter`` of the same name returns that
function, for those who format a whole column.

A tag's keys ``-u-nu-`` (digits), ``-u-hc-`` (hours), ``-u-fw-`` (first day of the week) and
``-u-rg-`` (whose habits) are obeyed, and ``-u-ca-``, the calendar. Without it a locale has the
calendar that its territory prefers: Thailand the Buddhist, Iran and Afghanistan the Persian, all
others the Gregorian; ``th-u-ca-gregory`` has the years of the common era. Zones are not converted
here; where a pattern names the zone, the caller's text stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, Literal, TypeVar, get_args

from crmi18n.cldr._calendars import date_data, in_gregorian
from crmi18n.cldr._clock import HOUR_CYCLES
from crmi18n.cldr._date_fields import ZONES, compile_pattern
from crmi18n.cldr._date_patterns import (
    Pattern,
    filled,
    pattern_of,
    skeleton_of,
)
from crmi18n.cldr._intervals import Joiner, compile_interval
from crmi18n.cldr._packs import locale_name
from crmi18n.cldr._relative import RelativeUnit, RelativeWidth, compile_relative
from crmi18n.cldr._skeletons import DATE_LETTERS, TIME_LETTERS, best_pattern
from crmi18n.cldr.format import number_formatter
from crmi18n.cldr.subtags import canonicalize
from crmi18n.cldr.tag import LocaleLike, LocaleTag
from crmi18n.cldr.territory import other_region, territory_of

__all__ = [
    "DateWidth",
    "Glue",
    "RelativeUnit",
    "RelativeWidth",
    "date_formatter",
    "datetime_formatter",
    "format_date",
    "format_datetime",
    "format_interval",
    "format_relative",
    "format_time",
    "interval_formatter",
    "relative_formatter",
    "time_formatter",
]

DateWidth = Literal["full", "long", "medium", "short"]
Glue = Literal["atTime", "standard"]
_M = TypeVar("_M", date, time, datetime)

_RUN: Final = re.compile(r"([A-Za-z])\1*")
_LONGEST: Final = 60  # letters of a skeleton; more than all fields in their widest form
_GLUES: Final = {"atTime": "glue", "standard": "plain_glue"}
_CLOCKS: Final = {"full": "jmmsszzzz", "long": "jmmssz", "medium": "jmmss", "short": "jmm"}


def format_date(
    value: date, *, locale: LocaleLike, width: DateWidth = "medium", skeleton: str | None = None
) -> str:
    """Format a day, in the calendar of the locale.

    That is the Gregorian but for Thailand (Buddhist), Iran and Afghanistan (Persian), if the tag
    does not say another: ``-u-ca-`` with ``gregory``, ``iso8601`` (the same), ``buddhist``,
    ``roc``, ``japanese``, ``persian``, ``islamic-umalqura``, ``islamic-civil``, ``islamic-tbla``,
    ``coptic``, ``ethiopic``, ``ethioaa``, ``indian`` or ``hebrew``. ``islamic`` and
    ``islamic-rgsa``, whose months begin when the moon is seen, are ``islamic-umalqura`` here.

    Args:
        value: the day, of the (proleptic) Gregorian calendar as Python has it.
        locale: a tag.
        width: ``"full"``, ``"long"``, ``"medium"`` or ``"short"``.
        skeleton: instead of a width, the fields to show (UTS #35): ``"yMMMd"``, ``"MMMEd"``;
            their order and what is between them are the locale's.

    Raises:
        TypeError: ``value`` is no date, or a date-time: which day that is depends on a zone.
        ValueError: there is no such width, or the skeleton has a letter that is no field of a
            date, or a field that CLDR joins to no other (``yD``).
        UnknownLocaleError: CLDR has no data for the language.
        UnknownCalendarError: the tag asks for ``chinese`` or ``dangi``, which are not known here.

    >>> format_date(date(2026, 10, 30), locale="de")
    '30.10.2026'
    >>> format_date(date(2026, 10, 30), locale="th")
    '30 ต.ค. 2569'
    >>> format_date(date(2026, 10, 30), locale="ja-u-ca-japanese", width="long")
    '令和8年10月30日'
    >>> format_date(date(2026, 10, 30), locale="ja", skeleton="yMMMEd")
    '2026年10月30日(金)'
    """
    if value.__class__ is not date:
        _check_date(value)
    return _date(locale, width, skeleton)(value)


def date_formatter(
    *, locale: LocaleLike, width: DateWidth = "medium", skeleton: str | None = None
) -> Callable[[date], str]:
    """Return the function that :func:`format_date` calls after it has looked at the type.

    >>> date_formatter(locale="en-GB", width="long")(date(2026, 10, 30))
    '30 October 2026'
    """
    return _date(locale, width, skeleton)


def format_time(
    value: time,
    *,
    locale: LocaleLike,
    width: DateWidth = "short",
    skeleton: str | None = None,
    zone: str = "",
) -> str:
    """Format a time of day as the clock shows it; it is of no calendar.

    Args:
        value: the time of day; its zone is not looked at.
        locale: a tag.
        width: ``"long"`` and ``"full"`` name the zone; without its name they are as
            ``"medium"``.
        skeleton: fields such as ``"Hm"``, ``"jms"`` or ``"Bhm"``: ``j`` are the hours that the
            reader is used to, ``J`` the same without AM and PM.
        zone: the name of the zone, in the reader's language.

    >>> format_time(time(14, 30), locale="de")
    '14:30'
    >>> format_time(time(14, 30), locale="en", skeleton="Bhm")
    '2:30 in the afternoon'
    """
    if not isinstance(value, time):
        raise TypeError(f"a time is expected, not {type(value).__name__}")
    return _time(locale, width, skeleton, zone)(value)


def time_formatter(
    *,
    locale: LocaleLike,
    width: DateWidth = "short",
    skeleton: str | None = None,
    zone: str = "",
) -> Callable[[time], str]:
    """Return the function that :func:`format_time` calls after it has looked at the type."""
    return _time(locale, width, skeleton, zone)


def format_datetime(
    value: datetime,
    *,
    locale: LocaleLike,
    width: DateWidth = "medium",
    time_width: DateWidth | None = None,
    skeleton: str | None = None,
    zone: str = "",
    glue: Glue = "atTime",
) -> str:
    """Format day and time as the clock of ``value`` shows them; days as :func:`format_date`.

    Args:
        value: day and time; its zone is not looked at.
        locale: a tag.
        width: of the date, and of the time if ``time_width`` is not given.
        time_width: of the time.
        skeleton: instead of both, the fields to show.
        zone: the name of the zone; as for :func:`format_time`.
        glue: ``"atTime"`` for a moment (October 30 at 14:05), ``"standard"`` for a day and a
            time beside each other (October 30, 14:05).

    >>> moment = datetime(2026, 10, 30, 14, 5)
    >>> format_datetime(moment, locale="de", width="long", time_width="short")
    '30. Oktober 2026 um 14:05'
    """
    if value.__class__ is not datetime and not isinstance(value, datetime):
        raise TypeError(f"a datetime is expected, not {type(value).__name__}")
    return _datetime(locale, width, time_width, skeleton, zone, glue)(value)


def datetime_formatter(
    *,
    locale: LocaleLike,
    width: DateWidth = "medium",
    time_width: DateWidth | None = None,
    skeleton: str | None = None,
    zone: str = "",
    glue: Glue = "atTime",
) -> Callable[[datetime], str]:
    """Return the function that :func:`format_datetime` calls after it has looked at the type."""
    return _datetime(locale, width, time_width, skeleton, zone, glue)


def format_interval(
    start: _M,
    end: _M,
    *,
    locale: LocaleLike,
    width: DateWidth = "medium",
    skeleton: str | None = None,
    zone: str = "",
) -> str:
    r"""Format two days, times or date-times as an interval; what they share stands once.

    Days are of the calendar of the locale, as for :func:`format_date`.

    Of two moments that do not differ in what is shown, one is written.

    Args:
        start: the first moment.
        end: the last moment, of the same type and not before the first.
        locale: a tag.
        width: of the date; a time of day is written in hours and minutes.
        skeleton: instead, the fields to show; ``J`` cannot be asked for.
        zone: the name of the zone; as for :func:`format_time`.

    Raises:
        TypeError: they are no dates or times, or of two types.
        ValueError: the end is before the start; or as :func:`format_date`.

    >>> format_interval(date(2026, 10, 30), date(2026, 11, 2), locale="en")
    'Oct 30\u2009–\u2009Nov 2, 2026'
    """
    kind = type(start)
    if kind is not type(end) or kind not in (date, time, datetime):
        kind = _common_kind(start, end)
    if end < start if kind is date else _on_the_clock(end) < _on_the_clock(start):
        raise ValueError(f"the end {end} of the interval is before its start {start}")
    return _interval(kind, locale, width, skeleton, zone)(start, end)  # type: ignore[arg-type]


def interval_formatter(
    kind: type[_M],
    *,
    locale: LocaleLike,
    width: DateWidth = "medium",
    skeleton: str | None = None,
    zone: str = "",
) -> Callable[[_M, _M], str]:
    """Return the function that :func:`format_interval` calls for two of a type.

    >>> interval_formatter(date, locale="de", width="long")(date(2026, 1, 2), date(2026, 1, 4))
    '2.–4. Januar 2026'
    """
    if kind not in (date, time, datetime):
        raise TypeError(f"date, time or datetime is expected, not {kind!r}")
    return _interval(kind, locale, width, skeleton, zone)  # type: ignore[arg-type]


def format_relative(
    value: Decimal | int,
    unit: RelativeUnit,
    *,
    locale: LocaleLike,
    width: RelativeWidth = "long",
    words: bool = True,
) -> str:
    """Format a time by its distance from now: negative is past.

    Args:
        value: so many units.
        unit: ``"year"``, ``"quarter"``, ``"month"``, ``"week"``, ``"day"``, ``"hour"``,
            ``"minute"`` or ``"second"``.
        locale: a tag.
        width: ``"long"``, ``"short"`` or ``"narrow"``.
        words: say "tomorrow" for "in 1 day", where the language has such a word.

    Raises:
        TypeError: ``value`` is a float or no number.
        AmountError: ``value`` is not finite.
        ValueError: there is no such unit or width.
        UnknownLocaleError: CLDR has no data for the language.

    >>> format_relative(-1, "day", locale="de"), format_relative(3, "month", locale="pl")
    ('gestern', 'za 3 miesiące')
    """
    return _relative(locale, unit, width, words)(value)


def relative_formatter(
    unit: RelativeUnit,
    *,
    locale: LocaleLike,
    width: RelativeWidth = "long",
    words: bool = True,
) -> Callable[[Decimal | int], str]:
    """Return the function that :func:`format_relative` calls."""
    return _relative(locale, unit, width, words)


@lru_cache(maxsize=1024)
def _date(locale: LocaleLike, width: DateWidth, skeleton: str | None) -> Callable[[date], str]:
    tag = canonicalize(locale)
    if skeleton is not None:
        pattern = best_pattern(tag, _checked(skeleton, DATE_LETTERS, "date"))
        return compile_pattern(tag, pattern)
    return compile_pattern(tag, date_pattern(tag, width), by_length=True)


@lru_cache(maxsize=1024)
def _time(
    locale: LocaleLike, width: DateWidth, skeleton: str | None, zone: str
) -> Callable[[time], str]:
    tag = in_gregorian(canonicalize(locale))  # a time of day is of no calendar
    if skeleton is not None:
        pattern = best_pattern(tag, _checked(skeleton, TIME_LETTERS | {*"jJC"}, "time", zone))
    else:
        pattern = _time_pattern(tag, width, _zone(zone))
    return compile_pattern(tag, pattern, zone)


@lru_cache(maxsize=1024)
def _datetime(
    locale: LocaleLike,
    width: DateWidth,
    time_width: DateWidth | None,
    skeleton: str | None,
    zone: str,
    glue: Glue,
) -> Callable[[datetime], str]:
    _one_of(glue, Glue, "glue")
    tag = canonicalize(locale)
    if skeleton is not None:
        letters = DATE_LETTERS | TIME_LETTERS | {*"jJC"}
        pattern = best_pattern(
            tag, _checked(skeleton, letters, "date or time", zone), glue=_GLUES[glue]
        )
        return compile_pattern(tag, pattern, zone)
    day = date_pattern(tag, width)
    clock = _time_pattern(tag, time_width or width, _zone(zone))
    template = date_data(tag)[_GLUES[glue]][width]
    return compile_pattern(tag, filled(template, clock, day), zone, by_length=True)


@lru_cache(maxsize=1024)
def _interval(
    kind: Any, locale: LocaleLike, width: DateWidth, skeleton: str | None, zone: str
) -> Joiner:
    tag = canonicalize(locale)
    if kind is time:
        tag = in_gregorian(tag)
    if skeleton is not None:
        wanted = _checked(skeleton, _KINDS[kind], kind.__name__, zone)
        return compile_interval(tag, wanted, zone)
    day = () if kind is time else date_pattern(tag, width)
    clock = () if kind is date else _time_pattern(tag, "short", _zone(zone))
    glue = date_data(tag)["glue"][width]
    both = filled(glue, clock, day) if day and clock else day or clock
    return compile_interval(tag, skeleton_of(day) + skeleton_of(clock), zone, single=both)


@lru_cache(maxsize=1024)
def _relative(
    locale: LocaleLike, unit: RelativeUnit, width: RelativeWidth, words: bool
) -> Callable[[Decimal | int], str]:
    _one_of(unit, RelativeUnit, "unit of relative times")
    _one_of(width, RelativeWidth, "width")
    tag = canonicalize(locale)
    return compile_relative(tag, unit, width, number_formatter(locale=tag), words=words)


def date_pattern(tag: LocaleTag, width: DateWidth) -> Pattern:
    """Return the pattern of a date in a width."""
    _one_of(width, DateWidth, "width")
    return pattern_of(date_data(tag)["date"][width])


def _time_pattern(tag: LocaleTag, width: DateWidth, zone: str) -> Pattern:
    _one_of(width, DateWidth, "width")
    if width in ("full", "long") and not zone:
        width = "medium"
    if _has_other_hours(tag):
        return best_pattern(tag, _CLOCKS[width], by_length=False)
    return pattern_of(date_data(tag)["time"][width])


def _has_other_hours(tag: LocaleTag) -> bool:
    """Tell whether the hours are not those of the locale that has the data."""
    if tag.keywords.get("hc") in HOUR_CYCLES or other_region(tag):
        return True
    return tag.region not in ("", territory_of(locale_name(tag)))


def _checked(skeleton: str, letters: frozenset[str] | set[str], what: str, zone: str = "") -> str:
    if not isinstance(skeleton, str):
        raise TypeError(f"a skeleton is a string, not {type(skeleton).__name__}")
    wrong = sorted({*skeleton} - letters)
    if not skeleton or len(skeleton) > _LONGEST or wrong:
        reason = f"{', '.join(map(repr, wrong))} is no field of it" if wrong else "1 to 60 letters"
        raise ValueError(
            f"{skeleton[:_LONGEST]!r} is no skeleton of a {what} ({reason});"
            f" its letters are of {''.join(sorted(letters))} (UTS #35)"
        )
    runs = [match[1] for match in _RUN.finditer(skeleton)]
    if len(runs) > len(set(runs)):
        raise ValueError(f"{skeleton!r} has a field twice")
    if not zone and set(runs) & {*ZONES}:
        raise ValueError(f"{skeleton!r} names the zone: give its name as zone=")
    return skeleton


def _zone(zone: str) -> str:
    if not isinstance(zone, str):
        raise TypeError(f"the name of a zone is a string, not {type(zone).__name__}")
    return zone


def _check_date(value: object) -> None:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise TypeError(f"a date is expected, not {type(value).__name__}")


def _common_kind(start: object, end: object) -> Any:
    """Return which of the three types both are of; their subclasses are welcome, too."""
    for kind in (datetime, date, time):
        if isinstance(start, kind) and isinstance(end, kind):
            if kind is date and isinstance(start, datetime) is not isinstance(end, datetime):
                break
            return kind
    raise TypeError(
        "two dates, times or datetimes of one kind are expected,"
        f" not {type(start).__name__} and {type(end).__name__}"
    )


def _on_the_clock(moment: Any) -> Any:
    """Return a moment without its zone: what is compared is what is shown."""
    return moment.replace(tzinfo=None)


def _one_of(value: object, choices: object, what: str) -> None:
    if value not in (known := get_args(choices)):
        raise ValueError(f"{value!r} is no {what}; there are {', '.join(known)}")


_KINDS: Final = {
    date: DATE_LETTERS,
    time: TIME_LETTERS | {*"jC"},
    datetime: DATE_LETTERS | TIME_LETTERS | {*"jC"},
}
