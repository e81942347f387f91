"""Whether people may be called now, wherever they may be.

A number says where it was issued, not where its phone is: an answer of yes holds in every zone
that comes into question. The rules are data with source and dates, and can be replaced; they are
not legal advice.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache, reduce
from itertools import pairwise
from operator import and_
from pathlib import Path
from typing import Literal, final

from crmi18n.cldr import week_of
from crmi18n.errors import UnknownCountryError, WorkingTimeError
from crmi18n.findings import Finding
from crmi18n.time.calendar import Due, OpenHours, WorkingCalendar
from crmi18n.time.instant import in_zone, require_instant
from crmi18n.time.resolve import resolve_wall
from crmi18n.time.week import WeekPattern
from crmi18n.time.zone import ZoneLike, country_of, preferred_zone

__all__ = ["CallingRule", "Verdict", "calling_rules", "may_call"]


@final
@dataclass(frozen=True, slots=True)
class CallingRule:
    """When people of a territory may be called.

    Args:
        territory: an ISO 3166-1 alpha-2 code; empty: wherever there is no other rule.
        week: the hours by weekday, by the clock of whoever is called.
        source: the law, or whose rule it is.
        valid_from: the first day it holds, until the next rule of the territory.
        checked_on: the day on which somebody last compared it with its source.
        channel: what it is about, such as ``call`` or ``text``.
        without_holidays: whether public holidays are excepted.
        without_weekends: whether the days of the territory's weekend are, by CLDR.

    Raises:
        TypeError, ParseError: the week does not read.
    """

    territory: str
    week: WeekPattern
    source: str
    valid_from: date
    checked_on: date
    channel: str = "call"
    without_holidays: bool = False
    without_weekends: bool = False

    def __post_init__(self) -> None:
        if isinstance(self.week, Mapping):
            object.__setattr__(self, "week", WeekPattern(self.week))


@final
@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether there may be a call.

    Attributes:
        allowed: ``yes``: in all zones; ``no``: not in all of them; ``unknown``: no zone is known,
            or no rule.
        reasons: of each zone the rule that decided: ``time.may_call``, ``time.may_not_call``,
            ``time.no_rule``; and what is not known about holidays.
        next_allowed: when it is allowed in all zones, at the earliest; None: never, or unknown.
    """

    allowed: Literal["yes", "no", "unknown"]
    reasons: tuple[Finding, ...]
    next_allowed: datetime | None


@lru_cache(maxsize=1)
def calling_rules() -> tuple[CallingRule, ...]:
    """Return the rules that the library knows; add to them, or leave some out, for your own.

    >>> [rule.source for rule in calling_rules() if rule.territory == "US"]
    ['47 CFR 64.1200(c)(1); states may be stricter']
    """
    content = (Path(__file__).parent / "data/calling.toml").read_text(encoding="utf-8")
    return tuple(CallingRule(**row) for row in tomllib.loads(content)["rule"])


def may_call(
    zones: Iterable[ZoneLike],
    at: datetime,
    *,
    channel: str = "call",
    rules: Sequence[CallingRule] | None = None,
) -> Verdict:
    """Return whether somebody in one of some zones may be called at an instant.

    Args:
        zones: all that come into question, such as those of a phone number.
        at: the instant.
        channel: what is planned; there are only rules of ``call``.
        rules: others than :func:`calling_rules`.

    Raises:
        TypeError: ``at`` is no datetime, a zone is none, a rule is none.
        TimeKindError: ``at`` is naive.
        UnknownZoneError: there is no such zone.
        ParseError: the instant is outside the years 1 to 9999 where they are.

    >>> from datetime import UTC
    >>> verdict = may_call(["America/New_York", "Pacific/Honolulu"],
    ...     datetime(2026, 11, 24, 15, tzinfo=UTC))
    >>> verdict.allowed, verdict.next_allowed.isoformat()
    ('no', '2026-11-24T18:00:00+00:00')
    """
    instant = require_instant(at, "a call")
    rules = calling_rules() if rules is None else rules
    for one in rules:
        if not isinstance(one, CallingRule):
            raise TypeError(f"a CallingRule is expected, not {type(one).__name__}")
    places = [(zone, country_of(zone) or "") for zone in dict.fromkeys(map(preferred_zone, zones))]
    if not places:
        message = "no zone is known"
        return Verdict("unknown", (Finding("time.no_rule", "warning", message),), None)
    found = _rules_at(places, instant, channel, rules)
    for (zone, _), rule in found.items():
        if rule is None:
            message = f"there is no rule of {channel} for {zone}"
            return Verdict(
                "unknown", (Finding("time.no_rule", "warning", message, value=zone),), None
            )
    reasons = tuple(_reason(place, rule, instant) for place, rule in found.items() if rule)
    allowed: Literal["yes", "no"] = (
        "yes" if all(reason.code == "time.may_call" for reason in reasons) else "no"
    )
    due = _next(places, instant, channel, rules)
    if due is None:
        return Verdict(allowed, reasons, None)
    unsure = tuple(reason for reason in due.reasons if reason.severity == "warning")
    return Verdict(allowed, (*reasons, *unsure), due.instant)


Place = tuple[str, str]
"""A zone and its territory, which may be empty."""


def _rules_at(
    places: Iterable[Place], instant: datetime, channel: str, rules: Sequence[CallingRule]
) -> dict[Place, CallingRule | None]:
    return {
        (zone, territory): _rule(rules, territory, channel, in_zone(instant, zone).date())
        for zone, territory in places
    }


def _reason(place: Place, rule: CallingRule, instant: datetime) -> Finding:
    zone, territory = place
    may = _calendar(zone, territory, rule).is_open(instant)
    local = f"{in_zone(instant, zone):%a %H:%M}"
    message = f"{local} in {zone}: {'may' if may else 'may not'} call ({rule.source})"
    return Finding("time.may_call" if may else "time.may_not_call", "info", message, value=zone)


def _next(
    places: Sequence[Place], instant: datetime, channel: str, rules: Sequence[CallingRule]
) -> Due | None:
    """Return when all zones allow it, by the rules that hold then: None if they never do."""
    days = {rule.valid_from for rule in rules}
    starts = {
        resolve_wall(datetime.combine(day, time()), zone, "next_valid").instant
        for zone, _ in places
        for day in days
        if day > date(2, 1, 1)
    }
    changes = sorted(start for start in starts if start is not None and start > instant)
    for since, until in pairwise([instant, *changes, None]):
        found = _rules_at(places, since, channel, rules) if since is not None else {}
        calendars = [_calendar(*place, rule) for place, rule in found.items() if rule]
        if since is None or len(calendars) < len(places):
            return None
        try:
            due = reduce(and_, calendars).next_open(since)
        except WorkingTimeError:
            continue
        if until is None or due.instant < until:
            return due
    return None


def _rule(
    rules: Sequence[CallingRule], territory: str, channel: str, day: date
) -> CallingRule | None:
    """Return the newest rule of a territory that holds on a day, or else of all territories."""
    for place in dict.fromkeys((territory, "")):
        found = [
            rule
            for rule in rules
            if rule.territory == place and rule.channel == channel and rule.valid_from <= day
        ]
        if found:
            return max(found, key=lambda rule: rule.valid_from)
    return None


@lru_cache(maxsize=1024)
def _calendar(zone: str, territory: str, rule: CallingRule) -> OpenHours:
    week = _without_weekend(rule.week, territory) if rule.without_weekends else rule.week
    if rule.without_holidays and territory:
        with suppress(UnknownCountryError):  # a territory whose holidays nobody knows
            return WorkingCalendar(zone, week, country=territory)
    return WorkingCalendar(zone, week)


def _without_weekend(week: WeekPattern, territory: str) -> WeekPattern:
    closed = week_of(territory).weekend if territory else ("sat", "sun")
    weeks = [
        {day: hours for day, hours in each.items() if day not in closed}
        for each in week.to_dict()["weeks"]
    ]
    return WeekPattern(weeks, week.valid_from)
