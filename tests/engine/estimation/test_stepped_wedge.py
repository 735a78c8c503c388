"""Groups that begin one after another: beside statsmodels, all orders by hand, and worlds with a known effect."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from wending.engine.estimation.over_time import Panel
from wending.engine.estimation.stepped_wedge import by_exposure, by_order, stepped_wedge
from wending.engine.estimation.terms import NotAnswerable


def wedge(random, groups=12, periods=5, each=6, effect=1.0, growth=0.0):
    """Return groups that begin in periods 2..., the same number at each step; outcomes rise with time."""
    group = np.repeat(np.arange(groups), periods * each)
    period = np.tile(np.repeat(np.arange(1, periods + 1), each), groups)
    order = random.permutation(np.arange(groups) % (periods - 1) + 2)
    first = order[group]
    after = period - first
    own = random.normal(size=groups)[group] + 0.3 * random.normal(size=(groups, periods))[group, period - 1]
    treated = np.where(after >= 0, effect + growth * after, 0.0)
    outcome = own + 0.8 * period + treated + random.normal(size=len(group))
    return Panel(np.arange(len(group)), period, outcome, first, clusters=group)


def table(panel):
    return pd.DataFrame(
        {
            "y": panel.outcome,
            "g": panel.clusters,
            "t": panel.period,
            "d": (panel.period >= panel.first).astype(float),
            "e": np.maximum(panel.period - panel.first + 1, 0),
        }
    )


def codes(refused):
    return [finding.code for finding in refused.value.findings]


def test_stepped_wedge_is_the_fixed_effects_regression_of_statsmodels():
    panel = wedge(np.random.default_rng(1))
    data = table(panel)
    constant = smf.ols("y ~ d + C(g) + C(t)", data).fit()
    varying = smf.ols("y ~ C(e) + C(g) + C(t)", data).fit()
    shares = data[data.e > 0].e.value_counts(normalize=True)
    mean = sum(share * varying.params[f"C(e)[T.{e}]"] for e, share in shares.items())

    assert stepped_wedge(panel, is_constant=True).value == pytest.approx(constant.params["d"])
    assert stepped_wedge(panel).value == pytest.approx(mean)


def test_by_exposure_is_the_fixed_effects_regression_of_statsmodels_and_its_mean_the_whole():
    panel = wedge(np.random.default_rng(1), groups=24, growth=0.5)
    varying = smf.ols("y ~ C(e) + C(g) + C(t)", table(panel)).fit()
    found = by_exposure(panel)
    assert [one.after for one in found] == [0, 1, 2, 3]
    assert [one.estimate.value for one in found] == pytest.approx([varying.params[f"C(e)[T.{e}]"] for e in range(1, 5)])
    assert [one.groups for one in found] == [24, 18, 12, 6]
    rows = [one.estimate.treated for one in found]
    mean = np.average([one.estimate.value for one in found], weights=rows)
    assert mean == pytest.approx(stepped_wedge(panel).value)
    for one in found:
        assert one.low < one.estimate.low < one.estimate.high < one.high


def test_by_exposure_holds_all_truths_at_once():
    held = alone = 0
    for seed in range(60):
        found = by_exposure(wedge(np.random.default_rng(100 + seed), groups=24, each=3, growth=0.5))
        truths = [1 + 0.5 * one.after for one in found]
        held += all(one.low <= truth <= one.high for one, truth in zip(found, truths, strict=True))
        alone += all(one.estimate.low <= truth <= one.estimate.high for one, truth in zip(found, truths, strict=True))
    assert held >= 53  # fewer of 60 has a chance of 1 in 100 when it is 95%
    assert alone < held


def test_stepped_wedge_is_near_the_mixed_model_of_statsmodels():
    panel = wedge(np.random.default_rng(2), groups=24, each=10)
    mixed = smf.mixedlm("y ~ d + C(t)", table(panel), groups="g").fit()

    found = stepped_wedge(panel, is_constant=True)

    assert found.value == pytest.approx(mixed.params["d"], abs=0.02)
    assert found.error > mixed.bse["d"]  # which takes people of a group in one period to be unrelated


@pytest.mark.parametrize(("is_constant", "growth"), [(False, 0.5), (True, 0.0)])
def test_stepped_wedge_covers_the_truth_of_few_groups(is_constant, growth):
    random = np.random.default_rng(3)
    held, worlds = 0, 300
    for _ in range(worlds):
        panel = wedge(random, growth=growth)
        after = panel.period - panel.first
        truth = 1 + growth * after[after >= 0].mean()
        found = stepped_wedge(panel, is_constant)
        held += found.low <= truth <= found.high
    assert 0.92 <= held / worlds <= 0.985


def test_stepped_wedge_of_a_growing_effect_is_wrong_when_taken_as_constant():
    random = np.random.default_rng(4)
    panels = [wedge(random, groups=24, growth=1.0) for _ in range(20)]
    truth = np.mean([1 + (panel.period - panel.first)[panel.period >= panel.first].mean() for panel in panels])

    assert np.mean([stepped_wedge(panel).value for panel in panels]) == pytest.approx(truth, abs=0.12)
    assert np.mean([stepped_wedge(panel, is_constant=True).value for panel in panels]) < truth - 0.5


def test_by_order_is_all_orders_by_hand():
    panel = wedge(np.random.default_rng(5), groups=5, periods=4, each=7, effect=0.4)
    data = table(panel)
    off = np.column_stack([pd.get_dummies(data.g), pd.get_dummies(data.t)]).astype(float)
    off = np.eye(len(data)) - off @ np.linalg.pinv(off)
    begun = data.groupby("g").first().index.map(dict(zip(panel.clusters, panel.first, strict=True)))
    left = off @ panel.outcome

    def size(order):
        column = off @ (panel.period >= np.array(order)[panel.clusters]).astype(float)
        return abs(column @ left) / np.sqrt(column @ column)

    every = [size(order) for order in set(permutations(begun))]

    found = by_order(panel)

    assert found.lots == len(every)
    assert found.p == pytest.approx(np.mean(np.array(every) >= size(begun) - 1e-9))


def test_stepped_wedge_of_six_groups_has_the_interval_of_the_orders_and_covers():
    random = np.random.default_rng(6)
    held, worlds, ways = 0, 120, set()
    for _ in range(worlds):
        found = stepped_wedge(wedge(random, groups=6, periods=4, each=4))
        ways.add(found.method)
        held += found.low <= 1.0 <= found.high
    assert ways == {"order-permutation"}
    assert 0.9 <= held / worlds <= 0.99


def test_stepped_wedge_leaves_out_unknown_outcomes():
    panel = wedge(np.random.default_rng(7))
    outcome = panel.outcome.copy()
    outcome[::7] = np.nan
    rows = np.isfinite(outcome)
    short = Panel(panel.unit[rows], panel.period[rows], outcome[rows], panel.first[rows], clusters=panel.clusters[rows])
    assert stepped_wedge(replace(panel, outcome=outcome)) == stepped_wedge(short)


def test_stepped_wedge_that_all_began_at_once():
    panel = wedge(np.random.default_rng(8))
    with pytest.raises(NotAnswerable) as refused:
        stepped_wedge(replace(panel, first=np.full(len(panel), 3)))
    assert codes(refused) == ["no-steps"]


def test_stepped_wedge_of_a_group_that_began_twice():
    panel = wedge(np.random.default_rng(9))
    first = panel.first.copy()
    first[0] += 1
    with pytest.raises(NotAnswerable) as refused:
        by_order(replace(panel, first=first))
    assert codes(refused) == ["group-began-twice"]


def test_stepped_wedge_of_two_groups():
    panel = wedge(np.random.default_rng(10), groups=2)
    with pytest.raises(NotAnswerable) as refused:
        stepped_wedge(panel)
    assert codes(refused) == ["too-few-groups"]


def test_stepped_wedge_seen_only_while_all_had_the_same():
    panel = wedge(np.random.default_rng(11))
    ends = (panel.period == 1) | (panel.period == 5)
    seen = Panel(
        panel.unit[ends], panel.period[ends], panel.outcome[ends], panel.first[ends], clusters=panel.clusters[ends]
    )
    with pytest.raises(NotAnswerable) as refused:
        stepped_wedge(seen, is_constant=True)
    assert codes(refused) == ["time-tells-treatment"]


def test_stepped_wedge_with_all_outcomes_unknown():
    panel = wedge(np.random.default_rng(12))
    with pytest.raises(NotAnswerable) as refused:
        stepped_wedge(replace(panel, outcome=np.full(len(panel), np.nan)))
    assert codes(refused) == ["outcome-unknown"]
