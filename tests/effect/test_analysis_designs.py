"""Every design of a plan on a made-up world in which it holds: the known effect comes back, with all checks."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.effect.plans import make_plan, make_tables
from wending.effect.rules.analysis import analyse, methods
from wending.effect.rules.answer import Answer, part
from wending.effect.rules.plan import Plan, PlannedOutcome, Use, estimands_of
from wending.effect.rules.tables import StudyTables
from wending.effect.rules.world_tables import study_tables
from wending.engine.estimation.check import EVERY, Code, State
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Estimand
from wending.engine.estimation.world import Approach, Mechanism, Truth, World, generate

YEAR = 365
DRAWN = World(
    people=2000,
    months=12,
    horizons=(YEAR,),
    outcomes=("in-work", "competences"),
    approaches=(Approach("guidance", effect=0.1),),
    has_periods=False,
    has_history=False,
)
COVARIATES = ("age", "schooling", "worked_24", "worked_6", "earnings_24")


@pytest.fixture(autouse=True)
def _few_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(methods, "by_learner", lambda sample, seed: methods.BY_CHOICE["regression"](sample))


def planned(design: Design, smallest: float = 0.15, outcome: str = "career_competences", **changed: object) -> Plan:
    whole = {
        "approach": "guidance",
        "design": design,
        "frozen_on": date(2020, 1, 1),
        "covariates": COVARIATES,
        "groups": (),
        "outcomes": (PlannedOutcome(outcome, YEAR, Use.PRIMARY, smallest),),
    }
    return make_plan(**{**whole, **changed})


def world(folder: Path, plan: Plan, **switches: object) -> tuple[Answer, Truth]:
    tables, truth = generate(replace(DRAWN, **switches))
    return analyse(plan, study_tables(tables), work=folder, at="now", is_synthetic=True), truth


def held(answer: Answer, truth: float) -> bool:
    """Say whether the registered interval holds the truth, with every check beside it and of whom a plan may ask it."""
    assert_may_be_asked(answer)
    assert {check.code for check in answer.primary.checks} == set(EVERY), answer.primary.findings
    return answer.primary.estimates[0].low < truth < answer.primary.estimates[0].high


def assert_may_be_asked(answer: Answer) -> None:
    plan = answer.plan
    assert answer.primary.estimates[0].estimand in estimands_of(plan.design, has_covariates=bool(plan.covariates))


def test_analyse_at_a_bar(tmp_path: Path) -> None:
    plan = planned(Design.DISCONTINUITY, 0.4, estimand=Estimand.LATE, design_terms={"score": "score", "cutoff": 0.0})
    answer, truth = world(tmp_path, plan, mechanism=Mechanism.CUTOFF, people=4000)
    assert held(answer, truth.at_cut("competences", YEAR))
    assert {check.code: check.state for check in answer.primary.checks}[Code.OVERLAP] is State.PASSED


def test_analyse_counts_clusters_at_a_bar_and_until_an_event(tmp_path: Path) -> None:
    tables = study_tables(generate(replace(DRAWN, mechanism=Mechanism.CUTOFF, people=2000, competing=0.02))[0])
    firms = [f"o{number}" for number in range(40)]
    tables = replace(tables, persons=tables.persons.assign(organisation=np.resize(firms, len(tables.persons))))
    terms: dict[str, object] = {"score": "score", "cutoff": 0.0}
    for design, outcome in ((Design.DISCONTINUITY, "career_competences"), (Design.TIME_TO_EVENT, "days_until_work")):
        plan = planned(design, 0.4, outcome, covariates=(), design_terms=terms)
        alone = analyse(plan, tables, work=tmp_path, at="now", is_synthetic=True).primary
        both = replace(plan, design_terms={**terms, "cluster": "organisation"})
        together = analyse(both, tables, work=tmp_path, at="now", is_synthetic=True).primary
        assert together.estimates[0].value == pytest.approx(alone.estimates[0].value)
        assert together.estimates[0].error != alone.estimates[0].error
        assert (together.estimates[0].freedom or 99) < 40
        terms = {}


def test_analyse_through_an_instrument(tmp_path: Path) -> None:
    plan = planned(Design.INSTRUMENT, 0.5, estimand=Estimand.LATE, design_terms={"instrument": "letter"})
    answer, truth = world(
        tmp_path, plan, mechanism=Mechanism.ENCOURAGEMENT, people=4000, uptake=0.6, always=0.1, selection=1.0
    )
    assert held(answer, truth.effect("competences", YEAR, estimand=Estimand.LATE))


def test_analyse_with_a_waiting_list(tmp_path: Path) -> None:
    answer, truth = world(tmp_path, planned(Design.WAITING_LIST, 0.2), mechanism=Mechanism.WAITING_LIST, wait=400)
    assert held(answer, truth.effect("competences", YEAR))
    assert answer.primary.estimates[0].method == "randomised"
    assert answer.primary.judgement.verdict == "randomised"


def test_analyse_refuses_an_outcome_of_after_the_wait(tmp_path: Path) -> None:
    answer, _ = world(tmp_path, planned(Design.WAITING_LIST), mechanism=Mechanism.WAITING_LIST, wait=180)
    assert answer.primary.estimates == ()
    assert [one.code for one in answer.primary.findings] == ["outcome-after-waiting-ended"]


def test_analyse_until_an_event(tmp_path: Path) -> None:
    plan = planned(Design.TIME_TO_EVENT, 30, "days_until_work")
    answer, truth = world(tmp_path, plan, mechanism=Mechanism.SELF_OBSERVED, share=0.4, people=4000, competing=0.02)
    assert held(answer, truth.restricted_mean(YEAR))
    # Nothing was looked at where the effect must be none.
    assert answer.primary.judgement.verdict == "suggestive"


def test_analyse_of_groups_begun_in_an_order_by_lot(tmp_path: Path) -> None:
    plan = planned(Design.STEPPED_WEDGE, 0.05, "in_work", covariates=(), design_terms={"cluster": "organisation"})
    answer, _ = world(
        tmp_path, plan, mechanism=Mechanism.STEPPED_WEDGE, waves=3, months=24, has_periods=True, people=1500
    )
    assert answer.primary.estimates, answer.primary.findings
    assert answer.primary.estimates[0].low < 0.1 < answer.primary.estimates[0].high
    assert_may_be_asked(answer)
    since = part(answer.primary, "since-start")
    assert since is not None
    assert since.rows[0][0] == 0
    assert all(row[4] < row[2] < row[1] < row[3] < row[5] for row in since.rows)


def twin_tables(effect: float) -> StudyTables:
    """Return 24 regions over 16 periods, of which one began in the eleventh; a common shock hits all."""
    rng = np.random.default_rng(2)
    level, slope = rng.normal(0.6, 0.05, 24), rng.normal(0, 0.004, 24)
    level[0], slope[0] = level[1:6].mean(), slope[1:6].mean()
    shock = rng.normal(0, 0.02, 17)
    rows = [
        (f"r{unit:02d}", period, level[unit] + slope[unit] * period + shock[period], 11 if unit == 0 else 0)
        for unit in range(24)
        for period in range(1, 17)
    ]
    periods = pd.DataFrame(rows, columns=["unit", "period", "value", "first"]).assign(outcome="in_work")
    periods["value"] += rng.normal(0, 0.003, len(periods))
    begun = (periods["first"] > 0) & (periods["period"] >= periods["first"])
    periods.loc[begun, "value"] += effect
    return replace(make_tables(), periods=periods)


def test_analyse_one_region_beside_a_twin(tmp_path: Path) -> None:
    plan = planned(Design.SYNTHETIC_CONTROL, 0.05, "in_work", covariates=(), design_terms={"unit": "r00"})
    plan = replace(plan, frozen_on=date(2025, 1, 1))
    answer = analyse(plan, twin_tables(0.08), work=tmp_path, at="now")
    assert held(answer, 0.08)
    assert abs(answer.primary.estimates[0].value - 0.08) < 0.02
    checks = {check.code: check for check in answer.primary.checks}
    # r00 was made as the mean of these five.
    donors = {name for name, weight in checks[Code.BALANCE].rows if weight > 0.05}
    assert donors & {f"r{number:02d}" for number in range(1, 6)}
    assert checks[Code.PLACEBO].rows[0][0] == "r00"
    assert {row[0] for part in answer.primary.parts if part.code == "projection" for row in part.rows} == {"r00"}


def test_analyse_refuses_another_unit_than_planned(tmp_path: Path) -> None:
    plan = planned(Design.SYNTHETIC_CONTROL, 0.05, "in_work", covariates=(), design_terms={"unit": "r07"})
    answer = analyse(replace(plan, frozen_on=date(2025, 1, 1)), twin_tables(0.08), work=tmp_path, at="now")
    assert answer.primary.estimates == ()
    assert [one.code for one in answer.primary.findings] == ["another-unit-treated"]
