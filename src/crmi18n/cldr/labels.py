"""The library's own words in the reader's language: what a finding is, what a column holds.

The catalogs are gettext files under ``data/labels``, one per language; a message id is a code.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from crmi18n.cldr import _babel
from crmi18n.cldr.tag import LocaleLike, LocaleTag
from crmi18n.errors import UnknownCodeError

__all__ = ["label", "label_languages", "po_catalog"]

_FOLDER: Final = Path(__file__).with_name("data") / "labels"
_SOURCE: Final = "en"


def label_languages() -> tuple[str, ...]:
    """Return the languages that have a catalog.

    >>> "de" in label_languages()
    True
    """
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.po")))


def label(code: str, *, locale: LocaleLike) -> str:
    """Return the library's word for a code, in the language of the locale or in English.

    Which of the two it is, ``LocaleTag.parse(locale).language in label_languages()`` tells.

    Raises:
        UnknownCodeError: the library has no such code.

    >>> label("import.truncated_row", locale="de")
    'Zeile unvollständig'
    """
    language = LocaleTag.parse(locale).language
    text = _catalog(language).get(code) or _catalog(_SOURCE).get(code)
    if text is None:
        raise UnknownCodeError(code)
    return text


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
