"""RIO to records of what schools offer: the overview of DUO, mapped tables and queries; mistakes at their line."""

import json
import logging
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reference.factories import Row, csv_bytes, zip_bytes
from tests.reference.offer_files import LAW, NURSING, ROWS, overview
from wending.reference.actions.read_sources import CATALOGUE
from wending.reference.rules.contents import contents_of, digest
from wending.reference.rules.education import EducationLevelRecord
from wending.reference.rules.labour_market import OfferRecord
from wending.reference.rules.records import BadInput
from wending.reference.sources.catalogue.parse import parse_catalogue
from wending.reference.sources.catalogue.programme_rows import MODES as KNOWN_MODES
from wending.reference.sources.oeapi import parse as oeapi
from wending.reference.sources.rio.parse import LEVELS, MODES, parse_rio

MAPPED = {"key": "id", "name": "naam", "provider": "school", "level": "niveau", "modes": "leerweg", "code": "crebo"}
TABLE: list[Row] = [
    {"id": "1", "naam": "Kok", "school": "Roc", "niveau": "MBO-2", "leerweg": "BOL BBL", "crebo": "00123"},
    {"id": "2", "naam": "Kok", "school": "Roc", "niveau": "mbo-3", "leerweg": "", "crebo": ""},
]


def read(*contents: bytes, columns: Mapping[str, str] | None = None) -> list[OfferRecord]:
    return list(parse_rio([(f"f{place}.csv", content) for place, content in enumerate(contents)], columns or {}))


def refusal(*contents: bytes, columns: Mapping[str, str] | None = None) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read(*contents, columns=columns)
    assert caught.value.mend
    return caught.value


def test_parse_rio_reads_the_overview_of_duo(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        nursing, law = read(overview())
    assert nursing == OfferRecord(
        key="aaaa-1",
        name="B Verplegen verzonnen",
        register="croho",
        code="01234",
        level="hbo-bachelor",
        nlqf="6",
        isced_f="0913",
        modes="voltijd",
        duration_months=None,
        language="en nl",
        provider="Hogeschool Verzonnen",
        place="ZWOLLE",
        municipality="",
        starts="",
        url="https://school.example/verplegen",
    )
    assert (law.level, law.nlqf, law.isced_f, law.modes) == ("wo-master", "7", "0421", "deeltijd")
    assert (law.provider, law.url) == ("Stichting Universiteit Verzonnen", "")
    assert law.starts == "2020-09-01/2027-09-01"
    assert "1 rows are recognised but not offered" in caplog.text


@given(st.permutations(ROWS), st.integers(0, 4), st.sampled_from(",;"))
def test_parse_rio_does_not_mind_order_or_files(order: list[Row], cut: int, delimiter: str) -> None:
    parts = [overview(part, delimiter) for part in (order[:cut], order[cut:], order[:2]) if part]
    assert digest(contents_of("rio", "", read(*parts))) == digest(contents_of("rio", "", read(overview())))


def test_parse_rio_gives_each_place_an_offer_of_its_own() -> None:
    offers = read(overview([NURSING, NURSING | {"ONDERWIJSLOCATIEPLAATS": "ASSEN", "VOERTAAL": "ENG"}]))
    told = {(offer.key, offer.place, offer.language) for offer in offers}
    assert told == {("aaaa-1 ASSEN", "ASSEN", "en"), ("aaaa-1 ZWOLLE", "ZWOLLE", "nl")}


def test_parse_rio_reads_a_mapped_table_and_the_same_from_a_query() -> None:
    one, two = read(csv_bytes(TABLE, delimiter=";", bom=True), columns=MAPPED)
    assert (one.register, one.code, one.level, one.nlqf, one.modes) == ("crebo", "00123", "mbo-2", "2", "bol bbl")
    assert (two.register, two.code, two.level, two.modes) == ("", "", "mbo-3", "")
    rows = [{name: {"type": "literal", "value": value} for name, value in row.items() if value} for row in TABLE]
    query = json.dumps({"results": {"bindings": rows}}).encode()
    assert read(query, columns=MAPPED) == [one, two]


def test_parse_rio_leaves_empty_what_it_does_not_know_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        [offer] = read(overview([NURSING | {"NIVEAU": "WO-PM", "VORM": "AVOND", "NLQF": "", "ISCED": "?"}] * 2))
    assert (offer.level, offer.nlqf, offer.modes, offer.isced_f, offer.register) == ("", "", "", "", "")
    assert offer.code == "01234"
    assert caplog.text.count("'WO-PM' is not known") == 1
    assert "'AVOND' is not known" in caplog.text


@pytest.mark.parametrize(
    ("rows", "line", "wrong"),
    [
        ([NURSING, NURSING | {"NAAM_LANG": "Anders"}], 3, "aaaa-1 differs from what f0.csv, line 2 says of it (name)"),
        ([NURSING, LAW | {"ERKENDEOPLEIDINGSCODE": "1234"}], 3, "'1234' is not five digits"),
        ([NURSING | {"NAAM_LANG": ""}], 2, "aaaa-1 has no name"),
        ([NURSING | {"ONDERWIJSAANBIEDER_NAAM": ""}], 2, "aaaa-1 has no provider"),
        ([NURSING | {"AANGEBODEN_OPLEIDINGCODE": "a" * 201}], 2, "the key 'aaaa"),
        ([NURSING | {"AANGEBODEN_OPLEIDINGCODE": ""}], None, "nothing on offer"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_parse_rio_names_the_line_of_a_mistake(rows: list[Row], line: int | None, wrong: str) -> None:
    error = refusal(overview(rows))
    assert (error.file, error.line) == ("f0.csv", line)
    assert wrong in error.wrong


@pytest.mark.parametrize(
    ("content", "line", "wrong"),
    [
        (b"", None, "is empty"),
        (zip_bytes({"x.csv": overview()}), None, "is a zip file"),
        (overview(ROWS[:1])[:-60], 2, "values where the heading has"),
        (overview().split(b"\r\n")[0], None, "a heading but no rows"),
        ("\u00e9;naam\n1;2".encode("latin-1"), 1, "not UTF-8"),
        (csv_bytes(TABLE), 1, "no column is mapped to key, name, provider"),
        (b'{"results": {"bindings": [', 1, "is not JSON"),
        (b'{"results": {"bindings": [{"naam": {"type": "literal", "value": "x"}}]}}', None, "result 1 gives no ?key"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_parse_rio_names_what_is_wrong_with_a_file(content: bytes, line: int | None, wrong: str) -> None:
    error = refusal(content)
    assert (error.file, error.line) == ("f0.csv", line)
    assert wrong in error.wrong


def test_parse_rio_refuses_a_mapping_that_does_not_fit() -> None:
    assert "no field 'prijs'" in refusal(csv_bytes(TABLE), columns={"prijs": "x"}).wrong
    assert "has no column soort" in refusal(csv_bytes(TABLE), columns={**MAPPED, "place": "soort"}).wrong
    wrong = refusal(csv_bytes(TABLE), columns={**MAPPED, "duration_months": "niveau"}).wrong
    assert "'MBO-2' is no number of months" in wrong


def test_levels_and_modes_are_those_of_the_catalogue() -> None:
    levels = {record.key for record in parse_catalogue(CATALOGUE) if isinstance(record, EducationLevelRecord)}
    for table in (LEVELS, oeapi.LEVELS):
        assert set(table.values()) <= levels
    for table in (MODES, oeapi.MODES, oeapi.DELIVERIES):
        assert set(table.values()) <= set(KNOWN_MODES)
