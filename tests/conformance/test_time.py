"""Claim: tables, bits and rules answer as slow and plain walks do, in every case tried."""

import zoneinfo
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from io import BytesIO

import pytest
import pytz

from crmi18n.ext.icalendar import vtimezone
from crmi18n.time import _pytz, get_zone, resolve_wall, tz_release
from crmi18n.time.transitions import zone_table
from tests.conformance.walks import (
    rule_differences,
    scan_differences,
    vtimezone_differences,
    walk_differences,
)

pytestmark = pytest.mark.conformance

Report = Callable[[str, str, int, int], None]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
AROUND = (-7200, -3601, -1800, -1, 0, 1, 1800, 3600, 7200)


@pytest.mark.parametrize(
    ("suite", "version", "differences", "count"),
    [
        pytest.param(
            "working time: minute by minute", f"holidays {version('holidays')}, tz {tz_release()}",
            walk_differences, 10_000, id="working time",
        ),
        pytest.param(
            "slots: every start", f"tz {tz_release()}", scan_differences, 1000, id="slots"
        ),
        pytest.param(
            "recurrence: dateutil", f"dateutil {version('python-dateutil')}",
            rule_differences, 6000, id="recurrence",
        ),
    ],
)  # fmt: skip
def test_random_cases_have_no_difference(
    suite: str,
    version: str,
    differences: Callable[[int], list[str]],
    count: int,
    report: Report,
) -> None:
    found = [differences(seed) for seed in range(count)]

    failed = [lines for lines in found if lines]
    report(suite, version, count, len(failed))
    assert not failed, failed[:5]


def test_every_change_of_every_zone_is_zoneinfos(report: Report) -> None:
    """The integer tables, and ``resolve_wall``, from 1970 to 2060."""
    first, last = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (1970, 2061))
    cases, failed = 0, []
    for name in pytz.all_timezones:
        table, zone = zone_table(name, 2060), get_zone(name)
        plain = zoneinfo.ZoneInfo.from_file(BytesIO(_pytz.content(name)), key=name)
        for change in table.changes:
            if not first <= change < last:
                continue
            for beside in AROUND:
                at = EPOCH + timedelta(seconds=change + beside)
                offset = at.astimezone(plain).utcoffset()
                wall = at.astimezone(plain).replace(tzinfo=None, fold=0)
                both = [wall.replace(tzinfo=plain, fold=f).astimezone(UTC) for f in (0, 1)]
                edges = table.edges(int((wall - EPOCH.replace(tzinfo=None)).total_seconds()))
                found = resolve_wall(wall, name)
                same = (
                    timedelta(seconds=table.offset_at(change + beside)) == offset
                    and at.astimezone(zone).utcoffset() == offset
                    and [EPOCH + timedelta(seconds=at) for at in (edges.earlier, edges.later)]
                    == sorted(both)
                    and found.instant == both[0]
                    and [found.earlier, found.later] == sorted(both)
                )
                cases += 1
                if not same:
                    failed.append((name, at))

    report("zones: every change 1970 to 2060", f"tz {tz_release()}", cases, len(failed))
    assert cases > 100_000
    assert not failed, failed[:5]


def test_every_vtimezone_is_what_the_zone_is(report: Report) -> None:
    """Read by a reader of its own; from 2026 to 2030, which has irregular years of four zones."""
    found = {
        zone: vtimezone_differences(zone, vtimezone(zone, first=2026, last=2030))
        for zone in pytz.common_timezones
    }

    failed = {zone: lines[:2] for zone, lines in found.items() if lines}
    report("VTIMEZONE: every zone", f"tz {tz_release()}", len(found), len(failed))
    assert not failed
