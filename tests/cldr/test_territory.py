"""Territories and scripts of tags, by the tag's own words first; expected: CLDR 48.2's data."""

import pytest

from crmi18n.cldr import official_languages, script_of, territory_of


@pytest.mark.parametrize(
    ("tag", "territory"),
    [
        pytest.param("de-AT", "AT", id="its region"),
        pytest.param("en", "US", id="the likely region"),
        pytest.param("zh-Hant", "TW", id="the likely region of a script"),
        pytest.param("en-GB-u-rg-uszzzz", "US", id="the key rg"),
        pytest.param("en-GB-u-rg-usca", "US", id="a subdivision in the key rg"),
        pytest.param("en-GB-u-rg-nonsense", "GB", id="a key rg that is none"),
        pytest.param("en-GB-u-rg-zzzzzz", "GB", id="no region in the key rg"),
        pytest.param("en-GB-u-rg", "GB", id="nothing in the key rg"),
        pytest.param("en-UK", "GB", id="an old region"),
        pytest.param("heb", "IL", id="a language in three letters"),
        pytest.param("cmn-TW", "TW", id="both"),
        pytest.param("qaa", None, id="a language that CLDR does not know"),
    ],
)
def test_territory(tag: str, territory: str | None) -> None:
    assert territory_of(tag) == territory


@pytest.mark.parametrize(
    ("tag", "script"),
    [
        ("zh-TW", "Hant"), ("zh", "Hans"), ("sr", "Cyrl"), ("sr-ME", "Latn"), ("ja-Latn", "Latn"),
        ("ara", "Arab"), ("sh", "Latn"), ("cmn-TW", "Hant"),
    ],
)  # fmt: skip
def test_script(tag: str, script: str) -> None:
    assert script_of(tag) == script


@pytest.mark.parametrize(
    ("territory", "languages"),
    [
        ("CH", ("de", "gsw", "fr", "it")),
        ("JP", ("ja",)),
        ("US", ("en",)),
        ("ZZ", ()),
    ],
)
def test_official_languages(territory: str, languages: tuple[str, ...]) -> None:
    assert official_languages(territory) == languages
