"""Working time, slots and appointments beside their peers."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time as clock, timedelta

from benchmarks.measure import Figure, compare, repeated
from crmi18n import Appointment, Attendee, WorkingCalendar, get_zone
from crmi18n.time import Slots, Team

__all__ = ["figures"]

WEEK = {day: ["09:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
LONG = {day: ["07:00-21:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
HOUR = timedelta(hours=1)
STEP = timedelta(minutes=15)
WINDOW = (datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC))
TEAM = {
    "Europe/Berlin": "DE", "Europe/London": "GB", "America/New_York": "US", "Asia/Kolkata": "IN",
    "Asia/Dubai": "AE", "Europe/Madrid": "ES", "Africa/Johannesburg": "ZA",
    "America/Sao_Paulo": "BR", "Europe/Istanbul": "TR", "Africa/Lagos": "NG",
}  # fmt: skip


def figures() -> list[Figure]:
    """Measure all."""
    return [*adding(), *compiling(), *slots(), *appointments()]


def adding() -> Iterator[Figure]:
    """Add 8 and 40 hours, from an aware start, with the reasons."""
    import businesstimedelta
    import pandas as pd
    import pytz
    from holidays import country_holidays

    days = country_holidays("DE", years=range(2020, 2032))
    office = WorkingCalendar("Europe/Berlin", WEEK, country="DE")
    start = datetime(2026, 6, 1, 10, tzinfo=get_zone("Europe/Berlin"))
    stamp = pd.Timestamp("2026-06-01 10:00", tz="Europe/Berlin")
    berlin = pytz.timezone("Europe/Berlin")
    localized = berlin.localize(datetime(2026, 6, 1, 10))  # noqa: DTZ001 - pytz's way
    day = businesstimedelta.WorkDayRule(
        start_time=clock(9), end_time=clock(17), working_days=[0, 1, 2, 3, 4], tz=berlin
    )
    rules = businesstimedelta.Rules([day, businesstimedelta.HolidayRule(days)])
    for hours in (8, 40):
        duration = hours * HOUR
        offset = pd.offsets.CustomBusinessHour(
            n=hours, start="09:00", end="17:00", holidays=sorted(days)
        )
        delta = businesstimedelta.BusinessTimeDelta(rules, hours=hours)
        # The same answer by all three, or the comparison says nothing.
        due = office.add(start, duration).instant
        if not due == stamp + offset == localized + delta:
            raise AssertionError(f"three answers to {hours} hours")
        ours = repeated(lambda duration=duration: office.add(start, duration), 5000)  # type: ignore[misc]
        for name, peer, times in (
            ("pandas CustomBusinessHour", lambda offset=offset: stamp + offset, 200),
            ("businesstimedelta", lambda delta=delta: localized + delta, 20),
        ):
            yield compare(
                f"add {hours} working hours", ours, repeated(peer, times), name, unit="us", n=7
            )


def compiling() -> Iterator[Figure]:
    """Compile twelve years of a calendar with holidays and a lunch break."""
    import pandas as pd

    breaks = {day: ["09:00-12:00", "13:00-17:00"] for day in WEEK}

    def ours() -> object:
        calendar = WorkingCalendar("Europe/Berlin", breaks, country="DE", subdivision="BY")
        return calendar.between(
            datetime(2016, 1, 1, tzinfo=UTC), datetime(2025, 12, 31, tzinfo=UTC)
        )

    def peer() -> object:
        hours = pd.offsets.CustomBusinessHour(start=["09:00", "13:00"], end=["12:00", "17:00"])
        return pd.date_range("2016-01-01", "2016-12-31", freq=hours)

    yield compare(
        "compile 12 years of a calendar",
        thousandth(repeated(ours, 1)),
        thousandth(repeated(peer, 1)),
        "pandas, the hours of 1 year",
        unit="ms",
        n=7,
    )


def thousandth(timed: Callable[[], float]) -> Callable[[], float]:
    """Return a timer in milliseconds of one in microseconds."""
    return lambda: timed() / 1000


def people() -> list[Attendee]:
    """Ten people of ten zones, each with holidays and 180 meetings in three months."""
    random_ = random.Random(7)  # noqa: S311 - a sample
    found = []
    for zone, country in TEAM.items():
        busy = []
        for _ in range(180):
            start = WINDOW[0] + STEP * random_.randrange(91 * 96)
            busy.append((start, start + STEP * random_.randint(1, 8)))
        found.append(Attendee(zone, WorkingCalendar(zone, LONG, country=country), busy))
    return found


def slots() -> Iterator[Figure]:
    """Find hours for ten people in three months."""
    team = people()
    free = []
    for one in team:
        works = one.calendar.spans(*WINDOW)
        free.append((works, [(start, end) for start, end in one.busy]))  # type: ignore[misc]

    def naive() -> list[datetime]:
        found, now = [], WINDOW[0]
        while now + HOUR <= WINDOW[1]:
            end = now + HOUR
            for works, busy in free:
                if not any(a <= now and end <= b for a, b in works):
                    break
                if any(a < end and now < b for a, b in busy):
                    break
            else:
                found.append(now)
            now += STEP
        return found

    prepared = Team(team, WINDOW)
    prepared.find(HOUR)
    if prepared.find(HOUR).starts != naive():
        raise AssertionError("two answers to one search")

    def whole() -> Slots:
        return Team(team, WINDOW).find(HOUR)

    peer = thousandth(repeated(naive, 1))
    for name, ours in (
        ("slots: 10 people, 3 months, prepared", lambda: prepared.find(HOUR).starts),
        ("slots: 10 people, 3 months, with preparation", lambda: whole().starts),
    ):
        yield compare(
            name, thousandth(repeated(ours, 20)), peer, "naive scan, early exit", unit="ms", n=5
        )


def appointments() -> Iterator[Figure]:
    """Show an appointment in a reader's zone."""
    meeting = Appointment(datetime(2026, 10, 29, 16), "Europe/Berlin", HOUR)  # noqa: DTZ001
    tokyo, instant = get_zone("Asia/Tokyo"), meeting.instant
    yield compare(
        "Appointment.at",
        repeated(lambda: meeting.at("Asia/Tokyo"), 20_000),
        repeated(lambda: instant.astimezone(tokyo), 20_000),
        "bare zoneinfo",
        unit="us",
        n=9,
    )


if __name__ == "__main__":
    began = time.perf_counter()
    for figure in figures():
        print(f"{figure.name}: {figure.ours:.3g} {figure.unit}, {figure.ratio:.2f} x", end=" ")
        print(f"{figure.peer_name} ({figure.peer:.4g})")
    print(f"{time.perf_counter() - began:.0f} s")
