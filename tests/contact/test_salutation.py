"""A letter begins as the person wants to be spoken to, and never with a guess."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

import crmi18n.contact
from crmi18n.contact import (
    Formality,
    PersonName,
    Salutation,
    SpeakTo,
    salutation,
    salutation_languages,
)
from crmi18n.errors import MissingTextError, ParseError, UnknownLocaleError

TABLES = tomllib.loads(
    Path(crmi18n.contact.__file__)
    .with_name("data")
    .joinpath("salutations.toml")
    .read_text(encoding="utf-8")
)
HER = PersonName("Petra", "Müller", title="Dr.", speak_to="feminine")
HIM = PersonName("Jan", "Berg", surname_prefix="van den", speak_to="masculine")
ALEX = PersonName("Alex", "Müller")
NOVAK = PersonName(
    "Petr",
    "Novák",
    given_vocative="Petře",
    surname_vocative="Nováku",
    speak_to="masculine",
    locale="cs",
)
IVANOV = PersonName("Иван", "Иванов", given2="Иванович", speak_to="masculine", locale="ru")
SMITH = PersonName("John", "Smith", given2="Quincy", speak_to="masculine", locale="en")
YAMADA = PersonName("太郎", "山田", locale="ja", latin=PersonName("Taro", "Yamada"))


@pytest.mark.parametrize(
    ("name", "locale", "text"),
    [
        (HER, "de", "Sehr geehrte Frau Dr. Müller,"),
        (HIM, "de", "Sehr geehrter Herr van den Berg,"),
        (ALEX, "de", "Guten Tag Alex Müller,"),
        (PersonName(surname="Müller"), "de", "Guten Tag,"),
        (PersonName(surname="Müller", title="Dr."), "de", "Guten Tag Dr. Müller,"),
        (PersonName(surname="Müller", title="Dr."), "en", "Dear Dr. Müller:"),
        (PersonName(surname="Müller"), "en-GB", "Hello,"),
        (HER, "de-CH", "Sehr geehrte Frau Dr. Müller"),
        (HER, "de-LI", "Sehr geehrte Frau Dr. Müller"),
        (HIM, "en", "Dear Mr. van den Berg:"),
        (HIM, "en-GB", "Dear Mr van den Berg,"),
        (HIM, "en-CA", "Dear Mr. van den Berg:"),
        (HER, "en", "Dear Dr. Müller:"),
        (ALEX, "en-AU", "Dear Alex Müller,"),
        (HER, "fr", "Madame,"),
        (ALEX, "fr-CH", "Madame, Monsieur,"),
        (HIM, "es-MX", "Estimado Sr. van den Berg:"),
        (HIM, "it", "Gentile signor van den Berg,"),
        (HIM, "nl", "Geachte heer Van den Berg,"),
        (HIM, "nl-BE", "Geachte heer Van den Berg,"),
        (NOVAK, "cs", "Vážený pane Nováku,"),
        (HIM, "cs", "Vážený pane,"),
        (HER, "pl", "Szanowna Pani,"),
        (IVANOV, "ru", "Уважаемый Иван Иванович!"),
        (HIM, "ru", "Уважаемый господин van den Berg!"),
        (SMITH, "ru", "Уважаемый господин Smith!"),
        (replace(SMITH, locale=None), "ru", "Уважаемый господин Smith!"),
        (replace(IVANOV, locale=None), "ru", "Уважаемый Иван Иванович!"),
        (replace(IVANOV, locale="kk"), "ru", "Уважаемый Иван Иванович!"),
        (replace(IVANOV, locale="bg"), "ru", "Уважаемый господин Иванов!"),
        (HER, "hu", "Tisztelt Asszonyom!"),
        (YAMADA, "ja", "山田様"),
        (YAMADA, "de", "Guten Tag Taro Yamada,"),
        (PersonName("明", "王", speak_to="masculine"), "zh", "尊敬的王先生："),
        (PersonName("明", "王", speak_to="feminine"), "zh-TW", "尊敬的王女士："),
        (PersonName("민수", "김"), "ko", "김민수 님께"),
        (PersonName("János", "Kovács", speak_to="masculine"), "hu", "Tisztelt Kovács Úr!"),
        (PersonName("Anna", "Kovács", locale="hu"), "hu", "Tisztelt Kovács Anna!"),
        (PersonName("Ayşe", "Yılmaz"), "tr", "Sayın Ayşe Yılmaz,"),
        (PersonName("明", "王", speak_to="masculine"), "zh-Hant-HK", "尊敬的王先生："),
        (HER, "nn", "Kjære Petra Müller"),
        (HER, "nb", "Kjære Petra Müller"),
        (HER, "no", "Kjære Petra Müller"),
        (PersonName("Sukarno", speak_to="masculine"), "de", "Guten Tag Sukarno,"),
    ],
)
def test_formal(name: PersonName, locale: str, text: str) -> None:
    assert salutation(name, locale=locale).text == text


@pytest.mark.parametrize(
    ("name", "locale", "text"),
    [
        (PersonName("Robert", "Smith", given_informal="Bob"), "en", "Hi Bob,"),
        (ALEX, "de", "Hallo Alex,"),
        (NOVAK, "cs", "Dobrý den, Petře,"),
        (ALEX, "cs", "Dobrý den,"),
        (YAMADA, "ja", "山田さん"),
        (PersonName("민수", "김"), "ko", "김민수 님께"),
        (PersonName(surname="Müller", speak_to="feminine"), "de", "Sehr geehrte Frau Müller,"),
    ],
)
def test_informal(name: PersonName, locale: str, text: str) -> None:
    assert salutation(name, locale=locale, formality="informal").text == text


@pytest.mark.parametrize(
    ("name", "locale", "text"),
    [
        pytest.param(PersonName("Ann", "Lee", title="Mrs"), "en-GB", "Dear Mrs Lee,", id="kept"),
        pytest.param(PersonName("Ann", "Lee", title="Mx."), "en", "Dear Mx. Lee:", id="neutral"),
        pytest.param(
            PersonName("Ann", "Lee", title="Mrs"), "de", "Sehr geehrte Frau Lee,", id="English"
        ),
        pytest.param(
            PersonName("Eva", "Ott", title="Frau Dr.", locale="de"),
            "de",
            "Sehr geehrte Frau Dr. Ott,",
            id="beside a title",
        ),
        pytest.param(
            PersonName("Eva", "Ott", title="Frau Dr.", locale="de"),
            "en",
            "Dear Dr. Ott:",
            id="abroad",
        ),
        pytest.param(
            PersonName("Eva", "Ott", title="Frau Herr", locale="de"),
            "de",
            "Guten Tag Eva Ott,",
            id="a contradiction says nothing",
        ),
        pytest.param(
            PersonName("Kim", "Ott", title="Mr", speak_to="neutral"),
            "en",
            "Dear Kim Ott:",
            id="what the person said wins",
        ),
        pytest.param(
            PersonName("花", "林", title="先生", locale="ja"),
            "ja",
            "林様",
            id="a Japanese teacher",
        ),
        pytest.param(
            PersonName("Ana", "Ruiz", title="Dra.", speak_to="feminine", locale="es"),
            "es",
            "Estimada Dra. Ruiz:",
            id="a title that agrees",
        ),
        pytest.param(
            PersonName("Eva", "Ott", title="Dr.", speak_to="feminine", locale="de"),
            "es",
            "Estimada Sra. Ott:",
            id="a title that would not agree",
        ),
        pytest.param(HER, "es", "Estimada Sra. Müller:", id="a title that may not agree"),
        pytest.param(HER, "pt-BR", "Prezada Sra. Müller,", id="nor in Portuguese"),
        pytest.param(
            PersonName("Afonso", "Reis", title="D.", locale="pt"),
            "pt",
            "Prezado(a) Afonso Reis,",
            id="Dom or Dona",
        ),
        pytest.param(
            PersonName("Kim", "Ott", title="Mr & Mrs"), "en", "Dear Kim Ott:", id="two of them"
        ),
        pytest.param(
            PersonName("Kim", "Ott", title="Mr Mrs"), "en", "Dear Kim Ott:", id="nor the last one"
        ),
    ],
)
def test_titles(name: PersonName, locale: str, text: str) -> None:
    assert salutation(name, locale=locale).text == text


@pytest.mark.parametrize("speak_to", [None, "neutral"])
@pytest.mark.parametrize("language", salutation_languages())
def test_a_given_name_tells_nothing(language: str, speak_to: SpeakTo | None) -> None:
    texts = {
        salutation(PersonName(name, "Lee", speak_to=speak_to), locale=language).text.replace(
            name, "X"
        )
        for name in ("Maria", "Peter", "Andrea")
    }

    assert len(texts) == 1


def test_nobody_is_called_by_the_bare_surname_except_where_that_is_polite() -> None:
    polite = {"ja": "林様", "ko": "林 님께", "tr": "Sayın 林,"}

    for language in salutation_languages():
        for speak_to in (None, "neutral"):
            name = PersonName(surname="林", speak_to=speak_to)
            text = salutation(name, locale=language).text
            assert text == polite.get(language, text)
            assert ("林" in text) == (language in polite)


@pytest.mark.parametrize(
    ("surname", "locale", "text"),
    [
        pytest.param("علي", "ja", "\u2068علي\u2069様", id="Arabic first in the line"),
        pytest.param("علي", "de", "Sehr geehrter Herr \u2068علي\u2069,", id="Arabic inside"),
        pytest.param(
            "Ott\u202e", "de", "Sehr geehrter Herr \u2068Ott\u202e\u2069,", id="an override"
        ),
        pytest.param("", "de", "Guten Tag A,", id="nothing to isolate"),
    ],
)
def test_a_name_does_not_turn_the_line_round(surname: str, locale: str, text: str) -> None:
    name = PersonName("A" if not surname else "", surname, speak_to="masculine")

    assert salutation(name, locale=locale).text == text


def test_what_is_not_known_is_said() -> None:
    unsaid, neutral = salutation(ALEX, locale="de"), PersonName("Alex", "Ott", speak_to="neutral")
    without = salutation(HIM, locale="cs")

    assert [(f.code, f.where) for f in unsaid.findings] == [("name.not_said", "speak_to")]
    assert salutation(neutral, locale="de").findings == ()
    assert salutation(ALEX, locale="tr").findings == ()
    assert [(f.code, f.where) for f in without.findings] == [
        ("name.no_vocative", "surname_vocative")
    ]
    assert salutation(NOVAK, locale="cs").findings == ()


@pytest.mark.parametrize(
    ("name", "locale", "form"),
    [
        (HER, "de", "feminine"),
        (HER, "da", "neutral"),
        (ALEX, "de", "neutral"),
        (PersonName("Ann", "Lee", title="Mrs"), "en", "feminine"),
        (PersonName("Sukarno", speak_to="masculine"), "de", "neutral"),
    ],
)
def test_the_form_is_that_of_the_line(name: PersonName, locale: str, form: SpeakTo) -> None:
    assert salutation(name, locale=locale).form == form


def test_how_the_letter_goes_on() -> None:
    found = {tag: salutation(HER, locale=tag).next_line for tag in ("de", "de-CH", "es", "tr")}

    assert found == {"de": "small", "de-CH": "capital", "es": "capital", "tr": None}


@pytest.mark.parametrize("locale", ["sw", "ja-Latn", "de-Arab"])
def test_a_language_or_script_without_salutations_is_refused(locale: str) -> None:
    with pytest.raises(MissingTextError, match=f"'{locale}'") as caught:
        salutation(ALEX, locale=locale)

    assert caught.value.available == salutation_languages()


def test_wrong_arguments_are_refused() -> None:
    wrong: Formality = "familiar"  # type: ignore[assignment]
    with pytest.raises(ParseError, match="formality"):
        salutation(ALEX, locale="de", formality=wrong)
    with pytest.raises(TypeError, match="PersonName"):
        salutation("Alex", locale="de")  # type: ignore[arg-type]
    with pytest.raises(UnknownLocaleError):
        salutation(ALEX, locale="qaa")


def test_every_table_has_a_source_and_always_something_to_say() -> None:
    for tag, table in TABLES.items():
        assert "like" in table or table["source"], tag
    for language in salutation_languages():
        for name in (PersonName("X"), PersonName(surname="Y"), HER, HIM, ALEX):
            for formality in ("formal", "informal"):
                assert salutation(name, locale=language, formality=formality).text


def test_comes_back_through_json() -> None:
    found = salutation(HIM, locale="cs")

    assert Salutation.from_dict(json.loads(json.dumps(found.to_dict()))) == found
    assert str(found) == found.text
