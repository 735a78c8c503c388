"""Doubly robust estimates by the engine against those in memory, statsmodels, and known bad data."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.engine.estimation.scale.world import crowd, duck, written
from wending.engine.estimation.scale.persons import PersonColumns, doubly_robust_at_scale
from wending.engine.estimation.terms import Estimand, NotAnswerable, Sample
from wending.engine.estimation.weighting import doubly_robust

COVARIATES = ("age", "wage", "south")
COLUMNS = PersonColumns(covariates=COVARIATES)
EXACT = {"rel": 0, "abs": 1e-8}


@pytest.mark.parametrize("cluster", ["", "school"])
@pytest.mark.parametrize("per_step", [100, 10_000])
def test_doubly_robust_at_scale_against_in_memory(cluster: str, per_step: int, tmp_path: Path) -> None:
    frame = crowd()
    columns = PersonColumns(covariates=COVARIATES, cluster=cluster)
    found = doubly_robust_at_scale(duck(tmp_path, per_step), written(frame, tmp_path), columns).estimate
    sample = Sample(
        frame["outcome"].to_numpy(),
        frame["treated"].to_numpy(),
        frame[list(COVARIATES)].to_numpy(float),
        COVARIATES,
        frame["school"].to_numpy() if cluster else None,
    )
    twin = doubly_robust(sample)
    assert (found.value, found.error) == pytest.approx((twin.value, twin.error), **EXACT)
    assert (found.treated, found.compared) == (twin.treated, twin.compared)
    assert found.effective == pytest.approx(twin.effective, rel=1e-8)


def test_doubly_robust_at_scale_on_all_against_statsmodels(tmp_path: Path) -> None:
    import statsmodels.api as sm
    from statsmodels.treatment.treatment_effects import TreatmentEffect

    frame = crowd()
    found = doubly_robust_at_scale(duck(tmp_path, 200), written(frame, tmp_path), COLUMNS, estimand=Estimand.ATE)
    part = frame[list(COVARIATES)]
    design, treated = sm.add_constant((part - part.mean()) / part.std()), frame["treated"].astype(float)
    chance = sm.Logit(treated, design).fit(disp=0, tol=1e-12)
    theirs = TreatmentEffect(sm.OLS(frame["outcome"], design), treated, results_select=chance).aipw()
    assert found.estimate.value == pytest.approx(float(theirs.effect[0]), **EXACT)
    assert found.estimate.error == pytest.approx(float(np.asarray(theirs.results_gmm.bse)[0]), **EXACT)


def test_doubly_robust_at_scale_leaves_out_unknown_outcomes_and_says_so(tmp_path: Path) -> None:
    frame = crowd()
    holes = frame.assign(outcome=frame["outcome"].where(frame.index % 9 != 0))
    found = doubly_robust_at_scale(duck(tmp_path), written(holes, tmp_path), COLUMNS)
    rest = doubly_robust_at_scale(duck(tmp_path), written(frame[frame.index % 9 != 0], tmp_path, "rest"), COLUMNS)
    assert [(one.code, one.about) for one in found.told] == [("outcome-partly-unknown", (100, 900))]
    assert (found.estimate.value, found.estimate.error) == pytest.approx(
        (rest.estimate.value, rest.estimate.error), **EXACT
    )


def _said(frame: pd.DataFrame, folder: Path, columns: PersonColumns = COLUMNS) -> list[tuple[str, tuple[object, ...]]]:
    with pytest.raises(NotAnswerable) as refused:
        doubly_robust_at_scale(duck(folder), written(frame, folder), columns)
    return [(one.code, one.about) for one in refused.value.findings]


def test_doubly_robust_at_scale_bad_data_is_told_without_number(tmp_path: Path) -> None:
    frame = crowd(300)
    number = int(frame["treated"].sum())
    twice = pd.concat([frame, frame.head(2)])
    cases = {
        "column-missing": (frame.drop(columns="age"), ("age",)),
        "column-wrong-type": (frame.assign(wage=frame["wage"].astype(str)), ("wage", "string", "number")),
        "treated-not-yes-no": (frame.assign(treated=frame["treated"] * 3), (number,)),
        "treated-unknown": (frame.assign(treated=frame["treated"].astype("boolean").mask(frame.index < 4)), (4, 300)),
        "unit-twice": (twice, (2,)),
        "outcome-unknown": (frame.assign(outcome=np.nan), ()),
        "outcome-not-finite": (frame.assign(outcome=frame["outcome"].where(frame.index > 2, np.inf)), (3, 300)),
        "outcome-never-differs": (frame.assign(outcome=1.0), ()),
        "too-few-treated": (frame[~frame["treated"] | (frame["unit"] < 70)], None),
        "too-few-compared": (frame[frame["treated"]], (0, 10)),
        "covariate-unknown": (frame.assign(age=frame["age"].where(frame.index > 4)), ("age", 5)),
        "covariate-never-differs": (frame.assign(age=1.0), ("age",)),
        "covariate-is-treatment": (frame.assign(south=frame["treated"]), ("south",)),
        "covariates-overlap": (frame.assign(south=2 * frame["age"] - 3), ()),
        "covariates-tell-treatment": (frame.assign(age=frame["age"] + 1000 * frame["treated"]), ()),
        "no-rows": (frame.head(0), ()),
    }
    for place, (code, (bad, about)) in enumerate(cases.items()):
        said = dict(_said(bad, tmp_path / str(place)))
        assert code in said, (code, said)
        assert about is None or said[code] == about


def test_doubly_robust_at_scale_few_clusters_is_told(tmp_path: Path) -> None:
    frame = crowd(300)
    columns = PersonColumns(covariates=COVARIATES, cluster="school")
    said = dict(_said(frame.assign(school=frame["school"] % 3), tmp_path, columns))
    assert said == {"too-few-clusters-treated": (3, 5), "too-few-clusters-compared": (3, 5)}


@pytest.mark.parametrize(("estimand", "covariates"), [(Estimand.ATU, COVARIATES), (Estimand.ATT, ())])
def test_doubly_robust_at_scale_refuses_what_it_does_not_do(
    estimand: Estimand, covariates: tuple[str, ...], tmp_path: Path
) -> None:
    source = written(crowd(100), tmp_path)
    with pytest.raises(ValueError, match=r"only the effect|at least one"):
        doubly_robust_at_scale(duck(tmp_path), source, PersonColumns(covariates=covariates), estimand=estimand)
