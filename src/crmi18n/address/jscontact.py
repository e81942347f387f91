"""Addresses in JSContact (RFC 9553, 2.5.1): one object, and a patch for each further text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from crmi18n.address.country import country as rules_of
from crmi18n.address.export import Export, area_name, read_locality, text_at, with_sorting_code
from crmi18n.address.format import format_address
from crmi18n.address.model import Address, AddressText
from crmi18n.address.street import post_box, split_street
from crmi18n.address.territory import find_country
from crmi18n.address.version import choose
from crmi18n.errors import ParseError
from crmi18n.findings import Finding

__all__ = ["from_jscontact", "to_jscontact"]

_ID: Final = "a1"
_PATH: Final = f"addresses/{_ID}"
_PLACES: Final = {
    "district": "dependent_locality",
    "locality": "locality",
    "region": "administrative_area",
}
_NOT_OF_THE_LINES: Final = frozenset((*_PLACES, "postcode", "country"))


def to_jscontact(a: Address) -> Export:
    r"""Return the ``addresses``, ``language`` and ``localizations`` of a card.

    Recipient and organization belong in the card's ``name`` and ``organizations``; ``full``, the
    whole label, has them too.

    Raises:
        TypeError: ``a`` is no address.

    >>> hall = Address.of("DE", lang="de", lines=["Hauptstraße 5"], locality="Köln")
    >>> to_jscontact(hall).data["addresses"]["a1"]["full"]
    'Hauptstraße 5\nKöln'
    """
    if not isinstance(a, Address):
        raise TypeError(f"an Address is expected, not {type(a).__name__}")
    findings: list[Finding] = []
    main, text, _ = choose(a, latin=False)
    data: dict[str, Any] = {
        "language": main,
        "addresses": {_ID: _object(a, main, text, findings)},
    }
    others = {
        lang: {_PATH: _object(a, lang, version, findings)}
        for lang, version in a.versions
        if lang != main
    }
    return Export(data | ({"localizations": others} if others else {}), tuple(findings))


def _object(a: Address, lang: str, text: AddressText, findings: list[Finding]) -> dict[str, Any]:
    for part in ("recipient", "organization"):
        if value := getattr(text, part):
            message = "it belongs in name or organizations of the card; full has it too"
            where = f"texts.{lang}.{part}"
            findings.append(Finding("address.not_carried", "info", message, where, value))
    rules = rules_of(a.country)
    alone = Address(
        a.country,
        area=a.area,
        postal_code=a.postal_code,
        sorting_code=a.sorting_code,
        texts={lang: text},
    )
    components = [
        *_street(text, a.country),
        ("district", text.dependent_locality),
        ("locality", with_sorting_code(text.locality, a.sorting_code)),
        ("region", area_name(a, rules, text)),
        ("postcode", a.postal_code),
    ]
    return {
        "@type": "Address",
        "components": [{"kind": kind, "value": value} for kind, value in components if value],
        "countryCode": a.country.lower(),
        "full": str(format_address(alone, origin=a.country)),
    }


def _street(text: AddressText, country: str) -> Iterator[tuple[str, str]]:
    """Yield the components of the lines; a line begins behind a separator that is a line break."""
    for i, line in enumerate(text.lines):
        if i:
            yield "separator", "\n"
        street = split_street(line, country=country)
        if post_box(line) is not None:
            yield "postOfficeBox", line
        elif street and line == f"{street.name} {street.number}":
            yield from (("name", street.name), ("number", street.number))
        elif street and line == f"{street.number} {street.name}":
            yield from (("number", street.number), ("name", street.name))
        else:
            yield "name", line


def from_jscontact(card: Mapping[str, Any], *, address: str | None = None) -> Address:
    """Return one address of a card, with its texts in every language of the card.

    Where an address has no components, the lines are those of ``full``.

    Args:
        card: the card, or what :func:`to_jscontact` returned.
        address: the id of the address; None: the only one.

    Raises:
        TypeError: ``card`` is no mapping.
        ParseError: it has no such address, or several and ``address`` is None; or a
            localization changes what is not there.
        UnknownCountryError: the address names no country, or an unknown one.
    """
    if not isinstance(card, Mapping):
        raise TypeError(f"a mapping is expected, not {type(card).__name__}")
    addresses = _mapping(card, "addresses")
    if address is None and len(addresses) == 1:
        address = next(iter(addresses))
    if address is None or address not in addresses:
        raise ParseError(str(address), f"id of an address ({', '.join(addresses)})", "unknown")
    main = addresses[address]
    versions = {text_at(card, "language") or "und": main}
    localizations = _mapping(card, "localizations")
    for lang in localizations:
        localized = _patched(addresses, _mapping(localizations, lang)).get(address)
        if localized is not None and localized is not main:
            versions[lang] = localized
    kinds = {lang: _components(found) for lang, found in versions.items()}
    values = next(iter(kinds.values()))
    country = find_country(text_at(main, "countryCode") or values.get("country", ""))
    sorting_code = read_locality(values.get("locality", ""))[1]
    region = values.get("region", "")
    area = rules_of(country).area(region) if region else None
    return Address(
        country,
        area=(area.code or None) if area else None,
        postal_code=values.get("postcode", ""),
        sorting_code=sorting_code,
        texts={lang: _text(found, kinds[lang]) for lang, found in versions.items()},
    )


def _patched(addresses: Mapping[str, Any], patch: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the addresses of a card as a localization changes them (RFC 9553, 1.4.4)."""
    card: Any = {"addresses": addresses}
    for pointer, value in patch.items():
        path = str(pointer).split("/")
        if path[0] == "addresses":
            card = _with(card, path, value)
    return _mapping(card, "addresses")


def _with(whole: Any, path: Sequence[str], value: Any) -> Any:
    """Return a copy of a JSON value with another one at a path; None: with nothing there."""
    if not path:
        return value
    step, rest = path[0].replace("~1", "/").replace("~0", "~"), path[1:]
    if isinstance(whole, list) and step.isdecimal() and int(step) < len(whole):
        at = int(step)
        return [*whole[:at], _with(whole[at], rest, value), *whole[at + 1 :]]
    if not isinstance(whole, Mapping) or (rest and step not in whole):
        raise ParseError("/".join(path), "path within the addresses of the card", "unknown")
    changed = {**whole, step: _with(whole.get(step), rest, value)}
    return {name: part for name, part in changed.items() if part is not None}


def _mapping(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = data.get(name, {})
    if not isinstance(found, Mapping):
        raise TypeError(f"{name} is an object, not {type(found).__name__}")
    return found


def _pairs(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield kind and value of each component."""
    if not isinstance(found, Mapping):
        raise TypeError(f"an address is an object, not {type(found).__name__}")
    for component in found.get("components", ()):
        if not isinstance(component, Mapping):
            raise TypeError(f"a component is an object, not {type(component).__name__}")
        yield text_at(component, "kind"), text_at(component, "value")


def _components(found: Mapping[str, Any]) -> dict[str, str]:
    kinds: dict[str, list[str]] = {}
    for kind, value in _pairs(found):
        kinds.setdefault(kind, []).append(value)
    return {kind: ", ".join(values) for kind, values in kinds.items()}


def _text(found: Mapping[str, Any], values: Mapping[str, str]) -> AddressText:
    places = {name: values.get(kind, "") for kind, name in _PLACES.items()}
    places["locality"] = read_locality(places["locality"])[0]
    lines: list[list[str]] = [[]]
    for kind, value in _pairs(found):
        if kind == "separator":
            lines += [[]] * ("\n" in value)
        elif kind not in _NOT_OF_THE_LINES:
            lines[-1].append(value)
    if "components" not in found:
        lines = [[line] for line in text_at(found, "full").split("\n")]
    return AddressText(lines=tuple(" ".join(line) for line in lines), **places)
