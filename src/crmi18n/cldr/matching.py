"""Which of the languages that are there serves a reader best, and how far off it is.

Source: CLDR 48.2 (languageMatching, likelySubtags, aliases); UTS #35 part 1, section 4.4. Where
that leaves a choice (ties, order, several wishes) it is ICU's LocaleMatcher's, except that of
equally near languages the one that was asked for wins.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple, final, get_args

from crmi18n.cldr._tables import table
from crmi18n.cldr.subtags import canonicalize, likely_parts, maximize
from crmi18n.cldr.tag import LocaleLike, LocaleTag
from crmi18n.plain import reads_plain

__all__ = ["Favor", "Match", "MatchReason", "match_locale"]

Favor = Literal["language", "script"]
MatchReason = Literal["exact", "same", "region", "near", "script", "default"]

_STEPS: Final = 16  # of a distance: they tell apart tags that mean the same
_MAX_THRESHOLD: Final = 100
_FAVORED_SCRIPT: Final = 4  # the language counts a quarter
_TEST_REGIONS: Final = frozenset({"XA", "XB", "XC"})
_TEST_VARIANTS: Final = frozenset({"psaccent", "psbidi", "pscrack"})


@final
@dataclass(frozen=True, slots=True)
class Match:
    """The language that serves a reader, and why it is this one.

    Attributes:
        tag: the language, written as it was in the list.
        distance: CLDR's, from 0 (the same) up to the threshold; None if nothing was near.
        reason: what differs most from what was wanted:
            ``exact`` nothing, or extensions: the same tag, or an old name of the same;
            ``same`` how it is said: zh-Hant for zh-TW, or a variant;
            ``region`` the region: en-GB for en-AU;
            ``near`` the language: nb for da;
            ``script`` the script, and maybe the language: sr-Latn for sr;
            ``default`` all: nothing that is there is near what is wanted.
        wanted: the wish that was met, or None.

    >>> Match("en-GB", 3, "region", "en-AU").locale
    LocaleTag(language='en', script='', region='AU', rest='')
    """

    tag: str
    distance: int | None
    reason: MatchReason
    wanted: str | None

    @property
    def locale(self) -> LocaleTag:
        """What to format with: the language that serves, in the region and way of the reader.

        Region, variants and extensions of the wish stand in for those of the tag.

        >>> str(Match("no", 20, "near", "nn-SE-u-nu-latn").locale)
        'no-SE-u-nu-latn'
        """
        served, wish = LocaleTag.parse(self.tag), LocaleTag.parse(self.wanted or self.tag)
        extensions = {**served.extensions, **wish.extensions}
        private = extensions.pop("x", "")
        parts = (
            *(served.language, served.script, wish.region or served.region),
            *(wish.variants or served.variants),
            *(f"{letter}-{text}" for letter, text in extensions.items()),
            private and f"x-{private}",
        )
        return canonicalize("-".join(filter(None, parts)))

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return asdict(self)

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> Match:
        """Read what :meth:`to_dict` wrote."""
        return cls(data["tag"], data["distance"], data["reason"], data["wanted"])


def match_locale(
    wanted: LocaleLike | Iterable[LocaleLike],
    available: Iterable[LocaleLike],
    *,
    default: LocaleLike | None = None,
    favor: Favor = "language",
    threshold: int = 50,
    demotion: int = 5,
) -> Match:
    """Return the language that serves a reader best.

    Args:
        wanted: a tag or several, the most wanted first; for the header ``Accept-Language``
            there is :func:`~crmi18n.cldr.parse_accept_language`.
        available: the tags there are, the most important first.
        default: what serves if nothing is near; without it the first of ``available``.
        favor: what should rather stay, ``"language"`` or ``"script"``: with the latter any
            language in the reader's script is near (one that CLDR does not know: in Latin).
        threshold: distances below it are near, 1 to 100.
        demotion: by how much nearer each further wish has to be to be preferred; with 5 a
            language in another region is still better than the second wish.

    What ``available`` compiles to is kept, so the same languages are cheap to ask for again.
    As many wishes are looked at as ``threshold`` has room for: with the defaults ten.

    Raises:
        TypeError: something is no tag, or ``available`` is a single one.
        UnknownLocaleError: a tag is not well-formed.
        ValueError: there is nothing to choose from, or an option is none.

    >>> match_locale("en-AU", ["de", "en", "en-GB"])
    Match(tag='en-GB', distance=3, reason='region', wanted='en-AU')
    >>> match_locale(["zh-TW", "en"], ["zh", "en"]).tag  # zh is another script
    'en'
    >>> match_locale("ja", ["de", "en"]).reason
    'default'
    """
    if isinstance(available, str | LocaleTag):
        raise TypeError(f"the languages to choose from are a list of tags, not {available!r}")
    if demotion < 0:
        raise ValueError(f"a demotion is 0 or more, not {demotion}")
    languages = _languages(tuple(available), default, favor, threshold)
    best, reach = languages.default, threshold * _STEPS
    for wish in (wanted,) if isinstance(wanted, str | LocaleTag) else wanted:
        found = languages.nearest(wish)
        if found and found.steps < reach:
            reach, best = found
        reach -= demotion * _STEPS
        if reach <= 0:
            break
    return best


class _Full(NamedTuple):
    """What a tag most likely means, and how it says it.

    ``said`` has a bit for each part that the tag itself has: 4 language, 2 script, 1 region.
    """

    language: str
    script: str
    region: str
    said: int
    variants: tuple[str, ...]

    def same(self, other: _Full) -> bool:
        """Tell whether both mean the same, in whatever words and variants."""
        return self[:3] == other[:3]

    def steps_to(self, other: _Full) -> int:
        """Return how unlike two tags are that mean the same: 0 to 15."""
        return (self.said ^ other.said) * 2 + (self.variants != other.variants)


class _Candidate(NamedTuple):
    text: str
    full: _Full


class _Found(NamedTuple):
    steps: int
    match: Match


class _Languages:
    """The languages of one list, in the order in which they are tried."""

    __slots__ = (
        "_candidates",
        "_exact",
        "_of_language",
        "_share",
        "_threshold",
        "default",
        "nearest",
    )

    def __init__(
        self, available: Sequence[LocaleLike], default: LocaleLike, favor: Favor, threshold: int
    ) -> None:
        texts = [_text(tag) for tag in available]
        tags = [canonicalize(tag) for tag in available]
        names = [_name(tag) for tag in tags]
        # Of equal tags the first counts, and a whole tag before one without its extensions.
        pairs = (*zip(tags, texts, strict=True), *zip(names, texts, strict=True))
        self._exact = dict(reversed(pairs))
        first = _full(_name(canonicalize(default)))
        self._candidates = sorted(
            (_Candidate(text, _full(name)) for text, name in zip(texts, names, strict=True)),
            key=lambda candidate: (not candidate.full.same(first), not _is_paradigm(candidate)),
        )
        self._share = _FAVORED_SCRIPT if favor == "script" else 1
        self._threshold = threshold
        self.default = Match(_text(default), None, "default", None)
        self.nearest = lru_cache(maxsize=1024)(self._nearest)
        self._of_language = lru_cache(maxsize=256)(self._near)

    def _nearest(self, wish: LocaleLike) -> _Found | None:
        """Return what is nearest to one wish, if anything is below the threshold."""
        tag = canonicalize(wish)
        name = _name(tag)
        text = self._exact.get(tag)
        if text is None and name is not tag:
            text = self._exact.get(name)
        if text is not None:
            return _Found(0, Match(text, 0, "exact", _text(wish)))
        full = _full(name)
        best = self._scan(full)
        if best is None:
            return None
        (text, there), steps = best
        reason = _reason(full, there)
        return _Found(steps, Match(text, steps // _STEPS, reason, _text(wish)))

    def _near(self, language: str) -> Sequence[tuple[_Candidate, int]]:
        """Return the candidates whose language is near, and how near that is."""
        table = _distances()
        near = {**table.languages.get(language, {}), language: 0}
        pairs = (
            (there, near.get(there.full.language, table.unlike[0]) // self._share)
            for there in self._candidates
        )
        return [pair for pair in pairs if pair[1] < self._threshold]

    def _scan(self, wish: _Full) -> tuple[_Candidate, int] | None:
        table, best, least = _distances(), None, self._threshold * _STEPS
        for candidate, far in self._of_language(wish.language):
            there = candidate.full
            distance = far + table.of_scripts(wish, there) + table.of_regions(wish, there)
            steps = distance * _STEPS or wish.steps_to(there)
            if steps < least or (
                best and distance and steps == least and _wins_tie(there, best.full, wish)
            ):
                best, least = candidate, steps
        return best and (best, least)


@lru_cache(maxsize=64)
def _languages(
    available: tuple[LocaleLike, ...], default: LocaleLike | None, favor: Favor, threshold: int
) -> _Languages:
    if favor not in get_args(Favor):
        raise ValueError(f"{favor!r} cannot be favored; there are {', '.join(get_args(Favor))}")
    if not 1 <= threshold <= _MAX_THRESHOLD:
        raise ValueError(f"a threshold is a distance from 1 to {_MAX_THRESHOLD}, not {threshold}")
    if default is None and not available:
        raise ValueError("no language is there to choose from, and no default")
    return _Languages(available, available[0] if default is None else default, favor, threshold)


def _full(name: LocaleTag) -> _Full:
    """Fill a name; ``und`` alone stays open, for it does not ask for English.

    A language that CLDR knows nothing of is filled as ``und`` is. What is private, or made to
    test programs, is a language of its own.
    """
    language, script, region = name.language, name.script, name.region
    if region in _TEST_REGIONS or (name.rest and _is_special(name)):
        return _Full(str(name), "", "", 0, ())
    said = (language != "und") << 2 | bool(script) << 1 | bool(region)
    parts = script, region
    if said and (full := likely_parts(language, *parts) or likely_parts("und", *parts)):
        likely, script, region = full
        language = likely if language == "und" else language
    return _Full(language, script, region, said, name.variants if name.rest else ())


def _is_special(name: LocaleTag) -> bool:
    return "x" in name.extensions or not _TEST_VARIANTS.isdisjoint(name.variants)


def _text(tag: LocaleLike) -> str:
    return tag if isinstance(tag, str) else str(tag)


def _name(tag: LocaleTag) -> LocaleTag:
    """Return a canonical tag without its extensions, unless it is private altogether."""
    if not tag.rest or (tag.language == "und" and "x" in tag.extensions):
        return tag
    return LocaleTag(tag.language, tag.script, tag.region, "-".join(tag.variants))


def _is_paradigm(candidate: _Candidate) -> bool:
    return any(candidate.full.same(full) for full in _distances().paradigms)


def _wins_tie(one: _Full, other: _Full, wish: _Full) -> bool:
    """Tell whether one is better than the other, which is as near and comes first.

    It is if it alone has the language that is wanted, in its script; or else, of one language,
    the script, or else the region, that this most likely has.
    """
    if one.language != other.language:
        return one[:2] == wish[:2]
    if one.script != other.script:
        likely = maximize(LocaleTag(one.language))
        return likely is not None and likely.script == one.script
    likely = maximize(LocaleTag(one.language, one.script))
    return likely is not None and likely.region == one.region != other.region


def _reason(wish: _Full, found: _Full) -> MatchReason:
    if wish.script != found.script:
        return "script"
    if wish.language != found.language:
        return "near"
    return "same" if wish.region == found.region else "region"


@dataclass(frozen=True, slots=True)
class _Except:
    """All regions but some."""

    regions: Container[str]

    def __contains__(self, region: object) -> bool:
        return region not in self.regions


class _Row(NamedTuple):
    """How far regions are apart; ``script`` is ``*`` for any."""

    script: str
    wished: Container[str]
    found: Container[str]
    distance: int


class _Distances(NamedTuple):
    """CLDR's table (languageMatching)."""

    languages: Mapping[str, Mapping[str, int]]
    scripts: Mapping[str, Mapping[str, int]]
    regions: Mapping[str, Sequence[_Row]]
    unlike: tuple[int, int, int]
    paradigms: Sequence[_Full]

    def of_scripts(self, wish: _Full, found: _Full) -> int:
        if wish.script == found.script:
            return 0
        row = self.scripts.get(f"{wish.language}-{wish.script}", {})
        return row.get(f"{found.language}-{found.script}", self.unlike[1])

    def of_regions(self, wish: _Full, found: _Full) -> int:
        if wish.region == found.region:
            return 0
        if wish.language == found.language:
            for script, wished, there, distance in self.regions.get(wish.language, ()):
                if (
                    (script == "*" or script == wish.script == found.script)
                    and wish.region in wished
                    and found.region in there
                ):
                    return distance
        return self.unlike[2]


@lru_cache(maxsize=1)
def _distances() -> _Distances:
    data = table("matching")
    sets = {name: frozenset(regions) for name, regions in data["sets"].items()}

    def regions(text: str) -> Container[str]:
        if text == "*":
            return _Except(())
        if text.startswith("$!"):
            return _Except(sets[f"${text[2:]}"])
        return sets.get(text, (text,))

    rows = {
        language: [_Row(row[0], regions(row[1]), regions(row[2]), row[3]) for row in found]
        for language, found in data["regions"].items()
    }
    paradigms = [_full(canonicalize(tag)) for tag in data["paradigms"]]
    return _Distances(data["languages"], data["scripts"], rows, tuple(data["unlike"]), paradigms)
