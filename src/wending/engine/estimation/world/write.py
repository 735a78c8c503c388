"""Write a synthetic world down in tables: what a register or survey would know of it, with its gaps."""

from __future__ import annotations

import numpy as np

from wending.engine.estimation.terms import Booleans, Floats, Whole
from wending.engine.estimation.world.assignment import NEVER
from wending.engine.estimation.world.make import state_of
from wending.engine.estimation.world.organisations import organisation_periods_of, organisations_of
from wending.engine.estimation.world.people import SECTORS
from wending.engine.estimation.world.state import COVARIATES, WEEKS, State
from wending.engine.estimation.world.tables import Table, Tables
from wending.engine.estimation.world.terms import DAYS, HISTORY, LEVELS, OUTCOMES, PERIOD, Mechanism, Missing, World
from wending.engine.estimation.world.truth import Truth

DAY_0 = np.datetime64("2020-01-01")  # of the first start
# What drop-out and gaps of `Missing.OBSERVED` follow, in log-odds per unit of the covariate.
GAPS = {"level-low": 0.8, "age": -0.03}


def generate(world: World) -> tuple[Tables, Truth]:
    """Return the tables of a synthetic world, and apart from them what is true in it."""
    state = state_of(world)
    random = np.random.default_rng([world.seed, 7_001])
    lost = _lost(world, random)
    tables = Tables(
        world=world,
        persons=_persons(state),
        covariates=_covariates(state),
        history=_history(state) if world.has_history else {},
        exposures=_exposures(state),
        outcomes=_outcomes(state, lost, random),
        periods=_periods(state) if world.has_periods else {},
        spells=_spells(state, random),
        organisations=organisations_of(state),
        organisation_periods=organisation_periods_of(state, random) if world.has_periods else {},
        codes={
            "level": LEVELS,
            "sector": SECTORS,
            "outcome": tuple(OUTCOMES),
            "approach": tuple(approach.name for approach in world.approaches),
            "mechanism": tuple(Mechanism),
        },
    )
    return tables, Truth(state)


def date_of(month: Whole) -> np.ndarray:
    """Return the first day of months counted from the first of the history, shape (n,); NaT for `NEVER`."""
    days = np.round((month - HISTORY) * DAYS).astype("timedelta64[D]")
    return np.where(month == NEVER, np.datetime64("NaT"), DAY_0 + days)


def _persons(state: State) -> Table:
    people = state.people
    return {
        "person": np.arange(state.world.people),
        "age": people.age.astype(np.int16),
        "level": people.level.astype(np.int8),
        "region": people.region.astype(np.int16),
        "school": people.school.astype(np.int32),
        "firm": people.firm,
        "sector": people.sector.astype(np.int8),
        "start": date_of(people.start),
    }


def _covariates(state: State) -> Table:
    many = state.world.people
    return {
        "person": np.arange(many),
        "on": np.full(many, DAY_0 - np.timedelta64(1, "D")),
        **{name: state.covariates[:, place] for place, name in enumerate(COVARIATES)},
        "score": state.assignment.score,
        "letter": (state.assignment.offer_month == state.people.start).astype(np.int8),
    }


def _history(state: State) -> Table:
    work, people = state.follow.history, state.people
    earned = work * (people.hours * people.pay * WEEKS)[:, None]
    return {
        "person": np.repeat(np.arange(len(work), dtype=np.int32), HISTORY),
        "month": np.tile(np.arange(HISTORY, dtype=np.int8), len(work)),
        "in-work": work.ravel().astype(np.int8),
        "earnings": earned.ravel().astype(np.float32),
    }


def _exposures(state: State) -> Table:
    settled = state.assignment
    rows = np.flatnonzero((settled.offer_month != NEVER) | settled.accepted)
    approach, begin = settled.approach[rows], settled.begin[rows]
    completes = settled.completes[rows, approach] & (begin != NEVER)
    started = date_of(begin)
    # A programme takes a week per four hours.
    weeks = np.ceil(settled.dose[rows, approach] / 4 * 7).astype("timedelta64[D]")
    return {
        "person": rows,
        "approach": approach.astype(np.int8),
        "offered_on": date_of(settled.offer_month[rows]),
        "accepted_on": started,
        "completed_on": np.where(completes, started + weeks, np.datetime64("NaT")),
        "dose": np.where(begin == NEVER, 0, settled.dose[rows, approach]).astype(np.float32),
        "mechanism": np.full(len(rows), list(Mechanism).index(state.world.mechanism), np.int8),
    }


def _outcomes(state: State, lost: Whole, random: np.random.Generator) -> Table:
    world, settled = state.world, state.assignment
    many, parts = world.people, len(world.outcomes) * len(world.horizons)
    table: Table = {
        "person": np.tile(np.arange(many, dtype=np.int32), parts),
        "outcome": np.repeat(
            np.array([list(OUTCOMES).index(name) for name in world.outcomes], np.int8), many * len(world.horizons)
        ).astype(np.int8),
        "horizon_days": np.tile(np.repeat(np.array(world.horizons, np.int16), many), len(world.outcomes)),
        "value": np.empty(many * parts, np.float32),
        "observed": np.empty(many * parts, np.bool_),
        "applies": np.empty(many * parts, np.bool_),
    }
    got = np.where(settled.begin == NEVER, NEVER, settled.approach)
    delay = np.where(settled.begin == NEVER, 0, settled.begin - state.people.start)
    for number, horizon in enumerate(world.horizons):
        moved = state.moved(horizon, got, state.months_after(horizon) - delay)
        for block, name in enumerate(world.outcomes):
            value = state.outcome(name, horizon, moved)
            observed = (lost > number) & ~_gaps(state, value, random)
            place = (block * len(world.horizons) + number) * many
            rows = slice(place, place + many)
            table["observed"][rows] = observed
            table["applies"][rows] = np.isfinite(value) | ~observed
            table["value"][rows] = np.where(observed, value, np.nan)
    start = date_of(state.people.start)
    table["on"] = np.tile(start, parts) + table["horizon_days"].astype("timedelta64[D]")
    return table


def _lost(world: World, random: np.random.Generator) -> Whole:
    """Return the place of the first horizon at which each is no longer heard of, shape (n,)."""
    if not world.drop_out:
        return np.full(world.people, len(world.horizons))
    return random.geometric(world.drop_out, world.people) - 1


def _gaps(state: State, value: Floats, random: np.random.Generator) -> Booleans:
    """Return whose answer is missing, shape (n,)."""
    world = state.world
    if world.missing is Missing.NONE:
        return np.zeros(world.people, np.bool_)
    draw = random.random(world.people)
    match world.missing:
        case Missing.RANDOM:
            return np.asarray(draw < world.missing_share, np.bool_)
        case Missing.OBSERVED:
            line = state.covariates @ np.array([GAPS.get(name, 0.0) for name in COVARIATES])
            base = np.log(max(world.missing_share, 1e-9) / max(1 - world.missing_share, 1e-9))
            return np.asarray(draw < 1 / (1 + np.exp(-base - (line - line.mean()))), np.bool_)
    is_low = value < np.nanmean(value)
    return np.asarray(draw < world.missing_share * np.where(is_low, 1.5, 0.5), np.bool_)


def _periods(state: State) -> Table:
    worked = np.column_stack(state.follow.worked)
    many, last = worked.shape
    begin = state.assignment.begin
    # The first period of which every month may be touched; a start within a period counts from that period.
    first = np.where(begin == NEVER, 0, begin // PERIOD + 1)
    return {
        "person": np.repeat(np.arange(many, dtype=np.int32), last),
        "period": np.tile(np.arange(1, last + 1, dtype=np.int16), many),
        "first": np.repeat(first, last).astype(np.int16),
        "in-work": worked.ravel(),
        "hours": (worked * state.people.hours[:, None]).ravel(),
        "earnings": np.column_stack(state.follow.earned).ravel(),
    }


def _spells(state: State, random: np.random.Generator) -> Table:
    first = state.people.start.min()
    rows = np.flatnonzero(~state.follow.history[:, -1] & (state.people.start == first))
    work, education = state.follow.until_work["seen"][rows], state.follow.until_education[rows]
    end = np.full(len(rows), float(state.world.months))
    if state.world.drop_out:
        end = np.minimum(end, random.exponential(12 / state.world.drop_out, len(rows)))
    ends = np.stack([end, work, education])
    return {
        "person": rows,
        "started_on": date_of(state.people.start[rows]),
        "duration_days": ends.min(axis=0) * DAYS,
        "kind": ends.argmin(axis=0).astype(np.int8),
    }
