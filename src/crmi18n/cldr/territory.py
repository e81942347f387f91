"""Facts of a territory that several rooms need.

Source: CLDR 47 supplemental data (territoryInfo, likelySubtags) as Babel 2.18 carries it.
"""

from __future__ import annotations

from functools import lru_cache

from crmi18n.cldr import _babel
from crmi18n.cldr.tag import LocaleLike, LocaleTag

__all__ = ["official_languages", "script_of", "territory_of"]

_OFFICIAL = ("official", "de_facto_official")


@lru_cache(maxsize=512)
def official_languages(territory: str) -> tuple[str, ...]:
    """Return the official languages of a whole territory, the most spoken first.

    >>> official_languages("BE")
    ('nl', 'fr', 'de')
    """
    rows = _babel.territory_languages(territory)
    official = [
        (-float(str(row["population_percent"])), language)
        for language, row in rows.items()
        if row["official_status"] in _OFFICIAL
    ]
    return tuple(language.replace("_", "-") for _, language in sorted(official))


def script_of(locale: LocaleLike) -> str | None:
    """Return the script of a tag, or the one its language is most likely written in.

    >>> script_of("zh-TW"), script_of("ja-Latn")
    ('Hant', 'Latn')
    """
    return _babel.likely_script(LocaleTag.parse(locale))


def territory_of(locale: LocaleLike) -> str | None:
    """Return the region of a tag, or the one its language most likely means.

    >>> territory_of("pt"), territory_of("de-CH")
    ('BR', 'CH')
    """
    return _babel.likely_territory(LocaleTag.parse(locale))
