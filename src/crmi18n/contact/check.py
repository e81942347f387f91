"""What somebody should look at in a phone number; never a reason to refuse it."""

from __future__ import annotations

from unicodedata import normalize

from crmi18n.contact.model import PhoneNumber
from crmi18n.findings import Finding

__all__ = ["check_phone"]


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
