"""Scenario 7: a signature has the date, and falls into the quarter, of the unit that sells."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from crmi18n.time import FiscalCalendar, business_date

SIGNED = datetime(2026, 6, 30, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "quarter"),
    [
        pytest.param("Pacific/Auckland", date(2026, 7, 1), 3, id="Auckland"),
        pytest.param("Europe/Berlin", date(2026, 6, 30), 2, id="Berlin"),
    ],
)
def test_date_and_quarter_are_those_of_the_unit(zone: str, day: date, quarter: int) -> None:
    found = business_date(SIGNED, zone)

    assert found == day
    assert FiscalCalendar().of(found).quarter == quarter
