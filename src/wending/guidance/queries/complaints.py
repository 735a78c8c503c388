"""Complaints as who complains, the council and the centre may see them: to all others they do not exist."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from wending.accounts.models import Membership, Organisation
from wending.accounts.rules.roles import Kind, Role
from wending.guidance.models import Complaint, ComplaintShare
from wending.guidance.queries.profession_words import OUTCOMES, STAGES
from wending.guidance.rules.complaints import Outcome, Stage, answer_by, decide_by, is_independent
from wending.kit.small_cells import Total, hidden_cells
from wending.kit.tokens import hash_of
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class ComplaintView:
    """A complaint with its words and terms."""

    complaint: Complaint
    stage: str
    outcome: str
    answer_by: date
    decide_by: date
    is_open: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class YearRow:
    """Complaints of a year that is over; a count is None where it must stay hidden."""

    year: int
    total: int | None
    outcomes: list[tuple[str, int | None]]


def centres_to_choose() -> list[tuple[str, str]]:
    """Return the organisations a complaint can be about, by number and name. Public."""
    rows = Organisation.objects.filter(kind=Kind.CENTRE).order_by("name")
    return [(str(row.pk), row.name) for row in rows]


def complaint_by_token(token: str) -> Complaint | None:
    """Return the complaint that a private link opens."""
    return Complaint.objects.filter(token_hash=hash_of(token)).select_related("centre", "person").first()


def complaints_for(actor: Actor) -> list[Complaint]:
    """Return the complaints a member of a council may handle, the longest waiting first.

    Those about the own centre, about none, or about a centre without council of its own; never one's own complaint, nor
    one about an organisation in which one works or leads.
    """
    if actor.role != Role.COUNCIL or actor.organisation is None:
        return []
    return [row for row in _in_reach(actor).select_related("centre") if _may_handle(actor, row)]


def complaint_for(actor: Actor, complaint: UUID) -> Complaint | None:
    """Return a complaint that who asks may handle."""
    if actor.role != Role.COUNCIL or actor.organisation is None:
        return None
    row = _in_reach(actor).filter(pk=complaint).select_related("centre", "person").first()
    return row if row and _may_handle(actor, row) else None


def shared_with(actor: Actor) -> list[ComplaintShare]:
    """Return what a council told the centre that who asks leads, newest first; never the complaint itself."""
    if actor.role != Role.MANAGER:
        return []
    return list(ComplaintShare.objects.filter(organisation=actor.organisation))


def complaint_view(row: Complaint, today: date) -> ComplaintView:
    """Return a complaint, which the caller was allowed to get, with its words and terms."""
    is_open = row.stage in {Stage.RECEIVED, Stage.IN_HAND}
    term = answer_by(row.received) if row.stage == Stage.RECEIVED else decide_by(row.received)
    return ComplaintView(
        complaint=row,
        stage=str(STAGES[Stage(row.stage)]),
        outcome=str(OUTCOMES[Outcome(row.outcome)]) if row.outcome else "",
        answer_by=answer_by(row.received),
        decide_by=decide_by(row.received),
        is_open=is_open,
        is_late=is_open and today > term,
    )


def yearly_numbers(today: date) -> list[YearRow]:
    """Return complaints decided in years that are over, by outcome, small counts hidden. Public: of nobody."""
    rows = Complaint.objects.filter(stage=Stage.DECIDED, closed__year__lt=today.year)
    counts = Counter((row.closed.year, row.outcome) for row in rows if row.closed)
    found = []
    for year in sorted({year for year, _outcome in counts}, reverse=True):
        cells = {str(outcome): counts[year, outcome] for outcome in Outcome}
        cells["all"] = sum(cells.values())
        totals: list[Total[str]] = [("all", tuple(str(outcome) for outcome in Outcome))]
        hidden = hidden_cells(cells, totals)
        shown = {key: None if key in hidden else count for key, count in cells.items()}
        found.append(
            YearRow(year, shown["all"], [(str(words), shown[str(outcome)]) for outcome, words in OUTCOMES.items()])
        )
    return found


def _in_reach(actor: Actor) -> QuerySet[Complaint]:
    with_council = Membership.objects.filter(role=Role.COUNCIL, ended=None).values("organisation")
    reach = Q(centre=actor.organisation) | Q(centre=None) | ~Q(centre__in=with_council)
    return Complaint.objects.filter(reach).exclude(person=actor.me)


def _may_handle(actor: Actor, row: Complaint) -> bool:
    roles = Membership.objects.filter(person=actor.person, organisation=row.centre_id, ended=None)
    return is_independent(roles.values_list("role", flat=True)) if row.centre_id else True
