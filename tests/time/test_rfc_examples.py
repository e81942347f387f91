"""Rules are expanded as RFC 5545 itself says in its examples (3.8.5.3), in New York's time."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice

import pytest

from crmi18n.time import Appointment, Recurrence

# ruff: noqa: DTZ001, DTZ007, ISC004 - local times are naive; long lists of days

DAILY_AT_NINE = [
    (
        "FREQ=DAILY;COUNT=10", "19970902T090000",
        "1997-09: 2 3 4 5 6 7 8 9 10 11"
    ),
    (
        "FREQ=DAILY;INTERVAL=10;COUNT=5", "19970902T090000",
        "1997-09: 2 12 22; 1997-10: 2 12"
    ),
    (
        "FREQ=WEEKLY;COUNT=10", "19970902T090000",
        "1997-09: 2 9 16 23 30; 1997-10: 7 14 21 28; 1997-11: 4"
    ),
    (
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU", "19970902T090000",
        "1997-09: 2 16 30; 1997-10: 14 28"
    ),
    (
        "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", "19970902T090000",
        "1997-09: 2 4 9 11 16 18 23 25 30; 1997-10: 2"
    ),
    (
        "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", "19970902T090000",
        "1997-09: 2 4 9 11 16 18 23 25 30; 1997-10: 2"
    ),
    (
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR", "19970901T090000",
        "1997-09: 1 3 5 15 17 19 29; 1997-10: 1 3 13 15 17 27 29 31; "
        "1997-11: 10 12 14 24 26 28; 1997-12: 8 10 12 22"
    ),
    (
        "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "19970902T090000",
        "1997-09: 2 4 16 18 30; 1997-10: 2 14 16"
    ),
    (
        "FREQ=MONTHLY;COUNT=10;BYDAY=1FR", "19970905T090000",
        "1997-09: 5; 1997-10: 3; 1997-11: 7; 1997-12: 5; 1998-01: 2; 1998-02: 6; "
        "1998-03: 6; 1998-04: 3; 1998-05: 1; 1998-06: 5"
    ),
    (
        "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", "19970905T090000",
        "1997-09: 5; 1997-10: 3; 1997-11: 7; 1997-12: 5"
    ),
    (
        "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", "19970907T090000",
        "1997-09: 7 28; 1997-11: 2 30; 1998-01: 4 25; 1998-03: 1 29; "
        "1998-05: 3 31"
    ),
    (
        "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "19970922T090000",
        "1997-09: 22; 1997-10: 20; 1997-11: 17; 1997-12: 22; 1998-01: 19; "
        "1998-02: 16"
    ),
    (
        "FREQ=MONTHLY;BYMONTHDAY=-3", "19970928T090000",
        "1997-09: 28; 1997-10: 29; 1997-11: 28; 1997-12: 29; 1998-01: 29; "
        "1998-02: 26"
    ),
    (
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", "19970902T090000",
        "1997-09: 2 15; 1997-10: 2 15; 1997-11: 2 15; 1997-12: 2 15; "
        "1998-01: 2 15"
    ),
    (
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", "19970930T090000",
        "1997-09: 30; 1997-10: 1 31; 1997-11: 1 30; 1997-12: 1 31; 1998-01: 1 31; "
        "1998-02: 1"
    ),
    (
        "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15", "19970910T090000",
        "1997-09: 10 11 12 13 14 15; 1999-03: 10 11 12 13"
    ),
    (
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", "19970902T090000",
        "1997-09: 2 9 16 23 30; 1997-11: 4 11 18 25; 1998-01: 6 13 20 27; "
        "1998-03: 3 10 17 24 31"
    ),
    (
        "FREQ=YEARLY;COUNT=10;BYMONTH=6,7", "19970610T090000",
        "1997-06: 10; 1997-07: 10; 1998-06: 10; 1998-07: 10; 1999-06: 10; "
        "1999-07: 10; 2000-06: 10; 2000-07: 10; 2001-06: 10; 2001-07: 10"
    ),
    (
        "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3", "19970310T090000",
        "1997-03: 10; 1999-01: 10; 1999-02: 10; 1999-03: 10; 2001-01: 10; "
        "2001-02: 10; 2001-03: 10; 2003-01: 10; 2003-02: 10; 2003-03: 10"
    ),
    (
        "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", "19970101T090000",
        "1997-01: 1; 1997-04: 10; 1997-07: 19; 2000-01: 1; 2000-04: 9; "
        "2000-07: 18; 2003-01: 1; 2003-04: 10; 2003-07: 19; 2006-01: 1"
    ),
    (
        "FREQ=YEARLY;BYDAY=20MO", "19970519T090000",
        "1997-05: 19; 1998-05: 18; 1999-05: 17"
    ),
    (
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "19970512T090000",
        "1997-05: 12; 1998-05: 11; 1999-05: 17"
    ),
    (
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "19970313T090000",
        "1997-03: 13 20 27; 1998-03: 5 12 19 26; 1999-03: 4 11 18 25"
    ),
    (
        "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8", "19970605T090000",
        "1997-06: 5 12 19 26; 1997-07: 3 10 17 24 31; 1997-08: 7 14 21 28"
    ),
    (
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "19970902T090000",
        "1998-02: 13; 1998-03: 13; 1998-11: 13; 1999-08: 13; 2000-10: 13"
    ),
    (
        "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", "19970913T090000",
        "1997-09: 13; 1997-10: 11; 1997-11: 8; 1997-12: 13; 1998-01: 10; "
        "1998-02: 7; 1998-03: 7; 1998-04: 11; 1998-05: 9; 1998-06: 13"
    ),
    (
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "19961105T090000",
        "1996-11: 5; 2000-11: 7; 2004-11: 2"
    ),
    (
        "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "19970904T090000",
        "1997-09: 4; 1997-10: 7; 1997-11: 6"
    ),
    (
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "19970929T090000",
        "1997-09: 29; 1997-10: 30; 1997-11: 27; 1997-12: 30; 1998-01: 29; "
        "1998-02: 26; 1998-03: 30"
    ),
    (
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "19970805T090000",
        "1997-08: 5 10 19 24"
    ),
    (
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "19970805T090000",
        "1997-08: 5 17 19 31"
    ),
    (
        "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "20070115T090000",
        "2007-01: 15 30; 2007-02: 15; 2007-03: 15 30"
    ),
]  # fmt: skip


def series(rule: str, start: str = "19970902T090000") -> Recurrence:
    first = datetime.strptime(start, "%Y%m%dT%H%M%S")
    return Recurrence(rule, Appointment(first, "America/New_York", timedelta(hours=1)))


def days(text: str) -> list[datetime]:
    months = (month.split(": ") for month in text.split("; "))
    return [
        datetime.fromisoformat(f"{month}-{int(day):02}T09:00")
        for month, numbers in months
        for day in numbers.split()
    ]


@pytest.mark.parametrize(("rule", "start", "expected"), DAILY_AT_NINE)
def test_days_are_those_of_the_standard(rule: str, start: str, expected: str) -> None:
    wanted = days(expected)
    ends = "COUNT" in rule or "UNTIL" in rule
    found = series(rule, start)

    starts = [one.start for one in (found if ends else islice(found, len(wanted)))]
    assert starts == wanted


@pytest.mark.parametrize(
    ("rule", "start", "count", "last"),
    [
        ("FREQ=DAILY;UNTIL=19971224T000000Z", "19970902T090000", 113, "1997-12-23"),
        ("FREQ=WEEKLY;UNTIL=19971224T000000Z", "19970902T090000", 17, "1997-12-23"),
        (
            "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
            "19980101T090000", 93, "2000-01-31",
        ),
        ("FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1", "19980101T090000", 93, "2000-01-31"),
    ],
)  # fmt: skip
def test_long_lists_end_as_in_the_standard(rule: str, start: str, count: int, last: str) -> None:
    found = series(rule, start).all()

    assert (len(found), f"{found[-1].start:%Y-%m-%d}") == (count, last)


@pytest.mark.parametrize(
    ("rule", "times"),
    [
        # there "17:00 of the day" is written as 17:00 in UTC, which would end it before 15:00
        ("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z", "09:00 12:00 15:00"),
        ("FREQ=MINUTELY;INTERVAL=15;COUNT=6", "09:00 09:15 09:30 09:45 10:00 10:15"),
        ("FREQ=MINUTELY;INTERVAL=90;COUNT=4", "09:00 10:30 12:00 13:30"),
    ],
)
def test_hours_and_minutes_are_those_of_the_standard(rule: str, times: str) -> None:
    assert " ".join(f"{one.start:%H:%M}" for one in series(rule)) == times


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
        "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16",
    ],
)
def test_every_twenty_minutes_of_a_working_day_has_two_rules(rule: str) -> None:
    wanted = [
        datetime(1997, 9, 2 + day, 9) + timedelta(minutes=20 * number)
        for day in range(2)
        for number in range(24)
    ]

    assert [one.start for one in islice(series(rule), 48)] == wanted
