"""What the tests of this room draw from: units by what they measure, and values."""

from collections import defaultdict
from decimal import Decimal

from hypothesis import strategies as st

from crmi18n.units import Unit, unit_ids

COMPOUNDS = [
    "kilometer-per-hour",
    "mile-per-hour",
    "meter-per-second",
    "square-meter",
    "square-foot",
    "cubic-meter",
    "cubic-foot",
    "kilowatt-hour",
    "newton-meter",
    "pound-force-foot",
    "pound-force-per-square-inch",
    "kilogram-per-cubic-meter",
    "gram-per-liter",
    "liter-per-kilometer",
    "liter-per-100-kilometer",
    "kilogram",
    "milligram",
    "kilometer",
    "centimeter",
    "millimeter",
    "milliliter",
    "hectoliter",
    "megawatt",
    "kilobyte",
]
FACTORED = [unit for unit in [*unit_ids(), *COMPOUNDS] if not Unit.of(unit).is_scale]


def _kinds() -> dict[str, list[str]]:
    found = defaultdict(list)
    for unit in [*unit_ids(), *COMPOUNDS]:
        if not Unit.of(unit).special:
            found[Unit.of(unit).quantity or Unit.of(unit).base].append(unit)
    return {kind: units for kind, units in found.items() if len(units) > 1}


KINDS = _kinds()
values = st.decimals(
    min_value=Decimal("-1e9"), max_value=Decimal("1e9"), places=4, allow_nan=False
)
alike = st.sampled_from(sorted(KINDS)).flatmap(
    lambda kind: st.tuples(*[st.sampled_from(KINDS[kind])] * 3)
)
"""Three units that measure the same."""
