"""The made-up firm, and a whole rotation at the size that was promised, without waiting for the proof."""

from pathlib import Path

import pytest
from django.core.management import call_command

from tests.accounts.factories import actor
from tests.work.people import make_colleague, make_firm, make_manager, make_task, make_team, next_monday
from wending.accounts.models import Organisation, Person
from wending.dossier.models import ItemSkill
from wending.reference.sources.catalogue.parse import SKILL_URI
from wending.reference.sources.catalogue.rows import read_catalogue
from wending.work.actions.example import NAME
from wending.work.actions.rotate import ask_rotation, is_small, search
from wending.work.models import Colleague, Course, Opening, Rotation, Shown, Task, Turn, TurnAnswer
from wending.work.rules.rotation import State

CATALOGUE = Path(__file__).resolve().parents[2] / "src/wending/reference/sources/catalogue/files"

pytestmark = pytest.mark.django_db


def test_load_work_examples_is_made_up_complete_and_once(capsys):
    call_command("load_work_examples")
    call_command("load_work_examples")

    assert "is there already" in capsys.readouterr().out
    firm = Organisation.objects.get(name=NAME)
    assert firm.is_example
    assert Colleague.objects.filter(organisation=firm).count() == 12
    assert not Person.objects.filter(is_example=False).exists()
    rotation = Rotation.objects.get()
    assert rotation.state == State.READY
    assert not TurnAnswer.objects.exists()
    assert Task.objects.filter(steps__isnull=False).exists()
    assert Course.objects.filter(organisation=firm).exists()


def test_load_work_examples_names_occupations_and_skills_of_the_embedded_catalogue():
    call_command("load_work_examples")

    catalogue = read_catalogue(CATALOGUE)
    occupations = {row["esco"] for row in catalogue.occupations}
    skills = {row["uri"] or f"{SKILL_URI}{row['id']}" for row in catalogue.skills}
    openings = Opening.objects.all()
    assert {row.occupation for row in openings} <= occupations
    asked = {skill["uri"] for row in openings for skill in row.skills if skill["uri"]}
    held = set(ItemSkill.objects.values_list("uri", flat=True))
    assert asked & held
    assert asked | held <= skills


def test_load_work_examples_refuses_production(settings):
    settings.IS_PRODUCTION = True
    with pytest.raises(Exception, match="production"):
        call_command("load_work_examples")


def test_search_at_forty_people_and_twenty_five_tasks_leaves_turns_that_can_be_answered(monkeypatch):
    # Near enough at once: what is proven in which time is for the bench.
    monkeypatch.setattr("wending.work.actions.rotate.GAP", 10.0)
    firm = make_firm()
    team = make_team(firm)
    people = [make_colleague(team=team, name=f"P{number}", hours=24) for number in range(40)]
    for number in range(25):
        doers = people[number::9]
        skills = [f"kunnen {number}"] if number % 2 else []
        make_task(team, f"T{number}", doers=doers, skills=skills, hours=24, physical=number % 3)
    rotation = ask_rotation(by=actor(make_manager(firm)), team=team.pk, monday=next_monday(), weeks=4)

    assert not is_small(rotation)
    assert search(rotation.pk, (30.0,)) == State.READY
    rotation.refresh_from_db()
    assert Turn.objects.filter(rotation=rotation).count() >= 100
    assert sum(blocks for _task, _week, blocks in rotation.outcome["short"]) == rotation.outcome["least_short"]


def test_erasing_an_account_takes_what_was_ones_own_and_leaves_the_firm_its_planning():
    call_command("load_work_examples")
    youssef = Person.objects.get(name__startswith="Youssef")
    turn = Turn.objects.filter(colleague__account=youssef).first()
    TurnAnswer.objects.create(turn=turn, person=youssef, is_accepted=False, reason="rug")

    youssef.delete()

    assert not Shown.objects.filter(person_id=youssef.pk).exists()
    assert not TurnAnswer.objects.exists()
    turn.refresh_from_db()
    assert turn.colleague.account is None
    assert turn.colleague.name == "Youssef"
