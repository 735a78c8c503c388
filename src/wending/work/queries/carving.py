"""Which simple parts could be split off a task of a team, and who could then do them."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from wending.engine import rotation as engine
from wending.ledger.rules.actor import Actor
from wending.work.models import Authorisation, Task
from wending.work.queries.planning import engine_team, gather
from wending.work.queries.scope import colleagues_for, teams_for
from wending.work.queries.shown import shown_to_team
from wending.work.rules.rotation import BLOCK

SECONDS = 4.0


@dataclass(frozen=True)
class CarvingShown:
    """One way to split a task: what both pieces are, along which skill or authorisation, and who could do the part."""

    task: str
    along: str
    is_authorisation: bool
    part: tuple[str, ...]
    rest: tuple[str, ...]
    part_hours: float
    rest_hours: float
    able: tuple[str, ...]
    short_hours: float | None
    is_monotone: bool


def carvings_of(actor: Actor, team: UUID) -> list[CarvingShown] | None:
    """Return the splits that let somebody in, those that leave least work undone first; None for another's team."""
    found = teams_for(actor).filter(pk=team).first()
    if found is None:
        return None
    today = timezone.localdate()
    inputs = gather(team, today, 1)
    planned = engine_team(inputs, shown_to_team(actor, team))
    people = {str(one.pk): one.name for one in colleagues_for(actor, team)}
    tasks = {str(one.pk): one.name for one in Task.objects.filter(team=team)}
    words = {key: name for told in inputs["tasks"] for key, name in told["skills"].items()}
    words |= {str(one.pk): one.name for one in Authorisation.objects.filter(organisation=found.organisation_id)}
    return [_shown(one, people, tasks, words) for one in engine.carvings(planned, seconds=SECONDS)]


def _shown(one: engine.Carving, people: dict[str, str], tasks: dict[str, str], words: dict[str, str]) -> CarvingShown:
    return CarvingShown(
        task=tasks[one.task],
        along=words.get(one.name, ""),
        is_authorisation=one.code == "authorisation",
        part=_steps(one.part),
        rest=_steps(one.rest),
        part_hours=one.part.hours[0],
        rest_hours=one.rest.hours[0],
        able=tuple(people[key] for key in one.newly_able if key in people),
        short_hours=None if one.short is None else one.short * BLOCK,
        is_monotone=len(one.part.steps) == 1,
    )


def _steps(task: engine.Task) -> tuple[str, ...]:
    """Return the names of steps, without the number that keeps them apart."""
    return tuple(step.id.split(" ", 1)[1] for step in task.steps)
