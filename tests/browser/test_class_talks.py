"""A mentor prepares talks for a class of 28 in a real browser: plans them, reads a sheet, on a phone and a desk."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.accounts.factories import actor, sign_in
from tests.school.people import make_group, make_learner, make_school, make_staff
from wending.accounts.rules.roles import Role
from wending.school.actions.talk_papers import share_paper, write_paper
from wending.school.models import SchoolTalk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [360, 1280])
def test_mentor_prepares_talks_for_a_class_of_28(
    width: int, page: Page, fits: Callable[[Page], None], live_server: Any
) -> None:
    school = make_school()
    group = make_group(school)
    mentor = make_staff(Role.MENTOR, school, group)
    yara = make_learner(school, group, account=True)
    for number in range(27):
        make_learner(school, group, first=f"Leerling {number:02}")
    page.set_viewport_size({"width": width, "height": 800})
    key = sign_in(Client(), mentor).session.session_key
    page.context.add_cookies([{"name": "sessionid", "value": str(key), "url": live_server.url}])

    page.goto("/school/gesprekken/")
    fits(page)
    page.get_by_role("link", name="Plan gesprekken").click()
    first = timezone.localdate() + timedelta(days=1)
    page.get_by_label("Eerste dag").fill(first.isoformat())
    page.get_by_label("Laatste dag").fill((first + timedelta(days=6)).isoformat())
    page.get_by_label("Van", exact=True).fill("09:00")
    page.get_by_label("Tot", exact=True).fill("11:00")
    page.get_by_role("button", name="Verdeel de momenten").click()
    fits(page)
    page.get_by_role("button", name="Nodig uit").click()
    expect(page.get_by_text("28 leerlingen zijn uitgenodigd")).to_be_visible()
    fits(page)

    talk = SchoolTalk.objects.get(learner=yara)
    assert yara.account
    paper = write_paper(by=actor(yara.account), talk=talk.pk, answers={"did": "Ik bakte brood"})
    share_paper(by=actor(yara.account), paper=paper.pk)
    page.get_by_role("link", name="Yara Bos").click()
    expect(page.get_by_text("Ik bakte brood")).to_be_visible()
    fits(page)
