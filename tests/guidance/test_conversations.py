"""Questions in writing: who reads what, what mail tells, and that no answer is ready-made."""

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from PIL import Image

from tests.accounts.factories import actor, make_person
from tests.guidance.factories import make_centre, make_professional
from wending.accounts.models import Mail, Membership
from wending.dossier.sources.files import checked
from wending.guidance.actions.beginnings import remove_beginning, save_beginning
from wending.guidance.actions.conversations import Newer, answer, ask, close, hand_over, read, say, take_up
from wending.guidance.models import Attachment, Centre, Conversation, Link, Message
from wending.guidance.queries.conversations import (
    all_messages,
    attachment_in,
    content_of,
    conversation_by,
    queue,
    shown_messages,
)
from wending.guidance.rules.contact import Contact
from wending.guidance.rules.words import Asked, Side, Stand
from wending.ledger.models import Entry
from wending.ledger.rules.actor import VISITOR, Actor

pytestmark = pytest.mark.django_db
QUESTION = "Mag ik nog een opleiding doen?"


def asked(centre: Centre, by: Actor = VISITOR, **told: Any) -> tuple[Conversation, str]:
    """Return a question to a centre and the token of its link."""
    contact = told.pop("contact", Contact("Noor", "noor@example.org"))
    return ask(by=by, centre=centre, asked=Asked.QUESTION, contact=contact, text=QUESTION, **told)


def letters() -> list[dict[str, Any]]:
    """Return what stands in the outbox."""
    return [json.loads(mail.content) for mail in Mail.objects.order_by("made", "key")]


@pytest.fixture
def desk() -> tuple[Membership, Membership]:
    """Two professionals of one centre."""
    centre = make_centre()
    return make_professional(centre, "Robin"), make_professional(centre, "Amal")


def centre_at(member: Membership) -> Centre:
    """Return the centre of a professional."""
    return member.organisation.centre


def test_a_question_is_encrypted_and_mail_tells_nothing_of_it(desk: tuple[Membership, Membership]) -> None:
    conversation, token = asked(centre_at(desk[0]))
    answer(by=actor(desk[0]), number=conversation.pk, text="Ja, kom dinsdag langs.", seen=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM guidance_message")
        assert not [row for row in cursor.fetchall() if "opleiding" in row[0] or "dinsdag" in row[0]]
    texts = [letter["subject"] + letter["text"] for letter in letters()]
    assert [letter["subject"] for letter in letters()] == ["Je bericht is aangekomen", "Er is een bericht voor je"]
    assert not [text for text in texts if "opleiding" in text or "dinsdag" in text or "Noor" in text]
    assert conversation_by(VISITOR, token) == conversation
    assert Link.objects.filter(token_hash=token).count() == 0


def test_the_expected_answer_counts_office_hours_and_is_asked_anew_by_each_message(
    desk: tuple[Membership, Membership],
) -> None:
    conversation, _token = asked(centre_at(desk[0]))
    assert conversation.due is not None
    assert conversation.due > timezone.now()
    answer(by=actor(desk[0]), number=conversation.pk, text="Ja, dat mag.", seen=1)
    conversation.refresh_from_db()
    assert (conversation.stand, conversation.due, conversation.assigned_id) == (
        Stand.ANSWERED,
        None,
        desk[0].person_id,
    )
    say(by=VISITOR, conversation=conversation, text="Dank je. En wat kost het?")
    conversation.refresh_from_db()
    assert (conversation.stand, conversation.due is None) == (Stand.OPEN, False)
    # Who took it up is told that there is something, and not what.
    told = letters()[-1]
    assert told["subject"] == "Er is een bericht voor je"
    assert f"/bureau/berichten/{conversation.pk}/" in told["text"]
    assert "kost" not in told["text"]


def test_handing_over_tells_the_client_a_line_and_the_colleague_a_note(desk: tuple[Membership, Membership]) -> None:
    robin, amal = desk
    conversation, _token = asked(centre_at(robin))
    done = hand_over(
        by=actor(robin), number=conversation.pk, to=amal.person_id, line="Amal weet hier meer van.", note="Bel eerst."
    )
    assert done is not None
    assert done.assigned_id == amal.person_id
    client_reads = [message.text for message in shown_messages(conversation)]
    assert client_reads == [QUESTION, "Amal weet hier meer van."]
    assert [message.text for message in all_messages(conversation)][-1] == "Bel eerst."
    assert Mail.objects.get(key__startswith="handed:").address == amal.person.email


def test_a_professional_of_another_centre_can_do_nothing(desk: tuple[Membership, Membership]) -> None:
    conversation, _token = asked(centre_at(desk[0]))
    kim = make_professional(make_centre(), "Kim")
    number, other = conversation.pk, actor(kim)
    assert queue(other) == []
    assert read(by=other, number=number) is None
    assert take_up(by=other, number=number) is None
    assert answer(by=other, number=number, text="Hallo daar, kom langs.", seen=1) is None
    assert close(by=other, number=number) is None
    assert hand_over(by=other, number=number, to=kim.person_id, line="Ik neem het over.") is None
    # Nor can it be handed over to who is no colleague.
    assert hand_over(by=actor(desk[0]), number=number, to=kim.person_id, line="Naar Kim.") is None
    assert Message.objects.count() == 1


def test_a_manager_or_somebody_without_role_has_no_queue(desk: tuple[Membership, Membership]) -> None:
    asked(centre_at(desk[0]))
    assert len(queue(actor(desk[0]))) == 1
    assert queue(actor(desk[0].person)) == []
    assert queue(VISITOR) == []


def test_each_read_and_answer_is_in_the_ledger_of_a_client_with_an_account(
    desk: tuple[Membership, Membership],
) -> None:
    noor = make_person("Noor")
    conversation, _token = asked(centre_at(desk[0]), by=actor(noor))
    read(by=actor(desk[0]), number=conversation.pk)
    answer(by=actor(desk[0]), number=conversation.pk, text="Ja, dat mag.", seen=1)
    entries = Entry.objects.filter(chain=str(noor.ledger_key)).order_by("number")
    assert [entry.verb for entry in entries] == ["asked", "looked", "answered"]
    assert entries[1].organisation == desk[0].organisation.name
    # With an account one signs in to read: the mail holds no link that opens it by itself.
    assert f"/bericht/{conversation.pk}/" in letters()[-1]["text"]
    daan = make_person("Daan")
    assert conversation_by(actor(noor), str(conversation.pk)) == conversation
    assert conversation_by(actor(daan), str(conversation.pk)) is None
    assert conversation_by(VISITOR, str(conversation.pk)) is None


def test_an_answer_after_somebody_wrote_is_not_sent(desk: tuple[Membership, Membership]) -> None:
    conversation, _token = asked(centre_at(desk[0]))
    say(by=VISITOR, conversation=conversation, text="Nog iets: ik werk ook.")
    with pytest.raises(Newer):
        answer(by=actor(desk[0]), number=conversation.pk, text="Ja, dat mag.", seen=1)
    assert Message.objects.filter(side=Side.PROFESSIONAL).count() == 0


def test_a_beginning_has_two_sentences_at_most_and_is_no_answer(desk: tuple[Membership, Membership]) -> None:
    robin, centre = actor(desk[0]), centre_at(desk[0])
    with pytest.raises(ValidationError):
        save_beginning(by=robin, centre=centre, name="Lang", language="nl", text="Een. Twee. Drie.")
    kept = save_beginning(
        by=robin, centre=centre, name="Dank", language="nl", text="Dank je wel. Fijn dat je schrijft."
    )
    conversation, _token = asked(centre)
    with pytest.raises(ValidationError):
        answer(by=robin, number=conversation.pk, text=" dank je wel, fijn dat je schrijft! ", seen=1)
    assert answer(by=robin, number=conversation.pk, text=f"{kept.text} Ja, dat mag.", seen=1)
    kim = make_professional(make_centre(), "Kim")
    with pytest.raises(PermissionError):
        save_beginning(by=actor(kim), centre=centre, name="Dank", language="nl", text="Hallo.")
    assert not remove_beginning(by=actor(kim), number=kept.pk)
    assert remove_beginning(by=robin, number=kept.pk)


def test_a_closed_conversation_takes_no_more_messages(desk: tuple[Membership, Membership]) -> None:
    conversation, _token = asked(centre_at(desk[0]))
    close(by=actor(desk[0]), number=conversation.pk)
    conversation.refresh_from_db()
    with pytest.raises(ValidationError):
        say(by=VISITOR, conversation=conversation, text="Hallo?")


def test_of_two_who_take_a_question_up_the_first_keeps_it(desk: tuple[Membership, Membership]) -> None:
    conversation, _token = asked(centre_at(desk[0]))
    take_up(by=actor(desk[0]), number=conversation.pk)
    found = take_up(by=actor(desk[1]), number=conversation.pk)
    assert found is not None
    assert found.assigned_id == desk[0].person_id


def test_a_file_is_kept_encrypted_without_the_place_of_the_photo_and_given_only_within_its_talk(
    desk: tuple[Membership, Membership],
) -> None:
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "thuis"
    Image.new("RGB", (8, 8), "red").save(made, "JPEG", exif=exif)
    assert b"thuis" in made.getvalue()
    file = checked(made.getvalue(), "foto van mij.jpg")
    conversation, _token = asked(centre_at(desk[0]), files=[file])
    other, _token = asked(centre_at(desk[0]))
    kept = Attachment.objects.get()
    assert b"thuis" not in content_of(kept)
    assert content_of(kept) == file.data
    assert file.data[:20] not in bytes(kept.content)
    assert attachment_in(conversation, kept.pk, for_client=True) == kept
    assert attachment_in(other, kept.pk, for_client=True) is None


def test_what_waits_longest_stands_first_in_the_queue(desk: tuple[Membership, Membership]) -> None:
    centre = centre_at(desk[0])
    late, done, new = (asked(centre)[0] for _turn in range(3))
    answer(by=actor(desk[0]), number=done.pk, text="Ja, dat mag.", seen=1)
    Conversation.objects.filter(pk=late.pk).update(due=timezone.now() - timedelta(hours=1))
    assert queue(actor(desk[0])) == [late, new, done]
    assert queue(actor(desk[0]), "mine") == [done]
    assert queue(actor(desk[1]), "mine") == []
