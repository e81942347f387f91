"""What somebody should look at in a phone number or a name; never a reason to refuse it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final
from unicodedata import normalize

from crmi18n.cldr import LocaleLike
from crmi18n.contact.letters import SCRIPTS_OF, script_of_text
from crmi18n.contact.model import PhoneNumber
from crmi18n.contact.name import PersonName
from crmi18n.contact.name_format import order_is_assumed, parts_left_out, version_for
from crmi18n.findings import Finding

__all__ = ["check_name", "check_phone"]

_JAPANESE: Final = SCRIPTS_OF["Jpan"]


def check_name(value: PersonName, *, locale: LocaleLike | None = None) -> list[Finding]:
    """Return what somebody should look at in a name, and what its reader should know.

    The codes: ``name.mixed_scripts`` (warning): given name and surname are in different scripts,
    so one of them is in the wrong field or version; for a reader, ``name.left_out`` (info): the
    language has no place for a part even in the longest form; ``name.order_assumed`` (info):
    nobody has said of which language the name is, and one of the reader's own would be written
    in the other order.

    Args:
        value: the name.
        locale: the reader's language; None: only the name itself is looked at.

    Raises:
        TypeError: ``value`` is no name.
        UnknownLocaleError: CLDR has no data for the language.

    >>> name = PersonName("太郎", "山田", credentials="議員", locale="ja")
    >>> [(found.code, found.where) for found in check_name(name, locale="ja")]
    [('name.left_out', 'credentials')]
    >>> [found.code for found in check_name(PersonName("Anna", "Kovács"), locale="hu")]
    ['name.order_assumed']
    """
    if not isinstance(value, PersonName):
        raise TypeError(f"a PersonName is expected, not {type(value).__name__}")
    found = [] if locale is None else list(_for_reader(value, locale))
    found += _mixed(value)
    if value.latin:
        found += (replace(mixed, where=f"latin.{mixed.where}") for mixed in _mixed(value.latin))
    return found


def _for_reader(value: PersonName, locale: LocaleLike) -> Iterator[Finding]:
    shown = version_for(value, locale)
    for part in parts_left_out(value, locale=locale):
        text = getattr(shown, part)
        message = f"{part} {text!r} has no place in a name in {locale}"
        yield Finding("name.left_out", "info", message, part, text)
    if order_is_assumed(value, locale=locale):
        message = (
            f"nobody has said of which language the name is, so it is not in {locale}'s order"
        )
        yield Finding("name.order_assumed", "info", message, "locale")


def _mixed(name: PersonName) -> Iterator[Finding]:
    given, surname = script_of_text(name.given), script_of_text(name.full_surname)
    if given and surname and given != surname and not {given, surname} <= _JAPANESE:
        message = f"the given name is in {given}, the surname in {surname}"
        yield Finding("name.mixed_scripts", "warning", message, "given", name.given)


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
