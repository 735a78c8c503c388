"""Who may not: each case is seen only by who helps in it now, and its client."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_person, sign_in
from tests.guidance.case_factories import case_of, in_team, make_case, professional, referred, shows, verbs
from wending.accounts.actions.consent import withdraw_consent
from wending.accounts.models import Consent, Membership, Person
from wending.accounts.rules.consent import Part
from wending.accounts.rules.roles import Role
from wending.dossier.models import Goal
from wending.guidance.actions.cases import look_at_case, open_case, tie_case
from wending.guidance.actions.closings import stop_case
from wending.guidance.actions.notes import write_work_note
from wending.guidance.actions.referrals import answer_referral, complete_referral
from wending.guidance.actions.sheets import look_at_record, look_at_sheet, make_sheet
from wending.guidance.actions.team import remove_member
from wending.guidance.actions.todos import add_todo
from wending.guidance.models import Case, Todo, WorkNote
from wending.guidance.queries.case_pages import work_notes
from wending.guidance.queries.caseload import caseload, referrals_to, todos
from wending.guidance.queries.cases import case_seen_by, own_cases
from wending.guidance.rules.case import Line, Seat, Tab
from wending.kit.tokens import hash_of
from wending.ledger.models import Entry

pytestmark = pytest.mark.django_db


def colleague(case: Case, by: Membership) -> Membership:
    return make_member(Role.PROFESSIONAL, by.organisation, "Collega")


def manager(case: Case, by: Membership) -> Membership:
    return make_member(Role.MANAGER, by.organisation, "Baas")


def manager_hat_of_the_responsible(case: Case, by: Membership) -> Membership:
    return make_member(Role.MANAGER, by.organisation, person=by.person)


def same_person_elsewhere(case: Case, by: Membership) -> Membership:
    return make_member(Role.PROFESSIONAL, professional(centre="Anders").organisation, person=by.person)


def stranger(case: Case, by: Membership) -> Membership:
    return professional("Vreemd", "Elders")


def refuser(case: Case, by: Membership) -> Membership:
    to = professional("Nee", "Elders")
    referral = referred(case, by, to, [Part.SKILLS])
    answer_referral(by=actor(to), referral=referral.pk, accepts=False)
    return to


def receiver_before_accepting(case: Case, by: Membership) -> Membership:
    to = professional("Straks", "Elders")
    referred(case, by, to)
    return to


def removed_member(case: Case, by: Membership) -> Membership:
    member = professional("Weg", "Elders")
    seat = in_team(case, by, member, [Part.SKILLS])
    remove_member(by=actor(case.client), member=seat.pk)  # type: ignore[arg-type]
    return member


NOT = [
    colleague,
    manager,
    manager_hat_of_the_responsible,
    same_person_elsewhere,
    stranger,
    refuser,
    receiver_before_accepting,
    removed_member,
]


@pytest.mark.parametrize("who", NOT, ids=lambda one: one.__name__)
def test_case_is_not_there_for(who: Callable[[Case, Membership], Membership]) -> None:
    by = professional()
    case, _client = case_of(by)
    other = actor(who(case, by))
    for tab in Tab:
        with pytest.raises(Case.DoesNotExist):
            case_seen_by(other, case.pk, tab)
    assert look_at_record(by=other, case=case, lang="nl") == {}


def test_case_is_not_there_for_the_client_of_another_case() -> None:
    by = professional()
    case, _client = case_of(by)
    _other, somebody = case_of(by)
    assert case not in own_cases(actor(somebody))
    with pytest.raises(Case.DoesNotExist):
        case_seen_by(actor(somebody), case.pk)


def test_pages_hide_a_case_as_if_it_were_not_there(client: Client) -> None:
    by = professional()
    case, owner = case_of(by)
    other = colleague(case, by)
    sign_in(client, other)
    pages = ["", "afspraken/", "verslagen/", "team/", "doorverwijzen/", "afsluiten/", "dossier/", "plan/"]
    assert {client.get(f"/bureau/begeleiding/{case.pk}/{page}").status_code for page in pages} == {404}
    assert client.get(f"/mijn/begeleiding/{case.pk}/").status_code == 404
    assert client.get(f"/bureau/begeleiding/{uuid4()}/").status_code == 404
    assert verbs(owner) == []


def test_pages_of_the_desk_refuse_others(client: Client) -> None:
    by = professional()
    case, owner = case_of(by)
    page = f"/bureau/begeleiding/{case.pk}/"
    assert client.get(page).status_code == 302
    assert sign_in(client, owner).get(page).status_code == 403
    assert sign_in(client, manager(case, by)).get(page).status_code == 403
    assert sign_in(client, by, second_factor=False).get(page).url.startswith("/mijn/tweede-stap/")
    sign_in(client, by)
    assert client.get(page).status_code == 200
    by.ended = timezone.now()
    by.save()
    assert client.get(page).status_code == 403


def test_look_at_case_writes_one_row_for_the_client_to_read() -> None:
    by = professional()
    case, client = case_of(by)
    look_at_case(by=actor(by), case=case.pk, tab=Tab.NOTES)
    row = Entry.objects.get(chain=str(client.ledger_key))
    assert (row.verb, row.thing, row.actor) == ("opened-case", "case.notes", str(by.person.ledger_key))


def test_looking_twice_at_a_page_on_one_day_is_one_row_and_each_page_and_day_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    by = professional()
    case, client = case_of(by)
    shows(client, by, Part.SKILLS)
    for _number in range(2):
        look_at_case(by=actor(by), case=case.pk, tab=Tab.DOSSIER)
        look_at_record(by=actor(by), case=case, lang="nl")
        look_at_case(by=actor(by), case=case.pk, tab=Tab.NOTES)
    rows = Entry.objects.filter(chain=str(client.ledger_key)).exclude(actor=str(client.ledger_key))
    assert sorted(rows.values_list("verb", "thing")) == [
        ("looked", "skills"), ("opened-case", "case.dossier"), ("opened-case", "case.notes"),
    ]  # fmt: skip
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    look_at_case(by=actor(by), case=case.pk, tab=Tab.NOTES)
    assert verbs(client).count("opened-case") == 3
    # Somebody else's look is another row.
    helper = professional("Helper", "Elders")
    in_team(case, by, helper)
    look_at_case(by=actor(helper), case=case.pk, tab=Tab.NOTES)
    assert verbs(client).count("opened-case") == 4


def test_a_proposal_sent_after_consent_was_withdrawn_writes_nothing(client: Client) -> None:
    by = professional()
    case, owner = case_of(by)
    shows(owner, by, Part.PLAN)
    sign_in(client, by)
    page = f"/bureau/begeleiding/{case.pk}/plan/"
    for consent in Consent.objects.filter(person=owner):
        withdraw_consent(by=actor(owner), consent=consent.pk)
    before = verbs(owner)
    sent = {"do": "propose", "title": "Een baan", "what": "Bellen", "text": "Bellen", "goal": ""}
    client.post(page, sent)
    client.post(page, {"do": "template", "template": "x"})
    assert verbs(owner) == before
    assert not Goal.objects.exists()


def test_a_form_that_comes_back_is_a_look_and_one_that_is_done_is_not(client: Client) -> None:
    by = professional()
    case, owner = case_of(by)
    sign_in(client, by)
    page = f"/bureau/begeleiding/{case.pk}/team/"
    assert client.post(page, {"do": "ask", "own_role": "coach", "name": "Wim"}).status_code == 302
    assert "opened-case" not in verbs(owner)
    assert client.post(page, {"do": "ask", "own_role": ""}).status_code == 422
    assert verbs(owner).count("opened-case") == 1


def test_look_at_case_of_a_client_without_account_is_written_too() -> None:
    by = professional()
    case = make_case(by)
    look_at_case(by=actor(by), case=case.pk, tab=Tab.OVERVIEW)
    assert Entry.objects.get(chain="system").thing == f"case.overview:{case.pk}"


def test_team_member_has_the_pages_of_a_team_and_reads_what_was_shown() -> None:
    by, helper = professional(), professional("Helper", "Elders")
    case, client = case_of(by)
    in_team(case, by, helper, [Part.SKILLS])
    assert case_seen_by(actor(helper), case.pk).seat is Seat.TEAM
    with pytest.raises(Case.DoesNotExist):
        case_seen_by(actor(helper), case.pk, Tab.AGREEMENT)
    assert set(look_at_record(by=actor(helper), case=case, lang="nl")) == {Part.SKILLS}
    assert "looked" in verbs(client)


def test_receiver_sees_the_question_after_accepting_and_then_has_a_case_of_their_own() -> None:
    by, to = professional(), professional("Straks", "Elders")
    case, client = case_of(by)
    referral = referred(case, by, to, [Part.PLAN])
    answer_referral(by=actor(to), referral=referral.pk, accepts=True)
    assert case_seen_by(actor(to), case.pk).seat is Seat.RECEIVER
    new = complete_referral(by=actor(to), referral=referral.pk)
    with pytest.raises(Case.DoesNotExist):
        case_seen_by(actor(to), case.pk)
    assert case_seen_by(actor(to), new.pk).seat is Seat.RESPONSIBLE
    assert (new.client, new.question, new.line) == (client, case.question, Line.THIRD)


def test_withdrawn_consent_closes_the_record_at_once_and_leaves_the_file() -> None:
    by = professional()
    case, client = case_of(by)
    shows(client, by, Part.SKILLS, Part.PLAN)
    sheet = make_sheet(by=actor(by), case=case.pk, question="", lang="nl")
    assert [section.part for section in look_at_sheet(by=actor(by), sheet=sheet.pk).sections] == [
        Part.SKILLS,
        Part.PLAN,
    ]
    for consent in Consent.objects.filter(person=client):
        withdraw_consent(by=actor(client), consent=consent.pk)
    assert look_at_record(by=actor(by), case=case, lang="nl") == {}
    for who in (actor(by), actor(client)):
        assert look_at_sheet(by=who, sheet=sheet.pk).sections == []
    assert case_seen_by(actor(by), case.pk, Tab.NOTES).case == case


def test_stopping_closes_all_of_it_for_the_team_and_the_record_for_everyone() -> None:
    by, helper = professional(), professional("Helper", "Elders")
    case, client = case_of(by)
    in_team(case, by, helper, [Part.SKILLS])
    shows(client, by, Part.SKILLS)
    stop_case(by=actor(client), case=case.pk)
    for who in (by, helper):
        with pytest.raises(Case.DoesNotExist):
            case_seen_by(actor(who), case.pk, Tab.DOSSIER)
        assert look_at_record(by=actor(who), case=case, lang="nl") == {}
    assert case_seen_by(actor(by), case.pk, Tab.AGREEMENT).case == case
    with pytest.raises(Case.DoesNotExist):
        stop_case(by=actor(by), case=case.pk)


def test_work_notes_and_todos_are_of_their_writer_only() -> None:
    by, helper = professional(), professional("Helper", "Elders")
    case, client = case_of(by)
    in_team(case, by, helper)
    write_work_note(by=actor(by), case=case.pk, held_on=timezone.localdate(), text="Ik twijfel")
    add_todo(by=actor(by), text="Bellen", case=case.pk)
    assert [note.text for note in work_notes(actor(by), case)] == ["Ik twijfel"]
    for other in (helper, colleague(case, by), manager(case, by)):
        assert not work_notes(actor(other), case)
        assert not todos(actor(other))
    assert not work_notes(actor(client), case)
    stored = WorkNote.objects.raw("select id, text as raw from guidance_worknote")[0].raw
    assert "twijfel" not in stored
    assert Todo.objects.count() == 1


def test_todo_of_a_case_goes_out_of_sight_with_the_case() -> None:
    by, helper = professional(), professional("Helper", "Elders")
    case, client = case_of(by)
    seat = in_team(case, by, helper)
    add_todo(by=actor(helper), text="Bellen", case=case.pk)
    assert todos(actor(helper)).count() == 1
    remove_member(by=actor(client), member=seat.pk)
    assert not todos(actor(helper))


def test_desk_holds_only_ones_own() -> None:
    by, other = professional(), professional("Ander", "Elders")
    case, _client = case_of(by)
    case_of(other)
    assert [line.case for line in caseload(actor(by))] == [case]
    assert caseload(actor(manager(case, by))) == []
    assert not referrals_to(actor(by))


def test_open_case_needs_a_professional_and_a_name() -> None:
    by = professional()
    with pytest.raises(PermissionDenied):
        open_case(by=actor(make_person()), question="Wat nu?", line=Line.FIRST, client_name="Noor")
    with pytest.raises(PermissionDenied):
        open_case(by=actor(by), question="Wat nu?", line=Line.FIRST, appointment=uuid4())
    made = open_case(by=actor(by), question="Wat nu?", line=Line.FIRST, client_name="Noor")
    assert (made.responsible, made.organisation, str(made)) == (by.person, by.organisation, "Noor")


def test_tie_case_works_once_not_for_its_professional_and_not_when_over() -> None:
    by, client = professional(), make_person("Noor")
    make_case(by, invite_hash=hash_of("geheim"), invite_until=timezone.now() + timedelta(days=1))
    assert tie_case(by=actor(by.person), token="geheim") is None
    assert tie_case(by=actor(client), token="mis") is None
    tied = tie_case(by=actor(client), token="geheim")
    assert tied is not None
    assert (tied.client, tied.client_name, tied.client_email) == (client, "", "")
    assert tie_case(by=actor(make_person()), token="geheim") is None
    late = make_case(by, invite_hash=hash_of("laat"), invite_until=timezone.now() - timedelta(days=1))
    assert tie_case(by=actor(client), token="laat") is None
    assert Case.objects.get(pk=late.pk).client is None


def test_erasing_the_client_takes_the_case_along() -> None:
    by = professional()
    case, client = case_of(by)
    Person.objects.get(pk=client.pk).delete()
    assert not Case.objects.filter(pk=case.pk).exists()
