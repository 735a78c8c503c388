"""The picture of a team: who can do, wants or learns what, what hangs on one person, and who could learn from whom.

Only from who does a task now (the division of work, which the team knows) and from what people showed to the team.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils import timezone

from wending.engine import rotation as engine
from wending.ledger.rules.actor import Actor
from wending.work.models import Authorisation, Colleague, Shown, Task, Team
from wending.work.queries.planning import Inputs, engine_team, gather
from wending.work.queries.scope import colleagues_for, teams_for
from wending.work.queries.shown import shown_to_team
from wending.work.rules.shown import Kind


class Cell(StrEnum):
    """What somebody is for a task. *Does*: does it now. *Can*: has what it asks. *Learns*: wants to. *Permit*: lacks
    only an authorisation."""

    DOES = "does"
    CAN = "can"
    LEARNS = "learns"
    PERMIT = "permit"
    NONE = ""


ABLE = frozenset({Cell.DOES, Cell.CAN})


@dataclass(frozen=True)
class TaskRow:
    """One task with a cell for each person, in the order of the people, and the names of who can do it."""

    task: Task
    cells: tuple[Cell, ...]
    able: tuple[str, ...]

    @property
    def hangs_on_one(self) -> bool:
        """Whether only one person, or nobody, can do it."""
        return len(self.able) <= 1


@dataclass(frozen=True)
class Learning:
    """Who said they want to learn a task, what is missing, and from whom they could."""

    learner: str
    task: str
    missing: tuple[str, ...]
    teachers: tuple[str, ...]


@dataclass(frozen=True)
class PersonShown:
    """What one colleague shows: by kind, in words."""

    name: str
    has_joined: bool
    talents: tuple[str, ...]
    wants: tuple[str, ...]
    avoids: tuple[str, ...]
    learns: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is shown."""
        return not (self.talents or self.wants or self.avoids or self.learns)


@dataclass(frozen=True)
class TeamPicture:
    """A team with its people, its tasks over them, and what could be learned."""

    team: Team
    people: tuple[PersonShown, ...]
    rows: tuple[TaskRow, ...]
    learning: tuple[Learning, ...]

    @property
    def alone(self) -> list[TaskRow]:
        """The tasks that only one person, or nobody, can do."""
        return [row for row in self.rows if row.hangs_on_one]


def team_picture(actor: Actor, team: UUID) -> TeamPicture | None:
    """Return the picture of a team that who asks may open, None for another. Show it by `actions.show.look_at_team`."""
    found = teams_for(actor).filter(pk=team).first()
    if found is None:
        return None
    inputs = gather(team, timezone.localdate(), 1)
    shown = list(shown_to_team(actor, team))
    people = list(colleagues_for(actor, team))
    tasks = list(Task.objects.filter(team=team).order_by("name"))
    planned = engine_team(inputs, shown)
    doers = {told["id"]: set(told["doers"]) for told in inputs["tasks"]}
    rows = []
    for task in tasks:
        asked = planned.task[str(task.pk)]
        cells = tuple(_cell(planned.person[str(one.pk)], asked, doers[asked.id]) for one in people)
        able = tuple(one.name for one, cell in zip(people, cells, strict=True) if cell in ABLE)
        rows.append(TaskRow(task, cells, able))
    learning = _learning(planned, inputs, people, rows)
    return TeamPicture(found, tuple(_person(one, shown) for one in people), tuple(rows), tuple(learning))


def _cell(person: engine.Person, task: engine.Task, doers: set[str]) -> Cell:
    missing = {lack.code for lack in engine.lacks(person, task)}
    if not missing:
        return Cell.DOES if person.id in doers else Cell.CAN
    if missing == {"authorisation"}:
        return Cell.PERMIT
    return Cell.LEARNS if person.wishes.get(task.id) is engine.Wish.LEARN else Cell.NONE


def _learning(team: engine.Team, inputs: Inputs, people: list[Colleague], rows: list[TaskRow]) -> list[Learning]:
    """Return who could learn what from whom; only of who said they want to: to be asked is not to be told."""
    words = {key: name for told in inputs["tasks"] for key, name in told["skills"].items()}
    permits = {str(one.pk): one.name for one in Authorisation.objects.filter(tasks__in=[row.task for row in rows])}
    found = []
    for row in rows:
        task = team.task[str(row.task.pk)]
        for one, cell in zip(people, row.cells, strict=True):
            person = team.person[str(one.pk)]
            is_wish = person.wishes.get(task.id) is engine.Wish.LEARN
            if cell in ABLE or not is_wish or not row.able:
                continue
            missing = tuple(words.get(lack.name, permits.get(lack.name, "")) for lack in engine.lacks(person, task))
            found.append(Learning(one.name, row.task.name, missing, row.able))
    return found


def _person(row: Colleague, shown: list[Shown]) -> PersonShown:
    own = [one for one in shown if one.person_id == row.account_id]

    def words(kind: Kind) -> tuple[str, ...]:
        return tuple(str(one.task) if one.task else one.text for one in own if one.kind == kind)

    return PersonShown(
        row.name,
        row.account_id is not None,
        words(Kind.TALENT),
        words(Kind.WANT),
        words(Kind.AVOID),
        words(Kind.LEARN),
    )
