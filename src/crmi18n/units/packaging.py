"""How a product is packed: pallets of boxes of pieces, exact, per product and dated.

A box has no size of its own: how many pieces it holds is a fact of the product. Levels form a
graph without circles, each holding so many of another level or of a unit of measure. From packs
to what is measured (kilogram, cubic meter) leads only what a level says of itself.

Source of the codes: UN/CEFACT Recommendation 21 (types of packages), written with an ``X``
before them where a unit of Recommendation 20 is expected; GS1 General Specifications (GTIN).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from types import MappingProxyType
from typing import Any, Final, Literal, NoReturn, Self, final

from crmi18n.errors import AmountError, PackagingError, UnknownUnitError
from crmi18n.plain import reads_plain
from crmi18n.units.model import Quantity
from crmi18n.units.number import decimal_of, exact_number
from crmi18n.units.table import read_rows
from crmi18n.units.unit import Unit

__all__ = ["PackLevel", "PackagingSet", "packaging_on"]

Rounding = Literal["up", "down", "nearest"]
_MAX_LEVELS: Final = 100
_MAX_NAME: Final = 80
_CODE: Final = re.compile("X[0-9A-Z]{2}")


@final
@dataclass(frozen=True, slots=True, init=False)
class PackLevel:
    """What one pack holds, and what is known of it.

    Attributes:
        count: how many of ``of`` it holds: 48 boxes, 12 pieces, 0.35 kilogram.
        of: the name of another level, or a unit id.
        measures: what one pack measures as a whole, where that is more than its contents: a
            box of 12 pieces of 0.35 kg may weigh 4.6 kg gross.
        gtin: the GS1 number of the pack (8, 12, 13 or 14 digits), or empty.
        code: the code of the package in documents: ``X`` and two signs of Recommendation 21,
            such as ``"XPX"`` for a pallet; or empty.

    Raises:
        TypeError: a value has a wrong type.
        AmountError: the count is not above 0.
        PackagingError: the GTIN has a wrong length or check digit, or the code another form.
    """

    count: Decimal
    of: str
    measures: tuple[Quantity, ...]
    gtin: str
    code: str

    def __init__(
        self,
        count: Decimal | int | str,
        of: str,
        *,
        measures: Iterable[Quantity] = (),
        gtin: str = "",
        code: str = "",
    ) -> None:
        number = exact_number(count)
        if number <= 0:
            raise AmountError(f"a pack holds more than nothing, not {number}")
        if not isinstance(of, str):
            raise TypeError(f"a level is named by a string, not {type(of).__name__}")
        measures = tuple(measures)
        if not all(isinstance(measure, Quantity) for measure in measures):
            raise TypeError("measures are quantities")
        if gtin and not _is_gtin(gtin):
            raise PackagingError(gtin[:_MAX_NAME], "it is no GTIN: its check digit is wrong")
        if code and not _CODE.fullmatch(code):
            raise PackagingError(code[:_MAX_NAME], "it is no code of a package, such as XBX")
        object.__setattr__(self, "count", number)
        object.__setattr__(self, "of", of)
        object.__setattr__(self, "measures", measures)
        object.__setattr__(self, "gtin", gtin)
        object.__setattr__(self, "code", code)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``"48 box"`` or ``"0.35 kilogram"``: a plain number, then the name."""
        count, _, of = text.strip().partition(" ")
        return cls(count, of.strip())

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "count": f"{self.count:f}",
            "of": self.of,
            "measures": [measure.to_dict() for measure in self.measures],
            "gtin": self.gtin,
            "code": self.code,
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote; raises as the class does."""
        return cls(
            data["count"],
            data["of"],
            measures=map(Quantity.from_dict, data.get("measures", ())),
            gtin=data.get("gtin", ""),
            code=data.get("code", ""),
        )


@final
@dataclass(frozen=True, slots=True, init=False)
class PackagingSet:
    """The packaging of one product, from a day on.

    Args:
        product: whose packaging it is.
        levels: name to what the level holds: a :class:`PackLevel`, or its text ``"48 box"``.
            A name goes before a unit of the same id: a drum may be called ``barrel``.
        valid_from, valid_until: the first and the last day it holds good; None is open.

    Raises:
        TypeError: a value has a wrong type.
        PackagingError: a level holds itself in the end, or what is neither a level nor a unit;
            the days are in the wrong order; or two levels have one GTIN.

    >>> oak = PackagingSet("oak", {"pallet": "48 box", "box": "12 item", "item": "0.35 kilogram"})
    >>> oak.convert(5, "box", to="item")
    Decimal('60')
    >>> str(oak.measure(1, "pallet", "kilogram"))
    '201.6 kilogram'
    """

    product: str
    levels: Mapping[str, PackLevel]
    valid_from: date | None
    valid_until: date | None
    _contents: Mapping[str, tuple[Fraction, str]] = field(repr=False, compare=False)

    def __init__(
        self,
        product: str,
        levels: Mapping[str, PackLevel | str],
        valid_from: date | None = None,
        valid_until: date | None = None,
    ) -> None:
        if not isinstance(product, str):
            raise TypeError(f"a product is named by a string, not {type(product).__name__}")
        if not isinstance(levels, Mapping):
            raise TypeError(f"levels are a mapping, not {type(levels).__name__}")
        for day in (valid_from, valid_until):
            if day is not None and (isinstance(day, datetime) or not isinstance(day, date)):
                raise TypeError(f"a day is a date, not {type(day).__name__}")
        if len(levels) > _MAX_LEVELS:
            raise PackagingError(product, f"more than {_MAX_LEVELS} levels")
        if valid_from and valid_until and valid_from > valid_until:
            raise PackagingError(product, f"{valid_from} is after {valid_until}")
        read = {name: _level(name, level) for name, level in levels.items()}
        gtins = [level.gtin.zfill(14) for level in read.values() if level.gtin]
        if len(gtins) > len(set(gtins)):
            raise PackagingError(product, "two levels have one GTIN")
        object.__setattr__(self, "product", product)
        object.__setattr__(self, "levels", MappingProxyType(read))
        object.__setattr__(self, "valid_from", valid_from)
        object.__setattr__(self, "valid_until", valid_until)
        contents = {name: self._resolve(name) for name in read}
        object.__setattr__(self, "_contents", MappingProxyType(contents))

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("PackagingSet is final")

    def __hash__(self) -> int:
        return hash((self.product, tuple(self.levels.items()), self.valid_from, self.valid_until))

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return type(self), (self.product, dict(self.levels), self.valid_from, self.valid_until)

    def convert_exact(self, count: Decimal | int | str, level: str, *, to: str) -> Fraction:
        """Return how many of one level so many of another are; raises as :meth:`convert`."""
        factor, base = self._content(level)
        divisor, other = self._content(to)
        value = Fraction(exact_number(count)) * factor / divisor
        if base != other:
            if base in self.levels or other in self.levels or not _same(base, other):
                raise PackagingError(self.product, f"no way leads from {level} to {to}")
            value = value * Unit.of(base).factor / Unit.of(other).factor
        return value

    def convert(self, count: Decimal | int | str, level: str, *, to: str) -> Decimal:
        """Return how many of one level so many of another are, not rounded to whole ones.

        Raises:
            TypeError, AmountError: ``count`` is no exact number.
            PackagingError: there is no such level, or no way leads from one to the other.

        >>> cement = PackagingSet("cement", {"bag": "3 kilogram", "sack": "25 kilogram"})
        >>> cement.convert(1, "bag", to="sack")
        Decimal('0.12')
        """
        return decimal_of(self.convert_exact(count, level, to=to))

    def measure(self, count: Decimal | int | str, level: str, unit: str) -> Quantity:
        """Return what so many packs measure, in a unit of the same kind.

        The level's own measure counts; else that of what it holds, times how many it holds.

        Raises:
            UnknownUnitError: there is no such unit.
            PackagingError: nothing on the way says what that is.
        """
        wanted = Unit.of(unit)
        factor = Fraction(exact_number(count))
        name = level
        while name in self.levels:
            pack = self.levels[name]
            for own in pack.measures:
                if Unit.of(own.unit).measures_same(wanted):
                    return Quantity(decimal_of(factor * own.to_exact(unit)), wanted.id)
            factor *= Fraction(pack.count)
            name = pack.of
        if name == level or not _same(name, unit):
            raise PackagingError(self.product, f"nothing says what {level} measures in {unit}")
        return Quantity(decimal_of(factor * Quantity(1, name).to_exact(unit)), wanted.id)

    def count(self, quantity: Quantity, level: str, *, whole: Rounding | None = None) -> Decimal:
        """Return how many packs make up a quantity; the other way of :meth:`measure`.

        Args:
            quantity: what is wanted, such as 100 kilogram.
            level: the pack to count in.
            whole: round to whole packs; by default the number is exact.

        Raises:
            TypeError: ``quantity`` is none.
            ValueError: there is no such rounding.
            PackagingError: nothing says what the pack measures.
        """
        if not isinstance(quantity, Quantity):
            raise TypeError(f"a quantity is expected, not {type(quantity).__name__}")
        one = self.measure(1, level, quantity.unit)
        return _whole(Fraction(quantity.value) / one.to_exact(quantity.unit), whole)

    def round_to_packs(
        self, count: Decimal | int | str, level: str, *, to: str, rounding: Rounding = "up"
    ) -> Decimal:
        """Return whole packs of ``to`` for so many of ``level``: up, for an order.

        >>> oak = PackagingSet("oak", {"pallet": "48 box", "box": "12 item"})
        >>> oak.round_to_packs(61, "item", to="box")
        Decimal('6')
        """
        return _whole(self.convert_exact(count, level, to=to), rounding)

    def fill(
        self,
        count: Decimal | int | str,
        level: str,
        *,
        into: Iterable[str] | None = None,
        rounding: Rounding | None = None,
    ) -> dict[str, Decimal]:
        """Return mixed packs, the largest first, that together hold just so many of a level.

        Args:
            count: how much is to be packed, such as 1212.
            level: of what, such as the piece.
            into: the packs to use; by default every level.
            rounding: what happens to a rest smaller than the smallest pack. By default it is
                an error; ``"up"`` takes one more of that pack, ``"down"`` leaves the rest out.

        Raises:
            TypeError: ``into`` is one text.
            PackagingError: a rest is left, the count is negative, or no way leads to a pack.

        >>> oak = PackagingSet("oak", {"pallet": "48 box", "box": "12 item"})
        >>> {name: int(n) for name, n in oak.fill(1212, "item", into=["pallet", "box"]).items()}
        {'pallet': 2, 'box': 5}
        """
        number = exact_number(count)
        if number < 0:
            raise PackagingError(self.product, f"{number} {level} cannot be packed")
        if isinstance(into, str):
            raise TypeError("into is a list of levels, not one text")
        names = list(self._reachable(level) if into is None else into)
        sizes = sorted((self.convert_exact(1, name, to=level), name) for name in names)[::-1]
        if not sizes:
            raise PackagingError(self.product, f"there is no pack for {level}")
        rest, found = Fraction(number), dict[str, Decimal]()
        for place, (size, name) in enumerate(sizes):
            share = rest / size
            last = place == len(sizes) - 1
            whole = _whole(share, rounding if rounding and last else "down")
            if last and rounding is None and share != whole:
                raise PackagingError(
                    self.product,
                    f"{decimal_of(rest)} {level} fill no whole {name}; say how to round",
                )
            rest -= Fraction(whole) * size
            if whole:
                found[name] = whole
        return found

    def code_of(self, level: str) -> str:
        """Return the code of a level in documents.

        It is the level's own, else that of Recommendation 21 if the level is called as there
        (``box``, ``pallet``). It is never made up.

        Raises:
            PackagingError: there is no such level, or it has no code.

        >>> PackagingSet("oak", {"box": "12 item"}).code_of("box")
        'XBX'
        """
        self._content(level)
        pack = self.levels.get(level)
        code = pack.code if pack else ""
        if not code and pack and level in (known := _package_codes()):
            code = f"X{known[level]}"
        if not code:
            raise PackagingError(self.product, f"{level} has no code of a package; agree on one")
        return code

    def level_of_gtin(self, gtin: str) -> str:
        """Return the name of the level that has a GTIN.

        GTIN-8, -12, -13 and -14 are one number with zeros before it.

        Raises:
            PackagingError: none has it.
        """
        for name, level in self.levels.items():
            if level.gtin and level.gtin.zfill(14) == gtin.zfill(14):
                return name
        raise PackagingError(self.product, f"no level has the GTIN {gtin[:_MAX_NAME]!r}")

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "product": self.product,
            "levels": {name: level.to_dict() for name, level in self.levels.items()},
            "valid_from": self.valid_from and self.valid_from.isoformat(),
            "valid_until": self.valid_until and self.valid_until.isoformat(),
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote; raises as the class does."""
        days = [
            date.fromisoformat(data[key]) if data.get(key) else None
            for key in ("valid_from", "valid_until")
        ]
        levels = {name: PackLevel.from_dict(level) for name, level in data["levels"].items()}
        return cls(data["product"], levels, *days)

    def _content(self, name: str) -> tuple[Fraction, str]:
        """Return how many of its innermost content one pack holds, and what that is."""
        if name in self._contents:
            return self._contents[name]
        if any(base == name for _, base in self._contents.values()) or _is_unit(name):
            return Fraction(1), name
        known = ", ".join(self.levels)
        raise PackagingError(self.product, f"it has no level {name[:_MAX_NAME]!r}; it has {known}")

    def _resolve(self, name: str) -> tuple[Fraction, str]:
        factor, seen, at = Fraction(1), [name], name
        while at in self.levels:
            level = self.levels[at]
            factor *= Fraction(level.count)
            if level.of in seen:
                raise PackagingError(self.product, f"{' > '.join([*seen, level.of])} is a circle")
            at = level.of
            seen.append(at)
        if not _is_unit(at):
            raise PackagingError(
                self.product, f"{at[:_MAX_NAME]!r} in {seen[-2]!r} is neither a level nor a unit"
            )
        return factor, at

    def _reachable(self, level: str) -> list[str]:
        base = self._content(level)[1]
        return [name for name, (_, other) in self._contents.items() if _same(base, other)]


def packaging_on(sets: Iterable[PackagingSet], product: str, day: date) -> PackagingSet:
    """Return the packaging of a product that is valid on a day: the one that began last.

    Raises:
        PackagingError: there is none.
    """
    valid = [
        packaging
        for packaging in sets
        if packaging.product == product
        and (packaging.valid_from or date.min) <= day <= (packaging.valid_until or date.max)
    ]
    if not valid:
        raise PackagingError(product, f"it has no packaging on {day}")
    return max(valid, key=lambda packaging: packaging.valid_from or date.min)


@lru_cache(maxsize=1)
def _package_codes() -> Mapping[str, str]:
    return {package: code for code, package in read_rows("rec21.csv")}


def _level(name: object, level: object) -> PackLevel:
    if not isinstance(name, str) or not isinstance(level, (PackLevel, str)):
        raise TypeError("levels are names with a PackLevel or a text like '48 box'")
    return PackLevel.parse(level) if isinstance(level, str) else level


def _whole(value: Fraction, rounding: Rounding | None) -> Decimal:
    if rounding is None:
        return decimal_of(value)
    if rounding not in ("up", "down", "nearest"):
        raise ValueError(f"{rounding!r} is no rounding; there are up, down and nearest")
    half = Fraction(1, 2)
    return Decimal(
        ceil(value) if rounding == "up" else floor(value + half * (rounding == "nearest"))
    )


def _is_unit(name: str) -> bool:
    try:
        return not Unit.of(name).is_scale
    except UnknownUnitError:
        return False


def _same(one: str, other: str) -> bool:
    return one == other or (
        _is_unit(one) and _is_unit(other) and Unit.of(one).measures_same(Unit.of(other))
    )


def _is_gtin(text: str) -> bool:
    if not (text.isascii() and text.isdigit()) or len(text) not in (8, 12, 13, 14):
        return False
    digits = [int(digit) for digit in reversed(text)]
    return (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0
