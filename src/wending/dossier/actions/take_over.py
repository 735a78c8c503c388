"""Takes goals with steps over into a plan: from routes and gap pages, or from a template. Twice is once."""

from uuid import UUID

from django.db import transaction

from wending.dossier.actions.plan import add_action, add_goal
from wending.dossier.models import Goal
from wending.dossier.rules.plan import Origin, ReadyGoal, StepText
from wending.ledger.rules.actor import Actor


@transaction.atomic
def take_over(*, by: Actor, ready: ReadyGoal) -> Goal:
    """Write a goal with its steps into one's own plan, and return it; what is there already stays as it is.

    Raises:
        FullError: the plan has no room for the goal, or the goal none for all steps; then nothing is written.
    """
    goal = add_goal(by=by, title=ready.title, target=ready.target)
    for step in ready.steps:
        text = StepText(step.what, step.first_step)
        add_action(by=by, person=by.me, goal=goal.pk, text=text, origin=ready.origin, key=step.key)
    return goal


def take_template(*, by: Actor, person: UUID, ready: ReadyGoal) -> Goal | None:
    """Put a template into a plan: into one's own at once, into that of another as proposals (then None is returned).

    Raises:
        PermissionDenied: another person without consent for the plan.
        FullError: no room.
    """
    if person == by.me:
        return take_over(by=by, ready=ready)
    with transaction.atomic():
        for step in ready.steps:
            text = StepText(step.what, step.first_step)
            add_action(by=by, person=person, text=text, goal_title=ready.title, origin=Origin.GUIDANCE)
    return None
