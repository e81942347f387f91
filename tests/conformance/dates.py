"""ICU as the oracle of dates: what is compared, and how each side is asked.

Skeletons are asked of icu4py (ICU 78.3), all else of Node's Intl (ICU 78.2). Each locale has its
own calendar, and in the suites of calendars each of the others that the library knows.
"""

from __future__ import annotations

import functools
import gzip
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from crmi18n.cldr import (
    LocaleTag,
    calendar_of,
    date_formatter,
    datetime_formatter,
    format_date,
    format_datetime,
    format_time,
    interval_formatter,
    relative_formatter,
    time_formatter,
)
from crmi18n.cldr._date_patterns import skeleton_of
from crmi18n.cldr._intervals import compile_interval
from crmi18n.cldr._skeletons import best_pattern

SAMPLE = Path(__file__).parent / "data/dates.json.gz"

WIDTHS = ("full", "long", "medium", "short")
MOMENTS = (
    "2025-03-30T00:05:09.123",
    "2026-12-05T14:00:00.000",
    "1999-07-01T12:00:00.000",
    "2024-02-29T23:59:59.999",
    "2026-01-04T06:30:00.500",
    "0987-09-10T11:07:30.000",
)
SKELETONS = (  # noqa: SIM905
    "y yMMM yMMMd yMMMEd yMMMMd yMMMMEEEEd yMd yMMdd yMEd yM Md MMMd MMMMd MEd MMMEd MMMMEEEEd d E"
    " EEEE Ed M LLL MMMM yQ yQQQ yQQQQ Gy GyMMM GyMMMd GyMMMEd GyMd h H hm Hm hms Hms jm jms j Bh"
    " Bhm EHm Ehm yMMMdjm yMMMMEEEEdjm yMdHm MMMdj ms mmssSSS HmsSSS yMMMMdHms dMMMMM EEEEE yMMMMM"
    " yyMd yyyyMMdd Ejm MMMMdjms Jm Cm bhm w D yMMMEEEEd"
).split()
KEYS = (  # noqa: SIM905
    "hc-h12 hc-h23 hc-h11 hc-h24 rg-uszzzz rg-gbzzzz rg-inzzzz fw-mon nu-latn nu-deva"
).split()
KEYED_SKELETONS = ("jm", "Jm", "yMMMdjms", "Hm", "hm", "yMEd")
PAIRS = (
    ("2026-03-04T09:00:00", "2026-03-04T09:00:00"),
    ("2026-03-04T09:00:00", "2026-03-04T09:30:00"),
    ("2026-03-04T09:00:00", "2026-03-04T11:30:00"),
    ("2026-03-04T09:00:00", "2026-03-04T18:00:00"),
    ("2026-03-04T09:00:00", "2026-03-21T18:00:00"),
    ("2026-03-04T09:00:00", "2026-05-02T09:00:00"),
    ("2025-12-30T09:00:00", "2026-01-02T09:00:00"),
)
RANGES = (  # noqa: SIM905
    "y yM yMMM yMMMM yMd yMMMd yMMMEd yMMMMd yMMMMEEEEd Md MMMd MMMEd d jm yMMMdjm yMdjm"
).split()
CALENDARS = (  # noqa: SIM905
    "buddhist roc japanese persian islamic-umalqura islamic-civil islamic-tbla coptic ethiopic"
    " ethioaa indian hebrew"
).split()
DAYS = ("2026-11-29T14:05:00", "2019-05-01T09:30:00", "2024-03-03T00:05:00")
CALENDAR_SKELETONS = (  # noqa: SIM905
    "y yMMM yMMMd yMMMEd yMMMMEEEEd yMd Md GyMMMMd GGGGGyMd yQQQ LLLL w yMMMdjm"
).split()
CALENDAR_PAIRS = (
    ("2026-03-04T00:00:00", "2026-03-09T00:00:00"),
    ("2026-03-04T00:00:00", "2026-05-02T00:00:00"),
    ("2025-12-30T00:00:00", "2026-12-31T00:00:00"),
    ("2019-04-25T00:00:00", "2019-05-02T00:00:00"),
)
NUMBERS = ("0", "1", "-1", "2", "-2", "3", "-5", "21", "-1.5", "1000", "-12345")
UNITS = ("year", "quarter", "month", "week", "day", "hour", "minute", "second")


ZONES = (  # of CLDR's test data, the longest first
    "Australian Central Daylight Time",
    "Australian Central Standard Time",
    "Australian Central Time",
    "Greenwich Mean Time",
    "Adelaide Time",
    "توقيت وسط أستراليا الصيفي",
    "توقيت وسط أستراليا الرسمي",
    "توقيت وسط أستراليا",
    "توقيت أديليد",
    "توقيت غرينتش",
    "غرينتش+١٠:٣٠",
    "غرينتش+٩:٣٠",
    "غرينتش",
    "เวลาออมแสงทางตอนกลางของออสเตรเลีย",
    "เวลามาตรฐานทางตอนกลางของออสเตรเลีย",
    "เวลาออสเตรเลียกลาง",
    "เวลาแอดิเลด",
    "เวลามาตรฐานกรีนิช",
    "オーストラリア中部夏時間",
    "オーストラリア中部標準時",
    "オーストラリア中部時間",
    "アデレード時間",
    "グリニッジ標準時",
    "GMT+10:30",
    "GMT+9:30",
    "GMT",
)


class Case(NamedTuple):
    """One comparison, in plain JSON types."""

    suite: str
    locale: str
    option: str
    value: Any


def cases(suite: str, locales: Sequence[str]) -> Iterator[Case]:
    """Return all cases of a suite."""
    options, values = _PLANS[suite]
    for tag in locales:
        yield from (Case(suite, tag, option, value) for option in options for value in values)


_PLANS: dict[str, tuple[Sequence[str], Sequence[Any]]] = {
    "dates": (WIDTHS, MOMENTS),
    "times": (WIDTHS, MOMENTS),
    "date-times": ([f"{day} {clock}" for day in WIDTHS for clock in WIDTHS], MOMENTS[:3]),
    "skeletons": (SKELETONS, MOMENTS[:3]),
    "keys": ([f"{k} {s}" for k in KEYS for s in KEYED_SKELETONS], MOMENTS[:2]),
    "intervals of a length": (WIDTHS, PAIRS),
    "intervals": (RANGES, PAIRS),
    "relative times": (
        [f"{unit} {w} {n}" for unit in UNITS for w in ("long", "short", "narrow")
         for n in ("auto", "always")],
        NUMBERS,
    ),
    "calendars: dates": ([f"{c} {w}" for c in CALENDARS for w in WIDTHS], DAYS),
    "calendars: skeletons": (
        [f"{calendar} {skeleton}" for calendar in CALENDARS for skeleton in CALENDAR_SKELETONS],
        DAYS[:2],
    ),
    "calendars: date-times": ([f"{c} {w} short" for c in CALENDARS for w in WIDTHS], DAYS[:1]),
    "calendars: intervals": ([f"{c} {w}" for c in CALENDARS for w in WIDTHS], CALENDAR_PAIRS),
}  # fmt: skip
SUITES = tuple(_PLANS)
OF_ICU4PY = ("skeletons", "keys", "calendars: skeletons")


_PLAIN = str.maketrans("\u202f\u2009", "  ")  # Node's formats have no other spaces, its parts do


def ours(case: Case, zone: str = "") -> str:
    """Return what the library writes."""
    suite, tag, option, value = case
    if suite.startswith("calendars"):
        calendar, option = option.split(maxsplit=1)
        tag = f"{tag}-u-ca-{calendar}"
        suite = suite.replace("calendars: ", "").replace("intervals", "intervals of a length")
        found = ours(Case(suite, tag, option, value), zone)
        return found if suite == "skeletons" else found.translate(_PLAIN)
    if suite == "relative times":
        return str(_formatter(suite, tag, option, "")(Decimal(value)))
    if suite.startswith("intervals"):
        start, end = map(datetime.fromisoformat, value)
        if suite == "intervals of a length":
            return str(_formatter(suite, tag, option, "")(start.date(), end.date()))
        return str(_formatter(suite, tag, option, "")(start, end))
    moment = datetime.fromisoformat(value)
    if suite == "dates":
        return str(_formatter(suite, tag, option, "")(moment.date()))
    if suite == "times":
        return str(_formatter(suite, tag, option, zone)(moment.time()))
    return str(_formatter(suite, tag, option, zone)(moment))


@functools.lru_cache(maxsize=64)
def _formatter(suite: str, tag: str, option: str, zone: str) -> Callable[..., str]:
    made: Any
    if suite == "dates":
        made = date_formatter(locale=tag, width=option)  # type: ignore[arg-type]
    elif suite == "times":
        made = time_formatter(locale=tag, width=option, zone=zone)  # type: ignore[arg-type]
    elif suite == "date-times":
        day, clock = option.split()
        made = datetime_formatter(locale=tag, width=day, time_width=clock, zone=zone)  # type: ignore[arg-type]
    elif suite == "skeletons":
        made = datetime_formatter(locale=tag, skeleton=option)
    elif suite == "keys":
        key, skeleton = option.split()
        made = datetime_formatter(locale=f"{tag}-u-{key}", skeleton=skeleton)
    elif suite == "intervals of a length":
        made = interval_formatter(date, locale=tag, width=option)  # type: ignore[arg-type]
    elif suite == "intervals":
        # Node asks ICU not for the skeleton, but for that of the pattern that ICU has for it.
        parsed = LocaleTag.parse(tag)
        pattern = best_pattern(parsed, option)
        made = compile_interval(parsed, skeleton_of(pattern), single=pattern)
    else:
        unit, width, numeric = option.split()
        made = relative_formatter(unit, locale=tag, width=width, words=numeric == "auto")  # type: ignore[arg-type]
    return made  # type: ignore[no-any-return]


# Where ICU differs, and why: see docs/conformance/dates.md.
_NEWER_DATA = ("ko", "ko-KP", "ps-PK")
_CRASHES = "gd"
_OTHER_TIMES = (  # noqa: SIM905 - of the locales that ICU gives the times of their parent
    "af-NA ba es-MX es-PH fr-DJ fr-DZ fr-ML fr-MR fr-SY fr-TD fr-TN fr-VU ha-GH ko ko-CN ko-KP"
    " ms-ID ne-IN ps-PK pt-MO sd sd-Arab shn shn-TH so so-DJ so-ET so-KE sq-MK sq-XK sv-FI tr-CY"
    " yue-Hant-CN zh-Hans-HK zh-Hans-MO zh-Hans-MY zh-Hans-SG zh-Hant zh-Hant-HK zh-Hant-MO"
    " zh-Hant-MY"
).split()
_OTHER_FORMS = ("zh-Hans-HK", "zh-Hans-MO", "zh-Hans-SG")
_FIRST_OF_ICU = "1582-10-15"  # it has days of the Julian calendar before, also in Buddhist years


def locales_of(suite: str, locales: Sequence[str]) -> list[str]:
    """Return the locales in which a suite can be asked: Node crashes on intervals in gd."""
    return [
        tag
        for tag in locales
        if not (suite.endswith(("intervals", "of a length")) and tag == _CRASHES)
    ]


def differs(case: Case) -> bool:
    """Tell where ICU is known to write something else."""
    suite, tag, option, value = case
    if suite.startswith("calendars"):
        return _differs_in_calendars(suite, tag, *option.split()[:2])
    if suite == "dates" and value < _FIRST_OF_ICU:
        return getattr(calendar_of(tag), "name", "") == "buddhist"
    if suite == "keys" and option.startswith("rg"):
        return calendar_of(tag) is not None
    if tag == "fr-ML":
        return suite in ("skeletons", "date-times", "intervals")
    if suite in OF_ICU4PY:
        return False
    if suite == "relative times":  # Node has CLDR 48.0
        return (tag == "fr-CH" and len(value.lstrip("-")) > 3) or (
            tag == "gd" and option.startswith("day")
        )
    return tag in _NEWER_DATA and suite in ("times", "date-times", "intervals")


def _differs_in_calendars(suite: str, tag: str, calendar: str, option: str) -> bool:
    if tag == "id" and calendar.startswith("islamic"):  # other names of days
        return option in ("full", "yMMMMEEEEd", "yMMMEd")
    if tag in _OTHER_FORMS and calendar in ("coptic", "ethiopic", "ethioaa"):
        return True
    if suite == "calendars: date-times":
        return tag in _OTHER_TIMES or tag == "eu"
    if suite == "calendars: skeletons":
        return (tag == "eu" and option == "yMMMEd") or (
            option == "yMMMdjm" and tag in _OTHER_TIMES
        )
    return False


def icu(found: Sequence[Case]) -> list[tuple[str, str]]:
    """Return what ICU writes, and the name of the zone in it."""
    if found[0].suite in OF_ICU4PY:
        return [(_icu4py(case), "") for case in found]
    return node(found)


def _icu4py(case: Case) -> str:
    _, tag, option, value = case
    key, _, skeleton = option.rpartition(" ")
    if case.suite.startswith("calendars"):
        key = f"ca-{key}"
    moment = datetime.fromisoformat(value).replace(tzinfo=UTC)
    return str(_message(f"{tag}{key and '-u-'}{key}", skeleton).format({"0": moment}))


@functools.lru_cache(maxsize=1)
def _message(tag: str, skeleton: str) -> Any:
    return import_module("icu4py.messageformat").MessageFormat(f"{{0, date, ::{skeleton}}}", tag)


_NODE = """
const input = JSON.parse(require("fs").readFileSync(0));
const cache = new Map();
const keep = (key, make) => {
  if (!cache.has(key)) { if (cache.size > 99) cache.clear(); cache.set(key, make()); }
  return cache.get(key);
};
const styles = (suite, option) => {
  const [day, clock] = option.split(" ");
  if (suite === "times") return {timeStyle: day};
  return clock ? {dateStyle: day, timeStyle: clock} : {dateStyle: day};
};
const month = {1: "numeric", 2: "2-digit", 3: "short", 4: "long", 5: "narrow"};
const fields = skeleton => {
  const options = {};
  for (const [run] of skeleton.matchAll(/(.)\\1*/g)) {
    const width = run.length === 2 ? "2-digit" : "numeric";
    if (run[0] === "y") options.year = width;
    if (run[0] === "M") options.month = month[run.length];
    if (run[0] === "E") options.weekday = run.length === 4 ? "long" : "short";
    if (run[0] === "d") options.day = width;
    if (run[0] === "j") options.hour = "numeric";
    if (run[0] === "m") options.minute = "numeric";
  }
  return options;
};
const answer = ([suite, locale, option, value]) => {
  const key = [suite, locale, option].join();
  if (suite === "relative times") {
    const [unit, style, numeric] = option.split(" ");
    const format = keep(key, () => new Intl.RelativeTimeFormat(locale, {style, numeric}));
    return [format.format(Number(value), unit), ""];
  }
  const base = {timeZone: "UTC"};
  if (suite.startsWith("calendars")) {
    const [calendar, dateStyle, timeStyle] = option.split(" ");
    const all = {...base, calendar, ...(timeStyle ? {dateStyle, timeStyle} : {dateStyle})};
    const format = keep(key, () => new Intl.DateTimeFormat(locale, all));
    const moments = [value].flat().map(text => new Date(text + "Z"));
    const text = moments.length > 1 ? format.formatRange(...moments) : format.format(moments[0]);
    return [text.replace(/[\u202f\u2009]/g, " "), ""];
  }
  const more = suite === "intervals" ? fields(option) : styles(suite, option);
  const format = keep(key, () => new Intl.DateTimeFormat(locale, {...base, ...more}));
  if (Array.isArray(value)) {
    const parts = format.formatRangeToParts(...value.map(text => new Date(text + "Z")));
    return [parts.map(part => part.value).join(""), ""];
  }
  const parts = format.formatToParts(new Date(value + "Z"));
  const zone = parts.find(part => part.type === "timeZoneName");
  return [parts.map(part => part.value).join(""), zone ? zone.value : ""];
};
console.log(JSON.stringify(input.map(answer)));
"""


def node(found: Sequence[Case]) -> list[tuple[str, str]]:
    """Return what ICU writes by Node, and the name of the zone in it."""
    command = shutil.which("node") or "node"
    answer = subprocess.run(
        [command, "-e", _NODE],
        input=json.dumps(found),
        capture_output=True,
        check=True,
        text=True,
    )
    return [(text, zone) for text, zone in json.loads(answer.stdout)]


@functools.lru_cache(maxsize=1)
def sample() -> dict[str, Any]:
    """Return the recorded answers of ICU, and the cases of CLDR."""
    return dict(json.loads(gzip.decompress(SAMPLE.read_bytes())))


def of_cldr(case: dict[str, str]) -> str:
    """Return what the library writes for a case of CLDR's test data.

    A zone's name is the caller's, so it is taken from the text that is expected.
    """
    written, _, zone = case["input"].removesuffix("]").partition("[")
    moment = datetime.fromisoformat(written).astimezone(ZoneInfo(zone))
    calendar = case["calendar"].replace("gregorian", "gregory")
    tag = f"{case['locale']}-u-ca-{calendar}"
    if cycle := case.get("hourCycle"):
        tag += f"-hc-{cycle.lower()}"
    name = next((name for name in ZONES if case["expected"].endswith(name)), "UTC")
    options: dict[str, Any] = {"locale": tag, "zone": name}
    if skeleton := case.get("classicalSkeleton"):
        return format_datetime(moment, skeleton=skeleton, glue="standard", **options)
    day, clock = case.get("dateLength"), case.get("timeLength")
    if day and clock:
        glue = case.get("dateTimeFormatType", "atTime")
        return format_datetime(moment, width=day, time_width=clock, glue=glue, **options)  # type: ignore[arg-type]
    if day:
        return format_date(moment.date(), locale=tag, width=day)  # type: ignore[arg-type]
    return format_time(moment.time(), width=clock, **options)  # type: ignore[arg-type]


def differs_from_cldr(case: dict[str, str]) -> bool:
    """Tell where ICU 78, too, writes another text than CLDR's test data: the time in it."""
    calendar, skeleton = case["calendar"], case.get("classicalSkeleton", "")
    if calendar == "islamic-civil":
        return (case.get("dateLength"), case.get("timeLength")) == ("short", "full")
    has_zone = bool(set(skeleton) & {*"zvOV"})
    return calendar in ("buddhist", "japanese") and (
        skeleton == "hms" or ("jms" in skeleton and has_zone)
    )
