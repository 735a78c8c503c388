from dataclasses import replace

import numpy as np
import pytest

from tests.engine.estimation.nsw import EIGHT, TRUTH, sample
from tests.engine.estimation.worlds import EFFECT, confounded
from wending.engine.estimation import learners
from wending.engine.estimation.learners import Learner, cross_fitted, fold_places, learned, score
from wending.engine.estimation.terms import Estimand, NotAnswerable, Sample
from wending.engine.estimation.weighting import doubly_robust


@pytest.mark.parametrize("estimand", [Estimand.ATE, Estimand.ATT])
def test_cross_fitted_is_what_doubleml_gives_on_the_same_folds(estimand: Estimand) -> None:
    import doubleml
    from threadpoolctl import threadpool_limits

    people = confounded(1, 200)
    found = cross_fitted(people, Learner.BOOSTING, estimand, folds=2, seed=7, clip=1e-6)
    regressor, classifier = learners._makers(Learner.BOOSTING, people)(7)
    data = doubleml.DoubleMLData.from_arrays(people.covariates, people.outcome, people.treated.astype(float))
    bare = doubleml.utils.PSProcessorConfig(clipping_threshold=1e-6)
    name = "ATE" if estimand is Estimand.ATE else "ATTE"
    other = doubleml.DoubleMLIRM(
        data,
        regressor,
        classifier,
        n_folds=2,
        n_rep=5,
        score=name,
        draw_sample_splitting=False,
        ps_processor_config=bare,
    )
    drawn = []
    for seed in range(7, 12):
        place = fold_places(people, 2, seed)
        drawn.append([(np.flatnonzero(place != one), np.flatnonzero(place == one)) for one in range(2)])
    other.set_sample_splitting(drawn)
    with threadpool_limits(limits=1):
        other.fit()
    np.testing.assert_allclose([value for value, _ in found.drawings], other.all_coef[0], rtol=1e-8)
    np.testing.assert_allclose([error for _, error in found.drawings], other.all_se[0], rtol=1e-8)
    values, errors = np.array(found.drawings).T
    assert found.estimate.value == np.median(values)
    by_hand = np.median(errors**2 + (values - np.median(values)) ** 2) ** 0.5
    assert found.estimate.error == pytest.approx(by_hand)
    assert by_hand >= errors.min()


@pytest.mark.parametrize("learner", list(Learner))
def test_learned_finds_the_effect_where_lines_fail(learner: Learner) -> None:
    people = confounded(2, 1500, curve=0.3)
    line = doubly_robust(people)
    found = learned(people, learner, folds=2)
    assert abs(line.value - EFFECT) > 6 * line.error
    assert abs(found.value - EFFECT) < 2.5 * found.error < 0.5
    assert found.method == f"learned-{learner.value}"


def test_learned_job_training_holds_the_experiment() -> None:
    found = learned(sample(names=(*EIGHT, "u74", "u75")), Learner.BOOSTING, folds=2)
    assert found.low < TRUTH < found.high
    assert found.value == pytest.approx(TRUTH, abs=700)


def test_learned_has_an_error_as_large_as_its_estimates_scatter(monkeypatch: pytest.MonkeyPatch) -> None:
    """With lines for learners, quick enough to see how estimates scatter."""
    _with_lines(monkeypatch)
    found = [learned(confounded(seed, 300), folds=2) for seed in range(60)]
    values = np.array([one.value for one in found])
    assert values.mean() == pytest.approx(EFFECT, abs=4 * values.std() / 60**0.5)
    assert np.mean([one.error for one in found]) == pytest.approx(values.std(), rel=0.25)


def _with_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    from sklearn.linear_model import LinearRegression, LogisticRegression

    monkeypatch.setattr(learners, "_makers", lambda *_: lambda seed: (LinearRegression(), LogisticRegression(C=1e9)))


def test_learned_gives_the_same_figure_for_the_same_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    people = confounded(3, 200)
    for learner in (Learner.FOREST, Learner.LASSO):
        make = learners._makers(learner, people)
        first, again = (make(4)[0].fit(people.covariates, people.outcome) for _ in range(2))
        np.testing.assert_array_equal(first.predict(people.covariates), again.predict(people.covariates))
    _with_lines(monkeypatch)
    assert learned(people, seed=1) == learned(people, seed=1)
    assert learned(people, seed=1).value != learned(people, seed=2).value


def test_learned_counts_weights_as_people(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_lines(monkeypatch)
    people = confounded(4, 4000)
    heavy = replace(people, weights=np.where(people.covariates[:, 0] > 0, 3.0, 1.0))
    uneven = people.with_outcome(people.outcome + 2 * people.treated * (people.covariates[:, 0] > 0))
    found = learned(replace(uneven, weights=heavy.weights), estimand=Estimand.ATE)
    assert found.value == pytest.approx(EFFECT + 2 * 0.75, abs=0.15)
    assert learned(uneven, estimand=Estimand.ATE).value == pytest.approx(EFFECT + 1, abs=0.15)


def test_learners_count_weights_when_they_learn() -> None:
    from sklearn.linear_model import LinearRegression

    people = confounded(9, 100)
    weights = np.random.default_rng(9).integers(1, 4, 100)
    heavy, rows = replace(people, weights=weights.astype(float)), np.repeat(np.arange(100), weights)
    model, twin = LinearRegression(), LinearRegression().fit(people.covariates[rows], people.outcome[rows])
    learners._fit(model, heavy, np.ones(100, bool), people.outcome)
    np.testing.assert_allclose(model.coef_, twin.coef_)
    lasso, plain = (learners._makers(Learner.LASSO, people)(1)[0] for _ in range(2))
    learners._fit(lasso, heavy, np.ones(100, bool), people.outcome)
    learners._fit(plain, people, np.ones(100, bool), people.outcome)
    assert not np.allclose(lasso.predict(people.covariates), plain.predict(people.covariates))


def test_fold_places_keep_clusters_whole_and_shares_alike() -> None:
    people = confounded(5)
    clusters = np.arange(400) // 8
    place = fold_places(replace(people, clusters=clusters), 5, 0)
    assert all(len(set(place[clusters == one])) == 1 for one in range(50))
    alone = fold_places(people, 4, 0)
    shares = [people.treated[alone == one].mean() for one in range(4)]
    assert np.ptp(shares) < 0.011
    assert (alone != fold_places(people, 4, 1)).any()


def test_learned_by_cluster_has_a_wider_error_where_clusters_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_lines(monkeypatch)
    people = confounded(6, 1000)
    clusters = np.random.default_rng(1).integers(0, 40, 1000)
    firm = np.random.default_rng(2).random(40)[clusters] < 0.5
    shaken = replace(
        people, treated=firm, outcome=people.outcome + np.random.default_rng(3).normal(size=40)[clusters] * 2
    )
    assert learned(replace(shaken, clusters=clusters)).error > 2 * learned(shaken).error


def test_score_of_known_chances_is_what_one_reckons_by_hand() -> None:
    people = Sample(np.array([5.0, 3.0, 2.0, 1.0]), np.array([True, True, False, False]))
    chance, without, with_it = np.full(4, 0.5), np.array([2.0, 2, 1, 1]), np.full(4, 4.0)
    value, influence = score(people, Estimand.ATT, chance, without, with_it)
    # Treated lie 3 and 1 above what was expected; the compared, at odds of one, 1 and 0: (3 + 1 - 1) / 2.
    assert value == pytest.approx(1.5)
    assert influence == pytest.approx([0.75, -0.25, -0.5, 0.0])
    value, influence = score(people, Estimand.ATE, chance, without, with_it)
    # 2 + 2 / 1, 2 - 2, 3 - 2, 3: mean 2.
    assert value == pytest.approx(2.0)
    assert influence.sum() == pytest.approx(0)


def test_cross_fitted_bounds_chances_and_tells_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_lines(monkeypatch)
    people = confounded(8, 2000)
    alone, bounded = (cross_fitted(people, estimand=Estimand.ATE, clip=clip) for clip in (0.01, 0.3))
    assert alone.clipped < 0.01
    assert 0.3 < bounded.clipped < 0.7
    assert (bounded.estimate.effective or 0) > (alone.estimate.effective or 0)
    # For the treated only those above are bounded.
    treated = cross_fitted(people, estimand=Estimand.ATT, clip=0.3)
    assert 0.01 < treated.clipped < bounded.clipped - 0.1
    assert alone.outcome_loss == pytest.approx(1 / (1 + 1 + 0.25), abs=0.15)


def test_learned_refuses_what_it_cannot_split() -> None:
    people = confounded(7)
    with pytest.raises(NotAnswerable, match="no-covariates"):
        learned(Sample(people.outcome, people.treated))
    few = people.where(~people.treated | (np.cumsum(people.treated) <= 12))
    with pytest.raises(NotAnswerable, match="too-few-treated-for-folds"):
        learned(few, folds=7)
    firms = np.where(people.treated, 100 + np.arange(400) % 30, np.arange(400) % 6)
    with pytest.raises(NotAnswerable, match="too-few-compared-for-folds"):
        learned(replace(people, clusters=firms), folds=10)
    for wrong in ({"estimand": Estimand.ATU}, {"repetitions": 4}, {"clip": 0.5}, {"clip": 0.0}):
        with pytest.raises(ValueError, match="ATE or ATT"):
            learned(people, **wrong)  # type: ignore[arg-type]
