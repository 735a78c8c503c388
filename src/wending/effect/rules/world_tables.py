"""The tables of a study from a made-up world, in the form in which registers and surveys would come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from wending.effect.rules.exposure import LOT
from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.rules.tables import WAITED, StudyTables
from wending.engine.estimation.world import Tables

if TYPE_CHECKING:
    import pandas as pd

# What a world calls an outcome, and what studies do. Its satisfaction is on another scale and is left out.
NAMES: Mapping[str, str] = {
    "in-work": "in_work",
    "hours": "hours",
    "earnings": "earnings",
    "wage": "wage",
    "level-match": "level_match",
    "field-match": "field_match",
    "in-education": "in_education",
    "dropped-out": "drop_out",
    "moved-inside": "moved_within_sector",
    "moved-between": "moved_between_sectors",
    "competences": "career_competences",
    "absence": "absence",
}
# Mechanisms of a world in which a lot decides.
BY_LOT = frozenset({"randomised", "cluster", "waiting-list", "stepped-wedge"})
LEVELS = ("low", "middle", "high")
# Of the 24 months before, those of the first year: long before anything began, so the outcome of a placebo.
YEAR = 12
# Covariates of a world that are numbers as they are.
PLAIN = ("age", "worked-24", "worked-6", "earnings-24", "score", "letter")


def study_tables(world: Tables, period_outcome: str = "in-work") -> StudyTables:
    """Return the tables of a study; people and firms get keys, outcomes are cut off at the ends of their scale.

    period_outcome: which of "in-work", "hours" and "earnings" is followed by half-year.
    """
    import pandas as pd

    persons = pd.DataFrame({"person": _people(world.persons["person"]), "organisation": _firms(world.persons["firm"])})
    return StudyTables(
        persons=persons,
        covariates=_covariates(world),
        exposures=_exposures(world),
        outcomes=_outcomes(world),
        periods=pd.DataFrame(
            {
                "unit": _people(world.periods["person"]),
                "period": world.periods["period"].astype(int),
                "outcome": NAMES[period_outcome],
                "value": world.periods[period_outcome].astype(float),
                "first": world.periods["first"].astype(int),
            }
            if world.periods
            else {"unit": [], "period": [], "outcome": [], "value": [], "first": []}
        ),
        spells=pd.DataFrame(
            {
                "person": _people(world.spells["person"]),
                "outcome": "days_until_work",
                "days": world.spells["duration_days"].astype(float),
                "kind": world.spells["kind"].astype(int),
            }
        ),
        organisations=pd.DataFrame(
            {
                "organisation": _firms(world.organisations["firm"]),
                "kind": "employer",
                "sector": _words(world, "sector", world.organisations["sector"]),
                "region": _words(world, "region", world.organisations["region"]),
                "size": None,
                "hr_policy": ["yes" if one else "no" for one in world.organisations["policy"]],
                "training_spend": world.organisations["spend"].astype(float),
            }
        ),
    )


def _people(numbers: pd.Series) -> list[str]:
    return [f"p{number:07d}" for number in numbers]


def _firms(numbers: pd.Series) -> list[str]:
    return [f"f{number:06d}" for number in numbers]


def _words(world: Tables, name: str, codes: pd.Series) -> list[str]:
    words = world.codes.get(name)
    return [words[code] if words else str(code) for code in codes]


def _covariates(world: Tables) -> pd.DataFrame:
    import pandas as pd

    person = _people(world.covariates["person"])
    on = pd.to_datetime(world.covariates["on"])
    known: dict[str, list[str]] = {name: [f"{value:.6g}" for value in world.covariates[name]] for name in PLAIN}
    known["schooling"] = [LEVELS[level] for level in world.persons["level"]]
    known["region"] = _words(world, "region", world.persons["region"])
    known["sector"] = _words(world, "sector", world.persons["sector"])
    if world.history:
        months = pd.DataFrame(world.history)
        year = months[months["month"] < YEAR].groupby("person")["in-work"].mean().reindex(world.covariates["person"])
        known["worked_first_year"] = [f"{share:.6g}" for share in year]
    rows = [
        pd.DataFrame({"person": person, "covariate": name.replace("-", "_"), "value": values, "on": on})
        for name, values in known.items()
    ]
    return pd.concat(rows, ignore_index=True)


def _exposures(world: Tables) -> pd.DataFrame:
    import pandas as pd

    table = world.exposures
    return pd.DataFrame(
        {
            "person": _people(table["person"]),
            "approach": _words(world, "approach", table["approach"]),
            **{name: pd.to_datetime(table[name]) for name in ("offered_on", "accepted_on", "completed_on")},
            "dose": table["dose"].astype(float),
            "mechanism": _mechanisms(world),
        }
    )


def _mechanisms(world: Tables) -> list[str]:
    """Return who decided: a lot, a lot that put somebody on the waiting list, or what the world says."""
    words = _words(world, "mechanism", world.exposures["mechanism"])
    late = world.exposures["offered_on"] > world.persons["start"][world.exposures["person"]]
    waits = [WAITED if one and word == "waiting-list" else word for one, word in zip(late, words, strict=True)]
    return [LOT if word in BY_LOT else word for word in waits]


def _outcomes(world: Tables) -> pd.DataFrame:
    """Return outcomes that exist for somebody; a wage of who has no work is no row."""
    import pandas as pd

    table = pd.DataFrame(world.outcomes)
    table["outcome"] = pd.Series(_words(world, "outcome", table["outcome"])).map(NAMES)
    table = table[table["outcome"].notna() & table["applies"].astype(bool)]
    low = table["outcome"].map({name: one.low for name, one in OUTCOMES.items()})
    high = table["outcome"].map({name: one.high for name, one in OUTCOMES.items()})
    return pd.DataFrame(
        {
            "person": _people(table["person"]),
            "outcome": table["outcome"].to_numpy(),
            "horizon": table["horizon_days"].astype(int).to_numpy(),
            "value": table["value"].astype(float).clip(low, high).to_numpy(),
            "observed": table["observed"].astype(bool).to_numpy(),
            "on": pd.to_datetime(table["on"]).to_numpy(),
            "source": "made-up",
        }
    )
