"""What goes on if nothing is done: against a filter by hand, known truth, and its own past."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import minimize

from wending.engine.estimation.over_time import Panel
from wending.engine.estimation.panels import rows_of
from wending.engine.estimation.projection import Projection, projected, projected_cohort
from wending.engine.estimation.terms import NotAnswerable


def regions(
    seed: int, units: int = 3, periods: int = 30, slope: float = 0.0, wander: float = 1.0, noise: float = 0.5
) -> Panel:
    """Return regions whose level wanders, drifts by a slope, and is seen with noise."""
    rng = np.random.default_rng(seed)
    table = np.cumsum(wander * rng.normal(size=(units, periods)), axis=1) + noise * rng.normal(size=(units, periods))
    table += slope * np.arange(periods)
    unit, period = (grid.ravel() for grid in np.meshgrid(np.arange(units), np.arange(periods), indexing="ij"))
    return Panel(unit, period, table.ravel(), np.zeros(units * periods, int))


def filtered(values: np.ndarray, steps: int) -> tuple[float, float]:
    """Return mean and error of a local level by a filter by hand, variances by maximum likelihood."""

    def walk(logs: np.ndarray) -> tuple[float, float, float]:
        noise, wander = np.exp(logs)
        level, variance, minus = values[0], noise, 0.0
        for value in values[1:]:
            variance += wander
            spread = variance + noise
            minus += 0.5 * (np.log(spread) + (value - level) ** 2 / spread)
            level, variance = level + variance / spread * (value - level), variance * noise / spread
        return minus, level, variance + steps * wander + noise

    best = minimize(lambda logs: walk(logs)[0], np.zeros(2), method="Nelder-Mead", options={"xatol": 1e-8})
    _, level, variance = walk(best.x)
    return level, float(np.sqrt(variance))


def assumed(found: Projection) -> dict[str, float | str]:
    return dict(found.assumptions)


def test_projected_level_is_that_of_a_filter_by_hand() -> None:
    panel = regions(1, units=1, periods=40)
    found = projected(panel, (1, 4), tries=5)
    assert assumed(found)["model"] == "local-level"
    for point in found.points:
        level, error = filtered(panel.outcome, point.steps)
        assert point.value == pytest.approx(level, abs=0.02)
        wide = float(assumed(found)["interval-stretch"])
        assert (point.high - point.low) / 2 == pytest.approx(1.96 * wide * error, rel=0.02)
        assert point.period == 39 + point.steps


def test_projected_takes_a_slope_only_where_it_does_better_on_the_past() -> None:
    assert assumed(projected(regions(2, slope=2.0), (4,), tries=12))["model"] == "local-linear-trend"
    assert assumed(projected(regions(2, wander=0.0), (4,), tries=12))["model"] == "local-level"


def test_projected_intervals_hold_what_came_and_the_past_says_so() -> None:
    held, wide = [], []
    for seed in range(5):
        panel = regions(20 + seed, units=6, periods=34)
        found = projected(rows_of(panel, panel.period < 30), (1, 2, 4), tries=12)
        real = {(u, p): y for u, p, y in zip(panel.unit, panel.period, panel.outcome, strict=True)}
        held += [point.low <= real[point.series, point.period] <= point.high for point in found.points]
        wide += [test.coverage for test in found.back_tests]
    assert np.mean(held) == pytest.approx(0.95, abs=0.07)
    assert np.mean(wide) == pytest.approx(np.mean(held), abs=0.09)


def test_projected_says_when_the_last_value_did_better() -> None:
    for seed, is_worse in ((1, True), (3, False)):
        found = projected(regions(seed, units=4, noise=0.0), (1,), tries=20)
        (test,) = found.back_tests
        assert (test.rmse > test.rmse_last_value) == is_worse
        told = {one.code: one.about for one in found.findings}
        assert told.get("worse-than-last-value") == ((test.rmse, test.rmse_last_value) if is_worse else None)
    noisy = projected(regions(3, units=4, wander=0.1, noise=1.0), (1,), tries=20)
    assert noisy.back_tests[0].rmse < noisy.back_tests[0].rmse_last_value
    assert not noisy.findings


def test_projected_back_test_errors_are_those_of_the_last_value_by_hand() -> None:
    panel = regions(4, units=1, periods=20)
    found = projected(panel, (3,), tries=100)
    (test,) = found.back_tests
    changes = panel.outcome[10:] - panel.outcome[7:-3]
    assert test.tries == len(changes)
    assert test.rmse_last_value == pytest.approx(np.sqrt((changes**2).mean()))
    assert {one.code: one.about for one in found.findings}["few-tries-on-past"] == (10, 20)


def test_projected_shows_bias_when_a_break_turns_the_course() -> None:
    panel = regions(5, units=4, slope=1.0, wander=0.1, noise=0.2)
    broken = replace(
        panel, outcome=np.where(panel.period > 15, 2 * 15 - panel.period, panel.period) + 0.1 * panel.outcome
    )
    found = projected(broken, (4,), tries=24)
    assert found.back_tests[0].bias > 0.5


def test_projected_uses_no_treated_period_and_bridges_unknown_ones() -> None:
    panel = regions(6, units=2)
    moved = replace(
        panel,
        first=np.where(panel.unit == 0, 20, 0),
        outcome=panel.outcome + 100.0 * ((panel.unit == 0) & (panel.period >= 20)),
    )
    found = projected(moved, (1,), tries=4)
    assert [(point.series, point.period) for point in found.points] == [(0, 20), (1, 30)]
    assert found.points[0].value < 50
    gaps = panel.outcome.copy()
    gaps[[5, 12, 40]] = np.nan
    assert len(projected(replace(panel, outcome=gaps), (1, 2), tries=4).points) == 4


def test_projected_stays_within_what_an_outcome_can_be() -> None:
    panel = regions(7, units=2, slope=-0.02, wander=0.01, noise=0.02)
    share = replace(panel, outcome=np.clip(0.6 + panel.outcome, 0.0, 1.0))
    found = projected(share, (12,), least=0.0, most=1.0, tries=6)
    assert all(0 <= point.low <= point.value <= point.high <= 1 for point in found.points)
    assert assumed(found)["least"] == 0.0


def test_projected_refuses_too_short_a_past() -> None:
    panel = regions(8)
    with pytest.raises(NotAnswerable) as refused:
        projected(rows_of(panel, panel.period < 8), (1,))
    assert refused.value.findings[0].code == "too-few-past"
    short = rows_of(panel, (panel.unit != 2) | (panel.period > 25))
    found = projected(short, (1,), tries=4)
    assert {one.code: one.about for one in found.findings}["history-too-short"] == (1, 3)
    assert {point.series for point in found.points} == {0, 1}
    with pytest.raises(NotAnswerable, match="too-few-past"):
        projected(replace(panel, outcome=np.ones(len(panel))), (1,))
    with pytest.raises(NotAnswerable, match="outcome-unknown"):
        projected(replace(panel, outcome=np.full(len(panel), np.nan)), (1,))
    with pytest.raises(ValueError, match="1 period or more"):
        projected(panel, (0, 1))


def test_projected_cohort_looks_further_ahead_for_a_longer_horizon() -> None:
    # Cohorts 0 to 29; after horizon h its outcome is known when entry + h is 29 or before.
    rng = np.random.default_rng(9)
    entry, since = (grid.ravel() for grid in np.meshgrid(np.arange(30), np.array([1, 4, 8]), indexing="ij"))
    outcome = 0.3 + 0.05 * since + 0.004 * entry + 0.01 * rng.normal(size=90)
    seen = entry + since <= 29
    panel = Panel(entry[seen], since[seen], outcome[seen], np.zeros(int(seen.sum()), int))
    found = projected_cohort(panel, (1, 4, 8), least=0.0, most=1.0, tries=30)
    assert [(point.series, point.period, point.steps) for point in found.points] == [(1, 29, 1), (4, 29, 4), (8, 29, 8)]
    for point in found.points:
        truth = 0.3 + 0.05 * point.series + 0.004 * 29
        assert point.low < truth < point.high
        assert point.value == pytest.approx(truth, abs=0.05)
    assert [test.steps for test in found.back_tests] == [1, 4, 8]
    with pytest.raises(ValueError, match="past cohort"):
        projected_cohort(panel, (2,))
