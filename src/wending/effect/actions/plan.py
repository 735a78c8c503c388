"""Studies and the versions of their plans. A version is never changed: a change is a next version, with its reason
once the plan is registered."""

from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from wending.accounts.models import Organisation
from wending.effect.models import PlanVersion, Study, StudyAct
from wending.effect.queries.scope import approaches_for, office_of, studies_for
from wending.effect.rules.plan import BadPlan, Plan, Problem, problems
from wending.effect.rules.plan_file import as_mapping, digest_of, kept_plan
from wending.effect.rules.register import Moment
from wending.effect.rules.study import Source
from wending.kit.versions import Stale
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor

THING = "effect.study"
# Words in public addresses that are pages of their own.
TAKEN = frozenset({"register", "kennisbank", "knowledge-base"})


@transaction.atomic
def begin_study(
    *, by: Actor, title: str, source: Source, is_example: bool = False, number: UUID | None = None
) -> Study:
    """Begin a study of one's office, without a plan yet; its address is made of its title.

    number: what it will be known by; one of the office that was begun with it already is returned as it is.
    """
    office = office_of(by)
    # One at a time per office, so that a form that is sent twice begins one study.
    Organisation.objects.select_for_update().get(pk=office)
    if number and (begun := studies_for(by).filter(pk=number).first()):
        return begun
    is_free = number is not None and not Study.objects.filter(pk=number).exists()
    study = Study.objects.create(
        pk=number if is_free else uuid4(),
        slug=_free_slug(title),
        organisation_id=office,
        source=source.value,
        made_by_id=by.person,
        is_example=is_example,
    )
    mark(study, by=by, kind=Moment.BEGUN)
    return study


@transaction.atomic
def write_plan(*, by: Actor, study: UUID, plan: Plan, read: int, reason: str = "") -> PlanVersion:
    """Write the next version of a plan. read: the number of the version on which it was made, 0 for none.

    Raises:
        PermissionDenied: a study of another office.
        BadPlan: something is wrong with the plan, or it names an approach that the office does not keep.
        ValidationError: withdrawn, without a reason after registration, or nothing was changed.
        Stale: somebody wrote a version meanwhile.
    """
    row = own_study(by, study)
    last = row.plans.last()
    if read != (last.number if last else 0):
        raise Stale(last.number if last else 0, last)
    if row.withdrawn:
        raise ValidationError(_("Deze studie is ingetrokken. Het plan kan niet meer veranderen."))
    if row.registered and not reason.strip():
        raise ValidationError(_("Het plan is geregistreerd. Schrijf waarom je het wijzigt."))
    if wrong := (*problems(plan), *_unknown_approaches(by, plan)):
        raise BadPlan(wrong)
    mapping = as_mapping(plan)
    digest = digest_of(mapping)
    # A version that was kept before a field existed says the same as one with that field's default.
    if last and as_mapping(kept_plan(last.plan)) == mapping:
        raise ValidationError(_("Er is niets veranderd aan het plan."))
    verb = "changed-registered-plan" if row.registered else "wrote-plan"
    record(by=by, verb=verb, thing=THING)
    return PlanVersion.objects.create(
        study=row,
        number=read + 1,
        plan=mapping,
        digest=digest,
        before=last.digest if last else "",
        reason=reason.strip(),
        was_registered=row.registered is not None,
        was_opened=row.opened is not None,
        made_by_id=by.person,
    )


def own_study(by: Actor, study: UUID) -> Study:
    """Return a study of the office of who acts, locked until the transaction ends; PermissionDenied for another."""
    row = Study.objects.select_for_update().filter(pk__in=studies_for(by).filter(pk=study).values("pk")).first()
    if row is None:
        raise PermissionDenied("a study of another office")
    return row


def mark(study: Study, *, by: Actor, kind: Moment, **more: Any) -> StudyAct:
    """Set a moment of a study for ever, in the ledger too."""
    record(by=by, verb=f"{kind.value}-study", thing=THING)
    return StudyAct.objects.create(study=study, kind=kind.value, made_by_id=by.person, **more)


def _unknown_approaches(by: Actor, plan: Plan) -> tuple[Problem, ...]:
    kept = set(approaches_for(by).values_list("key", flat=True))
    named = [("approach", plan.approach), ("against", plan.against), *(("rivals", key) for key in plan.rivals)]
    return tuple(Problem(field, "unknown-approach", (key,)) for field, key in named if key and key not in kept)


def _free_slug(title: str) -> str:
    start = slugify(title)[:70].strip("-") or "studie"
    taken = TAKEN | set(Study.objects.filter(slug__startswith=start).values_list("slug", flat=True))
    return start if start not in taken else next(s for n in range(2, 10_000) if (s := f"{start}-{n}") not in taken)
