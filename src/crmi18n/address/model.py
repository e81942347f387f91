"""A postal address: one place, with its texts in the local script and in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, Final, final

from crmi18n.address.country import country as rules_of, require_country
from crmi18n.cldr import LocaleLike, LocaleTag, cleaned
from crmi18n.errors import ParseError
from crmi18n.plain import TEXT, has_form, optional, parts, reads_plain, string

__all__ = ["Address", "AddressText"]

_LONGEST: Final = 500
_MOST_LINES: Final = 20
_BREAK: Final = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_TEXT_FORM: Final = parts(
    {},
    {
        "recipient": TEXT,
        "organization": TEXT,
        "lines": {"type": "array", "items": TEXT},
        "dependent_locality": TEXT,
        "locality": TEXT,
        "administrative_area": TEXT,
    },
)
_AREA: Final = re.compile(r"(?:([A-Z]{2})-)?([A-Z0-9]{1,3})")


@final
@dataclass(frozen=True, slots=True)
class AddressText:
    """An address as it is written in one language and script.

    Texts are kept in NFC and without control characters; else they stay as they are.

    Args:
        recipient: the person, with the title or form of address that an envelope bears.
        organization: the company.
        lines: street and number, building, floor, post office box; what is below the place.
        dependent_locality: district, suburb, neighbourhood.
        locality: city, town, village.
        administrative_area: state, province, prefecture, emirate; its code or name.

    Raises:
        TypeError: a part is no string, or ``lines`` is one.
        ParseError: a part is longer than 500 characters, has half a character (a lone
            surrogate), or there are more than 20 lines.

    >>> AddressText(lines=["丸の内1-9-1"], locality="千代田区").lines
    ('丸の内1-9-1',)
    """

    recipient: str = ""
    organization: str = ""
    lines: tuple[str, ...] = ()
    dependent_locality: str = ""
    locality: str = ""
    administrative_area: str = ""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            read = _lines(value) if field.name == "lines" else _text(value, field.name)
            object.__setattr__(self, field.name, read)

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form, without what is empty."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: list(value) if name == "lines" else value
            for name, value in found.items()
            if value
        }


@final
@dataclass(frozen=True, slots=True, init=False)
class Address:
    """One place, however many languages it is written in.

    Args:
        country: ISO 3166-1 alpha-2.
        area: the state, province or prefecture as an ISO 3166-2 code; ``NY`` and ``US-NY`` are
            the same. None: only the texts name it.
        postal_code: the postal code, without a country's sign before it.
        sorting_code: what stands after the city for the post's own sorting, such as a CEDEX.
        texts: language (BCP 47) to text: ``{"ja": ..., "ja-Latn": ...}``; ``und`` where nobody
            knows. Where a country has several languages, the first is the place's own.

    Raises:
        TypeError: an argument has another type.
        UnknownCountryError: there is no such country; ``nearest`` says what may be meant.
        UnknownLocaleError: a language is not well formed.
        ParseError: ``area`` is no code of the country, a text is too long, or two are in one
            language.

    Attributes:
        versions: the texts with their languages, in the order given.

    >>> home = Address("DE", postal_code="50667", texts={"de": AddressText(locality="Köln")})
    >>> home.texts["de"].locality
    'Köln'
    """

    country: str
    area: str | None
    postal_code: str
    sorting_code: str
    versions: tuple[tuple[str, AddressText], ...]

    def __init__(
        self,
        country: str,
        *,
        area: str | None = None,
        postal_code: str = "",
        sorting_code: str = "",
        texts: Mapping[str, AddressText] | None = None,
    ) -> None:
        object.__setattr__(self, "country", require_country(country))
        object.__setattr__(self, "area", None if area is None else _area(area, country))
        object.__setattr__(self, "postal_code", _text(postal_code, "postal_code"))
        object.__setattr__(self, "sorting_code", _text(sorting_code, "sorting_code"))
        object.__setattr__(self, "versions", _versions({} if texts is None else texts))

    @classmethod
    def of(
        cls,
        country: str,
        *,
        lang: LocaleLike | None = None,
        recipient: str = "",
        organization: str = "",
        lines: Iterable[str] = (),
        dependent_locality: str = "",
        locality: str = "",
        administrative_area: str = "",
        postal_code: str = "",
        sorting_code: str = "",
    ) -> Address:
        """Return an address that is written in one language; None: nobody says which.

        ``administrative_area`` is a code or a name; where it is known, ``area`` is its code.
        Raises as the class does.

        >>> Address.of("US", locality="Buffalo", administrative_area="New York").area
        'US-NY'
        """
        text = AddressText(
            recipient,
            organization,
            lines if isinstance(lines, tuple) else _lines(lines),
            dependent_locality,
            locality,
            administrative_area,
        )
        known = rules_of(require_country(country)).area(text.administrative_area)
        return cls(
            country,
            area=known.code or None if known else None,
            postal_code=postal_code,
            sorting_code=sorting_code,
            texts={str(LocaleTag.parse("und" if lang is None else lang)): text},
        )

    @property
    def texts(self) -> Mapping[str, AddressText]:
        """The texts by their language."""
        return MappingProxyType(dict(self.versions))

    def with_text(self, lang: LocaleLike, text: AddressText) -> Address:
        """Return the address with a text in one more language, or with another one in it."""
        return Address(
            self.country,
            area=self.area,
            postal_code=self.postal_code,
            sorting_code=self.sorting_code,
            texts={**self.texts, str(LocaleTag.parse(lang)): text},
        )

    __get_pydantic_core_schema__ = has_form(
        parts(
            {"country": string("[A-Z]{2}")},
            {
                "area": optional(TEXT),
                "postal_code": TEXT,
                "sorting_code": TEXT,
                "texts": {"type": "object", "additionalProperties": _TEXT_FORM},
            },
        )
    )

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form, without what is empty."""
        codes = {
            "country": self.country,
            "area": self.area,
            "postal_code": self.postal_code,
            "sorting_code": self.sorting_code,
        }
        texts = {lang: text.to_dict() for lang, text in self.versions}
        return {name: code for name, code in codes.items() if code} | {"texts": texts}

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> Address:
        """Read what :meth:`to_dict` wrote; raises as the class does.

        >>> Address.from_dict({"country": "CH", "texts": {"de": {"locality": "Bern"}}}).country
        'CH'
        """
        rest = dict(_mapping(data, "an address"))
        texts = _mapping(rest.pop("texts", {}), "texts")
        return cls(
            rest.pop("country", ""),
            **rest,
            texts={lang: AddressText(**text) for lang, text in texts.items()},
        )


def _mapping(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise TypeError(f"{name}: a mapping is expected, not {type(value).__name__}")
    return value


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} is a string, not {type(value).__name__}")
    if len(value) > _LONGEST:
        raise ParseError(value, f"{name} of at most {_LONGEST} characters", "range")
    if value.isascii() and value.isprintable():
        return value.strip()
    return cleaned(value, name).strip()


def _lines(value: object) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise TypeError(f"lines are several strings, not {type(value).__name__}")
    found: list[str] = []
    for line in value:
        whole = _BREAK.split(line) if isinstance(line, str) else [line]
        found += filter(None, (_text(part, "a line") for part in whole))
        if len(found) > _MOST_LINES:
            raise ParseError(found[-1], f"line: an address has at most {_MOST_LINES}", "range")
    return tuple(found)


def _area(code: str, country: str) -> str:
    if not isinstance(code, str):
        raise TypeError(f"an area is a string, not {type(code).__name__}")
    match = _AREA.fullmatch(code)
    if match is None or match[1] not in (None, country):
        raise ParseError(code, f"ISO 3166-2 code of {country}, such as {country}-XX", "form")
    return f"{country}-{match[2]}"


def _versions(texts: Mapping[str, AddressText]) -> tuple[tuple[str, AddressText], ...]:
    found: dict[str, AddressText] = {}
    for lang, text in _mapping(texts, "texts").items():
        tag = str(LocaleTag.parse(lang))
        if not isinstance(text, AddressText):
            raise TypeError(f"the text in {tag} is an AddressText, not {type(text).__name__}")
        if tag in found:
            raise ParseError(tag, "set of texts with one for each language", "ambiguous")
        found[tag] = text
    return tuple(found.items())
