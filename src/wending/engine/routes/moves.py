"""Which work can be a step on the way to a goal, and how ready one is for it: from the fit index.

A move is small enough when its effort (see engine.fit.effort) is a small step or short learning; the level that work
asks is left to whoever fills the world. Likeness of work, not moves that people were seen to make.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wending.engine.fit import BOTH, Effort, FitIndex, Profile
from wending.engine.fit.effort import LEVEL_EASE, LEVEL_SCALE, LOAD_SHORT, UNKNOWN_LEVEL, effort
from wending.engine.fit.parts import coverage
from wending.engine.fit.scores import skill_strengths

Floats = NDArray[np.float64]
SMALL = (Effort.SMALL_STEP, Effort.SHORT_LEARNING)
# How many jobs take part, chosen from so many that are nearest to the goal.
JOBS, POOL = 8, 32


@dataclass(frozen=True)
class Move:
    """Say how ready one is for work: the share (0..1) of its essential needs that is covered, and the effort."""

    ready: float
    effort: Effort

    @property
    def is_small(self) -> bool:
        """Return whether the step is small enough to take without a programme."""
        return self.effort in SMALL and self.ready > 0


@dataclass(frozen=True, eq=False)
class Moves:
    """Hold the jobs (URIs) that can be steps, and the moves: person to job, person to goal, job to job, job to goal.

    between is keyed by (from, to); the goal is a `to`.
    """

    jobs: tuple[str, ...]
    from_person: dict[str, Move]
    between: dict[tuple[str, str], Move]


@dataclass(frozen=True, eq=False)
class GoalNeeds:
    """Hold what a goal always needs, most important first: skills (URIs), shares that sum to 1, and covered (0..1).

    An occupation without essential needs is taken by its optional ones.
    """

    skills: tuple[str, ...]
    shares: Floats
    covered: Floats


def goal_needs(index: FitIndex, goal: str, person: Profile) -> GoalNeeds:
    """Return the needs of a goal and how far the person's own and related skills cover each. KeyError: unknown URI."""
    needed, shares, is_essential = index.needs_.of(index.number(goal))
    if is_essential.any():
        needed, shares = needed[is_essential], shares[is_essential]
    covered = coverage(index.credit_, skill_strengths(index, person.skills)).amount[needed]
    order = np.argsort(-shares, kind="stable")
    whole = shares.sum() or 1.0
    return GoalNeeds(tuple(index.skills_[k] for k in needed[order]), shares[order] / whole, covered[order])


def moves(
    index: FitIndex, goal: str, person: Profile, allowed: NDArray[np.bool_] | None = None, most: int = JOBS
) -> Moves:
    """Return up to `most` jobs on the way to a goal with the moves between them; KeyError: unknown URI.

    Of the POOL allowed occupations (n, all when None) with the highest transition score to the goal, that ask no higher
    level than the goal, those stay from which the step to the goal is small; those one can start in now come first.
    """
    target = index.number(goal)
    own = skill_strengths(index, person.skills)
    pool = _nearest(index, target, allowed)
    workers = [skill_strengths(index, index.worker(index.occupations_[k]).skills) for k in pool]
    strengths = [own, *(np.maximum(own, worker) for worker in workers)]
    ends = [*pool, target]
    ready = np.array([_ready(index, some, ends) for some in strengths]).reshape(len(strengths), len(ends))
    made = [[_move(index, value, end) for value, end in zip(row, ends, strict=True)] for row in ready]
    near = [k for k in range(len(pool)) if made[k + 1][-1].is_small]
    chosen = sorted(near, key=lambda k: not made[0][k].is_small)[:most]
    uris = [index.occupations_[k] for k in ends]
    return Moves(
        jobs=tuple(uris[k] for k in chosen),
        from_person={uris[k]: made[0][k] for k in [*chosen, len(pool)]},
        between={(uris[a], uris[b]): made[a + 1][b] for a in chosen for b in [*chosen, len(pool)] if a != b},
    )


def ready_enough(level: float) -> float:
    """Return the readiness (0..1) from which a step to work of a level (NLQF, nan unknown) is short learning."""
    asked = UNKNOWN_LEVEL if np.isnan(level) else level
    return max(0.0, 1 - LOAD_SHORT * LEVEL_SCALE / (asked + LEVEL_EASE))


def _nearest(index: FitIndex, target: int, allowed: NDArray[np.bool_] | None) -> list[int]:
    keep = np.ones(len(index.occupations_), dtype=bool) if allowed is None else allowed.copy()
    keep[target] = False
    keep &= ~(index.level_low_ > index.level_low_[target])
    among = np.flatnonzero(keep)
    column = index.transition_[BOTH][among, target]
    return [int(k) for k in among[np.argsort(-column, kind="stable")][:POOL]]


def _ready(index: FitIndex, strengths: Floats, ends: Sequence[int]) -> Floats:
    """Return per end the share of its essential needs (of all, where it has none) that these strengths cover."""
    amount = coverage(index.credit_, strengths).amount
    essential = index.needs_.essential[ends]
    has_essential = np.diff(essential.indptr) > 0
    return np.asarray(np.where(has_essential, essential @ amount, index.needs_.whole[ends] @ amount))


def _move(index: FitIndex, ready: float, end: int) -> Move:
    level = float(index.level_low_[end])
    share = min(1.0, max(0.0, float(ready)))
    return Move(share, effort(1 - share, None, None if np.isnan(level) else level))
