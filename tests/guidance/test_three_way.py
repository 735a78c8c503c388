"""Talks of three: the owner first, nobody reads before the release, and agreements that nobody overwrites."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from tests.accounts.factories import actor, make_person, sign_in
from tests.guidance.case_factories import case_of, professional, shows, verbs
from wending.accounts.models import Mail, Person
from wending.accounts.rules.consent import Part
from wending.dossier.models import Item
from wending.guidance.actions.sheets import make_sheet
from wending.guidance.actions.three_way import (
    Guest,
    finish_talk,
    release_talk,
    start_talk,
    withdraw_link,
    write_part,
    write_result,
)
from wending.guidance.models import Case, Sheet, ThreeWayTalk
from wending.guidance.queries.case_words import OPENINGS
from wending.guidance.queries.papers import sheet_paper
from wending.guidance.queries.sheets import sheet_shown
from wending.guidance.queries.three_way import own_talk, talk_by_link
from wending.guidance.rules.three_way import TalkKind, Voice
from wending.kit.versions import Stale

pytestmark = pytest.mark.django_db


def begun(owner: Person) -> ThreeWayTalk:
    guests = [Guest(Voice.SCHOOL, "Mentor Jo", "jo@example.org"), Guest(Voice.PARENT, "Pa", "pa@example.org")]
    return start_talk(by=actor(owner), kind=TalkKind.LOOPBAANDIALOOG, topic="Mijn stage", guests=guests)


def link_of(address: str) -> str:
    mail = Mail.objects.filter(address=address).order_by("-made").first()
    assert mail
    found = re.search(r"/gesprek-van-drie/([\w-]+)/", mail.content)
    assert found
    return found[1]


def released(owner: Person) -> ThreeWayTalk:
    talk = begun(owner)
    write_part(talk=own_talk(actor(owner), talk.pk), answers={"proud": "Ik kan goed luisteren"})
    seen = talk_by_link(link_of("jo@example.org"))
    assert seen
    write_part(talk=seen, answers={"sees": "Rustig met klanten"})
    release_talk(by=actor(owner), talk=talk.pk)
    return talk


def test_start_talk_needs_the_two_that_belong_to_it() -> None:
    owner = make_person("Lea")
    with pytest.raises(ValidationError):
        start_talk(
            by=actor(owner),
            kind=TalkKind.TRIALOOG,
            topic="",
            guests=[Guest(Voice.SCHOOL, "Jo", "jo@example.org"), Guest(Voice.PROFESSIONAL, "Ro", "ro@example.org")],
        )
    assert not ThreeWayTalk.objects.exists()


def test_others_are_asked_only_after_the_owner_wrote_and_once() -> None:
    owner = make_person("Lea")
    talk = begun(owner)
    assert not Mail.objects.exists()
    with pytest.raises(ValidationError):
        release_talk(by=actor(owner), talk=talk.pk)
    write_part(talk=own_talk(actor(owner), talk.pk), answers={"proud": "a"})
    write_part(talk=own_talk(actor(owner), talk.pk), answers={"proud": "b"})
    assert Mail.objects.count() == 2


def test_nobody_reads_another_part_before_the_release_and_all_do_after(client: Client) -> None:
    owner = make_person("Lea")
    talk = begun(owner)
    write_part(talk=own_talk(actor(owner), talk.pk), answers={"proud": "Ik kan goed luisteren"})
    page = f"/gesprek-van-drie/{link_of('jo@example.org')}/"
    assert "goed luisteren" not in client.get(page).content.decode()
    assert client.get(f"{page}pdf/").status_code == 404
    client.post(page, {"do": "part", "sees": "Rustig met klanten"})
    mine = f"/mijn/gesprek-van-drie/{talk.pk}/"
    assert "Rustig met klanten" not in sign_in(client, owner).get(mine).content.decode()
    release_talk(by=actor(owner), talk=talk.pk)
    assert "Rustig met klanten" in client.get(mine).content.decode()
    client.logout()
    fresh = f"/gesprek-van-drie/{link_of('jo@example.org')}/"
    assert "goed luisteren" in client.get(fresh).content.decode()
    assert client.get(f"{fresh}pdf/").content.startswith(b"%PDF")
    assert client.get(page).status_code == 410


def test_talk_is_not_there_for_somebody_else(client: Client) -> None:
    talk = begun(make_person("Lea"))
    with pytest.raises(ThreeWayTalk.DoesNotExist):
        own_talk(actor(make_person("Ander")), talk.pk)
    sign_in(client, make_person("Ander"))
    assert client.get(f"/mijn/gesprek-van-drie/{talk.pk}/").status_code == 404
    assert client.get("/gesprek-van-drie/geraden/").status_code == 410


def test_link_that_was_withdrawn_or_is_over_opens_nothing() -> None:
    owner = make_person("Lea")
    talk = begun(owner)
    write_part(talk=own_talk(actor(owner), talk.pk), answers={"proud": "a"})
    jo, pa = link_of("jo@example.org"), link_of("pa@example.org")
    with pytest.raises(talk.voices.model.DoesNotExist):
        withdraw_link(by=actor(make_person("Ander")), voice=talk.voices.get(voice=Voice.SCHOOL).pk)
    withdraw_link(by=actor(owner), voice=talk.voices.get(voice=Voice.SCHOOL).pk)
    talk.voices.filter(voice=Voice.PARENT).update(until=timezone.now())
    assert talk_by_link(jo) is None
    assert talk_by_link(pa) is None


def test_write_result_by_two_keeps_the_first() -> None:
    owner = make_person("Lea")
    talk = released(owner)
    mine = own_talk(actor(owner), talk.pk)
    jo = talk_by_link(link_of("jo@example.org"))
    assert jo
    write_result(talk=jo, version=1, result="Jo belt de bakker")
    with pytest.raises(Stale) as found:
        write_result(talk=mine, version=1, result="Lea belt de bakker")
    assert found.value.now.result == "Jo belt de bakker"
    assert ThreeWayTalk.objects.get().result == "Jo belt de bakker"


def test_finish_talk_sends_all_the_result_and_closes_it(client: Client) -> None:
    owner = make_person("Lea")
    talk = released(owner)
    with pytest.raises(ValidationError):
        finish_talk(by=actor(owner), talk=talk.pk)
    write_result(talk=own_talk(actor(owner), talk.pk), version=1, result="Jo belt de bakker")
    finish_talk(by=actor(owner), talk=talk.pk)
    with pytest.raises(ValidationError):
        write_result(talk=own_talk(actor(owner), talk.pk), version=2, result="Anders")
    assert "Jo belt de bakker" in client.get(f"/gesprek-van-drie/{link_of('pa@example.org')}/").content.decode()


def test_sheet_holds_only_what_is_shown_and_the_clients_question_on_top(client: Client) -> None:
    by = professional()
    case, owner = case_of(by)
    Item.objects.create(person=owner, kind="work", title="Bakker")
    made = make_sheet(by=actor(by), case=case.pk, question="", lang="nl")
    assert Sheet.objects.get(pk=made.pk).parts == {}
    shows(owner, by, Part.EXPERIENCE)
    made = make_sheet(by=actor(owner), case=case.pk, question="Wil ik dit wel?", lang="nl")
    assert verbs(owner).count("made-sheet") == 2
    texts = []
    for who in (owner, by):
        texts.append(sign_in(client, who).get(f"/mijn/voorbereiding/{made.pk}/").content.decode())
    for text in texts:
        assert text.index("Wil ik dit wel?") < text.index(str(OPENINGS[0])) < text.index("Bakker")
    assert sheet_paper(sheet_shown(actor(by), made.pk), "nl") == sheet_paper(sheet_shown(actor(owner), made.pk), "nl")
    assert client.get(f"/mijn/voorbereiding/{made.pk}/pdf/").content.startswith(b"%PDF")
    with pytest.raises(Case.DoesNotExist):
        sheet_shown(actor(professional("Ander", "Elders")), made.pk)
