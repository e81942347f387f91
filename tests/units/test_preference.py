"""Preferences: each reader's own unit, unless the site or the user has settled another."""

import pickle

import pytest

from crmi18n.errors import (
    UnitMismatchError,
    UnknownCountryError,
    UnknownLocaleError,
    UnknownUnitError,
)
from crmi18n.units import Quantity, Unit, UnitPolicy, preferred, preferred_unit, usages
from crmi18n.units.preference import measurement_region, reads_system_of

# Expected: CLDR 48 unitPreferenceData, read by hand.


@pytest.mark.parametrize(
    ("value", "unit", "usage", "locale", "expected"),
    [
        pytest.param("226.796185", "kilogram", "default", "en-US", "pound", id="weight, US"),
        pytest.param(500, "pound", "default", "de-DE", "kilogram", id="weight, Germany"),
        pytest.param(1000, "kilogram", "default", "de", "tonne", id="large weight"),
        pytest.param("0.5", "kilogram", "default", "de", "gram", id="small weight"),
        pytest.param("1.8", "meter", "person-height", "en-US", "foot-and-inch", id="height, US"),
        pytest.param("1.8", "meter", "person-height", "de", "centimeter", id="height, Germany"),
        pytest.param(75, "kilogram", "person", "en-GB", "stone-and-pound", id="weight, UK"),
        pytest.param(120, "square-meter", "floor", "en-US", "square-foot", id="floor, US"),
        pytest.param(120, "square-meter", "floor", "ja", "square-meter", id="floor, Japan"),
        pytest.param(100, "kilometer", "road", "sv", "mile-scandinavian", id="road, Sweden"),
        pytest.param(250, "meter", "road", "en-GB", "yard", id="road, UK"),
        pytest.param(
            "0.08",
            "liter-per-kilometer",
            "vehicle-fuel",
            "en-GB",
            "mile-per-gallon-imperial",
            id="consumption, UK",
        ),
        pytest.param(
            30,
            "mile-per-gallon",
            "vehicle-fuel",
            "de",
            "liter-per-100-kilometer",
            id="upside down",
        ),
        pytest.param(20, "celsius", "weather", "en-US", "fahrenheit", id="weather, US"),
        pytest.param(3, "liter", "fluid", "en-US", "quart", id="fluid, US"),
        pytest.param(3, "liter", "fluid-no-such", "en-US", "quart", id="use cut at its hyphen"),
        pytest.param(5, "ampere", "default", "de", "ampere", id="no preference"),
    ],
)
def test_by_country_and_use(
    value: int | str, unit: str, usage: str, locale: str, expected: str
) -> None:
    quantity = Quantity(value, unit)

    assert preferred_unit(quantity, locale=locale, usage=usage).id == expected
    assert preferred(quantity, locale=locale, usage=usage) == quantity.to(expected)


@pytest.mark.parametrize(
    ("tag", "region"),
    [
        ("de-DE", "DE"),
        ("en", "US"),
        ("pt", "BR"),
        ("en-u-rg-gbzzzz", "GB"),
        ("en-US-u-ms-metric", "001"),
        ("de-u-ms-ussystem-rg-gbzzzz", "US"),
        ("und", "US"),
    ],
)
def test_the_tag_says_whose_units(tag: str, region: str) -> None:
    assert measurement_region(tag) == region


def test_a_policy_goes_before_cldr_and_the_users_before_the_sites() -> None:
    site = UnitPolicy({"mass": "kilogram", "length": "meter"}, region="DE")
    user = site.with_units({"length/person-height": "centimeter"})
    height = Quantity("1.8", "meter")

    assert preferred_unit(Quantity(500, "pound"), locale="en-US", policy=user).id == "kilogram"
    assert preferred_unit(height, locale="en-US", usage="person-height", policy=user).id == (
        "centimeter"
    )
    assert preferred_unit(height, locale="en-US", usage="road", policy=user).id == "meter"
    gallons = Quantity(9, "gallon")
    assert preferred_unit(gallons, locale="en-US", usage="fluid", policy=user).id == "liter"


def test_a_policy_is_a_value() -> None:
    policy = UnitPolicy({"mass": "pound"}, region="US")

    assert pickle.loads(pickle.dumps(policy)) == policy  # noqa: S301
    assert UnitPolicy.from_dict(policy.to_dict()) == policy
    assert hash(UnitPolicy.from_dict(policy.to_dict())) == hash(policy)
    with pytest.raises(UnitMismatchError, match="length"):
        UnitPolicy({"mass": "meter"})
    with pytest.raises(UnknownUnitError):
        UnitPolicy({"mass": "pfund"})
    with pytest.raises(TypeError, match="final"):
        type("Policy", (UnitPolicy,), {})


@pytest.mark.parametrize(
    ("units", "region", "error"),
    [
        pytest.param({}, "us", UnknownCountryError, id="a region in small letters"),
        pytest.param({}, "Germany", UnknownCountryError, id="a region by its name"),
        pytest.param({}, 276, TypeError, id="a region as a number"),
        pytest.param("mass", None, TypeError, id="units that are no mapping"),
        pytest.param({5: "kilogram"}, None, TypeError, id="a quantity that is no text"),
    ],
)
def test_a_policy_that_would_be_ignored_is_refused(
    units: object, region: object, error: type[Exception]
) -> None:
    with pytest.raises(error):
        UnitPolicy(units, region)  # type: ignore[arg-type]


def test_a_policy_may_settle_what_is_upside_down() -> None:
    house = UnitPolicy({"consumption": "mile-per-gallon"}, region="001")

    found = preferred_unit(Quantity(8, "liter-per-100-kilometer"), locale="de", policy=house)

    assert found.id == "mile-per-gallon"


@pytest.mark.parametrize(
    ("unit", "locale", "known"),
    [
        ("pound", "de-DE", False),
        ("pound", "en-US", True),
        ("pound", "en-GB", True),
        ("kilogram", "en-US", False),
        ("kilogram", "en-GB", True),
        ("hour", "en-US", True),
        ("item", "ja", True),
        ("celsius", "en-US", False),
        ("fahrenheit", "de", False),
        ("celsius", "en-GB", True),
        ("kelvin", "en-US", True),
        ("gallon", "en-CA", False),
        ("kilogram", "en-US-u-ms-metric", True),
        ("celsius", "en-US-u-mu-celsius", True),
    ],
)
def test_knows_whose_unit_it_is(unit: str, locale: str, known: bool) -> None:
    assert reads_system_of(Unit.of(unit), locale) is known


def test_lists_the_uses_of_a_quantity() -> None:
    assert "person-height" in usages("length")
    assert usages("electric-current") == ()


def test_refuses_what_is_no_quantity() -> None:
    with pytest.raises(TypeError, match="int"):
        preferred(5, locale="de")  # type: ignore[arg-type]
    with pytest.raises(UnknownLocaleError):
        preferred(Quantity(1, "meter"), locale="not a tag")
