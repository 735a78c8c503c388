"""The steps of a curve of time until an event, weighted or not, and what each person adds to it (influence).

The influence of person i on an integral of a(u) dL(u), L the cumulative hazard, is the integral of a(u) dM_i(u) / Y(u),
M_i the martingale of i and Y the weight at risk (Andersen, Borgan, Gill & Keiding 1993, chapter IV).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wending.engine.estimation.terms import Floats, Whole


@dataclass(frozen=True)
class Steps:
    """Of n people: duration, kind, weight shape (n,); of the m times with any event, in order: shape (m,).

    at_risk: weight at risk; meant, any_kind: hazard of the event meant and of all; before: share free just before.
    """

    duration: Floats
    kind: Whole
    weight: Floats
    times: Floats
    at_risk: Floats
    meant: Floats
    any_kind: Floats
    before: Floats

    @classmethod
    def of(cls, duration: Floats, kind: Whole, weight: Floats) -> Steps:
        """Return the steps of these people."""
        order = np.argsort(duration, kind="stable")
        times = np.unique(duration[kind > 0])
        ahead = np.append(np.cumsum(weight[order][::-1])[::-1], 0.0)
        at_risk = ahead[np.searchsorted(duration[order], times, side="left")]
        place = np.searchsorted(times, duration)

        def hazard(counts: Floats) -> Floats:
            had = kind > 0
            return np.asarray(np.bincount(place[had], weights=counts[had], minlength=len(times)) / at_risk, float)

        any_kind, meant = hazard(weight * (kind > 0)), hazard(weight * (kind == 1))
        free = np.cumprod(np.maximum(1 - any_kind, 0.0))
        return cls(duration, kind, weight, times, at_risk, meant, any_kind, np.append(1.0, free)[:-1])

    def happened(self, day: float) -> tuple[float, Floats]:
        """Return the share to whom the event meant happened by a day (Aalen-Johansen), and the influence."""
        return self._sum((self.times <= day).astype(float))

    def area(self, horizon: float) -> tuple[float, Floats]:
        """Return the area under that share until the horizon, in days, and the influence, shape (n,)."""
        return self._sum(np.maximum(horizon - self.times, 0.0))

    def free(self, day: float) -> tuple[float, Floats]:
        """Return the share to whom nothing happened by a day (Kaplan-Meier), and the influence, shape (n,)."""
        passed = self.times <= day
        value = float(np.prod(np.maximum(1 - self.any_kind[passed], 0.0)))
        return value, self._integral(-value * passed * self._after(), np.zeros(len(self.times)))

    def _after(self) -> Floats:
        """One by the share of those at risk who pass a time, 0 where nobody does."""
        passing = 1 - self.any_kind
        return np.divide(1.0, passing, out=np.zeros_like(passing), where=passing > 1e-12)

    def _sum(self, size: Floats) -> tuple[float, Floats]:
        """Return the sum of size(u) times the share to whom it happens at u, and its influence."""
        parts = self.before * self.meant * size
        later = parts.sum() - np.cumsum(parts)
        return float(parts.sum()), self._integral(-later * self._after(), self.before * size)

    def _integral(self, of_any: Floats, of_meant: Floats) -> Floats:
        """Return per person the integral of of_any dM(any kind) + of_meant dM(meant), divided by who is at risk."""
        any_part, meant_part = of_any / self.at_risk, of_meant / self.at_risk
        until = np.append(0.0, np.cumsum(any_part * self.any_kind + meant_part * self.meant))
        passed = np.searchsorted(self.times, self.duration, side="right")
        place = np.minimum(np.searchsorted(self.times, self.duration), len(self.times) - 1)
        own = (self.kind > 0) * any_part[place] + (self.kind == 1) * meant_part[place]
        return np.asarray(self.weight * (own - until[passed]), float)
