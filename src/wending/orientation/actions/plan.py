"""Puts steps into a plan: at once for somebody with an account, else they wait in the session until there is one."""

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from wending.accounts.queries.actors import owner_of
from wending.dossier.actions.plan import FullError
from wending.dossier.actions.take_over import take_over
from wending.dossier.rules.plan import ReadyGoal
from wending.ledger.rules.actor import Actor
from wending.orientation.queries.plan_ready import SESSION_KEY, waiting_goals

# More goals than this do not wait; a visitor is told so.
MOST_WAITING = 10


def add_to_plan(*, by: SessionBase, ready: ReadyGoal) -> bool:
    """Put a goal with steps into the plan; return whether it is there now, or waits for an account.

    Raises:
        FullError: the plan, or what waits, has no room; nothing is added.
    """
    owner = owner_of(by)
    if owner is not None:
        take_over(by=owner, ready=ready)
        return True
    waiting = {goal.target: goal for goal in waiting_goals(by)}
    known = waiting.get(ready.target)
    if known is None and len(waiting) >= MOST_WAITING:
        raise FullError
    waiting[ready.target] = known.with_steps_of(ready) if known else ready
    _keep(by, list(waiting.values()))
    return False


def write_waiting(*, by: SessionBase, owner: Actor) -> int:
    """Write what waits into the plan of who signed in; return how many goals. What finds no room goes on waiting."""
    left = []
    waiting = waiting_goals(by)
    for ready in waiting:
        try:
            with transaction.atomic():
                take_over(by=owner, ready=ready)
        except FullError:
            left.append(ready)
    if waiting:
        _keep(by, left)
    return len(waiting) - len(left)


def drop_waiting(*, by: SessionBase, target: str) -> None:
    """Let a goal that waits go."""
    _keep(by, [goal for goal in waiting_goals(by) if goal.target != target])


def _keep(session: SessionBase, goals: list[ReadyGoal]) -> None:
    if goals:
        session[SESSION_KEY] = [goal.to_json() for goal in goals]
    else:
        session.pop(SESSION_KEY, None)
