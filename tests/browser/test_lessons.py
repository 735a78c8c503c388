"""A teacher makes a lesson matter: finds one, sees the occupations, ties it to now and prints it."""

from collections.abc import Callable
from functools import partial

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.accounts.factories import actor
from tests.browser.test_booking import sign_in_here
from tests.school.people import make_group, make_school, make_staff
from wending.accounts.rules.roles import Role
from wending.school.actions.lines import begin_line
from wending.school.models import PlannedLesson

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_teacher_makes_a_lesson_matter(page: Page, fits: Callable[[Page], None], width: int) -> None:
    check = partial(fits, page)
    page.set_viewport_size({"width": width, "height": 800})
    school = make_school()
    teacher = make_staff(Role.TEACHER, school, make_group(school))
    page.goto(reverse("school:lessons"))
    check()
    sign_in_here(page, teacher)
    page.goto(reverse("school:my_lessons"))
    check()
    page.get_by_label("Welke les zoek je?").fill("bijsluiter")
    page.get_by_label("Vak").select_option("nederlands")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("link", name="Schrijf een bijsluiter die iedereen snapt").click()
    expect(page.get_by_role("heading", name="Beroepen waarin deze les ertoe doet")).to_be_visible()
    expect(page.get_by_text("apothekersassistent")).to_be_visible()
    check()
    page.get_by_role("link", name="Zet in mijn plan").click()
    page.get_by_label("Welke groep?").select_option(label="3A")
    page.get_by_label("Wat speelt er nu?").fill("De brief van de gemeente over het afval.")
    check()
    page.get_by_role("button", name="Zet in het plan").click()
    expect(page.get_by_text("De brief van de gemeente over het afval.").first).to_be_visible()
    check()
    sheet = page.get_by_role("link", name="Print het lesblad (PDF)").get_attribute("href")
    assert sheet
    answer = page.request.get(sheet)
    assert answer.body().startswith(b"%PDF")
    assert PlannedLesson.objects.get().lesson == "bijsluiter-herschrijven"


@pytest.mark.parametrize("width", [360, 1280])
def test_a_school_sees_and_changes_its_line(page: Page, fits: Callable[[Page], None], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    counsellor = make_staff(Role.PROFESSIONAL, make_school())
    begin_line(by=actor(counsellor), phases=["vmbo-bovenbouw"])
    page.goto(reverse("school:the_line"))
    fits(page)
    sign_in_here(page, counsellor)
    page.goto(reverse("school:line_part", args=["vmbo-bovenbouw", 3]))
    fits(page)
    page.get_by_role("textbox", name="Leerdoelen").first.fill("")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("geen leerdoel voor kwaliteitenreflectie.")).to_be_visible()
    expect(page.get_by_text("niet elk jaar")).to_be_visible()
    fits(page)
