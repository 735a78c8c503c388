"""Rows that cannot be: twice the same, about people nobody knows, or with values that contradict each other."""

from __future__ import annotations

from collections.abc import Mapping

from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.rules.tables import StudyTables
from wending.effect.rules.tables_check.found import finding_of
from wending.engine.estimation.terms import Finding

# What may be in a table once.
KEYS: Mapping[str, tuple[str, ...]] = {
    "persons": ("person",),
    "covariates": ("person", "covariate"),
    "exposures": ("person", "approach"),
    "outcomes": ("person", "outcome", "horizon"),
    "periods": ("unit", "period", "outcome"),
    "spells": ("person", "outcome"),
    "organisations": ("organisation",),
}
OF_PEOPLE = ("covariates", "exposures", "outcomes", "spells")


def problems_of_rows(tables: StudyTables) -> list[Finding]:
    """Return what is wrong with rows of typed tables, whatever the plan."""
    frames = tables.by_name()
    found: list[Finding] = []
    for name, key in KEYS.items():
        frame = frames[name]
        known = frame[list(key)].notna().all(axis=1)
        twice = frame.duplicated(list(key), keep="first") & known
        found += finding_of("twice", name, ", ".join(key), twice)
    people = set(tables.persons["person"].dropna())
    for name in OF_PEOPLE:
        whose = frames[name]["person"]
        found += finding_of("person-not-in-persons", name, "person", whose.notna() & ~whose.isin(people))
    if len(tables.organisations):
        where = tables.persons["organisation"]
        strange = where.notna() & ~where.isin(set(tables.organisations["organisation"].dropna()))
        found += finding_of("organisation-not-told", "persons", "organisation", strange, is_grave=False)
    found += _outcomes(tables)
    found += _over_time(tables)
    return found


def _outcomes(tables: StudyTables) -> list[Finding]:
    found: list[Finding] = []
    for name, frame in (("outcomes", tables.outcomes), ("periods", tables.periods), ("spells", tables.spells)):
        strange = frame["outcome"].notna() & ~frame["outcome"].isin(OUTCOMES)
        found += finding_of("unknown-outcome", name, "outcome", strange)
    for name, frame in (("outcomes", tables.outcomes), ("periods", tables.periods)):
        low = frame["outcome"].map({key: one.low for key, one in OUTCOMES.items()}).astype("float64")
        high = frame["outcome"].map({key: one.high for key, one in OUTCOMES.items()}).astype("float64")
        outside = (frame["value"] < low) | (frame["value"] > high)
        found += finding_of("value-out-of-range", name, "value", outside)
    rows = tables.outcomes
    seen = rows["observed"].fillna(False).astype(bool)
    found += finding_of("observed-without-value", "outcomes", "value", seen & rows["value"].isna())
    not_seen = ~rows["observed"].fillna(True).astype(bool)
    found += finding_of("value-not-observed", "outcomes", "observed", not_seen & rows["value"].notna())
    return found


def _over_time(tables: StudyTables) -> list[Finding]:
    periods, spells = tables.periods, tables.spells
    differs = periods.groupby("unit", dropna=True)["first"].transform("nunique") > 1
    return [
        *finding_of("first-differs", "periods", "first", differs),
        # A spell of no days has no time in which anything could be seen.
        *finding_of("spell-of-no-time", "spells", "days", spells["days"] == 0),
    ]
