"""Trends before the start: the joint test and its power, and bounds against closed forms."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import chi2, norm

from tests.engine.estimation.over_time_worlds import world
from wending.engine.estimation import pre_trends as module
from wending.engine.estimation.check import State
from wending.engine.estimation.panels import rows_of
from wending.engine.estimation.pre_trends import Interval, Restriction, breakdown, honest_bounds, pre_trends
from wending.engine.estimation.staggered import Staggered, staggered
from wending.engine.estimation.terms import NotAnswerable


def one_cohort(seed: int, periods: tuple[int, ...], **more: float) -> Staggered:
    """Return effects of a world with one cohort (start in 4) over a few periods."""
    panel = world(seed, **more)  # type: ignore[arg-type]
    return staggered(rows_of(panel, (panel.first != 6) & np.isin(panel.period, periods)))


def folded(bias: float) -> float:
    """Return c with P(|N(bias, 1)| <= c) = 0.95."""
    return float(brentq(lambda c: norm.cdf(c - bias) - norm.cdf(-c - bias) - 0.95, 0, bias + 5))


def test_smoothness_with_one_lead_is_an_extrapolated_line() -> None:
    found = one_cohort(1, (2, 3, 4))
    (lead, effect), covariance = found.event_study.values, found.event_study.covariance
    # The line through lead and base goes on to -lead at event time 0; its slope may change by the size.
    error = np.sqrt(covariance.sum())
    for bounds in honest_bounds(found, Restriction.SMOOTHNESS, (0.0, 0.1, 0.4)):
        half = error * folded(bounds.size / error)
        assert bounds.low == pytest.approx(effect + lead - half, abs=2e-4)
        assert bounds.high == pytest.approx(effect + lead + half, abs=2e-4)
        assert (bounds.set_low, bounds.set_high) == pytest.approx(
            (effect + lead - bounds.size, effect + lead + bounds.size), abs=1e-6
        )
        assert bounds.interval is Interval.FIXED_LENGTH


def test_smoothness_of_none_with_three_leads_is_the_best_line_before() -> None:
    found = one_cohort(2, (1, 2, 3, 4, 5))
    study, covariance = found.event_study, found.event_study.covariance
    at = np.array(study.at)
    # Least squares, by the covariance, of leads on a line through the base; effects are free.
    design = np.column_stack([at + 1.0, at == 0, at == 1])
    inverse = np.linalg.inv(design.T @ np.linalg.solve(covariance, design))
    line = inverse @ design.T @ np.linalg.solve(covariance, study.values)
    weights = np.array([0, 0.5, 0.5])
    value, error = weights @ line, np.sqrt(weights @ inverse @ weights)
    (bounds,) = honest_bounds(found, Restriction.SMOOTHNESS, (0.0,))
    assert (bounds.low + bounds.high) / 2 == pytest.approx(value, abs=2e-4)
    assert (bounds.high - bounds.low) / 2 == pytest.approx(1.95996 * error, abs=2e-4)


def test_relative_magnitude_adds_the_largest_step_before_and_counts_that_it_is_estimated() -> None:
    found = one_cohort(3, (1, 2, 3, 4, 5))
    study = found.event_study
    steps = np.abs(np.diff([*study.values[np.array(study.at) < 0], 0.0])).max()
    for bounds in honest_bounds(found, Restriction.RELATIVE_MAGNITUDE, (0.0, 0.5, 1.0)):
        # A step of that size in every period: one at event time 0, two at 1; on average one and a half.
        wide = bounds.size * steps * 1.5
        assert bounds.set_low == pytest.approx(found.dynamic.value - wide, abs=1e-6)
        assert bounds.set_high == pytest.approx(found.dynamic.value + wide, abs=1e-6)
        if bounds.size == 0:
            assert (bounds.low, bounds.high) == pytest.approx((found.dynamic.low, found.dynamic.high), abs=1e-4)
        else:
            assert bounds.high - bounds.low > found.dynamic.high - found.dynamic.low + 2 * wide
        assert bounds.interval is Interval.CONDITIONAL


def test_relative_magnitude_with_gaps_between_periods_is_not_told() -> None:
    with pytest.raises(NotAnswerable) as refused:
        honest_bounds(one_cohort(3, (1, 3, 4, 5)), Restriction.RELATIVE_MAGNITUDE, (1.0,))
    assert [finding.code for finding in refused.value.findings] == ["leads-not-usable"]


def test_bounds_of_few_clusters_are_those_of_their_t() -> None:
    panel = world(3)
    panel = rows_of(panel, (panel.first != 6) & np.isin(panel.period, (1, 2, 3, 4, 5)))
    found = staggered(replace(panel, clusters=panel.unit % 5 + 5 * (panel.first > 0)))
    (plain,) = honest_bounds(found, Restriction.RELATIVE_MAGNITUDE, (0.0,))
    assert (plain.low, plain.high) == pytest.approx((found.dynamic.low, found.dynamic.high), rel=1e-6)
    (line,) = honest_bounds(found, Restriction.SMOOTHNESS, (0.0,))
    (alone,) = honest_bounds(
        replace(found, event_study=replace(found.event_study, alone=1.96)), line.restriction, (0.0,)
    )
    assert (line.high - line.low) / (alone.high - alone.low) == pytest.approx(found.event_study.alone / 1.96, rel=1e-3)


def test_breakdown_is_where_the_interval_first_holds_none() -> None:
    found = one_cohort(4, (1, 2, 3, 4, 5))
    study = found.event_study
    steps = np.abs(np.diff([*study.values[np.array(study.at) < 0], 0.0])).max()
    size = breakdown(found, Restriction.RELATIVE_MAGNITUDE)
    inside, outside = honest_bounds(found, Restriction.RELATIVE_MAGNITUDE, (0.98 * size, 1.02 * size))
    assert inside.low > 0 > outside.low
    assert size < found.dynamic.low / (1.5 * steps)  # as if the largest step before were known
    short = one_cohort(4, (2, 3, 4))
    size = breakdown(short, Restriction.SMOOTHNESS)
    inside, outside = honest_bounds(short, Restriction.SMOOTHNESS, (0.98 * size, 1.02 * size))
    assert inside.low > 0 > outside.low
    none = one_cohort(4, (1, 2, 3, 4, 5), effect=0.0, growth=0.0)
    assert breakdown(none, Restriction.RELATIVE_MAGNITUDE) == 0


def test_breakdown_does_not_depend_on_the_unit_of_the_outcome() -> None:
    panel = world(5)
    panel = rows_of(panel, (panel.first != 6) & np.isin(panel.period, (2, 3, 4)))
    plain = breakdown(staggered(panel), Restriction.SMOOTHNESS)
    for times in (1e-4, 1e4):
        moved = breakdown(staggered(replace(panel, outcome=times * panel.outcome)), Restriction.SMOOTHNESS)
        assert moved == pytest.approx(times * plain, rel=2e-2)


def test_power_is_the_share_of_drawn_leads_in_which_the_test_finds_the_trend() -> None:
    found = one_cohort(6, (1, 2, 3, 4, 5), units=150, effect=0.0, growth=0.0)
    check = pre_trends(found, matters=0.5)
    study = found.event_study
    leads = np.array(study.at) < -1
    covariance = study.covariance[np.ix_(leads, leads)]
    # A straight trend that adds 1 slope at event time 0 and 2 at 1 adds 0.5 on average when the slope is a third.
    trend = (np.array(study.at)[leads] + 1) * 0.5 / 1.5
    drawn = np.random.default_rng(1).multivariate_normal(trend, covariance, size=20_000)
    statistic = (drawn @ np.linalg.inv(covariance) * drawn).sum(axis=1)
    assert check["power"] == pytest.approx((statistic > chi2.ppf(0.95, leads.sum())).mean(), abs=0.01)


def test_slope_found_is_that_of_the_library() -> None:
    from diff_diff import CallawaySantAnna, PreTrendsPower

    from wending.engine.estimation.panels import frame

    panel = world(7)
    panel = rows_of(panel, (panel.first != 6) & np.isin(panel.period, (2, 3, 4)))
    model = CallawaySantAnna(control_group="not_yet_treated", base_period="universal")
    surface = model.fit(frame(panel), "outcome", "unit", "period", "first").aggregate("event_study")
    fitted = PreTrendsPower(power=0.8, violation_type="linear", pretest_form="wald").fit(surface)
    assert pre_trends(staggered(panel), matters=1.0)["slope-found"] == pytest.approx(fitted.mdv, rel=1e-3)


def test_pre_trends_pass_only_when_nothing_is_found_and_something_would_be() -> None:
    assert pre_trends(one_cohort(8, (2, 3, 4)), matters=1.0).state is State.PASSED
    powerless = pre_trends(one_cohort(8, (2, 3, 4), units=40), matters=0.1)
    assert (powerless.state, powerless.reason) == (State.FAILED, "powerless")
    differs = pre_trends(one_cohort(8, (2, 3, 4), trend=0.4), matters=1.0)
    assert (differs.state, differs.reason) == (State.FAILED, "leads-differ")
    none = pre_trends(one_cohort(8, (3, 4, 5)), matters=1.0)
    assert (none.state, none.reason) == (State.CANNOT, "no-leads")
    with pytest.raises(NotAnswerable):
        honest_bounds(one_cohort(8, (3, 4, 5)), Restriction.SMOOTHNESS, (0.0,))
    with pytest.raises(ValueError, match="above 0"):
        pre_trends(one_cohort(8, (2, 3, 4)), matters=0.0)


def test_pre_trends_test_holds_its_level() -> None:
    found = [staggered(world(200 + seed, units=200), draws=99) for seed in range(100)]
    share = 0
    for one in found:
        leads = np.array(one.event_study.at) < -1
        values, covariance = one.event_study.values[leads], one.event_study.covariance[np.ix_(leads, leads)]
        share += values @ np.linalg.solve(covariance, values) > chi2.ppf(0.95, leads.sum())
    assert share <= 13  # 5 are expected of 100; more than 13 has a chance of 1 in 2,000


def test_pre_trends_test_of_few_clusters_is_nearer_to_its_level(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "breakdown", lambda *_: 0.0)  # takes long, and is not looked at
    wrong = plain = 0
    for seed in range(100):
        panel = world(400 + seed, units=200)
        panel = rows_of(panel, (panel.period <= 6) & (panel.first != 4))
        found = staggered(replace(panel, clusters=panel.unit % 6 + 6 * (panel.first > 0)), draws=99)
        check = pre_trends(found, matters=1.0)
        wrong += check["p"] < 0.05
        plain += chi2.sf(check["wald"], 4) < 0.05
    # Six clusters a side, whose spreads differ: the F of Hotelling is for one spread, and still a little too eager.
    assert wrong <= 13 < 20 < plain


def test_anticipated_effects_are_no_leads_and_not_in_the_mean() -> None:
    panel = world(9)
    panel = rows_of(panel, (panel.first != 6) & np.isin(panel.period, (1, 2, 3, 4, 5)))
    found = staggered(panel, anticipation=1)
    (bounds,) = honest_bounds(found, Restriction.RELATIVE_MAGNITUDE, (1.0,))
    step = abs(found.event_study.values[found.event_study.at.index(-3)])
    # Two steps from the base to event time 0, three to 1.
    assert bounds.set_high - found.dynamic.value == pytest.approx(2.5 * step, abs=1e-6)
    assert pre_trends(found, matters=1.0)["leads"] == 1
