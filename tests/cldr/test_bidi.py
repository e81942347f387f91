"""No text gets out of its isolate; directions are those of UAX #9.

An isolate holds if, in every paragraph of the result, each closer has its opener (BD9), the
first character opens and the last one closes, and both are a pair.
"""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, strategies as st

from crmi18n.cldr import direction, direction_of_text, isolate, isolate_html

LRI, RLI, FSI, PDI = "\u2066\u2067\u2068\u2069"
RLO, PDF = "\u202e\u202c"
PARAGRAPH_END = "[\n\r\x1c-\x1e\x85\u2029]"

HOSTILE = st.text(alphabet=f"aא1 {LRI}{RLI}{FSI}{PDI}{RLO}{PDF}\u200f\n\r\u2029<&\"'", max_size=60)


def is_closed(paragraph: str) -> bool:
    """Match isolates as BD9 does: the first opener's closer must be the last character."""
    depth = 0
    for place, char in enumerate(paragraph):
        depth += (char in LRI + RLI + FSI) - (char == PDI)
        if depth <= 0:
            return depth == 0 and place == len(paragraph) - 1
    return False


@given(HOSTILE)
def test_a_text_stays_in_its_isolate(text: str) -> None:
    paragraphs = [part for part in re.split(PARAGRAPH_END, isolate(text, "rtl")) if part]

    assert all(part[0] == RLI and is_closed(part) for part in paragraphs)


@given(HOSTILE)
def test_nothing_is_lost_but_closers_that_close_nothing(text: str) -> None:
    def visible(shown: str) -> str:
        return re.sub(f"[{LRI}{RLI}{FSI}{PDI}]", "", shown)

    assert visible(isolate(text)) == visible(text)


@given(HOSTILE)
def test_html_is_one_balanced_element(text: str) -> None:
    class Reader(HTMLParser):
        seen: list[str]

        def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
            self.seen.append(tag)

        def handle_endtag(self, tag: str) -> None:
            self.seen.append(f"/{tag}")

    markup = isolate_html(text, "ar")
    reader = Reader()
    reader.seen = []
    reader.feed(markup)
    inner = html.unescape(markup.removeprefix('<bdi lang="ar" dir="rtl">').removesuffix("</bdi>"))

    assert reader.seen == ["bdi", "/bdi"]
    assert all(is_closed(f"{RLI}{part}{PDI}") for part in re.split(PARAGRAPH_END, inner))


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        pytest.param("abc", f"{LRI}abc{PDI}", id="plain"),
        pytest.param("", f"{LRI}{PDI}", id="empty"),
        pytest.param(f"a{PDI}b", f"{LRI}ab{PDI}", id="a closer that closes nothing"),
        pytest.param(f"a{RLI}b", f"{LRI}a{RLI}b{PDI}{PDI}", id="an opener left open"),
        pytest.param(f"{FSI}a{PDI}", f"{LRI}{FSI}a{PDI}{PDI}", id="an isolate of its own"),
        pytest.param("a\r\nb", f"{LRI}a{PDI}\r\n{LRI}b{PDI}", id="each paragraph alone"),
        pytest.param(f"a{RLO}b", f"{LRI}a{RLO}b{PDI}", id="an override ends with the isolate"),
    ],
)
def test_isolates(text: str, safe: str) -> None:
    assert isolate(text, "ltr") == safe


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ar", "rtl"), ("he", "rtl"), ("fa-AF", "rtl"), ("ur", "rtl"), ("yi", "rtl"),
        ("dv", "rtl"), ("ps", "rtl"), ("ckb", "rtl"), ("ff-Adlm", "rtl"), ("nqo", "rtl"),
        ("pa-Arab", "rtl"), ("pa", "ltr"), ("az-IR", "rtl"), ("ar-Latn", "ltr"), ("de", "ltr"),
        ("ja", "ltr"), ("ur-Aran", "rtl"), ("und", "ltr"), ("qaa", "ltr"), ("iw", "rtl"),
        ("heb", "rtl"), ("ara-SA", "rtl"),
    ],
)  # fmt: skip
def test_direction_of_tags(tag: str, expected: str) -> None:
    assert direction(tag) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", None, id="empty"),
        pytest.param("123 - 45", None, id="nothing strong"),
        pytest.param("1. שלום", "rtl", id="behind a number"),
        pytest.param("A שלום", "ltr", id="the first counts"),
        pytest.param(f"{RLI}שלום{PDI} abc", "ltr", id="an isolate inside does not count"),
        pytest.param(f"{RLI}שלום", None, id="nor one that stays open"),
        pytest.param(f"{PDI}שלום", "rtl", id="a closer that closes nothing"),
        pytest.param(f"{RLO}abc", "ltr", id="an override is not strong"),
    ],
)
def test_direction_of_texts(text: str, expected: str | None) -> None:
    assert direction_of_text(text) == expected


def test_there_are_two_directions() -> None:
    with pytest.raises(ValueError, match="'up' is no direction: ltr or rtl"):
        isolate("a", "up")  # type: ignore[arg-type]
