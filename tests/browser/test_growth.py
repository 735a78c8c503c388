"""Growth of a professional in a real browser: a module done, a client's answer, a complaint and a centre's figures."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.accounts.factories import actor, make_member
from tests.browser.test_booking import sign_in_here
from tests.guidance.factories import make_centre, make_kind, make_professional
from tests.guidance.growth_world import answer, make_feedback_link, make_talk
from wending.accounts.rules.roles import Role
from wending.guidance.actions.peers import plan_meeting, start_group
from wending.guidance.actions.profession import save_registration
from wending.guidance.models import FeedbackAnswer, LearningEntry
from wending.guidance.queries.profession import modules
from wending.guidance.rules.peers import GroupKind

pytestmark = pytest.mark.django_db(transaction=True)

Check = Callable[[], None]


@pytest.fixture
def check(page: Page, fits: Callable[[Page], None]) -> Check:
    """A check of the present page: WCAG, and nothing wider than the window."""
    return partial(fits, page)


def test_a_professional_finishes_a_module_and_finds_it_in_the_log(page: Page, check: Check) -> None:
    robin = make_professional(make_centre())
    page.goto(reverse("guidance:complain"))
    check()
    sign_in_here(page, robin)
    page.goto(reverse("guidance:growth"))
    check()
    page.get_by_role("link", name="Begin, ongeveer").click()
    check()
    page.get_by_role("button", name="Kijk na en rond af").click()
    expect(page.get_by_text("Doe eerst de oefening.")).to_be_visible()
    check()
    module = next(iter(modules().values()))
    for number, question in enumerate(module.questions, 1):
        page.locator(f"[name=v{number}][value='{question.right}']").check()
    page.get_by_label("Ik heb de oefening gedaan").check()
    page.get_by_label("Wat neem je mee?").fill("Altijd de noemer noemen.")
    page.get_by_role("button", name="Kijk na en rond af").click()
    expect(page.get_by_text("Klaar. De module staat nu in je logboek.")).to_be_visible()
    page.goto(reverse("guidance:learning_log"))
    expect(page.get_by_text("geen punten (eigen aanbod)")).to_be_visible()
    check()
    assert LearningEntry.objects.get().module == module.key


def test_a_client_answers_once_and_complains(page: Page, check: Check) -> None:
    make_feedback_link(make_member(Role.PROFESSIONAL), "token")
    page.goto(reverse("guidance:feedback", args=["token"]))
    check()
    page.get_by_role("group", name="Voelde je je gehoord?").get_by_label("Ja, zeker").check()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dank je wel")
    assert FeedbackAnswer.objects.get().scores == {"heard": 4}
    page.goto(reverse("guidance:feedback", args=["token"]))
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze link werkt niet meer")
    check()
    page.goto(reverse("guidance:complain_form"))
    check()
    page.get_by_label("Wat ging er niet goed?").fill("Er was geen tijd voor mijn vraag.")
    page.get_by_role("button", name="Verstuur naar de raad").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je klacht")
    check()


def test_pages_of_the_profession_and_the_centre_meet_wcag(page: Page, check: Check) -> None:
    centre = make_centre()
    kind, team = make_kind(centre), [make_professional(centre, name) for name in ("Robin", "Noor", "Daan")]
    for number in range(24):
        make_talk(kind, team[number % 3], date(2026, 2, 10), theme="learning")
    for member in team:
        answer(member, 10, better="Iets meer tijd.")
    group = start_group(by=actor(team[0]), kind=GroupKind.PEER_REVIEW, name="Dinsdag", method="incident")
    plan_meeting(by=actor(team[0]), group=group.pk, day=date(2026, 3, 1), question="Hoe rem ik mezelf?")
    save_registration(by=actor(team[0]), told={"register": "cmi", "since": date(2024, 1, 1), "is_public": True})
    page.goto(reverse("guidance:public_centre", args=[centre.slug]))
    expect(page.get_by_text("Robin: CMI-certificaat")).to_be_visible()
    sign_in_here(page, team[0])
    for name in [
        "registrations",
        "registration_add",
        "self_review",
        "modules",
        "groups",
        "practice_feedback",
        "themes",
    ]:
        page.goto(reverse(f"guidance:{name}"))
        check()
    page.goto(reverse("guidance:group", args=[group.pk]))
    page.get_by_text("Schrijf een leerpunt").click()
    check()
    sign_in_here(page, make_member(Role.MANAGER, centre.organisation, "Iris"))
    page.goto(reverse("guidance:centre") + "?q=2026-1")
    page.get_by_text("Per maand", exact=True).click()
    check()
    expect(page.get_by_text("30 antwoorden van het hele centrum.")).to_be_visible()
