"""From the tables of a study to the people of its analysis: who was treated, with whom they stand, what was known.

Everybody of the frozen population is counted somewhere. A covariate of a day after the exposure is refused; an unknown
one is its own value: a column of its own tells who it is unknown of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from wending.effect.rules.exposure import UNCLEAR, approach_of, first_day, took_up_on
from wending.effect.rules.plan import Filter, Plan, PlannedOutcome
from wending.effect.rules.tables import OF_ORGANISATION, ORGANISATION, StudyTables
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Booleans, Finding, Floats, NotAnswerable, Sample, Whole

if TYPE_CHECKING:
    import pandas as pd

# A class seen of fewer people than this is joined with the others of its kind into one.
SMALL_CLASS = 10


@dataclass(frozen=True)
class People:
    """The analysed, n of them in the order of their pseudonyms.

    approach: what each got, "" is none of those meant. known: their
    covariates as given, a frame by person. counts: from the frozen population down, by step.
    """

    person: pd.Index
    treated: Booleans
    approach: pd.Series
    known: pd.DataFrame
    outcomes: pd.DataFrame
    clusters: Whole | None
    counts: tuple[tuple[str, int], ...]
    began: Floats
    weights: Floats | None = None

    def outcome(self, outcome: str, horizon: int) -> Floats:
        """Return an outcome, shape (n,), NaN where it is unknown or was never asked."""
        rows = self.outcomes[(self.outcomes["outcome"] == outcome) & (self.outcomes["horizon"] == horizon)]
        known = rows["observed"].astype(bool)
        if "weight" in rows:
            known &= rows["weight"].astype(float) != 0
        values = rows.loc[known].set_index("person")["value"].astype(float)
        return np.asarray(values.reindex(self.person).to_numpy(float), float)

    def weights_of(self, outcome: str, horizon: int) -> Floats | None:
        """Return how many of who was asked each stands for, shape (n,); None where no row of this outcome has a weight.

        Who has none among those with one stands for one; an answer that stands for nobody is taken as unknown.
        """
        rows = self.outcomes[(self.outcomes["outcome"] == outcome) & (self.outcomes["horizon"] == horizon)]
        if "weight" not in rows or rows["weight"].isna().all():
            return self.weights
        told = rows.set_index("person")["weight"].astype(float).reindex(self.person).to_numpy(float)
        own = np.ones(len(self.person)) if self.weights is None else self.weights
        return np.asarray(np.where(told > 0, told, 1.0) * own, float)

    def was_asked(self, outcome: str, horizon: int) -> Booleans:
        """Say who was asked for an outcome, shape (n,), whether they told it or not."""
        rows = self.outcomes[(self.outcomes["outcome"] == outcome) & (self.outcomes["horizon"] == horizon)]
        return np.asarray(self.person.isin(rows["person"]), bool)

    def measured(self, outcome: str, horizon: int) -> Floats:
        """Return the day on which each outcome was measured, shape (n,), in days since 1970; NaN where unknown."""
        import pandas as pd

        rows = self.outcomes[(self.outcomes["outcome"] == outcome) & (self.outcomes["horizon"] == horizon)]
        return _days(pd.to_datetime(rows.set_index("person")["on"]).reindex(self.person))

    def covariate(self, name: str) -> Floats:
        """Return a covariate as numbers, shape (n,), NaN where it is unknown or holds words."""
        import pandas as pd

        return np.asarray(pd.to_numeric(self.known[name], errors="coerce").to_numpy(float), float)

    def sample(self, plan: Plan, planned: PlannedOutcome, without: tuple[str, ...] = ()) -> Sample:
        """Return the sample of one outcome, weighted for who did not answer where its rows say how.

        It has the planned covariates, without those named, and without classes in which nobody has a known outcome.
        """
        names = tuple(name for name in plan.covariates if name not in without)
        outcome = self.outcome(planned.outcome, planned.horizon)
        columns, titles = _told_apart(*self.columns(names), np.isfinite(outcome))
        weights = self.weights_of(planned.outcome, planned.horizon)
        return Sample(outcome, self.treated, columns, titles, self.clusters, weights)

    def columns(self, names: tuple[str, ...]) -> tuple[Floats, tuple[str, ...]]:
        """Return numbers, shape (n, k), and a name each: numbers as they are, classes as a column per class but one."""
        columns: list[Floats] = []
        titles: list[str] = []
        for name in names:
            found = _numbers(self.known[name])
            for title, column in found if found is not None else _classes(self.known[name]):
                columns.append(column)
                titles.append(f"{name}{title}")
        return (np.column_stack(columns) if columns else np.empty((len(self.person), 0))), tuple(titles)

    def only(self, rows: Booleans) -> People:
        """Return some of the people."""
        return replace(
            self,
            person=self.person[rows],
            treated=self.treated[rows],
            approach=self.approach[rows],
            known=self.known[rows],
            clusters=None if self.clusters is None else self.clusters[rows],
            began=self.began[rows],
            weights=None if self.weights is None else self.weights[rows],
        )


def people_of(plan: Plan, tables: StudyTables, is_league: bool = False) -> People:
    """Return the people of a plan; with those of all its approaches for a league.

    By lot, who was offered is treated, whatever they did with it; else who took it. Compared are those with the
    approach to compare with, or, where that is nothing, those with none of the approaches of the plan.

    Raises:
        NotAnswerable: a covariate is not there or is of a day after exposure; nobody is left.
    """
    known = _known(plan, tables)
    bounded = np.ones(len(known), bool)
    for one in plan.population:
        bounded &= _within(known, one)
    got = approach_of(plan, tables.exposures, known.index)
    meant = {plan.approach, plan.against, *(plan.rivals if is_league else ())}
    wanted = got.isin(meant).to_numpy(bool)
    _refuse_late(plan, tables)
    kept = bounded & wanted
    counts = (
        ("population", len(known)),
        ("outside-bounds", int((~bounded).sum())),
        ("take-up-unknown", int((bounded & (got == UNCLEAR)).sum())),
        ("other-approach", int((bounded & ~wanted & (got != UNCLEAR)).sum())),
        ("treated", int((kept & (got == plan.approach)).sum())),
        ("compared", int((kept & (got != plan.approach)).sum())),
    )
    if not kept.any():
        raise NotAnswerable((Finding("nobody-in-population", (len(known),)),))
    treated = (got == plan.approach).to_numpy(bool)
    whole = People(
        known.index,
        treated,
        got,
        known,
        tables.outcomes,
        _clusters(plan, known),
        counts,
        _days(took_up_on(plan, tables.exposures).reindex(known.index)),
    )
    return whole.only(kept)


def _known(plan: Plan, tables: StudyTables) -> pd.DataFrame:
    """Return the covariates wide, a row for everybody of the population, latest value first where there are several."""
    persons = tables.persons.drop_duplicates("person").set_index("person").sort_index()
    rows = tables.covariates[tables.covariates["person"].isin(persons.index)]
    wide = rows.sort_values("on").drop_duplicates(["person", "covariate"], keep="last")
    wide = wide.pivot(index="person", columns="covariate", values="value").reindex(persons.index)
    wide["organisation"] = persons.get("organisation")
    wide = wide.join(_of_organisations(tables), on="organisation")
    asked = {*plan.covariates, *plan.groups, *(one.covariate for one in plan.population)}
    asked |= {str(plan.design_terms[name]) for name in ("score", "instrument") if name in plan.design_terms}
    asked |= {one.outcome for one in plan.outcomes if one.horizon == 0}
    missing = sorted(name for name in asked if name not in wide)
    if missing:
        raise NotAnswerable(tuple(Finding("covariate-absent", (name,)) for name in missing))
    return wide


def _of_organisations(tables: StudyTables) -> pd.DataFrame:
    """Return what is known of organisations as covariates of their people: `organisation_sector` and so on.

    A group by one of them tells where effects were larger, not that it made them so: nobody was assigned to it.
    """
    rows = tables.organisations.drop_duplicates("organisation").set_index("organisation")
    return rows[list(OF_ORGANISATION)].add_prefix(ORGANISATION)


def _within(known: pd.DataFrame, bound: Filter) -> Booleans:
    """Say of whom a bound holds; of whom it is unknown it does not."""
    column = known[bound.covariate]
    if bound.test in {"from", "to"}:
        import pandas as pd

        numbers = pd.to_numeric(column, errors="coerce")
        within = numbers >= float(bound.value) if bound.test == "from" else numbers <= float(bound.value)
        return np.asarray(within.fillna(False), bool)
    same = column.astype("string") == str(bound.value)
    return np.asarray((same if bound.test == "is" else ~same).fillna(False), bool)


def _days(column: pd.Series) -> Floats:
    import pandas as pd

    return np.asarray((column - pd.Timestamp(0)) / pd.Timedelta(days=1), float)


def _refuse_late(plan: Plan, tables: StudyTables) -> None:
    """Refuse covariates that were measured after what they are to explain.

    Raises:
        NotAnswerable: with the covariate, and how many rows of it are late.
    """
    import pandas as pd

    used = {*plan.covariates, *plan.groups, *(one.outcome for one in plan.outcomes if one.horizon == 0)}
    rows = tables.covariates[tables.covariates["covariate"].isin(used)]
    meant = [plan.approach, plan.against, *plan.rivals]
    began = first_day(tables.exposures[tables.exposures["approach"].isin(meant)])
    last_day = rows["person"].map(began).fillna(pd.Timestamp(plan.frozen_on))
    late = rows[pd.to_datetime(rows["on"]) > last_day]
    found = [Finding("covariate-after-exposure", (str(name), len(group))) for name, group in late.groupby("covariate")]
    if found:
        raise NotAnswerable(tuple(found))


def _clusters(plan: Plan, known: pd.DataFrame) -> Whole | None:
    name = plan.design_terms.get("cluster", "organisation" if plan.design is Design.STEPPED_WEDGE else "")
    if not name:
        return None
    column = known.get(str(name))
    if column is None:
        raise NotAnswerable((Finding("covariate-absent", (str(name),)),))
    if column.isna().any():
        raise NotAnswerable((Finding("cluster-unknown", (str(name), int(column.isna().sum()))),))
    codes, _ = column.factorize()
    return np.asarray(codes, np.int64)


def _numbers(column: pd.Series) -> list[tuple[str, Floats]] | None:
    """Return a column of numbers, with one of who is unknown where somebody is; None where it holds words."""
    import pandas as pd

    numbers = pd.to_numeric(column, errors="coerce")
    told = column.notna()
    words = int(numbers[told].isna().sum())
    if words and words < told.sum() / 2:
        raise NotAnswerable((Finding("covariate-mixed", (str(column.name), words, int(told.sum()))),))
    if words:
        return None
    values = numbers.to_numpy(float)
    unknown = ~np.isfinite(values)
    if not unknown.any():
        return [("", values)]
    return [("", np.where(unknown, np.nanmean(values) if (~unknown).any() else 0, values)), (":?", unknown * 1.0)]


def _told_apart(columns: Floats, titles: tuple[str, ...], rows: Booleans) -> tuple[Floats, tuple[str, ...]]:
    """Return the columns without those of a class that is nobody's or everybody's of these rows, shape (n,).

    Where nobody is left of the class that has no column, the others of its covariate say the same as a constant: then
    its last one goes. A number that is the same for everybody stays: that is for the sample to refuse.
    """
    kept = list(range(len(titles)))
    for place, title in enumerate(titles):
        if ":" in title and rows.any() and np.ptp(columns[rows, place]) == 0:
            kept.remove(place)
    for name in dict.fromkeys(titles[place].partition(":")[0] for place in kept if ":" in titles[place]):
        own = [place for place in kept if titles[place].startswith(f"{name}:")]
        if name not in titles and len(own) > 1 and (columns[rows][:, own].sum(axis=1) == 1).all():
            kept.remove(own[-1])
    return columns[:, kept], tuple(titles[place] for place in kept)


def _classes(column: pd.Series) -> list[tuple[str, Floats]]:
    """Return a column per class but the largest; small classes are one, unknown is a class too."""
    filled = column.astype("string").fillna("?")
    sizes = filled.value_counts()
    small = sizes.index[sizes < SMALL_CLASS]
    filled = filled.where(~filled.isin(small), "...")
    order = sorted(filled.unique(), key=lambda one: (-int((filled == one).sum()), one))
    return [(f":{one}", np.asarray(filled == one, float)) for one in order[1:]]
