"""Smaller ways out and in: JSON-LD language maps, vCard, TMX, and four plain columns.

What a format has no place for is told as findings (``text.export_loss``).
Sources: JSON-LD 1.1 (language maps), RFC 6350 (ALTID, LANGUAGE), TMX 1.4b.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from xml.etree import ElementTree as ET

from crmi18n.cldr import LocaleLike
from crmi18n.errors import MissingTextError, ParseError
from crmi18n.findings import Finding
from crmi18n.text.document import DualDocument
from crmi18n.text.dual import DualText
from crmi18n.text.localized import LocalizedText
from crmi18n.text.value import canonical_language, utc
from crmi18n.text.xliff import require_xml

__all__ = [
    "from_columns",
    "from_language_map",
    "from_vcard",
    "to_columns",
    "to_language_map",
    "to_tmx",
    "to_vcard",
]

_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_VCARD_NAME: Final = re.compile(r"[A-Z][A-Z0-9-]{0,40}")
_VCARD_LINE: Final = re.compile(
    r"(?:[\w-]+\.)?(?P<name>[\w-]+)"
    r"(?P<params>(?:;(?:[^:;\"]|\"[^\"]*\")*)*):(?P<value>.*)"
)
_VCARD_PARAM: Final = re.compile(r";(?P<name>[\w-]+)=(?P<value>(?:[^:;\"]|\"[^\"]*\")*)")
_LINE_END: Final = re.compile("\r\n?")
_ESCAPES: Final = {"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"}
_SETTLED: Final = frozenset({"original", "reviewed"})


def to_language_map(text: LocalizedText) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Return language to text, as JSON-LD has it, and what it does not say.

    >>> to_language_map(LocalizedText.of("Vertrag", lang="de"))
    ({'de': 'Vertrag'}, ())
    """
    return {version.lang: version.text.value for version in text.versions}, _losses(text)


def from_language_map(data: Mapping[str, str], *, original: LocaleLike) -> LocalizedText:
    """Read a language map; every version is an imported draft.

    Raises:
        ParseError: it is none.
        MissingTextError: it has no text in the original's language.
    """
    if "$" in data:
        raise ParseError(json.dumps(dict(data), default=str), "language map", "form")
    return LocalizedText.from_dict(data, original=original)


def to_vcard(
    name: str, text: LocalizedText, *, altid: str = "1"
) -> tuple[str, tuple[Finding, ...]]:
    r"""Return one vCard property in each language, and what it does not say.

    Lines are not folded; whoever writes the card folds them all (RFC 6350, section 3.2).

    Raises:
        ParseError: the property's name is none.

    >>> print(to_vcard("TITLE", LocalizedText.of("Leiter, Einkauf", lang="de"))[0])
    TITLE;ALTID=1;LANGUAGE=de:Leiter\, Einkauf
    """
    if not _VCARD_NAME.fullmatch(name) or not altid.isalnum():
        raise ParseError(f"{name};ALTID={altid}", "vCard property (RFC 6350)", "form")
    lines = (
        f"{name};ALTID={altid};LANGUAGE={v.lang}:"
        + re.sub(r"[\\,;\n]", lambda char: _ESCAPES[char[0]], _LINE_END.sub("\n", v.text.value))
        for v in text.versions
    )
    return "\r\n".join(lines), _losses(text)


def from_vcard(lines: Iterable[str], name: str, *, original: LocaleLike) -> LocalizedText:
    """Read the alternatives of one property; a line without a language is the original's.

    Folded lines are unfolded: one that begins with a blank goes on with the line before.

    Raises:
        ParseError: two lines are in one language.
        MissingTextError: there is no such property in the original's language.
    """
    found: dict[str, str] = {}
    source = canonical_language(original)
    for line in _unfolded(lines):
        match = _VCARD_LINE.fullmatch(line)
        if match is None or match["name"].upper() != name.upper():
            continue
        params = {p["name"].upper(): p["value"] for p in _VCARD_PARAM.finditer(match["params"])}
        lang = canonical_language(params.get("LANGUAGE", source).strip('"'))
        if lang in found:
            raise ParseError(line, f"property {name} with one line in {lang}", "ambiguous")
        found[lang] = re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], match["value"])
    if source not in found:
        raise MissingTextError(source, found)
    return LocalizedText.from_dict(found, original=source)


def _unfolded(lines: Iterable[str]) -> list[str]:
    """Return the lines of a card as they were before they were folded (RFC 6350, 3.2)."""
    whole: list[str] = []
    for line in lines:
        text = line.rstrip("\r\n")
        if whole and text[:1] in (" ", "\t"):
            whole[-1] += text[1:]
        else:
            whole.append(text)
    return whole


def to_tmx(documents: Iterable[DualDocument | DualText], *, at: datetime | None = None) -> str:
    """Return confirmed pairs as a translation memory (TMX 1.4b).

    Args:
        documents: whatever is in two languages; only what is ``aligned`` is written.
        at: when the file is made, an aware time; None: it does not say.

    Raises:
        ParseError: a text has control characters, for which XML has no place.
        TimeKindError: ``at`` is naive.
    """
    root = ET.Element("tmx", {"version": "1.4"})
    header = {
        "creationtool": "crmi18n",
        "creationtoolversion": "1",
        "segtype": "paragraph",
        "o-tmf": "crmi18n",
        "adminlang": "en",
        "srclang": "*all*",
        "datatype": "plaintext",
    }
    if at is not None:
        header["creationdate"] = utc(at).strftime("%Y%m%dT%H%M%SZ")
    ET.SubElement(root, "header", header)
    body = ET.SubElement(root, "body")
    for document in documents:
        pairs = [document] if isinstance(document, DualText) else [s.text for s in document]
        for pair in pairs:
            if pair.pair_status == "aligned" and pair.local_lang != pair.corporate_lang:
                unit = ET.SubElement(body, "tu")
                for text in (pair.local, pair.corporate):
                    if text is not None:
                        require_xml(text.value)
                        variant = ET.SubElement(unit, "tuv", {_XML_LANG: text.lang})
                        ET.SubElement(variant, "seg").text = text.value
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def to_columns(text: DualText, field: str) -> dict[str, str | None]:
    """Return a text as four plain columns, for reports that know nothing of JSON.

    ``meta`` holds what the others do not, as JSON; another program may change a text column and
    leave it as it is: the status shows that.

    >>> columns = to_columns(DualText("Vertrag", local_lang="de"), "title")
    >>> columns["title_local"], columns["title_local_lang"], columns["title_corporate"]
    ('Vertrag', 'de', None)
    """
    form = text.to_dict()
    for lang in {text.local_lang, text.corporate_lang} & form["v"].keys():
        del form["v"][lang]["t"], form["v"][lang]["fp"], form["v"][lang]["n"]
    return {
        f"{field}_local": text.local.value if text.local else None,
        f"{field}_local_lang": text.local_lang,
        f"{field}_corporate": text.corporate.value if text.corporate else None,
        f"{field}_meta": json.dumps(form, ensure_ascii=False, separators=(",", ":")),
    }


def from_columns(
    row: Mapping[str, Any], field: str, *, corporate_lang: LocaleLike = "en"
) -> DualText | None:
    """Read what :func:`to_columns` wrote; None: there is no text at all.

    Args:
        row: column to value; a missing ``meta`` makes the two texts imports.
        field: the name before the columns' endings.
        corporate_lang: the corporate language, if ``meta`` does not tell.

    Raises:
        ParseError: ``meta`` has another form.
    """
    local, corporate = row[f"{field}_local"], row[f"{field}_corporate"]
    if local is None and corporate is None:
        return None
    local_lang = canonical_language(row[f"{field}_local_lang"])
    meta = row.get(f"{field}_meta")
    if not meta:
        return DualText(
            local, local_lang=local_lang, corporate=corporate, corporate_lang=corporate_lang
        )
    try:
        form = json.loads(meta)
        versions, corporate_tag = form["v"], form["corporate"]
        if form["local"] != local_lang:  # its column was changed: the text is in another one
            versions.pop(form["local"], None)
        for lang, value in ((local_lang, local), (corporate_tag, corporate)):
            if value is None:
                versions.pop(lang, None)
            else:
                versions[lang] = {**versions.get(lang, {}), "t": value}
        if form.get("src") not in versions:  # the original's column was emptied
            form["src"] = local_lang if local is not None else corporate_tag
        if form.get("prevails") not in versions:
            form.pop("prevails", None)
        form["local"] = local_lang
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ParseError(str(meta), f"meta column of {field}", "form") from None
    return DualText.from_dict(form)


def _losses(text: LocalizedText) -> tuple[Finding, ...]:
    """Return what a plain list of texts does not say."""
    lost: Sequence[tuple[str, str]] = [
        (lang, f"the state {state!r} of the text in {lang!r}")
        for lang, state in text.states.items()
        if state not in _SETTLED or state == "reviewed"
    ]
    if text.prevails is not None:
        lost = [*lost, (text.prevails, f"that {text.prevails!r} prevails")]
    return tuple(
        Finding("text.export_loss", "info", f"this form cannot say {what}", lang)
        for lang, what in lost
    )
