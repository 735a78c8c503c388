"""What extracts released before: whether more may go out beside it, and whether it may still be given.

Terms as in `extract`; a *fact* is a covariate or an outcome that was asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from wending.effect.rules.tables import StudyTables
from wending.engine.disclosure.anonymity import UNRELEASED
from wending.engine.estimation.terms import Floats

if TYPE_CHECKING:
    import pandas as pd

TREATED = "treated"
# In what was released, columns that say of whom a fact was known.
FACT = "fact:"


def is_by_others(
    known: Iterable[str], outcomes: Iterable[tuple[str, int]], earlier: Iterable[Mapping[str, Any]]
) -> bool:
    """Say whether earlier tables, as kept, gave one of these outcomes, name and horizon, by other characteristics.

    From means by two sets of characteristics the mean of a hidden group could be reckoned back.
    """
    characteristics, asked = set(known), set(outcomes)
    return any(
        set(one["known"]) != characteristics and asked & {(name, int(days)) for name, days in one["outcomes"]}
        for one in earlier
    )


def is_withdrawn(released: pd.DataFrame, tables: StudyTables) -> bool:
    """Say whether somebody, or a fact of them, that was released is no longer in the tables."""
    people = released["person"].astype(str)
    gone = ~people.isin(tables.persons["person"].astype(str)).to_numpy(bool)
    # Of rows a label says who went out; in a table everybody counted.
    inside = (released[TREATED] != UNRELEASED).to_numpy(bool) if TREATED in released else np.full(len(people), True)
    for column in (one for one in released if str(one).startswith(FACT)):
        gone |= released[column].to_numpy(bool) & ~_known(tables, people, str(column).removeprefix(FACT))
    return bool((gone & inside).any())


def changed_since(
    released: pd.DataFrame, tables: StudyTables, outcomes: Iterable[tuple[str, int]], taken_out: int = 0
) -> int:
    """Return of how many people another thing is known of these outcomes than when an earlier table was made of them.

    From two tables that differ by a few people their mean could be reckoned back. taken_out: how many were in it of
    whom nothing is kept any more.
    """
    people = released["person"].astype(str)
    other = np.full(len(people), False)
    for name in (f"outcome:{one}:{days}" for one, days in outcomes):
        if f"{FACT}{name}" in released:
            other |= released[f"{FACT}{name}"].to_numpy(bool) != _known(tables, people, name)
    return int(other.sum()) + taken_out


def facts(
    tables: StudyTables, people: pd.Series, known: Iterable[str], outcomes: Iterable[tuple[str, int]]
) -> dict[str, np.ndarray]:
    """Return per fact that is asked of whom, shape (n,), it is known."""
    names = [f"covariate:{one}" for one in known]
    names += [f"outcome:{one}:{horizon}" for one, horizon in outcomes]
    return {f"{FACT}{name}": _known(tables, people, name) for name in names}


def _known(tables: StudyTables, people: pd.Series, fact: str) -> np.ndarray:
    kind, name = fact.split(":", 1)
    if kind == "covariate":
        return np.asarray(covariate_of(tables, people, name).notna(), bool)
    outcome, _, horizon = name.rpartition(":")
    return np.asarray(np.isfinite(outcome_of(tables, people, outcome, int(horizon))), bool)


def covariate_of(tables: StudyTables, people: pd.Series, name: str) -> pd.Series:
    """Return what a covariate is of people, in their order."""
    rows = tables.covariates[tables.covariates["covariate"] == name].drop_duplicates("person")
    return people.map(dict(zip(rows["person"].astype(str), rows["value"], strict=True)))


def outcome_of(tables: StudyTables, people: pd.Series, name: str, horizon: int) -> Floats:
    """Return what an outcome is of people, shape (n,); unknown is NaN."""
    rows = tables.outcomes
    rows = rows[(rows["outcome"] == name) & (rows["horizon"] == horizon)].drop_duplicates("person")
    values = people.map(dict(zip(rows["person"].astype(str), rows["value"].astype("float64"), strict=True)))
    return np.asarray(values, dtype=np.float64)
