"""Who is offered what, who takes it and who completes it, in a synthetic world.

The choice of everybody with and without an offer is drawn, so that who moves with an offer (compliers) is known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

from wending.engine.estimation.terms import Booleans, Floats, Whole
from wending.engine.estimation.world.people import Firms, People, Small
from wending.engine.estimation.world.terms import DAYS, Mechanism, World

NEVER = -1
SCORE_NOISE = 0.8  # of the score, beside what is seen (0.6): the two make a spread of 1


@dataclass(frozen=True)
class Assignment:
    """Choices, shape (n,), and what each would get, shape (n, approaches)."""

    score: Floats  # mean 0, spread 1; more for who is further from work
    offered: Booleans
    takes_if_offered: Booleans
    takes_if_not: Booleans
    accepted: Booleans
    approach: Whole  # which approach; for who does not take it, which it would be
    begin: Whole  # month of the start of the approach, `NEVER` when not taken
    offer_month: Whole  # `NEVER` when not offered
    completes: Booleans  # (n, approaches)
    dose: Small  # (n, approaches), hours
    strength: Small  # (n, approaches), how many times `Approach.effect` one gets


def assign(world: World, people: People, firms: Firms, seen: Floats, random: np.random.Generator) -> Assignment:
    """Settle who gets what; `seen`, shape (n,), is what is seen of people, mean 0 and spread 1."""
    n = world.people
    score = 0.6 * seen + SCORE_NOISE * random.standard_normal(n)
    draw, lean = random.random(n), random.random(n)
    always, takes = lean < world.always, lean < world.always + (1 - world.always) * world.uptake
    start = people.start
    match world.mechanism:
        case Mechanism.CLUSTER:
            offered = (random.random(len(firms.size)).argsort().argsort() < round(world.share * len(firms.size)))[
                people.firm
            ]
        case Mechanism.STEPPED_WEDGE:
            offered = np.ones(n, bool)
        case Mechanism.CUTOFF:
            offered = score >= world.cut
        case Mechanism.SELF_OBSERVED | Mechanism.SELF_HIDDEN:
            offered = np.ones(n, bool)
            lean_of = world.selection * seen + world.hidden * people.motive
            takes = draw < _chance(lean_of, world.share)
            always = np.zeros(n, bool)
        case _:
            offered = draw < world.share
    accepted = np.where(offered, takes, always)
    begin = np.where(accepted, start, NEVER)
    offer_month = np.where(offered, start, NEVER)
    if world.mechanism is Mechanism.WAITING_LIST:
        later = start + round(world.wait / DAYS)
        begin = np.where(~offered & takes, later, begin)
        offer_month = np.where(offered, start, later)
        accepted, offered = takes, np.ones(n, bool)
    many = len(world.approaches)
    completes = np.stack([random.random(n) < a.completion for a in world.approaches], axis=1)
    dose = np.stack(
        [a.dose * (1 + a.dose_spread * (2 * random.random(n) - 1)) for a in world.approaches], axis=1
    ).astype(np.float32)
    return Assignment(
        score=score,
        offered=offered,
        takes_if_offered=takes,
        takes_if_not=always,
        accepted=accepted,
        approach=random.integers(0, many, n),
        begin=begin.astype(np.int64),
        offer_month=offer_month.astype(np.int64),
        completes=completes,
        dose=dose,
        strength=_strength(world, people, firms, completes, dose),
    )


def _strength(world: World, people: People, firms: Firms, completes: Booleans, dose: Small) -> Small:
    own = np.array(world.by_level)[people.level] * (1 + world.policy * firms.has_policy[people.firm])
    of_dose = dose / np.array([a.dose for a in world.approaches])
    of_end = np.where(completes, 1.0, np.array([a.partial for a in world.approaches]))
    return np.asarray(own[:, None] * of_dose * of_end, np.float32)


def _chance(lean: Floats, share: float) -> Floats:
    """Return logistic chances with the wanted mean, from log-odds up to a constant."""
    base = brentq(lambda at: float((1 / (1 + np.exp(-at - lean))).mean()) - share, -30, 30)
    return np.asarray(1 / (1 + np.exp(-base - lean)), float)
