"""Codes of units in documents: UN/CEFACT Recommendation 20, UCUM, and SAP's table T006.

A code that has no unit here is refused, never taken for ``C62`` (one); a unit without a code is
not exported, unless the caller maps it. Several codes may mean one unit; one of them is primary
and is written, so who must give back the code that came in keeps it beside the quantity.

Sources: UN/CEFACT Recommendation 20, Rev 17e (2021); UCUM 2.1; SAP table T006 as delivered.
``ACR`` has no unit on purpose: Recommendation 20 means the US survey acre.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, Literal

from crmi18n.errors import AmbiguousUnitError, MissingUnitCodeError, UnknownUnitError
from crmi18n.units.table import prefixes, read_rows, simple_units
from crmi18n.units.unit import Unit, power_word

__all__ = ["CODE_SYSTEMS", "CodeSystem", "unit_code", "unit_codes", "unit_of_code"]

CodeSystem = Literal["rec20", "ucum", "sap"]
CODE_SYSTEMS: Final = ("rec20", "ucum", "sap")
_STANDARDS: Final = {
    "rec20": "UN/CEFACT Recommendation 20 for a unit of CLDR",
    "ucum": "UCUM for a unit of CLDR",
    "sap": "SAP table T006 as delivered",
}

_MAX_LENGTH: Final = 100
_UCUM_UNPREFIXED: Final = frozenset({"minute", "hour", "day", "year"})
"""Units that CLDR puts prefixes to, and UCUM does not: ``ha`` is no hectoyear."""
_UCUM_PREFIXES: Final = {"micro": "u"}  # all others are the symbol of the prefix
_UCUM_TOKEN: Final = re.compile(r"(?:\[[^\]]*\]|[^\[\]()./])+|[()./]")
_UCUM_FACTOR: Final = re.compile(
    r"(?P<name>(?:\[[^\]]*\]|[^\[\]0-9+-])*)(?P<power>[+-]?[0-9]{1,9})?"
)


def unit_of_code(
    code: str, system: CodeSystem = "rec20", *, own: Mapping[str, str] | None = None
) -> str:
    """Return the unit id of a code.

    Args:
        code: as it stands in the document; case counts.
        system: ``"rec20"``, ``"ucum"`` or ``"sap"`` (the internal unit, MSEHI).
        own: unit id to code, as agreed with the partner; it goes before the system's.

    Raises:
        TypeError: ``code`` is no string.
        ValueError: there is no such system.
        UnknownUnitError: the code has no unit here, or says nothing of one (``C62``).
        AmbiguousUnitError: it is agreed for two units.

    >>> unit_of_code("LBR"), unit_of_code("kg/m3", "ucum"), unit_of_code("TO", "sap")
    ('pound', 'kilogram-per-cubic-meter', 'tonne')
    """
    if not isinstance(code, str):
        raise TypeError(f"a code is a string, not {type(code).__name__}")
    if agreed := [unit for unit, own_code in (own or {}).items() if own_code == code]:
        if len(agreed) > 1:
            raise AmbiguousUnitError(code, agreed)
        return Unit.of(agreed[0]).id
    if system == "ucum":
        return _unit_of_ucum(code)
    table = _units_by_code(_file(system))
    code = code.replace("\N{GREEK SMALL LETTER MU}", "\N{MICRO SIGN}")  # they look the same
    if code not in table:
        known = [each for each in table if each.casefold() == code.strip().casefold()]
        raise UnknownUnitError(code[:_MAX_LENGTH], known, _STANDARDS[system])
    return table[code]


def unit_code(
    unit: str, system: CodeSystem = "rec20", *, own: Mapping[str, str] | None = None
) -> str:
    """Return the code of a unit, the primary one if there are several.

    A code that is agreed for one unit in ``own`` is not written for another.

    Raises:
        ValueError: there is no such system.
        UnknownUnitError: there is no such unit.
        MissingUnitCodeError: the unit has no code; map it with ``own``.

    >>> unit_code("square-meter"), unit_code("gallon-imperial", "ucum")
    ('MTK', '[gal_br]')
    >>> unit_code("box", own={"box": "XBX"})
    'XBX'
    """
    if not own:
        return unit_codes(unit, system)[0]
    agreed = {_canonical(name): code for name, code in own.items()}
    if code := agreed.get(_canonical(unit)):
        return code
    for code in unit_codes(unit, system):
        if code not in own.values():
            return code
    raise MissingUnitCodeError(Unit.of(unit).id, _STANDARDS[system])


def _canonical(name: str) -> str:
    """Return a unit id in its one form; what is agreed with a partner need not be one."""
    try:
        return Unit.of(name).id
    except UnknownUnitError:
        return name


def unit_codes(unit: str, system: CodeSystem = "rec20") -> tuple[str, ...]:
    """Return all codes that are read as a unit, the primary one first.

    A unit that Recommendation 20 has only a deprecated code for (``HAR``, hectare) keeps it.
    It raises as :func:`unit_code` does.

    >>> unit_codes("item")
    ('H87', 'EA')
    """
    known = Unit.of(unit)
    if system == "ucum":
        return (_ucum(known),)
    codes = _codes_by_unit(_file(system)).get(known.id)
    if not codes:
        raise MissingUnitCodeError(known.id, _STANDARDS[system])
    return codes


def _file(system: str) -> str:
    if system not in CODE_SYSTEMS:
        raise ValueError(f"{system!r} is no system of unit codes; there are {CODE_SYSTEMS}")
    return f"{system}.csv"


@lru_cache(maxsize=4)
def _units_by_code(file: str) -> Mapping[str, str]:
    code_first = file == "rec20.csv"
    return {row[0 if code_first else 1]: row[1 if code_first else 0] for row in read_rows(file)}


@lru_cache(maxsize=4)
def _codes_by_unit(file: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, unit in _units_by_code(file).items():
        found[unit] = (*found.get(unit, ()), code)
    return found


# UCUM is no list but a grammar: prefix, unit, power; "." multiplies and "/" divides by the next.


def _ucum(unit: Unit) -> str:
    codes = _codes_by_unit("ucum.csv")
    above, below = list[str](), list[str]()
    for number, side in ((unit.constant.numerator, above), (unit.constant.denominator, below)):
        if number != 1:
            side.append(str(number))
    for part in unit.components:
        if part.unit not in codes or unit.parts or (part.prefix and not _takes_prefix(part.unit)):
            raise MissingUnitCodeError(unit.id, _STANDARDS["ucum"])
        power = abs(part.power)
        prefix = _UCUM_PREFIXES.get(part.prefix) or (
            prefixes()[part.prefix][1] if part.prefix else ""
        )
        side = above if part.power > 0 else below
        side.append(f"{prefix}{codes[part.unit][0]}{power if power > 1 else ''}")
    return ".".join(above) + "".join(f"/{part}" for part in below)


def _takes_prefix(unit: str) -> bool:
    return "prefixable" in simple_units()[unit].systems and unit not in _UCUM_UNPREFIXED


def _unknown_ucum(code: str) -> UnknownUnitError:
    return UnknownUnitError(code[:_MAX_LENGTH], (), _STANDARDS["ucum"])


def _unit_of_ucum(code: str) -> str:
    sides: dict[int, list[str]] = {1: [], -1: []}
    for sign, factor in _ucum_factors(code):
        match = _UCUM_FACTOR.fullmatch(factor)
        if factor.isdecimal():  # a number, as in L/100/km
            sides[sign].append(factor)
            continue
        power = int(match["power"] or 1) if match else 0
        if match is None or not 0 < abs(power) < 1000:
            raise _unknown_ucum(code)
        word = power_word(abs(power))
        sides[sign if power > 0 else -sign].append(
            f"{word}-{_ucum_unit(match['name'], code)}".lstrip("-")
        )
    above, below = ("-".join(sides[sign]) for sign in (1, -1))
    try:
        return Unit.of(f"{above}-per-{below}".strip("-") if below else above).id
    except UnknownUnitError:
        raise _unknown_ucum(code) from None


def _ucum_factors(code: str) -> Iterator[tuple[int, str]]:
    """Yield each factor with its sign; before parentheses the sign is that of all in them."""
    tokens = _UCUM_TOKEN.findall(code) if 0 < len(code) <= _MAX_LENGTH else []
    if "".join(tokens) != code or not tokens:
        raise _unknown_ucum(code)
    sign, side, outer, due = 1, 1, list[int](), True
    for place, piece in enumerate(tokens):
        fits = due if piece not in "./)" else not due or (piece == "/" and place == 0)
        if not fits or (piece == ")" and not outer):
            raise _unknown_ucum(code)
        if piece in "./":
            sign, due = (-1 if piece == "/" else 1), True
        elif piece == "(":
            outer.append(side)
            side, sign = side * sign, 1
        elif piece == ")":
            side = outer.pop()
        else:
            yield side * sign, piece
            due = False
    if due or outer:
        raise _unknown_ucum(code)


def _ucum_unit(name: str, code: str) -> str:
    units = _units_by_code("ucum.csv")
    if name in units:
        return units[name]
    for prefix, (_, symbol) in prefixes().items():
        rest = name.removeprefix(_UCUM_PREFIXES.get(prefix, symbol))
        if rest != name and rest in units and _takes_prefix(units[rest]):
            return prefix + units[rest]
    raise _unknown_ucum(code)
