"""Asking for consent gives nothing; only the person's own answer does, part by part."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_person
from wending.accounts.actions.ask_consent import answer_request, ask_consent
from wending.accounts.models import Consent, ConsentRequest, Mail, Membership, Person
from wending.accounts.queries.actors import actor_of
from wending.accounts.queries.consents import parts_shown_to
from wending.accounts.queries.requests import requests_to
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import Role
from wending.ledger.queries.entries import entries_about

pytestmark = pytest.mark.django_db


def ask(member: Membership, person: Person, **changes: object) -> ConsentRequest:
    words = {
        "purpose": Purpose.GUIDANCE,
        "parts": [Part.PLAN, Part.SKILLS],
        "reason": "Dan kan ik je beter helpen.",
        "until": timezone.localdate() + timedelta(days=30),
    }
    return ask_consent(by=actor(member), person=person.pk, **{**words, **changes})  # type: ignore[arg-type]


def test_ask_consent_shows_nothing_before_the_answer() -> None:
    member, person = make_member(Role.PROFESSIONAL), make_person()
    ask(member, person)
    assert parts_shown_to(actor(member), person.pk) == []
    assert Mail.objects.get(person=person).address == person.email
    assert "plan" not in Mail.objects.get(person=person).content.lower()
    assert entries_about(str(person.ledger_key))[0].verb == "asked-consent"


def test_answer_request_gives_only_the_parts_that_were_chosen_and_asked() -> None:
    member, person = make_member(Role.PROFESSIONAL), make_person()
    question = ask(member, person)
    given = answer_request(by=actor(person), request=question.pk, parts=[Part.PLAN, Part.REFLECTIONS])
    assert given is not None
    assert [consent.part for consent in given] == [Part.PLAN]
    assert parts_shown_to(actor(member), person.pk) == [Part.PLAN]
    colleague = make_member(Role.PROFESSIONAL, member.organisation)
    assert parts_shown_to(actor(colleague), person.pk) == []


def test_answer_request_for_colleagues_shows_it_to_the_organisation_only() -> None:
    member, person = make_member(Role.PROFESSIONAL), make_person()
    question = ask(member, person, for_colleagues=True)
    answer_request(by=actor(person), request=question.pk, parts=[Part.PLAN])
    assert parts_shown_to(actor(make_member(Role.MANAGER, member.organisation)), person.pk) == [Part.PLAN]
    assert parts_shown_to(actor(make_member(Role.PROFESSIONAL)), person.pk) == []
    assert parts_shown_to(actor(member.person), person.pk) == []


def test_answer_request_without_parts_is_no_and_is_answered_once() -> None:
    member, person = make_member(Role.PROFESSIONAL), make_person()
    question = ask(member, person)
    assert answer_request(by=actor(person), request=question.pk, parts=[]) == []
    assert not Consent.objects.exists()
    assert answer_request(by=actor(person), request=question.pk, parts=[Part.PLAN]) is None
    assert not requests_to(actor(person)).exists()


def test_answer_request_of_somebody_else_does_not_exist() -> None:
    member, person = make_member(Role.PROFESSIONAL), make_person()
    question = ask(member, person)
    assert answer_request(by=actor(make_person()), request=question.pk, parts=[Part.PLAN]) is None
    assert answer_request(by=actor(member), request=question.pk, parts=[Part.PLAN]) is None
    assert not Consent.objects.exists()


def test_ask_consent_again_replaces_the_question_that_waits() -> None:
    member, person = make_member(Role.PROFESSIONAL), make_person()
    ask(member, person)
    second = ask(member, person, parts=[Part.RESULTS])
    assert list(requests_to(actor(person))) == [second]


@pytest.mark.parametrize("role", [Role.LEARNER, Role.EMPLOYEE])
def test_ask_consent_in_a_role_about_oneself_is_refused(role: Role) -> None:
    with pytest.raises(PermissionDenied):
        ask(make_member(role), make_person())


def test_ask_consent_without_second_factor_is_refused() -> None:
    member = make_member(Role.PROFESSIONAL)
    weak = actor_of(member.person, member)
    with pytest.raises(PermissionDenied):
        ask_consent(
            by=weak,
            person=make_person().pk,
            purpose=Purpose.TEAM,
            parts=[Part.PLAN],
            reason="x",
            until=timezone.localdate(),
        )


@pytest.mark.parametrize(
    "changes",
    [
        {"parts": []},
        {"reason": " "},
        {"reason": "a" * 501},
        {"reason": "Zijn nummer is 111222333."},
        {"until": timezone.localdate() - timedelta(days=1)},
        {"until": timezone.localdate() + timedelta(days=400)},
    ],
)
def test_ask_consent_that_is_not_whole_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ask(make_member(Role.PROFESSIONAL), make_person(), **changes)
