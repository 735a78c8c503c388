import numpy as np
import pytest

from wending.engine.estimation.response import response_weights
from wending.engine.estimation.terms import NotAnswerable


def test_response_weights_restore_the_shares_of_groups() -> None:
    group = np.repeat([0.0, 1.0], [600, 400])
    responded = np.concatenate([np.arange(600) < 150, np.arange(400) < 320])
    found = response_weights(responded, group[:, None])
    # Within groups the chance is the share that answered: 1 in 4 and 4 in 5.
    np.testing.assert_allclose(found.weights[responded & (group == 0)], 4, rtol=1e-6)
    np.testing.assert_allclose(found.weights[responded & (group == 1)], 1.25, rtol=1e-6)
    assert (found.weights[~responded] == 0).all()
    assert found.weights.sum() == pytest.approx(1000)
    assert found.effective == pytest.approx(1000**2 / (150 * 16 + 320 * 1.25**2))


def test_response_weights_take_the_bias_of_not_answering_away() -> None:
    rng = np.random.default_rng(1)
    covariates = rng.normal(size=(20_000, 2))
    outcome = 5 + covariates @ [2.0, -1.0] + rng.normal(size=20_000)
    responded = rng.random(20_000) < 1 / (1 + np.exp(0.5 - covariates @ [0.8, 0.3]))
    found = response_weights(responded, covariates, heaviest=1e9)
    assert outcome[responded].mean() > 5.3
    assert np.average(outcome, weights=found.weights) == pytest.approx(5, abs=0.08)


def test_response_weights_are_cut_and_still_stand_for_all() -> None:
    rng = np.random.default_rng(2)
    covariates = rng.normal(size=(3000, 1))
    responded = rng.random(3000) < 1 / (1 + np.exp(0.5 - 2.5 * covariates[:, 0]))
    whole, cut = response_weights(responded, covariates, 1e9), response_weights(responded, covariates, 3.0)
    assert whole.trimmed == 0 < cut.trimmed
    assert cut.weights.max() == pytest.approx(3 * np.median(cut.weights[responded]))
    assert cut.weights.sum() == pytest.approx(3000)
    assert cut.effective > whole.effective


def test_response_weights_are_even_without_anything_to_tell_people_apart() -> None:
    responded = np.arange(100) < 40
    for covariates in (np.empty((100, 0)), np.ones((100, 1))):
        np.testing.assert_allclose(response_weights(responded, covariates).weights[responded], 2.5)
    assert (response_weights(np.ones(50, bool), np.arange(50.0)[:, None]).weights == 1).all()


def test_response_weights_refuse_what_cannot_be_weighed() -> None:
    responded = np.arange(100) < 40
    with pytest.raises(NotAnswerable, match="too-few-answers"):
        response_weights(np.arange(100) < 9, np.ones((100, 1)))
    with pytest.raises(NotAnswerable, match="covariate-unknown"):
        response_weights(responded, np.where(np.arange(100) == 3, np.nan, 1.0)[:, None])
    with pytest.raises(NotAnswerable, match="covariates-tell-treatment"):
        response_weights(responded, np.arange(100.0)[:, None])
    with pytest.raises(ValueError, match="median"):
        response_weights(responded, np.ones((100, 1)), heaviest=0.5)
