"""The model of job rotation: which columns and rows a team and its demands make.

docs/rotation.md says the same in mathematics. Only what may and must be is here; what is best is in propose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from wending.engine.rotation.demands import Code, Demand, answered, demands_of
from wending.engine.rotation.lacks import AUTHORISATION, SKILL, lacks
from wending.engine.rotation.program import Program
from wending.engine.rotation.terms import Answers, Cell, Person, Place, Task, Team, Wish

Terms = list[tuple[int, float]]


@dataclass
class Model:
    """Hold the program and its columns.

    taken: 0 or 1, is a place taken. blocks: blocks of work in a place; a place without is for learning, and then as
    long as the shortest turn. short: blocks short in a cell.
    """

    team: Team
    asked: frozenset[Demand]
    program: Program = field(default_factory=Program)
    taken: dict[Place, int] = field(default_factory=dict)
    blocks: dict[Place, int] = field(default_factory=dict)
    short: dict[Cell, int] = field(default_factory=dict)

    def amount(self, place: Place, each: float = 1.0) -> tuple[int, float]:
        """Return the column and the factor that come to the blocks of a place, times each."""
        if place in self.blocks:
            return self.blocks[place], each
        return self.taken[place], each * self.team.least(self.team.task[place.task], place.week)


def elastic(team: Team, answers: Answers, covered: Collection[Cell] = ()) -> Model:
    """Return the model with every demand, in which coverage may fall short in the cells that are not in covered."""
    asked = demands_of(team, answers)
    cells = _covered(asked)
    model = _places(team, answers, asked, cells)
    work = _work(model)
    for cell in cells:
        need = team.need(team.task[cell[0]], cell[1])
        model.short[cell] = model.program.column(0, 0 if cell in covered else need, whole=False)
        model.program.row([*work[cell], (model.short[cell], 1.0)], lower=need)
    return model


def strict(team: Team, answers: Answers, demands: Collection[Demand]) -> Model:
    """Return the model with these demands and no other: of the cells to be covered, and of accepted places."""
    cells = _covered(demands)
    model = _places(team, answers, demands, cells)
    work = _work(model)
    for cell in cells:
        model.program.row(work[cell], lower=team.need(team.task[cell[0]], cell[1]))
    return model


def _covered(demands: Iterable[Demand]) -> list[Cell]:
    return sorted((demand.task, demand.week) for demand in demands if demand.code is Code.COVERAGE)


def _work(model: Model) -> dict[Cell, Terms]:
    found: dict[Cell, Terms] = defaultdict(list)
    for place, column in model.blocks.items():
        found[place.task, place.week].append((column, 1.0))
    return found


def _places(team: Team, answers: Answers, demands: Iterable[Demand], cells: Collection[Cell]) -> Model:
    """Return the columns of the cells and of accepted places, with the rows of all demands but coverage."""
    model = Model(team, frozenset(demands))
    kept = {place for place in answers.accepted if answered(Code.ACCEPTED, place) in model.asked}
    everyone = {Place(person.id, *cell) for cell in cells for person in team.people}
    for place in sorted(everyone | kept):
        refused = place in answers.declined and answered(Code.DECLINED, place) in model.asked
        _add(model, place, is_kept=place in kept, is_refused=refused)
    _limit_people(model)
    _limit_cells(model)
    _limit_weeks_in_a_row(model)
    return model


def _add(model: Model, place: Place, *, is_kept: bool, is_refused: bool) -> None:
    """Add the columns of a place: for work, for learning, or closed when it is accepted but cannot be."""
    team, program = model.team, model.program
    person, task = team.person[place.person], team.task[place.task]
    mode = _mode(model, person, task, is_kept=is_kept)
    if not is_kept and (mode is None or is_refused):
        return
    taken = program.column(int(is_kept), 0 if mode is None or is_refused else 1)
    model.taken[place] = taken
    if mode != "work":
        return
    need, least = team.need(task, place.week), team.least(task, place.week)
    most = need
    if Demand(Code.HOURS, week=place.week) in model.asked and not is_kept:
        most = min(need, team.room(person, place.week))
    model.blocks[place] = blocks = program.column(0, most)
    program.row([(blocks, 1.0), (taken, -most)], upper=0)
    program.row([(blocks, 1.0), (taken, -least)], lower=0)


def _mode(model: Model, person: Person, task: Task, *, is_kept: bool) -> str | None:
    """Return whether a person can work on a task ("work"), learn it ("learn") or neither, under what is asked."""
    missing = {lack.code for lack in lacks(person, task)}
    for code, demand in ((SKILL, Code.SKILL), (AUTHORISATION, Code.AUTHORISATION)):
        if Demand(demand, task=task.id) not in model.asked:
            missing.discard(code)
    if not missing:
        return "work"
    is_welcome = is_kept or person.wishes.get(task.id) is not Wish.UNWANTED
    return "learn" if missing == {SKILL} and task.is_learnable and is_welcome else None


def _limit_people(model: Model) -> None:
    """Add hours, number of tasks, learning turns and load, per person and week."""
    team, program = model.team, model.program
    found: dict[tuple[str, int], list[Place]] = defaultdict(list)
    for place in model.taken:
        found[place.person, place.week].append(place)
    for (name, week), places in found.items():
        person = team.person[name]
        if Demand(Code.HOURS, week=week) in model.asked:
            program.row([model.amount(place) for place in places], upper=team.room(person, week))
        if Demand(Code.TASKS, week=week) in model.asked:
            program.row([(model.taken[place], 1.0) for place in places], upper=team.most_tasks)
            program.row([(model.taken[place], 1.0) for place in places if place not in model.blocks], upper=1)
        if Demand(Code.LOAD, person=name) not in model.asked:
            continue
        for most, kind in ((person.most_physical, "physical"), (person.most_mental, "mental")):
            if most is not None:
                points = [(place, team.block * getattr(team.task[place.task], kind)) for place in places]
                program.row([model.amount(place, each) for place, each in points if each], upper=most + 1e-6)


def _limit_cells(model: Model) -> None:
    """Add that no more is worked than there is work, and that every learner has a buddy there."""
    team, program = model.team, model.program
    found: dict[Cell, list[Place]] = defaultdict(list)
    for place in model.taken:
        found[place.task, place.week].append(place)
    for (name, week), places in found.items():
        need = team.need(team.task[name], week)
        if Demand(Code.ROOM, task=name, week=week) in model.asked:
            work = [(model.blocks[place], 1.0) for place in places if place in model.blocks]
            people = [(model.taken[place], 1.0) for place in places if place in model.blocks or not need]
            program.row(work, upper=need)
            # Follows from the row above, and brings the bound nearer: turns have a shortest length.
            program.row(people, upper=need // max(1, team.least(team.task[name], week)))
        if Demand(Code.BUDDY, task=name) in model.asked:
            program.row([(model.taken[place], -1.0 if place in model.blocks else 1.0) for place in places], upper=0)


def _limit_weeks_in_a_row(model: Model) -> None:
    """Add that of most_weeks + 1 weeks on end, also those before, a person is away from a monotone task for one."""
    team = model.team
    for name, person in sorted({(place.task, place.person) for place in model.taken}):
        task = team.task[name]
        if task.most_weeks is None or Demand(Code.MONOTONY, task=name) not in model.asked:
            continue
        before = team.person[person].before.get(name, 0)
        for last in range(team.weeks):
            first = last - task.most_weeks
            places = [Place(person, name, week) for week in range(max(0, first), last + 1)]
            if -first <= before and all(place in model.taken for place in places):
                model.program.row([(model.taken[place], 1.0) for place in places], upper=len(places) - 1)
