"""Quantities: a value and its unit, exact conversion, codes, and each reader's own form."""

from crmi18n.units.format import format_quantity
from crmi18n.units.model import Quantity
from crmi18n.units.names import resolve_unit
from crmi18n.units.parse import parse_quantity
from crmi18n.units.preference import preferred
from crmi18n.units.unit import Unit, units

__all__ = [
    "Quantity",
    "Unit",
    "format_quantity",
    "parse_quantity",
    "preferred",
    "resolve_unit",
    "units",
]
