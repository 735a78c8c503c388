"""Referrals: nothing before the client's yes, what is handed over closes on a no, and one receiver in the end."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from tests.accounts.factories import actor, make_member, sign_in
from tests.guidance.case_factories import case_of, in_team, make_case, professional, referred, verbs
from wending.accounts.models import Consent, Mail
from wending.accounts.queries.consents import parts_shown_to
from wending.accounts.rules.consent import Part
from wending.accounts.rules.roles import Role
from wending.guidance.actions.referrals import (
    agree_referral,
    answer_referral,
    ask_referral,
    complete_referral,
    decline_referral,
    record_outside_answer,
    record_spoken_referral,
    withdraw_referral,
)
from wending.guidance.actions.team import agree_member, ask_member, record_spoken_member, remove_member
from wending.guidance.models import Referral, TeamMember
from wending.guidance.queries.caseload import referrals_to
from wending.guidance.queries.cases import cases_helped_in
from wending.guidance.rules.case import Line
from wending.guidance.rules.referral import ReferralState

pytestmark = pytest.mark.django_db


def test_asking_an_address_that_is_known_and_one_that_is_not_looks_the_same_to_who_asks(client: Client) -> None:
    by, helper = professional(), professional("Helper", "Elders")
    case, owner = case_of(by)
    for email in (helper.person.email, "niemand@example.org"):
        ask_member(by=actor(by), case=case.pk, own_role="coach", email=email)
        with pytest.raises(ValidationError):
            ask_member(by=actor(by), case=case.pk, own_role="coach", email=email.upper())
    known, unknown = TeamMember.objects.order_by("asked")
    assert [known.name, unknown.name] == [helper.person.email, "niemand@example.org"]
    seen = sign_in(client, by).get(f"/bureau/begeleiding/{case.pk}/team/").content.decode()
    assert "Helper<" not in seen
    assert "Elders" not in seen
    # The client does see who it is, before saying yes.
    mine = sign_in(Client(), owner).get(f"/mijn/begeleiding/{case.pk}/").content.decode()
    assert "Helper</strong>, Elders" in mine
    assert "niemand@example.org</strong>" in mine
    assert agree_member(by=actor(owner), member=known.pk, parts=[]).name == "Helper"
    agree_member(by=actor(owner), member=unknown.pk, parts=[])
    assert not cases_helped_in(actor(helper)).exclude(pk=case.pk).exists()


def test_referring_to_a_known_address_and_an_unknown_one_looks_the_same_to_who_asks(client: Client) -> None:
    by, to = professional(), professional("Straks", "Elders")
    case, owner = case_of(by)
    page = f"/bureau/begeleiding/{case.pk}/doorverwijzen/"
    sign_in(client, by)
    for chosen in ("", str(to.organisation_id)):
        seen = {}
        for email in (to.person.email, "niemand@example.org"):
            told = {"do": "ask", "line": "third", "reason": "Samen", "to_email": email, "to_organisation": chosen}
            answer = client.post(page, told, follow=True)
            desk = client.get("/bureau/").content.decode()
            listed = re.findall(r"<article.*?</article>", answer.content.decode(), re.S)[0] + "".join(
                re.findall(r"<p class=\"quiet\">[^<]*@example.org[^<]*</p>", desk)
            )
            tokens = r"value=\"[A-Za-z0-9-]{36,}\""
            assert listed.count(email) == 2
            seen[email] = (answer.status_code, re.sub(tokens, "", listed).replace(email, "ADRES"))
            Referral.objects.filter(to_name=email).update(state=ReferralState.WITHDRAWN)
        assert seen[to.person.email] == seen["niemand@example.org"]
    # The client sees who it is, and so does who asked after the yes.
    known = Referral.objects.filter(to_person=to.person).latest("asked")
    Referral.objects.filter(pk=known.pk).update(state=ReferralState.ASKED)
    assert "Straks" in sign_in(Client(), owner).get(f"/mijn/begeleiding/{case.pk}/").content.decode()
    agree_referral(by=actor(owner), referral=known.pk, parts=[])
    assert "<h3>Straks</h3>" in client.get(page).content.decode()


def test_address_that_is_unknown_opens_nothing_for_the_whole_organisation() -> None:
    by, other = professional(), professional("Straks", "Elders")
    case, owner = case_of(by)
    told = {"to_email": "niemand@example.org", "to_organisation": other.organisation_id}
    asked = ask_referral(by=actor(by), case=case.pk, line=Line.THIRD, reason="Samen", **told)
    agree_referral(by=actor(owner), referral=asked.pk, parts=[Part.SKILLS], until=timezone.localdate())
    assert not referrals_to(actor(other))
    assert not Consent.objects.exists()


def test_receiver_sees_and_hears_nothing_before_the_yes(client: Client) -> None:
    by, to = professional(), professional("Straks", "Elders")
    case, owner = case_of(by)
    asked = ask_referral(by=actor(by), case=case.pk, line=Line.THIRD, reason="Samen", to_email=to.person.email)
    assert not referrals_to(actor(to))
    assert not Mail.objects.filter(person=to.person).exists()
    assert sign_in(client, to).get(f"/bureau/doorverwijzing/{asked.pk}/").status_code == 404
    with pytest.raises(Referral.DoesNotExist):
        answer_referral(by=actor(to), referral=asked.pk, accepts=True)
    with pytest.raises(Referral.DoesNotExist):
        agree_referral(by=actor(by), referral=asked.pk, parts=[])
    decline_referral(by=actor(owner), referral=asked.pk)
    assert not Mail.objects.filter(person=to.person).exists()


def test_hand_over_of_parts_begins_with_the_yes_and_ends_with_a_no() -> None:
    by, to = professional(), professional("Straks", "Elders")
    case, owner = case_of(by)
    referral = referred(case, by, to, [Part.SKILLS])
    assert parts_shown_to(actor(to), owner.pk) == [Part.SKILLS]
    answer_referral(by=actor(to), referral=referral.pk, accepts=False, words="Geen plek")
    assert parts_shown_to(actor(to), owner.pk) == []
    assert verbs(owner)[-2:] == ["ended-consent", "refused-referral"]
    assert not referrals_to(actor(to))


def test_who_accepts_for_an_organisation_is_its_one_receiver() -> None:
    by = professional()
    first = professional("Eerste", "Elders")
    second = make_member(Role.PROFESSIONAL, first.organisation, "Tweede")
    case, owner = case_of(by)
    asked = ask_referral(
        by=actor(by), case=case.pk, line=Line.THIRD, reason="Samen", to_organisation=first.organisation_id
    )
    agree_referral(by=actor(owner), referral=asked.pk, parts=[])
    assert referrals_to(actor(second)).exists()
    answer_referral(by=actor(first), referral=asked.pk, accepts=True)
    assert not referrals_to(actor(second)).exists()
    with pytest.raises(Referral.DoesNotExist):
        complete_referral(by=actor(second), referral=asked.pk)
    new = complete_referral(by=actor(first), referral=asked.pk)
    assert new.responsible == first.person
    assert Referral.objects.get().led_to == new


def test_referral_is_not_done_twice_nor_after_it_was_withdrawn() -> None:
    by, to = professional(), professional("Straks", "Elders")
    case, owner = case_of(by)
    referral = referred(case, by, to, [Part.PLAN])
    withdraw_referral(by=actor(by), referral=referral.pk)
    assert parts_shown_to(actor(to), owner.pk) == []
    with pytest.raises(Referral.DoesNotExist):
        answer_referral(by=actor(to), referral=referral.pk, accepts=True)
    with pytest.raises(ValidationError):
        withdraw_referral(by=actor(by), referral=referral.pk)


def test_receiver_outside_wending_is_recorded_step_by_step() -> None:
    by = professional()
    case = make_case(by)
    asked = ask_referral(by=actor(by), case=case.pk, line=Line.THIRD, reason="Samen", to_name="Buurtteam")
    with pytest.raises(ValidationError):
        record_outside_answer(by=actor(by), referral=asked.pk, state=ReferralState.ACCEPTED)
    record_spoken_referral(by=actor(by), referral=asked.pk)
    record_outside_answer(by=actor(by), referral=asked.pk, state=ReferralState.ACCEPTED)
    assert record_outside_answer(by=actor(by), referral=asked.pk, state=ReferralState.DONE).state == "done"


def test_ask_referral_refuses_oneself_and_nobody() -> None:
    by = professional()
    case, owner = case_of(by)
    for told in ({"to_email": by.person.email}, {"to_email": owner.email}, {}):
        with pytest.raises(ValidationError):
            ask_referral(by=actor(by), case=case.pk, line=Line.SECOND, reason="Samen", **told)
    with pytest.raises(ValidationError):
        ask_referral(by=actor(by), case=case.pk, line=Line.SECOND, reason=" ", to_name="Buurtteam")


def test_team_member_comes_in_by_the_yes_of_the_client_only() -> None:
    by, helper = professional(), professional("Helper", "Elders")
    case, owner = case_of(by)
    asked = ask_member(by=actor(by), case=case.pk, own_role="jobcoach", email=helper.person.email)
    assert not cases_helped_in(actor(helper))
    for who in (by, helper):
        with pytest.raises(TeamMember.DoesNotExist):
            agree_member(by=actor(who), member=asked.pk, parts=[])
    with pytest.raises(TeamMember.DoesNotExist):
        record_spoken_member(by=actor(by), member=asked.pk)
    agree_member(by=actor(owner), member=asked.pk, parts=[])
    assert list(cases_helped_in(actor(helper))) == [case]


def test_client_removes_a_member_in_one_click_and_the_consent_ends(client: Client) -> None:
    by, helper = professional(), professional("Helper", "Elders")
    case, owner = case_of(by)
    seat = in_team(case, by, helper, [Part.SKILLS])
    sign_in(client, owner).post(f"/mijn/begeleiding/{case.pk}/", {"do": "remove", "number": seat.pk})
    assert not cases_helped_in(actor(helper))
    assert parts_shown_to(actor(helper), owner.pk) == []
    assert Consent.objects.get().withdrawn is not None


def test_stranger_removes_nobody() -> None:
    by, helper, other = professional(), professional("Helper", "Elders"), professional("Ander", "Ver")
    case, _owner = case_of(by)
    seat = in_team(case, by, helper)
    for who in (actor(other), actor(other.person)):
        with pytest.raises(TeamMember.DoesNotExist):
            remove_member(by=who, member=seat.pk)


def test_client_says_yes_on_the_page_and_shows_only_what_was_ticked(client: Client) -> None:
    by, to = professional(), professional("Straks", "Elders")
    case, owner = case_of(by)
    asked = ask_referral(by=actor(by), case=case.pk, line=Line.THIRD, reason="Samen", to_email=to.person.email)
    page = f"/mijn/begeleiding/{case.pk}/doorverwijzing/{asked.pk}/"
    text = sign_in(client, owner).get(page).content.decode()
    assert "Straks" in text
    assert " checked" not in text
    assert client.post(page, {"parts": ["skills"], "until": "2020-01-01"}).status_code == 422
    until = timezone.localdate() + timedelta(days=20)
    assert client.post(page, {"parts": ["skills"], "until": until.isoformat()}).status_code == 302
    assert parts_shown_to(actor(to), owner.pk) == [Part.SKILLS]
    assert sign_in(client, to).get(f"/bureau/doorverwijzing/{asked.pk}/").status_code == 200
