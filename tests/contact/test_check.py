"""A phone number that cannot reach anybody is named; a valid one is never doubted."""

from __future__ import annotations

import phonenumbers
import pytest
from phonenumbers import PhoneNumberFormat

from crmi18n.contact import PhoneNumber, check_phone


@pytest.mark.parametrize(
    ("text", "region", "code", "severity"),
    [
        pytest.param("555-0123", "US", "phone.impossible", "warning", id="no area code"),
        pytest.param("+52 1 55 1234 5678", None, "phone.impossible", "warning", id="old Mexican"),
        pytest.param("+1 212 155 0123", None, "phone.unassigned", "info", id="no such exchange"),
        pytest.param("0049 89 12345678", "US", "phone.prefix_assumed", "info", id="00 as +"),
    ],
)
def test_what_is_found(text: str, region: str | None, code: str, severity: str) -> None:
    (finding,) = check_phone(PhoneNumber.parse(text, region=region))

    assert (finding.code, finding.severity, finding.value) == (code, severity, text)


@pytest.mark.parametrize("text", ["＋49 89 12345678", "tel:+49-89-12345678", "+49 89 12345678"])
def test_a_plus_of_any_kind_is_no_assumption(text: str) -> None:
    assert check_phone(PhoneNumber.parse(text)) == []


# libphonenumber's own examples: one fixed and one mobile number for each region that has one.
@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_every_regions_example_is_read_at_home_and_abroad(region: str) -> None:
    kinds = (phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE)
    examples = [phonenumbers.example_number_for_type(region, kind) for kind in kinds]
    for example in filter(None, examples):
        e164 = phonenumbers.format_number(example, PhoneNumberFormat.E164)
        for style in (PhoneNumberFormat.NATIONAL, PhoneNumberFormat.INTERNATIONAL):
            text = phonenumbers.format_number(example, style)

            number = PhoneNumber.parse(text, region=region)

            assert (number.e164, number.rest, check_phone(number)) == (e164, "", [])
        for written in ("international", "rfc3966", "e164"):
            again = PhoneNumber.parse(number.format(written), region="DE")
            assert again == number


def test_what_is_no_phone_number_is_refused() -> None:
    with pytest.raises(TypeError):
        check_phone("+49 89 12345678")  # type: ignore[arg-type]
