"""Studies, plans and small tables for tests of the effect office."""

from datetime import date
from itertools import count
from typing import Any

import pandas as pd

from tests.accounts.factories import actor, make_member, make_organisation
from wending.accounts.models import Membership, Organisation
from wending.accounts.rules.roles import Kind, Role
from wending.effect.actions.approaches import Told, keep_approach
from wending.effect.actions.data_sets import keep_tables
from wending.effect.actions.plan import begin_study, write_plan
from wending.effect.actions.register import freeze_population, open_outcomes, register_study
from wending.effect.models import Approach, DataSet, Study
from wending.effect.rules.plan import Plan, PlannedOutcome, Use
from wending.effect.rules.study import Source
from wending.effect.rules.tables import COLUMNS, StudyTables, empty_table
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Estimand
from wending.ledger.rules.actor import Actor

_numbers = count(1)


def make_office(name: str = "Bureau Meting") -> Organisation:
    """Return a research office."""
    return make_organisation(Kind.RESEARCH, name)


def make_researcher(office: Organisation | None = None, name: str = "Noor") -> Membership:
    """Return a researcher of an office."""
    return make_member(Role.RESEARCHER, office or make_office(), name)


def make_approach(by: Actor, key: str = "", name: str = "Loopbaancheck") -> Approach:
    """Return an approach with its first version."""
    told = Told(what="Vier gesprekken.", for_whom="Iedereen met mbo-2.", by_whom="Een loopbaanprofessional.",
                dose="vier keer een uur", theory="Wie zijn kansen kent, zoekt gerichter.")  # fmt: skip
    return keep_approach(by=by, key=key or f"check-{next(_numbers)}", name_nl=name, name_en="Career check", told=told)


def make_plan(approach: str, **changes: Any) -> Plan:
    """Return a plan in which nothing is wrong."""
    fields: dict[str, Any] = {
        "title_nl": "Wat levert de loopbaancheck op?",
        "title_en": "What does the career check yield?",
        "question_nl": "Hebben meer mensen werk na een jaar?",
        "question_en": "Do more people have work after a year?",
        "approach": approach,
        "against": "",
        "design": Design.MATCHING_AND_WEIGHTING,
        "estimand": Estimand.ATT,
        "frozen_on": date(2025, 1, 1),
        "outcomes": (
            PlannedOutcome("in_work", 365, Use.PRIMARY, 0.05),
            PlannedOutcome("wage", 365, Use.SECONDARY, 0.5),
        ),
        "covariates": ("age", "level"),
        "groups": ("level",),
        "expected_treated": 200,
        "expected_compared": 400,
        "expected_spread": 0.45,
    }
    return Plan(**fields | changes)


def make_study(by: Actor, plan: Plan | None = None, title: str = "Wat levert de loopbaancheck op?") -> Study:
    """Return a study with a first version of its plan."""
    study = begin_study(by=by, title=title, source=Source.SYNTHETIC)
    write_plan(by=by, study=study.pk, plan=plan or make_plan(make_approach(by).key), read=0)
    return study


def make_tables(people: int = 4) -> StudyTables:
    """Return tables of a few people: half of them treated, one covariate that is words and one that is a number."""
    keys = [f"p{number}" for number in range(people)]
    day = pd.Timestamp("2024-12-01")
    frames = {name: empty_table(name) for name in COLUMNS}
    frames["persons"] = pd.DataFrame({"person": keys, "organisation": [None] * people})
    frames["covariates"] = pd.DataFrame(
        {
            "person": [*keys, *keys],
            "covariate": ["age"] * people + ["level"] * people,
            "value": [*[30.5] * people, *["3.5"] * people],
            "on": [day] * (2 * people),
        }
    )
    frames["outcomes"] = pd.DataFrame(
        {
            "person": keys,
            "outcome": ["in_work"] * people,
            "horizon": [365] * people,
            "value": [float(number % 2) for number in range(people)],
            "observed": [True] * people,
            "on": [pd.NaT] * people,
            "source": ["survey"] * people,
        }
    )
    return StudyTables(**frames)


def make_data(by: Actor, study: Study, people: int = 4) -> DataSet:
    """Return a data set of a study with its files."""
    return keep_tables(by=by, study=study.pk, tables=make_tables(people), is_synthetic=True)


def make_opened(by: Actor) -> tuple[Study, DataSet]:
    """Return a study that is registered, frozen and opened, and its data."""
    study = make_study(by)
    register_study(by=by, study=study.pk)
    data = make_data(by, study)
    freeze_population(by=by, study=study.pk, data_set=data.pk)
    open_outcomes(by=by, study=study.pk)
    study.refresh_from_db()
    return study, data


def researcher(office: Organisation | None = None) -> Actor:
    """Return a researcher who acts."""
    return actor(make_researcher(office))
