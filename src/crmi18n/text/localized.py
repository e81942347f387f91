"""One text in any number of languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, TypeVar, final

from crmi18n.cldr import LocaleLike
from crmi18n.errors import MissingTextError, ParseError
from crmi18n.plain import reads_plain
from crmi18n.text import interchange
from crmi18n.text.merge import Side, merge_versions
from crmi18n.text.resolve import Policy, Resolved, resolve
from crmi18n.text.status import OUT_OF_STEP, Status, status
from crmi18n.text.value import Basis, Origin, Text, Version, canonical_language

__all__ = ["LocalizedText"]

T = TypeVar("T")

# A person may correct these by hand and they stay what they were made from; the other origins
# replace the text by one made anew from the source.
_BY_HAND: Final = frozenset({"human", "import"})


@final
@dataclass(frozen=True, slots=True)
class LocalizedText:
    """A text and its versions in other languages; every change is a new value.

    Args:
        versions: the versions, one a language, the original's among them.
        original: the language that the text was first written in.
        prevails: the language of the legally binding version; None: nobody has said so.
        extra: unknown keys of the JSON form, kept as canonical JSON.

    Raises:
        MissingTextError: there is no version in ``original`` or ``prevails``.
        ParseError: two versions are in one language.

    >>> text = LocalizedText.of("Rahmenvertrag", lang="de").with_text("en", "Framework agreement")
    >>> text.status("en"), text.confirm("en").status("en"), text.get("fr")
    ('draft', 'reviewed', None)
    """

    versions: tuple[Version, ...]
    original: str
    prevails: str | None = None
    extra: str = ""
    _by_lang: dict[str, Version] = field(init=False, repr=False, compare=False)
    _states: dict[str, Status] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.versions, key=lambda version: version.lang))
        by_lang = {version.lang: version for version in ordered}
        if len(by_lang) < len(ordered):
            langs = ", ".join(version.lang for version in ordered)
            raise ParseError(langs, "set of versions with one for each language", "ambiguous")
        object.__setattr__(self, "versions", ordered)
        object.__setattr__(self, "_by_lang", by_lang)
        object.__setattr__(self, "_states", {})
        object.__setattr__(self, "original", canonical_language(self.original))
        self.require(self.original)
        if self.prevails is not None:
            object.__setattr__(self, "prevails", self.require(self.prevails).lang)

    @classmethod
    def of(cls, text: str, *, lang: LocaleLike) -> LocalizedText:
        """Return a text in its original language alone."""
        version = Version(Text(text, canonical_language(lang)))
        return cls((version,), version.lang)

    @property
    def by_lang(self) -> Mapping[str, Version]:
        """The versions by their language."""
        return MappingProxyType(self._by_lang)

    @property
    def states(self) -> Mapping[str, Status]:
        """The state of every version by its language."""
        return MappingProxyType(self._derived())

    def get(self, lang: LocaleLike) -> Text | None:
        """Return the text in exactly this language, or None; there is no fallback."""
        version = self._by_lang.get(canonical_language(lang))
        return version.text if version else None

    def require(self, lang: LocaleLike) -> Text:
        """Return the text in exactly this language.

        Raises:
            MissingTextError: there is none.
        """
        text = self.get(lang)
        if text is None:
            raise MissingTextError(canonical_language(lang), self._by_lang)
        return text

    def status(self, lang: LocaleLike) -> Status:
        """Return the state of the version in a language; see :data:`~crmi18n.text.Status`."""
        return self._derived().get(canonical_language(lang), "missing")

    def outdated_since(self, lang: LocaleLike) -> datetime | None:
        """Return when the source of an outdated version was written, if that is on record."""
        version = self._by_lang.get(canonical_language(lang))
        if version is None or version.basis is None or self.status(lang) not in OUT_OF_STEP:
            return None
        source = self._by_lang.get(version.basis.lang)
        return source.written_at if source else None

    def resolve(
        self,
        wanted: LocaleLike | Sequence[LocaleLike],
        *,
        policy: Policy = Policy.default,
        corporate_lang: LocaleLike | None = None,
    ) -> Resolved:
        """Return the best text for a reader, with the language it really is in and why.

        Args:
            wanted: the reader's language, or several, the best first.
            policy: which states may be served.
            corporate_lang: the language to try before the original.

        >>> text = LocalizedText.of("Vertrag", lang="de")
        >>> found = text.resolve(["en-GB", "de-AT"])
        >>> str(found), found.served, found.reason
        ('Vertrag', 'de', 'parent')
        """
        corporate = None if corporate_lang is None else canonical_language(corporate_lang)
        return resolve(self._by_lang, self._derived(), self.original, wanted, policy, corporate)

    def with_text(
        self,
        lang: LocaleLike,
        text: str,
        *,
        origin: Origin = "human",
        by: str | None = None,
        at: datetime | None = None,
    ) -> LocalizedText:
        """Return the document with a new text in one language; the others stay as they are.

        A new translation is a draft made from the present original; an imported one claims no
        such thing. A hand's edit of a confirmed text keeps what was confirmed, so that the
        status tells of the edit, and of its undoing. A machine's text starts again as a draft.

        Args:
            lang: the language of the text.
            text: the text; ``""`` is empty on purpose.
            origin: how it came to be; see :class:`Version`.
            by: who wrote it, in the application's own terms.
            at: when; an aware time.

        Raises:
            TimeKindError: ``at`` is naive.
        """
        written = Text(text, canonical_language(lang))
        fresh = Version(written, origin=origin, written_by=by, written_at=at)
        old = self._by_lang.get(fresh.lang)
        if old is not None:
            fresh = replace(fresh, extra=old.extra)
        if old is not None and origin in _BY_HAND:
            return self._with(_edited(old, fresh))
        if fresh.lang != self.original and origin != "import":
            fresh = replace(fresh, basis=self._basis(fresh, self.original))
        return self._with(fresh)

    def confirm(
        self,
        lang: LocaleLike,
        *,
        against: LocaleLike | None = None,
        by: str | None = None,
        at: datetime | None = None,
    ) -> LocalizedText:
        """Return the document with one version confirmed to say what another says.

        Args:
            lang: the version that was read.
            against: the one it was compared with; None: the original.
            by: who did, in the application's own terms.
            at: when; an aware time.

        Raises:
            MissingTextError: one of the two is missing.
            ParseError: both are the same.
            TimeKindError: ``at`` is naive.
        """
        text = self.require(lang)
        other = self.require(self.original if against is None else against)
        if text.lang == other.lang:
            raise ParseError(text.lang, "language of a translation; it is the source's", "range")
        version = self._by_lang[text.lang]
        basis = self._basis(version, other.lang)
        return self._with(replace(version, basis=basis, state="reviewed", by=by, at=at))

    def reject(
        self, lang: LocaleLike, *, by: str | None = None, at: datetime | None = None
    ) -> LocalizedText:
        """Return the document with one version rejected; it stays, and is served to nobody.

        Raises:
            MissingTextError: it is missing.
            ParseError: it is the original.
            TimeKindError: ``at`` is naive.
        """
        text = self.require(lang)
        if text.lang == self.original:
            raise ParseError(text.lang, "language of a translation; it is the source's", "range")
        version = self._by_lang[text.lang]
        basis = version.basis or self._basis(version, self.original)
        basis = replace(basis, own_fp=version.fp)
        return self._with(replace(version, basis=basis, state="rejected", by=by, at=at))

    def made_from(self, lang: LocaleLike, source: LocaleLike) -> LocalizedText:
        """Return the document with one version recorded as made from another as it is now.

        That is what an import knows of two texts in one row; nobody has confirmed it, and an
        edit of the source is seen from now on.

        Raises:
            MissingTextError: one of the two is missing.
        """
        version, other = self._by_lang[self.require(lang).lang], self.require(source)
        return self._with(replace(version, basis=self._basis(version, other.lang)))

    def without(self, lang: LocaleLike) -> LocalizedText:
        """Return the document without the version in one language.

        Raises:
            MissingTextError: it is missing, or it is the original or the prevailing one.
        """
        gone = self.require(lang).lang
        return replace(self, versions=tuple(v for v in self.versions if v.lang != gone))

    def merge(
        self, base: LocalizedText, theirs: LocalizedText, *, prefer: Side | None = None
    ) -> LocalizedText:
        """Return this document with what another copy of it changed meanwhile.

        Each language is merged by itself. What only one side changed is taken from there, a
        deletion too; state and provenance travel with the text. Of two confirmations of one
        text the reviewed one counts, then the newer.

        Args:
            base: the document that both copies began with.
            theirs: the other copy.
            prefer: the side whose text is taken where both changed it: ``ours``, ``theirs``, or
                ``newest`` (by when it was written); None: that is refused.

        Raises:
            MergeConflictError: both changed the text in one language, and neither is preferred.

        >>> base = LocalizedText.of("Vertrag", lang="de").with_text("en", "Contract")
        >>> ours, theirs = base.with_text("de", "Rahmenvertrag"), base.confirm("en")
        >>> merged = ours.merge(base, theirs)
        >>> str(merged), merged.status("en")
        ('Rahmenvertrag', 'outdated')
        """
        mine, yours, before = self.by_lang, theirs.by_lang, base.by_lang
        versions = (
            merge_versions(lang, before.get(lang), mine.get(lang), yours.get(lang), prefer)
            for lang in {**mine, **yours}
        )
        original = _changed(base.original, self.original, theirs.original)
        prevails = _changed(base.prevails, self.prevails, theirs.prevails)
        return replace(
            self,
            versions=tuple(version for version in versions if version),
            original=original,
            prevails=prevails,
        )

    def with_prevailing(self, lang: LocaleLike | None) -> LocalizedText:
        """Return the document with another legally binding version, or with none."""
        return replace(self, prevails=None if lang is None else canonical_language(lang))

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form ``crmi18n/text@1``."""
        return interchange.write(self.versions, self.original, self.prevails, self.extra)

    @classmethod
    @reads_plain
    def from_dict(
        cls, data: Mapping[str, Any], *, original: LocaleLike | None = None
    ) -> LocalizedText:
        """Read what :meth:`to_dict` wrote, or a plain map of language to text.

        Args:
            data: the JSON form; of a plain map (JSON-LD, Odoo) the versions are drafts.
            original: the original's language, for a plain map of several.

        Raises:
            ParseError: the data is neither, or a plain map does not tell its original.
        """
        return cls(*interchange.read(data, None if original is None else str(original)))

    def __str__(self) -> str:
        return self.require(self.original).value

    def __format__(self, spec: str) -> str:
        return formatted(self, spec, None)

    def _derived(self) -> dict[str, Status]:
        if not self._states:  # once: nothing of a frozen value changes
            found = {lang: status(self._by_lang, self.original, lang) for lang in self._by_lang}
            self._states.update(found)
        return self._states

    def _basis(self, version: Version, source: str) -> Basis:
        return Basis(source, self._by_lang[source].fp, version.fp)

    def _with(self, version: Version) -> LocalizedText:
        others: Iterable[Version] = (v for v in self.versions if v.lang != version.lang)
        return replace(self, versions=(*others, version))


def _changed(base: T, ours: T, theirs: T) -> T:
    return theirs if ours == base else ours


def _edited(old: Version, fresh: Version) -> Version:
    """Return a version with the text of ``fresh`` and the history of ``old``.

    What was confirmed stays on record. What never was has no text to be compared with, so the
    edited draft counts as its own present state, made from the same source as before.
    """
    basis = old.basis
    if basis is not None and old.state != "reviewed":
        basis = replace(basis, own_fp=fresh.fp)
    if old.state != "reviewed":
        return replace(fresh, basis=basis)
    return replace(fresh, basis=basis, state=old.state, by=old.by, at=old.at)


def formatted(document: LocalizedText, spec: str, corporate: str | None) -> str:
    """Return what an f-string asks for: ``""`` the original, ``"en"`` strict, ``"en?"`` marked."""
    if not spec:
        return str(document)
    if spec.endswith("?"):
        return document.resolve(spec[:-1], corporate_lang=corporate).marked
    return document.require(spec).value
