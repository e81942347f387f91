"""Write the pack ``calendars`` and its table in ``cldr/data``: all calendars but the Gregorian.

Of each locale the pack has, under "generic", the patterns that its other calendars share, and
under the name of a calendar what that has itself: the names of months and eras, and patterns.
The patterns of "generic" are of the JSON files; those of the calendars are of the XML files,
since not all JSON files are published. Table: ``calendars`` (which a territory prefers, the
languages that are likely spoken in one of these, the first days of the eras of Japan, and the
Persian years that begin a day earlier than by the cycle of 33 years, as ICU has them). Needs
the package icu4py beside the library.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

from cldr_dates import DATES, available, intervals, lengths
from cldr_packs import VERSION, XML, XML_VERSION, Cldr, is_own
from packs import ROOT, Record, head, write_pack, write_table

CORE = "cldr-core"
GENERIC = "generic"
MONTHS = {  # calendars with months of their own, and the keys of them
    "coptic": range(1, 14),
    "ethiopic": range(1, 14),
    "hebrew": (*range(1, 14), "7-leap"),
    "indian": range(1, 13),
    "islamic": range(1, 13),
    "persian": range(1, 13),
}
CALENDARS = (*MONTHS, "buddhist", "ethiopic-amete-alem", "japanese", "roc")
ERAS = ("eraAbbr", "eraNames", "eraNarrow")


def main() -> None:
    """Fetch CLDR and write everything."""
    cldr = Cldr("cldr-numbers-full", DATES, CORE)
    calendars = Calendars(cldr)
    origin = [cldr.sources[DATES], cldr.xml]
    records = {
        locale: {
            GENERIC: generic_record(cldr, locale),
            **{name: calendars.record(name, locale) for name in CALENDARS},
        }
        for locale in cldr.locales
    }
    version = f"{VERSION} and {XML_VERSION.replace('8.0.0', '48.0')}"
    write_pack("calendars", records, cldr.parent, head("cldr_calendars.py", version, origin))
    top = head("cldr_calendars.py", f"{VERSION} and ICU 78", [cldr.sources[CORE]])
    write_table("calendars", facts(cldr), top)


def generic_record(cldr: Cldr, locale: str) -> Record:
    """Return the patterns that the calendars of a locale share."""
    calendar = cldr.main(DATES, locale, "ca-generic")["dates"]["calendars"][GENERIC]
    glue = calendar["dateTimeFormats"]
    return {
        "date": lengths(calendar["dateFormats"]),
        "glue": lengths(calendar["dateTimeFormats-atTime"]["standard"]),
        "plain_glue": lengths(glue),
        "available": available(glue["availableFormats"]),
        "append": glue["appendItems"],
        "intervals": intervals(glue["intervalFormats"]),
    }


class Calendars:
    """What CLDR's XML files say of calendars."""

    def __init__(self, cldr: Cldr) -> None:
        self._cldr = cldr

    def record(self, calendar: str, locale: str) -> Record:
        """Return what a calendar has of its own."""
        found: Record = {"eras": self._eras(calendar, locale)}
        if calendar in MONTHS:
            found["months"] = self._months(calendar, locale)
        return found | self._patterns(calendar, locale)

    def _eras(self, calendar: str, locale: str) -> Record:
        """Return code to name, by width; where a width has none, it is the abbreviated one."""
        known = sorted({path[-1] for path in self._all(calendar, locale) if path[0] == "eras"})
        return {
            width: {
                code: name
                for code in known
                if (name := self._value(calendar, locale, ("eras", width, code)))
                or (name := self._value(calendar, locale, ("eras", ERAS[0], code)))
            }
            for width in ERAS
        }

    def _months(self, calendar: str, locale: str) -> Record:
        """Return width to names within a date, and ``alone`` to those that differ."""
        within, alone = (
            {
                width: [self._month(calendar, locale, kind, width, str(key))
                        for key in MONTHS[calendar]]
                for width in ("abbreviated", "narrow", "wide")
            }
            for kind in ("format", "stand-alone")
        )  # fmt: skip
        return {
            **within,
            "alone": {width: row for width, row in alone.items() if row != within[width]},
        }

    def _month(self, calendar: str, locale: str, kind: str, width: str, key: str) -> str:
        while True:
            found = self._value(calendar, locale, ("months", kind, width, key))
            if found is not None:
                return found
            kind, width = ALIASES[kind, width]

    def _patterns(self, calendar: str, locale: str) -> Record:
        own: dict[str, Any] = {}
        for path in self._all(calendar, locale):
            value = self._value(calendar, locale, path)
            if path[0] in ("eras", "months") or value is None:
                continue
            *above, last = path
            table = own
            for key in above:
                table = table.setdefault(key, {})
            table[last] = value
        plural = {k: v for k, v in own.pop("available", {}).items() if "-count-" not in k}
        return own | ({"available": plural} if plural else {})

    def _value(self, calendar: str, locale: str, path: tuple[str, ...]) -> str | None:
        for name in self._chain(locale):
            found = self._own(name).get((calendar, *path))
            if found is not None:
                return found
        return None

    def _all(self, calendar: str, locale: str) -> list[tuple[str, ...]]:
        return list(
            dict.fromkeys(
                path[1:]
                for name in self._chain(locale)
                for path in self._own(name)
                if path[0] == calendar
            )
        )

    @cache  # noqa: B019 - there is one, as long as the script runs
    def _chain(self, locale: str) -> tuple[str, ...]:
        above = self._cldr.parent(locale)
        return (locale, *self._chain(above)) if above else (locale,)

    @cache  # noqa: B019
    def _own(self, locale: str) -> dict[tuple[str, ...], str]:
        """Return path to text, as a file says it."""
        name = "root" if locale == ROOT else locale.replace("-", "_")
        content = self._cldr.xml.files.get(f"{XML}/{name}.xml")
        found: dict[tuple[str, ...], str] = {}
        if not content:
            return found
        for calendar in ET.fromstring(content).iterfind("dates/calendars/calendar"):  # noqa: S314
            if (kind := calendar.get("type", "")) in CALENDARS:
                found |= {(kind, *path): value for path, value in texts_of(calendar)}
        return found


ALIASES = {  # where names of months are that are not given
    ("format", "abbreviated"): ("format", "wide"),
    ("format", "narrow"): ("stand-alone", "narrow"),
    ("stand-alone", "abbreviated"): ("format", "abbreviated"),
    ("stand-alone", "wide"): ("format", "wide"),
}


def texts_of(calendar: ET.Element) -> Iterator[tuple[tuple[str, ...], str]]:
    """Return the paths of a record, and their texts."""
    for context in calendar.iterfind("months/monthContext"):
        for width in context.iterfind("monthWidth"):
            for month in width.iterfind("month"):
                key = f"{month.get('type')}{'-leap' if month.get('yeartype') else ''}"
                yield from leaf(month, "months", context.get("type"), width.get("type"), key)
    for names in calendar.iterfind("eras/*"):
        for era in names.iterfind("era"):
            yield from leaf(era, "eras", names.tag, era.get("type"))
    for length in calendar.iterfind("dateFormats/dateFormatLength"):
        for pattern in length.iterfind("dateFormat/pattern"):
            yield from leaf(pattern, "date", length.get("type"))
            if digits := pattern.get("numbers"):
                yield ("numbers",), digits
    formats = calendar.find("dateTimeFormats")
    if formats is None:
        return
    for length in formats.iterfind("dateTimeFormatLength"):
        for glue in length.iterfind("dateTimeFormat"):
            name = {"atTime": "glue", "standard": "plain_glue"}.get(glue.get("type", "standard"))
            for pattern in glue.iterfind("pattern") if name else ():
                yield from leaf(pattern, name, length.get("type"))
    for item in formats.iterfind("availableFormats/dateFormatItem"):
        count = f"-count-{item.get('count')}" if item.get("count") else ""
        yield from leaf(item, "available", f"{item.get('id')}{count}")
    for item in formats.iterfind("appendItems/appendItem"):
        yield from leaf(item, "append", item.get("request"))
    for fallback in formats.iterfind("intervalFormats/intervalFormatFallback"):
        yield from leaf(fallback, "intervals", "")
    for item in formats.iterfind("intervalFormats/intervalFormatItem"):
        for pattern in item.iterfind("greatestDifference"):
            yield from leaf(pattern, "intervals", item.get("id"), pattern.get("id"))


def leaf(element: ET.Element, *path: str | None) -> Iterator[tuple[tuple[str, ...], str]]:
    """Return the text of an element, if it is one that ICU reads."""
    if is_own(element):
        yield tuple(map(str, path)), str(element.text)


def facts(cldr: Cldr) -> Record:
    """Return which territory has which calendar, and what calendars cannot compute."""
    every = cldr.supplemental("calendarPreferenceData")["calendarPreferenceData"]
    preferred = {
        territory: names[0] for territory, names in every.items() if names[0] != every["001"][0]
    }
    languages = {
        tag.partition("-")[0]
        for tag, full in cldr.likely.items()
        if full.rpartition("-")[2] in preferred
    }
    eras = cldr.supplemental("calendarData")["calendarData"]["japanese"]["eras"]
    return {
        "preferred": preferred,
        "languages": " ".join(sorted(languages)),
        "japanese": [
            [code, *map(int, era["_start"].split("-"))]
            for code, era in sorted(eras.items(), key=lambda item: int(item[0]))
        ],
        "persian": persian_years(),
    }


def persian_years() -> list[int]:
    """Return the years that begin a day earlier than by the cycle, up to Python's last year."""
    from icu4py.messageformat import MessageFormat

    message = MessageFormat("{0, date, ::yMd}", "en-u-ca-persian")
    found = []
    for year in range(1, 9378):
        first = datetime.fromordinal(226_895 + 365 * (year - 1) + (8 * year + 21) // 33)
        text = message.format({"0": first.replace(hour=12, tzinfo=UTC)})
        if not text.startswith("1/1/"):
            found.append(year)
    return found


if __name__ == "__main__":
    main()
