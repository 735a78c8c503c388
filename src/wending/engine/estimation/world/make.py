"""Make a synthetic world: its people, their history, who got what, and the months that follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from wending.engine.estimation.terms import Booleans, Floats, Whole
from wending.engine.estimation.world.assignment import NEVER, Assignment, assign
from wending.engine.estimation.world.people import People, Small, coins, firms_of, people_of, streams, trend
from wending.engine.estimation.world.state import COVARIATES, WEEKS, Follow, State, effect
from wending.engine.estimation.world.terms import DAYS, HISTORY, OUTCOMES, PERIOD, World

# What makes people choose an approach, and what moves outcomes: both straight lines in what the tables show.
TO_CHOICE = {"level-low": 0.6, "worked-6": -1.5, "age": 0.02}
TO_OUTCOME = {"level-low": -0.5, "level-high": 0.5, "worked-24": 1.5, "age": 0.015}


def state_of(world: World) -> State:
    """Make a world, everything of it following from `World.seed`."""
    ways = streams(world)
    firms, firm = firms_of(world, next(ways))
    people = people_of(world, firms, firm, next(ways))
    many = HISTORY + PERIOD * (world.waves - 1) + world.months
    months = coins(world, many, next(ways))
    history = np.empty((world.people, HISTORY), np.bool_)
    for month in range(HISTORY):
        history[:, month] = next(months)[1] < _chance(people, month)
    covariates = _covariates(people, history)
    settled = assign(world, people, firms, _index(covariates, TO_CHOICE), next(ways))
    counts = np.bincount(people.firm, minlength=len(firms.size))
    treated = np.bincount(people.firm[settled.begin != NEVER], minlength=len(firms.size))
    nearby = (treated / np.maximum(counts, 1)).astype(np.float32)[people.firm]
    follow = Follow(history)
    _follow(world, people, settled, nearby, follow, months, next(ways))
    return State(world, people, firms, covariates, settled, _index(covariates, TO_OUTCOME), nearby, follow)


def _chance(people: People, month: int) -> Small:
    return people.chance + np.float32(trend(month))


def _covariates(people: People, history: Booleans) -> Floats:
    """Return `COVARIATES`, shape (n, k): years, 0 or 1, shares of months, and thousands of euros a month."""
    earned = history.mean(axis=1) * people.hours * people.pay * WEEKS / 1000
    parts = {
        "age": people.age,
        "level-low": people.level == 0,
        "level-high": people.level == 2,
        "worked-24": history.mean(axis=1),
        "worked-6": history[:, -6:].mean(axis=1),
        "earnings-24": earned,
    }
    return np.column_stack([np.asarray(parts[name], float) for name in COVARIATES])


def _index(covariates: Floats, weights: dict[str, float]) -> Floats:
    """Return a straight line in the covariates, made to mean 0 and spread 1 among these people."""
    line = covariates @ np.array([weights.get(name, 0.0) for name in COVARIATES])
    return np.asarray((line - line.mean()) / (line.std() or 1.0), float)


@dataclass
class _Search:
    """The first month in work after the start, for who has not found it yet."""

    found: Floats

    def look(self, works: Booleans, since: Whole, within: Small) -> None:
        rows = works & (since > 0) & np.isinf(self.found)
        self.found[rows] = since[rows] - 1 + within[rows]


def _follow(
    world: World,
    people: People,
    settled: Assignment,
    nearby: Small,
    follow: Follow,
    months: Iterator[tuple[int, Small]],
    random: np.random.Generator,
) -> None:
    """Let the months go by and gather what is asked."""
    n = world.people
    got = np.where(settled.begin == NEVER, NEVER, settled.approach)
    origin = np.where(settled.begin == NEVER, people.start, settled.begin)
    first = np.zeros(n, np.int64)
    searches = {name: _Search(np.full(n, np.inf)) for name in ("seen", "untreated", "treated")}
    within = 1 - random.random(n, dtype=np.float32)  # where in its month a job begins
    ends = {horizon: max(1, round(horizon / DAYS)) for horizon in world.horizons}
    for horizon in world.horizons:
        follow.coin_at[horizon] = np.empty(n, np.float32)
    if world.has_periods:
        for begin in range(0, HISTORY, PERIOD):
            worked = follow.history[:, begin : begin + PERIOD].mean(axis=1)
            follow.worked.append(worked.astype(np.float32))
            follow.earned.append((worked * people.hours * people.pay * WEEKS).astype(np.float32))
    for month, coin in months:
        chance, since, since_start = _chance(people, month), month - origin + 1, month - people.start + 1
        moved = effect(world, settled.strength, nearby, got, since, is_locked=True)
        works = coin < chance + moved
        searches["seen"].look(works, since_start, within)
        searches["untreated"].look(coin < chance, since_start, within)
        if np.isinf(searches["treated"].found).any():
            own = effect(world, settled.strength, None, first, since_start, is_locked=True)
            searches["treated"].look(coin < chance + own, since_start, within)
        for horizon, end in ends.items():
            rows = since_start == end
            follow.coin_at[horizon][rows] = coin[rows]
        if world.has_periods:
            if (month - HISTORY) % PERIOD == 0:
                follow.worked.append(np.zeros(n, np.float32))
                follow.earned.append(np.zeros(n, np.float32))
            steady = moved if not _has_lock(world) else effect(world, settled.strength, nearby, got, since, False)
            pay = people.pay + OUTCOMES["wage"].size * steady
            follow.worked[-1] += works / np.float32(PERIOD)
            follow.earned[-1] += (works * people.hours * WEEKS * pay / PERIOD).astype(np.float32)
    follow.until_work = {name: search.found for name, search in searches.items()}
    follow.until_education = random.exponential(1, n) / world.competing if world.competing else np.full(n, np.inf)


def _has_lock(world: World) -> bool:
    return any(approach.lock_in for approach in world.approaches)
