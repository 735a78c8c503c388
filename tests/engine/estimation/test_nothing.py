"""What the treated would have had, and what the untreated would get: known truth and the published experiment."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from wending.engine.estimation.nothing import effect_on_untreated, untreated_mean
from wending.engine.estimation.regression import difference
from wending.engine.estimation.terms import Estimand, NotAnswerable, Sample
from wending.engine.estimation.weighting import doubly_robust


def people(seed: int, many: int = 500, pull: float = 0.7) -> Sample:
    """Return people whose trait x makes treatment likelier, outcome 2 + 2 x + noise, effect 1 + x."""
    rng = np.random.default_rng(seed)
    trait = rng.normal(size=many)
    treated = rng.random(many) < 1 / (1 + np.exp(-pull * trait))
    outcome = 2 + 2 * trait + treated * (1 + trait) + rng.normal(size=many)
    return Sample(outcome, treated, trait[:, None], ("trait",))


def mean_of_treated(pull: float) -> float:
    """Return the mean trait of the treated, by drawing very many."""
    rng = np.random.default_rng(0)
    trait = rng.normal(size=1_000_000)
    return float(np.average(trait, weights=1 / (1 + np.exp(-pull * trait))))


def test_untreated_mean_of_a_difference_is_the_mean_of_the_compared() -> None:
    sample = people(1, pull=0.0)
    found = untreated_mean(difference(sample), sample, difference)
    alone = sample.outcome[~sample.treated]
    assert found.estimate.value == pytest.approx(alone.mean())
    assert found.observed == pytest.approx(sample.outcome[sample.treated].mean())
    # Drawn anew 200 times, an error is known to about 5%.
    assert found.estimate.error == pytest.approx(alone.std(ddof=1) / np.sqrt(len(alone)), rel=0.2)
    assert untreated_mean(difference(sample), sample, difference) == found
    assert untreated_mean(difference(sample), sample).estimate.error > found.estimate.error


def test_untreated_mean_covers_the_truth_where_the_treated_differ() -> None:
    truth = 2 + 2 * mean_of_treated(0.7)
    drawn, bound, values = [], [], []
    for seed in range(100):
        sample = people(100 + seed, many=300)
        estimate = doubly_robust(sample)
        bound.append(untreated_mean(estimate, sample).estimate)
        values.append(bound[-1].value)
        if seed < 12:
            drawn.append(untreated_mean(estimate, sample, doubly_robust, draws=30).estimate)
    assert np.mean(values) == pytest.approx(truth, abs=3 * np.std(values) / 10)
    assert np.mean([one.low <= truth <= one.high for one in bound]) >= 0.95
    assert np.mean([one.error for one in bound]) >= np.std(values)
    assert np.mean([one.error for one in drawn]) == pytest.approx(np.std(values), rel=0.25)


def test_untreated_mean_draws_whole_clusters_and_keeps_weights() -> None:
    rng = np.random.default_rng(2)
    clusters = np.repeat(np.arange(40), 10)
    treated = clusters % 2 == 0
    shared = rng.normal(size=40)[clusters]
    sample = Sample(shared + 0.1 * rng.normal(size=400), treated, clusters=clusters, weights=rng.uniform(1, 3, 400))
    by_cluster = untreated_mean(difference(sample), sample, difference).estimate.error
    alone = replace(sample, clusters=None)
    by_person = untreated_mean(difference(alone), alone, difference).estimate.error
    # Ten alike in each cluster: the error is near the root of ten larger.
    assert by_cluster == pytest.approx(by_person * np.sqrt(10), rel=0.3)
    own = ~treated
    assert untreated_mean(difference(sample), sample).estimate.value == pytest.approx(
        np.average(sample.outcome[own], weights=sample.weights[own])  # type: ignore[index]
    )


def test_untreated_mean_refuses_an_effect_on_others() -> None:
    sample = people(3)
    with pytest.raises(ValueError, match="treated"):
        untreated_mean(replace(doubly_robust(sample), estimand=Estimand.ATU), sample)
    with pytest.raises(NotAnswerable):
        untreated_mean(doubly_robust(sample), Sample(np.full(500, np.nan), sample.treated))


def test_effect_on_untreated_is_not_that_on_the_treated() -> None:
    # The effect is 1 + trait, and the untreated have a lower trait.
    truth = 1 - mean_of_treated(0.7)
    found = [effect_on_untreated(people(200 + seed)) for seed in range(60)]
    values = [one.estimate.value for one in found]
    assert np.mean(values) == pytest.approx(truth, abs=0.05)
    assert np.mean([doubly_robust(people(200 + seed)).value for seed in range(60)]) > truth + 0.4
    assert np.mean([one.estimate.low <= truth <= one.estimate.high for one in found]) >= 0.88
    one = found[0]
    assert one.estimate.estimand is Estimand.ATU
    assert one.estimate.compared == one.kept
    assert one.asked == int((~people(200).treated).sum())


def test_effect_on_untreated_leaves_out_those_whom_nobody_treated_resembles() -> None:
    sample = people(4, many=1500, pull=1.2)
    found = effect_on_untreated(sample)
    assert found.kept < found.asked
    far = np.random.default_rng(5).normal(-6, 0.5, size=2000)
    beyond = Sample(
        np.append(sample.outcome, far),
        np.append(sample.treated, np.zeros(2000, bool)),
        np.vstack([sample.covariates, far[:, None]]),
        sample.names,
    )
    with pytest.raises(NotAnswerable) as refused:
        effect_on_untreated(beyond)
    assert refused.value.findings[0].code == "no-overlap"
