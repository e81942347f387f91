"""The units of measure: what each is, by its CLDR unit id, and its exact factor.

An id names one unit (``pound``), one with a prefix (``kilogram``), a compound of both
(``kilogram-per-cubic-meter``, ``liter-per-100-kilometer``), or a mixed unit, the largest part
first (``foot-and-inch``). There is no registry: an id always means the same.

Source: UTS #35 part 6 (unit identifiers, unit conversion), CLDR 48.2. CLDR's bare ``gallon``,
``quart``, ``pint``, ``fluid-ounce`` and ``ton`` are ids of the US units; as *texts* these words
mean several units, see :func:`crmi18n.units.resolve_unit`.
"""

from __future__ import annotations

import re
from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from crmi18n.errors import UnitMismatchError, UnknownUnitError
from crmi18n.units.frozen import Frozen
from crmi18n.units.table import SimpleUnit, prefixes, quantities, simple_units

__all__ = ["Component", "Unit", "number_apart", "power_word", "quotient", "unit_ids"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, NamedTuple, Self, final

    class _Component(NamedTuple):
        prefix: str
        unit: str
        power: int
else:
    from crmi18n.units.frozen import final

    _Component = namedtuple("_Component", ("prefix", "unit", "power"))  # noqa: PYI024 - see frozen

_MAX_LENGTH: Final = 200  # longer than any id in use; keeps hostile ids cheap
_POWERS: Final = {"square": 2, "cubic": 3, **{f"pow{n}": n for n in range(2, 16)}}
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,8}|1e[1-9][0-9]?")
_MAX_POWER: Final = 30

Vector = tuple[tuple[str, int, int], ...]
"""Base unit, its power above the line, its power below it; before anything is cancelled."""


class Component(_Component):
    """One part of a compound: a power of a unit with its prefix; negative below the line."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """The id of the part without its power."""
        return self.prefix + self.unit

    @property
    def rank(self) -> tuple[bool, int, int, str]:
        """The place of the part in a compound: above the line first, then CLDR's order."""
        simple = simple_units()[self.unit]
        return self.power < 0, _quantity_rank(simple.base), simple.rank, self.prefix


@final
class Unit(Frozen):
    """One unit of measure; equal if the ids are.

    Attributes:
        id: the CLDR unit id, its parts in CLDR's order.
        factor, offset: a value in this unit, times ``factor``, plus ``offset``, is the value in
            its base unit; the offset is 0 for all but scales of temperature.
        quantity: what it measures, in CLDR's word (``"mass"``, ``"consumption"``), or empty if
            CLDR has none.
        base: the id of its base unit, in SI units where there are any.
        systems: the systems of measurement that all its parts belong to: ``"metric"``,
            ``"ussystem"``, ``"uksystem"`` ...
        components: the parts of a compound, with their powers.
        constant: the number in a compound: 100 below the line of ``liter-per-100-kilometer``
            is 1/100.
        parts: the units of a mixed unit, largest first; empty for any other.
        dimension: the powers of the base units that are left when equal ones are cancelled.
    """

    __slots__ = (
        *("id", "factor", "offset", "quantity", "base", "systems", "components"),
        *("constant", "parts", "dimension"),
    )

    id: str
    factor: Fraction
    offset: Fraction
    quantity: str
    base: str
    systems: frozenset[str]
    components: tuple[Component, ...]
    constant: Fraction
    parts: tuple[Unit, ...]
    dimension: tuple[tuple[str, int], ...]

    def __init__(self, **facts: object) -> None:
        for name in self.__slots__:
            object.__setattr__(self, name, facts[name])

    def __eq__(self, other: object) -> bool:
        return self.id == other.id if isinstance(other, Unit) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"Unit.of({self.id!r})"

    @classmethod
    def of(cls, unit: str) -> Unit:
        """Return the unit of an id.

        Raises:
            TypeError: ``unit`` is no string.
            UnknownUnitError: it is no unit id; ``nearest`` has ids that look like it.

        >>> Unit.of("pound").factor
        Fraction(45359237, 100000000)
        >>> Unit.of("foot-pound-force").id
        'pound-force-foot'
        """
        if not isinstance(unit, str):
            raise TypeError(f"a unit is a CLDR unit id, not {type(unit).__name__}")
        return _unit(unit)

    @property
    def special(self) -> str:
        """The name of a scale that is no straight line (``"beaufort"``), or empty."""
        if len(self.components) != 1 or self.components[0].power != 1:
            return ""
        return simple_units()[self.components[0].unit].special

    @property
    def is_scale(self) -> bool:
        """Whether its zero is not nothing (degree Celsius), or it is no straight line."""
        return bool(self.offset or self.special)

    def measures_same(self, other: Unit) -> bool:
        """Tell whether values of this unit convert to the other by a factor.

        An area does not convert to a consumption of fuel, though both are square meters when
        all is cancelled: if CLDR has a word for what each measures, the words have to be equal.
        """
        if self.dimension != other.dimension:
            return False
        return self.quantity == other.quantity or not (self.quantity and other.quantity)

    def measures_inverse(self, other: Unit) -> bool:
        """Tell whether one is upside down of the other: miles per gallon, liters per km."""
        if self.dimension != tuple((base, -power) for base, power in other.dimension):
            return False
        return bool(self.dimension) and not (self.quantity and other.quantity)

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Unit.of, (self.id,)

    def __str__(self) -> str:
        return self.id

    def __mul__(self, other: Self) -> Unit:
        """Return the product; equal parts are joined, and those on both sides cancel.

        Raises:
            UnitMismatchError: nothing is left, or one of them is a scale or a mixed unit.

        >>> str(Unit.of("meter") * Unit.of("meter"))
        'square-meter'
        """
        if not isinstance(other, Unit):
            return NotImplemented
        return _require(combined(self, other, 1), self, other)

    def __truediv__(self, other: Self) -> Unit:
        """Return the quotient, as ``*`` does.

        >>> str(Unit.of("kilometer") / Unit.of("hour"))
        'kilometer-per-hour'
        """
        if not isinstance(other, Unit):
            return NotImplemented
        return _require(combined(self, other, -1), self, other)


def unit_ids() -> Iterable[str]:
    """Return the ids of all units that are no compound and have no prefix."""
    return simple_units().keys()


def combined(left: Unit, right: Unit, sign: int) -> Unit | None:
    """Return the product (1) or quotient (-1) of units; None: nothing is left of them.

    Raises:
        UnitMismatchError: one of them is a scale or a mixed unit.
    """
    if left.is_scale or right.is_scale or left.parts or right.parts:
        raise UnitMismatchError(left.id, right.id)
    powers: dict[tuple[str, str], int] = {}
    for unit, side in ((left, 1), (right, sign)):
        for part in unit.components:
            key = part.prefix, part.unit
            powers[key] = powers.get(key, 0) + side * part.power
    parts = [Component(prefix, unit, power) for (prefix, unit), power in powers.items() if power]
    if not parts:
        return None
    if any(abs(part.power) > max(_POWERS.values()) for part in parts):
        raise UnitMismatchError(left.id, right.id)
    return _unit(_compose(parts, Fraction(1)))


def number_apart(unit: Unit) -> tuple[Unit, Fraction]:
    """Return a unit without the number that no text can hold, and that number.

    A number is read with the unit below the line (per 100 kilometers), but 5 of 100-meter are
    500 meters.
    """
    is_read = any(part.power < 0 for part in unit.components)
    kept = Fraction(1, unit.constant.denominator) if is_read else Fraction(1)
    if unit.constant == kept or unit.parts:
        return unit, Fraction(1)
    return _unit(_compose(unit.components, kept)), unit.constant / kept


def quotient(left: Unit, right: Unit) -> Fraction:
    """Return how many of ``right`` one of ``left`` is; both measure the same, by a factor."""
    return left.factor / right.factor


def _require(unit: Unit | None, left: Unit, right: Unit) -> Unit:
    if unit is None:
        raise UnitMismatchError(left.id, right.id)
    return unit


@lru_cache(maxsize=4096)
def _unit(unit_id: str) -> Unit:
    if len(unit_id) > _MAX_LENGTH:
        raise UnknownUnitError(f"{unit_id[:57]}...")
    if "-and-" in unit_id:
        return _mixed(unit_id)
    parts, constant = _parsed(unit_id)
    canonical = _compose(parts, constant)
    return _built(unit_id, parts, constant) if canonical == unit_id else _unit(canonical)


def _built(unit_id: str, parts: tuple[Component, ...], constant: Fraction) -> Unit:
    factor, vector = constant, dict[str, tuple[int, int]]()
    for part in parts:
        simple = simple_units()[part.unit]
        prefix = prefixes()[part.prefix][0] if part.prefix else Fraction(1)
        factor *= (prefix * simple.factor) ** part.power
        for base, above, below in _base_vector(simple, part.unit):
            if part.power < 0:
                above, below = below, above  # noqa: PLW2901 - the line is crossed
            old = vector.get(base, (0, 0))
            size = abs(part.power)
            vector[base] = old[0] + size * above, old[1] + size * below
    whole = tuple(sorted((base, above, below) for base, (above, below) in vector.items()))
    alone = len(parts) == 1 and parts[0].power == 1 and not parts[0].prefix and constant == 1
    return Unit(
        id=unit_id,
        factor=factor,
        offset=simple_units()[parts[0].unit].offset if alone else Fraction(0),
        quantity=_quantity(whole),
        base=_base_id(whole),
        systems=frozenset.intersection(
            *(frozenset(simple_units()[part.unit].systems.split()) for part in parts)
        )
        - {"prefixable"},
        components=parts,
        constant=constant,
        parts=(),
        dimension=tuple((base, above - below) for base, above, below in _cancelled(whole)),
    )


def _mixed(unit_id: str) -> Unit:
    parts = tuple(_unit(part) for part in unit_id.split("-and-"))
    first = parts[0]
    for larger, smaller in pairwise(parts):
        fits = first.measures_same(smaller) and larger.factor > smaller.factor
        if not fits or first.is_scale or smaller.is_scale or smaller.parts:
            raise UnknownUnitError(unit_id)
    canonical = "-and-".join(part.id for part in parts)
    return Unit(
        id=canonical,
        factor=first.factor,
        offset=first.offset,
        quantity=first.quantity,
        base=first.base,
        systems=frozenset.intersection(*(part.systems for part in parts)),
        components=first.components,
        constant=first.constant,
        parts=parts,
        dimension=first.dimension,
    )


def _parsed(unit_id: str) -> tuple[tuple[Component, ...], Fraction]:
    """Return the parts of a compound id, sorted and joined, and the number in it."""
    words = unit_id.split("-")
    powers: dict[tuple[str, str, bool], int] = {}
    constant, below, at = Fraction(1), False, 0
    while at < len(words):
        if words[at] == "per" and words[at + 1 :] and words[at + 1] != "per":
            below, at = True, at + 1
            continue
        if _NUMBER.fullmatch(words[at]):
            number = Fraction(words[at])
            constant, at = constant / number if below else constant * number, at + 1
            continue
        power = _POWERS.get(words[at], 0)
        at += bool(power)
        prefix, unit, length = _longest(words[at:], unit_id)
        key = prefix, unit, below
        powers[key] = powers.get(key, 0) + (power or 1)
        at += length
    parts = [
        Component(prefix, unit, -power if under else power)
        for (prefix, unit, under), power in powers.items()
    ]
    if not parts or any(abs(part.power) > _MAX_POWER for part in parts):
        raise UnknownUnitError(unit_id, _nearest(unit_id))
    return tuple(sorted(parts, key=lambda part: part.rank)), constant


def _longest(words: list[str], unit_id: str) -> tuple[str, str, int]:
    """Return prefix and unit of the longest run of words that is one, and its length."""
    units = simple_units()
    for length in range(len(words), 0, -1):
        run = "-".join(words[:length])
        if run in units:
            return "", run, length
        for prefix in prefixes():
            rest = run.removeprefix(prefix)
            if rest != run and rest in units and "prefixable" in units[rest].systems:
                return prefix, rest, length
    raise UnknownUnitError(unit_id, _nearest(unit_id))


def _compose(parts: Iterable[Component], constant: Fraction) -> str:
    """Return the id of parts that are multiplied, in CLDR's order."""
    parts = sorted(parts, key=lambda part: part.rank)
    above = [*_number(constant.numerator), *(_powered(part) for part in parts if part.power > 0)]
    below = [*_number(constant.denominator), *(_powered(part) for part in parts if part.power < 0)]
    return "-".join([*above, *(["per", *below] if below else [])])


def _number(value: int) -> Iterator[str]:
    if value == 1:
        return
    digits = str(value)
    zeros = len(digits) - 1
    # CLDR writes a hundred as 100, and a million as 1e6.
    yield f"1e{zeros}" if zeros > 2 and digits.rstrip("0") == "1" else digits


def _powered(part: Component) -> str:
    word = power_word(abs(part.power))
    return f"{word}-{part.name}" if word else part.name


def power_word(power: int) -> str:
    """Return the word before a unit: ``"square"``, ``"cubic"``, ``"pow4"``; nothing for 1."""
    return {1: "", 2: "square", 3: "cubic"}.get(power, f"pow{power}")


def _base_vector(simple: SimpleUnit, unit: str) -> Vector:
    if simple.base == unit:
        return ((unit, 1, 0),)
    return _vector(simple.base)


@lru_cache(maxsize=128)
def _vector(base: str) -> Vector:
    powers: dict[str, tuple[int, int]] = {}
    for part in _parsed(base)[0]:
        above, below = powers.get(part.name, (0, 0))
        powers[part.name] = (
            (above + part.power, below) if part.power > 0 else (above, below - part.power)
        )
    return tuple(sorted((name, above, below) for name, (above, below) in powers.items()))


def _cancelled(vector: Vector) -> Vector:
    return tuple(
        (base, max(above - below, 0), max(below - above, 0))
        for base, above, below in vector
        if above != below
    )


def _base_id(vector: Vector) -> str:
    """Return the id of a product of base units."""
    parts = [
        Component("", base, power)
        for base, above, below in vector
        for power in (above, -below)
        if power
    ]
    return _compose(parts, Fraction(1))


def _quantity(vector: Vector) -> str:
    """Return CLDR's word for what is measured, before cancelling or after, or nothing."""
    if len(vector) == 1 and vector[0][1:] == (1, 0):
        return quantities().get(vector[0][0], "")
    return _quantities().get(vector) or _quantities().get(_cancelled(vector), "")


@lru_cache(maxsize=1)
def _quantities() -> Mapping[Vector, str]:
    return {_vector(base): quantity for base, quantity in quantities().items()}


@lru_cache(maxsize=256)
def _quantity_rank(base: str) -> int:
    bases = list(quantities())
    return bases.index(base) if base in bases else len(bases)


def _nearest(unit_id: str) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(unit_id, simple_units(), n=3)
