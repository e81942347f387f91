"""Two copies of a contract become one: nothing is lost, and nothing outdated is current."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from crmi18n.errors import MergeConflictError, ParseError
from crmi18n.text import DualDocument, DualText, Segment, fingerprint

PARAGRAPHS = ["Preis: 100 EUR.", "Ort: Linz.", "Haftung bis 5000.", "Zahlung sofort."]
BASE = (
    DualDocument.of("\n\n".join(PARAGRAPHS), local_lang="de")
    .with_corporate({"s1": "Price: EUR 100.", "s2": "Place: Linz."})
    .confirm()
)


def revised(document: DualDocument, *paragraphs: str) -> DualDocument:
    return document.with_local("\n\n".join(paragraphs))


def local(document: DualDocument) -> list[str]:
    return [str(segment.text.local) for segment in document]


def test_an_edit_here_and_translations_there() -> None:
    ours = revised(BASE, "Preis: 120 EUR.", *PARAGRAPHS[1:])
    theirs = BASE.with_corporate({"s1": "Fee: EUR 100.", "s3": "Liability up to 5000."}).confirm()

    for merged in (ours.merge(BASE, theirs), theirs.merge(BASE, ours)):
        assert [s.status for s in merged] == ["local_changed", "aligned", "aligned", "local_only"]
        assert str(merged.segment("s1").text.corporate) == "Fee: EUR 100."
        assert merged.segment("s1").previous == "Preis: 100 EUR."


def test_order_additions_and_removals_of_both() -> None:
    a, b, c, d = PARAGRAPHS
    ours = revised(BASE, b, a, "Neu bei uns, ganz anders.", d)
    theirs = revised(BASE, "Vorspann dort.", a, b, c, d, "Schluss dort.")

    for merged in (ours.merge(BASE, theirs), theirs.merge(BASE, ours)):
        assert len({s.id for s in merged}) == len(merged)
        assert sorted(local(merged)) == sorted(
            [a, b, "Neu bei uns, ganz anders.", d, "Vorspann dort.", "Schluss dort."]
        )
        assert [str(s.text.local) for s in merged.removed] == [c]
    assert local(ours.merge(BASE, theirs))[:3] == ["Vorspann dort.", b, a]


def test_an_edit_survives_a_removal() -> None:
    a, b, _, d = PARAGRAPHS
    ours, theirs = revised(BASE, a, b, d), revised(BASE, a, b, "Haftung bis 9000.", d)

    for merged in (ours.merge(BASE, theirs), theirs.merge(BASE, ours)):
        assert local(merged) == [a, b, "Haftung bis 9000.", d]


def test_the_same_revision_on_both_sides_is_one() -> None:
    a, *rest = PARAGRAPHS
    ours = revised(BASE, a, "Dazwischen.", *rest).with_corporate({"s5": "In between."})

    assert ours.merge(BASE, revised(BASE, a, "Dazwischen.", *rest)) == ours


def test_two_edits_of_one_text_conflict() -> None:
    ours = revised(BASE, "Preis: 120 EUR.", *PARAGRAPHS[1:])
    theirs = revised(BASE, "Preis: 130 EUR.", *PARAGRAPHS[1:])

    with pytest.raises(MergeConflictError):
        ours.merge(BASE, theirs)
    assert local(ours.merge(BASE, theirs, prefer="theirs"))[0] == "Preis: 130 EUR."
    assert local(ours.merge(BASE, theirs, prefer="ours"))[0] == "Preis: 120 EUR."


def test_markup_and_what_prevails_travel_along() -> None:
    base = DualDocument.of("# A\n\nb", local_lang="de", form="markdown")
    theirs = base.with_local("## A\n\nb").with_prevailing("de")

    for merged in (base.merge(base, theirs), theirs.merge(base, base)):
        assert (merged.text("de"), merged.prevailing_lang) == ("## A\n\nb", "de")
    with pytest.raises(ParseError):
        base.merge(base, BASE)


TEXTS = st.lists(
    st.sampled_from([*PARAGRAPHS, "Preis: 120 EUR.", "Ort: Graz.", "Neu.", "Schluss."]), max_size=7
)


@given(TEXTS, TEXTS, st.sets(st.sampled_from(["s1", "s2", "s3", "s4"])))
def test_nothing_is_lost_and_nothing_outdated_is_current(
    here: list[str], there: list[str], translated: set[str]
) -> None:
    ours, theirs = revised(BASE, *here), revised(BASE, *there)
    known = {s.id for s in theirs} & translated
    theirs = theirs.with_corporate({i: f"English {i}" for i in known}).confirm(known)
    merged = ours.merge(BASE, theirs, prefer="ours")
    settled = {
        (fingerprint(str(s.text.local)), str(s.text.corporate))
        for side in (BASE, ours, theirs)
        for s in (*side.segments, *side.removed)
        if s.status == "aligned"
    }

    every = (*merged.segments, *merged.removed)
    before = {s.id: str(s.text.local) for s in BASE}
    changed_here = {s.id: str(s.text.local) for s in ours if before.get(s.id) != str(s.text.local)}
    changed_there = {
        s.id: str(s.text.local) for s in theirs if before.get(s.id) != str(s.text.local)
    }
    kept = {text for i, text in changed_there.items() if i not in before or i not in changed_here}
    assert {*local(merged)} >= {*changed_here.values()} | kept
    assert {s.id for s in every} >= before.keys()
    for segment in every:
        if segment.status == "aligned":
            pair = (fingerprint(str(segment.text.local)), str(segment.text.corporate))
            assert pair in settled
    assert merged == DualDocument.from_dict(merged.to_dict())


def test_tags_stay_with_their_text() -> None:
    base = DualDocument.of("<p>Der <b>Preis</b> gilt.</p>", local_lang="de", form="html")
    ours = base.with_local("<p>Der <b>Preis</b> gilt noch.</p>")
    theirs = base.with_local("<p>Der <i>Preis</i> gilt.</p>")

    assert ours.merge(base, theirs).text("de") == "<p>Der <b>Preis</b> gilt noch.</p>"
    assert base.merge(base, theirs).text("de") == "<p>Der <i>Preis</i> gilt.</p>"
    assert theirs.merge(base, base).text("de") == "<p>Der <i>Preis</i> gilt.</p>"


def test_new_segments_without_a_local_text_stay_apart() -> None:
    ours, theirs = (
        DualDocument(
            (*BASE.segments, Segment("s9", DualText(None, local_lang="de", corporate=text))),
            "de",
            "en",
        )
        for text in ("One", "Two")
    )

    assert [str(s.text.corporate) for s in ours.merge(BASE, theirs)][4:] == ["Two", "One"]
