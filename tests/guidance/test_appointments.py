"""Booking, moving and cancelling: what is held, who gets what comes free, and what mail and calendars say."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone
from icalendar import Calendar

from tests.accounts.factories import actor, make_person
from tests.guidance.factories import make_centre, make_kind, make_professional
from wending.accounts.models import Mail, Person
from wending.guidance.actions.agenda import add_leave, call_off_session, plan_session
from wending.guidance.actions.appointments import (
    Taken,
    accept_offer,
    book,
    book_seat,
    cancel,
    keep,
    move,
    move_seat,
)
from wending.guidance.actions.outcomes import call_off, look_at, mark
from wending.guidance.actions.rounds import clear, remind
from wending.guidance.actions.waiting import join, offer_all
from wending.guidance.models import Appointment, Held, Link, TalkKind, Waiting
from wending.guidance.queries.appointments import agenda, appointment_by, video_link
from wending.guidance.queries.slots import first_free, slot_of, slots_between
from wending.guidance.rules.contact import Contact
from wending.guidance.rules.hours import DAY, ZONE
from wending.guidance.rules.words import State, Waits, Way
from wending.kit.versions import Stale
from wending.ledger.models import Entry
from wending.ledger.rules.actor import VISITOR

pytestmark = pytest.mark.django_db
NOOR = Contact("Noor", "noor@example.org")
SENSITIVE = ("gesprek", "loopbaan", "begeleid", "werk", "talk", "Noor", "Robin")


def free(kind: TalkKind, after: int = 2) -> list[datetime]:
    """Return the free moments of a kind from some days ahead on."""
    today = timezone.localdate()
    return [slot.begins for slot in slots_between(kind, today + after * DAY, today + (after + 7) * DAY)]


def sent(letter: str) -> list[dict[str, Any]]:
    """Return what stands in the outbox of one kind of letter."""
    return [json.loads(mail.content) for mail in Mail.objects.filter(key__startswith=f"{letter}:").order_by("made")]


def test_booking_holds_the_professional_with_the_free_minutes_after_it_and_the_room_without() -> None:
    kind = make_kind(make_centre())
    robin = make_professional(kind.centre)
    begins = free(kind)[0]
    appointment, _token = book(by=VISITOR, kind=kind, begins=begins, contact=NOOR)
    assert appointment.professional_id == robin.person_id
    held = {key: Held.objects.filter(appointment=appointment, resource__startswith=key).count() for key in ("p:", "r:")}
    assert held == {"p:": 12, "r:": 9}
    # A second one may begin an hour later and not sooner.
    following = [moment for moment in free(kind) if moment.astimezone(ZONE).date() == begins.astimezone(ZONE).date()]
    assert following[0] == begins + timedelta(hours=1)


def test_the_database_itself_refuses_a_second_booking_of_a_moment() -> None:
    kind = make_kind(make_centre())
    make_professional(kind.centre)
    appointment, _token = book(by=VISITOR, kind=kind, begins=free(kind)[0], contact=NOOR)
    cell = Held.objects.filter(appointment=appointment).first()
    assert cell is not None
    with pytest.raises(IntegrityError):
        Held.objects.create(resource=cell.resource, cell=cell.cell, appointment=appointment)


def test_booking_a_moment_again_is_refused_and_leaves_nothing_behind() -> None:
    kind = make_kind(make_centre())
    make_professional(kind.centre)
    begins = free(kind)[0]
    book(by=VISITOR, kind=kind, begins=begins, contact=NOOR)
    with pytest.raises(Taken):
        book(by=VISITOR, kind=kind, begins=begins, contact=NOOR)
    assert (Appointment.objects.count(), Link.objects.count(), Mail.objects.count()) == (1, 1, 1)


def test_one_room_is_enough_for_one_talk_and_the_telephone_needs_none() -> None:
    centre = make_centre()
    make_professional(centre, "Robin")
    make_professional(centre, "Amal")
    here, phone = make_kind(centre), make_kind(centre, "bellen", way=Way.PHONE, name="Bellen")
    begins = free(here)[0]
    first, _token = book(by=VISITOR, kind=here, begins=begins, contact=NOOR)
    with pytest.raises(Taken):
        book(by=VISITOR, kind=here, begins=begins, contact=NOOR)
    second, _token = book(by=VISITOR, kind=phone, begins=begins, contact=NOOR)
    assert {first.room is None, second.room is None} == {False, True}
    assert first.professional_id != second.professional_id


def test_who_has_the_fewest_talks_that_day_is_asked_first() -> None:
    centre = make_centre()
    people = {make_professional(centre, name).person_id for name in ("Robin", "Amal")}
    kind = make_kind(centre, way=Way.PHONE, buffer=0)
    moments = free(kind)
    first, _token = book(by=VISITOR, kind=kind, begins=moments[0], contact=NOOR)
    second, _token = book(by=VISITOR, kind=kind, begins=moments[8], contact=NOOR)
    assert {first.professional_id, second.professional_id} == people


def test_no_moment_is_free_outside_hours_on_leave_or_at_a_closed_day() -> None:
    centre = make_centre(exceptions={})
    member = make_professional(centre, hours=(8, 20))
    kind = make_kind(centre)
    clocks = {moment.astimezone(ZONE).time().isoformat("minutes") for moment in free(kind)}
    # The house is open from nine to five; 45 minutes must fit.
    assert (min(clocks), max(clocks)) == ("09:00", "16:15")
    days = {moment.astimezone(ZONE).date() for moment in free(kind)}
    closed, off = sorted(days)[:2]
    centre.exceptions = {closed.isoformat(): []}
    centre.save()
    begins = datetime.combine(off, datetime.min.time(), ZONE)
    add_leave(by=actor(member), begins=begins, ends=begins + DAY)
    kind = TalkKind.objects.get(pk=kind.pk)
    assert {moment.astimezone(ZONE).date() for moment in free(kind)} == days - {closed, off}


def test_moving_by_a_quarter_may_overlap_its_own_time_and_gives_the_rest_free() -> None:
    kind = make_kind(make_centre())
    make_professional(kind.centre)
    begins = free(kind)[0]
    appointment, token = book(by=VISITOR, kind=kind, begins=begins, contact=NOOR)
    later = begins + timedelta(minutes=15)
    assert slot_of(kind, later) is None
    moved = move(by=VISITOR, appointment=appointment, begins=later, version=0)
    assert (moved.begins, moved.version) == (later, 1)
    assert Held.objects.filter(appointment=appointment).count() == 21
    assert min(Held.objects.values_list("cell", flat=True)) * 300 == later.timestamp()
    with pytest.raises(Stale):
        move(by=VISITOR, appointment=appointment, begins=begins, version=0)
    assert appointment_by(VISITOR, token) is not None
    assert [mail["subject"] for mail in sent("moved")] == ["Je afspraak is verzet"]


def test_who_moves_keeps_their_professional_where_that_can_be() -> None:
    centre = make_centre()
    make_professional(centre, "Robin")
    make_professional(centre, "Amal")
    kind = make_kind(centre, way=Way.PHONE)
    moments = free(kind)
    appointment, _token = book(by=VISITOR, kind=kind, begins=moments[0], contact=NOOR)
    # The other has nothing that day, and would be asked first.
    moved = move(by=VISITOR, appointment=appointment, begins=moments[8], version=0)
    assert moved.professional_id == appointment.professional_id


def test_cancelling_gives_the_moment_free_and_ends_the_link() -> None:
    kind = make_kind(make_centre())
    make_professional(kind.centre)
    begins = free(kind)[0]
    appointment, token = book(by=VISITOR, kind=kind, begins=begins, contact=NOOR)
    cancel(by=VISITOR, appointment=appointment, version=0)
    assert not Held.objects.exists()
    assert slot_of(kind, begins) is not None
    assert appointment_by(VISITOR, token) is None
    (calendar,) = sent("cancelled")[0]["attachments"]
    (event,) = Calendar.from_ical(calendar[1]).walk("VEVENT")
    assert (str(event["status"]), event["sequence"]) == ("CANCELLED", 1)


def test_shortly_before_it_can_be_cancelled_and_not_moved_and_its_professional_hears_of_it() -> None:
    kind = make_kind(make_centre(change_hours=24 * 30))
    robin = make_professional(kind.centre)
    first, later = free(kind)[0], free(kind)[6]
    appointment, _token = book(by=VISITOR, kind=kind, begins=first, contact=NOOR)
    with pytest.raises(Stale):
        move(by=VISITOR, appointment=appointment, begins=later, version=0)
    cancel(by=VISITOR, appointment=appointment, version=0)
    assert Appointment.objects.get().state == State.CANCELLED
    assert slot_of(kind, first) is not None
    mail = Mail.objects.get(key__startswith="cancelled_late:")
    assert mail.address == robin.person.email
    (told,) = sent("cancelled_late")
    assert str(appointment.pk) in told["text"]
    assert "Noor" not in told["text"] + told["subject"]


def test_cancelling_in_time_sends_no_mail_to_the_professional_and_a_talk_that_began_stays() -> None:
    kind = make_kind(make_centre())
    make_professional(kind.centre)
    appointment, _token = book(by=VISITOR, kind=kind, begins=free(kind)[0], contact=NOOR)
    begun, _token = book(by=VISITOR, kind=kind, begins=free(kind)[6], contact=NOOR)
    cancel(by=VISITOR, appointment=appointment, version=0)
    assert sent("cancelled")
    assert not sent("cancelled_late")
    Appointment.objects.filter(pk=begun.pk).update(begins=timezone.now() - timedelta(minutes=1))
    with pytest.raises(Stale):
        cancel(by=VISITOR, appointment=begun, version=0)


def test_a_seat_of_a_group_moves_to_another_meeting_with_a_seat_and_gives_its_own_to_who_waits() -> None:
    centre = make_centre()
    robin, amal = make_professional(centre), make_professional(centre, "Amal")
    kind, other = make_kind(centre, "groep", seats=2, way=Way.PHONE), make_kind(centre, "cv", seats=2, way=Way.PHONE)
    day = datetime.combine(timezone.localdate() + 7 * DAY, datetime.min.time(), ZONE) + timedelta(hours=10)
    one = plan_session(by=actor(robin), kind=kind, begins=day)
    later = plan_session(by=actor(amal), kind=kind, begins=day + 7 * DAY)
    cv = plan_session(by=actor(robin), kind=other, begins=day + 8 * DAY)
    mine, token = book_seat(by=VISITOR, session=one, contact=NOOR)
    second, _token = book_seat(by=VISITOR, session=one, contact=NOOR)
    book_seat(by=VISITOR, session=later, contact=NOOR)
    place, _token = join(by=VISITOR, kind=kind, contact=Contact("Wim", "wim@example.org"))
    with pytest.raises(Taken):
        move_seat(by=VISITOR, appointment=mine, session=cv, version=0)
    moved = move_seat(by=VISITOR, appointment=mine, session=later, version=0)
    assert (moved.session, moved.begins, moved.ends, moved.version) == (later, later.begins, later.ends, 1)
    assert moved.professional_id == amal.person_id
    assert Held.objects.get(appointment=mine).resource == f"s:{later.pk}"
    assert appointment_by(VISITOR, token) == moved
    place.refresh_from_db()
    assert (place.state, place.session) == (Waits.OFFERED, one)
    # The other meeting is full now: who is in the first has nowhere to go, and keeps the seat.
    with pytest.raises(Taken):
        move_seat(by=VISITOR, appointment=second, session=later, version=0)
    assert Held.objects.get(appointment=second).resource == f"s:{one.pk}"


def test_mail_and_calendar_say_when_and_where_and_no_sensitive_word() -> None:
    kind = make_kind(make_centre("Ontmoetingshuis", place="Voorbeeldstad", address="Straat 1"))
    make_professional(kind.centre)
    begins = free(kind)[0]
    appointment, _token = book(by=VISITOR, kind=kind, begins=begins, contact=NOOR)
    (mail,) = sent("booked")
    assert not [word for word in SENSITIVE if word.casefold() in mail["subject"].casefold()]
    ((name, text, media_type),) = mail["attachments"]
    assert (name, media_type) == ("afspraak.ics", "text/calendar")
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert (str(event["summary"]), str(event["location"])) == ("Afspraak", "Straat 1, Voorbeeldstad")
    assert event["dtstart"].dt == begins
    assert event["dtend"].dt == appointment.ends
    assert not [word for word in SENSITIVE if word in text]
    # Only the hash of the link is kept.
    link = next(word for word in mail["text"].split() if "/afspraak/" in word)
    token = link.rstrip("/").rpartition("/")[2]
    assert appointment_by(VISITOR, token) == appointment
    assert Link.objects.get().token_hash not in link


def test_a_letter_is_in_the_language_of_its_reader() -> None:
    kind = make_kind(make_centre())
    make_professional(kind.centre)
    book(by=VISITOR, kind=kind, begins=free(kind)[0], contact=Contact("Noor", "noor@example.org", language="en"))
    (mail,) = sent("booked")
    assert mail["subject"] == "Your appointment is made"
    assert "/en/" in mail["text"]


def test_reminder_is_sent_once_for_each_moment_and_not_to_who_just_booked() -> None:
    kind = make_kind(make_centre())
    make_professional(kind.centre)
    book(by=VISITOR, kind=kind, begins=free(kind)[0], contact=NOOR)
    soon = timezone.now() + timedelta(hours=20)
    Appointment.objects.update(begins=soon, ends=soon + timedelta(minutes=45))
    assert remind() == 0
    Appointment.objects.update(made=timezone.now() - 2 * DAY)
    assert (remind(), remind()) == (1, 0)
    Appointment.objects.update(reminded=False)
    assert remind() == 0
    assert len(sent("reminder")) == 1
    assert sent("reminder")[0]["subject"] == "Je afspraak is binnenkort"


def test_who_waits_first_gets_what_comes_free_and_after_the_hold_the_next() -> None:
    centre = make_centre(days_ahead=7)
    member = make_professional(centre)
    kind = make_kind(centre, minutes=475, buffer=0)
    for begins in free(kind, 0):
        if slot_of(kind, begins):
            book(by=VISITOR, kind=kind, begins=begins, contact=NOOR)
    assert first_free(kind) is None
    first, _token = join(by=VISITOR, kind=kind, contact=Contact("Eerste", "een@example.org"))
    second, _token = join(by=VISITOR, kind=kind, contact=Contact("Tweede", "twee@example.org"))
    assert offer_all() == 0
    last = Appointment.objects.order_by("-begins")[0]
    call_off(by=actor(member), number=last.pk, version=0)
    first.refresh_from_db()
    assert (first.state, first.begins) == (Waits.OFFERED, last.begins)
    # It is held: nobody else gets it meanwhile.
    with pytest.raises(Taken):
        book(by=VISITOR, kind=kind, begins=last.begins, contact=NOOR)
    Waiting.objects.filter(pk=first.pk).update(held_until=timezone.now() - timedelta(seconds=1))
    assert offer_all() == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (Waits.LAPSED, Waits.OFFERED)
    with pytest.raises(Taken):
        accept_offer(by=VISITOR, waiting=first)
    appointment, _token = accept_offer(by=VISITOR, waiting=second)
    assert (appointment.begins, appointment.name) == (last.begins, "Tweede")
    assert Held.objects.filter(appointment=appointment).exists()
    assert not Held.objects.exclude(waiting=None).exists()
    assert [mail["subject"] for mail in sent("offer")] == ["Er is een plek voor je"] * 2


def test_a_group_is_full_after_its_last_seat_and_a_seat_comes_free_again() -> None:
    centre = make_centre()
    member = make_professional(centre)
    kind = make_kind(centre, "groep", seats=2, minutes=60, name="Groep")
    session = plan_session(by=actor(member), kind=kind, begins=free(make_kind(centre))[0])
    one, _token = book_seat(by=VISITOR, session=session, contact=NOOR)
    book_seat(by=VISITOR, session=session, contact=NOOR)
    with pytest.raises(Taken):
        book_seat(by=VISITOR, session=session, contact=NOOR)
    place, _token = join(by=VISITOR, kind=kind, contact=NOOR)
    cancel(by=VISITOR, appointment=one, version=0)
    place.refresh_from_db()
    assert (place.state, place.session_id) == (Waits.OFFERED, session.pk)
    # Who leads a group has nothing else then.
    with pytest.raises(Taken):
        plan_session(by=actor(member), kind=kind, begins=session.begins + timedelta(minutes=15))


def test_a_group_that_is_called_off_tells_everybody() -> None:
    centre = make_centre()
    member = make_professional(centre)
    kind = make_kind(centre, "groep", seats=2, name="Groep")
    session = plan_session(by=actor(member), kind=kind, begins=free(make_kind(centre))[0])
    book_seat(by=VISITOR, session=session, contact=NOOR)
    other = make_professional(make_centre(), "Kim")
    assert not call_off_session(by=actor(other), number=session.pk)
    assert call_off_session(by=actor(member), number=session.pk)
    assert [mail["subject"] for mail in sent("called_off")] == ["Je afspraak gaat niet door"]
    assert not Held.objects.exists()
    assert Appointment.objects.get().state == State.CANCELLED


def test_not_coming_brings_a_kind_mail_and_nothing_else() -> None:
    kind = make_kind(make_centre())
    member = make_professional(kind.centre)
    appointment, _token = book(by=VISITOR, kind=kind, begins=free(kind)[0], contact=NOOR)
    with pytest.raises(Stale):
        mark(by=actor(member), number=appointment.pk, state=State.NO_SHOW, version=0)
    Appointment.objects.update(begins=timezone.now() - timedelta(hours=1))
    assert mark(by=actor(member), number=appointment.pk, state=State.NO_SHOW, version=0)
    assert [mail["subject"] for mail in sent("no_show")] == ["We hebben je gemist"]
    assert f"/gesprek/{kind.centre.slug}/" in sent("no_show")[0]["text"]
    # A mistake can be put right.
    assert mark(by=actor(member), number=appointment.pk, state=State.MET, version=1)


def test_a_look_at_an_appointment_is_in_the_ledger_of_its_client() -> None:
    kind = make_kind(make_centre())
    member = make_professional(kind.centre)
    noor = make_person("Noor")
    appointment, _token = book(by=actor(noor), kind=kind, begins=free(kind)[0], contact=NOOR)
    assert look_at(by=actor(member), number=appointment.pk) == appointment
    verbs = list(Entry.objects.filter(chain=str(noor.ledger_key)).order_by("number").values_list("verb", flat=True))
    assert verbs == ["booked", "looked"]


def test_a_professional_of_another_centre_or_with_other_clients_sees_nothing() -> None:
    kind = make_kind(make_centre())
    make_professional(kind.centre)
    appointment, _token = book(by=VISITOR, kind=kind, begins=free(kind)[0], contact=NOOR)
    colleague = make_professional(kind.centre, "Amal")
    other = make_professional(make_centre(), "Kim")
    for member in (colleague, other):
        assert look_at(by=actor(member), number=appointment.pk) is None
        assert call_off(by=actor(member), number=appointment.pk, version=0) is None
        day = appointment.begins.astimezone(ZONE).date()
        assert [item for one in agenda(actor(member), day, day) for item in one["items"]] == []


def test_only_the_owner_of_the_address_can_keep_a_booking_with_an_account() -> None:
    kind = make_kind(make_centre())
    make_professional(kind.centre)
    appointment, _token = book(by=VISITOR, kind=kind, begins=free(kind)[0], contact=NOOR)
    noor, daan = make_person("Noor"), make_person("Daan")
    own = noor.emailaddress_set.create(email="noor@example.org", verified=False)
    daan.emailaddress_set.create(email="daan@example.org", verified=True)
    assert not keep(by=actor(noor), appointment=appointment)
    own.verified = True
    own.save()
    assert not keep(by=actor(daan), appointment=appointment)
    assert keep(by=actor(noor), appointment=appointment)
    assert appointment_by(actor(noor), str(appointment.pk)) == appointment
    assert appointment_by(actor(daan), str(appointment.pk)) is None
    assert appointment_by(VISITOR, str(appointment.pk)) is None


def test_the_video_room_is_unguessable_and_at_the_service_of_the_centre() -> None:
    kind = make_kind(make_centre(video_address="https://video.example.org/"), way=Way.VIDEO)
    make_professional(kind.centre)
    one, _token = book(by=VISITOR, kind=kind, begins=free(kind)[0], contact=NOOR)
    assert video_link(one).startswith("https://video.example.org/")
    assert len(one.video_room) >= 32
    assert one.video_room not in sent("booked")[0]["text"] + sent("booked")[0]["attachments"][0][1]


def test_what_is_over_is_wiped_and_what_is_not_stays() -> None:
    kind = make_kind(make_centre())
    make_professional(kind.centre)
    old, old_token = book(by=VISITOR, kind=kind, begins=free(kind)[0], contact=NOOR)
    book(by=VISITOR, kind=kind, begins=free(kind)[0], contact=Contact("Wim", "wim@example.org"))
    past = timezone.now() - 100 * DAY
    Appointment.objects.filter(pk=old.pk).update(begins=past, ends=past)
    Link.objects.filter(appointment=old).update(until=past)
    clear()
    assert sorted((row.name, row.email) for row in Appointment.objects.all()) == [("", ""), ("Wim", "wim@example.org")]
    assert Link.objects.count() == 1
    assert appointment_by(VISITOR, old_token) is None


def test_erasing_somebody_erases_their_appointments_and_frees_the_time() -> None:
    kind = make_kind(make_centre())
    make_professional(kind.centre)
    noor = make_person("Noor")
    book(by=actor(noor), kind=kind, begins=free(kind)[0], contact=NOOR)
    Person.objects.get(pk=noor.pk).delete()
    assert (Appointment.objects.count(), Held.objects.count(), Link.objects.count()) == (0, 0, 0)


def test_a_day_of_the_agenda_shows_talks_and_groups_in_order() -> None:
    centre = make_centre()
    member = make_professional(centre)
    talk, group = make_kind(centre), make_kind(centre, "groep", seats=2, name="Groep")
    moments = free(talk)
    plan_session(by=actor(member), kind=group, begins=moments[4])
    book(by=VISITOR, kind=talk, begins=moments[0], contact=NOOR)
    day: date = moments[0].astimezone(ZONE).date()
    (shown,) = agenda(actor(member), day, day)
    assert [("session" in item) for item in shown["items"]] == [False, True]
