"""What is true in a synthetic world and in no table: outcomes with and without an approach, and the effects they make.

Effects are *expected* ones: differences of chances and means, without the coins. They compare getting an approach with
a world where nobody gets it; what spills over to colleagues is not in them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wending.engine.estimation.terms import Booleans, Estimand, Floats
from wending.engine.estimation.world.assignment import NEVER
from wending.engine.estimation.world.state import WEEKS, State, curve
from wending.engine.estimation.world.terms import DAYS, OUTCOMES, PERIOD, WORKING


@dataclass(frozen=True)
class Truth:
    """Answers about one world. `approach` is a place in `World.approaches`; units are those of `OUTCOMES`."""

    state: State

    def potential(self, outcome: str, horizon: int, approach: int | None = None) -> Floats:
        """Return the outcome of everybody with one approach from the start, or (None) if nobody gets any; shape (n,).

        The coins are those of the tables: without spill-over, who got that approach has this very outcome there.
        """
        many = self.state.world.people
        got = np.full(many, NEVER if approach is None else approach)
        since = np.full(many, self.state.months_after(horizon))
        return self.state.outcome(outcome, horizon, self.state.moved(horizon, got, since, has_spill=False))

    def effects(self, outcome: str, horizon: int, approach: int = 0) -> Floats:
        """Return the expected effect on each person, shape (n,); of wage and matches as if all were in work."""
        state, kind = self.state, OUTCOMES[outcome]
        many = np.full(state.world.people, state.months_after(horizon))
        got = np.full(state.world.people, approach)
        steady = state.effect(got, many, is_locked=False, has_spill=False)
        if outcome not in WORKING:
            return np.asarray(kind.size * steady, float)
        moved = state.effect(got, many, is_locked=True, has_spill=False)
        if outcome == "in-work":
            return moved
        if outcome == "hours":
            return np.asarray(moved * state.people.hours, float)
        chance, pay = state.untreated_chance(horizon), np.asarray(state.people.pay, float)
        raised = (chance + moved) * (pay + OUTCOMES["wage"].size * steady) - chance * pay
        return np.asarray(state.people.hours * WEEKS * raised, float)

    def effect(
        self,
        outcome: str,
        horizon: int,
        approach: int = 0,
        estimand: Estimand = Estimand.ATT,
        level: int | None = None,
    ) -> float:
        """Return the mean effect on whom the estimand means, or only on those of one level of schooling.

        Late: on who takes it with an offer (or letter) and not without. NaN when there is nobody such.
        """
        rows = self.of(estimand, approach)
        if level is not None:
            rows = rows & (self.state.people.level == level)
        return _mean(self.effects(outcome, horizon, approach), rows)

    def of_offer(self, outcome: str, horizon: int, approach: int = 0) -> float:
        """Return the mean effect of the offer, whoever accepts it (intention to treat)."""
        settled = self.state.assignment
        moved = settled.takes_if_offered.astype(float) - settled.takes_if_not
        return float((self.effects(outcome, horizon, approach) * moved).mean())

    def at_cut(self, outcome: str, horizon: int, approach: int = 0, width: float = 0.1) -> float:
        """Return the mean effect on who scores within `width` of the cut-off and takes it by the offer."""
        near = np.abs(self.state.assignment.score - self.state.world.cut) < width
        return _mean(self.effects(outcome, horizon, approach), near & self.of(Estimand.LATE, approach))

    def of(self, estimand: Estimand, approach: int = 0) -> Booleans:
        """Return whose effect an estimand means, shape (n,)."""
        settled = self.state.assignment
        first = settled.begin == self.state.people.start
        match estimand:
            case Estimand.ATT:
                return np.asarray(first & (settled.approach == approach), np.bool_)
            case Estimand.ATU:
                return np.asarray(~first, np.bool_)
            case Estimand.LATE:
                return np.asarray(settled.takes_if_offered & ~settled.takes_if_not, np.bool_)
        return np.ones(len(first), np.bool_)

    def group_time(self, outcome: str = "in-work", approach: int = 0) -> dict[tuple[int, int], tuple[float, int]]:
        """Return by first period of treatment and period the mean effect on them and how many they are.

        outcome: "in-work" (share of the months of a period) or "hours". Periods count from 1 as in the table.
        """
        state = self.state
        settled, scale = state.assignment, np.ones(state.world.people)
        if outcome == "hours":
            scale = np.asarray(state.people.hours, float)
        elif outcome != "in-work":
            raise ValueError("group_time knows in-work and hours")
        found = {}
        last = len(state.follow.worked)
        rows = (settled.begin != NEVER) & (settled.approach == approach)
        for begin in np.unique(settled.begin[rows]):
            own = rows & (settled.begin == begin)
            strength = float((settled.strength[own, approach] * scale[own]).mean())
            for period in range(int(begin) // PERIOD + 1, last + 1):
                since = np.arange((period - 1) * PERIOD, period * PERIOD) - begin + 1
                of_months = np.zeros(PERIOD)
                of_months[since > 0] = curve(state.world, approach, since[since > 0], True)
                found[int(begin) // PERIOD + 1, period] = (strength * float(of_months.mean()), int(own.sum()))
        return found

    def overall(self, outcome: str = "in-work", approach: int = 0) -> float:
        """Return the mean of `group_time`, each counted by its people (Callaway & Sant'Anna 2021, simple)."""
        rows = list(self.group_time(outcome, approach).values())
        if not rows:
            return float("nan")
        return float(np.average([value for value, _ in rows], weights=[many for _, many in rows]))

    def restricted_mean(self, days: float, of_treated: bool = False) -> float:
        """Return the change of the mean days without work within a span, among who had none at the first start.

        Of everybody, or of the treated. Who goes into education first does not find work any more (as Andersen 2013).
        """
        jobless = ~self.state.follow.history[:, -1] & (self.state.people.start == self.state.people.start.min())
        if of_treated:
            jobless = jobless & self.of(Estimand.ATT)
        until, education = self.state.follow.until_work, self.state.follow.until_education
        with_it, without = (
            np.minimum(np.where(until[name] < education, until[name] * DAYS, np.inf), days)
            for name in ("treated", "untreated")
        )
        return _mean(with_it - without, jobless)


def _mean(values: Floats, rows: Booleans) -> float:
    return float(values[rows].mean()) if rows.any() else float("nan")
