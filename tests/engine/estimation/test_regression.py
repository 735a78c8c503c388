from dataclasses import replace

import numpy as np
import pytest

from tests.engine.estimation.nsw import DEMOGRAPHICS, EIGHT, RICH, sample
from tests.engine.estimation.worlds import EFFECT, confounded
from wending.engine.estimation.regression import adjusted, difference, interacted
from wending.engine.estimation.terms import Estimand, NotAnswerable, Sample


def test_difference_of_the_experiment_is_the_published_one() -> None:
    found = difference(sample("nsw"))
    assert (round(found.value), round(found.low), round(found.high)) == (1794, 479, 3109)
    assert (found.treated, found.compared) == (185, 260)


def test_difference_with_people_from_elsewhere_is_far_off() -> None:
    found = difference(sample())
    assert (round(found.value), round(found.low), round(found.high)) == (-8498, -9641, -7354)


@pytest.mark.parametrize(
    ("names", "value", "low", "high"),
    [(DEMOGRAPHICS, -2973, -4177, -1770), (EIGHT, 699, -512, 1911), (RICH, 1567, 327, 2807)],
)
def test_adjusted_for_job_training_gives_the_pinned_figures(
    names: tuple[str, ...], value: int, low: int, high: int
) -> None:
    found = adjusted(sample(names=names))
    assert (round(found.value), round(found.low), round(found.high)) == (value, low, high)


def test_difference_has_the_error_of_neyman() -> None:
    people = confounded(1)
    groups = [people.outcome[rows] for rows in (people.treated, ~people.treated)]
    by_hand = sum(group.var(ddof=1) / len(group) for group in groups) ** 0.5
    assert difference(people).error == pytest.approx(by_hand, rel=1e-10)


def test_adjusted_weighs_people_as_if_they_were_there_as_often() -> None:
    people = confounded(2, 200)
    weights = np.random.default_rng(0).integers(1, 4, 200)
    rows = np.repeat(np.arange(200), weights)
    again = Sample(people.outcome[rows], people.treated[rows], people.covariates[rows], people.names)
    found = adjusted(replace(people, weights=weights.astype(float)))
    assert found.value == pytest.approx(adjusted(again).value, rel=1e-10)
    assert found.error > adjusted(again).error


def test_adjusted_by_cluster_agrees_with_pyfixest() -> None:
    import pandas as pd
    import pyfixest

    clusters = np.random.default_rng(3).integers(0, 25, 400)
    people = replace(confounded(3), clusters=clusters)
    people = people.with_outcome(people.outcome + np.random.default_rng(4).normal(size=25)[clusters])
    table = pd.DataFrame({"y": people.outcome, "d": people.treated.astype(float), "g": clusters})
    table[["a", "b"]] = people.covariates
    other = pyfixest.feols("y ~ d + a + b", table, vcov={"CRV1": "g"})
    found = adjusted(people)
    assert found.value == pytest.approx(other.coef()["d"], rel=1e-9)
    # CR2 with its own degrees of freedom is a little wider than CRV1, which is too narrow with 25 clusters.
    assert 1 < found.error / other.se()["d"] < 1.05
    assert found.freedom is not None
    assert found.freedom < 24


def test_interacted_equals_two_lines_and_the_gap_between_them() -> None:
    people = confounded(5)
    lines = []
    for rows in (people.treated, ~people.treated):
        design = np.column_stack([np.ones(rows.sum()), people.covariates[rows]])
        lines.append(np.linalg.lstsq(design, people.outcome[rows], rcond=None)[0])
    everybody = np.column_stack([np.ones(len(people)), people.covariates])
    gap = everybody @ (lines[0] - lines[1])
    assert interacted(people).value == pytest.approx(gap.mean(), rel=1e-9)
    assert interacted(people, Estimand.ATT).value == pytest.approx(gap[people.treated].mean(), rel=1e-9)


def test_adjusted_has_an_error_as_large_as_its_estimates_scatter() -> None:
    found = [adjusted(confounded(seed, 200)) for seed in range(200)]
    values = np.array([one.value for one in found])
    assert values.mean() == pytest.approx(EFFECT, abs=4 * values.std() / 200**0.5)
    assert np.mean([one.error for one in found]) == pytest.approx(values.std(), rel=0.15)


def test_adjusted_refuses_covariates_that_follow_from_each_other() -> None:
    people = confounded(6)
    twice = replace(people, covariates=people.covariates[:, [0, 0]] * [1.0, 1000.0])
    with pytest.raises(NotAnswerable, match="covariates-overlap"):
        adjusted(twice)


def test_adjusted_leaves_out_whose_outcome_is_unknown() -> None:
    people = confounded(7)
    known = np.arange(400) % 4 > 0
    found = adjusted(people.with_outcome(np.where(known, people.outcome, np.nan)))
    assert found == adjusted(people.where(known))
    assert found.treated + found.compared == 300
