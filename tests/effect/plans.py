"""A plan and tables of a small made-up study: 400 people, an effect of exactly 1 on everybody treated."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from wending.effect.rules.plan import Plan, PlannedOutcome, Use
from wending.effect.rules.tables import StudyTables, empty_table
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Estimand

FROZEN = date(2025, 1, 1)
EFFECT = 1.0


def make_plan(**changed: Any) -> Plan:
    """Return a plan about career competences after 180 and 365 days, with age and schooling known before."""
    whole = {
        "title_nl": "Loopbaancheck",
        "title_en": "Career check",
        "question_nl": "Wat levert een loopbaancheck op?",
        "question_en": "What does a career check yield?",
        "approach": "check",
        "against": "",
        "design": Design.DOUBLY_ROBUST,
        "estimand": Estimand.ATT,
        "frozen_on": FROZEN,
        "outcomes": (
            PlannedOutcome("career_competences", 365, Use.PRIMARY, 0.5),
            PlannedOutcome("career_competences", 180, Use.SECONDARY, 0.5),
            PlannedOutcome("competences_before", 0, Use.PLACEBO, 0.5),
        ),
        "covariates": ("age", "schooling", "competences_before"),
        "groups": ("schooling",),
        "expected_treated": 150,
        "expected_compared": 250,
        "expected_spread": 1.0,
    }
    return Plan(**{**whole, **changed})


def make_tables(people: int = 400, seed: int = 7) -> StudyTables:
    """Return tables in which the older and the less schooled take the approach more often."""
    rng = np.random.default_rng(seed)
    person = [f"p{number:04d}" for number in range(people)]
    age = rng.integers(18, 66, people)
    schooling = rng.choice(["low", "middle", "high"], people)
    before = rng.normal(3, 0.5, people) - 0.3 * (schooling == "low")
    chance = 1 / (1 + np.exp(-(-1.0 + 0.02 * (age - 40) + 0.8 * (schooling == "low"))))
    treated = rng.random(people) < chance
    untreated = 0.3 + 0.5 * before + 0.01 * age + 0.4 * (schooling == "high") + rng.normal(0, 0.25, people)
    untreated = untreated.clip(1, 4)
    rows = []
    for name, column in (("age", age), ("schooling", schooling), ("competences_before", before)):
        rows.append(pd.DataFrame({"person": person, "covariate": name, "value": [str(one) for one in column]}))
    covariates = pd.concat(rows, ignore_index=True).assign(on=pd.Timestamp("2024-12-01"))
    outcomes = pd.concat(
        [
            pd.DataFrame(
                {
                    "person": person,
                    "outcome": "career_competences",
                    "horizon": horizon,
                    "value": untreated + part * EFFECT * treated,
                    "observed": True,
                    "on": pd.Timestamp("2026-01-01"),
                    "source": "survey",
                }
            )
            for horizon, part in ((180, 0.5), (365, 1.0))
        ],
        ignore_index=True,
    )
    own = [name for name, got in zip(person, treated, strict=True) if got]
    exposures = pd.DataFrame({"person": own, "approach": "check"}).assign(
        offered_on=pd.Timestamp("2025-01-05"),
        accepted_on=pd.Timestamp("2025-01-10"),
        completed_on=pd.NaT,
        dose=3.0,
        mechanism="choice",
    )
    return StudyTables(
        persons=pd.DataFrame({"person": person, "organisation": [f"o{number % 20:02d}" for number in range(people)]}),
        covariates=covariates,
        exposures=exposures,
        outcomes=outcomes,
        periods=empty_table("periods"),
        spells=empty_table("spells"),
        organisations=empty_table("organisations"),
    )
