"""A name keeps what was given, guesses nothing, and says nothing that is none."""

from __future__ import annotations

import json
import pickle
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from hypothesis import given, strategies as st

from crmi18n.contact import PersonName
from crmi18n.contact.name import NAME_TEXTS
from crmi18n.errors import ParseError, UnknownLocaleError

YAMADA = PersonName(
    "太郎", "山田", locale="ja-JP", reading="やまだ たろう", latin=PersonName("Taro", "Yamada")
)


def test_texts_are_normal_and_clean() -> None:
    name = PersonName("  Ame\u0301lie\x00  Rose\n", "\tLe\u2028Fort ")

    assert (name.given, name.surname) == ("Amélie Rose", "Le Fort")


@pytest.mark.parametrize(
    ("prefix", "surname", "full"),
    [
        pytest.param("", "Berg", "Berg", id="none"),
        pytest.param("van den", "Berg", "van den Berg", id="words"),
        pytest.param("d’", "Artagnan", "d’Artagnan", id="an apostrophe"),
        pytest.param("al-", "Farsi", "al-Farsi", id="a hyphen"),
    ],
)
def test_a_prefix_stands_before_the_surname(prefix: str, surname: str, full: str) -> None:
    assert PersonName(surname=surname, surname_prefix=prefix).full_surname == full


def test_the_script_is_the_surnames_first() -> None:
    assert PersonName("Taro", "山田").script == "Hani"
    assert PersonName("Taro", "42").script == "Latn"
    assert PersonName("42").script is None


def test_the_latin_form_says_what_the_name_says() -> None:
    name = PersonName(
        "明",
        "王",
        locale="zh-TW",
        preferred_order="surnameFirst",
        speak_to="masculine",
        latin=PersonName("Ming", "Wang"),
    )

    assert name.latin == PersonName(
        "Ming",
        "Wang",
        locale="zh-Latn-TW",
        preferred_order="surnameFirst",
        speak_to="masculine",
    )


def test_the_latin_form_may_say_it_otherwise() -> None:
    latin = PersonName("Ming", "Wang", locale="en-US", preferred_order="givenFirst")
    name = PersonName("明", "王", locale="zh", preferred_order="surnameFirst", latin=latin)

    assert name.latin == latin


def test_a_name_in_latin_letters_anyway_keeps_its_language() -> None:
    name = PersonName("Łukasz", "Żak", locale="pl", latin=PersonName("Lukasz", "Zak"))

    assert name.latin
    assert name.latin.locale == "pl"


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        pytest.param({}, "given name or a surname", id="nothing"),
        pytest.param({"given": " \x00 "}, "given name or a surname", id="nothing but blanks"),
        pytest.param({"given": "\u200d\u202e\xad"}, "given name or a surname", id="invisible"),
        pytest.param({"title": "Dr."}, "given name or a surname", id="a title alone"),
        pytest.param({"given": "Jan", "surname_prefix": "van"}, "no surname", id="a prefix alone"),
        pytest.param({"given": "Ana", "surname2": "Ruiz"}, "no surname", id="a second alone"),
        pytest.param({"surname": "Li", "given_informal": "Bo"}, "no given", id="informal alone"),
        pytest.param({"given": "a" * 251}, "250 characters", id="251 characters"),
        pytest.param({"given": "a" * 200_000}, "250 characters", id="200,000 characters"),
        pytest.param({"given": "\u0958" * 200}, "250 characters", id="longer in NFC"),
        pytest.param({"given": "A\ud800"}, "half a character", id="a lone surrogate"),
        pytest.param({"given": "A", "preferred_order": "last"}, "preferred_order", id="order"),
        pytest.param({"given": "A", "speak_to": "female"}, "speak_to", id="speak_to"),
        pytest.param({"given": "A", "latin": PersonName("Я")}, "Latin letters", id="not Latin"),
        pytest.param({"given": "A", "latin": YAMADA}, "another one", id="Latin of Latin"),
    ],
)
def test_what_is_no_name_is_refused(parts: dict[str, Any], message: str) -> None:
    with pytest.raises(ParseError, match=message):
        PersonName(**parts)


@pytest.mark.parametrize("part", [*NAME_TEXTS, "preferred_order", "speak_to", "latin", "locale"])
def test_a_wrong_type_is_named(part: str) -> None:
    with pytest.raises(TypeError, match=r"not int|is a string"):
        PersonName(**{"given": "Ada", "surname": "Lovelace", part: 5})  # type: ignore[arg-type]


def test_a_language_that_is_none_is_refused() -> None:
    with pytest.raises(UnknownLocaleError):
        PersonName("Ada", locale="not a tag")


def test_is_frozen_and_hashes() -> None:
    with pytest.raises(FrozenInstanceError):
        YAMADA.given = "次郎"  # type: ignore[misc]
    again = pickle.loads(pickle.dumps(YAMADA))  # noqa: S301

    assert {again, YAMADA} == {YAMADA}


def test_the_plain_form_leaves_out_what_is_empty() -> None:
    assert YAMADA.to_dict() == {
        "given": "太郎",
        "surname": "山田",
        "locale": "ja-JP",
        "reading": "やまだ たろう",
        "latin": {"given": "Taro", "surname": "Yamada", "locale": "ja-Latn-JP"},
    }


def test_a_plain_form_without_end_is_refused() -> None:
    data: dict[str, Any] = {"given": "A"}
    for _ in range(100_000):
        data = {"given": "A", "latin": data}

    with pytest.raises(ParseError, match="another one"):
        PersonName.from_dict(data)


@pytest.mark.parametrize("latin", [5, [], "", "latin"])
def test_a_latin_form_of_another_type_is_named(latin: object) -> None:
    with pytest.raises(ParseError, match="a mapping is expected"):
        PersonName.from_dict({"given": "A", "latin": latin})


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_comes_back_through_json(given_: str, surname: str, title: str) -> None:
    name = PersonName(f"A{given_}", f"B{surname}", title=title, reading=title)

    assert PersonName.from_dict(json.loads(json.dumps(name.to_dict()))) == name
