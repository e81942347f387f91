"""A form has the country's own fields, in its order, with labels in the user's language."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crmi18n.address import AddressForm, FormField, address_form
from crmi18n.address._packs import countries
from crmi18n.address.country import country as rules_of
from crmi18n.errors import UnknownAreaError, UnknownCountryError, UnknownLocaleError

LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "ja", "zh", "ko", "ru"]


def names(form: AddressForm) -> list[list[str]]:
    return [[field.name for field in row] for row in form.rows]


def field(form: AddressForm, name: str) -> FormField:
    return next(field for field in form.fields if field.name == name)


def test_a_form_is_in_the_order_of_the_addresses_of_the_country() -> None:
    lines = [["lines[0]"], ["lines[1]"], ["lines[2]"]]

    assert names(address_form("US", locale="en")) == [
        ["recipient"],
        ["organization"],
        *lines,
        ["locality", "administrative_area", "postal_code"],
    ]
    assert names(address_form("DE", locale="de"))[0] == ["organization"]
    assert names(address_form("HU", locale="hu"))[2:4] == [["locality"], ["lines[0]"]]


def test_who_writes_the_script_of_the_place_gets_its_order() -> None:
    assert names(address_form("JP", locale="ja"))[0] == ["postal_code"]
    assert names(address_form("JP", locale="de"))[0] == ["recipient"]
    assert names(address_form("JP", locale="zh"))[0] == ["recipient"]


@pytest.mark.parametrize(
    ("country", "name", "locale", "label"),
    [
        ("US", "administrative_area", "en", "State"),
        ("US", "administrative_area", "de-AT", "Bundesstaat"),
        ("US", "postal_code", "en", "ZIP code"),
        ("GB", "postal_code", "en-GB", "Postcode"),
        ("GB", "locality", "en", "Post town"),
        ("IE", "postal_code", "fr", "Eircode"),
        ("IN", "postal_code", "en", "PIN code"),
        ("JP", "administrative_area", "ja", "都道府県"),
        ("JP", "administrative_area", "fr", "Préfecture"),
        ("CA", "administrative_area", "fr", "Province"),
        ("AE", "administrative_area", "es", "Emirato"),
        ("KR", "administrative_area", "ko", "시·도"),
        ("DE", "postal_code", "cs", "Postal code"),
    ],
)
def test_a_field_is_called_what_it_is_called_there(
    country: str, name: str, locale: str, label: str
) -> None:
    assert field(address_form(country, locale=locale), name).label == label


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_form_of_every_country_can_be_drawn(locale: str) -> None:
    for country in countries():
        form = address_form(country, locale=locale)
        rules = rules_of(country)
        tokens = [field.autocomplete for field in form.fields if field.autocomplete != "off"]

        assert len(tokens) == len(set(tokens))
        assert all(field.label and field.max_length > 0 for field in form.fields)
        if "S" in rules.local.fields:
            area = field(form, "administrative_area")
            assert len(area.choices) == len(rules.areas)
            assert len({choice.value for choice in area.choices}) == len(rules.areas)
        assert json.loads(json.dumps(form.to_dict()))["country"] == country


def test_choices_have_codes_and_names_in_the_users_language() -> None:
    choices = field(address_form("CN", locale="de"), "administrative_area").choices
    guangdong = next(choice for choice in choices if choice.value == "CN-GD")

    assert (guangdong.label, guangdong.local, guangdong.latin) == (
        "Guangdong",
        "广东省",
        "Guangdong Sheng",
    )
    assert [choice.label for choice in choices] == sorted(choice.label for choice in choices)


def test_the_cities_of_a_chosen_area_are_choices_where_the_data_list_them() -> None:
    cities = field(address_form("CN", locale="zh", area="CN-GD"), "locality").choices
    none = field(address_form("CN", locale="zh"), "locality").choices

    assert "深圳市" in {city.value for city in cities}
    assert none == ()
    assert "Shenzhen Shi" in {
        city.label
        for city in field(address_form("CN", locale="en", area="广东省"), "locality").choices
    }


def test_what_an_area_requires_goes_before_what_its_country_requires() -> None:
    assert field(address_form("CN", locale="en"), "postal_code").required
    assert not field(address_form("CN", locale="en", area="CN-HK"), "postal_code").required


def test_tokens_are_those_of_html() -> None:
    form = address_form("BR", locale="pt")

    assert {f.name: f.autocomplete for f in form.fields} == {
        "recipient": "name",
        "organization": "organization",
        "lines[0]": "address-line1",
        "lines[1]": "address-line2",
        "lines[2]": "address-line3",
        "dependent_locality": "address-level3",
        "locality": "address-level2",
        "administrative_area": "address-level1",
        "postal_code": "postal-code",
    }


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"country": "XX", "locale": "de"}, UnknownCountryError),
        ({"country": "DE", "locale": "no language"}, UnknownLocaleError),
        ({"country": "US", "locale": "de", "area": "Ontario"}, UnknownAreaError),
        ({"country": 1, "locale": "de"}, TypeError),
        ({"country": "US", "locale": "de", "area": ("TX",)}, TypeError),
    ],
)
def test_what_is_unknown_is_refused(arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        address_form(**arguments)
