"""A board prints its report, and a class goes outside, in a real browser at phone and desktop width."""

import io
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.accounts.factories import actor
from tests.browser.test_booking import sign_in_here
from tests.school.outside_world import World, link_in_mail
from tests.school.test_quality import Team, other_schools
from wending.school.actions.quality import renew_comparisons
from wending.school.actions.visit_learners import ask_by_mail
from wending.school.models import VisitLearner

pytestmark = pytest.mark.django_db(transaction=True)

Check = Callable[[], None]


@pytest.fixture(params=[360, 1280])
def check(page: Page, fits: Callable[[Page], None], request: pytest.FixtureRequest) -> Check:
    """A check of the present page at this width: WCAG, and nothing wider than the window."""
    page.set_viewport_size({"width": request.param, "height": 800})
    return partial(fits, page)


def test_a_board_sets_how_it_stands_and_prints_its_report(page: Page, check: Check) -> None:
    team = Team()
    for number, member in enumerate(team.teachers):
        team.fill(member, 1 + number)
    page.goto(reverse("school:offer_public"))
    sign_in_here(page, team.manager)
    page.goto(reverse("school:quality"))
    check()
    page.get_by_role("link", name=team.round.year).click()
    page.get_by_role("link", name="Vul in").click()
    check()
    page.get_by_role("group", name="Ons plan zegt wat").get_by_label("2, op weg").check()
    page.get_by_role("button", name="Bewaar en doe mee").click()
    page.get_by_role("button", name="Sluit het invullen").click()
    check()
    page.get_by_role("link", name="Stel vast").click()
    check()
    expect(page.get_by_text("Het team: van 1 tot 3.").first).to_be_visible()
    for group in page.get_by_role("group").filter(has=page.get_by_label("3, gewoon")).all():
        if group.get_by_label("3, gewoon").count() == 1:
            group.get_by_label("3, gewoon").check()
    page.get_by_role("button", name="Stel vast").click()
    expect(page.get_by_text("Zet iets in het plan")).to_be_visible()
    other_schools(11)
    renew_comparisons()
    page.get_by_text("Zet iets in het plan").click()
    page.get_by_label("Wat gaan we doen?").fill("Elke klas een keer naar buiten")
    page.get_by_label("Wie zorgt ervoor?").fill("Dana")
    page.get_by_label("Wanneer is het klaar?").fill((timezone.localdate() + timedelta(days=90)).isoformat())
    page.get_by_role("button", name="Zet in het plan").click()
    expect(page.get_by_text("Midden van 12 scholen")).to_be_visible()
    check()
    with page.expect_download() as download:
        page.get_by_role("link", name="Maak het rapport").click()
    paper = pypdf.PdfReader(io.BytesIO(download.value.path().read_bytes()))
    text = " ".join(" ".join(sheet.extract_text() for sheet in paper.pages).split())
    for words in ["Het Palet", "Kwaliteitsbewaking", "3,0", "Elke klas een keer naar buiten"]:
        assert words in text


def test_a_class_goes_outside_with_a_parents_yes(page: Page, check: Check) -> None:
    world = World()
    place = world.choose()["Finn"]
    ask_by_mail(by=actor(world.teacher), place=place.pk, email="ouder@example.org")
    for address in [
        reverse("school:offer_public"),
        reverse("school:visit_consent", args=[link_in_mail("ouder@example.org", "/bezoek/mee/")]),
    ]:
        page.goto(address)
        check()
    page.get_by_role("group", name="Mag Finn mee?").get_by_label("Ja").check()
    page.get_by_role("button", name="Bewaar het antwoord").click()
    expect(page.get_by_text("Uw antwoord is bewaard")).to_be_visible()
    sign_in_here(page, world.teacher)
    page.goto(reverse("school:outside"))
    check()
    page.get_by_role("link", name="Kijk mee in de bakkerij").first.click()
    expect(page.get_by_text("1 van 2 mogen mee")).to_be_visible()
    check()
    sign_in_here(page, world.host)
    page.goto(reverse("school:host_visit", args=[world.offer.pk, world.visit.pk]))
    check()
    page.get_by_role("button", name="Bekijk de namen").click()
    expect(page.get_by_text("Nog niemand.")).to_be_visible()
    assert VisitLearner.objects.get(pk=place.pk).answer == "yes"
