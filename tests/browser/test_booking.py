"""Somebody books on a phone without an account; the professional sees it, and says afterwards that they talked."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.accounts.factories import sign_in
from tests.guidance.factories import make_centre, make_kind, make_professional
from wending.accounts.models import Membership, Person
from wending.guidance.models import Appointment, TalkKind
from wending.guidance.rules.words import State

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kind(transactional_db: None) -> TalkKind:
    """A kind of conversation at a centre with one professional."""
    centre = make_centre(address="Straat 1", facts=["step-free", "hearing-loop"], walk_in={"1": [["13:00", "16:00"]]})
    kind = make_kind(centre)
    make_professional(centre)
    return kind


def sign_in_here(page: Page, who: Person | Membership) -> None:
    """Sign somebody in, in this browser that is on the site already."""
    page.context.clear_cookies()
    session = sign_in(Client(), who).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": page.evaluate("location.origin")}])


def test_a_visitor_books_on_a_phone_and_the_professional_says_that_they_talked(
    page: Page, fits: Callable[[Page], None], kind: TalkKind
) -> None:
    check = partial(fits, page)

    page.goto(reverse("guidance:centres"))
    check()
    page.get_by_role("link", name="Werkplein Oost").click()
    check()
    page.get_by_role("link", name="Eerste gesprek").click()
    # The third free day, with the keyboard: more than a day away at any time of the day, so that it can be moved.
    page.locator(".moments a").nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".moments a[aria-current]")).to_be_visible()
    check()
    page.locator(".moments--times a").first.click()
    check()
    page.get_by_role("button", name="Maak de afspraak").click()
    expect(page.get_by_role("alert")).to_contain_text("Vul een naam in.")
    check()
    page.get_by_label("Hoe mogen we je noemen?").fill("Noor")
    page.get_by_label("Je e-mailadres").fill("noor@example.org")
    page.get_by_role("button", name="Maak de afspraak").click()
    expect(page.get_by_text("Je afspraak staat vast.")).to_be_visible()
    expect(page.get_by_role("link", name="Zet in mijn agenda")).to_be_visible()
    check()
    page.get_by_role("link", name="Verzet de afspraak").click()
    check()

    sign_in_here(page, Membership.objects.get())
    day = Appointment.objects.get().begins.date().isoformat()
    page.goto(f"{reverse('guidance:agenda')}?dag={day}")
    expect(page.get_by_role("link", name="Noor")).to_be_visible()
    check()
    now = timezone.now()
    Appointment.objects.update(begins=now - timedelta(hours=1), ends=now - timedelta(minutes=15))
    page.goto(reverse("guidance:agenda_appointment", args=[str(Appointment.objects.get().pk)]))
    check()
    page.get_by_role("button", name="We hebben gepraat").click()
    expect(page.locator("main")).to_contain_text("Is geweest")
    assert Appointment.objects.get().state == State.MET


def test_a_question_is_asked_on_a_phone_and_answered_at_a_desk(
    page: Page, axe: Callable[[Page], None], kind: TalkKind
) -> None:
    page.goto(reverse("guidance:ask", args=[kind.centre.slug]))
    page.get_by_label("Wat wil je vragen?").fill("Mag ik nog een opleiding doen?")
    page.get_by_label("Hoe mogen we je noemen?").fill("Noor")
    page.get_by_label("Je e-mailadres").fill("noor@example.org")
    axe(page)
    page.get_by_role("button", name="Verstuur je vraag").click()
    expect(page.get_by_text("Mag ik nog een opleiding doen?")).to_be_visible()
    axe(page)
    private = page.url

    sign_in_here(page, Membership.objects.get())
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(reverse("guidance:messages"))
    axe(page)
    page.get_by_role("link", name="Noor").click()
    page.get_by_label("Je bericht").fill("Ja, dat mag. Kom dinsdag langs.")
    axe(page)
    page.get_by_role("button", name="Verstuur antwoord").click()
    expect(page.get_by_text("Je antwoord is verstuurd.")).to_be_visible()
    page.context.clear_cookies()
    page.goto(private)
    expect(page.get_by_text("Kom dinsdag langs.")).to_be_visible()
