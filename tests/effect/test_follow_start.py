"""Who is asked since when, and on which side: the same rule as that of the analysis."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.accounts.factories import make_person
from tests.effect.factories import researcher
from tests.effect.follow_factories import began, consent, make_followed, make_gathered
from wending.effect.actions.data_sets import folder_of, keep_tables
from wending.effect.actions.register import freeze_population
from wending.effect.queries.follow_up_people import people_to_ask
from wending.effect.queries.pseudonyms import name_in_study
from wending.effect.rules.analysis.people import people_of
from wending.effect.rules.follow_up import Arm
from wending.effect.rules.plan_file import kept_plan
from wending.effect.rules.tables import WAITED
from wending.effect.sources.tables import read_tables
from wending.engine.estimation.design import Design

OFFERED, TAKEN = date(2025, 3, 1), date(2025, 3, 20)


@pytest.mark.django_db
@pytest.mark.parametrize("design", [Design.DOUBLY_ROBUST, Design.WAITING_LIST])
def test_people_to_ask_stand_where_the_analysis_puts_them(design: Design) -> None:
    by = researcher()
    study = make_followed(by)
    names = ("Took", "Offered", "Waits", "Unclear", "None")
    people = {name: make_person(name) for name in names}
    for person in people.values():
        consent(person, by)
    data = make_gathered(by, study, list(people.values())[:4], [people["None"]])
    tables = read_tables(folder_of(data.pk), data.digests)
    name = name_in_study(study.pk)
    called = {name(person.pk): key for key, person in people.items()}
    days = {
        "Took": (OFFERED, TAKEN, "lot"),
        "Offered": (OFFERED, None, "lot"),
        "Waits": (OFFERED, OFFERED + timedelta(days=400), WAITED),
        "Unclear": (None, None, "lot"),
    }
    exposures = tables.exposures.assign(
        **{
            column: [days[called[one]][place] for one in tables.exposures["person"]]
            for place, column in enumerate(("offered_on", "accepted_on", "mechanism"))
        }
    )
    exposures = exposures.astype({"offered_on": "datetime64[ns]", "accepted_on": "datetime64[ns]"})
    changed = keep_tables(
        by=by, study=study.pk, tables=replace(tables, exposures=exposures), is_synthetic=False
    )  # fmt: skip
    freeze_population(by=by, study=study.pk, data_set=changed.pk)
    plan = replace(kept_plan(study.plans.latest("number").plan), design=design)

    keys = {person.pk: key for key, person in people.items()}
    found = {keys[one.person]: (one.start, one.arm) for one in people_to_ask(study, plan)}

    is_lot = design is Design.WAITING_LIST
    assert found == {
        "Took": (OFFERED if is_lot else TAKEN, Arm.TREATED),
        # By lot the offer counts; else who did not take it up had nothing.
        "Offered": (OFFERED, Arm.TREATED) if is_lot else (began(), Arm.COMPARED),
        # Who waits is compared, and not asked from a day on which nothing began; without a lot they took it in the end.
        "Waits": (began(), Arm.COMPARED) if is_lot else (OFFERED + timedelta(days=400), Arm.TREATED),
        "None": (began(), Arm.COMPARED),
    }
    analysed = people_of(plan, read_tables(folder_of(changed.pk), changed.digests))
    sides = {called[one]: bool(got) for one, got in zip(analysed.person, analysed.treated, strict=True)}
    assert sides == {key: arm is Arm.TREATED for key, (_start, arm) in found.items()}
