"""A made-up national study, whole: its plan, and the world its tables come from; nothing in it is of a real one.

People choose an approach themselves, by what registers show of them; the truth is known, so that anybody can hold the
report against it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wending.effect.rules.plan import Money, Plan, PlannedOutcome, Rates, Use
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Estimand
from wending.engine.estimation.world import Approach, Mechanism, Missing, World

MADE_UP = "verzonnen voor dit voorbeeld / made up for this example"
PEOPLE = 12_000
YEAR = 2020

WORLD = World(
    seed=20,
    people=PEOPLE,
    months=36,
    approaches=(
        Approach("career-talks", effect=0.08),
        Approach("group-course", effect=0.05),
        Approach("online-only", effect=0.0),
    ),
    mechanism=Mechanism.SELF_OBSERVED,
    share=0.45,
    selection=0.6,
    by_level=(1.4, 1.0, 0.6),
    half_life=1500,
    outcomes=("in-work", "earnings", "competences", "absence"),
    horizons=(90, 180, 365, 1095),
    missing=Missing.OBSERVED,
    missing_share=0.12,
    has_history=True,
)

PLAN = Plan(
    title_nl="Loopbaangesprekken (verzonnen voorbeeld)",
    title_en="Career talks (made-up example)",
    question_nl="Wat leveren loopbaangesprekken op voor wie ze volgt, een jaar later?",
    question_en="What do career talks yield for those who take them, a year later?",
    approach="career-talks",
    against="",
    rivals=("group-course", "online-only"),
    design=Design.DOUBLY_ROBUST,
    estimand=Estimand.ATT,
    frozen_on=date(YEAR, 1, 1),
    outcomes=(
        PlannedOutcome("in_work", 365, Use.PRIMARY, 0.05),
        PlannedOutcome("in_work", 90, Use.SECONDARY, 0.05),
        PlannedOutcome("in_work", 180, Use.SECONDARY, 0.05),
        PlannedOutcome("in_work", 1095, Use.SECONDARY, 0.05),
        PlannedOutcome("career_competences", 365, Use.SECONDARY, 0.1),
        PlannedOutcome("worked_first_year", 0, Use.PLACEBO, 0.05),
    ),
    covariates=("age", "schooling", "worked_24", "worked_6", "earnings_24"),
    groups=("schooling",),
    expected_treated=1_700,
    expected_compared=6_500,
    expected_spread=0.5,
    money=(
        Money("talks", {"state": -1.0}, 700, 900, 1_200, MADE_UP, YEAR),
        Money("time-of-people", {"person": -1.0}, 100, 200, 400, MADE_UP, YEAR),
        Money("net-pay", {"person": 1.0}, 9_000, 12_000, 15_000, MADE_UP, YEAR, "in_work"),
        Money("taxes", {"state": 1.0}, 4_000, 6_000, 8_000, MADE_UP, YEAR, "in_work"),
        Money("benefits", {"person": -1.0, "municipality": 1.0}, 5_000, 8_000, 11_000, MADE_UP, YEAR, "in_work"),
    ),
    rates=Rates(
        discount=0.0225,
        discount_source=MADE_UP,
        years=5,
        persistence=0.8,
        persistence_source=MADE_UP,
        displacement=0.2,
        displacement_source=MADE_UP,
        persistence_low=0.6,
        persistence_high=0.95,
        displacement_low=0.0,
        displacement_high=0.4,
    ),
)


def smaller(people: int) -> World:
    """Return the same world with fewer people."""
    return replace(WORLD, people=people)
