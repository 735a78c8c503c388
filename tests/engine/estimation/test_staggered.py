"""Effects under a staggered start: by hand, against published figures, other libraries and known truth."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.engine.estimation.over_time_worlds import truth, world
from wending.engine.estimation.over_time import Panel
from wending.engine.estimation.panels import frame, rows_of
from wending.engine.estimation.staggered import Compared, imputed, staggered
from wending.engine.estimation.terms import NotAnswerable
from wending.engine.estimation.two_way import two_way


def castle() -> Panel:
    """Return homicides (log) by state and year with the first year of a castle doctrine (Cheng & Hoekstra 2013)."""
    from causaldata import castle as source

    table = source.load_pandas().data
    first = table[table.post > 0].groupby("sid").year.min().reindex(table.sid).fillna(0).to_numpy(int)
    return Panel(table.sid.to_numpy(int), table.year.to_numpy(int), table.l_homicide.to_numpy(float), first)


def minimum_wage() -> Panel:
    """Return the mpdta data of Callaway & Sant'Anna (2021), as moderndid ships them."""
    spec = importlib.util.find_spec("moderndid")
    assert spec is not None
    assert spec.submodule_search_locations
    path = Path(spec.submodule_search_locations[0]) / "core/datasets/mpdta_long.pkl.gz"
    table = pd.read_pickle(path)
    return Panel(*(table[name].to_numpy() for name in ("countyreal", "year", "lemp", "first.treat")))


def cell_by_hand(panel: Panel, cohort: int, period: int, is_not_yet: bool) -> float:
    """Return the slow twin of a cell: two means before, two after, one unit after another."""
    seen = {(u, p): y for u, p, y in zip(panel.unit, panel.period, panel.outcome, strict=True)}
    starts = dict(zip(panel.unit, panel.first, strict=True))
    changes: dict[bool, list[float]] = {True: [], False: []}
    for unit, start in starts.items():
        if (unit, period) not in seen or (unit, cohort - 1) not in seen:
            continue
        waits = start == 0 or (is_not_yet and start > max(period, cohort - 1) and start != cohort)
        if start == cohort or waits:
            changes[start == cohort].append(seen[unit, period] - seen[unit, cohort - 1])
    return float(np.mean(changes[True]) - np.mean(changes[False]))


@pytest.mark.parametrize("compared", list(Compared))
def test_staggered_cells_are_differences_of_means_of_changes(compared: Compared) -> None:
    panel = world(1, units=120)
    found = staggered(panel, compared)
    assert len(found.cells) == 2 * 7
    for cell in found.cells:
        by_hand = cell_by_hand(panel, cell.cohort, cell.period, compared is Compared.NOT_YET)
        assert cell.value == pytest.approx(by_hand, abs=1e-10)


def test_staggered_cells_of_unbalanced_panel_use_who_is_seen_in_both_periods() -> None:
    panel = world(2, units=120)
    panel = rows_of(panel, np.random.default_rng(2).random(len(panel)) > 0.15)
    found = staggered(panel)
    for cell in found.cells:
        assert cell.value == pytest.approx(cell_by_hand(panel, cell.cohort, cell.period, True), abs=1e-10)
    assert [finding.code for finding in found.findings] == ["panel-not-balanced"]


def test_staggered_averages_weigh_cells_by_the_size_of_cohorts() -> None:
    panel = world(3)
    found = staggered(panel)
    size = {cohort: len(np.unique(panel.unit[panel.first == cohort])) for cohort in (4, 6)}
    after = [cell for cell in found.cells if cell.period >= cell.cohort]

    def mean(cells: list) -> float:  # type: ignore[type-arg]
        return float(np.average([one.value for one in cells], weights=[size[one.cohort] for one in cells]))

    def means_by(key) -> list[float]:  # type: ignore[no-untyped-def]
        return [mean([one for one in after if key(one) == label]) for label in sorted({key(one) for one in after})]

    assert found.simple.value == pytest.approx(mean(after))
    assert found.dynamic.value == pytest.approx(np.mean(means_by(lambda one: one.period - one.cohort)))
    assert found.calendar.value == pytest.approx(np.mean(means_by(lambda one: one.period)))
    assert found.group.value == pytest.approx(np.average(means_by(lambda one: one.cohort), weights=list(size.values())))
    assert found.by_cohort.values == pytest.approx(means_by(lambda one: one.cohort))
    assert found.by_cohort.units == tuple(size.values())
    never = len(np.unique(panel.unit[panel.first == 0]))
    assert (found.simple.treated, found.simple.compared) == (sum(size.values()), never + size[6])
    assert staggered(panel, Compared.NEVER).simple.compared == never


def test_staggered_errors_are_those_of_the_library_for_its_own_averages() -> None:
    from diff_diff import CallawaySantAnna

    panel = replace(world(4), clusters=world(4).unit // 4)
    for one, cluster in ((panel, "cluster"), (replace(panel, clusters=None), None)):
        found = staggered(one)
        model = CallawaySantAnna(control_group="not_yet_treated", base_period="universal", cluster=cluster)
        fitted = model.fit(frame(one), "outcome", "unit", "period", "first")
        assert found.simple.error == pytest.approx(fitted.aggregate("simple").se[0], rel=1e-9)
        assert found.by_cohort.errors == pytest.approx(fitted.aggregate("group").se, rel=1e-9)
        events = fitted.aggregate("event_study")
        assert found.event_study.errors == pytest.approx(events.se[~events.is_reference], rel=1e-9)
        assert found.simple.freedom == (None if cluster is None else 74)
        assert found.event_study.low == pytest.approx(events.conf_int_lower[~events.is_reference], rel=1e-6)
        assert found.simple.low == pytest.approx(fitted.aggregate("simple").conf_int_lower[0], rel=1e-6)


def test_staggered_errors_hold_over_samples() -> None:
    values = {name: [] for name in ("simple", "dynamic", "group", "calendar")}  # type: dict[str, list[float]]
    errors = {name: [] for name in values}  # type: dict[str, list[float]]
    for seed in range(60):
        found = staggered(world(100 + seed, units=150), draws=99)
        for name in values:
            values[name].append(getattr(found, name).value)
            errors[name].append(getattr(found, name).error)
    for name in values:
        # 60 samples tell a spread to within about 9% (one sigma).
        assert np.mean(errors[name]) == pytest.approx(np.std(values[name], ddof=1), rel=0.3)
    assert np.mean(values["simple"]) == pytest.approx(1 + 0.5 * 13 / 8, abs=0.12)


def test_staggered_band_has_the_width_of_the_widest_of_correlated_normals() -> None:
    study = staggered(world(5), draws=4000).event_study
    correlation = study.covariance / np.outer(study.errors, study.errors)
    drawn = np.random.default_rng(9).multivariate_normal(np.zeros(len(study.at)), correlation, size=40_000)
    assert study.critical == pytest.approx(np.quantile(np.abs(drawn).max(axis=1), 0.95), rel=0.02)
    assert study.critical > 2.3
    assert (study.band_low < study.low).all()
    assert staggered(world(5), seed=7).event_study.critical == staggered(world(5), seed=7).event_study.critical
    assert staggered(world(5), seed=7).event_study.critical != staggered(world(5), seed=8).event_study.critical


def test_staggered_of_mpdta_gives_published_figures() -> None:
    # Callaway & Sant'Anna (2021) and the vignette of their package `did`, version 2.1.
    panel = minimum_wage()
    found = staggered(panel, Compared.NEVER)
    assert found.simple.value == pytest.approx(-0.03995, abs=5e-6)
    assert found.dynamic.value == pytest.approx(-0.0772, abs=5e-5)
    assert found.group.value == pytest.approx(-0.0310, abs=5e-5)
    assert found.calendar.value == pytest.approx(-0.0417, abs=5e-5)
    assert two_way(panel).estimate.value == pytest.approx(-0.0365, abs=5e-5)


def test_staggered_with_covariates_takes_away_a_trend_that_follows_from_them() -> None:
    rng = np.random.default_rng(6)
    panel = world(6, units=900, growth=0.0)
    hidden = rng.normal(size=900) + 0.8 * (np.bincount(panel.unit, panel.first) > 0)
    moved = replace(panel, outcome=panel.outcome + hidden[panel.unit] * panel.period * 0.5)
    known = replace(moved, covariates=hidden[panel.unit][:, None], names=("hidden",))
    bare, adjusted = staggered(moved).simple, staggered(known).simple
    assert bare.low > 1.0
    assert adjusted.low < 1.0 < adjusted.high
    assert adjusted.error < bare.error


def test_staggered_with_anticipation_takes_an_earlier_base() -> None:
    panel = world(7)
    early = replace(panel, outcome=panel.outcome + 2.0 * ((panel.first > 0) & (panel.period == panel.first - 1)))
    assert staggered(early).simple.value < truth(early) - 1.5
    found = staggered(early, anticipation=1)
    assert found.simple.low < truth(early) < found.simple.high
    assert -2 not in found.event_study.at
    assert dict(zip(found.event_study.at, found.event_study.values, strict=True))[-1] == pytest.approx(2.0, abs=0.3)


def test_imputed_equals_its_slow_twin_and_truth() -> None:
    panel = world(8, units=80)
    untreated = (panel.first == 0) | (panel.period < panel.first)
    design = np.hstack(
        [
            (panel.unit[:, None] == np.unique(panel.unit)).astype(float),
            (panel.period[:, None] == np.unique(panel.period)[1:]).astype(float),
        ]
    )
    line = np.linalg.lstsq(design[untreated], panel.outcome[untreated], rcond=None)[0]
    by_hand = (panel.outcome - design @ line)[~untreated].mean()
    found = imputed(panel)
    assert found.value == pytest.approx(by_hand, abs=1e-8)
    assert found.low < truth(panel) < found.high


def test_imputed_is_the_two_stage_figure_of_pyfixest() -> None:
    import pyfixest

    panel = world(15, units=150)
    table = frame(panel).assign(on=((panel.first > 0) & (panel.period >= panel.first)).astype(int))
    fitted = pyfixest.did2s(
        table,
        yname="outcome",
        first_stage="~ 0 | unit + period",
        second_stage="~ on",
        treatment="on",
        cluster="unit",
    )
    found = imputed(panel)
    # Gardner (2022): the same point; its error is another one, alike in size.
    assert found.value == pytest.approx(fitted.coef()["on"], abs=1e-6)
    assert found.error == pytest.approx(fitted.se()["on"], rel=0.2)


def test_staggered_of_castle_doctrine_is_not_the_two_way_figure() -> None:
    # Pinned on causaldata 0.1.5, states alike: the plain figure is four times that of clean comparisons.
    panel = castle()
    found = staggered(panel)
    assert found.simple.value == pytest.approx(0.0174, abs=5e-5)
    assert imputed(panel).value == pytest.approx(0.0669, abs=5e-5)
    assert two_way(panel).estimate.value == pytest.approx(0.0694, abs=5e-5)
    for cell in found.cells:
        assert cell.value == pytest.approx(cell_by_hand(panel, cell.cohort, cell.period, True), abs=1e-10)
        assert np.isnan(cell.error) == (cell.treated == 1)
    assert np.isnan(found.by_cohort.errors).tolist() == [True, False, False, False, True]
    assert {finding.code: finding.about for finding in found.findings} == {"small-cohorts": (4, 5)}


def test_two_way_is_that_of_pyfixest_and_misses_a_growing_effect() -> None:
    import pyfixest

    panel = world(9, units=200)
    panel = rows_of(panel, np.random.default_rng(1).random(len(panel)) > 0.1)
    table = frame(panel).assign(on=((panel.first > 0) & (panel.period >= panel.first)).astype(float))
    fitted = pyfixest.feols("outcome ~ on | unit + period", table, vcov={"CRV1": "unit"})
    found = two_way(panel)
    assert found.estimate.value == pytest.approx(fitted.coef()["on"], abs=1e-8)
    assert found.estimate.error == pytest.approx(fitted.se()["on"], rel=5e-3)
    assert found.estimate.high < truth(panel)
    assert staggered(panel).simple.high > truth(panel)
    assert np.isnan(found.forbidden)


def test_two_way_negative_share_grows_without_never_treated() -> None:
    panel = world(10, units=400)
    with_never, without = two_way(panel), two_way(world(10, units=400, never=False))
    assert with_never.negative < without.negative
    assert 0.05 < without.negative < 0.5
    assert 0 < with_never.forbidden < without.forbidden
    # Goodman-Bacon (2021), equation 10: shares of units by cohort, and of periods treated (5 of 7 and 3 of 7).
    never, early, late = (np.mean(panel.first == start) for start in (0, 4, 6))
    long, short = 5 / 7, 3 / 7
    allowed = never * early * long * (1 - long) + never * late * short * (1 - short)
    allowed += early * late * (long - short) * (1 - long)
    wrong = early * late * short * (long - short)
    cut = two_way(rows_of(panel, panel.period > 1))
    assert cut.forbidden == pytest.approx(wrong / (allowed + wrong), rel=1e-9)


def test_staggered_equals_event_study_of_pyfixest_with_one_cohort() -> None:
    import pyfixest

    panel = world(11)
    panel = rows_of(panel, panel.first != 6)
    table = frame(panel).assign(ever=(panel.first > 0).astype(int))
    fitted = pyfixest.feols("outcome ~ i(period, ever, ref=3) | unit + period", table, vcov={"CRV1": "unit"})
    found = staggered(panel)
    assert found.event_study.values == pytest.approx(fitted.coef().to_numpy(), abs=1e-8)
    assert found.event_study.errors == pytest.approx(fitted.se().to_numpy(), rel=0.01)


def code_of(panel: Panel) -> set[str]:
    with pytest.raises(NotAnswerable) as refused:
        staggered(panel)
    return {finding.code for finding in refused.value.findings}


def test_staggered_refuses_data_that_cannot_answer() -> None:
    panel = world(12, units=100)
    twice = rows_of(panel, np.ones(len(panel), bool))
    twice = Panel(*(np.append(part, part[:1]) for part in (panel.unit, panel.period, panel.outcome, panel.first)))
    assert code_of(twice) == {"unit-period-twice"}
    assert code_of(replace(panel, first=np.where(panel.first > 0, 1, 0))) == {"treated-from-the-start"}
    assert code_of(replace(panel, first=np.full_like(panel.first, 4))) == {"nobody-to-compare"}
    assert code_of(replace(panel, first=np.zeros_like(panel.first))) == {"too-few-treated"}
    assert code_of(replace(panel, outcome=np.full(len(panel), np.nan))) == {"outcome-unknown"}
    assert code_of(replace(panel, outcome=np.ones(len(panel)))) == {"outcome-never-differs"}
    assert code_of(replace(panel, clusters=(panel.first > 0).astype(int))) == {
        "too-few-clusters-treated",
        "too-few-clusters-compared",
    }
    assert code_of(rows_of(panel, panel.period == 4)) == {"too-few-periods"}
    moving = panel.first.copy()
    moving[np.flatnonzero(panel.first == 4)[0]] = 6
    assert code_of(replace(panel, first=moving)) == {"start-differs-within-unit"}
    telling = (panel.first > 0).astype(float)[:, None]
    assert code_of(replace(panel, covariates=telling, names=("telling",))) == {"cohorts-cannot-be-compared"}
    unknown = np.full((len(panel), 1), np.nan)
    assert code_of(replace(panel, covariates=unknown, names=("age",))) == {"covariate-unknown"}


def test_staggered_takes_a_start_after_the_last_period_as_never() -> None:
    panel = world(16)
    later = replace(panel, first=np.where(panel.first == 0, 9, panel.first))
    assert staggered(later, Compared.NEVER).simple == staggered(panel, Compared.NEVER).simple


def test_staggered_tells_what_it_left_out() -> None:
    panel = world(13)
    outcome = panel.outcome.copy()
    outcome[:3] = np.nan
    first = np.where(np.isin(panel.unit, panel.unit[panel.first == 6][:80]), 1, panel.first)
    codes = {finding.code: finding for finding in staggered(replace(panel, outcome=outcome, first=first)).findings}
    assert codes["outcome-partly-unknown"].about == (3, len(panel))
    assert codes["treated-from-the-start"].about == (len(np.unique(panel.unit[first == 1])),)
    assert not any(finding.is_grave for finding in codes.values())


def test_staggered_without_never_treated_leaves_the_last_cohort_as_comparison() -> None:
    panel = world(14, never=False)
    found = staggered(panel)
    assert {cell.period for cell in found.cells if cell.period >= cell.cohort} == {4, 5, 6, 7}
    assert found.simple.low < 1 + 0.5 * 7 / 6 + 0.2
    assert found.event_study.critical > 2
