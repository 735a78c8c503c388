"""What is wrong with the tables of a study, before anything is estimated from them.

A finding is a code and, in `about`, table, column, how many rows and the first of them (counted from 1). Words are in
`queries/table_words`. Grave ones stop a data set from being used; the others are told beside it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from wending.effect.rules.plan import Plan
from wending.effect.rules.tables import StudyTables
from wending.effect.rules.tables_check.against_plan import problems_with_plan
from wending.effect.rules.tables_check.order import problems_of_order
from wending.effect.rules.tables_check.rows import problems_of_rows
from wending.effect.rules.tables_check.types import typed
from wending.engine.estimation.terms import Finding

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["problems_of", "typed", "typed_tables"]


def typed_tables(tables: StudyTables) -> tuple[StudyTables, tuple[Finding, ...]]:
    """Return the tables with every column of its own type, and what did not fit; what did not is empty there."""
    found: list[Finding] = []
    frames: dict[str, pd.DataFrame] = {}
    for name, frame in tables.by_name().items():
        frames[name], wrong = typed(name, frame)
        found += wrong
    return StudyTables(**frames), tuple(found)


def problems_of(tables: StudyTables, plan: Plan | None = None, today: date | None = None) -> tuple[Finding, ...]:
    """Return everything that is wrong with tables, and with what a plan asks of them where there is one.

    today: the day after which nothing can have happened yet; the present day when not said.
    """
    clean, found = typed_tables(tables)
    return (
        *found,
        *problems_of_rows(clean),
        *problems_of_order(clean, plan, today or date.today()),
        *(problems_with_plan(clean, plan) if plan else ()),
    )
