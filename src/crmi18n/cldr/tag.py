"""Language tags, parsed and in canonical case (BCP 47; UTS #35 part 1, section 3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final, final

from crmi18n.errors import UnknownLocaleError
from crmi18n.plain import TEXT, has_form

__all__ = ["LocaleLike", "LocaleTag"]

_TAG: Final = re.compile(
    r"(?P<language>[a-z]{2,3}|[a-z]{5,8})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<extensions>(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*)"
    r"(?P<private>(?:-x(?:-[a-z0-9]{1,8})+)?)"
)
_SINGLETON: Final = re.compile(r"-([a-wyz0-9])(?=-)")
# RFC 5646, section 2.2.2: these languages alone are written before one that extends them.
_EXTENDED: Final = re.compile(r"^(?:ar|kok|lv|ms|sgn|sw|uz|zh)-([a-z]{3})(?=-|$)")
_MAX_LENGTH: Final = 200  # far above any tag in use; keeps hostile input cheap

# Registered before the grammar, and not of it (RFC 5646, section 2.2.8: a closed list); what
# they mean now is CLDR's languageAlias. Those that the grammar reads are aliases like others.
_LEGACY: Final = {
    "en-gb-oed": "en-gb-oxendict",
    "i-ami": "ami",
    "i-bnn": "bnn",
    "i-default": "en-x-i-default",
    "i-enochian": "und-x-i-enochian",
    "i-hak": "hak",
    "i-klingon": "tlh",
    "i-lux": "lb",
    "i-mingo": "see-x-i-mingo",
    "i-navajo": "nv",
    "i-pwn": "pwn",
    "i-tao": "tao",
    "i-tay": "tay",
    "i-tsu": "tsu",
    "no-bok": "nb",
    "no-nyn": "nn",
    "root": "und",
    "sgn-be-fr": "sfb",
    "sgn-be-nl": "vgt",
    "sgn-ch-de": "sgg",
    "zh-min": "nan-x-zh-min",
    "zh-min-nan": "nan",
}


@final
@dataclass(frozen=True, slots=True)
class LocaleTag:
    """A language tag such as ``de-CH``, ``ja-Latn-JP`` or ``en-u-rg-dezzzz``.

    Attributes:
        language: ISO 639, lower case; ``und`` if it is not said.
        script: ISO 15924 in title case, or empty.
        region: ISO 3166-1 alpha-2 or UN M49, or empty.
        rest: variants, extensions and private use in lower case, or empty.

    >>> LocaleTag.parse("zh_hant_tw").script
    'Hant'
    >>> str(LocaleTag.parse("de-ch"))
    'de-CH'
    """

    language: str
    script: str = ""
    region: str = ""
    rest: str = ""

    __get_pydantic_core_schema__ = has_form(TEXT)

    @classmethod
    def parse(cls, text: str | LocaleTag) -> LocaleTag:
        """Read a tag; CLDR's underscores are accepted for hyphens, and its ``root``.

        Nothing is replaced but what RFC 5646 calls irregular (``i-klingon``) or an extended
        language (``zh-yue`` is ``yue``): :func:`~crmi18n.cldr.canonicalize` does the rest.

        Raises:
            TypeError: ``text`` is neither a string nor a tag.
            UnknownLocaleError: the text is not a well-formed tag: its grammar is not that of
                RFC 5646, or a variant or an extension stands twice in it.
        """
        if isinstance(text, LocaleTag):
            return text
        if not isinstance(text, str):
            raise TypeError(f"a language tag is a string, not {type(text).__name__}")
        return _parse(text)

    @property
    def parent(self) -> LocaleTag | None:
        """The tag with its last part removed (RFC 4647 lookup), or None for a bare language.

        What CLDR's data inherit is another chain: :func:`~crmi18n.cldr.inheritance`.
        """
        if self.rest:
            return LocaleTag(self.language, self.script, self.region)
        if self.region:
            return LocaleTag(self.language, self.script)
        return LocaleTag(self.language) if self.script else None

    @property
    def variants(self) -> tuple[str, ...]:
        """The variants, in the order given.

        >>> LocaleTag.parse("sl-rozaj-biske-u-nu-latn").variants
        ('rozaj', 'biske')
        """
        return _split(self.rest).variants

    @property
    def extensions(self) -> Mapping[str, str]:
        """The extensions by their letter, ``x`` for private use.

        >>> dict(LocaleTag.parse("en-t-ja-u-hc-h12-x-acme").extensions)
        {'t': 'ja', 'u': 'hc-h12', 'x': 'acme'}
        """
        return _split(self.rest).extensions

    @property
    def keywords(self) -> Mapping[str, str]:
        """The keywords of the extension ``u`` (UTS #35, section 3.6.1).

        A key without a value says ``true``; of a key that stands twice the first counts.
        ``nu`` is the numbering system, ``hc`` the hour cycle, ``fw`` the first day of the week,
        ``mu`` the unit of temperature, ``ms`` the system of measures, ``rg`` the region whose
        habits hold, ``cu`` the currency, ``cf`` its form, ``ca`` the calendar.

        >>> dict(LocaleTag.parse("de-u-nu-latn-fw-mon-kn").keywords)
        {'nu': 'latn', 'fw': 'mon', 'kn': 'true'}
        """
        return _split(self.rest).keywords

    def __str__(self) -> str:
        return "-".join(p for p in (self.language, self.script, self.region, self.rest) if p)


LocaleLike = str | LocaleTag
"""What every ``locale=`` argument accepts."""


@dataclass(frozen=True, slots=True)
class _Rest:
    variants: tuple[str, ...]
    extensions: Mapping[str, str]
    keywords: Mapping[str, str]


@lru_cache(maxsize=1024)
def _parse(text: str) -> LocaleTag:
    match = None
    if len(text) <= _MAX_LENGTH and text.isascii():
        plain = text.replace("_", "-").lower()
        match = _TAG.fullmatch(plain) or _TAG.fullmatch(_regular(plain))
    if match is None:
        raise UnknownLocaleError(text[:_MAX_LENGTH])
    language, script, region, variants, extensions, private = match.groups("")
    rest = variants + extensions + private
    if rest and _repeats(variants, extensions):
        raise UnknownLocaleError(text[:_MAX_LENGTH])
    return LocaleTag(language, script.title(), region.upper(), rest[1:])


def _regular(text: str) -> str:
    """Return what a text that is not of the grammar stands for."""
    if text.startswith("x-"):
        return f"und-{text}"
    return _LEGACY.get(text) or _EXTENDED.sub(r"\1", text)


def _repeats(variants: str, extensions: str) -> bool:
    """Tell whether a variant or an extension stands twice (RFC 5646, section 2.2.9)."""
    return any(
        len(set(names)) < len(names)
        for names in (variants.split("-"), _SINGLETON.findall(extensions))
    )


@lru_cache(maxsize=512)
def _split(rest: str) -> _Rest:
    variants: list[str] = []
    extensions: dict[str, list[str]] = {}
    part = variants
    for subtag in rest.split("-") if rest else ():
        if len(subtag) == 1 and "x" not in extensions:
            part = extensions[subtag] = []
        else:
            part.append(subtag)
    _, keywords = fields(extensions.get("u", ()), lambda subtag: len(subtag) == 2)
    return _Rest(
        tuple(variants),
        MappingProxyType({letter: "-".join(subtags) for letter, subtags in extensions.items()}),
        MappingProxyType({key: value or "true" for key, value in keywords.items()}),
    )


def fields(
    subtags: Iterable[str], is_key: Callable[[str], bool]
) -> tuple[list[str], dict[str, str]]:
    """Return what stands before the first key of an extension, and key to value.

    Of a key that stands twice the first counts.
    """
    before: list[str] = []
    found: dict[str, list[str]] = {}
    part = before
    for subtag in subtags:
        if is_key(subtag):
            part = []
            found.setdefault(subtag, part)
        else:
            part.append(subtag)
    return before, {key: "-".join(value) for key, value in found.items()}
