"""Data sets of a study on disk: written once, read only as they were kept. Where tables come from is of others."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from wending.effect.actions.plan import THING, own_study
from wending.effect.models import DataSet
from wending.effect.rules.tables import StudyTables
from wending.effect.sources.tables import write_tables
from wending.engine.estimation.terms import Finding
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor


def folder_of(data_set: UUID) -> Path:
    """Return the folder with the tables of a data set."""
    return Path(settings.DATA_DIR) / "effect" / str(data_set)


@transaction.atomic
def keep_tables(
    *, by: Actor, study: UUID, tables: StudyTables, is_synthetic: bool, findings: Sequence[Finding] = ()
) -> DataSet:
    """Keep tables as a data set of a study of one's office, with the digest of each; it is never written again.

    Raises ValidationError for a study that was withdrawn.
    """
    row = own_study(by, study)
    if row.withdrawn:
        raise ValidationError(_("Deze studie is ingetrokken."))
    data = DataSet(study=row, is_synthetic=is_synthetic, made_by_id=by.person)
    data.digests = write_tables(folder_of(data.pk), tables)
    data.rows = {name: len(frame) for name, frame in tables.by_name().items()}
    data.findings = [asdict(one) for one in findings]
    data.save()
    record(by=by, verb="kept-data", thing=THING)
    return data


def remove_files(data_sets: Iterable[UUID]) -> None:
    """Remove the files of data sets that are gone."""
    for data_set in data_sets:
        shutil.rmtree(folder_of(data_set), ignore_errors=True)
