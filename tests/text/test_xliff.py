"""A document goes out as XLIFF and comes back; nothing is applied to a source that changed."""

from __future__ import annotations

from typing import Literal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st

from crmi18n.cldr import label
from crmi18n.errors import ParseError
from crmi18n.text import DualDocument, from_xliff, to_xliff

Version = Literal["2.1", "1.2"]
VERSIONS: list[Version] = ["2.1", "1.2"]
DOCUMENT = (
    DualDocument.of("Preis: 100 EUR.\n\nOrt: Linz.\n\nHaftung.\n\nZahlung.", local_lang="de")
    .with_corporate({"s1": "Price: EUR 100.", "s2": "Place: Linz.", "s3": "Liability."})
    .confirm(["s1", "s2"])
    .with_local("Preis: 120 EUR.\n\nOrt: Linz.\n\nHaftung.\n\nZahlung.")
)


@pytest.mark.parametrize("version", VERSIONS)
def test_what_comes_back_unchanged_changes_nothing(version: Version) -> None:
    found = from_xliff(DOCUMENT, to_xliff(DOCUMENT, version=version))

    assert (found.document, found.applied, found.findings) == (DOCUMENT, (), ())


def test_the_states_of_xliff_2() -> None:
    root = ET.fromstring(to_xliff(DOCUMENT))  # noqa: S314 - our own output
    space = {"x": "urn:oasis:names:tc:xliff:document:2.0"}

    assert (root.get("srcLang"), root.get("trgLang")) == ("de", "en")
    assert [s.get("state") for s in root.iterfind(".//x:segment", space)] == [
        "initial",  # outdated
        "reviewed",
        "translated",
        "initial",  # missing
    ]
    assert [n.text for n in root.iterfind(".//x:note[@category='previous-source']", space)] == [
        "Preis: 100 EUR."
    ]
    assert len(root.findall(".//x:target", space)) == 3


@pytest.mark.parametrize(
    ("version", "state"),
    [pytest.param("2.1", 'state="initial"', id="2.1"),
     pytest.param("1.2", 'state="needs-translation"', id="1.2")],
)  # fmt: skip
def test_a_translation_that_comes_back_is_applied(version: Version, state: str) -> None:
    xml = to_xliff(DOCUMENT, version=version)
    final = 'state="final"'
    xml = xml.replace("Price: EUR 100.", "Price: EUR 120.").replace(state, final, 1)
    found = from_xliff(DOCUMENT, xml, by="agency")
    segment = found.document.segment("s1")

    assert found.applied == ("s1",)
    assert (segment.status, str(segment.text.corporate)) == ("aligned", "Price: EUR 120.")
    assert segment.text.document.by_lang["en"].by == "agency"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_unit_whose_source_changed_meanwhile_is_flagged(version: Version) -> None:
    xml = to_xliff(DOCUMENT, version=version).replace("Place: Linz.", "Location: Linz.")
    meanwhile = DOCUMENT.with_local("Preis: 120 EUR.\n\nOrt: Wels.\n\nHaftung.\n\nZahlung.")
    found = from_xliff(meanwhile, xml)

    assert [(f.code, f.where) for f in found.findings] == [("text.xliff_source_changed", "s2")]
    assert str(found.document.segment("s2").text.corporate) == "Place: Linz."


@pytest.mark.parametrize("version", VERSIONS)
def test_an_unknown_unit_is_flagged(version: Version) -> None:
    xml = to_xliff(DOCUMENT, version=version).replace('id="s2"', 'id="s77"')

    assert [f.code for f in from_xliff(DOCUMENT, xml).findings] == ["text.xliff_unknown"]


HTML = DualDocument.of(
    "<p>Der <b>Preis <i>netto</i></b><br>am Ort</p>", local_lang="de", form="html"
).with_corporate({"s1": "The {1}price {2}net{/2}{/1}{3/}at the place"})


@pytest.mark.parametrize(
    ("version", "codes"),
    [
        pytest.param("2.1", '<pc id="1">price <pc id="2">net</pc></pc><ph id="3"></ph>', id="2.1"),
        pytest.param("1.2", '<g id="1">price <g id="2">net</g></g><x id="3"></x>', id="1.2"),
    ],
)
def test_placeables_are_inline_codes(version: Version, codes: str) -> None:
    xml = to_xliff(HTML, version=version)

    assert codes in xml
    assert from_xliff(HTML, xml).findings == ()
    bare = HTML.with_local("<p>x</p>").with_local("<p>Der <b>Preis <i>netto</i></b><br>am Ort</p>")
    assert from_xliff(bare, xml).document.segments[0].text.corporate == (
        HTML.segments[0].text.corporate
    )


def test_lost_placeables_are_flagged() -> None:
    xml = to_xliff(HTML).replace('<ph id="3"></ph>at', "at")

    assert [f.code for f in from_xliff(HTML, xml).findings] == ["text.placeholders"]


@pytest.mark.parametrize(
    "translation",
    [
        pytest.param("{1}a{2}b{/1}c{/2}{3/}", id="crossed"),
        pytest.param("{/1}a{1}{2}{/2}{3/}", id="closed before it opens"),
        pytest.param("{1}a", id="never closed"),
        pytest.param("{7}a{/7}", id="unknown"),
    ],
)
def test_placeables_that_do_not_nest_stay_text(translation: str) -> None:
    document = HTML.with_corporate({"s1": translation})
    xml = to_xliff(document)

    assert translation in xml
    assert from_xliff(document, xml).document == document


def test_segments_that_a_tool_has_cut_are_joined() -> None:
    document = DualDocument.of("Eins. Zwei.", local_lang="de")
    xml = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="de"
      trgLang="en"><file id="f"><unit id="s1">
      <segment state="translated"><source>Eins.</source><target>One.</target></segment>
      <ignorable><source> </source></ignorable>
      <segment state="reviewed"><source><pc id="1">Zwei.</pc></source>
      <target>Two.</target></segment>
      </unit></file></xliff>"""
    found = from_xliff(document, xml)

    assert str(found.document.segment("s1").text.corporate) == "One. Two."
    assert found.document.segment("s1").status == "unconfirmed"


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param('<!DOCTYPE x [<!ENTITY a "b">]><xliff>&a;</xliff>', id="entities"),
        pytest.param('<!doctype x SYSTEM "file:///etc/passwd"><x/>', id="a document type"),
        pytest.param("<xliff", id="no XML"),
        pytest.param("<html/>", id="no XLIFF"),
        pytest.param(
            '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="fr" trgLang="en"/>',
            id="another language",
        ),
        pytest.param(
            '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>', id="no file"
        ),
    ],
)
def test_refuses(xml: str) -> None:
    with pytest.raises(ParseError):
        from_xliff(DOCUMENT, xml)


def test_control_characters_and_unknown_versions_are_refused() -> None:
    with pytest.raises(ParseError, match="control"):
        to_xliff(DualDocument.of_pairs([("a\x01b", None)], local_lang="de"))
    with pytest.raises(ParseError, match="version"):
        to_xliff(DOCUMENT, version="3.0")  # type: ignore[arg-type]


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


@given(st.lists(st.tuples(TEXTS, st.none() | TEXTS), max_size=4), st.sampled_from(VERSIONS))
def test_round_trip_of_any_text(pairs: list[tuple[str, str | None]], version: Version) -> None:
    pairs = [(a, b) for a, b in pairs if "\ufffe" not in f"{a}{b}" and "\uffff" not in f"{a}{b}"]
    document = DualDocument.of_pairs(pairs, local_lang="de")
    found = from_xliff(document, to_xliff(document, version=version))

    assert found.document == document
    assert [f.code for f in found.findings] in ([], ["text.placeholders"] * len(found.findings))


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4), st.sampled_from(VERSIONS))
def test_translations_survive_the_way_out_and_back(
    pairs: list[tuple[str, str]], version: Version
) -> None:
    pairs = [(a, b) for a, b in pairs if not set("\ufffe\uffff{}") & set(a + b)]
    full = DualDocument.of_pairs(pairs, local_lang="de")
    bare = DualDocument.of_pairs([(a, None) for a, _ in pairs], local_lang="de")
    found = from_xliff(bare, to_xliff(full, version=version), origin="import")

    assert [s.text.corporate for s in found.document] == [s.text.corporate for s in full]


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "UTF-16", "windows-1252"])
def test_a_file_read_as_text_is_what_it_says_whatever_its_declaration(encoding: str) -> None:
    document = DualDocument.of("Größe", local_lang="de").with_corporate({"s1": "Size"})
    xml = to_xliff(document).replace("Size", "Größe é").replace("UTF-8", encoding)

    assert str(from_xliff(document, xml).document.segment("s1").text.corporate) == "Größe é"


def test_nothing_nests_too_deep() -> None:
    document = DualDocument.of("<p><b>x</b></p>", local_lang="de", form="html")
    deep = "<pc id='1'>" * 5000 + "y" + "</pc>" * 5000
    xml = to_xliff(document).replace("initial", "translated")
    xml = xml.replace("</source>", f"</source><target>{deep}</target>")

    assert [f.code for f in from_xliff(document, xml).findings] == ["text.placeholders"]


def test_a_line_end_that_xml_does_not_keep_is_no_change() -> None:
    document = DualDocument.of("a", local_lang="de").with_corporate({"s1": "b\r\nc"}).confirm()

    assert from_xliff(document, to_xliff(document)).applied == ()


def test_half_a_character_is_no_xml() -> None:
    document = DualDocument.of("a", local_lang="de")

    for xml in ("<a>\ud800</a>", "\ud800"):
        with pytest.raises(ParseError):
            from_xliff(document, xml)
    with pytest.raises(ParseError):
        to_xliff(document, name="a\x00")


@pytest.mark.parametrize("version", ["2.1", "1.2"])
def test_the_placeholders_of_a_template_are_text(version: Literal["2.1", "1.2"]) -> None:
    document = DualDocument.of("<p>Liebe {1}, <b>los</b></p>", local_lang="de", form="html")
    xml = to_xliff(document.with_corporate({"s1": "Dear {1}, {2}go{/2}"}), version=version)

    assert "Dear {1}, <" in xml
    back = from_xliff(document, xml).document
    assert back.text("en") == "<p>Dear {1}, <b>go</b></p>"


@pytest.mark.parametrize("version", ["2.1", "1.2"])
def test_a_translation_that_is_not_marked_is_reported(version: Literal["2.1", "1.2"]) -> None:
    document = DualDocument.of("Preis 1.\n\nb", local_lang="de")
    document = document.with_corporate({"s1": "A"}).confirm()
    document = document.revise("Preis 2.\n\nb").document
    xml = to_xliff(document, version=version)
    assert from_xliff(document, xml).findings == ()

    found = from_xliff(document, xml.replace(">A</target>", ">A new</target>"))
    assert [(f.code, f.where) for f in found.findings] == [("text.xliff_unmarked", "s1")]
    assert found.document == document
    assert label("text.xliff_unmarked", locale="de") != label("text.xliff_unmarked", locale="en")
