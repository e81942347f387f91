"""Whatever an address holds, it is printed, checked and carried: with findings, never a crash."""

from __future__ import annotations

import json
import pickle
from typing import get_args

from hypothesis import given, settings, strategies as st

from crmi18n.address import (
    Address,
    AddressText,
    Export,
    check_address,
    format_address,
    from_iso20022,
    from_jscontact,
    from_schema_org,
    from_vcard,
    to_iso20022,
    to_jscontact,
    to_schema_org,
    to_vcard,
)
from crmi18n.address._packs import countries
from crmi18n.address.format import Case, First, Style, Version

LANGUAGES = ["und", "en", "de", "ja", "ja-Latn", "ar", "zh-Hant", "he-Latn", "sr-Cyrl", "tlh"]
TEXT = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from('\u202e\u2067\u200f;,\\^"<&%s\n'),
    max_size=12,
)
TEXTS = st.builds(AddressText, TEXT, TEXT, st.lists(TEXT, max_size=4).map(tuple), TEXT, TEXT, TEXT)
ADDRESSES = st.builds(
    Address,
    st.sampled_from(sorted(countries())),
    postal_code=TEXT,
    sorting_code=TEXT,
    texts=st.dictionaries(st.sampled_from(LANGUAGES), TEXTS, max_size=3),
)


@settings(max_examples=300, deadline=None)
@given(
    ADDRESSES,
    st.sampled_from(["DE", "JP", "CH", "AE"]),
    st.sampled_from(get_args(Style)),
    st.sampled_from(get_args(Version)),
    st.sampled_from(get_args(Case)),
    st.sampled_from(get_args(First)),
    st.none() | st.integers(1, 4),
)
def test_any_address_is_printed(
    address: Address,
    origin: str,
    style: Style,
    version: Version,
    case: Case,
    first: First,
    most: int | None,
) -> None:
    label = format_address(
        address,
        origin=origin,
        style=style,
        version=version,
        case=case,
        first=first,
        max_lines=most,
    )

    assert all(line.strip() == line != "" for line in label.lines)
    assert most is None or len(label.lines) <= most
    assert not any("\n" in line for line in label.lines)


@settings(max_examples=200, deadline=None)
@given(ADDRESSES)
def test_any_address_is_checked_and_survives_storage(address: Address) -> None:
    for finding in check_address(address, courier=True, line_length=5):
        assert finding.message

    assert pickle.loads(pickle.dumps(address)) == address  # noqa: S301
    assert Address.from_dict(json.loads(json.dumps(address.to_dict()))) == address


@settings(max_examples=200, deadline=None)
@given(ADDRESSES)
def test_any_address_is_carried_and_read_back_as_one_of_its_country(address: Address) -> None:
    payments = [to_iso20022(address, mode="hybrid"), to_iso20022(address, charset="unicode")]
    card, contact, linked = to_vcard(address), to_jscontact(address), to_schema_org(address)
    back = [
        *(from_iso20022(export.data) for export in payments),
        *from_vcard(card.data["vcard"]),
        from_jscontact(contact.data),
        from_schema_org(linked.data),
    ]

    assert {found.country for found in back} == {address.country}
    for export in (*payments, card, contact, linked):
        assert Export.from_dict(json.loads(json.dumps(export.to_dict()))) == export


@settings(max_examples=200, deadline=None)
@given(ADDRESSES)
def test_a_vcard_and_a_contact_keep_every_line(address: Address) -> None:
    (card,) = from_vcard(to_vcard(address).data["vcard"])
    contact = from_jscontact(to_jscontact(address).data)

    codes = address.postal_code or address.sorting_code or address.area
    for lang, text in address.versions:
        place = text.lines or text.dependent_locality or text.locality or text.administrative_area
        if place or codes:  # of a label that has names alone, its lines are all that is told
            assert card.texts[lang].lines == text.lines
        assert contact.texts[lang].lines == text.lines
