"""A file of a learner at the next school: for that learner only, once, answered thing by thing, told and withdrawn."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.factories import actor, sign_in
from tests.school.classes import World, did, make_world, verbs
from tests.school.people import make_group, make_learner, make_school, make_staff
from wending.accounts.models import Mail, Membership, Organisation, Person
from wending.accounts.rules.roles import Role
from wending.ledger.rules.actor import Actor
from wending.school.actions.handover_files import bring_handover_file
from wending.school.actions.handovers import (
    answer_as_parent,
    answer_thing,
    ask_parent_about,
    look_at_offer,
    offer_handover,
    take_file,
    withdraw_handover,
)
from wending.school.models import Handover, HandoverThing, SchoolPerson
from wending.school.queries.handovers import offers_to, own_handovers, standing
from wending.school.rules.handover import HandoverState, is_name_of
from wending.school.sources.handover.parse import parse_handover

pytestmark = pytest.mark.django_db
BAKER = {"kind": "item", "title": "Bakkerij De Korst", "lines": ["Elke zaterdag broden."]}
TALK = {"kind": "agreement", "title": "Open dag bezoeken", "lines": []}


@pytest.fixture
def world() -> World:
    """A class with its people."""
    return make_world()


@pytest.fixture
def by(world: World) -> Actor:
    """The counsellor of the school of that class."""
    return actor(make_staff(Role.PROFESSIONAL, world.school, name="Ilse"))


def a_file(*things: Any, name: str = "Yara", **told: Any) -> bytes:
    """Return a file as another Wending makes it."""
    values: dict[str, Any] = {
        "format": "wending-handover",
        "version": 1,
        "handover": "5a0c7d2e-2f52-4c5e-8f2b-0c1d2e3f4a5b",
        "made": "2026-05-03",
        "language": "nl",
        "from": {"name": name},
        "school": {"leaves": "De Brug", "to": None},
        "things": list(things or (BAKER, TALK)),
    }
    return json.dumps(values | told).encode()


def bring(by: Actor, learner: SchoolPerson, data: bytes) -> Handover:
    return bring_handover_file(by=by, learner=learner.pk, name="overdracht.json", data=data)


def titles() -> set[str]:
    """Return what is kept of things, anywhere."""
    return {row.content["title"] for row in HandoverThing.objects.all() if row.content}


def test_file_is_taken_thing_by_thing_with_its_source_and_day(world: World, by: Actor) -> None:
    Mail.objects.all().delete()
    made = bring(by, world.yara, a_file())
    assert (made.file_school, made.file_made, made.to, made.person) == (
        "De Brug",
        date(2026, 5, 3),
        world.school,
        world.me,
    )
    assert verbs(world.me)[-1] == "brought-handover-file"
    assert Mail.objects.get().address == world.me.email
    item, talk = look_at_offer(by=by, handover=made.pk).things
    assert [one.content and one.content["title"] for one in (item, talk)] == ["Bakkerij De Korst", "Open dag bezoeken"]
    answer_thing(by=by, handover=made.pk, thing=item.pk, accepts=True)
    assert verbs(world.me)[-1] == "accepted-handover"
    answer_thing(by=by, handover=made.pk, thing=talk.pk, accepts=False)
    assert verbs(world.me)[-1] == "refused-handover"
    assert titles() == {"Bakkerij De Korst"}
    assert list(own_handovers(world.as_yara)) == [made]
    assert standing(made) is HandoverState.ANSWERED
    taken = parse_handover("overdracht.json", take_file(by=by, handover=made.pk, lang="nl"))
    assert (taken.leaves, [thing.title for thing in taken.things]) == ("De Brug", ["Bakkerij De Korst"])


def test_file_brought_twice_doubles_nothing_however_it_is_written(world: World, by: Actor) -> None:
    made = bring(by, world.yara, a_file())
    answer_thing(by=by, handover=made.pk, thing=made.things.get(kind="agreement").pk, accepts=False)
    other = json.dumps(json.loads(a_file(made="2026-06-01", language="en")), indent=4).encode()
    assert bring(by, world.yara, other) == made
    assert (Handover.objects.count(), HandoverThing.objects.count()) == (1, 2)
    assert titles() == {"Bakkerij De Korst"}


def test_other_file_brings_only_what_is_not_there_and_each_once(world: World, by: Actor) -> None:
    bring(by, world.yara, a_file(BAKER))
    made = bring(by, world.yara, a_file(BAKER, TALK, TALK, handover=str(uuid4())))
    assert list(made.things.values_list("kind", flat=True)) == ["agreement"]
    with pytest.raises(ValidationError, match="niets nieuws"):
        bring(by, world.yara, a_file(TALK, handover=str(uuid4())))


def test_same_words_of_another_learner_are_their_own(world: World, by: Actor) -> None:
    bring(by, world.yara, a_file(handover=None))
    made = bring(by, world.bo, a_file(name="Bo", handover=None))
    assert made.things.count() == 2


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"name": "Noor"}, "is van Noor, niet van Yara Bos"),
        ({"name": " "}, "niet van wie het is"),
        ({"name": "Bo"}, "is van Bo, niet van Yara Bos"),
    ],
)
def test_file_of_another_is_refused_and_leaves_nothing(world: World, by: Actor, told: Any, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        bring(by, world.yara, a_file(**told))
    assert not Handover.objects.exists()
    assert not HandoverThing.objects.exists()
    assert "brought-handover-file" not in verbs(world.me)


def test_file_made_here_is_of_its_own_account_whatever_name_stands_in_it(world: World, by: Actor) -> None:
    namesake = make_learner(world.school, world.group, account=True)
    own = offer_handover(by=world.as_yara, things=[], note="Van mij", to=None, lang="nl")
    data = take_file(by=world.as_yara, handover=own.pk, lang="nl")
    with pytest.raises(ValidationError, match="account van een ander"):
        bring(by, namesake, data)
    renamed = json.dumps(json.loads(data) | {"from": {"name": "Y."}}).encode()
    made = bring(by, world.yara, renamed)
    assert made.file_of == own.pk


def test_withdrawn_is_gone_at_the_school_too_and_does_not_come_back(world: World, by: Actor) -> None:
    own = offer_handover(by=world.as_yara, things=[], note="Van mij", to=None, lang="nl")
    data = take_file(by=world.as_yara, handover=own.pk, lang="nl")
    made = bring(by, world.yara, data)
    answer_thing(by=by, handover=made.pk, thing=made.things.get().pk, accepts=True)
    withdraw_handover(by=world.as_yara, handover=own.pk)
    assert not titles()
    assert not offers_to(by)
    for again in (data, a_file(handover=str(own.pk))):
        with pytest.raises(ValidationError, match="trok dit in"):
            bring(by, world.yara, again)


def test_withdrawing_takes_nothing_of_who_only_names_the_same_number(world: World, by: Actor) -> None:
    own = offer_handover(by=world.as_yara, things=[], note="Van mij", to=None, lang="nl")
    Handover.objects.create(person=world.mate, to=world.school, file_digest="x", file_of=own.pk)
    withdraw_handover(by=world.as_yara, handover=own.pk)
    assert Handover.objects.get(person=world.mate).withdrawn is None


def test_what_the_learner_withdrew_at_the_school_is_not_brought_again(world: World, by: Actor) -> None:
    made = bring(by, world.yara, a_file())
    withdraw_handover(by=world.as_yara, handover=made.pk)
    with pytest.raises(ValidationError, match="trok dit in"):
        bring(by, world.yara, a_file())
    assert not titles()


def test_what_was_offered_directly_does_not_come_in_again_by_file(world: World) -> None:
    there = make_school("Mbo Zuid")
    me = actor(make_staff(Role.PROFESSIONAL, there, name="Ilse"))
    row = make_learner(there, make_group(there), account=world.me)
    item = did(world.me)
    made = offer_handover(by=world.as_yara, things=[f"item:{item.pk}"], note="", to=there.pk, lang="nl")
    data = take_file(by=world.as_yara, handover=made.pk, lang="nl")
    with pytest.raises(ValidationError, match="niets nieuws"):
        bring(me, row, data)


def test_below_sixteen_the_school_sees_nothing_before_a_parents_yes(world: World, by: Actor) -> None:
    Person.objects.filter(pk=world.me.pk).update(sixteen_on=timezone.localdate() + timedelta(days=9))
    made = bring(by, world.yara, a_file())
    assert standing(made) is HandoverState.PARENT
    assert not offers_to(by)
    links: list[str] = []
    ask_parent_about(
        by=world.as_yara, handover=made.pk, email="mam@example.org", link=lambda token: links.append(token) or token
    )
    assert answer_as_parent(token=links[0], agrees=True)
    assert list(offers_to(by)) == [made]


def _of_mentor(world: World) -> Actor:
    return world.as_mentor


def _of_teacher(world: World) -> Actor:
    return world.as_teacher


def _of_manager(world: World) -> Actor:
    return actor(make_staff(Role.MANAGER, world.school, name="Mo"))


def _of_other_school(world: World) -> Actor:
    return actor(make_staff(Role.PROFESSIONAL, make_school("Elders"), name="Els"))


def _without_second_factor(world: World) -> Actor:
    return replace(actor(make_staff(Role.PROFESSIONAL, world.school, name="Ina")), has_second_factor=False)


def _of_learner(world: World) -> Actor:
    return world.as_yara


WHO_MAY_NOT = [_of_mentor, _of_teacher, _of_manager, _of_other_school, _without_second_factor, _of_learner]


@pytest.mark.parametrize("who", WHO_MAY_NOT)
def test_nobody_but_the_counsellor_of_the_school_brings_a_file(world: World, who: Callable[[World], Actor]) -> None:
    with pytest.raises(SchoolPerson.DoesNotExist):
        bring(who(world), world.yara, a_file())
    assert not Handover.objects.exists()


def test_who_has_no_account_or_left_gets_no_file(world: World, by: Actor) -> None:
    with pytest.raises(SchoolPerson.DoesNotExist):
        bring(by, make_learner(world.school, world.group, first="Noor"), a_file(name="Noor"))
    SchoolPerson.objects.filter(pk=world.yara.pk).update(ended=timezone.localdate())
    with pytest.raises(SchoolPerson.DoesNotExist):
        bring(by, world.yara, a_file())


def sent(client: Client, learner: SchoolPerson, data: bytes, **told: str) -> Any:
    fields = {"file": SimpleUploadedFile("overdracht.json", data), "is_known": "on"} | told
    return client.post(reverse("school:handover_bring", args=[learner.pk]), fields, follow=True)


def test_counsellor_reads_chooses_the_learner_and_takes_on_the_pages(client: Client, world: World) -> None:
    counsellor = make_staff(Role.PROFESSIONAL, world.school, name="Ilse")
    sign_in(client, counsellor)
    upload = {"file": SimpleUploadedFile("overdracht.json", a_file())}
    read = client.post(reverse("school:handover_read"), upload).content.decode()
    assert reverse("school:handover_bring", args=[world.yara.pk]) in read
    assert reverse("school:handover_bring", args=[world.bo.pk]) not in read
    assert not Handover.objects.exists()
    answer = sent(client, world.yara, a_file())
    made = Handover.objects.get()
    assert answer.redirect_chain == [(reverse("school:handover", args=[made.pk]), 302)]
    page = answer.content.decode()
    for words in ("Uit een bestand van De Brug, gemaakt op 3 mei 2026.", "Bakkerij De Korst", "Neem aan"):
        assert words in page
    assert "Bewaar als bestand" not in page
    sign_in(client, world.me)
    own = client.get(reverse("school:my_handover", args=[made.pk])).content.decode()
    assert "Uit een bestand van De Brug, gemaakt op 3 mei 2026." in own


@pytest.mark.parametrize(
    ("data", "told", "words"),
    [
        (a_file(name="Noor"), {}, "Dit bestand is van Noor, niet van Yara Bos. Er is niets bewaard."),
        (b"{", {}, "geen bestand met dingen van een leerling"),
        (a_file(), {"is_known": ""}, "Vraag het eerst aan de leerling."),
    ],
)
def test_refused_file_says_why_at_the_field(
    client: Client, world: World, data: bytes, told: dict[str, str], words: str
) -> None:
    sign_in(client, make_staff(Role.PROFESSIONAL, world.school, name="Ilse"))
    answer = sent(client, world.yara, data, **told)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Handover.objects.exists()


def test_page_to_bring_is_not_there_for_others(client: Client, world: World) -> None:
    place = reverse("school:handover_bring", args=[world.yara.pk])
    for member, status in ((world.mentor, 403), (world.teacher, 403), (_elsewhere(), 404)):
        sign_in(client, member)
        assert client.get(place).status_code == status
    sign_in(client, world.mentor)
    upload = {"file": SimpleUploadedFile("overdracht.json", a_file())}
    assert place not in client.post(reverse("school:handover_read"), upload).content.decode()


def _elsewhere() -> Membership:
    elsewhere: Organisation = make_school("Elders")
    return make_staff(Role.PROFESSIONAL, elsewhere, name="Els")


@pytest.mark.parametrize(
    ("told", "is_known"), [("yara  BOS", True), ("Yára", True), ("Yar", False), ("", False), (" ", False)]
)
def test_is_name_of_passes_over_case_accents_and_spaces(told: str, is_known: bool) -> None:
    assert is_name_of(told, ["Yara", "Yara Bos", ""]) is is_known
