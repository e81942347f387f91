"""A tag is read by the grammar of RFC 5646, or refused; nothing of it is guessed or lost."""

import pickle

import pytest
from hypothesis import given, strategies as st

from crmi18n.cldr import LocaleTag
from crmi18n.errors import UnknownLocaleError


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("de", ("de", "", "", ""), id="a bare language"),
        pytest.param("ZH_hant_tw", ("zh", "Hant", "TW", ""), id="CLDR's underscores and any case"),
        pytest.param("es-419", ("es", "", "419", ""), id="a region of UN M49"),
        pytest.param("de-1996", ("de", "", "", "1996"), id="a variant that starts with a digit"),
        pytest.param("sl-rozaj-biske", ("sl", "", "", "rozaj-biske"), id="two variants"),
        pytest.param("en-u-hc-h12", ("en", "", "", "u-hc-h12"), id="an extension"),
        pytest.param("en-x-a-b1", ("en", "", "", "x-a-b1"), id="private use, short parts"),
        pytest.param("x-acme", ("und", "", "", "x-acme"), id="private use alone"),
        pytest.param("root", ("und", "", "", ""), id="CLDR's root"),
        pytest.param("i-klingon", ("tlh", "", "", ""), id="an irregular tag"),
        pytest.param("zh-yue-HK", ("yue", "", "HK", ""), id="an extended language"),
        pytest.param("en-GB-oed", ("en", "", "GB", "oxendict"), id="an irregular variant"),
    ],
)
def test_reads(text: str, parts: tuple[str, str, str, str]) -> None:
    tag = LocaleTag.parse(text)

    assert (tag.language, tag.script, tag.region, tag.rest) == parts
    assert LocaleTag.parse(str(tag)) == tag


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("d", id="one letter"),
        pytest.param("deutsch-land-de-de", id="two regions"),
        pytest.param("de-", id="an empty part"),
        pytest.param("de--DE", id="an empty part inside"),
        pytest.param("de-DE\n", id="a line feed behind"),
        pytest.param("de\x00", id="NUL"),
        pytest.param("ｄｅ", id="full-width letters"),
        pytest.param("dе", id="a Cyrillic letter that looks Latin"),
        pytest.param("en-u", id="an extension without content"),
        pytest.param("en-u-hc-h12-u-nu-latn", id="an extension twice"),
        pytest.param("sl-rozaj-rozaj", id="a variant twice"),
        pytest.param("en-usa", id="three letters are no region"),
        pytest.param("de-" * 100_000, id="far too long"),
        pytest.param("../../etc/passwd", id="a path"),
    ],
)
def test_refuses(text: str) -> None:
    with pytest.raises(UnknownLocaleError):
        LocaleTag.parse(text)


@pytest.mark.parametrize("value", [None, 5, b"de", ["de"]], ids=lambda value: type(value).__name__)
def test_a_wrong_type_is_a_type_error(value: object) -> None:
    with pytest.raises(TypeError):
        LocaleTag.parse(value)  # type: ignore[arg-type]


def test_tells_keywords_of_the_unicode_extension() -> None:
    tag = LocaleTag.parse(
        "de-1996-u-foo-nu-latn-fw-mon-kn-ca-islamic-civil-nu-arab-t-hc-h12-x-u-mu-celsius"
    )

    assert dict(tag.keywords) == {
        "nu": "latn",
        "fw": "mon",
        "kn": "true",
        "ca": "islamic-civil",
    }
    assert tag.variants == ("1996",)
    assert tag.extensions["x"] == "u-mu-celsius"


@given(st.text(alphabet="abzu01-_ \x00é", max_size=40))
def test_any_text_is_a_tag_or_an_error(text: str) -> None:
    try:
        tag = LocaleTag.parse(text)
    except UnknownLocaleError:
        return

    assert LocaleTag.parse(str(tag)) == tag
    assert pickle.loads(pickle.dumps(tag)) == tag  # noqa: S301
