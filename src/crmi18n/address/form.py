"""What a form asks for an address: the country's own fields, in its order, in the user's language.

Order, kinds and requirements: Google's address data. Autocomplete tokens: HTML Living Standard,
"Autofill", 4.10.18.7.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, final

from crmi18n.address._i18naddress import localities
from crmi18n.address.country import Area, Country, country as rules_of
from crmi18n.address.layout import FIELDS, Layout
from crmi18n.address.words import is_mostly_latin, key
from crmi18n.cldr import LocaleLike, LocaleTag, official_languages, script_of
from crmi18n.errors import UnknownAreaError

__all__ = ["AddressForm", "Choice", "FormField", "address_form"]

_LABELS: Final = Path(__file__).with_name("data") / "form_labels.csv"
_LONGEST: Final = 500  # of a text; AddressText refuses more
_LONGEST_POSTAL_CODE: Final = 40  # with blanks and a country's sign, as people type it
_LINES: Final = 3  # that a form offers; an address may have more
_USUAL: Final = {"S": "province", "C": "city", "D": "suburb", "Z": "postal"}
_TOKENS: Final = {
    "N": "name",
    "O": "organization",
    "D": "address-level3",
    "C": "address-level2",
    "S": "address-level1",
    "Z": "postal-code",
    "X": "off",
}


@final
@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that a field takes.

    Attributes:
        value: what to store: an ISO 3166-2 code, or the local name where there is none.
        label: its name in the user's language.
        local: its name in the place's own script.
        latin: its name in Latin letters.
    """

    value: str
    label: str
    local: str
    latin: str


@final
@dataclass(frozen=True, slots=True)
class FormField:
    """One input.

    Attributes:
        name: where its value belongs: a part of :class:`AddressText` (``lines[0]`` is the first
            line), ``postal_code``, ``sorting_code``.
        label: what it is called there, in the user's language or in English.
        required: an address without it is not complete.
        choices: its values, by their labels; in another script than Latin in the order in which
            the country itself lists them. Empty: free text.
        example: a value, or empty.
        autocomplete: the token of HTML.
        max_length: how many characters it takes.
        input_mode: ``numeric`` or ``text``, the keyboard that a phone shows.
    """

    name: str
    label: str
    required: bool
    choices: tuple[Choice, ...]
    example: str
    autocomplete: str
    max_length: int
    input_mode: str


@final
@dataclass(frozen=True, slots=True)
class AddressForm:
    """The inputs of an address, row by row.

    Attributes:
        country: ISO 3166-1 alpha-2.
        rows: the rows; fields of one row stand side by side.
    """

    country: str
    rows: tuple[tuple[FormField, ...], ...]

    @property
    def fields(self) -> tuple[FormField, ...]:
        """The inputs in their order."""
        return tuple(field for row in self.rows for field in row)

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "country": self.country,
            "rows": [[_to_dict(field) for field in row] for row in self.rows],
        }


def _to_dict(field: FormField) -> dict[str, Any]:
    found = {name: getattr(field, name) for name in FormField.__slots__}
    choices = [{name: getattr(c, name) for name in Choice.__slots__} for c in field.choices]
    return found | {"choices": choices}


def address_form(country: str, *, locale: LocaleLike, area: str | None = None) -> AddressForm:
    """Return what a form asks for an address of a country.

    Args:
        country: ISO 3166-1 alpha-2.
        locale: the user's language. Who writes the country's own script gets its own order,
            everybody else the one of addresses in Latin letters.
        area: the code or name of the area that was chosen; then the cities are choices where the
            data list them, and what is required is what the area requires.

    Raises:
        TypeError: ``country`` or ``area`` is no string.
        UnknownCountryError: there is no such country.
        UnknownLocaleError: ``locale`` is not well formed.
        UnknownAreaError: the country has no such area.

    >>> form = address_form("US", locale="de")
    >>> [[field.label for field in row] for row in form.rows][-1]
    ['Ort', 'Bundesstaat', 'ZIP-Code']
    """
    rules = rules_of(country)
    tag = LocaleTag.parse(locale)
    if not isinstance(area, str | None):
        raise TypeError(f"an area is a string, not {type(area).__name__}")
    chosen = None if area is None else rules.area(area)
    if area is not None and chosen is None:
        raise UnknownAreaError(area, rules.nearest(area))
    maker = _Maker(rules, tag, chosen)
    layout = rules.local if _writes_locally(tag, rules) else rules.latin
    return AddressForm(country, tuple(filter(None, map(tuple, maker.rows(layout)))))


def _writes_locally(tag: LocaleTag, rules: Country) -> bool:
    own = {LocaleTag.parse(lang).language for lang in official_languages(rules.code)}
    return tag.language in own and script_of(tag) != "Latn"


@final
@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the fields of one form."""

    rules: Country
    tag: LocaleTag
    area: Area | None

    def rows(self, layout: Layout) -> Iterator[list[FormField]]:
        """Yield the fields of each row; the lines get rows of their own."""
        for row in layout.rows:
            letters = dict.fromkeys(span.text for span in row if span.is_field)
            beside: list[FormField] = []
            for letter in letters:
                if letter == "A":
                    yield beside
                    yield from ([self._line(i)] for i in range(_LINES))
                    beside = []
                else:
                    beside.append(self._field(letter))
            yield beside

    def _line(self, index: int) -> FormField:
        kind = "line1" if index == 0 else "line2"
        return FormField(
            name=f"lines[{index}]",
            label=_label(kind, self.tag),
            required=index == 0 and "A" in self._required,
            choices=(),
            example="",
            autocomplete=f"address-line{index + 1}",
            max_length=_LONGEST,
            input_mode="text",
        )

    def _field(self, letter: str) -> FormField:
        name = FIELDS[letter]
        kind = (
            f"{letter}.{self.rules.labels.get(letter, _USUAL[letter])}"
            if letter in _USUAL
            else name
        )
        examples = self.rules.examples if letter == "Z" else ()
        return FormField(
            name=name,
            label=_label(kind, self.tag),
            required=letter in self._required,
            choices=self._sorted(self._choices(letter)),
            example=next(iter(examples), ""),
            autocomplete=_TOKENS[letter],
            max_length=_LONGEST_POSTAL_CODE if letter == "Z" else _LONGEST,
            input_mode="numeric" if examples and "".join(examples).isdigit() else "text",
        )

    @property
    def _required(self) -> str:
        return (self.area.required if self.area else "") or self.rules.required

    def _choices(self, letter: str) -> Iterator[Choice]:
        if letter == "S":
            for area in self.rules.areas:
                local = next(iter(area.names.values()), area.latin)
                label = area.name(locale=self.tag)
                yield Choice(area.code or local, label, local, area.latin)
        elif letter == "C" and self.area:
            for local, latin in localities(self.rules.code, self.area.key):
                label = local if _reads_locally(self.tag, local) else latin
                yield Choice(local, label, local, latin)

    def _sorted(self, choices: Iterator[Choice]) -> tuple[Choice, ...]:
        """Return choices by their label; in another script as the country itself lists them."""
        listed = list(choices)
        if all(is_mostly_latin(choice.label) for choice in listed):
            listed.sort(key=lambda choice: key(choice.label))
        return tuple(listed)


def _reads_locally(tag: LocaleTag, local: str) -> bool:
    """Tell whether who reads a language reads Chinese, Japanese or Korean names as they are."""
    return local.isascii() or tag.language in ("zh", "ja", "ko", "yue")


def _label(kind: str, tag: LocaleTag) -> str:
    row = _labels()[kind]
    return row.get(tag.language) or row["en"]


@cache
def _labels() -> Mapping[str, Mapping[str, str]]:
    lines = _LABELS.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row.pop("kind"): row for row in rows}
