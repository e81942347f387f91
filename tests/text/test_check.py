"""A check that costs nothing finds what a translation must not change, and leaves the rest be."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from crmi18n.cldr import label
from crmi18n.text import DualDocument, Text, check_document, check_pair


def text(written: str) -> Text:
    value, _, lang = written.rpartition("|")
    return Text(value, lang)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        pytest.param(
            "納期は9月末とする。|ja", "Delivery is due at the end of September.|en", id="a month"
        ),
        pytest.param(
            "Zahlbar 1.250,00 € bis 30.09.2026|de",
            "Payable €1,250.00 by 30 September 2026|en",
            id="amount and date",
        ),
        pytest.param("30 มิถุนายน 2569|th", "June 30, 2026|en", id="a Buddhist year"),
        pytest.param("2,569 ชิ้น ปี 2026|th", "2,569 pieces, 2026|en", id="no Buddhist year"),
        pytest.param("2026年6月30日|ja", "June 30, 2026|en", id="a Japanese date"),
        pytest.param("Am 2026-06-30|de", "On 6/30/2026|en", id="an ISO date"),
        pytest.param("Treffen um 9.30 Uhr|de", "Meeting at 9:30|en", id="a time"),
        pytest.param("Preis 1 234,50 zł|pl", "Price 1,234.50 zł|en", id="grouped by a blank"),
        pytest.param("Preis 12\u202f500,00 EUR|fr", "Price EUR 12,500.00|en", id="narrow blank"),
        pytest.param("٣٠ قطعة|ar", "30 pieces|en", id="Arabic digits"),
        pytest.param("₹ 12,34,567|hi", "INR 1,234,567|en", id="Indian grouping"),
        pytest.param("Sehr geehrte {name}, %s|de", "Dear {name}, %s|en", id="placeholders"),
        pytest.param("Siehe https://a.de/x?y=1.|de", "See https://a.de/x?y=1|en", id="a link"),
        pytest.param("Wartung|de", "|en", id="empty on purpose"),
        pytest.param("Siemens AG|de", "シーメンス|ja", id="a name"),
        pytest.param("契約|ja", "Siemens Healthineers AG|ja", id="a Latin name in Japanese"),
        pytest.param("100 $|es", "USD 100|en", id="a sign of many currencies"),
        pytest.param("12345|de", "12345|en", id="no letters at all"),
        pytest.param("Abschnitt 1.2|de", "Section 1.2|en", id="the number of a section"),
        pytest.param("+49 89 636 123|de", "+49 89 636 123|fr", id="a telephone number"),
        pytest.param("19 % MwSt. auf 5 EUR|de", "VAT 19 % on EUR 5|en", id="a tax"),
        pytest.param("5月末|ja", "at the end of May|en", id="a short month"),
        pytest.param("Договор № 5|ru", "Contract no. 5|en", id="Cyrillic"),
    ],
)
def test_says_nothing(source: str, target: str) -> None:
    assert check_pair(text(source), text(target)) == []


@pytest.mark.parametrize(
    ("source", "target", "code", "named"),
    [
        pytest.param("Rabatt 3 %|de", "Discount 5%|en", "numbers", "5", id="a number"),
        pytest.param(
            "1.250,00 EUR|de", "EUR 1.25|en", "numbers", "1.250,00", id="a decimal for a group"
        ),
        pytest.param("bis 30.09.2026|de", "by 30 August 2026|en", "numbers", "09", id="a month"),
        pytest.param("ปี 2570|th", "in 2026|en", "numbers", "2570", id="another Buddhist year"),
        pytest.param("bis 30.09.2026|de", "by Sept. 2026|en", "numbers", "30", id="a lost day"),
        pytest.param(
            "202 Stück bis 30.09.2026|de", "220 by 30.09.2026|en", "numbers", "202", id="a twist"
        ),
        pytest.param("1.250 Stück|de", "1.250 pieces|en", "numbers", "1.250", id="a copied group"),
        pytest.param("in 5 Tagen|de", "it may be 3 days|en", "numbers", "5", id="may"),
        pytest.param("Platz 3|de", "market place 4|en", "numbers", "3", id="a word like a month"),
        pytest.param("100 USD|de", "100 EUR|en", "currency", "USD", id="a currency"),
        pytest.param("{name}|de", "name|en", "placeholders", "{name}", id="a placeholder"),
        pytest.param("%(x)d Stück|de", "%(y)d pieces|en", "placeholders", "%(y)d", id="its name"),
        pytest.param("an a@b.de|de", "to a@c.de|en", "links", "a@c.de", id="an e-mail address"),
        pytest.param("Rahmenvertrag|de", "Rahmenvertrag|en", "identical", "one text", id="same"),
        pytest.param("Vertrag|de", "договор|en", "script", "Cyrillic", id="a wrong script"),
        pytest.param("Vertrag|de", "契約書です|en", "script", "Cjk", id="Japanese as English"),
        pytest.param(
            "Contract|en",
            "This is not Japanese at all|ja",
            "script",
            "Latin",
            id="English as Japanese",
        ),
    ],
)
def test_finds(source: str, target: str, code: str, named: str) -> None:
    findings = check_pair(text(source), text(target))

    assert all(label(f.code, locale="de") != label(f.code, locale="en") for f in findings)
    assert [f.code for f in findings][:1] == [f"text.{code}"]
    assert named in findings[0].message


def test_the_same_on_purpose_is_no_finding() -> None:
    assert check_pair(Text("Siemens AG", "de"), Text("Siemens AG", "en"), verbatim=True) == []


NAMES = [
    "Siemens AG", "Hannover Messe 2025", "Visit Hannover Messe with Mr. Schmidt",
    "Order from Österreichische Bundesbahnen", "Karl-Heinz Oberhauser", "Incoterms DAP Linz",
    "VAT ID DE811257147", "株式会社サンプル", "ООО Ромашка", "Λουκία ΑΕ", "O’Neill & Söhne",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_no_name_alarms_in_its_own_language_or_in_english(name: str) -> None:
    findings = check_pair(Text("x", "en"), Text(name, "en"))
    latin = all(ord(char) < 0x250 or not char.isalpha() for char in name)

    assert [f for f in findings if f.code == "text.script" and latin] == []


def test_a_document_names_segment_and_language() -> None:
    document = DualDocument.of("Preis: 100.\n\nOrt.", local_lang="de")
    document = document.with_corporate({"s1": "Price: 120."})

    assert [(f.code, f.where) for f in check_document(document)] == [
        ("text.unconfirmed", "s1.en"),
        ("text.numbers", "s1.en"),
        ("text.missing_corporate", "s2.en"),
    ]


@given(
    st.text(max_size=40), st.text(max_size=40), st.sampled_from(["de", "en", "ja", "ar", "und"])
)
def test_no_text_breaks_the_check(left: str, right: str, lang: str) -> None:
    for finding in check_pair(Text(left, "fr"), Text(right, lang)):
        assert finding.code.startswith("text.")


@given(st.text(max_size=40), st.sampled_from(["de", "en", "ja", "ar", "hi"]))
def test_a_text_has_the_numbers_of_itself(written: str, lang: str) -> None:
    codes = {f.code for f in check_pair(Text(written, lang), Text(f"{written} x", lang))}

    assert not codes & {"text.numbers", "text.currency"}
