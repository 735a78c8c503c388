"""The tables that every study is fed with, whatever they come from: files, the platform or a made-up world.

Each is a pandas frame with the columns below; more columns are refused, an absent optional table is empty. *person*
and *unit* are pseudonyms. Unknown is empty (NaN, NaT, ""), never zero and never "no". An outcome that was asked but
not told has a row with `observed` false; a person without any row was never asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


# The mechanism of an exposure of who was put on the waiting list.
WAITED = "waited"


# What is known of an organisation can be a covariate of its people, with this before its name.
ORGANISATION = "organisation_"
OF_ORGANISATION = ("kind", "sector", "size", "region", "hr_policy", "training_spend")


class Type(StrEnum):
    """Types of columns. *Mixed*: a number, or words of a class (schooling, sector)."""

    KEY = "key"
    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    YES_NO = "yes-no"
    CLASS = "class"
    MIXED = "mixed"


@dataclass(frozen=True)
class Column:
    """One column: its type, whether a row may lack it, and the range in which numbers lie."""

    name: str
    type: Type
    is_required: bool = True
    low: float | None = None
    high: float | None = None


COLUMNS: Mapping[str, tuple[Column, ...]] = {
    # Everybody in the frozen population. organisation: where they are treated (firm, school, centre).
    "persons": (Column("person", Type.KEY), Column("organisation", Type.KEY, False)),
    # What is known of somebody, and of which day it is. One row per person and covariate.
    "covariates": (
        Column("person", Type.KEY),
        Column("covariate", Type.CLASS),
        Column("value", Type.MIXED, False),
        Column("on", Type.DAY),
    ),
    # What was offered, taken and done. mechanism: how it was decided who got it (lot, rule,
    # choice, `WAITED`, ...).
    "exposures": (
        Column("person", Type.KEY),
        Column("approach", Type.CLASS),
        Column("offered_on", Type.DAY, False),
        Column("accepted_on", Type.DAY, False),
        Column("completed_on", Type.DAY, False),
        Column("dose", Type.NUMBER, False, 0),
        Column("mechanism", Type.CLASS, False),
    ),
    # horizon: days after the exposure began, or after the population was frozen for who had none.
    "outcomes": (
        Column("person", Type.KEY),
        Column("outcome", Type.CLASS),
        Column("horizon", Type.WHOLE, True, 0, 3660),
        Column("value", Type.NUMBER, False),
        Column("observed", Type.YES_NO),
        Column("on", Type.DAY, False),
        Column("source", Type.CLASS, False),
        # How many of who was asked this answer stands for; empty is one.
        Column("weight", Type.NUMBER, False, 0),
    ),
    # Units followed over time. first: the first period treated, 0 = never.
    "periods": (
        Column("unit", Type.KEY),
        Column("period", Type.WHOLE),
        Column("outcome", Type.CLASS),
        Column("value", Type.NUMBER, False),
        Column("first", Type.WHOLE, True, 0),
    ),
    # kind: 0 = not seen to happen, 1 = the event meant, 2 and up = something after which it cannot.
    "spells": (
        Column("person", Type.KEY),
        Column("outcome", Type.CLASS),
        Column("days", Type.NUMBER, True, 0),
        Column("kind", Type.WHOLE, True, 0),
    ),
    "organisations": (
        Column("organisation", Type.KEY),
        Column("kind", Type.CLASS, False),
        Column("sector", Type.CLASS, False),
        Column("size", Type.WHOLE, False, 0),
        Column("region", Type.CLASS, False),
        Column("hr_policy", Type.CLASS, False),
        Column("training_spend", Type.NUMBER, False, 0),
    ),
}


@dataclass(frozen=True)
class StudyTables:
    """All tables of one study; see `COLUMNS`."""

    persons: pd.DataFrame
    covariates: pd.DataFrame
    exposures: pd.DataFrame
    outcomes: pd.DataFrame
    periods: pd.DataFrame
    spells: pd.DataFrame
    organisations: pd.DataFrame

    def by_name(self) -> dict[str, pd.DataFrame]:
        """Return the tables by name, in the order of `COLUMNS`."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def empty_table(name: str) -> pd.DataFrame:
    """Return a table without rows."""
    import pandas as pd

    return pd.DataFrame({column.name: pd.Series(dtype="object") for column in COLUMNS[name]})
