from dataclasses import replace

import numpy as np
import pytest

from tests.engine.estimation.nsw import EIGHT, RICH, TRUTH, sample
from tests.engine.estimation.worlds import EFFECT, confounded
from wending.engine.estimation.matching import matched, matching_weights
from wending.engine.estimation.terms import NotAnswerable, Sample


def test_matched_job_training_holds_the_experiment() -> None:
    for names in (EIGHT, RICH):
        found = matched(sample(names=names))
        assert found.low < TRUTH < found.high
        assert found.value == pytest.approx(TRUTH, abs=250)


def _slow(people: Sample, neighbours: int) -> tuple[float, float]:
    """Match by looking at everybody, one after another."""
    scaled = people.covariates / people.covariates.std(axis=0)
    own, others = np.flatnonzero(people.treated), np.flatnonzero(~people.treated)
    times = np.zeros(len(people))
    near = {}
    for one in own:
        near[one] = sorted(others, key=lambda other: ((scaled[other] - scaled[one]) ** 2).sum())[:neighbours]
        times[near[one]] += 1
    used = others[times[others] > 0]
    design = np.column_stack([np.ones(len(used)), scaled[used]])
    heavy = design * times[used][:, None]
    line = np.linalg.solve(design.T @ heavy, heavy.T @ people.outcome[used])
    gaps = []
    for one in own:
        stand_ins = [people.outcome[other] + (scaled[one] - scaled[other]) @ line[1:] for other in near[one]]
        gaps.append(people.outcome[one] - np.mean(stand_ins))
    value = float(np.mean(gaps))
    variance = sum((gap - value) ** 2 for gap in gaps)
    for other in others:
        alike = sorted(others, key=lambda third: ((scaled[third] - scaled[other]) ** 2).sum())[:3]
        share = times[other] / neighbours
        variance += (share**2 - times[other] / neighbours**2) * people.outcome[alike].var(ddof=1)
    return value, float(variance**0.5 / len(own))


@pytest.mark.parametrize("neighbours", [1, 4])
def test_matched_is_what_looking_at_everybody_gives(neighbours: int) -> None:
    people = confounded(1, 90)
    value, error = _slow(people, neighbours)
    found = matched(people, neighbours)
    assert (found.value, found.error) == (pytest.approx(value, rel=1e-9), pytest.approx(error, rel=1e-9))


def _with_ties(seed: int) -> Sample:
    """Return people of whom many are alike, or as far from each other."""
    random = np.random.default_rng(seed)
    covariates = random.integers(0, 4, (120, 2)).astype(float)
    treated = random.random(120) < 0.3
    return Sample(covariates.sum(axis=1) + random.normal(size=120), treated, covariates, ("a", "b"))


def test_matched_shares_ties_whatever_the_order_of_rows() -> None:
    people = _with_ties(1)
    found = matched(people)
    for seed in range(3):
        shuffled = np.random.default_rng(seed).permutation(len(people))
        again = matched(
            replace(
                people,
                outcome=people.outcome[shuffled],
                treated=people.treated[shuffled],
                covariates=people.covariates[shuffled],
            )
        )
        assert (again.value, again.error) == (pytest.approx(found.value), pytest.approx(found.error))


def test_matched_with_ties_is_what_looking_at_everybody_gives() -> None:
    people = _with_ties(2)
    scaled = people.covariates / people.covariates.std(axis=0)
    own, others = scaled[people.treated], scaled[~people.treated]
    outcome = people.outcome[~people.treated]
    shares = np.zeros((len(own), len(others)))
    for row, one in enumerate(own):
        far = np.sqrt(((others - one) ** 2).sum(axis=1))
        alike = far <= np.sort(far)[4] + 1e-9
        shares[row, alike] = 1 / alike.sum()
    used = shares.sum(axis=0)
    design = np.column_stack([np.ones(len(others)), others])
    line = np.linalg.solve(design.T @ (design * used[:, None]), design.T @ (used * outcome))
    gaps = people.outcome[people.treated] - own @ line[1:] - shares @ (outcome - others @ line[1:])
    assert matched(people).value == pytest.approx(gaps.mean(), rel=1e-9)
    assert matching_weights(people)[~people.treated] == pytest.approx(used)


def test_matched_has_an_error_as_large_as_its_estimates_scatter() -> None:
    found = [matched(confounded(seed, 200)) for seed in range(150)]
    values = np.array([one.value for one in found])
    assert values.mean() == pytest.approx(EFFECT, abs=0.1)
    assert np.mean([one.error for one in found]) == pytest.approx(values.std(), rel=0.2)


def test_matching_weights_give_each_treated_as_much_as_its_matches() -> None:
    people = confounded(2)
    weights = matching_weights(people, 5)
    assert weights[~people.treated].sum() == pytest.approx(people.treated.sum())
    assert (weights[people.treated] == 1).all()


def test_matched_refuses_what_it_does_not_carry() -> None:
    people = confounded(3)
    with pytest.raises(NotAnswerable, match="clusters-not-carried"):
        matched(replace(people, clusters=np.arange(400)))
    with pytest.raises(NotAnswerable, match="weights-not-carried"):
        matched(replace(people, weights=np.ones(400)))
    with pytest.raises(NotAnswerable, match="too-few-to-match"):
        matched(people, neighbours=400)
    with pytest.raises(NotAnswerable, match="too-few-to-match"):
        matched(Sample(people.outcome, people.treated))
