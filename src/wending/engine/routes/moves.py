"""Which work can be a step on the way to a goal, and how ready one is for it: from the fit index.

A move is small enough when its effort (see engine.fit.effort) is a small step or short learning; the level that work
asks is left to whoever fills the world. Likeness of work, not moves that people were seen to make.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wending.engine.fit import BOTH, Effort, FitIndex, Profile
from wending.engine.fit.effort import LEVEL_EASE, LEVEL_SCALE, LOAD_SHORT, UNKNOWN_LEVEL, effort
from wending.engine.fit.needs import OPTIONAL_SHARE, stretches
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
    needed, shares = _always(index, index.number(goal))
    amounts = covered(index, skill_strengths(index, person.skills))[needed]
    order = np.argsort(-shares, kind="stable")
    return GoalNeeds(tuple(index.skills_[k] for k in needed[order]), shares[order], amounts[order])


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
    mine = covered(index, own)
    # Who works there keeps what they can: of two ways to cover a need the better counts.
    workers = {k: np.maximum(mine, covered(index, worker_strengths(index, k))) for k in pool}
    near = [k for k in pool if _move(index, workers[k], target).is_small]
    chosen = sorted(near, key=lambda k: not _move(index, mine, k).is_small)[:most]
    uri = index.occupations_
    ends = [*chosen, target]
    return Moves(
        jobs=tuple(uri[k] for k in chosen),
        from_person={uri[k]: _move(index, mine, k) for k in ends},
        between={(uri[a], uri[b]): _move(index, workers[a], b) for a in chosen for b in ends if a != b},
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


def covered(index: FitIndex, strengths: Floats) -> Floats:
    """Return per needed skill (m, 0..1) how far skills with these strengths (m) cover it: fit's coverage, amounts only.

    The same as `engine.fit.parts.coverage`, without who covers it, for many people at once quickly.
    """
    credit, own = index.credit_, np.flatnonzero(strengths)
    entries, lengths = stretches(credit.indptr, own)
    amounts = np.zeros(len(strengths))
    np.maximum.at(amounts, credit.indices[entries], np.repeat(strengths[own], lengths) * credit.amounts[entries])
    return amounts


def worker_strengths(index: FitIndex, occupation: int) -> Floats:
    """Return the strength per skill (m) of who works in an occupation: essential 1, optional for half."""
    strengths = np.zeros(len(index.skills_))
    needed, _, is_essential = index.needs_.of(occupation)
    strengths[needed] = np.where(is_essential, 1.0, OPTIONAL_SHARE)
    return strengths


def _always(index: FitIndex, occupation: int) -> tuple[NDArray[np.int32], Floats]:
    """Return the essential needs of an occupation (all, where it has none) and their shares, which sum to 1."""
    needed, shares, is_essential = index.needs_.of(occupation)
    if is_essential.any():
        needed, shares = needed[is_essential], shares[is_essential]
    return needed, shares / (shares.sum() or 1.0)


def _move(index: FitIndex, amounts: Floats, to: int) -> Move:
    """Return the move to an occupation of someone who covers needs so far (m)."""
    needed, shares = _always(index, to)
    level = float(index.level_low_[to])
    ready = min(1.0, max(0.0, float(shares @ amounts[needed])))
    return Move(ready, effort(1 - ready, None, None if np.isnan(level) else level))
