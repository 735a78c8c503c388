"""Time until an event: curves, days and ratios against other libraries, published figures and known truth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wending.engine.estimation.over_time import Spells
from wending.engine.estimation.propensity import propensity
from wending.engine.estimation.steps import Steps
from wending.engine.estimation.survival import curves, hazard_ratio, restricted_mean
from wending.engine.estimation.terms import NotAnswerable, Sample


def rossi(*names: str) -> Spells:
    """Return weeks until arrest of 432 released men, 216 with financial aid (Rossi, Berk & Lenihan 1980)."""
    from lifelines.datasets import load_rossi

    table = load_rossi()
    columns = table[list(names)].to_numpy(float) if names else np.empty((0, 0))
    return Spells(
        table.week.to_numpy(float), table.arrest.to_numpy(int), table.fin.to_numpy() == 1, columns, tuple(names)
    )


def search(seed: int, many: int = 300, pull: float = 0.0) -> Spells:
    """Return days until work (1) or leaving the labour force (2), at most 365 seen, some lost earlier.

    Hazards: work .004 a day, .006 when treated; leaving .001. pull: how much a covariate makes both work and
    treatment likelier.
    """
    rng = np.random.default_rng(seed)
    trait = rng.normal(size=many)
    treated = rng.random(many) < 1 / (1 + np.exp(-pull * trait))
    work = rng.exponential(1 / (np.where(treated, 0.006, 0.004) * np.exp(0.5 * np.sign(pull) * trait)))
    leaving, lost = rng.exponential(1000, many), np.minimum(365, rng.uniform(100, 900, many))
    times = np.ceil(np.stack([lost, work, leaving]))
    kind = times.argmin(axis=0)
    return Spells(times.min(axis=0), kind, treated, trait[:, None], ("trait",))


def area_of(rate: float, other: float, horizon: float) -> float:
    """Return the area under the share with the event, of two constant hazards."""
    both = rate + other
    return rate / both * (horizon - (1 - np.exp(-both * horizon)) / both)


def test_hazard_ratio_of_rossi_is_the_published_one() -> None:
    # Fox & Weisberg (2011), table of the Cox regression: fin -0.379, ratio 0.684.
    names = ("age", "race", "wexp", "mar", "paro", "prio")
    adjusted = hazard_ratio(rossi(*names))
    assert adjusted.coefficient == pytest.approx(-0.379, abs=5e-4)
    assert adjusted.error == pytest.approx(0.191, abs=5e-4)
    assert adjusted.ratio == pytest.approx(0.684, abs=5e-4)
    assert adjusted.log_rank == pytest.approx(0.0501, abs=5e-5)
    # The two chances lie on both sides of 0.05 and say the same: this is why no chance stands alone.
    assert adjusted.low < adjusted.ratio < adjusted.high < 1
    assert (adjusted.events_treated, adjusted.events_compared) == (48, 66)
    bare = hazard_ratio(rossi(*names), is_adjusted=False)
    assert bare.coefficient == pytest.approx(-0.369, abs=1e-3)
    assert bare.high > 1


def test_hazard_ratio_is_that_of_statsmodels() -> None:
    from statsmodels.duration.api import PHReg, survdiff

    spells = search(1)
    found = hazard_ratio(spells)
    design = np.column_stack([spells.treated, spells.covariates])
    fitted = PHReg(spells.duration, design.astype(float), status=(spells.kind == 1), ties="efron").fit()
    assert found.coefficient == pytest.approx(fitted.params[0], abs=1e-5)
    assert found.error == pytest.approx(fitted.bse[0], abs=1e-5)
    assert found.log_rank == pytest.approx(survdiff(spells.duration, spells.kind == 1, spells.treated)[1], rel=1e-6)


def test_hazard_ratio_tells_when_no_one_ratio_holds() -> None:
    spells = search(2, many=1500)
    assert hazard_ratio(spells).proportional > 0.01
    # The treated are held up first and overtake later: the curves cross.
    late = replace(spells, duration=np.where(spells.treated, 90 + spells.duration / 2, spells.duration))
    assert hazard_ratio(late).proportional < 1e-6


def test_curves_without_other_events_are_those_of_lifelines_and_statsmodels() -> None:
    from lifelines import KaplanMeierFitter
    from statsmodels.duration.survfunc import SurvfuncRight

    spells, at = rossi(), np.array([8.0, 10, 25, 40, 52])
    for curve, rows in zip(curves(spells, at), (spells.treated, ~spells.treated), strict=True):
        fitted = KaplanMeierFitter().fit(spells.duration[rows], spells.kind[rows])
        assert curve.free == pytest.approx(fitted.predict(at).to_numpy())
        ends = fitted.confidence_interval_survival_function_
        ends = ends.loc[[ends.index[ends.index <= day][-1] for day in at]].to_numpy().T
        assert np.array([curve.free_low, curve.free_high]) == pytest.approx(ends, abs=1e-6)
        assert curve.happened == pytest.approx(1 - curve.free)
        other = SurvfuncRight(spells.duration[rows], spells.kind[rows])
        errors = [other.surv_prob_se[other.surv_times <= day][-1] for day in at]
        assert curve.happened_error == pytest.approx(errors, rel=1e-8)  # Greenwood


def test_curves_with_competing_events_are_those_of_statsmodels() -> None:
    from statsmodels.duration.survfunc import CumIncidenceRight

    spells, at = search(3), np.array([10.0, 100, 200, 300])
    treated, _ = curves(spells, at)
    rows = spells.treated
    fitted = CumIncidenceRight(spells.duration[rows], spells.kind[rows])
    places = np.searchsorted(fitted.times, at, side="right") - 1
    assert treated.happened == pytest.approx(fitted.cinc[0][places])
    assert treated.happened_error == pytest.approx(fitted.cinc_se[0][places], rel=0.02)
    # Kaplan-Meier on one kind would say more than really happens.
    alone = curves(replace(spells, kind=np.where(spells.kind == 2, 0, spells.kind)), at)[0]
    assert (alone.happened >= treated.happened).all()
    assert alone.happened[-1] > treated.happened[-1] + 0.1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 2)), min_size=1, max_size=30), st.integers(1, 12))
def test_steps_shares_add_up_and_equal_a_walk_through_the_days(people: list[tuple[int, int]], day: int) -> None:
    duration, kind = np.array(people, float).T
    kind = kind.astype(int)
    if not (kind > 0).any():
        return
    steps = Steps.of(duration, kind, np.ones(len(kind)))
    left, meant, other = 1.0, 0.0, 0.0
    for now in range(1, day + 1):
        at_risk = (duration >= now).sum()
        if at_risk == 0:
            break
        first, second = (((duration == now) & (kind == which)).sum() / at_risk for which in (1, 2))
        meant, other, left = meant + left * first, other + left * second, left * (1 - first - second)
    assert steps.free(day)[0] == pytest.approx(left)
    assert steps.happened(day)[0] == pytest.approx(meant)
    assert left + meant + other == pytest.approx(1)
    # Influences of a share sum to none, and weights that are all doubled change nothing.
    for value, influence in (steps.free(day), steps.happened(day), steps.area(day)):
        assert influence.sum() == pytest.approx(0, abs=1e-9)
        assert np.isfinite(value)
    doubled = Steps.of(duration, kind, np.full(len(kind), 2.0))
    assert doubled.area(day)[0] == pytest.approx(steps.area(day)[0])


def test_steps_influence_is_what_a_little_more_of_a_person_does() -> None:
    rng = np.random.default_rng(4)
    duration, kind, weight = rng.integers(1, 15, 40).astype(float), rng.integers(0, 3, 40), rng.uniform(0.5, 2, 40)
    steps = Steps.of(duration, kind, weight)
    for person in range(0, 40, 3):
        more = weight.copy()
        more[person] *= 1 + 1e-6
        moved = Steps.of(duration, kind, more)
        for name, day in (("free", 9), ("happened", 9), ("area", 12)):
            value, influence = getattr(steps, name)(day)
            assert (getattr(moved, name)(day)[0] - value) / 1e-6 == pytest.approx(influence[person], abs=1e-5)


def test_restricted_mean_of_rossi_is_that_of_lifelines_with_its_error() -> None:
    from lifelines import KaplanMeierFitter
    from lifelines.utils import restricted_mean_survival_time

    spells = rossi()
    found = restricted_mean(spells, 50)
    means, variances = [], []
    for rows in (spells.treated, ~spells.treated):
        fitted = KaplanMeierFitter().fit(spells.duration[rows], spells.kind[rows])
        means.append(restricted_mean_survival_time(fitted, 50))
        # Klein & Moeschberger (2003), 4.5.3: area still to come, squared, by d / (Y (Y - d)).
        variance, table = 0.0, fitted.event_table
        for day, row in table[(table.observed > 0) & (table.index <= 50)].iterrows():
            rest = means[-1] - restricted_mean_survival_time(fitted, day)
            variance += rest**2 * row.observed / (row.at_risk * (row.at_risk - row.observed))
        variances.append(variance)
    assert found.value == pytest.approx(means[0] - means[1], abs=1e-9)
    assert found.error == pytest.approx(np.sqrt(sum(variances)), rel=1e-9)
    assert found.low < 0 < found.value < found.high
    assert (found.treated, found.compared) == (216, 216)


def test_restricted_mean_covers_the_truth_with_competing_events() -> None:
    # Days are rounded up, so the truth is moved by about half a day for both and not for the difference.
    truth = area_of(0.004, 0.001, 250) - area_of(0.006, 0.001, 250)
    found = [restricted_mean(search(100 + seed), 250) for seed in range(200)]
    covered = np.mean([one.low <= truth <= one.high for one in found])
    assert 0.90 <= covered <= 0.985
    values = [one.value for one in found]
    assert np.mean(values) == pytest.approx(truth, abs=3 * np.std(values) / np.sqrt(200) + 0.5)
    assert np.mean([one.error for one in found]) == pytest.approx(np.std(values), rel=0.15)


def test_restricted_mean_weighted_takes_away_selection_and_bare_does_not() -> None:
    rng = np.random.default_rng(5)
    # The truth for the treated, by drawing both courses for very many of them.
    trait = rng.normal(size=400_000)
    own = trait[rng.random(len(trait)) < 1 / (1 + np.exp(-0.8 * trait))]
    truth = float(
        np.mean(
            area_of(0.004 * np.exp(0.5 * own), 0.001, 200) - area_of(0.006 * np.exp(0.5 * own), 0.001, 200)  # type: ignore[arg-type]
        )
    )
    worlds = [search(400 + seed, many=400, pull=0.8) for seed in range(100)]
    weighted = [restricted_mean(one, 200, is_weighted=True) for one in worlds]
    bare = [restricted_mean(one, 200) for one in worlds]
    values = [one.value for one in weighted]
    assert np.mean(values) == pytest.approx(truth, abs=3 * np.std(values) / 10)
    assert np.mean([one.value for one in bare]) < truth - 5
    assert np.mean([one.error for one in weighted]) == pytest.approx(np.std(values), rel=0.2)
    assert np.mean([one.low <= truth <= one.high for one in weighted]) >= 0.88
    assert weighted[0].effective < weighted[0].compared  # type: ignore[operator]
    treated, compared = curves(worlds[0], np.array([100.0, 300]), is_weighted=True)
    assert compared.happened[1] < treated.happened[1]


def test_restricted_mean_weighted_error_is_that_of_a_little_more_of_each() -> None:
    spells, people = search(11, many=150, pull=1.5), 150

    def value(mass: np.ndarray) -> float:
        sample = Sample(spells.duration, spells.treated, spells.covariates, spells.names, weights=mass)
        chance = propensity(sample).chance
        weights = mass * np.where(spells.treated, 1.0, chance / (1 - chance))
        areas = [
            Steps.of(spells.duration[rows], spells.kind[rows], weights[rows]).area(100)[0]
            for rows in (spells.treated, ~spells.treated)
        ]
        return areas[1] - areas[0]

    # The infinitesimal jackknife (Jaeckel 1972), by differences, the propensity fitted anew each time.
    slopes = [(value(1 + 1e-4 * one) - value(1 - 1e-4 * one)) / 2e-4 for one in np.eye(people)]
    found = restricted_mean(spells, 100, is_weighted=True)
    assert found.value == pytest.approx(value(np.ones(people)))
    assert found.error == pytest.approx(np.sqrt(np.sum(np.square(slopes))), rel=1e-3)


def test_hazard_ratio_weighted_takes_away_selection() -> None:
    ratios = [
        [hazard_ratio(world, is_adjusted=False, is_weighted=is_weighted).coefficient for is_weighted in (True, False)]
        for world in (search(600 + seed, many=800, pull=0.8) for seed in range(8))
    ]
    weighted, bare = np.mean(ratios, axis=0)
    assert weighted == pytest.approx(np.log(1.5), abs=0.15)
    assert bare > weighted + 0.15


def code_of(spells: Spells, horizon: float = 100) -> set[str]:
    with pytest.raises(NotAnswerable) as refused:
        restricted_mean(spells, horizon)
    return {finding.code for finding in refused.value.findings}


def test_survival_refuses_data_that_cannot_answer() -> None:
    spells = search(7)
    early = spells.duration.copy()
    early[:2] = (0, -5)
    assert code_of(replace(spells, duration=early)) == {"event-before-start"}
    assert code_of(replace(spells, kind=-spells.kind)) == {"kind-unknown", "too-few-events"}
    assert code_of(replace(spells, treated=np.ones(300, bool))) == {"too-few-compared"}
    assert code_of(replace(spells, kind=np.zeros(300, int))) == {"too-few-events"}
    assert code_of(replace(spells, duration=np.full(300, np.nan))) == {"duration-unknown"}
    # Some are still seen at 360 days, but fewer than ten on a side.
    assert code_of(search(8, many=60), horizon=360) == {"horizon-beyond-data"}
    only = replace(spells, kind=np.where(spells.treated, spells.kind, 0))
    with pytest.raises(NotAnswerable, match="no-events-compared"):
        hazard_ratio(only)
    telling = replace(spells, covariates=spells.treated[:, None].astype(float))
    with pytest.raises(NotAnswerable, match=r"covariates-tell-treatment|covariate-is-treatment"):
        restricted_mean(telling, 100, is_weighted=True)
    with pytest.raises(NotAnswerable, match="covariates-tell-outcome"):
        hazard_ratio(telling)
    with pytest.raises(ValueError, match="above 0"):
        restricted_mean(spells, 0)


def test_curves_flag_steps_with_fewer_than_ten_at_risk() -> None:
    spells = search(8, many=60)
    treated, compared = curves(spells, np.array([1.0, 100, 200, 300, 360]))
    for curve, rows in ((treated, spells.treated), (compared, ~spells.treated)):
        by_hand = [(spells.duration[rows] >= day).sum() for day in curve.at]
        assert curve.at_risk.tolist() == by_hand
        assert curve.is_small.tolist() == [count < 10 for count in by_hand]
        assert curve.is_small.any()
        assert ((curve.happened_low <= curve.happened) & (curve.happened <= curve.happened_high)).all()
        assert (curve.happened_low >= 0).all()
        assert (curve.happened_high <= 1).all()


def shared(seed: int, groups: int = 30, each: int = 20) -> Spells:
    """Return spells of people in groups that were treated as one, and differ in how fast work comes."""
    rng = np.random.default_rng(seed)
    group = np.repeat(np.arange(groups), each)
    treated = group % 2 == 0
    speed = np.exp(0.6 * rng.normal(size=groups))[group]
    work, lost = rng.exponential(1 / (0.005 * speed)), rng.uniform(100, 900, len(group))
    duration = np.ceil(np.minimum(np.minimum(work, lost), 365))
    kind = ((work <= lost) & (work <= 365)).astype(int)
    return Spells(duration, kind, treated, clusters=group)


def test_restricted_mean_of_groups_holds_the_truth_where_people_alone_would_not() -> None:
    found = [
        (restricted_mean(one, 300), restricted_mean(replace(one, clusters=None), 300))
        for one in map(shared, range(200))
    ]
    held, alone = (np.mean([one.low <= 0 <= one.high for one in side]) for side in zip(*found, strict=True))
    values = np.array([one.value for one, _ in found])
    assert held >= 0.91  # fewer than 182 of 200 has a chance of 1 in 100 when it is 95%
    assert alone < 0.8
    assert np.mean([one.error for one, _ in found]) == pytest.approx(values.std(), rel=0.15)
    assert found[0][0].freedom == 29


def test_clusters_of_one_each_are_people() -> None:
    spells = search(5)
    alone = replace(spells, clusters=np.arange(len(spells)))
    grown = np.sqrt(len(spells) / (len(spells) - 1))
    for is_weighted in (False, True):
        one, other = (restricted_mean(part, 300, is_weighted=is_weighted) for part in (spells, alone))
        assert (other.value, other.error) == pytest.approx((one.value, one.error * grown))


def test_curves_of_groups_are_jackknifed() -> None:
    spells, at = shared(1), np.array([100.0, 250.0])
    own, _ = curves(spells, at)
    groups = np.unique(spells.clusters[spells.treated])  # type: ignore[index]
    left = []
    for group in groups:
        rows = spells.clusters != group
        without = Spells(spells.duration[rows], spells.kind[rows], spells.treated[rows])
        left.append(curves(without, at)[0].happened)
    spread = np.sqrt(((np.array(left) - np.mean(left, axis=0)) ** 2).sum(axis=0) * (len(groups) - 1) / len(groups))
    assert own.happened_error == pytest.approx(spread, rel=0.06)


def test_hazard_ratio_of_groups_is_that_of_statsmodels() -> None:
    from statsmodels.duration.api import PHReg

    spells = shared(2)
    found = hazard_ratio(spells)
    design = spells.treated[:, None].astype(float)
    fitted = PHReg(spells.duration, design, status=spells.kind, ties="efron").fit(groups=spells.clusters)
    assert found.coefficient == pytest.approx(fitted.params[0], abs=1e-4)
    assert found.error == pytest.approx(fitted.bse[0], rel=0.02)
    assert np.isnan([found.log_rank, found.proportional]).all()
    assert np.log(found.high / found.ratio) == pytest.approx(2.0452 * found.error, rel=1e-3)


def test_spells_of_few_groups_carry_no_answer() -> None:
    with pytest.raises(NotAnswerable, match="too-few-clusters-treated, too-few-clusters-compared"):
        restricted_mean(replace(shared(3), clusters=shared(3).treated.astype(int)), 300)
