"""What a new release of the time zone database does to appointments already made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, final

from crmi18n.errors import WallTimeError
from crmi18n.findings import Finding
from crmi18n.time.instant import require_instant
from crmi18n.time.model import Appointment
from crmi18n.time.zone import tz_release

__all__ = ["Rebased", "rebase"]


@final
@dataclass(frozen=True, slots=True)
class Rebased:
    """An appointment that the rules of today put at another instant.

    Attributes:
        before: as it was made.
        after: the same local time by the rules of today; the same as ``before`` if the policy
            allows no reading of it.
        moved: by how much its instant moves; negative: it is earlier.
        finding: the same in words: ``time.moved``, or ``time.lost`` if there is no reading.
    """

    before: Appointment
    after: Appointment
    moved: timedelta
    finding: Finding

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "before": self.before.to_dict(),
            "after": self.after.to_dict(),
            "moved": self.moved.total_seconds(),
            "finding": self.finding.to_dict(),
        }


def rebase(appointments: Iterable[Appointment], *, now: datetime | None = None) -> list[Rebased]:
    """Return every appointment that today's rules move; nothing is changed.

    Whoever keeps them takes ``after`` in place of ``before`` where people agree: others may have
    noted the instant.

    Args:
        appointments: as they were kept, with the release that made them.
        now: only those that start after this instant are looked at; None: all.

    Raises:
        TypeError: an appointment is none, or ``now`` is no datetime.
        TimeKindError: ``now`` is naive.

    >>> kept = Appointment.from_dict({
    ...     "start": "2026-12-15T09:00:00-08:00[America/Vancouver]", "duration": "PT1H",
    ...     "policy": "compatible", "tz_release": "2025b",
    ... })
    >>> [moved] = rebase([kept])
    >>> str(moved.after), str(moved.moved)
    ('2026-12-15T09:00:00-07:00[America/Vancouver]', '-1 day, 23:00:00')
    """
    since = None if now is None else require_instant(now, "now")
    found = []
    for one in appointments:
        if not isinstance(one, Appointment):
            raise TypeError(f"an Appointment is expected, not {type(one).__name__}")
        if since is not None and one.instant < since:
            continue
        if one.tz_release != tz_release() and (moved := _rebased(one)) is not None:
            found.append(moved)
    return found


def _rebased(one: Appointment) -> Rebased | None:
    try:
        # Made again of its parts, which resolves its start by the rules of today.
        after = replace(one)
    except WallTimeError as error:
        message = f"{one} has no start by the rules of {tz_release()}: {error}"
        finding = Finding("time.lost", "error", message, value=str(one))
        return Rebased(one, one, timedelta(0), finding)
    moved = after.instant - one.instant
    if not moved:
        return None
    message = (
        f"{one.start} in {one.zone} was {one.instant.isoformat(' ')} by release {one.tz_release}"
        f" of the rules, and is {after.instant.isoformat(' ')} by {after.tz_release}"
    )
    return Rebased(one, after, moved, Finding("time.moved", "warning", message, value=str(one)))
