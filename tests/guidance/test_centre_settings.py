"""A manager makes the page of a centre and sets it up; nobody else does, and nothing that is booked gets lost by it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_organisation, sign_in
from tests.guidance.factories import make_centre, make_kind, make_professional
from tests.guidance.test_appointments import NOOR, free
from wending.accounts.models import Membership
from wending.accounts.rules.roles import Kind, Role
from wending.guidance.actions import centre_settings as acts
from wending.guidance.actions.agenda import plan_session
from wending.guidance.actions.appointments import book
from wending.guidance.actions.hold import Taken
from wending.guidance.actions.waiting import join, offer_all
from wending.guidance.models import Appointment, Centre, Room, TalkKind, Waiting
from wending.guidance.queries.centre_settings import is_bookable, outside_hours, steps_of
from wending.guidance.queries.slots import first_free
from wending.guidance.rules.hours import DAY, ZONE
from wending.guidance.rules.words import Waits, Way
from wending.kit.versions import Stale
from wending.ledger.rules.actor import VISITOR

pytestmark = pytest.mark.django_db
WEEK = {f"day{day}": "9:00-17:00" for day in range(5)} | {"day5": "", "day6": ""}
KIND = {"name": "Kennismaken", "way": "phone", "minutes": 30, "buffer": 10, "seats": 1, "version": 0}


def page(name: str, *words: object) -> str:
    return reverse(f"guidance:settings{name}", args=words)


def manager_of(centre: Centre) -> Membership:
    return make_member(Role.MANAGER, centre.organisation, "Mo")


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_centre_from_nothing_to_a_moment_that_can_be_booked(client: Client) -> None:
    boss = make_member(Role.MANAGER, make_organisation(name="Werkhuis Zuid"), "Mo")
    sign_in(client, boss)
    assert 'value="werkhuis-zuid"' in text_of(client.get(page("")))
    assert client.get(page("_hours")).status_code == 404
    client.post(page(""), {"place": "Zuidstad", "slug": "werkhuis-zuid", "region": ""})
    centre = Centre.objects.get()
    assert (centre.slug, centre.organisation, centre.is_open) == ("werkhuis-zuid", boss.organisation, False)
    assert client.get("/gesprek/werkhuis-zuid/").status_code == 404
    assert [step.is_done for step in steps_of(centre)] == [False] * 5
    client.post(page("_hours"), WEEK | {"version": 1})
    client.post(page("_kind_add"), KIND | {"way": "place"})
    client.post(page("_room_add"), {"name": "Kamer 1", "seats": 2, "is_step_free": "on", "version": 0})
    centre.refresh_from_db()
    assert centre.hours == {str(day): [["09:00", "17:00"]] for day in range(5)}
    assert [step.is_done for step in steps_of(centre)] == [True, True, True, False, False]
    make_professional(centre)
    assert all(step.is_done for step in steps_of(centre))
    assert is_bookable(centre)
    client.post(page("_switch"), {"doe": "open"})
    kind = TalkKind.objects.get()
    moment = first_free(kind)
    assert moment is not None
    assert f"/gesprek/werkhuis-zuid/kies/{kind.key}/" in text_of(Client().get("/gesprek/werkhuis-zuid/"))
    assert book(by=VISITOR, kind=kind, begins=moment, contact=NOOR)


def test_what_a_manager_tells_stands_on_the_public_page(client: Client) -> None:
    centre = make_centre()
    sign_in(client, manager_of(centre))
    told = {
        "about": "Kom maar langs.", "address": "Straat 1", "postcode": "1234ab", "place": "Zuidstad", "region": "",
        "phone": "010 123 45 67", "email": "hallo@example.org", "version": 1,
    }  # fmt: skip
    assert client.post(page("_details"), told).status_code == 302
    client.post(page("_access"), {"languages": ["nl", "pl"], "facts": ["toilet"], "version": 2})
    client.post(page("_walk_in"), {"day1": "13:00-16:00", "version": 3})
    day = timezone.localdate() + 7 * DAY
    client.post(page("_days"), {"first": day, "last": day + DAY, "times": ""})
    shown = text_of(Client().get(f"/gesprek/{centre.slug}/"))
    for words in ("Kom maar langs.", "Straat 1, 1234 AB Zuidstad", "010 123 45 67", "Pools", "Toilet", "13:00–16:00"):
        assert words in shown
    centre.refresh_from_db()
    assert centre.exceptions == {day.isoformat(): [], (day + DAY).isoformat(): []}
    client.post(page("_days"), {"weg": day.isoformat()})
    centre.refresh_from_db()
    assert list(centre.exceptions) == [(day + DAY).isoformat()]


@pytest.mark.parametrize(
    ("name", "told", "field"),
    [
        ("_hours", {"day2": "half negen"}, "day2"),
        ("_details", {"place": ""}, "place"),
        ("_details", {"place": "X", "postcode": "12 AB"}, "postcode"),
        ("_details", {"place": "X", "phone": "bel maar"}, "phone"),
        ("_details", {"place": "X", "about": "Mijn nummer is 111222333"}, "about"),
        ("_access", {"languages": []}, "languages"),
        ("_rules", {"lead_hours": 1, "video_address": "http://video.example.org"}, "video_address"),
        ("_rules", {"lead_hours": -1}, "lead_hours"),
        ("_days", {"first": "2020-01-01"}, "first"),
        ("_days", {"first": "2099-01-02", "last": "2099-01-01"}, "last"),
        ("_days", {"first": "2099-01-02", "times": "9-10"}, "times"),
        ("_room_add", {"name": "", "seats": 2}, "name"),
        ("_room_add", {"name": "Kamer 1", "seats": 2, "version": 0}, "name"),
        ("_kind_add", KIND | {"minutes": 7}, "minutes"),
        ("_kind_add", KIND | {"way": "duif"}, "way"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(
    client: Client, name: str, told: dict[str, Any], field: str
) -> None:
    centre = make_centre()
    sign_in(client, manager_of(centre))
    answer = client.post(page(name), {"version": 1} | told)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    centre.refresh_from_db()
    assert (centre.version, centre.exceptions, Room.objects.count(), TalkKind.objects.count()) == (1, {}, 1, 0)


@pytest.mark.parametrize("slug", ["Werk huis", "werkgever", "employer", "centrum-in-gebruik"])
def test_an_address_that_is_no_address_or_of_another_is_refused(client: Client, slug: str) -> None:
    Centre.objects.create(organisation=make_organisation(), slug="centrum-in-gebruik", place="X")
    sign_in(client, make_member(Role.MANAGER, make_organisation()))
    answer = client.post(page(""), {"place": "Y", "slug": slug})
    assert answer.status_code == 422
    assert "slug" in answer.context["form"].errors
    assert Centre.objects.count() == 1


def test_the_form_of_a_new_centre_sent_twice_makes_one() -> None:
    boss = actor(make_member(Role.MANAGER, make_organisation()))
    one = acts.start_centre(by=boss, slug="een", place="X", region="")
    assert acts.start_centre(by=boss, slug="twee", place="X", region="") == one


def test_of_two_managers_the_second_sees_what_the_first_saved_beside_what_was_typed(client: Client) -> None:
    centre = make_centre()
    sign_in(client, manager_of(centre))
    acts.save_centre(by=actor(manager_of(centre)), version=1, place="Eerst", about="Zelfde")
    answer = client.post(page("_details"), {"place": "Later", "about": "Zelfde", "version": 1})
    assert answer.status_code == 422
    assert answer.context["terms"] == [("Plaats", "Eerst")]
    assert 'value="Later"' in text_of(answer)
    assert 'name="version" value="2"' in text_of(answer)
    assert Centre.objects.get().place == "Eerst"
    with pytest.raises(Stale):
        acts.save_centre(by=actor(manager_of(centre)), version=1, hours={})
    # Days are added to what others added meanwhile.
    days = [timezone.localdate() + n * DAY for n in (1, 2)]
    for day in days:
        acts.set_days(by=actor(manager_of(centre)), days=[day], pairs=[])
    assert sorted(Centre.objects.get().exceptions) == [day.isoformat() for day in days]


def test_what_is_booked_outside_the_new_hours_stays_and_is_told_without_saying_who_comes(client: Client) -> None:
    kind = make_kind(make_centre(), way=Way.PHONE)
    robin = make_professional(kind.centre)
    begins = free(kind)[0]
    book(by=VISITOR, kind=kind, begins=begins, contact=NOOR)
    group = make_kind(kind.centre, "groep", seats=4, way=Way.PHONE)
    later = begins.astimezone(ZONE).replace(hour=15, minute=0)
    plan_session(by=actor(robin), kind=group, begins=later)
    assert outside_hours(kind.centre) == []
    sign_in(client, manager_of(kind.centre))
    answer = client.post(page("_days"), {"first": begins.astimezone(ZONE).date(), "times": "13:00-17:00"}, follow=True)
    assert [row.begins for row in answer.context["outside"]] == [begins]
    assert "Robin" in text_of(answer)
    assert "Noor" not in text_of(answer)
    assert "Er staan afspraken buiten de openingstijden." in text_of(answer)
    client.post(page("_days"), {"first": begins.astimezone(ZONE).date(), "times": ""})
    kind.centre.refresh_from_db()
    assert [row.begins for row in outside_hours(kind.centre)] == [begins, later]
    assert Appointment.objects.get().state == "booked"


def test_a_kind_that_people_count_on_keeps_its_way_and_size_but_may_get_another_name_and_length() -> None:
    kind = make_kind(make_centre())
    make_professional(kind.centre)
    boss = actor(manager_of(kind.centre))
    appointment, _token = book(by=VISITOR, kind=kind, begins=free(kind)[0], contact=NOOR)
    for fields in ({"way": Way.PHONE}, {"seats": 3}):
        with pytest.raises(acts.ValidationError):
            acts.save_kind(by=boss, number=kind.pk, version=1, **fields)
    acts.save_kind(by=boss, number=kind.pk, version=1, name="Anders", minutes=60)
    appointment.refresh_from_db()
    assert appointment.ends - appointment.begins == timedelta(minutes=45)
    unused = make_kind(kind.centre, "nieuw")
    assert acts.save_kind(by=boss, number=unused.pk, version=1, way=Way.PHONE, seats=3).is_group
    with pytest.raises(Stale):
        acts.save_kind(by=boss, number=kind.pk, version=1, name="Te laat")


def test_kinds_of_the_same_name_get_addresses_of_their_own() -> None:
    centre = make_centre()
    boss = actor(manager_of(centre))
    keys = [acts.add_kind(by=boss, name="Een gesprek", way=Way.PHONE).key for _number in range(3)]
    assert keys == ["een-gesprek", "een-gesprek-2", "een-gesprek-3"]


def test_what_is_closed_is_not_booked_planned_or_offered_any_more() -> None:
    centre = make_centre()
    kind, group = make_kind(centre), make_kind(centre, "groep", seats=2)
    robin, boss = make_professional(centre), actor(manager_of(centre))
    room = Room.objects.get()
    assert acts.switch(by=boss, is_open=False, room=room.pk) == "Kamer 1"
    assert first_free(kind) is None
    moment = timezone.now().astimezone(ZONE).replace(hour=10, minute=0, second=0, microsecond=0) + 7 * DAY
    with pytest.raises(Taken):
        plan_session(by=actor(robin), kind=group, begins=moment)
    place, _token = join(by=VISITOR, kind=kind, contact=NOOR)
    acts.switch(by=boss, is_open=True, room=room.pk)
    acts.switch(by=boss, is_open=False)
    offer_all()
    assert Waiting.objects.get(pk=place.pk).state == Waits.WAITS
    acts.switch(by=boss, is_open=True)
    acts.switch(by=boss, is_open=False, kind=kind.pk)
    offer_all()
    assert Waiting.objects.get(pk=place.pk).state == Waits.WAITS
    acts.switch(by=boss, is_open=True, kind=kind.pk)
    offer_all()
    assert Waiting.objects.get(pk=place.pk).state == Waits.OFFERED


def test_nobody_but_its_own_manager_sets_up_a_centre(client: Client) -> None:
    centre = make_centre()
    kind, room = make_kind(centre), Room.objects.get()
    other = manager_of(make_centre("Elders"))
    addresses = [page("_room", room.pk), page("_kind", kind.pk)]
    sign_in(client, other)
    for address in addresses:
        assert client.get(address).status_code == 404
        assert client.post(address, KIND | {"seats": 2}).status_code == 404
    for address in (page("_room_switch", room.pk), page("_kind_switch", kind.pk)):
        assert client.post(address, {"doe": "dicht"}).status_code == 404
    for who in (make_professional(centre), make_member(Role.MANAGER, make_organisation(Kind.SCHOOL))):
        for address in [*addresses, page(""), page("_hours"), page("_days")]:
            assert sign_in(Client(), who).get(address).status_code == 403
    for by in (actor(other), actor(make_professional(centre)), VISITOR):
        with pytest.raises(ObjectDoesNotExist):
            acts.save_room(by=by, number=room.pk, version=1, name="Van mij")
        with pytest.raises(ObjectDoesNotExist):
            acts.switch(by=by, is_open=False, kind=kind.pk)
    with pytest.raises(ObjectDoesNotExist):
        acts.save_centre(by=actor(make_professional(centre)), version=1, place="Van mij")
    room.refresh_from_db()
    kind.refresh_from_db()
    assert (room.name, room.version, kind.name, kind.version) == ("Kamer 1", 1, "Eerste gesprek", 1)


def test_no_manager_is_shown_or_changes_the_hours_of_another_centre(client: Client) -> None:
    mine, other = make_centre(), make_centre("Elders", place="Elders")
    sign_in(client, manager_of(mine))
    client.post(page("_hours"), {"day0": "10:00-11:00", "version": 1})
    other.refresh_from_db()
    assert other.version == 1
    assert "Elders" not in text_of(client.get(page("_details")))
