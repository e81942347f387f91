"""A text in a subsidiary's own language and in the corporate one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, final

from crmi18n.cldr import LocaleLike
from crmi18n.errors import MissingTextError, ParseError
from crmi18n.plain import reads_plain
from crmi18n.text.localized import LocalizedText, formatted
from crmi18n.text.merge import Side
from crmi18n.text.resolve import Policy, Resolved
from crmi18n.text.status import PairStatus, Status, pair_status
from crmi18n.text.value import Origin, Text, Version, canonical_language

__all__ = ["DualText"]


@final
@dataclass(frozen=True, slots=True, init=False)
class DualText:
    """A document seen by two roles: the local text and the corporate one.

    Neither is ever filled from the other. Two texts given together are ``unconfirmed`` until
    somebody confirms that they say the same. If both roles have the same language, there is
    one text, and it is aligned.

    Args:
        local: the text in the subsidiary's language; None: it is missing.
        local_lang: that language (BCP 47).
        corporate: the text in the corporate language; None: it is missing, ``""``: it is empty
            on purpose.
        corporate_lang: that language.
        prevailing_lang: the language of the legally binding version; None: nobody has said so.

    Raises:
        TypeError: a text is no string, a language no tag.
        UnknownLocaleError: a language is not well formed.
        MissingTextError: both texts are missing, or the prevailing one is.
        ParseError: two different texts are given for one language.

    Attributes:
        document: the versions, of further languages too.
        local_lang: the language of the local role.
        corporate_lang: the language of the corporate role.

    >>> title = DualText("Rahmenvertrag", local_lang="de-AT")
    >>> title = title.with_corporate("Framework agreement", origin="machine")
    >>> title.status("en"), title.pair_status
    ('machine', 'unconfirmed')
    >>> title = title.confirm(by="u17").with_local("Rahmenvertrag mit Ersatzteilen")
    >>> title.status("en"), title.pair_status
    ('outdated', 'local_changed')
    """

    document: LocalizedText
    local_lang: str
    corporate_lang: str

    def __init__(
        self,
        local: str | None,
        *,
        local_lang: LocaleLike,
        corporate: str | None = None,
        corporate_lang: LocaleLike = "en",
        prevailing_lang: LocaleLike | None = None,
    ) -> None:
        object.__setattr__(self, "local_lang", canonical_language(local_lang))
        object.__setattr__(self, "corporate_lang", canonical_language(corporate_lang))
        given = ((self.local_lang, local), (self.corporate_lang, corporate))
        versions = [Version(Text(text, lang)) for lang, text in given if text is not None]
        if not versions:
            raise MissingTextError(self.local_lang, ())
        document = LocalizedText(_one_a_language(versions), versions[0].lang)
        if prevailing_lang is not None:
            document = document.with_prevailing(prevailing_lang)
        object.__setattr__(self, "document", document)

    @classmethod
    def of(
        cls, document: LocalizedText, *, local_lang: LocaleLike, corporate_lang: LocaleLike = "en"
    ) -> DualText:
        """Return a document seen by role.

        Raises:
            MissingTextError: it has no text in either language.
        """
        local, corporate = canonical_language(local_lang), canonical_language(corporate_lang)
        if document.get(local) is None and document.get(corporate) is None:
            raise MissingTextError(local, document.by_lang)
        dual = object.__new__(cls)
        object.__setattr__(dual, "document", document)
        object.__setattr__(dual, "local_lang", local)
        object.__setattr__(dual, "corporate_lang", corporate)
        return dual

    @property
    def local(self) -> Text | None:
        """The local text, or None if it is missing."""
        return self.document.get(self.local_lang)

    @property
    def corporate(self) -> Text | None:
        """The corporate text, or None if it is missing."""
        return self.document.get(self.corporate_lang)

    @property
    def prevailing(self) -> Text | None:
        """The legally binding text, or None where nobody has said which it is."""
        lang = self.document.prevails
        return None if lang is None else self.document.get(lang)

    @property
    def pair_status(self) -> PairStatus:
        """How far the two agree, derived from the texts."""
        document = self.document
        return pair_status(
            document.by_lang, document.original, self.local_lang, self.corporate_lang
        )

    def get(self, lang: LocaleLike) -> Text | None:
        """Return the text in exactly this language, or None; there is no fallback."""
        return self.document.get(lang)

    def require(self, lang: LocaleLike) -> Text:
        """Return the text in exactly this language, or raise MissingTextError."""
        return self.document.require(lang)

    def status(self, lang: LocaleLike) -> Status:
        """Return the state of the text in one language."""
        return self.document.status(lang)

    def resolve(
        self, wanted: LocaleLike | Sequence[LocaleLike], *, policy: Policy = Policy.default
    ) -> Resolved:
        """Return the best text for a reader; the corporate one is tried before the original.

        >>> note = DualText("納期は9月末とする。", local_lang="ja", corporate="Due in autumn.")
        >>> found = note.resolve("fr")
        >>> str(found), found.served, found.reason, found.is_fallback
        ('Due in autumn.', 'en', 'corporate', True)
        """
        return self.document.resolve(wanted, policy=policy, corporate_lang=self.corporate_lang)

    def with_local(
        self, text: str, *, by: str | None = None, at: datetime | None = None
    ) -> DualText:
        """Return the pair with another local text."""
        return self.with_text(self.local_lang, text, by=by, at=at)

    def with_corporate(
        self,
        text: str,
        origin: Origin = "human",
        *,
        by: str | None = None,
        at: datetime | None = None,
    ) -> DualText:
        """Return the pair with another corporate text, which somebody has yet to confirm."""
        return self.with_text(self.corporate_lang, text, origin=origin, by=by, at=at)

    def with_text(
        self,
        lang: LocaleLike,
        text: str,
        *,
        origin: Origin = "human",
        by: str | None = None,
        at: datetime | None = None,
    ) -> DualText:
        """Return the pair with a text in any language; see :meth:`LocalizedText.with_text`."""
        return self._with(self.document.with_text(lang, text, origin=origin, by=by, at=at))

    def with_prevailing(self, lang: LocaleLike | None) -> DualText:
        """Return the pair with another legally binding version, or with none."""
        return self._with(self.document.with_prevailing(lang))

    def confirm(self, by: str | None = None, at: datetime | None = None) -> DualText:
        """Return the pair with both texts confirmed to say the same.

        Raises:
            MissingTextError: one of them is missing.
            TimeKindError: ``at`` is naive.
        """
        if self.local_lang == self.corporate_lang:
            return self
        read, against = self.corporate_lang, self.local_lang
        if read == self.document.original:
            read, against = against, read
        return self._with(self.document.confirm(read, against=against, by=by, at=at))

    def merge(self, base: DualText, theirs: DualText, *, prefer: Side | None = None) -> DualText:
        """Return the pair with what another copy of it changed; see :meth:`LocalizedText.merge`.

        Raises:
            MergeConflictError: both changed the text in one language, and none is preferred.
        """
        return self._with(self.document.merge(base.document, theirs.document, prefer=prefer))

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form: the document's, with both roles."""
        roles = {"local": self.local_lang, "corporate": self.corporate_lang}
        return self.document.to_dict() | roles

    @classmethod
    @reads_plain
    def from_dict(
        cls,
        data: Mapping[str, Any],
        *,
        local_lang: LocaleLike | None = None,
        corporate_lang: LocaleLike | None = None,
    ) -> DualText:
        """Read what :meth:`to_dict` wrote, or a document of which the roles are told.

        Raises:
            ParseError: the data has another form, or nobody tells the roles.
        """
        rest = dict(data)
        if "$" in rest:
            local_lang = rest.pop("local", None) or local_lang
            corporate_lang = rest.pop("corporate", None) or corporate_lang
        if local_lang is None or corporate_lang is None:
            raise ParseError(", ".join(rest), "text that names its local and corporate", "form")
        document = LocalizedText.from_dict(rest, original=local_lang)
        return cls.of(document, local_lang=local_lang, corporate_lang=corporate_lang)

    def __str__(self) -> str:
        return str(self.document)

    def __format__(self, spec: str) -> str:
        return formatted(self.document, spec, self.corporate_lang)

    def _with(self, document: LocalizedText) -> DualText:
        return DualText.of(
            document, local_lang=self.local_lang, corporate_lang=self.corporate_lang
        )


def _one_a_language(versions: list[Version]) -> tuple[Version, ...]:
    """Return the versions, with one text that was given for both roles only once."""
    first, *others = versions
    for other in others:
        if other.lang == first.lang and other.text != first.text:
            expected = f"corporate text beside {first.text.value!r}, both being in {first.lang}"
            raise ParseError(other.text.value, expected, "ambiguous")
    return (first, *(other for other in others if other.lang != first.lang))
