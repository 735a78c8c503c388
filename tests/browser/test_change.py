"""From work to work in a real browser: a firm tells a group of 40, somebody joins, and each sees what is theirs."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.accounts.factories import actor
from tests.browser.test_booking import sign_in_here
from tests.engine.fit_world import skill, world
from tests.work.change_world import asks as asking
from tests.work.change_world import choice, make_guide, make_network, make_opening, many, person_of
from tests.work.people import make_firm, make_manager
from wending.engine.fit import FitIndex
from wending.orientation.models import KeptProfile
from wending.work.actions.moving import join_moving
from wending.work.actions.moving_answers import take_up_guiding
from wending.work.models import Moving
from wending.work.queries import moving_match, moving_reasons

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE, JOINED = 40, 12


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> None:
    found = FitIndex().fit(world(1))
    for room in (moving_match, moving_reasons):
        monkeypatch.setattr(room, "fit_index", lambda: found)


@pytest.mark.parametrize("width", [360, 1280])
def test_group_of_forty_moves_from_work_to_work(
    page: Page, fits: Callable[[Page], None], index: None, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    check = partial(fits, page)

    firm, near = make_firm(), make_manager(make_firm("Molen"), "Mo")
    boss, guide = make_manager(firm), make_guide()
    make_network(firm, near.organisation)
    make_opening(near.organisation, "o:001", title="Molenaar", for_network=True, places=20, hours=32)
    make_opening(firm, "o:002", title="Bezorger", places=20)
    rows = many(PEOPLE, firm, accounts=JOINED)

    page.goto("/")
    sign_in_here(page, boss)
    page.goto(reverse("work:movings"))
    page.get_by_label("Hoe noemen jullie de groep?").fill("Inpakken")
    page.get_by_label("Waarom stopt het werk?").fill("De lijn gaat dicht.")
    page.get_by_label("Laatste dag van het werk").fill("2027-06-30")
    page.get_by_label("Ja", exact=True).check()
    page.get_by_label("Wie helpt de mensen op weg?").select_option(label=guide.organisation.name)
    page.get_by_role("button", name="Maak de groep").click()
    expect(page.get_by_role("button", name="Laat het hun weten")).to_be_visible()
    page.wait_for_load_state()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Laat het hun weten").click()
    expect(page.get_by_text(f"Je vertelde het {PEOPLE} mensen")).to_be_visible()
    check()
    group = Moving.objects.get()

    take_up_guiding(by=actor(guide), moving=group.pk)
    for row in rows[1:JOINED]:
        told = {"skills": [{"uri": skill(len(row.name) % 20), "level": 2, "source": "suggested"}]}
        KeptProfile.objects.create(person=person_of(row), content=told)
        join_moving(by=asking(row), moving=group.pk, choice=choice())

    me = person_of(rows[0])
    sign_in_here(page, me)
    page.goto(reverse("work:own_moving", args=[group.pk]))
    page.get_by_label("Mijn profiel: werk dat ik deed en wat ik wil").check()
    page.get_by_label("Hoogstens zoveel uur per week").fill("36")
    page.get_by_label("Mijn begeleider mag zien").check()
    page.get_by_role("button", name="Ik doe mee").click()
    expect(page.get_by_role("heading", name="Mijn volgende stap")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Ja, ik wil kennismaken.*Molenaar")).click()
    expect(page.get_by_text("Het bedrijf ziet nu je naam")).to_be_visible()
    check()

    sign_in_here(page, near)
    page.goto(reverse("work:moving_responses"))
    expect(page.get_by_role("heading", name=f"{me}: Molenaar")).to_be_visible()
    check()

    sign_in_here(page, guide)
    page.goto(reverse("work:guided_group", args=[group.pk]))
    expect(page.get_by_role("link", name=str(me), exact=True)).to_be_visible()
    check()

    sign_in_here(page, boss)
    page.goto(reverse("work:moving", args=[group.pk]))
    expect(page.get_by_text("Wie meedoet, zie je niet.")).to_be_visible()
