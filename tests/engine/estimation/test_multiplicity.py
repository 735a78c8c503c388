"""Several questions at once, beside statsmodels and closed forms."""

import numpy as np
import pytest
from scipy.stats import norm, studentized_range
from statsmodels.stats.multitest import multipletests

from wending.engine.estimation.multiplicity import holm, simultaneous


@pytest.mark.parametrize("many", [1, 2, 5, 12])
def test_holm_is_that_of_statsmodels(many):
    chances = np.random.default_rng(many).random(many).round(1) ** 3  # with ties, ones and zeros
    assert holm(np.array(chances)) == pytest.approx(multipletests(chances, method="holm")[1])


def test_simultaneous_of_one_is_the_normal_quantile():
    assert simultaneous(np.array([[4.0]]), np.array([[1.0]])) == pytest.approx(norm.ppf(0.975), abs=0.015)


def test_simultaneous_of_unrelated_is_that_of_sidak():
    assert simultaneous(np.eye(5), np.eye(5)) == pytest.approx(norm.ppf(0.5 + 0.95**0.2 / 2), abs=0.015)


def test_simultaneous_of_all_pairs_is_that_of_tukey():
    pairs = np.array([[1.0, -1, 0, 0], [1, 0, -1, 0], [1, 0, 0, -1], [0, 1, -1, 0], [0, 1, 0, -1], [0, 0, 1, -1]])
    wanted = studentized_range.ppf(0.95, 4, np.inf) / np.sqrt(2)
    assert simultaneous(np.eye(4) * 3, pairs) == pytest.approx(wanted, abs=0.015)
