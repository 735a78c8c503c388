"""The training line of teachers: modules read well, and what a colleague saw is nobody's but the observed one's."""

import json
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_person, sign_in
from tests.school.people import make_group, make_school, make_staff, staff_row
from wending.accounts.models import Mail, Membership
from wending.accounts.rules.roles import Role
from wending.kit.readability import measure
from wending.ledger.models import Entry
from wending.school.actions.training import (
    answer_observation,
    ask_observation,
    finish_training,
    give_observation,
    remove_observation,
)
from wending.school.models import Observation, SchoolPerson, TrainingDone
from wending.school.queries.training import (
    colleagues,
    modules,
    observation_for,
    observations_by,
    observations_of,
    reach,
    training_line,
)
from wending.school.rules.observation import State
from wending.school.sources.training.parse import BadModule, parse_module

SECRET = "Ik vergeet steeds een stilte te laten vallen."
GOOD = """
minutes = 15
title = { nl = "Titel", en = "Title" }
goal = { nl = "Doel", en = "Goal" }
text = [{ nl = "Een", en = "One" }, { nl = "Twee", en = "Two" }]
steps = [{ nl = "Doe", en = "Do" }, { nl = "Doe dit", en = "Do this" }]
look_back = { nl = "Hoe?", en = "How?" }
signs = [{ nl = "Ziet", en = "Sees" }, { nl = "Hoort", en = "Hears" }]
"""


def test_modules_are_all_there_in_their_order_and_in_both_languages() -> None:
    found = modules()
    assert len(found) >= 12
    assert next(iter(found)) == "talk-from-experience"
    for one in found.values():
        for words in (one.title, one.goal, *one.text, *one.steps, one.look_back, *one.signs):
            assert words.nl != words.en


def test_modules_are_plain_dutch() -> None:
    for one in modules().values():
        found = measure([words.nl for words in (one.goal, *one.text, *one.steps, one.look_back)])
        assert found.words_per_sentence <= 15, one.key


def test_parse_module_takes_key_from_the_name_of_the_file() -> None:
    assert parse_module(GOOD.encode(), "04-asking-more.toml").key == "asking-more"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("minutes = 15", "minutes = 45", "from 10 to 20"),
        ('goal = { nl = "Doel", en = "Goal" }', "", "missing goal"),
        ('en = "Title"', 'en = ""', "title has a text in nl and in en"),
        ("look_back", "score = 3\nlook_back", "unknown score"),
        ('signs = [{ nl = "Ziet", en = "Sees" }, ', "signs = [", "signs has 2 to 4 texts"),
        ("minutes = 15", "minutes = ", "02-x.toml"),
    ],
)
def test_parse_module_says_what_is_wrong_in_which_file(before: str, after: str, told: str) -> None:
    with pytest.raises(BadModule, match=r"02-x\.toml") as error:
        parse_module(GOOD.replace(before, after).encode(), "02-x.toml")
    assert told in str(error.value)


pytestmark = pytest.mark.django_db


def two_teachers() -> tuple[Membership, Membership]:
    school = make_school()
    group = make_group(school)
    return make_staff(Role.TEACHER, school, group, name="Dana"), make_staff(Role.MENTOR, school, group, name="Mo")


def asked(of: Membership, observer: Membership) -> Observation:
    return ask_observation(by=actor(of), colleague=staff_row(observer).pk, module="asking-further", wish=SECRET)


def given(of: Membership, observer: Membership) -> Observation:
    row = asked(of, observer)
    assert answer_observation(by=actor(observer), number=row.pk, agrees=True)
    assert give_observation(
        by=actor(observer), number=row.pk, seen={"0": "yes", "1": "partly"}, example=SECRET, idea="Tel tot vijf."
    )
    row.refresh_from_db()
    return row


def test_finish_training_keeps_the_first_day_and_the_last_words() -> None:
    dana, mo = two_teachers()
    finish_training(by=actor(dana), module="listening", looking_back="Eerst")
    TrainingDone.objects.update(day=timezone.localdate() - timedelta(days=9))
    finish_training(by=actor(dana), module="listening", looking_back=SECRET)
    step = next(one for one in training_line(actor(dana)) if one.module.key == "listening")
    assert (step.done, step.looking_back) == (timezone.localdate() - timedelta(days=9), SECRET)
    assert not any(one.done for one in training_line(actor(mo)))
    with pytest.raises(LookupError):
        finish_training(by=actor(dana), module="no-such", looking_back="")


def test_observation_is_the_observers_until_given_and_then_the_observeds_only() -> None:
    dana, mo = two_teachers()
    row = asked(dana, mo)
    assert observation_for(actor(mo), row.pk) == row
    assert not give_observation(by=actor(mo), number=row.pk, seen={}, example="", idea=""), "first agree"
    assert answer_observation(by=actor(mo), number=row.pk, agrees=True)
    assert give_observation(by=actor(mo), number=row.pk, seen={"0": "yes"}, example=SECRET, idea="")
    assert observation_for(actor(mo), row.pk) is None
    assert not observations_by(actor(mo))
    assert [one.example for one in observations_of(actor(dana))] == [SECRET]
    assert not give_observation(by=actor(mo), number=row.pk, seen={}, example="Anders", idea="")
    assert not answer_observation(by=actor(mo), number=row.pk, agrees=False)
    verbs = Entry.objects.filter(chain=str(dana.person.ledger_key)).values_list("verb", flat=True)
    assert list(verbs) == ["answered-observation", "gave-observation"]


def test_observed_can_withdraw_and_throw_away_and_nobody_else_can() -> None:
    dana, mo = two_teachers()
    row = given(dana, mo)
    assert not remove_observation(by=actor(mo), number=row.pk)
    assert remove_observation(by=actor(dana), number=row.pk)
    assert not Observation.objects.exists()
    assert not remove_observation(by=actor(dana), number=row.pk)


def test_nobody_else_reaches_an_observation() -> None:
    dana, mo = two_teachers()
    row = given(dana, mo)
    third = make_staff(Role.TEACHER, dana.organisation, name="Kees")
    manager = make_staff(Role.MANAGER, dana.organisation, name="Bas")
    elsewhere = make_staff(Role.TEACHER, make_school("De Vuurtoren"), person=dana.person)
    others = [actor(third), actor(manager), actor(elsewhere), actor(dana.person), actor(make_person("Vreemd"))]
    for other in [*others, replace(actor(dana), has_second_factor=False)]:
        assert observation_for(other, row.pk) is None
    SchoolPerson.objects.filter(pk=staff_row(dana).pk).update(ended=timezone.localdate())
    assert observation_for(actor(dana), row.pk) is None, "who left reads it in the export, not at school"


def test_only_present_colleagues_of_the_same_school_with_an_account_can_be_asked() -> None:
    dana, mo = two_teachers()
    elsewhere = make_staff(Role.TEACHER, make_school("De Vuurtoren"))
    left = make_staff(Role.TEACHER, dana.organisation, name="Weg")
    SchoolPerson.objects.filter(pk=staff_row(left).pk).update(ended=timezone.localdate())
    stopped = make_staff(Role.TEACHER, dana.organisation, name="Gestopt")
    Membership.objects.filter(pk=stopped.pk).update(ended=timezone.now())
    assert set(colleagues(actor(dana))) == {staff_row(mo)}
    for member in (elsewhere, left, stopped, dana):
        with pytest.raises(PermissionDenied):
            ask_observation(by=actor(dana), colleague=staff_row(member).pk, module="listening", wish="")
    with pytest.raises(PermissionDenied):
        ask_observation(by=actor(dana), colleague=uuid4(), module="listening", wish="")


def test_mail_to_a_colleague_tells_nothing_of_the_lesson() -> None:
    dana, mo = two_teachers()
    asked(dana, mo)
    mail = Mail.objects.get(address=mo.person.email)
    text = str(json.loads(mail.content))
    assert "meekijken" in text
    assert SECRET not in text
    assert "Dana" not in text


def test_erased_observer_leaves_the_observation_with_its_owner() -> None:
    dana, mo = two_teachers()
    row = given(dana, mo)
    mo.person.delete()
    found = observation_for(actor(dana), row.pk)
    assert found is not None
    assert (found.observer, found.example) == (None, SECRET)


def school_of(staff: int, trained: int) -> Membership:
    manager = make_staff(Role.MANAGER, make_school(), name="Bas")
    for number in range(staff):
        member = make_member(Role.TEACHER, manager.organisation, f"Docent{number}")
        if number < trained:
            TrainingDone.objects.create(person=member.person, module="listening", day=timezone.localdate())
    return manager


def last_quarter() -> None:
    long_ago = timezone.now() - timedelta(days=100)
    Membership.objects.update(since=long_ago)
    TrainingDone.objects.update(day=long_ago.date())


@pytest.mark.parametrize(
    ("staff", "trained", "shown"),
    [(30, 15, [30, 15, None]), (30, 9, [30, None, None]), (30, 21, [30, None, None]), (9, 9, [None, None, None])],
)
def test_reach_hides_small_counts_and_their_complements(staff: int, trained: int, shown: list[int | None]) -> None:
    manager = school_of(staff, trained)
    last_quarter()
    assert [count for _key, count in reach(actor(manager))] == shown


def test_reach_does_not_move_within_a_quarter() -> None:
    manager = school_of(30, 15)
    last_quarter()
    before = reach(actor(manager))
    TrainingDone.objects.create(
        person=make_member(Role.TEACHER, manager.organisation, "Nieuw").person,
        module="listening",
        day=timezone.localdate(),
    )
    assert reach(actor(manager)) == before


def test_reach_is_for_the_manager_of_that_school_only() -> None:
    manager = school_of(30, 15)
    last_quarter()
    teacher = make_staff(Role.TEACHER, manager.organisation)
    elsewhere = make_staff(Role.MANAGER, make_school("De Vuurtoren"), person=manager.person)
    assert reach(actor(teacher)) == []
    assert [count for _key, count in reach(actor(elsewhere))] == [None, None, None]
    assert reach(replace(actor(manager), has_second_factor=False)) == []


def test_pages_walk_from_module_to_what_a_colleague_saw(client: Client) -> None:
    dana, mo = two_teachers()
    sign_in(client, dana)
    assert "Leren begeleiden" in client.get(reverse("school:training")).content.decode()
    page = client.post(reverse("school:training_module", args=["listening"]), {"looking_back": SECRET}, follow=True)
    assert "Je deed 1 van de" in page.content.decode()
    answer = {"colleague": staff_row(mo).pk, "module": "listening", "wish": ""}
    client.post(reverse("school:observations"), answer)
    row = Observation.objects.get()
    assert client.post(reverse("school:observation", args=[row.pk]), {}).status_code == 404, "not one's own lesson"
    sign_in(client, mo)
    client.post(reverse("school:observation_answer", args=[row.pk]), {"answer": "yes"})
    assert "Geef het aan je collega" in client.get(reverse("school:observation", args=[row.pk])).content.decode()
    wrong = client.post(reverse("school:observation", args=[row.pk]), {"sign0": "yes", "example": "x"})
    assert "Dit veld is verplicht" in wrong.content.decode()
    client.post(reverse("school:observation", args=[row.pk]), {"sign0": "yes", "sign1": "not-now", "example": SECRET})
    assert client.get(reverse("school:observation", args=[row.pk])).status_code == 404
    sign_in(client, dana)
    seen = client.get(reverse("school:observation", args=[row.pk])).content.decode()
    assert SECRET in seen
    assert "Dat kwam deze les niet langs" in seen
    row.refresh_from_db()
    assert row.state == State.GIVEN


def test_observation_form_refuses_a_citizen_number_and_keeps_the_text(client: Client) -> None:
    dana, mo = two_teachers()
    row = asked(dana, mo)
    answer_observation(by=actor(mo), number=row.pk, agrees=True)
    sign_in(client, mo)
    told = {"sign0": "yes", "sign1": "yes", "example": "Leerling 123456782 zei iets."}
    page = client.post(reverse("school:observation", args=[row.pk]), told).content.decode()
    assert "burgerservicenummer" in page
    assert "Leerling 123456782" in page
    row.refresh_from_db()
    assert row.state == State.AGREED
