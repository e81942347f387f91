"""Invitations go out and come back the same; what has no zone of ours is refused, never naive."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import pytz

from crmi18n.errors import ParseError, TimeKindError, UnknownZoneError
from crmi18n.ext.icalendar import (
    AllDay,
    AllDaySeries,
    Invitation,
    read_busy,
    read_invitations,
    vtimezone,
    write_busy,
    write_invitations,
)
from crmi18n.time import Appointment, Attendee, Recurrence, WorkingCalendar, find_slots
from tests.conformance.walks import vtimezone_differences

icalendar = pytest.importorskip("icalendar")

# ruff: noqa: DTZ001 - local times are naive

HOUR = timedelta(hours=1)
STAMP = datetime(2026, 11, 25, tzinfo=UTC)
BERLIN = "DTSTART;TZID=Europe/Berlin:20261116T090000"
WINDOW = (datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC))
MEETING = Appointment(datetime(2026, 10, 22, 16), "Europe/Berlin", HOUR * 1.5)
SERIES = Recurrence(
    "FREQ=WEEKLY;UNTIL=20261231T120000Z;BYDAY=TH",
    MEETING,
    exclude=[datetime(2026, 11, 5, 16)],
    include=[datetime(2026, 11, 6, 16)],
)
OLD_RULES = """\
BEGIN:VTIMEZONE
TZID:America/Vancouver
BEGIN:STANDARD
DTSTART:19701101T020000
TZOFFSETFROM:-0700
TZOFFSETTO:-0800
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700308T020000
TZOFFSETFROM:-0800
TZOFFSETTO:-0700
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
END:VTIMEZONE
"""


def event(*lines: str, before: str = "") -> str:
    body = "\r\n".join(("BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT"))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{before}{body}\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize("flavour", ["rfc", "outlook"])
@pytest.mark.parametrize(
    "when",
    [
        pytest.param(MEETING, id="once"),
        pytest.param(SERIES, id="a series"),
        pytest.param(AllDay(date(2026, 12, 24), date(2026, 12, 27)), id="whole days"),
        pytest.param(
            AllDaySeries(
                "FREQ=WEEKLY;UNTIL=20271231;BYDAY=MO",
                AllDay(date(2026, 11, 30), date(2026, 12, 2)),
                exclude=(date(2026, 12, 14),),
                include=(date(2026, 12, 17),),
            ),
            id="whole days in a series",
        ),
        pytest.param(Appointment(datetime(2026, 12, 15, 9), "UTC", HOUR), id="in UTC"),
        pytest.param(
            Recurrence("FREQ=DAILY;COUNT=9", MEETING, exclude=[date(2026, 10, 24)]),
            id="a series without a day",
        ),
        pytest.param(Appointment(datetime(9999, 12, 30), "Asia/Tokyo", HOUR), id="the last year"),
        pytest.param(Appointment(datetime(1, 1, 2), "America/Lima", HOUR), id="the first year"),
        pytest.param(
            Appointment(datetime(2026, 12, 15, 9), "America/Vancouver", HOUR), id="Vancouver"
        ),
    ],
)
def test_what_is_written_is_read_again(when: Any, flavour: Any) -> None:
    sent = Invitation("1@example", when, "Grüße, ihr; da", "Raum 5", "Zeile\nZeile", busy=False)

    assert read_invitations(write_invitations([sent], stamp=STAMP, flavour=flavour)) == [sent]


@pytest.mark.parametrize("policy", ["compatible", "earlier", "later", "next_valid"])
@pytest.mark.parametrize("start", ["2026-10-25T02:30", "2026-03-29T02:30", "2026-06-01T02:30"])
def test_what_clocks_skip_or_repeat_is_read_as_its_instant(start: str, policy: Any) -> None:
    sent = Appointment(datetime.fromisoformat(start), "Europe/Berlin", HOUR, policy)
    content = write_invitations([Invitation("1", sent)], stamp=STAMP)
    [read] = read_invitations(content)

    assert read.when.instant == sent.instant  # type: ignore[union-attr]


def test_days_left_out_are_written_as_days() -> None:
    """Without VALUE=DATE an EXDATE is a time, which "20261103" is not."""
    series = Recurrence("FREQ=DAILY;COUNT=9", MEETING, exclude=[date(2026, 10, 24)])

    assert b"EXDATE;VALUE=DATE:20261024" in write_invitations(
        [Invitation("1", series)], stamp=STAMP
    )


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (("RRULE:FREQ=YEARLY;COUNT=3",), ["2026-12-24", "2027-12-24", "2028-12-24"]),
        (("RRULE:FREQ=DAILY;UNTIL=20261225T230000Z",), ["2026-12-24", "2026-12-25"]),
        (("RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20261225"), ["2026-12-24", "2026-12-26"]),
        (("RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20261224T000000"), ["2026-12-25"]),
        (("RDATE;VALUE=DATE:20270106,20270201",), ["2026-12-24", "2027-01-06", "2027-02-01"]),
        (
            (
                "RRULE:FREQ=DAILY;COUNT=2", "END:VEVENT", "BEGIN:VEVENT", "UID:1",
                "RECURRENCE-ID;VALUE=DATE:20261224", "DTSTART;VALUE=DATE:20261231",
            ),
            ["2026-12-25"],
        ),
    ],
)  # fmt: skip
def test_whole_days_recur(lines: tuple[str, ...], days: list[str]) -> None:
    found = read_invitations(event("DTSTART;VALUE=DATE:20261224", *lines))[0].when

    assert isinstance(found, AllDaySeries)
    assert [str(one.start) for one in found.between(date.min, date(9000, 1, 1))] == days


def test_whole_days_that_recur_are_busy_in_the_window() -> None:
    content = event("DTSTART;VALUE=DATE:19700101", "DURATION:P2D", "RRULE:FREQ=MONTHLY;BYDAY=1MO")
    busy = read_busy(content, window=WINDOW, floating="Europe/Berlin")

    assert [f"{start:%d %H}-{end:%d %H}" for start, end in busy] == ["01 23-03 23", "06 23-08 23"]


def test_a_day_begins_with_the_clock_change_that_skips_its_midnight() -> None:
    content = event("DTSTART;VALUE=DATE:20260424")
    ((start, end),) = read_busy(
        content,
        window=(datetime(2026, 4, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)),
        floating="Africa/Cairo",
    )

    assert (start, end - start) == (datetime(2026, 4, 23, 22, tzinfo=UTC), 23 * HOUR)


@pytest.mark.parametrize(
    ("rule", "error"),
    [
        ("FREQ=HOURLY", ParseError),
        ("FREQ=DAILY;BYHOUR=9", ParseError),
        ("FREQ=SOMETIMES", ParseError),
        (1, TypeError),
    ],
)
def test_a_rule_of_hours_is_no_rule_of_days(rule: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        AllDaySeries(rule, AllDay(date(2026, 1, 1), date(2026, 1, 2)))


def test_what_are_no_days_is_refused() -> None:
    day = date(2026, 1, 1)
    with pytest.raises(ParseError, match="range"):
        AllDay(day, day)
    with pytest.raises(TypeError, match="datetime"):
        AllDay(day, STAMP)
    series = AllDaySeries("FREQ=DAILY", AllDay(day, date(2026, 1, 2)))
    with pytest.raises(TypeError, match="datetime"):
        series.between(day, STAMP)
    with pytest.raises(ParseError, match="100,000"):
        series.between(day, date(9000, 1, 1))
    with pytest.raises(TypeError, match="AllDay"):
        AllDaySeries("FREQ=DAILY", day)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="str"):
        AllDaySeries("FREQ=DAILY", series.first, exclude=("2026-01-01",))  # type: ignore[arg-type]


def test_two_zones_of_one_windows_name_stay_two() -> None:
    sent = [
        Invitation(zone, Appointment(datetime(2026, 12, 15, 9), zone, HOUR))
        for zone in ("America/Los_Angeles", "America/Vancouver")
    ]
    content = write_invitations(sent, stamp=STAMP, flavour="outlook")

    assert b"TZID:Pacific Standard Time" in content
    assert read_invitations(content) == sent


@pytest.mark.parametrize("zone", sorted(pytz.common_timezones)[::12])
def test_a_vtimezone_is_what_the_zone_is(zone: str) -> None:
    assert vtimezone_differences(zone, vtimezone(zone, first=2026, last=2030)) == []


@pytest.mark.parametrize(
    ("zone", "line"),
    [
        # what Google and Outlook write: the onset by the clock before it
        pytest.param("Europe/Berlin", "DTSTART:19700329T020000", id="Berlin in spring"),
        pytest.param("Europe/Berlin", "DTSTART:19701025T030000", id="Berlin in autumn"),
        pytest.param(
            "Asia/Jerusalem",
            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=FR;BYMONTHDAY=23,24,25,26,27,28,29",
            id="Friday before the last Sunday",
        ),
        pytest.param(
            "America/Nuuk",
            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=SA;BYMONTHDAY=24,25,26,27,28,29,30",
            id="Saturday before the last Sunday",
        ),
        pytest.param("Africa/Casablanca", "DTSTART:20260215T030000", id="a list"),
    ],
)
def test_a_vtimezone_has_the_form_that_programs_read(zone: str, line: str) -> None:
    assert line in vtimezone(zone, first=2026).splitlines()


@pytest.mark.parametrize(
    ("tzid", "territory", "zone"),
    [
        ("Europe/Berlin", None, "Europe/Berlin"),
        ("W. Europe Standard Time", None, "Europe/Berlin"),
        ("Pacific Standard Time", None, "America/Los_Angeles"),
        ("Pacific Standard Time", "CA", "America/Vancouver"),
        ("/freeassociation.sourceforge.net/Europe/Berlin", None, "Europe/Berlin"),
        ("/citadel.org/20210210_1/America/Argentina/Salta", None, "America/Argentina/Salta"),
    ],
)
def test_a_foreign_name_of_a_zone_is_resolved(tzid: str, territory: str | None, zone: str) -> None:
    content = event(f"DTSTART;TZID={tzid}:20261124T100000", "DURATION:PT1H")
    (found,) = read_invitations(content, territory=territory)

    assert found.when == Appointment(datetime(2026, 11, 24, 10), zone, HOUR)


def test_an_unknown_zone_is_refused_and_a_floating_time_too() -> None:
    with pytest.raises(UnknownZoneError, match="Customized"):
        read_invitations(event("DTSTART;TZID=Customized Time Zone:20261124T100000"))
    floating = event("DTSTART:20261124T100000")
    with pytest.raises(ParseError, match="TZID"):
        read_invitations(floating)
    (found,) = read_invitations(floating, floating="Asia/Tokyo")
    assert found.when == Appointment(datetime(2026, 11, 24, 10), "Asia/Tokyo", timedelta(0))


def test_vancouver_is_read_by_the_law_of_today() -> None:
    (found,) = read_invitations(event("DTSTART;TZID=America/Vancouver:20261215T090000"))

    assert isinstance(found.when, Appointment)
    assert found.when.instant == datetime(2026, 12, 15, 16, tzinfo=UTC)


def test_rules_of_the_sender_that_are_not_ours_are_found() -> None:
    old = OLD_RULES.replace("\n", "\r\n")
    winter, summer = (
        read_invitations(event(f"DTSTART;TZID=America/Vancouver:{at}", before=old))[0]
        for at in ("20261215T090000", "20260715T090000")
    )

    assert [finding.code for finding in winter.findings] == ["time.vtimezone"]
    assert "17:00" in winter.findings[0].message
    assert summer.findings == ()


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        # summer time that ended for good in October 2005: what holds is the last onset
        pytest.param("RRULE:FREQ=YEARLY;BYMONTH={};BYDAY=-1SU;UNTIL=20051231", 0, id="rules"),
        pytest.param("RDATE:2004{0:02}28T030000,2005{0:02}28T030000", 0, id="lists"),
        pytest.param("X-NONE:{}", 1, id="one onset each, summer the later"),
    ],
)
def test_the_last_onset_of_a_zone_holds(rule: str, found: int) -> None:
    parts = [
        (
            "BEGIN:STANDARD\r\nDTSTART:19961027T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
            f"{rule.format(10)}\r\nEND:STANDARD\r\n"
        ),
        (
            "BEGIN:DAYLIGHT\r\nDTSTART:19970330T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
            f"{rule.format(3)}\r\nEND:DAYLIGHT\r\n"
        ),
    ]
    zone = f"BEGIN:VTIMEZONE\r\nTZID:Africa/Lagos\r\n{''.join(parts)}END:VTIMEZONE\r\n"
    [one] = read_invitations(event("DTSTART;TZID=Africa/Lagos:20260601T090000", before=zone))

    assert len(one.findings) == found


def test_a_mark_of_byte_order_is_no_part_of_a_file() -> None:
    assert len(read_invitations(b"\xef\xbb\xbf" + event(BERLIN).encode())) == 1


def test_days_of_a_duration_are_nominal_and_hours_exact() -> None:
    lines = "DTSTART;TZID=Europe/Berlin:20261024T120000"
    ends = [
        read_invitations(event(lines, f"DURATION:{text}"))[0].when
        for text in ("P1D", "PT24H", "P1DT1H")
    ]

    assert [one.duration for one in ends if isinstance(one, Appointment)] == [
        25 * HOUR, 24 * HOUR, 26 * HOUR,
    ]  # fmt: skip


def test_a_changed_occurrence_is_an_event_of_its_own() -> None:
    content = event(
        "DTSTART;TZID=Europe/Berlin:20261124T100000", "RRULE:FREQ=DAILY;COUNT=3", "DURATION:PT1H",
        "END:VEVENT", "BEGIN:VEVENT", "UID:1",
        "RECURRENCE-ID;TZID=Europe/Berlin:20261125T100000",
        "DTSTART;TZID=Europe/Berlin:20261125T150000", "DURATION:PT1H",
    )  # fmt: skip
    busy = read_busy(content, window=WINDOW)

    assert [f"{start:%d %H}" for start, _ in busy] == ["24 09", "25 14", "26 09"]


@pytest.mark.parametrize(
    ("property_", "left"),
    [
        pytest.param("EXDATE;TZID=Europe/Berlin:20260329T023000", 2, id="left out in the gap"),
        pytest.param("EXDATE:20260329T013000Z", 3, id="no local time of the rule"),
        pytest.param("EXDATE:20260330T003000Z", 2, id="left out by its instant"),
    ],
)
def test_what_clocks_skip_can_be_left_out(property_: str, left: int) -> None:
    start = "DTSTART;TZID=Europe/Berlin:20260328T023000"
    [one] = read_invitations(event(start, "RRULE:FREQ=DAILY;COUNT=3", property_))

    assert len(list(one.when)) == left  # type: ignore[arg-type]


def test_a_changed_occurrence_may_be_named_by_its_instant() -> None:
    start = "DTSTART;TZID=Europe/Berlin:2026111{}T090000"
    changed = event(start.format(7), "RECURRENCE-ID:20261116T080000Z").split("\r\n", 3)[3]
    series = event(start.format(5), "RRULE:FREQ=DAILY;COUNT=3").removesuffix("END:VCALENDAR\r\n")

    when = [one.when for one in read_invitations(series + changed)]

    assert [one.start.day for one in when[0]] == [15, 17]  # type: ignore[union-attr]


def hostile(rule: str) -> str:
    part = f"BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETTO:+0100\r\nRRULE:{rule}"
    return f"BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n{part}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(event("DTSTART;VALUE=DATE:99991231"), id="the last day of all"),
        pytest.param(event("DTSTART:99991231T235959Z", "DURATION:P1D"), id="an end after it"),
        pytest.param(event(BERLIN[:-1] + "0junk"), id="more than a time"),
        pytest.param(event(BERLIN, "RDATE;VALUE=PERIOD:20261117T090000Z/PT1H"), id="a period"),
        pytest.param(event(BERLIN, before=hostile("FREQ=SECONDLY")), id="onsets every second"),
        pytest.param(
            event(*(
                line
                for year in range(1001, 1101)
                for line in (f"DTSTART;TZID=Europe/Berlin:{year}0101T000000", "END:VEVENT",
                             "BEGIN:VEVENT")
            ), BERLIN, before=hostile("\r\nRRULE:".join(["FREQ=YEARLY;COUNT=1"] * 60))),
            id="a hundred years of sixty rules",
        ),
        pytest.param(
            event("DTSTART:19700101T000000Z", "RRULE:FREQ=SECONDLY;COUNT=999999999"),
            id="seconds counted since 1970",
        ),
        pytest.param(
            event(*("DTSTART:19700101T000000Z", "RRULE:FREQ=DAILY;COUNT=99999", "END:VEVENT",
                    "BEGIN:VEVENT") * 11, BERLIN),
            id="days counted in eleven series",
        ),
        pytest.param(
            event(BERLIN).replace("VEVENT", "VFREEBUSY").replace(
                BERLIN, "FREEBUSY:20261117T100000Z/-PT1H"
            ),
            id="busy in reverse",
        ),
        pytest.param(
            event(BERLIN, "RECURRENCE-ID;RANGE=THISANDFUTURE:20261116T080000Z"), id="a range"
        ),
        pytest.param(
            event(
                BERLIN, "RRULE:FREQ=DAILY", "END:VEVENT", "BEGIN:VEVENT", "UID:1", BERLIN,
                "RRULE:FREQ=DAILY", "RECURRENCE-ID:20261116T080000Z",
            ),
            id="a change of two series",
        ),
        pytest.param(
            event(BERLIN).replace("VEVENT", "VFREEBUSY").replace(
                BERLIN, "FREEBUSY:99991231T000000Z/P9W"
            ),
            id="busy after all days",
        ),
    ],
)  # fmt: skip
def test_what_has_no_bounds_is_refused(content: str) -> None:
    with pytest.raises(ParseError):
        read_busy(content, window=WINDOW)


def test_busy_times_are_counted_over_all_series(monkeypatch: pytest.MonkeyPatch) -> None:
    daily = (BERLIN, "RRULE:FREQ=DAILY;COUNT=7")
    content = event(*daily, "END:VEVENT", "BEGIN:VEVENT", "UID:2", *daily)
    assert len(read_busy(content, window=WINDOW)) == 14

    monkeypatch.setattr("crmi18n.ext.icalendar.MOST_TIMES", 13)
    with pytest.raises(ParseError, match="13 busy times"):
        read_busy(content, window=WINDOW)


def test_busy_times_are_those_of_events_and_of_free_busy() -> None:
    content = event(
        "DTSTART:20261124T100000Z", "DTEND:20261124T110000Z",
        "END:VEVENT", "BEGIN:VEVENT", "UID:2", "STATUS:CANCELLED", "DTSTART:20261126T100000Z",
        "END:VEVENT", "BEGIN:VEVENT", "UID:3", "TRANSP:TRANSPARENT", "DTSTART:20261127T100000Z",
        "END:VEVENT", "BEGIN:VFREEBUSY", "UID:4",
        "FREEBUSY;FBTYPE=BUSY:20261125T100000Z/PT1H,20261125T120000Z/20261125T130000Z",
        "FREEBUSY;FBTYPE=FREE:20261128T100000Z/PT1H",
        "END:VFREEBUSY", "BEGIN:VEVENT", "UID:5", "DTSTART:20270101T100000Z",
    )  # fmt: skip
    busy = read_busy(content, window=WINDOW)

    assert [f"{start:%d %H}-{end:%H}" for start, end in busy] == [
        "24 10-11",
        "25 10-11",
        "25 12-13",
    ]
    again = write_busy(busy, window=WINDOW, stamp=STAMP, uid="b")
    assert read_busy(again, window=WINDOW) == busy


def test_whole_days_are_busy_in_the_zone_given() -> None:
    content = event("DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261125")

    assert read_busy(content, window=WINDOW) == ()
    ((start, end),) = read_busy(content, window=WINDOW, floating="Asia/Tokyo")
    assert (start.hour, end - start) == (15, 24 * HOUR)


def test_an_attendee_takes_busy_times_from_a_file() -> None:
    busy = read_busy(write_invitations([Invitation("1", SERIES)], stamp=STAMP), window=WINDOW)
    ada = Attendee("Ada", WorkingCalendar("Europe/Berlin", {"thu": ["15:30-18:00"]}), busy)
    slots = find_slots([ada], HOUR / 2, window=WINDOW, step=HOUR / 2)

    assert {f"{slot.shares[0].start:%H:%M}" for slot in slots if slot.start.day == 12} == {
        "15:30", "17:30",
    }  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="empty"),
        pytest.param("BEGIN:VCALENDAR", id="unfinished"),
        pytest.param("hello", id="a text"),
        pytest.param(b"\xff\xfe\x00", id="bytes"),
        pytest.param("x" * 50_000_000, id="50 MB"),
        pytest.param(event("SUMMARY:none"), id="no start"),
        pytest.param(event("DTSTART:soon"), id="no time"),
        pytest.param(event("DTSTART:20261124T100000Z", "DTEND;VALUE=DATE:20261125"), id="mixed"),
        pytest.param(event("DTSTART:20261124T100000Z", "DTEND:20261124T090000Z"), id="reversed"),
        pytest.param(event("DTSTART:20261124T100000Z", "RRULE:FREQ=SOMETIMES"), id="no rule"),
        pytest.param(
            event("DTSTART:20261124T100000Z", "RRULE:RSCALE=CHINESE;FREQ=YEARLY"), id="RSCALE"
        ),
    ],
)
def test_what_is_no_calendar_is_refused(content: Any) -> None:
    with pytest.raises(ParseError):
        read_invitations(content)


@pytest.mark.parametrize("years", [(0, None), (2027, 2026), (2026, 10_000), (10_000, None)])
def test_years_that_are_none_have_no_vtimezone(years: tuple[int, int | None]) -> None:
    with pytest.raises(ParseError, match="9999"):
        vtimezone("Europe/Berlin", first=years[0], last=years[1])


def test_wrong_kinds_are_refused() -> None:
    with pytest.raises(TypeError, match="int"):
        read_invitations(1)  # type: ignore[arg-type]
    with pytest.raises(TimeKindError):
        write_invitations([], stamp=datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="flavour"):
        write_invitations([], stamp=STAMP, flavour="lotus")  # type: ignore[arg-type]
