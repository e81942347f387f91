"""Lines always add up to their header, in the house currency too."""

from datetime import date

import pytest

from crmi18n import Money, RateBook
from crmi18n.deal import check_lines, convert_lines

DAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("line", "header", "expected"),
    [
        pytest.param("10.00", "64.62", ["9.24", *["9.23"] * 6], id="invoice"),
        pytest.param("-10.00", "-64.62", ["-9.24", *["-9.23"] * 6], id="credit note"),
    ],
)
def test_seven_equal_lines(book: RateBook, line: str, header: str, expected: list[str]) -> None:
    lines = [Money(line, "USD")] * 7

    found = convert_lines(sum(lines), lines, "EUR", book=book, on=DAY)  # type: ignore[arg-type]

    assert str(found.header.target.amount) == header
    assert [str(part.amount) for part in found.lines] == expected
    assert check_lines(found.header.target, found.lines) == []
    naive = [book.convert(part, "EUR", on=DAY).target for part in lines]
    assert str(sum(naive)) == {"10.00": "64.61 EUR", "-10.00": "-64.61 EUR"}[line]
    assert str(abs(found.rounding_difference).amount) == "0.01"
