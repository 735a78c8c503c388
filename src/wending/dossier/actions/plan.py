"""Writes to a plan: goals and their steps. The owner writes at once; what another writes waits as a proposal.

Each change names the version it was made on. When that version is no longer there, `Stale` is raised and nothing is
saved; a page then shows both texts.
"""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from wending.dossier.actions.proposals import may_propose, propose
from wending.dossier.models import Action, Goal, Item, Proposal
from wending.dossier.rules.plan import MOST_GOALS, MOST_STEPS, GoalState, Origin, StepState, StepText
from wending.kit.versions import Stale
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor


class FullError(Exception):
    """A plan holds no more goals, or a goal no more steps."""


@transaction.atomic
def add_goal(*, by: Actor, title: str, why: str = "", wished: date | None = None, target: str = "") -> Goal:
    """Add a goal to one's own plan; an open goal with the same target is returned as it is.

    Raises:
        FullError: there are MOST_GOALS open goals.
    """
    if target:
        there = Goal.objects.filter(person=by.me, target=target, state=GoalState.OPEN).first()
        if there is not None:
            return there
    if Goal.objects.filter(person=by.me, state=GoalState.OPEN).count() >= MOST_GOALS:
        raise FullError
    try:
        with transaction.atomic():
            goal = Goal.objects.create(person_id=by.me, title=title, why=why, wished=wished, target=target)
    except IntegrityError:
        # Pressed twice at the same moment: the other one made it.
        return Goal.objects.get(person=by.me, target=target, state=GoalState.OPEN)
    record(by=by, verb="added-goal", about=by.key, thing="dossier.goal")
    return goal


@transaction.atomic
def change_goal(*, by: Actor, goal: UUID, version: int, title: str, why: str = "", wished: date | None = None) -> Goal:
    """Change a goal of one's own.

    Raises:
        Goal.DoesNotExist: it is not theirs.
        Stale: it was changed since this version.
    """
    found = Goal.objects.select_for_update().get(pk=goal, person=by.me)
    if found.version != version:
        raise Stale(found.version)
    found.title, found.why, found.wished, found.version = title, why, wished, version + 1
    found.save()
    record(by=by, verb="changed-goal", about=by.key, thing="dossier.goal")
    return found


@transaction.atomic
def set_goal_state(*, by: Actor, goal: UUID, state: GoalState) -> Goal:
    """Say of a goal of one's own that it is reached, let go or open again. Raise Goal.DoesNotExist, FullError."""
    found = Goal.objects.select_for_update().get(pk=goal, person=by.me)
    again = Goal.objects.filter(person=by.me, target=found.target, state=GoalState.OPEN).exclude(pk=found.pk)
    if state is GoalState.OPEN and found.target and again.exists():
        raise FullError
    found.state, found.version = state, found.version + 1
    found.save()
    record(by=by, verb=f"goal-{state.value.replace('_', '-')}", about=by.key, thing="dossier.goal")
    return found


@transaction.atomic
def remove_goal(*, by: Actor, goal: UUID) -> None:
    """Remove a goal of one's own with its steps. Raise Goal.DoesNotExist."""
    Goal.objects.get(pk=goal, person=by.me).delete()
    record(by=by, verb="removed-goal", about=by.key, thing="dossier.goal")


@transaction.atomic
def add_action(
    *,
    by: Actor,
    person: UUID,
    text: StepText,
    goal: UUID | None = None,
    goal_title: str = "",
    origin: Origin = Origin.OWN,
    key: str = "",
) -> Action | Proposal:
    """Add a step to somebody's plan; of another person it becomes a proposal that waits for the owner's yes.

    Args:
        goal: an open goal of that person; without one `goal_title` calls a new one.
        key: what it was taken over from; a goal takes the same key once, and returns the step that is there.

    Raises:
        Goal.DoesNotExist: no such open goal of that person.
        PermissionDenied: another person without consent for the plan.
        FullError: the goal has MOST_STEPS steps.
    """
    if by.me != person:
        found = Goal.objects.get(pk=goal, person=person, state=GoalState.OPEN) if goal else None
        return propose(by=by, person=person, text=text, goal=found, goal_title=goal_title)
    if goal is None:
        goal = add_goal(by=by, title=goal_title).pk
    found = Goal.objects.select_for_update().get(pk=goal, person=person, state=GoalState.OPEN)
    if key:
        there = found.actions.filter(key=key).first()
        if there is not None:
            return there
    if found.actions.count() >= MOST_STEPS:
        raise FullError
    action = Action.objects.create(goal=found, origin=origin, key=key, **asdict(text))
    record(by=by, verb="added-step", about=by.key, thing="dossier.plan")
    return action


@transaction.atomic
def change_action(*, by: Actor, action: UUID, version: int, text: StepText) -> Action | Proposal:
    """Change a step; of another person it becomes a proposal.

    Raises:
        Action.DoesNotExist: there is none, or it is of somebody who gave no consent for their plan.
        Stale: it was changed since this version; nothing is saved.
    """
    found = Action.objects.select_for_update(of=("self",)).select_related("goal").get(pk=action)
    owner = found.goal.person_id
    if owner != by.me and not may_propose(by, owner):
        raise Action.DoesNotExist
    if found.version != version:
        raise Stale(found.version)
    if owner != by.me:
        return propose(by=by, person=owner, text=text, goal=found.goal, action=found, based_on=version)
    for name, value in asdict(text).items():
        setattr(found, name, value)
    found.version += 1
    found.save()
    record(by=by, verb="changed-step", about=by.key, thing="dossier.plan")
    return found


@transaction.atomic
def set_action_state(*, by: Actor, action: UUID, state: StepState) -> Action:
    """Say of a step of one's own that it is done, dropped or open again. Raise Action.DoesNotExist."""
    found = Action.objects.select_for_update(of=("self",)).get(pk=action, goal__person=by.me)
    if found.state != state:
        found.state, found.version = state, found.version + 1
        found.done_on = timezone.localdate() if state is StepState.DONE else None
        found.save()
        record(by=by, verb=f"step-{state.value}", about=by.key, thing="dossier.plan")
    return found


@transaction.atomic
def show_for(*, by: Actor, action: UUID, version: int, evidence: str, item: UUID | None) -> Action:
    """Keep what came of a step of one's own: in words, and the item of the record that shows it.

    Raises:
        Action.DoesNotExist, Item.DoesNotExist: not theirs.
        Stale: it was changed since this version; nothing is saved.
    """
    found = Action.objects.select_for_update(of=("self",)).get(pk=action, goal__person=by.me)
    if found.version != version:
        raise Stale(found.version)
    found.item = Item.objects.get(pk=item, person=by.me) if item else None
    found.evidence, found.version = evidence, version + 1
    found.save()
    record(by=by, verb="told-of-step", about=by.key, thing="dossier.plan")
    return found


@transaction.atomic
def remove_action(*, by: Actor, action: UUID) -> UUID:
    """Remove a step of one's own; return its goal. Raise Action.DoesNotExist."""
    found = Action.objects.get(pk=action, goal__person=by.me)
    goal: UUID = found.goal_id
    found.delete()
    record(by=by, verb="removed-step", about=by.key, thing="dossier.plan")
    return goal
