"""The unit that a reader measures with, by country and use.

A country comes from the locale's ``-u-rg-``, else its region, else the country that the
language most likely means; ``-u-ms-`` names a system of measurement instead, and ``-u-mu-`` a
scale of temperature, which goes before all. What a site or a user has settled goes before CLDR.

Source: CLDR 48.2 unitPreferenceData, measurementData; UTS #35 part 6 (unit preferences),
UTS #35 part 1 (Unicode locale extension).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NoReturn, Self, final

from crmi18n.cldr import LocaleLike, LocaleTag, display_name, territory_of
from crmi18n.errors import UnitMismatchError, UnknownCodeError, UnknownCountryError
from crmi18n.plain import has_form, reads_plain
from crmi18n.units.convert import exact_converter
from crmi18n.units.model import Quantity
from crmi18n.units.table import DATA, quantities, simple_units
from crmi18n.units.unit import Unit

__all__ = [
    "UnitPolicy",
    "has_preferences",
    "measurement_region",
    "preferred",
    "preferred_rung",
    "preferred_unit",
    "reads_system_of",
    "usages",
]

Rung = tuple[Unit, Decimal | None]
"""A unit that a country uses, and the step that values in it are rounded to, if CLDR names one."""

_WORLD: Final = "001"
_REGION_OF_SYSTEM: Final = {"metric": _WORLD, "ussystem": "US", "uksystem": "GB"}
_SYSTEMS: Final[Mapping[str, frozenset[str]]] = {
    "metric": frozenset({"si", "metric", "si_acceptable", "metric_adjacent"}),
    "US": frozenset({"ussystem"}),
    "UK": frozenset({"uksystem", "si", "metric", "si_acceptable", "metric_adjacent"}),
}
"""What a reader used to a system takes in without conversion; both sorts in the UK."""


@final
@dataclass(frozen=True, slots=True)
class UnitPolicy:
    """What a house, a site or a user has settled about units.

    Args:
        units: quantity (``"mass"``), or quantity and usage (``"length/person-height"``), to the
            unit that it is given in; the longer key goes first.
        region: the country whose preferences hold where ``units`` says nothing, as its code of
            ISO 3166-1, or ``"001"`` for the world's; None leaves it to the locale.

    Raises:
        TypeError: ``units`` is no mapping of strings, or ``region`` no string.
        UnknownUnitError: a unit is none.
        UnitMismatchError: a unit does not measure that quantity.
        UnknownCountryError: there is no such region.

    >>> site = UnitPolicy({"mass": "kilogram"})
    >>> user = site.with_units({"temperature": "fahrenheit"})
    >>> str(preferred(Quantity(500, "pound"), locale="en-US", policy=user))
    '226.796185 kilogram'
    """

    units: Mapping[str, str] = field(default_factory=dict)
    region: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.units, Mapping):
            raise TypeError(f"units are a mapping, not {type(self.units).__name__}")
        for key, unit in self.units.items():
            if not isinstance(key, str):
                raise TypeError(f"a quantity is named by a string, not {type(key).__name__}")
            quantity, measured = key.partition("/")[0], _preference_quantity(Unit.of(unit))
            if measured != quantity:
                raise UnitMismatchError(f"{unit} ({measured})", quantity)
        if self.region is not None:
            _require_region(self.region)
        object.__setattr__(self, "units", MappingProxyType(dict(self.units)))

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("UnitPolicy is final")

    def __hash__(self) -> int:
        return hash((frozenset(self.units.items()), self.region))

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return type(self), (dict(self.units), self.region)

    def with_units(self, units: Mapping[str, str]) -> Self:
        """Return this policy with further units laid over its own: the user's over the site's."""
        return type(self)({**self.units, **units}, self.region)

    def unit_for(self, quantity: str, usage: str) -> str | None:
        """Return the unit settled for a quantity and its use, or None."""
        for key in (f"{quantity}/{usage}", quantity):
            if unit := self.units.get(key):
                return unit
        return None

    __get_pydantic_core_schema__ = has_form()

    def to_dict(self) -> dict[str, object]:
        """Return the plain JSON form."""
        return {"units": dict(self.units), "region": self.region}

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, object]) -> Self:
        """Read what :meth:`to_dict` wrote; raises as the class does."""
        return cls(data["units"], data["region"])  # type: ignore[arg-type]


_NO_POLICY: Final = UnitPolicy()


def _require_region(region: str) -> None:
    if not isinstance(region, str):
        raise TypeError(f"a region is an ISO 3166-1 code, not {type(region).__name__}")
    try:
        display_name("territory", region, locale="en")
    except UnknownCodeError:
        raise UnknownCountryError(region) from None


def preferred(
    q: Quantity, *, locale: LocaleLike, usage: str = "default", policy: UnitPolicy | None = None
) -> Quantity:
    """Return a quantity in the unit that readers in the locale's country know.

    The result is as exact as :meth:`Quantity.to`; where the country uses a mixed unit
    (``foot-and-inch``), the value is in its largest part, and :meth:`Quantity.split` parts it.
    A quantity that CLDR has no preference for is given in base units.

    Args:
        q: what was measured.
        locale: whose reader it is; its keys ``-u-mu-``, ``-u-ms-`` and ``-u-rg-`` count.
        usage: what it is for, see :func:`usages`; ``"person-height"``, ``"road"``, ``"floor"``
            ... An unknown one is cut at its last hyphen, down to ``"default"``.
        policy: what the site or the user has settled; it goes before CLDR.

    Raises:
        TypeError: ``q`` is no quantity, or ``usage`` no string.
        UnknownLocaleError: ``locale`` is no language tag.
        AmountError: 0 miles per gallon are no liters per 100 kilometer.

    >>> str(preferred(Quantity("226.796185", "kilogram"), locale="en-US"))
    '500 pound'
    >>> str(preferred(Quantity(8, "liter-per-100-kilometer"), locale="de", usage="vehicle-fuel"))
    '8 liter-per-100-kilometer'
    """
    if not isinstance(q, Quantity):
        raise TypeError(f"a quantity is expected, not {type(q).__name__}")
    return q.to(preferred_unit(q, locale=locale, usage=usage, policy=policy).id)


def preferred_unit(
    q: Quantity, *, locale: LocaleLike, usage: str = "default", policy: UnitPolicy | None = None
) -> Unit:
    """Return the unit that :func:`preferred` converts to; its arguments are the same."""
    return preferred_rung(q, locale=locale, usage=usage, policy=policy)[0]


def preferred_rung(
    q: Quantity, *, locale: LocaleLike, usage: str, policy: UnitPolicy | None
) -> Rung:
    """Return that unit, and what a value in it is rounded to a multiple of; None: no step."""
    if not isinstance(usage, str):
        raise TypeError(f"a usage is a string, not {type(usage).__name__}")
    policy = policy or _NO_POLICY
    source = Unit.of(q.unit)
    quantity = _preference_quantity(source)
    if settled := policy.unit_for(quantity, usage):
        return Unit.of(settled), None
    tag = LocaleTag.parse(locale)
    if (asked := tag.keywords.get("mu", "")) and (unit := _temperature(asked, source)):
        return unit, None
    region = policy.region or measurement_region(tag)
    return _rung(source, Fraction(q.value), quantity, usage, region)


def usages(quantity: str) -> tuple[str, ...]:
    """Return the uses that CLDR has preferences for; empty if the quantity has none.

    >>> usages("area")
    ('default', 'floor', 'geograph', 'land')
    """
    return tuple(sorted(_table()["preferences"].get(quantity, {})))


def has_preferences(unit: Unit) -> bool:
    """Tell whether CLDR has preferences for what a unit measures."""
    return bool(usages(_preference_quantity(unit)))


def measurement_region(locale: LocaleLike) -> str:
    """Return the region whose units a locale's readers use: that of ``-u-ms-``, if it has one.

    >>> measurement_region("en-u-ms-metric"), measurement_region("en-u-rg-gbzzzz")
    ('001', 'GB')
    """
    return _region(LocaleTag.parse(locale))


def reads_system_of(unit: Unit, locale: LocaleLike, policy: UnitPolicy | None = None) -> bool:
    """Tell whether a locale's readers know a unit without conversion.

    >>> reads_system_of(Unit.of("pound"), "de"), reads_system_of(Unit.of("pound"), "en-GB")
    (False, True)
    """
    tag = LocaleTag.parse(locale)
    region = (policy.region if policy else None) or measurement_region(tag)
    if unit.quantity == "temperature":
        asked = _temperature(tag.keywords.get("mu", ""), unit)
        is_known = {"celsius", "fahrenheit"} - {(asked or _temperature_of(region)).id}
        return unit.id not in is_known
    systems = _table()["systems"]
    return not unit.systems.isdisjoint(_SYSTEMS[systems.get(region, systems[_WORLD])])


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    text = Path(DATA, "preferences.json").read_text("utf-8")
    return json.loads(text[text.index("{") :])  # type: ignore[no-any-return]


@lru_cache(maxsize=512)
def _region(tag: LocaleTag) -> str:
    if region := _REGION_OF_SYSTEM.get(tag.keywords.get("ms", "")):
        return region
    override = tag.keywords.get("rg", "")
    if len(override) > 2 and override.endswith("zzzz"):
        return override.removesuffix("zzzz").upper()
    return territory_of(tag) or _WORLD


def _temperature(keyword: str, source: Unit) -> Unit | None:
    """Return the scale that ``-u-mu-`` asks for; CLDR has no other units there."""
    unit = {"celsius": "celsius", "fahrenhe": "fahrenheit", "kelvin": "kelvin"}.get(keyword)
    return Unit.of(unit) if unit and source.quantity == "temperature" else None


def _temperature_of(region: str) -> Unit:
    return _rung(Unit.of("celsius"), Fraction(0), "temperature", "weather", region)[0]


def _preference_quantity(unit: Unit) -> str:
    """Return what a unit measures; what is upside down of it counts as the same."""
    if unit.quantity:
        return unit.quantity
    return next((name for name, base in _quantity_bases() if unit.measures_inverse(base)), "")


@lru_cache(maxsize=1)
def _quantity_bases() -> tuple[tuple[str, Unit], ...]:
    preferences = _table()["preferences"]
    return tuple(
        (quantity, Unit.of(base))
        for base, quantity in quantities().items()
        if quantity in preferences
    )


def _rung(source: Unit, value: Fraction, quantity: str, usage: str, region: str) -> Rung:
    """Return the first unit that the value is not too small for; the last always fits."""
    rung: Rung = _named(Unit.of(source.base)), None
    for unit, least, step in _ladder(quantity, usage, region):
        rung = unit, step
        if abs(exact_converter(source, unit)(value)) >= least:
            break
    return rung


def _named(base: Unit) -> Unit:
    """Return the SI unit that has a name for a long product of base units: volt, pascal."""
    if len(base.components) < 3:
        return base
    return next(
        (
            Unit.of(name)
            for name, unit in simple_units().items()
            if unit.base == base.id and unit.factor == 1 and "si" in unit.systems.split()
        ),
        base,
    )


def _ladder(
    quantity: str, usage: str, region: str
) -> Iterator[tuple[Unit, Decimal, Decimal | None]]:
    by_usage = _table()["preferences"].get(quantity)
    if not by_usage:
        return
    while usage not in by_usage:
        usage = usage.rpartition("-")[0] or "default"
    by_region = by_usage[usage]
    for unit, least, *step in by_region.get(region) or by_region[_WORLD]:
        yield Unit.of(unit), Decimal(least), Decimal(step[0]) if step else None
