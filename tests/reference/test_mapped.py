"""CSV whose columns are mapped: separators, Dutch numbers, signs, regions, and refusals that name the line."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reference.market_factories import csv as lines
from wending.reference.rules.records import BadInput
from wending.reference.sources.mapped import Amount, Layout, MappedRow, read_mapped

LAYOUT = Layout(required=("period", "code"), optional=("region", "label", "n"), numbers=("value",), one_of=("value",))
HEAD = "period;code;value;region;n"


def rows(content: bytes, **columns: str) -> list[MappedRow]:
    return list(read_mapped([("f.csv", content)], columns, LAYOUT))


def refusal(content: bytes, use: Callable[[MappedRow], object] = lambda row: row, **columns: str) -> BadInput:
    with pytest.raises(BadInput) as caught:
        [use(row) for row in rows(content, **columns)]
    return caught.value


def value(cell: str) -> Amount:
    [row] = rows(f"{HEAD}\n2024;1;{cell};NL;\n".encode())
    return row.number("value")


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_read_mapped_finds_the_separator(delimiter: str) -> None:
    text = 'Jaar;"Code, groep";Waarde\n2024;1;7\n'.replace(";", delimiter)
    [row] = rows(text.encode(), period="Jaar", code="Code, groep", value="Waarde")
    assert (row.period(), row.text("code"), row.number("value"), row.line) == ("2024", "1", Amount(7.0), 2)


def test_read_mapped_takes_columns_named_as_the_fields_and_fixed_values() -> None:
    [row] = rows(b"code;value\n1;7\n", period="=2026-Q3")
    assert row.period() == "2026-Q3"
    assert row.cells["label"] == ""


def test_read_mapped_reads_several_files_with_lines_of_their_own() -> None:
    files = [("a.csv", lines(f"{HEAD}\n2024;1;7;;")), ("b.csv", lines("code,value,period\n2,8,2024"))]
    assert [(row.file, row.line, row.text("code")) for row in read_mapped(files, {}, LAYOUT)] == [
        ("a.csv", 2, "1"),
        ("b.csv", 2, "2"),
    ]


@pytest.mark.parametrize(
    ("content", "columns", "wrong"),
    [
        (lines(f"{HEAD}\n2024;1;7;;"), {"colour": "n"}, "there is no field colour"),
        (lines("code;value\n1;7"), {}, "nothing is mapped to period, which is needed; the columns are code, value"),
        (lines("period;code\n2024;1"), {}, "nothing is mapped to any of value"),
        (lines("period;code;value\n2024;1;7"), {"code": "Crebo"}, "has no column Crebo; it has period, code, value"),
        (lines("period;code;value;code\n2024;1;7;2"), {"code": "code"}, "has twice the column code"),
        (b" \n", {}, "is empty"),
        (b"PK\x03\x04rest", {}, "is no CSV file"),
        (b"\xd0\xcf\x11\xe0rest", {}, "is no CSV file"),
        (lines(HEAD), {}, "has a heading but no rows"),
        (lines(f"{HEAD}\n2024;1;7;;\n2024;1"), {}, "has 2 values where the heading has 5"),
        ("period;code;value\n2024;één;7\n".encode("latin-1"), {}, "not UTF-8"),
        ("period;code;value\n2024;1;7\n".encode("utf-16"), {}, "not UTF-8"),
    ],
)
def test_read_mapped_refuses_other_files_and_mappings(content: bytes, columns: dict[str, str], wrong: str) -> None:
    error = refusal(content, **columns)
    assert wrong in error.wrong
    assert error.file == "f.csv"


def test_read_mapped_refuses_a_column_that_stands_there_twice_without_mapping() -> None:
    assert "twice the column code" in refusal(lines("period;code;value;code\n2024;1;7;2")).wrong


@pytest.mark.parametrize(
    ("cell", "number"),
    [("7", 7), ("1234,5", 1234.5), ("1.234,5", 1234.5), ("0,67", 0.67), ("0.667", 0.667), ("12.5", 12.5), ("0", 0)],
)
def test_number_reads_dutch_numbers(cell: str, number: float) -> None:
    assert value(cell) == Amount(number)


@pytest.mark.parametrize(
    ("cell", "note"),
    [("", ""), (".", "unpublished"), ("<10", "small"), ("< 5", "small"), ("-", "-"), ("x", "x"), ("*", "*")],
)
def test_number_keeps_missing_and_small_cells_missing(cell: str, note: str) -> None:
    assert value(cell) == Amount(None, note)


@pytest.mark.parametrize(
    "cell", ["twee", "1e5", "nan", "inf", "1,234.5", "1.23,4", "12,5,1", "٣", "5 000", "--1", "1.2.3"]
)
def test_number_refuses_what_is_none_and_names_the_line(cell: str) -> None:
    content = lines(f"{HEAD}\n2024;1;7,5;;\n2024;2;{cell};;")
    error = refusal(content, lambda row: row.number("value"))
    assert error.line in (2, 3)
    assert "number" in error.wrong or "decimal" in error.wrong


@pytest.mark.parametrize("cell", ["-1", "101", "100,01"])
def test_number_refuses_what_is_out_of_bounds(cell: str) -> None:
    content = lines(f"{HEAD}\n2024;1;{cell};;")
    assert "not from 0 to 100" in refusal(content, lambda row: row.number("value", 0, 100)).wrong


def test_number_refuses_a_point_that_can_be_read_in_two_ways() -> None:
    error = refusal(lines(f"{HEAD}\n2024;1;7;;\n2024;2;1.234;;"))
    assert (error.line, "thousands or for decimals" in error.wrong) == (3, True)


def test_number_lets_the_rest_of_the_column_tell_what_a_point_is() -> None:
    points = rows(lines(f"{HEAD}\n2024;1;1.234;;\n2024;2;0.5;;"))
    assert [row.number("value").value for row in points] == [1.234, 0.5]
    commas = rows(lines(f"{HEAD}\n2024;1;1.234;;\n2024;2;0,5;;"))
    assert [row.number("value").value for row in commas] == [1234, 0.5]


def test_number_refuses_a_column_with_both_marks() -> None:
    error = refusal(lines(f"{HEAD}\n2024;1;0,5;;\n2024;2;0.5;;"))
    assert (error.line, "a decimal point on line 3" in error.wrong) == (2, True)


def test_percent_takes_the_sign_behind_it() -> None:
    [row] = rows(lines(f"{HEAD}\n2024;1;82,5 %;;"))
    assert row.percent("value") == Amount(82.5)
    assert "no number" in refusal(lines(f"{HEAD}\n2024;1;82 %%;;"), lambda row: row.percent("value")).wrong


@pytest.mark.parametrize(
    ("cell", "count"), [("12", 12), ("1.200", 1200), ("0", 0), ("", None), ("<10", None), ("x", None)]
)
def test_whole_reads_counts(cell: str, count: int | None) -> None:
    [row] = rows(lines(f"{HEAD}\n2024;1;7;;{cell}"))
    assert row.whole("n") == count
    assert row.count("n").value == count


@pytest.mark.parametrize("cell", ["1,5", "-3", "1.2", "veel", "12345678901"])
def test_whole_refuses_what_is_none(cell: str) -> None:
    assert "no whole number" in refusal(lines(f"{HEAD}\n2024;1;7;;{cell}"), lambda row: row.whole("n")).wrong


@pytest.mark.parametrize("period", ["24", "2024-Q5", "2024Q3", "2024-3", "2024-2025", "2024KW03", "1824", ""])
def test_period_refuses_what_is_no_year_or_quarter(period: str) -> None:
    error = refusal(lines(f"{HEAD}\n2024;1;7;;\n{period};1;7;;"), lambda row: row.period())
    assert error.line == 3
    assert "period" in error.wrong


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("AM22", "AM22"),
        ("Rijnmond", "AM22"),
        ("rijnmond", "AM22"),
        ("Noord-Holland (Noord)", "AM15"),
        ("Zaanstreek / Waterland", "AM17"),
        ("Food Valley", "AM38"),
        ("Nederland", "NL"),
        ("NL01", "NL"),
        ("PV20", "PV20"),
    ],
)
def test_region_is_found_by_code_or_name_and_else_stays_as_given(cell: str, code: str) -> None:
    [row] = rows(lines(f"{HEAD}\n2024;1;7;{cell};"))
    assert row.region() == code


def test_region_refuses_none_and_a_long_name_that_is_not_known() -> None:
    for cell, wrong in (("", "region is empty"), ("Regio van nergens in het bijzonder", "too long to be a code")):
        assert wrong in refusal(lines(f"{HEAD}\n2024;1;7;{cell};"), lambda row: row.region()).wrong


def test_region_is_the_country_when_regions_are_not_mapped() -> None:
    [row] = rows(lines("period;code;value\n2024;1;7"))
    assert row.region() == "NL"


def test_text_refuses_what_does_not_fit_its_column() -> None:
    assert "has 201 characters" in refusal(lines(f"{HEAD}\n2024;{'1' * 201};7;;"), lambda row: row.text("code")).wrong


def written(numbers: Iterable[tuple[float, str]], delimiter: str) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["period", "code", "value", "label"])
    for place, (number, label) in enumerate(numbers):
        whole, _, decimals = f"{number:.2f}".partition(".")
        groups = re.sub(r"(?<=[0-9])(?=([0-9]{3})+$)", ".", whole)
        writer.writerow(["2024", str(place), f"{groups},{decimals}", label])
    return out.getvalue().encode()


@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**9).map(lambda n: n / 100),
            st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=20),
        ),
        min_size=1,
    ),
    st.sampled_from([";", ",", "\t"]),
)
def test_read_mapped_gives_back_what_was_written(numbers: Sequence[tuple[float, str]], delimiter: str) -> None:
    found = rows(written(numbers, delimiter))
    assert [(row.number("value").value, row.cells["label"]) for row in found] == list(numbers)
