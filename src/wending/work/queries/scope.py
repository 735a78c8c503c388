"""Who at a firm may know whom: every other query of this domain starts from these.

A manager knows the names, teams and hours of the firm's people: its own administration. What somebody can, wants or
learns is theirs, and reaches the firm only where they chose to show it. Who left, and who acts for another firm, sees
nothing.
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from wending.accounts.models import Membership
from wending.accounts.rules.roles import Kind, Role
from wending.ledger.rules.actor import Actor
from wending.work.models import Colleague, Team


def here_now() -> Q:
    """Return what makes somebody or something of a firm present today: it has not ended."""
    return Q(ended=None) | Q(ended__gt=timezone.localdate())


def is_manager(actor: Actor) -> bool:
    """Say whether who asks acts as manager of a firm, with a second factor."""
    acts = actor.organisation_kind == Kind.EMPLOYER and actor.role == Role.MANAGER
    return acts and actor.is_person and actor.has_second_factor


def own_rows(actor: Actor) -> QuerySet[Colleague]:
    """Return who somebody is at every firm where they work now: neither their work nor their role there has ended."""
    rows = _joined().filter(account=actor.person)
    return rows.select_related("organisation").order_by("organisation__name")


def names_at(firm: UUID) -> dict[UUID, str]:
    """Return who works at a firm now with an account, and the name by which the firm knows them.

    Scoped by its caller: give it a firm that who asks manages, or where they look at work.
    """
    rows = _joined().filter(organisation=firm).values_list("account", "name")
    return {account: name for account, name in rows if account is not None}


def _joined() -> QuerySet[Colleague]:
    role = Membership.objects.filter(person=OuterRef("account"), organisation=OuterRef("organisation"), ended=None)
    return Colleague.objects.filter(here_now(), Exists(role), account__isnull=False)


def teams_for(actor: Actor) -> QuerySet[Team]:
    """Return the teams who asks may open now: as manager those of the firm, as somebody themselves their own."""
    teams = Team.objects.filter(here_now()).order_by("name")
    if is_manager(actor):
        return teams.filter(organisation=actor.organisation)
    return teams.filter(places__colleague__in=own_rows(actor)).distinct()


def colleagues_for(actor: Actor, team: UUID | None = None) -> QuerySet[Colleague]:
    """Return the people whose names who asks may see now: a manager those of the firm, others those of their teams.

    `team`: only those of that team, nobody when who asks may not open it.
    """
    rows = Colleague.objects.filter(here_now()).order_by("name")
    if is_manager(actor):
        rows = rows.filter(organisation=actor.organisation)
    else:
        rows = rows.filter(Q(places__team__in=teams_for(actor)) | Q(pk__in=own_rows(actor))).distinct()
    return rows if team is None else rows.filter(places__team__in=teams_for(actor).filter(pk=team))


def managed_firm(actor: Actor) -> UUID:
    """Return the firm that who asks manages; raise PermissionDenied for anybody else."""
    if not is_manager(actor) or actor.organisation is None:
        raise PermissionDenied("not a manager of a firm")
    return actor.organisation


def own_firms(actor: Actor) -> list[UUID]:
    """Return the firms where who asks works now."""
    return list(own_rows(actor).values_list("organisation", flat=True)) if actor.is_person else []
