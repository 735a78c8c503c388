"""Cases with their professional and client, for tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_organisation, make_person
from wending.accounts.actions.consent import give_consent
from wending.accounts.models import Membership, Person
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import Role
from wending.guidance.actions.agreements import Terms, draft_agreement, offer_agreement, write_agreement
from wending.guidance.actions.referrals import agree_referral, ask_referral
from wending.guidance.actions.team import agree_member, ask_member
from wending.guidance.models import Agreement, Case, Referral, TeamMember
from wending.guidance.rules.case import Line
from wending.ledger.models import Entry

TERMS = Terms(
    goal="Weten welk werk past",
    method="Vier gesprekken",
    duration="Tot de zomer",
    cost="Niets",
    interests="Er speelt niets mee",
)


def professional(name: str = "Robin", centre: str = "Werkplein Oost") -> Membership:
    """Return a professional of a centre of their own."""
    return make_member(Role.PROFESSIONAL, make_organisation(name=centre), name)


def make_case(by: Membership, client: Person | None = None, **fields: Any) -> Case:
    """Return an open case of a professional; without a client one of somebody without account."""
    who = {} if client else {"client_name": "Noor", "client_email": "noor@example.org"}
    return Case.objects.create(
        organisation=by.organisation,
        responsible=by.person,
        client=client,
        **{"question": "Welk werk past bij mij?", "line": Line.SECOND, **who, **fields},
    )


def case_of(by: Membership, **fields: Any) -> tuple[Case, Person]:
    """Return an open case with its client, who has an account."""
    client = make_person("Sam")
    return make_case(by, client, **fields), client


def offered(case: Case, by: Membership, terms: Terms = TERMS) -> Agreement:
    """Return an agreement that lies before the client."""
    draft = draft_agreement(by=actor(by), case=case.pk)
    write_agreement(by=actor(by), agreement=draft.pk, version=draft.version, terms=terms)
    return offer_agreement(by=actor(by), agreement=draft.pk)


def in_team(case: Case, by: Membership, member: Membership, parts: list[Part] | None = None) -> TeamMember:
    """Return a place in the team to which the client said yes."""
    asked = ask_member(by=actor(by), case=case.pk, own_role="jobcoach", email=member.person.email)
    assert case.client
    until = timezone.localdate() + timedelta(days=30)
    return agree_member(by=actor(case.client), member=asked.pk, parts=parts or [], until=until)


def referred(case: Case, by: Membership, to: Membership, parts: list[Part] | None = None) -> Referral:
    """Return a referral to which the client said yes."""
    asked = ask_referral(
        by=actor(by), case=case.pk, line=Line.THIRD, reason="Samen besproken", to_email=to.person.email
    )
    assert case.client
    until = timezone.localdate() + timedelta(days=30)
    return agree_referral(by=actor(case.client), referral=asked.pk, parts=parts or [], until=until)


def shows(client: Person, to: Membership, *parts: Part, days: int = 30) -> None:
    """Let a client show parts to a professional."""
    give_consent(
        by=actor(client),
        purpose=Purpose.GUIDANCE,
        parts=list(parts),
        until=timezone.localdate() + timedelta(days=days),
        to_person=to.person_id,
        to_organisation=to.organisation_id,
    )


def verbs(person: Person) -> list[str]:
    """Return what the ledger of somebody tells, oldest first."""
    return list(Entry.objects.filter(chain=str(person.ledger_key)).order_by("number").values_list("verb", flat=True))
