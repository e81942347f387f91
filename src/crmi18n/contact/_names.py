"""What CLDR says of names, locale by locale: ``data/names.pack``.

``tools/person_names.py`` describes the form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product
from typing import Any, Final, NamedTuple

from crmi18n.cldr import LocaleTag, canonicalize, inheritance, maximize
from crmi18n.contact.letters import SCRIPTS_OF, read_deflated
from crmi18n.errors import UnknownLocaleError

__all__ = [
    "FORMALITIES",
    "LENGTHS",
    "ORDERS",
    "SHAPES",
    "USAGES",
    "Record",
    "is_written_in",
    "record_of",
    "require_locale",
]

ORDERS: Final = ("givenFirst", "surnameFirst", "sorting")
LENGTHS: Final = ("long", "medium", "short")
USAGES: Final = ("referring", "addressing", "monogram")
FORMALITIES: Final = ("formal", "informal")
SHAPES: Final = (
    *product(ORDERS[:2], LENGTHS, USAGES, FORMALITIES),
    *product(ORDERS[2:], LENGTHS, USAGES[:1], FORMALITIES),
)
"""Order, length, usage and formality of each pattern, as the pack has them one after the other."""
_ROOT: Final = "und"

Shape = tuple[str, str, str, str]


class Record(NamedTuple):
    """What one locale says.

    ``orders`` has the tags whose names have an order, ``patterns`` the alternatives of each
    shape (order, length, usage, formality), best first where nothing else decides.
    """

    orders: Mapping[str, str]
    patterns: Mapping[Shape, tuple[str, ...]]
    initial: str
    sequence: str
    native_space: str
    foreign_space: str
    is_own: bool


@lru_cache(maxsize=1024)
def require_locale(tag: LocaleTag) -> LocaleTag:
    """Return the full tag of a reader's locale.

    Raises:
        UnknownLocaleError: CLDR knows nothing of how its language writes names.
    """
    full = maximize(canonicalize(tag))
    if full is None or (tag.language != _ROOT and full.language not in _locales()):
        raise UnknownLocaleError(str(tag))
    return LocaleTag(full.language, full.script, full.region)


@lru_cache(maxsize=256)
def record_of(full: LocaleTag) -> Record:
    """Return the record of a full tag; of one without, the root's."""
    names = _locales()
    for tag in _candidates(full):
        if (number := names.get(str(tag))) is not None and _script_fits(tag, full.script):
            return _record(number)
    return _record(names[_ROOT])


def is_written_in(script: str, of_locale: str) -> bool:
    """Tell whether two scripts match: equal, or with one in common.

    >>> is_written_in("Hani", "Jpan"), is_written_in("Kana", "Hans")
    (True, False)
    """
    if script == of_locale:
        return True
    return not _parts(script).isdisjoint(_parts(of_locale))


def _parts(script: str) -> frozenset[str]:
    return SCRIPTS_OF.get(script) or frozenset((script,))


def _candidates(full: LocaleTag) -> Iterator[LocaleTag]:
    yield full
    yield LocaleTag(full.language, full.script)
    yield from inheritance(LocaleTag(full.language, "", full.region))[:-1]


def _script_fits(tag: LocaleTag, script: str) -> bool:
    its = maximize(tag)
    return its is None or is_written_in(script, its.script)


@lru_cache(maxsize=1)
def _pack() -> Any:
    return read_deflated("names.pack")


@lru_cache(maxsize=1)
def _locales() -> Mapping[str, int]:
    return {
        name: number
        for number, names in enumerate(_pack()["locales"])
        for name in names.split(" ")
    }


@lru_cache(maxsize=256)
def _record(number: int) -> Record:
    texts = _pack()["patterns"]
    given_first, surname_first, signs, shapes = _pack()["records"][number]
    initial, sequence, native_space, foreign_space = signs
    orders = dict.fromkeys(surname_first.split(" "), ORDERS[1])
    orders |= dict.fromkeys(given_first.split(" "), ORDERS[0])
    patterns = {
        shape: tuple(texts[n] for n in ([found] if isinstance(found, int) else found))
        for shape, found in zip(SHAPES, shapes, strict=True)
    }
    is_own = number != _locales()[_ROOT]
    return Record(orders, patterns, initial, sequence, native_space, foreign_space, is_own)
