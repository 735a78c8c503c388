"""The terms of job rotation: people, tasks, the team in its weeks, what people answered, and a proposal.

Frozen records without any solving. Hours are planned in blocks (half-days, say): a part of a block that a person has
left is not planned, a part of a block that a task needs is a whole one. Load points are level x hours.
A proposal is only that: nobody is on a task before people have accepted it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field, replace
from enum import StrEnum
from functools import cached_property

NONE: frozenset[str] = frozenset()
Cell = tuple[str, int]


class Wish(StrEnum):
    """Name what someone can wish for a task; no wish is a wish too."""

    WANTED = "wanted"
    UNWANTED = "unwanted"
    LEARN = "learn"


@dataclass(frozen=True)
class Person:
    """Hold one person.

    hours: available in each week. skills: level of each (whole, 0 is absent). most_physical, most_mental: load points
    in a week that are not exceeded, None no limit. wishes: per task. before: weeks in a row on a task until now.
    """

    id: str
    hours: tuple[float, ...]
    skills: Mapping[str, int] = field(default_factory=dict)
    authorisations: frozenset[str] = NONE
    most_physical: float | None = None
    most_mental: float | None = None
    wishes: Mapping[str, Wish] = field(default_factory=dict)
    before: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """Hold one step of a task: its share of the hours (above 0, up to 1), and what it asks by itself.

    physical, mental: load levels as of a task, None when the step is as heavy as the task.
    """

    id: str
    share: float
    skills: Mapping[str, int] = field(default_factory=dict)
    authorisations: frozenset[str] = NONE
    physical: int | None = None
    mental: int | None = None


@dataclass(frozen=True)
class Task:
    """Hold one task.

    hours: needed in each week. skills: least levels. physical, mental: load levels, 0 (none) to 3 (heavy).
    most_weeks: weeks in a row that one person does a monotone task, None when it is not monotone. is_learnable: who
    lacks only skills may learn it beside a buddy; an authorisation is always needed. steps: for carving, may be empty.
    """

    id: str
    hours: tuple[float, ...]
    skills: Mapping[str, int] = field(default_factory=dict)
    authorisations: frozenset[str] = NONE
    physical: int = 0
    mental: int = 0
    most_weeks: int | None = None
    is_learnable: bool = False
    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        """Refuse loads outside 0..3 and steps that ask more than the task or are not all of it, with ValueError."""
        if not (0 <= self.physical <= 3 and 0 <= self.mental <= 3):
            raise ValueError(f"task {self.id}: physical and mental load are levels from 0 to 3")
        if self.most_weeks is not None and self.most_weeks < 1:
            raise ValueError(f"task {self.id}: most_weeks is 1 or more, or None")
        if not self.steps:
            return
        if min(step.share for step in self.steps) <= 0 or abs(sum(step.share for step in self.steps) - 1) > 1e-6:
            raise ValueError(f"task {self.id}: the shares of its steps are above 0 and together 1")
        for step in self.steps:
            has_more = any(level > self.skills.get(skill, 0) for skill, level in step.skills.items())
            if has_more or not step.authorisations <= self.authorisations:
                raise ValueError(f"task {self.id}: step {step.id} asks a skill or authorisation that the task does not")


@dataclass(frozen=True)
class Team:
    """Hold people, tasks and how work is divided; put in order of id, so that the order given never matters.

    block: hours planned as one. least_blocks: the shortest turn of one person on one task in one week (shorter only
    where the task needs less); a learning turn is exactly this long. most_tasks: different tasks of one person in one
    week, learning included.
    """

    people: tuple[Person, ...]
    tasks: tuple[Task, ...]
    weeks: int
    block: float = 4.0
    least_blocks: int = 2
    most_tasks: int = 3

    def __post_init__(self) -> None:
        """Sort, and refuse double ids, hours for other than all weeks, and sizes below 1, with ValueError."""
        object.__setattr__(self, "people", tuple(sorted(self.people, key=lambda person: person.id)))
        object.__setattr__(self, "tasks", tuple(sorted(self.tasks, key=lambda task: task.id)))
        if min(self.weeks, self.least_blocks, self.most_tasks) < 1 or not self.block > 0:
            raise ValueError("weeks, least_blocks and most_tasks are 1 or more; block is more than 0 hours")
        for many in (self.people, self.tasks):
            if len({one.id for one in many}) != len(many):
                raise ValueError("two people or two tasks have the same id")
            for one in many:
                if len(one.hours) != self.weeks or not all(0 <= hours < math.inf for hours in one.hours):
                    raise ValueError(f"{one.id}: give hours of 0 or more for each of the {self.weeks} weeks")

    def room(self, person: Person, week: int) -> int:
        """Return how many whole blocks a person has in a week."""
        return math.floor(person.hours[week] / self.block + 1e-9)

    def need(self, task: Task, week: int) -> int:
        """Return how many blocks a task needs in a week."""
        return math.ceil(task.hours[week] / self.block - 1e-9)

    def least(self, task: Task, week: int) -> int:
        """Return the blocks of the shortest turn on a task in a week."""
        return min(self.least_blocks, self.need(task, week))

    @cached_property
    def person(self) -> dict[str, Person]:
        """Return the people by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def task(self) -> dict[str, Task]:
        """Return the tasks by id."""
        return {task.id: task for task in self.tasks}


@dataclass(frozen=True, order=True)
class Place:
    """Name one person on one task in one week (weeks count from 0)."""

    person: str
    task: str
    week: int


@dataclass(frozen=True)
class Answers:
    """Hold what people said to earlier proposals: accepted places stay, declined ones do not come back."""

    accepted: frozenset[Place] = frozenset()
    declined: frozenset[Place] = frozenset()

    def accept(self, *places: Place) -> Answers:
        """Return the answers with these places accepted."""
        return replace(self, accepted=self.accepted | set(places), declined=self.declined - set(places))

    def decline(self, *places: Place) -> Answers:
        """Return the answers with these places declined."""
        return replace(self, accepted=self.accepted - set(places), declined=self.declined | set(places))

    def swap(self, one: Place, other: Place) -> Answers:
        """Return the answers in which two people take each other's place."""
        crossed = (Place(other.person, one.task, one.week), Place(one.person, other.task, other.week))
        return self.decline(one, other).accept(*crossed)


NO_ANSWERS = Answers()


@dataclass(frozen=True)
class Weights:
    """Hold what the aims weigh against each other, once as much as possible is covered. Our own judgement.

    Each aim counts for a person until they have enough of it: what one has plenty of then goes to others. variety: of
    each different task, up to enough_tasks. learning: of each learning turn, double when it is a wish, up to
    enough_learning of these. wanted: of each block, up to the share enough_wanted of their hours. unwanted: of each
    block. evenness: of one level of the highest load, for each person. See docs/rotation.md for why.
    """

    variety: float = 4.0
    learning: float = 3.0
    wanted: float = 0.5
    unwanted: float = 1.0
    evenness: float = 1.0
    enough_tasks: int = 5
    enough_learning: int = 2
    enough_wanted: float = 0.5

    def __post_init__(self) -> None:
        """Refuse negative weights with ValueError."""
        if min(astuple(self)) < 0:
            raise ValueError("weights are 0 or more")


@dataclass(frozen=True, order=True)
class Turn:
    """Hold one proposed turn: blocks of work, or of learning beside a buddy (a person's id; empty when it is work)."""

    person: str
    task: str
    week: int
    blocks: int
    buddy: str = ""

    @property
    def place(self) -> Place:
        """Return who, what and when."""
        return Place(self.person, self.task, self.week)


@dataclass(frozen=True)
class Score:
    """Hold what a rotation comes to: what counts (see Weights), the highest load of one person, the weighted total.

    variety in tasks, learning in turns (double for a wish), wanted and unwanted in blocks, each up to what is enough.
    peak: load points per available hour over all weeks, of the person with most. Higher total is better.
    """

    variety: int
    learning: int
    wanted: float
    unwanted: int
    peak: float
    total: float


@dataclass(frozen=True)
class Proposal:
    """Hold a proposed rotation, for people to accept, swap or decline.

    short: blocks not covered by (task, week). bound: no rotation with as little shortage has a higher total, as proven.
    gap: (bound - total) / |total|. least_short: proven least blocks short. is_possible is False when nothing keeps to
    what was accepted: then there are no turns.
    """

    turns: tuple[Turn, ...]
    short: Mapping[Cell, int]
    score: Score
    bound: float
    least_short: int
    is_possible: bool = True

    @property
    def gap(self) -> float:
        """Return how far the total can be from the best, as a share (0 is proven best)."""
        return max(0.0, self.bound - self.score.total) / max(abs(self.score.total), 1e-9)

    @property
    def is_optimal(self) -> bool:
        """Return whether it is proven that nothing is better: neither in coverage nor in total."""
        return self.is_possible and sum(self.short.values()) <= self.least_short and self.gap < 1e-4
