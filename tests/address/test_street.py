"""Street and number are told apart where a country's habit tells; else the line stays whole."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from crmi18n.address.street import post_box, split_street


@pytest.mark.parametrize(
    ("line", "country", "name", "number", "rest"),
    [
        ("Hauptstraße 5a", "DE", "Hauptstraße", "5a", ""),
        ("Straße des 17. Juni 135", "DE", "Straße des 17. Juni", "135", ""),
        ("Am Markt 3-5", "DE", "Am Markt", "3-5", ""),
        ("Kärntner Straße 1/5", "AT", "Kärntner Straße", "1/5", ""),
        ("12 rue de la Paix", "FR", "rue de la Paix", "12", ""),
        ("12 bis rue X", "FR", "rue X", "12 bis", ""),
        ("500 Congress Ave", "US", "Congress Ave", "500", ""),
        ("221B Baker Street", "GB", "Baker Street", "221B", ""),
        ("Calle Mayor 1, 3º B", "ES", "Calle Mayor", "1", "3º B"),
        ("Av. Paulista, 1000", "BR", "Av. Paulista", "1000", ""),
        ("ul. Marszałkowska 1/2", "PL", "ul. Marszałkowska", "1/2", ""),
        ("Damrak 1 hs", "NL", "Damrak", "1", "hs"),
        ("İstiklal Cad. No:1", "TR", "İstiklal Cad.", "1", ""),
        ("ул. Тверская, д. 1", "RU", "ул. Тверская", "1", ""),
        ("1-9-1 Marunouchi", "JP", "Marunouchi", "1-9-1", ""),
        ("No. 1 Jianguo Lu", "CN", "Jianguo Lu", "No. 1", ""),
    ],
)
def test_a_line_is_split(line: str, country: str, name: str, number: str, rest: str) -> None:
    assert split_street(line, country=country) == (name, number, rest)


@pytest.mark.parametrize("line", ["Unter den Linden", "", "12", "丸の内", "x" * 10_000 + " 1"])
def test_what_cannot_be_told_stays_whole(line: str) -> None:
    assert split_street(line, country="DE") is None


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("PO Box 7", "7"), ("P.O. Box 123", "123"), ("p o box 12", "12"), ("Postal Box 9", "9"),
        ("Private Bag X1", "X1"), ("GPO Box 1", "1"), ("Postfach 12 34 56", "12 34 56"),
        ("Postfach", ""), ("Postbus 99", "99"), ("Postboks 1", "1"), ("Box 12", "12"),
        ("Boîte postale 3", "3"), ("BP 12", "12"), ("Apartado de correos 5", "5"),
        ("Casilla 3", "3"), ("Caixa Postal 9", "9"), ("Postilokero 4", "4"), ("PL 15", "15"),
        ("Postafiók 2", "2"), ("Pf. 12", "12"), ("Skrytka pocztowa 8", "8"), ("а/я 5", "5"),
        ("абонентский ящик 5", "5"), ("Τ.Θ. 12", "12"), ("صندوق بريد 123", "123"),
        ("PO Box 123, Suite 4", "123, Suite 4"),
        ("ص.ب 77", "77"), ("私書箱12", "12"), ("ＰＯ　Ｂｏｘ　１２", "12"),
    ],
)  # fmt: skip
def test_a_post_office_box_is_known_in_many_languages(line: str, number: str) -> None:
    assert post_box(line) == number


@pytest.mark.parametrize(
    "line", ["Boxhagener Str. 5", "Postfachstraße 1", "Plaza 3", "BP", "Hauptstraße 5", "Box Hill"]
)
def test_a_street_that_begins_like_one_is_none(line: str) -> None:
    assert post_box(line) is None


@given(st.text(max_size=250), st.sampled_from(["DE", "US"]))
def test_nothing_of_a_line_is_lost(line: str, country: str) -> None:
    street = split_street(line, country=country)
    if street is not None:
        for part in street:
            assert part in line
