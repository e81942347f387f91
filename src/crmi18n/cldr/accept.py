"""What a browser says that its user reads: the header ``Accept-Language``.

Source: RFC 9110, sections 12.4.2 and 12.5.4; RFC 4647, section 2.1.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from crmi18n.cldr.tag import LocaleTag
from crmi18n.errors import UnknownLocaleError

__all__ = ["parse_accept_language"]

_MAX_LENGTH: Final = 2000  # ten times what browsers send; read in a few milliseconds
_ANY: Final = "*"
_BLANK: Final = " \t"
_QUALITY: Final = re.compile(r"[qQ]=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")


def parse_accept_language(header: str) -> tuple[LocaleTag, ...]:
    """Return the languages of a header, the most wanted first, each once.

    A header is sent by strangers, so none is refused: what is not well-formed in it is passed
    over, and of more than 2,000 characters nothing is read. Languages with ``q=0`` are left
    out, as is the wildcard; what is less wanted than that, which is any language, is left out
    as well.

    Raises:
        TypeError: ``header`` is no string.

    >>> [str(tag) for tag in parse_accept_language("da, en;q=0.7, en-GB;q=0.8, de;q=0")]
    ['da', 'en-GB', 'en']
    >>> parse_accept_language("*"), parse_accept_language("?;q=x")
    ((), ())
    """
    if not isinstance(header, str):
        raise TypeError(f"a header is a string, not {type(header).__name__}")
    return _read(header) if len(header) <= _MAX_LENGTH else ()


@lru_cache(maxsize=256)
def _read(header: str) -> tuple[LocaleTag, ...]:
    wishes = [wish for element in header.split(",") if (wish := _wish(element))]
    least = max((wish.quality for wish in wishes if wish.tag is None), default=0.0)
    wishes.sort(key=lambda wish: -wish.quality)
    return tuple(
        dict.fromkeys(tag for tag, quality in wishes if tag and quality and quality >= least)
    )


class _Wish(NamedTuple):
    tag: LocaleTag | None  # None is any language
    quality: float


def _wish(element: str) -> _Wish | None:
    if not element or element.isspace():
        return None
    language, parameter, quality = (part.strip(_BLANK) for part in element.partition(";"))
    match = _QUALITY.fullmatch(quality if parameter else "q=1")
    if match is None:
        return None
    try:
        tag = None if language == _ANY else LocaleTag.parse(language)
    except UnknownLocaleError:
        return None
    return _Wish(tag, float(match[1]))
