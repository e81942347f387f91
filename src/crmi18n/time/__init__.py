"""Time zones, local times that clocks skip or repeat, appointments, working time, meetings."""

from crmi18n.time.calendar import CombinedCalendar, Due, OpenHours, WorkingCalendar
from crmi18n.time.check import check_appointment
from crmi18n.time.format import format_appointment
from crmi18n.time.instant import business_date
from crmi18n.time.model import Appointment, WallTime
from crmi18n.time.recurrence import Recurrence
from crmi18n.time.resolve import Kind, Policy, Resolution, resolve_wall
from crmi18n.time.sla import SlaClock
from crmi18n.time.slots import (
    Attendee,
    Conflict,
    Cover,
    Share,
    Shift,
    Slot,
    Slots,
    Team,
    find_cover,
    find_slots,
)
from crmi18n.time.week import DayHours, WeekPattern
from crmi18n.time.zone import get_zone, tz_release, zones_of

__all__ = [
    "Appointment",
    "Attendee",
    "CombinedCalendar",
    "Conflict",
    "Cover",
    "DayHours",
    "Due",
    "Kind",
    "OpenHours",
    "Policy",
    "Recurrence",
    "Resolution",
    "Share",
    "Shift",
    "SlaClock",
    "Slot",
    "Slots",
    "Team",
    "WallTime",
    "WeekPattern",
    "WorkingCalendar",
    "business_date",
    "check_appointment",
    "find_cover",
    "find_slots",
    "format_appointment",
    "get_zone",
    "resolve_wall",
    "tz_release",
    "zones_of",
]
