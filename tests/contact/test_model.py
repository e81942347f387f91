"""A phone number is read as people write it, kept as typed, and dialled from anywhere."""

from __future__ import annotations

import csv
import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from crmi18n.contact import PhoneNumber, check_phone
from crmi18n.errors import ParseError, UnknownCountryError

ACCOUNTS = Path(__file__).parents[2] / "tools" / "rollout" / "accounts.tsv"
COUNTRIES = {
    "munich": "DE",
    "zurich": "CH",
    "new_york": "US",
    "sao_paulo": "BR",
    "dubai": "AE",
    "mumbai": "IN",
    "tokyo": "JP",
    "sydney": "AU",
}
DIALLING_CODES = {
    "munich": "+49",
    "zurich": "+41",
    "new_york": "+1",
    "sao_paulo": "+55",
    "dubai": "+971",
    "mumbai": "+91",
    "tokyo": "+81",
    "sydney": "+61",
}


# ITU-T E.164 and E.123; prefixes for calls abroad as the ITU lists them.
@pytest.mark.parametrize(
    ("text", "region", "e164", "extension"),
    [
        pytest.param("089 12345678", "DE", "+498912345678", "", id="national"),
        pytest.param("089/12345678", "DE", "+498912345678", "", id="a slash after the area"),
        pytest.param("+49 (0)89 12345678", None, "+498912345678", "", id="zero in parentheses"),
        pytest.param("011 49 89 12345678", "US", "+498912345678", "", id="prefix of the region"),
        pytest.param("0049 89 12345678", "DE", "+498912345678", "", id="00 where it is dialled"),
        pytest.param("0049 89 12345678", "US", "+498912345678", "", id="00 where it is not"),
        pytest.param("0049 89 12345678", None, "+498912345678", "", id="00 without a region"),
        pytest.param("+39 06 698 12345", None, "+390669812345", "", id="Italian zero"),
        pytest.param("1-800-FLOWERS", "US", "+18003569377", "", id="vanity"),
        pytest.param("0800 REIMANN", "DE", "+498007346266", "", id="vanity after a blank"),
        pytest.param("０８９１２３４５６７８", "DE", "+498912345678", "", id="full-width digits"),
        pytest.param("٠١٠٠١٢٣٤٥٦٧", "EG", "+201001234567", "", id="Arabic digits"),
        pytest.param("\u202a+49 89 12345678\u202c", None, "+498912345678", "", id="bidi marks"),
        pytest.param("Tel.: 089 12345678", "DE", "+498912345678", "", id="a label"),
        pytest.param(
            "Tel. (Büro): 089 12345678", "DE", "+498912345678", "", id="a label with remark"
        ),
        pytest.param("+800 1234 5678", None, "+80012345678", "", id="of no country"),
        pytest.param("tel:+1-800-356-9377;ext=12", None, "+18003569377", "12", id="RFC 3966"),
        pytest.param("tel:253-0000;phone-context=+1-650", None, "+16502530000", "", id="context"),
        pytest.param("+1 800 356 9377 ext. 12", None, "+18003569377", "12", id="ext."),
        pytest.param("1 800 356 9377 x12", "US", "+18003569377", "12", id="x"),
        pytest.param("089 12345678, Durchwahl 12", "DE", "+498912345678", "12", id="Durchwahl"),
        pytest.param("+43 1 50000 DW 12", None, "+4315000012", "", id="DW is dialled with it"),
        pytest.param("010 12345678 转 12", "CN", "+861012345678", "12", id="Chinese"),
        pytest.param("03-1000-0101 内線23", "JP", "+81310000101", "23", id="Japanese"),
        pytest.param("8 495 123-45-67 доб. 12", "RU", "+74951234567", "12", id="Russian"),
        pytest.param("01 23 45 67 89 poste 12", "FR", "+33123456789", "12", id="French"),
        pytest.param("(11) 3000-0001 ramal 12", "BR", "+551130000001", "12", id="Portuguese"),
    ],
)
def test_it_is_read_as_people_write_it(
    text: str, region: str | None, e164: str, extension: str
) -> None:
    number = PhoneNumber.parse(text, region=region)

    assert (number.e164, number.extension, number.raw) == (e164, extension, text)
    assert number.rest == ""
    assert number.validity == "valid"


@pytest.mark.parametrize(
    ("text", "region", "used"),
    [
        pytest.param("089 12345678", "DE", "DE", id="national"),
        pytest.param("+49 89 12345678", "US", None, id="with its country code"),
        pytest.param("0049 89 12345678", "US", None, id="00 read as +"),
        pytest.param("011 49 89 12345678", "US", "US", id="prefix of the region"),
        pytest.param("tel:253-0000;phone-context=+1-650", "DE", None, id="context"),
    ],
)
def test_it_says_which_region_was_needed(text: str, region: str, used: str | None) -> None:
    assert PhoneNumber.parse(text, region=region).region_used == used


@pytest.mark.parametrize(
    ("text", "region"),
    [
        pytest.param("+39 06 698 12345", "VA", id="Rome is the Vatican"),
        pytest.param("+39 06 1234 5678", "IT", id="Rome is Italy"),
        pytest.param("+44 1534 123456", "JE", id="Jersey"),
        pytest.param("+7 701 123 4567", "KZ", id="Kazakhstan"),
        pytest.param("+383 44 123 456", "XK", id="Kosovo"),
        pytest.param("+800 1234 5678", "001", id="the world"),
    ],
)
def test_the_region_is_the_numbering_plans(text: str, region: str) -> None:
    assert PhoneNumber.parse(text).region == region


@pytest.mark.parametrize(
    ("text", "region", "e164", "rest"),
    [
        pytest.param("044 668 18 00 / 01", "CH", "+41446681800", "01", id="another ending"),
        pytest.param(
            "044 668 18 00 / 044 668 18 10", "CH", "+41446681800", "044 668 18 10", id="two"
        ),
        pytest.param("089 12345678; 089 2222222", "DE", "+498912345678", "089 2222222", id="list"),
        pytest.param(
            "089 12345678\n089 2222222", "DE", "+498912345678", "089 2222222", id="lines"
        ),
        pytest.param(
            "089 12345678 oder 089 2222222 ext. 5",
            "DE",
            "+498912345678",
            "oder 089 2222222 ext. 5",
            id="the extension of another",
        ),
        pytest.param("089 12345678 (Zentrale)", "DE", "+498912345678", "(Zentrale)", id="remark"),
        pytest.param(
            "Tel: 089 12345678 (Zentrale)", "DE", "+498912345678", "(Zentrale)", id="label, remark"
        ),
        pytest.param("089 12345678 Tom", "DE", "+498912345678", "Tom", id="a name is no vanity"),
    ],
)
def test_what_is_beside_the_number_is_kept_and_told(
    text: str, region: str, e164: str, rest: str
) -> None:
    number = PhoneNumber.parse(text, region=region)

    assert (number.e164, number.extension, number.rest) == (e164, "", rest)
    (finding,) = check_phone(number)
    assert (finding.code, finding.severity, finding.value) == ("phone.rest", "warning", text)
    assert rest in finding.message


def test_a_slash_with_blanks_after_the_area_is_part_of_the_number() -> None:
    assert PhoneNumber.parse("089 / 12345678", region="DE").e164 == "+498912345678"


# Emergency numbers, as each country's regulator has them.
@pytest.mark.parametrize(
    ("text", "region", "link"),
    [
        ("110", "DE", "tel:110;phone-context=+49"),
        ("911", "US", "tel:911;phone-context=+1"),
        ("000", "AU", "tel:000;phone-context=+61"),
        ("119", "JP", "tel:119;phone-context=+81"),
    ],
)
def test_a_short_number_works_in_its_country_only(text: str, region: str, link: str) -> None:
    number = PhoneNumber.parse(text, region=region)

    assert (number.e164, number.short, number.region) == ("", text, region)
    assert (number.format(), number.format("national"), number.dial_from(region)) == (text,) * 3
    assert number.format("rfc3966") == link
    assert number.match_key == f"{region}:{text}"
    assert number.zones() == ()
    assert check_phone(number) == []
    with pytest.raises(ParseError):
        number.dial_from("ZA")


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("international", "+49 30 901820 ext. 12"),
        ("e164", "+4930901820"),
        ("rfc3966", "tel:+49-30-901820;ext=12"),
    ],
)
def test_the_styles(style: Any, text: str) -> None:
    assert PhoneNumber.parse("030 901820 x12", region="DE").format(style) == text


@pytest.mark.parametrize(
    ("text", "national"),
    [
        pytest.param("+12125550123", "(212) 555-0123", id="United States"),
        pytest.param("+81310000101", "03-1000-0101", id="Japan"),
        pytest.param("+61255500101", "(02) 5550 0101", id="Australia"),
        pytest.param("+390612345678", "06 1234 5678", id="Italy keeps the zero"),
    ],
)
def test_the_national_form(text: str, national: str) -> None:
    assert PhoneNumber.parse(text).format("national") == national


@pytest.mark.parametrize(
    ("origin", "dialled"),
    [
        pytest.param("US", "011 49 89 12345678", id="from the United States"),
        pytest.param("CH", "00 49 89 12345678", id="from Switzerland"),
        pytest.param("JP", "010 49 89 12345678", id="from Japan"),
        pytest.param("AU", "0011 49 89 12345678", id="from Australia"),
        pytest.param("DE", "089 12345678", id="at home"),
    ],
)
def test_what_is_dialled_depends_on_the_caller(origin: str, dialled: str) -> None:
    assert PhoneNumber.parse("+49 89 12345678").dial_from(origin) == dialled


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        pytest.param("+49 89 12345678", ("Europe/Berlin",), id="Munich"),
        pytest.param("+91 22 6100 0101", ("Asia/Kolkata",), id="Mumbai by its name of today"),
        pytest.param("+1 800 356 9377", (), id="toll-free: 42 are unknown"),
        pytest.param("+800 1234 5678", (), id="of no country"),
    ],
)
def test_the_zones_are_candidates(text: str, zones: tuple[str, ...]) -> None:
    assert PhoneNumber.parse(text).zones() == zones


def test_the_same_line_is_the_same_number_however_it_was_typed() -> None:
    typed = PhoneNumber.parse("030/90 18 20", region="DE")
    other = PhoneNumber.parse("+49 (0)30 901820")

    assert typed == other
    assert hash(typed) == hash(other)
    assert typed.raw != other.raw
    assert typed != PhoneNumber.parse("030 901820 x12", region="DE")
    assert typed.match_key == PhoneNumber.parse("030 901820 x12", region="DE").match_key
    assert PhoneNumber.parse("110", region="DE") != PhoneNumber.parse("112", region="DE")


@pytest.mark.parametrize(
    ("text", "region"),
    [("030 901820 x12", "DE"), ("110", "DE"), ("044 668 18 00 / 01", "CH"), ("+8001234567", None)],
)
def test_it_comes_back_from_json_and_pickle(text: str, region: str | None) -> None:
    number = PhoneNumber.parse(text, region=region)

    for back in (
        PhoneNumber.from_dict(json.loads(json.dumps(number.to_dict()))),
        pickle.loads(pickle.dumps(number)),  # noqa: S301 - our own bytes
    ):
        assert back == number
        assert (back.raw, back.region_used, back.rest) == (text, number.region_used, number.rest)


@pytest.mark.parametrize(
    ("text", "region", "reason"),
    [
        pytest.param("", "DE", "empty", id="nothing"),
        pytest.param(" \u200f ", "DE", "empty", id="an invisible mark"),
        pytest.param("abc", "DE", "form", id="letters"),
        pytest.param("1", "DE", "form", id="one digit"),
        pytest.param("089 12345678", None, "ambiguous", id="national without a region"),
        pytest.param("089 12345678", "AQ", "ambiguous", id="a region without a plan"),
        pytest.param("+999 1234567", "DE", "unknown", id="no such country code"),
        pytest.param("+49 89 123456789012345678", None, "range", id="too long"),
        pytest.param("9" * 10_000, "DE", "range", id="much too long"),
        pytest.param("x1" * 125, "DE", "form", id="extensions without end"),
    ],
)
def test_what_is_no_number_is_refused(text: str, region: str | None, reason: str) -> None:
    with pytest.raises(ParseError) as caught:
        PhoneNumber.parse(text, region=region)

    assert caught.value.reason == reason


@pytest.mark.parametrize("region", ["de", "DEU", "ZZZ", "", "001", "4٣"])
def test_an_unknown_region_is_refused(region: str) -> None:
    with pytest.raises(UnknownCountryError):
        PhoneNumber.parse("089 12345678", region=region)
    with pytest.raises(UnknownCountryError):
        PhoneNumber.parse("+49 89 12345678").dial_from(region)


def test_wrong_types_and_styles_are_refused() -> None:
    with pytest.raises(TypeError):
        PhoneNumber.parse(4989123)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        PhoneNumber.parse("089 123", region=49)  # type: ignore[arg-type]
    with pytest.raises(ParseError, match="rfc3966"):
        PhoneNumber.parse("+49 89 12345678").format("pretty")  # type: ignore[arg-type]


@pytest.mark.parametrize("key", ["raw", "e164", "short", "extension", "region", "rest"])
def test_parts_that_are_no_strings_are_refused(key: str) -> None:
    data = PhoneNumber.parse("+49 89 12345678").to_dict()

    with pytest.raises(ParseError, match=key):
        PhoneNumber.from_dict(data | {key: None})
    with pytest.raises(ParseError, match="region_used"):
        PhoneNumber.from_dict(data | {"region_used": 49})


@pytest.mark.parametrize(
    ("key", "text"),
    [("e164", "049"), ("e164", ""), ("short", "110"), ("extension", "a"), ("region", "de")],
)
def test_parts_that_are_none_of_a_number_are_refused(key: str, text: str) -> None:
    data: dict[str, Any] = {"raw": "+49 89 12345678", "e164": "+498912345678", "region": "DE"}

    with pytest.raises(ParseError):
        PhoneNumber.from_dict(data | {key: text})


@given(
    st.text(st.sampled_from("0123456789+-/().;,xXtelDW\n ٣９転转\u200f\ud800ﷺ"), max_size=40),
    st.sampled_from([None, "DE", "US", "CN", "AQ"]),
)
def test_any_text_is_a_number_or_refused(text: str, region: str | None) -> None:
    try:
        number = PhoneNumber.parse(text, region=region)
    except ParseError:
        return
    check_phone(number)
    assert number.raw == text
    assert number.format("rfc3966").startswith("tel:")
    assert PhoneNumber.from_dict(number.to_dict()) == number


def test_every_number_of_the_example_group_is_read_and_sound() -> None:
    with ACCOUNTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))

    assert rows
    for row in rows:
        number = PhoneNumber.parse(row["phone"], region=COUNTRIES[row["site"]])
        assert check_phone(number) == [], row["id"]
        assert number.rest == number.extension == ""
        digits = "".join(filter(str.isdigit, row["phone"]))
        if row["phone"].startswith("+"):
            assert number.e164 == f"+{digits}"
        else:
            assert number.e164 == DIALLING_CODES[row["site"]] + digits.removeprefix("0")
