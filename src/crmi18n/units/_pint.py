"""The one door to pint: its quantities are taken over, and made on request.

Units go by their definition, never by their name: ``data/pint.csv`` has those of pint whose own
numbers are CLDR's. A compound is carried over part by part, prefixes with it. What differs is
refused: pint's ``decade`` is a logarithm, its ``hertz`` counts radians, its ``barrel`` is a dry
one. The registries are made once, on first use.
"""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from crmi18n.errors import ParseError, UnitMismatchError, UnknownUnitError
from crmi18n.units.table import prefixes, read_rows
from crmi18n.units.unit import Component, Unit, power_word

if TYPE_CHECKING:
    import pint

__all__ = ["evaluate", "from_pint", "to_pint"]

_STANDARD: Final = "pint with a CLDR unit of the same definition"
_LOCK: Final = threading.Lock()
_REGISTRIES: dict[type, pint.UnitRegistry[Any]] = {}
_MAX_LENGTH: Final = 200
_EXPRESSION: Final = re.compile(r"[A-Za-z0-9_.+*/^() °µμΩ-]+")
_MAX_POWER: Final = 15
_POWER: Final = re.compile(r"\*\*|\^")
_SMALL_POWER: Final = re.compile(r"(?:\*\*|\^) *-?(?:[0-9]|1[0-5])(?![0-9.]| *(?:\*\*|\^))")
_LONG_EXPONENT: Final = re.compile(r"[eE][+-]?[0-9]{3}")
# pint's base units, and ours that are the same.
_BASES: Final = {
    **{name: name for name in ("meter", "second", "ampere", "kelvin", "candela", "bit")},
    "kilogram": "kilogram",
    "mole": "mole",
    "radian": "revolution",
    "count": "item",
    "pixel": "pixel",
}


def to_pint(value: Decimal, unit: str) -> pint.Quantity[Any]:
    """Return pint's quantity of a value and one of our units."""
    known = Unit.of(unit)
    registry = _registry(Decimal)
    powers: dict[str, Decimal] = {}
    for part in known.components:
        name = _to_pint().get(part.unit)
        if name is None or known.parts or known.constant != 1:
            raise UnknownUnitError(known.id, (), "pint's units of the same definition")
        powers[part.prefix + name] = Decimal(part.power)
    return registry.Quantity(value, registry.UnitsContainer(powers))


def from_pint(quantity: pint.Quantity[Any]) -> tuple[Decimal, str]:
    """Return value and unit id of pint's quantity."""
    # Nobody holds a quantity of theirs without having imported it: looking costs no import.
    theirs = sys.modules.get("pint")
    if theirs is None or not isinstance(quantity, theirs.Quantity):
        raise TypeError(f"a quantity of pint is expected, not {type(quantity).__name__}")
    magnitude = quantity.magnitude
    if isinstance(magnitude, bool) or not isinstance(magnitude, Decimal | int):
        raise TypeError(
            f"the magnitude must be Decimal or int, not {type(magnitude).__name__};"
            " make the registry with non_int_type=Decimal"
        )
    powers = {name: Fraction(str(power)) for name, power in quantity.unit_items()}
    if not powers or any(power.denominator != 1 for power in powers.values()):
        raise UnknownUnitError(str(quantity.units), (), _STANDARD)
    return Decimal(magnitude), _unit_of({name: int(power) for name, power in powers.items()}).id


def evaluate(text: str, to: str) -> Fraction:
    """Return what an expression of pint is worth in a unit of ours, exactly.

    Raises:
        TypeError: ``text`` is no string.
        ParseError: pint cannot read the expression.
        UnitMismatchError: it does not measure what ``to`` does.
        UnknownUnitError: there is no unit ``to``.
    """
    if not isinstance(text, str):
        raise TypeError(f"an expression is a string, not {type(text).__name__}")
    target = Unit.of(to)
    if len(text) > _MAX_LENGTH or not _EXPRESSION.fullmatch(text):
        raise ParseError(text, "expression of pint", "form")
    # Towers of powers and long exponents would keep the machine busy for ever.
    if len(_POWER.findall(text)) != len(_SMALL_POWER.findall(text)) or _LONG_EXPONENT.search(text):
        raise ParseError(text, "expression of pint", "range")
    registry = _registry(Fraction)
    try:
        quantity = registry.parse_expression(text).to_base_units()
        powers = {name: Fraction(str(power)) for name, power in quantity.unit_items()}
        magnitude = Fraction(quantity.magnitude)
    except Exception as error:  # pint raises what its tokenizer, Python and its units raise
        raise ParseError(text, "expression of pint", "form") from error
    factor, dimension = magnitude, dict[str, int]()
    for name, power in powers.items():
        if name not in _BASES or power.denominator != 1:
            raise UnitMismatchError(f"{text!r} in {name}", target.id)
        base, times = Unit.of(_BASES[name]), int(power)
        # By turns: pint's pi is a longer decimal than CLDR's.
        is_angle = base.id == "revolution"
        turns = registry.Quantity(Fraction(1), name).m_as("turn") if is_angle else 1
        factor *= (base.factor * Fraction(turns)) ** times
        for part, size in base.dimension:
            dimension[part] = dimension.get(part, 0) + size * times
    left = tuple(sorted((part, size) for part, size in dimension.items() if size))
    if left != target.dimension or target.is_scale:
        raise UnitMismatchError(repr(text), target.id)
    return factor / target.factor


def _unit_of(powers: Mapping[str, int]) -> Unit:
    above, below = list[str](), list[str]()
    for name, power in powers.items():
        part = _component(name)
        if not 0 < abs(power) <= _MAX_POWER:
            raise UnknownUnitError(name, (), _STANDARD)
        word = power_word(abs(power))
        (above if power > 0 else below).append(f"{word}-{part.name}" if word else part.name)
    return Unit.of("-".join([*above, *(["per", *below] if below else [])]))


def _component(name: str) -> Component:
    known = _from_pint()
    if name in known:
        return Component("", known[name], 1)
    for prefix in prefixes():
        rest = name.removeprefix(prefix)
        if rest != name and rest in known:
            return Unit.of(prefix + known[rest]).components[0]
    raise UnknownUnitError(name, (), _STANDARD)


@lru_cache(maxsize=1)
def _to_pint() -> Mapping[str, str]:
    return dict((unit, name) for unit, name in read_rows("pint.csv"))  # noqa: C402


@lru_cache(maxsize=1)
def _from_pint() -> Mapping[str, str]:
    return {name: unit for unit, name in read_rows("pint.csv")}


def _registry(numbers: type) -> pint.UnitRegistry[Any]:
    with _LOCK:
        if numbers not in _REGISTRIES:
            import pint

            _REGISTRIES[numbers] = pint.UnitRegistry(non_int_type=numbers)
        return _REGISTRIES[numbers]
