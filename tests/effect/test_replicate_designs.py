"""Every number of every design comes back from its bundle, and every number that was changed there is told."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.effect.plans import make_plan, make_tables
from tests.effect.test_analysis_designs import planned, twin_tables
from wending.effect.actions.report_files import study_command
from wending.effect.rules.analysis import analyse, methods
from wending.effect.rules.plan import Plan, PlannedOutcome, Use
from wending.effect.rules.plan_file import as_mapping
from wending.effect.rules.plan_toml import as_toml
from wending.effect.rules.tables import StudyTables
from wending.effect.rules.world_tables import study_tables
from wending.effect.sources.bundle import replicate, write_bundle
from wending.effect.sources.bundle.replicate import BadBundle
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Estimand
from wending.engine.estimation.world import Approach, Mechanism, World, generate

YEAR = 365
SMALL = World(
    people=800,
    months=12,
    horizons=(YEAR,),
    outcomes=("in-work", "competences"),
    approaches=(Approach("guidance", effect=0.1),),
    has_periods=False,
    has_history=False,
)
# What the world of a design is drawn with, and what its plan says.
DRAWN: dict[Design, tuple[dict[str, Any], dict[str, Any]]] = {
    Design.RANDOMISED: ({"mechanism": Mechanism.RANDOMISED}, {}),
    Design.CLUSTER_RANDOMISED: (
        {"mechanism": Mechanism.CLUSTER},
        {"design_terms": {"cluster": "organisation"}},
    ),
    Design.WAITING_LIST: ({"mechanism": Mechanism.WAITING_LIST, "wait": 400}, {}),
    Design.STEPPED_WEDGE: (
        {"mechanism": Mechanism.STEPPED_WEDGE, "waves": 2, "months": 18, "has_periods": True},
        {"covariates": (), "design_terms": {"cluster": "organisation"}, "outcome": "in_work"},
    ),
    Design.STAGGERED: (
        {"mechanism": Mechanism.STEPPED_WEDGE, "waves": 2, "months": 18, "has_periods": True},
        {"covariates": (), "outcome": "in_work"},
    ),
    Design.DISCONTINUITY: (
        {"mechanism": Mechanism.CUTOFF, "people": 2000},
        {"estimand": Estimand.LATE, "design_terms": {"score": "score", "cutoff": 0.0}},
    ),
    Design.INSTRUMENT: (
        {"mechanism": Mechanism.ENCOURAGEMENT, "people": 2000, "uptake": 0.6, "always": 0.1},
        {"estimand": Estimand.LATE, "design_terms": {"instrument": "letter"}},
    ),
    Design.TIME_TO_EVENT: (
        {"mechanism": Mechanism.SELF_OBSERVED, "share": 0.4, "competing": 0.02},
        {"outcome": "days_until_work", "smallest": 30.0},
    ),
}
BY_CHOICE = {Design.DOUBLY_ROBUST, Design.MATCHING_AND_WEIGHTING}


@pytest.fixture(autouse=True)
def _few_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(methods, "by_learner", lambda sample, seed: methods.BY_CHOICE["regression"](sample))


def case(design: Design) -> tuple[Plan, StudyTables]:
    if design in BY_CHOICE:
        return make_plan(design=design), make_tables(200)
    if design is Design.SYNTHETIC_CONTROL:
        plan = planned(design, 0.05, "in_work", covariates=(), design_terms={"unit": "r00"})
        return replace(plan, frozen_on=date(2025, 1, 1)), twin_tables(0.08)
    switches, said = DRAWN[design]
    world, _ = generate(replace(SMALL, **switches))
    return planned(design, **said), study_tables(world)


def changed(bundle: Path, name: str, change: Any) -> Path:
    """Return a copy of a bundle in which one file holds something else."""
    other = bundle.with_name("changed.zip")
    with zipfile.ZipFile(bundle) as held, zipfile.ZipFile(other, "w") as made:
        for inside in held.namelist():
            content = held.read(inside)
            made.writestr(inside, change(content) if inside == name else content)
    return other


def places(value: Any, where: str = "") -> Iterator[str]:
    """Yield where every number that came out stands; what the plan and the making say is not of these."""
    if isinstance(value, dict):
        for name, inside in value.items():
            if where or name not in {"version", "plan", "made"}:
                yield from places(inside, f"{where}.{name}".lstrip("."))
    elif isinstance(value, list):
        for place, inside in enumerate(value):
            yield from places(inside, f"{where}[{place}]")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield where


def moved(value: Any, where: str = "") -> Any:
    """Return the same with every number a little larger."""
    if isinstance(value, dict):
        kept = {"version", "plan", "made"} if not where else set()
        return {name: inside if name in kept else moved(inside, f"{where}.{name}") for name, inside in value.items()}
    if isinstance(value, list):
        return [moved(inside, f"{where}[]") for inside in value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return value + 1 if isinstance(value, int) else value + max(1e-5, abs(value) * 1e-5)


@pytest.mark.parametrize("design", [*DRAWN, *sorted(BY_CHOICE), Design.SYNTHETIC_CONTROL])
def test_replicate_of_a_design_gives_every_number_and_tells_every_change(design: Design, tmp_path: Path) -> None:
    plan, tables = case(design)
    answer = analyse(plan, tables, work=tmp_path / "first", at="now", is_synthetic=True)
    assert answer.primary.estimates, answer.primary.findings
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(write_bundle(answer, tables))
    assert replicate(bundle, tmp_path / "again") == []
    with zipfile.ZipFile(bundle) as held:
        told = json.loads(held.read("answer.json"))
    other = changed(bundle, "answer.json", lambda content: json.dumps(moved(json.loads(content))))
    assert {one.where for one in replicate(other, tmp_path / "again")} == set(places(told))
    assert len(set(places(told))) > 50


def test_every_design_is_replicated() -> None:
    assert {*DRAWN, *BY_CHOICE, Design.SYNTHETIC_CONTROL} == set(Design)


def test_replicate_command_tells_one_number_that_was_changed(tmp_path: Path) -> None:
    plan, tables = case(Design.DOUBLY_ROBUST)
    answer = analyse(plan, tables, work=tmp_path / "first", at="now", is_synthetic=True)
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(write_bundle(answer, tables))

    def spoil(content: bytes) -> str:
        told = json.loads(content)
        told["outcomes"][1]["estimates"][0]["error"] *= 1.001
        return json.dumps(told)

    out = io.StringIO()
    with pytest.raises(CommandError, match="1 values came out differently"):
        call_command("effect", "replicate", str(changed(bundle, "answer.json", spoil)), stdout=out)
    assert out.getvalue().startswith("outcomes[1].estimates[0].error: the bundle says ")
    with pytest.raises(BadBundle, match="table-changed: outcomes"):
        replicate(changed(bundle, "data/outcomes.parquet", lambda content: content[:-1] + b"?"), tmp_path / "w")
    for name in ("answer.json", "plan.json", "bundle.json"):
        with pytest.raises(BadBundle, match="not-a-bundle"):
            replicate(changed(bundle, name, lambda content: b"[]"), tmp_path / "w")


def test_replicate_of_a_study_of_real_people_takes_the_files_it_was_made_of(tmp_path: Path) -> None:
    outcomes = (PlannedOutcome("career_competences", YEAR, Use.PRIMARY, 0.5),)
    plan = make_plan(outcomes=outcomes, covariates=("age",), groups=())
    (tmp_path / "plan.toml").write_text(as_toml(as_mapping(plan)), "utf-8")
    data = tmp_path / "data"
    data.mkdir()
    for name, frame in make_tables(200).by_name().items():
        if len(frame):
            frame.to_csv(data / f"{name}.csv", index=False)
    study_command(tmp_path / "plan.toml", data, tmp_path / "out")
    bundle = tmp_path / "out" / "bundle.zip"
    assert replicate(bundle, tmp_path / "again", data) == []
    (data / "persons.csv").write_text("person\np0001\n")
    with pytest.raises(BadBundle, match="other-data"):
        replicate(bundle, tmp_path / "again", data)
