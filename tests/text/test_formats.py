"""Other forms say what they can say, and what they cannot is reported."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st

from crmi18n.errors import MissingTextError, ParseError, TimeKindError
from crmi18n.text import (
    DualDocument,
    DualText,
    LocalizedText,
    from_columns,
    from_language_map,
    from_vcard,
    to_columns,
    to_language_map,
    to_tmx,
    to_vcard,
)

PAIR = (
    DualText("Rahmenvertrag; Teil 1, neu", local_lang="de-AT")
    .with_corporate("Framework agreement", at=datetime(2026, 6, 1, tzinfo=UTC))
    .confirm(by="u17")
)


def test_language_map() -> None:
    data, losses = to_language_map(PAIR.with_prevailing("de-AT").document)

    assert data == {"de-AT": "Rahmenvertrag; Teil 1, neu", "en": "Framework agreement"}
    assert [(f.code, f.where) for f in losses] == [
        ("text.export_loss", "en"),
        ("text.export_loss", "de-AT"),
    ]
    again = from_language_map(data, original="de-AT")
    assert again.require("en") == PAIR.corporate
    with pytest.raises(ParseError):
        from_language_map({"$": "x"}, original="de")


def test_vcard() -> None:
    text, _ = to_vcard("TITLE", PAIR.document)

    assert text.split("\r\n") == [
        "TITLE;ALTID=1;LANGUAGE=de-AT:Rahmenvertrag\\; Teil 1\\, neu",
        "TITLE;ALTID=1;LANGUAGE=en:Framework agreement",
    ]
    again = from_vcard(text.split("\r\n"), "title", original="de-AT")
    assert again.require("de-AT") == PAIR.local


@given(st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=30))
def test_vcard_round_trip(text: str) -> None:
    document = LocalizedText.of(text, lang="de").with_text("en", f"x{text}")
    lines = to_vcard("NOTE", document)[0].split("\r\n")

    assert from_vcard(lines, "NOTE", original="de").require("en") == document.require("en")


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        pytest.param(["ORG:x"], MissingTextError, id="no such property"),
        pytest.param(["TITLE;LANGUAGE=en:x"], MissingTextError, id="no original"),
        pytest.param(["TITLE:x", "TITLE;LANGUAGE=de:y"], ParseError, id="two in one language"),
    ],
)
def test_vcard_refuses(lines: list[str], error: type[Exception]) -> None:
    with pytest.raises(error):
        from_vcard(lines, "TITLE", original="de")


def test_vcard_property_names_are_checked() -> None:
    with pytest.raises(ParseError):
        to_vcard("TITLE:x\r\nEVIL", PAIR.document)


def test_tmx_holds_what_is_confirmed() -> None:
    document = DualDocument.of_pairs([("Preis", "Price"), ("Ort", "Place")], local_lang="de")
    tmx = to_tmx([PAIR, document.confirm(["s1"])], at=datetime(2026, 6, 1, tzinfo=UTC))
    root = ET.fromstring(tmx)  # noqa: S314 - our own output
    lang = "{http://www.w3.org/XML/1998/namespace}lang"

    assert root.find("header").get("creationdate") == "20260601T000000Z"  # type: ignore[union-attr]
    assert [[(v.get(lang), v.findtext("seg")) for v in u] for u in root.iter("tu")] == [
        [("de-AT", "Rahmenvertrag; Teil 1, neu"), ("en", "Framework agreement")],
        [("de", "Preis"), ("en", "Price")],
    ]


@pytest.mark.parametrize(
    "pair",
    [
        pytest.param(PAIR, id="confirmed"),
        pytest.param(PAIR.with_local("Neu"), id="outdated"),
        pytest.param(DualText("x", local_lang="ja"), id="local only"),
        pytest.param(DualText(None, local_lang="ja", corporate="x"), id="corporate only"),
        pytest.param(PAIR.with_text("fr", "Accord"), id="a third language"),
        pytest.param(DualText("", local_lang="de", corporate=""), id="empty on purpose"),
        pytest.param(DualText("x", local_lang="en"), id="one language for both"),
    ],
)
def test_columns_round_trip(pair: DualText) -> None:
    columns = to_columns(pair, "title")

    assert list(columns) == ["title_local", "title_local_lang", "title_corporate", "title_meta"]
    assert from_columns(columns, "title") == pair


def test_an_edit_of_a_column_by_another_program_is_seen() -> None:
    columns: dict[str, Any] = to_columns(PAIR, "title")
    edited = from_columns(columns | {"title_local": "Neu"}, "title")
    emptied = from_columns(columns | {"title_corporate": None}, "title")
    without_original = from_columns(columns | {"title_local": None}, "title")

    assert edited is not None
    assert edited.pair_status == "local_changed"
    assert emptied is not None
    assert emptied.pair_status == "local_only"
    assert without_original is not None
    assert without_original.pair_status == "corporate_only"


def test_columns_without_meta_are_imports_and_empty_ones_are_nothing() -> None:
    row = {"t_local": "Vertrag", "t_local_lang": "de", "t_corporate": "Contract"}
    found = from_columns(row, "t")

    assert found is not None
    assert found.pair_status == "unconfirmed"
    assert from_columns(row | {"t_local": None, "t_corporate": None}, "t") is None
    with pytest.raises(ParseError):
        from_columns(row | {"t_meta": "[]"}, "t")


def test_a_row_of_nothing_is_no_text() -> None:
    assert from_columns(dict.fromkeys(to_columns(PAIR, "t")), "t") is None


def test_another_local_language_in_its_column_is_another_text() -> None:
    found = from_columns({**to_columns(PAIR, "t"), "t_local_lang": "de-CH"}, "t")

    assert found is not None
    assert (found.local_lang, str(found.local)) == ("de-CH", str(PAIR.local))
    assert found.get(PAIR.local_lang) is None
    assert found.pair_status == "unconfirmed"


@pytest.mark.parametrize(
    "meta",
    [
        '{"v": [], "corporate": "en", "local": "de"}',
        '{"v": {"de": "x"}, "corporate": "en", "local": "de"}',
        '{"v": {}, "corporate": [], "local": "de"}',
        '{"v": {}, "corporate": "en", "local": "de", "src": {}}',
        "5",
    ],
)
def test_a_meta_column_in_another_form_is_refused(meta: str) -> None:
    row = {"t_local": "x", "t_local_lang": "de", "t_corporate": "y", "t_meta": meta}

    with pytest.raises(ParseError):
        from_columns(row, "t")


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        pytest.param(
            ["N;LANGUAGE=de:Leiter Ein", " kauf\\n", "\tSüd"], "Leiter Einkauf\nSüd", id="folded"
        ),
        pytest.param(['N;TYPE="a","b";X="c;d:e";LANGUAGE=de:Leiter'], "Leiter", id="quoted"),
        pytest.param(
            ['item1.n;X="LANGUAGE=fr";language="de":Leiter'], "Leiter", id="a quoted name"
        ),
    ],
)
def test_vcard_lines_as_cards_have_them(lines: list[str], text: str) -> None:
    assert str(from_vcard(lines, "N", original="de")) == text


def test_a_line_of_semicolons_costs_nothing() -> None:
    with pytest.raises(MissingTextError):
        from_vcard(["N" + ";a" * 50_000], "N", original="de")


def test_no_text_ends_its_line() -> None:
    text = LocalizedText.of("a\rEND:VCARD\r\nb", lang="de")

    assert to_vcard("N", text)[0] == r"N;ALTID=1;LANGUAGE=de:a\nEND:VCARD\nb"


def test_a_translation_memory_is_xml_or_nothing() -> None:
    with pytest.raises(ParseError, match="control"):
        to_tmx([DualText("a\x0b", local_lang="de", corporate="b").confirm()])
    with pytest.raises(TimeKindError):
        to_tmx([], at=datetime(2026, 1, 1))  # noqa: DTZ001
