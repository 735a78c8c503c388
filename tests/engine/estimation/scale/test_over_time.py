"""Panels through the engine against pyfixest, diff-diff, and a slow twin that follows every unit."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.engine.estimation.scale.world import duck, panel, written
from wending.engine.estimation.scale.group_time import Controls, Unbalanced
from wending.engine.estimation.scale.over_time import EffectsOverTime, effects_over_time

EXACT = {"rel": 0, "abs": 1e-8}


def _with_few_seen_once() -> pd.DataFrame:
    """Return an unbalanced panel with units seen once, and a period in which one unit only was seen."""
    frame = panel(200, missing=0.3)
    once = frame.groupby("unit").head(1).query("unit < 130")
    rest = frame[frame["unit"] >= 130]
    lonely = pd.DataFrame({"unit": [150], "period": [9], "first": rest.loc[rest["unit"] == 150, "first"].iloc[:1]})
    return pd.concat([rest, once, lonely.assign(outcome=99.0)], ignore_index=True)


FRAMES = {"balanced": panel(), "unbalanced": panel(missing=0.25), "singletons": _with_few_seen_once()}


@pytest.fixture(scope="module", params=list(FRAMES))
def case(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[pd.DataFrame, EffectsOverTime]:
    frame, folder = FRAMES[request.param], tmp_path_factory.mktemp(request.param)
    return frame, effects_over_time(duck(folder), written(frame, folder))


def _feols(formula: str, frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, int]:
    """Return coefficients, errors and rows of pyfixest.

    Its own count of parameters is left out: pyfixest 0.60 sometimes, from run to run, takes periods to be nested in
    units. The correction of fixest is (N - 1) / (N - k) with k the coefficients and the periods.
    """
    import pyfixest

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = pyfixest.feols(
            formula,
            frame,
            vcov={"CRV1": "unit"},
            ssc=pyfixest.ssc(k_adj=False),
            fixef_tol=1e-13,
            fixef_maxiter=100_000,
        )
    used = frame[frame.groupby("unit")["outcome"].transform("size") > 1]
    used = used[used.groupby("period")["outcome"].transform("size") > 1]
    rows, parameters = len(used), len(found.coef()) + used["period"].nunique()
    assert rows == found._N
    return found.coef().to_numpy(), found.se().to_numpy() * np.sqrt((rows - 1) / (rows - parameters)), rows


def test_two_way_against_pyfixest(case: tuple[pd.DataFrame, EffectsOverTime]) -> None:
    frame, found = case
    treated = ((frame["first"] > 0) & (frame["period"] >= frame["first"])).astype(float)
    value, error, rows = _feols("outcome ~ treated | unit + period", frame.assign(treated=treated))
    assert found.two_way is not None
    assert found.two_way.plain.value == pytest.approx(value[0], **EXACT)
    assert found.two_way.plain.error == pytest.approx(error[0], **EXACT)
    assert (found.two_way.rows, found.two_way.singletons) == (rows, len(frame) - rows)


def test_event_study_against_pyfixest(case: tuple[pd.DataFrame, EffectsOverTime]) -> None:
    frame, found = case
    since = np.where(frame["first"] > 0, frame["period"] - frame["first"], -1)
    kept = frame.assign(since=since)
    if 9 in set(kept["period"]):  # the period with one row is left out by both, but pyfixest keeps its dummy
        kept = kept[kept["period"] < 9]
    value, error, _ = _feols("outcome ~ i(since, ref=-1) | unit + period", kept)
    assert found.two_way is not None
    assert [one.at for one in found.two_way.events] == sorted(set(kept["since"]) - {-1})
    assert [one.estimate.value for one in found.two_way.events] == pytest.approx(value.tolist(), **EXACT)
    assert [one.estimate.error for one in found.two_way.events] == pytest.approx(error.tolist(), **EXACT)


@pytest.mark.parametrize("controls", list(Controls))
@pytest.mark.parametrize("name", ["balanced", "unbalanced"])
def test_group_time_against_diff_diff(name: str, controls: Controls, tmp_path: Path) -> None:
    from diff_diff import CallawaySantAnna

    frame = FRAMES[name]
    if controls is Controls.NOT_YET and name == "balanced":
        frame = frame[frame["first"] > 0]  # nobody is never treated
    found = effects_over_time(duck(tmp_path), written(frame, tmp_path), controls=controls)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = CallawaySantAnna(control_group=controls.value.replace("-", "_"), estimation_method="reg").fit(
            frame, outcome="outcome", unit="unit", time="period", first_treat="first", aggregate="all"
        )
    known = {key: one for key, one in theirs.group_time_effects.items() if np.isfinite(one["effect"])}
    assert {(cell.first, cell.period) for cell in found.group_time.cells} == set(known)
    for cell in found.group_time.cells:
        other = known[cell.first, cell.period]
        assert cell.value == pytest.approx(other["effect"], **EXACT)
        assert cell.error == pytest.approx(other["se"], **EXACT)
        assert (cell.treated, cell.compared) == (other["n_treated"], other["n_control"])
    if name == "balanced":  # else diff-diff weights groups by who was seen in a cell, we by their size
        assert found.aggregates.simple.value == pytest.approx(theirs.overall_att, **EXACT)
        assert found.aggregates.simple.error == pytest.approx(theirs.overall_se, **EXACT)
        for ours, other in (
            (found.aggregates.dynamic, "event_study_effects"),
            (found.aggregates.group, "group_effects"),
        ):
            beside = getattr(theirs, other)
            assert {one.at for one in ours} == set(beside)
            for one in ours:
                assert one.estimate.value == pytest.approx(beside[one.at]["effect"], **EXACT)
                assert one.estimate.error == pytest.approx(beside[one.at]["se"], **EXACT)


@pytest.mark.parametrize("unbalanced", list(Unbalanced))
def test_aggregates_against_influence_of_every_unit(unbalanced: Unbalanced, tmp_path: Path) -> None:
    frame = FRAMES["unbalanced"]
    found = effects_over_time(duck(tmp_path), written(frame, tmp_path), unbalanced=unbalanced)
    twin = _twin(frame, found, unbalanced)
    pairs = {"simple": found.aggregates.simple, "of_group": found.aggregates.of_group}
    pairs |= {"of_dynamic": found.aggregates.of_dynamic, "of_calendar": found.aggregates.of_calendar}
    pairs |= {f"dynamic {one.at}": one.estimate for one in found.aggregates.dynamic}
    pairs |= {f"group {one.at}": one.estimate for one in found.aggregates.group}
    pairs |= {f"calendar {one.at}": one.estimate for one in found.aggregates.calendar}
    assert set(twin) == set(pairs)
    for name, (value, error) in twin.items():
        assert (pairs[name].value, pairs[name].error) == pytest.approx((value, error), **EXACT), name


def _twin(frame: pd.DataFrame, found: EffectsOverTime, unbalanced: Unbalanced) -> dict[str, tuple[float, float]]:
    """Follow every unit: its influence on each effect and on the size of its group, put together by the delta method.

    The derivative of each aggregate to effects and sizes is taken by small steps: no formula is shared with ours.
    """
    wide = frame.pivot(index="unit", columns="period", values="outcome")
    if unbalanced is Unbalanced.COMPLETE:
        wide = wide.dropna()
    first = frame.groupby("unit")["first"].first().loc[wide.index].to_numpy()
    groups = sorted(set(first) - {0})
    cells, values, influence = [], [], []
    for group in groups:
        for period in sorted(frame["period"].unique())[1:]:
            base = group - 1 if period >= group else period - 1
            moved = (wide[period] - wide[base]).to_numpy()
            sides = [(first == side) & ~np.isnan(moved) for side in (group, 0)]
            if min(side.sum() for side in sides) < 2:
                continue
            each = np.zeros(len(first))
            for side, sign in zip(sides, (1, -1), strict=True):
                each[side] = sign * (moved[side] - moved[side].mean()) / side.sum()
            cells.append((group, period))
            values.append(moved[sides[0]].mean() - moved[sides[1]].mean())
            influence.append(each)
    sizes = np.array([(first == group).mean() for group in groups])
    influence += [((first == group) - size) / len(first) for group, size in zip(groups, sizes, strict=True)]
    point = np.array([*values, *sizes])

    def by_name(point: np.ndarray) -> dict[str, float]:
        effect = dict(zip(cells, point[: len(cells)], strict=True))
        size = dict(zip(groups, point[len(cells) :], strict=True))

        def mean(of: list[tuple[int, int]]) -> float:
            return sum(effect[cell] * size[cell[0]] for cell in of) / sum(size[cell[0]] for cell in of)

        after = [cell for cell in cells if cell[1] >= cell[0]]
        said = {"simple": mean(after)}
        said |= {f"dynamic {e}": mean([c for c in cells if c[1] - c[0] == e]) for e in {t - g for g, t in cells}}
        said |= {f"group {g}": mean([c for c in after if c[0] == g]) for g in groups}
        said |= {f"calendar {t}": mean([c for c in after if c[1] == t]) for t in {t for _, t in after}}
        said["of_dynamic"] = np.mean([said[f"dynamic {e}"] for e in {t - g for g, t in after}])
        said["of_calendar"] = np.mean([said[f"calendar {t}"] for t in {t for _, t in after}])
        said["of_group"] = sum(said[f"group {g}"] * size[g] for g in groups) / sum(size.values())
        return said

    said, each = by_name(point), np.array(influence)
    slopes: dict[str, list[float]] = {name: [] for name in said}
    for place in range(len(point)):
        step = np.zeros(len(point))
        step[place] = 1e-6
        up, down = by_name(point + step), by_name(point - step)
        for name in said:
            slopes[name].append((up[name] - down[name]) / 2e-6)
    return {name: (said[name], float(np.sqrt(((np.array(slopes[name]) @ each) ** 2).sum()))) for name in said}
