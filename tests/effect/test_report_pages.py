"""Pages of reports: published ones for everybody, previews for the office that did the study and nobody else."""

import io
import zipfile
from dataclasses import asdict

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.factories import actor, make_member, sign_in
from tests.effect.answers import make_answer
from tests.effect.factories import make_office, make_opened, make_researcher
from wending.accounts.models import Membership
from wending.accounts.rules.roles import Role
from wending.effect.actions.register import publish_answer, withdraw_study
from wending.effect.models import Approach, Run
from wending.effect.rules.answer import Answer, as_json
from wending.effect.rules.study import RunState
from wending.engine.estimation.terms import Finding

pytestmark = pytest.mark.django_db


def make_run(who: Membership, answer: Answer | None) -> Run:
    """Return a run of an opened study that has this answer; None is one that could not be answered at all."""
    study, data = make_opened(actor(who))
    findings = [] if answer else [asdict(Finding("too-few-treated", (3, 10)))]
    state = RunState.DONE if answer else RunState.UNANSWERABLE
    return Run.objects.create(
        study=study,
        plan=study.plans.last(),
        data_set=data,
        state=state.value,
        answer=as_json(answer) if answer else None,
        findings=findings,
        finished=study.opened,
    )


def make_published(answer: Answer | None) -> Run:
    """Return a run whose answer is public."""
    who = make_researcher()
    run = make_run(who, answer)
    publish_answer(by=actor(who), study=run.study_id, run=run.pk)
    run.study.refresh_from_db()
    return run


def test_yields_lists_nulls_unanswerable_and_withdrawn_studies(client: Client) -> None:
    make_published(make_answer("credible", 0.002, 0.006))
    make_published(make_answer("not-identified"))
    gone = make_researcher()
    run = make_run(gone, make_answer("credible"))
    publish_answer(by=actor(gone), study=run.study_id, run=run.pk)
    withdraw_study(by=actor(gone), study=run.study_id, reason="Fout in de gegevens.")

    html = client.get(reverse("effect:yields")).content.decode()

    assert "geen verschil dat ertoe doet" in html
    assert "niet te beantwoorden" in html
    assert html.count("<article>") == 3
    assert "verdict--withdrawn" in html


def test_yields_leaves_out_what_is_not_published(client: Client) -> None:
    make_run(make_researcher(), make_answer("credible"))

    html = client.get(reverse("effect:yields")).content.decode()

    assert "Er is nog geen onderzoek gepubliceerd." in html


def test_study_shows_the_sentence_the_picture_and_every_check_without_inline_style(client: Client) -> None:
    run = make_published(make_answer("credible"))

    html = client.get(reverse("effect:yield", args=[run.study.slug])).content.decode()

    assert "6,1 meer werk" in html
    assert html.count("<svg") >= 14
    assert html.count("check-state--") == 10
    assert " style=" not in html.replace("<style", "")
    assert html.index("Hoe zeker is dit?") < html.index("Voor wie alles wil nagaan")


def test_study_names_the_approach_as_it_is_called(client: Client) -> None:
    run = make_published(make_answer("credible"))
    Approach.objects.update(key="intensive-guidance", name_nl="Begeleiding op maat")

    html = client.get(reverse("effect:yield", args=[run.study.slug])).content.decode()

    assert "Begeleiding op maat" in html


def test_study_that_was_withdrawn_says_so(client: Client) -> None:
    who = make_researcher()
    run = make_run(who, make_answer("credible"))
    publish_answer(by=actor(who), study=run.study_id, run=run.pk)
    withdraw_study(by=actor(who), study=run.study_id, reason="Fout.")

    html = client.get(reverse("effect:yield", args=[run.study.slug])).content.decode()

    assert "Dit onderzoek is ingetrokken." in html


def test_study_without_any_answer_tells_what_was_in_the_way(client: Client) -> None:
    run = make_published(None)

    html = client.get(reverse("effect:yield", args=[run.study.slug])).content.decode()

    assert "te weinig deelnemers: 3, en 10" in html
    assert "Geen antwoord" in html


@pytest.mark.parametrize("name", ["yield", "yield_pdf", "yield_bundle"])
def test_study_that_is_not_published_is_not_there(client: Client, name: str) -> None:
    run = make_run(make_researcher(), make_answer("credible"))

    assert client.get(reverse(f"effect:{name}", args=[run.study.slug])).status_code == 404


def test_study_shows_what_was_published_and_not_a_later_run(client: Client) -> None:
    run = make_published(make_answer("credible"))
    later = Run.objects.get(pk=run.pk)
    later.pk, later.answer = None, as_json(make_answer("credible", 0.5, 0.01))
    later.save(force_insert=True)

    html = client.get(reverse("effect:yield", args=[run.study.slug])).content.decode()

    assert "6,1 meer werk" in html


def test_study_pdf_is_a_pdf(client: Client) -> None:
    run = make_published(make_answer("suggestive"))

    response = client.get(reverse("effect:yield_pdf", args=[run.study.slug]))

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_bundle_of_real_people_holds_a_twin_and_none_of_the_data(client: Client) -> None:
    run = make_published(make_answer("credible", is_synthetic=False))

    response = client.get(reverse("effect:yield_bundle", args=[run.study.slug]))

    names = zipfile.ZipFile(io.BytesIO(response.content)).namelist()
    assert "twin/persons.parquet" in names
    assert not [name for name in names if name.startswith("data/")]


def test_bundle_of_made_up_people_holds_the_data(client: Client) -> None:
    run = make_published(make_answer("credible", is_synthetic=True))

    response = client.get(reverse("effect:yield_bundle", args=[run.study.slug]))

    assert "data/persons.parquet" in zipfile.ZipFile(io.BytesIO(response.content)).namelist()


def test_preview_is_for_the_office_that_did_the_study(client: Client) -> None:
    who = make_researcher()
    run = make_run(who, make_answer("credible"))

    html = sign_in(client, who).get(reverse("effect:preview", args=[run.study_id, run.pk])).content.decode()

    assert "Alleen mensen van jullie bureau zien deze pagina" in html
    assert "6,1 meer werk" in html


@pytest.mark.parametrize("name", ["preview", "preview_pdf"])
def test_preview_is_not_there_for_another_office(client: Client, name: str) -> None:
    run = make_run(make_researcher(), make_answer("credible"))
    other = make_researcher(make_office("Bureau Anders"), "Kim")

    response = sign_in(client, other).get(reverse(f"effect:{name}", args=[run.study_id, run.pk]))

    assert response.status_code == 404


def test_preview_is_forbidden_for_other_roles(client: Client) -> None:
    run = make_run(make_researcher(), make_answer("credible"))
    professional = make_member(Role.PROFESSIONAL)

    response = sign_in(client, professional).get(reverse("effect:preview", args=[run.study_id, run.pk]))

    assert response.status_code == 403


def test_preview_of_a_run_of_another_study_is_not_there(client: Client) -> None:
    who = make_researcher()
    run, other = make_run(who, make_answer("credible")), make_run(who, make_answer("credible"))

    response = sign_in(client, who).get(reverse("effect:preview", args=[other.study_id, run.pk]))

    assert response.status_code == 404
