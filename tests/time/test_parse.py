"""The start of an appointment is read as RFC 9557 says, and no instant is lost on the way."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from crmi18n.errors import ParseError, UnknownZoneError, WallTimeError
from crmi18n.time import Appointment, parse_appointment

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("2026-11-24T10:00:00+01:00[Europe/Berlin]", {}, "24T10:00 09:00 compatible"),
        ("2026-11-24T10:00+01:00[europe/berlin]", {}, "24T10:00 09:00 compatible"),
        ("2026-11-24T10:00:00[Europe/Berlin]", {}, "24T10:00 09:00 compatible"),
        ("2026-11-24T10:00:00Z[Europe/Berlin]", {}, "24T11:00 10:00 compatible"),
        # an offset says which of two, or that of before or after a gap
        ("2026-10-25T02:30:00+02:00[Europe/Berlin]", {}, "25T02:30 00:30 compatible"),
        ("2026-10-25T02:30:00+01:00[Europe/Berlin]", {}, "25T02:30 01:30 later"),
        ("2026-10-25T01:30:00Z[Europe/Berlin]", {}, "25T02:30 01:30 later"),
        ("2026-10-25T02:30:00[Europe/Berlin]", {"policy": "later"}, "25T02:30 01:30 later"),
        ("2026-03-29T02:30:00+01:00[Europe/Berlin]", {}, "29T02:30 01:30 compatible"),
        ("2026-03-29T02:30:00+02:00[Europe/Berlin]", {}, "29T02:30 00:30 earlier"),
        # the rules of before March 2026
        (
            "2026-12-15T09:00:00-08:00[America/Vancouver]", {"on_conflict": "zone"},
            "15T09:00 16:00 compatible",
        ),
        (
            "2026-12-15T09:00:00-08:00[America/Vancouver]", {"on_conflict": "instant"},
            "15T10:00 17:00 compatible",
        ),
        # tags: known ones, and others that are not critical
        (
            "2026-11-24T10:00:00+01:00[!Europe/Berlin][!u-ca=iso8601]", {},
            "24T10:00 09:00 compatible",
        ),
        (
            "2026-11-24T10:00:00+01:00[Europe/Berlin][u-ca=hebrew][x_y=1-2]", {},
            "24T10:00 09:00 compatible",
        ),
        # sub-minute offsets, and microseconds
        ("1880-01-01T00:00:00+00:53:28[Europe/Berlin]", {}, "01T00:00 23:06 compatible"),
        ("2026-11-24T10:00:00.5+01:00[Europe/Berlin]", {}, "24T10:00 09:00 compatible"),
    ],
)  # fmt: skip
def test_a_start_is_read_as_its_instant(text: str, options: Any, expected: str) -> None:
    found = parse_appointment(text, duration=HOUR, **options)

    assert f"{found.start:%dT%H:%M} {found.instant:%H:%M} {found.policy}" == expected


@pytest.mark.parametrize("policy", ["compatible", "earlier", "later", "next_valid"])
@pytest.mark.parametrize(
    "start",
    ["2026-10-25T02:30", "2026-03-29T02:30", "2026-06-01T02:30:01.000001", "1880-01-01T05"],
)
def test_what_an_appointment_says_of_itself_is_read_again(start: str, policy: Any) -> None:
    sent = Appointment(datetime.fromisoformat(start), "Europe/Berlin", HOUR, policy)
    if policy == "next_valid" and "03-29" in start:  # its offset is one that no clock shows then
        with pytest.raises(ParseError, match="offset"):
            parse_appointment(str(sent), duration=HOUR)
        return

    read = parse_appointment(str(sent), duration=HOUR)

    assert (read.start, read.instant) == (sent.start, sent.instant)


@pytest.mark.parametrize(
    ("text", "options", "error"),
    [
        ("2026-12-15T09:00:00-08:00[America/Vancouver]", {}, ParseError),
        (
            "2026-12-15T09:00:00-08:00[!America/Vancouver]", {"on_conflict": "zone"}, ParseError,
        ),
        ("2026-11-24T10:00:00+01:00[Europe/Berlin][!u-ca=hebrew]", {}, ParseError),
        ("2026-11-24T10:00:00+01:00[Europe/Berlin][!foo=bar]", {}, ParseError),
        ("2026-11-24T10:00:00+01:00", {}, ParseError),
        ("2026-11-24T10:00:00[+01:00]", {}, ParseError),
        ("2026-11-24T25:00:00+01:00[Europe/Berlin]", {}, ParseError),
        ("2026-11-24T10:00:00+99:00[Europe/Berlin]", {}, ParseError),
        ("0001-01-01T00:00:00+09:00[Asia/Tokyo]", {}, ParseError),
        ("9999-12-31T23:00:00Z[Asia/Tokyo]", {}, ParseError),
        ("2026-11-24T10:00:00+01:00[Europe/Berlin]\n", {}, ParseError),
        ("٢٠٢٦-11-24T10:00:00+01:00[Europe/Berlin]", {}, ParseError),
        ("x" * 1_000_000, {}, ParseError),
        ("2026-11-24T10:00:00+01:00[Europe/Berlin]" + "[a=b]" * 1000, {}, ParseError),
        ("2026-11-24T10:00:00+01:00[Mars/Base]", {}, UnknownZoneError),
        ("2026-03-29T02:30:00[Europe/Berlin]", {"policy": "raise"}, WallTimeError),
        ("2026-11-24T10:00:00+01:00[Europe/Berlin]", {"on_conflict": "guess"}, ValueError),
        (None, {}, TypeError),
        (b"2026-11-24T10:00:00+01:00[Europe/Berlin]", {}, TypeError),
    ],
)  # fmt: skip
def test_what_is_no_start_is_refused(text: Any, options: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        parse_appointment(text, duration=HOUR, **options)
