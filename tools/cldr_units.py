"""Write the packs of unit names: ``cldr/data/units_long.pack``, ``units_short``, ``units_narrow``.

A record has for each unit id the patterns of its plural categories (``{0}`` is the number),
its name under ``""``, its pattern as a divisor under ``per``, its gender, and the patterns of
grammatical cases under ``"genitive one"``. Beside the units stand the parts of compounds:
``per``, ``times``, ``power2``, ``power3``, and prefixes such as ``10p3`` and ``1024p1``.
Table: ``unit_grammar`` (which case and number the parts of a compound take).
"""

from __future__ import annotations

import re
from typing import Any

from cldr_packs import CATEGORIES, Cldr
from packs import Record, head, write_pack, write_table

from crmi18n.cldr.unit_names import unit_form

VERSION = "48.2.0"
GENDERS = ("masculine", "feminine", "neuter", "common", "inanimate", "animate", "personal")
WIDTHS = ("long", "short", "narrow")
ALIASES = {
    "dot": "pixel",
    "dot-per-inch": "pixel-per-inch",
    "dot-per-centimeter": "pixel-per-centimeter",
    "foodcalorie": "kilocalorie",
}
"""Units that CLDR's root takes from the short form of others; the JSON packages have lost that."""
PATTERN = re.compile(
    r"(?:(?P<case>[a-z]+)-count|unitPattern-count|compoundUnitPattern1"
    r"(?:-gender-(?P<gender>[a-z]+))?-count)"
    r"-(?P<category>[a-z]+)(?:-case-(?P<other_case>[a-z]+))?"
)
PLAIN = {
    "displayName": "",
    "perUnitPattern": "per",
    "gender": "gender",
    "compoundUnitPattern": "pattern",
    "unitPrefixPattern": "pattern",
    "compoundUnitPattern1": "other",
}


def main() -> None:
    """Fetch CLDR and write everything."""
    package = "cldr-units-full"
    cldr = Cldr("cldr-numbers-full", "cldr-core", package)
    for width in WIDTHS:
        records = {
            locale: with_aliases(cldr.main(package, locale, "units")["units"], width)
            for locale in cldr.locales
        }
        top = head("cldr_units.py", VERSION, [cldr.sources[package]])
        write_pack(f"units_{width}", records, cldr.parent, top)
    top = head("cldr_units.py", VERSION, [cldr.sources["cldr-core"]])
    write_table("unit_grammar", grammar(cldr.supplemental("grammaticalFeatures")), top)


def record(units: Record) -> Record:
    """Return the record of a locale in one width."""
    found = {}
    for key, entry in units.items():
        if key == "coordinateUnit":
            continue
        is_part = key in ("per", "times") or re.fullmatch(r"power\d|10(?:24)?p-?\d+", key)
        name = key if is_part else key.partition("-")[2]
        found[name] = forms(entry)
    return found


def with_aliases(units: Record, width: str) -> Record:
    """Return the record of a locale, with the units that are written as others are."""
    found, short = record(units[width]), record(units["short"])
    for unit, other in ALIASES.items():
        if "other" not in found.get(unit, {}):
            found[unit] = short[other]
    return found


def forms(entry: dict[str, str]) -> Record:
    """Return the forms of one unit or part, without those that another one stands for."""
    found: dict[str, str] = {}
    for key, text in entry.items():
        if key in PLAIN:
            found[PLAIN[key]] = text
            continue
        match = PATTERN.fullmatch(key)
        if match is None:
            raise ValueError(f"unknown key {key}")
        case = match["case"] or match["other_case"]
        words = (case, match["gender"], match["category"])
        found[" ".join(filter(None, words))] = text
    if found.get("") == found.get("other", "").replace("{0}", "").strip():
        found.pop("", None)
    return spared(found)


def spared(forms: dict[str, str]) -> Record:
    """Leave out the forms that another one stands for."""
    kept = dict(forms)
    for key in sorted(forms, key=lambda key: -len(key)):
        if not is_inflected(key):
            continue
        text = kept.pop(key)
        if any(found_form(kept, other) != forms[other] for other in filter(is_inflected, forms)):
            kept[key] = text
    return kept


def is_inflected(key: str) -> bool:
    """Tell whether a key is that of a pattern: its last word is a plural category."""
    return key.rpartition(" ")[2] in CATEGORIES


def found_form(forms: Record, key: str) -> str | None:
    """Return what the library finds under a key."""
    *marks, category = key.split(" ")
    genders = [mark for mark in marks if mark in GENDERS]
    cases = [mark for mark in marks if mark not in GENDERS]
    return unit_form(forms, category, "".join(cases), "".join(genders))


def grammar(features: Any) -> Record:
    """Return locale to [case above, case below the line, number below it, of products ...]."""
    found = {}
    for locale, entry in features["grammaticalData"].items():
        rules = {
            key.removeprefix("deriveComponent-feature-").replace("-structure-", " "): [
                value["_value0"],
                value["_value1"],
            ]
            for key, value in entry.items()
            if key.startswith("deriveComponent")
        }
        rules |= {
            key.removeprefix("deriveCompound-feature-").replace("-structure-", " "): value
            for key, value in entry.items()
            if key.startswith("deriveCompound")
        }
        if rules:
            found[locale] = rules
    return found


if __name__ == "__main__":
    main()
