"""A delimited file becomes rows of texts; what is not sound is named, and never repaired."""

from pathlib import Path

import pytest

from crmi18n import ImportFileError
from crmi18n.record.table import read_table

ROWS = "id;name\n1;Müller\n2;Łódź\n"


@pytest.mark.parametrize(
    ("encoding", "declared", "found"),
    [
        pytest.param("utf-8", None, "utf-8", id="UTF-8"),
        pytest.param("utf-8-sig", None, "utf-8-sig", id="UTF-8 with a mark"),
        pytest.param("utf-8-sig", "utf-8", "utf-8", id="a mark that was not declared"),
        pytest.param("utf-16", None, "utf-16", id="UTF-16 with a mark"),
        pytest.param("iso8859-2", "iso8859-2", "iso8859-2", id="declared"),
    ],
)
def test_reads_an_encoding(
    tmp_path: Path, encoding: str, declared: str | None, found: str
) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(ROWS.replace("\n", "\r\n").encode(encoding))

    table = read_table(file, encoding=declared)

    assert table.header == ("id", "name")
    assert [row.cells for row in table.rows] == [("1", "Müller"), ("2", "Łódź")]
    assert (table.encoding, table.delimiter) == (found, ";")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_finds_the_delimiter(tmp_path: Path, delimiter: str) -> None:
    file = tmp_path / "file.csv"
    file.write_text(f'a{delimiter}b\n"1,5"{delimiter}"x;y"\n', encoding="utf-8")

    assert read_table(file).delimiter == delimiter


def test_numbers_rows_as_a_spreadsheet_does_and_passes_over_blank_ones(tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    file.write_text('a,b\n1,"two\nlines"\n\n,\n3,4\n', encoding="utf-8")

    assert [(row.number, row.cells) for row in read_table(file).rows] == [
        (2, ("1", "two\nlines")),
        (5, ("3", "4")),
    ]


@pytest.mark.parametrize(
    ("content", "encoding", "code", "where", "value"),
    [
        pytest.param(
            b"id,name\n1,M\xfcller\n", "utf-8", "wrong_byte", "rows[2].name", r"M\xfcller",
            id="a byte that is not UTF-8",
        ),
        pytest.param(
            b"id,name\n1,\x81\n", "cp1252", "wrong_byte", "rows[2].name", r"\x81",
            id="a byte that cp1252 leaves open",
        ),
        pytest.param(
            "id,name\n1,東".encode("cp932") + b"\x82\n", "cp932", "wrong_byte", "rows[2].name",
            r"東\x82", id="half a character of Shift_JIS",
        ),
        pytest.param(b"id,name\n1\n", "utf-8", "truncated_row", "rows[2]", "1", id="too few"),
        pytest.param(
            b"id,name\n1,2,3\n", "utf-8", "extra_cells", "rows[2]", "1 | 2 | 3", id="too many"
        ),
    ],
)  # fmt: skip
def test_names_a_row_that_is_not_sound(
    tmp_path: Path, content: bytes, encoding: str, code: str, where: str, value: str
) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(content)

    ((finding,),) = [
        row.findings for row in read_table(file, encoding=encoding, delimiter=",").rows
    ]

    assert (finding.code, finding.where, finding.value) == (f"import.{code}", where, value)
    assert finding.severity == "error"


@pytest.mark.parametrize(
    ("content", "encoding", "delimiter", "reason"),
    [
        pytest.param(b"", None, ",", "header", id="empty"),
        pytest.param(b"a,a\n1,2\n", None, ",", "two columns are called a", id="one header twice"),
        pytest.param(b'a,b\n1,"2\n', None, ",", "unexpected end", id="a quote that never closes"),
        pytest.param(b"a,b\n1,\xff\n", None, ",", "byte 6 is not UTF-8", id="not UTF-8"),
        pytest.param(
            b"a,b\n1,2\n", "no-such", ",", "no encoding 'no-such'", id="unknown encoding"
        ),
        pytest.param(b"a\n1\n", None, None, "delimiter", id="no delimiter in sight"),
        pytest.param(b"a;b,c\n1;2,3\n", None, None, "delimiter", id="two delimiters fit"),
        pytest.param(b"\xff\xfea\x00,\x00b", None, ",", "utf-16", id="half a unit of UTF-16"),
    ],
)
def test_refuses_what_is_no_table(
    tmp_path: Path, content: bytes, encoding: str | None, delimiter: str | None, reason: str
) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(content)

    with pytest.raises(ImportFileError, match=reason) as caught:
        read_table(file, encoding=encoding, delimiter=delimiter)

    assert caught.value.path == str(file)


def test_a_file_that_is_not_there_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="No such file"):
        read_table(tmp_path / "nothing.csv")


def test_a_huge_cell_is_refused_in_bounded_time(tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    file.write_text(f"a,b\n1,{'x' * 2_000_000}\n", encoding="utf-8")

    with pytest.raises(ImportFileError, match="field larger"):
        read_table(file)


def test_only_line_ends_end_a_row(tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    file.write_text("a,b\r\n1,two\u2028three\x0cfour\r\n", encoding="utf-8")

    (row,) = read_table(file).rows

    assert row.cells == ("1", "two\u2028three\x0cfour")
