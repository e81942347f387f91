"""Postal addresses of payments: ``PostalAddress24`` and ``PostalAddress27`` of ISO 20022.

From November 2026 payment systems take an address structured (no ``AdrLine``) or hybrid (town
and country apart, the rest in ``AdrLine``); both need ``TwnNm`` and ``Ctry``. Elements
and lengths are the schemas' (24: pain.001.001.09; 27: pain.001.001.13). The guideline of payments
across borders (CBPR+) allows two lines of 70, which do not repeat what stands in an element. The
characters are SWIFT's set X.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, Literal, get_args

from crmi18n.address.country import country as rules_of, require_country
from crmi18n.address.export import (
    Export,
    area_name,
    not_carried,
    other_texts,
    read_locality,
    town,
    with_sorting_code,
)
from crmi18n.address.model import Address, AddressText
from crmi18n.address.street import join_street, post_box, split_street
from crmi18n.address.version import choose
from crmi18n.address.words import key, to_ascii
from crmi18n.errors import ParseError
from crmi18n.findings import Finding, Severity

__all__ = ["from_iso20022", "to_iso20022"]

Mode = Literal["structured", "hybrid"]

# Element to its greatest length, in the order of the schema.
_ELEMENTS: Final[Mapping[int, Mapping[str, int]]] = {
    24: {
        "Dept": 70, "SubDept": 70, "StrtNm": 70, "BldgNb": 16, "BldgNm": 35, "Flr": 70,
        "PstBx": 16, "Room": 70, "PstCd": 16, "TwnNm": 35, "TwnLctnNm": 35, "DstrctNm": 35,
        "CtrySubDvsn": 35, "Ctry": 2, "AdrLine": 70,
    },
    27: {
        "CareOf": 140, "Dept": 70, "SubDept": 70, "StrtNm": 140, "BldgNb": 16, "BldgNm": 140,
        "Flr": 70, "UnitNb": 16, "PstBx": 16, "Room": 70, "PstCd": 16, "TwnNm": 140,
        "TwnLctnNm": 140, "DstrctNm": 140, "CtrySubDvsn": 35, "Ctry": 2, "AdrLine": 70,
    },
}  # fmt: skip
_MOST_LINES: Final = 7  # of AdrLine in the schema
_MOST_ABROAD: Final = 2  # of CBPR+
_OF_THE_PARTY: Final = ("recipient", "organization")
_NOT_IN_X: Final = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]")
_CARE_OF: Final = re.compile(r"(?:c/o|℅|z\. ?hd\.|p\. ?a\.)\s*", re.IGNORECASE)
# Words that tell what a further line holds.
_FLOOR: Final = re.compile(
    r"\b(?:floor|fl\.|stock|etage|étage|og|eg|piso|piano|verdieping|kat|piętro)\b|^\d+F$",
    re.IGNORECASE,
)
_ROOM: Final = re.compile(
    r"\b(?:room|rm\.?|suite|ste\.?|zimmer|raum|apt\.?|apartment|flat|unit|bureau|sala|kamer)\b|#",
    re.IGNORECASE,
)


def to_iso20022(
    a: Address,
    *,
    variant: Literal[24, 27] = 27,
    mode: Mode = "structured",
    charset: Literal["swift", "unicode"] = "swift",
) -> Export:
    """Return an address as an element of a payment message, in the order of the schema.

    Nothing is cut: what is too long stays whole, with an error that says so. Recipient and
    organization are the ``Nm`` of the party and no part of its address; the findings name them.

    Args:
        a: the address; its text in Latin letters is used where there is one.
        variant: 24 or 27, the version of the element.
        mode: ``structured``: every part in its own element; ``hybrid``: the lines in
            ``AdrLine``.
        charset: ``swift`` writes letters that SWIFT's set X lacks in those it has.

    Raises:
        TypeError: ``a`` is no address.
        ParseError: ``variant``, ``mode`` or ``charset`` is none of its kind.

    >>> hall = Address.of("DE", lang="de", lines=["Hauptstraße 5"], postal_code="50667",
    ...     locality="Köln")
    >>> to_iso20022(hall).data
    {'StrtNm': 'Hauptstrasse', 'BldgNb': '5', 'PstCd': '50667', 'TwnNm': 'Koeln', 'Ctry': 'DE'}
    """
    if not isinstance(a, Address):
        raise TypeError(f"an Address is expected, not {type(a).__name__}")
    if variant not in _ELEMENTS or mode not in get_args(Mode):
        raise ParseError(
            f"{variant}, {mode}", "PostalAddress24 or 27, structured or hybrid", "unknown"
        )
    if charset not in ("swift", "unicode"):
        raise ParseError(charset, "set of characters (swift, unicode)", "unknown")
    lengths = _ELEMENTS[variant]
    rules = rules_of(a.country)
    lang, text, _ = choose(a, latin=True)
    findings = other_texts(a, lang, text, "an address of ISO 20022")
    area = area_name(a, rules, text)
    lines = (
        {"AdrLine": list(text.lines)}
        if mode == "hybrid"
        else _structured(text, rules.code, lengths, f"texts.{lang}", findings)
    )
    found: dict[str, Any] = lines | {
        "PstCd": rules.postal_code(a.postal_code) or a.postal_code,
        "TwnNm": with_sorting_code(town(rules, text, area), a.sorting_code),
        "TwnLctnNm": text.dependent_locality,  # within the town; DstrctNm is within the region
        "CtrySubDvsn": area,
        "Ctry": a.country,
    }
    if not found["TwnNm"]:
        message = "ISO 20022 needs the town (TwnNm)"
        findings.append(Finding("address.locality.missing", "error", message, "TwnNm"))
    for part in _OF_THE_PARTY:
        if value := getattr(text, part):
            message = "it is the name (Nm) of the party, which stands beside the address"
            where = f"texts.{lang}.{part}"
            findings.append(Finding("address.not_carried", "info", message, where, value))
    data = {name: found[name] for name in lengths if found.get(name)}
    if charset == "swift":
        language = lang if lang != "und" else a.country
        data = {name: _written(value, language, name, findings) for name, value in data.items()}
    _measure(data, lengths, findings)
    _note_repeated(data, findings)
    return Export(data, tuple(findings))


def _structured(
    text: AddressText,
    country: str,
    lengths: Mapping[str, int],
    path: str,
    findings: list[Finding],
) -> dict[str, Any]:
    """Return the lines, each in the element that it says it is."""
    found: dict[str, Any] = {}
    for i, line in enumerate(text.lines):
        if not _put(found, line, country, lengths):
            findings.append(
                not_carried("a structured address of ISO 20022", f"{path}.lines[{i}]", line)
            )
    return found


def _put(found: dict[str, Any], line: str, country: str, lengths: Mapping[str, int]) -> bool:
    """Put a line into the first free element that fits it; False: there is none."""
    if match := _CARE_OF.match(line):
        if "CareOf" not in lengths:
            return False
        return _put_first(found, line[match.end() :], "CareOf")
    if box := post_box(line):
        return _put_first(found, box, "PstBx")
    if "StrtNm" not in found and (street := split_street(line, country=country)):
        whole = found | {"StrtNm": street.name, "BldgNb": street.number}
        if street.rest and not _put(whole, street.rest, country, lengths):
            return False
        found |= whole
        return True
    for name, pattern in (("Flr", _FLOOR), ("Room", _ROOM)):
        if name not in found and pattern.search(line):
            found[name] = line
            return True
    return _put_first(found, line, "StrtNm", "BldgNm")


def _put_first(found: dict[str, Any], value: str, *names: str) -> bool:
    """Put a value into the first of the elements that is free; False: there is none."""
    name = next((name for name in names if name not in found), None)
    if name is None:
        return False
    found[name] = value
    return True


def _written(value: Any, lang: str, name: str, findings: list[Finding]) -> Any:
    """Return a value in the characters of SWIFT's set X."""
    if isinstance(value, list):
        return [_written(line, lang, name, findings) for line in value]
    written = to_ascii(value, lang)
    if beyond := sorted(set(_NOT_IN_X.findall(written))):
        message = f"SWIFT's set of characters lacks {' '.join(beyond)}"
        findings.append(Finding("address.characters", "error", message, name, value))
    elif written != value:
        message = f"written as {written!r} in SWIFT's set of characters"
        findings.append(Finding("address.romanised", "info", message, name, value))
    return written


def _measure(data: Mapping[str, Any], lengths: Mapping[str, int], findings: list[Finding]) -> None:
    for name, value in data.items():
        for line in value if isinstance(value, list) else [value]:
            if len(line) > lengths[name]:
                message = f"{len(line)} characters, {name} holds {lengths[name]}"
                findings.append(Finding("address.too_long", "error", message, name, line))
    lines = data.get("AdrLine", ())
    if len(lines) > _MOST_ABROAD:
        message = f"{len(lines)} lines, payments across borders take {_MOST_ABROAD}"
        severity: Severity = "warning"
        if len(lines) > _MOST_LINES:
            message, severity = f"{len(lines)} lines, AdrLine has at most {_MOST_LINES}", "error"
        findings.append(
            Finding("address.too_long", severity, message, "AdrLine", " / ".join(lines))
        )


def _note_repeated(data: Mapping[str, Any], findings: list[Finding]) -> None:
    """Note the elements whose whole value a line says again."""
    for line in data.get("AdrLine", ()):
        words = f" {key(line)} "
        for name, value in data.items():
            if name not in ("AdrLine", "Ctry") and f" {key(value)} " in words:
                message = f"{line!r} says it again, which payments across borders refuse"
                findings.append(Finding("address.repeated", "warning", message, name, value))


def from_iso20022(data: Mapping[str, Any], *, lang: str = "und") -> Address:
    """Return the address of a payment message's element, whichever of its parts are there.

    Raises:
        TypeError: ``data`` is no mapping of strings, and lists of them.
        UnknownCountryError: ``Ctry`` is missing or no country.
        ParseError: there is an element that is none of the two versions.

    >>> from_iso20022({"StrtNm": "Hauptstrasse", "BldgNb": "5", "TwnNm": "Koeln",
    ...     "Ctry": "DE"}).texts["und"].lines
    ('Hauptstrasse 5',)
    """
    if not isinstance(data, Mapping):
        raise TypeError(f"a mapping of elements is expected, not {type(data).__name__}")
    known = {*_ELEMENTS[24], *_ELEMENTS[27], "AdrTp"}
    if unknown := [str(name) for name in data if name not in known]:
        raise ParseError(unknown[0], "element of PostalAddress24 or 27", "unknown")
    for name, value in data.items():
        wanted: type = list if name == "AdrLine" else str
        if not isinstance(value, wanted):
            raise TypeError(f"{name} is a {wanted.__name__}, not {type(value).__name__}")
    country = require_country(data.get("Ctry", ""))
    rules = rules_of(country)
    locality, sorting_code = read_locality(data.get("TwnNm", ""))
    region = data.get("CtrySubDvsn", "")
    area = rules.area(region) if region else None
    text = AddressText(
        lines=tuple(_lines(data, country)),
        dependent_locality=", ".join(
            filter(None, (data.get("DstrctNm", ""), data.get("TwnLctnNm", "")))
        ),
        locality=locality,
        administrative_area=region,
    )
    return Address(
        country,
        area=(area.code or None) if area else None,
        postal_code=data.get("PstCd", ""),
        sorting_code=sorting_code,
        texts={lang: text},
    )


def _lines(data: Mapping[str, Any], country: str) -> list[str]:
    """Return the lines of an address from its elements, from the person to the street."""
    care_of = data.get("CareOf", "")
    box = data.get("PstBx", "")
    lines = [
        f"c/o {care_of}" if care_of else "",
        data.get("Dept", ""),
        data.get("SubDept", ""),
        join_street(data.get("StrtNm", ""), data.get("BldgNb", ""), country=country),
        data.get("BldgNm", ""),
        data.get("Flr", ""),
        data.get("UnitNb", ""),
        data.get("Room", ""),
        box if post_box(box) is not None else f"PO Box {box}" if box else "",
        *data.get("AdrLine", ()),
    ]
    return [line for line in lines if line]
