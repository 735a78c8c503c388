"""A small made-up labour market for the tests of fit: any seed gives one, with gaps where real data has them."""

from __future__ import annotations

import random

import numpy as np
import scipy.sparse as sp

from wending.engine.fit import FitData, WorkerProfiles

NAN = float("nan")
VERBS = ("repair", "sell", "teach", "clean", "drive", "measure", "draw", "grow")
THINGS = ("engines", "bread", "children", "windows", "lorries", "water", "houses", "plants", "music")


def occupation(number: int) -> str:
    """Return the URI of an occupation."""
    return f"o:{number:03}"


def skill(number: int) -> str:
    """Return the URI of a skill."""
    return f"s:{number:03}"


def csr(entries: dict[tuple[int, int], float], rows: int, columns: int) -> sp.csr_matrix:
    """Return a CSR matrix from its entries."""
    made = sp.lil_matrix((rows, columns))
    for place, value in entries.items():
        made[place] = value
    return made.tocsr()


def world(seed: int, n: int = 12, m: int = 24, with_workers: bool = True) -> FitData:
    """Return data of n occupations and m skills in 6 groups; some levels, interests and profiles are unknown."""
    chance = random.Random(seed)
    needs: dict[str, dict[tuple[int, int], float]] = {"essential": {}, "optional": {}}
    for row in range(n):
        for column in chance.sample(range(m), chance.randint(2, 9)):
            needs[chance.choice(["essential", "essential", "optional"])][row, column] = 1.0
        needs["essential"][row, chance.randrange(m)] = 1.0
    steps = {(k, k % 4): 1.0 for k in range(m)} | {(k, 4 + k % 2): 2.0 for k in range(m)}
    broader = {(chance.randrange(m), chance.randrange(m)): 1.0 for _ in range(5)}
    relations = {(chance.randrange(m), chance.randrange(m)): chance.choice([0.5, 1.0]) for _ in range(8)}

    def words(many: int) -> str:
        return " ".join(f"{chance.choice(VERBS)} {chance.choice(THINGS)}" for _ in range(many))

    def table(rows: int, columns: int) -> np.ndarray:
        made = np.array([[chance.uniform(1, 7) for _ in range(columns)] for _ in range(rows)])
        made[[row for row in range(rows) if chance.random() < 0.2]] = NAN
        return made

    low = np.array([chance.choice([NAN, 1, 2, 4, 6]) for _ in range(n)])
    workers = 5
    return FitData(
        occupations=tuple(occupation(k) for k in range(n)),
        skills=tuple(skill(k) for k in range(m)),
        essential=csr(needs["essential"], n, m),
        optional=csr(needs["optional"], n, m),
        isco=tuple(chance.choice(["2221", "2222", "5321", "9112", ""]) for _ in range(n)),
        level_low=low,
        level_high=low + 1,
        skill_groups=tuple(f"g:{k}" for k in range(6)),
        skill_group_steps=csr(steps, m, 6),
        skill_broader=csr({pair: v for pair, v in broader.items() if pair[0] != pair[1]}, m, m),
        skill_relations=csr({pair: v for pair, v in relations.items() if pair[0] != pair[1]}, m, m),
        occupation_texts=tuple(words(6) for _ in range(n)),
        skill_texts=tuple(words(1) for _ in range(m)),
        isco_texts={"2221": words(5), "5321": words(5)},
        sector_ids=("care", "build"),
        sectors=csr({(k, k % 2): 1.0 for k in range(n) if k % 3}, n, 2),
        condition_ids=("heavy",),
        conditions=np.array([[chance.choice([NAN, 0.0, 0.4, 1.0])] for _ in range(n)]),
        hours=np.array([chance.choice([(NAN, NAN), (16.0, 24.0), (32.0, 40.0)]) for _ in range(n)]),
        riasec=table(n, 6),
        values=table(n, 6),
        workers=WorkerProfiles(
            codes=tuple(f"w:{k}" for k in range(workers)),
            texts=tuple(words(8) for _ in range(workers)),
            traits=table(workers, 4),
            interests=table(workers, 6),
            values=table(workers, 6),
            zones=np.array([chance.choice([1.0, 3.0, 5.0]) for _ in range(workers)]),
        )
        if with_workers
        else None,
        worker_of=np.array([chance.choice([-1, *range(workers)]) for _ in range(n)]) if with_workers else None,
    )
