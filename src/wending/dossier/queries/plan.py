"""A plan as pages show it: the next step first, then each goal with its steps, what others propose, what was done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from wending.accounts.rules.consent import Part
from wending.dossier.models import Action, Goal, Proposal
from wending.dossier.queries.whose import whose
from wending.dossier.rules.plan import GoalState, StepState, StepText, in_order
from wending.ledger.rules.actor import Actor
from wending.reference.rules.uris import key_of


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step of a plan. `proposed_by` is the name of who proposed it, empty for who did it themselves."""

    id: UUID
    text: StepText
    state: str
    origin: str
    is_late: bool
    done_on: date | None
    evidence: str
    item: str
    item_id: UUID | None
    proposed_by: str
    version: int


@dataclass(frozen=True, slots=True)
class GoalShown:
    """A goal with its steps: open ones by day, done ones the newest first."""

    id: UUID
    title: str
    why: str
    target: str
    wished: date | None
    state: str
    version: int
    open: list[StepShown]
    done: list[StepShown]
    dropped: list[StepShown]

    @property
    def all(self) -> int:
        """How many steps there are, without those that were dropped."""
        return len(self.open) + len(self.done)

    @property
    def occupation(self) -> str:
        """The last part of the URI of the occupation it is about, empty when it is about none."""
        is_none = not self.target or self.target.startswith(("programme:", "template:"))
        return "" if is_none else key_of(self.target)

    @property
    def programme(self) -> str:
        """The key of the programme it is about, empty when it is about none."""
        return self.target.removeprefix("programme:") if self.target.startswith("programme:") else ""


@dataclass(frozen=True, slots=True)
class ProposalShown:
    """What somebody proposes: a new step, or a change of one that stands in `now`."""

    id: UUID
    by: str
    organisation: str
    made: datetime
    goal: str
    text: StepText
    now: StepShown | None
    is_stale: bool


@dataclass(frozen=True, slots=True)
class PlanShown:
    """A whole plan. `next` is the open step that comes first."""

    goals: list[GoalShown]
    past: list[GoalShown]
    proposals: list[ProposalShown]
    next: StepShown | None
    next_goal: GoalShown | None

    @property
    def done(self) -> int:
        """How many steps of open goals are done."""
        return sum(len(goal.done) for goal in self.goals)

    @property
    def all(self) -> int:
        """How many steps open goals have."""
        return sum(goal.all for goal in self.goals)


def plan_shown(actor: Actor, person: UUID | None = None) -> PlanShown:
    """Return the plan of who asks, or of somebody who consented. Raise PermissionDenied without consent."""
    owner = whose(actor, Part.PLAN, person)
    rows = Goal.objects.filter(person=owner).order_by("made", "pk").prefetch_related("actions__proposed_by")
    rows = rows.prefetch_related("actions__item")
    goals = [_goal(row) for row in rows]
    going = [goal for goal in goals if goal.state == GoalState.OPEN]
    first = [(step, goal) for goal in going for step in goal.open]
    first.sort(key=lambda pair: in_order(pair[0].text.due, 0))
    return PlanShown(
        goals=going,
        past=[goal for goal in goals if goal.state != GoalState.OPEN],
        proposals=_proposals(owner),
        next=first[0][0] if first else None,
        next_goal=first[0][1] if first else None,
    )


def goal_of(actor: Actor, goal: UUID) -> GoalShown | None:
    """Return one goal of who asks, nothing where it is not theirs."""
    row = Goal.objects.filter(pk=goal, person=actor.me).first()
    return _goal(row) if row else None


def step_of(actor: Actor, step: UUID) -> StepShown | None:
    """Return one step of who asks, nothing where it is not theirs."""
    row = Action.objects.filter(pk=step, goal__person=actor.me).select_related("proposed_by", "item").first()
    return step_shown(row) if row else None


def proposals_by(actor: Actor, person: UUID) -> list[ProposalShown]:
    """Return what who asks proposed to somebody and that waits for their answer.

    It shows the step beside it as it is now: raise PermissionDenied once there is no consent any more.
    """
    return [_proposal(row) for row in _waiting(whose(actor, Part.PLAN, person)).filter(by=actor.me)]


def step_shown(row: Action) -> StepShown:
    """Return a row as a step to show."""
    due = row.due
    by = str(row.proposed_by) if row.proposed_by else ""
    return StepShown(
        id=row.pk,
        text=StepText(row.what, row.first_step, due, row.remind_on, row.owner),
        state=row.state,
        origin=row.origin,
        is_late=row.state == StepState.OPEN and due is not None and due < timezone.localdate(),
        done_on=row.done_on,
        evidence=row.evidence,
        item=row.item.title if row.item else "",
        item_id=row.item_id,
        proposed_by=f"{by}, {row.proposed_for}" if by and row.proposed_for else by or row.proposed_for,
        version=row.version,
    )


def _goal(row: Goal) -> GoalShown:
    rows = sorted(row.actions.all(), key=lambda one: one.made)
    return GoalShown(
        id=row.pk,
        title=row.title,
        why=row.why,
        target=row.target,
        wished=row.wished,
        state=row.state,
        version=row.version,
        open=_in_order(one for one in rows if one.state == StepState.OPEN),
        done=[step_shown(one) for one in reversed(rows) if one.state == StepState.DONE],
        dropped=[step_shown(one) for one in rows if one.state == StepState.DROPPED],
    )


def _in_order(rows: Iterable[Action]) -> list[StepShown]:
    numbered = sorted(enumerate(rows), key=lambda pair: in_order(pair[1].due, pair[0]))
    return [step_shown(row) for _number, row in numbered]


def _waiting(person: UUID) -> QuerySet[Proposal]:
    rows = Proposal.objects.filter(person=person, answered=None).order_by("made")
    return rows.select_related("by", "goal", "action__proposed_by", "action__item")


def _proposals(person: UUID) -> list[ProposalShown]:
    return [_proposal(row) for row in _waiting(person)]


def _proposal(row: Proposal) -> ProposalShown:
    return ProposalShown(
        id=row.pk,
        by=str(row.by) if row.by else "",
        organisation=row.organisation,
        made=row.made,
        goal=row.goal.title if row.goal else row.goal_title,
        text=StepText.from_json(row.content),
        now=step_shown(row.action) if row.action else None,
        is_stale=row.action is not None and row.action.version != row.based_on,
    )
