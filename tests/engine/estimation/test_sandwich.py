"""CR2 and its degrees of freedom, beside closed forms, a slow twin on whole matrices, and other libraries."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from wending.engine.estimation.sandwich import Sandwich, least_squares


def twin(columns, outcome, contrast, groups, mass=None) -> Sandwich:
    """Do the same with whole (n, n) matrices, as the formula is written by Pustejovsky & Tipton (2018)."""
    root = np.ones(len(outcome)) if mass is None else np.sqrt(mass)
    x, y = columns * root[:, None], outcome * root
    bread = np.linalg.pinv(x.T @ x)
    hat = x @ bread @ x.T
    away = np.eye(len(y)) - hat
    left = away @ y
    pulls, variance = [], 0.0
    for group in np.unique(groups):
        rows = np.flatnonzero(groups == group)
        sizes, turned = np.linalg.eigh(away[np.ix_(rows, rows)])
        grow = np.array([1 / np.sqrt(size) if size > 1e-9 else 0.0 for size in sizes])
        pull = (turned * grow) @ turned.T @ x[rows] @ bread @ contrast
        variance += (pull @ left[rows]) ** 2
        pulls.append(away[:, rows] @ pull)
    inner = np.array(pulls) @ np.array(pulls).T
    return Sandwich(contrast @ bread @ x.T @ y, variance**0.5, np.trace(inner) ** 2 / (inner**2).sum())


@pytest.mark.parametrize("weighted", [False, True])
def test_least_squares_equals_its_slow_twin(weighted):
    random = np.random.default_rng(3)
    groups = np.repeat(np.arange(9), random.integers(1, 14, 9))
    many = len(groups)
    columns = np.column_stack([np.ones(many), groups % 2, random.normal(size=(many, 2))])
    outcome = random.normal(size=9)[groups] + random.normal(size=many)
    mass = random.uniform(0.5, 3, many) if weighted else None
    contrast = np.array([0.0, 1.0, 0.5, 0.0])

    found, slow = (
        least_squares(columns, outcome, contrast, groups, mass),
        twin(columns, outcome, contrast, groups, mass),
    )

    assert (found.value, found.error, found.freedom) == pytest.approx((slow.value, slow.error, slow.freedom), rel=1e-9)


def test_least_squares_equals_the_closed_form_of_two_means_with_unequal_clusters():
    # Error and degrees of freedom of one mean of clusters n_j: Pustejovsky & Tipton (2018), a working model of
    # independence. Two such means apart share nothing, so that traces add.
    random = np.random.default_rng(4)
    groups = np.repeat(np.arange(14), random.integers(1, 20, 14))
    treated = groups < 6
    outcome = random.normal(size=14)[groups] + random.normal(size=len(groups))
    variance, traces, squares, means = 0.0, 0.0, 0.0, []
    for side in (treated, ~treated):
        each = [outcome[groups == group] for group in np.unique(groups[side])]
        n = np.array([len(one) for one in each], float)
        total, mean = n.sum(), outcome[side].mean()
        means.append(mean)
        variance += sum(len(one) ** 2 * (one.mean() - mean) ** 2 / (1 - len(one) / total) for one in each) / total**2
        freedom = total**2 / (
            total**2 * (n**2 / (total - n) ** 2).sum()
            - 2 * total * (n**3 / (total - n) ** 2).sum()
            + (n**2 / (total - n)).sum() ** 2
        )
        traces += 1 / total
        squares += 1 / total**2 / freedom

    found = least_squares(np.column_stack([np.ones(len(groups)), treated]), outcome, np.array([0.0, 1.0]), groups)

    assert found.value == pytest.approx(means[0] - means[1])
    assert found.error == pytest.approx(variance**0.5)
    assert found.freedom == pytest.approx(traces**2 / squares)


def test_least_squares_without_groups_is_hc2_of_statsmodels():
    random = np.random.default_rng(5)
    columns = np.column_stack([np.ones(40), random.normal(size=(40, 3))])
    outcome = columns @ [1, 2, 0, -1] + random.normal(size=40) * np.exp(columns[:, 1])
    peer = sm.OLS(outcome, columns).fit(cov_type="HC2")

    found = least_squares(columns, outcome, np.eye(4)[1])

    assert (found.value, found.error) == pytest.approx((peer.params[1], peer.bse[1]))
    assert found.freedom == pytest.approx(twin(columns, outcome, np.eye(4)[1], np.arange(40)).freedom)


def test_least_squares_of_pairs_is_the_paired_t_test():
    random = np.random.default_rng(6)
    first, second = random.normal(size=(2, 11)) + random.normal(size=11) * 3
    pairs = np.tile(np.arange(11), 2)
    treated = np.repeat([1.0, 0.0], 11)
    columns = np.column_stack([treated, pairs[:, None] == np.arange(11)])

    found = least_squares(columns, np.concatenate([first, second]), np.eye(12)[0])

    paired = stats.ttest_rel(first, second)
    assert found.value / found.error == pytest.approx(paired.statistic)
    assert found.freedom == pytest.approx(paired.df)


def test_least_squares_of_balanced_clusters_is_the_t_test_of_cluster_means():
    random = np.random.default_rng(7)
    groups = np.repeat(np.arange(8), 5)
    outcome = random.normal(size=8)[groups] + random.normal(size=40)
    means = outcome.reshape(8, 5).mean(axis=1)

    found = least_squares(np.column_stack([np.ones(40), groups < 4]), outcome, np.array([0.0, 1.0]), groups)

    test = stats.ttest_ind(means[:4], means[4:])
    assert found.value / found.error == pytest.approx(test.statistic)
    assert found.freedom == pytest.approx(test.df)


def test_least_squares_of_what_columns_do_not_tell():
    columns = np.column_stack([np.ones(6), np.arange(6), np.arange(6)])
    with pytest.raises(ValueError, match="do not tell"):
        least_squares(columns, np.arange(6.0), np.array([0.0, 1.0, 0.0]))
    assert least_squares(columns, np.arange(6.0) ** 2, np.array([0.0, 1.0, 1.0])).value == pytest.approx(5.0)
