"""LocalizedText and DualText: nothing is filled in, nothing is lost, every change is a value."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, strategies as st

from crmi18n.errors import MissingTextError, ParseError, TimeKindError, UnknownLocaleError
from crmi18n.text import DualText, LocalizedText, Text, Version, check_text, fingerprint

PAIR = (
    DualText("Rahmenvertrag Wartung", local_lang="de-AT", prevailing_lang="de-AT")
    .with_corporate("Framework agreement, maintenance", origin="machine")
    .confirm(by="u17", at=datetime(2025, 3, 3, 9, 12, tzinfo=UTC))
)


def test_get_never_falls_back_and_require_raises() -> None:
    text = LocalizedText.of("Vertrag", lang="de")

    assert text.get("de-AT") is None
    assert text.get("de") == Text("Vertrag", "de")
    with pytest.raises(MissingTextError) as caught:
        text.require("en")
    assert (caught.value.lang, caught.value.available) == ("en", ("de",))


def test_missing_and_empty_are_two_things() -> None:
    missing = DualText("Wartung", local_lang="de")
    empty = DualText("Wartung", local_lang="de", corporate="")

    assert (missing.corporate, empty.corporate) == (None, Text("", "en"))
    assert missing != empty


def test_a_change_is_a_new_value() -> None:
    changed = PAIR.with_local("Neu")

    assert str(PAIR.local) == "Rahmenvertrag Wartung"
    assert str(changed.local) == "Neu"
    assert changed.corporate == PAIR.corporate


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        pytest.param({"local": "x", "local_lang": None}, TypeError, id="no language"),
        pytest.param({"local": "x", "local_lang": ""}, UnknownLocaleError, id="empty language"),
        pytest.param({"local": 5, "local_lang": "de"}, TypeError, id="a number"),
        pytest.param({"local": None, "local_lang": "de"}, MissingTextError, id="no text at all"),
        pytest.param(
            {"local": "A", "local_lang": "en", "corporate": "B"},
            ParseError,
            id="two texts for one language",
        ),
        pytest.param(
            {"local": "x", "local_lang": "de", "prevailing_lang": "en"},
            MissingTextError,
            id="a binding text that is missing",
        ),
    ],
)
def test_refuses(facts: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        DualText(**facts)


def test_only_two_present_texts_can_be_confirmed() -> None:
    with pytest.raises(MissingTextError, match="en"):
        DualText("x", local_lang="de").confirm()
    with pytest.raises(ParseError, match="source"):
        LocalizedText.of("x", lang="de").confirm("de")
    with pytest.raises(TimeKindError):
        PAIR.confirm(at=datetime(2025, 3, 3))  # noqa: DTZ001


def test_mending_a_rejected_text_makes_it_a_draft() -> None:
    versions = (Version(Text("Vertrag", "de")), Version(Text("Treaty", "en"), state="rejected"))
    document = LocalizedText(versions, "de")

    assert document.status("en") == "rejected"
    assert document.with_text("en", "Contract").status("en") == "draft"


def test_two_versions_in_one_language_are_refused() -> None:
    versions = (Version(Text("a", "de")), Version(Text("b", "de")))

    with pytest.raises(ParseError, match="ambiguous"):
        LocalizedText(versions, "de")


def test_the_binding_text_is_declared_and_never_guessed() -> None:
    assert DualText("Vertrag", local_lang="de").prevailing is None
    assert PAIR.prevailing == PAIR.local
    assert PAIR.with_prevailing("en").prevailing == PAIR.corporate
    assert PAIR.with_prevailing(None).prevailing is None


def test_roles_of_a_third_original() -> None:
    document = LocalizedText.of("契約", lang="ja").with_text("de", "Vertrag")
    document = document.with_text("en", "Contract")
    pair = DualText.of(document, local_lang="de", corporate_lang="en")

    assert pair.pair_status == "unconfirmed"
    assert pair.confirm().pair_status == "aligned"
    assert pair.confirm().with_local("Abkommen").pair_status == "local_changed"
    assert str(pair) == "契約"
    with pytest.raises(MissingTextError):
        DualText.of(document, local_lang="fr", corporate_lang="es")


def test_the_json_form() -> None:
    local = fingerprint("Rahmenvertrag Wartung")
    corporate = fingerprint("Framework agreement, maintenance")

    assert PAIR.to_dict() == {
        "$": "crmi18n/text@1",
        "src": "de-AT",
        "prevails": "de-AT",
        "local": "de-AT",
        "corporate": "en",
        "v": {
            "de-AT": {"t": "Rahmenvertrag Wartung", "fp": local, "n": 2},
            "en": {
                "t": "Framework agreement, maintenance",
                "fp": corporate,
                "n": 3,
                "s": "reviewed",
                "o": "machine",
                "of": ["de-AT", local, corporate],
                "by": "u17",
                "at": "2025-03-03T09:12:00Z",
            },
        },
    }


def test_json_round_trip() -> None:
    again = DualText.from_dict(json.loads(json.dumps(PAIR.to_dict())))

    assert (again, hash(again)) == (PAIR, hash(PAIR))


@given(st.text(), st.text(), st.sampled_from(["human", "machine", "import", "verbatim"]))
def test_json_round_trip_of_any_text(local: str, corporate: str, origin: Any) -> None:
    pair = DualText(local, local_lang="ja").with_corporate(corporate, origin=origin)

    assert DualText.from_dict(json.loads(json.dumps(pair.to_dict()))) == pair


def test_a_text_changed_by_another_program_is_seen() -> None:
    data = PAIR.to_dict()
    data["v"]["de-AT"]["t"] = "Rahmenvertrag Ersatzteile"

    assert DualText.from_dict(data).pair_status == "local_changed"


def test_unknown_keys_are_kept_through_an_edit() -> None:
    data = PAIR.to_dict() | {"glossary": ["g1"]}
    data["v"]["en"]["engine"] = {"name": "x"}
    kept = DualText.from_dict(data).with_corporate("New").to_dict()

    assert kept["glossary"] == ["g1"]
    assert kept["v"]["en"]["engine"] == {"name": "x"}


def test_a_plain_map_is_taken_as_drafts() -> None:
    pair = DualText.from_dict(
        {"de": "Vertrag", "en": "Contract"}, local_lang="de", corporate_lang="en"
    )

    assert (pair.status("de"), pair.status("en")) == ("original", "draft")
    assert pair.pair_status == "unconfirmed"
    assert LocalizedText.from_dict({"de": "Vertrag"}).original == "de"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param([], TypeError, id="an array"),
        pytest.param({}, ParseError, id="nothing"),
        pytest.param({"de": 5}, ParseError, id="a number"),
        pytest.param({"de": "a", "en": "b"}, ParseError, id="which is the original?"),
        pytest.param({"$": "crmi18n/text@9", "src": "de", "v": {}}, ParseError, id="a later form"),
        pytest.param({"$": "crmi18n/text@1", "v": {}}, ParseError, id="no original"),
        pytest.param({"$": "crmi18n/text@1", "src": "de", "v": []}, ParseError, id="no versions"),
        pytest.param(
            {"$": "crmi18n/text@1", "src": "de", "v": {}}, MissingTextError, id="original missing"
        ),
        pytest.param(
            {"$": "crmi18n/text@1", "src": "de", "v": {"de": {}}}, ParseError, id="no text in it"
        ),
        pytest.param(
            {"$": "crmi18n/text@1", "src": "de", "v": {"de": {"t": "x", "at": "noon"}}},
            ParseError,
            id="no time",
        ),
        pytest.param(
            {"$": "crmi18n/text@1", "src": "de", "v": {"de": {"t": "x", "s": "final"}}},
            ParseError,
            id="no state",
        ),
    ],
)
def test_refuses_other_json(data: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        LocalizedText.from_dict(data)


def test_a_pair_without_roles_is_refused() -> None:
    with pytest.raises(ParseError, match="local and corporate"):
        DualText.from_dict({"de": "Vertrag", "en": "Contract"})


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        pytest.param(PAIR, [], id="aligned"),
        pytest.param(PAIR.with_local("Neu"), [("text.outdated", "warning", "en")], id="outdated"),
        pytest.param(
            PAIR.with_corporate("New"), [("text.outdated", "warning", "de-AT")], id="local behind"
        ),
        pytest.param(
            PAIR.with_corporate("New").with_local("Neu"),
            [("text.diverged", "warning", "en")],
            id="diverged",
        ),
        pytest.param(
            DualText("x", local_lang="de"),
            [("text.missing_corporate", "warning", "en")],
            id="no corporate text",
        ),
        pytest.param(
            DualText(None, local_lang="de", corporate="x"),
            [("text.missing_local", "warning", "de")],
            id="no local text",
        ),
        pytest.param(
            DualText("x", local_lang="de", corporate="y"),
            [("text.unconfirmed", "info", "en")],
            id="unconfirmed",
        ),
        pytest.param(DualText("x", local_lang="en"), [], id="one text for both"),
        pytest.param(
            DualText("x", local_lang="de", corporate="").confirm(), [], id="empty on purpose"
        ),
    ],
)
def test_check(pair: DualText, expected: list[tuple[str, str, str]]) -> None:
    assert [(f.code, f.severity, f.where) for f in check_text(pair)] == expected


def test_survives_pickle_and_copy() -> None:
    assert pickle.loads(pickle.dumps(PAIR)) == PAIR == copy.deepcopy(PAIR)  # noqa: S301
    assert pickle.loads(pickle.dumps(PAIR)).pair_status == "aligned"  # noqa: S301


def test_is_frozen_and_slotted() -> None:
    with pytest.raises(AttributeError):
        PAIR.local_lang = "fr"  # type: ignore[misc]
    with pytest.raises(TypeError):
        PAIR.document.by_lang["fr"] = PAIR.document.versions[0]  # type: ignore[index]
    assert not hasattr(PAIR, "__dict__")
