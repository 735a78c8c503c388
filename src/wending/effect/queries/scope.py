"""Who may know of which study: every other query of this domain starts from these.

A research office sees its own approaches and studies; another office and everybody else sees none of them. What was
registered is in the public register, with its changes, whatever became of it.
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from wending.accounts.rules.roles import Kind, Role
from wending.effect.models import Approach, Run, Study
from wending.ledger.rules.actor import Actor

ROLES = frozenset({Role.RESEARCHER, Role.MANAGER})


def is_researcher(actor: Actor) -> bool:
    """Say whether who asks acts for a research office, with a second factor."""
    acts = actor.organisation_kind == Kind.RESEARCH and actor.role in ROLES
    return acts and actor.is_person and actor.has_second_factor


def office_of(actor: Actor) -> UUID:
    """Return the research office for which somebody acts; raise PermissionDenied for anybody else."""
    if not is_researcher(actor) or actor.organisation is None:
        raise PermissionDenied("not of a research office")
    return actor.organisation


def studies_for(actor: Actor) -> QuerySet[Study]:
    """Return the studies of the office of who asks, newest first; none for anybody else."""
    if not is_researcher(actor):
        return Study.objects.none()
    return Study.objects.filter(organisation=actor.organisation).order_by("-made")


def approaches_for(actor: Actor) -> QuerySet[Approach]:
    """Return the approaches that the office of who asks keeps, by name; none for anybody else."""
    if not is_researcher(actor):
        return Approach.objects.none()
    return Approach.objects.filter(organisation=actor.organisation).order_by("name_nl")


def runs_for(actor: Actor) -> QuerySet[Run]:
    """Return the runs of the studies of who asks, newest first."""
    return Run.objects.filter(study__in=studies_for(actor)).order_by("-made")


def registered_studies() -> QuerySet[Study]:
    """Return the studies in the public register, the latest first; also those withdrawn or never answered."""
    return Study.objects.filter(registered__isnull=False).select_related("organisation").order_by("-registered")
