"""Cases that go to another professional: the client hears of it and may say no; a manager sees nothing of them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_person, sign_in
from tests.guidance.case_factories import case_of, in_team, make_case, professional, shows, verbs
from wending.accounts.models import Consent, Mail, Membership
from wending.accounts.rules.consent import Part
from wending.accounts.rules.roles import Role
from wending.guidance.actions.closings import stop_case
from wending.guidance.actions.handovers import (
    answer_by_link,
    answer_handover,
    hand_over,
    settle_handovers,
    withdraw_handover,
)
from wending.guidance.actions.notes import write_work_note
from wending.guidance.actions.sheets import look_at_record
from wending.guidance.models import Case, Handover
from wending.guidance.queries.case_pages import work_notes
from wending.guidance.queries.cases import case_seen_by
from wending.guidance.queries.handovers import left_cases
from wending.guidance.rules.handover import DAYS, HandoverState

pytestmark = pytest.mark.django_db


def colleague(by: Membership, name: str = "Amal") -> Membership:
    return make_member(Role.PROFESSIONAL, by.organisation, name)


def leave(member: Membership) -> None:
    Membership.objects.filter(pk=member.pk).update(ended=timezone.now())


def days_pass() -> None:
    Handover.objects.update(due=timezone.localdate() - timedelta(days=1))


def state() -> str:
    return Handover.objects.get().state


def test_a_case_goes_over_at_the_yes_of_the_client_and_what_was_shown_closes() -> None:
    by = professional()
    to, (case, client) = colleague(by), case_of(by)
    shows(client, by, Part.SKILLS)
    write_work_note(by=actor(by), case=case.pk, held_on=timezone.localdate(), text="Ik twijfel")
    made = hand_over(by=actor(by), case=case.pk, to=to.person_id)
    # Nothing changes before the client answers.
    assert case_seen_by(actor(by), case.pk).case == case
    with pytest.raises(Case.DoesNotExist):
        case_seen_by(actor(to), case.pk)
    answer_handover(by=actor(client), handover=made.pk, agrees=True)
    assert state() == HandoverState.DONE
    assert case_seen_by(actor(to), case.pk).case.responsible == to.person
    with pytest.raises(Case.DoesNotExist):
        case_seen_by(actor(by), case.pk)
    assert not Consent.objects.filter(person=client, withdrawn=None).exists()
    assert look_at_record(by=actor(to), case=case, lang="nl") == {}
    assert not work_notes(actor(to), case)
    assert verbs(client)[-4:] == ["asked-handover", "agreed-to-handover", "ended-consent", "handed-over-case"]


def test_silence_lets_it_go_over_after_its_days_and_not_before() -> None:
    by = professional()
    to, (case, _client) = colleague(by), case_of(by)
    made = hand_over(by=actor(by), case=case.pk, to=to.person_id)
    assert made.due == timezone.localdate() + timedelta(days=DAYS)
    Handover.objects.update(due=timezone.localdate())
    assert settle_handovers() == 0
    days_pass()
    assert (settle_handovers(), settle_handovers()) == (1, 0)
    assert case_seen_by(actor(to), case.pk)


def test_a_no_changes_nothing_and_is_told_to_who_asked() -> None:
    by = professional()
    to, (case, client) = colleague(by), case_of(by)
    made = hand_over(by=actor(by), case=case.pk, to=to.person_id)
    answer_handover(by=actor(client), handover=made.pk, agrees=False)
    days_pass()
    assert settle_handovers() == 0
    assert case_seen_by(actor(by), case.pk)
    assert Mail.objects.filter(address=by.person.email).count() == 1
    assert not Mail.objects.filter(address=to.person.email).exists()
    # After a no another colleague may be asked.
    hand_over(by=actor(by), case=case.pk, to=colleague(by, "Noa").person_id)


def test_nobody_answers_or_withdraws_a_handover_of_another() -> None:
    by = professional()
    to, (case, _client) = colleague(by), case_of(by)
    made = hand_over(by=actor(by), case=case.pk, to=to.person_id)
    for other in (actor(make_person("Vreemd")), actor(by), actor(to)):
        with pytest.raises(Handover.DoesNotExist):
            answer_handover(by=other, handover=made.pk, agrees=True)
    with pytest.raises(Handover.DoesNotExist):
        withdraw_handover(by=actor(to), handover=made.pk)
    with pytest.raises(ValidationError):
        hand_over(by=actor(by), case=case.pk, to=to.person_id)
    withdraw_handover(by=actor(by), handover=made.pk)
    assert state() == HandoverState.WITHDRAWN


def test_only_a_present_colleague_gets_a_case_and_only_its_professional_gives_it() -> None:
    by = professional()
    to, (case, client) = colleague(by), case_of(by)
    gone = colleague(by, "Weg")
    leave(gone)
    client_here = make_member(Role.PROFESSIONAL, by.organisation, person=client)
    for wrong in (professional("Elders", "Elders"), gone, by, client_here):
        with pytest.raises(ValidationError):
            hand_over(by=actor(by), case=case.pk, to=wrong.person_id)
    manager = make_member(Role.MANAGER, by.organisation, "Baas")
    for other in (to, professional("Vreemd", "Elders"), manager, make_member(Role.COUNCIL, by.organisation)):
        with pytest.raises(Case.DoesNotExist):
            hand_over(by=actor(other), case=case.pk, to=to.person_id)


def test_a_stopped_case_or_a_colleague_who_left_meanwhile_ends_the_handover() -> None:
    by = professional()
    to, (case, client), (other, _somebody) = colleague(by), case_of(by), case_of(by)
    stays = colleague(by, "Noa")
    hand_over(by=actor(by), case=case.pk, to=stays.person_id)
    hand_over(by=actor(by), case=other.pk, to=to.person_id)
    stop_case(by=actor(client), case=case.pk)
    leave(to)
    days_pass()
    assert settle_handovers() == 0
    assert set(Handover.objects.values_list("state", flat=True)) == {HandoverState.WITHDRAWN}
    other.refresh_from_db()
    assert other.responsible == by.person


def test_who_was_in_the_team_and_becomes_responsible_is_in_the_team_no_more() -> None:
    by = professional()
    to, (case, client) = colleague(by), case_of(by)
    seat = in_team(case, by, to)
    made = hand_over(by=actor(by), case=case.pk, to=to.person_id)
    answer_handover(by=actor(client), handover=made.pk, agrees=True)
    seat.refresh_from_db()
    assert seat.ended


def test_a_client_without_account_answers_by_a_link_that_works_once() -> None:
    by = professional()
    to, case = colleague(by), make_case(by)
    hand_over(by=actor(by), case=case.pk, to=to.person_id)
    mail = Mail.objects.get(key__startswith="handover:")
    token = mail.content.split("andere-begeleider/")[1].split("/")[0]
    page = f"/andere-begeleider/{token}/"
    shown = Client().get(page).content.decode()
    assert "Amal" in shown
    assert case.question not in shown
    assert Client().get("/andere-begeleider/onzin/").status_code == 410
    Client().post(page, {"do": "no"})
    assert state() == HandoverState.REFUSED
    assert Client().get(page).status_code == 410
    assert not answer_by_link(token=token, agrees=True)
    assert case_seen_by(actor(by), case.pk)


def test_a_client_without_mail_is_told_first_and_then_it_goes_over_at_once() -> None:
    by = professional()
    to, case = colleague(by), make_case(by, client_email="")
    with pytest.raises(ValidationError):
        hand_over(by=actor(by), case=case.pk, to=to.person_id)
    hand_over(by=actor(by), case=case.pk, to=to.person_id, has_told=True)
    assert case_seen_by(actor(to), case.pk)


def test_a_manager_hands_over_what_was_left_and_sees_nothing_of_it(client: Client) -> None:
    by = professional()
    to, manager = colleague(by), make_member(Role.MANAGER, by.organisation, "Baas")
    case, owner = case_of(by, question="Ik slaap slecht door mijn werk")
    running, _other = case_of(to)
    elsewhere, _somebody = case_of(professional("Elders", "Elders"))
    sign_in(client, manager)
    page = "/bureau/centrum/begeleidingen/"
    assert left_cases(actor(manager)) == []
    leave(by)
    shown = client.get(page).content.decode()
    assert "Was bij Robin" in shown
    for secret in ("Sam", owner.email, "slaap"):
        assert secret not in shown
    assert [row.number for row in left_cases(actor(manager))] == [case.pk]
    for wrong in (running.pk, elsewhere.pk, uuid4()):
        assert client.post(page, {"case": wrong, "to": to.person_id}).status_code == 404
    client.post(page, {"case": case.pk, "to": to.person_id})
    assert "Gaat naar Amal" in client.get(page).content.decode()
    # The manager may hand it over, not look into it: neither before nor after.
    with pytest.raises(Case.DoesNotExist):
        case_seen_by(actor(manager), case.pk)
    mine = sign_in(Client(), owner).get(f"/mijn/begeleiding/{case.pk}/").content.decode()
    assert "Amal van Werkplein Oost kan je verder helpen." in mine
    sign_in(Client(), owner).post(
        f"/mijn/begeleiding/{case.pk}/", {"do": "over-no", "number": Handover.objects.get().pk}
    )
    assert state() == HandoverState.REFUSED
    case.refresh_from_db()
    assert case.responsible == by.person
    assert Mail.objects.filter(address=manager.person.email).exists()


def test_cases_that_were_left_are_listed_for_their_own_manager_only() -> None:
    by = professional()
    case_of(by)
    leave(by)
    own = make_member(Role.MANAGER, by.organisation, "Baas")
    assert len(left_cases(actor(own))) == 1
    for other in (colleague(by), make_member(Role.MANAGER, professional("Elders", "Elders").organisation)):
        assert left_cases(actor(other)) == []
    assert sign_in(Client(), colleague(by)).get("/bureau/centrum/begeleidingen/").status_code == 403


def test_the_page_of_the_team_hands_over_and_takes_back(client: Client) -> None:
    by = professional()
    to, (case, _owner) = colleague(by), case_of(by)
    sign_in(client, by)
    page = f"/bureau/begeleiding/{case.pk}/team/"
    assert client.post(page, {"do": "over", "to": str(uuid4())}).status_code == 422
    client.post(page, {"do": "over", "to": str(to.person_id)})
    made = Handover.objects.get()
    assert "Trek de overdracht in" in client.get(page).content.decode()
    client.post(page, {"do": "back", "member": made.pk})
    assert state() == HandoverState.WITHDRAWN
