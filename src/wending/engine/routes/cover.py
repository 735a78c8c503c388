"""The smallest set of courses that together teach what is missing: minimum set cover, exact.

By mixed-integer programming (HiGHS), one objective after the other. Not a plan: courses are taken as independent, and
what must come before them is not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.optimize import Bounds, LinearConstraint, milp


@dataclass(frozen=True)
class Course:
    """Hold what one course teaches and takes: months and cost (euro) 0 or more, None when unknown."""

    teaches: frozenset[str]
    months: float | None = None
    cost: float | None = None


@dataclass(frozen=True)
class Cover:
    """Hold the chosen courses by id in order, and what no course teaches."""

    courses: tuple[str, ...]
    uncovered: frozenset[str]


def smallest_courses(missing: Set[str], courses: Mapping[str, Course]) -> Cover:
    """Return the fewest courses that teach all of `missing` that can be taught.

    Among the smallest sets: the fewest courses of unknown time, then the least known months, then the fewest of unknown
    cost, then the least known cost, then the most of what is missing taught more than once; ids decide what is left.
    """
    useful = sorted(name for name, course in courses.items() if course.teaches & missing)
    taught = sorted(missing & frozenset().union(*(courses[name].teaches for name in useful)))
    if not taught:
        return Cover((), frozenset(missing))
    teaches = np.array([[skill in courses[name].teaches for name in useful] for skill in taught], dtype=float)
    chosen = [courses[name] for name in useful]
    objectives = [
        np.ones(len(useful)),
        np.array([course.months is None for course in chosen], dtype=float),
        np.array([course.months or 0.0 for course in chosen]),
        np.array([course.cost is None for course in chosen], dtype=float),
        np.array([course.cost or 0.0 for course in chosen]),
        -teaches.sum(axis=0),
    ]
    picked = _in_order(objectives, LinearConstraint(sp.csr_matrix(teaches), lb=1))
    return Cover(
        tuple(name for name, is_in in zip(useful, picked, strict=True) if is_in), frozenset(missing - set(taught))
    )


def _in_order(objectives: Sequence[np.ndarray], cover: LinearConstraint) -> list[bool]:
    """Return which courses are in, minimising one objective after the other without giving up an earlier one."""
    limits: list[LinearConstraint] = [cover]
    picked = np.zeros(len(objectives[0]), dtype=bool)
    for objective in objectives:
        if not objective.any():
            continue
        found = milp(objective, integrality=np.ones(len(objective)), bounds=Bounds(0, 1), constraints=limits)
        if not found.success:
            raise ValueError(f"no cover was found: {found.message}")
        picked = found.x > 0.5
        limits.append(LinearConstraint(objective, ub=float(objective @ picked) + 1e-6))
    return [bool(one) for one in picked]
