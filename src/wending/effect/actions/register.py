"""The moments of a study: registered, population frozen, outcomes opened, published, withdrawn. None can be undone."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.effect.actions.data_sets import folder_of, remove_files
from wending.effect.actions.evidence import enter_study
from wending.effect.actions.extracts import remove_extract_files
from wending.effect.actions.plan import THING, mark, own_study
from wending.effect.models import Extract, Study, StudyAct
from wending.effect.queries.studies import ANSWERED
from wending.effect.rules.plan import OVER_PERIODS
from wending.effect.rules.plan_file import kept_plan
from wending.effect.rules.register import Moment, population_digest
from wending.effect.rules.study import RunState
from wending.effect.sources.tables import TablesChanged, read_tables
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import SYSTEM, Actor


@transaction.atomic
def register_study(*, by: Actor, study: UUID) -> Study:
    """Register the plan as it stands: from now on it is public, and a change is a new version with its reason.

    Raises ValidationError without a plan, or when it was registered or withdrawn before.
    """
    row = own_study(by, study)
    if row.registered or row.withdrawn:
        raise ValidationError(_("Deze studie is al geregistreerd of ingetrokken."))
    if not row.plans.exists():
        raise ValidationError(_("Er is nog geen plan. Schrijf eerst een plan."))
    return _set(row, by, Moment.REGISTERED)


@transaction.atomic
def freeze_population(*, by: Actor, study: UUID, data_set: UUID) -> StudyAct:
    """Keep for ever who is in the study: later data about other people are refused.

    Raises ValidationError when the plan is not registered, it was frozen before, the data are not of this study, or
    they do not say who starts when in a study over periods.
    """
    row = own_study(by, study)
    _refuse_withdrawn(row)
    if not row.registered:
        raise ValidationError(_("Registreer eerst het plan. Leg dan vast wie er in de studie zit."))
    if row.acts.filter(kind=Moment.FROZEN.value).exists():
        raise ValidationError(_("De groep mensen ligt al vast."))
    data = row.data_sets.filter(pk=data_set).first()
    if data is None:
        raise ValidationError(_("Kies gegevens van deze studie."))
    try:
        tables = read_tables(folder_of(data.pk), data.digests)
    except TablesChanged as changed:
        raise ValidationError(_("Bestanden zijn veranderd sinds ze zijn bewaard: %s.") % changed) from None
    people = list(tables.persons["person"])
    if not people:
        raise ValidationError(_("Er staat niemand in deze gegevens."))
    if kept_plan(row.plans.latest("number").plan).design in OVER_PERIODS and not len(tables.periods):
        raise ValidationError(_("Deze opzet volgt perioden. In de gegevens moet al staan wie wanneer begint."))
    digest = population_digest(people)
    return mark(row, by=by, kind=Moment.FROZEN, data_set=data, digest=digest, count=len(people))


@transaction.atomic
def open_outcomes(*, by: Actor, study: UUID) -> Study:
    """Open the outcomes: from now on results can be seen, and a change of the plan says that it came after.

    Raises ValidationError before registration, before the population is frozen, or a second time.
    """
    row = own_study(by, study)
    _refuse_withdrawn(row)
    if row.opened:
        raise ValidationError(_("De uitkomsten zijn al geopend."))
    if not row.registered or not row.acts.filter(kind=Moment.FROZEN.value).exists():
        raise ValidationError(_("Registreer eerst het plan en leg vast wie er in de studie zit."))
    return _set(row, by, Moment.OPENED)


@transaction.atomic
def publish_answer(*, by: Actor, run: UUID, study: UUID) -> StudyAct:
    """Publish what a run gave, whatever it says; it stays public. A later answer comes beside it.

    Raises ValidationError for a run without an answer, one that was published, or a withdrawn study.
    """
    row = own_study(by, study)
    _refuse_withdrawn(row)
    answered = row.runs.filter(pk=run, state__in=ANSWERED).first()
    if answered is None:
        raise ValidationError(_("Deze berekening heeft geen antwoord."))
    if answered.acts.exists():
        raise ValidationError(_("Dit antwoord is al openbaar."))
    if not row.published:
        row.published = timezone.now()
        row.save(update_fields=["published"])
    act = mark(row, by=by, kind=Moment.PUBLISHED, run=answered)
    enter_study(study=row)
    return act


@transaction.atomic
def withdraw_study(*, by: Actor, study: UUID, reason: str) -> Study:
    """Stop a study. It stays to be seen as withdrawn, with the reason and with what was published.

    Raises ValidationError without a reason, or a second time.
    """
    row = own_study(by, study)
    _refuse_withdrawn(row)
    if not reason.strip():
        raise ValidationError(_("Schrijf waarom je de studie intrekt. Iedereen kan dat lezen."))
    row.runs.filter(state__in=(RunState.WAITING.value, RunState.RUNNING.value)).update(
        state=RunState.STOPPED.value, finished=timezone.now()
    )
    return _set(row, by, Moment.WITHDRAWN, reason.strip())


@transaction.atomic
def erase_studies(*, by: Actor, organisation: UUID) -> int:
    """Remove the studies of an organisation that is itself erased, with plans, moments and files; return how many.

    It is for who runs the site: nobody of the organisation can do it from a page.

    Raises PermissionDenied for anybody but the system.
    """
    if by.key != SYSTEM.key:
        raise PermissionDenied("only who runs the site erases an organisation")
    rows = Study.objects.filter(organisation=organisation)
    rows.filter(erased=None).update(erased=timezone.now())
    folders = [data.pk for row in rows for data in row.data_sets.all()]
    extracts = list(Extract.objects.filter(study__in=rows).values_list("pk", flat=True))
    many = rows.count()
    rows.delete()
    record(by=by, verb="erased-studies", thing=THING)
    transaction.on_commit(lambda: remove_files(folders))
    transaction.on_commit(lambda: remove_extract_files(extracts))
    return many


def _refuse_withdrawn(row: Study) -> None:
    if row.withdrawn:
        raise ValidationError(_("Deze studie is ingetrokken."))


def _set(row: Study, by: Actor, kind: Moment, reason: str = "") -> Study:
    setattr(row, kind.value, timezone.now())
    row.save(update_fields=[kind.value])
    mark(row, by=by, kind=kind, reason=reason)
    return row
