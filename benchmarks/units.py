"""Quantities beside pint and Babel: convert, construct, write, and what a process pays first."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from benchmarks.measure import Figure, compare, fresh, repeated

__all__ = ["figures"]

Width = Literal["long", "short", "narrow"]

_PINT = "pint, decimal registry"


def figures() -> list[Figure]:
    """Time conversion, construction, formatting and the first use in a fresh process."""
    return [*_conversion(), *_formatting(), _first_use()]


def _conversion() -> list[Figure]:
    import pint

    from crmi18n.units import Quantity, converter

    registry: pint.UnitRegistry[Any] = pint.UnitRegistry(non_int_type=Decimal)
    value = Decimal(500)
    ours, theirs = Quantity(value, "pound"), registry.Quantity(value, "pound")
    by_factor = converter("pound", "kilogram")
    to_theirs = repeated(lambda: theirs.to("kilogram"), 1000)
    return [
        compare(
            "Quantity.to, pound to kilogram",
            repeated(lambda: ours.to("kilogram"), 20_000),
            to_theirs,
            _PINT,
            unit="us",
            n=15,
        ),
        compare(
            "compiled converter, pound to kilogram",
            repeated(lambda: by_factor(value), 50_000),
            to_theirs,
            _PINT,
            unit="us",
            n=15,
        ),
        compare(
            "construct a Quantity",
            repeated(lambda: Quantity(value, "pound"), 20_000),
            repeated(lambda: registry.Quantity(value, "pound"), 2000),
            _PINT,
            unit="us",
            n=15,
        ),
    ]


def _formatting() -> list[Figure]:
    from babel import Locale
    from babel.units import format_unit

    from crmi18n.units import Quantity, format_quantity

    def figure(locale: str, width: Width) -> Figure:
        data, quantity = Locale.parse(locale), Quantity("1234.5", "kilometer")
        return compare(
            f"format_quantity, {locale}, {width}",
            repeated(lambda: format_quantity(quantity, locale=locale, width=width), 5000),
            repeated(
                lambda: format_unit(quantity.value, "kilometer", length=width, locale=data), 1000
            ),
            "Babel",
            unit="us",
            n=15,
        )

    return [figure("de", "short"), figure("pl", "long")]


def _first_use() -> Figure:
    return compare(
        "first conversion in a fresh process",
        fresh("from crmi18n import Quantity; Quantity(500, 'pound').to('kilogram')"),
        fresh("import pint; pint.UnitRegistry().Quantity(500, 'pound').to('kilogram')"),
        "pint",
        unit="ms",
        n=11,
    )
