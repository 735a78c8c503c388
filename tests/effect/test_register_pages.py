"""Pages of researchers and the public register: from an empty office to a published answer, and who may not."""

import json
import sys
import tomllib
from dataclasses import replace
from types import ModuleType

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.accounts.factories import actor, make_member, make_organisation, make_person, sign_in
from tests.effect.factories import (
    make_approach,
    make_data,
    make_office,
    make_opened,
    make_plan,
    make_researcher,
    make_study,
    researcher,
)
from wending.accounts.rules.roles import Kind, Role
from wending.effect.actions import runs as run_actions
from wending.effect.actions.plan import begin_study, write_plan
from wending.effect.actions.register import register_study, withdraw_study
from wending.effect.models import Approach, PlanVersion, Run, Study
from wending.effect.queries.approaches import approach_shown
from wending.effect.queries.history import broken_at, changes_of
from wending.effect.queries.plan_shown import plan_shown
from wending.effect.queries.power_before import power_before
from wending.effect.queries.studies import plan_version, registered_study, run_shown, studies_of, study_shown
from wending.effect.queries.words import PROBLEMS, finding_words, problem_words, step_words
from wending.effect.rules.plan import Filter, Money, PlannedOutcome, Problem, Rates, Use, problems
from wending.effect.rules.plan_file import as_mapping, plan_from
from wending.effect.rules.plan_toml import as_toml
from wending.effect.rules.study import RunState, Source
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Finding, NotAnswerable

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return make_researcher(name="Noor")


@pytest.fixture
def noor(member):
    return actor(member)


@pytest.fixture
def page(client, member):
    return sign_in(client, member)


def whole_plan(approach, **changes):
    """A plan in which every field says something."""
    rates = Rates(0.0225, "Werkgroep discontovoet 2020", 10, 0.8, "Eigen aanname", 0.2, "Eigen aanname")
    views = {"person": 1.0, "employer": -1.0}
    money = (Money("loon", views, 10, 15.5, 20, "CBS 2024", 2024, "wage"),)
    extra = (PlannedOutcome("work_before", 0, Use.PLACEBO, 0.05),)
    plan = make_plan(
        approach, money=money, rates=rates, population=(Filter("age", "from", 27.0), Filter("level", "is", "low"))
    )
    return replace(plan, outcomes=plan.outcomes + extra, **changes)


def typed(response):
    """Return what the form of a page would send, as a browser does."""
    forms = response.context["forms"]
    parts = [forms.form, *[part for rows in forms.rows.values() for part in (rows.management_form, *rows)]]
    sent = {}
    for part in parts:
        for field in part:
            value = field.value()
            if value is not None and value is not False and value != "":
                sent[field.html_name] = value
    return sent


def text_of(response):
    return response.content.decode()


def test_plan_written_in_the_form_is_the_plan_that_is_kept(page, noor):
    study = make_study(noor, whole_plan(make_approach(noor).key))
    address = reverse("effect:plan", args=[study.pk])
    sent = typed(page.get(address))
    assert "reason" not in sent
    same = page.post(address, sent)
    # Nothing was lost or rounded on the way through the form: it is the same plan, and that is not kept twice.
    assert same.status_code == 422
    assert "Er is niets veranderd" in text_of(same)
    assert page.post(address, sent | {"expected_treated": "250"}).status_code == 302
    first, second = study.plans.all()
    assert second.plan == first.plan | {"expected_treated": 250}


def test_plan_form_keeps_what_was_typed_and_tells_each_problem_at_its_field(page, noor):
    study = make_study(noor)
    address = reverse("effect:plan", args=[study.pk])
    sent = typed(page.get(address))
    sent |= {"title_en": "My own words", "design": "discontinuity", "expected_compared": ""}
    sent |= {"outcomes-1-use": "primary", "outcomes-0-smallest": "0"}
    response = page.post(address, sent)
    assert response.status_code == 422
    forms = response.context["forms"]
    assert forms.form["title_en"].value() == "My own words"
    assert set(forms.form.errors) == {"score", "cutoff", "estimand", "expected_compared", "__all__"}
    assert "Deze opzet kan dat niet vertellen. Kies: Het gaat om mensen die meededen omdat" in text_of(response)
    assert "smallest" in forms.rows["outcomes"][0].errors
    assert any("als hoofdvraag" in str(error) for error in forms.form.non_field_errors())
    assert str(PROBLEMS["power-unknown"]) in text_of(response)
    assert study.plans.count() == 1


def test_emptied_row_is_taken_out_and_half_a_row_is_asked_for(page, noor):
    study = make_study(noor)
    address = reverse("effect:plan", args=[study.pk])
    sent = typed(page.get(address))
    emptied = {name: value for name, value in sent.items() if not name.startswith("outcomes-1-")}
    half = page.post(address, sent | {"outcomes-2-use": "secondary"})
    assert half.status_code == 422
    assert set(half.context["forms"].rows["outcomes"][2].errors) == {"outcome", "horizon", "smallest"}
    assert page.post(address, emptied).status_code == 302
    assert len(study.plans.last().plan["outcomes"]) == 1


def test_two_who_edit_a_plan_lose_nothing(page, noor):
    study = make_study(noor)
    address = reverse("effect:plan", args=[study.pk])
    sent = typed(page.get(address)) | {"expected_treated": "250"}
    plan = plan_from(study.plans.last().plan)
    write_plan(by=noor, study=study.pk, plan=replace(plan, expected_treated=999), read=1)
    response = page.post(address, sent)
    assert response.status_code == 409
    assert response.context["differences"] == [{"label": "verwachte deelnemers", "saved": "999", "typed": "250"}]
    again = typed(response)
    assert again["version"] == "2"
    assert page.post(address, again).status_code == 302
    assert study.plans.last().plan["expected_treated"] == 250


def test_registered_plan_asks_a_reason_in_the_form(page, noor):
    study = make_study(noor)
    register_study(by=noor, study=study.pk)
    address = reverse("effect:plan", args=[study.pk])
    sent = typed(page.get(address)) | {"expected_treated": "250"}
    response = page.post(address, sent)
    assert response.status_code == 422
    assert "reason" in response.context["forms"].form.errors
    assert page.post(address, sent | {"reason": "Meer aanmeldingen."}).status_code == 302
    assert study.plans.last().reason == "Meer aanmeldingen."


@pytest.mark.parametrize("form", ["toml", "json"])
def test_plan_goes_out_and_comes_in_as_a_file(page, noor, form):
    study = make_study(noor, whole_plan(make_approach(noor).key, question_nl='Werkt "het" \\ écht?\nJa?'))
    kept = study.plans.last()
    response = page.get(reverse("effect:plan_file", args=[study.pk, 1, form]))
    text = text_of(response)
    assert plan_from(tomllib.loads(text) if form == "toml" else json.loads(text)) == plan_from(kept.plan)
    changed = text.replace("Werkt ", "Hielp ")
    file = SimpleUploadedFile(f"plan.{form}", changed.encode())
    answer = page.post(reverse("effect:plan_upload", args=[study.pk]), {"file": file, "version": "1"})
    assert answer.status_code == 302
    assert study.plans.last().plan == kept.plan | {"question_nl": 'Hielp "het" \\ écht?\nJa?'}
    assert page.get(reverse("effect:plan_file", args=[study.pk, 1, "exe"])).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "told", "english"),
    [
        (
            "plan.toml",
            b"title_nl = 'x'\ntitle_en = ",
            "geen TOML of JSON. Kijk op regel 2",
            "no TOML or JSON. Look at line 2",
        ),
        ("plan.json", b"[1]", "staat geen plan", "There is no plan in this file"),
        ("plan.json", b"\n\xff\xfe", "geen TOML of JSON. Kijk op regel 2", "no TOML or JSON. Look at line 2"),
        ("plan.json", b'{"colour": 1}', "colour: Dit onderdeel kennen we niet", "colour: We do not know this part"),
    ],
)
def test_bad_file_is_told_in_the_language_of_the_page_and_changes_nothing(page, noor, name, content, told, english):
    study = make_study(noor)
    for language, words in (("nl", told), ("en", english)):
        with translation.override(language):
            address = reverse("effect:plan_upload", args=[study.pk])
        response = page.post(address, {"file": SimpleUploadedFile(name, content), "version": "1"})
        assert response.status_code == 422
        assert words in text_of(response)
    assert study.plans.count() == 1


def test_number_with_a_comma_is_a_number_in_the_form_of_a_plan(page, noor):
    plan = whole_plan(make_approach(noor).key)
    study = make_study(noor, plan)
    address = reverse("effect:plan", args=[study.pk])
    shown = page.get(address)
    assert 'value="0,0225"' in text_of(shown)
    answer = page.post(address, typed(shown) | {"discount": "0,03", "outcomes-0-smallest": "0.07"})
    assert answer.status_code == 302
    kept = study.plans.last().plan
    assert (kept["rates"]["discount"], kept["outcomes"][0]["smallest"]) == (0.03, 0.07)


def test_form_of_a_study_that_is_sent_twice_begins_one(page, noor):
    address = reverse("effect:begin")
    number = page.get(address).context["form"]["number"].value()
    said = {"title": "Wat helpt?", "source": Source.FILES.value, "number": str(number)}
    first, again = page.post(address, said), page.post(address, said)
    assert first.headers["Location"] == again.headers["Location"]
    assert Study.objects.count() == 1
    other = sign_in(Client(), make_researcher(make_office("Bureau Anders")))
    assert other.post(address, said).headers["Location"] != first.headers["Location"]
    assert Study.objects.count() == 2


def test_stopping_a_run_twice_shows_the_run_and_that_of_another_office_is_not_there(page, noor):
    study, data = make_opened(noor)
    run = Run.objects.create(study=study, plan=study.plans.last(), data_set=data)
    address = reverse("effect:run_stop", args=[run.pk])
    assert [page.post(address).status_code for _again in range(2)] == [302, 302]
    assert Run.objects.get().state == RunState.STOPPED.value
    other = sign_in(Client(), make_researcher(make_office("Bureau Anders")))
    assert other.post(address).status_code == 404
    assert other.post(reverse("effect:run_restart", args=[run.pk])).status_code == 404


def test_office_goes_from_a_first_study_to_a_published_answer(page, member, noor, monkeypatch):
    said = {"name_nl": "Check", "name_en": "Check", "what": "Praten", "for_whom": "Allen", "by_whom": "Ons",
            "dose": "4 uur", "theory": "Inzicht"}  # fmt: skip
    assert page.post(reverse("effect:approach_add"), said | {"cost_low": "10"}).status_code == 422
    assert page.post(reverse("effect:approach_add"), said).status_code == 302
    began = page.post(reverse("effect:begin"), {"title": "Wat doet de check?", "source": "synthetic"})
    study = Study.objects.get()
    assert began.headers["Location"] == reverse("effect:plan", args=[study.pk])
    at = reverse("effect:study", args=[study.pk])
    assert study_shown(noor, study.pk, "nl").step == "plan"
    plan = make_plan(Approach.objects.get().key)
    write_plan(by=noor, study=study.pk, plan=plan, read=0)
    assert "Registreer het plan" in text_of(page.get(at))
    assert page.post(reverse("effect:study_register", args=[study.pk]), {}).status_code == 422
    assert page.post(reverse("effect:study_register", args=[study.pk]), {"sure": "on"}).status_code == 302
    data = make_data(noor, study)
    frozen = page.post(reverse("effect:study_freeze", args=[study.pk]), {"sure": "on", "data_set": str(data.pk)})
    assert frozen.status_code == 302
    page.post(reverse("effect:run_ask", args=[study.pk]), {"data_set": str(data.pk)})
    assert not Run.objects.exists()
    assert page.post(reverse("effect:study_open", args=[study.pk]), {"sure": "on"}).status_code == 302
    page.post(reverse("effect:run_ask", args=[study.pk]), {"data_set": str(data.pk)})
    run = Run.objects.get()
    address = reverse("effect:run", args=[run.pk])
    assert 'hx-trigger="every 3s"' in text_of(page.get(address))
    page.post(reverse("effect:run_stop", args=[run.pk]))
    assert page.get(address).context["can_restart"]
    page.post(reverse("effect:run_restart", args=[run.pk]))

    module = ModuleType("wending.effect.rules.analysis")

    def analyse(plan, tables, *, work, proceed, is_synthetic):
        proceed("flow", 0.4)
        assert "40%" in text_of(page.get(address))
        raise NotAnswerable((Finding("too-few-treated", (2, 10)), Finding("brand-new-code", (7,), is_grave=False)))

    module.analyse = analyse
    monkeypatch.setitem(sys.modules, module.__name__, module)
    run_actions.analyse_next()
    told = text_of(page.get(address))
    assert "hx-trigger" not in told
    assert "2, en 10 zijn er nodig" in told
    assert "brand-new-code (7)" in told
    assert page.post(reverse("effect:run_publish", args=[run.pk]), {"sure": "on"}).status_code == 302
    study.refresh_from_db()
    assert study.published
    assert "blijft dat" in text_of(page.get(at))


def test_public_page_says_what_was_changed_after_outcomes_were_opened(client, noor):
    study, _data = make_opened(noor)
    plan = plan_from(study.plans.last().plan)
    address = reverse("effect:registered", args=[study.slug])
    assert "nadat de uitkomsten geopend waren" not in text_of(client.get(address))
    write_plan(by=noor, study=study.pk, plan=replace(plan, covariates=("age",)), read=1, reason="Niveau bleek leeg.")
    told = text_of(client.get(address))
    assert "Het plan is gewijzigd nadat de uitkomsten geopend waren" in told
    assert "Niveau bleek leeg." in told
    assert "Noor" not in told
    (change,) = registered_study(study.slug, "nl").changes
    assert change.is_late
    assert [(one.label, one.was, one.now) for one in change.fields] == [
        ("kenmerken vooraf", ("leeftijd", "level"), ("leeftijd",))
    ]
    assert "één keer gewijzigd nadat" in text_of(client.get(reverse("effect:register")))
    english = text_of(client.get("/en" + translation_of("effect:registered", study.slug)))
    assert "changed after the outcomes were opened" in english


def translation_of(name, *args):
    with translation.override("en"):
        return reverse(name, args=args).removeprefix("/en")


def test_register_shows_what_was_withdrawn_and_never_a_draft(client, noor):
    draft, kept = make_study(noor, title="Concept"), make_study(noor, title="Gestopt")
    plan = plan_from(kept.plans.last().plan)
    write_plan(by=noor, study=kept.pk, plan=replace(plan, seed=3), read=1)
    register_study(by=noor, study=kept.pk)
    withdraw_study(by=noor, study=kept.pk, reason="Te weinig aanmeldingen.")
    told = text_of(client.get(reverse("effect:registered", args=[kept.slug])))
    assert "Te weinig aanmeldingen." in told
    # A change from before registration is of the office.
    assert "Het plan is niet gewijzigd." in told
    assert client.get(reverse("effect:registered", args=[draft.slug])).status_code == 404
    assert client.get(reverse("effect:registered_file", args=[draft.slug, "json"])).status_code == 404
    listed = text_of(client.get(reverse("effect:register")))
    assert kept.slug in listed
    assert draft.slug not in listed
    file = client.get(reverse("effect:registered_file", args=[kept.slug, "json"]))
    assert json.loads(text_of(file)) == kept.plans.last().plan


def test_chain_that_was_tampered_with_is_seen(noor, monkeypatch):
    study = make_study(noor)
    plan = plan_from(study.plans.last().plan)
    write_plan(by=noor, study=study.pk, plan=replace(plan, seed=2), read=1)
    assert broken_at(study) is None
    mapping = as_mapping(replace(plan, seed=3))
    # Who goes round the triggers (a version with a digest of something else) is found out by the chain.
    with transaction.atomic():
        PlanVersion.objects.create(
            study=study, number=3, plan=mapping, digest="0" * 64, before=study.plans.last().digest
        )
    assert broken_at(study) == 3
    assert study_shown(noor, study.pk, "nl").broken == 3


def test_researcher_of_another_office_sees_nothing(noor):
    study, data = make_opened(noor)
    run = run_actions.ask_run(by=noor, study=study.pk, data_set=data.pk)
    approach = Approach.objects.get()
    other = researcher()
    assert studies_of(other, "nl") == []
    assert study_shown(other, study.pk, "nl") is None
    assert plan_version(other, study.pk, 1) is None
    assert run_shown(other, run.pk) is None
    assert approach_shown(other, approach.pk, "nl") is None
    client = sign_in(Client(), make_researcher(name="Ander"))
    for name, args in {
        "study": [study.pk], "plan": [study.pk], "plan_upload": [study.pk], "plan_version": [study.pk, 1],
        "plan_file": [study.pk, 1, "json"], "study_register": [study.pk], "study_open": [study.pk],
        "study_withdraw": [study.pk], "run": [run.pk], "run_publish": [run.pk], "approach": [approach.pk],
        "approach_change": [approach.pk],
    }.items():  # fmt: skip
        assert client.get(reverse(f"effect:{name}", args=args)).status_code == 404, name
    for name, args in {"run_ask": [study.pk], "run_stop": [run.pk], "run_restart": [run.pk]}.items():
        assert client.post(reverse(f"effect:{name}", args=args)).status_code == 404, name
    run.refresh_from_db()
    assert run.state == RunState.WAITING.value


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        (Role.PROFESSIONAL, Kind.CENTRE),
        (Role.EMPLOYEE, Kind.EMPLOYER),
        (Role.LEARNER, Kind.SCHOOL),
        (Role.MANAGER, Kind.SCHOOL),
    ],
)
def test_other_roles_do_not_come_in(role, kind, noor):
    study = make_study(noor)
    someone = make_member(role, make_organisation(kind))
    client = sign_in(Client(), someone)
    assert client.get(reverse("effect:research")).status_code == 403
    assert client.get(reverse("effect:study", args=[study.pk])).status_code == 403
    assert studies_of(actor(someone), "nl") == []


def test_person_and_visitor_are_asked_to_act_for_an_office(client, noor):
    assert client.get(reverse("effect:research")).status_code == 302
    assert sign_in(client, make_person()).get(reverse("effect:research")).status_code == 403


def test_manager_of_the_office_sees_its_studies(noor, member):
    study = make_study(noor)
    manager = make_member(Role.MANAGER, member.organisation, "Chef")
    assert [one.row.pk for one in studies_of(actor(manager), "nl")] == [study.pk]
    assert studies_of(replace(actor(manager), has_second_factor=False), "nl") == []


def test_changes_are_told_with_who_and_when(noor):
    study = make_study(noor)
    plan = plan_from(study.plans.last().plan)
    write_plan(by=noor, study=study.pk, plan=replace(plan, expected_spread=0.4, rivals=()), read=1)
    (change,) = changes_of(study, "nl")
    assert (change.number, change.who, change.when) == (2, "Noor", "draft")
    assert [(one.was, one.now) for one in change.fields] == [(("0,45",), ("0,4",))]


def test_every_field_of_a_plan_is_shown(noor):
    plan = whole_plan(
        make_approach(noor).key, design=Design.CLUSTER_RANDOMISED, design_terms={"cluster": "organisation"}
    )
    assert problems(plan) == ()
    shown = {one.field for one in plan_shown(plan, "nl")}
    assert shown == set(plan.__dataclass_fields__) - {"rivals"}


def test_approach_changes_in_versions_and_says_what_changed(page, noor):
    row = make_approach(noor)
    address = reverse("effect:approach_change", args=[row.pk])
    sent = {name: page.get(address).context["form"][name].value() for name in page.get(address).context["form"].fields}
    sent = {name: value for name, value in sent.items() if value is not None} | {"dose": "zes keer"}
    assert page.post(address, sent).status_code == 302
    stale = page.post(address, sent | {"dose": "acht keer"})
    assert stale.status_code == 409
    assert [one["saved"] for one in stale.context["differences"]] == ["zes keer"]
    shown = approach_shown(noor, row.pk, "nl")
    assert [one.row.number for one in shown.versions] == [2, 1]
    assert shown.latest.changed == ("Hoeveel en hoe lang",)
    assert shown.versions[1].row.dose == "vier keer een uur"
    assert page.get(reverse("effect:approach", args=[row.pk])).status_code == 200


def test_power_beforehand_follows_the_numbers_expected():
    plan = make_plan("x", expected_treated=1000, expected_compared=1000, expected_spread=0.5)
    told = power_before(plan)
    # 2.8 standard errors (Bloom 1995): 2.8 * 0.5 * sqrt(2 / 1000).
    assert told.detectable == pytest.approx(2.8016 * 0.5 * (2 / 1000) ** 0.5, rel=2e-3)
    assert not told.is_enough
    assert power_before(replace(plan, expected_treated=9000, expected_compared=9000)).is_enough
    assert power_before(replace(plan, expected_spread=0)) is None
    assert power_before(replace(plan, design=Design.CLUSTER_RANDOMISED)) is None


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_code_has_words_and_an_unknown_one_is_told_as_itself(language):
    with translation.override(language):
        assert "outcomes-on-mars" in problem_words(Problem("outcomes", "outcomes-on-mars", (3,)))
        assert "3" in problem_words(Problem("outcomes", "not-one-primary", (3,)))
        assert "mars (persons" in finding_words(Finding("mars", ("persons", 2)))
        assert "outcomes, persons" in finding_words(Finding("tables-changed", ("outcomes", "persons")))
        assert "?" in finding_words(Finding("too-few-treated", (3,)))
        assert "age" in finding_words(Finding("empty-required", ("persons", "age", 3, 1, 2)))
        assert "1234567" in finding_words(Finding("nobody-in-population", (1234567,)))


@pytest.mark.parametrize(
    ("step", "language", "told"),
    [
        ("in_work@365: doubly-robust", "nl", "Werk hebben na 1 jaar: dubbele correctie"),
        ("in_work@365: doubly-robust", "en", "Having work after 1 year: doubly robust"),
        ("wage@90: power", "nl", "Loon per uur na 3 maanden: welk verschil konden we zien?"),
        ("work_before@0: naive-difference", "nl", "Werk vooraf: gewoon verschil, zonder correctie"),
        ("groups: schooling", "nl", "Verschil per groep: opleiding"),
        ("course", "nl", "Het verloop in de tijd"),
        # What has no words is told as it is, also what was cut off.
        ("my_own@10: brand-new-wa", "nl", "My own na 10 dagen: brand new wa"),
        ("brand-new", "nl", "Brand new"),
    ],
)
def test_step_of_an_analysis_is_told_in_words(step, language, told):
    with translation.override(language):
        assert step_words(step) == told


def test_finding_that_names_a_step_a_method_or_another_finding_tells_them_in_words():
    broke = finding_words(Finding("analysis-broke", ("in_work@365: overlap",)))
    assert "Werk hebben na 1 jaar: was er voor iedereen" in broke
    refused = finding_words(Finding("method-refused", ("matching", "no-covariates")))
    assert refused == "De methode zoeken van gelijken kan niet met deze gegevens: er zijn geen kenmerken van vooraf."


def test_run_page_tells_its_step_in_words(page, noor):
    study, data = make_opened(noor)
    run = run_actions.ask_run(by=noor, study=study.pk, data_set=data.pk)
    Run.objects.filter(pk=run.pk).update(state=RunState.RUNNING.value, step="in_work@365: doubly-robust", share=0.4)
    text = text_of(page.get(reverse("effect:run", args=[run.pk])))
    assert "Stap: Werk hebben na 1 jaar: dubbele correctie" in text
    assert "in_work" not in text
    assert "40%" in text
    run_actions.stop_run(by=noor, run=run.pk)
    assert "Gestopt bij 40% (stap: Werk hebben na 1 jaar" in text_of(page.get(reverse("effect:run", args=[run.pk])))


def test_toml_of_a_plan_reads_back_whatever_is_written_in_it():
    odd = 'a "b" \\ c\td\u007f é \n[x]\n'
    plan = whole_plan("x", title_nl=odd, design_terms={"cut off": 1.5})
    assert plan_from(tomllib.loads(as_toml(as_mapping(plan)))) == plan


def test_office_without_anything_is_helped_to_begin(client):
    page = sign_in(client, make_researcher(make_office("Nieuw bureau")))
    told = text_of(page.get(reverse("effect:research")))
    assert "Nog geen studies" in told
    assert "Onderzoek" in told


def open_parts(response):
    return [code for code, part in response.context["forms"].parts.items() if part.is_open]


def test_new_plan_opens_at_its_first_part_and_hides_no_field(page, noor):
    study = begin_study(by=noor, title="Een nieuwe studie", source=Source.SYNTHETIC)
    response = page.get(reverse("effect:plan", args=[study.pk]))
    assert open_parts(response) == ["question"]
    forms = response.context["forms"]
    parts = [forms.form, *[part for rows in forms.rows.values() for part in (rows.management_form, *rows)]]
    names = [field.html_name for part in parts for field in part]
    text = text_of(response)
    # Folded or not, every field is in the form once, so that it is sent.
    assert [name for name in names if text.count(f'name="{name}"') == 0] == []
    assert [name for name in names if text.count(f'id="id_{name}"') > 1] == []


def test_whole_plan_is_folded_with_what_is_in_it(page, noor):
    study = make_study(noor, whole_plan(make_approach(noor).key))
    response = page.get(reverse("effect:plan", args=[study.pk]))
    assert open_parts(response) == []
    assert {code: part.summary for code, part in response.context["forms"].parts.items()} == {
        "question": "Wat levert de loopbaancheck op?",
        "comparison": "Loopbaancheck tegenover: Niets, of de gewone gang van zaken",
        "people": "1 januari 2025, 2 grenzen",
        "outcomes": "werk hebben, loon per uur, werk vooraf",
        "covariates": "2 kenmerken, 1 groep",
        "expected": "200 met de aanpak, 400 om mee te vergelijken",
        "money": "loon",
    }
    assert response.context["forms"].open_folds == {"rates"}


def test_part_with_something_wrong_is_open_and_others_say_so(page, noor):
    study = make_study(noor)
    address = reverse("effect:plan", args=[study.pk])
    sent = typed(page.get(address))
    sent |= {"seed": "-3", "expected_treated": "", "outcomes-2-use": "secondary", "discount": "0.03"}
    response = page.post(address, sent | {"cutoff": "hoog"})
    assert open_parts(response) == ["comparison"]
    parts = response.context["forms"].parts
    assert parts["outcomes"].errors == 3
    assert "3 dingen om na te kijken" in text_of(response)
    assert response.context["forms"].open_folds == {"terms", "rates", "seed"}
    # A row that was begun is no longer among the empty ones.
    assert [row.is_filled for row in response.context["forms"].rows["outcomes"]] == [True, True, True, False, False]


def test_first_part_that_lacks_something_is_open(page, noor):
    study = make_study(noor)
    address = reverse("effect:plan", args=[study.pk])
    sent = typed(page.get(address))
    for name in [one for one in sent if one.startswith(("outcomes-0", "outcomes-1", "expected"))]:
        del sent[name]
    response = page.post(address, sent | {"title_en": ""})
    assert open_parts(response) == ["question"]
    again = page.post(address, sent)
    assert again.status_code == 422
    assert not again.context["forms"].parts["expected"].is_whole
