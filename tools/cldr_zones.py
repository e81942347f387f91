"""Write the pack ``zones`` in ``cldr/data``: what locales call the times of zones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cldr_packs import VERSION, Cldr
from packs import Record, head, write_pack

DATES = "cldr-dates-full"
VARIANTS = ("standard", "daylight")
NONE = "∅∅∅"  # CLDR's mark of a name that is not to be had from the parent


def main() -> None:
    """Fetch CLDR and write everything."""
    cldr = Cldr("cldr-numbers-full", DATES, "cldr-core")
    records = {locale: zone_record(cldr, locale) for locale in cldr.locales}
    write_pack(
        "zones", records, cldr.parent, head("cldr_zones.py", VERSION, [cldr.sources[DATES]])
    )


def zone_record(cldr: Cldr, locale: str) -> Record:
    """Return the names of metazones and of single zones."""
    names = cldr.main(DATES, locale, "timeZoneNames")["dates"]["timeZoneNames"]
    zones = dict(single_zones(names["zone"]))
    return {
        "zones": {zone: found for zone, row in zones.items() if (found := widths(row))},
        "metazones": {
            zone: found
            for zone, row in names.get("metazone", {}).items()
            if (found := widths(row))
        },
    }


def single_zones(names: Record, place: str = "") -> Iterator[tuple[str, Record]]:
    """Yield the zones of a tree, such as America/Indiana/Knox, each with its row."""
    for key, row in names.items():
        zone = f"{place}{key}"
        if row.get("_type") == "zone":
            yield zone, row
        else:
            yield from single_zones(row, f"{zone}/")


def widths(row: Record) -> Record:
    """Return width to variant to name."""
    found: dict[str, Any] = {
        width: {
            variant: name
            for variant in VARIANTS
            if (name := row[width].get(variant, NONE)) != NONE
        }
        for width in ("long", "short")
        if width in row
    }
    return {width: names for width, names in found.items() if names}


if __name__ == "__main__":
    main()
