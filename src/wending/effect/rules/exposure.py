"""Who got which approach, and since when: told once, for the checks of tables, the analysis and what leaves it.

By lot, who was offered it counts, whatever they did with it: the earliest offer that the lot decided. Else who took it
up counts, from the first day of taking or completing it. Whose take-up is unknown counts on neither side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wending.effect.rules.plan import Plan
from wending.effect.rules.tables import WAITED
from wending.engine.estimation.design import BY_LOT

if TYPE_CHECKING:
    import pandas as pd

LOT = "lot"
DAYS = ("offered_on", "accepted_on", "completed_on")
# What is told of somebody whose take-up is unknown; no approach has this name.
UNCLEAR = "?"


def first_day(exposures: pd.DataFrame) -> pd.Series:
    """Return the first day of anything of an exposure per person, for whom a day is known; index is the person."""

    first = _days(exposures).min(axis=1)
    return first.groupby(exposures["person"]).min().dropna()


def counted(plan: Plan, exposures: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that count as exposure to an approach of the plan, with the day it `began`."""

    rows = exposures[exposures["approach"].isin(_order(plan))].reset_index(drop=True)
    days = _days(rows)
    if plan.design in BY_LOT:
        rows = rows[_mechanism(rows) != WAITED]
        if (_mechanism(rows) == LOT).any():
            rows = rows[_mechanism(rows) == LOT]
        began = days.loc[rows.index, "offered_on"]
    else:
        began = days[["accepted_on", "completed_on"]].min(axis=1)
    return rows.assign(began=began)[began.notna()]


def starts(plan: Plan, exposures: pd.DataFrame) -> pd.DataFrame:
    """Return what each got first and the day it `began`, a row per person who got something; index is the person."""
    rows = counted(plan, exposures)
    rows = rows.assign(place=rows["approach"].map(_order(plan))).sort_values(["began", "place"])
    return rows.drop_duplicates("person").set_index("person")[["approach", "began"]]


def approach_of(plan: Plan, exposures: pd.DataFrame, people: pd.Index) -> pd.Series:
    """Return what each got: an approach of the plan, "" for none of them, `UNCLEAR` where that is not known."""
    got = starts(plan, exposures)["approach"].reindex(people)
    without_day = exposures[exposures["approach"].isin(_order(plan)) & _days(exposures).isna().all(axis=1)]
    unclear = people.isin(without_day["person"]) & got.isna().to_numpy()
    return got.mask(unclear, UNCLEAR).fillna("")


def began_on(plan: Plan, exposures: pd.DataFrame) -> pd.Series:
    """Return the day on which what counts began, by person."""
    return starts(plan, exposures)["began"]


def took_up_on(plan: Plan, exposures: pd.DataFrame) -> pd.Series:
    """Return the day on which the approach was taken up, by person; also by who waited for it."""

    rows = exposures[exposures["approach"] == plan.approach]
    return _days(rows)["accepted_on"].groupby(rows["person"]).min()


def not_by_lot(plan: Plan, exposures: pd.DataFrame) -> int:
    """Return how many exposures to the approach say that something else than a lot decided; 0 where one does."""
    said = _mechanism(exposures[exposures["approach"] == plan.approach])
    said = said[said != ""]
    return 0 if said.isin([LOT, WAITED]).any() else len(said)


def _days(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the days of exposures; a column that was left out is unknown of everybody."""
    import pandas as pd

    return rows.reindex(columns=list(DAYS)).apply(pd.to_datetime)


def _mechanism(rows: pd.DataFrame) -> pd.Series:
    return rows.reindex(columns=["mechanism"])["mechanism"].astype("string").fillna("")


def _order(plan: Plan) -> dict[str, int]:
    return {name: place for place, name in enumerate([plan.approach, plan.against, *plan.rivals]) if name}
