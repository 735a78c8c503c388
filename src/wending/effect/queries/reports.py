"""Published studies for everybody, and the report of a run for the organisation that did it; never rows of people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wending.effect.models import Approach, PlanVersion, Run, Study
from wending.effect.queries.answers_so_far import counted_words
from wending.effect.queries.approaches import cost_of
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
class Published:
    """A published answer of a study: its number, and when it was published. None ever goes away."""

    number: int
    at: datetime


@dataclass(frozen=True)
class Page:
    """A report with what belongs to its page; run is the number of the run it was made from.

    registered: what the register tells of its plan at this moment. answers: all that were published, of which this is
    `number`; 0 for one that was not.
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
    number: int = 0
    answers: tuple[Published, ...] = ()

    @property
    def is_changed_late(self) -> bool:
        """Whether its plan was changed after outcomes were opened."""
        return any(one.was_opened for one in self.registered.changes)


def published() -> list[Page]:
    """Return every published study, the newest first: nulls, unanswerable and withdrawn ones as well."""
    found = Study.objects.filter(published__isnull=False).order_by("-published")
    return [page for study in found if (page := _published_page(study)) is not None]


def published_study(slug: str, number: int | None = None) -> Page | None:
    """Return a published study by its public address and the number of its answer (the last one), None for another."""
    study = Study.objects.filter(slug=slug, published__isnull=False).first()
    return _published_page(study, number) if study else None


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
    found = _publications(study)
    return found[-1][1] if found else None


def _publications(study: Study) -> list[tuple[datetime, Run]]:
    """Return every publication of a study, the first one first: its place is its number, which never changes."""
    acts = study.acts.select_related("run__plan", "run__data_set").filter(kind=Moment.PUBLISHED.value)
    return [(act.at, act.run) for act in acts.order_by("at", "pk") if act.run is not None]


def _published_page(study: Study, number: int | None = None) -> Page | None:
    """Return the page of an answer by its number, the last one for None; an earlier one says that it is."""
    found = _publications(study)
    chosen = len(found) if number is None else number
    if not 0 < chosen <= len(found):
        return None
    page = _page(study, found[chosen - 1][1], is_public=True)
    if chosen < len(found):
        older = _("Dit is een eerder antwoord: nummer %(n)s van %(all)s. Er is een nieuwer antwoord.")
        notes = (older % {"n": chosen, "all": len(found)}, *page.report.notes)
        page = replace(page, report=replace(page.report, notes=notes))
    answers = tuple(Published(place, at) for place, (at, _run) in enumerate(found, 1))
    return replace(page, number=chosen, answers=answers)


def _page(study: Study, run: Run, *, is_public: bool = False) -> Page:
    answer = public_answer(answer_of(run)) if is_public else answer_of(run)
    is_withdrawn = study.withdrawn is not None
    counted = counted_words(study, run)
    names = names_of(answer.plan)
    registered = Registered(timezone.localdate(), plan_changes(study, run.plan.number), plan_before(run))
    report = report_of(
        answer,
        names=names,
        registered=registered,
        is_withdrawn=is_withdrawn,
        counted=counted,
        cost=cost_of(answer.plan.approach),
    )
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
    """Return the changes after registration, with the fields that differ. number: the version of the answer."""
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
