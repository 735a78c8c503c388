"""What stands on the pages of a case. Call these for a case that `cases` opened for who asks."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from wending.accounts.models import Consent
from wending.accounts.queries.consents import in_force
from wending.accounts.rules.consent import Purpose
from wending.guidance.models import Agreement, Case, Closing, FollowUp, Note, Referral, TeamMember, Todo, WorkNote
from wending.guidance.queries import case_words as words
from wending.guidance.queries.caseload import todos
from wending.guidance.queries.cases import Opened
from wending.guidance.rules.case import AgreementState, Audience, Seat
from wending.guidance.rules.follow_up import UNKNOWN
from wending.guidance.rules.referral import ReferralState
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True)
class AgreementShown:
    """An agreement with its terms in words; terms that are empty are left out."""

    row: Agreement
    state: str
    terms: list[tuple[str, str]]


def agreement_shown(row: Agreement | None) -> AgreementShown | None:
    """Return an agreement in words."""
    if row is None:
        return None
    terms = [(str(name), getattr(row, key)) for key, name in words.TERMS.items() if getattr(row, key)]
    return AgreementShown(row, str(words.AGREEMENTS[AgreementState(row.state)]), terms)


def agreements(case: Case) -> dict[str, AgreementShown | None]:
    """Return the agreement in force, and the one that is drafted or offered."""
    rows = {row.state: row for row in case.agreements.exclude(state=AgreementState.REPLACED)}
    return {
        "in_force": agreement_shown(rows.get(AgreementState.IN_FORCE)),
        "offered": agreement_shown(rows.get(AgreementState.OFFERED)),
        "draft": agreement_shown(rows.get(AgreementState.DRAFT)),
    }


def draft_of(case: Case) -> Agreement:
    """Return the draft of a case. Raises Agreement.DoesNotExist."""
    return Agreement.objects.get(case=case, state=AgreementState.DRAFT)


def terms_of(row: Agreement) -> dict[str, Any]:
    """Return the terms of an agreement and its version, to begin a form with."""
    return {name: getattr(row, name) for name in [*words.TERMS, "version"]}


def past_agreements(case: Case) -> list[AgreementShown]:
    """Return the agreements that were replaced, newest first."""
    rows = case.agreements.filter(state=AgreementState.REPLACED).order_by("-number")
    return [shown for row in rows if (shown := agreement_shown(row))]


def notes(opened: Opened) -> QuerySet[Note]:
    """Return the notes that somebody in this seat reads, newest first: the team only those for the team."""
    rows = Note.objects.filter(case=opened.case).select_related("author", "changed_by").order_by("-held_on", "-made")
    return rows.filter(audience=Audience.TEAM) if opened.seat is Seat.TEAM else rows


def note_for(opened: Opened, note: UUID) -> Note:
    """Return one of these notes. Raises Note.DoesNotExist."""
    return notes(opened).get(pk=note)


def work_notes(actor: Actor, case: Case) -> QuerySet[WorkNote]:
    """Return the notes that who asks keeps for themselves; nobody else's, whatever their seat."""
    return WorkNote.objects.filter(case=case, author=actor.person).order_by("-held_on", "-made")


def client_notes(case: Case) -> QuerySet[Note]:
    """Return what the client reads of the notes: all that are no work notes."""
    return Note.objects.filter(case=case).select_related("author", "changed_by").order_by("-held_on", "-made")


def todos_of(actor: Actor, case: Case) -> QuerySet[Todo]:
    """Return the open to-dos that who asks has for this case."""
    return todos(actor).filter(case=case)


def team(case: Case) -> list[TeamMember]:
    """Return who is in the team or waits for the client's yes."""
    rows = TeamMember.objects.filter(case=case, ended=None).select_related("person", "organisation")
    return list(rows.order_by("asked"))


def shown_to_team(case: Case) -> list[Consent]:
    """Return the consents that the client gave to people of the team and that hold now."""
    rows = Consent.objects.filter(in_force(), person=case.client_id, purpose=Purpose.TEAM, to_person__isnull=False)
    return list(rows.order_by("part"))


def referrals(case: Case) -> list[tuple[Referral, str]]:
    """Return the referrals of a case with their state in words, newest first."""
    rows = Referral.objects.filter(case=case).select_related("to_organisation", "to_person", "led_to")
    return [(row, str(words.REFERRALS[ReferralState(row.state)])) for row in rows.order_by("-asked")]


def closing_of(case: Case) -> Closing | None:
    """Return how a case ended, nothing while it goes on or where the client stopped it."""
    return Closing.objects.filter(case=case).first()


def follow_ups(case: Case) -> list[dict[str, Any]]:
    """Return the question rounds of a case with their answers in words; unknown is said as unknown."""
    return [
        {"row": row, "name": words.AFTER[row.months], "answers": _answers(row)}
        for row in FollowUp.objects.filter(case=case).order_by("months")
    ]


def _answers(row: FollowUp) -> list[str]:
    told: list[tuple[dict[Any, Any], str]] = [
        (words.DOING, row.doing),
        (words.SATISFIED, row.satisfied),
        (words.STEPS, row.step),
    ]
    return [str(names[answer]) for names, answer in told if answer not in UNKNOWN] if row.answered else []
