"""The calendar of a tag, and the names and patterns that its locale has for it.

Source: CLDR 48.2 and 48 (``data/calendars.table``, ``data/calendars.pack``); UTS #35 part 4,
section 2.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from crmi18n.cldr._packs import Record, record
from crmi18n.cldr._tables import table
from crmi18n.cldr.subtags import canonicalize
from crmi18n.cldr.tag import LocaleLike, LocaleTag
from crmi18n.cldr.territory import other_region, territory_of
from crmi18n.errors import UnknownCalendarError

if TYPE_CHECKING:
    from crmi18n.cldr.calendars import Calendar

__all__ = ["GREGORIAN", "calendar_of", "date_data", "in_calendar", "in_gregorian", "interval_data"]

GREGORIAN: Final = "gregory"
_NAMES: Final = frozenset(  # of BCP 47
    (
        *("buddhist", "chinese", "coptic", "dangi", "ethioaa", "ethiopic", GREGORIAN, "hebrew"),
        *("indian", "islamic", "islamic-civil", "islamic-rgsa", "islamic-tbla"),
        *("islamic-umalqura", "iso8601", "japanese", "persian", "roc"),
    )
)


@lru_cache(maxsize=1024)
def calendar_of(locale: LocaleLike) -> Calendar | None:
    """Return the calendar of a tag; None is the Gregorian one.

    It is that of its key ``ca``, or else the one that its territory prefers. ISO 8601 is
    Gregorian; a value that is none is not looked at.

    Raises:
        UnknownCalendarError: the calendar is that of China or Korea, which are not known.

    >>> [built and built.name for built in map(calendar_of, ("th", "th-u-ca-gregory", "en-US"))]
    ['buddhist', None, None]
    """
    tag = canonicalize(locale)
    asked = tag.keywords.get("ca", "")
    if asked not in _NAMES:
        asked = _preferred(tag)
    if asked in (GREGORIAN, "iso8601"):
        return None
    if asked in ("chinese", "dangi"):
        raise UnknownCalendarError(asked, (GREGORIAN,))
    from crmi18n.cldr.calendars import calendar_named  # which Gregorian dates do without

    return calendar_named(asked)


def _preferred(tag: LocaleTag) -> str:
    preferred: dict[str, str] = table("calendars")["preferred"]
    if (
        tag.region
        or other_region(tag)
        # Where a language is likely spoken is a large table, which most dates do without.
        or tag.language in table("calendars")["languages"].split()
    ):
        return preferred.get(territory_of(tag) or "", GREGORIAN)
    return GREGORIAN


@lru_cache(maxsize=512)
def date_data(tag: LocaleTag) -> Record:
    """Return the names and patterns of a tag's calendar.

    >>> date_data(LocaleTag.parse("th"))["date"]["short"]
    'd/M/yy'
    """
    shared = record("dates", tag)
    calendar = calendar_of(tag)
    if calendar is None:
        return shared
    pack = record("calendars", tag)
    own, generic = pack[calendar.data], pack["generic"]
    eras = pack[calendar.eras]["eras"]
    append = generic["append"] | own.get("append", {})
    # As in ICU: a day and a time stand together as in Gregorian dates, where these have words
    # for "at"; those of "generic" count where they have none.
    has_words = shared["glue"] != shared["plain_glue"]
    glue = shared["glue"] if has_words else generic["plain_glue"] | own.get("plain_glue", {})
    return {
        **shared,
        "date": generic["date"] | own.get("date", {}),
        "available": generic["available"] | own.get("available", {}),
        "glue": glue | own.get("glue", {}),
        "plain_glue": shared["plain_glue"] | own.get("plain_glue", {}),
        "append": {key: [append[key], name] for key, (_, name) in shared["append"].items()},
        "months": own.get("months", shared["months"]),
        "has own months": "months" in own,
        "eras": [eras[width] for width in ("eraAbbr", "eraNames", "eraNarrow")],
        "has letters for numbers": own.get("numbers") == "hebr",
        "first year": "元" if own.get("numbers") == "y=jpanyear" else "",
    }


@lru_cache(maxsize=512)
def interval_data(tag: LocaleTag) -> Record:
    """Return the patterns of intervals of a tag's calendar."""
    calendar = calendar_of(tag)
    if calendar is None:
        return record("intervals", tag)
    pack = record("calendars", tag)
    found = dict(pack["generic"]["intervals"])
    for skeleton, forms in pack[calendar.data].get("intervals", {}).items():
        found[skeleton] = found.get(skeleton, {}) | forms if skeleton else forms
    return found


def in_gregorian(tag: LocaleTag) -> LocaleTag:
    """Return a tag that asks for the Gregorian calendar, and else for the same habits.

    >>> str(in_gregorian(LocaleTag.parse("th-u-ca-buddhist-nu-thai")))
    'th-u-ca-gregory-nu-thai'
    """
    asked = tag.keywords.get("ca")
    if asked == GREGORIAN or (asked is None and calendar_of(tag) is None):
        return tag
    return in_calendar(tag, GREGORIAN)


def in_calendar(tag: LocaleTag, name: str) -> LocaleTag:
    """Return a tag that asks for a calendar by its name of BCP 47.

    >>> str(in_calendar(LocaleTag.parse("de-u-nu-latn"), "roc"))
    'de-u-ca-roc-nu-latn'
    """
    keywords = sorted({**tag.keywords, "ca": name}.items())
    parts = (*tag.variants, "u", *(part for keyword in keywords for part in keyword))
    return LocaleTag(tag.language, tag.script, tag.region, "-".join(parts))
