"""Job rotation for synthetic teams of 40 people, 25 tasks and 4 weeks: time and proven gap, beside two rivals.

    .venv/bin/python bench/rotation.py [number of teams] [seconds for each]

The teams are synthetic: drawn at random, no real people or tasks. Rivals in the same run, on the same rules and by the
same score: greedy (hardest task first, to who did it least and has most hours left) and repeat (the first week of
greedy, every week; this breaks the limits on monotone tasks, the breaks are counted). It stops at a gap of 1%.
s is time on the clock, cpu is processor time: on a busy machine the first is longer.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from wending.engine.rotation import Person, Task, Team, Turn, Weights, Wish, propose, score, shortage
from wending.engine.rotation.lacks import is_able

PEOPLE, TASKS, WEEKS = 40, 25, 4
SKILLS = ("assembling", "checking", "packing", "sorting", "cleaning", "steering", "reading", "counting")
PERMITS = ("forklift", "food-safety", "machine")


def synthetic_team(seed: int, people: int = PEOPLE, tasks: int = TASKS, weeks: int = WEEKS) -> Team:
    """Return a random team whose tasks need about 80% of its hours."""
    chance = np.random.default_rng(seed)
    hours = chance.choice([16.0, 24.0, 28.0, 32.0, 36.0], people)
    shares = chance.dirichlet(np.full(tasks, 4.0)) * 0.8 * hours.sum()
    made = []
    for number, share in enumerate(shares):
        asked = chance.choice(SKILLS, chance.integers(1, 3), replace=False)
        made.append(
            Task(
                id=f"task-{number:02}",
                hours=tuple(max(8.0, 4.0 * round(share * turn / 4)) for turn in chance.uniform(0.85, 1.15, weeks)),
                skills={str(skill): int(chance.integers(1, 4)) for skill in asked},
                authorisations=frozenset({str(chance.choice(PERMITS))} if chance.random() < 0.25 else ()),
                physical=int(chance.integers(0, 4)),
                mental=int(chance.integers(0, 4)),
                most_weeks=int(chance.integers(1, 3)) if chance.random() < 0.4 else None,
                is_learnable=bool(chance.random() < 0.6),
            )
        )
    names = [task.id for task in made]
    team = []
    for number in range(people):
        wishes = {str(name): Wish(chance.choice([*Wish])) for name in chance.choice(names, 5, replace=False)}
        team.append(
            Person(
                id=f"person-{number:02}",
                hours=(float(hours[number]),) * weeks,
                skills={skill: int(chance.integers(0, 5)) for skill in SKILLS},
                authorisations=frozenset(permit for permit in PERMITS if chance.random() < 0.5),
                most_physical=float(hours[number] * 2) if chance.random() < 0.3 else None,
                most_mental=float(hours[number] * 2) if chance.random() < 0.3 else None,
                wishes=wishes,
                before={str(chance.choice(names)): int(chance.integers(1, 3))},
            )
        )
    return Team(tuple(team), tuple(made), weeks)


def greedy(team: Team, weeks: int) -> list[Turn]:
    """Return turns week by week: the task with fewest able people first, to the person who did it least."""
    turns: list[Turn] = []
    able = {task.id: [person for person in team.people if is_able(person, task)] for task in team.tasks}
    done: dict[tuple[str, str], list[int]] = defaultdict(list)
    for week in range(weeks):
        left = {person.id: team.room(person, week) for person in team.people}
        tasks: dict[str, int] = defaultdict(int)
        physical = {p.id: float("inf") if p.most_physical is None else p.most_physical for p in team.people}
        mental = {p.id: float("inf") if p.most_mental is None else p.most_mental for p in team.people}
        for task in sorted(team.tasks, key=lambda task: (len(able[task.id]), task.id)):
            need, least = team.need(task, week), team.least(task, week)
            for person in sorted(able[task.id], key=lambda p: (len(done[p.id, task.id]), -left[p.id], p.id)):
                name = person.id
                fits: list[float] = [left[name], need, 4]
                fits += [physical[name] / (task.physical * team.block)] if task.physical else []
                fits += [mental[name] / (task.mental * team.block)] if task.mental else []
                blocks = int(min(fits))
                if need - blocks == 1 and blocks > least:
                    blocks -= 1
                is_tired = task.most_weeks is not None and _in_a_row(person, task.id, done, week) >= task.most_weeks
                if need == 0 or is_tired or blocks < least or tasks[name] >= team.most_tasks:
                    continue
                turns.append(Turn(name, task.id, week, blocks))
                done[name, task.id].append(week)
                tasks[name] += 1
                left[name] -= blocks
                need -= blocks
                physical[name] -= task.physical * team.block * blocks
                mental[name] -= task.mental * team.block * blocks
    return turns


def _in_a_row(person: Person, task: str, done: dict[tuple[str, str], list[int]], week: int) -> int:
    count = 0
    while week - count - 1 in done[person.id, task]:
        count += 1
    return count + (person.before.get(task, 0) if count == week else 0)


def repeated(team: Team) -> list[Turn]:
    """Return the first greedy week, every week, no longer than the task needs."""
    first = greedy(team, 1)
    turns = []
    for week in range(team.weeks):
        left = {task.id: team.need(task, week) for task in team.tasks}
        for turn in first:
            blocks = min(turn.blocks, left[turn.task])
            left[turn.task] -= blocks
            if blocks:
                turns.append(Turn(turn.person, turn.task, week, blocks))
    return turns


def breaks(team: Team, turns: list[Turn]) -> int:
    """Return how often someone is on a monotone task for a week too many."""
    count = 0
    weeks: dict[tuple[str, str], set[int]] = defaultdict(set)
    for turn in turns:
        weeks[turn.person, turn.task].add(turn.week)
    for (name, task), done in weeks.items():
        row = team.person[name].before.get(task, 0)
        for week in range(team.weeks):
            row = row + 1 if week in done else 0
            count += row > (team.task[task].most_weeks or team.weeks + 99)
    return count


def report(teams: int, seconds: float) -> None:
    """Print a table: per team time and gap of ours, and what each of the three comes to."""
    weights = Weights()
    print(f"SYNTHETIC teams: {PEOPLE} people, {TASKS} tasks, {WEEKS} weeks; at most {seconds:g} s each, one thread")
    print(
        f"{'team':>4} {'who':8}{'s':>7}{'cpu':>7}{'gap':>8}{'short':>7}{'total':>9}{'variety':>9}{'learning':>10}",
        end="",
    )
    print(f"{'wanted':>8}{'unwanted':>10}{'peak':>7}{'breaks':>8}")
    for seed in range(teams):
        team = synthetic_team(seed)
        start = time.perf_counter()
        begin = time.process_time()
        ours = propose(team, seconds=seconds, gap=0.01)
        took, used = time.perf_counter() - start, time.process_time() - begin
        for who, turns in (("ours", list(ours.turns)), ("greedy", greedy(team, WEEKS)), ("repeat", repeated(team))):
            found, short = score(team, turns, weights), sum(shortage(team, turns).values())
            proof = f"{took:7.1f}{used:7.1f}{ours.gap:8.2%}" if who == "ours" else " " * 22
            print(f"{seed:4} {who:8}{proof}{short:7}{found.total:9.1f}{found.variety:9}{found.learning:10}", end="")
            print(f"{found.wanted:8g}{found.unwanted:10}{found.peak:7.2f}{breaks(team, turns):8}", flush=True)


if __name__ == "__main__":
    report(int(sys.argv[1]) if len(sys.argv) > 1 else 5, float(sys.argv[2]) if len(sys.argv) > 2 else 60.0)
