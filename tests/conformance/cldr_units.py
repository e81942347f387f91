"""CLDR 48's own tests of units: read, and answered by the library as exact rationals."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from crmi18n.units import Quantity, Unit, UnitPolicy, preferred_unit
from crmi18n.units.convert import exact_converter
from crmi18n.units.number import decimal_of

DATA = Path(__file__).parent / "data"


class Case(NamedTuple):
    """One line: what it says, what is expected, and what the library answers."""

    line: str
    expected: object
    found: object


def rows(name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each line of a file that is no comment, and its fields."""
    text = gzip.decompress((DATA / f"{name}.txt.gz").read_bytes()).decode()
    for line in text.splitlines():
        if fields := line.partition("#")[0].strip():
            yield line, [field.strip() for field in fields.split(";")]


def conversions() -> Iterator[Case]:
    """1000 of a unit, in its base unit: the factor and offset of column 4."""
    for line, (_, source, target, rule, _) in rows("unitsTest"):
        if rule.startswith("special:"):  # above the scale, the highest force counts
            expected: Fraction = Fraction("58.6")
        else:
            factor, _, offset = rule.partition("* x")
            expected = 1000 * ratio(factor) + ratio(offset.replace("+", "") or "0")
        yield Case(line, expected, Quantity(1000, source).to_exact(target))


def preferences() -> Iterator[Case]:
    """A quantity, for a use and a region: the parts of the answer with their units."""
    for line, fields in rows("unitPreferencesTest"):
        _, usage, region, amount, _, unit, *answer = fields
        *whole, last, _, last_unit = answer
        pairs = list(zip(whole[::2], whole[1::2], strict=True))
        expected = [(ratio(value), name) for value, name in [*pairs, (last, last_unit)]]
        yield Case(line, expected, answered(ratio(amount), unit, usage, region))


def locale_preferences() -> Iterator[Case]:
    """A quantity, for a use and a language tag."""
    for line, (unit, amount, usage, tag, expected_unit, expected) in rows(
        "unitLocalePreferencesTest"
    ):
        quantity = Quantity(decimal_of(ratio(amount)), unit)
        found = preferred_unit(quantity, locale=tag, usage=usage).id
        yield Case(line, (expected_unit, ratio(expected)), (found, quantity.to_exact(found)))


SUITES = {
    "unitsTest": conversions,
    "unitPreferencesTest": preferences,
    "unitLocalePreferencesTest": locale_preferences,
}


def answered(amount: Fraction, unit: str, usage: str, region: str) -> list[tuple[Fraction, str]]:
    """Return what is preferred in a region, part by part, as fractions."""
    policy = UnitPolicy(region=region)
    # The amounts have ends: a decimal holds each of them.
    wanted = preferred_unit(
        Quantity(decimal_of(amount), unit), locale="und", usage=usage, policy=policy
    )
    parts = wanted.parts or (wanted,)
    rest = exact_converter(Unit.of(unit), parts[-1])(amount)
    found = []
    for part in parts[:-1]:
        size = part.factor / parts[-1].factor
        whole = rest // size
        rest -= whole * size
        found.append((Fraction(whole), part.id))
    return [*found, (rest, parts[-1].id)]


def ratio(text: str) -> Fraction:
    """Read ``1,234.5/9``."""
    above, _, below = text.replace(",", "").replace(" ", "").partition("/")
    return Fraction(above) / Fraction(below or 1)
