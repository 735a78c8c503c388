"""Keep evidence: what researchers add from literature and check for each other, and what published studies found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.accounts.models import Organisation
from wending.effect.models import Evidence, Study
from wending.effect.queries.evidence import editable
from wending.effect.queries.report.sentence import is_answered
from wending.effect.queries.reports import answer_of, published_run
from wending.effect.queries.scope import office_of
from wending.effect.rules.answer import Answer
from wending.effect.rules.answer_public import public_answer
from wending.effect.rules.evidence import Origin, Told, mark_of, problems
from wending.effect.rules.outcomes import OUTCOMES
from wending.kit.versions import Stale
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor


@transaction.atomic
def add_evidence(*, by: Actor, told: Told) -> Evidence:
    """Keep a study from literature; it counts once somebody else has checked it.

    Raises:
        ValidationError: what is told is not whole or not right, or is there already.
    """
    # One at a time per office, so that a form that is sent twice keeps one study.
    Organisation.objects.select_for_update().get(pk=office_of(by))
    _refuse_wrong(told)
    if _is_there(told):
        raise ValidationError(_("Deze studie staat er al, met dezelfde bron, aanpak, uitkomst en tijd."))
    row = Evidence.objects.create(
        **asdict(told), origin=Origin.LITERATURE, organisation_id=by.organisation, entered_by_id=by.me
    )
    record(by=by, verb="added-evidence", thing=f"effect.evidence {row.pk}")
    return row


@transaction.atomic
def change_evidence(*, by: Actor, evidence: UUID, told: Told, read: int | None = None) -> Evidence:
    """Change a study from literature: it must then be checked again, by somebody else than who changed it.

    read: the mark of what was changed; None for whatever stands there.

    Raises:
        Stale: somebody changed it meanwhile.
    """
    row = _own(by, evidence)
    _refuse_stale(row, read)
    _refuse_wrong(told)
    for name, value in asdict(told).items():
        setattr(row, name, value)
    row.entered_by_id = by.me
    row.checked_by = None
    row.checked = None
    row.save()
    record(by=by, verb="changed-evidence", thing=f"effect.evidence {row.pk}")
    return row


@transaction.atomic
def check_evidence(*, by: Actor, evidence: UUID, read: int | None = None) -> Evidence:
    """Say that a study was compared with its source. read: the mark of what was compared; None for what stands there.

    Raises:
        PermissionDenied: who checks is who entered it.
        Stale: it was changed since it was read.
    """
    office_of(by)
    # Somebody of another office may check as well: that is even better.
    row = Evidence.objects.select_for_update().filter(pk=evidence, origin=Origin.LITERATURE).first()
    if row is None:
        raise ObjectDoesNotExist
    if row.entered_by_id == by.me:
        raise PermissionDenied("somebody else checks")
    _refuse_stale(row, read)
    row.checked_by_id = by.me
    row.checked = timezone.now()
    row.save(update_fields=["checked_by", "checked"])
    record(by=by, verb="checked-evidence", thing=f"effect.evidence {row.pk}")
    return row


@transaction.atomic
def remove_evidence(*, by: Actor, evidence: UUID) -> None:
    """Take a study from literature away."""
    row = _own(by, evidence)
    record(by=by, verb="removed-evidence", thing=f"effect.evidence {row.pk}")
    row.delete()


@transaction.atomic
def import_evidence(*, by: Actor, rows: Sequence[Told]) -> int:
    """Keep all studies of a file or none; one that is there already, with the same outcome and time, is left as it is.

    Returns how many were new.
    """
    office_of(by)
    new = 0
    for told in rows:
        if not _is_there(told):
            add_evidence(by=by, told=told)
            new += 1
    return new


@transaction.atomic
def enter_study(*, study: Study) -> Evidence | None:
    """Enter what a published study found, also when it found nothing; again after a later answer. None before that."""
    if study.published is None:
        return None
    run = published_run(study)
    if run is None:
        return None
    told = told_of(public_answer(answer_of(run)), study)
    row, _made = Evidence.objects.update_or_create(
        study=study,
        defaults=asdict(told)
        | {"origin": Origin.HERE, "organisation_id": study.organisation_id, "is_example": study.is_example},
    )
    return row


def told_of(answer: Answer, study: Study) -> Told:
    """Return what the main outcome of an answer adds to what is known."""
    one, plan = answer.primary, answer.plan
    # An estimate whose design was refuted is no evidence of anything.
    first = one.estimates[0] if is_answered(one) else None
    published = study.published or timezone.now()
    return Told(
        title=plan.title_nl,
        reference=f"{study.organisation.name}, {published.year}",
        year=published.year,
        country="NL",
        approach=plan.approach,
        outcome=one.planned.outcome,
        horizon=one.planned.horizon,
        effect=first.value if first else None,
        error=first.error if first else None,
        unit=OUTCOMES[one.planned.outcome].unit,
        people=first.treated + first.compared if first else None,
        design=plan.design.value,
        verdict=one.judgement.verdict if first else "not-identified",
    )


def _is_there(told: Told) -> bool:
    same = {"reference": told.reference, "approach": told.approach, "outcome": told.outcome}
    return Evidence.objects.filter(**same, horizon=told.horizon, target=told.target).exists()


def _refuse_stale(row: Evidence, read: int | None) -> None:
    now = mark_of(row.told())
    if read is not None and read != now:
        raise Stale(now, row)


def _own(by: Actor, evidence: UUID) -> Evidence:
    office_of(by)
    row = editable(by).select_for_update().filter(pk=evidence).first()
    if row is None:
        raise ObjectDoesNotExist
    return row


def _refuse_wrong(told: Told) -> None:
    if problems(told):
        names = ", ".join(name for name, _code in problems(told))
        raise ValidationError(_("Dit klopt nog niet: %(fields)s.") % {"fields": names})
