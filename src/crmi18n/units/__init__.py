"""Quantities: a value and its unit, exact conversion, codes, and each reader's own form."""

from crmi18n.units.codes import unit_code, unit_codes, unit_of_code
from crmi18n.units.convert import converter
from crmi18n.units.format import format_beside, format_quantity, quantity_formatter
from crmi18n.units.model import Quantity
from crmi18n.units.names import resolve_unit
from crmi18n.units.packaging import PackagingSet, PackLevel, packaging_on
from crmi18n.units.parse import parse_quantity
from crmi18n.units.preference import UnitPolicy, preferred, preferred_unit, usages
from crmi18n.units.unit import Unit, unit_ids

__all__ = [
    "PackLevel",
    "PackagingSet",
    "Quantity",
    "Unit",
    "UnitPolicy",
    "converter",
    "format_beside",
    "format_quantity",
    "packaging_on",
    "parse_quantity",
    "preferred",
    "preferred_unit",
    "quantity_formatter",
    "resolve_unit",
    "unit_code",
    "unit_codes",
    "unit_ids",
    "unit_of_code",
    "usages",
]
