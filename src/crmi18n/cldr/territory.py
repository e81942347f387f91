"""Facts of scripts and territories that several rooms need.

Source: CLDR 48.2 (likelySubtags, scriptMetadata, territoryInfo).
"""

from __future__ import annotations

import re
from typing import Final

from crmi18n.cldr._tables import table
from crmi18n.cldr.subtags import canonicalize, maximize
from crmi18n.cldr.tag import LocaleLike, LocaleTag

__all__ = [
    "is_right_to_left",
    "official_languages",
    "other_region",
    "script_of",
    "territory_of",
]

# A key without a value says "true", and "zz" is no region.
_REGION_OVERRIDE: Final = re.compile("(?!true$|zz)([a-z]{2}|[0-9]{3})[a-z0-9]{1,4}")


def official_languages(territory: str) -> tuple[str, ...]:
    """Return the official languages of a whole territory, the most spoken first.

    >>> official_languages("BE")
    ('nl', 'fr', 'de')
    """
    return tuple(table("languages").get(territory, "").split())


def script_of(locale: LocaleLike) -> str | None:
    """Return the script of a tag, or the one it is most likely written in.

    >>> script_of("zh-TW"), script_of("ja-Latn"), script_of("qaa")
    ('Hant', 'Latn', None)
    """
    tag = canonicalize(locale)
    if tag.script:
        return tag.script
    full = maximize(tag)
    return full.script if full else None


def territory_of(locale: LocaleLike) -> str | None:
    """Return the territory whose habits a tag asks for: of its key ``rg``, its region, or likely.

    >>> territory_of("pt"), territory_of("de-CH"), territory_of("en-GB-u-rg-uszzzz")
    ('BR', 'CH', 'US')
    """
    tag = canonicalize(locale)
    if region := other_region(tag):
        return region
    if tag.region:
        return tag.region
    full = maximize(tag)
    return full.region if full else None


def other_region(tag: LocaleTag) -> str:
    """Return the region of the key ``rg``, or nothing where there is none.

    >>> other_region(LocaleTag.parse("en-GB-u-rg-usca"))
    'US'
    """
    match = _REGION_OVERRIDE.fullmatch(tag.keywords.get("rg", ""))
    return match[1].upper() if match else ""


def is_right_to_left(script: str) -> bool:
    """Tell whether a script is written from right to left.

    >>> is_right_to_left("Arab"), is_right_to_left("Jpan")
    (True, False)
    """
    return script in table("scripts")["rtl"]
