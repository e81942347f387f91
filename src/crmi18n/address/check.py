"""What somebody should look at in an address; never a reason to refuse it.

Only a postal code that cannot be one of the country is an error: the data behind the other
checks are of 2024, and people live in places that no table has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from crmi18n.address.country import Area, Country, country as rules_of
from crmi18n.address.layout import FIELDS
from crmi18n.address.model import Address, AddressText
from crmi18n.address.version import (
    area_of,
    choose,
    is_latin,
    is_romanised,
    not_said,
    required_of,
)
from crmi18n.address.words import key
from crmi18n.cldr import LocaleTag, script_of
from crmi18n.findings import Finding

__all__ = ["check_address"]

_LONGEST_COMPARED: Final = 60  # no area's name is longer


def check_address(a: Address) -> list[Finding]:
    """Return what is missing, unknown or contradictory in an address.

    The codes are ``address.postal_code.form`` (error); ``address.postal_code.area``,
    ``address.administrative_area.unknown``, ``address.administrative_area.differs``,
    ``address.script``, ``address.incomplete_text`` and ``address.<field>.missing`` (warnings);
    ``address.unexpected_field`` and ``address.no_latin`` (info).

    Raises:
        TypeError: ``a`` is no address.

    >>> [f.code for f in check_address(Address.of("DE", lines=["Markt 1"], locality="Köln"))]
    ['address.postal_code.missing']
    """
    if not isinstance(a, Address):
        raise TypeError(f"an Address is expected, not {type(a).__name__}")
    rules = rules_of(a.country)
    area = area_of(a, rules)
    return [
        *_missing(a, rules, area),
        *_areas(a, rules, area),
        *_postal_code(a, rules, area),
        *_unexpected(a, rules),
        *_scripts(a),
    ]


def _missing(a: Address, rules: Country, area: Area | None) -> Iterator[Finding]:
    for letter in required_of(rules, area):
        name = FIELDS[letter]
        if not _said(a, name):
            message = f"an address of {a.country} needs its {name}"
            yield Finding(f"address.{name}.missing", "warning", message, name)


def _said(a: Address, name: str) -> bool:
    if name == "postal_code":
        return bool(a.postal_code)
    said = any(getattr(text, name) for _, text in a.versions)
    return said or (name == "administrative_area" and a.area is not None)


def _areas(a: Address, rules: Country, area: Area | None) -> Iterator[Finding]:
    if not rules.areas:
        return
    named = [("area", a.area or "")]
    named += [
        (f"texts.{lang}.administrative_area", t.administrative_area) for lang, t in a.versions
    ]
    for where, name in named:
        found = rules.area(name) if name else area
        if found is None and name:
            yield Finding(
                "address.administrative_area.unknown",
                "warning",
                f"{name!r} is no area of {a.country} that the data know{_hint(rules, name)}",
                where,
                name,
            )
        elif found is not area and found and area:
            message = f"{name!r} is another area than {area.latin!r}, which the address names too"
            yield Finding("address.administrative_area.differs", "warning", message, where, name)


def _hint(rules: Country, name: str) -> str:
    near = rules.nearest(name[:_LONGEST_COMPARED])
    return f"; did you mean {', '.join(near)}?" if near else ""


def _postal_code(a: Address, rules: Country, area: Area | None) -> Iterator[Finding]:
    code = a.postal_code
    if not code:
        return
    if area and area.own_postal and area.own_postal.fullmatch(code):
        return
    if not rules.has_postal_code(code):
        example = f", such as {rules.examples[0]}" if rules.examples else ""
        message = f"{code!r} has not the form of a postal code of {a.country}{example}"
        yield Finding("address.postal_code.form", "error", message, "postal_code", code)
    elif area and area.postal and not area.postal.match(rules.postal_code(code) or code):
        message = f"the postal code {code!r} is none of {area.latin!r}: one of the two is wrong"
        yield Finding("address.postal_code.area", "warning", message, "postal_code", code)


def _unexpected(a: Address, rules: Country) -> Iterator[Finding]:
    _, text = choose(a, domestic=True)
    given = {name: getattr(text, name, None) or getattr(a, name, None) for name in FIELDS.values()}
    for letter, name in FIELDS.items():
        value = given[name]
        shown = ", ".join(value) if isinstance(value, tuple) else value
        if shown and letter not in rules.local.fields and key(shown) not in rules.local.words:
            message = f"an address of {a.country} has no {name}; it is kept and printed"
            yield Finding("address.unexpected_field", "info", message, name, shown)


def _scripts(a: Address) -> Iterator[Finding]:
    written = [(lang, text) for lang, text in a.versions if text != AddressText()]
    latin = [(lang, text) for lang, text in written if is_latin(text)]
    if written and not latin:
        message = "there is no text in Latin letters, which mail from abroad needs"
        yield Finding("address.no_latin", "info", message, "texts")
    for lang, text in latin:
        yield from _incomplete(a, lang, text)
    for lang, text in written:
        wanted = _wants_latin(lang)
        if wanted is not None and wanted is not is_latin(text):
            script = "Latin letters" if wanted else "the language's own script"
            message = f"the text in {lang!r} is not in {script}"
            yield Finding("address.script", "warning", message, f"texts.{lang}")


def _incomplete(a: Address, lang: str, text: AddressText) -> Iterator[Finding]:
    for part, other, value in not_said(a, text):
        if part != "administrative_area":
            message = f"the text in {lang!r} has no {part}; the one in {other!r} has {value!r}"
            where = f"texts.{lang}.{part}"
            yield Finding("address.incomplete_text", "warning", message, where, value)


def _wants_latin(lang: str) -> bool | None:
    """Tell whether a language tag promises Latin letters; None: it promises nothing."""
    if is_romanised(lang):
        return True
    tag = LocaleTag.parse(lang)
    return None if tag.language == "und" else script_of(tag) == "Latn"
