"""What tables lack of what a plan asks: people to compare with, outcomes that anybody told, more than one firm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wending.effect.rules.exposure import approach_of, not_by_lot
from wending.effect.rules.plan import OVER_PERIODS, Plan, Use
from wending.effect.rules.tables import OF_ORGANISATION, ORGANISATION, StudyTables
from wending.engine.estimation.design import BY_LOT, Design
from wending.engine.estimation.terms import Finding

if TYPE_CHECKING:
    import pandas as pd

BY_CLUSTER = frozenset({Design.CLUSTER_RANDOMISED})


def problems_with_plan(tables: StudyTables, plan: Plan) -> list[Finding]:
    """Return what is wrong with typed tables for this plan."""
    if plan.design in OVER_PERIODS:
        return _over_time(tables, plan)
    people = tables.persons["person"].dropna()
    treated, compared = groups_of(tables, plan, people)
    found = []
    if not len(people):
        return [Finding("nobody", ("persons", "person", 0))]
    if not treated.any():
        found.append(Finding("nobody-treated", ("exposures", "approach", len(people))))
    elif not compared.any():
        found.append(Finding("nobody-to-compare", ("exposures", "approach", int(treated.sum()))))
    if plan.design in BY_LOT and (many := not_by_lot(plan, tables.exposures)):
        found.append(Finding("not-by-lot", ("exposures", "mechanism", many)))
    found += _outcomes(tables, plan, people)
    known = tables.covariates[tables.covariates["value"].notna() & tables.covariates["person"].isin(people)]
    there = set(known["covariate"]) | {
        f"{ORGANISATION}{name}" for name in OF_ORGANISATION if tables.organisations[name].notna().any()
    }
    wanted = [*plan.covariates, *(one.outcome for one in plan.of_use(Use.PLACEBO)), *plan.groups]
    wanted += [one.covariate for one in plan.population]
    for name in dict.fromkeys(wanted):
        if name not in there:
            found.append(Finding("covariate-all-missing", ("covariates", name, len(people))))
    if treated.any() and compared.any():
        found += _clusters(tables, plan, people, treated, compared)
    return found


def groups_of(tables: StudyTables, plan: Plan, people: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Say of people, shape (n,), who was treated and who is compared; neither, of whom it is unknown or a rival's."""
    import pandas as pd

    got = approach_of(plan, tables.exposures, pd.Index(people)).to_numpy()
    treated = pd.Series(got == plan.approach, people.index)
    return treated, pd.Series(got == plan.against, people.index)


def _outcomes(tables: StudyTables, plan: Plan, people: pd.Series) -> list[Finding]:
    found = []
    rows = tables.outcomes[tables.outcomes["person"].isin(people)]
    known = rows[rows["value"].notna()].groupby(["outcome", "horizon"]).size()
    for one in plan.outcomes:
        if one.use is Use.PLACEBO:
            continue
        if plan.design is Design.TIME_TO_EVENT:
            is_there = bool((tables.spells["outcome"] == one.outcome).any())
        else:
            is_there = (one.outcome, one.horizon) in known.index
        if not is_there:
            about = ("outcomes", f"{one.outcome} {one.horizon}", len(people))
            found.append(Finding("outcome-all-missing", about, is_grave=one.use is Use.PRIMARY))
    return found


def _clusters(
    tables: StudyTables, plan: Plan, people: pd.Series, treated: pd.Series, compared: pd.Series
) -> list[Finding]:
    name = str(plan.design_terms.get("cluster", "organisation"))
    if name == "organisation":
        place = tables.persons.set_index("person")["organisation"]
    else:
        rows = tables.covariates
        place = rows[rows["covariate"] == name].set_index("person")["value"]
    cluster = people.map(place[~place.index.duplicated()])
    is_grave = plan.design in BY_CLUSTER
    if cluster.isna().all():
        return [Finding("cluster-all-missing", ("persons", name, len(people)))] if is_grave else []
    alone = [
        (code, int(group.sum()))
        for code, group in (("one-cluster-treated", treated), ("one-cluster-compared", compared))
        if cluster[group].nunique() == 1
    ]
    # One firm beside one other: whatever differs between them would be called an effect.
    is_grave = is_grave or len(alone) == 2
    return [Finding(code, ("persons", name, many), is_grave) for code, many in alone]


def _over_time(tables: StudyTables, plan: Plan) -> list[Finding]:
    rows = tables.periods
    first = rows.groupby("unit")["first"].max()
    if not len(first):
        return [Finding("nobody", ("periods", "unit", 0))]
    found = []
    if not (first > 0).any():
        found.append(Finding("nobody-treated", ("periods", "first", len(first))))
    elif (first > 0).all() and first.nunique() == 1:
        found.append(Finding("nobody-to-compare", ("periods", "first", len(first))))
    known = set(rows.loc[rows["value"].notna(), "outcome"])
    for one in plan.outcomes:
        if one.use is not Use.PLACEBO and one.outcome not in known:
            about = ("periods", one.outcome, len(rows))
            found.append(Finding("outcome-all-missing", about, is_grave=one.use is Use.PRIMARY))
    return found
