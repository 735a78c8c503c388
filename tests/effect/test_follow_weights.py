"""Weights for who did not answer: into the outcomes, into the analysis, and right where unweighted is not."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.effect.tables import make_plan, nothing
from wending.effect.rules.analysis.people import people_of
from wending.effect.rules.analysis.people_design import ways
from wending.effect.rules.follow_up import SOURCE
from wending.effect.rules.plan import Plan
from wending.effect.rules.response import weigh, with_answers
from wending.effect.rules.tables import StudyTables
from wending.effect.rules.tables_check import problems_of
from wending.effect.rules.tables_check.types import typed
from wending.engine.estimation.design import Design
from wending.engine.estimation.response import response_weights
from wending.engine.estimation.terms import Estimand

HORIZON = 365


def world(people: int = 4000, seed: int = 1) -> tuple[Plan, StudyTables, pd.DataFrame]:
    """Half of all are older. The approach helps older people by 0.4 and nobody else; of them nine in ten answer, of
    others three in ten. The effect on all who got it is 0.2, on those who answer 0.3."""
    random = np.random.default_rng(seed)
    names = [f"p{number:05}" for number in range(people)]
    older, treated = random.random(people) < 0.5, random.random(people) < 0.5
    answers = random.random(people) < np.where(older, 0.9, 0.3)
    works = random.random(people) < 0.3 + 0.4 * (older & treated)
    day = pd.Timestamp("2024-01-01")
    tables = replace(
        nothing(),
        persons=pd.DataFrame({"person": names, "organisation": None}),
        covariates=pd.DataFrame({"person": names, "covariate": "age", "value": older * 20.0 + 30, "on": day}),
        exposures=pd.DataFrame(
            {
                "person": [name for name, one in zip(names, treated, strict=True) if one],
                "approach": "training", "offered_on": day, "accepted_on": day, "completed_on": pd.NaT,
                "dose": 1.0, "mechanism": "lot",
            }
        ),
    )  # fmt: skip
    rows = pd.DataFrame(
        {
            "person": names, "outcome": "in_work", "horizon": HORIZON,
            "value": np.where(answers, works * 1.0, np.nan), "observed": answers,
            "on": pd.Timestamp("2025-01-06"), "source": SOURCE,
        }
    )  # fmt: skip
    plan = make_plan(design=Design.RANDOMISED, estimand=Estimand.ATE)
    return plan, tables, rows


@pytest.mark.parametrize("design", [Design.RANDOMISED, Design.MATCHING_AND_WEIGHTING, Design.DOUBLY_ROBUST])
def test_weighted_finds_the_effect_on_all_where_unweighted_finds_that_on_who_answers(design: Design) -> None:
    plan, tables, rows = world()
    plan = replace(plan, design=design, estimand=Estimand.ATE if design is Design.RANDOMISED else Estimand.ATT)
    weighted, found = with_answers(plan, tables, rows)
    assert not found
    unweighted = replace(weighted, outcomes=weighted.outcomes.drop(columns="weight"))
    values = {}
    for name, one in (("weighted", weighted), ("unweighted", unweighted)):
        estimate = next(iter(ways(plan, plan.primary, people_of(plan, one)).estimates.values()))()
        values[name] = (estimate.value, estimate.error)
    value, error = values["weighted"]
    assert value == pytest.approx(0.2, abs=3 * error)
    biased, error = values["unweighted"]
    assert biased > 0.2 + 3 * error
    assert biased == pytest.approx(0.3, abs=3 * error)


def test_weights_are_those_of_the_engine_and_stand_for_everybody_asked() -> None:
    plan, tables, rows = world(300)
    asked = dict(zip(rows["person"], rows["observed"], strict=True))
    found = weigh(plan, tables, asked)
    age = tables.covariates["value"].to_numpy(float)
    treated = rows["person"].isin(tables.exposures["person"]).to_numpy(float)
    twin = response_weights(rows["observed"].to_numpy(bool), np.column_stack([age, treated]))
    told = rows.loc[rows["observed"], "person"]
    assert [found.weights[name] for name in told] == pytest.approx(list(twin.weights[rows["observed"]]))
    assert sum(found.weights.values()) == pytest.approx(300)
    assert found.largest == max(found.weights.values()) and found.effective == twin.effective


def test_answers_that_cannot_be_weighted_go_in_unweighted_and_say_so() -> None:
    plan, tables, rows = world(300)
    few = rows.assign(observed=rows.index < 5, value=np.where(rows.index < 5, 1.0, np.nan))
    made, found = with_answers(plan, tables, few)
    assert [(one.code, one.about[:2], one.is_grave) for one in found] == [("not-weighted", ("in_work", HORIZON), False)]
    assert made.outcomes["weight"].isna().all()
    assert people_of(plan, made).sample(plan, plan.primary).weights is None


def test_what_the_platform_knew_fills_in_for_who_did_not_answer_and_never_the_other_way_round() -> None:
    plan, tables, rows = world(300)
    told, untold = rows.index[rows["observed"]][0], rows.index[~rows["observed"]][0]
    known = rows.loc[[told, untold]].assign(value=[0.25, 0.75], observed=True, source="case")
    made, _found = with_answers(plan, replace(tables, outcomes=known), rows)
    got = made.outcomes.set_index("person")
    assert len(made.outcomes) == 300 and not made.outcomes.duplicated(["person", "outcome", "horizon"]).any()
    assert (got.loc[rows["person"][told], "source"], got.loc[rows["person"][untold], "source"]) == (SOURCE, "case")
    assert got.loc[rows["person"][untold], "value"] == 0.75
    assert not [one for one in problems_of(made, plan) if one.is_grave]


def test_sample_has_weights_only_where_a_row_of_that_outcome_has_one() -> None:
    plan, tables, rows = world(40)
    weight = np.where(rows.index == 0, 2.5, np.where(rows.index == 1, 0.0, np.nan))
    known = rows.assign(observed=True, value=1.0, weight=weight)
    people = people_of(plan, replace(tables, outcomes=pd.concat([known, known.assign(outcome="hours", weight=np.nan)])))
    sample = people.sample(plan, plan.primary)
    assert sample.weights is not None
    assert list(sample.weights[:3]) == [2.5, 1.0, 1.0]
    # An answer that stands for nobody is no answer.
    assert np.isnan(sample.outcome[1]) and sample.outcome[0] == 1
    assert people.sample(plan, replace(plan.primary, outcome="hours")).weights is None


def test_weight_below_zero_in_a_file_is_told() -> None:
    rows = pd.DataFrame({"person": ["a"], "outcome": ["in_work"], "horizon": [365], "observed": [1], "weight": [-1.0]})
    _typed, found = typed("outcomes", rows)
    assert ("out-of-range", "weight") in {(one.code, one.about[1]) for one in found}
