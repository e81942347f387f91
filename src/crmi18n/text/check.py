"""What somebody should look at in a pair of texts; never a reason to refuse a record."""

from __future__ import annotations

from crmi18n.findings import Finding, Severity
from crmi18n.text.document import DualDocument
from crmi18n.text.dual import DualText
from crmi18n.text.facts import (
    currencies,
    differing_numbers,
    links,
    placeholders,
    strange_script,
)
from crmi18n.text.status import PairStatus
from crmi18n.text.value import Text, fingerprint

__all__ = ["check_document", "check_pair", "check_text"]


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


def check_pair(source: Text, target: Text, *, verbatim: bool = False) -> list[Finding]:
    """Return what a translation got wrong as far as that shows without understanding it.

    ``where`` is the language of the text. The codes are ``text.script`` (letters of another
    script than the language's), ``text.identical`` (the same words under two languages; info),
    ``text.numbers``, ``text.currency``, ``text.links``, ``text.placeholders``. An empty text
    is empty on purpose: nothing is compared.

    Args:
        source: the text that was translated.
        target: its translation.
        verbatim: whether the two are the same on purpose.

    >>> german = Text("Zahlbar: 1.250,00 EUR bis 30.09.2026", "de")
    >>> check_pair(german, Text("Payable: EUR 1,250.00 by September 30, 2026", "en"))
    []
    >>> check_pair(german, Text("Payable: EUR 1,520.00 by September 30, 2026", "en"))[0].message
    "'de' has 1.250,00 and 'en' does not; 'en' has 1,520.00 and 'de' does not"
    """
    findings = [finding for text in (source, target) for finding in _script(text)]
    if not source.value.strip() or not target.value.strip():
        return findings
    if not verbatim and fingerprint(source.value) == fingerprint(target.value):
        if any(map(str.isalpha, source.value)) and source.lang != target.lang:
            message = f"{source.lang!r} and {target.lang!r} have one text"
            findings.append(_finding("identical", message, target, "info"))
        return findings
    left, right = differing_numbers(source, target)
    if left or right:
        findings.append(_finding("numbers", _unlike(source, left, target, right), target))
    for code, read in (("currency", currencies), ("links", links)):
        ours, theirs = read(source.value), read(target.value)
        # A currency sign that means several currencies is no sign of another one.
        if ours != theirs and (code == "links" or (ours and theirs)):
            message = _unlike(source, sorted(ours - theirs), target, sorted(theirs - ours))
            findings.append(_finding(code, message, target))
    ours_filled, theirs_filled = placeholders(source.value), placeholders(target.value)
    if ours_filled != theirs_filled:
        message = _unlike(
            source,
            sorted((ours_filled - theirs_filled).elements()),
            target,
            sorted((theirs_filled - ours_filled).elements()),
        )
        findings.append(_finding("placeholders", message, target))
    return findings


def check_document(document: DualDocument) -> list[Finding]:
    """Return the findings of every segment; ``where`` is its id and the language.

    An outdated segment is not compared: its texts differ because one of them changed.
    """
    findings: list[Finding] = []
    for segment in document:
        found = check_text(segment.text)
        local, corporate = segment.text.local, segment.text.corporate
        if local and corporate and segment.status in ("aligned", "unconfirmed"):
            version = segment.text.document.by_lang[corporate.lang]
            found += check_pair(local, corporate, verbatim=version.origin == "verbatim")
        findings += (finding.at(segment.id) for finding in found)
    return findings


def _behind(behind: str, ahead: str) -> str:
    return f"the text in {behind!r} is outdated: {ahead!r} changed since they were compared"


def _script(text: Text) -> list[Finding]:
    script = strange_script(text)
    if script is None:
        return []
    message = f"most letters are {script.title()}, which {text.lang!r} is not written with"
    return [_finding("script", message, text)]


def _unlike(source: Text, left: list[str], target: Text, right: list[str]) -> str:
    parts = [
        f"{text.lang!r} has {', '.join(shown)} and {other.lang!r} does not"
        for text, shown, other in ((source, left, target), (target, right, source))
        if shown
    ]
    return "; ".join(parts)


def _finding(code: str, message: str, text: Text, severity: Severity = "warning") -> Finding:
    return Finding(f"text.{code}", severity, message, text.lang, text.value)
