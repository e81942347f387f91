"""Write the packs and the table of dates in ``cldr/data``, for the Gregorian calendar.

Packs: ``dates`` (names, patterns, skeletons), ``intervals``, ``relative`` ("in 3 days").
Table: ``clock`` (day periods of languages; hour cycles of territories).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cldr_packs import CATEGORIES, VERSION, Cldr
from packs import Record, head, write_pack, write_table

DATES, CORE = "cldr-dates-full", "cldr-core"
WIDTHS = ("full", "long", "medium", "short")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
UNITS = ("year", "quarter", "month", "week", "day", "hour", "minute", "second")
NAMED = {  # what appendItems calls a field, and what dateFields calls it
    "Era": "era",
    "Year": "year",
    "Quarter": "quarter",
    "Month": "month",
    "Week": "week",
    "Day-Of-Week": "weekday",
    "Day": "day",
    "Hour": "hour",
    "Minute": "minute",
    "Second": "second",
    "Timezone": "zone",
}


def main() -> None:
    """Fetch CLDR and write everything."""
    cldr = Cldr("cldr-numbers-full", DATES, CORE)
    top = head("cldr_dates.py", VERSION, [cldr.sources[DATES]])
    for name, record in (
        ("dates", date_record),
        ("intervals", interval_record),
        ("relative", relative_record),
    ):
        records = {locale: record(cldr, locale) for locale in cldr.locales}
        write_pack(name, records, cldr.parent, top)
    write_table("clock", clock(cldr), head("cldr_dates.py", VERSION, [cldr.sources[CORE]]))


def gregorian(cldr: Cldr, locale: str) -> Any:
    """Return what CLDR says of the Gregorian calendar."""
    return cldr.main(DATES, locale, "ca-gregorian")["dates"]["calendars"]["gregorian"]


def fields(cldr: Cldr, locale: str) -> Any:
    """Return the names of fields, and relative times."""
    return cldr.main(DATES, locale, "dateFields")["dates"]["fields"]


def date_record(cldr: Cldr, locale: str) -> Record:
    """Return names and patterns; ``alone`` has only those that are not as within a date."""
    calendar, named = gregorian(cldr, locale), fields(cldr, locale)
    glue = calendar["dateTimeFormats"]
    record: Record = {
        "months": forms(calendar["months"], [str(n) for n in range(1, 13)]),
        "days": forms(calendar["days"], DAYS),
        "quarters": forms(calendar["quarters"], "1234"),
        "periods": {
            width: without_variants(names)
            for width, names in calendar["dayPeriods"]["format"].items()
        },
        "eras": [calendar["eras"][kind]["1"] for kind in ("eraAbbr", "eraNames", "eraNarrow")],
        "date": lengths(calendar["dateFormats"]),
        "time": lengths(calendar["timeFormats"]),
        "glue": lengths(calendar["dateTimeFormats-atTime"]["standard"]),
        "plain_glue": lengths(glue),
        "available": available(glue["availableFormats"]),
        "append": {
            key: [glue["appendItems"][key], named[field]["displayName"]]
            for key, field in NAMED.items()
        },
    }
    return record


def forms(names: Any, keys: Any) -> Record:
    """Return width to names within a date, and ``alone`` to those that differ by themselves."""
    within, alone = (
        {width: [table[key] for key in keys] for width, table in names[kind].items()}
        for kind in ("format", "stand-alone")
    )
    return {
        **within,
        "alone": {width: row for width, row in alone.items() if row != within[width]},
    }


def lengths(patterns: Record) -> Record:
    """Return width to pattern."""
    return {width: text(patterns[width]) for width in WIDTHS}


def text(pattern: Any) -> str:
    """Return a pattern, without the other digits that a few locales want in one of its fields."""
    return str(pattern if isinstance(pattern, str) else pattern["_value"])


def available(patterns: Record) -> Record:
    """Return skeleton to pattern; of those by plural category, the one for all others."""
    return {
        key.removesuffix("-count-other"): text(pattern)
        for key, pattern in without_variants(patterns).items()
        if "-count-" not in key or key.endswith("-count-other")
    }


def without_variants(table: Mapping[str, Any]) -> Record:
    """Return a table without what CLDR marks as an alternative."""
    return {key: value for key, value in table.items() if "-alt-" not in key}


def interval_record(cldr: Cldr, locale: str) -> Record:
    """Return skeleton to {greatest difference: pattern}; "" is the pattern for all others."""
    return intervals(gregorian(cldr, locale)["dateTimeFormats"]["intervalFormats"])


def intervals(found: Record) -> Record:
    """Return the same of what CLDR says of intervals."""
    return {
        "" if key == "intervalFormatFallback" else key: (
            value if isinstance(value, str) else without_variants(value)
        )
        for key, value in found.items()
        if "-alt-" not in key
    }


def relative_record(cldr: Cldr, locale: str) -> Record:
    """Return unit and width to words (by number) and patterns (by tense and category)."""
    named = fields(cldr, locale)
    record: Record = {}
    for unit in UNITS:
        for width in ("", "-short", "-narrow"):
            entry = named[f"{unit}{width}"]
            words = {
                key.removeprefix("relative-type-"): value
                for key, value in entry.items()
                if key.startswith("relative-type-")
            }
            tenses = {
                tense: by_category(entry[f"relativeTime-type-{tense}"])
                for tense in ("past", "future")
            }
            record[unit + width] = {"words": words, **tenses}
    return record


def by_category(patterns: Record) -> Record:
    """Return category to pattern, without those that are as in "other"."""
    prefix = "relativeTimePattern-count-"
    other = patterns[f"{prefix}other"]
    return {
        category: pattern
        for category in CATEGORIES
        if (pattern := patterns.get(prefix + category))
        and (category == "other" or pattern != other)
    }


def clock(cldr: Cldr) -> Record:
    """Return day periods by locale, and hour cycles (the usual first) by territory."""
    periods = {
        locale: {
            name: [hour(rule.get("_from") or rule["_at"]), hour(rule.get("_before", "24:00"))]
            if "_from" in rule
            else [hour(rule["_at"])]
            for name, rule in rules.items()
        }
        for locale, rules in cldr.supplemental("dayPeriods")["dayPeriodRuleSet"].items()
    }
    hours = {
        region.replace("_", "-"): [entry["_preferred"], *entry["_allowed"].split()]
        for region, entry in cldr.supplemental("timeData")["timeData"].items()
    }
    return {"periods": periods, "hours": hours}


def hour(clock: str) -> int:
    """Return the hour of a full hour."""
    full, minutes = clock.split(":")
    if minutes != "00":
        raise ValueError(f"{clock} is no full hour")
    return int(full)


if __name__ == "__main__":
    main()
