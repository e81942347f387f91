"""Scripts, words and grapheme clusters of names are those of Unicode 17."""

import unicodedata

import pytest

from crmi18n.contact.letters import first_cluster, script_of_text, segments


@pytest.mark.parametrize(
    ("text", "script"),
    [
        pytest.param("Ångström", "Latn", id="Latin"),
        pytest.param("’t Hooft", "Latn", id="a sign before it"),
        pytest.param("Ωμέγα", "Grek", id="Greek"),
        pytest.param("Łukasz", "Latn", id="beyond Latin-1"),
        pytest.param("ー々山", "Hani", id="a sign of several scripts before it"),
        pytest.param("ひろし", "Hira", id="hiragana"),
        pytest.param("김", "Hang", id="Hangul"),
        pytest.param("\U0001e5d0", "Onao", id="a script of Unicode 16"),
        pytest.param("42 ©", None, id="none"),
        pytest.param("", None, id="nothing"),
        pytest.param("\U0010ffff\u0301", None, id="no character at all"),
    ],
)
def test_the_script_is_that_of_the_first_character_that_has_one(
    text: str, script: str | None
) -> None:
    assert script_of_text(text) == script


@pytest.mark.parametrize(
    ("text", "cluster"),
    [
        pytest.param("Ada", "A", id="a letter"),
        pytest.param("e\u0301a", "e\u0301", id="an accent"),
        pytest.param("क्षमा", "क्ष", id="joined consonants"),
        pytest.param("कि", "कि", id="a vowel sign"),
        pytest.param("க்ஷ", "க்", id="Tamil does not join"),
        pytest.param("한국", "한", id="a syllable"),
        pytest.param("\u1112\u1161\u11ab국", "\u1112\u1161\u11ab", id="a syllable of letters"),
        pytest.param("🇩🇪🇫🇷", "🇩🇪", id="a flag"),
        pytest.param("👩\u200d🚀x", "👩\u200d🚀", id="joined pictures"),
        pytest.param("\u0301x", "\u0301", id="a mark alone"),
        pytest.param("\u0600\u0661", "\u0600\u0661", id="what belongs to the next"),
        pytest.param("\u0600", "\u0600", id="what belongs to the next, but there is none"),
        pytest.param("a" + "\u0301" * 200_000, "a" + "\u0301" * 200_000, id="200,000 accents"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_the_first_cluster(text: str, cluster: str) -> None:
    assert first_cluster(text) == cluster


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Jean-Pierre Émile", ["Jean", "Pierre", "Émile"], id="a hyphen ends a word"),
        pytest.param("O’Neill d'Arc J.R.R.", ["O’Neill", "d'Arc", "J.R.R"], id="signs inside"),
        pytest.param("a\u0301b क्षमा", ["a\u0301b", "क्षमा"], id="marks do not end it"),
        pytest.param("3rd Earl", ["Earl"], id="a word that begins with a digit"),
        pytest.param("家豪", ["家", "豪"], id="Chinese"),
        pytest.param("タロウ", ["タロウ"], id="katakana"),
        pytest.param("สมชาย", ["สมชาย"], id="Thai"),
        pytest.param("အောင်ဆန်း", ["အောင်", "ဆန်း"], id="Burmese syllables"),
        pytest.param("42 -", [], id="none"),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [part for is_word, part in segments(text) if is_word] == words
    assert "".join(part for _, part in segments(text)) == text


def test_every_letter_of_this_python_has_a_script_or_several() -> None:
    letters = [
        chr(c) for c in range(0x110000) if unicodedata.category(chr(c)) in ("Lu", "Ll", "Lt")
    ]

    shared = {char for char in letters if script_of_text(char) is None}
    mathematical = {char for char in shared if char >= "\u2100"}

    assert len(letters) > 3000
    assert shared - mathematical == {"µ"}
