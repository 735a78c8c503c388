"""Synthetic worlds: what the tables say must follow from what is true, and each switch must do what it says."""

from dataclasses import replace

import numpy as np
import pytest

from wending.engine.estimation.regression import adjusted, difference
from wending.engine.estimation.survival import restricted_mean
from wending.engine.estimation.terms import Estimand, NotAnswerable
from wending.engine.estimation.world import (
    COLUMNS,
    OUTCOMES,
    Approach,
    Mechanism,
    Missing,
    World,
    generate,
    panel_of,
    sample_of,
    spells_of,
)

YEAR = 365
ALL_WORK = tuple(name for name, kind in OUTCOMES.items() if not kind.needs_work)
LEAN = World(
    people=40_000,
    months=12,
    horizons=(90, YEAR),
    outcomes=("in-work", "competences"),
    approaches=(Approach("guidance", effect=0.1, lock_in=-0.05),),
    by_level=(1.4, 1.0, 0.5),
    has_history=False,
    has_periods=False,
)


def test_generate_gives_the_same_tables_for_the_same_world_only() -> None:
    small = replace(LEAN, people=300, has_history=True, has_periods=True, drop_out=0.1)
    first, again, other = (generate(world)[0] for world in (small, small, replace(small, seed=2)))
    for name in COLUMNS:
        for column, values in getattr(first, name).items():
            np.testing.assert_array_equal(values, getattr(again, name)[column])
    assert (first.persons["age"] != other.persons["age"]).any()


def test_generate_writes_the_documented_columns_and_no_hidden_ones() -> None:
    tables, _ = generate(World(people=400, outcomes=("in-work", "wage"), horizons=(30, YEAR)))
    for name, columns in COLUMNS.items():
        assert list(getattr(tables, name)) == list(columns)
    written = {column for columns in COLUMNS.values() for column in columns}
    assert not written & {"motive", "chance", "pay", "strength"}
    assert tables.is_synthetic


def test_outcomes_are_the_potential_ones_of_what_people_got() -> None:
    approaches = (Approach("guidance", completion=0.7, dose_spread=0.5), Approach("training", effect=-0.05))
    levels = (1.2, 1.0, 0.5)
    world = replace(LEAN, people=3_000, approaches=approaches, by_level=levels, outcomes=tuple(OUTCOMES))
    tables, truth = generate(world)
    got = np.full(world.people, -1)
    taken = ~np.isnat(tables.exposures["accepted_on"])
    got[tables.exposures["person"][taken]] = tables.exposures["approach"][taken]
    for name in OUTCOMES:
        told = tables.outcomes["value"][
            (tables.outcomes["outcome"] == list(OUTCOMES).index(name)) & (tables.outcomes["horizon_days"] == YEAR)
        ]
        for approach in (None, 0, 1):
            rows = got == (-1 if approach is None else approach)
            expected = truth.potential(name, YEAR, approach)[rows]
            np.testing.assert_allclose(told[rows], expected, rtol=1e-6)


def test_effects_are_what_potential_outcomes_differ_by() -> None:
    world = replace(LEAN, people=150_000, outcomes=ALL_WORK, by_level=(1.4, 1.0, 0.5), policy=0.05)
    truth = generate(world)[1]
    for horizon in (90, YEAR):
        for name in ALL_WORK:
            gaps = truth.potential(name, horizon, 0) - truth.potential(name, horizon)
            for level in range(3):
                rows = truth.state.people.level == level
                expected = truth.effects(name, horizon)[rows].mean()
                error = gaps[rows].std() / rows.sum() ** 0.5
                assert gaps[rows].mean() == pytest.approx(expected, abs=4.5 * error + 1e-9), (name, horizon, level)


def test_truth_of_known_switches_is_what_they_say() -> None:
    truth = generate(replace(LEAN, half_life=YEAR / 1.0))[1]
    shares = np.bincount(truth.state.people.level) / LEAN.people
    months = 12 * 30.4375 / YEAR  # a year in whole months, in half-lives
    expected = 0.1 * float(shares @ np.array([1.4, 1.0, 0.5])) * 0.5**months
    assert truth.effect("in-work", YEAR, estimand=Estimand.ATE) == pytest.approx(expected, rel=1e-6)
    low = truth.effect("in-work", YEAR, level=0)
    assert low / truth.effect("in-work", YEAR, level=2) == pytest.approx(1.4 / 0.5, rel=1e-6)
    assert truth.effect("competences", YEAR, level=0) == pytest.approx(3 * low, rel=1e-6)
    early = 0.1 * 0.5 ** (3 * 30.4375 / YEAR) - 0.05  # people who take part search less
    assert truth.effect("in-work", 90, level=1) == pytest.approx(early, rel=1e-5)


@pytest.mark.parametrize("outcome", LEAN.outcomes)
def test_sample_of_a_draw_gives_the_truth_by_its_plain_difference(outcome: str) -> None:
    tables, truth = generate(LEAN)
    found = difference(sample_of(tables, outcome, YEAR))
    assert abs(found.value - truth.effect(outcome, YEAR, estimand=Estimand.ATE)) < 4 * found.error


def test_choice_by_what_is_seen_is_mended_by_covariates_and_hidden_choice_is_not() -> None:
    even = replace(LEAN, by_level=(1.0, 1.0, 1.0), outcomes=("competences",), share=0.4)
    seen, truth = generate(replace(even, mechanism=Mechanism.SELF_OBSERVED, selection=0.8))
    right = truth.effect("competences", YEAR)
    plain, mended = (estimate(sample_of(seen, "competences", YEAR)) for estimate in (difference, adjusted))
    assert plain.high < right
    assert abs(mended.value - right) < 4 * mended.error
    hidden, truth = generate(replace(even, mechanism=Mechanism.SELF_HIDDEN, hidden=0.8))
    assert adjusted(sample_of(hidden, "competences", YEAR)).low > truth.effect("competences", YEAR)


def test_spill_over_to_colleagues_hides_a_part_of_the_effect() -> None:
    for spill, is_less in ((0.0, False), (0.8, True)):
        tables, truth = generate(replace(LEAN, spill=spill, outcomes=("competences",)))
        found = difference(sample_of(tables, "competences", YEAR))
        gap = truth.effect("competences", YEAR, estimand=Estimand.ATE) - found.value
        assert bool(gap > 4 * found.error) is is_less


def test_unknown_outcomes_are_nan_and_move_the_figure_only_when_not_at_random() -> None:
    for missing, moves in ((Missing.RANDOM, False), (Missing.UNOBSERVED, True)):
        tables, truth = generate(replace(LEAN, outcomes=("competences",), missing=missing, missing_share=0.4))
        sample = sample_of(tables, "competences", YEAR)
        observed = tables.outcomes["observed"][tables.outcomes["horizon_days"] == YEAR]
        assert np.isnan(tables.outcomes["value"][~tables.outcomes["observed"]]).all()
        assert observed.mean() == pytest.approx(0.6, abs=0.02)
        untreated = truth.potential("competences", YEAR)[~sample.treated].mean()
        kept = np.nanmean(sample.outcome[~sample.treated])
        assert bool(kept - untreated > 0.05) is moves


def test_answers_miss_more_often_of_the_young_and_little_schooled_when_told_to() -> None:
    tables, _ = generate(replace(LEAN, outcomes=("competences",), missing=Missing.OBSERVED, missing_share=0.3))
    misses = ~tables.outcomes["observed"][tables.outcomes["horizon_days"] == YEAR]
    low, young = tables.persons["level"] == 0, tables.persons["age"] < 30
    assert misses[low].mean() - misses[~low].mean() > 0.1
    assert misses[young].mean() - misses[~young].mean() > 0.1
    value = tables.outcomes["value"][tables.outcomes["horizon_days"] == YEAR]
    alike = low & young
    assert misses[alike & (tables.covariates["letter"] == 1)].mean() == pytest.approx(misses[alike].mean(), abs=0.03)
    assert np.isnan(value[misses]).all()


def test_drop_out_loses_people_for_good() -> None:
    tables, _ = generate(replace(LEAN, people=5_000, outcomes=("competences",), drop_out=0.2))
    early, late = (tables.outcomes["observed"][tables.outcomes["horizon_days"] == horizon] for horizon in (90, YEAR))
    assert early.mean() == pytest.approx(0.8, abs=0.03)
    assert late.mean() == pytest.approx(0.64, abs=0.03)
    assert not (late & ~early).any()


def test_letter_moves_compliers_only() -> None:
    world = replace(LEAN, mechanism=Mechanism.ENCOURAGEMENT, uptake=0.5, always=0.2)
    tables, truth = generate(world)
    compliers = truth.of(Estimand.LATE).mean()
    assert compliers == pytest.approx(0.8 * 0.5, abs=0.02)
    letter = tables.covariates["letter"] == 1
    value = tables.outcomes["value"][(tables.outcomes["outcome"] == 0) & (tables.outcomes["horizon_days"] == YEAR)]
    offer = value[letter].mean() - value[~letter].mean()
    assert offer == pytest.approx(truth.of_offer("in-work", YEAR), abs=0.02)
    assert truth.of_offer("in-work", YEAR) == pytest.approx(
        compliers * truth.effect("in-work", YEAR, estimand=Estimand.LATE)
    )


def test_cut_off_parts_people_by_their_score() -> None:
    tables, truth = generate(replace(LEAN, mechanism=Mechanism.CUTOFF, cut=0.5))
    treated = sample_of(tables, "in-work", YEAR).treated
    np.testing.assert_array_equal(treated, tables.covariates["score"] >= 0.5)
    assert 0.05 < truth.at_cut("in-work", YEAR) < 0.15


def test_firms_are_drawn_whole_and_differ_by_what_they_share() -> None:
    tables, _ = generate(replace(LEAN, mechanism=Mechanism.CLUSTER, firm_spread=0.5, outcomes=("competences",)))
    sample = sample_of(tables, "competences", YEAR)
    assert sample.clusters is not None
    by_firm = np.bincount(sample.clusters, sample.treated) / np.bincount(sample.clusters)
    assert set(by_firm) == {0.0, 1.0}
    assert difference(sample).error > 2 * difference(replace(sample, clusters=None)).error


def test_waiting_list_refuses_a_horizon_at_which_all_have_got_it() -> None:
    tables, truth = generate(replace(LEAN, mechanism=Mechanism.WAITING_LIST, wait=180, people=20_000))
    assert abs(difference(sample_of(tables, "in-work", 90)).value - truth.effect("in-work", 90)) < 0.03
    with pytest.raises(NotAnswerable, match="compared-treated-by-then"):
        sample_of(tables, "in-work", YEAR)


def test_stepped_wedge_is_a_panel_in_which_whole_firms_begin() -> None:
    world = replace(LEAN, mechanism=Mechanism.STEPPED_WEDGE, waves=3, people=2_000, has_periods=True)
    tables, _ = generate(world)
    with pytest.raises(ValueError, match="panel"):
        sample_of(tables, "in-work", YEAR)
    panel = panel_of(tables, by_firm=True)
    assert set(panel.first) == {5, 6, 7}
    assert panel.clusters is not None
    assert all(len(set(panel.first[panel.clusters == firm])) == 1 for firm in range(5))


def test_panel_of_a_draw_moves_by_group_and_period_as_the_truth() -> None:
    world = replace(LEAN, people=60_000, waves=2, half_life=300.0, has_periods=True)
    tables, truth = generate(world)
    panel = panel_of(tables, "hours")
    never = panel.first == 0
    for (first, period), (value, many) in truth.group_time("hours").items():
        rows = panel.period == period
        own, others = panel.outcome[rows & (panel.first == first)], panel.outcome[rows & never]
        error = (own.var() / len(own) + others.var() / len(others)) ** 0.5
        assert abs(own.mean() - others.mean() - value) < 4.5 * error, (first, period)
        assert many == len(own)
    before = panel.period <= 4
    assert panel.outcome[before & ~never].mean() == pytest.approx(panel.outcome[before & never].mean(), abs=0.2)


def test_spells_of_a_draw_end_sooner_by_as_much_as_is_true() -> None:
    world = replace(LEAN, competing=0.02, drop_out=0.2, outcomes=("in-work",))
    tables, truth = generate(world)
    spells = spells_of(tables)
    assert set(spells.kind) == {0, 1, 2}
    assert (spells.duration > 0).all()
    found = restricted_mean(spells, YEAR)
    assert found.high < 0
    assert abs(found.value - truth.restricted_mean(YEAR)) < 4 * found.error


def test_sample_of_two_approaches_sets_one_against_the_other() -> None:
    approaches = (Approach("guidance", effect=0.1), Approach("training", effect=0.02))
    tables, truth = generate(replace(LEAN, approaches=approaches, outcomes=("competences",)))
    found = difference(sample_of(tables, "competences", YEAR, "guidance", against="training"))
    both = [truth.effect("competences", YEAR, place, Estimand.ATE) for place in (0, 1)]
    assert abs(found.value - (both[0] - both[1])) < 4 * found.error
    with pytest.raises(ValueError, match="there are guidance, training"):
        sample_of(tables, "competences", YEAR, "coaching")


def test_covariates_are_dated_before_every_exposure() -> None:
    tables, _ = generate(replace(LEAN, people=500, waves=3))
    assert tables.covariates["on"].max() < np.nanmin(tables.exposures["offered_on"])
    assert (tables.outcomes["on"] > np.tile(tables.persons["start"], 4)).all()


def test_firms_with_more_reach_fill_more_vacancies() -> None:
    tables, _ = generate(replace(LEAN, mechanism=Mechanism.CLUSTER, has_periods=True, people=60_000))
    periods = tables.organisation_periods
    after = periods["period"] > 4
    filled = {
        reach: periods["filled"][after & (periods["reach"] == reach)].sum()
        / periods["vacancies"][after & (periods["reach"] == reach)].sum()
        for reach in (0.0, 1.0)
    }
    assert filled[1.0] - filled[0.0] == pytest.approx(0.15, abs=0.03)


def test_to_arrow_writes_words_gaps_and_that_it_is_synthetic() -> None:
    tables, _ = generate(replace(LEAN, people=200, missing=Missing.RANDOM))
    table = tables.to_arrow("outcomes")
    assert table.schema.metadata[b"synthetic"] == b"true"
    assert table.column("value").null_count == int((~tables.outcomes["observed"]).sum())
    assert set(table.column("outcome").to_pylist()) == {"in-work", "competences"}


@pytest.mark.parametrize(
    ("switches", "said"),
    [
        ({"share": 1.2}, "share"),
        ({"outcomes": ("luck",)}, "no such outcome: luck"),
        ({"approaches": ()}, "one or more approaches"),
        ({"approaches": (Approach("a", effect=0.2),)}, "up to 0.15"),
        ({"approaches": (Approach("a", effect=-0.1, lock_in=-0.1),)}, "up to 0.15"),
        ({"hidden": 0.5}, "SELF_HIDDEN"),
        ({"months": 6, "horizons": (365,)}, "horizon"),
        ({"months": 7}, "whole periods"),
    ],
)
def test_world_refuses_what_cannot_be(switches: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        World(**switches)  # type: ignore[arg-type]
