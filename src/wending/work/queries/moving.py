"""Groups whose work ends, as each side may know them: the person all of their own, the firm only whom it told and
frozen counts, the guide only who shows themselves, a receiving firm only who responded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from wending.accounts.models import Consent, Organisation
from wending.accounts.queries.consents import in_force
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import Kind, Role
from wending.ledger.rules.actor import Actor
from wending.work.models import Colleague, Mover, MoverStep, Moving, MovingInvite, Proposal
from wending.work.queries.scope import colleagues_for, here_now, is_manager, own_rows
from wending.work.rules.moving import TOLD, Limits, State, needs_step


def own_movings(actor: Actor) -> QuerySet[Moving]:
    """Return the groups of which who asks was told, where they work now, or that they joined; not closed ones."""
    told = MovingInvite.objects.filter(colleague__in=own_rows(actor)).values("moving")
    joined = Mover.objects.filter(person=actor.me).values("moving")
    rows = Moving.objects.filter(pk__in=told) | Moving.objects.filter(pk__in=joined)
    return rows.filter(closed=None).select_related("organisation", "guide", "guide_organisation")


def own_mover(actor: Actor, moving: UUID) -> Mover | None:
    """Return who asks as they joined a group; also after they left the firm, for it is theirs."""
    rows = Mover.objects.filter(person=actor.me, moving=moving)
    return rows.select_related("moving__organisation", "moving__guide").first()


def limits_of(mover: Mover) -> Limits:
    """Return the limits that somebody set."""
    return Limits(mover.hours_low, mover.hours_high, mover.level_low, mover.level_high, frozenset(mover.regions))


def own_proposals(actor: Actor, moving: UUID) -> list[Proposal]:
    """Return the proposals to who asks, best first."""
    rows = Proposal.objects.filter(mover__person=actor.me, mover__moving=moving)
    return list(rows.select_related("opening__organisation"))


def own_steps(actor: Actor, moving: UUID) -> list[MoverStep]:
    """Return the next steps of who asks, open ones first."""
    rows = MoverStep.objects.filter(mover__person=actor.me, mover__moving=moving)
    return sorted(rows, key=lambda one: (one.done is not None, one.due))


def managed_movings(actor: Actor) -> QuerySet[Moving]:
    """Return the groups of the firm that who asks manages."""
    if not is_manager(actor):
        return Moving.objects.none()
    rows = Moving.objects.filter(organisation=actor.organisation)
    return rows.select_related("organisation", "guide", "guide_organisation")


@dataclass(frozen=True, slots=True)
class GroupShown:
    """A group as its firm sees it: whom it told, who shows their state, and the counts as they were last frozen."""

    moving: Moving
    told: list[Colleague]
    to_tell: list[Colleague]
    shown: list[tuple[str, str]]
    counted_on: str
    counts: Mapping[str, int | None]


def group_of(actor: Actor, moving: UUID) -> GroupShown | None:
    """Return a group of the firm that who asks manages; None out of scope."""
    row = managed_movings(actor).filter(pk=moving).first()
    if row is None:
        return None
    told_ids = set(row.invites.values_list("colleague", flat=True))
    people = list(colleagues_for(actor))
    names = {one.account_id: one.name for one in people if one.account_id}
    # Who left the firm is not shown to it any more, whatever they allowed before.
    shows = row.movers.filter(shows_state=True, person__in=names).values_list("person", "state")
    return GroupShown(
        moving=row,
        told=[one for one in people if one.pk in told_ids],
        to_tell=[one for one in people if one.pk not in told_ids],
        shown=sorted((names[person], state) for person, state in shows),
        counted_on=row.published[-1]["on"] if row.published else "",
        counts=row.published[-1]["counts"] if row.published else {},
    )


def guided_movings(actor: Actor) -> QuerySet[Moving]:
    """Return the groups of the organisation for which who asks works as professional, with a second factor."""
    if actor.role != Role.PROFESSIONAL or not actor.has_second_factor:
        return Moving.objects.none()
    if actor.organisation_kind not in {Kind.EMPLOYER, Kind.CENTRE}:
        return Moving.objects.none()
    rows = Moving.objects.filter(guide_organisation=actor.organisation, closed=None)
    return rows.select_related("organisation", "guide")


@dataclass(frozen=True, slots=True)
class Guided:
    """Somebody who shows themselves to their guide: name, state, next open step, and whether they have none."""

    mover: Mover
    name: str
    step: MoverStep | None
    is_forgotten: bool


def guided_people(actor: Actor, moving: UUID) -> list[Guided] | None:
    """Return who of a group shows themselves to who asks, those without next step first; None out of scope."""
    row = guided_movings(actor).filter(pk=moving, guide=actor.me).first()
    if row is None:
        return None
    agreed = Consent.objects.filter(
        in_force(),
        purpose=Purpose.MOVING,
        part=Part.PLAN,
        to_person=actor.me,
        to_organisation=actor.organisation,
    )
    open_steps = Prefetch("steps", MoverStep.objects.filter(done=None), to_attr="open_steps")
    movers = row.movers.filter(person__in=agreed.values("person")).select_related("person", "moving")
    today = timezone.localdate()
    found = []
    for mover in movers.prefetch_related(open_steps):
        steps: list[MoverStep] = mover.open_steps
        is_forgotten = needs_step(State(mover.state), [step.due for step in steps], today)
        found.append(Guided(mover, str(mover.person), steps[0] if steps else None, is_forgotten))
    return sorted(found, key=lambda one: (not one.is_forgotten, one.step.due if one.step else date.max, one.name))


def guided_person(actor: Actor, mover: UUID) -> Guided | None:
    """Return one of them; None where they do not show themselves to who asks (any more)."""
    row = Mover.objects.filter(pk=mover).values_list("moving", flat=True).first()
    people = guided_people(actor, row) if row else None
    return next((one for one in people or [] if one.mover.pk == mover), None)


def guided_proposals(actor: Actor, mover: UUID) -> list[Proposal]:
    """Return the proposals to somebody who shows themselves to who asks."""
    if guided_person(actor, mover) is None:
        return []
    return list(Proposal.objects.filter(mover=mover).select_related("opening__organisation"))


@dataclass(frozen=True, slots=True)
class Responded:
    """Somebody who responded to a proposal: what they sent, and what the receiving firm answered."""

    proposal: Proposal
    name: str


def responded_to(actor: Actor) -> list[Responded]:
    """Return who said yes to, or asked about, an opening of the firm that who asks manages; nobody else."""
    if not is_manager(actor):
        return []
    rows = Proposal.objects.filter(opening__organisation=actor.organisation, word__in=TOLD)
    rows = rows.select_related("opening", "mover__person").order_by("answered", "opening__title", "pk")
    return [Responded(row, str(row.mover.person)) for row in rows]


def told_people(moving: Moving) -> QuerySet[Colleague]:
    """Return whom the firm told and who is there now."""
    return Colleague.objects.filter(here_now(), pk__in=moving.invites.values("colleague"))


def state_counts(moving: Moving) -> dict[str, int]:
    """Return the true counts of a group by state, of who does not show theirs by name; never for a page."""
    found = {state.value: 0 for state in State}
    for state in moving.movers.filter(shows_state=False).values_list("state", flat=True):
        found[state] += 1
    return found


def guide_choices(actor: Actor) -> list[tuple[str, str]]:
    """Return which organisations can guide a group of the firm that who asks manages: the firm itself, and centres."""
    if not is_manager(actor):
        return []
    rows = Organisation.objects.filter(Q(pk=actor.organisation) | Q(kind=Kind.CENTRE)).order_by("name")
    return [(str(row.pk), row.name) for row in rows]


def guide_sees(actor: Actor, moving: Moving) -> bool:
    """Say whether who asks lets the guide of a group see them now."""
    given = Consent.objects.filter(in_force(), person=actor.me, purpose=Purpose.MOVING, part=Part.PLAN)
    return given.filter(to_person=moving.guide_id, to_organisation=moving.guide_organisation_id).exists()


def group_of_proposal(actor: Actor, proposal: UUID) -> UUID | None:
    """Return to which group a proposal to who asks belongs."""
    rows = Proposal.objects.filter(pk=proposal, mover__person=actor.me)
    return rows.values_list("mover__moving", flat=True).first()


def group_of_step(actor: Actor, step: UUID) -> UUID | None:
    """Return to which group a step of who asks belongs."""
    rows = MoverStep.objects.filter(pk=step, mover__person=actor.me)
    return rows.values_list("mover__moving", flat=True).first()
