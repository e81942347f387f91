"""What somebody should look at in a phone number or a name; never a reason to refuse it."""

from __future__ import annotations

from typing import Final
from unicodedata import normalize

from crmi18n.cldr import LocaleLike
from crmi18n.contact.letters import SCRIPTS_OF, script_of_text
from crmi18n.contact.model import PhoneNumber
from crmi18n.contact.name import PersonName
from crmi18n.contact.name_format import parts_left_out, version_for
from crmi18n.findings import Finding

__all__ = ["check_name", "check_phone"]

_JAPANESE: Final = SCRIPTS_OF["Jpan"]


def check_name(value: PersonName, *, locale: LocaleLike) -> list[Finding]:
    """Return what a reader of a language should know of a name.

    The codes: ``name.left_out`` (info): the language has no place for a part even in the longest
    form; ``name.mixed_scripts`` (warning): given name and surname are in different scripts, so
    one of them is in the wrong field or version.

    Raises:
        TypeError: ``value`` is no name.
        UnknownLocaleError: CLDR has no data for the language.

    >>> name = PersonName("太郎", "山田", credentials="議員", locale="ja")
    >>> [(found.code, found.where) for found in check_name(name, locale="ja")]
    [('name.left_out', 'credentials')]
    """
    shown = version_for(value, locale)
    found = []
    for part in parts_left_out(value, locale=locale):
        text = getattr(shown, part)
        message = f"{part} {text!r} has no place in a name in {locale}"
        found.append(Finding("name.left_out", "info", message, part, text))
    given, surname = script_of_text(value.given), script_of_text(value.full_surname)
    if given and surname and given != surname and not {given, surname} <= _JAPANESE:
        message = f"the given name is in {given}, the surname in {surname}"
        found.append(Finding("name.mixed_scripts", "warning", message, "given", value.given))
    return found


def check_phone(value: PhoneNumber) -> list[Finding]:
    """Return why a phone number may not reach whom it should.

    The codes: ``phone.impossible`` (warning): no number of the country is so long or so short;
    ``phone.rest`` (warning): the text holds more than the number; ``phone.unassigned`` (info):
    the length fits, but the numbering plan has no such range, which may be newer than the table;
    ``phone.prefix_assumed`` (info): ``00`` was read as ``+``.

    Raises:
        TypeError: ``value`` is no phone number.

    >>> [found.code for found in check_phone(PhoneNumber.parse("555-0123", region="US"))]
    ['phone.impossible']
    """
    if not isinstance(value, PhoneNumber):
        raise TypeError(f"a PhoneNumber is expected, not {type(value).__name__}")
    findings = []
    number, plan = value.e164, value.region
    if value.validity == "impossible":
        message = f"{number} is too long or too short for a phone number of {plan}"
        findings.append(Finding("phone.impossible", "warning", message, value=value.raw))
    elif value.validity == "possible":
        message = f"{number} is in no range that the numbering plan of {plan} is known to assign"
        findings.append(Finding("phone.unassigned", "info", message, value=value.raw))
    if value.rest:
        message = f"only {value.format()} was read as the number; {value.rest!r} was not"
        findings.append(Finding("phone.rest", "warning", message, value=value.raw))
    if value.region_used is None and value.e164 and "+" not in normalize("NFKC", value.raw):
        message = f"00 was read as +, which makes {number}"
        findings.append(Finding("phone.prefix_assumed", "info", message, value=value.raw))
    return findings
