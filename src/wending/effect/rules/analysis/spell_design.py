"""How long it takes until something happens, compared with those like the treated; days gained or lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from wending.effect.rules.analysis.assemble import Look, Make, Ways
from wending.effect.rules.analysis.people import People
from wending.effect.rules.plan import Plan, PlannedOutcome
from wending.effect.rules.tables import StudyTables
from wending.engine.estimation.balance import balance
from wending.engine.estimation.check import Check, Code, State
from wending.engine.estimation.confounding import confounding
from wending.engine.estimation.missing import Stage, flow
from wending.engine.estimation.over_time import Spells
from wending.engine.estimation.overlap import overlap
from wending.engine.estimation.power import power_check
from wending.engine.estimation.specifications import Curve, Specification, specifications
from wending.engine.estimation.survival import restricted_mean
from wending.engine.estimation.terms import Estimate, Finding, NotAnswerable, Sample
from wending.engine.estimation.weighting import propensity_weights

if TYPE_CHECKING:
    import pandas as pd


def ways(plan: Plan, planned: PlannedOutcome, tables: StudyTables, people: People) -> Ways:
    """Return how the days until an event are estimated within the horizon; other events compete."""
    rows = tables.spells[tables.spells["outcome"] == planned.outcome].drop_duplicates("person").set_index("person")
    inside = np.asarray(people.person.isin(rows.index), bool)
    with_spell = people.only(inside)
    own = rows.reindex(with_spell.person)
    spells = _spells(plan, with_spell, own)
    # The days within the horizon, for looks that need an outcome of each person; censored before it is unknown.
    within = np.minimum(spells.duration, planned.horizon)
    within[(spells.kind == 0) & (spells.duration < planned.horizon)] = np.nan
    # Weights for who did not answer are of answers, not of spells.
    sample = replace(with_spell.sample(plan, planned), outcome=within, weights=with_spell.weights)
    whole = Sample(spells.duration, spells.treated, spells.covariates, spells.names, spells.clusters)

    def looks(estimates: tuple[Estimate, ...]) -> dict[Code, Look]:
        return {
            Code.FLOW: lambda: flow(_stages(people, with_spell)),
            Code.BALANCE: lambda: balance(whole, propensity_weights(whole) if whole.names else None),
            Code.OVERLAP: lambda: overlap(whole, plan.estimand),
            Code.MISSING: lambda: _censored(spells, planned.horizon),
            Code.CONFOUNDING: lambda: confounding(sample),
            Code.SPECIFICATIONS: lambda: _horizons(spells, planned.horizon, estimates[0]),
            Code.POWER: lambda: power_check(sample, estimates[0], planned.smallest),
        }

    def usable() -> Spells:
        if not len(spells):
            raise NotAnswerable((Finding("no-spells", (planned.outcome,)),))
        return spells

    estimates: dict[str, Make] = {
        "restricted-mean-weighted": lambda: restricted_mean(usable(), planned.horizon, is_weighted=bool(spells.names)),
        "restricted-mean": lambda: restricted_mean(usable(), planned.horizon),
    }
    excuses = {
        Code.PRE_TRENDS: "one-period",
        Code.PLACEBO: "no-earlier-outcome",
        Code.NEGATIVE_CONTROL: "no-untouched-outcome",
    }
    return Ways(estimates, looks, excuses)


def _spells(plan: Plan, people: People, rows: pd.DataFrame) -> Spells:
    columns, names = people.columns(plan.covariates)
    return Spells(
        rows["days"].to_numpy(float), rows["kind"].to_numpy(np.int64), people.treated, columns, names, people.clusters
    )


def _stages(everybody: People, with_spell: People) -> list[Stage]:
    return [
        Stage(name, int(one.treated.sum()), int((~one.treated).sum()))
        for name, one in (("in-population", everybody), ("with-spell", with_spell))
    ]


def _censored(spells: Spells, horizon: int) -> Check:
    """Return how many were lost from sight within the horizon, by arm; they count as long as they were seen."""
    lost = (spells.kind == 0) & (spells.duration < horizon)
    shares = [float(lost[rows].mean()) for rows in (spells.treated, ~spells.treated)]
    figures = (("unknown-treated", shares[0]), ("unknown-compared", shares[1]))
    return Check(Code.MISSING, State.PASSED if not lost.any() else State.TOLD, figures)


def _horizons(spells: Spells, horizon: int, claimed: Estimate) -> Check:
    """Return the effect with and without weights at this horizon and shorter ones, as shares of it."""
    done = []
    for share in (0.5, 0.75, 1.0):
        for is_weighted in (True, False):
            name = "weighted" if is_weighted else "unweighted"
            try:
                made = restricted_mean(spells, share * horizon, is_weighted=is_weighted and bool(spells.names))
                done.append(Specification(name, f"{share:g} of horizon", made))
            except NotAnswerable as refused:
                done.append(Specification(name, f"{share:g} of horizon", None, refused.findings[0].code))
    return specifications(Curve(tuple(done), True), claimed)
