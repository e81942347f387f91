"""Time zones, local times that clocks skip or repeat, appointments, business dates."""

from crmi18n.time.check import check_appointment
from crmi18n.time.format import format_appointment
from crmi18n.time.instant import business_date
from crmi18n.time.model import Appointment, WallTime
from crmi18n.time.resolve import Kind, Policy, Resolution, resolve_wall
from crmi18n.time.zone import get_zone, tz_release, zones_of

__all__ = [
    "Appointment",
    "Kind",
    "Policy",
    "Resolution",
    "WallTime",
    "business_date",
    "check_appointment",
    "format_appointment",
    "get_zone",
    "resolve_wall",
    "tz_release",
    "zones_of",
]
