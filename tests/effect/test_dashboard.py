"""Dashboards: who may see which figures, what stands on them, and that they never change once counted."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.accounts.factories import actor, make_member, make_organisation, make_person, sign_in
from tests.effect.dashboard_world import make_large_centre, make_manager
from tests.effect.factories import make_office, make_researcher
from wending.accounts.models import Membership, Organisation
from wending.accounts.rules.counted import CountedPerson, Quarter, quarter_of
from wending.accounts.rules.roles import Kind, Role
from wending.effect.actions.example_figures import make_example_figures
from wending.effect.actions.figures import freeze_figures
from wending.effect.models import FigureLook, FrozenTable
from wending.effect.queries.figures import figures_together, looks_of, own_figures
from wending.effect.rules.indicators import BASES, HORIZONS
from wending.guidance.models import Case
from wending.guidance.queries import counted as guidance
from wending.guidance.rules.follow_up import MONTHS
from wending.school.models import HandIn, SchoolGroup, SchoolPerson, SchoolTalk, Seat
from wending.school.queries import counted as school
from wending.work.models import Colleague, Talk
from wending.work.queries import counted as work

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
QUARTER = Quarter(2026, 3)
OWN = "/ons-resultaat/"
TOGETHER = "/onderzoek/cijfers/"


@pytest.fixture
def manager() -> Membership:
    """Who leads a large centre of which the last quarter was counted."""
    _centre, found = make_large_centre()
    freeze_figures(TODAY)
    return found


def text(page: Any) -> str:
    return " ".join(page.content.decode().split())


def test_a_manager_sees_numerator_denominator_and_unknown(client: Client, manager: Membership) -> None:
    page = text(sign_in(client, manager).get(OWN))
    assert "39 van de 78 van wie we het weten; van 39 weten we het niet." in page
    assert "50% (39 tot 61)" in page
    assert "Dit is geen bewijs dat het door de begeleiding komt" in page
    assert 'href="/wat-levert-het-op/"' in page


def test_unknown_is_never_no(manager: Membership) -> None:
    found = own_figures(actor(manager), "", "", "nl")
    assert found is not None
    one = next(one for one in found.figures if one.share.indicator.key == "in_work" and one.base.months == 3)
    assert (one.now.yes, one.now.no, one.now.unknown, one.now.base) == (39, 39, 39, 117)
    assert one.now.percent == 50


def test_what_is_hidden_is_nowhere_on_the_page_or_in_the_file(client: Client, manager: Membership) -> None:
    """Nobody is dissatisfied: that would be told of everybody, so "all are satisfied" must not follow either."""
    found = own_figures(actor(manager), "", "approach", "nl")
    assert found is not None
    one = next(one for one in found.figures if one.share.indicator.key == "satisfied" and one.base.months == 3)
    assert one.now.no is None
    assert one.now.percent is None
    assert None in {one.now.yes, one.now.unknown}
    rows = b"".join(sign_in(client, manager).get(f"{OWN}csv/?naar=approach")).decode().splitlines()
    row = next(row for row in rows if "tevreden" in row and "3 maanden" in row and "Iedereen" in row)
    assert row.endswith(",,,"), "no percentage and no interval"
    assert any(row.startswith("geteld op,") for row in rows)


def test_a_file_has_definitions_source_and_date_in_both_languages(client: Client, manager: Membership) -> None:
    sign_in(client, manager)
    dutch = b"".join(client.get(f"{OWN}csv/")).decode()
    assert "Mensen die zeggen dat ze werken" in dutch
    english = b"".join(client.get("/en/our-results/csv/")).decode()
    assert "People who say they work" in english
    assert "counted on" in english


def test_frozen_figures_do_not_change_with_what_happens_later(manager: Membership) -> None:
    before = list(FrozenTable.objects.order_by("pk").values())
    Case.objects.filter(organisation=manager.organisation).first().delete()  # type: ignore[union-attr]
    freeze_figures(date(2026, 12, 1))
    assert list(FrozenTable.objects.order_by("pk").values()) == before


def test_a_quarter_is_counted_only_when_all_had_as_long_to_be_seen() -> None:
    make_large_centre(people=20)
    freeze_figures(date(2026, 10, 30))
    assert not FrozenTable.objects.filter(period="2026-3").exists()
    freeze_figures(date(2026, 10, 31))
    assert FrozenTable.objects.filter(period="2026-3").exists()


def test_a_small_centre_sees_why_there_is_nothing(client: Client) -> None:
    _centre, manager = make_large_centre(people=6)
    freeze_figures(TODAY)
    page = text(sign_in(client, manager).get(OWN))
    assert "Te weinig mensen om te tonen" in page
    assert "<dd>6</dd>" not in page


def test_a_centre_without_figures_is_told_when_they_come(client: Client) -> None:
    manager = make_member(Role.MANAGER)
    assert "Er zijn nog geen cijfers" in text(sign_in(client, manager).get(OWN))
    assert client.get(f"{OWN}csv/").status_code == 404


def test_who_may_not_see_the_figures_of_an_organisation(client: Client, manager: Membership) -> None:
    there = manager.organisation
    assert client.get(OWN).status_code == 302, "a visitor signs in first"
    for role in (Role.PROFESSIONAL, Role.COUNCIL):
        assert sign_in(Client(), make_member(role, there)).get(OWN).status_code == 403
    for role, kind in ((Role.LEARNER, Kind.SCHOOL), (Role.TEACHER, Kind.SCHOOL), (Role.EMPLOYEE, Kind.EMPLOYER)):
        assert sign_in(Client(), make_member(role, make_organisation(kind))).get(OWN).status_code == 403
    assert sign_in(Client(), make_person()).get(OWN).status_code == 403
    assert sign_in(Client(), manager, second_factor=False).get(OWN).status_code == 302
    other = make_manager(Kind.MUNICIPALITY, make_organisation(Kind.MUNICIPALITY))
    assert sign_in(Client(), other).get(OWN).status_code == 404
    stranger = make_manager(Kind.CENTRE, make_organisation(Kind.CENTRE, "Ander"))
    assert own_figures(actor(stranger), "2026-3", "", "nl") is None, "nothing of another centre"
    assert own_figures(actor(make_researcher()), "", "", "nl") is None


def test_who_may_not_see_figures_together(manager: Membership) -> None:
    assert sign_in(Client(), manager).get(TOGETHER).status_code == 403
    assert Client().get(TOGETHER).status_code == 302
    assert figures_together(actor(manager), Kind.CENTRE, "", "", "nl") is None
    researcher = make_researcher()
    assert sign_in(Client(), researcher).get(f"{TOGETHER}vragen/").status_code == 403
    assert not looks_of(actor(researcher)).exists()


def test_together_is_of_three_organisations_and_no_examples(client: Client) -> None:
    make_large_centre("Alfaplein", 60)
    make_large_centre("Twee", 60)
    make_large_centre("Voorbeeld", 60, is_example=True)
    researcher = make_researcher()
    freeze_figures(TODAY)
    two = figures_together(actor(researcher), Kind.CENTRE, "", "", "nl")
    assert two is not None
    assert two.is_all_hidden
    FrozenTable.objects.all().delete()
    make_large_centre("Drie", 60)
    freeze_figures(TODAY)
    three = figures_together(actor(researcher), Kind.CENTRE, "", "", "nl")
    assert three is not None
    assert three.bases[0].people == 180
    page = text(sign_in(client, researcher).get(f"{TOGETHER}?soort=centre"))
    assert "180" in page
    assert "Alfaplein" not in page


def test_every_look_is_in_the_log_for_the_manager_of_the_office(client: Client) -> None:
    office = make_office()
    researcher, boss = make_researcher(office), make_manager(Kind.RESEARCH, office)
    other = make_manager(Kind.RESEARCH, make_office("Ander bureau"))
    sign_in(client, researcher).get(f"{TOGETHER}?soort=school")
    look = FigureLook.objects.get()
    assert (look.by, look.office, look.kind, look.is_file) == (researcher.person, office, "school", False)
    page = text(sign_in(Client(), boss).get(f"{TOGETHER}vragen/"))
    assert "Scholen" in page
    assert str(researcher.person) in page
    assert not looks_of(actor(other)).exists()


def test_an_unknown_split_is_no_split(manager: Membership) -> None:
    for asked in ("phase", "approach,language", "client", "approach&naar=language"):
        found = own_figures(actor(manager), "", asked, "nl")
        assert found is not None
        assert found.dimension == ""


def test_horizons_are_those_that_guidance_asks() -> None:
    assert HORIZONS == MONTHS
    assert {key for key, base in BASES.items() if base.months} == {f"ended-{months}" for months in MONTHS}


def test_guidance_counts_who_was_never_asked_as_unknown() -> None:
    centre, _manager = make_large_centre(people=12)
    people = [one for one in guidance.counted(centre.organisation_id, QUARTER) if one.base == "ended-3"]
    assert {one.answers.get("in_work") for one in people} == {True, False, None}
    Case.objects.filter(closed__isnull=False).first().follow_ups.all().delete()  # type: ignore[union-attr]
    again = [one for one in guidance.counted(centre.organisation_id, QUARTER) if one.base == "ended-3"]
    assert len(again) == len(people)
    assert not {one.token for one in people} & {one.token for one in again}, "tokens are drawn anew"


def test_guidance_tells_a_wait_only_of_a_conversation_it_knows() -> None:
    centre, _manager = make_large_centre(people=4)
    people = [one for one in guidance.counted(centre.organisation_id, QUARTER) if one.base == "begun"]
    assert sorted((one.days or 0, one.answers["talk_in_time"]) for one in people if one.days) == [(5, True), (5, True)]
    assert [one.answers["talk_in_time"] for one in people if one.days is None] == [None, None]


def test_school_counts_learners_of_the_quarter_and_no_account_is_unknown() -> None:
    there = make_organisation(Kind.SCHOOL, "School")
    group = SchoolGroup.objects.create(organisation=there, name="1A", phase="vo-onderbouw")
    with_account, without, late, staff, gone = (
        SchoolPerson.objects.create(organisation=there, roles=[role], account=account, ended=ended)
        for role, account, ended in (
            ("learner", make_person("A"), None),
            ("learner", None, date(2026, 10, 5)),
            ("learner", None, None),
            ("teacher", None, None),
            ("learner", None, date(2026, 9, 1)),
        )
    )
    for person, begins in ((with_account, None), (without, date(2026, 8, 20)), (late, date(2026, 10, 12))):
        Seat.objects.create(group=group, person=person, role="learner", begins=begins)
    SchoolTalk.objects.create(
        learner=without, mentor=staff, begins="2026-09-02T10:00Z", state="held", held_on="2026-09-02"
    )
    HandIn.objects.create(person=with_account.account, learner=with_account, title="X", handed_in="2026-07-02T10:00Z")
    found = {str(one.answers) for one in school.counted(there.pk, QUARTER)}
    assert found == {
        str({"school_talk": None, "handed_in": True}),
        str({"school_talk": True, "handed_in": None}),
    }
    assert gone.pk
    assert {one.groups["phase"] for one in school.counted(there.pk, QUARTER)} == {"vo-onderbouw"}


def test_work_counts_who_belongs_with_their_own_account() -> None:
    firm = make_organisation(Kind.EMPLOYER, "Firma")
    person = make_person("A")
    Colleague.objects.create(organisation=firm, name="A", account=person, hours=36)
    Colleague.objects.create(organisation=firm, name="B")
    Talk.objects.create(person=person, organisation=firm, day=date(2026, 9, 30))
    one, *others = work.counted(firm.pk, QUARTER)
    assert not others
    assert one.groups == {"hours": "full"}
    assert one.answers == {"work_talk": True, "in_training": None, "rotated": None}
    assert list(work.counted(firm.pk, Quarter(2024, 1))) == [], "who belonged to it then is not kept"


@pytest.mark.parametrize("kind", [Kind.CENTRE, Kind.SCHOOL, Kind.EMPLOYER])
def test_made_up_figures_are_of_made_up_organisations_and_say_so(client: Client, kind: Kind) -> None:
    real, example = (make_manager(kind, make_organisation(kind=kind, name=name)) for name in ("Echt", "Voorbeeld"))
    Organisation.objects.filter(pk=example.organisation_id).update(is_example=True)

    made = make_example_figures(TODAY)

    assert made > 0
    assert not FrozenTable.objects.exclude(organisation=example.organisation_id).exists()
    found = own_figures(actor(example), "", "", "nl")
    assert found is not None
    assert not found.is_all_hidden
    assert any(one.now.yes for one in found.figures)
    assert "Deze cijfers zijn verzonnen." in text(sign_in(client, example).get(OWN))
    assert own_figures(actor(real), "", "", "nl") is None
    # What is there stays; the periodic count goes on from it, and tells of nobody made up elsewhere.
    before = list(FrozenTable.objects.order_by("pk").values_list("pk", "cells"))
    assert make_example_figures(TODAY) == 0
    freeze_figures(TODAY)
    assert (
        list(FrozenTable.objects.filter(organisation=example.organisation_id).order_by("pk").values_list("pk", "cells"))
        == before
    )


def test_a_quarter_is_of_the_calendar() -> None:
    assert quarter_of(date(2026, 9, 30)) == QUARTER
    assert (QUARTER.first, QUARTER.last) == (date(2026, 7, 1), date(2026, 9, 30))
    assert Quarter(2026, 4).after == Quarter(2027, 1)
    assert Quarter(2026, 1).before == Quarter(2025, 4)
    assert CountedPerson("a", "begun").answers == {}
