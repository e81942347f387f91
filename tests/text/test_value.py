"""Text, Basis, Version: one canonical form, whatever was entered; what is no text is refused."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest

from crmi18n.errors import ParseError, TimeKindError, UnknownLocaleError
from crmi18n.text import (
    Basis,
    DualDocument,
    LocalizedText,
    Picklist,
    Policy,
    Text,
    Version,
    fingerprint,
    search_key,
    sort_key,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Caf\u00e9", "Cafe\u0301", id="composed and decomposed"),
        pytest.param("Zahlung netto", "  Zahlung \n\tnetto ", id="blanks and line ends"),
        pytest.param("10 kg", "10\u00a0kg", id="no-break space"),
        pytest.param("", " \n", id="nothing but blanks"),
    ],
)
def test_blank_only_edits_keep_the_fingerprint(one: str, other: str) -> None:
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Ab", "ab", id="case"),
        pytest.param("9月末", "10月末", id="a number"),
        pytest.param("Zahlungsziel", "Zahlungs ziel", id="a blank where there was none"),
        pytest.param("Cafe", "Café", id="an accent"),
    ],
)
def test_other_edits_change_the_fingerprint(one: str, other: str) -> None:
    assert fingerprint(one) != fingerprint(other)


def test_the_fingerprint_is_versioned_and_has_8_bytes() -> None:
    # blake2b of nothing, digest size 8 (RFC 7693), as `b2sum -l 64 /dev/null` prints it
    assert fingerprint("") == "1:e4a6a0577479b2b4"


def test_a_text_is_kept_in_nfc_with_a_canonical_tag() -> None:
    text = Text("Cafe\u0301 \n", "de_at")

    assert (text.value, text.lang) == ("Caf\u00e9 \n", "de-AT")


@pytest.mark.parametrize(
    ("value", "lang", "direction"),
    [
        pytest.param("عقد", "ar", "rtl", id="Arabic"),
        pytest.param("حوزه", "ur", "rtl", id="Urdu"),
        pytest.param("Vertrag", "de", "ltr", id="German"),
        pytest.param("123 שלום", "und", "rtl", id="no language: the first letter"),
        pytest.param("DE811257147", "zxx", "ltr", id="no language: Latin letters"),
        pytest.param("123", "und", "ltr", id="no language and no letter"),
    ],
)
def test_direction(value: str, lang: str, direction: str) -> None:
    assert Text(value, lang).direction == direction


@pytest.mark.parametrize(
    ("value", "lang", "error"),
    [
        pytest.param(None, "de", TypeError, id="no string"),
        pytest.param(b"Vertrag", "de", TypeError, id="bytes"),
        pytest.param("Vertrag", None, TypeError, id="no language"),
        pytest.param("Vertrag", "", UnknownLocaleError, id="empty language"),
        pytest.param("Vertrag", "de--AT", UnknownLocaleError, id="broken tag"),
        pytest.param("\ud83d", "de", ParseError, id="lone surrogate"),
    ],
)
def test_what_is_no_text_is_refused(value: object, lang: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        Text(value, lang)  # type: ignore[arg-type]


def test_html_is_escaped() -> None:
    assert Text("<b>&", "de").to_html() == '<span lang="de" dir="ltr">&lt;b&gt;&amp;</span>'


def test_a_moment_is_kept_in_utc() -> None:
    local = datetime(2025, 3, 3, 10, 12, tzinfo=timezone(timedelta(hours=1)))

    assert repr(Version(Text("x", "de"), at=local).at) == repr(
        datetime(2025, 3, 3, 9, 12, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        pytest.param({"at": datetime(2025, 3, 3)}, TimeKindError, id="naive"),  # noqa: DTZ001
        pytest.param({"at": "2025-03-03"}, TypeError, id="a string for a time"),
        pytest.param({"state": "final"}, ParseError, id="unknown state"),
        pytest.param({"origin": "oracle"}, ParseError, id="unknown origin"),
    ],
)
def test_what_is_no_provenance_is_refused(
    facts: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        Version(Text("x", "de"), **facts)  # type: ignore[arg-type]


def test_survives_pickle_and_copy() -> None:
    version = Version(Text("x", "en"), Basis("de_at", "1:a", "1:b"), "reviewed", by="u17")

    assert pickle.loads(pickle.dumps(version)) == version == copy.deepcopy(version)  # noqa: S301
    assert hash(version) == hash(copy.copy(version))


def test_half_a_character_has_a_fingerprint_and_is_no_text() -> None:
    assert fingerprint("a\ud800") != fingerprint("a")
    with pytest.raises(ParseError):
        DualDocument.of("a\ud800", local_lang="de")
    with pytest.raises(TypeError, match="not str"):
        Version("x")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda: search_key(None), id="a search key"),  # type: ignore[arg-type]
        pytest.param(lambda: sort_key(None, locale="de"), id="a sort key"),  # type: ignore[arg-type]
        pytest.param(lambda: LocalizedText((Text("a", "de"),), "de"), id="a text for a version"),  # type: ignore[arg-type]
        pytest.param(lambda: Policy("reviewed"), id="a state for several"),  # type: ignore[arg-type]
        pytest.param(lambda: Picklist("x", ()).parse(None), id="a choice"),  # type: ignore[arg-type]
    ],
)
def test_another_type_is_a_type_error(call: Callable[[], object]) -> None:
    with pytest.raises(TypeError):
        call()
