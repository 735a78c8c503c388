from dataclasses import replace

import numpy as np
import pytest

from tests.engine.estimation.nsw import RICH, sample
from tests.engine.estimation.worlds import confounded
from wending.engine.estimation.check import State
from wending.engine.estimation.overlap import optimal_bound, overlap, trimmed
from wending.engine.estimation.propensity import propensity
from wending.engine.estimation.terms import Estimand, NotAnswerable, Sample
from wending.engine.estimation.weighting import inverse_propensity


def test_overlap_of_job_training_rests_on_seventy_of_sixteen_thousand() -> None:
    found = overlap(sample(names=RICH))
    assert round(found["effective"]) == 70
    assert (found["treated"], found["compared"]) == (185, 15992)
    assert found["ten-heaviest"] == pytest.approx(0.32, abs=0.005)
    assert found["outside-support"] == pytest.approx(6 / 185)


def test_overlap_bins_hold_everybody() -> None:
    people = confounded(1, 4000)
    found = overlap(people)
    assert found.state is State.PASSED
    shares = np.array([row[2:] for row in found.rows], float)
    np.testing.assert_allclose(shares.sum(axis=0), 1)
    chance = propensity(people).chance
    own = chance[people.treated]
    assert shares[5, 0] == pytest.approx(((own >= 0.25) & (own < 0.3)).mean())
    # Weighted by their odds, the compared lie as the treated do.
    assert np.abs(shares[:, 2] - shares[:, 0]).sum() < 0.5 * np.abs(shares[:, 1] - shares[:, 0]).sum()
    assert found["effective"] == pytest.approx(inverse_propensity(people).effective)


def test_overlap_of_the_whole_also_looks_at_the_treated() -> None:
    people = confounded(2)
    chance = propensity(people).chance
    own = 1 / chance[people.treated]
    both = overlap(people, Estimand.ATE)
    assert both["effective"] <= own.sum() ** 2 / (own**2).sum() + 1e-9
    mirrored = replace(people, treated=~people.treated)
    assert overlap(people, Estimand.ATU)["effective"] == pytest.approx(overlap(mirrored)["effective"])


def test_overlap_fails_where_few_carry_most_or_none_are_beside() -> None:
    rng = np.random.default_rng(3)
    treated = np.arange(600) < 300
    apart = np.where(treated, 2.6, 0.0)[:, None] + rng.normal(size=(600, 1))
    assert overlap(Sample(np.zeros(600), treated, apart, ("far",))).state is State.FAILED
    tells = np.where(treated, 9.0, 0.0)[:, None] + rng.uniform(size=(600, 1))
    found = overlap(Sample(np.zeros(600), treated, tells, ("tells",)))
    assert (found.state, found.reason) == (State.FAILED, "covariates-tell-treatment")
    beside = Sample(rng.normal(size=600), treated, rng.normal(size=(600, 1)), ("fine",))
    few = beside.where(treated | (np.arange(600) >= 585))
    assert overlap(few).reason == "too-few-effective"
    assert overlap(replace(beside, covariates=np.empty((600, 0)), names=())).reason == "no-covariates"


def test_trimmed_by_the_published_bounds_keeps_163_of_the_treated() -> None:
    people = sample(names=RICH)
    left = trimmed(people, 0.01, 0.9)
    assert (left.treated_out, left.sample.treated.sum()) == (22, 163)
    age = left.rows[0]
    own = people.covariates[:, 0]
    assert age[0] == "age"
    assert age[1] == pytest.approx(own[people.treated & left.kept].mean())
    assert age[2] == pytest.approx(own[people.treated & ~left.kept].mean())
    assert age[4] == pytest.approx(own[~people.treated & ~left.kept].mean())


def test_overlap_after_trimming_is_told_for_it_is_about_others() -> None:
    left = trimmed(confounded(4), 0.25, 0.75)
    found = overlap(left.sample, left_out=left)
    assert found.state is State.TOLD
    assert found["treated-left-out"] == left.treated_out > 0
    assert found["compared-left-out"] == left.compared_out > 0
    assert len(left.sample) + left.treated_out + left.compared_out == 400


def test_optimal_bound_costs_least_of_all_bounds() -> None:
    """The bound makes the variance, mean of 1 / (e (1 - e)) over the kept by their share, as small as it gets."""
    chance = np.random.default_rng(5).beta(0.5, 0.6, 4000)
    cost = 1 / (chance * (1 - chance))

    def variance(bound: float) -> float:
        kept = (chance >= bound) & (chance <= 1 - bound)
        return float(cost[kept].mean() / kept.mean())

    best = min(np.linspace(0, 0.3, 601), key=variance)
    assert optimal_bound(chance) == pytest.approx(best, abs=0.005)
    assert 0.05 < best < 0.15
    assert optimal_bound(np.full(9, 0.4)) == 0.0


def test_trimmed_without_bounds_uses_the_optimal_ones() -> None:
    people = sample(names=RICH)
    left = trimmed(people)
    assert left.low == pytest.approx(0.0681, abs=1e-4) == pytest.approx(1 - left.high, abs=1e-4)


def test_trimmed_refuses_bounds_that_leave_nobody() -> None:
    people = confounded(6)
    with pytest.raises(NotAnswerable, match="nobody-overlaps"):
        trimmed(people, 0.999, 1.0)
    for low, high in ((0.1, None), (0.9, 0.1), (-0.1, 0.5)):
        with pytest.raises(ValueError, match="bound"):
            trimmed(people, low, high)
