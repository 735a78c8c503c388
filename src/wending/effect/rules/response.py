"""Weights of who answered a questionnaire for who did not, from what was known of both beforehand.

Fitted on the covariates of the plan and on who got the approach. They go along with the outcomes, one per row that is
known; a row without one stands for one person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from wending.effect.rules.analysis.people import people_of
from wending.effect.rules.follow_up import SOURCE
from wending.effect.rules.plan import Plan
from wending.effect.rules.tables import COLUMNS, StudyTables
from wending.engine.estimation.response import response_weights
from wending.engine.estimation.terms import Finding, NotAnswerable

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Weighted:
    """Weights by person of who answered. effective: what their answers are worth; largest: the heaviest weight."""

    weights: Mapping[str, float]
    effective: float
    largest: float


def weigh(plan: Plan, tables: StudyTables, asked: Mapping[str, bool]) -> Weighted:
    """Return the weights of who answered among `asked`, by their names in the study.

    Raises:
        NotAnswerable: as `response_weights`, or covariates of the plan are not in the tables.
    """
    people = people_of(plan, tables)
    people = people.only(np.asarray(people.person.isin(list(asked)), bool))
    responded = np.array([asked[str(one)] for one in people.person], bool)
    columns, _names = people.columns(plan.covariates)
    found = response_weights(responded, np.column_stack([columns, people.treated.astype(float)]))
    weights = dict(zip(people.person[responded].astype(str), found.weights[responded].astype(float), strict=True))
    return Weighted(weights, found.effective, max(weights.values()))


def with_answers(plan: Plan, tables: StudyTables, rows: pd.DataFrame) -> tuple[StudyTables, tuple[Finding, ...]]:
    """Return tables with the rows of questionnaires among the outcomes, weighted, and which could not be weighted.

    What was told here comes before what the platform knew at the same horizon; what was only asked comes after it.
    """
    import pandas as pd

    if rows.empty:
        return tables, ()
    key = ["person", "outcome", "horizon"]
    every = pd.concat([one for one in (tables.outcomes, rows) if len(one)], ignore_index=True)
    every["order"] = 2 * (~every["observed"].astype(bool)) + (every["source"] != SOURCE)
    every = every.sort_values("order", kind="stable").drop_duplicates(key, keep="first").drop(columns="order")
    every = every.sort_values(key, kind="stable").reset_index(drop=True)
    every["weight"] = np.nan
    found: list[Finding] = []
    asked = every[every["source"] == SOURCE]
    for (outcome, horizon), group in asked.groupby(["outcome", "horizon"]):
        told = dict(zip(group["person"], group["observed"].astype(bool), strict=True))
        try:
            weights = weigh(plan, tables, told).weights
        except NotAnswerable as error:
            reasons = ", ".join(one.code for one in error.findings)
            found.append(Finding("not-weighted", (str(outcome), int(horizon), reasons), is_grave=False))
            continue
        every.loc[group.index, "weight"] = group["person"].map(weights)
    columns = [column.name for column in COLUMNS["outcomes"]]
    return replace(tables, outcomes=every.reindex(columns=columns)), tuple(found)
