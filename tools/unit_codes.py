"""Write ``units/data/rec20.csv``: codes of UN/CEFACT Recommendation 20 and their CLDR units.

    python tools/unit_codes.py PATH_OF_THE_LIST

The list is ``units-of-measure.csv`` of the data package ``unece-units-of-measure`` (Rev 17e,
ODC PDDL). A row's English name is read by its own grammar ("kilogram per cubic metre"); what
that does not reach stands in ``BY_HAND``. A row is kept if its printed factor is that of the
CLDR unit to all digits printed, or if it stands in ``ACCEPTED`` with the reason; the rest is
printed out. Deleted codes (X) are left out; a deprecated one (D) is the primary code of a unit
only if it has no other.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rec20_print import agrees

from crmi18n.errors import CrmI18nError
from crmi18n.units.table import simple_units
from crmi18n.units.unit import Unit

OUT = Path(__file__).parents[1] / "src/crmi18n/units/data/rec20.csv"

NAMES = {
    "british thermal unit (international table)": "british-thermal-unit-it",
    "british thermal unit (thermochemical)": "british-thermal-unit",
    "calorie (international table)": "calorie-it",
    "calorie (thermochemical)": "calorie",
    "degree celsius": "celsius",
    "degree celcius": "celsius",
    "degree fahrenheit": "fahrenheit",
    "degree rankine": "rankine",
    "gallon (us liquid)": "gallon",
    "gallon (us)": "gallon",
    "gallon (uk)": "gallon-imperial",
    "fluid ounce (us)": "fluid-ounce",
    "fluid ounce (uk)": "fluid-ounce-imperial",
    "ounce (us fluid)": "fluid-ounce",
    "ounce (uk fluid)": "fluid-ounce-imperial",
    "ounce (avoirdupois)": "ounce",
    "barrel (us petroleum)": "barrel",
    "barrel (us)": "barrel",
    "bushel (us dry)": "bushel",
    "bushel (us)": "bushel",
    "ton (us)": "ton",
    "ton (uk)": "ton-imperial",
    "pint (us liquid)": "pint",
    "pint (us)": "pint",
    "pint (uk)": "pint-imperial",
    "quart (us liquid)": "quart",
    "quart (us)": "quart",
    "quart (uk liquid)": "quart-imperial",
    "quart (uk)": "quart-imperial",
    "mile (statute mile)": "mile",
    "(statute mile)": "",
    "nautical mile": "nautical-mile",
    "stone (uk)": "stone",
    "astronomical unit": "astronomical-unit",
    "pound (avoirdupois)": "pound",
    "standard atmosphere": "atmosphere",
    "inch of mercury": "inch-ofhg",
    "minute [unit of angle]": "arc-minute",
    "second [unit of angle]": "arc-second",
    "unified atomic mass unit": "dalton",
    "standard acceleration of free fall": "g-force",
    "radiant": "radian",
    "inch of length": "inch",
}
SPELLINGS = (("metre", "meter"), ("litre", "liter"), ("kilogramm", "kilogram"))
WORDS = {"metres": "meter", "watts": "watt", "revolutions": "revolution", "megawatts": "megawatt"}
POWERS = {"squared": "square", "cubed": "cubic", "fourth": "pow4"}

BY_HAND = {
    "H87": "item",
    "EA": "item",
    "DZN": "dozen",
    "GRO": "gross",
    "PR": "pair",
    "CEN": "hundred",
    "MIL": "thousand",
    "P1": "percent",
    "NX": "permille",
    "59": "part-per-1e6",
    "61": "part-per-1e9",
    "APZ": "ounce-troy",
    "CTM": "carat",
    "CWA": "hundredweight",
    "CWI": "hundredweight-imperial",
    "STN": "ton",
    "B57": "light-year",
    "LTN": "ton-imperial",
    "PTL": "pint",
    "QTL": "quart",
    "G24": "tablespoon",
    "G25": "teaspoon",
    "G2": "gallon-per-minute",
    "G3": "gallon-imperial-per-minute",
    "KEL": "kelvin",
    "N72": "therm-us",
    "X1": "chain",
    "HN": "millimeter-ofhg",
    "A76": "centimeter-per-square-second",
    "FTQ": "cubic-foot",
    "QAN": "quarter",
    "T3": "thousand",
    "FF": "100-cubic-meter",
    "R9": "1e3-cubic-meter",
    "HMQ": "1e6-cubic-meter",
    "HH": "100-cubic-foot",
    "FC": "1e3-cubic-foot",
    "TI": "1e3-square-inch",
    "JPS": "100-meter",
}
"""Code to unit, where the name of the list does not say it by its grammar."""

ACCEPTED = {
    **dict.fromkeys(("ANN", "MON"), "in CLDR a year has no fixed number of seconds"),
    **dict.fromkeys(
        ("LUM", "LUX", "KLX", *(f"B{n}" for n in range(59, 65)), "P25"),
        "CLDR's steradian is a ratio in lumen and lux",
    ),
    "D43": "the constant of an older CODATA",
    **dict.fromkeys(("H09", "M61", "H66", "M88", "M89", "H11"), "as ANN and MON"),
    **dict.fromkeys(("A53", "A54", "A55", "A56"), "the constant of an older CODATA"),
    "GLI": "4.546092 l, the definition before 1976",
    "APZ": "10⁻³ is a misprint of 10⁻²",
    **dict.fromkeys(
        ("K49", "K75", "K95", "L55", "N30", "N55", "J44", "H22"), "misprinted in the last digits"
    ),
    **dict.fromkeys(("H49", "H67", "P71", "P72", "P73"), "the power of ten of another row"),
    **dict.fromkeys(("C94", "M22", "H76", "L21", "M45", "H85", "F89"), "misprinted"),
    "A38": "printed without the parentheses",
    "J26": "the 1 of 1/K is read as a digit",
    "F49": "the rod of the survey foot; trade has the other",
}
"""Rows whose name leaves no doubt, though the printed factor is another."""

REFUSED = {
    "ACR": "the acre of the survey foot, 4046.873 m²; CLDR's is the international one",
    "C62": "'one' says no unit",
    "E10": "a degree day is no product of an angle and a day",
    "E4": "gross is no count here",
    "GT": "gross is no count here",
    "M36": "a month of 30 days",
    **dict.fromkeys(("P44", "P45", "P46", "P48"), "a pound mole is no product"),
}

LEVELS = ("1", "1S", "1M", "2", "2S", "3")
PRIMARY = {"item": "H87", "liter": "LTR", "pint": "PTL", "quart": "QTL", "tonne": "TNE"}


class Row(NamedTuple):
    """One code that is kept."""

    unit: str
    place: tuple[object, ...]
    code: str
    printed: str


def main(path: str) -> None:
    """Read the list, write the table, and print what was left out."""
    content = Path(path).read_bytes()
    rows = sorted(kept(csv.DictReader(content.decode("utf-8-sig").splitlines())))
    lines = [f"{row.code},{row.unit},{row.printed.replace(',', '.')}" for row in rows]
    OUT.write_text(
        "# generated by tools/unit_codes.py; do not edit\n"
        "# UN/CEFACT Recommendation 20 Rev 17e (2021), datasets/unece-units-of-measure, ODC PDDL,"
        f" sha256 {hashlib.sha256(content).hexdigest()[:16]}\n"
        "# The first code of a unit is the one that is written; printed: the list's own factor.\n"
        "code,unit,printed\n" + "\n".join(lines) + "\n",
        "utf-8",
    )
    print(f"{len(rows)} codes of {len({row.unit for row in rows})} units")


def kept(rows: Iterator[dict[str, str]]) -> Iterator[Row]:
    """Yield the rows of the table, and print those that look like a unit but are refused."""
    for row in rows:
        code, printed = row["CommonCode"], " ".join(row["ConversionFactor"].split())
        if row["Status"] == "X" or code in REFUSED:
            continue
        try:
            unit = Unit.of(BY_HAND.get(code) or named(row["Name"]))
        except CrmI18nError:
            continue
        if any(simple_units()[part.unit].written for part in unit.components):
            if len(unit.components) > 1:
                continue
        elif printed and agrees(unit, printed) is False and code not in ACCEPTED:
            print(
                f"left out: {code} {row['Name']}: {printed}, not {float(unit.factor)} {unit.base}"
            )
            continue
        level = row["LevelAndCategory"].partition(".")[0]
        place = (
            PRIMARY.get(unit.id) != code,
            row["Status"] == "D",
            LEVELS.index(level) if level in LEVELS else len(LEVELS),
        )
        yield Row(unit.id, place, code, printed)


def named(name: str) -> str:
    """Return the unit id that an English name of the list spells out."""
    text = " ".join(name.lower().split())
    for phrase, unit in NAMES.items():
        text = text.replace(phrase, unit)
    text = re.sub(r" or \w+ to the power minus one$", "", text)  # says the same again
    text = re.sub(r"\[.*?\]|\((?:micron|metric ton|thousand ampere hour)\)| - ", " ", text)
    text = re.sub(
        r"\((?:square micron|1000 kw\.h|gram per 100 centimet\w+|pound inch)\)", " ", text
    )
    text = re.sub(r"^reciprocal ", "per ", text)
    text = re.sub(r" to the (fourth) power", r" \1", text)
    for british, american in SPELLINGS:
        text = text.replace(british, american)
    words: list[str] = []
    for word in text.split():
        if word in POWERS:
            words.insert(len(words) - 1, POWERS[word])
        else:
            words.append(re.sub("^deca(?!de)", "deka", WORDS.get(word, word)))
    return "-".join(words)


if __name__ == "__main__":
    main(sys.argv[1])
