"""A machine makes drafts of what is due, and never sees what is classified above its limit."""

from __future__ import annotations

import pickle
from collections.abc import Sequence

import pytest

from crmi18n.errors import ClassifiedTextError, ParseError
from crmi18n.text import Classification, DualDocument, DualText, machine_translate


class Engine:
    name = "engine 3.1"

    def __init__(self, limit: Classification = "internal", *, lose: bool = False) -> None:
        self.limit: Classification = limit
        self.lose = lose
        self.seen: list[str] = []

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        self.seen += texts
        return [f"{source}>{target}: {text}" for text in texts][self.lose :]


def test_it_enters_as_a_machine_draft() -> None:
    found = machine_translate(
        DualText("Vertrag", local_lang="de"), Engine(), classification="public"
    )

    assert str(found.corporate) == "de>en: Vertrag"
    assert (found.status("en"), found.pair_status) == ("machine", "unconfirmed")
    assert found.document.by_lang["en"].written_by == "engine 3.1"


@pytest.mark.parametrize(
    ("classification", "limit"),
    [
        pytest.param("confidential", "internal", id="confidential"),
        pytest.param("secret", "confidential", id="secret"),
        pytest.param("internal", "public", id="internal"),
    ],
)
def test_a_classified_text_never_reaches_it(
    classification: Classification, limit: Classification
) -> None:
    engine = Engine(limit)
    document = DualDocument.of("Marge: 30 %.", local_lang="de")

    for value in (DualText("Marge: 30 %", local_lang="de"), document):
        with pytest.raises(ClassifiedTextError) as caught:
            machine_translate(value, engine, classification=classification)  # type: ignore[type-var]
    assert engine.seen == []
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert (again.classification, again.limit) == (classification, limit)


def test_up_to_its_limit_it_may() -> None:
    text = DualText("Marge", local_lang="de")

    assert machine_translate(text, Engine("secret"), classification="secret").corporate


def test_only_what_is_due_is_made() -> None:
    document = (
        DualDocument.of("Eins a b.\n\nZwei c d.\n\nDrei e f.\n\nVier g h.", local_lang="de")
        .with_corporate({"s1": "One.", "s2": "Two.", "s3": "Three."})
        .confirm(["s1", "s2"])
        .with_local("Eins a b.\n\nZwei c d e.\n\nDrei e f.\n\nVier g h.")
    )
    engine = Engine()
    found = machine_translate(document, engine, classification="public")

    assert engine.seen == ["Zwei c d e.", "Vier g h."]
    assert [s.status for s in found] == ["aligned", "unconfirmed", "unconfirmed", "unconfirmed"]
    assert str(found.segment("s3").text.corporate) == "Three."
    assert machine_translate(found, engine, classification="public") == found


def test_a_persons_text_is_not_overwritten() -> None:
    edited = DualText("a", local_lang="de").with_corporate("b").confirm().with_corporate("c")

    for text in (
        edited,
        DualText("x", local_lang="en"),
        DualText(None, local_lang="de", corporate="x"),
    ):
        assert machine_translate(text, Engine(), classification="public") == text


def test_a_translator_that_loses_a_text_is_refused() -> None:
    with pytest.raises(ParseError, match="1 texts"):
        machine_translate(
            DualText("x", local_lang="de"), Engine(lose=True), classification="public"
        )
    with pytest.raises(ParseError, match="classification"):
        machine_translate(
            DualText("x", local_lang="de"),
            Engine(),
            classification="top",  # type: ignore[arg-type]
        )


def test_one_string_is_no_list_of_texts() -> None:
    class OneString(Engine):
        def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
            return " ".join((*texts, source, target))

    with pytest.raises(TypeError, match="list"):
        machine_translate(DualText("a", local_lang="de"), OneString(), classification="public")
