"""The one door to Babel: names and units of CLDR as Babel carries them (2.18: CLDR 47).

Babel computes in the caller's decimal context; here it is given ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, localcontext
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from crmi18n.cldr._numbers import CONTEXT
from crmi18n.cldr.subtags import data_order
from crmi18n.cldr.tag import LocaleTag
from crmi18n.errors import UnknownLocaleError

if TYPE_CHECKING:
    from babel import Locale

UnitWidth = Literal["long", "short", "narrow"]

# Babel gives no pattern of a unit, only numbers with their unit: so the number is marked.
_NUMBER: Final = re.compile("\ue000.*\ue001")
_MARKED: Final = "\ue000#\ue001"


@lru_cache(maxsize=512)
def locale(tag: LocaleTag) -> Locale:
    """Return Babel's locale of a tag, or of its nearest parent that has data."""
    from babel import Locale, UnknownLocaleError as NoData

    for candidate in data_order(tag):
        try:
            return Locale.parse(str(candidate), sep="-")
        except (NoData, ValueError):
            continue
    raise UnknownLocaleError(str(tag), get_close_matches(tag.language, languages(), n=3))


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the languages that have data."""
    from babel.localedata import locale_identifiers

    return tuple(sorted({name.partition("_")[0] for name in locale_identifiers()}))


def format_unit(value: Decimal, number: str, unit: str, tag: LocaleTag, width: UnitWidth) -> str:
    """Write a number beside a CLDR unit; some languages write "two pounds" without it."""
    from babel.units import format_unit

    with localcontext(CONTEXT):
        text = format_unit(
            value.copy_abs(),
            unit,
            length=width,
            format=_MARKED,
            locale=locale(tag),
        )
    return _NUMBER.sub(lambda _: number, text)


def display_names(tag: LocaleTag, kind: str) -> dict[str, str]:
    """Return code to name for territories, languages or scripts."""
    data = locale(tag)
    tables = {
        "territory": data.territories,
        "language": data.languages,
        "script": data.scripts,
    }
    return {code.replace("_", "-"): name for code, name in tables[kind].items()}


def catalog(path: str) -> dict[str, str]:
    """Read a gettext catalog: message id to translation."""
    from babel.messages.pofile import read_po

    with open(path, "rb") as file:  # noqa: PTH123 - pathlib costs more than the read
        return {str(m.id): str(m.string) for m in read_po(file) if m.id and m.string}


class ZoneTexts(NamedTuple):
    """How a locale names times: of metazones, of single zones, and of any other place."""

    metazones: Mapping[str, Mapping[str, Mapping[str, str]]]
    zones: Mapping[str, Mapping[str, Any]]
    place: str


def zone_texts(tag: LocaleTag) -> ZoneTexts:
    """Return how a locale names the times of zones."""
    data = locale(tag)
    return ZoneTexts(data.meta_zones, data.time_zones, data.zone_formats["region"])
