"""Two copies of a document that were worked on apart from each other, made one by segments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from crmi18n.errors import ParseError
from crmi18n.text.document import DualDocument, Segment
from crmi18n.text.dual import DualText
from crmi18n.text.localized import LocalizedText
from crmi18n.text.merge import Side

__all__ = ["merge_documents"]

_Segments = Mapping[str, Segment]


def merge_documents(
    base: DualDocument, ours: DualDocument, theirs: DualDocument, prefer: Side | None
) -> DualDocument:
    """Return our document with what theirs changed; see :meth:`DualDocument.merge`.

    Raises:
        MergeConflictError: both changed one text, and no side is preferred.
        ParseError: the documents are in other languages or forms.
    """
    for other in (base, theirs):
        kinds = [(d.local_lang, d.corporate_lang, d.form) for d in (ours, other)]
        if kinds[0] != kinds[1]:
            raise ParseError("/".join(kinds[1]), f"copy in {'/'.join(kinds[0])}", "range")
    theirs = _renumbered(base, ours, theirs)
    was, mine, yours = map(_by_id, (base, ours, theirs))
    merged = {i: _merged(was.get(i), mine.get(i), yours.get(i), prefer) for i in {**mine, **yours}}
    order = dict.fromkeys(_order(base, ours, theirs, prefer))
    changed = ours.prevailing_lang != base.prevailing_lang
    return replace(
        ours,
        segments=tuple(merged[i] for i in order),
        prevailing_lang=(ours if changed else theirs).prevailing_lang,
        removed=tuple(segment for i, segment in merged.items() if i not in order),
    )


def _by_id(document: DualDocument) -> dict[str, Segment]:
    return {segment.id: segment for segment in (*document.segments, *document.removed)}


def _renumbered(base: DualDocument, ours: DualDocument, theirs: DualDocument) -> DualDocument:
    """Return their document with other ids for what is new and is another segment in ours."""
    was, mine, yours = map(_by_id, (base, ours, theirs))
    free = (f"s{n}" for n in count(1) if f"s{n}" not in {**was, **mine, **yours})
    ids = {
        i: next(free)
        for i, segment in yours.items()
        if i in mine and i not in was and not _is_same(segment, mine[i])
    }
    segments, removed = (
        tuple(replace(segment, id=ids.get(segment.id, segment.id)) for segment in part)
        for part in (theirs.segments, theirs.removed)
    )
    return replace(theirs, segments=segments, removed=removed)


def _is_same(one: Segment, other: Segment) -> bool:
    return _local(one) is not None and _local(one) == _local(other)


def _local(segment: Segment) -> str | None:
    version = segment.text.document.by_lang.get(segment.text.local_lang)
    return version.fp if version else None


def _order(
    base: DualDocument, ours: DualDocument, theirs: DualDocument, prefer: Side | None
) -> Iterator[str]:
    """Give the ids in the order of the copy that changed it; what the other added goes along.

    What one copy removed stays if the other changed its text.
    """
    before, mine, yours = ([segment.id for segment in d.segments] for d in (base, ours, theirs))
    leads = mine != before and (prefer != "theirs" or yours == before)
    lead, follow = (ours, theirs) if leads else (theirs, ours)
    leading, following = (mine, yours) if leads else (yours, mine)
    was = _by_id(base)

    def stays(i: str, here: _Segments) -> bool:
        return i not in before or _local(here[i]) != _local(was[i])

    here, there = _by_id(lead), _by_id(follow)
    both = {*leading} & {*following}
    behind: dict[str | None, list[str]] = {}
    last: str | None = None
    for i in following:
        if i in both:
            last = i
        elif stays(i, there):
            behind.setdefault(last, []).append(i)
    yield from behind.get(None, ())
    for i in leading:
        if i in both or stays(i, here):
            yield i
        yield from behind.get(i, ())


def _merged(
    base: Segment | None, ours: Segment | None, theirs: Segment | None, prefer: Side | None
) -> Segment:
    if ours is None or theirs is None or ours == theirs:
        only = ours or theirs
        assert only is not None, "an id is one of ours or of theirs"  # noqa: S101
        return only
    before = base.text if base else _local_alone(ours.text)
    text = ours.text.merge(before, theirs.text, prefer=prefer)
    unchanged = base is not None and (ours.markup, ours.tags) == (base.markup, base.tags)
    # Placeables belong to their text; markup alone is taken from where it changed.
    taken = theirs if _is_of(text, theirs) and (unchanged or not _is_of(text, ours)) else ours
    return Segment(ours.id, text, taken.markup, taken.tags, _previous(text, (ours, theirs)))


def _local_alone(text: DualText) -> DualText:
    """Return what two copies of a segment that both added begin with: its local text."""
    version = text.document.by_lang[text.local_lang]
    alone = LocalizedText((version,), text.local_lang)
    return DualText.of(alone, local_lang=text.local_lang, corporate_lang=text.corporate_lang)


def _is_of(text: DualText, segment: Segment) -> bool:
    return text.local == segment.text.local


def _previous(text: DualText, sides: Sequence[Segment]) -> str | None:
    """Return the local text that the translation was made from, if it is another one now."""
    if text.corporate is None or text.pair_status == "aligned":
        return None
    for side in sides:
        if side.text.corporate == text.corporate and side.text.local is not None:
            if side.previous is not None:
                return side.previous
            if not _is_of(text, side):
                return side.text.local.value
    return None
