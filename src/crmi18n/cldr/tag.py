"""Language tags: parsed, in canonical case (BCP 47, RFC 5646 section 2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, final

from crmi18n.errors import UnknownLocaleError

__all__ = ["LocaleLike", "LocaleTag"]

_TAG: Final = re.compile(
    r"(?P<language>[a-z]{2,3}|[a-z]{5,8})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<extensions>(?:-[a-z0-9](?:-[a-z0-9]{2,8})+)*)"
)
_MAX_LENGTH: Final = 100  # far above any tag in use; keeps hostile input cheap


@final
@dataclass(frozen=True, slots=True)
class LocaleTag:
    """A language tag such as ``de-CH`` or ``ja-Latn-JP``.

    Attributes:
        language: ISO 639, lower case.
        script: ISO 15924 in title case, or empty.
        region: ISO 3166-1 alpha-2 or UN M49, or empty.
        rest: variants and extensions in lower case, or empty.

    >>> LocaleTag.parse("zh_hant_tw").script
    'Hant'
    >>> str(LocaleTag.parse("de-ch"))
    'de-CH'
    """

    language: str
    script: str = ""
    region: str = ""
    rest: str = ""

    @classmethod
    def parse(cls, text: str | LocaleTag) -> LocaleTag:
        """Read a tag; CLDR's underscores are accepted for hyphens (UTS #35, section 3.1).

        Raises:
            TypeError: ``text`` is neither a string nor a tag.
            UnknownLocaleError: the text is not a well-formed tag.
        """
        if isinstance(text, LocaleTag):
            return text
        if not isinstance(text, str):
            raise TypeError(f"a language tag is a string, not {type(text).__name__}")
        return _parse(text)

    @property
    def parent(self) -> LocaleTag | None:
        """The tag with its last part removed, or None for a bare language."""
        if self.rest:
            return LocaleTag(self.language, self.script, self.region)
        if self.region:
            return LocaleTag(self.language, self.script)
        return LocaleTag(self.language) if self.script else None

    def __str__(self) -> str:
        return "-".join(p for p in (self.language, self.script, self.region, self.rest) if p)


LocaleLike = str | LocaleTag
"""What every ``locale=`` argument accepts."""


@lru_cache(maxsize=1024)
def _parse(text: str) -> LocaleTag:
    match = None
    if len(text) <= _MAX_LENGTH and text.isascii():
        match = _TAG.fullmatch(text.replace("_", "-").lower())
    if match is None:
        raise UnknownLocaleError(text[:_MAX_LENGTH])
    return LocaleTag(
        match["language"],
        (match["script"] or "").title(),
        (match["region"] or "").upper(),
        (match["variants"] + match["extensions"]).lstrip("-"),
    )
