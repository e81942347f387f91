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
from datetime import date, datetime
from functools import lru_cache, reduce
from operator import and_
from pathlib import Path
from typing import Literal, final

from crmi18n.errors import UnknownCountryError, WorkingTimeError
from crmi18n.findings import Finding
from crmi18n.time.calendar import OpenHours, WorkingCalendar
from crmi18n.time.instant import in_zone, require_instant
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
        TypeError: ``at`` is no datetime, a zone is none.
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
    reasons: list[Finding] = []
    calendars: list[OpenHours] = []
    for zone in dict.fromkeys(preferred_zone(zone) for zone in zones):
        territory = country_of(zone) or ""
        local = in_zone(instant, zone)
        rule = _rule(rules, territory, channel, local.date())
        if rule is None:
            message = f"there is no rule of {channel} for {zone}"
            return Verdict(
                "unknown", (Finding("time.no_rule", "warning", message, value=zone),), None
            )
        calendar = _calendar(zone, territory, rule)
        calendars.append(calendar)
        open_ = calendar.is_open(instant)
        message = (
            f"{local:%a %H:%M} in {zone}: {'may' if open_ else 'may not'} call ({rule.source})"
        )
        code = "time.may_call" if open_ else "time.may_not_call"
        reasons.append(Finding(code, "info", message, value=zone))
    if not calendars:
        message = "no zone is known"
        return Verdict("unknown", (Finding("time.no_rule", "warning", message),), None)
    allowed: Literal["yes", "no"] = (
        "yes" if all(reason.code == "time.may_call" for reason in reasons) else "no"
    )
    try:
        due = reduce(and_, calendars).next_open(instant)
    except WorkingTimeError:
        return Verdict(allowed, tuple(reasons), None)
    unsure = tuple(reason for reason in due.reasons if reason.severity == "warning")
    return Verdict(allowed, (*reasons, *unsure), due.instant)


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
def _calendar(zone: str, territory: str, rule: CallingRule) -> WorkingCalendar:
    if rule.without_holidays and territory:
        with suppress(UnknownCountryError):  # a territory whose holidays nobody knows
            return WorkingCalendar(zone, rule.week, country=territory)
    return WorkingCalendar(zone, rule.week)
