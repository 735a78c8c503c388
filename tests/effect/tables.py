"""Small tables of a study, for tests of what is wrong with them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from wending.effect.rules.plan import Plan, PlannedOutcome, Use
from wending.effect.rules.tables import COLUMNS, StudyTables, empty_table
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Estimand

TODAY = date(2026, 1, 1)


def make_plan(**other: Any) -> Plan:
    """Return a plan: training against nothing, work after a year."""
    plan = Plan(
        title_nl="Scholing",
        title_en="Training",
        question_nl="Helpt het?",
        question_en="Does it help?",
        approach="training",
        against="",
        design=Design.MATCHING_AND_WEIGHTING,
        estimand=Estimand.ATT,
        frozen_on=date(2024, 1, 1),
        outcomes=(PlannedOutcome("in_work", 365, Use.PRIMARY, 0.05),),
        covariates=("age",),
        expected_treated=3,
        expected_compared=3,
    )
    return replace(plan, **other)


def make_tables() -> StudyTables:
    """Return six people in two firms, three of them trained; nothing is wrong."""
    people = [f"p{number}" for number in range(6)]
    day = pd.Timestamp("2024-01-01")
    return StudyTables(
        persons=pd.DataFrame({"person": people, "organisation": ["f1", "f1", "f2", "f2", "f1", "f2"]}),
        covariates=pd.DataFrame(
            {"person": people, "covariate": "age", "value": [30.0, 41, 52, 33, 44, None], "on": day}
        ),
        exposures=pd.DataFrame(
            {
                "person": people[::2],
                "approach": "training",
                "offered_on": pd.Timestamp("2024-02-01"),
                "accepted_on": pd.Timestamp("2024-02-10"),
                "completed_on": [pd.Timestamp("2024-05-01"), pd.NaT, pd.NaT],
                "dose": [4.0, 2, None],
                "mechanism": "choice",
            }
        ),
        outcomes=pd.DataFrame(
            {
                "person": people,
                "outcome": "in_work",
                "horizon": 365,
                "value": [1.0, 0, None, 1, 0, 1],
                "observed": [True, True, False, True, True, True],
                "on": pd.Timestamp("2025-02-01"),
                "source": "survey",
            }
        ),
        periods=pd.DataFrame(
            {
                "unit": ["u1", "u1", "u2", "u2"],
                "period": [1, 2, 1, 2],
                "outcome": "wage",
                "value": 20.0,
                "first": [2, 2, 0, 0],
            }
        ),
        spells=pd.DataFrame({"person": people, "outcome": "in_work", "days": 100.0, "kind": [0, 1, 0, 1, 2, 0]}),
        organisations=pd.DataFrame({"organisation": ["f1", "f2"], "size": [40, None]}),
    )


def nothing() -> StudyTables:
    """Return tables without rows."""
    return StudyTables(**{name: empty_table(name) for name in COLUMNS})
