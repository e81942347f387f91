"""Time zones, local times that clocks skip or repeat, appointments, working time, meetings."""

from crmi18n.time.calendar import CombinedCalendar, Due, OpenHours, WorkingCalendar
from crmi18n.time.calling import CallingRule, Verdict, calling_rules, may_call
from crmi18n.time.campaign import Batch, Campaign, send_at_local
from crmi18n.time.check import check_appointment
from crmi18n.time.eras import CalendarDate
from crmi18n.time.fiscal import FiscalCalendar, FiscalDate, FiscalPeriod, week_number
from crmi18n.time.format import format_appointment, format_calendar_date
from crmi18n.time.instant import business_date
from crmi18n.time.model import Appointment, WallTime
from crmi18n.time.names import zone_city, zone_name
from crmi18n.time.parse import parse_appointment
from crmi18n.time.rebasing import Rebased, rebase
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
from crmi18n.time.windows import WindowsZone, windows_zone, zone_of_windows
from crmi18n.time.zone import ZoneLike, country_of, get_zone, preferred_zone, tz_release, zones_of

__all__ = [
    "Appointment",
    "Attendee",
    "Batch",
    "CalendarDate",
    "CallingRule",
    "Campaign",
    "CombinedCalendar",
    "Conflict",
    "Cover",
    "DayHours",
    "Due",
    "FiscalCalendar",
    "FiscalDate",
    "FiscalPeriod",
    "Kind",
    "OpenHours",
    "Policy",
    "Rebased",
    "Recurrence",
    "Resolution",
    "Share",
    "Shift",
    "SlaClock",
    "Slot",
    "Slots",
    "Team",
    "Verdict",
    "WallTime",
    "WeekPattern",
    "WindowsZone",
    "WorkingCalendar",
    "ZoneLike",
    "business_date",
    "calling_rules",
    "check_appointment",
    "country_of",
    "find_cover",
    "find_slots",
    "format_appointment",
    "format_calendar_date",
    "get_zone",
    "may_call",
    "parse_appointment",
    "preferred_zone",
    "rebase",
    "resolve_wall",
    "send_at_local",
    "tz_release",
    "week_number",
    "windows_zone",
    "zone_city",
    "zone_name",
    "zone_of_windows",
    "zones_of",
]
