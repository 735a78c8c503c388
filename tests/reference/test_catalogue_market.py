"""Regions and figures that come with the catalogue: whole, plausible, and each kind of mistake found at its line."""

import csv
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from wending.reference.actions.read_sources import CATALOGUE
from wending.reference.rules import labour_market as lm
from wending.reference.rules.records import BadInput
from wending.reference.sources.catalogue import extract, regions
from wending.reference.sources.catalogue.check import findings
from wending.reference.sources.catalogue.parse import parse_catalogue
from wending.reference.sources.catalogue.rows import BRC, read_catalogue

Rows = list[dict[str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CATALOGUE, tmp_path / "files"))


def spoil(folder: Path, name: str, change: Callable[[Rows], object]) -> None:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        rows: Rows = [*csv.DictReader(file)]
    columns = [*rows[0]]
    change(rows)
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_parse_catalogue_gives_every_region_once() -> None:
    found = [record for record in parse_catalogue(CATALOGUE) if isinstance(record, lm.RegionRecord)]
    assert len({record.code for record in found}) == len({record.name for record in found}) == len(found) == 35
    assert lm.RegionRecord("arbeidsmarktregio", 2025, "AM06", "Veluwe Stedendriehoek", "") in found


def test_region_code_knows_every_name_of_the_file() -> None:
    for row in regions.read_regions(CATALOGUE):
        for name in (row["code"], row["name"], row["name"].upper(), *row.listed("also")):
            assert regions.region_code(name) == row["code"]


def test_extracted_figures_are_whole_and_of_the_size_that_wages_have() -> None:
    found = extract.extracted("cbs-wages")[1]
    by_digits = Counter(len(figure.code) for figure in found if figure.code != lm.TOTAL)
    assert by_digits == {2: 13, 3: 41, 4: 114}
    assert {figure.code for figure in found if len(figure.code) == 4} == BRC
    wages = {figure.code: figure.value for figure in found if figure.value is not None}
    assert all(5 < wage < 60 for wage in wages.values())
    assert all((figure.value is None) == (figure.note == "unpublished") for figure in found)
    assert extract.extracted("sbb") == ("", [])
    assert extract.sources_in_extract() == {"cbs-wages", "cbs-brc"}


def test_extracted_figures_of_a_class_lie_between_those_of_its_groups() -> None:
    """The median of a whole cannot be outside the medians of its parts: a slip of the pen would show."""
    wages = {figure.code: figure for figure in extract.extracted("cbs-wages")[1]}
    looked = 0
    for code, figure in wages.items():
        parts = [one.value for one in wages.values() if one.code[:-1] == code and one.code != lm.TOTAL]
        if figure.value is not None and parts and None not in parts:
            looked += 1
            assert min(map(float, filter(None, parts))) <= figure.value <= max(map(float, filter(None, parts)))
    assert looked > 15


def test_extracted_links_place_every_unit_group_as_the_catalogue_does() -> None:
    edition, links = extract.extracted("cbs-brc")
    groups = {link.from_code: link.to_code for link in links}
    units = {row["code"] for row in read_catalogue(CATALOGUE).isco if len(row["code"]) == 4}
    assert (edition, set(groups)) == ("2014", units)
    assert set(groups.values()) == BRC - {"0551"}
    assert all(groups[row["isco"]] == row["brc"] for row in read_catalogue(CATALOGUE).occupations)


@pytest.mark.parametrize(
    ("name", "change", "line", "what"),
    [
        ("regions.csv", lambda rows: rows.pop(), 35, "2025 has 34 regions, not 35"),
        ("regions.csv", lambda rows: rows[1].update(code="AM01"), 3, "the code AM01 stands at regions.csv, line 2"),
        ("regions.csv", lambda rows: rows[1].update(name="Groningen"), 3, "the name Groningen stands at"),
        ("regions.csv", lambda rows: rows[0].update(code="1"), 2, "the code is '1'"),
        ("regions.csv", lambda rows: rows[0].update(year="25"), 2, "the year is '25'"),
        ("regions.csv", lambda rows: rows[0].update(source=""), 2, "has no source"),
        ("figures.csv", lambda rows: rows[0].update(indicator="pay"), 2, "the indicator is 'pay'"),
        ("figures.csv", lambda rows: rows[0].update(value="veel"), 2, "the value is 'veel'"),
        ("figures.csv", lambda rows: rows[0].update(value=""), 2, "the value is '' and the note ''"),
        ("figures.csv", lambda rows: rows[0].update(note="small"), 2, "and the note 'small'"),
        ("figures.csv", lambda rows: rows[0].update(period="now"), 2, "the period is 'now'"),
        ("figures.csv", lambda rows: rows[0].update(code="99"), 2, "99 is no code of BRC 2014"),
        ("figures.csv", lambda rows: rows[0].update(table=""), 2, "has no table"),
        ("isco_brc.csv", lambda rows: rows[0].update(brc="9999"), 2, "'9999' is no group of BRC 2014"),
        ("isco_brc.csv", lambda rows: rows[0].update(isco="110"), 2, "'110' is no ISCO-08 unit group"),
        ("isco_brc.csv", lambda rows: rows[1].update(isco="0110"), 3, "the isco 0110 stands at"),
        ("figures.csv", lambda rows: rows.insert(1, dict(rows[0])), 3, "is about the same as line 2"),
    ],
)
def test_findings_name_the_line(
    folder: Path, name: str, change: Callable[[Rows], object], line: int, what: str
) -> None:
    spoil(folder, name, change)
    found = [one for one in findings(folder) if one.file == name]
    assert [(one.line, what in one.what) for one in found if what in one.what] == [(line, True)]
    if name == "regions.csv":
        with pytest.raises(BadInput, match=name):
            list(parse_catalogue(folder))


def test_findings_tell_that_a_file_is_missing_its_columns(folder: Path) -> None:
    (folder / "regions.csv").write_text("year,code\n2025,AM01\n")
    [found] = findings(folder)
    assert "has no column name, also, source" in found.what
