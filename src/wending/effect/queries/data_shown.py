"""What is in the data of a study, in counts and shares only: no value of anybody, and no outcome itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wending.effect.models import DataSet
from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.rules.tables import StudyTables

if TYPE_CHECKING:
    import pandas as pd

SMALLEST = 10


@dataclass(frozen=True)
class KnownShown:
    """A covariate, or an outcome at a horizon: of how many it was asked and known. None is fewer than 10."""

    name: str
    horizon: int | None
    asked: int | None
    known: int | None

    @property
    def share(self) -> float | None:
        """The percentage that is known; None where it would give away a small count."""
        if self.asked is None or self.known is None or self.asked - self.known in range(1, SMALLEST):
            return None
        return round(100 * self.known / self.asked)


@dataclass(frozen=True)
class DataShown:
    """A data set: people, how many had each approach, and what is known of them."""

    row: DataSet
    people: int | None
    approaches: tuple[tuple[str, int | None], ...]
    known: tuple[KnownShown, ...]
    periods: int


def data_shown(row: DataSet, tables: StudyTables) -> DataShown:
    """Return what tables hold, in counts of which small ones are left out."""
    exposed = tables.exposures.groupby("approach")["person"].nunique() if len(tables.exposures) else {}
    outcomes = tables.outcomes
    known = [
        KnownShown(str(name), None, *_counts(rows))
        for name, rows in tables.covariates.groupby("covariate", sort=True)
        if len(tables.covariates)
    ]
    known += [
        KnownShown(str(name), int(horizon), *_counts(rows))
        for (name, horizon), rows in outcomes.groupby(["outcome", "horizon"], sort=True)
        if name in OUTCOMES
    ]
    approaches = tuple((str(name), _large(int(many))) for name, many in dict(exposed).items())
    return DataShown(row, _large(len(tables.persons)), approaches, tuple(known), len(tables.periods))


def _counts(rows: pd.DataFrame) -> tuple[int | None, int | None]:
    return _large(len(rows)), _large(int(rows["value"].notna().sum()))


def _large(many: int) -> int | None:
    return many if many >= SMALLEST or many == 0 else None
