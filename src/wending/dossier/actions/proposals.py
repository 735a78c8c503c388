"""What somebody else would write into a plan: kept as a proposal, until the person whose plan it is says yes.

Only who has consent for the plan, for guidance or school, may propose. Each proposal is in the ledger of its owner.
"""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from wending.accounts.actions.mail import queue_mail
from wending.accounts.models import Person
from wending.accounts.queries.consents import consent_to
from wending.accounts.rules.consent import Part, Purpose
from wending.dossier.models import Action, Goal, Proposal
from wending.dossier.rules.plan import StepText
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor

# For these purposes somebody may propose; others may look at most.
PURPOSES = (Purpose.GUIDANCE, Purpose.SCHOOL)


def may_propose(actor: Actor, person: UUID) -> bool:
    """Return whether who asks may propose something for somebody's plan now."""
    return consent_to(actor, person, Part.PLAN, PURPOSES) is not None


@transaction.atomic
def propose(
    *,
    by: Actor,
    person: UUID,
    text: StepText,
    goal: Goal | None = None,
    goal_title: str = "",
    action: Action | None = None,
    based_on: int | None = None,
) -> Proposal:
    """Propose a step, or a change of one, for somebody's plan, and tell them by mail that something waits.

    Raises:
        PermissionDenied: no consent for the plan, or one for another purpose.
    """
    consent = consent_to(by, person, Part.PLAN, PURPOSES)
    if consent is None:
        raise PermissionDenied("no consent")
    owner = Person.objects.get(pk=person)
    content: Any = text.to_json()
    proposal = Proposal.objects.create(
        person=owner,
        goal=goal,
        goal_title=goal_title,
        action=action,
        content=content,
        based_on=based_on,
        by_id=by.me,
        organisation=by.organisation_name,
    )
    record(by=by, verb="proposed-in-plan", about=str(owner.ledger_key), thing="dossier.plan", purpose=consent.purpose)
    _tell(owner, proposal)
    return proposal


@transaction.atomic
def withdraw_proposal(*, by: Actor, proposal: UUID) -> bool:
    """Withdraw a proposal of one's own that waits for an answer; return whether there was one."""
    found = Proposal.objects.filter(pk=proposal, by=by.me, answered=None).select_related("person").first()
    if found is None:
        return False
    record(by=by, verb="withdrew-proposal", about=str(found.person.ledger_key), thing="dossier.plan")
    found.delete()
    return True


def _tell(owner: Person, proposal: Proposal) -> None:
    """Mail that something waits, once a day at most; what it is, and who it is from, stays behind signing in."""
    with override(owner.language):
        queue_mail(
            address=owner.email,
            subject=_("Er wacht iets op je in Wending"),
            text=_("Iemand die met je meedenkt, stelt iets voor. Log in op Wending en open Mijn plan. Jij beslist."),
            key=f"proposal:{owner.pk}:{proposal.made.date()}",
            person=owner.pk,
        )
