"""Addresses as linked data: ``PostalAddress`` of schema.org, in JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from crmi18n.address.country import country as rules_of
from crmi18n.address.export import (
    Export,
    area_name,
    other_texts,
    read_locality,
    text_at,
    with_sorting_code,
)
from crmi18n.address.model import Address, AddressText
from crmi18n.address.street import post_box
from crmi18n.address.territory import find_country
from crmi18n.address.version import choose
from crmi18n.errors import ParseError
from crmi18n.findings import Finding

__all__ = ["from_schema_org", "to_schema_org"]

_TYPE: Final = "PostalAddress"


def to_schema_org(a: Address, *, version: Literal["local", "latin"] = "local") -> Export:
    """Return one text of an address as JSON-LD.

    schema.org has one text for an address: what only the others say, and that they are there, is
    in the findings.

    Args:
        a: the address.
        version: the place's own text, or the one in Latin letters.

    Raises:
        TypeError: ``a`` is no address.

    >>> hall = Address.of("DE", lang="de", lines=["Hauptstraße 5"], locality="Köln")
    >>> to_schema_org(hall).data["addressLocality"]
    'Köln'
    """
    if not isinstance(a, Address):
        raise TypeError(f"an Address is expected, not {type(a).__name__}")
    rules = rules_of(a.country)
    lang, text, _ = choose(a, latin=version == "latin")
    boxes = [line for line in text.lines if post_box(line) is not None]
    streets = [line for line in text.lines if line not in boxes]
    data = {
        "@context": "https://schema.org",
        "@type": _TYPE,
        "name": "\n".join(filter(None, (text.recipient, text.organization))),
        "streetAddress": "\n".join(streets),
        "postOfficeBoxNumber": "\n".join(boxes),
        "extendedAddress": text.dependent_locality,
        "addressLocality": with_sorting_code(text.locality, a.sorting_code),
        "addressRegion": area_name(a, rules, text),
        "postalCode": a.postal_code,
        "addressCountry": a.country,
    }
    findings = other_texts(a, lang, text, "schema.org")
    if text.organization and not text.recipient:
        message = "schema.org does not tell an organization from a person: it is read as a person"
        where = f"texts.{lang}.organization"
        findings.append(Finding("address.not_carried", "info", message, where, text.organization))
    return Export({name: value for name, value in data.items() if value}, tuple(findings))


def from_schema_org(data: Mapping[str, Any], *, lang: str = "und") -> Address:
    """Return the address of a ``PostalAddress``; its country is a code, a name or a ``Country``.

    Raises:
        TypeError: ``data`` is no mapping of strings.
        ParseError: it is no ``PostalAddress``.
        UnknownCountryError: the country is missing, unknown or ambiguous.

    >>> from_schema_org({"@type": "PostalAddress", "addressLocality": "Köln",
    ...     "addressCountry": "Germany"}).country
    'DE'
    """
    if not isinstance(data, Mapping):
        raise TypeError(f"a mapping is expected, not {type(data).__name__}")
    if data.get("@type") != _TYPE:
        raise ParseError(str(data.get("@type")), "PostalAddress of schema.org", "unknown")
    named = data.get("addressCountry", "")
    country = find_country(text_at(named, "name") if isinstance(named, Mapping) else named)
    locality, sorting_code = read_locality(text_at(data, "addressLocality"))
    region = text_at(data, "addressRegion")
    area = rules_of(country).area(region) if region else None
    recipient, _, organization = text_at(data, "name").partition("\n")
    boxes = text_at(data, "postOfficeBoxNumber").split("\n")
    text = AddressText(
        recipient=recipient,
        organization=organization,
        lines=(
            *text_at(data, "streetAddress").split("\n"),
            *(box if post_box(box) is not None else f"PO Box {box}" for box in boxes if box),
        ),
        dependent_locality=text_at(data, "extendedAddress"),
        locality=locality,
        administrative_area=region,
    )
    return Address(
        country,
        area=(area.code or None) if area else None,
        postal_code=text_at(data, "postalCode"),
        sorting_code=sorting_code,
        texts={lang: text},
    )
