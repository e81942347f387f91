"""Write the pack ``calendars`` in ``cldr/data``: dates of calendars that are not Gregorian.

Only CLDR's own files have them; what a locale does not say is looked up as UTS #35 says: in its
parents, and then where the root's alias leads, from the locale on again.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

from cldr_packs import DRAFTS, XML, Cldr
from packs import ROOT, Record, head, write_pack

Path = tuple[tuple[str, str], ...]
"""Tags and types, from the calendar on."""

ERAS = {
    "buddhist": {"be": "0"},
    "japanese": {"meiji": "232", "taisho": "233", "showa": "234", "heisei": "235", "reiwa": "236"},
    "persian": {"ap": "0"},
    "roc": {"roc": "1"},
    "umm-al-qura": {"ah": "0"},
}
CALENDARS = {"umm-al-qura": "islamic-umalqura"}
OWN_MONTHS = ("persian", "umm-al-qura")
STEP = re.compile(r"(\.\.|[A-Za-z]+)(?:\[@type='([^']+)'\])?")


class Calendars:
    """The calendars of all locales."""

    def __init__(self, cldr: Cldr) -> None:
        self.cldr = cldr

    @cache  # noqa: B019 - there is one, as long as the script runs
    def element(self, locale: str, calendar: str) -> ET.Element | None:
        """Return what a locale itself says of a calendar."""
        name = "root" if locale == ROOT else locale.replace("-", "_")
        content = self.cldr.xml.files.get(f"{XML}/{name}.xml")
        if content is None:
            return None
        calendars = ET.fromstring(content).find("dates/calendars")  # noqa: S314
        return None if calendars is None else calendars.find(f"calendar[@type='{calendar}']")

    def find(self, locale: str, calendar: str, path: Path) -> ET.Element:
        """Return the element that a locale has, whoever says it."""
        name: str | None = locale
        while name:
            found = self.element(name, calendar)
            for tag, kind in path if found is not None else ():
                found = next((e for e in found or () if _is(e, tag, kind)), None)
            if found is not None:
                return found
            name = self.cldr.parent(name)
        return self.find(locale, *self.alias(calendar, path))

    def alias(self, calendar: str, path: Path) -> tuple[str, Path]:
        """Return where the root says that a path is looked up instead."""
        element = self.element(ROOT, calendar)
        for depth, (tag, kind) in enumerate(path, 1):
            element = next(e for e in element or () if e.tag == tag and e.get("type", "") == kind)
            if (alias := element.find("alias")) is not None:
                steps = [("calendar", calendar), *path[:depth]]
                for step in STEP.finditer(alias.get("path", "")):
                    if step[1] == "..":
                        steps.pop()
                    else:
                        steps.append((step[1], step[2] or ""))
                return steps[0][1], (*steps[1:], *path[depth:])
        raise ValueError(f"{calendar} {path}: neither a value nor an alias")

    def record(self, locale: str) -> Record:
        """Return calendar to patterns, eras, and months where they are its own."""
        return {name: self._record(locale, name) for name in ERAS}

    def _record(self, locale: str, name: str) -> Record:
        calendar = CALENDARS.get(name, name)

        def text(*path: tuple[str, str]) -> str:
            return self.find(locale, calendar, path).text or ""

        def pattern(width: str) -> Any:
            steps = (("dateFormats", ""), ("dateFormatLength", width), ("dateFormat", ""))
            found = self.find(locale, calendar, (*steps, ("pattern", "")))
            numbers = found.get("numbers")
            return [found.text, numbers] if numbers else found.text

        record: Record = {
            "date": {width: pattern(width) for width in ("full", "long", "medium", "short")},
            "eras": [
                {
                    code: text(("eras", ""), (kind, ""), ("era", number))
                    for code, number in ERAS[name].items()
                }
                for kind in ("eraAbbr", "eraNames", "eraNarrow")
            ],
        }
        if name in OWN_MONTHS:
            within = (("months", ""), ("monthContext", "format"))
            record["months"] = {
                width: [
                    text(*within, ("monthWidth", width), ("month", str(number)))
                    for number in range(1, 13)
                ]
                for width in ("wide", "abbreviated")
            }
        return record


def _is(element: ET.Element, tag: str, kind: str) -> bool:
    """Tell whether an element is one that ICU reads, of a tag and type, in its main form."""
    return (
        element.tag == tag
        and element.get("type", "") == kind
        and not element.get("alt")
        and element.get("draft", "") in DRAFTS
        and "↑" not in (element.text or "")
    )


def main() -> None:
    """Fetch CLDR and write everything."""
    cldr = Cldr("cldr-numbers-full", "cldr-core")
    calendars = Calendars(cldr)
    records = {locale: calendars.record(locale) for locale in cldr.locales}
    write_pack("calendars", records, cldr.parent, head("cldr_calendars.py", "48", [cldr.xml]))


if __name__ == "__main__":
    main()
