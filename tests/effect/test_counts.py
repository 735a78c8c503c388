"""Counts of a data set made in its files, against the same counts made of the whole tables in memory."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.effect.factories import make_tables
from wending.effect.rules.tables import COLUMNS, StudyTables, empty_table
from wending.effect.sources.counts import Counts, counts_of
from wending.effect.sources.tables import TablesChanged, read_tables, write_tables


def spotty(people: int = 40) -> StudyTables:
    """Tables with unknown values, numbers and words in one column, and somebody who had an approach twice."""
    tables = make_tables(people)
    covariates = tables.covariates.assign(value=tables.covariates["value"].where(tables.covariates.index % 3 > 0, None))
    later = tables.outcomes.assign(horizon=90, outcome="wage", value=np.where(tables.outcomes.index % 4, np.nan, 20.0))
    had = pd.DataFrame({"person": ["p0", "p0", "p1", "p2"], "approach": ["check", "check", "check", "talk"]})
    exposures = pd.concat([empty_table("exposures"), had], ignore_index=True)
    for column in COLUMNS["exposures"]:
        if column.name.endswith("_on"):
            exposures[column.name] = pd.to_datetime(exposures[column.name])
    outcomes = pd.concat([tables.outcomes, later], ignore_index=True)
    return replace(tables, covariates=covariates, outcomes=outcomes, exposures=exposures)


def slowly(tables: StudyTables) -> Counts:
    """Count in memory, row by row."""
    had = {(row.approach, row.person) for row in tables.exposures.itertuples()}
    names = sorted({name for name, _person in had})

    def rows(frame: pd.DataFrame, *keys: str) -> list[tuple[object, ...]]:
        found: dict[tuple[object, ...], list[int]] = {}
        for row in frame.to_dict("records"):
            told = found.setdefault(tuple(row[key] for key in keys), [0, 0])
            told[0] += 1
            told[1] += not pd.isna(row["value"])
        return [(*key, *told) for key, told in sorted(found.items())]

    return Counts(
        tuple((name, sum(one == name for one, _person in had)) for name in names),
        tuple(rows(tables.covariates, "covariate")),
        tuple(rows(tables.outcomes, "outcome", "horizon")),
    )


@pytest.mark.parametrize("tables", [spotty(), make_tables(12)], ids=["spotty", "nobody-exposed"])
def test_counts_of_files_are_those_of_the_whole_tables(tmp_path: Path, tables: StudyTables) -> None:
    digests = write_tables(tmp_path / "data", tables)
    assert counts_of(tmp_path / "data", digests) == slowly(read_tables(tmp_path / "data", digests))


def test_counts_of_spotty_tables_are_known(tmp_path: Path) -> None:
    found = counts_of(tmp_path, write_tables(tmp_path, spotty()))
    assert found.approaches == (("check", 2), ("talk", 1))
    assert found.outcomes == (("in_work", 365, 40, 40), ("wage", 90, 40, 10))


def test_counts_read_no_table_into_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digests = write_tables(tmp_path, make_tables())
    monkeypatch.setattr(pd, "read_parquet", None)
    assert counts_of(tmp_path, digests).covariates == (("age", 4, 4), ("level", 4, 4))


def test_files_that_changed_are_not_counted(tmp_path: Path) -> None:
    digests = write_tables(tmp_path, make_tables())
    (tmp_path / "outcomes.parquet").write_bytes(b"other")
    with pytest.raises(TablesChanged, match="outcomes"):
        counts_of(tmp_path, digests)
