"""Data of people on the platform: only who consents, only what they let be seen, under other names, till they stop."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pandas as pd
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.accounts.factories import actor, make_member, make_organisation, make_person
from tests.effect.factories import make_approach, make_plan, researcher
from tests.guidance.case_factories import make_case
from wending.accounts.actions.consent import give_consent, withdraw_consent
from wending.accounts.actions.look import look
from wending.accounts.forms.consent import ConsentForm
from wending.accounts.models import Consent, Person
from wending.accounts.queries.consents import consent_to, parts_shown_to
from wending.accounts.queries.looks import looks_at
from wending.accounts.queries.providers import providers
from wending.accounts.queries.research import all_approaches, all_seen, given_for_research
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.research import CovariateSeen, Given
from wending.accounts.rules.roles import Kind, Role
from wending.dossier.models import Item
from wending.effect.actions.data_sets import folder_of
from wending.effect.actions.gather import gather
from wending.effect.actions.plan import begin_study, write_plan
from wending.effect.actions.register import freeze_population, open_outcomes, register_study
from wending.effect.actions.runs import analyse_run, ask_run
from wending.effect.models import DataSet, Study
from wending.effect.queries.consented import people_of, without_withdrawn
from wending.effect.queries.pseudonyms import name_in_study
from wending.effect.rules.frozen_data import other_rows
from wending.effect.rules.plan import PlannedOutcome, Use
from wending.effect.rules.study import Source
from wending.effect.rules.tables import StudyTables
from wending.effect.sources.tables import read_tables
from wending.guidance.models import Appointment, Case, Centre, FollowUp, TalkKind
from wending.guidance.rules.case import CaseState
from wending.guidance.rules.words import State
from wending.instruments.models import Sitting
from wending.ledger.rules.actor import Actor

pytestmark = pytest.mark.django_db

FREEZE = date(2025, 1, 10)
MEANS = {"guidance-second": "check"}
ALL = [Part.EXPERIENCE, Part.RESULTS, Part.PROFILE]


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def platform_study(by: Actor, key: str = "check", freeze: date = FREEZE, is_registered: bool = True) -> Study:
    make_approach(by, key)
    study = begin_study(by=by, title="Wat levert begeleiding op?", source=Source.PLATFORM)
    outcomes = (
        PlannedOutcome("in_work", 180, Use.PRIMARY, 0.05),
        PlannedOutcome("satisfaction", 180, Use.SECONDARY, 0.2),
        PlannedOutcome("career_competences", 180, Use.SECONDARY, 0.2),
        PlannedOutcome("career_competences_before", 0, Use.PLACEBO, 0.2),
    )
    plan = make_plan(key, outcomes=outcomes, covariates=("jobs",), groups=(), frozen_on=freeze)
    write_plan(by=by, study=study.pk, plan=plan, read=0)
    if is_registered:
        register_study(by=by, study=study.pk)
    study.refresh_from_db()
    return study


def consent(person: Person, office: UUID | None, parts: list[Part] = ALL) -> None:
    until = timezone.localdate() + timedelta(days=300)
    give_consent(by=actor(person), purpose=Purpose.RESEARCH, parts=parts, until=until, to_organisation=office)


def at(day: str) -> object:
    return timezone.make_aware(pd.Timestamp(f"{day} 12:00").to_pydatetime())


def guided(person: Person, opened: str = "2025-02-01") -> Case:
    """A case of the second line with two talks held, closed after two months; follow-up asked after three."""
    professional = make_member(Role.PROFESSIONAL)
    case = make_case(professional, person)
    Case.objects.filter(pk=case.pk).update(opened=at(opened), closed=at("2025-04-01"), state=CaseState.CLOSED)
    centre = Centre.objects.create(
        organisation=professional.organisation, slug=f"c{professional.pk}".lower()[:60], place="Deventer"
    )
    kind = TalkKind.objects.create(centre=centre, **TALK)
    for day, state in (("2025-02-10", State.MET), ("2025-03-01", State.MET), ("2025-03-08", State.NO_SHOW)):
        Appointment.objects.create(
            centre=centre, kind=kind, begins=at(day), ends=at(day), state=state, person=person, name="Sam de Wit"
        )
    return case


TALK = {"key": "talk", "name": "Gesprek"}


def followed(case: Case, doing: str, satisfied: str, months: int = 3, **fields: object) -> None:
    told = {"sent": at("2025-07-01"), "answered": at("2025-07-05"), "doing": doing, "satisfied": satisfied}
    FollowUp.objects.create(case=case, months=months, due=date(2025, 7, 1), **{**told, **fields}, words="Het was fijn")


def competences(person: Person, on: str, score: float) -> None:
    results = [[scale, score, 5, 5, 5, "assumed"] for scale in ("a", "b", "c", "d", "e")]
    Sitting.objects.create(
        person=person, instrument="competences", version="1.0", form="full", lang="nl",
        started=at(on), finished=at(on), answers={}, results=results,
    )  # fmt: skip


def tables_in(data: DataSet) -> StudyTables:
    return read_tables(folder_of(data.pk), data.digests)


def of(tables: StudyTables, study: Study, person: Person, outcome: str) -> list[tuple[int, float | None, bool]]:
    rows = tables.outcomes[
        (tables.outcomes["person"] == name_in_study(study.pk)(person.pk)) & (tables.outcomes["outcome"] == outcome)
    ]
    return [
        (int(row.horizon), None if pd.isna(row.value) else float(row.value), bool(row.observed))
        for row in rows.itertuples()
    ]


@pytest.fixture
def by() -> Actor:
    return researcher()


def test_gather_takes_only_who_consents_and_only_those_parts(by: Actor) -> None:
    study = platform_study(by)
    whole, part, none, elsewhere = (make_person(name) for name in ("Sam", "Ada", "Bo", "Cas"))
    for person in (whole, part, none, elsewhere):
        followed(guided(person), "work", "4")
        competences(person, "2025-07-20", 75)
    consent(whole, by.organisation)
    consent(part, by.organisation, [Part.EXPERIENCE])
    consent(elsewhere, researcher().organisation)
    data = gather(by=by, study=study.pk, means=MEANS)
    tables = tables_in(data)
    name = name_in_study(study.pk)
    assert set(tables.persons["person"]) == {name(whole.pk), name(part.pk)}
    # Opened 1 February, asked 5 July: 154 days, of which 180 is the nearest horizon.
    assert of(tables, study, whole, "in_work") == [(180, 1.0, True)]
    assert of(tables, study, whole, "satisfaction") == [(180, 4.0, True)]
    assert of(tables, study, whole, "career_competences") == [(180, 4.0, True)]
    assert of(tables, study, part, "in_work") == [(180, 1.0, True)]
    assert of(tables, study, part, "satisfaction") == of(tables, study, part, "career_competences") == []
    row = tables.exposures[tables.exposures["person"] == name(whole.pk)].iloc[0]
    assert (row["approach"], row["dose"]) == ("check", 2.0)
    days = [str(row[column])[:10] for column in ("offered_on", "accepted_on", "completed_on")]
    assert days == ["2025-02-01", "2025-02-10", "2025-04-01"]
    assert {one["code"] for one in data.findings if one["is_grave"]} == {"nobody-to-compare", "covariate-all-missing"}


def test_gather_without_consent_for_what_was_done_leaves_somebody_out(by: Actor) -> None:
    """Else who hides what they got would stand among those who got nothing."""
    study = platform_study(by)
    hidden, shown = make_person("Sam"), make_person("Ada")
    guided(hidden)
    consent(hidden, by.organisation, [Part.RESULTS, Part.PROFILE])
    consent(shown, by.organisation)
    tables = tables_in(gather(by=by, study=study.pk, means=MEANS))
    assert list(tables.persons["person"]) == [name_in_study(study.pk)(shown.pk)]


def test_gather_keeps_unknown_apart_from_no(by: Actor) -> None:
    study = platform_study(by)
    people = {name: make_person(name) for name in ("Asks", "Silent", "Never", "Seeks")}
    cases = {name: guided(person) for name, person in people.items()}
    for person in people.values():
        consent(person, by.organisation)
    followed(cases["Asks"], "not-known", "not-said")
    followed(cases["Silent"], "", "", answered=None)
    followed(cases["Never"], "", "", answered=None, sent=None)
    followed(cases["Seeks"], "seeking", "2")
    tables = tables_in(gather(by=by, study=study.pk, means=MEANS))
    assert of(tables, study, people["Asks"], "in_work") == [(180, None, False)]
    assert of(tables, study, people["Silent"], "in_work") == [(180, None, False)]
    assert of(tables, study, people["Never"], "in_work") == []
    assert of(tables, study, people["Seeks"], "in_work") == [(180, 0.0, True)]


def test_gather_puts_what_was_known_before_among_covariates(by: Actor) -> None:
    study = platform_study(by)
    person = make_person("Sam")
    consent(person, by.organisation)
    guided(person)
    competences(person, "2024-12-01", 25)
    competences(person, "2025-01-20", 50)
    for day in ("2024-11-01", "2024-12-01", "2025-05-01"):
        item = Item.objects.create(person=person, kind="work", title="Bakker bij Jansen")
        Item.objects.filter(pk=item.pk).update(added=at(day))
    tables = tables_in(gather(by=by, study=study.pk, means=MEANS))
    known = {row.covariate: (row.value, str(row.on)[:10]) for row in tables.covariates.itertuples()}
    # By the day on which the population was frozen: not what came between that and the start.
    assert known == {"jobs": (2.0, "2024-12-01"), "career_competences_before": (2.0, "2024-12-01")}


def test_gather_writes_no_name_number_or_text_of_anybody(by: Actor, tmp_path: Path) -> None:
    study = platform_study(by)
    person = make_person("Wilhelmina")
    consent(person, by.organisation)
    followed(guided(person), "work", "4")
    data = gather(by=by, study=study.pk, means=MEANS)
    case = Case.objects.get(client=person)
    secret = [person.pk, person.pk.hex, person.ledger_key, person.email, person.name, "Sam de Wit", "Het was fijn"]
    secret += [case.pk, case.question, case.organisation_id, case.organisation.name]
    for path in folder_of(data.pk).iterdir():
        content = path.read_bytes() + pd.read_parquet(path).to_csv().encode()
        for word in secret:
            assert str(word).encode() not in content


def test_gather_names_small_firms_without_what_they_are(by: Actor) -> None:
    study = platform_study(by)
    person = make_person("Sam")
    consent(person, by.organisation)
    guided(person)
    tables = tables_in(gather(by=by, study=study.pk, means=MEANS))
    assert tables.persons["organisation"].notna().all()
    assert tables.organisations[["kind", "region"]].isna().all().all()


def test_gather_names_differ_between_studies(by: Actor) -> None:
    one, other = platform_study(by), platform_study(by, "check-2")
    person = make_person("Sam")
    consent(person, by.organisation)
    guided(person)
    first = tables_in(gather(by=by, study=one.pk, means=MEANS))
    second = tables_in(gather(by=by, study=other.pk, means={"guidance-second": "check-2"}))
    again = tables_in(gather(by=by, study=one.pk, means=MEANS))
    assert not set(first.persons.stack()) & set(second.persons.stack())
    assert first.persons.equals(again.persons)


def test_gather_names_cannot_be_made_without_the_key(by: Actor, settings: Settings) -> None:
    study, person = platform_study(by), make_person("Sam")
    consent(person, by.organisation)
    guided(person)
    before = name_in_study(study.pk)(person.pk)
    settings.RESEARCH_KEY = "x" * 43
    assert name_in_study(study.pk)(person.pk) != before
    settings.RESEARCH_KEY = ""
    with pytest.raises(ValidationError, match="sleutel"):
        gather(by=by, study=study.pk, means=MEANS)


def test_gather_after_withdrawal_is_without_who_withdrew(by: Actor) -> None:
    study = platform_study(by)
    stays, leaves = make_person("Sam"), make_person("Ada")
    for person in (stays, leaves):
        consent(person, by.organisation)
        followed(guided(person), "work", "4")
    old = gather(by=by, study=study.pk, means=MEANS)
    for row in Consent.objects.filter(person=leaves):
        withdraw_consent(by=actor(leaves), consent=row.pk)
    fresh = tables_in(gather(by=by, study=study.pk, means=MEANS))
    name = name_in_study(study.pk)
    assert list(fresh.persons["person"]) == [name(stays.pk)]
    # The old data are as they were, and a run of them is without who left.
    kept = tables_in(old)
    left = without_withdrawn(study, kept)
    assert name(leaves.pk) in set(kept.persons["person"])
    for table in (left.persons, left.exposures, left.outcomes):
        assert set(table["person"]) == {name(stays.pk)}


def test_without_withdrawn_drops_only_the_part_that_was_withdrawn(by: Actor) -> None:
    study, person = platform_study(by), make_person("Sam")
    consent(person, by.organisation)
    followed(guided(person), "work", "4")
    competences(person, "2024-12-01", 25)
    tables = tables_in(gather(by=by, study=study.pk, means=MEANS))
    assert set(tables.outcomes["outcome"]) == {"in_work", "satisfaction"}
    withdraw_consent(by=actor(person), consent=Consent.objects.get(person=person, part=Part.RESULTS).pk)
    left = without_withdrawn(study, tables)
    assert set(left.outcomes["outcome"]) == {"in_work"}
    assert left.covariates.empty
    assert len(left.persons) == 1


def test_run_after_withdrawal_is_without_who_withdrew(
    by: Actor, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    study = platform_study(by)
    stays, leaves = make_person("Sam"), make_person("Ada")
    for person in (stays, leaves):
        consent(person, by.organisation)
        guided(person)
    data = gather(by=by, study=study.pk, means=MEANS)
    freeze_population(by=by, study=study.pk, data_set=data.pk)
    open_outcomes(by=by, study=study.pk)
    for row in Consent.objects.filter(person=leaves):
        withdraw_consent(by=actor(leaves), consent=row.pk)
    fresh = gather(by=by, study=study.pk, means=MEANS)
    newcomer = make_person("Bo")
    consent(newcomer, by.organisation)
    later = gather(by=by, study=study.pk, means=MEANS)
    name = name_in_study(study.pk)
    assert set(tables_in(later).persons["person"]) == {name(stays.pk)}, "nobody new after freezing"
    seen: list[set[str]] = []

    def analyse(plan: object, tables: StudyTables, **_more: object) -> None:
        seen.append(set(tables.persons["person"]))
        raise RuntimeError("only looking")

    monkeypatch.setitem(__import__("sys").modules, "wending.effect.rules.analysis", type("M", (), {"analyse": analyse}))
    for one in (data, fresh):
        analyse_run(ask_run(by=by, study=study.pk, data_set=one.pk).pk)
    assert seen == [{name(stays.pk)}, {name(stays.pk)}]
    # Without the key nobody can tell who withdrew: then nothing is reckoned.
    settings.RESEARCH_KEY = ""
    last = ask_run(by=by, study=study.pk, data_set=data.pk)
    analyse_run(last.pk)
    last.refresh_from_db()
    assert [one["code"] for one in last.findings] == ["no-research-key"]
    assert len(seen) == 2


def test_given_for_research_of_somebody_below_sixteen_needs_a_parent() -> None:
    office = researcher().organisation
    assert office
    child = make_person("Kim", sixteen_on=timezone.localdate() + timedelta(days=100))
    consent(child, office, [Part.EXPERIENCE])
    assert given_for_research(office) == {}
    Consent.objects.filter(person=child).update(parent_confirmed=timezone.now())
    assert given_for_research(office) == {Part.EXPERIENCE: frozenset({child.pk})}
    # Also where it was given before anybody knew the age.
    Consent.objects.filter(person=child).update(parent_confirmed=None, waits_for_parent=False)
    assert given_for_research(office) == {}


@pytest.mark.parametrize(
    "fields",
    [
        {"purpose": Purpose.GUIDANCE},
        {"until": date(2020, 1, 1)},
        {"withdrawn": timezone.now()},
        {"to_organisation": None},
    ],
)
def test_given_for_research_of_other_consent_is_nobody(fields: dict[str, object]) -> None:
    by = researcher()
    person = make_person("Sam")
    consent(person, by.organisation, [Part.EXPERIENCE])
    if "to_organisation" in fields:
        fields = {**fields, "to_person": make_person("Robin")}
    Consent.objects.filter(person=person).update(**fields)
    assert given_for_research(by.organisation or UUID(int=0)) == {}


def test_given_for_research_leaves_made_up_people_among_themselves() -> None:
    office = researcher().organisation
    assert office
    made_up = make_person("Voorbeeld", is_example=True)
    consent(made_up, office, [Part.EXPERIENCE])
    assert given_for_research(office) == {}
    assert given_for_research(office, examples=True) == {Part.EXPERIENCE: frozenset({made_up.pk})}


def test_gather_is_in_the_ledger_of_who_it_is_about(by: Actor) -> None:
    study = platform_study(by)
    person, other = make_person("Sam"), make_person("Ada")
    consent(person, by.organisation)
    guided(person)
    gather(by=by, study=study.pk, means=MEANS)
    line = next(iter(looks_at(actor(person), "others", "1")))
    assert line.what == "gebruikte gegevens over je, zonder je naam, in onderzoek: Wat levert de loopbaancheck op?"
    assert line.organisation == by.organisation_name
    assert line.why == "Onderzoek naar wat begeleiding oplevert"
    assert list(looks_at(actor(other), "others", "1")) == []


@pytest.mark.parametrize("who", ["another office", "professional", "no second factor", "oneself"])
def test_gather_is_only_of_the_own_office(by: Actor, who: str) -> None:
    study = platform_study(by)
    person = make_person("Sam")
    consent(person, by.organisation)
    others = {
        "another office": researcher(),
        "professional": actor(make_member(Role.PROFESSIONAL)),
        "no second factor": Actor(**{**by.__dict__, "has_second_factor": False}),
        "oneself": actor(person),
    }
    with pytest.raises(PermissionDenied):
        gather(by=others[who], study=study.pk, means=MEANS)
    assert not DataSet.objects.exists()


def test_gather_before_registration_or_for_another_source_is_refused(by: Actor) -> None:
    draft = platform_study(by, is_registered=False)
    with pytest.raises(ValidationError, match="Registreer"):
        gather(by=by, study=draft.pk, means=MEANS)
    Study.objects.filter(pk=draft.pk).update(source=Source.FILES.value)
    with pytest.raises(ValidationError, match="platform"):
        gather(by=by, study=draft.pk, means=MEANS)


@pytest.mark.parametrize("means", [{}, {"guidance-ninth": "check"}, {"guidance-second": "other"}])
def test_gather_asks_what_counts_as_the_approach(by: Actor, means: dict[str, str]) -> None:
    study = platform_study(by)
    with pytest.raises(ValidationError, match="Kies wat"):
        gather(by=by, study=study.pk, means=means)


def test_consent_for_research_opens_no_record() -> None:
    """Not by the one door to records, for nobody of the office."""
    member = make_member(Role.RESEARCHER)
    person = make_person("Sam")
    consent(person, member.organisation_id, list(Part))
    by = actor(member)
    assert all(consent_to(by, person.pk, part) is None for part in Part)
    assert parts_shown_to(by, person.pk) == []
    with pytest.raises(PermissionDenied):
        look(by=by, person=person.pk, part=Part.EXPERIENCE)


def test_no_consent_opens_a_record_to_a_research_office() -> None:
    """Not even one for guidance, given to somebody of it."""
    member = make_member(Role.RESEARCHER)
    person = make_person("Sam")
    until = timezone.localdate() + timedelta(days=30)
    for recipient in ({"to_person": member.person_id}, {"to_organisation": member.organisation_id}):
        give_consent(by=actor(person), purpose=Purpose.GUIDANCE, parts=[Part.SKILLS], until=until, **recipient)
    assert consent_to(actor(member), person.pk, Part.SKILLS) is None


@pytest.mark.parametrize(
    ("kind", "purpose", "is_right"),
    [
        (Kind.RESEARCH, Purpose.RESEARCH, True),
        (Kind.RESEARCH, Purpose.GUIDANCE, False),
        (Kind.CENTRE, Purpose.RESEARCH, False),
        (Kind.CENTRE, Purpose.GUIDANCE, True),
    ],
)
def test_consent_form_lets_only_research_go_to_a_research_office(kind: Kind, purpose: Purpose, is_right: bool) -> None:
    office = make_organisation(kind)
    told = {
        "recipient": str(office.pk),
        "purpose": purpose.value,
        "parts": [Part.EXPERIENCE.value],
        "until": str(timezone.localdate() + timedelta(days=30)),
    }
    assert ConsentForm(told, actor=actor(make_person("Sam"))).is_valid() is is_right


def test_all_seen_refuses_a_domain_that_tells_of_somebody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    person = make_person("Sam")
    module = dict(providers("research"))["wending.dossier"]
    monkeypatch.setattr(module, "seen", lambda given: iter([CovariateSeen(person.pk, "jobs", 1.0, date(2024, 1, 1))]))
    with pytest.raises(PermissionError):
        list(all_seen(Given({Part.PROFILE: frozenset({person.pk})}, date(2025, 1, 1))))


def test_fields_that_research_reads_say_so() -> None:
    modules = dict(providers("research"))
    assert {"wending.guidance", "wending.work", "wending.instruments", "wending.dossier"} <= set(modules)
    for module in modules.values():
        for model, fields in module.READS.items():
            for field in fields:
                told = model.personal[field]
                assert "in research" in told or told == "not about a person", f"{model.__name__}.{field}"
                assert "not in research" not in told, f"{model.__name__}.{field}"
    assert set(all_approaches()) == {"guidance-first", "guidance-second", "guidance-third", "training"}


def test_people_of_are_asked_anew() -> None:
    by = researcher()
    study, person = platform_study(by), make_person("Sam")
    assert people_of(study) == {}
    consent(person, by.organisation)
    assert people_of(study)[Part.RESULTS] == frozenset({person.pk})


def test_gather_after_freezing_keeps_what_was_known_and_got_and_takes_later_outcomes(by: Actor) -> None:
    study = platform_study(by)
    first, late = make_person("Sam"), make_person("Ada")
    for person in (first, late):
        consent(person, by.organisation)
        competences(person, "2024-12-01", 25)
    case = guided(first)
    data = gather(by=by, study=study.pk, means=MEANS)
    freeze_population(by=by, study=study.pk, data_set=data.pk)
    open_outcomes(by=by, study=study.pk)
    guided(late)
    competences(first, "2024-12-20", 50)
    followed(case, "work", "4")
    after = gather(by=by, study=study.pk, means=MEANS)
    then, now = tables_in(data), tables_in(after)
    assert other_rows(now, then) == ()
    assert of(now, study, first, "in_work") == [(180, 1.0, True)]
    assert other_rows(then, replace(then, persons=then.persons[:1]), may_be_fewer=True) == ("persons",)


def test_gather_after_freezing_tells_organisations_as_they_were(by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wending.effect.actions.gather.SMALLEST", 1)
    study, person = platform_study(by), make_person("Sam")
    consent(person, by.organisation)
    case = guided(person)
    case.organisation.region = "Oost"
    case.organisation.save()
    data = gather(by=by, study=study.pk, means=MEANS)
    freeze_population(by=by, study=study.pk, data_set=data.pk)
    case.organisation.region = "West"
    case.organisation.save()
    later = tables_in(gather(by=by, study=study.pk, means=MEANS))
    assert list(later.organisations["region"]) == ["Oost"]
    assert other_rows(later, tables_in(data), may_be_fewer=True) == ()
    # With too few people left it is not told any more, and that is no change of what was frozen.
    monkeypatch.setattr("wending.effect.actions.gather.SMALLEST", 10)
    small = tables_in(gather(by=by, study=study.pk, means=MEANS))
    assert small.organisations[["kind", "region"]].isna().all().all()
    assert other_rows(small, tables_in(data), may_be_fewer=True) == ()
