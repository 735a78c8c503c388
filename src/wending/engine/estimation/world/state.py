"""A synthetic world as it is, before it is written down in tables: everybody's coins, and outcomes had they or not.

Outcomes are functions of who got what, so that the one that happened and the ones that did not come from one place.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from wending.engine.estimation.terms import Booleans, Floats, Whole
from wending.engine.estimation.world.assignment import NEVER, Assignment
from wending.engine.estimation.world.people import Firms, People, Small, trend
from wending.engine.estimation.world.terms import DAYS, OUTCOMES, World

WEEKS = 52.1775 / 12  # in a month
LOCKED = 3  # months of `Approach.lock_in`
HIDDEN = 0.25  # share of the spread of an outcome by which `World.hidden` moves it, per unit
COVARIATES = ("age", "level-low", "level-high", "worked-24", "worked-6", "earnings-24")


@dataclass
class Follow:
    """What is gathered while the months go by; shapes (n,) or (n, periods)."""

    history: Booleans  # (n, HISTORY), in work
    coin_at: dict[int, Small] = field(default_factory=dict)  # by horizon
    worked: list[Small] = field(default_factory=list)  # per period the share of its months in work
    earned: list[Small] = field(default_factory=list)  # per period euros a month
    until_work: dict[str, Floats] = field(default_factory=dict)  # months; "seen", "untreated", "treated" (approach 0)
    until_education: Floats = field(default_factory=lambda: np.zeros(0))  # months


@dataclass(frozen=True)
class Moved:
    """By how much chances are moved (lock-in left out), and who is in work, shape (n,)."""

    steady: Floats
    works: Booleans


@dataclass(frozen=True)
class State:
    """Everything of one world."""

    world: World
    people: People
    firms: Firms
    covariates: Floats  # (n, k), `COVARIATES`
    assignment: Assignment
    pull: Floats  # what is seen, as it moves outcomes; mean 0, spread 1
    nearby: Small  # share of one's firm that is treated
    follow: Follow

    def months_after(self, horizon: int) -> int:
        """Return the number of months in a horizon of days."""
        return max(1, round(horizon / DAYS))

    def moved(self, horizon: int, got: Whole, since: Whole, has_spill: bool = True) -> Moved:
        """Return what people's chances and work are at a horizon.

        got: which approach, `NEVER` for none; since: how many months it began before the horizon; both shape (n,).
        """
        steady = self.effect(got, since, is_locked=False, has_spill=has_spill)
        locked = steady
        if any(approach.lock_in for approach in self.world.approaches):
            locked = self.effect(got, since, is_locked=True, has_spill=has_spill)
        works = self.follow.coin_at[horizon] < self.untreated_chance(horizon) + locked
        return Moved(steady, np.asarray(works, np.bool_))

    def outcome(self, name: str, horizon: int, moved: Moved) -> Floats:
        """Return the outcome of each, shape (n,), NaN where it does not exist."""
        kind, people, works, steady = OUTCOMES[name], self.people, moved.works, moved.steady
        if name == "in-work":
            return works.astype(float)
        if name == "hours":
            return np.asarray(works * people.hours, float)
        if name == "earnings":
            return np.asarray(works * people.hours * WEEKS * (people.pay + OUTCOMES["wage"].size * steady), float)
        own, noise = self._noise(name, horizon)
        if kind.is_chance:
            value = (noise < kind.base + kind.pull * self.pull + kind.size * steady).astype(float)
        else:
            base = people.pay if name == "wage" else kind.base + kind.spread * kind.pull * self.pull
            shared = np.sqrt(0.5) * own + np.sqrt(0.5) * noise + self.world.hidden * HIDDEN * people.motive
            shared = shared + self.world.firm_spread * self.firms.draw[people.firm]
            value = base + kind.size * steady + kind.spread * shared
        return np.asarray(np.where(works | (not kind.needs_work), value, np.nan), float)

    def untreated_chance(self, horizon: int) -> Floats:
        """Return everybody's chance to be in work at a horizon if nobody is treated, shape (n,)."""
        month = self.people.start + self.months_after(horizon) - 1
        swing = np.array([trend(m) for m in range(int(month.max()) + 1)])
        return np.asarray(self.people.chance + swing[month], float)

    def effect(self, got: Whole, since: Whole, *, is_locked: bool, has_spill: bool = True) -> Floats:
        """Return the change of chance by what was got, shape (n,), and by colleagues who got it."""
        return effect(self.world, self.assignment.strength, self.nearby if has_spill else None, got, since, is_locked)

    def _noise(self, name: str, horizon: int) -> tuple[Small, Small]:
        place = list(OUTCOMES).index(name)
        own = np.random.default_rng([self.world.seed, place, 0])
        at = np.random.default_rng([self.world.seed, place, horizon])
        many = self.world.people
        if OUTCOMES[name].is_chance:
            return np.zeros(0, np.float32), at.random(many, dtype=np.float32)
        return own.standard_normal(many, dtype=np.float32), at.standard_normal(many, dtype=np.float32)


def curve(world: World, approach: int, months: np.ndarray, is_locked: bool) -> Floats:
    """Return the effect on a chance after so many months (1 and up), for somebody of strength 1."""
    what = world.approaches[approach]
    decay = np.ones(len(months)) if world.half_life is None else 0.5 ** (months * DAYS / world.half_life)
    return np.asarray(what.effect * decay + (what.lock_in * (months <= LOCKED) if is_locked else 0.0), float)


def effect(world: World, strength: Small, nearby: Small | None, got: Whole, since: Whole, is_locked: bool) -> Floats:
    """Return the change of a chance for each, shape (n,); colleagues reach only who did not get it themselves."""
    moved = np.zeros(len(got))
    months = np.arange(1, max(1, int(since.max())) + 1)
    for place in range(len(world.approaches)):
        rows = (got == place) & (since > 0)
        moved[rows] = strength[rows, place] * curve(world, place, months, is_locked)[since[rows] - 1]
    if world.spill and nearby is not None:
        rows = (got == NEVER) & (since > 0)
        moved[rows] = world.spill * nearby[rows] * curve(world, 0, months, False)[since[rows] - 1]
    return moved
