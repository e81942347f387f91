"""The one door to phonenumbers, Google's tables of the world's numbering plans.

Its geocoder and its carriers are never loaded: they cost 100 MiB.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from crmi18n.errors import ParseError

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

__all__ = [
    "Read",
    "Style",
    "Validity",
    "calling_code",
    "dialled_from",
    "formatted",
    "number_of",
    "read",
    "read_short",
    "validity",
    "zones",
]

Style = Literal["international", "national", "e164", "rfc3966"]
Validity = Literal["valid", "possible", "impossible"]

_MANY_ZONES: Final = 3
_RENAMED: Final[Mapping[str, str]] = {
    "Africa/Asmera": "Africa/Asmara",
    "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
    "America/Godthab": "America/Nuuk",
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Choibalsan": "Asia/Ulaanbaatar",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Rangoon": "Asia/Yangon",
    "Atlantic/Faeroe": "Atlantic/Faroe",
    "Pacific/Enderbury": "Pacific/Kanton",
    "Pacific/Ponape": "Pacific/Pohnpei",
    "Pacific/Truk": "Pacific/Chuuk",
}
"""Names of theirs (9.0.43) that the IANA database (2026f) keeps as links in ``backward`` only."""


class Read(NamedTuple):
    """What was read of a text.

    ``short`` is a number that works only inside its country; else ``e164`` is there. ``valid``
    says that the numbering plan has it, ``assumed`` that the region had to be known.
    """

    e164: str
    short: str
    extension: str
    region: str
    valid: bool
    assumed: bool


def read(text: str, region: str | None) -> Read:
    """Read one number.

    Raises:
        ParseError: there is no number in it.
    """
    from phonenumbers import (
        CountryCodeSource,
        NumberParseException,
        is_valid_number,
        is_valid_short_number_for_region,
        normalize_digits_only,
        parse,
    )

    try:
        number = parse(text, region, keep_raw_input=True)
    except NumberParseException as error:
        raise _parse_error(text, region, error) from None
    assumed = number.country_code_source != CountryCodeSource.FROM_NUMBER_WITH_PLUS_SIGN
    valid = is_valid_number(number)
    if assumed and region and not valid and is_valid_short_number_for_region(number, region):
        return Read("", normalize_digits_only(text), "", region, valid=True, assumed=True)
    e164 = formatted(number, "e164")
    return Read(e164, "", number.extension or "", _region(number), valid, assumed)


def read_short(digits: str, calling_code: int) -> Read | None:
    """Read a number that works only inside the main region of a country code, or None."""
    from phonenumbers import region_code_for_country_code

    try:
        found = read(digits, str(region_code_for_country_code(calling_code)))
    except ParseError:
        return None
    return found._replace(assumed=False) if found.short else None


def _parse_error(text: str, region: str | None, error: Exception) -> ParseError:
    from phonenumbers import SUPPORTED_REGIONS, NumberParseException

    kind = getattr(error, "error_type", None)
    if kind == NumberParseException.INVALID_COUNTRY_CODE:
        if "+" in text:
            return ParseError(text, "phone number: no country has its code", "unknown")
        if region is None or region not in SUPPORTED_REGIONS:
            whose = f"the numbering plan of {region} is not known" if region else "no region given"
            expected = f"phone number with its country code, such as +49 ({whose})"
            return ParseError(text, expected, "ambiguous")
    if kind == NumberParseException.NOT_A_NUMBER:
        return ParseError(text, "phone number", "form")
    return ParseError(text, "phone number of a length that there is", "range")


def _region(number: PhoneNumber) -> str:
    """Return the region of a number, or of an unassigned one the main region of its code."""
    from phonenumbers import region_code_for_country_code, region_code_for_number

    own = region_code_for_number(number)
    return str(own or region_code_for_country_code(number.country_code or 0))


@lru_cache(maxsize=4096)
def number_of(e164: str, extension: str) -> PhoneNumber:
    """Return their number of what we keep; nobody changes it."""
    from phonenumbers import NumberParseException, parse

    try:
        number = parse(e164)
    except NumberParseException as error:
        raise _parse_error(e164, None, error) from None
    if extension:
        number.extension = extension
    return number


def formatted(number: PhoneNumber, style: Style) -> str:
    """Write a number; E.164 has no place for an extension."""
    from phonenumbers import PhoneNumberFormat, format_number

    return str(format_number(number, getattr(PhoneNumberFormat, style.upper())))


def dialled_from(number: PhoneNumber, region: str) -> str:
    """Write a number as it is dialled from a region, with its prefix for calls abroad."""
    from phonenumbers import format_out_of_country_calling_number

    return str(format_out_of_country_calling_number(number, region))


def calling_code(region: str) -> int:
    """Return the country code of a region, 0 if it has no plan of its own."""
    from phonenumbers import country_code_for_region

    return int(country_code_for_region(region))


def validity(number: PhoneNumber) -> Validity:
    """Return ``valid`` (in an assigned range), ``possible`` (by its length) or ``impossible``."""
    from phonenumbers import ValidationResult, is_possible_number_with_reason, is_valid_number

    if is_valid_number(number):
        return "valid"
    possible = is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE
    return "possible" if possible else "impossible"


def zones(number: PhoneNumber) -> tuple[str, ...]:
    """Return the IANA zones of the number's range; none if they are unknown or many."""
    from phonenumbers.timezone import time_zones_for_number

    found = dict.fromkeys(_RENAMED.get(zone, zone) for zone in time_zones_for_number(number))
    known = tuple(zone for zone in found if zone != "Etc/Unknown")
    return known if len(known) <= _MANY_ZONES else ()
