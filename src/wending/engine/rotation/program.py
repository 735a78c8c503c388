"""A mixed-integer program under construction: columns, rows, and the best answer by HiGHS (through scipy).

Knows nothing of rotation. One thread; the same program gives the same answer, unless time runs out first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

INFEASIBLE = 2
NOTHING: Mapping[int, float] = {}


@dataclass(frozen=True, eq=False)
class Answer:
    """Hold the values of all columns (None when none was found), and the proven bound on what was maximised."""

    values: NDArray[np.float64] | None
    bound: float
    is_infeasible: bool


@dataclass
class Program:
    """Hold columns (bounds, whether whole) and rows (sparse, with bounds) as they are added."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[list[tuple[int, float]], float, float]] = field(default_factory=list)

    def column(self, lower: float = 0.0, upper: float = 1.0, *, whole: bool = True) -> int:
        """Add a column and return its number."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.lower) - 1

    def row(self, terms: Iterable[tuple[int, float]], lower: float = -math.inf, upper: float = math.inf) -> None:
        """Add lower <= sum of factor x column <= upper."""
        self.rows.append((list(terms), lower, upper))

    def best(
        self,
        gains: Mapping[int, float] = NOTHING,
        seconds: float = 60.0,
        gap: float = 0.0,
        fixed: Mapping[int, float] = NOTHING,
    ) -> Answer:
        """Return the columns that maximise the gains, within seconds; it may stop at a relative gap.

        fixed: values of columns that are given. Raises RuntimeError when the solver fails for another reason than time
        or infeasibility.
        """
        lower, upper = np.array(self.lower), np.array(self.upper)
        for column, value in fixed.items():
            lower[column] = upper[column] = value
        if (lower > upper).any():
            return Answer(None, -math.inf, True)
        if not self.lower:
            is_infeasible = any(not low <= 0 <= high for _, low, high in self.rows)
            return Answer(None if is_infeasible else np.empty(0), 0.0, is_infeasible)
        cost = np.zeros(len(self.lower))
        for column, gain in gains.items():
            cost[column] -= gain
        options = {"time_limit": max(seconds, 0.01), "mip_rel_gap": gap}
        whole = np.array(self.whole)
        problem = {"integrality": whole, "bounds": Bounds(lower, upper), "constraints": self._limits()}
        found = milp(cost, options=options, **problem)
        if found.status not in (0, 1, INFEASIBLE):
            # The presolve of HiGHS now and then gives up where the solver itself does not.
            found = milp(cost, options=options | {"presolve": False}, **problem)
        if found.status == INFEASIBLE:
            return Answer(None, -math.inf, True)
        if found.status not in (0, 1):
            raise RuntimeError(f"the solver stopped: {found.message}")
        bound = found.mip_dual_bound if found.mip_dual_bound is not None else found.fun
        return Answer(found.x, math.inf if bound is None else -float(bound), False)

    def relaxed_bound(self, gains: Mapping[int, float], seconds: float) -> float:
        """Return what can be gained at most when columns need not be whole; infinite when not known in time."""
        answer = replace(self, whole=[False] * len(self.whole)).best(gains, seconds)
        is_solved = answer.values is not None
        return answer.bound if is_solved else math.inf

    def _limits(self) -> list[LinearConstraint]:
        if not self.rows:
            return []
        where = [(number, column, factor) for number, (terms, _, _) in enumerate(self.rows) for column, factor in terms]
        numbers, columns, factors = zip(*where, strict=True) if where else ((), (), ())
        shape = (len(self.rows), len(self.lower))
        matrix = sp.csr_array((np.array(factors, dtype=float), (numbers, columns)), shape=shape)
        return [LinearConstraint(matrix, [low for _, low, _ in self.rows], [high for _, _, high in self.rows])]
