"""An appointment is shown by the reader's clock, with the offset that it is meant in."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from crmi18n.errors import ParseError, UnknownZoneError
from crmi18n.time import Appointment, format_appointment

# ruff: noqa: DTZ001 - local times are naive

HOUR = timedelta(hours=1)
REVIEW = Appointment(datetime(2026, 10, 29, 16), "Europe/Berlin", HOUR)


# Days and times as CLDR writes them.
@pytest.mark.parametrize(
    ("value", "locale", "zone", "text"),
    [
        pytest.param(REVIEW, "de", "Europe/Berlin", "29.10.2026 16:00–17:00 UTC+1", id="at home"),
        pytest.param(
            REVIEW,
            "en-US",
            "America/New_York",
            "Oct 29, 2026 11:00\u202fAM–12:00\u202fPM UTC-4",
            id="New York",
        ),
        pytest.param(
            REVIEW, "th", "Asia/Bangkok", "29 ต.ค. 2569 22:00–23:00 UTC+7", id="a Buddhist year"
        ),
        pytest.param(REVIEW, "ja", "Asia/Tokyo", "2026/10/30 0:00–1:00 UTC+9", id="the next day"),
        pytest.param(
            REVIEW, "en-GB", "Asia/Kathmandu", "29 Oct 2026 20:45–21:45 UTC+5:45", id="quarters"
        ),
        pytest.param(
            REVIEW, "en-GB", "Europe/London", "29 Oct 2026 15:00–16:00 UTC", id="no offset"
        ),
        pytest.param(
            Appointment(datetime(2026, 10, 29, 16), "Europe/Berlin", timedelta(0)),
            "de",
            "Europe/Berlin",
            "29.10.2026 16:00 UTC+1",
            id="no duration",
        ),
        pytest.param(
            Appointment(datetime(2026, 10, 29, 23), "Europe/Berlin", 3 * HOUR),
            "de",
            "Europe/Berlin",
            "29.10.2026 23:00 – 30.10.2026 02:00 UTC+1",
            id="over midnight",
        ),
        pytest.param(
            Appointment(datetime(2026, 10, 25, 1, 30), "Europe/Berlin", 2 * HOUR),
            "de",
            "Europe/Berlin",
            "25.10.2026 01:30 UTC+2 – 02:30 UTC+1",
            id="over a clock change",
        ),
    ],
)
def test_it_is_shown_by_the_readers_clock(
    value: Appointment, locale: str, zone: str, text: str
) -> None:
    assert format_appointment(value, locale=locale, zone=zone) == text


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(UnknownZoneError):
        format_appointment(REVIEW, locale="de", zone="Europe/Munich")


def test_an_end_after_all_days_of_the_reader_is_refused() -> None:
    last = Appointment(datetime(9999, 12, 31, 23, 59), "Europe/Berlin", timedelta(minutes=2))

    with pytest.raises(ParseError, match="1 to 9999 in Europe/Berlin"):
        format_appointment(last, locale="de", zone="Europe/Berlin")
