"""Delimited tables: the right columns with the right line numbers, or the line that is wrong."""

from collections.abc import Sequence

import pytest

from wending.reference.rules.records import BadInput
from wending.reference.sources.tables import read_table


def read(
    content: bytes, required: Sequence[str] = ("uri",), optional: Sequence[str] = ()
) -> list[tuple[int, list[str]]]:
    return list(read_table("x.csv", content, delimiter=",", required=required, optional=optional))


def refusal(content: bytes) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read(content)
    return caught.value


def test_read_table_gives_columns_in_the_order_asked_for() -> None:
    assert read(b"b,uri,a\n1, 2 ,3\n", ["uri"], ["a", "c", "b"]) == [(2, ["2", "3", "", "1"])]


def test_read_table_counts_lines_inside_quotes() -> None:
    assert read(b'uri,a\n1,"x\ny\nz"\n\n2,b\n') == [(2, ["1"]), (6, ["2"])]


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_read_table_takes_byte_order_mark_and_line_ends_of_any_system(start: bytes, end: bytes) -> None:
    assert read(start + b"uri,naam" + end + "1,één".encode() + end, ["uri", "naam"]) == [(2, ["1", "één"])]


def test_read_table_names_the_line_of_a_wrong_encoding() -> None:
    error = refusal("uri\n1\n2\néén\n".encode("latin-1"))
    assert (error.line, "UTF-8" in error.wrong, "UTF-8" in error.mend) == (4, True, True)


def test_read_table_refuses_utf_16() -> None:
    assert "UTF-8" in str(refusal("uri\n1\n".encode("utf-16")))
    assert "UTF-8" in str(refusal("uri\n1\n".encode("utf-16-le")))


def test_read_table_names_absent_columns_and_those_there_are() -> None:
    error = refusal(b"url,a\n1,2\n")
    assert error.line == 1
    assert "no column uri; it has url, a" in error.wrong


@pytest.mark.parametrize("row", [b"3", b"3,4,5"])
def test_read_table_names_the_line_of_a_row_that_does_not_fit(row: bytes) -> None:
    error = refusal(b"uri,a\n1,2\n" + row + b"\n")
    assert error.line == 3


def test_read_table_names_the_line_where_a_quotation_mark_is_not_closed() -> None:
    error = refusal(b'uri,a\n1,2\n"3,4\n' + b"x,y\n" * 5)
    assert error.line == 3
    assert "quotation mark" in error.mend


def test_read_table_refuses_one_endless_value() -> None:
    assert refusal(b'uri,a\n1,"' + b"x" * 200_000 + b'"\n').line == 2


@pytest.mark.parametrize("content", [b"uri,a\n", b"\n\n"])
def test_read_table_refuses_a_table_without_rows(content: bytes) -> None:
    assert refusal(content)
