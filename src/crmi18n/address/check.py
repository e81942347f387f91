"""What somebody should look at in an address; never a reason to refuse it.

Only a postal code that cannot be one of the country is an error: the data behind the other
checks are of 2024, and people live in places that no table has.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from crmi18n.address.country import Area, Country, country as rules_of
from crmi18n.address.format import BIDI_CONTROLS
from crmi18n.address.layout import FIELDS
from crmi18n.address.model import Address, AddressText
from crmi18n.address.street import post_box
from crmi18n.address.version import (
    PARTS,
    area_of,
    choose,
    is_empty,
    is_latin,
    is_romanised,
    not_said,
    parts_of,
)
from crmi18n.address.words import key
from crmi18n.cldr import LocaleTag, script_of
from crmi18n.findings import Finding

__all__ = ["check_address"]

_OF_THE_PLACE: Final = ("postal_code", "sorting_code")
# What people type to get past a required field.
_PLACEHOLDERS: Final = frozenset(
    (
        "-", "--", "---", "?", "??", "???", ".", "..", "...", "n/a", "n.a.", "n.n.", "none",
        "null", "xx", "xxx", "xxxx", "tbd", "unknown", "unbekannt",
    )
)  # fmt: skip


def check_address(
    a: Address, *, courier: bool = False, line_length: int | None = None
) -> list[Finding]:
    """Return what is missing, unknown or contradictory in an address.

    The codes are ``address.postal_code.form`` (error); ``address.<field>.missing``,
    ``address.administrative_area.unknown``, ``address.administrative_area.differs``,
    ``address.postal_code.area``, ``address.script``, ``address.incomplete_text``,
    ``address.placeholder``, ``address.bidi_control`` (warnings);
    ``address.area.replaced``, ``address.unexpected_field``, ``address.no_latin`` (info);
    where it is asked for ``address.post_box`` (error) and ``address.too_long`` (warning).

    Args:
        a: the address.
        courier: the parcel goes by a service that does not serve post office boxes.
        line_length: how many characters a line of the label, form or file holds.

    Raises:
        TypeError: ``a`` is no address.

    >>> [f.code for f in check_address(Address.of("DE", lines=["Markt 1"], locality="Köln"))]
    ['address.postal_code.missing']
    """
    if not isinstance(a, Address):
        raise TypeError(f"an Address is expected, not {type(a).__name__}")
    rules = rules_of(a.country)
    area = area_of(a, rules)
    found: list[Finding] = []
    _missing(a, rules, area, found)
    _areas(a, rules, area, found)
    if a.postal_code:
        _postal_code(a, rules, area, found)
    _unexpected(a, rules, area, found)
    _scripts(a, found)
    _characters(a, found)
    if courier:
        _post_boxes(a, found)
    if line_length is not None:
        _lengths(a, line_length, found)
    return found


def _missing(a: Address, rules: Country, area: Area | None, found: list[Finding]) -> None:
    for letter in (area.required if area else "") or rules.required:
        name = FIELDS[letter]
        if not (_said(a, name) or (letter == "S" and _city_says_area(a, rules))):
            message = f"an address of {a.country} needs its {name}"
            found.append(Finding(f"address.{name}.missing", "warning", message, name))


def _city_says_area(a: Address, rules: Country) -> bool:
    """Tell whether a city is called as its area is, where addresses name one of the two."""
    return rules.one_of_two and any(
        text.locality and rules.area(text.locality) for _, text in a.versions
    )


def _said(a: Address, name: str) -> bool:
    if name == "postal_code":
        return bool(a.postal_code)
    for _, text in a.versions:
        if getattr(text, name):
            return True
    return name == "administrative_area" and a.area is not None


def _areas(a: Address, rules: Country, area: Area | None, found: list[Finding]) -> None:
    if a.area and a.area not in rules.iso:
        _unknown_code(a.area, rules, found)
    if not rules.areas:
        return
    for lang, text in a.versions:
        name = text.administrative_area
        if not name:
            continue
        named = rules.area(name)
        if named is area and named is not None and named.in_addresses:
            continue
        where = f"texts.{lang}.administrative_area"
        if named is None or not named.in_addresses:
            near = rules.nearest(name)
            hint = f"; did you mean {', '.join(near)}?" if near else ""
            message = f"{name!r} is no area that addresses of {a.country} name{hint}"
            code = "address.administrative_area.unknown"
            found.append(Finding(code, "warning", message, where, name))
        elif area and named.code not in (area.code, area.parent) and named.parent != area.code:
            message = f"{name!r} is another area than {area.latin!r}, which the address names too"
            code = "address.administrative_area.differs"
            found.append(Finding(code, "warning", message, where, name))


def _unknown_code(code: str, rules: Country, found: list[Finding]) -> None:
    if after := rules.replaced.get(code):
        message = f"ISO 3166-2 has replaced {code} by {', '.join(after)}"
        found.append(Finding("address.area.replaced", "info", message, "area", code))
    elif rules.area(code) is None:
        message = f"ISO 3166-2 has no code {code}, as far as the data know"
        code_of_finding = "address.administrative_area.unknown"
        found.append(Finding(code_of_finding, "warning", message, "area", code))


def _postal_code(a: Address, rules: Country, area: Area | None, found: list[Finding]) -> None:
    code = a.postal_code
    if area and area.has_own(code):
        return
    if not rules.has_postal_code(code):
        example = f", such as {rules.examples[0]}" if rules.examples else ""
        message = f"{code!r} has not the form of a postal code of {a.country}{example}"
        found.append(Finding("address.postal_code.form", "error", message, "postal_code", code))
    elif area and not area.fits(rules.postal_code(code) or code):
        message = f"the postal code {code!r} is none of {area.latin!r}: one of the two is wrong"
        found.append(Finding("address.postal_code.area", "warning", message, "postal_code", code))


def _unexpected(a: Address, rules: Country, area: Area | None, found: list[Finding]) -> None:
    text = choose(a, latin=False).text
    for letter in _without_place(rules.code):
        name = FIELDS[letter]
        value = getattr(a if name in _OF_THE_PLACE else text, name)
        if letter == "C" and rules.one_of_two and area and rules.area(value) is area:
            continue  # Dubai, in Dubai
        if value and key(value) not in rules.local.words:
            message = f"an address of {a.country} has no {name}; it is kept and printed"
            found.append(Finding("address.unexpected_field", "info", message, name, value))


@lru_cache(maxsize=512)
def _without_place(country: str) -> str:
    """Return the letters that the country's format lacks."""
    fields = rules_of(country).local.fields
    return "".join(letter for letter in FIELDS if letter not in fields)


def _scripts(a: Address, found: list[Finding]) -> None:
    written = [(lang, text, is_latin(text)) for lang, text in a.versions if not is_empty(text)]
    if written and not any(latin for _, _, latin in written):
        message = "there is no text in Latin letters, which mail from abroad needs"
        found.append(Finding("address.no_latin", "info", message, "texts"))
    for lang, text, latin in written:
        if latin and len(written) > 1:
            _incomplete(a, lang, text, found)
    for lang, _, latin in written:
        wanted = _wants_latin(lang)
        if wanted is not None and wanted is not latin:
            script = "Latin letters" if wanted else "the language's own script"
            message = f"the text in {lang!r} is not in {script}"
            found.append(Finding("address.script", "warning", message, f"texts.{lang}"))


def _incomplete(a: Address, lang: str, text: AddressText, found: list[Finding]) -> None:
    for part, other, value in not_said(a, text):
        if part != "administrative_area":
            message = f"the text in {lang!r} has no {part}; the one in {other!r} has {value!r}"
            where = f"texts.{lang}.{part}"
            found.append(Finding("address.incomplete_text", "warning", message, where, value))


@lru_cache(maxsize=1024)
def _wants_latin(lang: str) -> bool | None:
    """Tell whether a language tag promises Latin letters; None: it promises nothing."""
    if is_romanised(lang):
        return True
    tag = LocaleTag.parse(lang)
    return None if tag.language == "und" else script_of(tag) == "Latn"


def _parts(a: Address) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each part that is said."""
    for name in _OF_THE_PLACE:
        if value := getattr(a, name):
            yield name, value
    for lang, text in a.versions:
        for name, said in zip(PARTS, parts_of(text), strict=True):
            path = f"texts.{lang}.{name}"
            if isinstance(said, tuple):
                yield from ((f"{path}[{i}]", line) for i, line in enumerate(said))
            elif said:
                yield path, said


def _characters(a: Address, found: list[Finding]) -> None:
    """Look at each part: does it say anything, and does it leave its neighbours alone?"""
    values = [a.postal_code, a.sorting_code]
    for _, text in a.versions:
        for said in parts_of(text):
            values += (said,) if isinstance(said, str) else said
    whole = "\n".join(values)
    if _PLACEHOLDERS.isdisjoint(whole.lower().split("\n")) and (
        whole.isascii() or not BIDI_CONTROLS.search(whole)
    ):
        return
    for where, value in _parts(a):
        if value.lower() in _PLACEHOLDERS:
            message = f"{value!r} stands for a part that nobody knows; leave it empty"
            found.append(Finding("address.placeholder", "warning", message, where, value))
        elif BIDI_CONTROLS.search(value):
            message = "it has marks that turn the direction of writing of all that follows"
            found.append(Finding("address.bidi_control", "warning", message, where, ascii(value)))


def _post_boxes(a: Address, found: list[Finding]) -> None:
    for lang, text in a.versions:
        for i, line in enumerate(text.lines):
            if post_box(line) is not None:
                message = f"{line!r} is a post office box, which a courier does not serve"
                where = f"texts.{lang}.lines[{i}]"
                found.append(Finding("address.post_box", "error", message, where, line))


def _lengths(a: Address, most: int, found: list[Finding]) -> None:
    for where, value in _parts(a):
        if len(value) > most:
            message = f"{len(value)} characters, there is room for {most}"
            found.append(Finding("address.too_long", "warning", message, where, value))
