"""Studies of the platform with people to ask: they consent, and stand in data that were gathered before."""

from datetime import date, timedelta

import pandas as pd
from django.utils import timezone

from tests.accounts.factories import actor, make_person
from tests.effect.factories import make_approach, make_plan
from wending.accounts.actions.consent import give_consent
from wending.accounts.models import Mail, Person
from wending.accounts.rules.consent import Part, Purpose
from wending.effect.actions.data_sets import keep_tables
from wending.effect.actions.plan import begin_study, write_plan
from wending.effect.actions.register import freeze_population, register_study
from wending.effect.actions.waves import set_up_wave
from wending.effect.models import Ask, DataSet, Study, Wave
from wending.effect.queries.pseudonyms import link_token, name_in_study
from wending.effect.rules.follow_up import Terms
from wending.effect.rules.plan import PlannedOutcome, Use
from wending.effect.rules.study import Source
from wending.effect.rules.tables import COLUMNS, StudyTables, empty_table
from wending.ledger.rules.actor import Actor

HORIZON = 180


def today() -> date:
    return timezone.localdate()


def began() -> date:
    """The day on which it began for who is due today."""
    return today() - timedelta(days=HORIZON)


def consent(person: Person, by: Actor) -> None:
    give_consent(
        by=actor(person),
        purpose=Purpose.RESEARCH,
        parts=[Part.EXPERIENCE, Part.PROFILE],
        until=today() + timedelta(days=300),
        to_organisation=by.organisation,
    )


def make_followed(by: Actor, key: str = "check") -> Study:
    """A registered study of the platform that asks three things after half a year."""
    make_approach(by, key)
    study = begin_study(by=by, title="Wat levert begeleiding op?", source=Source.PLATFORM)
    outcomes = (
        PlannedOutcome("in_work", HORIZON, Use.PRIMARY, 0.05),
        PlannedOutcome("wage", HORIZON, Use.SECONDARY, 0.5),
        PlannedOutcome("career_competences", HORIZON, Use.SECONDARY, 0.2),
        PlannedOutcome("retention", HORIZON, Use.SECONDARY, 0.1),
        PlannedOutcome("in_work", 365, Use.SECONDARY, 0.1),
        PlannedOutcome("jobs", 0, Use.PLACEBO, 0.2),
    )
    plan = make_plan(key, outcomes=outcomes, covariates=("jobs",), groups=(), frozen_on=began())
    write_plan(by=by, study=study.pk, plan=plan, read=0)
    register_study(by=by, study=study.pk)
    study.refresh_from_db()
    return study


def make_gathered(
    by: Actor, study: Study, treated: list[Person], compared: list[Person], start: date | None = None
) -> DataSet:
    """Data of people, as they would have been gathered."""
    name, frames = name_in_study(study.pk), {one: empty_table(one) for one in COLUMNS}
    people = [*treated, *compared]
    frames["persons"] = pd.DataFrame({"person": [name(one.pk) for one in people], "organisation": None})
    frames["covariates"] = pd.DataFrame(
        [(name(one.pk), "jobs", float(place), pd.Timestamp("2020-01-01")) for place, one in enumerate(people)],
        columns=["person", "covariate", "value", "on"],
    )
    day = pd.Timestamp(start or began())
    frames["exposures"] = pd.DataFrame(
        [(name(one.pk), "check", day, day, pd.NaT, 1.0, None) for one in treated],
        columns=[column.name for column in COLUMNS["exposures"]],
    )
    return keep_tables(by=by, study=study.pk, tables=StudyTables(**frames), is_synthetic=False)


def make_wave(by: Actor, study: Study, outcomes: tuple[str, ...] = ("in_work", "wage"), horizon: int = HORIZON) -> Wave:
    terms = Terms(today(), None, 7, 14, 28)
    return set_up_wave(
        by=by, study=study.pk, horizon=horizon, outcomes=list(outcomes), terms=terms, reason="Dit vergaten we."
    )


def make_asked(
    by: Actor, treated: int = 1, compared: int = 1, outcomes: tuple[str, ...] = ("in_work", "wage")
) -> tuple[Study, Wave, list[Person], list[Person]]:
    """A frozen study with a wave and people who are due today; nobody was asked yet."""
    study = make_followed(by)
    some = [make_person(f"Met {number}") for number in range(treated)]
    others = [make_person(f"Zonder {number}") for number in range(compared)]
    for person in (*some, *others):
        consent(person, by)
    data = make_gathered(by, study, some, others)
    freeze_population(by=by, study=study.pk, data_set=data.pk)
    return study, make_wave(by, study, outcomes), some, others


def token_of(person: Person, wave: Wave | None = None) -> str:
    rows = Ask.objects.filter(person=person)
    return link_token((rows.filter(wave=wave) if wave else rows).get().pk)


def mails(person: Person | None = None) -> list[Mail]:
    rows = Mail.objects.filter(key__startswith="study-questions:")
    return list((rows.filter(person=person) if person else rows).order_by("made", "key"))
