"""`effect study` on real files of every kind: an answer; on bad days what is wrong, where, and no number."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from django.core.management import CommandError, call_command

from tests.effect.answers import make_answer
from tests.effect.plans import EFFECT, make_plan, make_tables
from wending.effect.rules.analysis import methods
from wending.effect.rules.plan import Plan
from wending.effect.rules.plan_file import as_mapping
from wending.effect.rules.plan_toml import as_toml
from wending.effect.rules.tables import StudyTables
from wending.engine.estimation.design import Design

FORMS = ("csv", "parquet", "dta")
Change = Callable[[dict[str, pd.DataFrame]], None]


@pytest.fixture(autouse=True)
def _few_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(methods, "by_learner", lambda sample, seed: methods.BY_CHOICE["regression"](sample))


def write(folder: Path, form: str, frames: dict[str, pd.DataFrame]) -> Path:
    """Write tables as others would: no column of ours, truths as 1 and 0 in Stata, nothing of what is empty."""
    folder.mkdir()
    for name, frame in frames.items():
        path = folder / f"{name}.{form}"
        if form == "csv":
            frame.to_csv(path, index=False)
        elif form == "parquet":
            frame.to_parquet(path, index=False)
        else:
            whole = frame.assign(**{one: frame[one].astype(int) for one in frame.select_dtypes("bool")})
            whole.to_stata(path, write_index=False, version=118)
    return folder


def frames(tables: StudyTables | None = None) -> dict[str, pd.DataFrame]:
    made = (tables or make_tables()).by_name()
    return {name: frame.dropna(axis=1, how="all") for name, frame in made.items() if len(frame)}


def study(folder: Path, data: Path, plan: Plan | None = None, language: str = "nl") -> tuple[dict[str, Any], str]:
    """Run the command; return its answer, and what it told beside it with the reason it failed, if it did."""
    (folder / "plan.toml").write_text(as_toml(as_mapping(plan or make_plan())), "utf-8")
    out, told = folder / "out", io.StringIO()
    failed = ""
    try:
        call_command(
            "effect",
            "study",
            str(folder / "plan.toml"),
            str(data),
            f"--out={out}",
            f"--language={language}",
            stdout=io.StringIO(),
            stderr=told,
        )
    except CommandError as error:
        failed = str(error)
    answer = out / "answer.json"
    return json.loads(answer.read_text("utf-8")) if answer.exists() else {}, told.getvalue() + failed


@pytest.mark.parametrize("form", FORMS)
def test_study_of_good_files_finds_the_known_effect(form: str, tmp_path: Path) -> None:
    answer, told = study(tmp_path, write(tmp_path / "data", form, frames()))
    first = answer["outcomes"][0]["estimates"][0]
    assert abs(first["value"] - EFFECT) < 2 * first["error"] < 0.2, told
    assert "WRONG" not in told
    # Nobody said that these people are made up: what is written holds a twin of them.
    assert answer["made"]["is_synthetic"] is False
    with zipfile.ZipFile(tmp_path / "out" / "bundle.zip") as bundle:
        assert not [name for name in bundle.namelist() if name.startswith("data/")]


def wrong_type(tables: dict[str, pd.DataFrame]) -> None:
    values = tables["outcomes"]["value"].astype(str)
    values.iloc[4] = "goed"
    tables["outcomes"]["value"] = values


def impossible_day(tables: dict[str, pd.DataFrame]) -> None:
    days = tables["exposures"]["accepted_on"].dt.strftime("%Y-%m-%d")
    days.iloc[2] = "2025-02-30"
    tables["exposures"]["accepted_on"] = days


def twice(tables: dict[str, pd.DataFrame]) -> None:
    tables["persons"] = pd.concat([tables["persons"], tables["persons"].iloc[[0]]], ignore_index=True)


def before(tables: dict[str, pd.DataFrame]) -> None:
    first = tables["exposures"]["person"].iloc[0]
    is_row = (tables["outcomes"]["person"] == first) & (tables["outcomes"]["horizon"] == 180)
    tables["outcomes"].loc[is_row, "on"] = pd.Timestamp("2024-06-01")


def without_controls(tables: dict[str, pd.DataFrame]) -> None:
    people = tables["persons"]["person"]
    day = pd.Timestamp("2025-01-10")
    tables["exposures"] = pd.DataFrame({"person": people, "approach": "check", "accepted_on": day})


def separated(tables: dict[str, pd.DataFrame]) -> None:
    rows = tables["covariates"]
    is_treated = rows["person"].isin(tables["exposures"]["person"])
    ages = np.where(is_treated, 60, 20) + np.arange(len(rows)) % 5
    rows["value"] = rows["value"].where(rows["covariate"] != "age", pd.Series(ages).astype(str))


def one_firm(tables: dict[str, pd.DataFrame]) -> None:
    is_treated = tables["persons"]["person"].isin(tables["exposures"]["person"])
    tables["persons"]["organisation"] = np.where(is_treated, "o1", "o2")


def all_missing(tables: dict[str, pd.DataFrame]) -> None:
    rows = tables["outcomes"]
    tables["outcomes"] = rows.assign(value=np.nan, observed=False)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("change", "told"),
    [
        (wrong_type, "outcomes, value is 1 keer geen getal. Rijen: 5."),
        (impossible_day, "exposures, accepted_on heeft 1 datums die niet bestaan. Rijen: 3."),
        (twice, "persons: 1 rijen staan er dubbel in (zelfde person). Rijen: 401."),
        (before, "outcomes: 1 uitkomsten liggen voor het begin."),
        (without_controls, "Alle 400 kregen de aanpak tegelijk. Er is niemand om mee te vergelijken."),
        (separated, "De kenmerken zeggen precies wie meedeed. Vergelijken kan dan niet."),
        (one_firm, "zitten in één groep (organisation)."),
        (all_missing, "De uitkomst career_competences 365 is van geen van de 400 bekend."),
    ],
)
def test_study_of_bad_files_tells_what_is_wrong_and_gives_no_number(
    change: Change, told: str, form: str, tmp_path: Path
) -> None:
    tables = frames()
    change(tables)
    answer, words = study(tmp_path, write(tmp_path / "data", form, tables))
    assert told in words
    assert "These data cannot answer the question" in words
    assert [one["estimates"] for one in answer["outcomes"]] == [[]] * len(answer["outcomes"])
    assert "niet" in (tmp_path / "out" / "report.html").read_text("utf-8")


def test_study_tells_it_in_the_language_asked(tmp_path: Path) -> None:
    tables = frames()
    twice(tables)
    _, words = study(tmp_path, write(tmp_path / "data", "csv", tables), language="en")
    assert "persons: 1 rows come twice (same person). Rows: 401." in words


def test_study_of_one_firm_a_side_by_lot_of_firms_gives_no_number(tmp_path: Path) -> None:
    plan = replace(make_plan(), design=Design.CLUSTER_RANDOMISED, design_terms={"cluster": "organisation"})
    tables = frames()
    one_firm(tables)
    tables["exposures"]["mechanism"] = "lot"
    answer, words = study(tmp_path, write(tmp_path / "data", "csv", tables), plan)
    assert "zitten in één groep" in words
    assert answer["outcomes"][0]["estimates"] == []


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda data: (data / "persons.csv").unlink(), "persons.csv is er niet"),
        (lambda data: (data / "outcomes.csv").write_text("person,outcome\np0000\n"), "Regel: 2."),
        (lambda data: (data / "outcomes.csv").write_bytes(b"\xff\xfe,\n"), "Het bestand outcomes.csv kunnen we niet"),
        (lambda data: (data / "outcomes.dta").write_bytes(b"no Stata"), "Tabel outcomes staat er 2 keer"),
        (lambda data: (data.parent / "plan.toml").write_text("["), "plan.toml: "),
    ],
)
def test_study_of_files_that_cannot_be_read_says_which(
    spoil: Callable[[Path], object], told: str, tmp_path: Path
) -> None:
    data = write(tmp_path / "data", "csv", frames())
    (tmp_path / "plan.toml").write_text(as_toml(as_mapping(make_plan())), "utf-8")
    spoil(data)
    with pytest.raises(CommandError) as failed:
        call_command("effect", "study", str(tmp_path / "plan.toml"), str(data), f"--out={tmp_path / 'out'}")
    assert told in str(failed.value)
    assert not (tmp_path / "out" / "answer.json").exists()


def test_demo_that_was_stopped_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    out = io.StringIO()
    with monkeypatch.context() as killed:
        killed.setattr("wending.effect.management.demo.analyse", stop)
        with pytest.raises(CommandError, match="the same command goes on"):
            call_command("effect", "demo", "--people=1000", f"--out={tmp_path}", stdout=out)
    answer = replace(make_answer(), outcomes=(make_answer().primary,))
    monkeypatch.setattr("wending.effect.management.demo.analyse", lambda *_, **__: answer)
    call_command("effect", "demo", "--people=1000", f"--out={tmp_path}", stdout=out, stderr=out)
    assert (tmp_path / "bundle.zip").exists()
    assert "truth" in out.getvalue()
