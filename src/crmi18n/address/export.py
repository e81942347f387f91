"""What an address becomes in another system's form, and what that form cannot carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, final

from crmi18n.address.country import Area, Country
from crmi18n.address.model import Address, AddressText
from crmi18n.address.version import area_of, is_latin, not_said
from crmi18n.findings import Finding
from crmi18n.plain import reads_plain

__all__ = [
    "Export",
    "area_name",
    "not_carried",
    "other_texts",
    "read_locality",
    "text_at",
    "town",
    "with_sorting_code",
]

_CEDEX: Final = "CEDEX"


@final
@dataclass(frozen=True, slots=True)
class Export:
    """An address in another form.

    Attributes:
        data: the form, of plain JSON types; a vCard is its text under ``"vcard"``.
        findings: what the form cannot carry, or would not accept.
    """

    data: Mapping[str, Any] = field(hash=False)
    findings: tuple[Finding, ...] = ()

    @property
    def complete(self) -> bool:
        """Nothing is lost, and nothing is refused."""
        return not any(f.severity in ("error", "warning") for f in self.findings)

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "data": dict(self.data),
            "findings": [finding.to_dict() for finding in self.findings],
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> Export:
        """Read what :meth:`to_dict` wrote."""
        return cls(dict(data["data"]), tuple(map(Finding.from_dict, data["findings"])))


def not_carried(form: str, where: str, value: str) -> Finding:
    """Return the finding that a form has no place for a part."""
    message = f"{form} has no place for it"
    return Finding("address.not_carried", "warning", message, where, value)


def other_texts(a: Address, lang: str, text: AddressText, form: str) -> list[Finding]:
    """Return what a form that has one text leaves out of the others."""
    only_there = [
        not_carried(form, f"texts.{other}.{part}", value)
        for part, other, value in not_said(a, text)
        if part != "administrative_area"  # which the data fill in
    ]
    message = f"{form} has one text, the one in {lang!r}"
    others = [other for other, _ in a.versions if other != lang]
    return only_there + [
        Finding("address.not_carried", "info", message, f"texts.{other}", other)
        for other in others
    ]


def area_name(a: Address, rules: Country, text: AddressText) -> str:
    """Return the area as a text says it, else as the data write it in that text's script."""
    if text.administrative_area:
        return text.administrative_area
    area: Area | None = area_of(a, rules)
    if area is None:
        return ""
    lang = next((lang for lang, version in a.versions if version is text), "und")
    return area.written(lang, latin=is_latin(text))


def town(rules: Country, text: AddressText, area: str) -> str:
    """Return the town of an address; where addresses name none, what stands for it."""
    return text.locality or rules.city or ("" if "C" in rules.local.fields else area)


def with_sorting_code(locality: str, sorting_code: str) -> str:
    """Return a locality and the sorting code behind it, as the post prints them.

    >>> with_sorting_code("Paris", "CEDEX 02")
    'Paris CEDEX 02'
    """
    return f"{locality} {sorting_code}".strip()


def text_at(data: Mapping[str, Any], name: str) -> str:
    """Return a text of a form, empty where it is not there.

    Raises:
        TypeError: it is no string.
    """
    value = data.get(name, "")
    if not isinstance(value, str):
        raise TypeError(f"{name} is a string, not {type(value).__name__}")
    return value


def read_locality(text: str) -> tuple[str, str]:
    """Take a CEDEX off a locality: the way back.

    >>> read_locality("Paris CEDEX 02"), read_locality("Köln")
    (('Paris', 'CEDEX 02'), ('Köln', ''))
    """
    words = text.split(" ")
    at = next((i for i, word in enumerate(words) if word.upper() == _CEDEX), len(words))
    return " ".join(words[:at]), " ".join(words[at:])
