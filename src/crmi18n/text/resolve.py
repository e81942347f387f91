"""Which text a reader gets, in which language, and why.

The steps are: the language asked for (``exact``), the same in a wider region (``parent``,
de-AT to de), the languages that the policy names for it (``chain``, gsw to de), the nearest one
by CLDR's distances (``region``, en-GB to en-US, or ``near``, nb to da; never in another script),
the corporate language (``corporate``), the original (``original``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, ClassVar, Final, Literal, final, get_args

from crmi18n.cldr import LocaleLike, LocaleTag, match_locale, script_of
from crmi18n.errors import ParseError, UnknownLocaleError
from crmi18n.plain import has_form, reads_plain
from crmi18n.text.status import OUT_OF_STEP, Status
from crmi18n.text.value import Text, Version, canonical_language

__all__ = ["Policy", "Reason", "Resolved", "resolve"]

Reason = Literal["exact", "parent", "chain", "region", "near", "corporate", "original", "none"]

_ONE: Final = (str, LocaleTag)
_SETTLED: Final = frozenset({"original", "reviewed"})
_REASONS: Final = frozenset(get_args(Reason))
_STATES: Final[frozenset[Status]] = frozenset(get_args(Status))
_PRESENT: Final[frozenset[Status]] = _STATES - {"missing"}


@final
@dataclass(frozen=True, slots=True)
class Policy:
    """Which states of a text may be served.

    Args:
        accept: the states; the others are passed over, and named in ``Resolved.skipped``.
        chain: language to the languages that its readers are served before the corporate one,
            such as ``{"gsw": ["de"]}``.

    Raises:
        TypeError: ``accept`` is one string.
        ParseError: a state is unknown.
        UnknownLocaleError: a language is not well formed.

    Two are ready: ``Policy.default`` serves all but rejected texts, and says in what state
    they are; ``Policy.contract`` serves originals and reviewed texts alone.

    >>> "outdated" in Policy.default.accept, "outdated" in Policy.contract.accept
    (True, False)
    """

    accept: frozenset[Status]
    chain: tuple[tuple[str, tuple[str, ...]], ...]
    default: ClassVar[Policy]
    contract: ClassVar[Policy]

    def __init__(
        self,
        accept: Iterable[Status],
        chain: Mapping[LocaleLike, Sequence[LocaleLike]] | None = None,
    ) -> None:
        if isinstance(accept, str):
            raise TypeError(f"states are several, not {accept!r}")
        chosen = frozenset(accept)
        if unknown := chosen - _PRESENT:
            expected = f"state of a text: {', '.join(sorted(_PRESENT))}"
            raise ParseError(", ".join(map(str, unknown)), expected, "unknown")
        object.__setattr__(self, "accept", chosen)
        named = (
            (canonical_language(lang), tuple(map(canonical_language, then)))
            for lang, then in (chain or {}).items()
        )
        object.__setattr__(self, "chain", tuple(sorted(named)))


Policy.default = Policy(_PRESENT - {"rejected"})
Policy.contract = Policy({"original", "reviewed"})


@final
@dataclass(frozen=True, slots=True)
class Resolved:
    """A text that says which one it is.

    Attributes:
        text: the text, or None if no version may be served.
        requested: the language that was met, or the first one asked for if none was.
        served: the language of the text, or None.
        reason: the step that found it: ``exact parent chain region near corporate original none``.
        status: the state of the text, ``missing`` if there is none.
        skipped: the versions that the policy refused, as pairs of language and state.

    >>> r = Resolved(Text("Hello", "en"), "fr", "en", "corporate", "outdated")
    >>> str(r), r.is_fallback, r.marked
    ('Hello', True, 'Hello [en, outdated]')
    """

    text: Text | None
    requested: str
    served: str | None
    reason: Reason
    status: Status
    skipped: tuple[tuple[str, Status], ...] = ()

    @property
    def is_fallback(self) -> bool:
        """Whether the text is in a language that was not asked for; another region's is none."""
        return self.reason in ("chain", "near", "corporate", "original")

    @property
    def is_outdated(self) -> bool:
        """Whether its source has changed since it was made or confirmed."""
        return self.status in OUT_OF_STEP

    @property
    def marked(self) -> str:
        """The text, for a reader: a fallback or an outdated text is marked behind it."""
        marks = [self.served] if self.is_fallback and self.served else []
        marks += [self.status] if self.is_outdated else []
        return f"{self} [{', '.join(marks)}]" if marks else str(self)

    def to_html(self) -> str:
        """Return an escaped ``<span>`` with language, direction and what is to know of it.

        ``data-i18n`` says why it is not the language asked for, ``data-status`` that the text
        is not settled.

        >>> Resolved(Text("Vertrag", "de"), "en", "de", "original", "original").to_html()
        '<span lang="de" dir="ltr" data-i18n="fallback:missing en">Vertrag</span>'
        """
        why = dict(self.skipped).get(self.requested, "missing")
        if self.text is None:
            return f'<span data-i18n="none:{escape(f"{why} {self.requested}")}"></span>'
        marks = ""
        if self.is_fallback:
            marks = f' data-i18n="fallback:{escape(f"{why} {self.requested}")}"'
        if self.status not in _SETTLED:
            marks += f' data-status="{escape(self.status)}"'
        opening, _, rest = self.text.to_html().partition(">")
        return f"{opening}{marks}>{rest}"

    __get_pydantic_core_schema__ = has_form()

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "text": self.text and self.text.value,
            "requested": self.requested,
            "served": self.served,
            "reason": self.reason,
            "status": self.status,
            "skipped": [list(pair) for pair in self.skipped],
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> Resolved:
        """Read what :meth:`to_dict` wrote.

        Raises:
            ParseError: the data has another form.
        """
        text = None if data["text"] is None else Text(data["text"], data["served"])
        skipped = tuple((canonical_language(lang), state) for lang, state in data["skipped"])
        requested, reason, status = data["requested"], data["reason"], data["status"]
        served = None if text is None else text.lang
        states = {status, *(state for _, state in skipped)}
        if reason not in _REASONS or not states <= _STATES:
            raise ParseError(f"{reason}, {status}", "reason and state of a text", "unknown")
        return cls(text, canonical_language(requested), served, reason, status, skipped)

    def __str__(self) -> str:
        return self.text.value if self.text else ""


def resolve(
    versions: Mapping[str, Version],
    states: Mapping[str, Status],
    original: str,
    wanted: LocaleLike | Sequence[LocaleLike],
    policy: Policy,
    corporate: str | None,
) -> Resolved:
    """Return the best version that the policy accepts; see the module for the steps.

    Raises:
        UnknownLocaleError: no language is asked for, or one is not well formed.
    """
    accept = policy.accept
    skipped: tuple[tuple[str, Status], ...] = ()
    if not accept.issuperset(states.values()):
        skipped = tuple((lang, state) for lang, state in states.items() if state not in accept)
    wishes = wanted if isinstance(wanted, _ONE) else tuple(wanted)
    asked, steps = _steps(wishes, policy.chain)
    for lang, reason, requested in steps:
        state = states.get(lang)
        if state is not None and state in accept:
            return Resolved(versions[lang].text, requested, lang, reason, state, skipped)
    ready = tuple(lang for lang, state in states.items() if state in accept)
    for lang, reason, requested in _last_steps(asked, ready, corporate, original):
        if lang in ready:
            return Resolved(versions[lang].text, requested, lang, reason, states[lang], skipped)
    return Resolved(None, asked[0], None, "none", "missing", skipped)


@lru_cache(maxsize=4096)
def _steps(
    wanted: LocaleLike | tuple[LocaleLike, ...], chain: tuple[tuple[str, tuple[str, ...]], ...]
) -> tuple[tuple[str, ...], tuple[tuple[str, Reason, str], ...]]:
    """Return the wishes, and for them language, reason and wish met, in the order of trying."""
    several = (wanted,) if isinstance(wanted, _ONE) else wanted
    asked = tuple(map(canonical_language, several))
    if not asked:
        raise UnknownLocaleError("")
    named = dict(chain)
    steps: list[tuple[str, Reason, str]] = []
    for lang in asked:
        wider = _parents(lang)
        steps.append((lang, "exact", lang))
        steps += [(parent, "parent", lang) for parent in wider]
        steps += [(then, "chain", lang) for tag in (lang, *wider) for then in named.get(tag, ())]
    return asked, tuple(steps)


@lru_cache(maxsize=4096)
def _last_steps(
    asked: tuple[str, ...], ready: tuple[str, ...], corporate: str | None, original: str
) -> tuple[tuple[str, Reason, str], ...]:
    """Return the steps for a reader whose languages are not ready to be served."""
    steps: list[tuple[str, Reason, str]] = []
    if ready:
        match = match_locale(asked, sorted(ready, key=lambda lang: lang != original))
        if match.wanted and match.reason not in ("default", "script"):
            reason: Reason = "near" if match.reason == "near" else "region"
            steps.append((match.tag, reason, match.wanted))
    if corporate is not None:
        steps.append((corporate, "corporate", asked[0]))
    return (*steps, (original, "original", asked[0]))


def _parents(lang: str) -> tuple[str, ...]:
    """Return the wider tags in the same script: zh-TW is not readable as zh, de-AT is as de."""
    tag = LocaleTag.parse(lang)
    script = script_of(tag)
    found = []
    while tag.parent is not None:
        tag = tag.parent
        if script_of(tag) == script:
            found.append(str(tag))
    return tuple(found)
