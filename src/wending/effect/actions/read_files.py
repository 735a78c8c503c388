"""Reads files of surveys and registers for a study: a look first, which keeps nothing, then a data set of it.

People get their name of this study before anything is kept. What is grave stops it: then nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from wending.effect.actions.data_sets import keep_tables
from wending.effect.actions.plan import own_study
from wending.effect.models import DataSet, Study
from wending.effect.queries.pseudonyms import NoResearchKey, name_in_study
from wending.effect.rules.plan import Plan
from wending.effect.rules.plan_file import kept_plan
from wending.effect.rules.study import Source
from wending.effect.rules.tables import StudyTables
from wending.effect.rules.tables_check import problems_of, typed_tables
from wending.effect.rules.tables_check.rows import OF_PEOPLE
from wending.effect.sources.files.parse import parse_mapping
from wending.effect.sources.files.select import read_files
from wending.engine.estimation.terms import Finding
from wending.kit.bsn import passes_eleven_test
from wending.ledger.rules.actor import Actor

# Of keys of nine digits by chance one in eleven passes the test of citizen numbers.
MOST_LIKE_CITIZEN_NUMBERS = 0.5


@dataclass(frozen=True)
class Looked:
    """What files give: rows read per file, rows per table, what is wrong, and the tables with their own keys."""

    files: dict[str, int]
    rows: dict[str, int]
    findings: tuple[Finding, ...]
    tables: StudyTables

    @property
    def is_usable(self) -> bool:
        """Whether nothing grave is in the way."""
        return not any(one.is_grave for one in self.findings)


def look_at_files(mapping: bytes, folder: Path, plan: Plan | None = None) -> Looked:
    """Return what files in a folder give under a mapping; keep nothing.

    Raises:
        BadMapping: the mapping cannot be read.
    """
    read = read_files(parse_mapping(mapping), folder)
    findings = (*read.findings, *problems_of(read.tables, plan), *_citizen_numbers(read.tables))
    tables, _found = typed_tables(read.tables)
    rows = {name: len(frame) for name, frame in tables.by_name().items() if len(frame)}
    return Looked(dict(read.files), rows, findings, tables)


def look_for_study(*, by: Actor, study: UUID, mapping: bytes, folder: Path) -> Looked:
    """Return what files would give a study of one's office, looked at with its plan; keep nothing."""
    return look_at_files(mapping, folder, _plan_of(_study_of_files(by, study)))


def keep_files(*, by: Actor, study: UUID, mapping: bytes, folder: Path) -> DataSet:
    """Keep what files give as a data set of a study of one's office, with people under other names.

    Raises:
        PermissionDenied: a study of another office.
        BadMapping: the mapping cannot be read.
        ValidationError: not registered, not a study of files, something grave is wrong, or there is no research key.
    """
    row = _study_of_files(by, study)
    if not row.registered:
        raise ValidationError(_("Registreer eerst het plan. Dan pas mag je gegevens bewaren."))
    looked = look_at_files(mapping, folder, _plan_of(row))
    if not looked.is_usable:
        raise ValidationError(_("Er is iets mis met deze gegevens. Er is niets bewaard."))
    try:
        person, firm = name_in_study(row.pk), name_in_study(row.pk, "organisation")
    except NoResearchKey:
        raise ValidationError(_("Deze site heeft geen sleutel voor onderzoek. Vraag de beheerder.")) from None
    tables = under_other_names(looked.tables, person, firm)
    return keep_tables(by=by, study=row.pk, tables=tables, is_synthetic=False, findings=looked.findings)


def under_other_names(
    tables: StudyTables, person: Callable[[object], str], firm: Callable[[object], str]
) -> StudyTables:
    """Return tables in which people and organisations are called otherwise; units only where they are people."""
    people = {key: person(key) for key in tables.persons["person"].dropna().unique()}
    firms = {
        key: firm(key)
        for frame in (tables.persons, tables.organisations)
        for key in frame["organisation"].dropna().unique()
    }
    frames = {
        name: frame.assign(person=frame["person"].map(people))
        for name, frame in tables.by_name().items()
        if name in {"persons", *OF_PEOPLE}
    }
    frames["persons"] = frames["persons"].assign(organisation=tables.persons["organisation"].map(firms))
    frames["organisations"] = tables.organisations.assign(organisation=tables.organisations["organisation"].map(firms))
    frames["periods"] = tables.periods.assign(unit=tables.periods["unit"].map(lambda key: people.get(key, key)))
    return replace(tables, **frames)


def _study_of_files(by: Actor, study: UUID) -> Study:
    with transaction.atomic():
        row = own_study(by, study)
    if row.source != Source.FILES:
        raise ValidationError(_("Deze studie gebruikt geen bestanden."))
    if row.withdrawn:
        raise ValidationError(_("Deze studie is ingetrokken."))
    return row


def _plan_of(row: Study) -> Plan | None:
    last = row.plans.last()
    return kept_plan(last.plan) if last else None


def _citizen_numbers(tables: StudyTables) -> tuple[Finding, ...]:
    keys = [str(key) for key in tables.persons["person"].dropna()]
    like = [len(key) in {8, 9} and key.isdecimal() and passes_eleven_test(key.zfill(9)) for key in keys]
    if sum(like) > max(MOST_LIKE_CITIZEN_NUMBERS * len(keys), 5):
        return (Finding("citizen-numbers", ("persons", "person", sum(like))),)
    return ()
