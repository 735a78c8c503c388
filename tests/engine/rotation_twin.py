"""The obvious twin of the rotation engine: every week of every person is tried with every other, and rules are re-told.

And small random teams, and a check that says which rule a rotation breaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hypothesis import strategies as st

from wending.engine.rotation import Answers, Person, Place, Task, Team, Turn, Weights, Wish

SKILLS, PERMITS = ("a", "b"), ("x",)
TOLERANCE = 1e-6


def able(person: Person, task: Task) -> bool:
    """Return whether skills and authorisations suffice."""
    has_skills = all(person.skills.get(skill, 0) >= level for skill, level in task.skills.items())
    return has_skills and task.authorisations <= person.authorisations


def learner(person: Person, task: Task) -> bool:
    """Return whether someone can only be there to learn."""
    return task.is_learnable and not able(person, task) and task.authorisations <= person.authorisations


def broken(team: Team, turns: list[Turn], answers: Answers) -> list[str]:
    """Return the rules that turns break, each checked by itself."""
    found = []
    places = {turn.place for turn in turns}
    work = [turn for turn in turns if able(team.person[turn.person], team.task[turn.task])]
    if len(places) != len(turns):
        found.append("double")
    if places & answers.declined or not answers.accepted <= places:
        found.append("answers")
    for turn in turns:
        person, task = team.person[turn.person], team.task[turn.task]
        need = -(-task.hours[turn.week] // team.block)
        least = min(team.least_blocks, need)
        if turn in work and (turn.buddy or not least <= turn.blocks <= need):
            found.append("length")
        if turn not in work:
            if not learner(person, task) or turn.blocks != least:
                found.append("learner")
            if person.wishes.get(task.id) is Wish.UNWANTED and turn.place not in answers.accepted:
                found.append("unwanted learner")
    for task, week in product(team.tasks, range(team.weeks)):
        there = [turn for turn in turns if (turn.task, turn.week) == (task.id, week)]
        working = [turn for turn in there if turn in work]
        if sum(turn.blocks for turn in working) > -(-task.hours[week] // team.block):
            found.append("room")
        if len(there) > 2 * len(working):
            found.append("buddy")
    for person, week in product(team.people, range(team.weeks)):
        own = [turn for turn in turns if (turn.person, turn.week) == (person.id, week)]
        if sum(turn.blocks for turn in own) * team.block > person.hours[week] + TOLERANCE:
            found.append("hours")
        if len(own) > team.most_tasks or sum(turn not in work for turn in own) > 1:
            found.append("tasks")
        for most, load in ((person.most_physical, "physical"), (person.most_mental, "mental")):
            points = sum(getattr(team.task[turn.task], load) * turn.blocks * team.block for turn in own)
            if most is not None and points > most + TOLERANCE:
                found.append("load")
    for person, task in product(team.people, team.tasks):
        row = person.before.get(task.id, 0)
        for week in range(team.weeks):
            is_there = Place(person.id, task.id, week) in places
            row = row + 1 if is_there else 0
            if task.most_weeks is not None and is_there and row > task.most_weeks:
                found.append("monotony")
    return found


def value(team: Team, turns: list[Turn], weights: Weights) -> tuple[int, float]:
    """Return (blocks covered, total), from the definitions."""
    total, peak, covered = 0.0, 0.0, 0
    for person in team.people:
        own = [turn for turn in turns if turn.person == person.id]
        total += weights.variety * min(weights.enough_tasks, len({turn.task for turn in own}))
        load = learned = liked = 0.0
        for turn in own:
            task, wish = team.task[turn.task], person.wishes.get(turn.task)
            load += turn.blocks * (task.physical + task.mental)
            if able(person, task):
                covered += turn.blocks
            else:
                learned += 2 if wish is Wish.LEARN else 1
            if wish is Wish.WANTED:
                liked += turn.blocks
            if wish is Wish.UNWANTED:
                total -= weights.unwanted * turn.blocks
        room = max(1, sum(hours // team.block for hours in person.hours))
        total += weights.learning * min(learned, weights.enough_learning)
        total += weights.wanted * min(liked, weights.enough_wanted * room)
        peak = max(peak, load / room)
    return covered, total - weights.evenness * len(team.people) * peak


def best(team: Team, answers: Answers, weights: Weights) -> tuple[int, float] | None:
    """Return (blocks covered, total) of the best of all rotations, None when none keeps to the rules."""
    options = [list(_weeks(team, person, week, answers)) for person, week in product(team.people, range(team.weeks))]
    found = [
        value(team, turns, weights)
        for parts in product(*options)
        if not broken(team, turns := [turn for part in parts for turn in part], answers)
    ]
    return max(found, default=None)


def _weeks(team: Team, person: Person, week: int, answers: Answers) -> Iterator[list[Turn]]:
    """Yield every way to fill one week of one person."""
    most = int(person.hours[week] // team.block)
    for amounts in product(range(most + 1), repeat=len(team.tasks)):
        turns = [
            Turn(person.id, task.id, week, blocks) for task, blocks in zip(team.tasks, amounts, strict=True) if blocks
        ]
        own = {turn.place for turn in turns}
        others = Answers(frozenset(p for p in answers.accepted if p in own), answers.declined)
        if not set(broken(team, turns, others)) - {"buddy"}:
            yield turns


levels = st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 2), max_size=2)
permits = st.frozensets(st.sampled_from(PERMITS))


@st.composite
def teams(draw: st.DrawFn, people: int = 3, tasks: int = 2, weeks: int = 2, blocks: int = 2) -> Team:
    """Draw a small team; people x weeks is at most 4, to leave the twin some hope."""
    weeks = draw(st.integers(1, weeks))
    people = draw(st.integers(1, people if weeks == 1 else 2))
    names = [f"t{number}" for number in range(draw(st.integers(1, tasks)))]
    hours = st.tuples(*[st.sampled_from([4.0 * n for n in range(blocks + 1)])] * weeks)
    loads = st.integers(0, 2)
    made = [
        Task(
            name,
            draw(hours),
            skills=draw(levels),
            authorisations=draw(permits),
            physical=draw(loads),
            mental=draw(loads),
            most_weeks=draw(st.none() | st.integers(1, 2)),
            is_learnable=draw(st.booleans()),
        )
        for name in names
    ]
    team = [
        Person(
            f"p{number}",
            draw(hours),
            skills=draw(levels),
            authorisations=draw(st.sampled_from([frozenset(PERMITS), frozenset()])),
            most_physical=draw(st.none() | st.sampled_from([0.0, 8.0])),
            most_mental=draw(st.none() | st.sampled_from([4.0, 12.0])),
            wishes=draw(st.dictionaries(st.sampled_from(names), st.sampled_from([*Wish]))),
            before=draw(st.dictionaries(st.sampled_from(names), st.integers(1, 2))),
        )
        for number in range(people)
    ]
    return Team(
        tuple(team), tuple(made), weeks, least_blocks=draw(st.integers(1, 2)), most_tasks=draw(st.integers(1, 2))
    )


@st.composite
def answered(draw: st.DrawFn) -> tuple[Team, Answers]:
    """Draw a small team with a few answers."""
    team = draw(teams())
    places = [Place(p.id, t.id, w) for p in team.people for t in team.tasks for w in range(team.weeks)]
    declined = draw(st.frozensets(st.sampled_from(places), max_size=2))
    accepted = draw(st.frozensets(st.sampled_from(places), max_size=1))
    return team, Answers(accepted, declined)
