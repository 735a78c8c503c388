"""The bundle: it holds what is needed and nobody's data, and doing it again tells every number that differs."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.effect.answers import make_answer
from tests.effect.factories import make_tables
from wending.effect.actions.report_files import FILES, write_report
from wending.effect.rules import analysis
from wending.effect.rules.answer import Answer, as_json
from wending.effect.rules.tables import COLUMNS, StudyTables
from wending.effect.sources.bundle import replicate, write_bundle
from wending.effect.sources.bundle.replicate import BadBundle
from wending.effect.sources.bundle.twin import twin_of
from wending.effect.sources.tables import write_tables

Stand = pytest.MonkeyPatch


def stands_in(monkeypatch: Stand, answer: Answer) -> list[dict[str, Any]]:
    """Let the analysis give this answer; return what it was asked."""
    asked: list[dict[str, Any]] = []

    def analyse(plan: Any, tables: StudyTables, **given: Any) -> Answer:
        asked.append({"plan": plan, "people": list(tables.persons["person"]), **given})
        return answer

    monkeypatch.setattr(analysis, "analyse", analyse)
    return asked


def bundle(folder: Path, answer: Answer, tables: StudyTables | None = None) -> Path:
    path = folder / "bundle.zip"
    path.write_bytes(write_bundle(answer, tables))
    return path


def files_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        return {name: held.read(name) for name in held.namelist()}


def test_bundle_of_the_same_answer_is_the_same_file() -> None:
    answer = make_answer()

    assert write_bundle(answer, make_tables()) == write_bundle(answer, make_tables())


def test_bundle_holds_plan_answer_versions_and_what_to_run() -> None:
    answer = make_answer()

    files = files_of(write_bundle(answer, make_tables()))

    assert json.loads(files["answer.json"]) == json.loads(json.dumps(as_json(answer)))
    assert files["requirements.txt"] == b"numpy==2.3.1\nstatsmodels==0.15.0\n"
    assert b"./wending effect replicate BUNDLE.zip" in files["README.md"]
    assert json.loads(files["bundle.json"])["seed"] == 7


def test_bundle_of_real_data_has_a_twin_even_when_data_are_given() -> None:
    files = files_of(write_bundle(make_answer(is_synthetic=False), make_tables()))

    assert "twin/persons.parquet" in files
    assert not [name for name in files if name.startswith("data/")]
    assert b"are not the data of the study" in files["README.md"]


def test_twin_has_the_columns_of_every_table_and_nobody_in_it() -> None:
    twin = twin_of(make_answer())

    for name, table in twin.by_name().items():
        assert list(table.columns) == [column.name for column in COLUMNS[name]]
    assert all(name.startswith("twin-") for name in twin.persons["person"])


def test_twin_draws_margins_near_the_published_ones_and_follows_its_bounds() -> None:
    twin = twin_of(make_answer())

    treated = set(twin.exposures["person"])
    outcome = twin.outcomes[twin.outcomes["outcome"] == "in_work"]
    means = outcome.groupby(outcome["person"].isin(treated))["value"].mean()
    assert means[False] == pytest.approx(0.41, abs=0.05)
    age = twin.covariates[twin.covariates["covariate"] == "age"]["value"].astype(float)
    assert age.min() >= 18
    assert age.mean() == pytest.approx(35.5, abs=2)


def test_replicate_of_the_same_answer_finds_no_difference(tmp_path: Path, monkeypatch: Stand) -> None:
    answer = make_answer()
    asked = stands_in(monkeypatch, answer)

    assert replicate(bundle(tmp_path, answer, make_tables()), tmp_path / "work") == []

    assert asked[0]["people"] == ["p0", "p1", "p2", "p3"]
    assert asked[0]["plan"] == answer.plan


def test_replicate_tells_which_number_differs(tmp_path: Path, monkeypatch: Stand) -> None:
    answer = make_answer()
    first, *others = answer.primary.estimates
    moved = replace(answer.primary, estimates=(replace(first, value=first.value + 1e-4), *others))
    stands_in(monkeypatch, replace(answer, outcomes=(moved, *answer.outcomes[1:])))

    (difference,) = replicate(bundle(tmp_path, answer, make_tables()), tmp_path / "work")

    assert difference.where == "outcomes[0].estimates[0].value"
    assert difference.told == pytest.approx(0.061)
    assert difference.found == pytest.approx(0.0611)


def test_replicate_forgives_the_last_digits(tmp_path: Path, monkeypatch: Stand) -> None:
    answer = make_answer()
    first, *others = answer.primary.estimates
    moved = replace(answer.primary, estimates=(replace(first, value=first.value * (1 + 1e-9)), *others))
    stands_in(monkeypatch, replace(answer, outcomes=(moved, *answer.outcomes[1:])))

    assert replicate(bundle(tmp_path, answer, make_tables()), tmp_path / "work") == []


def test_replicate_of_a_twin_asks_for_the_real_data(tmp_path: Path) -> None:
    with pytest.raises(BadBundle, match="twin-only"):
        replicate(bundle(tmp_path, make_answer(is_synthetic=False)), tmp_path / "work")


def test_replicate_with_the_real_data_uses_those(tmp_path: Path, monkeypatch: Stand) -> None:
    answer = make_answer(is_synthetic=False)
    asked = stands_in(monkeypatch, answer)
    write_tables(tmp_path / "real", make_tables())

    found = replicate(bundle(tmp_path, answer), tmp_path / "work", tmp_path / "real")

    assert found == []
    assert asked[0]["people"] == ["p0", "p1", "p2", "p3"]


def test_replicate_refuses_other_data(tmp_path: Path, monkeypatch: Stand) -> None:
    answer = make_answer(is_synthetic=False)
    stands_in(monkeypatch, replace(answer, made=replace(answer.made, data={"persons": "00" * 32})))
    write_tables(tmp_path / "real", make_tables())

    with pytest.raises(BadBundle, match="other-data"):
        replicate(bundle(tmp_path, answer), tmp_path / "work", tmp_path / "real")


@pytest.mark.parametrize("content", [b"no zip", b""])
def test_replicate_refuses_what_is_no_bundle(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(content)

    with pytest.raises(BadBundle, match="not-a-bundle"):
        replicate(path, tmp_path / "work")


def test_replicate_writes_nowhere_but_in_its_folder(tmp_path: Path) -> None:
    answer = make_answer()
    files = files_of(write_bundle(answer, make_tables()))
    about = json.loads(files["bundle.json"])
    about["digests"] = {"../../evil": "00"}
    files["bundle.json"] = json.dumps(about).encode()
    files["data/../../evil.parquet"] = b"evil"
    path = tmp_path / "bundle.zip"
    for word in ("outside its own folder", "table-missing"):
        with zipfile.ZipFile(path, "w") as held:
            for name, content in files.items():
                held.writestr(name, content)
        with pytest.raises(BadBundle, match=word):
            replicate(path, tmp_path / "deep" / "work")
        # Then a bundle that only names such a table.
        files.pop("data/../../evil.parquet", None)

    assert not list(tmp_path.rglob("evil*"))


def test_write_report_makes_one_html_file_that_needs_nothing_else(tmp_path: Path) -> None:
    files = write_report(make_answer("suggestive"), tmp_path, "en", make_tables())

    assert [path.name for path in files] == list(FILES)
    html = files[0].read_text("utf-8")
    assert '<html lang="en"' in html
    assert "<link" not in html
    assert "<script" not in html
    assert "src=" not in html
    assert "url(" not in html
    assert "6.1 more have work" in html
    assert files[1].read_bytes().startswith(b"%PDF")
