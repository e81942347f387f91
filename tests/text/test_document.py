"""A revision keeps every translation that still holds, and marks every one that does not."""

from __future__ import annotations

import json
import pickle
import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, strategies as st

from crmi18n.errors import MissingTextError, ParseError
from crmi18n.text import DualDocument, DualText, Segment, fingerprint, from_xliff, to_xliff, words
from crmi18n.text.alignment import align
from crmi18n.text.segments import Block, Form, join, split

WORDS = [
    "der",
    "die",
    "das",
    "Preis",
    "Lieferung",
    "Vertrag",
    "Kunde",
    "Wartung",
    "Frist",
    "Zahlung",
    "gilt",
    "nach",
    "vor",
    "mit",
    "ohne",
    "Haftung",
    "Gewähr",
    "Rechnung",
    "Termin",
    "Menge",
    "Ort",
    "Recht",
    "Anlage",
    "Partei",
    "Kündigung",
]


def contract(count: int, chance: random.Random) -> list[str]:
    return [
        f"§ {i + 1} {' '.join(chance.choices(WORDS, k=chance.randint(12, 60)))}."
        for i in range(count)
    ]


def translated(paragraphs: list[str]) -> DualDocument:
    document = DualDocument.of("\n\n".join(paragraphs), local_lang="de")
    return document.with_corporate({s.id: f"EN of {s.text.local}" for s in document}).confirm()


def test_a_contract_of_2000_paragraphs_after_50_edits_20_moves_and_30_insertions() -> None:
    chance = random.Random(20)  # noqa: S311
    before = contract(2000, chance)
    document = translated(before)
    after = list(before)
    edited = chance.sample(range(2000), 50)
    for i in edited:
        parts = after[i].split(" ")
        parts[chance.randrange(3, len(parts))] = "geändert"
        after[i] = " ".join(parts)
    kept = [i for i in range(2000) if i not in set(edited)]
    for i in chance.sample(kept, 20):
        after.remove(before[i])
        after.insert(chance.randrange(len(after)), before[i])
    for _ in range(30):
        new = f"Neu {' '.join(chance.choices(WORDS, k=30))}."
        after.insert(chance.randrange(len(after)), new)

    revision = document.revise("\n\n".join(after))

    assert len(revision.changed) == 50
    assert len(revision.added) == 30
    assert not revision.removed
    assert 1 <= len(revision.moved) <= 20
    known = set(before)
    for segment in revision.document:
        local, corporate = str(segment.text.local), segment.text.corporate
        if local in known:  # unchanged or moved: its own translation, current
            assert (segment.status, str(corporate)) == ("aligned", f"EN of {local}")
        elif segment.id in revision.changed:  # the old translation and the old source, flagged
            assert segment.status == "local_changed"
            assert str(corporate) == f"EN of {segment.previous}"
            assert segment.previous in known
        else:
            assert (segment.status, corporate) == ("local_only", None)


PARAGRAPHS = st.lists(
    st.lists(st.sampled_from(WORDS[:12]), min_size=1, max_size=12).map(" ".join), max_size=12
)


@given(PARAGRAPHS, PARAGRAPHS)
def test_after_any_revision_what_is_current_is_the_translation_of_that_very_text(
    before: list[str], after: list[str]
) -> None:
    document = translated(before)
    revision = document.revise("\n\n".join(after))

    assert [str(s.text.local) for s in revision.document] == [p.strip() for p in after]
    for segment in revision.document:
        local, corporate = str(segment.text.local), segment.text.corporate
        if segment.status == "aligned":
            assert fingerprint(str(corporate)) == fingerprint(f"EN of {local}")
        elif corporate is not None:
            assert segment.status == "local_changed"
            assert str(corporate) == f"EN of {segment.previous}"
    texts = {s.text.corporate for s in (*revision.document.segments, *revision.document.removed)}
    assert {s.text.corporate for s in document} <= texts
    for text in set(before) & set(after):
        held = [s for s in revision.document if str(s.text.local) == text]
        wanted = min(before.count(text), after.count(text))
        assert sum(s.status == "aligned" for s in held) >= wanted


@given(PARAGRAPHS, PARAGRAPHS)
def test_an_alignment_uses_each_block_once(before: list[str], after: list[str]) -> None:
    found = align([(fingerprint(p), p) for p in before], [(fingerprint(p), p) for p in after])
    used = [there for there in found.source if there is not None]

    assert len(used) == len(set(used))
    assert sorted([*used, *found.removed]) == list(range(len(before)))
    for here, there in enumerate(found.source):
        assert found.same[here] == (there is not None and before[there] == after[here])


def test_a_swap_is_a_move_and_not_a_change() -> None:
    document = translated(["Erstens.", "Zweitens.", "Drittens."])
    revision = document.revise("Erstens.\n\nDrittens.\n\nZweitens.")

    assert len(revision.moved) == 1
    assert all(s.status == "aligned" for s in revision.document)


def test_what_was_removed_comes_back_with_its_translation() -> None:
    document = translated(["Preis: 100 EUR.", "Lieferung im Mai."])
    without = document.revise("Lieferung im Mai.")
    again = without.document.revise("Lieferung im Mai.\n\nPreis: 100 EUR.")

    assert (without.removed, again.restored) == (("s1",), ("s1",))
    assert all(s.status == "aligned" for s in again.document)


def test_an_edit_taken_back_is_current_again() -> None:
    document = translated(["Preis: 100 EUR je Stück."])
    changed = document.with_local("Preis: 120 EUR je Stück.")
    back = changed.with_local("Preis: 100 EUR je Stück.")

    assert [s.status for s in changed] == ["local_changed"]
    assert [(s.status, s.previous) for s in back] == [("aligned", None)]


def test_after_several_edits_the_source_of_the_translation_is_still_known() -> None:
    document = translated(["Preis: 100 EUR je Stück."])
    for price in (110, 120, 130):
        document = document.with_local(f"Preis: {price} EUR je Stück.")

    assert document.segment("s1").previous == "Preis: 100 EUR je Stück."


def test_ids_stay_and_are_never_used_again() -> None:
    document = DualDocument.of("A a a.\n\nB b b.", local_lang="de")
    grown = document.with_local("C c c.\n\nA a a.")

    assert [s.id for s in document] == ["s1", "s2"]
    assert [s.id for s in grown] == ["s3", "s1"]


def test_a_translator_and_head_office_edit_the_corporate_side() -> None:
    document = translated(["Preis: 100 EUR je Stück."])
    edited = document.with_corporate({"s1": "Price: EUR 100 a piece."})
    outdated = document.with_local("Preis: 120 EUR je Stück.")
    renewed = outdated.with_corporate({"s1": "Price: EUR 120 each."})

    assert edited.segment("s1").status == "corporate_changed"
    assert (renewed.segment("s1").status, renewed.segment("s1").previous) == ("unconfirmed", None)
    assert renewed.confirm(["s1"]).segment("s1").status == "aligned"


def test_progress_counts_words() -> None:
    document = DualDocument.of("Eins zwei drei.\n\nVier fünf.", local_lang="de")
    document = document.with_corporate({"s1": "One two three."}).confirm()
    progress = document.progress()

    assert progress.words == (("aligned", 3), ("local_only", 2))
    assert (progress.total, progress.aligned) == (5, 0.6)
    assert DualDocument.of("", local_lang="de").progress().aligned == 1.0


def test_the_text_of_one_language_is_whole_or_refused() -> None:
    document = DualDocument.of("Eins.\n\nZwei.", local_lang="de")

    assert document.text("de") == "Eins.\n\nZwei."
    with pytest.raises(MissingTextError):
        document.text("en")


def test_who_edited_and_when_is_kept() -> None:
    at = datetime(2026, 7, 1, tzinfo=UTC)
    document = translated(["Preis: 100 EUR je Stück."])
    changed = document.with_local("Preis: 120 EUR je Stück.", by="u17", at=at)

    assert changed.segment("s1").text.document.outdated_since("en") == at


def test_pairs_from_a_table() -> None:
    document = DualDocument.of_pairs(
        [("Preis", "Price"), ("Termin", None)], local_lang="de", corporate_lang="en"
    )

    assert [s.status for s in document] == ["unconfirmed", "local_only"]
    assert document.with_local("Preise\n\nTermin").segment("s1").status == "local_changed"


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        pytest.param("text", "a\nb\n\n \nc\r\n\r\nd", ["a\nb", "c", "d"], id="paragraphs"),
        pytest.param(
            "markdown",
            "# Titel\n\nAbsatz\nweiter\n\n- eins\n- zwei\n1. drei\n\n> Zitat\n> mehr",
            ["Titel", "Absatz\nweiter", "eins", "zwei", "drei", "Zitat\nmehr"],
            id="Markdown blocks",
        ),
        pytest.param(
            "markdown", "| A | B |\n|---|---|\n| 1 | x y |", ["A", "B", "1", "x y"], id="a table"
        ),
        pytest.param(
            "markdown", "```\ncode\n\nmore\n```\n\ntext", ["```\ncode\n\nmore\n```", "text"],
            id="code stays whole",
        ),
        pytest.param(
            "html",
            "<h1>Titel</h1><ul><li>eins<li>zwei</ul><p>Der <b>Preis</b> &amp; mehr<br>hier</p>",
            ["Titel", "eins", "zwei", "Der {1}Preis{/1} & mehr{2/}hier"],
            id="HTML blocks and placeables",
        ),
        pytest.param(
            "html", "<script>alert(1)</script><p>a</p><style>p{}</style>", ["a"], id="no scripts"
        ),
        pytest.param("html", "lose <i>Worte", ["lose {1}Worte{/1}"], id="unclosed"),
        pytest.param(
            "html", "<html><head><title>t</title><body><p>a</p>", ["a"], id="a head without end"
        ),
        pytest.param(
            "html", "a<hr>b<form>c</form><details><summary>d</summary>e</details>",
            ["a", "b", "c", "d", "e"], id="blocks that stand apart",
        ),
        pytest.param("html", "<b>a {1}</b> {3}", ["{2}a {1}{/2} {3}"], id="numbers of its own"),
    ],
)  # fmt: skip
def test_blocks(form: Form, text: str, expected: list[str]) -> None:
    assert [block.text for block in split(text, form)] == expected


@pytest.mark.parametrize(
    ("form", "text"),
    [
        pytest.param("text", "Eins.\n\nZwei.", id="text"),
        pytest.param("markdown", "# Titel\n\nAbsatz\n\n- eins\n- zwei\n\nEnde", id="Markdown"),
        pytest.param(
            "html", '<h1>Titel</h1>\n<p>Der <b>Preis</b><br> <a href="https://a.b/">x</a></p>',
            id="HTML",
        ),
        pytest.param(
            "markdown", "| A | B |\n|---|:-:|\n| 1 | x \\| y |\n| | z |\n\nEnde", id="a table"
        ),
        pytest.param("markdown", "- a\n\n  weiter\n\n- b\n  - c", id="an item of two paragraphs"),
        pytest.param("markdown", "So:\n\n    if x:\n        y()", id="indented code"),
        pytest.param("markdown", "Hauptstraße 5  \n4020 Linz", id="a hard line break"),
        pytest.param(
            "html", "<ol><li>a\n<ul><li>b</li>\n<li>c</li></ul></li>\n<li>d</li></ol>\n<p>e</p>",
            id="lists",
        ),
        pytest.param(
            "html", "<table><thead><tr><th>A</th>\n<th>B</th></tr></thead>"
            "\n<tbody><tr><td></td><td>1</td></tr>\n<tr><td>2</td>\n<td><p>3</p>\n<p>4</p></td></tr>"
            "</tbody></table>\n<blockquote>5</blockquote>\n<p>6</p>",
            id="an HTML table",
        ),
        pytest.param("html", "<p>Liebe {1}, <b>{3}</b> und<br>{2}</p>", id="a template"),
        pytest.param("html", f"<p>{'a<br>' * 1200}b</p>", id="many tags"),
    ],
)  # fmt: skip
def test_blocks_are_joined_again(form: Form, text: str) -> None:
    assert join(split(text, form), form) == text


@given(st.text(max_size=200), st.sampled_from(["text", "markdown", "html"]))
def test_no_text_breaks_the_splitting(text: str, form: Form) -> None:
    blocks = split(text, form)

    assert all(block.text.strip() for block in blocks)
    assert all(isinstance(block, Block) for block in split(join(blocks, form), form))


def test_dangerous_html_does_not_come_through() -> None:
    html = '<p onclick="x()">a <a href="javascript:alert(1)" onmouseover="y">b</a>'
    html += (
        '<a href=" data:text/html,x">c</a><img src=x onerror=z><span lang="de" style="s">d</span>'
    )
    shown = join(split(html, "html"), "html")

    assert shown == '<p>a <a>b</a><a>c</a><span lang="de">d</span></p>'


@pytest.mark.parametrize(
    "tag",
    [
        pytest.param("<script>", id="a script"),
        pytest.param('<b onclick="x">', id="an event"),
        pytest.param('<a href="javascript:x">', id="a script's link"),
        pytest.param('<a href="java&#115;cript:x">', id="the same in disguise"),
        pytest.param('<a href="https://x.de"><img>', id="more than one tag"),
        pytest.param("b", id="no tag"),
    ],
)
def test_stored_tags_are_checked_again(tag: str) -> None:
    data = DualDocument.of("<p>Der <b>Preis</b></p>", local_lang="de", form="html").to_dict()
    data["segments"][0]["tags"] = [tag]

    with pytest.raises(ParseError, match="inline tag"):
        DualDocument.from_dict(data)


def test_unknown_markup_is_a_paragraph() -> None:
    assert join([Block("x", "script")], "html") == "<p>x</p>"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("Lieferung bis 30.09.2026", 3, id="a date is a word"),
        pytest.param("納期は9月末", 6, id="Japanese: each character, numbers whole"),
        pytest.param("𠮷野家", 3, id="rare characters too"),
        pytest.param("{1}Price{/1} per item's", 3, id="placeables are none"),
        pytest.param("", 0, id="nothing"),
    ],
)
def test_words(text: str, count: int) -> None:
    assert words(text) == count


def test_json_and_pickle_round_trips() -> None:
    document = translated(["Preis: 100 EUR je Stück.", "Ort."]).with_local(
        "Preis: 120 EUR je Stück."
    )
    document = document.with_prevailing("de")

    assert DualDocument.from_dict(json.loads(json.dumps(document.to_dict()))) == document
    assert pickle.loads(pickle.dumps(document)) == document  # noqa: S301
    assert hash(document) == hash(DualDocument.from_dict(document.to_dict()))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"$": "crmi18n/document@9"}, id="a later form"),
        pytest.param({"$": "crmi18n/document@1", "segments": 5}, id="no segments"),
    ],
)
def test_refuses_other_json(data: dict[str, object]) -> None:
    with pytest.raises(ParseError):
        DualDocument.from_dict(data)


def test_refuses_what_contradicts_itself() -> None:
    document = translated(["Eins.", "Zwei."])
    with pytest.raises(ParseError, match="ambiguous"):
        DualDocument((document.segments[0],) * 2, "de", "en")
    with pytest.raises(ParseError, match="language"):
        DualDocument((), "de", "de")
    with pytest.raises(ParseError, match="segment"):
        DualDocument(document.segments, "fr", "en")
    with pytest.raises(MissingTextError):
        document.with_prevailing("fr")
    with pytest.raises(MissingTextError):
        document.with_corporate({"s99": "x"})
    with pytest.raises(MissingTextError):
        document.confirm(["s99"])
    with pytest.raises(ParseError, match="form"):
        DualDocument.of("x", local_lang="de", form="docx")  # type: ignore[arg-type]


def test_tags_nest_to_a_depth_that_every_program_reads() -> None:
    html = "<p>" + "<b>" * 20_000 + "x" + "</i>" * 20_000
    document = DualDocument.of(html, local_lang="de", form="html")

    assert document.text("de") == f"<p>{'<b>' * 100}x{'</b>' * 100}</p>"
    assert from_xliff(document, to_xliff(document)).findings == ()


def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(ParseError, match="form"):
        DualDocument((), "de", "en", "pdf")  # type: ignore[arg-type]
    stored = DualDocument.of("x", local_lang="de").to_dict()
    for change in ({"id": 5}, {"markup": 5}, {"previous": 5}, {"text": "x"}):
        with pytest.raises(ParseError):
            DualDocument.from_dict(stored | {"segments": [stored["segments"][0] | change]})


def test_what_is_in_one_language_is_not_confirmed() -> None:
    english = DualText(None, local_lang="de", corporate="x")
    document = DualDocument((Segment("s1", english),), "de", "en")

    assert document.confirm() == document


def test_many_equal_blocks_keep_their_translations() -> None:
    document = DualDocument.of("x\n\n" * 3000, local_lang="de")
    document = document.with_corporate({s.id: f"X{s.id}" for s in document})
    revised = document.revise("neu\n\n" + "x\n\n" * 3000)

    assert len(revised.unchanged) == 3000
    assert revised.document.segments[1:] == document.segments
