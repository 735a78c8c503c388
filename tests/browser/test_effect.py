"""The effect office in a real browser on a phone: what everybody reads, and the rooms of who looks into it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from tests.accounts.factories import actor
from tests.browser.test_booking import sign_in_here
from tests.effect.answers import make_answer
from tests.effect.dashboard_world import make_large_centre, make_manager
from tests.effect.factories import make_approach, make_office, make_plan, make_researcher, make_study
from tests.effect.follow_factories import make_asked, token_of
from tests.effect.test_report_evidence import checked
from tests.effect.test_report_pages import make_published, make_run
from wending.accounts.rules.roles import Kind
from wending.effect.actions.figures import freeze_figures
from wending.effect.actions.follow_up_round import ask_all
from wending.effect.actions.plan import begin_study
from wending.effect.actions.register import publish_answer
from wending.effect.models import Approach, PlanVersion, Study, WaveAnswer
from wending.effect.rules.study import Source

pytestmark = pytest.mark.django_db(transaction=True)
# A plan opened fresh is at most so high on a phone, in CSS pixels: it was 28,000 with every part open.
HIGHEST = 6000


@pytest.fixture(autouse=True)
def _own_folder(transactional_db: None, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Keep files apart; at the end studies go as they do on a site, or the database refuses to let them go."""
    settings.DATA_DIR = tmp_path
    yield
    Study.objects.update(erased=timezone.now())
    Study.objects.all().delete()


Look = Callable[..., None]


@pytest.fixture
def look(page: Page, fits_open: Callable[[Page], None]) -> Look:
    """Open pages of effect by name, and check each with everything opened."""

    def check(name: str, *args: object, query: str = "") -> None:
        answer = page.goto(reverse(f"effect:{name}", args=args) + query)
        assert answer
        assert answer.status == 200, page.url
        fits_open(page)

    return check


def test_everybody_reads_what_it_yields(page: Page, look: Look) -> None:
    answered = make_published(make_answer("credible"))
    unanswerable = make_published(None)
    for number in range(10):
        checked(number, effect=0.02 + number / 200, error=0.02 + number / 400)
    for name in ("yields", "knowledge", "register"):
        look(name)
    for run in (answered, unanswerable):
        look("yield", run.study.slug)
    look("registered", answered.study.slug)
    page.goto(reverse("effect:knowledge"))
    page.locator(".study-list a[href*='job-search-training']").click()
    expect(page.locator(".chart--effect svg")).to_have_count(2)
    look("knowledge", query=page.url[page.url.index("?") :])
    assert page.context.cookies() == []


def test_researcher_finds_every_page_fit_for_a_phone(page: Page, look: Look) -> None:
    noor = make_researcher()
    by = actor(noor)
    run = make_run(noor, make_answer("credible"))
    fresh = make_study(by, title="Nog niet geregistreerd")
    page.goto(reverse("effect:register"))
    sign_in_here(page, noor)
    for name in ("research", "approach_add", "begin", "literature", "literature_add", "literature_import"):
        look(name)
    approach = Approach.objects.filter(organisation=noor.organisation).first()
    assert approach
    for name in ("approach", "approach_change"):
        look(name, approach.pk)
    for study in (fresh, run.study):
        for name in ("study", "plan", "plan_upload", "data", "extracts"):
            look(name, study.pk)
    look("plan_version", run.study.pk, 1)
    look("run", run.pk)
    look("preview", run.study.pk, run.pk)
    for name, study in (("study_register", fresh), ("study_withdraw", run.study)):
        look(name, study.pk)
    look("run_publish", run.pk)
    publish_answer(by=by, study=run.study.pk, run=run.pk)
    look("study", run.study.pk)


def test_manager_and_office_find_figures_that_fit(page: Page, look: Look) -> None:
    _centre, manager = make_large_centre("Werkplein Oost", 160)
    for name in ("Werkplein West", "Werkplein Zuid"):
        make_large_centre(name, 80)
    _small, smallest = make_large_centre("Werkplein Klein", 6)
    boss = make_manager(Kind.RESEARCH, make_office())
    page.goto(reverse("effect:yields"))
    sign_in_here(page, manager)
    look("own_figures")
    expect(page.get_by_role("heading", name="Er zijn nog geen cijfers")).to_be_visible()
    freeze_figures(date(2026, 11, 25))
    for query in ("", "?naar=approach"):
        look("own_figures", query=query)
    expect(page.get_by_role("table").first).to_be_visible()
    sign_in_here(page, smallest)
    look("own_figures")
    expect(page.get_by_text("Te weinig mensen om te tonen")).to_be_visible()
    sign_in_here(page, boss)
    look("figures_together", query="?naar=approach")
    look("figure_looks")
    expect(page.get_by_role("row")).to_have_count(2)


def test_person_answers_by_the_link_and_the_office_never_sees_who(
    page: Page, fits: Callable[[Page], None], look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wending.effect.rules.follow_up.PER_PAGE", 4)
    noor = make_researcher()
    study, _wave, (person,), _others = make_asked(actor(noor), 1, 0, ("in_work", "wage", "career_competences"))
    ask_all()
    link = reverse("effect:questions", args=[token_of(person)])
    look("questions", token_of(person))
    page.locator("[name=wage]").fill("veel")
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_text("Vul een getal in, zoals 12 of 12,5.").first).to_be_visible()
    fits(page)
    page.locator("[name=wage]").fill("17,50")
    page.locator("[name=in_work]").first.check()
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_text("Pagina 2 van 2")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="Terug").click()
    expect(page.locator("[name=wage]")).to_have_value("17,50")
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("heading", name="Dank je wel")).to_be_visible()
    fits(page)
    assert WaveAnswer.objects.count() == 1
    page.get_by_role("button", name="Wis mijn antwoorden").click()
    expect(page.get_by_role("heading", name="Gewist")).to_be_visible()
    fits(page)
    assert not WaveAnswer.objects.exists()
    page.goto(link)
    expect(page.get_by_role("heading", name="Deze link werkt niet meer")).to_be_visible()
    fits(page)
    assert page.context.cookies() == []
    sign_in_here(page, noor)
    look("follow_up", study.pk)
    expect(page.get_by_text(person.name)).to_have_count(0)


def test_plan_is_short_and_keeps_what_was_typed(page: Page, fits: Callable[[Page], None]) -> None:
    noor = make_researcher()
    by = actor(noor)
    study = make_study(by, make_plan(make_approach(by).key))
    fresh = begin_study(by=by, title="Een nieuwe studie", source=Source.SYNTHETIC)
    page.goto(reverse("effect:register"))
    sign_in_here(page, noor)

    page.goto(reverse("effect:plan", args=[fresh.pk]))
    assert page.evaluate("document.documentElement.scrollHeight") < HIGHEST
    fits(page)
    expect(page.locator("#id_question_nl")).to_be_visible()
    expect(page.locator("#id_frozen_on")).to_be_hidden()
    # By keyboard: a part opens by its heading.
    page.locator("summary", has_text="3. Wie er meedoen").focus()
    page.keyboard.press("Enter")
    page.locator("#id_frozen_on").fill("2026-02-01")
    page.locator("summary", has_text="3. Wie er meedoen").click()
    page.get_by_role("button", name="Bewaar als nieuwe versie").click()
    expect(page.get_by_role("heading", name="Er ging iets mis")).to_be_visible()
    expect(page.locator("#id_frozen_on")).to_have_value("2026-02-01")
    expect(page.locator("summary", has_text="3. Wie er meedoen")).to_contain_text("1 februari 2026")
    fits(page)
    # What is wrong leads to its field, which is in sight then.
    first = page.locator(".utrecht-alert a").first
    wanted = first.get_attribute("href")
    assert wanted
    first.click()
    expect(page.locator(wanted)).to_be_in_viewport()

    page.goto(reverse("effect:plan", args=[study.pk]))
    assert page.evaluate("document.documentElement.scrollHeight") < HIGHEST / 2
    page.locator("summary", has_text="6. Hoeveel mensen").click()
    page.get_by_label("Mensen met de aanpak").fill("250")
    page.locator("summary", has_text="4. De uitkomsten").click()
    page.locator("summary", has_text="Nog een uitkomst").click()
    page.locator("#id_outcomes-2-use").select_option("secondary")
    page.locator("#id_outcomes-2-outcome").select_option("hours")
    page.locator("#id_outcomes-2-horizon").fill("365")
    page.locator("#id_outcomes-2-smallest").fill("1")
    fits(page)
    page.get_by_role("button", name="Bewaar als nieuwe versie").click()
    expect(page.get_by_text("Dit plan is bewaard als een nieuwe versie.")).to_be_visible()
    kept = PlanVersion.objects.filter(study=study).latest("number").plan
    assert kept["expected_treated"] == 250
    assert [one["outcome"] for one in kept["outcomes"]] == ["in_work", "wage", "hours"]
