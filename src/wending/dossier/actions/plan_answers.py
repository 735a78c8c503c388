"""The owner's answer to what others propose for their plan. Nothing of it is in the plan before their yes."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wending.dossier.actions.plan import add_action, add_goal, change_action
from wending.dossier.models import Action, Goal, Proposal
from wending.dossier.rules.plan import GoalState, Origin, StepText
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor


@transaction.atomic
def accept_proposal(*, by: Actor, proposal: UUID, version: int | None = None) -> Action:
    """Take over what was proposed for one's own plan.

    Args:
        version: of a change: the version of the step that the owner saw beside it.

    Raises:
        Proposal.DoesNotExist: it is not for them, or was answered.
        Stale: the step was changed since they looked; nothing is saved.
        FullError: the goal has no room.
    """
    found = _waiting(by, proposal)
    text = StepText.from_json(found.content)
    if found.action is not None:
        step = change_action(by=by, action=found.action.pk, version=version or 0, text=text).pk
    else:
        goal = found.goal if found.goal and found.goal.state == GoalState.OPEN else _goal(by, found)
        step = add_action(by=by, person=by.me, goal=goal.pk, text=text, origin=Origin.GUIDANCE).pk
    Action.objects.filter(pk=step).update(proposed_by=found.by, proposed_for=found.organisation)
    _answer(by, found, is_accepted=True)
    return Action.objects.get(pk=step)


@transaction.atomic
def decline_proposal(*, by: Actor, proposal: UUID) -> None:
    """Leave one's plan as it is. Raise Proposal.DoesNotExist."""
    _answer(by, _waiting(by, proposal), is_accepted=False)


def _waiting(by: Actor, proposal: UUID) -> Proposal:
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("action", "goal")
    return rows.get(pk=proposal, person=by.me, answered=None)


def _goal(by: Actor, proposal: Proposal) -> Goal:
    """Return the goal for a proposed step: one's own open goal of that name, else a new one."""
    title = proposal.goal_title or (proposal.goal.title if proposal.goal else "")
    for goal in Goal.objects.filter(person=by.me, state=GoalState.OPEN):
        if goal.title == title:
            return goal
    return add_goal(by=by, title=title)


def _answer(by: Actor, proposal: Proposal, *, is_accepted: bool) -> None:
    proposal.answered, proposal.is_accepted = timezone.now(), is_accepted
    proposal.save(update_fields=["answered", "is_accepted"])
    verb = "accepted-proposal" if is_accepted else "declined-proposal"
    record(by=by, verb=verb, about=by.key, thing="dossier.plan")
