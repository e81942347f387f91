"""Addresses in vCard 4: one ADR for each text, joined by ALTID (RFC 6350, 6.3.1; RFC 9554, 2.1).

The country's code stands in CC (RFC 8605), the whole label in LABEL, so that nothing is lost to
a reader who knows neither the fields nor the country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from crmi18n.address.country import country as rules_of
from crmi18n.address.export import Export, area_name, read_locality, with_sorting_code
from crmi18n.address.format import format_address
from crmi18n.address.model import Address, AddressText
from crmi18n.address.parse import parse_address
from crmi18n.address.street import join_street, post_box, split_street
from crmi18n.address.territory import find_country
from crmi18n.address.version import is_romanised
from crmi18n.address.words import key
from crmi18n.cldr import LocaleTag, display_name
from crmi18n.errors import ParseError, UnknownCodeError
from crmi18n.findings import Finding

__all__ = ["from_vcard", "to_vcard"]

_COMPONENTS: Final = (
    "post_box", "extended", "street", "locality", "region", "code", "country",
    "room", "apartment", "floor", "number", "street_name", "building", "block", "subdistrict",
    "district", "landmark", "direction",
)  # fmt: skip
_FINER: Final = (
    "extended", "building", "block", "floor", "apartment", "room", "subdistrict", "landmark",
    "direction",
)  # fmt: skip
_FOLD: Final = 75  # octets of a line (RFC 6350, 3.2)
_LONGEST: Final = 100_000
_PROPERTY: Final = re.compile(
    r"(?:[\w-]+\.)?ADR(?P<parameters>(?:;[\w-]+=(?:\"[^\"]*\"|[^;:\"])*)*):(?P<value>.*)",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"(?:[\w-]+\.)?ADR[;:]", re.IGNORECASE)
_PARAMETER: Final = re.compile(r";([\w-]+)=((?:\"[^\"]*\"|[^;:\"])*)")
_ALTID: Final = re.compile(r"[A-Za-z0-9-]+")
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
# A line break as RFC 6350 and as RFC 6868 write it in a parameter, and what the latter escapes.
_OF_LABEL: Final = {"\\n": "\n", "\\N": "\n", "^n": "\n", "^^": "^", "^'": '"'}
_LABEL: Final = re.compile("|".join(map(re.escape, _OF_LABEL)))


def to_vcard(a: Address, *, altid: str = "1") -> Export:
    r"""Return the ADR properties of an address; ``data["vcard"]`` is their text.

    Recipient and organization belong in FN and ORG of the card; LABEL has them too.

    Args:
        a: the address.
        altid: what joins the texts of this address, and tells it from others of the card.

    Raises:
        TypeError: ``a`` is no address.
        ParseError: ``altid`` has other signs than letters, digits and hyphens.

    >>> hall = Address.of("DE", lang="de", lines=["Markt 5"], locality="Köln")
    >>> to_vcard(hall).data["vcard"].replace("\r\n ", "").partition('":')[2].strip()
    ';;Markt 5;Köln;;;Deutschland;;;;5;Markt;;;;;;'
    """
    if not isinstance(a, Address):
        raise TypeError(f"an Address is expected, not {type(a).__name__}")
    if not _ALTID.fullmatch(altid):
        raise ParseError(altid, "ALTID (letters, digits, hyphens)", "form")
    findings: list[Finding] = []
    texts = a.versions or (("und", AddressText()),)
    lines = [_adr(a, lang, text, altid, findings) for lang, text in texts]
    return Export({"vcard": "".join(map(_folded, lines))}, tuple(findings))


def _adr(a: Address, lang: str, text: AddressText, altid: str, findings: list[Finding]) -> str:
    rules = rules_of(a.country)
    alone = Address(
        a.country,
        area=a.area,
        postal_code=a.postal_code,
        sorting_code=a.sorting_code,
        texts={lang: text},
    )
    label = format_address(alone, origin=a.country)
    streets = [split_street(line, country=a.country) for line in text.lines]
    street = streets[0] if len(streets) == 1 else None
    values = {
        "street": _list(text.lines),
        "locality": _escaped(with_sorting_code(text.locality, a.sorting_code)),
        "region": _escaped(area_name(a, rules, text)),
        "code": _escaped(a.postal_code),
        "country": _escaped(_country(a.country, lang)),
        "district": _escaped(text.dependent_locality),
    }
    if street and not street.rest:
        values |= {"number": _escaped(street.number), "street_name": _escaped(street.name)}
    for part in ("recipient", "organization"):
        if value := getattr(text, part):
            message = "it belongs in FN or ORG of the card; LABEL has it too"
            where = f"texts.{lang}.{part}"
            findings.append(Finding("address.not_carried", "info", message, where, value))
    language = f";LANGUAGE={lang}" if LocaleTag.parse(lang).language != "und" else ""
    parameters = f"ALTID={altid}{language};CC={a.country};LABEL={_quoted(label.lines)}"
    structured = ";".join(values.get(name, "") for name in _COMPONENTS)
    return f"ADR;{parameters}:{structured}"


def _country(code: str, lang: str) -> str:
    for locale in ("en",) if is_romanised(lang) else (lang, "en"):
        try:
            return display_name("territory", code, locale=locale)
        except UnknownCodeError:
            continue
    return code


def _escaped(text: str) -> str:
    return re.sub(r"([\\,;])", r"\\\1", text).replace("\n", "\\n")


def _list(values: tuple[str, ...]) -> str:
    return ",".join(map(_escaped, values))


def _quoted(lines: tuple[str, ...]) -> str:
    """Return a parameter's value: quotes and circumflexes as RFC 6868 has them."""
    text = "\\n".join(lines).replace("^", "^^").replace('"', "^'")
    return f'"{text}"'


def _folded(line: str) -> str:
    """Return a line folded at 75 octets, between characters, with its line breaks."""
    pieces: list[str] = []
    piece, room = "", _FOLD
    for char in line:
        size = len(char.encode())
        if size > room:
            pieces.append(piece)
            piece, room = " ", _FOLD - 1
        piece += char
        room -= size
    return "\r\n".join([*pieces, piece]) + "\r\n"


def from_vcard(text: str) -> list[Address]:
    """Return the addresses of a vCard: ADR properties of one ALTID are texts of one address.

    An ADR that has nothing but a LABEL is read as :func:`parse_address` reads it.

    Raises:
        TypeError: ``text`` is no string.
        ParseError: it is longer than 100,000 characters, has no ADR, or one that is not whole;
            or those of one ALTID have two places, or one language twice.
        UnknownCountryError: an address names no country, an unknown or an ambiguous one.

    >>> from_vcard("ADR;LANGUAGE=de:;;Hauptstraße 5;Köln;;50667;Deutschland")[0].postal_code
    '50667'
    """
    if not isinstance(text, str):
        raise TypeError(f"a vCard is a string, not {type(text).__name__}")
    if len(text) > _LONGEST:
        raise ParseError(text[:100], f"vCard of at most {_LONGEST} characters", "range")
    found: dict[object, Address] = {}
    for number, (parameters, values) in enumerate(_properties(text)):
        address = _address(parameters, values)
        same = parameters.get("ALTID", number)
        found[same] = _joined(found[same], address) if same in found else address
    if not found:
        raise ParseError(text, "vCard with an ADR", "empty")
    return list(found.values())


def _joined(first: Address, further: Address) -> Address:
    """Return an address with a text that another property of its ALTID has.

    Raises:
        ParseError: the two are no texts of one place, or in one language.
    """
    ((lang, text),) = further.versions
    codes = {"postal_code": first.postal_code, "sorting_code": first.sorting_code}
    for name, code in codes.items():
        other = getattr(further, name)
        if code and other and key(code) != key(other):
            raise ParseError(other, f"{name} beside {code}, for one ALTID", "ambiguous")
        codes[name] = code or other
    if further.country != first.country:
        message = f"country beside {first.country}, for one ALTID"
        raise ParseError(further.country, message, "ambiguous")
    if lang in first.texts:
        raise ParseError(lang, "language of one ADR for each ALTID", "ambiguous")
    area = first.area or further.area
    return Address(first.country, area=area, **codes, texts={**first.texts, lang: text})


class _Property(NamedTuple):
    parameters: dict[str, str]
    values: dict[str, list[str]]


def _properties(text: str) -> Iterator[_Property]:
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    for line in filter(_NAME.match, re.split(r"\r?\n", unfolded)):
        match = _PROPERTY.fullmatch(line)
        if match is None:
            raise ParseError(line, "ADR of a vCard (RFC 6350, 6.3.1)", "form")
        parameters = {
            name.upper(): value.strip('"')
            for name, value in _PARAMETER.findall(match["parameters"])
        }
        parts = [
            [_ESCAPE.sub(_unescaped, item) for item in _split(part, ",")]
            for part in _split(match["value"], ";")
        ]
        yield _Property(parameters, dict(zip(_COMPONENTS, parts, strict=False)))


def _split(text: str, sign: str) -> list[str]:
    """Split at each sign that no backslash precedes."""
    parts, start, escaped = [], 0, False
    for at, char in enumerate(text):
        if char == sign and not escaped:
            parts.append(text[start:at])
            start = at + 1
        escaped = char == "\\" and not escaped
    return [*parts, text[start:]]


def _unescaped(match: re.Match[str]) -> str:
    return "\n" if match[1] in "nN" else match[1]


def _unquoted(match: re.Match[str]) -> str:
    return _OF_LABEL[match[0]]


def _address(parameters: dict[str, str], values: dict[str, list[str]]) -> Address:
    def one(name: str) -> str:
        return ", ".join(filter(None, values.get(name, ())))

    country = find_country(parameters.get("CC") or one("country"))
    lang = parameters.get("LANGUAGE", "und")
    label = parameters.get("LABEL", "")
    if label.strip() and not any(map(one, values.keys() - {"country"})):
        return parse_address(_LABEL.sub(_unquoted, label), country=country, lang=lang).address
    locality, sorting_code = read_locality(one("locality"))
    area = rules_of(country).area(one("region")) if one("region") else None
    return Address(
        country,
        area=(area.code or None) if area else None,
        postal_code=one("code"),
        sorting_code=sorting_code,
        texts={
            lang: AddressText(
                lines=tuple(_lines(values, country)),
                dependent_locality=one("district"),
                locality=locality,
                administrative_area=one("region"),
            )
        },
    )


def _lines(values: dict[str, list[str]], country: str) -> Iterator[str]:
    """Yield the street's lines, and what only the finer parts say.

    RFC 9554 wants the street whole for old readers, and its parts beside it for new ones.
    """
    box = ", ".join(values.get("post_box", ()))
    if box:
        yield box if post_box(box) is not None else f"PO Box {box}"
    lines = list(filter(None, values.get("street", ())))
    name, number = (", ".join(values.get(part, ())) for part in ("street_name", "number"))
    if not lines:
        lines = [join_street(name, number, country=country)]
    yield from filter(None, lines)
    rest = _without("\n".join(lines), name, number)
    for part in _FINER:
        for value in filter(None, values.get(part, ())):
            shorter = _without(rest, value)
            if shorter == rest:
                yield value
            rest = shorter


def _without(text: str, *parts: str) -> str:
    """Return a text without one mention of each of its parts, as whole words."""
    for part in filter(None, parts):
        text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", "\n", text, count=1)
    return text
