"""An address is a value: it compares, hashes, pickles, goes through JSON, and refuses nonsense."""

from __future__ import annotations

import json
import pickle
from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from crmi18n.address import Address, AddressText
from crmi18n.errors import CrmI18nError, ParseError, UnknownCountryError

HOME = Address(
    "JP",
    area="13",
    postal_code="100-0005",
    texts={
        "ja": AddressText(organization="株式会社サンプル", lines=("丸の内1-9-1",)),
        "ja_latn": AddressText(organization="Sample K.K.", lines=("1-9-1 Marunouchi",)),
    },
)


def test_a_value_survives_pickle_and_json() -> None:
    assert pickle.loads(pickle.dumps(HOME)) == HOME  # noqa: S301
    assert Address.from_dict(json.loads(json.dumps(HOME.to_dict()))) == HOME
    assert len({HOME, Address.from_dict(HOME.to_dict())}) == 1


def test_the_json_form_is_plain_and_without_what_is_empty() -> None:
    assert HOME.to_dict() == {
        "country": "JP",
        "area": "JP-13",
        "postal_code": "100-0005",
        "texts": {
            "ja": {"organization": "株式会社サンプル", "lines": ["丸の内1-9-1"]},
            "ja-Latn": {"organization": "Sample K.K.", "lines": ["1-9-1 Marunouchi"]},
        },
    }


def test_a_value_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        HOME.country = "DE"  # type: ignore[misc]
    with pytest.raises(TypeError):
        HOME.texts["de"] = AddressText()  # type: ignore[index]


def test_texts_lose_control_characters_and_line_breaks_and_nothing_else() -> None:
    text = AddressText(recipient=" 山田\u3000太郎\x00 ", lines=("1 Main St\r\nSuite 5", ""))

    assert text.recipient == "山田\u3000太郎"
    assert text.lines == ("1 Main St", "Suite 5")


@pytest.mark.parametrize(
    ("code", "nearest"),
    [("UK", "GB"), ("EL", "GR"), ("de", "DE"), ("Germany", "DE"), ("AN", "CW"), ("ZZ", "")],
)
def test_an_unknown_country_is_refused_with_what_may_be_meant(code: str, nearest: str) -> None:
    with pytest.raises(UnknownCountryError) as caught:
        Address(code)

    assert caught.value.code == code
    assert not nearest or caught.value.nearest[0] == nearest


@pytest.mark.parametrize(
    "arguments",
    [
        {"area": "US-NY"},
        {"area": "Bavaria"},
        {"postal_code": "1" * 501},
        {"texts": {"de": AddressText(), "DE": AddressText()}},
        {"texts": {"no language": AddressText()}},
    ],
    ids=["another country's area", "a name for a code", "too long", "a language twice", "no tag"],
)
def test_a_wrong_value_is_an_error_of_ours(arguments: dict[str, Any]) -> None:
    with pytest.raises(CrmI18nError):
        Address("DE", **arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        {"postal_code": 10115},
        {"area": 1},
        {"texts": {"de": {"locality": "Köln"}}},
        {"texts": [AddressText()]},
    ],
)
def test_a_wrong_type_is_a_type_error(arguments: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Address("DE", **arguments)
    with pytest.raises(TypeError):
        Address(49)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        AddressText(lines="Hauptstraße 5")  # type: ignore[arg-type]


@pytest.mark.parametrize("texts", [[], None, {"de": 1}])
def test_a_stored_form_that_is_none_is_refused(texts: Any) -> None:
    with pytest.raises(ParseError, match="JSON form of Address"):
        Address.from_dict({"country": "DE", "texts": texts})


def test_a_text_that_is_no_unicode_or_has_too_many_lines_is_refused() -> None:
    with pytest.raises(ParseError, match="half a character"):
        AddressText(locality="\ud800")
    with pytest.raises(ParseError, match="at most 20"):
        AddressText(lines=("x",) * 21)
