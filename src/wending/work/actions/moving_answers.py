"""Answers to proposals, what a receiving firm says back, and what a guide does for who shows themselves to them."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from wending.accounts.actions.look import look
from wending.accounts.models import Person
from wending.accounts.rules.consent import Part, Purpose
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.work.models import Mover, MoverStep, Moving, Proposal
from wending.work.queries.moving import (
    Guided,
    Responded,
    guided_movings,
    guided_people,
    guided_person,
    responded_to,
)
from wending.work.rules.moving import StepOwner, Word


@transaction.atomic
def answer_proposal(*, by: Actor, proposal: UUID, word: Word, text: str = "") -> bool:
    """Say yes, no or ask something; a yes to another opening stays. Return whether it is a proposal to who acts.

    From yes or a question on, the receiving firm sees the name and this text; back to no or open, no more.
    """
    row = Proposal.objects.select_for_update().filter(pk=proposal, mover__person=by.me).first()
    if row is None:
        return False
    row.word, row.text = word, text
    row.answered = timezone.localdate()
    row.answer = ""
    row.save(update_fields=["word", "text", "answered", "answer"])
    record(by=by, verb="answered-moving", about=by.key, purpose=Purpose.MOVING)
    return True


@transaction.atomic
def read_responses(*, by: Actor) -> list[Responded]:
    """Return who responded to openings of the firm one manages; each reads in their ledger that it was looked at."""
    found = responded_to(by)
    for one in found:
        key = str(one.proposal.mover.person.ledger_key)
        record(by=by, verb="saw-response", about=key, thing="work.proposal", purpose=Purpose.MOVING)
    return found


@transaction.atomic
def answer_response(*, by: Actor, proposal: UUID, text: str) -> bool:
    """Answer somebody who responded to an opening of the firm one manages; return whether they did."""
    found = next((one for one in responded_to(by) if one.proposal.pk == proposal), None)
    if found is None:
        return False
    Proposal.objects.filter(pk=proposal).update(answer=text)
    key = str(found.proposal.mover.person.ledger_key)
    record(by=by, verb="answered-response", about=key, thing="work.proposal", purpose=Purpose.MOVING)
    return True


@transaction.atomic
def take_up_guiding(*, by: Actor, moving: UUID) -> bool:
    """Become the guide of a group that asked one's organisation, where nobody is; return whether it came about."""
    rows = guided_movings(by).filter(pk=moving, guide=None).values("pk")
    if not Moving.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(guide=by.me):
        return False
    record(by=by, verb="took-up-guiding", thing="work.moving")
    return True


@transaction.atomic
def read_guided(*, by: Actor, moving: UUID) -> list[Guided] | None:
    """Return who shows themselves to the guide who asks; once a day each look is in their ledger."""
    found = guided_people(by, moving)
    today = timezone.localdate()
    fresh = [one for one in found or [] if one.mover.guide_saw != today]
    for one in fresh:
        look(by=by, person=one.mover.person_id, part=Part.PLAN)
    Mover.objects.filter(pk__in=[one.mover.pk for one in fresh]).update(guide_saw=today)
    return found


@transaction.atomic
def add_step_for(*, by: Actor, mover: UUID, text: str, due: date, owner: StepOwner) -> MoverStep:
    """Agree on a next step for somebody one guides. Raises PermissionDenied once they no longer show themselves."""
    found = guided_person(by, mover)
    if found is None:
        raise PermissionDenied("no consent")
    key = str(Person.objects.only("ledger_key").get(pk=found.mover.person_id).ledger_key)
    record(by=by, verb="added-moving-step", about=key, thing="work.step", purpose=Purpose.MOVING)
    return MoverStep.objects.create(mover=found.mover, text=text, due=due, owner=owner)
