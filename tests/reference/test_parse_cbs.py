"""Tables of CBS open data, versions 3 and 4: wages, people and regions; what is missing stays missing."""

import json
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reference.market_factories import (
    OCCUPATIONS,
    VALUES,
    WAGE,
    Files,
    cbs_jobs,
    cbs_regions,
    cbs_wages,
    page,
    properties3,
)
from wending.reference.rules import labour_market as lm
from wending.reference.rules.records import BadInput
from wending.reference.sources.cbs.parse import parse_jobs, parse_regions, parse_wages

BOTH = pytest.mark.parametrize("version", [3, 4])


def wages(files: Files, columns: Mapping[str, str] | None = None) -> dict[tuple[str, str], lm.FigureRecord]:
    return {(figure.code, figure.period): figure for figure in parse_wages(files, columns or {})}


def refusal(files: Files, parse: Callable = parse_wages, **columns: str) -> BadInput:  # type: ignore[type-arg]
    with pytest.raises(BadInput) as caught:
        list(parse(files, columns))
    return caught.value


def swap(files: Files, name: str, content: bytes | None) -> Files:
    """Return files with another content of one of them, or without it."""
    return [
        (file, content if file.startswith(name) and content is not None else old)
        for file, old in files
        if content is not None or not file.startswith(name)
    ]


@BOTH
def test_parse_wages_gives_the_median_per_group_and_year(version: int) -> None:
    found = wages(cbs_wages(version))
    assert found["0111", "2024"] == lm.FigureRecord(
        "wage", "brc2014", "0111", "Docenten hoger onderwijs en hoogleraren", "NL", "2024", 37.25,
        None, None, None, "", "",
    )  # fmt: skip
    assert found["01", "2023"].value == 26.0
    assert found["total", "2023"].value == 23.4
    assert found["0112", "2023"].label == "Docenten beroepsgerichte vakken"


@BOTH
def test_parse_wages_leaves_out_quarters_and_levels_of_work(version: int) -> None:
    found = wages(cbs_wages(version))
    assert {period for _code, period in found} == {"2023", "2024"}
    assert {code for code, _period in found} == {"total", "01", "0111", "0112"}


@pytest.mark.parametrize(("version", "note"), [(3, "unpublished"), (4, "Missing")])
def test_parse_wages_keeps_what_is_not_published_missing(version: int, note: str) -> None:
    figure = wages(cbs_wages(version))["0112", "2023"]
    assert (figure.value, figure.note) == (None, note)


def untyped(**cells: str) -> Files:
    rows = [{"Beroep": "A000163  ", "Perioden": "2023JJ00", WAGE: text} for text in cells.values()]
    plain = [file for file in cbs_wages() if not file[0].startswith("TypedDataSet")]
    return [*plain, ("UntypedDataSet.json", page("85517NED", "UntypedDataSet", rows))]


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [("      22.2", 22.2, ""), ("        .", None, "unpublished"), ("   x", None, "x"), ("     ", None, "Impossible")],
)
def test_parse_wages_reads_the_untyped_data_set_with_its_signs(text: str, value: float | None, note: str) -> None:
    figure = wages(untyped(cell=text))["0111", "2023"]
    assert (figure.value, figure.note) == (value, note)


def test_parse_wages_refuses_a_text_in_place_of_a_number() -> None:
    assert "'twenty-two euro', which is no number" in refusal(untyped(cell="twenty-two euro")).wrong


def test_parse_wages_refuses_two_values_for_the_same() -> None:
    error = refusal(untyped(one="22.2", two="22.3"))
    assert "says something else of wage brc2014 0111 NL 2023" in error.wrong
    assert len(wages(untyped(one="22.2", two="22.2"))) == 1


@given(
    st.dictionaries(
        st.tuples(st.sampled_from([job for job, _, _ in OCCUPATIONS[:4]]), st.sampled_from(["2023JJ00", "2024JJ00"])),
        st.tuples(st.none() | st.floats(0, 1000), st.none() | st.floats(0, 1e6)),
        min_size=1,
    ),
    st.sampled_from([3, 4]),
)
def test_parse_wages_gives_back_every_value_that_was_written(values: dict, version: int) -> None:  # type: ignore[type-arg]
    codes = dict(zip((job for job, _, _ in OCCUPATIONS), ("total", "01", "0111", "0112"), strict=False))
    found = wages(cbs_wages(version, values=values))
    assert {key: figure.value for key, figure in found.items()} == {
        (codes[job], period[:4]): wage for (job, period), (wage, _people) in values.items()
    }
    assert all(bool(figure.note) == (figure.value is None) for figure in found.values())


@pytest.mark.parametrize(
    ("spoil", "wrong"),
    [
        (lambda files: swap(files, "TypedDataSet-0002", None), "the last page of TypedDataSet is missing"),
        (lambda files: swap(files, "DataProperties", None), "DataProperties is not among the files"),
        (lambda files: swap(files, "Beroep", None), "Beroep is not among the files"),
        (lambda files: swap(files, "TypedDataSet", None), "no data among the files"),
        (lambda files: swap(files, "Perioden", b""), "is empty"),
        (lambda files: swap(files, "Perioden", b'{"value": [{"Key"'), "is no JSON, or cut off"),
        (lambda files: swap(files, "Perioden", b"[1]"), "is no page of CBS open data"),
        (lambda files: swap(files, "Perioden", b'{"value": 3}'), "it has no list of rows"),
        (lambda files: swap(files, "Perioden", b'{"value": [NaN]}'), "NaN is no value"),
        (lambda files: swap(files, "Perioden", '{"value": "é"}'.encode("latin-1")), "not UTF-8"),
        (lambda files: swap(files, "Perioden", page("85517NED", "Perioden", [])), "for Perioden, which Perioden does"),
        (lambda files: swap(files, "Perioden", page("85276NED", "Perioden", [])), "is of another table"),
        (lambda files: [*files, *untyped(cell="1")[-1:]], "TypedDataSet and UntypedDataSet among the files"),
        (lambda files: [*files, files[-1]], "is there more than once"),
        (lambda files: cbs_regions(), "0 measures may be the wage"),
    ],
)
def test_parse_wages_refuses_other_files(spoil: Callable[[Files], Files], wrong: str) -> None:
    assert wrong in str(refusal(spoil(cbs_wages())))


def test_parse_wages_names_the_line_where_json_breaks() -> None:
    error = refusal(swap(cbs_wages(), "Perioden", b'{\n"value": [\n{"Key": "2023JJ00",\n'))
    assert (error.file, error.line) == ("Perioden-0001.json", 4)


def test_parse_wages_refuses_a_row_without_the_column() -> None:
    rows = [{"Beroep": "A000163", "Perioden": "2023JJ00"}]
    files = swap(swap(cbs_wages(), "TypedDataSet-0001", None), "TypedDataSet", page("85517NED", "TypedDataSet", rows))
    assert f"row 1 has no column {WAGE}" in refusal(files).wrong


def test_parse_wages_refuses_a_wage_below_zero() -> None:
    assert "has -1, below zero" in refusal(cbs_wages(values={("A000163", "2023JJ00"): (-1.0, 1.0)})).wrong


def measures(*topics: tuple[str, str, str]) -> bytes:
    rows = [{"Type": "Topic", "Key": key, "Title": title, "Unit": unit} for key, title, unit in topics]
    dimensions = [{"Type": "Dimension", "Key": "Beroep"}, {"Type": "TimeDimension", "Key": "Perioden"}]
    return page("85517NED", "DataProperties", [*rows, *dimensions])


def test_parse_wages_asks_which_measure_is_meant_when_in_doubt() -> None:
    topics = [(WAGE, "Uurloon, mediaan", "euro"), ("Werknemer_1", "Maandloon, mediaan", "euro")]
    files = swap(cbs_wages(), "DataProperties", measures(*topics))
    error = refusal(files)
    assert "2 measures may be the wage" in error.wrong
    assert "--map KEY=value" in error.mend
    assert wages(files, {"value": WAGE})["0111", "2023"].value == 35.5
    assert "has no measure Loon_9" in refusal(files, value="Loon_9").wrong


@pytest.mark.parametrize("unit", ["1 000 euro", "%", ""])
def test_parse_wages_refuses_another_unit(unit: str) -> None:
    files = swap(cbs_wages(), "DataProperties", measures((WAGE, "mediaan", unit)))
    assert f"mediaan is in {unit or 'no unit'}, which is not understood" in refusal(files).wrong


def test_parse_wages_does_not_take_a_wage_by_the_year_for_one_by_the_hour() -> None:
    files = swap(cbs_wages(), "TableInfos", page("85517NED", "TableInfos", [{"Title": "Jaarloon naar beroep"}]))
    assert "0 measures may be the wage" in refusal(files).wrong
    assert wages(files, {"value": WAGE})["0111", "2023"].value == 35.5
    heading = {"ID": 7, "Type": "TopicGroup", "Title": "Bruto uurloon"}
    topic = {"Type": "Topic", "Key": WAGE, "Title": "Mediaan", "Unit": "euro", "ParentID": 7}
    properties = properties3([topic], {"Beroep": "Dimension", "Perioden": "TimeDimension"})
    files = swap(files, "DataProperties", page("85517NED", "DataProperties", [*properties, heading]))
    assert wages(files)["0111", "2023"].value == 35.5


@pytest.mark.parametrize(
    ("unit", "people"), [("x 1 000", 72_000), ("aantal", 72), ("1 000", 72_000), ("x 1000", 72_000)]
)
def test_parse_jobs_counts_in_the_unit_of_the_table(unit: str, people: int) -> None:
    files = dict(cbs_jobs())
    files["DataProperties.json"] = files["DataProperties.json"].replace(b"x 1 000", unit.encode())
    found = {(figure.code, figure.period): figure.value for figure in parse_jobs(list(files.items()), {})}
    assert found["0111", "2023"] == people


def test_parse_wages_refuses_an_unknown_field() -> None:
    error = refusal(cbs_wages(), code="Beroep")
    assert "there is no field code" in error.wrong
    assert "value, occupation, Beroep, Perioden" in error.mend


def test_parse_wages_asks_which_dimension_holds_the_occupations() -> None:
    members = page("85517NED", "Beroep", [{"Key": key, "Title": f"beroep {key}"} for key, _, _ in OCCUPATIONS])
    assert "0 of the dimensions Beroep, Perioden hold groups" in refusal(swap(cbs_wages(), "Beroep", members)).wrong
    assert "has no dimension Baan" in refusal(cbs_wages(), occupation="Baan").wrong


def test_parse_jobs_counts_people_of_all_kinds_together() -> None:
    found = {(figure.code, figure.period): figure for figure in parse_jobs(cbs_jobs(), {})}
    assert found["0111", "2023"].value == 72_000
    assert found["0111", "2023"].indicator == "workers"
    assert (found["0112", "2024"].value, found["0112", "2024"].note) == (None, "unpublished")
    assert {period for _code, period in found} == {"2023", "2024"}
    assert len(found) == len([key for key in VALUES if key[1].endswith("JJ00") and key[0] != "L000001"])


def test_parse_jobs_keeps_regions_apart() -> None:
    files = dict(cbs_jobs())
    properties = json.loads(files["DataProperties.json"])
    properties["value"].append({"Type": "GeoDimension", "Key": "RegioS"})
    rows = json.loads(files["TypedDataSet.json"])["value"]
    both = [row | {"RegioS": region} for row in rows for region in ("NL01  ", "PV20  ")]
    files |= {
        "DataProperties.json": json.dumps(properties).encode(),
        "RegioS.json": page("85276NED", "RegioS", [{"Key": "NL01", "Title": ""}, {"Key": "PV20", "Title": ""}]),
        "TypedDataSet.json": page("85276NED", "TypedDataSet", both),
    }
    found = [figure.region for figure in parse_jobs(list(files.items()), {}) if figure.code == "01"]
    assert found == ["NL", "PV20"]


def test_parse_jobs_does_not_take_ages_for_occupations() -> None:
    files = dict(cbs_jobs())
    ages = [{"Key": "S0", "Title": "Totaal"}, {"Key": "S1", "Title": "10 tot 25 jaar"}]
    files["Geslacht.json"] = page("85276NED", "Geslacht", ages)
    assert {figure.code for figure in parse_jobs(list(files.items()), {})} == {"total", "01", "0111", "0112"}


def test_parse_jobs_asks_which_member_is_the_total_when_in_doubt() -> None:
    files = cbs_jobs(("Mannen en vrouwen", "Mannen"))
    error = refusal(files, parse_jobs)
    assert "which member of Geslacht is the total" in error.wrong
    assert "S0 (Mannen en vrouwen)" in error.wrong
    assert "--map KEY=Geslacht" in error.mend
    [half] = [f for f in parse_jobs(files, {"Geslacht": "S1"}) if (f.code, f.period) == ("0111", "2023")]
    assert half.value == 36_000


@BOTH
def test_parse_regions_places_municipalities_per_year(version: int) -> None:
    found = set(parse_regions(cbs_regions(version), {}))
    assert found == {
        lm.RegionRecord("arbeidsmarktregio", 2024, "AM01", "Groningen", ""),
        lm.RegionRecord("arbeidsmarktregio", 2025, "AM01", "Groningen", ""),
        lm.RegionRecord("arbeidsmarktregio", 2025, "AM18", "Groot Amsterdam", ""),
        lm.RegionRecord("gemeente", 2024, "GM0014", "Groningen", "AM01"),
        lm.RegionRecord("gemeente", 2025, "GM0014", "Groningen", "AM01"),
        lm.RegionRecord("gemeente", 2025, "GM1680", "Aa en Hunze", "AM01"),
        lm.RegionRecord("gemeente", 2025, "GM0363", "Amsterdam", "AM18"),
    }


def test_parse_regions_takes_the_year_of_a_table_without_time() -> None:
    found = list(parse_regions(cbs_regions(title="Gebieden in Nederland 2026"), {}))
    assert {record.year for record in found} == {2026}
    assert "does not tell its year" in refusal(cbs_regions(title="Gebieden"), parse_regions).wrong


def test_parse_regions_asks_for_the_columns_when_the_heading_is_another() -> None:
    files = cbs_regions(heading="Werkgebieden")
    assert "--map KEY=region_code" in refusal(files, parse_regions).mend
    mapped = {"region_code": "Code_4", "region_name": "Naam_5"}
    assert len(list(parse_regions(files, mapped))) == 7
    assert "has no measure Code_5" in refusal(files, parse_regions, region_code="Code_5").wrong
    assert "there is no field code" in refusal(files, parse_regions, code="Code_4").wrong


def test_parse_regions_refuses_a_code_of_another_kind_and_half_a_region() -> None:
    files = dict(cbs_regions())
    rows = json.loads(files["TypedDataSet.json"])
    for cells, wrong in (({"Code_4": "CR01"}, "lies in 'CR01'"), ({"Naam_5": None}, "has only one of code and name")):
        changed = rows | {"value": [rows["value"][0] | cells, *rows["value"][1:]]}
        broken = files | {"TypedDataSet.json": json.dumps(changed).encode()}
        assert wrong in refusal(list(broken.items()), parse_regions).wrong
