"""XLIFF 2.1 and 1.2: a document out to translators, and back.

A unit carries the fingerprint of its source. Placeables are inline codes (``pc`` and ``ph``, in
1.2 ``g`` and ``x``), which translation tools keep. On the way back a unit whose source is
another one by now is reported and not applied. Files with a document type or entities are
refused.
Sources: OASIS XLIFF 2.1 (2018), XLIFF 1.2 (2008).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, NamedTuple, final
from xml.etree import ElementTree as ET

from crmi18n.errors import ParseError
from crmi18n.findings import Finding
from crmi18n.text.document import DualDocument, Segment
from crmi18n.text.segments import PLACEABLE, is_code, nests
from crmi18n.text.value import Origin, canonical_language, fingerprint

__all__ = ["Import", "from_xliff", "to_xliff"]

Version = Literal["2.1", "1.2"]
_Codes = Mapping[str, Sequence[str]]  # the tags of each segment

_NS2: Final = "urn:oasis:names:tc:xliff:document:2.0"
_NS1: Final = "urn:oasis:names:tc:xliff:document:1.2"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_PREFIX: Final = "crmi18n:"  # of what XLIFF 2 lets a tool put behind a state
_TOO_LONG: Final = 50_000_000
# XML 1.0 has no place for these, however they are written.
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LINE_END: Final = re.compile("\r\n?")  # which XML reads as a line feed
_DONE: Final = frozenset({"translated", "reviewed", "final", "signed-off"})
# What 1.2 calls them; whatever else it has needs no translation any more, so it is a draft.
_STATES_1: Final = {
    "new": "initial",
    "needs-translation": "initial",
    "needs-adaptation": "initial",
    "needs-review-translation": "translated",
    "signed-off": "reviewed",
    "final": "final",
}
_CONFIRMED: Final = frozenset({"reviewed", "final", "signed-off"})


@final
@dataclass(frozen=True, slots=True)
class Import:
    """What came back from the translators.

    Attributes:
        document: the document with what could be applied.
        applied: the ids of segments that have a new text or a new state.
        findings: what was not applied, and why; ``where`` is the segment.
    """

    document: DualDocument
    applied: tuple[str, ...]
    findings: tuple[Finding, ...]


class _Unit(NamedTuple):
    id: str
    source: str
    target: str | None
    state: str
    fp: str


def to_xliff(document: DualDocument, *, version: Version = "2.1", name: str = "document") -> str:
    """Return a document as XLIFF.

    A missing or outdated translation is ``initial``, a draft ``translated``, a confirmed one
    ``reviewed`` (in 1.2 ``needs-translation``, ``needs-review-translation``, ``signed-off``);
    an outdated one travels along, with its former source as a note.

    Args:
        document: the document; the local language is the source.
        version: ``2.1`` or ``1.2``.
        name: what the file calls it.

    Raises:
        ParseError: a text has control characters, for which XML has no place, or the version is
            unknown.

    >>> document = DualDocument.of("Lieferung im Mai.", local_lang="de")
    >>> "<source>Lieferung im Mai.</source>" in to_xliff(document)
    True
    """
    for segment in document:
        for text in (segment.text.local, segment.text.corporate):
            if text is not None:
                require_xml(text.value)
        require_xml(segment.id)
    require_xml(name)
    if version not in ("2.1", "1.2"):
        raise ParseError(str(version), "version of XLIFF: 2.1, 1.2", "unknown")
    root = _write_2(document, name) if version == "2.1" else _write_1(document, name)
    _indent(root)
    body = ET.tostring(root, encoding="unicode", short_empty_elements=False)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def require_xml(text: str) -> None:
    """Refuse a text that cannot stand in an XML file.

    Raises:
        ParseError: it has control characters, for which XML has no place.
    """
    if _NOT_XML.search(text):
        raise ParseError(text, "text without control characters (XML 1.0)", "form")


def from_xliff(
    document: DualDocument,
    xml: str,
    *,
    origin: Origin = "human",
    by: str | None = None,
    at: datetime | None = None,
) -> Import:
    """Return a document with the translations of an XLIFF file, 2.x or 1.2.

    Only units that are translated are taken; one that has another text than was exported and
    is marked ``initial`` is reported (``text.xliff_unmarked``), because tools forget the mark.
    A ``reviewed`` or ``final`` one is confirmed. A unit is reported and left alone if its source
    has changed since the export (``text.xliff_source_changed``), if it is no unit of the
    document (``text.xliff_unknown``), or if its placeables are others than the source's
    (``text.placeholders``).

    Args:
        document: the document as it is now.
        xml: the file.
        origin: who translates: ``human`` or ``machine``.
        by: who did, in the application's own terms.
        at: when; an aware time.

    Raises:
        ParseError: the file is no XLIFF, is in other languages, or has a document type.
    """
    root = _parsed(xml)
    codes = {segment.id: segment.tags for segment in document}
    if root.tag == f"{{{_NS1}}}xliff":
        langs, units = _read_1(root, codes)
    elif root.tag.startswith("{urn:oasis:names:tc:xliff:document:2"):
        langs, units = _read_2(root, codes)
    else:
        raise ParseError(root.tag, "XLIFF 2.x or 1.2 file", "form")
    wanted = (document.local_lang, document.corporate_lang)
    if langs != wanted:
        raise ParseError("/".join(langs), f"XLIFF file of {'/'.join(wanted)}", "range")
    return _apply(document, units, origin, by, at)


def _apply(
    document: DualDocument,
    units: list[_Unit],
    origin: Origin,
    by: str | None,
    at: datetime | None,
) -> Import:
    segments = {segment.id: segment for segment in document}
    findings: list[Finding] = []
    texts: dict[str, str] = {}
    confirmed: list[str] = []
    for unit in units:
        segment = segments.get(unit.id)
        if segment is None:
            findings.append(_finding("xliff_unknown", unit, "is no segment of the document"))
        elif unit.target is None:
            continue
        elif unit.state not in _DONE:
            if not _was_there(segment, unit.target):
                reason = f"has a text, but is marked {unit.state or 'in a way of its own'!r}"
                findings.append(_finding("xliff_unmarked", unit, reason))
        elif _source_fp(segment) != (unit.fp or fingerprint(unit.source)):
            findings.append(
                _finding("xliff_source_changed", unit, "was exported from another source text")
            )
        elif _placeables(unit.target) != _placeables(unit.source):
            findings.append(_finding("placeholders", unit, "has other placeables than its source"))
        else:
            if not _has(segment, unit.target):
                texts[unit.id] = unit.target
            if unit.state in _CONFIRMED and (unit.id in texts or segment.status != "aligned"):
                confirmed.append(unit.id)
    renewed = document.with_corporate(texts, origin, by=by, at=at).confirm(confirmed, by=by, at=at)
    applied = tuple(s.id for s in document if s.id in {*texts, *confirmed})
    return Import(renewed, applied, tuple(findings))


def _finding(code: str, unit: _Unit, reason: str) -> Finding:
    return Finding(
        f"text.{code}", "warning", f"unit {unit.id!r} {reason}", unit.id, unit.target or ""
    )


def _has(segment: Segment, target: str) -> bool:
    """Whether a segment has this very translation of its source as it is."""
    current = segment.text.corporate and segment.status in ("aligned", "unconfirmed")
    return bool(current) and _was_there(segment, target)


def _was_there(segment: Segment, target: str) -> bool:
    """Whether a segment has this very text, which an export takes along, or none like it."""
    corporate = segment.text.corporate
    return target == ("" if corporate is None else _LINE_END.sub("\n", corporate.value))


def _source_fp(segment: Segment) -> str:
    local = segment.text.local
    return fingerprint(local.value) if local else ""


def _placeables(text: str) -> list[str]:
    return sorted(match[0] for match in PLACEABLE.finditer(text))


def _state(segment: Segment) -> str:
    return {
        "aligned": "reviewed",
        "unconfirmed": "translated",
        "corporate_changed": "translated",
    }.get(segment.status, "initial")


def _write_2(document: DualDocument, name: str) -> ET.Element:
    root = ET.Element(
        "xliff",
        {
            "xmlns": _NS2,
            "version": "2.1",
            "srcLang": document.local_lang,
            "trgLang": document.corporate_lang,
        },
    )
    file = ET.SubElement(root, "file", {"id": "f1", "original": name})
    for segment in document:
        unit = ET.SubElement(file, "unit", {"id": segment.id, _XML_SPACE: "preserve"})
        notes = _notes(segment)
        if notes:
            holder = ET.SubElement(unit, "notes")
            for category, text in notes:
                ET.SubElement(holder, "note", {"category": category}).text = text
        state = {"state": _state(segment), "subState": f"{_PREFIX}{_source_fp(segment)}"}
        inner = ET.SubElement(unit, "segment", {"id": "s", **state})
        _texts(inner, segment, {}, ("pc", "ph"))
    return root


def _write_1(document: DualDocument, name: str) -> ET.Element:
    root = ET.Element("xliff", {"xmlns": _NS1, "version": "1.2"})
    attributes = {
        "original": name,
        "datatype": "plaintext",
        "source-language": document.local_lang,
        "target-language": document.corporate_lang,
    }
    body = ET.SubElement(ET.SubElement(root, "file", attributes), "body")
    states = {"initial": "needs-translation", "translated": "needs-review-translation",
              "reviewed": "signed-off"}  # fmt: skip
    for segment in document:
        state = _state(segment)
        approved = {"approved": "yes"} if state == "reviewed" else {}
        unit = ET.SubElement(
            body, "trans-unit", {"id": segment.id, **approved, _XML_SPACE: "preserve"}
        )
        _texts(unit, segment, {"state": states[state]}, ("g", "x"))
        ET.SubElement(unit, "note", {"from": "crmi18n-source"}).text = _source_fp(segment)
        for category, text in _notes(segment):
            ET.SubElement(unit, "note", {"from": category}).text = text
    return root


def _texts(
    parent: ET.Element, segment: Segment, target: dict[str, str], codes: tuple[str, str]
) -> None:
    local, corporate = segment.text.local, segment.text.corporate
    _fill(ET.SubElement(parent, "source"), local.value if local else "", segment.tags, codes)
    if corporate is not None:
        _fill(ET.SubElement(parent, "target", target), corporate.value, segment.tags, codes)


def _fill(element: ET.Element, text: str, tags: Sequence[str], codes: tuple[str, str]) -> None:
    """Write a text with its placeables as codes, or as they are if they do not nest."""
    if not nests(text, tags):
        element.text = text
        return
    first, *rest = PLACEABLE.split(text)
    _append(element, first)
    stack = [element]
    for closing, number, empty, following in zip(*[iter(rest)] * 4, strict=True):
        if not is_code(number, tags):
            _append(stack[-1], f"{{{closing}{number}{empty}}}")
        elif closing:
            stack.pop()
        else:
            code = ET.SubElement(stack[-1], codes[bool(empty)], {"id": number})
            if not empty:
                stack.append(code)
        _append(stack[-1], following)


def _append(element: ET.Element, text: str) -> None:
    """Put text at the end of an element, behind its last code."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _indent(element: ET.Element, depth: int = 1) -> None:
    """Break lines between elements, but never in a text."""
    if element.tag in ("source", "target", "note") or not len(element):
        return
    element.text = "\n" + " " * depth
    for child in element:
        _indent(child, depth + 1)
        child.tail = "\n" + " " * depth
    element[-1].tail = "\n" + " " * (depth - 1)


def _notes(segment: Segment) -> list[tuple[str, str]]:
    notes = []
    if segment.previous is not None and not _NOT_XML.search(segment.previous):
        notes.append(("previous-source", segment.previous))
    if segment.tags:
        notes.append(("placeables", " ".join(segment.tags)))
    return notes


def _parsed(xml: str) -> ET.Element:
    if len(xml) > _TOO_LONG:
        raise ParseError(xml[:60], f"XLIFF file of at most {_TOO_LONG} characters", "range")
    if re.search(r"<!(?:DOCTYPE|ENTITY)", xml, re.IGNORECASE):
        raise ParseError(xml[:60], "XLIFF file without a document type", "form")
    try:
        # No external entity and no expansion is possible without a document type. What the
        # declaration says of the encoding is past: the string is decoded already.
        return ET.fromstring(xml)  # noqa: S314
    except (ET.ParseError, UnicodeEncodeError) as error:
        raise ParseError(xml[:60], f"XML file ({error})", "form") from None


def _read_2(root: ET.Element, codes: _Codes) -> tuple[tuple[str, str], list[_Unit]]:
    namespace = root.tag.partition("}")[0] + "}"
    units = [
        _unit_2(unit, namespace, codes.get(unit.get("id", ""), ()))
        for unit in root.iter(f"{namespace}unit")
    ]
    return (_lang(root.get("srcLang")), _lang(root.get("trgLang"))), units


def _unit_2(unit: ET.Element, namespace: str, tags: Sequence[str]) -> _Unit:
    """Read a unit, whose text a tool may have cut into segments and blanks between them."""
    sources, targets, states, fps = [], [], [], []
    for part in unit:
        if part.tag not in (f"{namespace}segment", f"{namespace}ignorable"):
            continue
        source, target = part.find(f"{namespace}source"), part.find(f"{namespace}target")
        sources.append(_content(source, tags))
        if part.tag == f"{namespace}segment":
            states.append(part.get("state", "initial"))
            fps.append(part.get("subState", ""))
            targets.append(None if target is None else _content(target, tags))
        else:
            targets.append(_content(source if target is None else target, tags))
    order = ("initial", "translated", "reviewed", "final")
    state = min(states, key=order.index, default="initial") if set(states) <= set(order) else ""
    fp = next((fp.removeprefix(_PREFIX) for fp in fps if fp.startswith(_PREFIX)), "")
    whole = None if None in targets or not targets else "".join(t or "" for t in targets)
    return _Unit(unit.get("id", ""), "".join(sources), whole, state, fp)


def _read_1(root: ET.Element, codes: _Codes) -> tuple[tuple[str, str], list[_Unit]]:
    files = root.findall(f"{{{_NS1}}}file")
    langs = {(_lang(f.get("source-language")), _lang(f.get("target-language"))) for f in files}
    if len(langs) != 1:
        raise ParseError(str(sorted(langs)), "XLIFF file of two languages", "range")
    return langs.pop(), [
        _unit_1(unit, codes.get(unit.get("id", ""), ()))
        for unit in root.iter(f"{{{_NS1}}}trans-unit")
    ]


def _unit_1(unit: ET.Element, tags: Sequence[str]) -> _Unit:
    target = unit.find(f"{{{_NS1}}}target")
    state = target.get("state", "translated") if target is not None else "initial"
    state = _STATES_1.get(state, "translated")
    if unit.get("approved") == "yes" and state != "initial":
        state = "reviewed"
    notes = {note.get("from"): note.text or "" for note in unit.findall(f"{{{_NS1}}}note")}
    return _Unit(
        unit.get("id", ""),
        _content(unit.find(f"{{{_NS1}}}source"), tags),
        None if target is None else _content(target, tags),
        state,
        notes.get("crmi18n-source", ""),
    )


def _content(element: ET.Element | None, tags: Sequence[str]) -> str:
    return "" if element is None else "".join(_pieces(element, tags))


def _pieces(element: ET.Element, tags: Sequence[str]) -> Iterator[str]:
    """Give the text of an element, with codes of ours as placeables; a tool's own go through."""
    yield element.text or ""
    waiting: list[ET.Element | str] = [*reversed(element)]
    while waiting:  # no recursion: a hostile file nests as deep as it likes
        child = waiting.pop()
        if isinstance(child, str):
            yield child
            continue
        name, number = child.tag.partition("}")[2], child.get("id", "")
        ours = re.fullmatch("[1-9][0-9]{0,5}", number) is not None and is_code(number, tags)
        pair, single = ours and name in ("pc", "g"), ours and name in ("ph", "x")
        yield f"{{{number}}}" if pair else f"{{{number}/}}" if single else ""
        yield child.text or ""
        closing = f"{{/{number}}}" if pair else ""
        waiting += [f"{closing}{child.tail or ''}", *reversed(child)]


def _lang(tag: str | None) -> str:
    return canonical_language(tag) if tag else ""
