"""Figures, regions, moves and offers: loaded as a release, read back whole, shown with source, small groups hidden."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from wending.reference.actions.load_release import load_release
from wending.reference.queries.contents import contents
from wending.reference.queries.figures import figures, figures_of_system, latest
from wending.reference.queries.releases import release_in_force
from wending.reference.rules import labour_market as lm
from wending.reference.rules.contents import digest
from wending.reference.rules.indicators import INDICATORS
from wending.reference.sources import terms, whole

pytestmark = pytest.mark.django_db

WAGE = lm.FigureRecord("wage", "brc2014", "1012", "x", "NL", "2023", 21.5, 21.0, 22.0, 900, "", "")
RECORDS = [
    WAGE,
    replace(WAGE, period="2024", value=22.5),
    replace(WAGE, code="1013", value=None, low=None, high=None, group_size=None, note="unpublished"),
    replace(WAGE, code="1014", value=40.0, group_size=9),
    replace(WAGE, code="1015", value=40.0, group_size=10),
    lm.RegionRecord("arbeidsmarktregio", 2026, "AM01", "Groningen", ""),
    lm.CodeRecord("brc2014", "1012", "Verpleegkundigen", "", "101"),
    lm.CodeLinkRecord("isco08", "2221", "brc2014", "1012"),
    lm.MoveRecord("uwv", "1", "a", "uwv", "2", "b", "NL", "2025", None, 0.25, 1),
    lm.OfferRecord("o1", "Verpleegkunde", "croho", "34560", "hbo-bachelor", "6", "0913", "voltijd", 48, "nl", "School",
                   "Zwolle", "GM0193", "september", "https://school.example/o1"),
]  # fmt: skip


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Make a source of figures that gives RECORDS, whatever its file holds."""

    def parse(files: Sequence[tuple[str, bytes]], columns: Mapping[str, str]) -> Iterator[Any]:
        assert files == [("wages.csv", b"any")]
        seen.append(dict(columns))
        yield from RECORDS

    seen: list[dict[str, str]] = []
    monkeypatch.setitem(whole.WHOLE, "test-wages", whole.WholeSource(parse, "wages (CSV)", is_mapped=True))
    monkeypatch.setitem(terms.TERMS, "test-wages", replace(terms.TERMS["esco"], title="Wages for a test"))
    file = tmp_path / "wages.csv"
    file.write_bytes(b"any")
    return file


def test_load_release_gives_back_every_record(source: Path) -> None:
    outcome = load_release(source="test-wages", files=[source], version="2024", published="2026-01-02")
    assert outcome.is_applied
    release = release_in_force("test-wages")
    assert release
    assert release.published == "2026-01-02"
    whole_again = contents(release.id)
    assert {record for records in whole_again.records.values() for record in records} == set(RECORDS)
    assert digest(whole_again) == release.digest
    assert not load_release(source="test-wages", files=[source], version="2024").is_changed


def test_figures_carry_source_and_hide_small_groups(source: Path) -> None:
    load_release(source="test-wages", files=[source], version="2024")
    by_code = {figure.code: figure for figure in figures_of_system("wage", system="brc2014")}
    assert by_code["1014"].value is None
    assert by_code["1014"].note == "small"
    assert by_code["1014"].group_size is None
    assert by_code["1015"].value == 40.0
    assert by_code["1013"].value is None
    assert by_code["1013"].note == "unpublished"
    assert by_code["1012"].source.title == "Wages for a test"
    assert by_code["1012"].indicator is INDICATORS["wage"]


def test_latest_takes_the_newest_period(source: Path) -> None:
    load_release(source="test-wages", files=[source], version="2024")
    assert [f.value for f in figures(["wage"], system="brc2014", codes=["1012"])] == [21.5, 22.5]
    assert latest(["wage"], system="brc2014", codes=["1012"])["wage", "1012", "NL"].period == "2024"
    assert latest(["wage"], system="brc2014", codes=["1012"], regions=["AM01"]) == {}
    assert latest(["wage"], system="isco08", codes=["1012"]) == {}


def test_load_refuses_an_unreadable_mapping_and_date(source: Path) -> None:
    for words, message in (
        (["--map", "loon"], "column=field"),
        (["--published", "gisteren"], "no date"),
    ):
        with pytest.raises(CommandError, match=message):
            call_command("load", "test-wages", str(source), "--release", "1", *words, stdout=StringIO())
    assert release_in_force("test-wages") is None
    call_command("load", "test-wages", str(source), "--release", "1", "--map", "Loon (bruto)=value", stdout=StringIO())
    assert release_in_force("test-wages")


def test_indicators_are_named_in_both_languages() -> None:
    for key, indicator in INDICATORS.items():
        assert key == indicator.key
        assert len(key) <= 32
        assert all((indicator.name_nl, indicator.name_en, indicator.definition_nl, indicator.definition_en))
        assert indicator.defined_by
        assert indicator.smallest >= 10
