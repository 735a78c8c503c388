"""O*NET zip files to records: absent tables are fine, wrong codes and values are not."""

import io
from collections.abc import Callable

import pytest

from tests.reference.factories import CARERS, DRIVERS, NURSES, Tables, onet_bytes, onet_tables, zip_bytes
from wending.reference.rules import records as r
from wending.reference.rules.contents import Contents, counts, digest
from wending.reference.sources.onet.parse import parse_onet


def parse(content: bytes) -> Contents:
    return parse_onet("db.zip", io.BytesIO(content))


def refusal(change: Callable[[Tables], None]) -> r.BadInput:
    with pytest.raises(r.BadInput) as caught:
        parse(onet_bytes(change=change))
    return caught.value


def test_parse_onet_reads_scales_as_published() -> None:
    contents = parse(onet_bytes(folder="db_29_2_text/"))
    traits = contents.of(r.TraitRecord)
    assert r.TraitRecord(NURSES, "interest", "1.B.1.d", "OI", 6.0) in traits
    assert r.TraitRecord(NURSES, "interest", "1.B.1.g", "IH", 4.0) in traits
    assert r.TraitRecord(DRIVERS, "job_zone", "JZ", "JZ", 2.0) in traits
    assert r.TraitRecord(NURSES, "education", "2.D.1", "RL5", 75.5) in traits
    assert not [trait for trait in traits if trait.scale.startswith("RW")]
    assert r.ElementRecord("1.B.1.a", "Realistic") in contents.of(r.ElementRecord)
    assert r.OnetTextRecord(NURSES, "task", 'Conduct "rounds" on wards.') in contents.of(r.OnetTextRecord)
    assert counts(contents)["onet_occupations"] == 3


@pytest.mark.parametrize("table", [name for name in onet_tables() if name != "Occupation Data"])
def test_parse_onet_does_without_any_other_table(table: str) -> None:
    whole, part = parse(onet_bytes()), parse(onet_bytes(change=lambda tables: tables.pop(table) and None))
    assert len(part.of(r.TraitRecord)) + len(part.of(r.OnetTextRecord)) < len(whole.of(r.TraitRecord)) + len(
        whole.of(r.OnetTextRecord)
    )
    assert digest(part) != digest(whole)


def test_parse_onet_needs_the_list_of_occupations() -> None:
    error = refusal(lambda tables: tables.pop("Occupation Data") and None)
    assert "Occupation Data.txt is missing" in error.wrong


def test_parse_onet_refuses_another_zip() -> None:
    with pytest.raises(r.BadInput, match="is missing"):
        parse(zip_bytes({"occupations_en.csv": b"x"}))


@pytest.mark.parametrize(
    ("table", "row", "values", "wrong"),
    [
        ("Occupation Data", 1, {"O*NET-SOC Code": "22-2222"}, "'22-2222' is no O*NET-SOC code"),
        ("Occupation Data", 1, {"O*NET-SOC Code": NURSES}, f"{NURSES} comes twice"),
        ("Interests", 1, {"O*NET-SOC Code": "99-9999.00"}, "refers to 99-9999.00"),
        ("Interests", 1, {"Data Value": "8"}, "'8' is not a number from 1 to 7"),
        ("Interests", 1, {"Data Value": "nan"}, "'nan' is not a number"),
        ("Knowledge", 0, {"Data Value": "n/a"}, "'n/a' is not a number from 1 to 5"),
        ("Education, Training, and Experience", 0, {"Category": "many"}, "'many' is no category"),
        ("Job Zones", 0, {"Job Zone": "0"}, "'0' is not a number from 1 to 5"),
        ("Task Statements", 0, {"O*NET-SOC Code": ""}, "refers to nothing"),
    ],
)
def test_parse_onet_names_file_and_line_of_a_mistake(table: str, row: int, values: dict[str, str], wrong: str) -> None:
    error = refusal(lambda tables: tables[table][row].update(values))
    assert (error.file, error.line) == (f"db.zip: {table}.txt", row + 2)
    assert wrong in error.wrong


def test_parse_onet_names_a_missing_column() -> None:
    error = refusal(lambda tables: [row.pop("Scale ID") for row in tables["Knowledge"]] and None)
    assert (error.file, error.line) == ("db.zip: Knowledge.txt", 1)
    assert CARERS not in error.wrong
