"""Every setting there is: one table of its name, its form and whether it is passed down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, final

from crmi18n.cldr import LocaleTag, display_name

__all__ = ["CLEARANCES", "KEYS", "Key"]

CLEARANCES: Final = ("public", "internal", "confidential", "secret")
"""The classification's levels, the most open first."""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    if not value.strip():
        raise ValueError("it is empty; leave the key out instead")
    return value


def _currency(value: Any) -> str:
    from crmi18n.money import Currency

    return Currency.of(_text(value)).code


def _language(value: Any) -> str:
    return str(LocaleTag.parse(_text(value)))


def _zone(value: Any) -> str:
    from crmi18n.time import get_zone

    return str(get_zone(_text(value)).key)


def _locale(value: Any) -> str:
    tag = _language(value)
    display_name("territory", "001", locale=tag)  # raises for what CLDR has no forms of
    return tag


def _country(value: Any) -> str:
    from crmi18n.time import zones_of

    code = _text(value)
    zones_of(code)  # raises for what is no country; CLDR has names for more, such as EU and ZZ
    return code


def _days(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} is no whole number of days")
    if value < 0:
        raise ValueError(f"{value} is below 0")
    return value


def _clearance(value: Any) -> str:
    if _text(value) not in CLEARANCES:
        raise ValueError(f"{value!r} is none of {', '.join(CLEARANCES)}")
    return str(value)


def _mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise TypeError(f"{value!r} is no table")
    return value


@final
@dataclass(frozen=True, slots=True)
class Key:
    """A setting.

    Attributes:
        check: returns the canonical value, or raises TypeError or ValueError saying why not.
        inherited: whether lower layers take it over; a name belongs to its layer alone.
    """

    check: Callable[[Any], Any]
    inherited: bool = True


KEYS: Final[Mapping[str, Key]] = MappingProxyType(
    {
        "name": Key(_text, inherited=False),
        "house_currency": Key(_currency),
        "currency": Key(_currency),
        "corporate_language": Key(_language),
        "language": Key(_language),
        "locale": Key(_locale),
        "zone": Key(_zone),
        "country": Key(_country),
        "max_age_days": Key(_days),
        "rates": Key(_text),
        "clearance": Key(_clearance),
        "files": Key(_mapping),
    }
)
