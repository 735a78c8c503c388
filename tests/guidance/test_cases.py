"""Agreements that need the client's yes, shared texts that nobody overwrites, closing, and follow-up."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from tests.accounts.factories import actor, sign_in
from tests.guidance.case_factories import TERMS, case_of, in_team, make_case, offered, professional, shows, verbs
from tests.guidance.factories import make_centre, make_kind, make_professional
from wending.accounts.models import Consent, Mail
from wending.accounts.rules.consent import Part
from wending.guidance.actions.agreements import (
    agree,
    ask_other_terms,
    draft_agreement,
    offer_agreement,
    record_spoken_yes,
    write_agreement,
)
from wending.guidance.actions.cases import open_case, remove_old_cases
from wending.guidance.actions.closings import close_case
from wending.guidance.actions.follow_ups import (
    Answers,
    answer_follow_up,
    record_follow_up,
    remind_of_follow_ups,
    send_due_follow_ups,
)
from wending.guidance.actions.notes import change_note, share_work_note, write_note, write_work_note
from wending.guidance.forms.case import NoteForm
from wending.guidance.models import Agreement, Appointment, Case, FollowUp, Note, WorkNote
from wending.guidance.queries.caseload import caseload, consents_ending, follow_ups_due, yields
from wending.guidance.rules.case import AgreementState, Audience, CaseState, Line, Seat
from wending.guidance.rules.follow_up import Doing, Satisfied, Share, Step
from wending.guidance.rules.words import State
from wending.kit.versions import Stale

pytestmark = pytest.mark.django_db
GOOD = Answers(Doing.WORK, Satisfied.FIVE, Step.YES)


def test_agreement_holds_only_after_the_yes_of_the_client_and_replaces_the_one_before() -> None:
    by = professional()
    case, client = case_of(by)
    first = offered(case, by)
    assert not case.agreements.filter(state=AgreementState.IN_FORCE).exists()
    with pytest.raises(Agreement.DoesNotExist):
        agree(by=actor(by), agreement=first.pk)
    with pytest.raises(Agreement.DoesNotExist):
        record_spoken_yes(by=actor(by), agreement=first.pk, said=timezone.now())
    agree(by=actor(client), agreement=first.pk)
    second = offered(case, by, replace(TERMS, goal="Een opleiding kiezen"))
    assert second.number == 2
    assert second.method == TERMS.method
    agree(by=actor(client), agreement=second.pk)
    states = dict(case.agreements.values_list("number", "state"))
    assert states == {1: AgreementState.REPLACED, 2: AgreementState.IN_FORCE}
    assert verbs(client)[-1] == "agreed-to-agreement"


def test_agreement_of_a_client_without_account_is_in_force_by_a_recorded_yes() -> None:
    by = professional()
    case = make_case(by)
    agreement = offered(case, by)
    with pytest.raises(ValidationError):
        record_spoken_yes(by=actor(by), agreement=agreement.pk, said=timezone.now() + timedelta(days=1))
    record_spoken_yes(by=actor(by), agreement=agreement.pk, said=timezone.now())
    row = case.agreements.get()
    assert (row.state, row.is_spoken) == (AgreementState.IN_FORCE, True)


def test_offer_agreement_asks_for_what_a_contract_needs() -> None:
    by = professional()
    case, _client = case_of(by)
    draft = draft_agreement(by=actor(by), case=case.pk)
    for name in ("goal", "method", "duration", "cost", "interests"):
        draft.refresh_from_db()
        write_agreement(by=actor(by), agreement=draft.pk, version=draft.version, terms=replace(TERMS, **{name: ""}))
        with pytest.raises(ValidationError):
            offer_agreement(by=actor(by), agreement=draft.pk)
    draft.refresh_from_db()
    paid = replace(TERMS, commissioner="Gemeente Oost", told="Dat er gesprekken zijn")
    write_agreement(by=actor(by), agreement=draft.pk, version=draft.version, terms=paid)
    with pytest.raises(ValidationError, match="opdrachtgever"):
        offer_agreement(by=actor(by), agreement=draft.pk)


def test_client_who_wants_something_else_gets_a_draft_back_to_the_professional() -> None:
    by = professional()
    case, client = case_of(by)
    agreement = offered(case, by)
    ask_other_terms(by=actor(client), agreement=agreement.pk)
    assert draft_agreement(by=actor(by), case=case.pk).pk == agreement.pk


def test_write_agreement_with_a_stale_version_saves_nothing() -> None:
    by = professional()
    case, _client = case_of(by)
    draft = draft_agreement(by=actor(by), case=case.pk)
    write_agreement(by=actor(by), agreement=draft.pk, version=1, terms=replace(TERMS, goal="Eerste"))
    with pytest.raises(Stale) as found:
        write_agreement(by=actor(by), agreement=draft.pk, version=1, terms=replace(TERMS, goal="Tweede"))
    assert found.value.now.goal == "Eerste"
    assert Agreement.objects.get().goal == "Eerste"


def test_agreement_page_shows_both_texts_when_somebody_was_first(client: Client) -> None:
    by = professional()
    case, _client = case_of(by)
    draft_agreement(by=actor(by), case=case.pk)
    sign_in(client, by)
    page = f"/bureau/begeleiding/{case.pk}/afspraken/schrijf/"
    assert client.post(page, {"do": "save", "version": 1, "goal": "Eerste tekst"}).status_code == 302
    answer = client.post(page, {"do": "save", "version": 1, "goal": "Tweede tekst"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Eerste tekst" in text
    assert "Tweede tekst" in text
    version = re.search(r'name="version" value="(\d+)"', text)
    assert version
    client.post(page, {"do": "save", "version": version[1], "goal": "Samen"})
    assert Agreement.objects.get().goal == "Samen"


def test_change_note_by_two_keeps_the_first_and_shows_it_to_the_second() -> None:
    by = professional()
    case, client = case_of(by)
    note = write_note(
        by=actor(by), case=case.pk, held_on=timezone.localdate(), text="Verslag", audience=Audience.CLIENT
    )
    change_note(by=actor(client), note=note.pk, version=1, text="Zo was het")
    with pytest.raises(Stale):
        change_note(by=actor(by), note=note.pk, version=1, text="Toch anders")
    assert Note.objects.get().text == "Zo was het"
    assert Note.objects.get().changed_by == client


def test_team_reads_only_notes_for_the_team_and_changes_only_its_own(client: Client) -> None:
    by, helper = professional(), professional("Helper", "Elders")
    case, _owner = case_of(by)
    in_team(case, by, helper)
    today = timezone.localdate()
    write_note(by=actor(by), case=case.pk, held_on=today, text="Tussen ons", audience=Audience.CLIENT)
    shared = write_note(by=actor(by), case=case.pk, held_on=today, text="Voor allen", audience=Audience.TEAM)
    text = sign_in(client, helper).get(f"/bureau/begeleiding/{case.pk}/verslagen/").content.decode()
    assert "Voor allen" in text
    assert "Tussen ons" not in text
    with pytest.raises(Note.DoesNotExist):
        change_note(by=actor(helper), note=shared.pk, version=1, text="Anders")


def test_share_work_note_makes_it_readable_and_takes_the_private_one_away(client: Client) -> None:
    by = professional()
    case, owner = case_of(by)
    own = write_work_note(by=actor(by), case=case.pk, held_on=timezone.localdate(), text="Goed gesprek")
    page = f"/mijn/begeleiding/{case.pk}/"
    assert "Goed gesprek" not in sign_in(client, owner).get(page).content.decode()
    with pytest.raises(WorkNote.DoesNotExist):
        share_work_note(by=actor(owner), note=own.pk)
    share_work_note(by=actor(by), note=own.pk)
    assert "Goed gesprek" in client.get(page).content.decode()
    assert not WorkNote.objects.exists()


def test_note_form_refuses_a_citizen_number_and_says_where() -> None:
    told = {"held_on": "2026-11-25", "text": "Haar nummer is 111222333.", "reader": "client"}
    form = NoteForm(told, seat=Seat.RESPONSIBLE)
    assert "111222333" in form.errors["text"][0]
    assert NoteForm({**told, "text": "Bel 0612345678."}, seat=Seat.RESPONSIBLE).is_valid()


def test_open_case_of_an_appointment_takes_its_client_and_counts_it_as_met() -> None:
    centre = make_centre()
    by = make_professional(centre)
    _case, client = case_of(professional("Ander"))
    begins = timezone.now() - timedelta(weeks=2)
    booked = Appointment.objects.create(
        centre=centre,
        kind=make_kind(centre),
        professional=by.person,
        begins=begins,
        ends=begins + timedelta(minutes=45),
        state=State.MET,
        person=client,
        name="Sam",
    )
    case = open_case(by=actor(by), question="Wat nu?", line=Line.SECOND, appointment=booked.pk)
    assert (case.client, case.client_name) == (client, "")
    (line,) = caseload(actor(by))
    assert (line.last_met, line.weeks, line.is_long_ago) == (timezone.localdate(begins), 2, False)
    assert Mail.objects.filter(person=client).exists()


def test_caseload_marks_who_was_not_met_for_weeks(settings: Any) -> None:
    by = professional()
    case, _client = case_of(by)
    Case.objects.update(opened=timezone.now() - timedelta(weeks=20))
    write_note(
        by=actor(by),
        case=case.pk,
        held_on=timezone.localdate() - timedelta(weeks=5),
        text="x",
        audience=Audience.CLIENT,
    )
    settings.LONG_AGO_WEEKS = 6
    assert not caseload(actor(by))[0].is_long_ago
    settings.LONG_AGO_WEEKS = 4
    assert caseload(actor(by))[0].is_long_ago


def test_consents_ending_shows_only_those_that_end_soon() -> None:
    by = professional()
    case, client = case_of(by)
    shows(client, by, Part.PLAN, days=200)
    assert consents_ending(actor(by)) == []
    shows(client, by, Part.SKILLS, days=10)
    (ending,) = consents_ending(actor(by))
    assert (ending.case, ending.parts) == (case, ["Wat ik kan, met bewijs"])
    assert consents_ending(actor(professional("Ander", "Elders"))) == []


def closed(by: Any, months: list[int] | None = None) -> tuple[Case, Any]:
    case, client = case_of(by)
    close_case(by=actor(by), case=case.pk, outcome="Ik weet wat ik wil", months=[3] if months is None else months)
    return Case.objects.get(pk=case.pk), client


def test_close_case_ends_consents_and_plans_what_was_agreed() -> None:
    by = professional()
    case, client = case_of(by)
    shows(client, by, Part.SKILLS)
    with pytest.raises(ValidationError):
        close_case(by=actor(by), case=case.pk, outcome="", months=[4])
    close_case(by=actor(by), case=case.pk, outcome="Ik weet wat ik wil", months=[12, 3])
    case.refresh_from_db()
    assert case.state == CaseState.CLOSED
    assert list(case.follow_ups.order_by("months").values_list("months", flat=True)) == [3, 12]
    assert Consent.objects.get().withdrawn is not None
    assert caseload(actor(by)) == []


def test_who_does_not_answer_is_asked_once_more_after_two_weeks_and_never_again() -> None:
    by = professional()
    case, _client = case_of(by)
    close_case(by=actor(by), case=case.pk, outcome="", months=[3])
    FollowUp.objects.update(due=timezone.localdate())
    send_due_follow_ups()
    first = FollowUp.objects.get().token_hash
    FollowUp.objects.update(sent=timezone.now() - timedelta(days=13))
    assert remind_of_follow_ups() == 0
    FollowUp.objects.update(sent=timezone.now() - timedelta(days=14, minutes=1))
    assert (remind_of_follow_ups(), remind_of_follow_ups()) == (1, 0)
    mail = Mail.objects.get(key__startswith="follow-up-again:")
    token = re.findall(r"hoe-gaat-het/([\w-]+)/", mail.content)[0]
    assert FollowUp.objects.get().token_hash != first
    assert answer_follow_up(token=token, answers=GOOD)


@pytest.mark.parametrize("told", [{"answered": timezone.now()}, {"until": timezone.localdate() - timedelta(days=1)}])
def test_who_answered_or_whose_link_is_over_is_not_asked_again(told: dict[str, object]) -> None:
    by = professional()
    case, _client = case_of(by)
    close_case(by=actor(by), case=case.pk, outcome="", months=[3])
    FollowUp.objects.update(due=timezone.localdate())
    send_due_follow_ups()
    FollowUp.objects.update(sent=timezone.now() - timedelta(days=20), **told)
    assert remind_of_follow_ups() == 0


def test_send_due_follow_ups_sends_each_once_and_nothing_before_its_day() -> None:
    by = professional()
    _case, client = closed(by, [3, 6])
    assert send_due_follow_ups() == 0
    FollowUp.objects.filter(months=3).update(due=timezone.localdate())
    assert (send_due_follow_ups(), send_due_follow_ups()) == (1, 0)
    assert Mail.objects.filter(key__startswith="follow-up:", person=client).count() == 1


def token_in_mail() -> str:
    found = re.search(r"/hoe-gaat-het/([\w-]+)/", Mail.objects.get(key__startswith="follow-up:").content)
    assert found
    return found[1]


def test_follow_up_link_is_answered_once_without_account(client: Client) -> None:
    by = professional()
    closed(by)
    FollowUp.objects.update(due=timezone.localdate())
    send_due_follow_ups()
    token = token_in_mail()
    page = f"/hoe-gaat-het/{token}/"
    assert token not in FollowUp.objects.get().token_hash
    assert client.post(page, {"doing": "work"}).status_code == 422
    assert client.post(page, {"doing": "work", "satisfied": "not-said", "step": "partly"}).status_code == 200
    row = FollowUp.objects.get()
    assert (row.doing, row.satisfied, row.step) == ("work", "not-said", "partly")
    assert client.get(page).status_code == 410
    assert not answer_follow_up(token=token, answers=GOOD)
    assert client.get("/hoe-gaat-het/geraden/").status_code == 410


def test_follow_up_link_ends_after_its_days(client: Client) -> None:
    closed(professional())
    FollowUp.objects.update(due=timezone.localdate())
    send_due_follow_ups()
    FollowUp.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert client.get(f"/hoe-gaat-het/{token_in_mail()}/").status_code == 410


def test_yields_keep_unknown_apart() -> None:
    by = professional()
    for answers in (GOOD, Answers(Doing.SEEKING, Satisfied.NOT_SAID, Step.NOT_YET), None):
        case, _client = closed(by)
        FollowUp.objects.filter(case=case).update(due=timezone.localdate(), sent=timezone.now())
        if answers:
            record_follow_up(by=actor(by), follow_up=case.follow_ups.get().pk, answers=answers)
    closed(by)
    (row,) = yields(actor(by))
    assert (row.months, row.work, row.satisfied) == (3, Share(1, 2, 1), Share(1, 1, 2))
    assert follow_ups_due(actor(by)).count() == 1


def test_record_follow_up_is_for_the_responsible_professional() -> None:
    by, other = professional(), professional("Ander", "Elders")
    case, _client = closed(by)
    FollowUp.objects.update(due=timezone.localdate())
    number = case.follow_ups.get().pk
    with pytest.raises(FollowUp.DoesNotExist):
        record_follow_up(by=actor(other), follow_up=number, answers=GOOD)
    assert record_follow_up(by=actor(by), follow_up=number, answers=GOOD).recorded_by == by.person


def test_remove_old_cases_takes_only_those_whose_term_is_over() -> None:
    by = professional()
    old, _client = closed(by)
    kept, _client = closed(by)
    going, _client = case_of(by)
    Case.objects.filter(pk=old.pk).update(closed=timezone.now() - timedelta(days=31))
    assert remove_old_cases(days=30) == 1
    assert set(Case.objects.all()) == {kept, going}
