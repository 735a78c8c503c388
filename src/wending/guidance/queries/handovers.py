"""Handovers of cases: to whom, which wait for an answer, and which cases have nobody any more.

A manager sees of a case without a professional only since when it runs and who left: never whom or what it is about.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from wending.accounts.models import Membership
from wending.accounts.rules.roles import Role
from wending.guidance.models import Case, Handover
from wending.guidance.queries.cases import cases_responsible_for
from wending.guidance.rules.case import CaseState
from wending.guidance.rules.handover import HandoverState
from wending.kit.tokens import hash_of
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True)
class LeftCase:
    """A case without a professional, as far as a manager may know it; `due` is when it goes to `to`."""

    number: UUID
    opened: datetime
    left: str
    to: str
    due: date | None


def professionals_at(organisation: UUID | None) -> QuerySet[Membership]:
    """Return who is a professional of an organisation now, by name."""
    rows = Membership.objects.filter(organisation=organisation, role=Role.PROFESSIONAL, ended=None)
    return rows.select_related("person").order_by("person__name", "pk")


def colleagues_of(actor: Actor) -> list[tuple[str, str]]:
    """Return the numbers and names of the professionals to whom who asks can hand over."""
    rows = professionals_at(actor.organisation).exclude(person=actor.person if actor.role != Role.MANAGER else None)
    return list({str(row.person_id): str(row.person) for row in rows}.items())


def cases_left(actor: Actor) -> QuerySet[Case]:
    """Return the open cases, of the organisation whose manager asks, of which the professional works there no more."""
    if actor.role != Role.MANAGER or actor.organisation is None or not actor.has_second_factor:
        return Case.objects.none()
    there = professionals_at(actor.organisation).order_by().values("person")
    rows = Case.objects.filter(organisation=actor.organisation, state=CaseState.OPEN)
    return rows.filter(Q(responsible=None) | ~Q(responsible__in=there)).order_by("opened")


def left_cases(actor: Actor) -> list[LeftCase]:
    """Return those cases as a manager may see them, the oldest first. What they are about is not even read."""
    rows = list(cases_left(actor).values("pk", "opened", "responsible__name"))
    running = Handover.objects.filter(case__in=[row["pk"] for row in rows], state=HandoverState.TOLD)
    coming: dict[Any, Handover] = {one.case_id: one for one in running.select_related("to_person")}
    return [
        LeftCase(
            row["pk"],
            row["opened"],
            row["responsible__name"] or "",
            str(coming[row["pk"]].to_person or "") if row["pk"] in coming else "",
            coming[row["pk"]].due if row["pk"] in coming else None,
        )
        for row in rows
    ]


def cases_to_hand_over(actor: Actor) -> QuerySet[Case]:
    """Return the open cases that who asks may hand over: their own, or as a manager those that were left."""
    if actor.role == Role.MANAGER:
        return cases_left(actor)
    return cases_responsible_for(actor).filter(state=CaseState.OPEN)


def running_handover(case: Case) -> Handover | None:
    """Return the handover of a case that waits, None when there is none."""
    rows = Handover.objects.filter(case=case, state=HandoverState.TOLD)
    return rows.select_related("from_person", "to_person").first()


def living_handover(token: str) -> Handover | None:
    """Return the handover that a link opens; None when it was answered or its days are over."""
    rows = Handover.objects.filter(
        token_hash=hash_of(token), state=HandoverState.TOLD, due__gte=timezone.localdate(), case__state=CaseState.OPEN
    )
    return rows.select_related("from_person", "to_person", "case__organisation", "case__client").first()
