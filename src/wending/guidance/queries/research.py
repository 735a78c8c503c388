"""What guidance can tell a study: what somebody was offered and took, and what they answered afterwards.

That somebody was guided, and whether they work now, is part of what they did; how satisfied they are of what they
answered to questions. Notes, questions and answers in own words are never told.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wending.accounts.queries.research import batches
from wending.accounts.rules.consent import Part
from wending.accounts.rules.research import Exposure, Given, OutcomeSeen, Seen
from wending.guidance.models import Appointment, Case, FollowUp
from wending.guidance.rules.case import CaseState, Line
from wending.guidance.rules.follow_up import IN_WORK, UNKNOWN
from wending.guidance.rules.words import State

READS: dict[Any, tuple[str, ...]] = {
    Case: ("organisation", "line", "state", "opened", "closed"),
    Appointment: ("centre", "begins", "state"),
    FollowUp: ("due", "sent", "answered", "doing", "satisfied"),
}
APPROACHES = {
    f"guidance-{Line.FIRST}": _("Begeleiding, eerste lijn (kort, aan de balie)"),
    f"guidance-{Line.SECOND}": _("Begeleiding, tweede lijn (loopbaanprofessional)"),
    f"guidance-{Line.THIRD}": _("Begeleiding, derde lijn (specialist)"),
}
TELLS = {"in_work": Part.EXPERIENCE, "satisfaction": Part.RESULTS}


def seen(given: Given) -> Iterator[Seen]:
    """Yield the first case of each line of who lets it be seen, and answers at three, six and twelve months."""
    for people in batches(given.of(Part.EXPERIENCE)):
        yield from _cases(people, given.until)
        yield from _answers(people, given.until, "in_work")
    for people in batches(given.of(Part.RESULTS)):
        yield from _answers(people, given.until, "satisfaction")


def _cases(people: list[UUID], until: date) -> Iterator[Exposure]:
    met: dict[tuple[UUID, UUID], list[date]] = {}
    talks = Appointment.objects.filter(person__in=people, state=State.MET).values_list(
        "person", "centre__organisation", "begins"
    )
    for person, where, begins in talks:
        met.setdefault((person, where), []).append(_day(begins))
    first: set[tuple[UUID, str]] = set()
    rows = Case.objects.filter(client__in=people).order_by("opened")
    for person, where, line, state, opened, closed in rows.values_list("client", *READS[Case]):
        begun, ended = _day(opened), _day(closed) if closed else None
        if begun > until or (person, line) in first:
            continue
        first.add((person, line))
        days = sorted(day for day in met.get((person, where), []) if begun <= day <= min(ended or until, until))
        yield Exposure(
            person=person,
            approach=f"guidance-{line}",
            offered_on=begun,
            accepted_on=days[0] if days else None,
            completed_on=ended if state == CaseState.CLOSED and ended and ended <= until else None,
            dose=float(len(days)),
            organisation=where,
        )


def _answers(people: list[UUID], until: date, outcome: str) -> Iterator[OutcomeSeen]:
    rows = FollowUp.objects.filter(case__client__in=people).values_list("case__client", *READS[FollowUp])
    for person, due, sent, answered, doing, satisfied in rows:
        if not sent and not answered:
            continue  # never asked: no fact, and surely not "no"
        on = _day(answered) if answered else due
        told = doing if outcome == "in_work" else satisfied
        if on > until:
            continue
        value = None
        if told not in UNKNOWN:
            value = float(told in IN_WORK) if outcome == "in_work" else float(told)
        yield OutcomeSeen(person, outcome, value, on, "follow-up")


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
