"""A delimited file becomes rows of texts; what is not sound is named, and never repaired."""

import os
from pathlib import Path

import pytest

from crmi18n import ImportFileError
from crmi18n.record import table as table_module
from crmi18n.record.table import read_table

ROWS = "id;name\n1;Müller\n2;Łódź\n"


@pytest.mark.parametrize(
    ("encoding", "declared", "found"),
    [
        pytest.param("utf-8", None, "utf-8", id="UTF-8"),
        pytest.param("utf-8-sig", None, "utf-8-sig", id="UTF-8 with a mark"),
        pytest.param("utf-8-sig", "utf-8", "utf-8", id="a mark that was not declared"),
        pytest.param("utf-8-sig", "utf_8", "utf_8", id="the same under another name"),
        pytest.param("utf-16", None, "utf-16", id="UTF-16 with a mark"),
        pytest.param("utf-32", None, "utf-32", id="UTF-32, whose mark begins with UTF-16's"),
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
        pytest.param(b"id,name\n1,a\0b\n", "utf-8", "wrong_byte", "rows[2].name", r"a\x00b",
            id="NUL"),
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
        pytest.param(b"", None, None, "empty", id="empty"),
        pytest.param(b"\xef\xbb\xbf \r\n", None, None, "empty", id="nothing but a mark"),
        pytest.param(b"\n1,2\n", None, ",", "header", id="no header"),
        pytest.param(b"a,a\n1,2\n", None, ",", "two columns are called a", id="one header twice"),
        pytest.param(
            b'a,b\n1,"2\n', None, ",", "line 2: unexpected end", id="a quote that never closes"
        ),
        pytest.param(
            "a,b\n".encode("utf-16-le"),
            None,
            None,
            "such as utf-16-le",
            id="UTF-16 without a mark",
        ),
        pytest.param(b"a,b\n1,\xff\n", None, ",", "byte 6 is not UTF-8", id="not UTF-8"),
        pytest.param(
            b"a,b\n1,2\n", "no-such", ",", "no encoding 'no-such'", id="unknown encoding"
        ),
        *(
            pytest.param(b"a,b\n1,2\n", name, ",", f"no encoding {name!r}", id=f"no text: {name}")
            for name in ("idna", "punycode", "undefined", "hex")
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


def test_a_column_without_a_name_is_called_by_its_place(tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    file.write_text("a,,b,\n1,2,3,4\n", encoding="utf-8")

    assert read_table(file).header == ("a", "#2", "b", "#4")


def test_a_wrong_byte_in_the_header_stays_visible(tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(b"id,Stra\xdfe\n1,2\n")

    assert read_table(file, encoding="utf-8").header == ("id", r"Stra\xdfe")


def test_a_row_wider_than_a_cell_may_be_is_read(tmp_path: Path) -> None:
    names = [f"column {index}" for index in range(20_000)]
    file = tmp_path / "file.csv"
    file.write_text(f"{','.join(names)}\n{','.join(names)}\n", encoding="utf-8")

    table = read_table(file)

    assert table.header == tuple(names)
    assert [row.cells for row in table.rows] == [tuple(names)]


def test_what_may_never_end_is_not_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)

    for path in ("/dev/zero", pipe, tmp_path):
        with pytest.raises(ImportFileError, match="it is no file"):
            read_table(path)


def test_a_path_with_nul_is_an_error_of_ours() -> None:
    with pytest.raises(ImportFileError, match="NUL"):
        read_table("no\0such.csv")


def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    monkeypatch.setattr(table_module, "_MAX_BYTES", 8)
    assert len(read_table(file).rows) == 1

    monkeypatch.setattr(table_module, "_MAX_BYTES", 7)
    with pytest.raises(ImportFileError, match="larger than 7 bytes"):
        read_table(file)


@pytest.mark.parametrize(
    ("rows", "delimiter"),
    [
        pytest.param(["1,5;2", "3"], ";", id="a row cut short"),
        pytest.param(["1,5;2", "3,5;4,5", "5;6"], ";", id="a comma in each number"),
        pytest.param(["x;y,z", "x;y,z"], ";", id="a comma in each text"),
    ],
)
def test_the_delimiter_is_that_of_most_rows(
    tmp_path: Path, rows: list[str], delimiter: str
) -> None:
    file = tmp_path / "file.csv"
    file.write_text("\n".join(["a;b", *rows, "7;8"]), encoding="utf-8")

    assert read_table(file).delimiter == delimiter
