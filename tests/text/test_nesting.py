"""Lists and tables come out as they went in, and nothing but known elements comes out."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st

from crmi18n.text import DualDocument
from crmi18n.text.nesting import HOLDERS, LEAVES, nested
from crmi18n.text.segments import join, split

TAGS = [*sorted(HOLDERS | LEAVES), "section", "script", "x"]
MARKUP = st.lists(st.sampled_from([*TAGS, *(f"/{tag}" for tag in TAGS)]), max_size=6)


@pytest.mark.parametrize(
    ("html", "joined"),
    [
        pytest.param(
            "<ul><li>a<li>b</ul>c", "<ul><li>a</li>\n<li>b</li></ul>\n<p>c</p>", id="no end tags"
        ),
        pytest.param("<li>a<li>b", "<li>a</li>\n<li>b</li>", id="no list"),
        pytest.param("<ul></ul><p>a</p>", "<p>a</p>", id="an empty list"),
        pytest.param("a</ul></td>b", "<p>a</p>\n<p>b</p>", id="ends of nothing"),
        pytest.param(
            "<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt>\n<dd>b</dd>\n<dt>c</dt></dl>", id="terms"
        ),
        pytest.param(
            "<ul><li>a<ul><li>b</ul>c</ul>",
            "<ul><li>a\n<ul><li>b</li></ul>\n<p>c</p></li></ul>",
            id="text behind an inner list",
        ),
        pytest.param(
            "<table><tr><td>a<tr><td>b</table>",
            "<table><tr><td>a</td></tr>\n<tr><td>b</td></tr></table>",
            id="rows without ends",
        ),
    ],
)
def test_elements_are_closed_as_browsers_close_them(html: str, joined: str) -> None:
    assert join(split(html, "html"), "html") == joined


def test_a_revision_has_the_lists_of_the_new_text() -> None:
    document = DualDocument.of("<ul><li>a<li>b</ul>", local_lang="de", form="html")
    document = document.with_corporate({"s1": "A", "s2": "B"})

    assert document.text("en") == "<ul><li>A</li>\n<li>B</li></ul>"
    revised = document.with_local("<ol><li>b<li>a</ol>")
    assert revised.text("en") == "<ol><li>B</li>\n<li>A</li></ol>"


@given(st.lists(st.tuples(MARKUP.map(" ".join), st.just("t")), max_size=8))
def test_whatever_is_stored_is_well_formed(blocks: list[tuple[str, str]]) -> None:
    found = ET.fromstring(f"<body>{nested(blocks)}</body>")  # noqa: S314 - our own output

    assert {element.tag for element in found.iter()} <= HOLDERS | LEAVES | {"body"}
    assert "".join(found.itertext()).count("t") == len(blocks)


@given(st.lists(st.sampled_from([*TAGS, *(f"/{tag}" for tag in TAGS), ""]), max_size=12))
def test_what_was_joined_is_joined_again(tags: list[str]) -> None:
    html = "".join(f"<{tag}>t" if tag else "t" for tag in tags if "script" not in tag)
    once = join(split(html, "html"), "html")

    assert join(split(once, "html"), "html") == once
