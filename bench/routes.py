"""Speed of the route engine on full ESCO and the embedded catalogue, beside NetworkX in the same run.

    .venv/bin/python bench/routes.py [folder with the reference data]

The rival makes the graph of steps, walks `all_simple_paths` of up to four steps and keeps the best; it gets only goals
with few options, as it takes minutes for the others. Levels of education and admission are simpler than on the pages:
a programme asks the NLQF level below its own. Times are of one goal: jobs on the way from the fit index, and search.
"""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path

import networkx as nx
import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE)]

import releases  # noqa: E402

from wending.engine.fit import FitIndex, OwnSkill, Profile  # noqa: E402
from wending.engine.routes import (  # noqa: E402
    Door,
    Kind,
    Option,
    World,
    best_routes,
    goal_needs,
    moves,
    ready_enough,
)
from wending.engine.routes.terms import Values, values  # noqa: E402

FILES = HERE.parent / "src" / "wending" / "reference" / "sources" / "catalogue" / "files"
GOALS, RIVAL_GOALS, RIVAL_OPTIONS, STEPS = 200, 5, (8, 18), 4
Row = dict[str, str]


def table(folder: Path) -> list[Row]:
    """Return the rows of every CSV in a folder."""
    return [row for path in sorted(folder.glob("*.csv")) for row in csv.DictReader(path.open(encoding="utf-8"))]


def programmes() -> list[Row]:
    """Return the programmes with ESCO addresses of what they lead to and teach."""
    occupations = {row["id"]: row["esco"] for row in table(FILES / "occupations")}
    skills = {row["id"]: row["uri"] for row in csv.DictReader((FILES / "skills.csv").open(encoding="utf-8"))}
    found = table(FILES / "education" / "programmes")
    for row in found:
        row["leads_to"] = " ".join(occupations[name] for name in row["leads_to"].split())
        row["teaches"] = " ".join(skills[name] for name in row["teaches"].split())
    return found


def a_world(index: FitIndex, goal: str, person: Profile, rows: list[Row]) -> World:
    """Return the world of one goal: programmes that lead there, teach for it or open a level, and jobs on the way."""
    needs = goal_needs(index, goal, person)
    gains = needs.shares * (1 - needs.covered)
    place = {skill: number for number, skill in enumerate(needs.skills)}

    def taught(row: Row) -> int:
        return sum(1 << place[skill] for skill in row["teaches"].split() if skill in place)

    leading = [row for row in rows if goal in row["leads_to"].split()]
    near = [row for row in rows if row not in leading and taught(row)]
    near.sort(key=lambda row: -sum(gains[k] for k in range(len(gains)) if taught(row) >> k & 1))
    levels = sorted({row["nlqf"][:1] for row in leading if row["nlqf"]})
    below = [next((r for r in near if r["nlqf"] == str(int(level) - 1)), None) for level in levels if level > "1"]
    chosen = {row["id"]: row for row in [*leading, *near[:8], *(row for row in below if row)]}
    bit = {name: 1 << (10 + number) for number, name in enumerate(chosen)}
    options = [
        Option(
            id=name,
            kind=Kind.PROGRAMME,
            months=float(row["duration_months"]) if row["duration_months"] else None,
            cost=None,
            teaches=(1 << len(place)) - 1 if row in leading and row["kind"] == "regular" else taught(row),
            gives=bit[name] | (sum(1 << k for k in range(1, int(row["nlqf"][0]) + 1)) if row["nlqf"] else 0),
            doors=(Door((1 << max(1, int(row["nlqf"][0]) - 1),)) if row["nlqf"] else Door(),),
        )
        for name, row in chosen.items()
    ]
    way = moves(index, goal, person)
    job_bit = {job: 1 << (10 + len(chosen) + number) for number, job in enumerate(way.jobs)}
    for job in way.jobs:
        doors = [Door((), way.from_person[job].ready)] if way.from_person[job].is_small else []
        for other in way.jobs:
            if other != job and way.between[other, job].is_small:
                doors.append(Door((job_bit[other],), way.between[other, job].ready))
        skills = {skill.uri for skill in index.worker(job).skills if skill.certainty == 1.0}
        teaches = sum(1 << place[skill] for skill in skills if skill in place)
        options.append(Option(job, Kind.JOB, 12.0, 0.0, teaches=teaches, gives=job_bit[job], doors=tuple(doors)))
    level = float(index.level_low_[index.number(goal)])
    ready = min(1.0, float(needs.shares @ needs.covered))
    return World(ready, tuple(gains), tuple(options), (Door(),), held=0b10, least_ready=ready_enough(level))


def with_networkx(world: World, steps: int) -> set[Values]:
    """Return the outcomes of the best routes as one finds them with NetworkX: every path, then the Pareto filter."""
    graph = nx.DiGraph()
    everything = world.held
    for option in world.options:
        everything |= option.gives
    usable = [option for option in world.options if _chance(option.doors, everything)]
    for option in usable:
        graph.add_edge("start", option.id)
        graph.add_edge(option.id, "goal")
        graph.add_edges_from((option.id, other.id) for other in usable if other != option)
    by_id = {option.id: option for option in usable}
    paths = nx.all_simple_paths(graph, "start", "goal", cutoff=steps + 1) if usable else ()
    found = {outcome for path in paths if (outcome := _outcome(world, [by_id[name] for name in path[1:-1]]))}
    direct = _outcome(world, [])
    rows = sorted(found | ({direct} if direct else set()))
    best: list[Values] = []
    for row in rows:  # sorted: only an earlier row can be better
        if not any(all(a <= b for a, b in zip(kept, row, strict=True)) for kept in best):
            best.append(row)
    return set(best)


def _outcome(world: World, taken: list[Option]) -> Values | None:
    held, learned, chance = world.held, 0, 1.0
    for option in taken:
        opened = _chance(option.doors, held)
        if not opened:
            return None
        chance, held, learned = chance * opened, held | option.gives, learned | option.teaches
    ready = min(1.0, world.ready + sum(w for bit, w in enumerate(world.weights) if learned >> bit & 1))
    whole = round(chance * _chance(world.arrival, held) * ready, 9)
    if whole <= 0 or ready < world.least_ready:
        return None
    months = sum(option.months is None for option in taken), sum(option.months or 0.0 for option in taken)
    return (*months, sum(option.cost is None for option in taken), sum(option.cost or 0.0 for option in taken), -whole)


def _chance(doors: tuple[Door, ...], held: int) -> float:
    return max((door.chance for door in doors if all(key & held for key in door.keys)), default=0.0)


def report(folder: Path) -> None:
    """Print the times of ours over many goals, and of both over a few, with whether the answers agree."""
    index = FitIndex().fit(releases.esco_with_workers(folder))
    rows = programmes()
    origin = index.worker(index.occupations_[100])
    person = Profile(skills=tuple(OwnSkill(skill.uri, 0.8) for skill in origin.skills))
    linked = sorted({goal for row in rows for goal in row["leads_to"].split() if goal in index.occupation_numbers_})
    goals = [linked[k] for k in np.random.default_rng(2026).permutation(len(linked))[:GOALS]]
    a_world(index, goals[0], person, rows)
    few: list[World] = []
    proposed, searched = [], []
    for goal in goals:
        start = time.perf_counter()
        moves(index, goal, person)
        proposed.append(time.perf_counter() - start)
        world = a_world(index, goal, person, rows)
        start = time.perf_counter()
        best_routes(world)
        searched.append(time.perf_counter() - start)
        if RIVAL_OPTIONS[0] <= len(world.options) <= RIVAL_OPTIONS[1]:
            few.append(world)
    whole = np.array(proposed) + np.array(searched)
    print(f"{len(index.occupations_)} occupations, {len(rows)} programmes, {len(goals)} goals, {STEPS} steps")
    for name, times in (("jobs on the way", proposed), ("search", searched), ("together", whole)):
        print(f"{name:16} median {1000 * np.median(times):7.1f} ms, 95% {1000 * np.quantile(times, 0.95):7.1f} ms")
    print(f"{'':16} slowest {1000 * whole.max():6.1f} ms\n")
    print(f"{'options':>8}{'ours ms':>10}{'NetworkX ms':>13}{'ratio':>8}  answers")
    for world in few[:RIVAL_GOALS]:
        start = time.perf_counter()
        ours = best_routes(world)
        middle = time.perf_counter()
        theirs = with_networkx(world, STEPS)
        end = time.perf_counter()
        agree = {(*values(route)[:4], round(values(route)[4], 9)) for route in ours} == theirs
        mine, other = 1000 * (middle - start), 1000 * (end - middle)
        print(f"{len(world.options):8}{mine:10.1f}{other:13.1f}{other / mine:8.0f}  {'agree' if agree else 'DIFFER'}")


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent.parent / "shared" / "data"
    if not folder.is_dir():
        sys.exit(f"The reference data is not at {folder}; give its folder as argument.")
    report(folder)
