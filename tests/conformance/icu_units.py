"""ICU as the oracle of units: what is compared, and how each side is asked."""

from __future__ import annotations

import functools
import gzip
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from crmi18n.cldr._packs import table
from crmi18n.units import quantity_formatter

SAMPLE = Path(__file__).parent / "data/icu_units.json.gz"

UNITS = [
    "kilogram",
    "gram",
    "milligram",
    "tonne",
    "pound",
    "ounce",
    "ton",
    "stone",
    "carat",
    "meter",
    "kilometer",
    "centimeter",
    "millimeter",
    "inch",
    "foot",
    "yard",
    "mile",
    "nautical-mile",
    "square-meter",
    "square-kilometer",
    "square-foot",
    "acre",
    "hectare",
    "cubic-meter",
    "liter",
    "milliliter",
    "hectoliter",
    "gallon",
    "gallon-imperial",
    "pint",
    "quart",
    "fluid-ounce",
    "barrel",
    "celsius",
    "fahrenheit",
    "kelvin",
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "year",
    "kilometer-per-hour",
    "meter-per-second",
    "mile-per-hour",
    "knot",
    "joule",
    "kilojoule",
    "kilowatt-hour",
    "kilocalorie",
    "foodcalorie",
    "watt",
    "kilowatt",
    "megawatt",
    "horsepower",
    "pascal",
    "hectopascal",
    "bar",
    "pound-force-per-square-inch",
    "newton",
    "hertz",
    "megahertz",
    "bit",
    "byte",
    "megabyte",
    "gigabyte",
    "ampere",
    "volt",
    "ohm",
    "percent",
    "permille",
    "part-per-1e6",
    "mole",
    "lux",
    "degree",
    "dot-per-inch",
    "megapixel",
    "liter-per-100-kilometer",
    "mile-per-gallon",
    "kilogram-per-cubic-meter",
    "gram-per-mole",
    "kilogram-per-square-meter",
    "newton-per-meter",
    "kilowatt-hour-per-day",
    "newton-meter",
    "candela-per-square-meter",
    "kilobyte-per-second",
    "tonne-per-hectare",
    "milligram-per-liter",
    "foot-and-inch",
    "pound-and-ounce",
]
WIDTHS = {"long": "full-name", "short": "short", "narrow": "narrow"}
VALUES = ("1", "2", "5", "1.5", "1234.5", "-3")
FALLBACKS = ("xx", "und")  # a language that there is not, and the root
PROBES = ("kilogram", "meter", "day", "year", "liter", "byte")


class Case(NamedTuple):
    """One comparison."""

    locale: str
    unit: str
    width: str
    value: str


def locales() -> list[str]:
    """Return all locales that CLDR has data for."""
    return list(table("locales")["names"])


def cases(tag: str) -> Iterator[Case]:
    """Yield the cases of a locale."""
    for unit in UNITS:
        for width in WIDTHS:
            yield from (Case(tag, unit, width, value) for value in VALUES)


def ours(case: Case) -> str:
    """Return what the library writes."""
    return _ours(case.unit, case.locale, case.width)(Decimal(case.value))


@functools.lru_cache(maxsize=1)
def _ours(unit: str, tag: str, width: str) -> Callable[[Decimal], str]:
    return quantity_formatter(unit, locale=tag, width=width)  # type: ignore[arg-type]


def icu(case: Case) -> str:
    """Return what ICU writes."""
    return str(_message(case.unit, case.locale, case.width).format({"0": Decimal(case.value)}))


@functools.lru_cache(maxsize=2)
def _message(unit: str, tag: str, width: str) -> Any:
    from icu4py.messageformat import MessageFormat

    skeleton = f"unit/{unit} unit-width-{WIDTHS[width]} .##########"
    return MessageFormat(f"{{0, number, ::{skeleton}}}", tag)


def is_of_icu(tag: str) -> bool:
    """Tell whether ICU has data of a locale: else it writes as for a language that there is not.

    Where ICU falls back, and CLDR's own text is the same, nothing is lost by leaving it out.
    """
    probes = [
        Case(tag, unit, width, value)
        for unit in PROBES
        for width in WIDTHS
        for value in ("5", "1234.5")  # plural rules alone ICU has of more languages
    ]
    if all(ours(case) == icu(case) for case in probes):
        return True
    return not any(
        all(icu(case) == icu(case._replace(locale=other)) for case in probes)
        for other in FALLBACKS
    )


@functools.lru_cache(maxsize=1)
def sample() -> Any:
    """Return the recorded answers of ICU, see ``tools/icu_unit_sample.py``."""
    return json.loads(gzip.decompress(SAMPLE.read_bytes()))
