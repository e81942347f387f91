"""Codes are stored and labels looked up; a label in any language finds its code or is refused."""

from __future__ import annotations

import json
import pickle
from datetime import date
from pathlib import Path

import pytest

from crmi18n.errors import ParseError, UnknownCodeError
from crmi18n.text import Labels, LocalizedText, Picklist, PickValue

DAY = date(2026, 6, 30)


def named(**texts: str) -> LocalizedText:
    return LocalizedText.from_dict(texts, original="en")


INDUSTRY = Picklist(
    "industry",
    (
        PickValue("auto", named(en="Automotive", de="Automobil", ja="自動車"), order=2),
        PickValue("rail", named(en="Rail", de="Bahn"), order=1, legacy=("Railways", "Eisenbahn")),
        PickValue(
            "steel",
            named(en="Steel", de="Stahl"),
            valid_until=date(2025, 12, 31),
            successor="metals",
        ),
        PickValue("metals", named(en="Metals", de="Metalle"), valid_from=date(2026, 1, 1)),
        PickValue("de.schiene", named(en="Rail (DE)", de="Schiene"), parent="rail", order=3),
        PickValue("jp.rail", named(en="Rail (JP)", ja="鉄道"), parent="rail", order=3),
    ),
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("Automobil", "auto", id="German"),
        pytest.param("AUTOMOTIVE ", "auto", id="any case"),
        pytest.param("自動車", "auto", id="Japanese"),
        pytest.param("rail", "rail", id="the code itself"),
        pytest.param("eisenbahn", "rail", id="an old spelling"),
        pytest.param("Stahl", "steel", id="no more valid, but known"),
    ],
)
def test_a_label_in_any_language_is_its_code(text: str, code: str) -> None:
    assert INDUSTRY.parse(text) == code


def test_two_choices_of_one_name_are_refused_with_both() -> None:
    twice = INDUSTRY.with_values([PickValue("x", named(en="X", de="Bahn"))])

    with pytest.raises(ParseError) as caught:
        twice.parse("Bahn")
    assert caught.value.reason == "ambiguous"
    assert caught.value.readings == {"rail": "Rail", "x": "X"}
    dated = INDUSTRY.with_values(
        [PickValue("x", named(en="X", de="Bahn"), valid_until=date(2020, 1, 1))]
    )
    assert dated.parse("Bahn", on=DAY) == "rail"


def test_what_is_unknown_or_not_valid_on_the_day_is_refused() -> None:
    with pytest.raises(UnknownCodeError):
        INDUSTRY.parse("Raumfahrt")
    with pytest.raises(ParseError, match="2026-06-30"):
        INDUSTRY.parse("Stahl", on=DAY)


def test_retired_values_render_and_have_successors() -> None:
    assert str(INDUSTRY.label("steel", locale="de-AT")) == "Stahl"
    assert INDUSTRY.current("steel") == "metals"
    assert INDUSTRY.current("rail") == "rail"


def test_a_label_in_another_language_says_so() -> None:
    found = INDUSTRY.label("rail", locale="ja")

    assert (str(found), found.served, found.is_fallback) == ("Rail", "en", True)


def test_local_codes_belong_to_a_corporate_one() -> None:
    assert {INDUSTRY.corporate(code) for code in ("de.schiene", "jp.rail", "rail")} == {"rail"}


def test_choices_of_a_day_in_the_lists_order_or_the_readers() -> None:
    assert [v.code for v in INDUSTRY.choices(on=DAY)] == [
        "metals",
        "rail",
        "auto",
        "de.schiene",
        "jp.rail",
    ]
    words = Picklist(
        "w", tuple(PickValue(w, LocalizedText.of(w, lang="sv")) for w in ("Zon", "Åker", "Ask"))
    )
    assert [v.code for v in words.choices(on=DAY, locale="sv", by="label")] == [
        "Ask",
        "Zon",
        "Åker",
    ]
    assert [v.code for v in words.choices(on=DAY, locale="de", by="label")] == [
        "Åker",
        "Ask",
        "Zon",
    ]
    with pytest.raises(TypeError, match="locale"):
        words.choices(on=DAY, by="label")


@pytest.mark.parametrize(
    ("values", "error"),
    [
        pytest.param([PickValue("a", named(en="A"))] * 2, ParseError, id="one code twice"),
        pytest.param(
            [PickValue("a", named(en="A"), successor="b")], UnknownCodeError, id="lost successor"
        ),
        pytest.param(
            [
                PickValue("a", named(en="A"), successor="b"),
                PickValue("b", named(en="B"), successor="a"),
            ],
            ParseError,
            id="a circle",
        ),
    ],
)
def test_refuses(values: list[PickValue], error: type[Exception]) -> None:
    with pytest.raises(error):
        Picklist("x", tuple(values))


def test_a_value_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(ParseError):
        PickValue("a", named(en="A"), valid_from=DAY, valid_until=date(2026, 1, 1))
    with pytest.raises(ParseError):
        PickValue("a", named(en="A"), parent="a")


def test_json_and_pickle() -> None:
    assert Picklist.from_dict(json.loads(json.dumps(INDUSTRY.to_dict()))) == INDUSTRY
    assert pickle.loads(pickle.dumps(INDUSTRY)) == INDUSTRY  # noqa: S301
    for data in ({}, {"name": "x", "values": [{"code": "a"}]}):
        with pytest.raises(ParseError):
            Picklist.from_dict(data)


def test_layers_of_labels() -> None:
    labels = Labels.from_dict(
        {
            "head office": {"text.outdated": {"en": "behind"}, "x": {"en": "X", "fr": "Ix"}},
            "munich": {"text.outdated": {"de": "überholt"}, "x": {"de": "Iks"}},
        }
    )

    def found(code: str, locale: str) -> tuple[str, str]:
        label = labels.get(code, locale=locale)
        return str(label), label.layer

    assert found("text.outdated", "de-AT") == ("überholt", "munich")
    assert found("text.outdated", "en") == ("behind", "head office")
    assert found("text.diverged", "de") == ("Texte auseinandergelaufen", "library")
    assert found("x", "fr") == ("Ix", "head office")
    assert labels.get("x", locale="ko").resolved.is_fallback
    again = Labels.from_dict(labels.to_dict())
    assert (again, hash(again)) == (labels, hash(labels))
    assert pickle.loads(pickle.dumps(labels)) == labels  # noqa: S301
    with pytest.raises(UnknownCodeError):
        labels.get("nothing", locale="en")
    with pytest.raises(ParseError, match="layers"):
        labels.with_layer("munich", {})


def test_labels_from_a_gettext_file(tmp_path: Path) -> None:
    path = tmp_path / "fr.po"
    path.write_text('msgid "x"\nmsgstr "Ix"\n\nmsgid "y"\nmsgstr ""\n', encoding="utf-8")
    labels = Labels().with_po("paris", str(path), lang="fr")

    assert labels.get("x", locale="fr-CA").layer == "paris"
    with pytest.raises(UnknownCodeError):
        labels.get("y", locale="fr")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param({"valid_from": "soon"}, ParseError, id="no date"),
        pytest.param({"legacy": "Won"}, ParseError, id="one spelling for a list"),
        pytest.param({"code": 5}, ParseError, id="no string"),
        pytest.param({"labels": "Won"}, ParseError, id="no labels"),
    ],
)
def test_a_choice_in_another_form_is_refused(data: dict[str, object], error: type) -> None:
    with pytest.raises(error):
        PickValue.from_dict({"code": "a", "labels": {"en": "Won"}} | data)


@pytest.mark.parametrize("data", [{"layer": 5}, {"layer": {"code": 5}}])
def test_labels_in_another_form_are_refused(data: dict[str, object]) -> None:
    with pytest.raises(ParseError, match="JSON form of Labels"):
        Labels.from_dict(data)


def test_an_exact_spelling_is_not_ambiguous() -> None:
    names = ("Maße", "Masse", "< 50", "> 50", "C", "C++", "★", "★★")
    choices = Picklist(
        "x", tuple(PickValue(f"c{i}", LocalizedText.of(n, lang="de")) for i, n in enumerate(names))
    )

    assert [choices.parse(f" {name} ") for name in names] == [f"c{i}" for i in range(8)]
    with pytest.raises(ParseError):
        choices.parse("masse")


def test_the_first_wish_and_the_nearer_fallback_win_over_the_upper_layer() -> None:
    labels = (
        Labels()
        .with_layer("low", {"a": {"de": "A"}, "b": {"en": "B"}})
        .with_layer("up", {"a": {"en": "Upper A"}, "b": {"ja": "上"}}, source="ja")
    )

    assert labels.get("a", locale=["de-AT", "en"]).layer == "low"
    assert labels.get("a", locale=["fr", "en"]).layer == "up"
    assert labels.get("b", locale="fr").resolved.reason == "corporate"
