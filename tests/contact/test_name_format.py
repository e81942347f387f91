"""A name is written as the reader's language writes names, in the order that is the person's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from crmi18n.contact import (
    PersonName,
    check_name,
    format_name,
    name_formatter,
    name_sort_key,
    parts_left_out,
    version_for,
)
from crmi18n.contact._names import FORMALITIES, LENGTHS, ORDERS, USAGES
from crmi18n.errors import CrmI18nError, ParseError, UnknownLocaleError

YAMADA = PersonName("太郎", "山田", locale="ja", latin=PersonName("Taro", "Yamada"))
EINSTEIN = PersonName("Albert", "Einstein", locale="de-CH")
KOVACS = PersonName("Anna", "Kovács", locale="hu")
GARCIA = PersonName("Gabriel", "García", surname2="Márquez", given2="José", locale="es")
BERG = PersonName("Jan", "Berg", surname_prefix="van den", title="dhr.", locale="nl")
SMITH = PersonName(
    "John",
    "Smith",
    title="Dr.",
    given_informal="Jack",
    given2="Quincy Adams",
    generation="Jr.",
    credentials="PhD",
    locale="en",
)


@pytest.mark.parametrize(
    ("name", "locale", "text"),
    [
        pytest.param(YAMADA, "ja", "山田太郎", id="Japanese at home: surname first, no blank"),
        pytest.param(YAMADA, "zh-TW", "山田太郎", id="read in Taiwan, whose script it is"),
        pytest.param(YAMADA, "de", "Taro Yamada", id="read in German: Latin, given name first"),
        pytest.param(YAMADA, "en", "Yamada Taro", id="read in English, which keeps the order"),
        pytest.param(YAMADA, "ru", "Yamada Taro", id="read in Russian: Latin is nearer"),
        pytest.param(PersonName("太郎", "山田"), "de", "山田太郎", id="with no Latin form"),
        pytest.param(EINSTEIN, "ja", "Albert Einstein", id="a Latin name read in Japanese"),
        pytest.param(
            PersonName("アルベルト", "アインシュタイン", locale="de-CH"),
            "ja",
            "アルベルト・アインシュタイン",
            id="a foreign name in kana: given name first, a dot for the blank",
        ),
        pytest.param(PersonName("明", "王", locale="zh"), "zh", "王明", id="Chinese"),
        pytest.param(PersonName("Ming", "Wang", locale="zh"), "en", "Wang Ming", id="in pinyin"),
        pytest.param(PersonName("민수", "김", locale="ko"), "ko", "김민수", id="Korean"),
        pytest.param(KOVACS, "hu", "Kovács Anna", id="Hungarian"),
        pytest.param(KOVACS, "en", "Anna Kovács", id="Hungarian read in English"),
        pytest.param(EINSTEIN, "hu", "Albert Einstein", id="German read in Hungarian"),
        pytest.param(
            PersonName("Björk", "Guðmundsdóttir", locale="is"),
            "is",
            "Björk Guðmundsdóttir",
            id="Icelandic",
        ),
        pytest.param(BERG, "nl", "dhr. Jan van den Berg", id="Dutch"),
        pytest.param(
            PersonName("Иван", "Иванов", given2="Иванович"),
            "en",
            "Иван Иванович Иванов",
            id="Cyrillic read in English, as Russian writes it",
        ),
        pytest.param(SMITH, "en", "Dr. John Quincy Adams Smith Jr., PhD", id="all parts"),
        pytest.param(PersonName("Sukarno"), "id", "Sukarno", id="a given name alone"),
        pytest.param(PersonName(surname="Madonna"), "en", "Madonna", id="a surname alone"),
    ],
)
def test_the_long_form(name: PersonName, locale: str, text: str) -> None:
    assert format_name(name, locale=locale) == text


@pytest.mark.parametrize(
    ("name", "locale", "options", "text"),
    [
        pytest.param(SMITH, "en", {"length": "medium"}, "John Q.A. Smith Jr., PhD", id="initials"),
        pytest.param(SMITH, "de", {"length": "medium"}, "John Q. A. Smith Jr. PhD", id="German"),
        pytest.param(SMITH, "en", {"formality": "informal"}, "Jack Smith", id="informal"),
        pytest.param(SMITH, "en", {"usage": "addressing"}, "Dr. Smith", id="addressing"),
        pytest.param(SMITH, "en", {"usage": "monogram"}, "JQS", id="monogram"),
        pytest.param(
            SMITH, "en", {"order": "surnameFirst", "length": "short"}, "Smith J.Q.A.", id="order"
        ),
        pytest.param(
            BERG, "nl", {"order": "sorting"}, "Berg, Jan van den", id="prefix at the end"
        ),
        pytest.param(BERG, "nl", {"usage": "monogram"}, "JV", id="monogram of a prefix"),
        pytest.param(
            PersonName("Gerard", "Hooft", surname_prefix="'t", locale="nl"),
            "nl",
            {"usage": "monogram"},
            "GT",
            id="monogram of a prefix that begins with an apostrophe",
        ),
        pytest.param(PersonName("50", "Cent"), "en", {"usage": "monogram"}, "5C", id="a digit"),
        pytest.param(PersonName("😀", "42"), "en", {"usage": "monogram"}, "😀4", id="no letter"),
        pytest.param(
            PersonName("Jean-Pierre", "Dupont", locale="fr"),
            "fr",
            {"length": "short"},
            "J.-P. Dupont",
            id="the hyphen stays in French initials",
        ),
        pytest.param(
            PersonName("ilker", "ışık", locale="tr"),
            "tr",
            {"usage": "monogram"},
            "İI",
            id="Turkish dots",
        ),
        pytest.param(
            PersonName("ilker", "ışık", locale="tr"),
            "en",
            {"usage": "monogram"},
            "İI",
            id="Turkish dots for an English reader",
        ),
        pytest.param(
            PersonName("Έλλη", "Άννη"), "el", {"usage": "monogram"}, "ΕΑ", id="Greek accents"
        ),
        pytest.param(
            PersonName("क्षमा", "शर्मा", locale="hi"),
            "hi",
            {"length": "short"},
            "क्ष॰ शर्मा",
            id="joined consonants are one initial",
        ),
        pytest.param(
            GARCIA, "es", {"order": "sorting"}, "García Márquez, Gabriel José", id="two surnames"
        ),
        pytest.param(
            PersonName("Sukarno"), "en", {"length": "short"}, "Sukarno", id="no initial of all"
        ),
        pytest.param(
            PersonName(surname="Madonna"),
            "en",
            {"length": "short", "formality": "informal"},
            "Madonna",
            id="no initial of all, of a surname",
        ),
        pytest.param(
            PersonName(surname="Madonna"),
            "en",
            {"formality": "informal", "usage": "addressing"},
            "Madonna",
            id="a surname where friends have a given name",
        ),
        pytest.param(PersonName("42"), "en", {"length": "short"}, "42", id="no letters"),
    ],
)
def test_other_forms(name: PersonName, locale: str, options: dict[str, Any], text: str) -> None:
    assert format_name(name, locale=locale, **options) == text


def test_what_a_person_wants_wins_over_the_language() -> None:
    eastern = PersonName("Anna", "Kovács", locale="hu", preferred_order="surnameFirst")
    western = PersonName("Ming", "Wang", locale="zh", preferred_order="givenFirst")

    assert format_name(eastern, locale="en") == "Kovács Anna"
    assert format_name(western, locale="en") == "Ming Wang"
    assert format_name(western, locale="en", order="surnameFirst") == "Wang Ming"


def test_extensions_of_a_readers_locale_change_nothing() -> None:
    for tag in ("zh-Hant-HK", "ca-ES", "en-GB"):
        plain, more = (name_formatter(t, length="medium") for t in (tag, f"{tag}-u-nu-latn"))
        assert plain(SMITH) == more(SMITH)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        pytest.param(None, "山田太郎", id="none"),
        pytest.param("und", "山田太郎", id="unknown"),
        pytest.param("und-JP", "山田太郎", id="a region alone"),
        pytest.param("und-Latn", "山田太郎", id="a script that the text has not"),
        pytest.param("qaa", "山田太郎", id="a language that CLDR does not know"),
        pytest.param("ja-Latn", "山田太郎", id="another script of the language"),
        pytest.param("fr", "太郎・山田", id="a foreign language"),
    ],
)
def test_what_the_locale_of_a_name_does_to_it(locale: str | None, text: str) -> None:
    assert format_name(PersonName("太郎", "山田", locale=locale), locale="ja") == text


def test_the_version_follows_the_readers_script() -> None:
    serbian = PersonName("Ђорђе", "Илић", locale="sr", latin=PersonName("Đorđe", "Ilić"))

    assert [format_name(serbian, locale=tag) for tag in ("sr", "sr-Latn", "ru", "de")] == [
        "Ђорђе Илић",
        "Đorđe Ilić",
        "Ђорђе Илић",
        "Đorđe Ilić",
    ]
    assert version_for(serbian, "de") is serbian.latin


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"length": "tiny"}, "length of a name"),
        ({"usage": "shouting"}, "usage of a name"),
        ({"formality": ""}, "formality of a name"),
        ({"order": "given"}, "order of a name"),
        ({"order": "sorting", "usage": "monogram"}, "referring"),
        ({"length": None}, "length of a name"),
    ],
)
def test_a_wrong_option_is_refused(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(ParseError, match=message):
        format_name(SMITH, locale="en", **wrong)


def test_a_wrong_name_or_language_is_refused() -> None:
    for call in (format_name, parts_left_out, check_name, name_sort_key):
        with pytest.raises(TypeError, match="PersonName is expected, not str"):
            call("Ada", locale="en")  # type: ignore[arg-type]
        with pytest.raises(UnknownLocaleError):
            call(SMITH, locale="qaa")
    with pytest.raises(TypeError):
        format_name(SMITH, locale=5)  # type: ignore[arg-type]


def test_a_list_is_sorted_by_reading_and_without_prefixes() -> None:
    sato = PersonName("恵子", "佐藤", locale="ja", reading="さとう けいこ")
    abe = PersonName("晋", "安倍", locale="ja", reading="あべ しん")
    bos = PersonName("Ida", "Bos", locale="nl")

    assert sorted([sato, abe], key=lambda n: name_sort_key(n, locale="ja")) == [abe, sato]
    assert sorted([bos, BERG], key=lambda n: name_sort_key(n, locale="nl")) == [BERG, bos]


def test_a_list_is_sorted_field_by_field() -> None:
    names = [
        PersonName("Zoe", "Abe"),
        PersonName("Cher"),
        PersonName("Ann", "Cher"),
        PersonName("Zoe", "Smith"),
        PersonName("Ann", "Smith Jones"),
        PersonName("Ann", "Smith-Jones"),
        PersonName("Al", "Smithson"),
    ]

    for tag in ("en", "de", "sv", "ja"):
        keys = [name_sort_key(name, locale=tag) for name in names]
        assert keys == sorted(keys)


def test_no_second_surname_comes_before_any() -> None:
    zoe = PersonName("Zoe", "García", locale="es")

    assert name_sort_key(zoe, locale="es") < name_sort_key(GARCIA, locale="es")


def test_marks_of_a_surname_count_after_the_given_name() -> None:
    ann, zoe = PersonName("Ann", "Müller"), PersonName("Zoe", "Muller")

    assert name_sort_key(ann, locale="de") < name_sort_key(zoe, locale="de")


def test_what_has_no_place_is_said() -> None:
    assert parts_left_out(SMITH, locale="en") == ()
    assert parts_left_out(GARCIA, locale="es") == ("surname2",)
    assert parts_left_out(SMITH, locale="en", usage="addressing") == (
        "given",
        "given2",
        "generation",
        "credentials",
    )
    (finding,) = check_name(GARCIA, locale="de")

    assert (finding.code, finding.where, finding.value) == (
        "name.left_out",
        "surname2",
        "Márquez",
    )


def test_two_scripts_in_one_name_are_said() -> None:
    assert [f.code for f in check_name(PersonName("Taro", "山田"), locale="ja")] == [
        "name.mixed_scripts"
    ]
    assert check_name(PersonName("さくら", "山田"), locale="ja") == []
    assert check_name(PersonName("42", "山田"), locale="ja") == []


def test_each_version_is_looked_at_and_no_reader_is_needed() -> None:
    name = PersonName("太郎", "山田", latin=PersonName("Таро", "Yamada"))

    assert [(f.code, f.where) for f in check_name(name)] == [("name.mixed_scripts", "latin.given")]
    assert check_name(GARCIA) == []
    with pytest.raises(TypeError, match="PersonName is expected, not str"):
        check_name("Ada")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "locale", "assumed"),
    [
        pytest.param(PersonName("Anna", "Kovács"), "hu", True, id="Hungarian or not"),
        pytest.param(PersonName("Minh", "Nguyễn"), "vi", True, id="Vietnamese or not"),
        pytest.param(PersonName("Anna", "Kovács"), "en", False, id="the same order"),
        pytest.param(KOVACS, "hu", False, id="a language"),
        pytest.param(
            PersonName("Anna", "Kovács", preferred_order="givenFirst"), "hu", False, id="an order"
        ),
        pytest.param(PersonName("Anna"), "hu", False, id="one name has no order"),
        pytest.param(PersonName("Anna", "Kovács"), "ja", False, id="foreign by its script"),
        pytest.param(PersonName("太郎", "山田"), "ja", False, id="at home by its script"),
    ],
)
def test_an_order_that_nobody_knows_is_said(name: PersonName, locale: str, assumed: bool) -> None:
    assert ("name.order_assumed" in [f.code for f in check_name(name, locale=locale)]) == assumed


def test_eight_threads_write_the_same() -> None:
    names = [YAMADA, EINSTEIN, KOVACS, GARCIA, BERG, SMITH] * 20
    tags = ("cs", "da", "fi", "sv", "ja", "my", "th", "el")

    def work(tag: str) -> list[str]:
        return [format_name(name, locale=tag, length="medium") for name in names]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(work, tags * 2))

    assert found[:8] == found[8:] == [work(tag) for tag in tags]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\u202eevil\u202c", id="bidi"),
        pytest.param("\u2067\u2066", id="isolates"),
        pytest.param("\u0301\u0302", id="marks alone"),
        pytest.param("%s %(x)s {given} {0}", id="what looks like a pattern"),
        pytest.param("<b>&amp;", id="markup"),
        pytest.param("\U0010ffff", id="no character"),
        pytest.param("a" + "\u0301" * 249, id="many marks"),
    ],
)
def test_hostile_texts_are_written_as_they_are(text: str) -> None:
    name = PersonName(text, "Smith")

    assert format_name(name, locale="en") == f"{name.given} Smith"
    for tag in ("en", "ja", "ar", "nl"):
        for length in LENGTHS:
            assert format_name(name, locale=tag, length=length, usage="monogram")


# Of all languages only Albanian has initials in the long form, and Catalan changes capitals.
LOCALES = ("en", "de", "nl", "fr", "es", "ru", "ja", "zh-Hant", "ko", "ar", "hi", "th", "my", "el")
WORDS = st.lists(
    st.text(st.characters(categories=["L", "M"]), min_size=1, max_size=8), min_size=1, max_size=2
).map(" ".join)
NAMES = st.builds(
    PersonName,
    WORDS,
    WORDS,
    title=st.just("") | WORDS,
    given2=st.just("") | WORDS,
    surname_prefix=st.just("") | WORDS,
    surname2=st.just("") | WORDS,
    generation=st.just("") | WORDS,
    credentials=st.just("") | WORDS,
    locale=st.sampled_from((None, *LOCALES)),
)


def squeezed(text: str) -> str:
    """Return a text without blanks, and without what stands for them in foreign names."""
    return "".join(char for char in text if not char.isspace() and char not in "・·")


@settings(max_examples=60)
@given(NAMES, st.sampled_from(LOCALES), st.sampled_from(ORDERS))
def test_each_part_is_written_whole_or_said_to_be_left_out(
    name: PersonName, locale: str, order: Any
) -> None:
    text = squeezed(format_name(name, locale=locale, order=order))
    left_out = parts_left_out(name, locale=locale, order=order)

    for part in ("title", "given", "given2", "surname", "surname2", "generation", "credentials"):
        assert part in left_out or squeezed(getattr(name, part)) in text
    assert "surname" not in left_out
    assert "given" not in left_out


@settings(max_examples=40)
@given(
    st.text(min_size=1, max_size=30),
    st.text(max_size=30),
    st.sampled_from(LOCALES),
    st.sampled_from(LENGTHS),
    st.sampled_from(USAGES),
    st.sampled_from(FORMALITIES),
)
def test_any_text_is_a_name_or_refused_and_no_name_is_written_as_nothing(
    given_: str, surname: str, locale: str, length: Any, usage: Any, formality: Any
) -> None:
    try:
        name = PersonName(given_, surname)
    except CrmI18nError:
        return

    assert format_name(name, locale=locale, length=length, usage=usage, formality=formality)


def test_every_language_writes_every_shape() -> None:
    from crmi18n.contact._names import _locales

    for tag in _locales():
        for order in ORDERS:
            for length in LENGTHS:
                write = name_formatter(tag, length=length, order=order)
                assert "Ada" in write(PersonName("Ada", locale="en"))
