"""Side by side, a reader sees what is missing, what is outdated, and what is binding."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st

from crmi18n.errors import ParseError
from crmi18n.text import DualDocument, changes, side_by_side
from crmi18n.text.segments import Form

DOCUMENT = (
    DualDocument.of("Preis: 100 EUR.\n\nOrt: Linz.\n\nHaftung <keine>.", local_lang="de-AT")
    .with_corporate({"s1": "Price: EUR 100.", "s2": "Place: Linz."})
    .confirm()
    .with_local("Preis: 120 EUR.\n\nOrt: Linz.\n\nHaftung <keine>.")
    .with_prevailing("de-AT")
)


def test_html() -> None:
    html = side_by_side(DOCUMENT, locale="en")
    table = ET.fromstring(html)  # noqa: S314 - our own output, and well-formed it has to be
    rows = table.findall("tbody/tr")
    cells = [row.findall("td") for row in rows]

    assert [row.get("class") for row in rows] == ["local-changed", "aligned", "local-only"]
    assert [(c.get("lang"), c.get("dir")) for c in cells[1]] == [("de-AT", "ltr"), ("en", "ltr")]
    assert cells[0][1].get("class") == "outdated"
    assert "".join(cells[0][1].find("strong").itertext()) == "outdated"  # type: ignore[union-attr]
    assert [e.text for e in cells[0][1].iter("del")] == ["100"]
    assert [e.text for e in cells[0][1].iter("ins")] == ["120"]
    assert cells[2][1].get("class") == "missing"
    assert "".join(cells[2][0].itertext()) == "Haftung <keine>."
    assert "Austrian German" in "".join(table.find("tfoot").itertext())  # type: ignore[union-attr]


def test_a_text_from_right_to_left_has_its_direction() -> None:
    document = DualDocument.of("السعر: 100", local_lang="ar").with_corporate({"s1": "Price: 100"})
    html = side_by_side(document, locale="en")

    assert '<td lang="ar" dir="rtl">' in html
    assert '<td lang="en" dir="ltr" class="unconfirmed">' in html


def test_markdown_and_text() -> None:
    lines = side_by_side(DOCUMENT, locale="de", layout="markdown").splitlines()

    assert lines[1] == "|---|---|"
    assert lines[2] == "| Preis: 120 EUR. | Price: EUR 100. **[veraltet]** |"
    assert lines[4] == r"| Haftung \<keine\>. | **[fehlt]** |"
    assert "Im Zweifel" in lines[-1]
    assert "[veraltet]" in side_by_side(DOCUMENT, locale="de", layout="text")


def test_inline_tags_come_back_and_pipes_are_escaped() -> None:
    document = DualDocument.of("<p>Der <b>Preis</b> | Ort</p>", local_lang="de", form="html")

    assert "Der <b>Preis</b> | Ort" in side_by_side(document, locale="en")
    assert "Preis{/1} \\| Ort" in side_by_side(document, locale="en", layout="markdown")


def test_placeables_that_do_not_nest_stay_text() -> None:
    document = DualDocument.of("<p>Der <b>Preis</b></p>", local_lang="de", form="html")
    html = side_by_side(document.with_corporate({"s1": "The {1}price"}), locale="en")

    assert "The {1}price" in html
    ET.fromstring(html)  # noqa: S314 - our own output


def test_no_such_layout() -> None:
    with pytest.raises(ParseError, match="layout"):
        side_by_side(DOCUMENT, locale="en", layout="pdf")  # type: ignore[arg-type]


@given(st.text(max_size=60), st.text(max_size=60))
def test_changes_give_back_both_texts(before: str, after: str) -> None:
    found = changes(before, after)

    assert "".join(text for kind, text in found if kind != "new") == before
    assert "".join(text for kind, text in found if kind != "gone") == after


@given(st.text(max_size=60))
def test_any_text_is_escaped(text: str) -> None:
    document = DualDocument.of_pairs([(text, text)], local_lang="de")
    html = side_by_side(document, locale="en")

    assert "<script" not in html
    assert html.count("<td") == html.count("</td>") == 2


@pytest.mark.parametrize(
    ("form", "text", "shown"),
    [
        pytest.param("text", "<img src=x onerror=y>", r"\<img src=x onerror=y\>", id="a tag"),
        pytest.param(
            "text", "**[missing]** [a](b:c)", r"\*\*\[missing\]\*\* \[a\](b:c)", id="a forged mark"
        ),
        pytest.param("text", "a\r|b\\|c", r"a<br>\|b\\\|c", id="what ends a cell"),
        pytest.param(
            "html", "<p>&lt;b&gt; <b>x</b></p>", r"\<b\> {1}x{/1}", id="a tag that is text"
        ),
        pytest.param("markdown", "**a** <b>x</b> \\|", r"**a** &lt;b>x&lt;/b> \|", id="Markdown"),
    ],
)
def test_no_text_is_markup_in_markdown(form: Form, text: str, shown: str) -> None:
    document = DualDocument.of(text, local_lang="de", form=form)

    lines = side_by_side(document, locale="en", layout="markdown").splitlines()
    assert lines[2:] == [f"| {shown} | **[missing]** |"]


def test_long_texts_are_compared_by_sentences() -> None:
    before = " ".join(f"Punkt {i} ist so." for i in range(600))
    after = before.replace("Punkt 7 ", "Absatz 7 ").replace("Punkt 400 ", "Absatz 400 ")
    found = changes(before, after)

    assert [kind for kind, _ in found if kind != "same"] == ["gone", "new"] * 2
    assert ("new", "Absatz 400 ist so. ") in found
    whole = changes("der x " * 9000, "y der " * 9000)
    assert [kind for kind, _ in whole] == ["gone", "new"]
