"""Quantities: a value and its unit, exact conversion, codes, and each reader's own form.

Names are loaded when they are first asked for: who converts, pays for no formatter.
"""

from crmi18n._later import later

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crmi18n.units.codes import (
        unit_code as unit_code,
        unit_codes as unit_codes,
        unit_of_code as unit_of_code,
    )
    from crmi18n.units.convert import converter as converter
    from crmi18n.units.format import (
        format_beside as format_beside,
        format_quantity as format_quantity,
        quantity_formatter as quantity_formatter,
    )
    from crmi18n.units.model import Quantity as Quantity
    from crmi18n.units.names import resolve_unit as resolve_unit
    from crmi18n.units.packaging import (
        PackagingSet as PackagingSet,
        PackLevel as PackLevel,
        packaging_on as packaging_on,
    )
    from crmi18n.units.parse import parse_quantity as parse_quantity
    from crmi18n.units.preference import (
        UnitPolicy as UnitPolicy,
        preferred as preferred,
        preferred_unit as preferred_unit,
        usages as usages,
    )
    from crmi18n.units.unit import Unit as Unit, unit_ids as unit_ids

_MODULES = {
    "codes": ("unit_code", "unit_codes", "unit_of_code"),
    "convert": ("converter",),
    "format": ("format_beside", "format_quantity", "quantity_formatter"),
    "model": ("Quantity",),
    "names": ("resolve_unit",),
    "packaging": ("PackLevel", "PackagingSet", "packaging_on"),
    "parse": ("parse_quantity",),
    "preference": ("UnitPolicy", "preferred", "preferred_unit", "usages"),
    "unit": ("Unit", "unit_ids"),
}
_HOME = {name: f"{__name__}.{module}" for module, names in _MODULES.items() for name in names}

__all__ = sorted(_HOME)  # noqa: PLE0605 - a list, made of the table above

__getattr__ = later(globals(), _HOME)


def __dir__() -> list[str]:
    return [*__all__, *_MODULES]
