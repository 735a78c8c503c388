"""Whole analyses: known effects come back, checks hold the verdict down, bad data give no number, killed runs go on."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.effect.plans import EFFECT, make_plan, make_tables
from wending.effect.rules.analysis import Stopped, analyse, methods
from wending.effect.rules.analysis.money import balance_of_money
from wending.effect.rules.analysis.steps import Steps
from wending.effect.rules.answer import Answer, answer_from, as_json, part
from wending.effect.rules.plan import Money, Plan, PlannedOutcome, Rates, Use
from wending.effect.rules.tables import StudyTables
from wending.engine.estimation.check import EVERY, Code, State
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Estimand, Finding

AT = "2026-01-01T00:00:00+01:00"


@pytest.fixture(autouse=True)
def _few_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Learners have tests of their own, and take most of the time."""
    monkeypatch.setattr(methods, "by_learner", lambda sample, seed: methods.BY_CHOICE["regression"](sample))


def analysed(plan: Plan, tables: StudyTables, work: Path, **options: Any) -> Answer:
    return analyse(plan, tables, work=work, at=AT, **options)


def test_analyse_finds_a_known_effect_and_looks_at_everything(tmp_path: Path) -> None:
    answer = analysed(make_plan(), make_tables(), tmp_path)
    primary = answer.primary
    assert {check.code for check in primary.checks} == set(EVERY)
    assert primary.judgement.verdict == "credible"
    first = primary.estimates[0]
    assert first.method == "doubly-robust"
    assert first.low < EFFECT < first.high
    assert abs(first.value - EFFECT) < 0.1
    naive = next(one for one in primary.estimates if one.method == "difference")
    assert abs(naive.value - EFFECT) > abs(first.value - EFFECT)
    half = next(one for one in answer.outcomes if one.planned.horizon == 180).estimates[0]
    assert half.low < EFFECT / 2 < half.high
    course = part(primary, "course")
    assert course is not None
    for horizon, seen, without, *_ in course.rows:
        assert seen - without == pytest.approx(EFFECT if horizon == 365 else EFFECT / 2, abs=0.1)
    expansion = part(primary, "expansion")
    assert expansion is not None
    [(kept, asked, effect, low, high)] = expansion.rows
    # Of everybody alike: also on those who did not take it.
    assert 0 < kept <= asked
    assert low < EFFECT < high
    assert effect == pytest.approx(EFFECT, abs=0.1)
    assert primary.untreated is not None
    groups = part(primary, "groups")
    assert groups is not None
    assert [row[1] for row in groups.rows] == ["low", "middle", "high"]
    assert answer_from(json.loads(json.dumps(as_json(answer), allow_nan=False))) == answer


def test_analyse_holds_a_failed_placebo_against_the_verdict(tmp_path: Path) -> None:
    tables = make_tables()
    treated = set(tables.exposures["person"])
    covariates = tables.covariates.copy()
    rows = (covariates["covariate"] == "competences_before") & covariates["person"].isin(treated)
    covariates.loc[rows, "value"] = [str(float(value) + 1) for value in covariates.loc[rows, "value"]]
    answer = analysed(make_plan(covariates=("age", "schooling")), replace(tables, covariates=covariates), tmp_path)
    checks = {check.code: check for check in answer.primary.checks}
    assert checks[Code.PLACEBO].state is State.FAILED
    assert answer.primary.judgement.verdict == "suggestive"
    assert any(reason.startswith("placebo:") for reason in answer.primary.judgement.reasons)


def test_analyse_gives_no_number_where_data_cannot_carry_one(tmp_path: Path) -> None:
    tables = make_tables()
    everybody = tables.persons["person"]
    exposures = pd.DataFrame({"person": everybody, "approach": "check"}).assign(
        offered_on=pd.Timestamp("2025-01-05"),
        accepted_on=pd.Timestamp("2025-01-10"),
        completed_on=pd.NaT,
        dose=1.0,
        mechanism="choice",
    )
    answer = analysed(make_plan(), replace(tables, exposures=exposures), tmp_path)
    assert all(not one.estimates for one in answer.outcomes)
    assert answer.primary.judgement.verdict == "not-identified"
    assert answer.primary.findings


def test_analyse_by_lot_counts_the_offer(tmp_path: Path) -> None:
    tables = make_tables()
    rng = np.random.default_rng(3)
    offered = rng.random(len(tables.persons)) < 0.5
    took = offered & (rng.random(len(tables.persons)) < 0.5)
    exposures = pd.DataFrame({"person": tables.persons["person"][offered], "approach": "check"}).assign(
        offered_on=pd.Timestamp("2025-01-05"),
        accepted_on=[pd.Timestamp("2025-01-10") if one else pd.NaT for one in took[offered]],
        completed_on=pd.NaT,
        dose=1.0,
        mechanism="lot",
    )
    outcomes = tables.outcomes[tables.outcomes["horizon"] == 365].copy()
    outcomes["value"] = 2 + rng.normal(0, 0.3, len(offered)) + EFFECT * took
    plan = make_plan(design=Design.RANDOMISED, outcomes=(PlannedOutcome("career_competences", 365, Use.PRIMARY, 0.3),))
    answer = analysed(plan, replace(tables, exposures=exposures, outcomes=outcomes), tmp_path)
    assert answer.primary.judgement.verdict == "randomised"
    # The effect of the offer: half of whom it was made to took it.
    assert answer.primary.estimates[0].low < EFFECT * took.sum() / offered.sum() < answer.primary.estimates[0].high


def test_analyse_by_lot_needs_nothing_known_of_before(tmp_path: Path) -> None:
    tables = make_tables()
    offered = np.random.default_rng(4).random(len(tables.persons)) < 0.5
    exposures = pd.DataFrame({"person": tables.persons["person"][offered], "approach": "check"}).assign(
        offered_on=pd.Timestamp("2025-01-05"),
        accepted_on=pd.Timestamp("2025-01-10"),
        completed_on=pd.NaT,
        dose=1.0,
        mechanism="lot",
    )
    outcomes = tables.outcomes[tables.outcomes["horizon"] == 365].copy()
    outcomes["value"] = 2 + np.random.default_rng(6).normal(0, 0.3, len(offered)) + EFFECT * offered
    only = (PlannedOutcome("career_competences", 365, Use.PRIMARY, 0.3),)
    plan = make_plan(design=Design.RANDOMISED, outcomes=only, covariates=(), groups=())

    answer = analysed(plan, replace(tables, exposures=exposures, outcomes=outcomes), tmp_path)

    assert answer.primary.judgement.verdict == "randomised", answer.primary.judgement


def test_analyse_over_periods_finds_a_known_effect(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    units, periods = 240, 8
    first = rng.choice([0, 4, 6], units)
    level = rng.normal(3, 0.3, units)
    rows = [
        (f"p{unit:04d}", period, level[unit] + 0.05 * period + 0.4 * (0 < first[unit] <= period), first[unit])
        for unit in range(units)
        for period in range(1, periods + 1)
    ]
    frame = pd.DataFrame(rows, columns=["unit", "period", "value", "first"]).assign(outcome="career_competences")
    frame["value"] += rng.normal(0, 0.1, len(frame))
    plan = make_plan(
        design=Design.STAGGERED,
        covariates=(),
        groups=(),
        outcomes=(PlannedOutcome("career_competences", 365, Use.PRIMARY, 0.2),),
    )
    answer = analysed(plan, replace(make_tables(), periods=frame), tmp_path)
    first_estimate = answer.primary.estimates[0]
    assert first_estimate.low < 0.4 < first_estimate.high
    assert answer.primary.judgement.verdict == "credible"
    assert {"imputation", "two-way-fixed-effects"} <= {one.method for one in answer.primary.estimates}
    # What was measured after the start less the effect: what would have been without.
    after = frame[(frame["first"] > 0) & (frame["period"] >= frame["first"])]["value"].mean()
    without, low, high = answer.primary.untreated or (0.0, 0.0, 0.0)
    assert without == pytest.approx(after - first_estimate.value)
    assert low < after - 0.4 < high
    since = part(answer.primary, "since-start")
    assert since is not None
    assert [row[0] for row in since.rows] == [0, 1, 2, 3, 4]
    for _since, effect, low, high, all_low, all_high, units in since.rows:
        assert all_low < low < effect < high < all_high
        assert all_low < 0.4 < all_high
        assert units in {(first == 4).sum(), (first > 0).sum()}


def test_analyse_over_periods_keeps_the_effect_of_few_units_for_itself(tmp_path: Path) -> None:
    frame = periods_of({4: 9, 6: 40, 0: 60})
    plan = over_periods(PlannedOutcome("career_competences", 365, Use.PRIMARY, 0.2))
    since = part(analysed(plan, replace(make_tables(), periods=frame), tmp_path).primary, "since-start")
    assert since is not None
    assert [row[0] for row in since.rows] == [0, 1, 2]
    assert since.findings == (Finding("too-few-units-since-start", (2, 10), is_grave=False),)


def test_analyse_holds_the_verdict_down_where_the_design_tells_of_others_than_planned(tmp_path: Path) -> None:
    answer = analysed(make_plan(estimand=Estimand.ATE), make_tables(), tmp_path)
    assert answer.primary.judgement.verdict == "suggestive"
    assert "estimand:not-of-design" in answer.primary.judgement.reasons


def test_analyse_looks_at_who_is_known_at_each_horizon(tmp_path: Path) -> None:
    tables = make_tables()
    treated = set(tables.exposures["person"])
    outcomes = tables.outcomes.copy()
    lost = (outcomes["horizon"] == 180) & outcomes["person"].isin(sorted(treated)[20:])
    outcomes.loc[lost, ["value", "observed"]] = [np.nan, False]
    answer = analysed(make_plan(), replace(tables, outcomes=outcomes), tmp_path)
    half = next(one for one in answer.outcomes if one.planned.horizon == 180)
    flow = next(check for check in half.checks if check.code is Code.FLOW)
    assert flow.rows[-1][:2] == ("known", 20)
    assert answer.primary.judgement.verdict == "credible"
    assert half.judgement.verdict != "credible"


def test_analyse_over_periods_gives_no_second_horizon_the_same_figure(tmp_path: Path) -> None:
    frame = periods_of({4: 60, 0: 60})
    plan = over_periods(
        PlannedOutcome("career_competences", 365, Use.PRIMARY, 0.2),
        PlannedOutcome("career_competences", 30, Use.SECONDARY, 0.2),
    )
    answer = analysed(plan, replace(make_tables(), periods=frame), tmp_path)
    assert [bool(one.estimates) for one in answer.outcomes] == [True, False]
    assert answer.outcomes[1].findings[0].code == "same-outcome-over-periods"


def test_analyse_projects_the_course_of_the_same_units(tmp_path: Path) -> None:
    # Two flat groups: the mean of who is still untreated would fall when the higher one begins.
    frame = periods_of({9: 40, 0: 40}, periods=14, level={9: 3.5, 0: 2.0}, noise=0.01, trend=0.0)
    answer = analysed(
        over_periods(PlannedOutcome("career_competences", 365, Use.PRIMARY, 0.2)),
        replace(make_tables(), periods=frame),
        tmp_path,
    )
    projection = part(answer.primary, "projection")
    assert projection is not None
    assert all(row[2] == pytest.approx(2.0, abs=0.05) for row in projection.rows)
    assert all(float(row[4]) - float(row[3]) < 0.2 for row in projection.rows)


def over_periods(*outcomes: PlannedOutcome) -> Plan:
    return make_plan(design=Design.STAGGERED, covariates=(), groups=(), outcomes=outcomes)


def periods_of(
    groups: dict[int, int],
    periods: int = 8,
    level: dict[int, float] | None = None,
    noise: float = 0.1,
    trend: float = 0.02,
) -> pd.DataFrame:
    """Return so many units per first period, an effect of .4 on all, seen in every period."""
    rng = np.random.default_rng(4)
    first = np.repeat(list(groups), list(groups.values()))
    rows = [
        (f"u{unit:03d}", period, (level or {}).get(int(one), 3.0) + trend * period + 0.4 * (0 < one <= period), one)
        for unit, one in enumerate(first)
        for period in range(1, periods + 1)
    ]
    frame = pd.DataFrame(rows, columns=["unit", "period", "value", "first"]).assign(outcome="career_competences")
    return frame.assign(value=frame["value"] + rng.normal(0, noise, len(frame)))


def test_analyse_sets_approaches_beside_one_another_with_their_uncertainty(tmp_path: Path) -> None:
    tables = make_tables(900)
    exposures = tables.exposures.copy()
    exposures["approach"] = ["check" if number % 2 else "course" for number in range(len(exposures))]
    plan = make_plan(rivals=("course",))
    answer = analysed(plan, replace(tables, exposures=exposures), tmp_path)
    league, places = part(answer.primary, "league"), part(answer.primary, "places")
    assert league is not None
    assert places is not None
    effects = {frozenset(row[:2]): row for row in league.rows}
    same = effects[frozenset({"check", "course"})]
    assert same[3] < 0 < same[4]
    # Both do as much: neither has a place of its own.
    assert {row[0]: row[2:] for row in places.rows} == {"check": (1, 2), "course": (1, 2), "-": (3, 3)}


def test_analyse_reckons_money_from_the_effect_found(tmp_path: Path) -> None:
    money = (
        Money("talks", {"employer": -1.0}, 100, 100, 100, "made up", 2025),
        Money("pay", {"person": 1.0}, 500, 500, 500, "made up", 2025, "career_competences"),
    )
    plan = make_plan(money=money, rates=Rates(0.0, "made up", 1, 1.0, "made up", 0.0, "made up"))
    answer = analysed(plan, make_tables(), tmp_path)
    balance = part(answer, "balance-of-money")
    assert balance is not None
    central = {row[0]: row[2] for row in balance.rows}
    effect = answer.primary.estimates[0].value
    assert central["person"] == pytest.approx(500 * effect)
    assert central["society"] == pytest.approx(500 * effect - 100)
    assert balance.findings == ()
    # Three years later something was measured, but not two: it does not count, and that is told.
    later = replace(answer.primary, planned=replace(answer.primary.planned, horizon=1095))
    told = balance_of_money(plan, (answer.primary, later), Steps(tmp_path, {"try": "again"}, lambda step, share: True))[
        0
    ]
    assert told.findings == (Finding("later-effect-not-used", (1095,), is_grave=False),)


def test_analyse_stopped_goes_on_to_the_same_answer(tmp_path: Path) -> None:
    plan, tables = make_plan(), make_tables()
    whole = analysed(plan, tables, tmp_path / "whole")
    seen: list[str] = []
    with pytest.raises(Stopped):
        analysed(plan, tables, tmp_path / "cut", proceed=lambda step, share: seen.append(step) or len(seen) < 12)
    shares: list[float] = []
    assert analysed(plan, tables, tmp_path / "cut", proceed=lambda step, share: shares.append(share) or True) == whole
    assert shares == sorted(shares)
    assert shares[-1] <= 1


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.effect.plans import make_plan, make_tables
from wending.effect.rules.analysis import analyse, methods
methods.by_learner = lambda sample, seed: methods.BY_CHOICE["regression"](sample)
seen = []
def proceed(step, share):
    seen.append(step)
    if len(seen) == 15:
        os.kill(os.getpid(), signal.SIGKILL)
    return True
analyse(make_plan(), make_tables(), work=Path(sys.argv[1]), at="x", proceed=proceed)
"""


def test_analyse_killed_goes_on_to_the_same_answer(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": f"src{os.pathsep}."}
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "cut")], env=environment)
    assert killed.returncode == -signal.SIGKILL
    kept = list((tmp_path / "cut").rglob("*.json"))
    assert len(kept) == 14
    assert analysed(make_plan(), make_tables(), tmp_path / "cut") == analysed(
        make_plan(), make_tables(), tmp_path / "a"
    )


def test_analyse_of_other_data_uses_nothing_of_before(tmp_path: Path) -> None:
    one = analysed(make_plan(), make_tables(), tmp_path)
    other = analysed(make_plan(), make_tables(seed=8), tmp_path)
    assert one.primary.estimates[0].value != other.primary.estimates[0].value
    assert one.made.data["outcomes"] != other.made.data["outcomes"]
    assert one.made.data["periods"] == other.made.data["periods"]
