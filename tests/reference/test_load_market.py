"""Loading what the importers of the labour market read: whole, once, planned, remarked upon, and the extract."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.reference.market_factories import Files, cbs_jobs, cbs_regions, cbs_wages
from tests.reference.market_factories import csv as lines
from wending.reference.actions.load_release import load_release
from wending.reference.models import CodeLink
from wending.reference.queries.contents import contents
from wending.reference.queries.figures import figures_of_system, latest
from wending.reference.queries.releases import release_in_force
from wending.reference.rules.contents import digest
from wending.reference.rules.indicators import INDICATORS
from wending.reference.rules.records import BadInput
from wending.reference.sources.terms import TERMS
from wending.reference.sources.whole import WHOLE

pytestmark = pytest.mark.django_db

FILES: dict[str, Files] = {
    "cbs-wages": cbs_wages(),
    "cbs-jobs": cbs_jobs(),
    "cbs-regions": cbs_regions(),
    "cbs-brc": [("brc.csv", lines("code;name\n01;Pedagogisch\n0111;Docenten"))],
    "uwv-tension": [("t.csv", lines("period;code;region;ratio\n2026-Q1;Lassers;AM99;5,0"))],
    "uwv-moves": [("m.csv", lines("period;from_code;to_code;count\n2026;1;2;30"))],
    "sbb": [("s.csv", lines("period;code;work\n2026;25655;goed"))],
    "studiecijfers": [("c.csv", lines("period;code;satisfaction;group_size\n2026;34560;4,1;9\n2026;all;3,9;900"))],
    "roa": [("r.csv", lines("horizon;code;ita\n2030;12;0,85"))],
}


def paths(folder: Path, source: str) -> list[Path]:
    """Write the files of one source and return where."""
    for name, content in FILES[source]:
        (folder / name).write_bytes(content)
    return [folder / name for name, _ in FILES[source]]


def run(*words: str) -> tuple[str, str]:
    """Return what a command prints, and its progress."""
    out, progress = StringIO(), StringIO()
    call_command(*words, stdout=out, stderr=progress)
    return out.getvalue(), progress.getvalue()


def test_every_source_has_terms_and_a_short_name() -> None:
    assert set(FILES) <= set(WHOLE) <= set(TERMS)
    assert all(len(source) <= 16 for source in WHOLE)
    assert all(TERMS[source].terms and TERMS[source].credit for source in WHOLE)
    assert "may not be offered for download" in TERMS["roa"].terms


@pytest.mark.parametrize("source", FILES)
def test_load_release_keeps_every_record_and_loads_once(tmp_path: Path, source: str) -> None:
    files = paths(tmp_path, source)
    outcome = load_release(source=source, files=files, version="2026")
    assert outcome.is_applied
    assert sum(outcome.counts.values()) > 0
    release = release_in_force(source)
    assert release
    assert digest(contents(release.id)) == release.digest
    assert not load_release(source=source, files=files[::-1], version="2026").is_changed


@pytest.mark.parametrize("source", FILES)
def test_load_release_with_plan_only_writes_nothing(tmp_path: Path, source: str) -> None:
    outcome = load_release(source=source, files=paths(tmp_path, source), version="2026", plan_only=True)
    assert outcome.changes
    assert sum(change.added for change in outcome.changes) == sum(outcome.counts.values())
    assert release_in_force(source) is None


def test_load_release_of_a_bad_file_leaves_the_old_figures(tmp_path: Path) -> None:
    load_release(source="sbb", files=paths(tmp_path, "sbb"), version="2026")
    bad = tmp_path / "bad.csv"
    bad.write_bytes(lines("period;code;work\n2027;25655;goed\n2027;kok;goed"))
    with pytest.raises(CommandError, match=r"bad\.csv, line 3: 'kok' is no crebo"):
        run("load", "sbb", str(bad), "--release", "2027")
    [figure] = figures_of_system("chance_of_work", system="crebo")
    assert (figure.period, figure.category, figure.source.version) == ("2026", "goed", "2026")


def test_load_tells_regions_that_are_not_known(tmp_path: Path) -> None:
    words = ["load", "uwv-tension", *map(str, paths(tmp_path, "uwv-tension")), "--release", "2026", "--plan"]
    assert "not known" not in run(*words)[1]
    load_release(source="cbs-regions", files=paths(tmp_path, "cbs-regions"), version="2025")
    assert "look at this: regions that are not known stay as given: AM99" in run(*words)[1]


def test_load_tells_that_a_code_list_is_smaller_than_expected(tmp_path: Path) -> None:
    words = ["load", "cbs-brc", *map(str, paths(tmp_path, "cbs-brc")), "--release", "2014"]
    assert "BRC 2014 has 1 codes of 4 digits here, where 114 are expected" in run(*words)[1]


def test_load_hides_figures_of_small_groups(tmp_path: Path) -> None:
    load_release(source="studiecijfers", files=paths(tmp_path, "studiecijfers"), version="2026")
    found = {figure.code: figure for figure in figures_of_system("satisfaction", system="croho")}
    assert (found["34560"].value, found["34560"].note) == (None, "small")
    assert found["all"].value == 3.9


def test_load_refuses_a_field_that_is_mapped_twice(tmp_path: Path) -> None:
    words = ["load", "sbb", *map(str, paths(tmp_path, "sbb")), "--release", "1", "--map", "a=work", "--map", "b=work"]
    with pytest.raises(CommandError, match="gives work twice: a and b"):
        run(*words)


def test_load_reads_a_folder_of_pages(tmp_path: Path) -> None:
    paths(tmp_path, "cbs-wages")
    assert "figures.wage  6" in run("load", "cbs-wages", str(tmp_path), "--release", "2026")[0]
    (tmp_path / "empty").mkdir()
    with pytest.raises(CommandError, match="holds no JSON files"):
        run("load", "cbs-wages", str(tmp_path / "empty"), "--release", "2026")


def test_load_without_files_takes_the_extract_with_its_source_and_date() -> None:
    assert "cbs-wages extract-2022 is in force." in run("load", "cbs-wages")[0]
    wages = latest(["wage"], system="brc2014", codes=["1214", "0211", "total"])
    driver = wages["wage", "1214", "NL"]
    assert (driver.value, driver.period, driver.indicator) == (18.7, "2022", INDICATORS["wage"])
    assert (driver.source.publisher, driver.source.published) == (TERMS["cbs-wages"].publisher, "2026-10-03")
    assert "CC BY 4.0" in driver.source.terms
    assert (wages["wage", "0211", "NL"].value, wages["wage", "0211", "NL"].note) == (None, "unpublished")
    assert wages["wage", "total", "NL"].value == 22.2
    assert "nothing changed" in run("load", "cbs-wages")[0]


def test_load_without_files_takes_the_correspondence() -> None:
    assert "code_links  436" in run("load", "cbs-brc")[0]
    assert CodeLink.objects.get(from_system="isco08", from_code="8332").to_code == "1214"


def test_load_without_files_does_not_replace_the_whole_table(tmp_path: Path) -> None:
    run("load", "cbs-wages")
    load_release(source="cbs-wages", files=paths(tmp_path, "cbs-wages"), version="2026")
    for words in (["load", "cbs-wages"], ["load", "cbs-wages", "--plan"]):
        out, progress = run(*words)
        assert "nothing change" in out
        assert "the extract that comes with Wending does not replace it" in progress
    release = release_in_force("cbs-wages")
    assert release
    assert release.version == "2026"


def test_load_of_a_source_without_extract_asks_for_files() -> None:
    with pytest.raises(BadInput, match=r"sbb: nothing of it comes with Wending\."):
        load_release(source="sbb")
    with pytest.raises(CommandError, match="FILE"):
        run("load", "sbb")
