"""Reading of ``Accept-Language``: RFC 9110, and what strangers send instead.

The expected orders follow from sections 12.4.2 and 12.5.4; the first header is the RFC's own.
"""

import pytest
from hypothesis import given, strategies as st

from crmi18n.cldr import match_locale, parse_accept_language


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        pytest.param("da, en-gb;q=0.8, en;q=0.7", "da en-GB en", id="the RFC's example"),
        pytest.param("en;q=0.7, da, en-GB;q=0.8", "da en-GB en", id="by quality, not by place"),
        pytest.param("de, fr;q=1.0, en", "de fr en", id="equals in the order given"),
        pytest.param("de-AT,de;q=0.9,en;q=0.80", "de-AT de en", id="as browsers write it"),
        pytest.param("de ; q=0.5\t,\ten ; Q=0.6", "en de", id="blanks and capitals"),
        pytest.param("de, de;q=0.5, DE", "de", id="each once"),
        pytest.param("de;q=0, en;q=0.000, fr", "fr", id="what is not acceptable"),
        pytest.param("de;q=0.001", "de", id="hardly wanted"),
        pytest.param("*", "", id="any language"),
        pytest.param("da, *;q=0.5", "da", id="any other"),
        pytest.param("da, *;q=0.5, de;q=0.1", "da", id="what is less wanted than any other"),
        pytest.param("de;q=0.5, *;q=0.5", "de", id="as wanted as any other"),
        pytest.param("de, *;q=0", "de", id="no other"),
        pytest.param("", "", id="empty"),
        pytest.param(",, ,de,,", "de", id="empty elements"),
        pytest.param("zh-Hant-TW-u-nu-hanidec", "zh-Hant-TW-u-nu-hanidec", id="extensions"),
        pytest.param("en_US", "en-US", id="underscores"),
        pytest.param("de;q=2, fr;q=-1, it;q=x, es;q=, pt;q=0.1234, en", "en", id="no quality"),
        pytest.param("de;level=1, fr;q=0.5;q=0.1, en", "en", id="other parameters"),
        pytest.param("de-*, *-CH, ?, d, e n, \u0434\u0435, en", "en", id="no tags"),
        pytest.param("<script>, '; DROP TABLE x;--, en\x00, de\r\n, fr", "fr", id="attacks"),
        pytest.param("\uff44\uff45, d\u0435, de\u200b", "", id="letters that look like others"),
        pytest.param(f"{'a' * 900}, {'a-' * 400}b, en", "en", id="long tags"),
    ],
)
def test_reads(header: str, wanted: str) -> None:
    assert " ".join(map(str, parse_accept_language(header))) == wanted


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("de," * 400_000, id="many languages"),
        pytest.param("," * 1_000_000, id="many commas"),
        pytest.param("de" + " " * 1_000_000, id="many blanks"),
        pytest.param("de;q=0." + "0" * 1_000_000, id="many digits"),
        pytest.param("a-" * 500_000, id="one tag"),
    ],
)
def test_of_a_megabyte_nothing_is_read(header: str) -> None:
    assert parse_accept_language(header) == ()


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("," * 2000, id="commas"),
        pytest.param(" " * 1998 + "de", id="blanks"),
        pytest.param(";" * 2000, id="semicolons"),
        pytest.param("de;q=" * 400, id="parameters"),
        pytest.param("a-" * 1000, id="one tag"),
    ],
)
def test_what_just_fits_is_read_at_once(header: str) -> None:
    assert len(parse_accept_language(header)) <= 1


def test_hundreds_of_languages_are_matched() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    codes = [f"{a}{b}" for a in letters[:25] for b in letters if f"{a}{b}" != "de"]
    header = ",".join([*codes, "de;q=0.1"])

    match = match_locale(parse_accept_language(header), ["fr", "de"])

    assert match.tag == "fr"
    assert len(parse_accept_language(header)) > 600


def test_a_header_is_text() -> None:
    with pytest.raises(TypeError, match="bytes"):
        parse_accept_language(b"de")  # type: ignore[arg-type]


@given(
    st.text(alphabet=st.sampled_from("de-*;,q=01. \tEN_\u0434"), max_size=60)
    | st.text(max_size=20)
)
def test_no_header_is_refused(header: str) -> None:
    match = match_locale(parse_accept_language(header), ["de", "en"])

    assert match.tag in ("de", "en")
