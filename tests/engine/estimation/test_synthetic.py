"""Synthetic control: weights against another library and a slow solver, placebos by hand, known truth."""

from __future__ import annotations

import warnings
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from wending.engine.estimation.check import State
from wending.engine.estimation.over_time import Panel
from wending.engine.estimation.panels import rows_of
from wending.engine.estimation.synthetic import (
    Synthetic,
    simplex_weights,
    synthetic,
    synthetic_checks,
    synthetic_difference,
)
from wending.engine.estimation.terms import NotAnswerable


def region(seed: int, effect: float = 0.0, donors: int = 19, periods: int = 24, start: int = 16) -> Panel:
    """Return one treated region (7) among donors that share two factors, each in its own measure."""
    rng = np.random.default_rng(seed)
    factors = np.cumsum(rng.normal(size=(periods, 2)), axis=0)
    loads = rng.dirichlet(np.ones(2), size=donors + 1)
    table = 10 + factors @ loads.T + 0.05 * rng.normal(size=(periods, donors + 1))
    table[start:, 7] += effect
    period, unit = (grid.ravel() for grid in np.meshgrid(np.arange(periods), np.arange(donors + 1), indexing="ij"))
    return Panel(unit, period, table.ravel(), np.where(unit == 7, start, 0))


def texas() -> Panel:
    """Return black male prisoners by state; Texas built prisons in 1993 (Cunningham 2021, chapter 10)."""
    from causaldata import texas as source

    table = source.load_pandas().data
    first = np.where(table.state == "Texas", 1993, 0)
    return Panel(table.statefip.to_numpy(int), table.year.to_numpy(int), table.bmprison.to_numpy(float), first)


def test_synthetic_of_texas_is_that_of_diff_diff() -> None:
    from causaldata import texas as source
    from diff_diff import SyntheticControl

    table = source.load_pandas().data
    table = table.assign(on=((table.state == "Texas") & (table.year >= 1993)).astype(int))
    before, after = list(range(1985, 1993)), list(range(1993, 2001))
    model = SyntheticControl(v_method="custom", custom_v=np.ones(8), standardize="none")
    fitted = model.fit(
        table,
        "bmprison",
        "on",
        "statefip",
        "year",
        post_periods=after,
        treated_unit=48,
        pre_period_outcomes=before,
    )
    found = synthetic(texas())
    assert found.value == pytest.approx(fitted.att, rel=1e-6)
    assert found.before == pytest.approx(fitted.pre_rmspe, rel=1e-6)
    counting = {unit: weight for unit, weight in zip(found.donors, found.weights, strict=True) if weight > 1e-6}
    assert counting == pytest.approx({12: 0.3725, 17: 0.2720, 36: 0.3555}, abs=5e-5)  # Florida, Illinois, New York
    assert found.ratios[0] == pytest.approx(fitted.rmspe_ratio, rel=1e-6)
    assert found.chance == pytest.approx(9 / 51)
    assert [unit for unit, _ in found.without] == [12, 17, 36]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 12), st.integers(3, 15), st.floats(1e-3, 1e5))
def test_simplex_weights_are_the_best_that_a_slow_solver_finds(seed: int, many: int, rows: int, scale: float) -> None:
    rng = np.random.default_rng(seed)
    donors, aim = scale * rng.normal(3, 1, size=(rows, many)), scale * rng.normal(3, 1, size=rows)
    weights = simplex_weights(donors, aim)
    assert weights.min() >= 0
    assert weights.sum() == pytest.approx(1)
    slow = minimize(
        lambda w: float((((donors @ w - aim) / scale) ** 2).sum()),
        np.full(many, 1 / many),
        bounds=[(0, 1)] * many,
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1},
        method="SLSQP",
        options={"ftol": 1e-12, "maxiter": 500},
    )
    ours = float((((donors @ weights - aim) / scale) ** 2).sum())
    assert ours <= slow.fun + 1e-5 * (1 + slow.fun)


def test_synthetic_finds_a_known_effect_and_its_placebos_none() -> None:
    found = synthetic(region(1, effect=2.0))
    assert found.value == pytest.approx(2.0, abs=0.25)
    assert found.low < 2.0 < found.high
    assert found.low > 0
    assert found.chance == 1 / 20
    fit, placebo, spread = synthetic_checks(found)
    assert fit.state is State.PASSED
    assert placebo.state is State.PASSED
    assert placebo["value-in-time"] == pytest.approx(0.0, abs=0.3)
    assert spread["lowest"] <= found.value <= spread["highest"]
    assert len(fit.rows) == 24


def test_synthetic_ratio_test_holds_its_level_when_nothing_was_done() -> None:
    chances = []
    for seed in range(150):
        try:
            chances.append(synthetic(region(50 + seed)).chance)
        except NotAnswerable:  # a region outside what donors can be mixed to
            continue
    assert len(chances) > 130
    # 5% and 25% are expected; the bars are about 3 sigma.
    assert (np.array(chances) <= 0.05).mean() == pytest.approx(0.05, abs=0.055)
    assert (np.array(chances) <= 0.25).mean() == pytest.approx(0.25, abs=0.11)


def test_synthetic_interval_holds_the_effects_that_the_test_does_not_refuse() -> None:
    panel = region(3, effect=1.0)
    found = synthetic(panel)

    def chance_when(effect: float) -> float:
        moved = (panel.unit == 7) & (panel.period >= 16)
        return synthetic(replace(panel, outcome=panel.outcome - effect * moved)).chance

    for inside in (found.low + 0.01, found.high - 0.01):
        assert chance_when(inside) > 0.05
    for outside in (found.low - 0.01, found.high + 0.01):
        assert chance_when(outside) <= 0.05


def test_synthetic_of_gaps_that_differ_too_much_has_no_interval_and_says_why() -> None:
    panel = region(3)
    swing = np.where(panel.period % 2 == 0, 3.0, -3.0) * ((panel.unit == 7) & (panel.period >= 16))
    found = synthetic(replace(panel, outcome=panel.outcome + swing))
    assert np.isnan([found.low, found.high]).all()
    assert [one.code for one in found.findings] == ["no-constant-effect"]


def test_synthetic_ratios_are_by_hand_those_of_each_donor_without_the_treated() -> None:
    panel = region(4, effect=1.0)
    found = synthetic(panel)
    donor = found.donors[3]
    others = rows_of(panel, panel.unit != 7)
    alone = synthetic(replace(others, first=np.where(others.unit == donor, 16, 0)))
    assert found.ratios[4] == pytest.approx(alone.after / alone.before)
    left_out = found.without[0]
    less = synthetic(rows_of(panel, panel.unit != left_out[0]))
    assert left_out[1] == pytest.approx(less.value)


def test_synthetic_placebo_in_time_fails_when_it_began_earlier() -> None:
    panel = region(8, effect=3.0, start=12)
    late = replace(panel, first=np.where(panel.unit == 7, 22, 0))
    # Fitting on periods that were treated spoils the fit: then there is no figure to be wrong.
    assert code_of(late) == {"fit-before-bad"}
    slight = replace(panel, outcome=panel.outcome - 2.6 * ((panel.unit == 7) & (panel.period >= 12)))
    found = synthetic(replace(slight, first=np.where(panel.unit == 7, 22, 0)))
    placebo = synthetic_checks(found)[1]
    assert (placebo.state, placebo.reason) == (State.FAILED, "effect-before-start")
    assert placebo["value-in-time"] == pytest.approx(0.4, abs=0.15)


def code_of(panel: Panel) -> set[str]:
    with pytest.raises(NotAnswerable) as refused:
        synthetic(panel)
    return {finding.code for finding in refused.value.findings}


def test_synthetic_refuses_data_that_cannot_answer() -> None:
    panel = region(6)
    apart = replace(panel, outcome=panel.outcome + 5.0 * (panel.unit == 7))
    assert code_of(apart) == {"fit-before-bad"}
    assert code_of(rows_of(panel, (panel.unit < 4) | (panel.unit == 7))) == {"too-few-donors"}
    assert code_of(rows_of(panel, panel.period > 12)) == {"too-few-periods-before"}
    assert code_of(rows_of(panel, panel.period < 16)) == {"no-period-after"}
    assert code_of(replace(panel, first=np.where(panel.unit < 2, 16, 0))) == {"not-one-treated"}
    assert code_of(replace(panel, first=np.zeros_like(panel.first))) == {"not-one-treated"}
    assert code_of(rows_of(panel, (panel.unit != 7) | (panel.period != 3))) == {"treated-not-always-seen"}
    assert code_of(replace(panel, outcome=np.full(len(panel), np.nan))) == {"outcome-unknown"}


def test_synthetic_drops_donors_with_gaps_and_gives_no_interval_for_few() -> None:
    panel = region(7)
    panel = rows_of(panel, (panel.unit != 3) | (panel.period != 5))
    found: Synthetic = synthetic(panel)
    assert {finding.code: finding.about for finding in found.findings} == {
        "donors-not-always-seen": (1, 19),
        "too-few-donors-for-interval": (18, 19),
    }
    assert 3 not in found.donors
    assert np.isnan(found.low)


def test_synthetic_difference_is_its_slow_twin_and_finds_a_known_effect() -> None:
    panel = region(8, effect=2.0)
    found = synthetic_difference(panel, draws=60)
    table = panel.outcome.reshape(24, 20)
    own, others, start = table[:, 7], np.delete(table, 7, axis=1), 16
    noise = np.diff(others[:start], axis=0).std(ddof=1)

    def weights(columns: np.ndarray, aim: np.ndarray, penalty: float) -> np.ndarray:
        many = columns.shape[1]
        centred, wanted = columns - columns.mean(axis=0), aim - aim.mean()
        solved = minimize(
            lambda w: float(((centred @ w - wanted) ** 2).sum() + penalty * (w**2).sum()),
            np.full(many, 1 / many),
            bounds=[(0, 1)] * many,
            constraints={"type": "eq", "fun": lambda w: w.sum() - 1},
            method="SLSQP",
            options={"ftol": 1e-14, "maxiter": 2000},
        )
        return np.asarray(solved.x)

    # Arkhangelsky et al. (2021), equations 4 to 6; one treated unit, eight treated periods.
    of_units = weights(others[:start], own[:start], start * (8**0.25 * noise) ** 2)
    of_periods = weights(others[:start].T, others[start:].mean(axis=0), 19 * (1e-6 * noise) ** 2)
    changes = table[start:].mean(axis=0) - table[:start].T @ of_periods
    by_hand = changes[7] - np.delete(changes, 7) @ of_units
    assert found.value == pytest.approx(by_hand, abs=2e-3)
    assert found.low < 2.0 < found.high
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert synthetic_difference(panel, draws=60) == found
