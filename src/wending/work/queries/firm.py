"""The people and teams of a firm for who manages it, and one team for who may open it. Names and hours, nothing of
what people show."""

from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from wending.ledger.rules.actor import Actor
from wending.work.models import Authorisation, Colleague, Task, Team, TeamPlace
from wending.work.queries.scope import colleagues_for, here_now, is_manager, teams_for


def people_of_firm(actor: Actor) -> QuerySet[Colleague]:
    """Return the people of the firm that who asks manages, with their teams; nobody for anybody else."""
    if not is_manager(actor):
        return Colleague.objects.none()
    places = TeamPlace.objects.filter(team__in=teams_for(actor)).select_related("team")
    return colleagues_for(actor).prefetch_related(Prefetch("places", places), "authorised__authorisation")


def teams_with_counts(actor: Actor) -> QuerySet[Team]:
    """Return the teams that who asks may open, with how many people and tasks they have."""
    present = Q(places__colleague__ended=None)
    return teams_for(actor).annotate(
        people=Count("places", filter=present, distinct=True), work=Count("tasks", distinct=True)
    )


def colleague_of_firm(actor: Actor, colleague: UUID) -> Colleague | None:
    """Return one colleague for who manages their firm."""
    return people_of_firm(actor).filter(pk=colleague).first()


def authorisations_for(actor: Actor) -> QuerySet[Authorisation]:
    """Return the authorisations of the firms whose teams who asks may open."""
    return Authorisation.objects.filter(organisation__in=teams_for(actor).values("organisation")).order_by("name")


def team_for(actor: Actor, team: UUID) -> Team | None:
    """Return one team that who asks may open."""
    return teams_for(actor).filter(pk=team).select_related("organisation").first()


def tasks_of(actor: Actor, team: UUID) -> QuerySet[Task]:
    """Return the tasks of a team that who asks may open, with what they ask and who does them now."""
    doers = Colleague.objects.filter(here_now()).order_by("name")
    rows = Task.objects.filter(team__in=teams_for(actor).filter(pk=team)).order_by("name")
    return rows.select_related("changed_by").prefetch_related(
        "skills", "authorisations", "steps", Prefetch("doers", doers)
    )


def task_of(actor: Actor, team: UUID, task: UUID) -> Task | None:
    """Return one task of a team that who asks may open."""
    return tasks_of(actor, team).filter(pk=task).first()
