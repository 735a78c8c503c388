"""Published studies for everybody, and the report of a run for the organisation that did it; never rows of people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from wending.effect.models import Approach, PlanVersion, Run, Study
from wending.effect.queries.answers_so_far import counted_words
from wending.effect.queries.report import Change, Registered, Report, report_of
from wending.effect.queries.scope import runs_for
from wending.effect.queries.studies import findings_of
from wending.effect.rules.agreed import as_agreed
from wending.effect.rules.answer import Answer, Judgement, Made, OutcomeAnswer, answer_from
from wending.effect.rules.answer_public import public_answer
from wending.effect.rules.plan import Plan
from wending.effect.rules.plan_file import kept_plan
from wending.effect.rules.register import Moment, differences
from wending.effect.rules.study import RunState
from wending.ledger.rules.actor import Actor

FINISHED = (RunState.DONE.value, RunState.UNANSWERABLE.value)


@dataclass(frozen=True)
class Page:
    """A report with what belongs to its page; run is the number of the run it was made from.

    registered: what the register tells of its plan at this moment.
    """

    report: Report
    answer: Answer
    registered: Registered
    slug: str
    study: UUID
    run: UUID
    data_set: UUID
    digests: Mapping[str, str]
    is_example: bool
    is_withdrawn: bool
    published: datetime | None
    counted: tuple[str, ...] = ()

    @property
    def is_changed_late(self) -> bool:
        """Whether its plan was changed after outcomes were opened."""
        return any(one.was_opened for one in self.registered.changes)


def published() -> list[Page]:
    """Return every published study, the newest first: nulls, unanswerable and withdrawn ones as well."""
    found = Study.objects.filter(published__isnull=False).order_by("-published")
    return [page for study in found if (page := _published_page(study)) is not None]


def published_study(slug: str) -> Page | None:
    """Return a published study by its public address, None where there is none."""
    study = Study.objects.filter(slug=slug, published__isnull=False).first()
    return _published_page(study) if study else None


def preview(actor: Actor, study: UUID, run: UUID) -> Page | None:
    """Return the report of a run to who works on it: researchers and managers of its own organisation."""
    row = (
        runs_for(actor)
        .select_related("study", "plan", "data_set")
        .filter(pk=run, study=study, state__in=FINISHED)
        .first()
    )
    return _page(row.study, row) if row else None


def published_run(study: Study) -> Run | None:
    """Return the run that was published, the last one where there are more; other runs change nothing."""
    act = (
        study.acts.select_related("run__plan", "run__data_set")
        .filter(kind=Moment.PUBLISHED.value)
        .order_by("-at")
        .first()
    )
    return act.run if act else None


def _published_page(study: Study) -> Page | None:
    run = published_run(study)
    return _page(study, run, is_public=True) if run else None


def _page(study: Study, run: Run, *, is_public: bool = False) -> Page:
    answer = public_answer(answer_of(run)) if is_public else answer_of(run)
    is_withdrawn = study.withdrawn is not None
    counted = counted_words(study, run)
    names = names_of(answer.plan)
    registered = Registered(timezone.localdate(), plan_changes(study, run.plan.number), plan_before(run))
    report = report_of(answer, names=names, registered=registered, is_withdrawn=is_withdrawn, counted=counted)
    return Page(
        report,
        answer,
        registered,
        study.slug,
        study.pk,
        run.pk,
        run.data_set_id,
        run.data_set.digests,
        study.is_example,
        is_withdrawn,
        study.published,
        counted,
    )


def answer_of(run: Run) -> Answer:
    """Return the answer of a run; of one that these data could not answer at all, what was in the way.

    Of a plan that was changed after outcomes were opened it is held against what was agreed before.
    """
    if run.answer is not None:
        answer, before = answer_from(run.answer), plan_before(run)
        return as_agreed(answer, before) if before else answer
    plan = kept_plan(run.plan.plan)
    outcome = OutcomeAnswer(plan.primary, (), (), Judgement("not-identified"), findings=findings_of(run.findings))
    at = (run.finished or run.made).isoformat()
    data = run.data_set
    made = Made(at, "", {}, dict(data.digests), run.plan.digest, plan.seed, data.is_synthetic)
    return Answer(plan, made, (), (outcome,))


def names_of(plan: Plan) -> dict[str, str]:
    """Return the names of the approaches of a plan, in the present language."""
    keys = [plan.approach, plan.against, *plan.rivals]
    field = "name_en" if (get_language() or "nl").startswith("en") else "name_nl"
    return dict(Approach.objects.filter(key__in=keys).values_list("key", field))


def plan_before(run: Run) -> Plan | None:
    """Return the plan with which outcomes were opened, where a run rests on one that was written later."""
    if not run.plan.was_opened:
        return None
    last = PlanVersion.objects.filter(study=run.study_id, was_opened=False).order_by("number").last()
    return kept_plan(last.plan) if last else None


def plan_changes(study: Study, number: int) -> tuple[Change, ...]:
    """Return the changes after registration in order, with the fields that differ. number: the version of the answer."""
    versions = list(PlanVersion.objects.filter(study=study).order_by("number"))
    return tuple(
        Change(
            timezone.localtime(after.made).date(),
            after.reason,
            tuple(one.field for one in differences(before.plan, after.plan)),
            after.was_opened,
            after.number > number,
        )
        for before, after in pairwise(versions)
        if after.was_registered
    )
