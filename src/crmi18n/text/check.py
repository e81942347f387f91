"""What somebody should look at in a pair of texts; never a reason to refuse a record."""

from __future__ import annotations

from crmi18n.findings import Finding, Severity
from crmi18n.text.dual import DualText
from crmi18n.text.status import PairStatus

__all__ = ["check_text"]


def check_text(dual: DualText) -> list[Finding]:
    """Return what keeps the two texts from being the same thing in two languages.

    ``where`` is the language that has to be worked on. The codes are
    ``text.missing_corporate``, ``text.missing_local``, ``text.outdated``, ``text.diverged``
    (warnings) and ``text.unconfirmed`` (info).

    >>> check_text(DualText("Wartung", local_lang="de"))[0].message
    "there is no corporate text in 'en', only the local one in 'de'"
    """
    local, corporate = dual.local_lang, dual.corporate_lang
    table: dict[PairStatus, tuple[str, Severity, str, str]] = {
        "local_only": (
            "missing_corporate",
            "warning",
            corporate,
            f"there is no corporate text in {corporate!r}, only the local one in {local!r}",
        ),
        "corporate_only": (
            "missing_local",
            "warning",
            local,
            f"there is no local text in {local!r}, only the corporate one in {corporate!r}",
        ),
        "local_changed": ("outdated", "warning", corporate, _behind(corporate, local)),
        "corporate_changed": ("outdated", "warning", local, _behind(local, corporate)),
        "diverged": (
            "diverged",
            "warning",
            corporate,
            f"both texts, {local!r} and {corporate!r}, changed since they were confirmed",
        ),
        "unconfirmed": (
            "unconfirmed",
            "info",
            corporate,
            f"nobody has confirmed that {corporate!r} says what {local!r} says",
        ),
    }
    if dual.pair_status not in table:
        return []
    code, severity, where, message = table[dual.pair_status]
    return [Finding(f"text.{code}", severity, message, where, str(dual.get(where) or ""))]


def _behind(behind: str, ahead: str) -> str:
    return f"the text in {behind!r} is outdated: {ahead!r} changed since they were compared"
