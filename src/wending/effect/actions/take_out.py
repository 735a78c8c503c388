"""Takes out of kept data what people do not let be used any more: rows of data sets, and extracts that held them.

A file is written anew and takes the place of the old one with its digests, at once or not at all. What was reckoned
before stays: it is of counts, and the register says how many people were taken out since.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import transaction

from wending.accounts.queries.research import ever_gave, ledger_keys
from wending.accounts.rules.consent import Purpose
from wending.effect.actions.data_sets import folder_of
from wending.effect.actions.extracts import take_out_of_extracts
from wending.effect.actions.plan import THING
from wending.effect.models import DataSet, Study, TakenOut
from wending.effect.queries.consented import without_withdrawn
from wending.effect.queries.pseudonyms import NoResearchKey, name_in_study
from wending.effect.rules.study import Source
from wending.effect.sources.tables import TablesChanged, has_others, read_tables, remove_all_but, write_beside
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import SYSTEM

if TYPE_CHECKING:
    import pandas as pd

    from wending.effect.rules.tables import StudyTables

log = logging.getLogger(__name__)


def take_out_withdrawn() -> str:
    """Take out of all studies of the platform who may not stay in their files; say how many, or nothing.

    Safe to run twice, and after a death half-way. Files that were changed and a site without its key are left, and
    are in the log of the site: of them nobody can tell who is who.
    """
    people = 0
    rows = Study.objects.filter(source=Source.PLATFORM.value, data_sets__isnull=False).distinct().order_by("pk")
    for study in rows:
        try:
            people += _of_study(study)
        except (NoResearchKey, TablesChanged) as error:
            log.error("who withdrew is still in the files of study %s: %s", study.pk, type(error).__name__)
    return f"taken out of studies: {people}" if people else ""


def _of_study(study: Study) -> int:
    # Most days nobody withdrew: then nothing is locked.
    due = [data for data in study.data_sets.filter(is_synthetic=False) if _is_due(study, data)]
    return _of_locked(study) if due else 0


def _is_due(study: Study, data: DataSet) -> bool:
    """Say whether somebody must be taken out, or files lie there that a death half-way left."""
    folder = folder_of(data.pk)
    tables = read_tables(folder, data.digests)
    return bool(_gone(tables, without_withdrawn(study, tables, kept=True))) or has_others(folder, data.digests)


@transaction.atomic
def _of_locked(study: Study) -> int:
    # One at a time, and not while somebody freezes or gathers.
    row = Study.objects.select_for_update().filter(pk=study.pk).first()
    if row is None:
        return 0
    gone: set[str] = set()
    for data in row.data_sets.filter(is_synthetic=False).order_by("made"):
        gone |= _of_data_set(row, data)
    if gone:
        TakenOut.objects.create(study=row, people=len(gone))
        _tell(row, gone)
    return len(gone)


def _of_data_set(row: Study, data: DataSet) -> set[str]:
    folder = folder_of(data.pk)
    tables = read_tables(folder, data.digests)
    still = without_withdrawn(row, tables, kept=True)
    gone = _gone(tables, still)
    if gone:
        data.digests = write_beside(folder, still)
        data.rows = {name: len(frame) for name, frame in still.by_name().items()}
        data.save(update_fields=["digests", "rows"])
        take_out_of_extracts(data, still)
    # Also what a death after the last time left.
    digests = dict(data.digests)
    transaction.on_commit(lambda: remove_all_but(folder, digests))
    return gone


def _gone(tables: StudyTables, still: StudyTables) -> set[str]:
    """Return of whom anything was taken out."""
    then, now = tables.by_name(), still.by_name()
    return {
        person
        for name, frame in then.items()
        if "person" in frame and len(frame) != len(now[name])
        for person in _more(frame["person"], now[name]["person"])
    }


def _more(then: pd.Series, now: pd.Series) -> set[str]:
    counts = then.value_counts().sub(now.value_counts(), fill_value=0)
    return {str(one) for one in counts.index[counts > 0]}


def _tell(row: Study, gone: set[str]) -> None:
    """Write in the ledger of who is still here that they were taken out."""
    name = name_in_study(row.pk)
    people = frozenset(one for one in ever_gave(row.organisation_id) if name(one) in gone)
    for key in ledger_keys(people).values():
        record(by=SYSTEM, verb="taken-out-of-study", about=key, thing=f"{THING}:{row.pk}", purpose=Purpose.RESEARCH)
