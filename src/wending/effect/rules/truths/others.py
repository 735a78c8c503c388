"""Published figures of weighting, of time to an event, and of how strong a hidden cause must be."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from scipy.optimize import brentq

from wending.effect.rules.truths.data import close_elections, recidivism, smoking
from wending.effect.rules.truths.terms import MEMORY, PINNED, Claim, Figure
from wending.engine.estimation.confounding import e_value
from wending.engine.estimation.discontinuity import jump
from wending.engine.estimation.over_time import Spells
from wending.engine.estimation.survival import HazardRatio, hazard_ratio
from wending.engine.estimation.terms import Estimand, Sample
from wending.engine.estimation.weighting import inverse_propensity

# Covariates of Hernan & Robins (2020), program 12.2: numbers with their squares, and groups.
NUMBERS = ("age", "smokeintensity", "smokeyrs", "wt71")
GROUPS = ("sex", "race", "education", "exercise", "active")
ABOUT = ("fin", "age", "race", "wexp", "mar", "paro", "prio")


def smoking_sample() -> Sample:
    """Return weight gained in kg (1971 to 1982) by whether somebody stopped smoking."""
    import pandas as pd

    table = smoking()
    parts = {name: table[name].to_numpy(float) for name in NUMBERS}
    parts |= {f"{name}-2": parts[name] ** 2 for name in NUMBERS}
    groups = pd.get_dummies(table[list(GROUPS)].astype("category"), drop_first=True).astype(float)
    parts |= {name: groups[name].to_numpy(float) for name in groups}
    return Sample(
        table["wt82_71"].to_numpy(float),
        table["qsmk"].to_numpy() == 1,
        np.column_stack(list(parts.values())),
        tuple(parts),
    )


def at_the_bar() -> Figure:
    """Return the jump before its bias was taken out, with the robust interval, as rdrobust prints them."""
    score, share = close_elections()
    found = jump(score, share, 0.5)
    robust = Figure.around(found.value, found.error)
    return Figure(found.plain, robust.low, robust.high)


def local_lines() -> Figure:
    """Return the jump between two lines near the bar, nearer people weighing more, by statsmodels; the value only."""
    import statsmodels.api as sm

    score, share = close_elections()
    away = share - 0.5
    weights = np.maximum(1 - np.abs(away) / jump(score, share, 0.5).bandwidth, 0)
    side = (away >= 0).astype(float)
    columns = np.column_stack([np.ones(len(away)), side, away, away * side])
    return Figure(float(sm.WLS(score[weights > 0], columns[weights > 0], weights[weights > 0]).fit().params[1]))


def weighted_fit() -> Figure:
    """Return the effect on all by weights, as published: least squares, errors as if weights were known."""
    import statsmodels.api as sm

    sample = smoking_sample()
    treated = sample.treated.astype(float)
    scaled = (sample.covariates - sample.covariates.mean(axis=0)) / sample.covariates.std(axis=0)
    chance = np.asarray(sm.Logit(treated, sm.add_constant(scaled)).fit(disp=0).predict())
    weights = treated / chance + (1 - treated) / (1 - chance)
    fitted = sm.WLS(sample.outcome, sm.add_constant(treated), weights=weights).fit(cov_type="HC0")
    return Figure.around(fitted.params[1], fitted.bse[1])


@cache
def _cox() -> HazardRatio:
    table = recidivism()
    others = tuple(name for name in ABOUT if name != "fin")
    return hazard_ratio(
        Spells(
            duration=table["week"].to_numpy(float),
            kind=table["arrest"].to_numpy(np.int64),
            treated=table["fin"].to_numpy() == 1,
            covariates=table[list(others)].to_numpy(float),
            names=others,
        )
    )


def _hazards() -> Any:
    import statsmodels.api as sm

    table = recidivism()
    columns = table[list(ABOUT)].to_numpy(float)
    return sm.PHReg(table["week"], columns, status=table["arrest"], ties="efron").fit()


def _log_hazard() -> Figure:
    return Figure.around(_cox().coefficient, _cox().error)


def _log_hazard_again() -> Figure:
    fitted = _hazards()
    return Figure.around(float(fitted.params[0]), float(fitted.bse[0]))


def _ratio_again() -> Figure:
    found = _log_hazard_again()
    return Figure(*(float(np.exp(part)) for part in (found.value, found.low or 0.0, found.high or 0.0)))


def _log_rank_again() -> Figure:
    from statsmodels.duration.survfunc import survdiff

    table = recidivism()
    return Figure(float(survdiff(table.week, table.arrest, table.fin)[1]))


def _needed(ratio: float) -> float:
    """Return the strength whose joint bias is just this ratio (Ding & VanderWeele 2016), searched, not solved."""
    return float(brentq(lambda strength: strength * strength / (2 * strength - 1) - ratio, 1.0, 100.0, xtol=1e-12))


FOX = "Fox 2002, Cox regression appendix, as printed in the documentation of lifelines (-0.3790, 0.6845)"
HERNAN = "Hernan & Robins 2020, What If, section 12.4"
VANDERWEELE = "VanderWeele & Ding 2017"
EVALUE = "; 7.263 in documentation of E-values on the same example"

CLAIMS = (
    Claim(
        key="smoking-ipw",
        data="smoking and weight (NHEFS)",
        method="inverse propensity, effect on all",
        published=Figure(3.44, 2.41, 4.47),
        source=HERNAN + MEMORY,
        unit=0.01,
        ours=lambda: Figure.of(inverse_propensity(smoking_sample(), Estimand.ATE)),
        second=weighted_fit,
        second_by="statsmodels",
        tolerance=0.01,
        reason="published errors take the weights as known, which is too wide; ours count that they were estimated",
        second_within=1e-4,
    ),
    Claim(
        key="close-elections",
        data="close elections (Lee, Moretti & Butler)",
        method="discontinuity, local lines",
        published=Figure(46.491, 43.293, 49.052),
        source="Cunningham 2021, The Mixtape, chapter 6 (rdrobust)" + MEMORY,
        unit=0.001,
        ours=at_the_bar,
        second=local_lines,
        second_by="statsmodels",
    ),
    Claim(
        key="rossi-cox",
        data="recidivism (Rossi)",
        method="Cox regression, log hazard of financial aid",
        published=Figure(-0.379),
        source=FOX,
        unit=0.001,
        ours=_log_hazard,
        second=_log_hazard_again,
        second_by="statsmodels",
        second_within=1e-4,
    ),
    Claim(
        key="rossi-hazard-ratio",
        data="recidivism (Rossi)",
        method="Cox regression, hazard ratio of financial aid",
        published=Figure(0.684),
        source=FOX,
        unit=0.001,
        ours=lambda: Figure(_cox().ratio, _cox().low, _cox().high),
        second=_ratio_again,
        second_by="statsmodels",
        second_within=1e-4,
    ),
    Claim(
        key="rossi-log-rank",
        data="recidivism (Rossi)",
        method="log-rank test of financial aid, p",
        published=Figure(0.0501),
        source=PINNED,
        unit=0.0001,
        ours=lambda: Figure(_cox().log_rank),
        second=_log_rank_again,
        second_by="statsmodels",
    ),
    Claim(
        key="e-value",
        data="risk ratio 3.9 (1.8 to 8.7)",
        method="E-value",
        published=Figure(7.26),
        source=VANDERWEELE + EVALUE,
        unit=0.01,
        ours=lambda: Figure(e_value(3.9, 1.8, 8.7).value),
        second=lambda: Figure(_needed(3.9)),
        second_by="scipy, root of the bias bound",
    ),
    Claim(
        key="e-value-limit",
        data="risk ratio 3.9 (1.8 to 8.7)",
        method="E-value of the nearest limit",
        published=Figure(3.0),
        source=VANDERWEELE + MEMORY,
        unit=0.1,
        ours=lambda: Figure(e_value(3.9, 1.8, 8.7).limit),
        second=lambda: Figure(_needed(1.8)),
        second_by="scipy, root of the bias bound",
    ),
)
