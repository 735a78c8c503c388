"""What is in the data of a study, in counts and shares only: no value of anybody, and no outcome itself."""

from __future__ import annotations

from dataclasses import dataclass

from wending.effect.models import DataSet
from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.sources.counts import Counts

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


def data_shown(row: DataSet, counts: Counts) -> DataShown:
    """Return what a data set holds, in counts of which small ones are left out."""
    known = [KnownShown(name, None, _large(asked), _large(known)) for name, asked, known in counts.covariates]
    known += [
        KnownShown(name, horizon, _large(asked), _large(known))
        for name, horizon, asked, known in counts.outcomes
        if name in OUTCOMES
    ]
    people = row.rows["persons"]
    # Nor how many had it where that leaves few who had not.
    approaches = tuple(
        (name, None if people - many in range(1, SMALLEST) else _large(many)) for name, many in counts.approaches
    )
    return DataShown(row, _large(people), approaches, tuple(known), row.rows["periods"])


def _large(many: int) -> int | None:
    return many if many >= SMALLEST or many == 0 else None
