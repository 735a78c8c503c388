"""Keeps a professional's own to-dos. Nobody else sees them."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from wending.guidance.models import Todo
from wending.guidance.queries.caseload import todos
from wending.guidance.queries.cases import case_seen_by, organisation_of
from wending.ledger.rules.actor import Actor


def add_todo(*, by: Actor, text: str, due: date | None = None, case: UUID | None = None) -> Todo:
    """Add a to-do, with or without one of one's cases. Raises PermissionDenied for who is no professional."""
    organisation = organisation_of(by)
    found = case_seen_by(by, case).case if case else None
    return Todo.objects.create(owner_id=by.me, organisation_id=organisation, text=text, due=due, case=found)


def finish_todo(*, by: Actor, todo: UUID) -> bool:
    """Tick off one's own to-do; return whether it was there and open."""
    return todos(by).filter(pk=todo).update(done=timezone.now()) > 0
