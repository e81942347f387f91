"""Tags in canonical form, filled with what is likely, and in the order that data inherit.

Source: CLDR 48.2 (aliases, bcp47, likelySubtags, parentLocales); UTS #35 part 1, sections 4.1.2
and 4.3 and annex C.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from crmi18n.cldr._tables import table
from crmi18n.cldr.tag import LocaleLike, LocaleTag, fields

__all__ = [
    "canonicalize",
    "data_order",
    "inheritance",
    "likely_parts",
    "maximize",
    "minimize",
]

_UNKNOWN_SCRIPT: Final = "Zzzz"
_UNKNOWN_REGION: Final = "ZZ"
_T_KEY: Final = re.compile("[a-z][0-9]")


@lru_cache(maxsize=1024)
def canonicalize(tag: LocaleLike) -> LocaleTag:
    """Return the canonical form of a tag: two tags that mean the same have the same one.

    Codes out of use are replaced (of a country that fell apart the part where the language is
    likely, else the first); variants, extensions and keywords are sorted; the value ``true`` of
    a keyword is left out.

    Raises:
        TypeError, UnknownLocaleError: as :meth:`LocaleTag.parse`.

    >>> str(canonicalize("iw")), str(canonicalize("hy-SU")), str(canonicalize("no-nynorsk"))
    ('he', 'hy-AM', 'nn')
    >>> str(canonicalize("en-u-kn-true-ca-islamicc"))
    'en-u-ca-islamic-civil-kn'
    """
    # One that was put together by hand may be in any case, or no tag at all.
    parsed = LocaleTag.parse(str(tag) if isinstance(tag, LocaleTag) else tag)
    name = parsed
    if parsed.rest:
        variants = "-".join(sorted(parsed.variants))
        name = LocaleTag(parsed.language, parsed.script, parsed.region, variants)
    while (renewed := _renewed(name)) is not name:
        name = renewed
    if not parsed.rest:
        return name
    extensions = "".join(
        f"-{letter}-{_CANONICAL.get(letter, str)(text)}"
        for letter, text in sorted(parsed.extensions.items(), key=lambda e: (e[0] == "x", e[0]))
    )
    return LocaleTag.parse(f"{name}{extensions}")


def maximize(tag: LocaleLike) -> LocaleTag | None:
    """Return a tag with the script and region that it most likely means, or None.

    None means that CLDR knows nothing of the language. Script ``Zzzz`` and region ``ZZ`` are
    as good as none.

    >>> str(maximize("zh-TW")), str(maximize("und-CH")), maximize("qaa")
    ('zh-Hant-TW', 'de-Latn-CH', None)
    """
    return _maximize(LocaleTag.parse(tag))


def minimize(
    tag: LocaleLike, *, favor: Literal["region", "script"] = "region"
) -> LocaleTag | None:
    """Return the shortest tag that :func:`maximize` fills to the same, or None as that does.

    Where either script or region would do, ``favor`` says which stays.

    >>> str(minimize("zh-Hant-TW")), str(minimize("zh-Hant-TW", favor="script"))
    ('zh-TW', 'zh-Hant')
    """
    full = _maximize(LocaleTag.parse(tag))
    if full is None:
        return None
    language, script, region, rest = full.language, full.script, full.region, full.rest
    with_script = LocaleTag(language, script, "", rest)
    with_region = LocaleTag(language, "", region, rest)
    either = (with_script, with_region) if favor == "script" else (with_region, with_script)
    candidates = (LocaleTag(language, "", "", rest), *either)
    return next((short for short in candidates if _maximize(short) == full), full)


def inheritance(tag: LocaleLike) -> tuple[LocaleTag, ...]:
    """Return the tag and all it inherits from in CLDR, the nearest first, up to ``und``.

    A script that the language is not likely written in inherits nothing from the language
    (``nonlikelyScript``), so no reader gets another script than he asked for.

    >>> [str(tag) for tag in inheritance("es-MX")]
    ['es-MX', 'es-419', 'es', 'und']
    >>> [str(tag) for tag in inheritance("zh-Hant-MO")]
    ['zh-Hant-MO', 'zh-Hant-HK', 'zh-Hant', 'und']
    """
    return tuple(_ancestors(LocaleTag.parse(tag)))


@lru_cache(maxsize=1024)
def data_order(tag: LocaleTag) -> tuple[LocaleTag, ...]:
    """Return the tags whose data serve a tag, the nearest first: no extensions, no root.

    A script that goes without saying does not lead away from the region, as for ICU. The
    language alone is last: even in another script its habits are nearer than the root's.

    >>> [str(tag) for tag in data_order(LocaleTag.parse("in-Arab-u-nu-latn"))]
    ['id-Arab', 'id']
    >>> [str(tag) for tag in data_order(LocaleTag.parse("en-Latn-GB"))]
    ['en-Latn-GB', 'en-GB', 'en-001', 'en', 'en']
    """
    full = canonicalize(tag)
    language, script, region, variants = full.language, full.script, full.region, full.variants
    name = LocaleTag(language, script, region, "-".join(variants))
    above = inheritance(name)[:-1]
    if script and region and likely_parts(language, "", region) == (language, script, region):
        above = name, *inheritance(replace(name, script=""))[:-1]
    return *above, LocaleTag(language)


def _ancestors(tag: LocaleTag) -> Iterator[LocaleTag]:
    above: LocaleTag | None = tag
    while above and above.language != "und":
        yield above
        if declared := table("parents").get(str(above)):
            above = LocaleTag.parse(declared)
        elif above.script and not above.region and not above.rest and not _is_likely(above):
            break
        else:
            above = above.parent
    yield LocaleTag("und")


def _is_likely(tag: LocaleTag) -> bool:
    full = _maximize(LocaleTag(tag.language))
    return full is None or full.script == tag.script


@lru_cache(maxsize=1024)
def _maximize(tag: LocaleTag) -> LocaleTag | None:
    full = likely_parts(tag.language, tag.script, tag.region)
    return LocaleTag(*full, tag.rest) if full else None


def likely_parts(language: str, script: str, region: str) -> tuple[str, str, str] | None:
    """Return language, script and region as :func:`maximize` fills them.

    >>> likely_parts("zh", "", "TW")
    ('zh', 'Hant', 'TW')
    """
    script = "" if script == _UNKNOWN_SCRIPT else script
    region = "" if region == _UNKNOWN_REGION else region
    with_script = f"{language}-{script}" if script else language
    likely = _likely()
    for key in (f"{with_script}-{region}", with_script, f"{language}-{region}", language):
        if found := likely.get(key):
            return (
                found[0] if language == "und" else language,
                script or found[1],
                region or found[2],
            )
    return None


@lru_cache(maxsize=1)
def _likely() -> Mapping[str, tuple[str, str, str]]:
    """Return tag to language, script and region."""
    likely = {}
    for pair, tags in table("likely").items():
        script, region = pair.split("-")
        for entry in tags.split(" "):
            tag, _, language = entry.partition("=")
            likely[tag] = (language or tag.partition("-")[0], script, region)
    return likely


class _Rule(NamedTuple):
    """What has to be in a tag, and what takes its place."""

    old: LocaleTag
    new: LocaleTag

    def fits(self, tag: LocaleTag) -> bool:
        old = self.old
        return (
            old.language in ("und", tag.language)
            and old.script in ("", tag.script)
            and old.region in ("", tag.region)
            and set(old.variants) <= set(tag.variants)
        )

    def apply(self, tag: LocaleTag) -> LocaleTag:
        """Put the new parts in the place of the old; what is only new fills a gap (annex C)."""
        old, new = self
        return LocaleTag(
            tag.language if new.language == "und" else new.language,
            new.script if old.script else tag.script or new.script,
            new.region if old.region else tag.region or new.region,
            "-".join(sorted({*tag.variants} - {*old.variants} | {*new.variants})),
        )


@lru_cache(maxsize=1)
def _aliases() -> Mapping[str, Mapping[str, str]]:
    """Return language to the tags of it that are out of use, and what takes their place."""
    found: dict[str, dict[str, str]] = {}
    for old, new in table("aliases")["language"].items():
        language = LocaleTag.parse(old).language if "-" in old else old
        found.setdefault(language, {})[old] = new
    return found


@lru_cache(maxsize=512)
def _rules(language: str) -> Sequence[_Rule]:
    """Return the rules on a language, those that ask for most first."""
    aliases = _aliases().get(language, {}).items()
    rules = [_Rule(LocaleTag.parse(old), LocaleTag.parse(new)) for old, new in aliases]
    rules.sort(key=lambda rule: (-_parts(rule.old), str(rule.old)))
    return [rule for rule in rules if rule.old != rule.new]  # reading replaced the irregular


def _parts(tag: LocaleTag) -> int:
    return bool(tag.script) + bool(tag.region) + len(tag.variants)


def _renewed(tag: LocaleTag) -> LocaleTag:
    """Return a tag without extensions after one round of replacing what is out of use.

    A tag that is in use is returned itself.
    """
    aliases: Mapping[str, Mapping[str, str]] = table("aliases")
    of_any = _rules("und") if tag.rest else ()  # these all ask for a variant
    for rule in (*_rules(tag.language), *of_any):
        if rule.fits(tag):
            return rule.apply(tag)
    script = aliases["script"].get(tag.script, tag.script)
    heirs = aliases["territory"].get(tag.region, tag.region).split(" ")
    if len(heirs) > 1:
        likely = _maximize(LocaleTag(tag.language, script))
        heirs = [likely.region] if likely and likely.region in heirs else heirs
    rest = tag.rest
    if rest:
        rest = "-".join(sorted({aliases["variant"].get(name, name) for name in tag.variants}))
    if (script, heirs[0], rest) == (tag.script, tag.region, tag.rest):
        return tag
    return LocaleTag(tag.language, script, heirs[0], rest)


def _canonical_u(text: str) -> str:
    """Return attributes and keywords sorted, each with the value that is written now."""
    attributes, keywords = fields(text.split("-"), lambda subtag: len(subtag) == 2)
    return _joined(
        sorted(set(attributes)),
        {
            key: "" if value == "true" else value
            for key, old in keywords.items()
            for value in [_value_now("u", key, old)]
        },
    )


def _canonical_t(text: str) -> str:
    """Return the source language in its canonical form, and the sorted fields of a transform."""
    source, found = fields(text.split("-"), lambda subtag: bool(_T_KEY.fullmatch(subtag)))
    return _joined(
        [str(canonicalize("-".join(source))).lower()] if source else [],
        {key: _value_now("t", key, value) for key, value in found.items()},
    )


def _joined(before: list[str], keywords: Mapping[str, str]) -> str:
    parts = (part for keyword in sorted(keywords.items()) for part in keyword)
    return "-".join(filter(None, (*before, *parts)))


def _value_now(extension: str, key: str, value: str) -> str:
    aliases = table("aliases")
    if extension == "u" and key in ("rg", "sd"):
        now = str(aliases["subdivision"].get(value, value)).partition(" ")[0].lower()
        return f"{now}zzzz" if len(now) == 2 else now  # a whole territory
    return str(aliases[extension].get(f"{key}-{value}", value))


_CANONICAL: Final[Mapping[str, Callable[[str], str]]] = {"u": _canonical_u, "t": _canonical_t}
