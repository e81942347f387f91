"""What somebody should look at in an appointment; never a reason to refuse it."""

from __future__ import annotations

from crmi18n.findings import Finding
from crmi18n.time.model import Appointment
from crmi18n.time.resolve import resolve_wall
from crmi18n.time.zone import tz_release

__all__ = ["check_appointment"]


def check_appointment(value: Appointment) -> list[Finding]:
    """Return why an appointment may not start when people think it does.

    The codes, all warnings: ``time.gap``: clocks skip the start; ``time.fold``: they show it
    twice, and neither is asked for by policy ``earlier`` or ``later``; ``time.moved``: by the
    rules of today it starts at another instant than when it was made.

    Raises:
        TypeError: it is no appointment.

    >>> from datetime import datetime, timedelta
    >>> start = datetime(2027, 3, 14, 2, 30)
    >>> [found] = check_appointment(Appointment(start, "America/New_York", timedelta(hours=1)))
    >>> found.code, found.value
    ('time.gap', '2027-03-14 02:30:00')
    """
    if not isinstance(value, Appointment):
        raise TypeError(f"an Appointment is expected, not {type(value).__name__}")
    policy = "compatible" if value.policy in ("raise", "skip") else value.policy
    today = resolve_wall(value.start, value.zone, policy)
    messages = {}
    if today.kind == "gap":
        messages["gap"] = (
            f"{value.start} does not exist in {value.zone}: clocks skip it;"
            f" taken as {value.at(value.zone).isoformat(' ')}"
        )
    elif today.kind == "fold" and value.policy not in ("earlier", "later"):
        messages["fold"] = (
            f"{value.start} happens twice in {value.zone}, at {today.earlier.isoformat(' ')}"
            f" and at {today.later.isoformat(' ')}; taken as {value.instant.isoformat(' ')}"
        )
    if today.instant != value.instant:
        messages["moved"] = (
            f"{value.start} in {value.zone} was {value.instant.isoformat(' ')} by release"
            f" {value.tz_release} of the rules, and is {today.instant} by {tz_release()}"
        )
    return [
        Finding(f"time.{code}", "warning", message, value=str(value.start))
        for code, message in messages.items()
    ]
