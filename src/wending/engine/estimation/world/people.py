"""People and firms of a synthetic world, and their months of working life.

A month in work is a coin with one's own chance plus the trend of that month. The coin is kept with chance `KEEP` and
tossed anew otherwise, so that jobs last; the chance of each single month stays exact, and with it every true effect.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wending.engine.estimation.terms import Booleans, Whole
from wending.engine.estimation.world.terms import HISTORY, PERIOD, Mechanism, World

Small = NDArray[np.float32]
KEEP = 0.85  # chance that the coin of work is kept until the next month
LOWEST, HIGHEST = 0.18, 0.74  # own chances of work; with trend (0.03) and effect (0.15) always inside 0 to 1
TREND = 0.03  # how far the chance of work of all swings with the months
HOURS = np.array([16, 24, 32, 36, 40], np.float32)
SECTORS = ("care", "industry", "trade", "education", "transport", "services")
SIZES = ("small", "middle", "large")
SHARES_OF_LEVEL = (0.3, 0.4, 0.3)


@dataclass(frozen=True)
class People:
    """Fixed features, shape (n,), and hidden ones that no table shows (`motive`, `chance`, `pay`)."""

    age: Whole  # years at the start, 18 to 64
    level: Whole  # 0 low, 1 middle, 2 high
    region: Whole
    school: Whole
    firm: Whole
    sector: Whole  # that of the firm
    hours: Small  # a week when in work
    start: Whole  # month, counted from the first of the history
    motive: Small  # mean 0, spread 1; moves history and, under SELF_HIDDEN, choice and outcomes
    chance: Small  # own chance to be in work in a month of no trend
    pay: Small  # euros an hour


@dataclass(frozen=True)
class Firms:
    """Firms, shape (m,)."""

    size: Whole  # 0 below 10 people of this world, 1 below 50, 2 above
    sector: Whole
    region: Whole
    has_policy: Booleans  # an HR policy for learning and mobility
    spend: Small  # on training, euros a year per person
    draw: Small  # of the firm on outcomes, mean 0, spread 1


def streams(world: World) -> Iterator[np.random.Generator]:
    """Yield independent random streams; the first part of a world asks the first, and so on."""
    for child in np.random.SeedSequence(world.seed).spawn(64):
        yield np.random.default_rng(child)


def firms_of(world: World, random: np.random.Generator) -> tuple[Firms, Whole]:
    """Return the firms, and of each person the firm: sizes differ widely, none is empty when people suffice."""
    many = max(1, round(world.people / world.firm_size))
    weights = random.lognormal(0, 0.5, many)
    firm = np.concatenate(
        [
            np.arange(min(many, world.people)),
            random.choice(many, max(0, world.people - many), p=weights / weights.sum()),
        ]
    )
    firm = random.permutation(firm).astype(np.int64)
    counts = np.bincount(firm, minlength=many)
    has_policy = random.random(many) < 0.4
    spend = (300 + 400 * has_policy + 200 * random.random(many)).astype(np.float32)
    return Firms(
        size=np.digitize(counts, [10, 50]).astype(np.int64),
        sector=random.integers(0, len(SECTORS), many),
        region=random.integers(0, world.regions, many),
        has_policy=has_policy,
        spend=spend,
        draw=random.standard_normal(many, dtype=np.float32),
    ), firm


def people_of(world: World, firms: Firms, firm: Whole, random: np.random.Generator) -> People:
    """Return the people; who has more schooling, some age and motive is more often in work."""
    n = world.people
    level = random.choice(3, n, p=SHARES_OF_LEVEL).astype(np.int64)
    age = random.integers(18, 65, n)
    motive = random.standard_normal(n, dtype=np.float32)
    region = firms.region[firm]
    chance = 0.46 + 0.07 * (level - 1) - 0.004 * np.abs(age - 42) + 0.05 * motive + 0.01 * (region % 3 - 1)
    chance = chance + 0.1 * world.firm_spread * firms.draw[firm]
    chance = chance + 0.05 * random.standard_normal(n, dtype=np.float32)
    wave = random.integers(0, world.waves, n)
    if world.mechanism is Mechanism.STEPPED_WEDGE:
        wave = random.permutation(np.arange(len(firms.size)) % world.waves)[firm]
    pay = 17 + 2.5 * (level - 1) + 0.05 * (age - 42) + random.standard_normal(n, dtype=np.float32)
    return People(
        age=age,
        level=level,
        region=region,
        school=random.integers(0, world.schools, n),
        firm=firm,
        sector=firms.sector[firm],
        hours=random.choice(HOURS, n),
        start=(HISTORY + PERIOD * wave).astype(np.int64),
        motive=motive,
        chance=np.clip(chance, LOWEST, HIGHEST).astype(np.float32),
        pay=np.maximum(pay, 11).astype(np.float32),
    )


def trend(month: int) -> float:
    """Return what is added to the chance of work of all in a month: a slow swing, the same for everybody."""
    return TREND * float(np.sin(2 * np.pi * month / 40))


def coins(world: World, until: int, random: np.random.Generator) -> Iterator[tuple[int, Small]]:
    """Yield month by month (0 up to `until`) the coin of each, even on 0 to 1, shape (n,): in work when below it."""
    coin = random.random(world.people, dtype=np.float32)
    for month in range(until):
        if month:
            fresh = random.random(world.people, dtype=np.float32)
            # One draw does both: above KEEP it is a new toss, stretched back to 0 to 1.
            coin = np.where(fresh > KEEP, (fresh - KEEP) / (1 - KEEP), coin).astype(np.float32)
        yield month, coin
