"""Every code that the library speaks of has a word in every catalog."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import crmi18n
from crmi18n.cldr import label, label_languages
from crmi18n.cldr._babel import catalog
from crmi18n.errors import UnknownCodeError
from crmi18n.text import Text
from crmi18n.text.facts import strange_script

SOURCE = Path(crmi18n.__file__).parent
LABELS = SOURCE / "cldr" / "data" / "labels"


def codes(tree: ast.AST) -> Iterator[str]:
    """Yield the codes of findings, and what is asked of ``label``, where they are written out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            first = node.args[0]
            if node.func.id in ("Finding", "label") and isinstance(first, ast.Constant):
                yield str(first.value)


WRITTEN = sorted(
    {
        code
        for file in SOURCE.rglob("*.py")
        for code in codes(ast.parse(file.read_text(encoding="utf-8")))
    }
)


def test_codes_are_written_out_in_the_source() -> None:
    assert len(WRITTEN) > 10


@pytest.mark.parametrize("code", WRITTEN)
def test_a_code_of_the_source_has_a_word(code: str) -> None:
    assert label(code, locale="en")


@pytest.mark.parametrize("language", label_languages())
def test_a_catalog_has_every_code(language: str) -> None:
    own, english = (catalog(str(LABELS / f"{lang}.po")) for lang in (language, "en"))

    assert english.keys() <= own.keys()
    assert all(text.strip() for text in own.values())


@pytest.mark.parametrize("language", label_languages())
def test_a_catalog_fills_in_what_the_english_one_does(language: str) -> None:
    own, english = (catalog(str(LABELS / f"{lang}.po")) for lang in (language, "en"))
    fields = re.compile(r"\{\w*\}")

    assert [c for c in english if fields.findall(own[c]) != fields.findall(english[c])] == []


@pytest.mark.parametrize("language", sorted({*label_languages()} - {"en"}))
def test_a_catalog_is_in_its_language(language: str) -> None:
    own, english = (catalog(str(LABELS / f"{lang}.po")) for lang in (language, "en"))
    strange = [text for text in own.values() if strange_script(Text(text, language))]
    same = [code for code in english if own[code] == english[code]]

    assert strange == []
    assert len(same) < len(english) / 10


def test_the_languages_of_the_catalogs() -> None:
    assert {
        *["ar", "de", "en", "es", "fr", "hi", "it", "ja", "ko", "nl", "pl", "pt", "tr", "zh"]
    } <= {*label_languages()}


def test_a_reader_of_another_script_gets_english() -> None:
    assert label("value.yes", locale="zh-TW") == label("value.yes", locale="en")
    assert label("value.yes", locale="zh-SG") == "是"


def test_a_language_without_a_catalog_gets_english() -> None:
    assert label("value.yes", locale="en") == label("value.yes", locale="tlh")


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match="nosuch"):
        label("nosuch", locale="de")
