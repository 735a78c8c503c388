"""Handing over: exactly what was chosen, read only after a yes, nothing after a no or a withdrawal, and a fit file."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.factories import actor, sign_in
from tests.school.classes import World, did, give, handed, make_world, verbs
from tests.school.people import make_school, make_staff
from wending.accounts.models import Mail, Membership, Organisation, Person
from wending.accounts.rules.roles import Role
from wending.dossier.sources.read import read_record
from wending.ledger.models import Entry
from wending.reference.rules.records import BadInput
from wending.school.actions.handovers import (
    answer_as_parent,
    answer_thing,
    answer_warm_note,
    ask_parent_about,
    confirm_grown_up,
    end_old_offers,
    look_at_offer,
    offer_handover,
    take_file,
    withdraw_handover,
    write_warm_note,
)
from wending.school.models import Handover, HandoverThing, SchoolPerson, WarmNote
from wending.school.queries.handovers import choices, offers_to, standing
from wending.school.rules.handover import HandoverState, Thing
from wending.school.sources.handover import parse
from wending.school.sources.handover.parse import parse_handover

pytestmark = pytest.mark.django_db
SCHEMA = Path(parse.__file__).with_name("handover.schema.json")


@pytest.fixture
def world() -> World:
    """A class with its people."""
    return make_world()


@pytest.fixture
def there() -> Membership:
    """The counsellor of the next school."""
    return make_staff(Role.PROFESSIONAL, make_school("Mbo Zuid"), name="Ilse")


def offered(world: World, to: Organisation | None, note: str = "Ik leer met mijn handen") -> Handover:
    """Return an experience and a note that travel."""
    item = did(world.me)
    key = to.pk if to else None
    return offer_handover(by=world.as_yara, things=[f"item:{item.pk}"], note=note, to=key, lang="nl")


def test_before_a_yes_only_kinds_are_there_and_a_no_leaves_nothing(world: World, there: Membership) -> None:
    found = offered(world, there.organisation)
    me = actor(there)
    offer = look_at_offer(by=me, handover=found.pk)
    assert [(thing.kind, thing.content) for thing in offer.things] == [("item", None), ("note", None)]
    assert verbs(world.me)[-1] == "saw-handover"
    item, note = offer.things
    answer_thing(by=me, handover=found.pk, thing=item.pk, accepts=True)
    answer_thing(by=me, handover=found.pk, thing=note.pk, accepts=False)
    assert HandoverThing.objects.get(kind="note").content is None
    offer = look_at_offer(by=me, handover=found.pk)
    assert [thing.content and thing.content["title"] for thing in offer.things] == ["Bakkerij De Korst", None]
    assert verbs(world.me)[-1] == "read-handover"
    with pytest.raises(HandoverThing.DoesNotExist):
        answer_thing(by=me, handover=found.pk, thing=note.pk, accepts=True)
    assert standing(Handover.objects.get()) is HandoverState.ANSWERED


@pytest.mark.parametrize("accepted", [False, True])
def test_withdrawn_is_gone_on_both_sides(accepted: bool, world: World, there: Membership) -> None:
    found = offered(world, there.organisation)
    if accepted:
        for thing in found.things.all():
            answer_thing(by=actor(there), handover=found.pk, thing=thing.pk, accepts=True)
    withdraw_handover(by=world.as_yara, handover=found.pk)
    assert not offers_to(actor(there))
    assert list(HandoverThing.objects.values_list("content", flat=True)) == [None, None]
    for act in (
        lambda: look_at_offer(by=actor(there), handover=found.pk),
        lambda: take_file(by=actor(there), handover=found.pk, lang="nl"),
        lambda: answer_thing(by=actor(there), handover=found.pk, thing=found.pk, accepts=True),
    ):
        with pytest.raises(Handover.DoesNotExist):
            act()


def _left(there: Membership) -> None:
    SchoolPerson.objects.filter(account=there.person).update(ended=timezone.localdate())


def _other_word(there: Membership) -> None:
    SchoolPerson.objects.filter(account=there.person).update(roles=["staff"])


@pytest.mark.parametrize("happens", [_left, _other_word])
def test_offer_is_of_who_is_counsellor_there_now(
    happens: Callable[[Membership], None], world: World, there: Membership
) -> None:
    found = offered(world, there.organisation)
    assert list(offers_to(actor(there))) == [found]
    happens(there)
    assert not offers_to(actor(there))


def test_offer_does_not_exist_for_anybody_else(world: World, there: Membership) -> None:
    found = offered(world, there.organisation)
    school = there.organisation
    strangers = [
        *[make_staff(role, school) for role in (Role.TEACHER, Role.MENTOR, Role.MANAGER)],
        make_staff(Role.PROFESSIONAL, world.school),
        make_staff(Role.PROFESSIONAL, make_school("Elders")),
    ]
    actors = [*map(actor, strangers), world.as_mentor, actor(world.mate)]
    for who in [*actors, replace(actor(there), has_second_factor=False)]:
        assert not offers_to(who)
        with pytest.raises(Handover.DoesNotExist):
            look_at_offer(by=who, handover=found.pk)
        with pytest.raises(Handover.DoesNotExist):
            take_file(by=who, handover=found.pk, lang="nl")
        with pytest.raises(Handover.DoesNotExist):
            withdraw_handover(by=who, handover=found.pk)


def test_mail_to_the_school_tells_nothing(world: World, there: Membership) -> None:
    Mail.objects.all().delete()
    offered(world, there.organisation)
    text = Mail.objects.get().content
    for word in ("Yara", "Palet", "Bakkerij", "overdracht", "Zuid"):
        assert word not in text


def young(world: World, days: int = 30) -> None:
    """Let Yara turn sixteen so many days from now."""
    Person.objects.filter(pk=world.me.pk).update(sixteen_on=timezone.localdate() + timedelta(days=days))


def parent_token(world: World, found: Handover) -> str:
    """Return the token that a parent gets by mail."""
    link = "https://x/{}/".format
    ask_parent_about(by=world.as_yara, handover=found.pk, email="mam@example.org", link=link)
    told = re.search(r"https://x/([\w-]+)/", Mail.objects.filter(address="mam@example.org").latest("made").content)
    assert told
    return told[1]


def test_below_sixteen_nothing_arrives_before_a_parents_yes(world: World, there: Membership) -> None:
    young(world)
    Mail.objects.all().delete()
    found = offered(world, there.organisation)
    assert standing(found) is HandoverState.PARENT
    assert not offers_to(actor(there))
    assert not Mail.objects.exists()
    with pytest.raises(ValidationError):
        confirm_grown_up(by=world.as_yara, handover=found.pk)
    with pytest.raises(ValidationError):
        ask_parent_about(by=world.as_yara, handover=found.pk, email=world.me.email, link=str)
    first, token = parent_token(world, found), parent_token(world, found)
    assert not answer_as_parent(token=first, agrees=True)
    assert answer_as_parent(token=token, agrees=True)
    assert not answer_as_parent(token=token, agrees=False)
    assert list(offers_to(actor(there))) == [found]


def test_parents_no_and_withdrawal_before_it_let_nothing_arrive(world: World, there: Membership) -> None:
    young(world)
    one, other = offered(world, there.organisation), offered(world, there.organisation)
    assert answer_as_parent(token=parent_token(world, one), agrees=False)
    token = parent_token(world, other)
    withdraw_handover(by=world.as_yara, handover=other.pk)
    assert not answer_as_parent(token=token, agrees=True)
    assert not offers_to(actor(there))
    assert not HandoverThing.objects.filter(content__isnull=False).exists()


def test_having_turned_sixteen_one_confirms_oneself(world: World, there: Membership) -> None:
    young(world)
    found = offered(world, there.organisation)
    young(world, 0)
    confirm_grown_up(by=world.as_yara, handover=found.pk)
    assert list(offers_to(actor(there))) == [found]


def test_file_fits_its_schema_holds_what_was_chosen_and_is_read_again(world: World) -> None:
    handed(world, give(world))
    did(world.me, "Niet gekozen")
    item = did(world.me)
    keys = [f"item:{item.pk}", next(one.key for one in choices(world.as_yara, "nl") if one.kind is Thing.ACTIVITY)]
    stranger = did(world.mate, "Van Bo")
    made = offer_handover(by=world.as_yara, things=[*keys, f"item:{stranger.pk}"], note="Hallo", to=None, lang="nl")
    data = take_file(by=world.as_yara, handover=made.pk, lang="nl")
    told: Any = json.loads(data)
    jsonschema_rs.validator_for(json.loads(SCHEMA.read_text())).validate(told)
    assert {thing["title"] for thing in told["things"]} == {"Bakkerij De Korst", "Interview een vakman", "Van mijzelf"}
    assert b"Niet gekozen" not in data
    assert b"Van Bo" not in data
    elm = next(thing["elm"] for thing in told["things"] if "elm" in thing)
    assert [one.title for one in read_record("x.jsonld", json.dumps(elm).encode()).record.items] == [item.title]
    again = parse_handover("overdracht.json", data)
    assert (again.name, again.leaves, len(again.things)) == ("Yara", "Het Palet", 3)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"format": "wending-handover", "version": 2, "things": []}',
        b'{"format": "wending-handover", "version": 1, "things": 3}',
        b'{"format": "wending-handover", "version": 1, "things": [{"kind": "mark", "title": "8", "lines": []}]}',
        b'{"format": "wending-handover", "version": 1, "things": [{"kind": "item", "title": 8, "lines": []}]}',
    ],
)
def test_parse_handover_refuses_what_is_not_one(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"overdracht\.json"):
        parse_handover("overdracht.json", data)


def uploaded(client: Client, data: bytes) -> Any:
    return client.post(reverse("school:handover_read"), {"file": SimpleUploadedFile("overdracht.json", data)})


def test_file_of_a_learner_is_shown_to_who_guides_and_not_kept(client: Client, there: Membership) -> None:
    thing = {"kind": "activity", "title": "Interview <b>", "lines": ["Ik sprak een bakker"]}
    told = {"format": "wending-handover", "version": 1, "from": {"name": "Yara"}, "school": {"leaves": "Het Palet"}}
    sign_in(client, there)
    before = HandoverThing.objects.count(), Handover.objects.count()
    answer = uploaded(client, json.dumps({**told, "things": [thing]}).encode())
    page = answer.content.decode()
    for words in ("Van Yara", "Komt van Het Palet.", "Interview &lt;b&gt;", "een opdracht", "Ik sprak een bakker"):
        assert words in page
    assert "no-store" in answer["Cache-Control"]
    assert (HandoverThing.objects.count(), Handover.objects.count()) == before
    assert Entry.objects.filter(verb="read-handover-file", chain="system").count() == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "geen bestand met dingen van een leerling"),
        (b"{" * 5_000_001, "te groot"),
        (b'{"format": "other"}', "komt niet uit Wending"),
        (b'{"format": "wending-handover", "version": 1, "things": 3}', "geen lijst van dingen"),
        (b'{"format": "wending-handover", "version": 1, "things": [{"kind": "mark"}]}', "Ding 1 in dit bestand"),
    ],
)
def test_bad_file_of_a_learner_says_what_to_do(client: Client, there: Membership, data: bytes, words: str) -> None:
    sign_in(client, there)
    answer = uploaded(client, data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Entry.objects.filter(verb="read-handover-file").exists()


def test_teacher_and_manager_read_no_file_of_a_learner(client: Client, there: Membership) -> None:
    for role in (Role.TEACHER, Role.MANAGER):
        sign_in(client, make_staff(role, there.organisation, name=role))
        assert uploaded(client, b"{}").status_code == 403


def test_warm_note_travels_only_once_its_learner_approved(world: World, there: Membership) -> None:
    note = write_warm_note(by=world.as_mentor, learner=world.yara.pk, text="Yara vraagt goed door")
    assert not [one for one in choices(world.as_yara, "nl") if one.kind is Thing.NOTE]
    with pytest.raises(WarmNote.DoesNotExist):
        answer_warm_note(by=actor(world.mate), note=note.pk, approves=True)
    with pytest.raises(SchoolPerson.DoesNotExist):
        write_warm_note(by=actor(there), learner=world.yara.pk, text="x")
    answer_warm_note(by=world.as_yara, note=note.pk, approves=True)
    assert [one.lines for one in choices(world.as_yara, "nl") if one.kind is Thing.NOTE] == [("Yara vraagt goed door",)]


def test_offer_that_waits_too_long_goes_and_what_was_taken_stays(world: World, there: Membership) -> None:
    found = offered(world, there.organisation)
    answer_thing(by=actor(there), handover=found.pk, thing=found.things.get(kind="item").pk, accepts=True)
    assert end_old_offers() == 0
    Handover.objects.update(made=timezone.now() - timedelta(days=121))
    assert end_old_offers() == 1
    assert end_old_offers() == 0
    assert [thing.content is None for thing in found.things.order_by("kind")] == [False, True]
