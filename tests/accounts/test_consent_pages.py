"""Giving, answering and withdrawing consent; below sixteen a parent answers, by a link that works once."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_organisation, make_person, sign_in
from tests.accounts.signing import last_mail
from wending.accounts.actions.ask_consent import ask_consent
from wending.accounts.actions.consent import give_consent, withdraw_consent
from wending.accounts.actions.parents import ask_parent
from wending.accounts.actions.people import change_person
from wending.accounts.models import Consent, ConsentRequest, Membership, ParentLink, Person
from wending.accounts.queries.consents import parts_shown_to
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import Role
from wending.ledger.queries.entries import entries_about

pytestmark = pytest.mark.django_db


def today(days: int = 0) -> date:
    return timezone.localdate() + timedelta(days=days)


def question(member: Membership, person: Person) -> ConsentRequest:
    return ask_consent(
        by=actor(member),
        person=person.pk,
        purpose=Purpose.TEAM,
        parts=[Part.PLAN, Part.SKILLS],
        reason="Dan kunnen we <b>samen</b> helpen.",
        until=today(30),
    )


def young_with_waiting_consent() -> tuple[Person, Membership]:
    member, person = make_member(Role.PROFESSIONAL), make_person("Kim", sixteen_on=today(400))
    give_consent(
        by=actor(person),
        purpose=Purpose.TEAM,
        parts=[Part.PLAN],
        until=today(30),
        to_organisation=member.organisation.pk,
    )
    return person, member


def parent_page(client: Client, person: Person) -> str:
    client.post(reverse("accounts:consent_parent"), {"email": "ouder@example.org"})
    found = re.search(r"http://testserver(/ouder/\S+)", last_mail("ouder@example.org"))
    assert found
    return found.group(1)


def test_give_page_offers_three_months_and_shows_what_is_shared(client: Client) -> None:
    centre, person = make_organisation(), make_person()
    sign_in(client, person)
    assert str(today(92)) in client.get(reverse("accounts:consent_give")).content.decode()
    form = {"recipient": centre.pk, "purpose": "guidance", "parts": ["plan"], "until": str(today(10))}
    # What is not in the form is not taken over: nobody gives consent for somebody else, or for ever.
    extra = {"person": str(make_person().pk), "withdrawn": "", "waits_for_parent": "on"}
    client.post(reverse("accounts:consent_give"), {**form, **extra})
    consent = Consent.objects.get()
    assert (consent.person, consent.to_organisation, consent.part) == (person, centre, "plan")
    assert consent.until == today(10)
    assert centre.name in client.get(reverse("accounts:consents")).content.decode()


@pytest.mark.parametrize(
    "changes",
    [{"until": "2001-01-01"}, {"parts": []}, {"parts": ["everything"]}, {"purpose": "selling"}, {"recipient": "x"}],
)
def test_give_page_refuses_what_is_not_whole(client: Client, changes: dict[str, object]) -> None:
    centre = make_organisation()
    sign_in(client, make_person())
    form = {"recipient": centre.pk, "purpose": "guidance", "parts": ["plan"], "until": str(today(10)), **changes}
    answer = client.post(reverse("accounts:consent_give"), form)
    assert answer.status_code == 200
    assert not Consent.objects.exists()


def test_withdraw_ends_it_at_once_and_only_ones_own(client: Client) -> None:
    member, person = make_member(Role.PROFESSIONAL), make_person()
    consent = give_consent(
        by=actor(person),
        purpose=Purpose.GUIDANCE,
        parts=[Part.PLAN],
        until=today(30),
        to_organisation=member.organisation.pk,
    )[0]
    stop = reverse("accounts:consent_withdraw", args=[consent.pk])
    assert sign_in(Client(), make_person()).post(stop).status_code == 404
    assert sign_in(Client(), member).post(stop).status_code == 404
    assert parts_shown_to(actor(member), person.pk) == [Part.PLAN]
    assert sign_in(client, person).post(stop).status_code == 302
    assert parts_shown_to(actor(member), person.pk) == []


def test_giving_again_takes_the_place_of_what_was_given_before() -> None:
    member, person = make_member(Role.PROFESSIONAL), make_person()
    for days in (30, 60):
        last = give_consent(
            by=actor(person),
            purpose=Purpose.GUIDANCE,
            parts=[Part.PLAN],
            until=today(days),
            to_organisation=member.organisation.pk,
        )[0]
    assert parts_shown_to(actor(member), person.pk) == [Part.PLAN]
    withdraw_consent(by=actor(person), consent=last.pk)
    assert parts_shown_to(actor(member), person.pk) == []


def test_answer_page_shows_the_reason_as_text_and_gives_the_chosen_part(client: Client) -> None:
    member, person = make_member(Role.PROFESSIONAL), make_person()
    asked = question(member, person)
    page = reverse("accounts:consent_answer", args=[asked.pk])
    text = sign_in(client, person).get(page).content.decode()
    assert "&lt;b&gt;samen&lt;/b&gt;" in text
    assert sign_in(Client(), make_person()).get(page).status_code == 404
    client.post(page, {"answer": "yes", "parts": ["skills"]})
    assert parts_shown_to(actor(member), person.pk) == [Part.SKILLS]


def test_answer_no_gives_nothing_even_when_parts_are_ticked(client: Client) -> None:
    member, person = make_member(Role.PROFESSIONAL), make_person()
    asked = question(member, person)
    sign_in(client, person).post(
        reverse("accounts:consent_answer", args=[asked.pk]), {"answer": "no", "parts": ["skills"]}
    )
    assert parts_shown_to(actor(member), person.pk) == []


def test_consent_of_a_minor_waits_until_a_parent_says_yes(client: Client) -> None:
    person, member = young_with_waiting_consent()
    assert parts_shown_to(actor(member), person.pk) == []
    page = parent_page(sign_in(client, person), person)
    parent = Client()
    text = parent.get(page).content.decode()
    assert "Kim" in text
    assert parent.get(page).headers["Referrer-Policy"] == "same-origin"
    parent.post(page, {"answer": "yes"})
    assert parts_shown_to(actor(member), person.pk) == [Part.PLAN]
    assert parent.get(page).status_code == 410
    assert parent.post(page, {"answer": "no"}).status_code == 410
    assert parts_shown_to(actor(member), person.pk) == [Part.PLAN]
    assert ParentLink.objects.get().email == ""
    assert "ouder@" not in str(list(entries_about(str(person.ledger_key)).values()))


def test_parent_says_no_and_nothing_is_shared(client: Client) -> None:
    person, member = young_with_waiting_consent()
    Client().post(parent_page(sign_in(client, person), person), {"answer": "no"})
    assert parts_shown_to(actor(member), person.pk) == []
    assert Consent.objects.get().withdrawn is not None


def test_parent_says_yes_after_the_child_stopped_and_nothing_is_shared(client: Client) -> None:
    person, member = young_with_waiting_consent()
    page = parent_page(sign_in(client, person), person)
    client.post(reverse("accounts:consent_withdraw", args=[Consent.objects.get().pk]))
    Client().post(page, {"answer": "yes"})
    assert parts_shown_to(actor(member), person.pk) == []


def test_parent_link_is_over_after_two_weeks_after_a_new_one_and_at_sixteen(client: Client) -> None:
    person, _member = young_with_waiting_consent()
    sign_in(client, person)
    first = parent_page(client, person)
    second = parent_page(client, person)
    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200
    Person.objects.update(sixteen_on=today())
    assert Client().get(second).status_code == 410
    Person.objects.update(sixteen_on=today(400))
    ParentLink.objects.update(expires=timezone.now())
    assert Client().get(second).status_code == 410


def test_at_sixteen_somebody_confirms_it_themselves(client: Client) -> None:
    person, member = young_with_waiting_consent()
    sign_in(client, person)
    client.post(reverse("accounts:consent_parent"), {"answer": "self"})
    assert parts_shown_to(actor(member), person.pk) == []
    Person.objects.filter(pk=person.pk).update(sixteen_on=today())
    client.post(reverse("accounts:consent_parent"), {"answer": "self"})
    assert parts_shown_to(actor(member), person.pk) == [Part.PLAN]


def test_guidance_needs_no_parent() -> None:
    member, person = make_member(Role.PROFESSIONAL), make_person(sixteen_on=today(400))
    give_consent(
        by=actor(person),
        purpose=Purpose.GUIDANCE,
        parts=[Part.PLAN],
        until=today(30),
        to_organisation=member.organisation.pk,
    )
    assert parts_shown_to(actor(member), person.pk) == [Part.PLAN]


def test_parent_is_not_oneself_and_mails_to_parents_are_few() -> None:
    person, _member = young_with_waiting_consent()
    with pytest.raises(ValidationError):
        ask_parent(by=actor(person), email=person.email.upper(), link=str)
    for _time in range(3):
        ask_parent(by=actor(person), email="ouder@example.org", link=str)
    with pytest.raises(ValidationError):
        ask_parent(by=actor(person), email="ouder@example.org", link=str)


def test_minor_cannot_make_the_day_of_sixteen_earlier() -> None:
    person = make_person(sixteen_on=today(400))
    for day in [None, today(399), today()]:
        with pytest.raises(ValidationError):
            change_person(by=actor(person), name="Kim", language="nl", sixteen_on=day)
    changed = change_person(by=actor(person), name="Kim", language="nl", sixteen_on=today(401))
    assert changed.sixteen_on == today(401)
