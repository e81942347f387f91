"""The law that what is written is read back: stated once, run on a few locales and on all."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from crmi18n.errors import AmbiguousUnitError, ParseError
from crmi18n.units import Quantity, Unit, format_quantity, parse_quantity
from crmi18n.units.names import _RARE, _key, _plain_units, _symbols

COMPOSED = {"gram-per-mole", "kilogram-per-square-meter", "newton-per-meter"}
WIDTHS = ("long", "short")  # the narrow forms drop what tells units apart


def units_of_the_law() -> list[str]:
    """Return all units that CLDR names, and some compounds that it does not."""
    return sorted(_plain_units() | COMPOSED)


def unread(locales: Iterable[str], values: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield what is not read back: locale, unit, text, and what was read instead.

    A text that means several units may be refused, a rare unit may give way to the common one
    of its name, and a name that is the international symbol of another unit is that unit's.
    """
    for locale in locales:
        for unit in units_of_the_law():
            for width in WIDTHS:
                for value in values:
                    quantity = Quantity(value, unit)
                    text = format_quantity(quantity, locale=locale, width=width)  # type: ignore[arg-type]
                    try:
                        found = parse_quantity(text, locale=locale)
                    except AmbiguousUnitError:
                        continue
                    except ParseError as error:
                        # One and two in Arabic, of which CLDR writes the same text; and such
                        # words in a compound, which only CLDR's own are read.
                        if error.reason == "ambiguous" or unit in COMPOSED:
                            continue
                        yield locale, unit, text, str(error)
                        continue
                    except ValueError as error:
                        yield locale, unit, text, str(error)
                        continue
                    if same(found, quantity) or unit in _RARE:
                        continue
                    if _symbols()[0].get(name_in(text)) != found.unit:
                        yield locale, unit, text, str(found)


def name_in(text: str) -> str:
    """Return a text without its number."""
    return _key("".join(c for c in text if not (c.isdecimal() or c in "-−.,٫٬'’\u200e")))


def same(found: Quantity, written: Quantity) -> bool:
    """Tell whether both measure the same: dots may be read as pixels."""
    one, other = Unit.of(found.unit), Unit.of(written.unit)
    return found.value == Decimal(written.value) and (
        one == other or (one.measures_same(other) and one.factor == other.factor)
    )
