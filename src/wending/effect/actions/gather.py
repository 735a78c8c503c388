"""Makes data of the people on this platform who let a study use their record, under other names.

Nothing is read of anybody else; the name of a person and what they did never stand in one file. Everybody whose data
is used reads so in their ledger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.accounts.models import Organisation
from wending.accounts.queries.research import EXPOSURE, all_approaches, all_seen, ledger_keys
from wending.accounts.rules.consent import Purpose
from wending.accounts.rules.research import Exposure, Given
from wending.effect.actions.data_sets import folder_of, keep_tables
from wending.effect.actions.plan import THING, own_study
from wending.effect.models import DataSet, Study
from wending.effect.queries.consented import people_of, without_withdrawn
from wending.effect.queries.follow_up_people import rows_of_answers
from wending.effect.queries.pseudonyms import NoResearchKey, name_in_study
from wending.effect.rules.gathered import MEANS, Names, tables_of
from wending.effect.rules.plan import Plan
from wending.effect.rules.plan_file import kept_plan
from wending.effect.rules.register import Moment
from wending.effect.rules.response import with_answers
from wending.effect.rules.study import Source
from wending.effect.rules.tables import StudyTables
from wending.effect.rules.tables_check import problems_of
from wending.effect.sources.tables import TablesChanged, read_tables
from wending.engine.estimation.terms import Finding
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor

if TYPE_CHECKING:
    import pandas as pd

# An organisation with fewer people in the data is told of by a name only, without where it is or what it does.
SMALLEST = 10
Namer = Callable[[object], str]


@transaction.atomic
def gather(*, by: Actor, study: UUID, means: Mapping[str, str]) -> DataSet:
    """Keep what people on the platform let a study use, as a data set of it.

    Args:
        means: which kind of exposure on the platform is which approach of the plan.

    Raises:
        ValidationError: not registered, withdrawn, not a study of the platform, no research key, nobody consents, or
            an approach that the plan or the platform does not know.
    """
    row = own_study(by, study)
    plan = _plan_to_gather(row)
    unknown = [kind for kind in means if kind not in all_approaches()]
    if plan.approach not in means.values() or unknown:
        raise ValidationError(_("Kies wat op het platform telt als de aanpak van je plan."))
    try:
        person, firm = name_in_study(row.pk), name_in_study(row.pk, "organisation")
    except NoResearchKey:
        raise ValidationError(_("Deze site heeft geen sleutel voor onderzoek. Vraag de beheerder.")) from None
    people = people_of(row)
    inside = _of_the_frozen(row, people.get(EXPOSURE, frozenset()), person)
    if not inside:
        raise ValidationError(_("Er is niemand die toestemming gaf aan jullie onderzoek."))
    given = Given({part: some & inside for part, some in people.items()}, timezone.localdate())
    facts = list(all_seen(given))
    frozen = _frozen_tables(row)
    if frozen is not None:
        # What people got is as it was frozen: who got it later stays among those who had not.
        had = set(zip(frozen.exposures["person"], frozen.exposures["approach"], strict=True))
        facts = [
            one
            for one in facts
            if not isinstance(one, Exposure) or (person(one.person), means.get(one.approach)) in had
        ]
    tables, left_out = tables_of(facts, plan, inside, Names(person, firm), means)
    if frozen is not None:
        kept = without_withdrawn(row, frozen)
        tables = replace(tables, persons=kept.persons, covariates=kept.covariates, exposures=kept.exposures)
    answers = rows_of_answers(row)
    answers = answers[answers["person"].isin(tables.persons["person"])]
    tables, unweighted = with_answers(plan, tables, answers)
    large = Counter(name for name in tables.persons["organisation"] if name is not None)
    firms = {one.organisation for one in facts if isinstance(one, Exposure) and one.organisation is not None}
    organisations = _organisations(firms, firm, large) if frozen is None else _still_large(frozen.organisations, large)
    tables = replace(tables, organisations=organisations)
    chosen = [Finding(MEANS, pair, is_grave=False) for pair in sorted(means.items())]
    findings = [*problems_of(tables, plan), *left_out, *unweighted, *chosen]
    data = keep_tables(by=by, study=row.pk, tables=tables, is_synthetic=False, findings=findings)
    for key in ledger_keys(inside).values():
        record(by=by, verb="used-in-study", about=key, thing=f"{THING}:{row.pk}", purpose=Purpose.RESEARCH)
    return data


def _plan_to_gather(row: Study) -> Plan:
    if row.source != Source.PLATFORM:
        raise ValidationError(_("Deze studie gebruikt geen gegevens van het platform."))
    if row.withdrawn or not row.registered:
        raise ValidationError(_("Registreer eerst het plan. Dan pas mag je gegevens ophalen."))
    return kept_plan(row.plans.last().plan)  # type: ignore[union-attr]


def _of_the_frozen(row: Study, people: frozenset[UUID], name: Namer) -> frozenset[UUID]:
    """Return who may be in a next data set: once the population is frozen nobody new comes in."""
    tables = _frozen_tables(row)
    if tables is None:
        return people
    then = set(tables.persons["person"])
    return frozenset(one for one in people if name(one) in then)


def _frozen_tables(row: Study) -> StudyTables | None:
    """Return the tables with which the population was frozen, None before that."""
    frozen = row.acts.filter(kind=Moment.FROZEN.value).select_related("data_set").first()
    if frozen is None or frozen.data_set is None:
        return None
    try:
        return read_tables(folder_of(frozen.data_set.pk), frozen.data_set.digests)
    except TablesChanged:
        raise ValidationError(_("Bestanden zijn veranderd sinds ze zijn bewaard.")) from None


def _organisations(firms: set[UUID], name: Namer, many: Counter[str]) -> pd.DataFrame:
    import pandas as pd

    rows = []
    for firm in Organisation.objects.filter(pk__in=firms).order_by("pk"):
        called = name(firm.pk)
        is_large = many[called] >= SMALLEST
        rows.append(
            {
                "organisation": called,
                "kind": firm.kind if is_large else None,
                "region": (firm.region or None) if is_large else None,
            }
        )
    rows = [row for row in rows if row["organisation"] in many]
    return pd.DataFrame(rows, columns=["organisation", "kind", "region"])


def _still_large(frozen: pd.DataFrame, many: Counter[str]) -> pd.DataFrame:
    """Return what was frozen of the organisations that still have people, less of those that became small."""
    rows = frozen[frozen["organisation"].isin(many)].reset_index(drop=True)
    is_small = rows["organisation"].map(lambda name: many[name] < SMALLEST).astype(bool)
    return rows.assign(**{name: rows[name].mask(is_small, None) for name in rows.columns if name != "organisation"})


def frozen_or_fewer(study: Study, tables: StudyTables) -> bool:
    """Say whether everybody in tables of the platform was in the frozen population: withdrawal makes it smaller."""
    frozen = study.acts.filter(kind=Moment.FROZEN.value).select_related("data_set").first()
    if frozen is None or frozen.data_set is None:
        return False
    then = set(read_tables(folder_of(frozen.data_set.pk), frozen.data_set.digests).persons["person"])
    return set(tables.persons["person"]) <= then
