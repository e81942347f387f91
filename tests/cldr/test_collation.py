"""Sort keys: CLDR's root order, the languages' own orders, bytes that every store sorts alike."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from crmi18n.cldr import sort_key
from crmi18n.cldr.collation import order_of
from crmi18n.cldr.collation.rules import Relation, Reset, Setting, read_rules
from crmi18n.cldr.normal import nfd
from crmi18n.errors import ParseError, UnknownCodeError, UnknownLocaleError
from tests.conformance.collation import DIFFERENT, sample

SAMPLE = sample()


def test_the_root_order_of_every_60th_line_of_cldrs_test() -> None:
    texts = ["".join(chr(int(code, 16)) for code in line.split()) for line in SAMPLE["suite"]]
    keys = [sort_key(text, locale="und") for text in texts]

    assert len(keys) > 3000
    assert keys == sorted(keys)


@pytest.mark.parametrize("tag", sorted(SAMPLE["orders"]))
def test_an_order_is_that_of_icu(tag: str) -> None:
    recorded = SAMPLE["orders"][tag]
    keys = [sort_key(text, locale=tag) for text in recorded["strings"]]
    steps = [(b < a) - (a < b) for a, b in pairwise(keys)]
    wrong = sum(a != b for a, b in zip(steps, recorded["steps"], strict=True))

    assert len(steps) > 50
    assert wrong <= (2 if tag in DIFFERENT else 0)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        pytest.param(
            "sv",
            "Ahl Andersson Ek Éklund Vidmark Wallin Zetterberg Åberg Ängström Öberg Östlund",
            id="Swedish: å, ä, ö at the end",
        ),
        pytest.param("de", "Mahler Moeller Möller Mueller Muller Müller Süss Süß", id="German"),
        pytest.param(
            "de-u-co-phonebk",
            "Mahler Moeller Möller Mueller Müller Muller",
            id="German telephone books: ö as oe",
        ),
        pytest.param(
            "da",
            "Zebra Ærø Ørsted Åa Aabenraa Ålborg Aalborg",
            id="Danish: aa is å, capitals first",
        ),
        pytest.param("cs", "Cibulka Cihlář Čech Hora Chalupa Ivan", id="Czech: ch behind h"),
        pytest.param("es", "Llosa Luna Nunez Nuñez Núñez Ñoño", id="Spanish"),
        pytest.param("tr", "Hakan Ilgaz Isik Işık İnce Jale", id="Turkish: ı before i"),
        pytest.param("zh", "张 赵 周", id="Chinese: by pinyin"),
        pytest.param("ja", "ソニー たかはし 高橋 山田 田中", id="Japanese: kana, kanji"),
        pytest.param("fr-CA", "cote côte coté côté", id="Canadian French: accents from the end"),
        pytest.param("fr", "cote coté côte côté", id="French: accents from the front"),
        pytest.param("nb", "Zulu Ærlig Østby Aase Åsen", id="Norwegian by way of no"),
        pytest.param("ru", "Ёлкин Елкина alpha", id="Russian: Cyrillic before Latin"),
    ],
)
def test_names_in_the_order_of_their_language(locale: str, expected: str) -> None:
    names = expected.split()
    shuffled = names[1::2] + names[::2]

    assert sorted(shuffled, key=lambda name: sort_key(name, locale=locale)) == names


@given(st.text(max_size=12), st.sampled_from(["und", "sv", "hu", "vi", "th", "my", "da"]))
def test_canonically_equal_texts_have_one_key(text: str, locale: str) -> None:
    key = sort_key(text, locale=locale)

    assert key == sort_key(unicodedata.normalize("NFD", text), locale=locale)
    assert key == sort_key(unicodedata.normalize("NFC", text), locale=locale)


ALPHABETS = st.text("aAbcCdhHsSyYzZnNlLgGáäåöøæñčšž\u0301\u0308\u030a\u0323 -'", max_size=8)


@given(ALPHABETS, st.sampled_from(["und", "sv", "hu", "cs", "da", "sk", "cy", "fr-CA"]))
def test_the_short_way_and_the_long_way_agree(text: str, locale: str) -> None:
    order, composed = order_of(locale), unicodedata.normalize("NFC", text)
    one_by_one = tuple(composed.translate(level) for level in order._levels)  # noqa: SLF001
    whole = order._weights(nfd(text))  # noqa: SLF001

    assert order._hard.is_in(composed) or one_by_one == whole  # noqa: SLF001


def test_keys_sort_the_same_in_sqlite() -> None:
    names = SAMPLE["orders"]["sv"]["strings"]
    with sqlite3.connect(":memory:") as base:
        base.execute("CREATE TABLE names (name TEXT, key BLOB)")
        rows = [(name, sort_key(name, locale="sv")) for name in names]
        base.executemany("INSERT INTO names VALUES (?, ?)", rows)
        found = [key for (key,) in base.execute("SELECT key FROM names ORDER BY key")]

    assert found == sorted(key for _, key in rows)


def test_characters_newer_than_the_interpreter() -> None:
    # U+105C9 TODHRI LETTER EI (Unicode 16) is U+105D2 U+0307.
    assert sort_key("\U000105c9", locale="und") == sort_key("\U000105d2\u0307", locale="und")
    # U+1ACF (Unicode 17, class 230) and U+0323 (class 220) commute.
    assert sort_key("a\u1acf\u0323", locale="und") == sort_key("a\u0323\u1acf", locale="und")


@pytest.mark.parametrize(
    ("locale", "error"),
    [
        pytest.param("de-u-co-klingon", UnknownCodeError, id="an order that there is not"),
        pytest.param("x", UnknownLocaleError, id="no tag"),
    ],
)
def test_refuses(locale: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        sort_key("a", locale=locale)


def test_rules_are_read_as_cldr_writes_them() -> None:
    steps = list(read_rules("[reorder Grek]&[before 1]a<'\\u0062'<<<B=x|y/z<*c-e # so"))

    assert steps[0] == Setting(("reorder", "Grek"))
    assert steps[1] == Reset("a", before=1)
    assert steps[2:5] == [Relation(1, "b"), Relation(3, "B"), Relation(15, "y", "x", "z")]
    assert [step.text for step in steps[5:] if isinstance(step, Relation)] == ["c", "d", "e"]
    with pytest.raises(ParseError, match="collation rule"):
        list(read_rules("&a<"))


def test_an_order_is_loaded_when_it_is_needed() -> None:
    probe = (
        "import crmi18n.text; from crmi18n.cldr.collation.root import root;"
        "print(root.cache_info().currsize)"
    )
    found = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True
    )

    assert found.stdout.strip() == "0"
