"""How far the versions of a text agree, derived from their fingerprints and never stored.

Both sides of a pair are first-class: each edit of either is seen, and undoing it is seen too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from crmi18n.text.value import Version

__all__ = ["OUT_OF_STEP", "PairStatus", "Status", "pair_status", "status"]

Status = Literal[
    "missing",
    "original",
    "machine",
    "draft",
    "reviewed",
    "rejected",
    "outdated",
    "edited",
    "diverged",
]
"""The state of one version.

``outdated``: its source changed since; ``edited``: it changed itself since; ``diverged``: both.
"""

PairStatus = Literal[
    "aligned",
    "unconfirmed",
    "local_changed",
    "corporate_changed",
    "diverged",
    "local_only",
    "corporate_only",
]
"""The state of a local and a corporate text."""


OUT_OF_STEP: Final = frozenset[Status]({"outdated", "diverged"})
"""The states of a version whose source says something else by now."""


def status(versions: Mapping[str, Version], original: str, lang: str) -> Status:
    """Return the state of the version in one language."""
    version = versions.get(lang)
    if version is None:
        return "missing"
    if version.basis is None:
        return "original" if lang == original else _label(version)
    source = versions.get(version.basis.lang)
    source_changed = source is None or source.fp != version.basis.source_fp
    own_changed = version.fp != version.basis.own_fp
    if source_changed:
        return "diverged" if own_changed else "outdated"
    return "edited" if own_changed else _label(version)


def pair_status(
    versions: Mapping[str, Version], original: str, local: str, corporate: str
) -> PairStatus:
    """Return the state of the pair; at least one of the two is there."""
    if local == corporate:
        return "aligned"
    if corporate not in versions:
        return "local_only"
    if local not in versions:
        return "corporate_only"
    dependent: str
    changed: PairStatus
    edited: PairStatus
    if _is_based_on(versions[corporate], local):
        dependent, changed, edited = corporate, "local_changed", "corporate_changed"
    elif _is_based_on(versions[local], corporate):
        dependent, changed, edited = local, "corporate_changed", "local_changed"
    else:
        return "unconfirmed"
    outcome: dict[str, PairStatus] = {
        "outdated": changed,
        "edited": edited,
        "diverged": "diverged",
        "reviewed": "aligned",
    }
    return outcome.get(status(versions, original, dependent), "unconfirmed")


def _is_based_on(version: Version, lang: str) -> bool:
    return version.basis is not None and version.basis.lang == lang


def _label(version: Version) -> Status:
    if version.origin == "machine" and version.state == "draft":
        return "machine"
    return version.state
