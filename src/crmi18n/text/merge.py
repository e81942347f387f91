"""Which of two copies of a version counts, when both were worked on apart from each other."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final, Literal, TypeVar

from crmi18n.errors import MergeConflictError
from crmi18n.text.value import Version

__all__ = ["Side", "merge_versions"]

Side = Literal["ours", "theirs", "newest"]

_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)
V = TypeVar("V", bound=Version | None)


def merge_versions(
    lang: str,
    base: Version | None,
    ours: Version | None,
    theirs: Version | None,
    prefer: Side | None,
) -> Version | None:
    """Return the version that counts, None if that is its deletion.

    Raises:
        MergeConflictError: both sides changed the text, and no side is preferred.
    """
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    if _text(ours) == _text(theirs):
        return _decided(base, ours, theirs)
    if _text(theirs) == _text(base):
        return ours
    if _text(ours) == _text(base):
        return theirs
    if prefer == "newest":
        return ours if _written(ours) >= _written(theirs) else theirs
    if prefer is None:
        raise MergeConflictError(lang, *(v and v.text.value for v in (base, ours, theirs)))
    return ours if prefer == "ours" else theirs


def _text(version: Version | None) -> str | None:
    return version.fp if version else None


def _written(version: Version | None) -> datetime:
    return (version.written_at if version else None) or _LONG_AGO


def _decided(base: Version | None, ours: Version | None, theirs: Version | None) -> Version | None:
    """Return the one of two copies with one text whose side decided on it anew.

    If both did, or both wrote it, it is the one that a person has confirmed, and of two such
    the newer.
    """
    if _text(ours) == _text(base):
        if _decision(theirs) == _decision(base):
            return ours
        if _decision(ours) == _decision(base):
            return theirs

    def rank(version: Version | None) -> tuple[bool, datetime]:
        if version is None:
            return False, _LONG_AGO
        return version.state == "reviewed", version.at or _written(version)

    return ours if rank(ours) >= rank(theirs) else theirs


def _decision(version: Version | None) -> tuple[object, ...] | None:
    return version and (version.basis, version.state, version.by, version.at)
