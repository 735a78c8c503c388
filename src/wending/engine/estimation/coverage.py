"""How often intervals hold the truth: an estimator run over many synthetic worlds in which its assumptions are met.

A `Case` is a world, what is estimated in it, and what is true there. The truth is that of the population from which
the worlds are drawn, reckoned in one large world of the same make.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from math import isfinite, nan, sqrt
from multiprocessing import get_context

import numpy as np
from scipy.stats import binomtest

from wending.engine.estimation.terms import Estimate, NotAnswerable
from wending.engine.estimation.world import Tables, Truth, World, generate

LOW, HIGH = 0.93, 0.97  # where the coverage of an interval of 95% is to lie
LARGE = 100_000  # people in the world of which the truth is reckoned: effects there are known without coins
FIRST_SEED = 1_000


@dataclass(frozen=True)
class Case:
    """An estimator under its own assumptions.

    estimate: from the tables of a world to an estimate. truth: the answer. is_slow: seconds a world, so that it is only
    run when it is asked by name. large: people in the world of which the truth is reckoned.
    """

    name: str
    world: World
    estimate: Callable[[Tables], Estimate]
    truth: Callable[[Truth], float]
    is_slow: bool = False
    large: int = LARGE


@dataclass(frozen=True)
class Run:
    """What came out in one world; NaN where the data were found to carry no answer."""

    case: str
    seed: int
    value: float
    error: float
    low: float
    high: float


@dataclass(frozen=True)
class Coverage:
    """Many runs of one case together.

    held: share of intervals with the truth inside, low and high its exact 95% interval (Clopper & Pearson 1934).
    bias: mean estimate less truth, bias_error its Monte Carlo error. error_ratio: mean stated error by the real spread
    of estimates, 1 when errors are right. unanswered: worlds without a figure.
    """

    case: str
    worlds: int
    unanswered: int
    truth: float
    bias: float
    bias_error: float
    error_ratio: float
    held: float
    low: float
    high: float

    @property
    def is_within(self) -> bool:
        """Say whether coverage lies between `LOW` and `HIGH`."""
        return LOW <= self.held <= HIGH

    @property
    def is_refuted(self) -> bool:
        """Say whether these runs exclude that coverage lies between `LOW` and `HIGH`, at 95%."""
        return self.high < LOW or self.low > HIGH


def run(case: Case, seed: int) -> Run:
    """Make one world and estimate in it."""
    tables, _ = generate(replace(case.world, seed=seed))
    try:
        found = case.estimate(tables)
    except NotAnswerable:
        return Run(case.name, seed, nan, nan, nan, nan)
    return Run(case.name, seed, float(found.value), float(found.error), float(found.low), float(found.high))


def truth_of(case: Case) -> float:
    """Return the answer in the population of a case."""
    world = replace(case.world, seed=1, people=max(case.large, case.world.people))
    return case.truth(generate(world)[1])


def summarised(name: str, runs: Iterable[Run], truth: float) -> Coverage:
    """Put the runs of one case together.

    Raises:
        ValueError: no run gave a figure, or there is no truth.
    """
    every = list(runs)
    known = [one for one in every if isfinite(one.value) and isfinite(one.error)]
    if len(known) < 2 or not isfinite(truth):
        raise ValueError(f"{name}: {len(known)} of {len(every)} worlds gave a figure, and the truth is {truth}")
    values = np.array([one.value for one in known])
    held = sum(one.low <= truth <= one.high for one in known)
    exact = binomtest(held, len(known)).proportion_ci(0.95, "exact")
    spread = float(values.std(ddof=1))
    return Coverage(
        case=name,
        worlds=len(every),
        unanswered=len(every) - len(known),
        truth=truth,
        bias=float(values.mean()) - truth,
        bias_error=spread / sqrt(len(known)),
        error_ratio=float(np.mean([one.error for one in known])) / spread if spread else nan,
        held=held / len(known),
        low=float(exact.low),
        high=float(exact.high),
    )


def runs_of(
    cases: str, names: Iterable[str], seeds: Iterable[int], processes: int = 2, done: Iterable[Run] = ()
) -> Iterator[Run]:
    """Yield one run per case and seed as they come, those of `done` left out; on one process in order.

    cases: dotted name of the module that holds `CASES`, so that each process finds them by itself.
    """
    names = list(names)
    known = {(one.case, one.seed) for one in done}
    tasks = [(cases, name, seed) for name in names for seed in seeds if (name, seed) not in known]
    if processes < 2:
        yield from map(_task, tasks)
        return
    is_slow = any(cases_of(cases)[name].is_slow for name in names)
    pool = ProcessPoolExecutor(processes, get_context("spawn"), initializer=_quiet)
    try:
        yield from pool.map(_task, tasks, chunksize=1 if is_slow else 8)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@cache
def cases_of(module: str) -> dict[str, Case]:
    """Return by name the cases that a module holds in `CASES`."""
    from importlib import import_module

    return {case.name: case for case in import_module(module).CASES}


def _task(task: tuple[str, str, int]) -> Run:
    module, name, seed = task
    return run(cases_of(module)[name], seed)


def _quiet() -> None:
    """Leave it to the parent to stop on Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
