"""The library's own words in the reader's language: what a finding is, what a column holds.

The catalogs are gettext files under ``data/labels``, one per language; a message id is a code.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from crmi18n.cldr import _babel
from crmi18n.cldr.subtags import canonicalize
from crmi18n.cldr.tag import LocaleLike, LocaleTag
from crmi18n.cldr.territory import script_of
from crmi18n.errors import UnknownCodeError

__all__ = ["label", "label_language", "label_languages", "po_catalog"]

_FOLDER: Final = Path(__file__).with_name("data") / "labels"
_SOURCE: Final = "en"


@lru_cache(maxsize=1)
def label_languages() -> tuple[str, ...]:
    """Return the languages that have a catalog.

    >>> "de" in label_languages()
    True
    """
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.po")))


def label(code: str, *, locale: LocaleLike) -> str:
    """Return the library's word for a code, in the language of the locale or in English.

    English it is where there is no catalog in the language, or only one in another script: a
    reader of traditional Chinese is not given simplified. :func:`label_language` tells which.

    Raises:
        UnknownCodeError: the library has no such code.

    >>> label("import.truncated_row", locale="de")
    'Zeile unvollständig'
    """
    text = _catalog(label_language(locale)).get(code) or _catalog(_SOURCE).get(code)
    if text is None:
        raise UnknownCodeError(code)
    return text


def label_language(locale: LocaleLike) -> str:
    """Return the language that a locale's labels are in.

    >>> label_language("de-AT"), label_language("zh-TW"), label_language("zh-SG")
    ('de', 'en', 'zh')
    >>> label_language("ger")
    'de'
    """
    return _language(canonicalize(locale))


@lru_cache(maxsize=256)
def _language(tag: LocaleTag) -> str:
    known = tag.language in label_languages()
    return tag.language if known and script_of(tag) == script_of(tag.language) else _SOURCE


@lru_cache(maxsize=64)
def _catalog(language: str) -> dict[str, str]:
    path = _FOLDER / f"{language}.po"
    return _babel.catalog(str(path)) if path.exists() else {}


def po_catalog(path: str) -> dict[str, str]:
    """Read a gettext file: message id to translation, without what is not translated.

    Raises:
        OSError: the file cannot be read.
    """
    return _babel.catalog(path)
