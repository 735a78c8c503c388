"""Firms of a synthetic world over time: vacancies, how many are filled, and who stays."""

from __future__ import annotations

import numpy as np

from wending.engine.estimation.terms import Floats
from wending.engine.estimation.world.assignment import NEVER
from wending.engine.estimation.world.state import State
from wending.engine.estimation.world.tables import Table
from wending.engine.estimation.world.terms import HISTORY, PERIOD

# Chances in a firm without approaches and without policy, and what reach (0 to 1) and policy add to them.
FILLED, FILLED_BY_REACH, FILLED_BY_POLICY = 0.55, 0.15, 0.05
STAYED, STAYED_BY_REACH, STAYED_BY_POLICY = 0.85, 0.06, 0.03
OPENED = 0.08  # vacancies per person in a half-year


def organisations_of(state: State) -> Table:
    """Return the table of firms."""
    firms = state.firms
    return {
        "firm": np.arange(len(firms.size)),
        "size": firms.size.astype(np.int8),
        "sector": firms.sector.astype(np.int8),
        "region": firms.region.astype(np.int16),
        "policy": firms.has_policy.astype(np.int8),
        "spend": firms.spend,
    }


def organisation_periods_of(state: State, random: np.random.Generator) -> Table:
    """Return firms by half-year. The effect of full reach is `FILLED_BY_REACH` and `STAYED_BY_REACH` by make-up."""
    firms, last = state.firms, (HISTORY + PERIOD * (state.world.waves - 1) + state.world.months) // PERIOD
    many = len(firms.size)
    counts = np.bincount(state.people.firm, minlength=many)
    rows: dict[str, list[Floats]] = {"reach": [], "vacancies": [], "filled": [], "stayed": []}
    luck = 0.03 * firms.draw
    for period in range(last):
        begun = (state.assignment.begin != NEVER) & (state.assignment.begin < (period + 1) * PERIOD)
        reach = np.bincount(state.people.firm[begun], minlength=many) / np.maximum(counts, 1)
        vacancies = random.poisson(OPENED * counts)
        filled = random.binomial(
            vacancies, np.clip(FILLED + luck + FILLED_BY_REACH * reach + FILLED_BY_POLICY * firms.has_policy, 0, 1)
        )
        stayed = random.binomial(
            counts, np.clip(STAYED + luck / 3 + STAYED_BY_REACH * reach + STAYED_BY_POLICY * firms.has_policy, 0, 1)
        ) / np.maximum(counts, 1)
        for name, values in (("reach", reach), ("vacancies", vacancies), ("filled", filled), ("stayed", stayed)):
            rows[name].append(np.asarray(values, float))
    return {
        "firm": np.tile(np.arange(many), last),
        "period": np.repeat(np.arange(1, last + 1, dtype=np.int16), many),
        **{name: np.concatenate(values) for name, values in rows.items()},
    }
