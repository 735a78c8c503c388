"""Counts of the tables of a data set, made in its files: nothing is read into memory, and no table is opened whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from wending.effect.sources.files.opening import connect
from wending.effect.sources.tables import unchanged

TREATED = """
    SELECT approach, count(DISTINCT person) FROM read_parquet(?) WHERE approach IS NOT NULL GROUP BY 1 ORDER BY 1
"""
# A covariate is kept as a number or as the words of a class.
COVARIATES = """
    SELECT covariate, count(*), count(*) FILTER (WHERE value IS NOT NULL OR value__words IS NOT NULL)
    FROM read_parquet(?) WHERE covariate IS NOT NULL GROUP BY 1 ORDER BY 1
"""
OUTCOMES = """
    SELECT outcome, horizon, count(*), count(value) FROM read_parquet(?)
    WHERE outcome IS NOT NULL AND horizon IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2
"""


@dataclass(frozen=True)
class Counts:
    """People who had each approach; rows and known values of each covariate, and of each outcome at a horizon."""

    approaches: tuple[tuple[str, int], ...]
    covariates: tuple[tuple[str, int, int], ...]
    outcomes: tuple[tuple[str, int, int, int], ...]


def counts_of(folder: Path, digests: Mapping[str, str]) -> Counts:
    """Return the counts of the tables of a folder, after looking whether every file is still the one of these digests.

    Raises:
        TablesChanged: as for reading them.
    """
    place = unchanged(folder, digests)
    with TemporaryDirectory() as scratch, connect(Path(scratch)) as link:

        def rows(table: str, query: str) -> tuple[Any, ...]:
            return tuple(link.execute(query, [str(place / f"{table}.parquet")]).fetchall()) if table in digests else ()

        return Counts(rows("exposures", TREATED), rows("covariates", COVARIATES), rows("outcomes", OUTCOMES))
