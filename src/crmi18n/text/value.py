"""One text in one language, and what is known about how it came to be.

Source: W3C "Strings on the Web" (a string travels with its language and base direction),
Unicode Standard Annex 15 (NFC).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from html import escape
from typing import Final, Literal, final, get_args

from crmi18n.cldr import LocaleLike, LocaleTag, direction, direction_of_text
from crmi18n.errors import ParseError, TimeKindError

__all__ = [
    "Basis",
    "Origin",
    "State",
    "Text",
    "Version",
    "canonical_language",
    "fingerprint",
    "utc",
]

State = Literal["draft", "reviewed", "rejected"]
Origin = Literal["human", "machine", "transliteration", "import", "verbatim"]

_STATES: Final = frozenset(get_args(State))
_ORIGINS: Final = frozenset(get_args(Origin))
_NO_LANGUAGE: Final = frozenset({"und", "mul", "zxx"})


@lru_cache(maxsize=1024)
def canonical_language(lang: LocaleLike) -> str:
    """Return a language tag in canonical case.

    Raises:
        TypeError: it is neither a string nor a tag.
        UnknownLocaleError: it is not a well-formed BCP 47 tag.

    >>> canonical_language("de_at")
    'de-AT'
    """
    return str(LocaleTag.parse(lang))


def fingerprint(text: str) -> str:
    """Return a short hash that blank-only edits do not change.

    The prefix is the version of the algorithm: blake2b of 8 bytes over NFC with every run of
    white space folded into one blank.

    >>> fingerprint("Rahmenvertrag  Wartung") == fingerprint("Rahmenvertrag Wartung ")
    True
    """
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    raw = folded.encode(errors="surrogatepass")  # a text that is no text is refused elsewhere
    return f"1:{blake2b(raw, digest_size=8).hexdigest()}"


@final
@dataclass(frozen=True, slots=True)
class Text:
    """A string that knows its language; the empty one is empty on purpose, not missing.

    Args:
        value: the text; kept in NFC, and else as it is, blanks included.
        lang: its language (BCP 47); ``und``, ``mul`` and ``zxx`` are allowed.

    Raises:
        TypeError: ``value`` is no string, or ``lang`` no tag.
        ParseError: ``value`` holds half a character (a lone surrogate).
        UnknownLocaleError: ``lang`` is not well formed.

    >>> str(Text("納期は9月末とする。", "ja"))
    '納期は9月末とする。'
    """

    value: str
    lang: str

    def __post_init__(self) -> None:
        if not isinstance(self.value, str):
            raise TypeError(f"a text is a string, not {type(self.value).__name__}")
        try:
            self.value.encode()
        except UnicodeEncodeError:
            raise ParseError(self.value, "Unicode text", "form") from None
        object.__setattr__(self, "value", unicodedata.normalize("NFC", self.value))
        object.__setattr__(self, "lang", canonical_language(self.lang))

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The direction of the language's script; without a language, of the first letter."""
        tag = LocaleTag.parse(self.lang)
        if tag.language in _NO_LANGUAGE and not tag.script:
            return direction_of_text(self.value) or "ltr"
        return direction(tag)

    def to_html(self) -> str:
        """Return an escaped ``<span>`` with language and direction.

        >>> Text("عقد & ملحق", "ar").to_html()
        '<span lang="ar" dir="rtl">عقد &amp; ملحق</span>'
        """
        return f'<span lang="{self.lang}" dir="{self.direction}">{escape(self.value)}</span>'

    def __str__(self) -> str:
        return self.value


@final
@dataclass(frozen=True, slots=True)
class Basis:
    """What a version was made from or confirmed against, as both were at that moment.

    Attributes:
        lang: the language of the other text.
        source_fp: the other text's fingerprint.
        own_fp: the version's own fingerprint.
    """

    lang: str
    source_fp: str
    own_fp: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "lang", canonical_language(self.lang))


@final
@dataclass(frozen=True, slots=True)
class Version:
    """A text with its provenance; whether it is up to date is derived, never stored.

    Args:
        text: the text.
        basis: what it was made from or confirmed against; None: nothing is known of that.
        state: what a person decided of it: ``draft``, ``reviewed`` or ``rejected``.
        origin: ``human``, ``machine``, ``transliteration``, ``import``, or ``verbatim`` (the
            same as the source on purpose, such as a name).
        by: who confirmed it, in the application's own terms.
        at: when; an aware time, kept in UTC.
        written_by: who wrote it, in the application's own terms.
        written_at: when; an aware time, kept in UTC. What is made from it is outdated since.
        extra: keys of the JSON form that this version of the library does not know, as canonical
            JSON; kept, never read.

    Attributes:
        fp: the text's fingerprint.
    """

    text: Text
    basis: Basis | None = None
    state: State = "draft"
    origin: Origin = "human"
    by: str | None = None
    at: datetime | None = None
    written_by: str | None = None
    written_at: datetime | None = None
    extra: str = ""
    fp: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not isinstance(self.text, Text):
            raise TypeError(f"a version has a Text, not {type(self.text).__name__}")
        if self.state not in _STATES:
            raise ParseError(str(self.state), "state (draft, reviewed, rejected)", "unknown")
        if self.origin not in _ORIGINS:
            raise ParseError(
                str(self.origin), f"origin ({', '.join(get_args(Origin))})", "unknown"
            )
        for moment in ("at", "written_at"):
            if getattr(self, moment) is not None:
                object.__setattr__(self, moment, utc(getattr(self, moment)))
        object.__setattr__(self, "fp", fingerprint(self.text.value))

    @property
    def lang(self) -> str:
        """The language of the text."""
        return self.text.lang


def utc(moment: datetime) -> datetime:
    """Return a moment in UTC.

    Raises:
        TypeError: it is no datetime.
        TimeKindError: it is naive.
    """
    if not isinstance(moment, datetime):
        raise TypeError(f"a moment is a datetime, not {type(moment).__name__}")
    if moment.utcoffset() is None:
        raise TimeKindError("a naive datetime", "an instant")
    return moment.astimezone(UTC)
