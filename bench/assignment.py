"""Proposals for a group whose work ends, beside a greedy rival: total fit, blocking pairs, people placed, time.

    .venv/bin/python bench/assignment.py

Made-up markets: people and openings have 40 skills in 8 families, wishes differ per person, a fifth of all pairs is
forbidden by limits. The rival walks through the people in the order of the list and gives each the best that is left:
what a desk does by hand.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from wending.engine.assignment import UNPLACED, Market, blocking_pairs, optimal, stable, total_fit
from wending.kit.table import table

SIZES = ((40, 60, 1), (40, 20, 2), (2000, 2000, 1))
SEEDS = 5


def made_up(n: int, m: int, places: int, seed: int) -> Market:
    """Return n people and m openings with `places` each."""
    rng = np.random.default_rng(seed)
    families = rng.random((8, 40)) < 0.3
    skills = np.clip(families[rng.integers(0, 8, n)] * rng.random((n, 40)) + (rng.random((n, 40)) < 0.1), 0, 1)
    needs = families[rng.integers(0, 8, m)] & (rng.random((m, 40)) < 0.8)
    meets = skills @ needs.T / np.maximum(needs.sum(axis=1), 1)
    wants = np.clip(0.6 * meets + 0.4 * rng.random((n, m)), 0, 1)
    labels = tuple(f"p{k}" for k in range(n)), tuple(f"o{k}" for k in range(m))
    return Market(*labels, wants, np.clip(meets, 0, 1), rng.random((n, m)) < 0.8, np.full(m, places))


def greedy(market: Market) -> np.ndarray:
    """Give each person in turn the best opening that has a place left."""
    found, left = np.full(len(market.people), UNPLACED), market.capacities.copy()
    for person in range(len(market.people)):
        gains = np.where(market.allowed[person] & (left > 0), market.fit[person], -1.0)
        if gains.max() >= 0:
            found[person] = int(gains.argmax())
            left[found[person]] -= 1
    return found


def main() -> None:
    """Print a table per size, mean of the seeds."""
    for n, m, places in SIZES:
        rows = []
        seeds = range(SEEDS if n < 1000 else 1)
        cases = [made_up(n, m, places, seed) for seed in seeds]
        best = [total_fit(case, optimal(case)) for case in cases]
        for name, find in (("stable", stable), ("optimal", optimal), ("greedy, in turn", greedy)):
            begun = perf_counter()
            found = [find(case) for case in cases]
            seconds = (perf_counter() - begun) / len(cases)
            pairs = list(zip(cases, found, best, strict=True))
            ratio = float(np.mean([total_fit(case, one) / top for case, one, top in pairs]))
            blocks = float(np.mean([len(blocking_pairs(case, one)) for case, one, _ in pairs]))
            placed = float(np.mean([(one != UNPLACED).sum() for one in found]))
            rows.append([name, ratio, round(blocks, 1), round(placed, 1), seconds])
        print(f"\n{n} people x {m} openings, {places} place(s) each, {len(cases)} made-up market(s)")
        print(table(["assignment", "share of best total", "blocking pairs", "placed", "seconds"], rows))


if __name__ == "__main__":
    main()
