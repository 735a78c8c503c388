"""A made-up research bureau to look along with in a trial: approaches, a study from plan to published answer, and one
that cannot be answered. Everybody and every figure is made up and marked so; running it again changes nothing."""

from __future__ import annotations

from dataclasses import replace

from wending.accounts.models import Membership, Organisation, Person
from wending.accounts.queries.actors import actor_of
from wending.accounts.rules.roles import Kind, Role
from wending.effect.actions.approaches import Told, keep_approach
from wending.effect.actions.data_sets import keep_tables
from wending.effect.actions.plan import begin_study, write_plan
from wending.effect.actions.register import freeze_population, open_outcomes, publish_answer, register_study
from wending.effect.actions.runs import analyse_run, ask_run
from wending.effect.models import Study
from wending.effect.rules.demonstration import PLAN, smaller
from wending.effect.rules.plan import Plan
from wending.effect.rules.study import Source
from wending.effect.rules.world_tables import study_tables
from wending.engine.estimation.world import generate
from wending.ledger.rules.actor import Actor

BUREAU = "Voorbeeldbureau Loopbaanonderzoek"
PEOPLE = (("Nour (voorbeeld)", Role.RESEARCHER), ("Ravi (voorbeeld)", Role.MANAGER))
POPULATION, FEW = 4_000, 60
APPROACHES = (
    (PLAN.approach, "Loopbaangesprekken (voorbeeld)", "Career talks (example)", "Vijf gesprekken met een begeleider"),
    ("group-course", "Groepscursus (voorbeeld)", "Group course (example)", "Zes avonden met twaalf mensen"),
    ("online-only", "Alleen online (voorbeeld)", "Online only (example)", "Zelf aan de slag op een website"),
)
SMALL = replace(
    PLAN,
    title_nl="Gesprekken bij een klein bedrijf (verzonnen voorbeeld)",
    title_en="Talks at a small firm (made-up example)",
    question_nl="Wat leveren loopbaangesprekken op bij één klein bedrijf?",
    question_en="What do career talks yield at one small firm?",
    expected_treated=10,
    expected_compared=30,
)


def make_example_bureau() -> bool:
    """Make the bureau, its people, approaches and studies; return whether it is new."""
    if Organisation.objects.filter(name=BUREAU, is_example=True).exists():
        return False
    by = _bureau()
    for key, name_nl, name_en, dose in APPROACHES:
        told = Told(
            what="Verzonnen voor dit voorbeeld.",
            for_whom="Mensen die ander werk zoeken.",
            by_whom="Begeleiders die niet bestaan.",
            dose=dose,
            theory="Wie weet wat hij kan en wil, zoekt gerichter en vindt eerder werk dat past.",
        )
        keep_approach(by=by, name_nl=name_nl, name_en=name_en, told=told, key=key, is_example=True)
    answered = _study(by, PLAN, POPULATION)
    publish_answer(by=by, study=answered.pk, run=answered.runs.latest("made").pk)
    _study(by, SMALL, FEW)
    return True


def _bureau() -> Actor:
    bureau = Organisation.objects.create(kind=Kind.RESEARCH, name=BUREAU, is_example=True)
    for name, role in PEOPLE:
        email = f"{name.split()[0].lower()}@voorbeeld.invalid"
        person = Person.objects.create_user(email=email, name=name, is_example=True)
        row = Membership.objects.create(person=person, organisation=bureau, role=role)
    return actor_of(row.person, row, has_second_factor=True)


def _study(by: Actor, plan: Plan, people: int) -> Study:
    """Take a study through all its steps up to its answer."""
    study = begin_study(by=by, title=plan.title_nl, source=Source.SYNTHETIC, is_example=True)
    write_plan(by=by, study=study.pk, plan=plan, read=0)
    register_study(by=by, study=study.pk)
    world, _truth = generate(smaller(people))
    data = keep_tables(by=by, study=study.pk, tables=study_tables(world), is_synthetic=True)
    freeze_population(by=by, study=study.pk, data_set=data.pk)
    open_outcomes(by=by, study=study.pk)
    run = ask_run(by=by, study=study.pk, data_set=data.pk)
    analyse_run(run.pk)
    return study
