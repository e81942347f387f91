"""Slow and plain ways to the answers that the library finds by tables and by bits.

They share no code with it: zones are asked through ``zoneinfo``, holidays through ``holidays``,
rules through ``dateutil``, and every minute is looked at.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate, islice, takewhile
from typing import Any

import holidays
from dateutil.rrule import rrulestr

from crmi18n.errors import ParseError
from crmi18n.time import Attendee, DayHours, WeekPattern, WorkingCalendar, find_slots, get_zone
from crmi18n.time.rule import RecurrenceRule

# ruff: noqa: S311, DTZ001 - random cases, and naive local times

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ZONES = (
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Cairo",
    "America/Santiago", "Asia/Beirut", "Antarctica/Troll", "America/Nuuk", "Asia/Kathmandu",
    "Pacific/Chatham", "Africa/Casablanca", "America/Havana", "Europe/Dublin", "Asia/Tokyo",
    "America/Vancouver", "Asia/Gaza", "Asia/Tehran", "America/St_Johns", "Pacific/Kwajalein",
)  # fmt: skip
COUNTRIES = (
    "DE", "US", "JP", "CN", "HU", "FR", "AU", "IN", "BR", "AE", "CH", "TR", "GB", "ZA", "KR", "MX",
    "PL", "NO", "NZ", "GR", "BG", "TW", "KZ", "VN", None, None, None,
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A random calendar, as its arguments, and where to try it."""

    zone: str
    weeks: list[dict[str, list[str]]]
    country: str | None
    exceptions: dict[date, list[str]]
    centre: datetime


def random_hours(random_: random.Random) -> list[str]:
    """Return hours of a day: none, one block, two with a break, a night, all day, odd ones."""
    kind = random_.random()
    if kind < 0.15:
        return []
    if kind < 0.25:
        return ["00:00-24:00"]
    if kind < 0.35:
        return ["22:00-06:00"]
    if kind < 0.45:
        return ["01:00-04:00"]
    edges = sorted(random_.sample(range(0, 1440, random_.choice((1, 5, 15, 30))), 4))
    texts = [f"{edge // 60:02}:{edge % 60:02}" for edge in edges]
    block = [f"{texts[0]}-{texts[1]}", f"{texts[2]}-{texts[3]}"]
    return block if kind < 0.75 else block[:1]


def random_case(random_: random.Random) -> Case:
    """Return a calendar, tried near a clock change in half of all cases."""
    zone = random_.choice(ZONES)
    centre = datetime(2005, 1, 2, tzinfo=UTC) + timedelta(days=random_.randrange(20 * 365))
    if random_.random() < 0.6:
        centre = next_change(zone, centre) or centre
    weeks = [
        {name: random_hours(random_) for name in NAMES} for _ in range(random_.choice((1, 1, 2)))
    ]
    weeks[0]["wed"] = weeks[0]["wed"] or ["09:00-17:00"]
    near = [centre.date() + timedelta(days=random_.randint(-3, 3)) for _ in range(2)]
    exceptions = {day: random_hours(random_) for day in near if random_.random() < 0.4}
    return Case(zone, weeks, random_.choice(COUNTRIES), exceptions, centre)


def next_change(zone: str, after: datetime) -> datetime | None:
    """Return the first clock change within two years, to the hour."""
    tz = get_zone(zone)
    for hours in range(0, 2 * 365 * 24, 12):
        at = after + timedelta(hours=hours)
        if at.astimezone(tz).utcoffset() != (at + timedelta(hours=12)).astimezone(tz).utcoffset():
            return at
    return None


class MinuteWalk:
    """The open minutes of some days, found by looking at the clock in each of them.

    A minute is open if the clock has shown the start of an interval by then, and will still show
    a time before its end; so a repeated hour counts twice, and a skipped one not at all.
    """

    def __init__(self, case: Case, days: int) -> None:
        tz = get_zone(case.zone)
        self.start = (case.centre - timedelta(days=days // 2)).replace(minute=0, second=0)
        clocks = []
        for hour in range((days + 4) * 24):
            at = self.start + timedelta(hours=hour - 48)
            offsets = [(at + MINUTE * m).astimezone(tz).utcoffset() for m in (0, 59)]
            for minute in range(60):
                now = at + MINUTE * minute
                if offsets[0] == offsets[1]:
                    offset = offsets[0] or timedelta(0)
                else:
                    offset = now.astimezone(tz).utcoffset() or timedelta(0)
                clocks.append((now + offset).replace(tzinfo=None))
        latest = list(accumulate(clocks, max))
        soonest = list(accumulate(reversed(clocks), min))[::-1]
        opened = bytearray(len(clocks))
        for opens, closes in self._intervals(case, clocks[0].date(), clocks[-1].date()):
            first, last = bisect_left(latest, opens), bisect_left(soonest, closes)
            if last > first:
                opened[first:last] = b"\1" * (last - first)
        self.open = opened[48 * 60 : (days + 2) * 24 * 60]
        self.sums = [0, *accumulate(self.open)]

    @staticmethod
    def _intervals(case: Case, first: date, last: date) -> Iterator[tuple[datetime, datetime]]:
        found: Any = {}
        worked: set[date] = set()
        if case.country:
            found = holidays.country_holidays(
                case.country, years=range(first.year, last.year + 1), expand=False
            )
            worked = set(found.weekend_workdays)
        for number in range(first.toordinal() - 1, last.toordinal() + 1):
            day = date.fromordinal(number)
            week = case.weeks[(number - 1) // 7 % len(case.weeks)]  # 0001-01-01 was a Monday
            hours = week[NAMES[day.weekday()]]
            if day in worked and not hours:
                monday = date.fromordinal(number - day.weekday())
                turn = case.weeks[(monday.toordinal() - 1) // 7 % len(case.weeks)]
                hours = next((turn[name] for name in NAMES if turn[name]), [])
            if day in found:
                hours = []
            for text in case.exceptions.get(day, hours):
                opens, closes = text.split("-")
                since = datetime.combine(day, time.fromisoformat(opens))
                until = (
                    datetime.combine(day + DAY, time())
                    if closes == "24:00"
                    else datetime.combine(day, time.fromisoformat(closes))
                )
                yield since, until if until > since else until + DAY

    def at(self, minute: int) -> datetime:
        return self.start + MINUTE * minute


def calendar_of(case: Case) -> WorkingCalendar:
    return WorkingCalendar(
        case.zone,
        WeekPattern(case.weeks),
        country=case.country,
        exceptions=[DayHours(day, hours) for day, hours in case.exceptions.items()],
    )


def walk_differences(seed: int, days: int = 8, questions: int = 12) -> list[str]:
    """Return what a random calendar answers otherwise than the walk."""
    random_ = random.Random(seed)
    case = random_case(random_)
    walk, calendar = MinuteWalk(case, days), calendar_of(case)
    minutes, differences = len(walk.open), []

    def expect(what: str, found: object, expected: object) -> None:
        if found != expected:
            differences.append(f"{seed} {case}: {what}: {found} instead of {expected}")

    for _ in range(questions):
        a, b = sorted(random_.sample(range(minutes), 2))
        start, end = walk.at(a), walk.at(b)
        worked = walk.sums[b] - walk.sums[a]
        expect(f"between {start} {end}", calendar.between(start, end), MINUTE * worked)
        expect(f"is open {start}", calendar.is_open(start), bool(walk.open[a]))
        opening = walk.open.find(1, a)
        if opening >= 0:
            expect(f"next open {start}", calendar.next_open(start).instant, walk.at(opening))
        if not worked:
            continue
        amount = random_.randint(1, worked)
        done = bisect_left(walk.sums, walk.sums[a] + amount)
        due = calendar.add(start, MINUTE * amount)
        expect(f"{start} + {amount}", due.instant, walk.at(done))
        following = walk.open.find(1, done)
        if following >= 0:
            due = calendar.add(start, MINUTE * amount, at_boundary="next_start")
            expect(f"{start} + {amount}, next start", due.instant, walk.at(following))
        begun = bisect_left(walk.sums, walk.sums[b] - amount + 1) - 1
        expect(
            f"{end} - {amount}", calendar.subtract(end, MINUTE * amount).instant, walk.at(begun)
        )
    return differences


def scan_differences(seed: int) -> list[str]:
    """Return where the slots of a random team are not those of a scan of every start."""
    random_ = random.Random(seed)
    start = datetime(2026, random_.randint(1, 12), random_.randint(1, 28), tzinfo=UTC)
    start += timedelta(minutes=random_.choice((0, 7, 30)))
    end = start + timedelta(days=random_.randint(1, 10))
    team = []
    for i in range(random_.randint(1, 6)):
        hours = random_.choice((["07:00-21:00"], ["09:00-17:00"], ["08:10-12:05", "13:00-18:20"]))
        week = dict.fromkeys(NAMES[: random_.choice((5, 5, 7))], hours)
        busy = []
        for _ in range(random_.randint(0, 12)):
            since = start + timedelta(minutes=random_.randrange(0, 10 * 1440))
            busy.append((since, since + timedelta(minutes=random_.choice((10, 25, 60, 180)))))
        calendar = WorkingCalendar(random_.choice(ZONES), week)
        team.append(Attendee(str(i), calendar, busy, required=random_.random() < 0.3))
    duration = timedelta(minutes=random_.choice((15, 25, 30, 50, 60, 90)))
    step = timedelta(minutes=random_.choice((5, 10, 15, 20, 30, 60)))
    at_least = random_.choice((None, random_.randint(1, len(team))))
    found = find_slots(team, duration, window=(start, end), step=step, at_least=at_least)
    expected = list(scan(team, duration, (start, end), step, at_least))
    if found.starts != expected:
        return [f"{seed}: {found.starts} instead of {expected}"]
    return []


def scan(
    team: Sequence[Attendee],
    duration: timedelta,
    window: tuple[datetime, datetime],
    step: timedelta,
    at_least: int | None,
) -> Iterator[datetime]:
    """Yield the starts that fit, by asking each attendee about each minute of the grid."""
    start, end = window
    needed = len(team) if at_least is None else at_least
    zone = get_zone(team[0].zone)
    works = [one.calendar.spans(start - DAY, end + DAY) for one in team]
    now = start
    while now + duration <= end:
        local = now.astimezone(zone)
        since_midnight = timedelta(hours=local.hour, minutes=local.minute, seconds=local.second)
        # The grid goes on over midnight in local time, as it does over every day.
        days = timedelta(days=local.toordinal()) + since_midnight
        if not (days - timedelta(days=719_163)) % step:
            able = [
                any(a <= now and now + duration <= b for a, b in spans)
                and not any(a < now + duration and now < b for a, b in one.busy)  # type: ignore[misc]
                for one, spans in zip(team, works, strict=True)
            ]
            required = all(can for can, one in zip(able, team, strict=True) if one.required)
            if sum(able) >= needed and required:
                yield now
        now += MINUTE


def random_rule(random_: random.Random) -> str:
    """Return a rule that dateutil and RFC 5545 read alike.

    Where they do not: dateutil counts BYSETPOS from DTSTART in the first week, misses days of
    BYWEEKNO in years whose weeks begin on other days than Monday, and takes every day of a
    BYWEEKNO without BYDAY, where the RFC takes the weekday of DTSTART; and it does not
    see all days of the weeks 52, 53, -52 and -53 that lie in the year after or before.
    """
    frequency = random_.choice(
        ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
    )
    parts = {"FREQ": frequency}

    def some(low: int, high: int, *, signed: bool = False, most: int = 3) -> str:
        numbers = random_.sample(range(low, high + 1), random_.randint(1, most))
        return ",".join(str(-n if signed and random_.random() < 0.4 else n) for n in numbers)

    def add(name: str, chance: float, low: int, high: int, *, signed: bool = False) -> None:
        if random_.random() < chance:
            parts[name] = some(low, high, signed=signed)

    if random_.random() < 0.5:
        parts["INTERVAL"] = str(random_.choice((1, 2, 3, 4, 5, 7, 12, 13, 25)))
    add("BYMONTH", 0.3, 1, 12)
    if frequency == "YEARLY":
        add("BYWEEKNO", 0.2, 1, 53, signed=True)
        if "BYWEEKNO" in parts:
            parts["BYWEEKNO"] = parts["BYWEEKNO"].replace("52", "2").replace("53", "3")
    if frequency in ("YEARLY", "HOURLY", "MINUTELY", "SECONDLY"):
        add("BYYEARDAY", 0.1, 1, 366, signed=True)
    if frequency != "WEEKLY":
        add("BYMONTHDAY", 0.25, 1, 31, signed=True)
    if "BYWEEKNO" in parts or random_.random() < 0.4:
        numbered = frequency in ("YEARLY", "MONTHLY") and "BYWEEKNO" not in parts
        numbers: list[object] = [1, 2, 3, 4, 5, -1, -2, -5]
        if frequency == "YEARLY" and "BYMONTH" not in parts:
            numbers += [20, 53, -53]
        days = random_.sample(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), random_.randint(1, 3))
        numbered = numbered and random_.random() < 0.6
        parts["BYDAY"] = ",".join(
            f"{random_.choice(numbers) if numbered else ''}{d}" for d in days
        )
    add("BYHOUR", 0.2, 0, 23)
    add("BYMINUTE", 0.2, 0, 59)
    add("BYSECOND", 0.15, 0, 59)
    by = any(name.startswith("BY") for name in parts)
    if by and frequency != "WEEKLY" and random_.random() < 0.2:
        parts["BYSETPOS"] = some(1, 5, signed=True, most=2)
    if "BYWEEKNO" not in parts and random_.random() < 0.3:
        parts["WKST"] = random_.choice(("MO", "SU", "SA", "TH"))
    if random_.random() < 0.3:
        parts["COUNT"] = str(random_.randint(1, 12))
    return ";".join(f"{name}={value}" for name, value in parts.items())


HORIZONS = {
    "YEARLY": 12_000, "MONTHLY": 3000, "WEEKLY": 1500, "DAILY": 700, "HOURLY": 60, "MINUTELY": 3,
    "SECONDLY": 0.1,
}  # fmt: skip


def rule_differences(seed: int) -> list[str]:
    """Return where a random rule is expanded otherwise than by dateutil."""
    random_ = random.Random(seed)
    text = random_rule(random_)
    start = datetime(
        random_.randint(1970, 2040), random_.randint(1, 12), random_.randint(1, 28),
        random_.randint(0, 23), random_.randint(0, 59), random_.choice((0, 0, 1, 30, 59)),
    )  # fmt: skip
    horizon = start + timedelta(days=HORIZONS[text[5:].partition(";")[0]])
    rule = RecurrenceRule.parse(text)
    try:
        found = list(islice(takewhile(lambda wall: wall <= horizon, rule.walls(start)), 25))
    except ParseError:
        return []  # nothing at all; dateutil would look for it to the year 9999
    expected: list[datetime] = []
    try:
        # As many as ours: dateutil looks on for ages where a rule has no more.
        expected += islice(rrulestr(text, dtstart=start), len(found))
    except ValueError:
        return []  # dateutil refuses sub-daily rules that never meet their BY parts
    return [] if found == expected else [f"{seed} {text} {start}: {found[:5]} != {expected[:5]}"]


def vtimezone_differences(zone: str, text: str) -> list[str]:
    """Return where a VTIMEZONE, read by itself, has another offset than the zone, 2026 to 2030.

    An onset is local under TZOFFSETFROM (RFC 5545, 3.6.5); rules are expanded by dateutil.
    """
    onsets: list[tuple[datetime, timedelta]] = []
    for part in text.split("BEGIN:")[2:]:
        fields = dict(line.split(":", 1) for line in part.splitlines()[1:] if ":" in line)
        old, new = (_offset(fields[name]) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
        start = datetime.fromisoformat(fields["DTSTART"])
        walls = [start]
        if "RRULE" in fields:
            rule = rrulestr(f"{fields['RRULE']};UNTIL=20311231T000000", dtstart=start)
            walls += [*rule]
        onsets += [((wall - old).replace(tzinfo=UTC), new) for wall in walls]
    onsets.sort()
    tz, found = get_zone(zone), []
    for hours in range(0, 5 * 366 * 24, 61):
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
        probes = [at]
        if hours and at.astimezone(tz).utcoffset() != (at - 61 * HOUR).astimezone(tz).utcoffset():
            probes += [at - timedelta(minutes=30 * back) for back in range(122)]
        for probe in probes:
            new = next(offset for onset, offset in reversed(onsets) if onset <= probe)
            if new != probe.astimezone(tz).utcoffset():
                found.append(f"{zone} {probe}: {new}")
    return found


def _offset(text: str) -> timedelta:
    hours, minutes = int(text[1:3]), int(text[3:5])
    return timedelta(hours=hours, minutes=minutes) * (-1 if text[0] == "-" else 1)
