"""Capitals follow the language (Unicode SpecialCasing, CLDR's Greek and Armenian uppercase)."""

from __future__ import annotations

import pytest

from crmi18n.address.words import upper


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("tr", "Kırgızistan, Birleşik", "KIRGIZİSTAN, BİRLEŞİK"),
        ("az", "İtaliya", "İTALİYA"),
        ("el", "Ηνωμένο Βασίλειο", "ΗΝΩΜΕΝΟ ΒΑΣΙΛΕΙΟ"),
        ("el", "Ταϊλάνδη", "ΤΑΪΛΑΝΔΗ"),
        ("el", "Μάιος", "ΜΑΪΟΣ"),
        ("el", "Ευαγγελία ΐ", "ΕΥΑΓΓΕΛΙΑ Ϊ"),
        ("de", "Großbritannien", "GROSSBRITANNIEN"),
        ("hy", "Բոսնիա և Հերցեգովինա", "ԲՈՍՆԻԱ ԵՎ ՀԵՐՑԵԳՈՎԻՆԱ"),
        ("nl", "IJsland", "IJSLAND"),
        ("ja", "ドイツ", "ドイツ"),
    ],
)
def test_capitals(language: str, text: str, expected: str) -> None:
    assert upper(text, language) == expected
