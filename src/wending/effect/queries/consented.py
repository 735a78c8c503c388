"""Who of a study of the platform still lets it use their record: asked anew for every data set and every run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from wending.accounts.queries.research import EXPOSURE, given_for_research, part_of_facts
from wending.accounts.rules.consent import Part
from wending.effect.models import Study, WaveAnswer
from wending.effect.queries.pseudonyms import name_in_study
from wending.effect.rules.follow_up import SOURCE
from wending.effect.rules.gathered import BEFORE
from wending.effect.rules.study import Source
from wending.effect.rules.tables import StudyTables

if TYPE_CHECKING:
    import pandas as pd


def people_of(study: Study, *, kept: bool = False) -> dict[Part, frozenset[UUID]]:
    """Return who is in a study of the platform now, by the part that may be used; kept: as `given_for_research`.

    All of them let it be seen what they were offered: who does not would look as if they had nothing.
    """
    given = given_for_research(study.organisation_id, examples=study.is_example, kept=kept)
    inside = given.get(EXPOSURE, frozenset())
    return {part: people & inside for part, people in given.items()}


def without_withdrawn(study: Study, tables: StudyTables, *, kept: bool = False) -> StudyTables:
    """Return tables without what people do not let be used any more; as they are for a study of other sources.

    kept: as `given_for_research`; without what may not even stay where it is.
    """
    if study.source != Source.PLATFORM:
        return tables
    import pandas as pd

    name = name_in_study(study.pk)
    names = {part: {name(person) for person in people} for part, people in people_of(study, kept=kept).items()}
    inside = names.get(EXPOSURE, set())
    frames = {
        table: _kept(tables.by_name()[table], tables.by_name()[table]["person"].isin(inside))
        for table in ("persons", "exposures", "spells")
    }
    parts = part_of_facts()
    for table, column in (("covariates", "covariate"), ("outcomes", "outcome")):
        rows = tables.by_name()[table]
        of = rows[column].map(lambda fact: parts.get(str(fact).removesuffix(BEFORE)))
        still = pd.Series(False, index=rows.index)
        for part, people in names.items():
            still |= (of == part) & rows["person"].isin(people)
        if table == "outcomes":
            still &= rows["source"] != SOURCE
            # Told for this study itself, whatever parts of the record it may use, and not taken back.
            told = set(WaveAnswer.objects.filter(wave__study=study).values_list("name", flat=True))
            is_there = rows["person"].isin(told) | ~rows["observed"].astype(bool)
            still |= (rows["source"] == SOURCE) & rows["person"].isin(inside) & is_there
        frames[table] = _kept(rows, still)
    return replace(tables, **frames)


def _kept(rows: pd.DataFrame, still: pd.Series) -> pd.DataFrame:
    return rows[still.astype(bool)].reset_index(drop=True)
