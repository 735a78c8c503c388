"""The register: moments that stay, and no change of a plan that nobody sees. The database itself refuses it."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.accounts.factories import actor, make_member
from tests.effect.answers import make_answer
from tests.effect.factories import make_approach, make_data, make_opened, make_plan, make_study, make_tables, researcher
from wending.accounts.models import Person
from wending.accounts.rules.roles import Role
from wending.effect.actions.data_sets import folder_of, keep_tables
from wending.effect.actions.plan import begin_study, write_plan
from wending.effect.actions.register import (
    erase_studies,
    freeze_population,
    open_outcomes,
    publish_answer,
    register_study,
    withdraw_study,
)
from wending.effect.models import DataSet, PlanVersion, Run, Study, StudyAct
from wending.effect.rules.answer import as_json
from wending.effect.rules.plan import BadPlan
from wending.effect.rules.plan_file import as_mapping, digest, plan_from
from wending.effect.rules.study import RunState, Source
from wending.kit.versions import Stale
from wending.ledger.models import Entry
from wending.ledger.rules.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor():
    return researcher()


@pytest.fixture
def study(noor):
    return make_study(noor)


def plan_of(study):
    return plan_from(study.plans.last().plan)


def changed(study, by, reason="", **fields):
    return write_plan(
        by=by, study=study.pk, plan=replace(plan_of(study), **fields), read=study.plans.count(), reason=reason
    )


def refused(act):
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


def test_write_plan_keeps_every_version_in_a_chain(study, noor):
    first = study.plans.get()
    second = changed(study, noor, seed=2)
    assert [row.number for row in study.plans.all()] == [1, 2]
    assert second.before == first.digest == digest(make_plan(first.plan["approach"]))
    assert as_mapping(plan_from(first.plan)) == first.plan
    assert (second.was_registered, second.was_opened) == (False, False)


def test_write_plan_refuses_what_was_read_before_somebody_else_wrote(study, noor):
    kim = actor(make_member(Role.RESEARCHER, study.organisation, "Kim"))
    changed(study, kim, seed=2)
    with pytest.raises(Stale) as stale:
        write_plan(by=noor, study=study.pk, plan=replace(plan_of(study), seed=3), read=1)
    assert stale.value.version == 2
    assert study.plans.count() == 2


def test_write_plan_refuses_a_bad_plan_and_approaches_of_others(study, noor):
    with pytest.raises(BadPlan) as bad:
        changed(study, noor, expected_treated=0)
    assert [(one.field, one.code) for one in bad.value.problems] == [("expected_treated", "power-unknown")]
    theirs = make_approach(researcher())
    with pytest.raises(BadPlan) as bad:
        changed(study, noor, against=theirs.key)
    assert [(one.field, one.code) for one in bad.value.problems] == [("against", "unknown-approach")]
    with pytest.raises(ValidationError):
        changed(study, noor)
    assert study.plans.count() == 1


def test_registered_plan_changes_only_with_a_reason_and_says_when(study, noor):
    register_study(by=noor, study=study.pk)
    with pytest.raises(ValidationError):
        changed(study, noor, seed=2)
    with pytest.raises(ValidationError):
        changed(study, noor, reason="  ", seed=2)
    assert study.plans.count() == 1
    before = changed(study, noor, reason="Meer mensen dan gedacht.", expected_treated=300)
    data = make_data(noor, study)
    freeze_population(by=noor, study=study.pk, data_set=data.pk)
    open_outcomes(by=noor, study=study.pk)
    after = changed(study, noor, reason="Een covariaat bleek leeg.", covariates=("age",))
    assert (before.was_registered, before.was_opened) == (True, False)
    assert (after.was_registered, after.was_opened) == (True, True)


def test_database_refuses_a_silent_change_of_a_plan(study, noor):
    version = study.plans.get()
    rows = PlanVersion.objects.filter(pk=version.pk)
    other = as_mapping(make_plan("another"))
    for fields in ({"plan": other}, {"digest": "0" * 64}, {"reason": "x"}, {"made_by_id": noor.person}, {"number": 7}):
        refused(lambda fields=fields: rows.update(**fields))
    version.plan = other
    refused(version.save)
    refused(rows.delete)
    refused(study.delete)
    version.refresh_from_db()
    assert plan_of(study).approach == version.plan["approach"] != "another"


def test_database_refuses_a_version_that_hides_that_it_came_after(noor):
    study, _ = make_opened(noor)
    mapping = as_mapping(make_plan("another"))
    new = {"study": study, "number": 2, "plan": mapping, "digest": "0" * 64}
    refused(lambda: PlanVersion.objects.create(**new))
    refused(lambda: PlanVersion.objects.create(**new, was_registered=True))
    refused(lambda: PlanVersion.objects.create(**new, was_registered=True, reason="x"))
    refused(lambda: PlanVersion.objects.create(**new, was_registered=True, was_opened=True))
    PlanVersion.objects.create(**new, was_registered=True, was_opened=True, reason="x")


def test_database_keeps_the_moments_of_a_study(noor):
    study, _ = make_opened(noor)
    rows = Study.objects.filter(pk=study.pk)
    for name in ("registered", "opened"):
        refused(lambda name=name: rows.update(**{name: None}))
        refused(lambda name=name: rows.update(**{name: timezone.now()}))
    act = study.acts.get(kind="opened")
    refused(lambda: StudyAct.objects.filter(pk=act.pk).update(reason="anders"))
    refused(act.delete)
    refused(study.delete)
    assert [row.kind for row in study.acts.all()] == ["begun", "registered", "frozen", "opened"]
    assert {row.made_by_id for row in study.acts.all()} == {noor.person}


def test_moments_stay_when_who_did_them_is_erased(noor):
    study, _ = make_opened(noor)
    Person.objects.get(pk=noor.person).delete()
    assert study.acts.count() == 4
    assert study.plans.get().made_by is None
    # The ledger keeps who it was by a key that names nobody once the account is gone.
    assert Entry.objects.filter(verb="opened-study", actor=noor.key).count() == 1


def test_register_study_asks_a_plan_and_happens_once(noor):
    bare = begin_study(by=noor, title="Leeg", source=Source.FILES)
    with pytest.raises(ValidationError):
        register_study(by=noor, study=bare.pk)
    study = make_study(noor)
    register_study(by=noor, study=study.pk)
    with pytest.raises(ValidationError):
        register_study(by=noor, study=study.pk)


def test_outcomes_open_only_after_registration_and_a_frozen_population(study, noor):
    data = make_data(noor, study)
    for act in (
        lambda: open_outcomes(by=noor, study=study.pk),
        lambda: freeze_population(by=noor, study=study.pk, data_set=data.pk),
    ):
        with pytest.raises(ValidationError):
            act()
    register_study(by=noor, study=study.pk)
    with pytest.raises(ValidationError):
        open_outcomes(by=noor, study=study.pk)
    frozen = freeze_population(by=noor, study=study.pk, data_set=data.pk)
    assert frozen.count == 4
    opened = open_outcomes(by=noor, study=study.pk)
    assert opened.registered < opened.opened
    for act in (
        lambda: open_outcomes(by=noor, study=study.pk),
        lambda: freeze_population(by=noor, study=study.pk, data_set=data.pk),
    ):
        with pytest.raises(ValidationError):
            act()


def test_freeze_population_refuses_files_that_were_changed(study, noor):
    register_study(by=noor, study=study.pk)
    data = make_data(noor, study)
    make_tables(6).persons.to_parquet(folder_of(data.pk) / "persons.parquet")
    with pytest.raises(ValidationError, match="persons"):
        freeze_population(by=noor, study=study.pk, data_set=data.pk)


def test_withdrawn_study_stays_with_its_reason_and_goes_no_further(noor):
    study, data = make_opened(noor)
    run = Run.objects.create(study=study, plan=study.plans.last(), data_set=data, state=RunState.DONE.value, answer={})
    with pytest.raises(ValidationError):
        withdraw_study(by=noor, study=study.pk, reason=" ")
    withdraw_study(by=noor, study=study.pk, reason="Het bureau stopt.")
    assert study.acts.get(kind="withdrawn").reason == "Het bureau stopt."
    for act in (
        lambda: withdraw_study(by=noor, study=study.pk, reason="Nog een keer."),
        lambda: changed(study, noor, reason="Toch", seed=4),
        lambda: publish_answer(by=noor, study=study.pk, run=run.pk),
        lambda: keep_tables(by=noor, study=study.pk, tables=make_tables(), is_synthetic=True),
    ):
        with pytest.raises(ValidationError):
            act()


def test_published_answer_stays_and_a_later_one_comes_beside_it(noor):
    study, data = make_opened(noor)
    new = {"study": study, "plan": study.plans.last(), "data_set": data}
    first = Run.objects.create(**new, state=RunState.DONE.value, answer=as_json(make_answer()))
    nothing = Run.objects.create(
        **new, state=RunState.UNANSWERABLE.value, findings=[{"code": "outcome-unknown", "about": [], "is_grave": True}]
    )
    failed = Run.objects.create(**new, state=RunState.FAILED.value)
    publish_answer(by=noor, study=study.pk, run=first.pk)
    publish_answer(by=noor, study=study.pk, run=nothing.pk)
    study.refresh_from_db()
    published = study.published
    for run in (first, failed):
        with pytest.raises(ValidationError):
            publish_answer(by=noor, study=study.pk, run=run.pk)
    refused(lambda: Run.objects.filter(pk=first.pk).update(answer={"a": 2}))
    refused(lambda: Run.objects.filter(pk=first.pk).update(state=RunState.FAILED.value))
    refused(first.delete)
    study.refresh_from_db()
    assert study.published == published
    assert [row.run_id for row in study.acts.filter(kind="published")] == [first.pk, nothing.pk]


def test_nobody_else_acts_on_a_study(study, noor):
    school = make_member(Role.MANAGER, name="Rob")
    for other in (researcher(), actor(school), actor(Person.objects.get(pk=noor.person)), SYSTEM):
        with pytest.raises(PermissionDenied):
            begin_study(
                by=other, title="Van mij", source=Source.FILES
            ) if other.role != Role.RESEARCHER else register_study(by=other, study=study.pk)
        for act in (
            lambda by: write_plan(by=by, study=study.pk, plan=plan_of(study), read=1),
            lambda by: register_study(by=by, study=study.pk),
            lambda by: open_outcomes(by=by, study=study.pk),
            lambda by: withdraw_study(by=by, study=study.pk, reason="weg"),
            lambda by: keep_tables(by=by, study=study.pk, tables=make_tables(), is_synthetic=True),
        ):
            with pytest.raises(PermissionDenied):
                act(other)
    study.refresh_from_db()
    assert study.registered is None
    assert not Entry.objects.filter(verb="registered-study").exists()


def test_erase_studies_is_for_who_runs_the_site_and_takes_all(noor, django_capture_on_commit_callbacks):
    study, data = make_opened(noor)
    kept, _ = make_opened(researcher())
    with pytest.raises(PermissionDenied):
        erase_studies(by=noor, organisation=study.organisation_id)
    with django_capture_on_commit_callbacks(execute=True):
        assert erase_studies(by=SYSTEM, organisation=study.organisation_id) == 1
    assert [row.pk for row in Study.objects.all()] == [kept.pk]
    assert DataSet.objects.count() == 1
    assert not folder_of(data.pk).exists()
    refused(kept.delete)
