"""Names are CLDR 48.2's, in every locale that it has; expected: its localenames and numbers."""

from typing import Any

import pytest

from crmi18n.cldr import display_name
from crmi18n.cldr._tables import table
from crmi18n.errors import UnknownCodeError, UnknownLocaleError

MAJOR = set("ar bn de en es fa fr he hi id it ja ko nl pl pt ru sv sw th tr uk ur vi zh".split())  # noqa: SIM905


@pytest.mark.parametrize(
    ("kind", "code", "locale", "name"),
    [
        pytest.param("territory", "DE", "ja", "ドイツ", id="territory"),
        pytest.param("territory", "419", "de", "Lateinamerika", id="UN M49"),
        pytest.param("territory", "HK", "de", "Hongkong", id="never the title of Hong Kong"),
        pytest.param("territory", "CQ", "de", "Sark", id="a territory that is new in CLDR 48"),
        pytest.param("language", "de-AT", "de", "Österreichisches Deutsch", id="a dialect"),
        pytest.param("language", "ja", "iw", "יפנית", id="the reader's old code"),
        pytest.param("language", "es-CL", "en", "Spanish (Chile)", id="a region beside"),
        pytest.param("language", "sr-Latn", "de", "Serbisch (Lateinisch)", id="a script beside"),
        pytest.param("language", "uz-Arab-AF", "en", "Uzbek (Arabic, Afghanistan)", id="both"),
        pytest.param(
            "language", "zh-Hant-HK", "en", "Traditional Chinese (Hong Kong)", id="named"
        ),
        pytest.param("language", "en-MM", "en", "English (Myanmar [Burma])", id="brackets within"),
        pytest.param("language", "fr-BE", "zh", "法语（比利时）", id="full-width parentheses"),
        pytest.param("language", "iw", "de", "Hebräisch", id="an old code"),
        pytest.param("language", "de_DEU", "en", None, id="no tag"),
        pytest.param("language", "de-1996", "en", None, id="a variant"),
        pytest.param("language", "de-QQ", "en", None, id="a region without a name"),
        pytest.param("language", "de-Zxxy", "en", None, id="a script without a name"),
        pytest.param("script", "Hant", "en", "Traditional", id="script"),
        pytest.param("currency", "XCG", "de", "Karibischer Gulden", id="the new guilder"),
        pytest.param("currency", "JPY", "fr", "yen japonais", id="currency"),
    ],
)
def test_names(kind: Any, code: str, locale: str, name: str | None) -> None:
    if name is None:
        with pytest.raises(UnknownCodeError):
            display_name(kind, code, locale=locale)
    else:
        assert display_name(kind, code, locale=locale) == name


@pytest.mark.parametrize(
    ("kind", "code", "locale", "name"),
    [
        ("territory", "US", "de", "USA"),
        ("territory", "GB", "en", "UK"),
        ("territory", "JP", "en", "Japan"),
        ("language", "az", "en", "Azeri"),
        ("currency", "EUR", "en", "Euro"),
    ],
)
def test_short_names(kind: str, code: str, locale: str, name: str) -> None:
    assert display_name(kind, code, locale=locale, width="short") == name  # type: ignore[arg-type]


def test_all_locales_can_be_asked_and_the_major_ones_answer() -> None:
    unnamed = set()
    for locale in table("locales")["names"]:
        try:
            assert display_name("currency", "EUR", locale=locale)
        except UnknownCodeError:
            unnamed.add(locale)

    assert unnamed.isdisjoint(MAJOR)


def test_an_unknown_code_is_refused_with_those_like_it() -> None:
    with pytest.raises(UnknownCodeError) as caught:
        display_name("territory", "DEU", locale="de")

    assert "DE" in caught.value.nearest


def test_unknown_locales_and_kinds_are_refused() -> None:
    with pytest.raises(UnknownLocaleError):
        display_name("territory", "DE", locale="qaa")
    with pytest.raises(ValueError, match="'country' is none of territory"):
        display_name("country", "DE", locale="de")  # type: ignore[arg-type]
