"""A country is found by codes of every kind and by names; an ambiguous name is refused."""

from __future__ import annotations

import contextlib

import pycountry
import pytest
from hypothesis import given, settings, strategies as st

from crmi18n.address import find_country
from crmi18n.address._packs import countries
from crmi18n.cldr import display_name
from crmi18n.errors import UnknownCountryError


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DE", "DE"), ("de", "DE"), (" DE ", "DE"), ("DEU", "DE"), ("276", "DE"),
        ("Deutschland", "DE"), ("DEUTSCHLAND", "DE"), ("Germany", "DE"), ("Allemagne", "DE"),
        ("Alemania", "DE"), ("Tyskland", "DE"), ("Германия", "DE"), ("ドイツ", "DE"),
        ("德国", "DE"),
        ("독일", "DE"), ("ألمانيا", "DE"), ("Γερμανία", "DE"), ("ΓΕΡΜΑΝΙΑ", "DE"),
        ("U.S.A.", "US"), ("USA", "US"), ("U. S. A.", "US"), ("United States of America", "US"),
        ("UK", "GB"), ("Great Britain", "GB"), ("England", "GB"), ("EL", "GR"),
        ("Hongkong", "HK"), ("Hong Kong SAR", "HK"), ("香港", "HK"), ("Taiwan", "TW"),
        ("Holland", "NL"), ("Türkiye", "TR"), ("TURKIYE", "TR"), ("Turkey", "TR"),
        ("Czech Republic", "CZ"), ("Côte d’Ivoire", "CI"), ("Cote d'Ivoire", "CI"),
        ("Ivory Coast", "CI"), ("Kosovo", "XK"), ("South Korea", "KR"),
        ("Republic of Korea", "KR"),
        ("Viet Nam", "VN"), ("Russian Federation", "RU"),
        ("Bolivia, Plurinational State of", "BO"),
        ("Zaire", "CD"), ("ZR", "CD"), ("Burma", "MM"), ("East Germany", "DE"), ("DD", "DE"),
        ("Swaziland", "SZ"), ("UAE", "AE"), ("St. Lucia", "LC"), ("Georgia", "GE"),
    ],
)  # fmt: skip
def test_a_text_means_a_country(text: str, code: str) -> None:
    assert find_country(text) == code


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Korea", {"KR", "KP"}),
        ("Congo", {"CG", "CD"}),
        ("Virgin Islands", {"VI", "VG"}),
        ("Saint Martin", {"MF", "SX"}),
        ("Yugoslavia", {"RS", "HR", "SI", "BA", "MK", "ME", "XK"}),
        ("Czechoslovakia", {"CZ", "SK"}),
        ("USSR", {"RU", "UA", "BY", "KZ", "UZ", "GE", "AM", "AZ", "MD", "LT", "LV", "EE", "KG",
                  "TJ", "TM"}),
        ("AN", {"CW", "SX", "BQ"}),
        ("Netherlands Antilles", {"CW", "SX", "BQ"}),
    ],
)  # fmt: skip
def test_a_name_of_several_is_refused_with_all_of_them(text: str, candidates: set[str]) -> None:
    with pytest.raises(UnknownCountryError) as caught:
        find_country(text)

    assert set(caught.value.nearest) == candidates


@pytest.mark.parametrize("text", ["", " ", "Atlantis", "x" * 200_000, "\x00", "ZZ", "EU", "999"])
def test_what_is_no_country_is_refused(text: str) -> None:
    with pytest.raises(UnknownCountryError) as caught:
        find_country(text)

    assert len(str(caught.value)) < 300


def test_a_misspelt_name_is_refused_with_what_may_be_meant() -> None:
    with pytest.raises(UnknownCountryError, match="did you mean US"):
        find_country("Untied States")


def test_a_wrong_type_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        find_country(276)  # type: ignore[arg-type]


MORE_NAMES = ("official_name", "common_name")


def test_every_country_is_found_by_each_of_its_codes_and_by_its_official_names() -> None:
    for country in pycountry.countries:
        names = [country.alpha_2, country.alpha_3, country.numeric, country.name]
        names += [getattr(country, kind, country.name) for kind in MORE_NAMES]
        for name in names:
            # ISO's short name of one, and what people call both.
            assert name == "Congo" or find_country(name) == country.alpha_2, name


@pytest.mark.parametrize(
    "locale", ["de", "en", "fr", "es", "pl", "ja", "zh", "ko", "ru", "ar", "tr"]
)
def test_every_country_is_found_by_its_name_in_a_language(locale: str) -> None:
    for country in countries():
        name = display_name("territory", country, locale=locale)
        assert find_country(name, locale=locale) == country, name


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=50))
def test_any_text_is_a_country_or_an_error_of_ours(text: str) -> None:
    with contextlib.suppress(UnknownCountryError):
        assert find_country(text) in countries()
