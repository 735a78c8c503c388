"""The tables of a synthetic world, as registers and surveys would give them: no hidden figure is in any of them.

Each table is a dict of numpy columns of one length. Codes stand for words: `Tables.codes` has the words of each.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wending.engine.estimation.world.terms import World

Table = dict[str, NDArray[Any]]

# table -> column -> what it is, in which unit and range. Dates are days (datetime64[D]); an unknown date is NaT.
COLUMNS: dict[str, dict[str, str]] = {
    "persons": {
        "person": "number, 0 and up; the same in every table",
        "age": "years at the start, 18 to 64",
        "level": "schooling: 0 low, 1 middle, 2 high",
        "region": "code, 0 and up",
        "school": "code of the last school, 0 and up",
        "firm": "number of the firm of the start, 0 and up",
        "sector": "code of the sector of that firm",
        "start": "date of the start (of the approach, or of the same wave of who did not get one)",
    },
    "covariates": {
        "person": "number",
        "on": "date to which these were known; before every start",
        "age": "years",
        "level-low": "1 when schooling is low, else 0",
        "level-high": "1 when schooling is high, else 0",
        "worked-24": "share of the last 24 months in work, 0 to 1",
        "worked-6": "share of the last 6 months in work, 0 to 1",
        "earnings-24": "thousands of euros a month, mean of the last 24 months, 0 and up",
        "score": "the score of a cut-off, mean about 0, spread about 1; more for who is further from work",
        "letter": "1 when a draw (letter, offer or firm) fell on this person, else 0",
    },
    "history": {
        "person": "number",
        "month": "0 to 23, the last before the first start is 23",
        "in-work": "0 or 1",
        "earnings": "euros in that month, 0 and up",
    },
    "exposures": {
        "person": "number",
        "approach": "code",
        "offered_on": "date, NaT when it was taken without an offer",
        "accepted_on": "date, NaT when not accepted",
        "completed_on": "date, NaT when not completed",
        "dose": "hours got, 0 when not accepted",
        "mechanism": "code",
    },
    "outcomes": {
        "person": "number",
        "outcome": "code",
        "horizon_days": "days after the start",
        "value": "see `OUTCOMES` for the unit; NaN when unknown or when it does not exist",
        "observed": "whether the question was answered",
        "applies": "whether the outcome exists for this person (a wage for who is in work); true when unknown",
        "on": "date of the measurement",
    },
    "periods": {
        "person": "number",
        "period": "half-year, 1 and up; 1 to 4 lie before the first start",
        "first": "first period with an approach, 0 when never",
        "in-work": "share of its months in work, 0 to 1",
        "hours": "hours a week, mean of its months, 0 and up",
        "earnings": "euros a month, mean of its months, 0 and up",
    },
    "spells": {
        "person": "number; only who was not in work in the month before the first start",
        "started_on": "date",
        "duration_days": "above 0",
        "kind": "0 not seen to end, 1 work, 2 education",
    },
    "organisations": {
        "firm": "number",
        "size": "0 below 10 people of this world, 1 below 50, 2 above",
        "sector": "code",
        "region": "code",
        "policy": "1 with an HR policy for learning and mobility, else 0",
        "spend": "training, euros a year per person, 300 to 900",
    },
    "organisation_periods": {
        "firm": "number",
        "period": "half-year, as in periods",
        "reach": "share of its people with an approach by then, 0 to 1",
        "vacancies": "number opened",
        "filled": "number of those filled",
        "stayed": "share of its people that stayed, 0 to 1",
    },
}


@dataclass(frozen=True)
class Tables:
    """All tables of `COLUMNS`, and the words behind their codes. `is_synthetic` is always true."""

    world: World
    persons: Table
    covariates: Table
    history: Table
    exposures: Table
    outcomes: Table
    periods: Table
    spells: Table
    organisations: Table
    organisation_periods: Table
    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    is_synthetic: bool = True

    def __post_init__(self) -> None:
        """Refuse tables that do not have the columns that are documented.

        Raises:
            ValueError: a column is missing, undocumented, or of another length.
        """
        for name, columns in COLUMNS.items():
            table: Table = getattr(self, name)
            if table and (set(table) != set(columns) or len({len(column) for column in table.values()}) > 1):
                raise ValueError(f"the table {name} has other columns than documented")

    def to_arrow(self, name: str) -> Any:
        """Return a table for files and databases, codes written out; its metadata say that it is synthetic."""
        import pyarrow as pa

        table: Table = getattr(self, name)
        columns = {}
        for column, values in table.items():
            if column in self.codes:
                columns[column] = pa.DictionaryArray.from_arrays(pa.array(values), pa.array(self.codes[column]))
            else:
                is_unknown = np.isnan(values) if values.dtype.kind == "f" else None
                columns[column] = pa.array(values, mask=is_unknown)
        return pa.table(columns, metadata={"synthetic": "true", "seed": str(self.world.seed)})
