"""A plan that was changed after its outcomes were opened: it is not told as agreed before, nor surer."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from tests.accounts.factories import actor
from tests.effect.answers import make_answer, make_plan
from tests.effect.factories import make_approach, make_data, make_researcher, make_study, make_tables
from wending.effect.actions.plan import write_plan
from wending.effect.actions.register import freeze_population, open_outcomes, publish_answer, register_study
from wending.effect.models import Approach, Run, Study
from wending.effect.queries.knowledge import topics
from wending.effect.queries.report import Registered, report_of
from wending.effect.rules import analysis
from wending.effect.rules.agreed import as_agreed
from wending.effect.rules.answer import Answer, as_json
from wending.effect.rules.plan import Plan, PlannedOutcome, Use
from wending.effect.sources.bundle import replicate, write_bundle
from wending.effect.sources.tables import write_tables
from wending.ledger.rules.actor import Actor

BEFORE = make_plan(smallest=0.05)
SMALLER = make_plan(smallest=0.02)
EFFECT = (0.087, 0.021)  # 4.5 to 12.8 of a hundred: beyond 2, and not wholly beyond 5


def told_after(plan: Plan, before: Plan = BEFORE) -> Answer:
    return as_agreed(make_answer("randomised", *EFFECT, plan), before)


def make_published(plan: Plan = BEFORE) -> Run:
    """Return a published run of a study that was opened with `BEFORE`; another plan is written after that."""
    by = actor(make_researcher())
    for key in (BEFORE.approach, *BEFORE.rivals):
        make_approach(by, key)
    study = make_study(by, BEFORE)
    register_study(by=by, study=study.pk)
    data = make_data(by, study)
    freeze_population(by=by, study=study.pk, data_set=data.pk)
    open_outcomes(by=by, study=study.pk)
    if plan != BEFORE:
        change_plan(by, study, plan)
    answer = make_answer("randomised", *EFFECT, plan)
    answer = as_json(answer if plan.money else replace(answer, parts=()))
    run = Run.objects.create(study=study, plan=study.plans.last(), data_set=data, state="done", answer=answer)
    Run.objects.update(finished=run.made)
    publish_answer(by=by, study=study.pk, run=run.pk)
    return run


def change_plan(by: Actor, study: Study, plan: Plan) -> None:
    write_plan(by=by, study=study.pk, plan=plan, read=1, reason="Bij nader inzien.")


def test_as_agreed_keeps_the_smallest_effect_of_before_and_holds_the_verdict_down() -> None:
    one = told_after(SMALLER).primary

    assert one.planned.smallest == 0.05
    assert one.judgement.verdict == "suggestive"
    assert one.judgement.reasons[-1] == "plan:changed-after-opening"
    assert one.judgement.needed[-1] == "new-study"


@pytest.mark.parametrize(
    "changes",
    [{"covariates": ("age",)}, {"frozen_on": date(2024, 2, 1)}, {"groups": ("sex",)}, {"population": ()}, {"seed": 8}],
)
def test_as_agreed_holds_the_verdict_down_for_all_that_decides_the_answer(changes: dict[str, Any]) -> None:
    assert told_after(replace(BEFORE, **changes)).primary.judgement.verdict == "suggestive"


@pytest.mark.parametrize("changes", [{"title_nl": "Anders"}, {"money": (), "rates": None}, {"expected_treated": 9}])
def test_as_agreed_leaves_the_verdict_for_what_does_not(changes: dict[str, Any]) -> None:
    assert told_after(replace(BEFORE, **changes)).primary.judgement.verdict == "randomised"


def test_as_agreed_has_no_smallest_effect_of_an_outcome_that_was_not_in_the_plan() -> None:
    plan = replace(BEFORE, outcomes=(PlannedOutcome("in_work", 90, Use.PRIMARY, 0.02), BEFORE.outcomes[1]))

    report = report_of(told_after(plan), registered=Registered(date(2026, 1, 1), (), BEFORE))

    assert "Dat telt: volgens het plan telt het vanaf 2 van elke 100" in report.sentence
    assert "vooraf is afgesproken" not in report.sentence


@pytest.mark.django_db
def test_page_of_a_late_change_tells_what_was_agreed_and_why_it_is_no_proof(client: Client) -> None:
    run = make_published(SMALLER)

    html = client.get(reverse("effect:yield", args=[run.study.slug])).content.decode()

    assert "Het kan te weinig zijn: vooraf is afgesproken dat het telt vanaf 5 van elke 100" in html
    assert "vooraf is afgesproken dat het telt vanaf 2" not in html
    assert "ging van 5 van elke 100 naar 2 van elke 100" in html
    assert "Het plan, zoals het vooraf is vastgelegd" not in html
    assert "<li>Het plan is veranderd toen de uitkomsten al te zien waren.</li>" in html
    assert 'class="verdict verdict--suggestive"' in html


@pytest.mark.django_db
def test_lists_tell_of_a_late_change(client: Client) -> None:
    make_published(SMALLER)

    html = client.get(reverse("effect:yields")).content.decode()

    assert "Het plan is veranderd toen de uitkomsten al te zien waren." in html
    assert "vooraf is afgesproken dat het telt vanaf 2" not in html
    assert "verdict--suggestive" in html


@pytest.mark.django_db
def test_knowledge_base_tells_of_a_late_change() -> None:
    make_published(SMALLER)

    (found,) = topics()

    assert found.strata[0].studies.rows[0][3] == "Een aanwijzing (plan veranderd na het openen)"
    assert found.sentences[0].endswith("Van 1 studie is het plan veranderd toen de uitkomsten al te zien waren.")


@pytest.mark.django_db
def test_page_of_an_earlier_version_tells_of_the_change_that_came_after_it(client: Client) -> None:
    run = make_published()
    page = reverse("effect:yield", args=[run.study.slug])
    assert "was het plan na het vastleggen niet veranderd" in client.get(page).content.decode()

    change_plan(actor(make_researcher(run.study.organisation)), run.study, SMALLER)

    html = client.get(page).content.decode()
    assert "na het vastleggen niet veranderd" not in html
    assert "Na dit antwoord is het plan nog veranderd." in html
    assert "nee, later" in html
    assert 'class="verdict verdict--randomised"' in html


def test_report_of_files_says_that_no_register_is_behind_it() -> None:
    report = report_of(make_answer("randomised", *EFFECT, SMALLER))

    assert "Geen register laat zien" in report.notes[-1]
    assert "vooraf is afgesproken" not in report.sentence
    texts = [
        (one.title, *one.texts) for group in report.groups for one in group.sections if one.key in ("plan", "changes")
    ]
    assert texts == [
        ("Het plan",),
        ("Wat later is veranderd", "Dat weten we niet. Achter dit verslag staat geen register."),
    ]


def test_bundle_of_a_late_change_comes_out_the_same_when_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = make_answer("randomised", *EFFECT, SMALLER)
    tables = make_tables()
    write_tables(tmp_path, tables)
    monkeypatch.setattr(analysis, "analyse", lambda *_given, **_more: raw)
    path = tmp_path / "bundle.zip"
    path.write_bytes(write_bundle(as_agreed(raw, BEFORE), tables, BEFORE))

    assert replicate(path, tmp_path / "work") == []

    held = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    assert json.loads(held.read("plan-before.json"))["outcomes"][0]["smallest"] == 0.05
    assert json.loads(held.read("answer.json"))["outcomes"][0]["judgement"]["verdict"] == "suggestive"


@pytest.mark.django_db
def test_every_published_answer_stays_readable_at_its_own_address(client: Client) -> None:
    run = make_published()
    slug, by = run.study.slug, actor(make_researcher(run.study.organisation))
    first, second = (reverse("effect:yield_answer", args=[slug, number]) for number in (1, 2))
    assert client.get(second).status_code == 404
    later = as_json(make_answer("randomised", 0.002, 0.006, BEFORE))
    again = Run.objects.create(study=run.study, plan=run.plan, data_set=run.data_set, state="done", answer=later)

    publish_answer(by=by, study=run.study_id, run=again.pk)

    html = client.get(first).content.decode()
    assert "8,7 meer werk" in html
    assert "Dit is een eerder antwoord: nummer 1 van 2." in html
    assert f'href="{reverse("effect:yield_answer_pdf", args=[slug, 1])}"' in html
    assert f'href="{second}"' in html
    newest = client.get(reverse("effect:yield", args=[slug])).content.decode()
    assert "geen verschil dat ertoe doet" in newest
    assert "eerder antwoord" not in newest
    assert f'href="{first}"' in newest
    registered = client.get(reverse("effect:registered", args=[slug])).content.decode()
    assert f'href="{first}"' in registered
    assert f'href="{second}"' in registered
    bundle = client.get(reverse("effect:yield_answer_bundle", args=[slug, 1])).content
    told = json.loads(zipfile.ZipFile(io.BytesIO(bundle)).read("answer.json"))
    assert told["outcomes"][0]["estimates"][0]["value"] == 0.087
    for number in (0, 3):
        assert client.get(reverse("effect:yield_answer", args=[slug, number])).status_code == 404


@pytest.mark.django_db
def test_page_tells_what_the_approach_costs_by_the_register_where_the_plan_does_not(client: Client) -> None:
    run = make_published(replace(BEFORE, money=(), rates=None))
    page = reverse("effect:yield", args=[run.study.slug])
    assert "Dat weten we (nog) niet." in client.get(page).content.decode()
    approach = Approach.objects.get(key=BEFORE.approach)
    approach.versions.create(
        number=2, cost_low=500, cost_central=600, cost_high=900, cost_year=2025, cost_source="Verzonnen prijslijst"
    )

    html = client.get(page).content.decode()

    day = date_format(timezone.localdate(), "j F Y")
    told = f"Verzonnen prijslijst, in het register sinds {day}, 2025"
    assert f"De aanpak: € 600 per deelnemer (€ 500 tot € 900; bron: {told})." in html
    assert "Wat het in geld oplevert, weten we (nog) niet." in html
    assert "De bedragen of rekenregels zijn veranderd toen de uitkomsten al te zien waren." in html
