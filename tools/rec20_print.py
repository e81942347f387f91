"""Read the conversion factors that Recommendation 20 prints, and compare them with ours.

A factor is printed as ``1,666 67 x 10⁻⁸ m³/s``: a number with a decimal comma and blanks
between groups, a power of ten, and SI units. It is rounded, so that a value agrees with it if
rounding the value to the last digit printed gives the same.
"""

from __future__ import annotations

import re
from fractions import Fraction

from crmi18n.units.unit import Unit

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_NUMBER = re.compile(
    r"(?P<digits>(?!10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹])[0-9]+(?: [0-9]+)*(?:[.,] ?[0-9]+(?: [0-9]+)*)?)?"
    r"(?:/(?P<below>[0-9]+))?\s*"
    r"(?:[x×]?\s*10(?P<power>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?\s*[x×]?\s*(?P<unit>.*)"
)
_SI = {
    "m": "meter",
    "kg": "kilogram",
    "g": "gram",
    "s": "second",
    "A": "ampere",
    "K": "kelvin",
    "mol": "mole",
    "cd": "candela",
    "sr": "steradian",
    "rad": "radian",
    "J": "joule",
    "W": "watt",
    "Pa": "pascal",
    "N": "newton",
    "Hz": "hertz",
    "V": "volt",
    "Ω": "ohm",
    "F": "farad",
    "H": "henry",
    "S": "siemens",
    "Wb": "weber",
    "T": "tesla",
    "C": "coulomb",
    "lm": "lumen",
    "lx": "lux",
    "Bq": "becquerel",
    "Gy": "gray",
    "Sv": "sievert",
    "l": "liter",
    "bit": "bit",
    "byte": "byte",
    "eV": "electronvolt",
    "mg": "milligram",
    "h": "hour",
}
_COUNTS = ("part", "item", "revolution")  # the list gives them no dimension


def agrees(unit: Unit, text: str) -> bool | None:
    """Tell whether a unit has the printed factor; None if the print cannot be read."""
    match = _NUMBER.fullmatch(" ".join(text.replace("\u2126", "Ω").split()))
    if match is None:
        return None
    si = _expression(match["unit"])
    if si is None:
        return None
    factor, dimension = si
    ours = unit.factor / factor
    if _physical(unit.dimension) != _physical(dimension):
        return False
    power = int((match["power"] or "0").translate(_RAISED))
    digits = (match["digits"] or "1").replace(" ", "").replace(",", ".")
    if "." in digits and len(digits.partition(".")[2]) == 0:
        return None
    value = Fraction(digits) / int(match["below"] or 1)
    last = Fraction(1, 10 ** len(digits.partition(".")[2]))
    exact = last if "." in digits or not match["digits"] else Fraction(0)
    scaled = ours / Fraction(10) ** power
    if match["below"] or not match["digits"]:
        return scaled == value
    # Half a unit of the last digit for what rounds, a whole one for what cuts.
    return abs(scaled - value) < (exact or Fraction(1, 2))


def _physical(dimension: tuple[tuple[str, int], ...]) -> dict[str, int]:
    return {base: power for base, power in dimension if base not in _COUNTS}


def _expression(text: str) -> tuple[Fraction, tuple[tuple[str, int], ...]] | None:
    """Return factor and dimension of a product of SI units such as ``kg x m⁻²/(s x A)``."""
    powers: dict[str, int] = {}
    sign, inside = 1, False
    for piece in re.findall(r"[A-Za-zΩ]+[⁻¹²³⁴⁵⁶]*|[/()]|1|\S", text.replace(" x ", " ")):
        if piece == "/":
            sign = -1
        elif piece == "(":
            inside = True
        elif piece == ")":
            inside, sign = False, 1
        elif piece in "x·1":
            continue
        else:
            name = re.match("[A-Za-zΩ]+", piece)
            if name is None or name[0] not in _SI:
                return None
            power = int(piece[name.end() :].translate(_RAISED) or 1)
            powers[name[0]] = powers.get(name[0], 0) + sign * power
            if not inside:
                sign = 1
    factor, dimension = Fraction(1), dict[str, int]()
    for symbol, power in powers.items():
        unit = Unit.of(_SI[symbol])
        factor *= unit.factor**power
        for base, size in unit.dimension:
            dimension[base] = dimension.get(base, 0) + size * power
    return factor, tuple(sorted((base, size) for base, size in dimension.items() if size))
