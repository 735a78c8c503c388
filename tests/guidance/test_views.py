"""Pages of booking and questions: without account, by private link, and for professionals; and who may not."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from icalendar import Calendar
from pytest_django.fixtures import Settings

from tests.accounts.factories import make_member, make_person, sign_in
from tests.guidance.factories import make_centre, make_kind, make_professional
from tests.guidance.test_appointments import NOOR, free
from wending.accounts.models import Mail, Membership
from wending.accounts.rules.roles import Role
from wending.guidance.actions.appointments import book, cancel
from wending.guidance.models import Appointment, Availability, Centre, Conversation, Leave, Link, TalkKind, Ticket
from wending.guidance.rules.contact import Contact
from wending.guidance.rules.grid import cell_of
from wending.guidance.rules.words import Asked, State
from wending.ledger.rules.actor import VISITOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def kind() -> TalkKind:
    """A kind of conversation at a centre with one professional."""
    kind = make_kind(make_centre(languages=["nl", "en", "pl"], facts=["step-free"]))
    make_professional(kind.centre)
    return kind


def page_of(name: str, kind: TalkKind) -> str:
    """Return the address of a page of a kind."""
    return reverse(f"guidance:{name}", args=[kind.centre.slug, kind.key])


def test_somebody_books_moves_and_cancels_without_an_account(client: Client, kind: TalkKind) -> None:
    first, later = free(kind)[0], free(kind)[6]
    times = client.get(page_of("times", kind), {"dag": first.date().isoformat()}).content.decode()
    assert f"?om={cell_of(first)}" in times
    answer = client.post(
        f"{page_of('reserve', kind)}?om={cell_of(first)}",
        {"name": "Noor", "email": "", "phone": "06 1234 5678", "language": "pl", "remark": ""},
    )
    page = answer["Location"]
    shown = client.get(page)
    assert "Bewaar deze pagina" in shown.content.decode()
    assert shown["X-Robots-Tag"].startswith("noindex")
    assert shown["Referrer-Policy"] == "no-referrer"
    appointment = Appointment.objects.get()
    assert (appointment.name, appointment.phone, appointment.language) == ("Noor", "06 1234 5678", "pl")
    calendar = client.get(f"{page}afspraak.ics")
    assert [str(e["summary"]) for e in Calendar.from_ical(calendar.content).walk("VEVENT")] == ["Afspraak"]
    client.post(f"{page}verzet/", {"om": cell_of(later), "version": 0})
    appointment.refresh_from_db()
    assert appointment.begins == later
    # A form from before the move saves nothing.
    client.post(f"{page}zeg-af/", {"version": 0})
    appointment.refresh_from_db()
    assert appointment.state == State.BOOKED
    client.post(f"{page}zeg-af/", {"version": 1})
    appointment.refresh_from_db()
    assert appointment.state == State.CANCELLED
    for address in (page, f"{page}verzet/", f"{page}zeg-af/", f"{page}afspraak.ics"):
        assert client.get(address).status_code == 410
    assert not Mail.objects.exists()


def test_public_pages_of_a_centre_set_no_cookie(client: Client, kind: TalkKind) -> None:
    centre = kind.centre
    for address in (
        reverse("guidance:centres"),
        reverse("guidance:public_centre", args=[centre.slug]),
        page_of("times", kind),
    ):
        assert client.get(address).status_code == 200
    assert not client.cookies


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"email": "", "phone": ""}, "Vul een e-mailadres of een telefoonnummer in."),
        ({"email": "noor"}, "Dit is geen e-mailadres."),
        ({"phone": "bel mij"}, "Dit is geen telefoonnummer."),
        ({"name": ""}, "Vul een naam in."),
        ({"remark": "mijn bsn is 111222333"}, "burgerservicenummer"),
    ],
)
def test_a_wrong_form_says_what_to_do_and_books_nothing(
    client: Client, kind: TalkKind, told: dict[str, str], problem: str
) -> None:
    right = {"name": "Noor", "email": "noor@example.org", "phone": "", "language": "nl", "remark": ""}
    answer = client.post(f"{page_of('reserve', kind)}?om={cell_of(free(kind)[0])}", right | told)
    assert answer.status_code == 422
    assert problem in answer.content.decode()
    assert not Appointment.objects.exists()


def test_a_time_that_was_just_taken_leads_back_to_what_is_free(client: Client, kind: TalkKind) -> None:
    begins = free(kind)[0]
    book(by=VISITOR, kind=kind, begins=begins, contact=NOOR)
    told = {"name": "Wim", "email": "wim@example.org", "language": "nl"}
    answer = client.post(f"{page_of('reserve', kind)}?om={cell_of(begins)}", told, follow=True)
    assert answer.request["PATH_INFO"] == page_of("times", kind)
    assert "Deze tijd is net bezet" in answer.content.decode()
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize("om", ["", "x", "99999999999999", "-4"])
def test_an_address_without_a_moment_leads_to_the_times(client: Client, kind: TalkKind, om: str) -> None:
    assert client.get(page_of("reserve", kind), {"om": om})["Location"] == page_of("times", kind)


def test_a_link_that_is_over_or_unknown_says_what_to_do(client: Client, kind: TalkKind) -> None:
    _appointment, token = book(by=VISITOR, kind=kind, begins=free(kind)[0], contact=NOOR)
    address = reverse("guidance:appointment", args=[token])
    assert client.get(address).status_code == 200
    Link.objects.update(until=timezone.now() - timedelta(seconds=1))
    for key in (token, "onzin", "x" * 200):
        answer = client.get(reverse("guidance:appointment", args=[key]))
        assert answer.status_code == 410
        assert reverse("guidance:centres") in answer.content.decode()


def test_a_link_opens_only_what_it_was_made_for(client: Client, kind: TalkKind) -> None:
    _appointment, token = book(by=VISITOR, kind=kind, begins=free(kind)[0], contact=NOOR)
    for name in ("waiting", "conversation"):
        assert client.get(reverse(f"guidance:{name}", args=[token])).status_code == 410


def test_by_its_number_an_appointment_opens_only_for_its_owner(client: Client, kind: TalkKind) -> None:
    noor, daan = make_person("Noor"), make_person("Daan")
    appointment, _token = book(by=VISITOR, kind=kind, begins=free(kind)[0], contact=NOOR)
    appointment.person = noor
    appointment.save()
    address = reverse("guidance:appointment", args=[appointment.pk])
    assert client.get(address)["Location"].startswith(reverse("accounts:sign_in"))
    assert sign_in(Client(), daan).get(address).status_code == 404
    mine = sign_in(Client(), noor)
    assert mine.get(address).status_code == 200
    assert str(appointment.pk) in mine.get(reverse("guidance:mine")).content.decode()
    assert str(appointment.pk) not in sign_in(Client(), daan).get(reverse("guidance:mine")).content.decode()


def test_centres_are_found_by_place_language_and_access(client: Client, kind: TalkKind) -> None:
    make_centre("Loopbaanhuis West", place="Andermeer", languages=["nl"])

    def found(**wishes: str) -> list[str]:
        page = client.get(reverse("guidance:centres"), wishes).content.decode()
        return [name for name in ("Werkplein Oost", "Loopbaanhuis West") if name in page]

    assert found() == ["Werkplein Oost", "Loopbaanhuis West"]
    assert found(plaats="andermeer") == ["Loopbaanhuis West"]
    assert found(taal="pl") == ["Werkplein Oost"]
    assert found(toegang="step-free") == ["Werkplein Oost"]
    assert found(plaats="nergens") == []


def test_a_closed_centre_is_not_there(client: Client, kind: TalkKind) -> None:
    Centre.objects.update(is_open=False)
    assert client.get(page_of("times", kind)).status_code == 404
    assert "Hier staat nog geen centrum" in client.get(reverse("guidance:centres")).content.decode()


def test_talking_with_somebody_leads_to_the_centres_where_there_are_any(client: Client) -> None:
    assert reverse("guidance:centres") not in client.get(reverse("web:talk")).content.decode()
    make_centre()
    assert reverse("guidance:centres") in client.get(reverse("web:talk")).content.decode()


def test_numbers_are_taken_in_the_hours_for_it_and_called_in_order(client: Client) -> None:
    always = {str(day): [["00:00", "23:59"]] for day in range(7)}
    centre = make_centre(hours=always, walk_in=always)
    robin = make_professional(centre)
    address = reverse("guidance:number_take", args=[centre.slug])
    assert client.post(address)["Location"].endswith("/nummer/1/")
    second = client.post(address)["Location"]
    assert "Er is nog 1 mens voor je" in client.get(second).content.decode()
    desk = sign_in(Client(), robin)
    for _turn in range(2):
        desk.post(reverse("guidance:agenda_next_number"))
    assert "Je bent aan de beurt" in client.get(second).content.decode()
    Centre.objects.update(walk_in={})
    assert client.post(address).status_code == 409
    assert Ticket.objects.count() == 2


def test_somebody_waits_and_leaves_again(client: Client, kind: TalkKind) -> None:
    told = {"name": "Noor", "email": "noor@example.org", "language": "nl"}
    page = client.post(page_of("wait", kind), told)["Location"]
    assert "Je staat op de lijst" in client.get(page).content.decode()
    client.post(page, {"doe": "weg"})
    assert client.get(page).status_code == 410


def test_a_question_by_link_shows_the_answer_and_not_the_note(client: Client, kind: TalkKind) -> None:
    robin, amal = Membership.objects.get(), make_professional(kind.centre, "Amal")
    ask_page = reverse("guidance:ask", args=[kind.centre.slug])
    assert "Meestal vóór" in client.get(ask_page).content.decode()
    told = {"text": "Mag het?", "name": "Noor", "email": "noor@example.org", "language": "nl"}
    page = client.post(ask_page, told)["Location"]
    number = Conversation.objects.get().pk
    desk = sign_in(Client(), robin)
    handed = {"to": str(amal.person_id), "line": "Amal helpt je verder.", "note": "Geheim briefje"}
    desk.post(reverse("guidance:message_hand_over", args=[number]), handed)
    sign_in(Client(), amal).post(reverse("guidance:message", args=[number]), {"text": "Ja, dat mag.", "seen": 3})
    shown = client.get(page).content.decode()
    assert "Amal helpt je verder." in shown
    assert "Ja, dat mag." in shown
    assert "Geheim briefje" not in shown
    assert "Geheim briefje" in desk.get(reverse("guidance:message", args=[number])).content.decode()
    # A stale form keeps the text and sends nothing.
    stale = desk.post(reverse("guidance:message", args=[number]), {"text": "Nee, toch niet.", "seen": 1})
    assert stale.status_code == 409
    assert "Nee, toch niet." in stale.content.decode()


def test_a_file_comes_as_a_download_and_a_program_is_refused(client: Client, kind: TalkKind) -> None:
    ask_page = reverse("guidance:ask", args=[kind.centre.slug])
    told = {"text": "Zie mijn cv.", "name": "Noor", "email": "noor@example.org", "language": "nl"}
    bad = SimpleUploadedFile("cv.pdf", b"<html><script>1</script></html>")
    assert client.post(ask_page, {**told, "attached": bad}).status_code == 422
    good = SimpleUploadedFile("cv.txt", b"Ik heb tien jaar in de zorg gewerkt.")
    page = client.post(ask_page, {**told, "attached": good})["Location"]
    link = next(part for part in client.get(page).content.decode().split('"') if "/bestand/" in part)
    file = client.get(link)
    assert file["Content-Disposition"].startswith("attachment")
    assert file.content == b"Ik heb tien jaar in de zorg gewerkt."


def test_a_small_employer_asks_for_a_development_conversation(client: Client, kind: TalkKind) -> None:
    told = {
        "centre": kind.centre.slug,
        "firm": "Bakkerij Voorbeeld",
        "firm_size": "2-9",
        "text": "Kan iemand met mijn mensen praten?",
        "name": "Fatma",
        "email": "fatma@example.org",
        "language": "nl",
    }
    page = client.post(reverse("guidance:employer"), told)["Location"]
    conversation = Conversation.objects.get()
    assert (conversation.asked, conversation.firm, conversation.firm_size) == (
        Asked.EMPLOYER,
        "Bakkerij Voorbeeld",
        "2-9",
    )
    assert "Bakkerij Voorbeeld" in client.get(page).content.decode()
    desk = sign_in(Client(), Membership.objects.get())
    assert "Bakkerij Voorbeeld" in desk.get(reverse("guidance:messages")).content.decode()
    without = client.post(reverse("guidance:employer"), {**told, "centre": "nergens"})
    assert "Kies een centrum." in without.content.decode()


PRO_PAGES = ["agenda", "agenda_hours", "messages", "beginnings"]


@pytest.mark.parametrize("name", PRO_PAGES)
def test_pages_of_professionals_are_for_professionals_with_a_second_factor(client: Client, name: str) -> None:
    member = make_professional(make_centre())
    address = reverse(f"guidance:{name}")
    assert client.get(address)["Location"].startswith(reverse("accounts:sign_in"))
    assert sign_in(Client(), member.person).get(address).status_code == 403
    manager = make_member(Role.MANAGER, member.organisation, "Baas")
    assert sign_in(Client(), manager).get(address).status_code == 403
    weak = sign_in(Client(), member, second_factor=False).get(address)
    assert weak.status_code == 302
    assert sign_in(Client(), member).get(address).status_code == 200


def test_another_professional_finds_no_appointment_and_no_question(client: Client, kind: TalkKind) -> None:
    appointment, _token = book(by=VISITOR, kind=kind, begins=free(kind)[0], contact=NOOR)
    told = {"text": "Mag het?", "name": "Noor", "email": "noor@example.org", "language": "nl"}
    client.post(reverse("guidance:ask", args=[kind.centre.slug]), told)
    number = Conversation.objects.get().pk
    kim = sign_in(Client(), make_professional(make_centre(), "Kim"))
    assert kim.get(reverse("guidance:agenda_appointment", args=[appointment.pk])).status_code == 404
    outcome = {"doe": "afzeggen", "version": 0}
    assert kim.post(reverse("guidance:agenda_outcome", args=[appointment.pk]), outcome).status_code == 404
    assert kim.get(reverse("guidance:message", args=[number])).status_code == 404
    for name in ("message_take_up", "message_close", "message_hand_over"):
        assert kim.post(reverse(f"guidance:{name}", args=[number]), {}).status_code == 404
    appointment.refresh_from_db()
    assert appointment.state == State.BOOKED


def test_own_hours_are_read_kept_and_refused_with_the_day_that_is_wrong(kind: TalkKind) -> None:
    desk = sign_in(Client(), Membership.objects.get())
    address = reverse("guidance:agenda_hours")
    wrong = desk.post(address, {"day0": "9:00-12:00", "day1": "altijd"})
    assert wrong.status_code == 422
    assert "dinsdag: Dit zijn geen tijden" in wrong.content.decode()
    assert Availability.objects.count() == 5
    desk.post(address, {"day0": "9:00-12:00, 13:00-15:30", "day6": ""})
    rows = [(row.weekday, str(row.begins), str(row.ends)) for row in Availability.objects.all()]
    assert rows == [(0, "09:00:00", "12:00:00"), (0, "13:00:00", "15:30:00")]
    desk.post(address, {"first": "2030-01-07", "last": "2030-01-08"})
    leave = Leave.objects.get()
    other = sign_in(Client(), make_professional(make_centre(), "Kim"))
    assert other.post(reverse("guidance:agenda_leave_remove", args=[leave.pk])).status_code == 404
    assert (leave.ends - leave.begins).days == 2


def test_the_private_calendar_names_nobody_and_a_new_link_ends_the_old(client: Client, kind: TalkKind) -> None:
    kept, _token = book(by=VISITOR, kind=kind, begins=free(kind)[0], contact=Contact("Noor", "noor@example.org"))
    gone, _token = book(by=VISITOR, kind=kind, begins=free(kind)[0], contact=NOOR)
    cancel(by=VISITOR, appointment=gone, version=0)
    desk = sign_in(Client(), Membership.objects.get())

    def renewed() -> str:
        shown = desk.post(reverse("guidance:agenda_feed"), follow=True).content.decode()
        return next(word for word in shown.split() if ".ics" in word).partition(">")[2].partition("<")[0]

    old = renewed()
    text = client.get(old).content.decode()
    assert [event["uid"].split("@")[0] for event in Calendar.from_ical(text).walk("VEVENT")] == [str(kept.pk)]
    assert "Noor" not in text
    assert "gesprek" not in text
    new = renewed()
    assert (client.get(old).status_code, client.get(new).status_code) == (410, 200)
    # It is shown once.
    assert ".ics" not in desk.get(reverse("guidance:agenda_hours")).content.decode()


def test_pages_are_in_english_under_their_own_addresses(client: Client, kind: TalkKind) -> None:
    with translation.override("en"):
        address = reverse("guidance:public_centre", args=[kind.centre.slug])
    assert address.startswith("/en/talk/")
    page = client.get(address).content.decode()
    assert "Make an appointment" in page
    assert "Maak een afspraak" not in page


def test_examples_are_marked_made_once_and_never_in_production(client: Client, settings: Settings) -> None:
    call_command("load_examples")
    call_command("load_examples")
    centre = Centre.objects.get()
    assert centre.is_example
    page = client.get(reverse("guidance:public_centre", args=[centre.slug])).content.decode()
    assert "Dit is een voorbeeld" in page
    assert all(row.person.is_example for row in Membership.objects.all())
    settings.IS_PRODUCTION = True
    with pytest.raises(CommandError):
        call_command("load_examples")
