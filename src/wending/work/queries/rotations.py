"""Rotations of a team to look at: weeks with who does what and why, what is short, what stands in the way, how fair."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from wending.engine import rotation as engine
from wending.ledger.rules.actor import Actor
from wending.work.models import Authorisation, Colleague, Rotation, Shown, Task, Turn, TurnAnswer
from wending.work.queries.planning import answers_to, engine_team, still_shown
from wending.work.queries.scope import colleagues_for, teams_for
from wending.work.queries.words import obstacle_words, reason_words
from wending.work.rules.rotation import BLOCK


@dataclass(frozen=True)
class TurnShown:
    """One turn with its person, task, answer and reasons in words."""

    id: UUID
    person: str
    task: str
    hours: float
    buddy: str
    has_account: bool
    is_mine: bool
    answer: TurnAnswer | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class WeekShown:
    """One week: its turns, and the hours of work for which nobody is found. It stands when everybody said yes."""

    number: int
    monday: date
    turns: tuple[TurnShown, ...]
    short: tuple[tuple[str, float], ...]

    @property
    def said_yes(self) -> int:
        """How many turns were accepted."""
        return sum(turn.answer is not None and turn.answer.is_accepted for turn in self.turns)

    @property
    def stands(self) -> bool:
        """Whether every turn was accepted by its own person."""
        return bool(self.turns) and self.said_yes == len(self.turns)


@dataclass(frozen=True)
class PersonSpread:
    """How a rotation comes out for one person: different tasks, and load per hour (0 to 6, physical and mental)."""

    name: str
    tasks: int
    hours: float
    load: float


@dataclass(frozen=True)
class Obstacle:
    """Demands that cannot all be met, and what could be changed."""

    demands: tuple[str, ...]
    changes: tuple[str, ...]


@dataclass(frozen=True)
class RotationShown:
    """A rotation of a team that who asks may open. `people`: whose shown things its reasons come from."""

    row: Rotation
    weeks: tuple[WeekShown, ...]
    spread: tuple[PersonSpread, ...]
    obstacles: tuple[Obstacle, ...]
    people: frozenset[UUID]
    has_left: bool

    @property
    def gap_percent(self) -> float | None:
        """How far below the best it can be, in per cent; None where that is not known."""
        gap = self.row.outcome.get("gap")
        return None if gap is None or math.isinf(gap) else 100 * float(gap)


def rotations_of(actor: Actor, team: UUID) -> QuerySet[Rotation]:
    """Return the rotations of a team that who asks may open, newest first."""
    return Rotation.objects.filter(team__in=teams_for(actor).filter(pk=team)).order_by("-made")


def rotation_shown(actor: Actor, rotation: UUID) -> RotationShown | None:
    """Return one rotation, None where its team is not theirs to open."""
    row = Rotation.objects.filter(pk=rotation, team__in=teams_for(actor)).select_related("team").first()
    if row is None:
        return None
    people = {str(one.pk): one for one in colleagues_for(actor, row.team_id)}
    tasks = {str(one.pk): one.name for one in Task.objects.filter(team=row.team_id)}
    every = list(Turn.objects.filter(rotation=row).order_by("colleague__name", "colleague", "task__name"))
    # One's own first.
    me = {key for key, one in people.items() if one.account_id == actor.me}
    every.sort(key=lambda turn: str(turn.colleague_id) not in me)
    planned = {told["id"] for told in row.inputs["people"]}
    turns = [turn for turn in every if str(turn.colleague_id) in people and str(turn.colleague_id) in planned]
    said = {answer.turn_id: answer for answer in TurnAnswer.objects.filter(turn__in=turns)}
    shown = still_shown(row.inputs)
    words = _Words(actor, row, people, tasks, turns, shown)
    weeks = tuple(
        WeekShown(
            week + 1,
            row.monday + timedelta(days=7 * week),
            tuple(words.turn(turn, said.get(turn.pk)) for turn in turns if turn.week == week),
            tuple((tasks[t], b * BLOCK) for t, w, b in row.outcome.get("short", []) if w == week and t in tasks),
        )
        for week in range(row.weeks)
    )
    accounts = frozenset(one.person_id for one in shown)
    has_left = len(turns) < len(every)
    return RotationShown(row, weeks, words.spread(), words.obstacles(), accounts, has_left)


class _Words:
    """Puts the words to one rotation. Reasons are made anew at each look: what was taken back is no reason any more."""

    def __init__(
        self,
        actor: Actor,
        row: Rotation,
        people: dict[str, Colleague],
        tasks: dict[str, str],
        turns: list[Turn],
        shown: list[Shown],
    ) -> None:
        self.row, self.people, self.tasks, self.turns, self.me = row, people, tasks, turns, actor.person
        self.names = {key: one.name for key, one in people.items()}
        self.team = engine_team(row.inputs, shown)
        known = [turn for turn in turns if str(turn.task_id) in self.team.task]
        made = tuple(_turn(turn) for turn in known)
        score = engine.score(self.team, made, engine.Weights())
        self.proposal = engine.Proposal(made, {}, score, score.total, 0)
        self.answers = answers_to(row)
        self.skills = {key: name for told in row.inputs["tasks"] for key, name in told["skills"].items()}
        asked = Authorisation.objects.filter(organisation=row.team.organisation_id)
        self.skills |= {str(one.pk): one.name for one in asked}

    def turn(self, row: Turn, answer: TurnAnswer | None) -> TurnShown:
        """Return one turn in words."""
        person = self.people[str(row.colleague_id)]
        told = engine.reasons(self.team, self.proposal, _turn(row), self.answers)
        words = tuple(said for one in told if (said := reason_words(one, self.names, self.skills)))
        buddy = self.names.get(str(row.buddy_id), "") if row.buddy_id else ""
        return TurnShown(
            row.pk, person.name, self.tasks[str(row.task_id)], row.blocks * BLOCK, buddy,
            has_account=person.account_id is not None,
            is_mine=person.account_id is not None and person.account_id == self.me,
            answer=answer,
            reasons=words,
        )  # fmt: skip

    def spread(self) -> tuple[PersonSpread, ...]:
        """Return how it comes out for each."""
        done: dict[str, set[str]] = defaultdict(set)
        hours, points = Counter[str](), Counter[str]()
        for turn in self.proposal.turns:
            task = self.team.task[turn.task]
            done[turn.person].add(turn.task)
            hours[turn.person] += turn.blocks
            points[turn.person] += turn.blocks * (task.physical + task.mental)
        return tuple(
            PersonSpread(name, len(done[key]), hours[key] * BLOCK, points[key] / max(hours[key], 1))
            for key, name in sorted(self.names.items(), key=lambda pair: pair[1])
            if key in self.team.person
        )

    def obstacles(self) -> tuple[Obstacle, ...]:
        """Return what stands in the way, without what is about who is gone."""
        found = []
        for one in self.row.outcome.get("obstacles", []):
            demands = [engine.Demand(engine.Code(c), p, t, w) for c, p, t, w in one]
            if any((d.person and d.person not in self.names) or (d.task and d.task not in self.tasks) for d in demands):
                continue
            told = [obstacle_words(demand, self.names, self.tasks) for demand in demands]
            found.append(
                Obstacle(tuple(dict.fromkeys(s for s, _ in told)), tuple(dict.fromkeys(c for _, c in told if c)))
            )
        return tuple(found)


def _turn(row: Turn) -> engine.Turn:
    buddy = str(row.buddy_id) if row.buddy_id else ""
    return engine.Turn(str(row.colleague_id), str(row.task_id), row.week, row.blocks, buddy)
