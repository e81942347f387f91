"""Canonical form, likely subtags and inheritance, beyond CLDR's own cases (tests/conformance).

The expected chains are those of UTS #35 part 1, section 4.1.3, over CLDR 48.2's parentLocales.
"""

import pytest
from hypothesis import given, strategies as st

from crmi18n.cldr import LocaleTag, canonicalize, format_number, inheritance, maximize, minimize
from crmi18n.cldr._tables import table
from crmi18n.errors import UnknownLocaleError


@pytest.mark.parametrize(
    ("tag", "chain"),
    [
        pytest.param("en-AT", "en-AT en-150 en-001 en und", id="English in Europe"),
        pytest.param("es-MX-u-nu-latn", "es-MX-u-nu-latn es-MX es-419 es und", id="an extension"),
        pytest.param("zh-Hant-MO", "zh-Hant-MO zh-Hant-HK zh-Hant und", id="Macao by Hong Kong"),
        pytest.param("sr-Latn-RS", "sr-Latn-RS sr-Latn und", id="another script ends the chain"),
        pytest.param("ja-Latn", "ja-Latn und", id="a script that is not listed does as well"),
        pytest.param("ja-Jpan-JP", "ja-Jpan-JP ja-Jpan ja und", id="the likely script does not"),
        pytest.param("nb", "nb no und", id="Bokmål by Norwegian"),
        pytest.param("ht", "ht fr-HT fr und", id="another language"),
        pytest.param("und", "und", id="the root"),
    ],
)
def test_inherits(tag: str, chain: str) -> None:
    assert " ".join(map(str, inheritance(tag))) == chain


def test_every_chain_of_cldr_ends_at_the_root() -> None:
    for name in table("locales")["names"]:
        assert inheritance(name)[-1] == LocaleTag("und")


@pytest.mark.parametrize("operation", [canonicalize, maximize, minimize, inheritance])
def test_what_is_no_tag_is_refused(operation: object) -> None:
    with pytest.raises(UnknownLocaleError):
        operation("no tag")  # type: ignore[operator]
    with pytest.raises(TypeError):
        operation(5)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("tag", "same"),
    [
        pytest.param("iw", "he", id="a code out of use"),
        pytest.param("sh", "sr-Latn", id="a language that became a script"),
        pytest.param("de-DD", "de-DE", id="a territory out of use"),
        pytest.param("hin", "hi", id="three letters for two"),
        pytest.param("zh-TW", "zh-Hant", id="the script that a region implies"),
        pytest.param("es-JP", "es-419", id="a region with another parent"),
        pytest.param("de-JP", "de", id="a region without data"),
        pytest.param("ja-Latn", "ja", id="a script without data"),
    ],
)
def test_formats_by_the_data_that_the_tag_means(tag: str, same: str) -> None:
    assert format_number(-1234567, locale=tag) == format_number(-1234567, locale=same)


LANGUAGES = st.sampled_from(sorted({name.partition("-")[0] for name in table("locales")["names"]}))
TAGS = st.builds(
    "{}{}{}{}".format,
    LANGUAGES,
    st.sampled_from(["", "-Latn", "-Arab", "-Qaai", "-Hant"]),
    st.sampled_from(["", "-SU", "-YU", "-826", "-US", "-419"]),
    st.sampled_from(
        ["", "-fonipa", "-heploc-hepburn", "-u-nu-arab-ca-islamicc", "-t-iw-m0-names"]
    ),
)


@given(TAGS)
def test_the_canonical_form_is_its_own(tag: str) -> None:
    once = canonicalize(tag)

    assert canonicalize(once) == once


@given(TAGS)
def test_minimal_and_maximal_tags_mean_the_same(tag: str) -> None:
    full = maximize(canonicalize(tag))
    short = minimize(canonicalize(tag))

    assert full is not None
    assert short is not None
    assert full.language
    assert full.script
    assert full.region
    assert maximize(short) == full == maximize(full)


def test_a_tag_that_was_put_together_by_hand_is_put_right_or_refused() -> None:
    assert canonicalize(LocaleTag("DE", region="at")) == LocaleTag.parse("de-AT")
    assert format_number(1234567, locale=LocaleTag("DE", region="ch")) == "1'234'567"
    with pytest.raises(UnknownLocaleError):
        canonicalize(LocaleTag("de", region="nowhere!"))
