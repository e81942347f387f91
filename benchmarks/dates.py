"""Dates beside Babel (given a Locale object) and icu4py: warm, and another value each call.

Times are those of the process (not of the clock), so that other work on a machine disturbs less.
What one reads first (a new locale) is taken in fresh processes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

from benchmarks.measure import Figure, compare, fresh
from crmi18n.cldr import (
    date_formatter,
    datetime_formatter,
    format_date,
    format_datetime,
    format_interval,
    format_relative,
    parse_date,
)

LOCALES = ("de", "en", "ja", "ar-EG")
ROUNDS = 9
DAYS = [date(2020, 1, 1) + timedelta(n) for n in range(2000)]
MOMENTS = [datetime(2020, 1, 1) + timedelta(n, n * 7919 % 86400) for n in range(2000)]  # noqa: DTZ001
PAIRS = [(day, day + timedelta(n % 400 + 1)) for n, day in enumerate(DAYS[:500])]
COUNTS = [n % 61 - 30 for n in range(2000)]

Call = Callable[..., object]


def figures() -> list[Figure]:
    """Time every kind of date, and the first date of a process."""
    return [*beside_babel(), *beside_icu(), *reading(), *first()]


def each(call: Call, values: Sequence[object]) -> Callable[[], float]:
    """Return a timer of a call over all values, in microseconds a call."""

    def timed() -> float:
        start = time.process_time()
        for value in values:
            call(value)
        return (time.process_time() - start) / len(values) * 1e6

    return timed


def beside_babel() -> list[Figure]:
    """Time the public calls and the compiled functions beside Babel."""
    from babel import Locale, dates as babel

    found = []
    for tag in LOCALES:
        peer = Locale.parse(tag, sep="-")
        rows: tuple[tuple[str, Sequence[object], Call, Call], ...] = (
            (
                "date, medium",
                DAYS,
                lambda day, tag=tag: format_date(day, locale=tag),
                lambda day, peer=peer: babel.format_date(day, "medium", locale=peer),
            ),
            (
                "date, medium, compiled",
                DAYS,
                date_formatter(locale=tag),
                lambda day, peer=peer: babel.format_date(day, "medium", locale=peer),
            ),
            (
                "date, full",
                DAYS,
                lambda day, tag=tag: format_date(day, locale=tag, width="full"),
                lambda day, peer=peer: babel.format_date(day, "full", locale=peer),
            ),
            (
                "date-time, medium",
                MOMENTS,
                lambda moment, tag=tag: format_datetime(moment, locale=tag),
                lambda moment, peer=peer: babel.format_datetime(moment, "medium", locale=peer),
            ),
            (
                "skeleton yMMMEd",
                DAYS,
                lambda day, tag=tag: format_date(day, locale=tag, skeleton="yMMMEd"),
                lambda day, peer=peer: babel.format_skeleton("yMMMEd", day, locale=peer),
            ),
            (
                "interval of days",
                PAIRS,
                lambda pair, tag=tag: format_interval(pair[0], pair[1], locale=tag),
                lambda pair, peer=peer: babel.format_interval(
                    pair[0], pair[1], "yMMMd", locale=peer
                ),
            ),
            (
                "relative, days",
                COUNTS,
                lambda n, tag=tag: format_relative(n, "day", locale=tag, words=False),
                lambda n, peer=peer: babel.format_timedelta(
                    timedelta(n), "day", add_direction=True, threshold=100, locale=peer
                ),
            ),
        )
        found += [
            compare(
                f"{name}, {tag}",
                each(ours, values),
                each(theirs, values),
                "Babel",
                unit="us",
                n=ROUNDS,
            )
            for name, values, ours, theirs in rows
        ]
    return found


def beside_icu() -> list[Figure]:
    """Time date-times beside icu4py, which is given moments in UTC."""
    from icu4py.messageformat import MessageFormat

    message = MessageFormat("{0, date, ::yMMMdjms}", "de")
    aware = [moment.replace(tzinfo=UTC) for moment in MOMENTS]
    return [
        compare(
            "skeleton yMMMdjms, de, compiled",
            each(datetime_formatter(locale="de", skeleton="yMMMdjms"), MOMENTS),
            each(lambda moment: message.format({"0": moment}), aware),
            "icu4py",
            unit="us",
            n=ROUNDS,
        )
    ]


def reading() -> list[Figure]:
    """Time the reading of dates beside Babel, which is less strict."""
    from babel import Locale, dates as babel

    peer = Locale.parse("de")
    texts = [format_date(day, locale="de") for day in DAYS]
    return [
        compare(
            "parse_date, de",
            each(lambda text: parse_date(text, locale="de"), texts),
            each(lambda text: babel.parse_date(text, locale=peer), texts),
            "Babel",
            unit="us",
            n=ROUNDS,
        )
    ]


def first() -> list[Figure]:
    """Time what the first date of a process costs."""
    ours = "from crmi18n.cldr import format_date; format_date(date(2026, 1, 2), locale='de')"
    peer = "from babel.dates import format_date; format_date(date(2026, 1, 2), locale='de')"
    setup = "from datetime import date; "
    return [
        compare("first date", fresh(setup + ours), fresh(setup + peer), "Babel", unit="ms", n=7)
    ]
