"""A long text in the local and the corporate language, paragraph by paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, final

from crmi18n.cldr import LocaleLike
from crmi18n.errors import MissingTextError, ParseError
from crmi18n.plain import reads_plain
from crmi18n.text.alignment import align
from crmi18n.text.dual import DualText
from crmi18n.text.segments import Block, Form, join, split, words
from crmi18n.text.status import OUT_OF_STEP, PairStatus
from crmi18n.text.value import Origin, canonical_language, fingerprint

__all__ = ["DualDocument", "Progress", "Revision", "Segment"]

_FORM: Final = "crmi18n/document@1"
_ID: Final = re.compile(r"s(\d{1,9})")


@final
@dataclass(frozen=True, slots=True)
class Segment:
    """One block of a document.

    Attributes:
        id: what it is called for as long as the document lives.
        text: the block in both languages.
        markup: what it is; see :class:`~crmi18n.text.segments.Block`.
        tags: what the placeables of its text stand for.
        previous: the local text that the translation was made from, once that has changed.

    Raises:
        ParseError: a tag is not an inline tag that is safe to write.
    """

    id: str
    text: DualText
    markup: str = ""
    tags: tuple[str, ...] = ()
    previous: str | None = None

    def __post_init__(self) -> None:
        Block("", self.markup, self.tags)  # refuses tags that are not safe to write

    @property
    def status(self) -> PairStatus:
        """How far the two languages agree."""
        return self.text.pair_status


@final
@dataclass(frozen=True, slots=True)
class Progress:
    """How many words of the local text are in which state.

    Attributes:
        words: state to words; states without words are left out.
        segments: state to segments.
    """

    words: tuple[tuple[PairStatus, int], ...]
    segments: tuple[tuple[PairStatus, int], ...]

    @property
    def total(self) -> int:
        """All words."""
        return sum(count for _, count in self.words)

    @property
    def aligned(self) -> float:
        """The share of the words that are confirmed and current, 0 to 1; 1 of nothing."""
        return dict(self.words).get("aligned", 0) / self.total if self.total else 1.0


@final
@dataclass(frozen=True, slots=True)
class Revision:
    """A document after an edit, and what the edit did to its segments, by id.

    ``unchanged`` counts the segments that stand where they stood, ``moved`` those that are the
    same elsewhere; ``restored`` ones had been removed by an earlier edit.
    """

    document: DualDocument
    unchanged: tuple[str, ...]
    moved: tuple[str, ...]
    changed: tuple[str, ...]
    added: tuple[str, ...]
    restored: tuple[str, ...]
    removed: tuple[str, ...]


@final
@dataclass(frozen=True, slots=True)
class DualDocument:
    r"""A document in two languages, as segments with stable ids.

    A new revision of the local text keeps the translation of every paragraph that is the same,
    wherever it stands now; of a changed one the translation becomes outdated and the former
    source is kept beside it. Removed segments are kept too, for the day they come back.

    Args:
        segments: the blocks in the order of the local text.
        local_lang: the language that the document is written in (BCP 47).
        corporate_lang: the other one.
        form: ``text``, ``markdown`` or ``html``.
        prevailing_lang: the language of the legally binding version; None: nobody has said so.
        removed: segments that are in the text no more.

    Raises:
        ParseError: two segments have one id, or a segment is in other languages.
        UnknownLocaleError: a language is not well formed.

    >>> terms = DualDocument.of("Preis: 100 EUR.\n\nLieferung im Mai.", local_lang="de")
    >>> first, second = terms.segments
    >>> terms = terms.with_corporate({first.id: "Price: 100 EUR."}).confirm()
    >>> revision = terms.revise("Lieferung im Mai.\n\nPreis: 120 EUR.")
    >>> [(s.text.pair_status, s.previous) for s in revision.document.segments]
    [('local_only', None), ('local_changed', 'Preis: 100 EUR.')]
    """

    segments: tuple[Segment, ...]
    local_lang: str
    corporate_lang: str
    form: Form = "text"
    prevailing_lang: str | None = None
    removed: tuple[Segment, ...] = ()

    def __post_init__(self) -> None:
        for role in ("local_lang", "corporate_lang", "prevailing_lang"):
            if getattr(self, role) is not None:
                object.__setattr__(self, role, canonical_language(getattr(self, role)))
        if self.local_lang == self.corporate_lang:
            raise ParseError(self.corporate_lang, "language beside the local one", "range")
        if self.prevailing_lang not in (None, self.local_lang, self.corporate_lang):
            raise MissingTextError(
                str(self.prevailing_lang), (self.local_lang, self.corporate_lang)
            )
        every = (*self.segments, *self.removed)
        for segment_id, count in Counter(segment.id for segment in every).items():
            if count > 1:
                raise ParseError(segment_id, "id of one segment", "ambiguous")
        for segment in every:
            roles = (segment.text.local_lang, segment.text.corporate_lang)
            if roles != (self.local_lang, self.corporate_lang):
                raise ParseError("/".join(roles), "segment in the document's languages", "range")

    @classmethod
    def of(
        cls,
        text: str,
        *,
        local_lang: LocaleLike,
        corporate_lang: LocaleLike = "en",
        form: Form = "text",
        prevailing_lang: LocaleLike | None = None,
    ) -> DualDocument:
        """Return a document that is in its local language alone.

        Raises:
            ParseError: the text is too long, or the form is unknown.
        """
        empty = cls(
            (),
            canonical_language(local_lang),
            canonical_language(corporate_lang),
            form,
            None if prevailing_lang is None else canonical_language(prevailing_lang),
        )
        return empty.revise(text).document

    @classmethod
    def of_pairs(
        cls,
        pairs: Iterable[tuple[str, str | None]],
        *,
        local_lang: LocaleLike,
        corporate_lang: LocaleLike = "en",
        origin: Origin = "import",
    ) -> DualDocument:
        """Return a document of paragraphs that somebody has paired already.

        Each translation is on record as made from its source as it is now, and unconfirmed.
        """
        rows = list(pairs)
        empty = cls((), canonical_language(local_lang), canonical_language(corporate_lang))
        blocks = tuple(Block(local) for local, _ in rows)
        document = empty._revised(blocks, None, None).document
        known = {
            segment.id: corporate
            for segment, (_, corporate) in zip(document.segments, rows, strict=True)
            if corporate is not None
        }
        return document.with_corporate(known, origin=origin)

    def __iter__(self) -> Iterator[Segment]:
        return iter(self.segments)

    def __len__(self) -> int:
        return len(self.segments)

    def segment(self, segment_id: str) -> Segment:
        """Return a segment by its id.

        Raises:
            MissingTextError: the text has none of that id.
        """
        found = next((s for s in self.segments if s.id == segment_id), None)
        if found is None:
            raise MissingTextError(segment_id, (s.id for s in self.segments))
        return found

    def revise(self, text: str, *, by: str | None = None, at: datetime | None = None) -> Revision:
        """Return the document with a new local text, and what became of its segments.

        Args:
            text: the new text, in the document's form.
            by: who wrote it, in the application's own terms.
            at: when; an aware time.

        Raises:
            ParseError: the text is too long.
            TimeKindError: ``at`` is naive.
        """
        return self._revised(split(text, self.form), by, at)

    def with_local(
        self, text: str, *, by: str | None = None, at: datetime | None = None
    ) -> DualDocument:
        """Return the document with a new local text; see :meth:`revise`."""
        return self.revise(text, by=by, at=at).document

    def with_corporate(
        self,
        translations: Mapping[str, str],
        origin: Origin = "human",
        *,
        by: str | None = None,
        at: datetime | None = None,
    ) -> DualDocument:
        """Return the document with translations of some segments, by id.

        Each is on record as made from its source as it is now, unless it is a person's edit of
        a translation that was up to date.

        Raises:
            MissingTextError: there is no segment of an id.
        """
        for segment_id in translations:
            self.segment(segment_id)
        return self._mapped(
            lambda s: (
                _translated(s, translations[s.id], origin, by, at) if s.id in translations else s
            )
        )

    def confirm(
        self,
        ids: Iterable[str] | None = None,
        *,
        by: str | None = None,
        at: datetime | None = None,
    ) -> DualDocument:
        """Return the document with segments confirmed to say the same in both languages.

        Args:
            ids: which; None: all that have both texts.
            by: who read them, in the application's own terms.
            at: when; an aware time.

        Raises:
            MissingTextError: there is no segment of an id, or it has one text only.
        """
        chosen = {s.id for s in self.segments if s.text.corporate} if ids is None else set(ids)
        for segment_id in chosen:
            self.segment(segment_id)
        return self._mapped(
            lambda s: (
                replace(s, text=s.text.confirm(by, at), previous=None) if s.id in chosen else s
            )
        )

    def with_prevailing(self, lang: LocaleLike | None) -> DualDocument:
        """Return the document with another legally binding version, or with none."""
        return replace(self, prevailing_lang=None if lang is None else canonical_language(lang))

    def progress(self) -> Progress:
        """Return how many words and segments are in which state."""
        amounts: Counter[PairStatus] = Counter()
        counts: Counter[PairStatus] = Counter()
        for segment in self.segments:
            text = segment.text.local or segment.text.corporate
            amounts[segment.status] += words(text.value) if text else 0
            counts[segment.status] += 1
        return Progress(tuple(sorted(amounts.items())), tuple(sorted(counts.items())))

    def text(self, lang: LocaleLike) -> str:
        """Return the whole text in exactly this language, in the document's form.

        Raises:
            MissingTextError: a segment has no text in it; nothing is filled in.
        """
        asked = canonical_language(lang)
        blocks = [Block(s.text.require(asked).value, s.markup, s.tags) for s in self.segments]
        return join(blocks, self.form)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form ``crmi18n/document@1``."""
        return {
            "$": _FORM,
            "local": self.local_lang,
            "corporate": self.corporate_lang,
            "form": self.form,
            "prevails": self.prevailing_lang,
            "segments": [_write(segment) for segment in self.segments],
            "removed": [_write(segment) for segment in self.removed],
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> DualDocument:
        """Read what :meth:`to_dict` wrote.

        Raises:
            ParseError: the data has another form.
        """
        try:
            if data["$"] != _FORM:
                raise ParseError(str(data["$"]), f"document in the form {_FORM}", "unknown")
            return cls(
                tuple(map(_read, data["segments"])),
                data["local"],
                data["corporate"],
                data["form"],
                data["prevails"],
                tuple(map(_read, data["removed"])),
            )
        except (KeyError, TypeError, AttributeError):
            raise ParseError(str(data)[:60], f"document in the form {_FORM}", "form") from None

    def _revised(self, blocks: tuple[Block, ...], by: str | None, at: datetime | None) -> Revision:
        present = [s for s in self.segments if s.text.local is not None]
        pool = [*present, *(s for s in self.removed if s.text.local is not None)]
        found = align(
            [(_fp(segment), str(segment.text.local)) for segment in pool],
            [(fingerprint(block.text), block.text) for block in blocks],
        )
        numbers = (_ID.fullmatch(s.id) for s in (*self.segments, *self.removed))
        number = max((int(found[1]) for found in numbers if found), default=0)
        kept: list[Segment] = []
        report: dict[str, list[str]] = {
            kind: [] for kind in ("unchanged", "moved", "changed", "added", "restored")
        }
        for i, block in enumerate(blocks):
            index = found.source[i]
            if index is None:
                number += 1
                segment = self._new(f"s{number}", block, by, at)
                kind = "added"
            else:
                segment = pool[index]
                kind = "moved" if i in found.moved else "unchanged"
                if index >= len(present):
                    kind = "restored"
                elif not found.same[i]:
                    kind = "changed"
                segment = _revised(segment, block, by, at)
            kept.append(segment)
            report[kind].append(segment.id)
        ids = {segment.id for segment in kept}
        gone = [segment for segment in self.segments if segment.id not in ids]
        old = [segment for segment in self.removed if segment.id not in ids]
        document = replace(self, segments=tuple(kept), removed=(*old, *gone))
        lists = {kind: tuple(entries) for kind, entries in report.items()}
        return Revision(document, **lists, removed=tuple(segment.id for segment in gone))

    def _new(self, segment_id: str, block: Block, by: str | None, at: datetime | None) -> Segment:
        text = DualText("", local_lang=self.local_lang, corporate_lang=self.corporate_lang)
        return Segment(
            segment_id, text.with_local(block.text, by=by, at=at), block.markup, block.tags
        )

    def _mapped(self, change: Callable[[Segment], Segment]) -> DualDocument:
        return replace(self, segments=tuple(map(change, self.segments)))


def _fp(segment: Segment) -> str:
    return segment.text.document.by_lang[segment.text.local_lang].fp


def _revised(segment: Segment, block: Block, by: str | None, at: datetime | None) -> Segment:
    text, former = segment.text, segment.text.require(segment.text.local_lang).value
    if text.local is not None and text.local.value == block.text:
        return replace(segment, markup=block.markup, tags=block.tags)
    same = fingerprint(former) == fingerprint(block.text)
    text = text.with_local(block.text, by=by, at=at)
    previous = segment.previous
    if text.corporate is not None and not same:
        previous = segment.previous if segment.previous is not None else former
    if text.pair_status == "aligned":  # edited back to what was confirmed
        previous = None
    return Segment(segment.id, text, block.markup, block.tags, previous)


def _translated(
    segment: Segment, text: str, origin: Origin, by: str | None, at: datetime | None
) -> Segment:
    """Return a segment with another corporate text.

    A person's edit of a translation that is up to date stays an edit of it; everything else is
    a translation of the source as it is now.
    """
    dual = segment.text
    document, lang = dual.document, dual.corporate_lang
    edited = origin == "human" and dual.corporate is not None
    if edited and dual.status(lang) not in OUT_OF_STEP:
        return replace(segment, text=dual.with_corporate(text, by=by, at=at))
    if dual.corporate is not None and document.original != lang:
        document = document.without(lang)
    document = document.with_text(lang, text, origin=origin, by=by, at=at)
    document = document.made_from(lang, dual.local_lang)
    renewed = DualText.of(document, local_lang=dual.local_lang, corporate_lang=lang)
    return replace(segment, text=renewed, previous=None)


def _write(segment: Segment) -> dict[str, Any]:
    facts = {
        "id": segment.id,
        "text": segment.text.to_dict(),
        "markup": segment.markup,
        "tags": list(segment.tags),
        "previous": segment.previous,
    }
    return {key: fact for key, fact in facts.items() if fact or key == "text"}


def _read(data: Mapping[str, Any]) -> Segment:
    return Segment(
        data["id"],
        DualText.from_dict(data["text"]),
        data.get("markup", ""),
        tuple(data.get("tags", ())),
        data.get("previous"),
    )
